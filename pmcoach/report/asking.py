"""Why a question is asked, what matters most and was not asked yet, and why an assessment ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmcoach.assessment.forms import SCENARIOS_PER_AREA, FormKind
from pmcoach.assessment.item_selection import Choice, choose_about, choose_next
from pmcoach.assessment.items import find_item_area, find_item_competency, find_item_kind
from pmcoach.assessment.results import Standing
from pmcoach.report.questions import form_title
from pmcoach.state.profile import Profile

UNASKED_HEADING = "Matters most, not asked yet"
WHY_TITLE = "Why this question"
RECALL_LEAD = "To recall what you did, ask yourself:"
UNASKED_SHOWN = 5
"""How many levels are offered at a time."""
EARLY_SHARE = 0.9
"""An assessment that took less than this share of its time ended early."""
ENDED_EARLY = (
    "No question left is likely to change your first three gaps, so the assessment ends here, "
    "earlier than planned. A longer one asks about the rest."
)


@dataclass(frozen=True)
class UnaskedLevel:
    """A level that matters and of which too little is known, with the question to ask now."""

    key: str
    """ "subject.facet"."""
    title: str
    facet: str
    weight_percent: int
    level: int | None
    """What is known of it, where something is."""
    item: str

    @property
    def words(self) -> str:
        """The level in a line."""
        known = "" if self.level is None else ", not enough to tell"
        return f"{self.title}: {self.facet}, {self.weight_percent}% of your target{known}"


def list_unasked(profile: Profile) -> list[UnaskedLevel]:
    """What weighs most and was not asked, or not enough to tell a gap; heaviest first. Each comes
    with its next question; a level whose questions are used up is left out."""
    asking = profile.asking_for("full")
    return [
        UnaskedLevel(
            standing.key,
            profile.title_of(standing.subject),
            standing.facet,
            round(standing.weight * 100),
            standing.level,
            choice.item,
        )
        for standing in profile.findings.ask_next
        if (choice := choose_about(asking, standing.facet, standing.subject)) is not None
    ]


def why_words(profile: Profile, item: str) -> list[str]:
    """Why a question is asked, in a paragraph or two, and for a ladder what helps to recall."""
    standing = _find_standing(profile, item)
    choice = profile.next_choice
    if choice is not None and choice.item == item and profile.in_progress:
        reason = _reason_words(profile, choice, standing)
    else:
        reason = (
            f"{_lead_words(profile, item)} It measures {standing.facet} in "
            f"{profile.title_of(standing.subject)}, {_weight_words(standing)}."
        )
    probes = _find_probes(profile, item)
    return [reason, RECALL_LEAD, *(f"· {probe}" for probe in probes)] if probes else [reason]


def _lead_words(profile: Profile, item: str) -> str:
    """How it came to a question that the assessment doesn't ask now."""
    answer = profile.state.answers.get(item)
    if answer is None:
        return "You chose it."
    return "You've answered this one." if answer.kind == "answered" else "You left this one out."


def _find_standing(profile: Profile, item: str) -> Standing:
    """The level that an item measures; raises KeyError for an unknown item."""
    kind = find_item_kind(profile.catalog, item)
    if kind is None:
        raise KeyError(item)
    if kind == "scenario":
        return profile.result.ability[find_item_area(profile.catalog, item)]
    by_competency = profile.result.skill if kind == "ladder" else profile.result.knowledge
    return by_competency[find_item_competency(profile.catalog, item)]


def _find_probes(profile: Profile, item: str) -> Sequence[str]:
    if find_item_kind(profile.catalog, item) != "ladder":
        return ()
    return profile.catalog.competencies[find_item_competency(profile.catalog, item)].ladder.probes


def _reason_words(profile: Profile, choice: Choice, standing: Standing) -> str:
    title, weight = profile.title_of(choice.subject), _weight_words(standing)
    match choice.reason:
        case "may-matter":
            return (
                f"Your {choice.facet} in {title} hasn't been measured yet. It's {weight}, so it "
                "could be one of your first three gaps."
            )
        case "unsettled":
            return (
                f"Your {choice.facet} in {title} isn't certain yet. It's {weight}, and this answer "
                "could change which gaps come first."
            )
        case "judgment":
            return (
                f"The {form_title(profile).lower()} asks at least {SCENARIOS_PER_AREA} scenarios "
                f"about {title}, because no other kind of question measures judgment."
            )
        case "recheck":
            return (
                f"A recheck asks one question each about the competencies that weigh most. {title} "
                f"is {weight}."
            )
        case _:
            return (
                f"A full assessment asks about everything, until another answer is unlikely to "
                f"change a level. {title} is {weight}."
            )


def _weight_words(standing: Standing) -> str:
    return f"{round(standing.weight * 100)}% of your target"


def ended_early(profile: Profile, kind: FormKind) -> bool:
    """Whether an assessment of a length is through before its time is up, as nothing left is likely
    to change the first gaps. One that the user stops isn't through."""
    asking = profile.asking_for(kind)
    seconds = asking.form.seconds
    if seconds is None or asking.seconds_done >= EARLY_SHARE * seconds:
        return False
    return choose_next(asking) is None


def moved_words(moved: int) -> str:
    """By how much the answers elsewhere moved a level; nothing where they didn't."""
    if not moved:
        return ""
    direction = "up" if moved > 0 else "down"
    levels = "level" if abs(moved) == 1 else "levels"
    return f"Your answers to related questions moved this {direction} by {abs(moved)} {levels}."

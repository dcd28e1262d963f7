"""Why a question is asked, what matters most and was not asked yet, and why an assessment ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmcoach.advice.gaps import is_open
from pmcoach.assessment.forms import SCENARIOS_PER_AREA, FormKind
from pmcoach.assessment.item_selection import Choice, choose_about, choose_next
from pmcoach.assessment.items import (
    find_item_area,
    find_item_competency,
    find_item_kind,
    is_current,
)
from pmcoach.assessment.results import Standing
from pmcoach.catalog.parse import ladder_id
from pmcoach.report.levels import standing_words
from pmcoach.report.questions import form_title
from pmcoach.state.profile import Profile

WHY_TITLE = "Why this question"
RECALL_LEAD = "To jog your memory:"
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
    def name(self) -> str:
        """Which level it is."""
        return f"{self.title}: {self.facet}"

    @property
    def words(self) -> str:
        """The level in a line."""
        known = "" if self.level is None else ", not enough to tell"
        percent = self.weight_percent or "less than 1"
        return f"{self.name}, {percent}% of your target{known}"


def list_unasked(profile: Profile) -> list[UnaskedLevel]:
    """What weighs most and was not asked, or not enough to tell a gap; heaviest first. Each comes
    with its next question; a level whose questions are used up is left out."""
    return _find_questions(profile, profile.findings.ask_next)


def find_unasked(profile: Profile, subject: str) -> UnaskedLevel | None:
    """The first level of a competency or an area that isn't measured, or not enough to tell a gap,
    whatever it weighs; None where all are, or no question is left."""
    standings = [
        standing
        for standing in profile.result.standings()
        if standing.subject == subject and is_open(standing)
    ]
    return next(iter(_find_questions(profile, standings)), None)


def _find_questions(profile: Profile, standings: Iterable[Standing]) -> list[UnaskedLevel]:
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
        for standing in standings
        if (choice := choose_about(asking, standing.facet, standing.subject)) is not None
    ]


def question_after(profile: Profile, step: str) -> str | None:
    """The question that shows whether a step which is done moved a level: one not asked yet about the
    knowledge or ability it lifts, or the ladder of the skill. None where nothing is left to ask.
    Raises KeyError for an unknown step."""
    asking = profile.asking_for("full")
    for lift in profile.catalog.steps[step].lifts:
        if lift.facet == "skill" and lift.competency:
            return ladder_id(lift.competency)
        choice = choose_about(asking, lift.facet, lift.competency or lift.area or "")
        if choice:
            return choice.item
    return None


def level_moved_question(profile: Profile, item: str) -> str:
    """Whether to answer that question now."""
    standing = find_standing(profile, item)
    title = profile.title_of(standing.subject)
    return f'Done. Did your {standing.facet} in "{title}" move? One question would show it.'


def answered_words(profile: Profile, item: str) -> str:
    """What the level is now that a single question was answered."""
    standing = find_standing(profile, item)
    sure = f", {standing.confidence}" if standing.confidence else ""
    return f"{standing_words(profile, standing)}{sure}."


def why_words(profile: Profile, item: str) -> list[str]:
    """Why a question is asked, in a paragraph or two, and for a ladder what helps to recall."""
    standing = find_standing(profile, item)
    choice = profile.next_choice
    if choice is not None and choice.item == item and profile.in_progress:
        why = _reason_words(profile, choice)
    else:
        why = _past_words(profile, item)
    title = profile.title_of(standing.subject)
    reason = f"{title}: {standing.facet}, {_weight_words(standing)}. {why}"
    probes = _find_probes(profile, item)
    return [reason, RECALL_LEAD, *(f"· {probe}" for probe in probes)] if probes else [reason]


def _past_words(profile: Profile, item: str) -> str:
    """Why a question shows that isn't the next to ask."""
    answer = profile.state.answers.get(item)
    if answer is not None and not is_current(profile.catalog, answer):
        answer = None
    if item in profile.state.disagreed or (answer and answer.kind != "answered"):
        return "You left this one out."
    return "You've answered this one." if answer else "You chose it."


def find_standing(profile: Profile, item: str) -> Standing:
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


def _reason_words(profile: Profile, choice: Choice) -> str:
    match choice.reason:
        case "may-matter":
            return "It isn't measured yet, so it could be one of your first three gaps."
        case "unsettled":
            return "It isn't certain yet, and this answer could change which gaps come first."
        case "judgment":
            return (
                f"The {form_title(profile).lower()} asks at least {SCENARIOS_PER_AREA} scenarios "
                "about this area, because no other kind of question measures judgment."
            )
        case "outdated":
            return "The questions that you answered about it have changed, so it's asked again."
        case "recheck":
            return "A recheck asks one question about each of the competencies that weigh most."
        case _:
            return (
                "A full assessment asks about everything, until another answer is unlikely to "
                "change a level."
            )


def _weight_words(standing: Standing) -> str:
    if not standing.weight:
        return "no part of your target"
    return f"{round(standing.weight * 100) or 'less than 1'}% of your target"


def ended_early(profile: Profile, kind: FormKind) -> bool:
    """Whether an assessment of a length is through before its time is up, as nothing left is likely
    to change the first gaps. One that the user stops isn't through."""
    asking = profile.asking_for(kind)
    return (
        asking.form.seconds is not None
        and asking.seconds_done < EARLY_SHARE * asking.form.seconds
        and choose_next(asking) is None
    )


def moved_words(moved: int) -> str:
    """By how much the answers elsewhere moved a level; nothing where they didn't."""
    if not moved:
        return ""
    direction = "up" if moved > 0 else "down"
    levels = "level" if abs(moved) == 1 else "levels"
    return f"Your answers to related questions moved this {direction} by {abs(moved)} {levels}."


def moved_item_words(profile: Profile, item: str) -> str:
    """The level that an item measures, where answers elsewhere moved it, and by how much."""
    standing = find_standing(profile, item)
    if not standing.moved or standing.level is None:
        return ""
    return f"{answered_words(profile, item)} {moved_words(standing.moved)}"

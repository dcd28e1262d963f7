"""The review of answers: stopping for it, how each item stands, and the reasons behind its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.events import Answer
from pmcoach.assessment.items import ItemKind, find_item_kind, is_current
from pmcoach.assessment.levels import SCENARIO_TOP, score_check, score_scenario
from pmcoach.catalog.models import Spot
from pmcoach.catalog.parse import ladder_id
from pmcoach.report.home import STOP_TITLE
from pmcoach.report.marked_lines import split_marks
from pmcoach.report.model import AnswerLine, AnswerSection, OptionLine
from pmcoach.report.questions import bare_question, form_title, shown_order, title_ask
from pmcoach.report.spot_review import ExplainedLine, compare_marks_words, explain_lines
from pmcoach.state.profile import Profile

ItemMark = Literal[
    "right", "wrong", "answered", "skipped", "does not apply", "disagreed", "not asked"
]
MARK_GLYPHS: Mapping[ItemMark, str] = {
    "right": "✓",
    "wrong": "✗",
    "answered": "•",
    "skipped": "-",
    "does not apply": "n",
    "disagreed": "d",
    "not asked": " ",
}
MARKS_LEGEND = "  ".join(
    f"{glyph} {mark}" for mark, glyph in MARK_GLYPHS.items() if mark != "not asked"
)
ReviewGroup = Literal[
    "wrong-sure",
    "wrong-think-so",
    "wrong-guessing",
    "wrong",
    "right-guessing",
    "scenario",
    "right",
    "reserved",
    "disagreed",
    "left-out",
    "ladder",
]
GROUP_TITLES: Mapping[ReviewGroup, str] = {
    "wrong-sure": "Wrong, and you were sure",
    "wrong-think-so": "Wrong, and you thought you were right",
    "wrong-guessing": "Wrong, and you guessed",
    "wrong": "Wrong",
    "right-guessing": "Right, but you guessed",
    "scenario": "Scenarios, furthest from the best answer first",
    "right": "Right",
    "reserved": "Saved for measuring again, so no key is shown",
    "disagreed": "You disagree, so it doesn't count",
    "left-out": "Not answered",
    "ladder": "Skill: your own claims, no right or wrong",
}
"""The headings of the review, in their order: what there is most to learn from comes first."""
REVIEW_LEAD = (
    "Opening a question shows its key. If you answer it again after that, the level that rests on "
    "it is unsure."
)
NOTHING_ANSWERED = "Nothing was answered yet."
ANSWER_FIRST = (
    "You haven't answered anything yet. Answer at least one question; then you can stop and see "
    "your answers."
)
NONE_COUNTS = "No level is known: the questions you answered have all changed since."
UNDER_WAY = "An assessment is under way, so no keys are shown yet."
KEY_HIDDEN = "The key shows once you've answered this question and finished the assessment."
RESERVED = "This question is saved for measuring you again, so its key isn't shown."
SURENESS = {
    "sure": "When you answered, you were sure.",
    "think-so": "When you answered, you thought you were right.",
    "guessing": "When you answered, you guessed.",
}
SCENARIO_VERDICTS = {3: "best", 0: "worst"}
"""What an action of a scenario is by its effect."""


@dataclass(frozen=True)
class ReviewedItem:
    """One item of the content and how it stands, for the review."""

    item: str
    kind: ItemKind
    area: str
    subject: str
    ask: str
    mark: ItemMark


@dataclass(frozen=True)
class ReviewSection:
    """The items under one heading of the review."""

    title: str
    items: tuple[ReviewedItem, ...]


@dataclass(frozen=True)
class ExplainedOption:
    """One possible answer with the reason why it is or is not the best."""

    text: str
    why: str
    chosen: str
    """How the user chose it: "your answer", "your best", "your worst", or nothing."""
    verdict: str
    """What it is by the key: "the key", "best", "worst", or nothing."""

    @property
    def is_best(self) -> bool:
        """Whether it is the right answer."""
        return self.verdict in {"the key", "best"}

    @property
    def is_mistake(self) -> bool:
        """Whether the user chose it and the key says otherwise."""
        return bool(self.chosen) and CHOICE_OF_VERDICT.get(self.verdict) != self.chosen

    @property
    def glyph(self) -> str:
        """A mark for it."""
        return "✓" if self.is_best else "✗" if self.is_mistake else "·"

    @property
    def sign(self) -> str:
        """What stands before it."""
        return self.glyph

    @property
    def label(self) -> str:
        """The same in words that lead a line."""
        words = ", ".join(tag for tag in (self.verdict, self.chosen) if tag)
        return f"{words[:1].upper()}{words[1:]}" if words else "Another option"

    @property
    def tags(self) -> str:
        """What it is by the key, and how the user chose it."""
        return " · ".join(tag for tag in (self.verdict, self.chosen) if tag)


CHOICE_OF_VERDICT = {"the key": "your answer", "best": "your best", "worst": "your worst"}
"""How the user chose an option of each verdict, if they were right."""


def sureness_words(answer: Answer | None) -> str:
    """How sure the user was of an answer; nothing where that was not asked."""
    return SURENESS.get(answer.sure, "") if answer else ""


# Stopping early


@dataclass(frozen=True)
class StopOffer:
    """The question before an assessment is finished as it is, and its two answers."""

    question: str
    about: str
    """What it means."""
    stop: str
    go_on: str


def stop_offer(profile: Profile) -> StopOffer | None:
    """What to ask before an assessment under way ends early; None where nothing was answered."""
    answer_count = profile.current_answer_count
    if not profile.in_progress or not (answer_count or profile.outdated_answers):
        return None
    answers = "the 1 answer" if answer_count == 1 else f"the {answer_count} answers"
    basis = f"Your levels are based on {answers} you've given so far."
    return StopOffer(
        f"Stop the {form_title(profile).lower()} here, and see your answers?",
        f"{basis if answer_count else NONE_COUNTS} You can still change an answer, and you can go on "
        "later, at the same length or a longer one. Once you've seen the key to a question, "
        "answering it again counts for less.",
        STOP_TITLE,
        "Keep going",
    )


def sure_but_wrong_words(profile: Profile) -> str:
    """How many answers were wrong although the user was sure; nothing where they were sure of none."""
    sure_marks = [
        item_mark(profile, item)
        for item, answer in profile.state.answers.items()
        if answer.sure == "sure"
    ]
    wrong, right = sure_marks.count("wrong"), sure_marks.count("right")
    if not wrong + right:
        return ""
    answers = "1 answer" if wrong + right == 1 else f"{wrong + right} answers"
    if not wrong:
        return f"You were sure of {answers}, and none was wrong."
    place = "It comes" if wrong == 1 else "They come"
    return f"You were sure of {answers}, and {wrong} {'was' if wrong == 1 else 'were'} wrong. {place} first in your answers."


# The items


def review_items(profile: Profile) -> list[ReviewedItem]:
    """Every item, by area in the order of the content: dealt with, or not asked."""
    catalog = profile.catalog
    rows: list[tuple[str, ItemKind, str, str, str]] = []
    for area in catalog.areas.values():
        for competency in catalog.competencies_of[area.id]:
            ladder, title = competency.ladder, competency.title
            rows.append((ladder_id(competency.id), "ladder", area.title, title, ladder.ask))
            for item in catalog.knowledge_items_of[competency.id]:
                if isinstance(item, Spot):
                    ask = title_ask(item.ask, item.artifact)
                    rows.append((item.id, "spot", area.title, title, ask))
                else:
                    rows.append((item.id, "check", area.title, title, item.ask))
        rows += [
            (scenario.id, "scenario", area.title, scenario.title, scenario.situation)
            for scenario in catalog.scenarios_of[area.id]
        ]
    return [ReviewedItem(*row, mark=item_mark(profile, row[0])) for row in rows]


def review_sections(profile: Profile) -> list[ReviewSection]:
    """The items dealt with under their headings; those not asked are left out, and so are headings
    without an item, and so are answers to another wording, unless the user disagrees with the present
    one. Nothing while an assessment is under way: the order would tell the keys."""
    if profile.in_progress:
        return []
    items_by_group: dict[ReviewGroup, list[ReviewedItem]] = {group: [] for group in GROUP_TITLES}
    for reviewed_item in review_items(profile):
        is_left_out = reviewed_item.mark != "disagreed" and _is_of_other_wording(
            profile, reviewed_item.item
        )
        if reviewed_item.mark != "not asked" and not is_left_out:
            items_by_group[_find_group(profile, reviewed_item)].append(reviewed_item)
    items_by_group["scenario"].sort(key=lambda scenario: -_miss_size(profile, scenario.item))
    return [
        ReviewSection(GROUP_TITLES[group], tuple(items))
        for group, items in items_by_group.items()
        if items
    ]


def _is_of_other_wording(profile: Profile, item: str) -> bool:
    answer = profile.state.answers.get(item)
    return (
        answer is not None and answer.kind == "answered" and not is_current(profile.catalog, answer)
    )


def not_asked_words(profile: Profile) -> str:
    """How many questions were not asked yet; nothing where all were."""
    count = sum(item.mark == "not asked" for item in review_items(profile))
    if not count:
        return ""
    return (
        "Not asked yet: 1 question. Its key stays hidden."
        if count == 1
        else f"Not asked yet: {count} questions. Their keys stay hidden."
    )


def _find_group(profile: Profile, reviewed_item: ReviewedItem) -> ReviewGroup:
    """The heading that an item dealt with belongs under."""
    answer = profile.state.answers.get(reviewed_item.item)
    if reviewed_item.mark == "disagreed":
        return "disagreed"
    if answer is None or answer.kind != "answered":
        return "left-out"
    if is_reserved(profile, reviewed_item.item):
        return "reserved"
    if reviewed_item.kind == "ladder":
        return "ladder"
    if reviewed_item.kind == "scenario":
        return "scenario"
    if reviewed_item.mark == "right":
        return "right-guessing" if answer.sure == "guessing" else "right"
    return WRONG_GROUPS.get(answer.sure, "wrong")


WRONG_GROUPS: Mapping[str, ReviewGroup] = {
    "sure": "wrong-sure",
    "think-so": "wrong-think-so",
    "guessing": "wrong-guessing",
}
"""The heading of a wrong answer by how sure the user was."""


def _miss_size(profile: Profile, item: str) -> int:
    """How far the answer to a scenario is from the best one: 0 is the best."""
    scenario, answer = profile.catalog.scenarios[item], profile.state.answers[item]
    effects = [action.effect for action in scenario.action]
    best_score = max(effects) + SCENARIO_TOP - min(effects)
    score = score_scenario(scenario, answer)
    return best_score - (0 if score is None else score)


def item_mark(profile: Profile, item: str) -> ItemMark:
    """How an item stands."""
    if item in profile.state.disagreed:
        return "disagreed"
    answer = profile.state.answers.get(item)
    if answer is None:
        return "not asked"
    if answer.kind != "answered":
        return "skipped" if answer.kind == "skipped" else "does not apply"
    if item in profile.catalog.scenarios:
        is_present = answer.revision == profile.catalog.scenarios[item].revision
        return "right" if is_present and _miss_size(profile, item) == 0 else "answered"
    knowledge_item = profile.catalog.knowledge_items.get(item)
    if (
        knowledge_item is None
        or knowledge_item.reserved
        or answer.revision != knowledge_item.revision
    ):
        # Nothing to be right about, or nothing to be said; or the answer was to an older wording.
        return "answered"
    return "right" if score_check(knowledge_item, answer) in {"pass", "unsettled"} else "wrong"


def find_revision(profile: Profile, item: str) -> int:
    """The revision of an item's present wording. Raises KeyError for an unknown item."""
    return bare_question(profile, item).revision


def is_reserved(profile: Profile, item: str) -> bool:
    """Whether an item is saved for measuring again, so that nobody is to know its key."""
    knowledge_item = profile.catalog.knowledge_items.get(item)
    return knowledge_item is not None and knowledge_item.reserved


def is_key_shown(profile: Profile, item: str) -> bool:
    """Whether the key of an item may be shown: it has one, it is not saved for measuring again, it
    was answered in its present wording, and no assessment is under way."""
    answer = profile.state.answers.get(item)
    return (
        not profile.in_progress
        and answer is not None
        and answer.kind == "answered"
        and not is_reserved(profile, item)
        and find_item_kind(profile.catalog, item) not in {None, "ladder"}
        and answer.revision == find_revision(profile, item)
    )


def key_hidden_words(profile: Profile, item: str) -> str:
    """Why an item's key isn't shown; nothing where it is, or where there is none."""
    if is_reserved(profile, item):
        return RESERVED
    has_key = find_item_kind(profile.catalog, item) != "ladder"
    return KEY_HIDDEN if has_key and not is_key_shown(profile, item) else ""


def marks_words(profile: Profile, item: str) -> str:
    """Which lines of a spot the user marked, and which ones are to be marked; nothing for any other
    item, and nothing where the key is not to be shown."""
    spot = profile.catalog.spots.get(item)
    if spot is None or not is_key_shown(profile, item):
        return ""
    return compare_marks_words(spot, split_marks(profile.state.answers[item].option))


def explain_item(profile: Profile, item: str) -> Sequence[ExplainedOption | ExplainedLine]:
    """The possible answers of a check or scenario with their reasons, what the user chose and the
    key first; or the lines of a spot, in their order. Nothing for a ladder, and nothing where the
    key is not to be shown.

    Showing this shows the key: call ``record_keys_seen`` with it.
    """
    if not is_key_shown(profile, item):
        return []
    check, scenario = profile.catalog.checks.get(item), profile.catalog.scenarios.get(item)
    answer = profile.state.answers[item]
    if spot := profile.catalog.spots.get(item):
        return explain_lines(spot, split_marks(answer.option))
    explained_options: list[ExplainedOption] = []
    if check is not None:
        explained_options = [
            ExplainedOption(
                option.text,
                option.why,
                "your answer" if option.id == answer.option else "",
                "the key" if option.id == check.key else "",
            )
            for option in shown_order(profile, item, check.option)
        ]
    elif scenario is not None:
        choices = {answer.worst: "your worst", answer.best: "your best"}
        explained_options = [
            ExplainedOption(
                action.text,
                action.why,
                choices.get(action.id, ""),
                SCENARIO_VERDICTS.get(action.effect, ""),
            )
            for action in shown_order(profile, item, scenario.action)
        ]
    return sorted(explained_options, key=_reading_place)


def answer_sections(profile: Profile) -> tuple[AnswerSection, ...]:
    """Every answer whose key may be shown, under the headings of the review: what the user chose
    and the key, each with its reason; of a spot all lines.

    Showing this shows the keys: call ``record_keys_seen`` with ``items_with_key_shown``.
    """
    shown_items = items_with_key_shown(profile)
    return tuple(
        AnswerSection(title=section.title, answers=answers)
        for section in review_sections(profile)
        if (
            answers := tuple(
                _answer_line(profile, item) for item in section.items if item.item in shown_items
            )
        )
    )


def items_with_key_shown(profile: Profile) -> list[str]:
    """The items whose key may be shown."""
    return [item for item in profile.state.answers if is_key_shown(profile, item)]


def _answer_line(profile: Profile, reviewed_item: ReviewedItem) -> AnswerLine:
    return AnswerLine(
        about=reviewed_item.subject,
        ask=reviewed_item.ask,
        sureness=sureness_words(profile.state.answers[reviewed_item.item]),
        options=tuple(
            OptionLine(label=option.label, text=option.text, why=option.why)
            for option in explain_item(profile, reviewed_item.item)
            # What a line means shows among the others.
            if option.tags or isinstance(option, ExplainedLine)
        ),
    )


def _reading_place(option: ExplainedOption) -> tuple[bool, bool, bool, bool]:
    """What is read first: the choice and the key, then the worst ones, then the others."""
    return (
        option.chosen not in {"your answer", "your best"},
        not option.is_best,
        not option.chosen,
        not option.verdict,
    )

"""Which question is asked, where it stands in the assessment, and everything needed to ask it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, TypeVar

from pmcoach.assessment.events import Answer, read_revision
from pmcoach.assessment.forms import FORM_TITLES, FORMS_BY_LENGTH, FormKind
from pmcoach.assessment.item_selection import choose_next
from pmcoach.assessment.items import (
    ItemKind,
    find_item_competency,
    find_item_kind,
    find_item_revision,
    is_current,
    is_handled_since_start,
)
from pmcoach.assessment.progress import (
    Progress,
    count_open_levels,
    list_handled_items,
    measure_progress,
)
from pmcoach.catalog.models import Action, Option
from pmcoach.catalog.vocabulary import Facet
from pmcoach.report.home import HomeSummary, NextAction, what_next
from pmcoach.report.marked_lines import LINE_COUNTS, find_marks_fault, line_words, split_marks
from pmcoach.state.profile import Profile

OptionOrAction = TypeVar("OptionOrAction", Option, Action)
Sure = Literal["sure", "think-so", "guessing"]
SURE_WORDS: Mapping[Sure, str] = {
    "sure": "sure",
    "think-so": "think so",
    "guessing": "guessing",
}
"""How sure one can be of an answer, the surest first."""
HINTS: Mapping[ItemKind, str] = {
    "ladder": (
        'Choose the highest that is true of you. "On my own" means you were in charge, even if '
        "others helped. A real product isn't only for practice or friends."
    ),
    "check": "Choose one, then say how sure you are.",
    "spot": "Mark {lines}, then say how sure you are.",
    "scenario": "What would work best here, and what worst?",
}
"""How each kind of question is answered."""
FACET_OF_KIND: Mapping[ItemKind, Facet] = {
    "ladder": "skill",
    "check": "knowledge",
    "spot": "knowledge",
    "scenario": "ability",
}
"""What each kind of question measures."""
KIND_TITLES: Mapping[ItemKind, str] = {
    "ladder": "skill ladder",
    "check": "knowledge check",
    "spot": "spot",
    "scenario": "scenario",
}
"""What each kind of question is called."""
DISAGREED = "You disagree with this question, so it doesn't count."
DISAGREE_LEAD = (
    "What is wrong with this question? It won't count, and your comment goes into the export. You "
    "can leave the comment empty."
)
NOTE_LEAD = "Your note stays private unless you include it in an export."
FIRST_QUESTION = "This is the first question."
NOTHING_TO_UNDO = "There is nothing to undo."
WHICH_AREA = "Which area do you want to continue with?"
AREAS_LEAD = "The other areas come after it; nothing is left out."
NO_PROGRESS = Progress(0, 0, 0.0)


@dataclass(frozen=True)
class AnswerChoice:
    """One thing to choose: ``key`` is what is stored, ``label`` the digit that chooses it."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Question:
    """Everything a front end needs to ask one item."""

    item: str
    kind: ItemKind
    area: str
    subject: str
    """The competency's title, or the scenario's own."""
    ask: str
    hint: str
    choices: tuple[AnswerChoice, ...]
    revision: int
    answer: Answer | None
    """The answer it has in its present wording, where one goes back to it."""
    disagreed: bool
    form: str = ""
    progress: Progress = NO_PROGRESS
    number: int = 0
    """Where it stands in the assessment, from 1; 0 where it is asked alone."""
    artifact: str = ""
    """The title above the lines of a spot, which are its choices."""
    mark_count: int = 0
    """How many lines of a spot are to be marked."""

    @property
    def titled_ask(self) -> str:
        """What is asked, after the title of what it is asked of, where that has one."""
        return title_ask(self.ask, self.artifact)

    @property
    def chosen_keys(self) -> frozenset[str]:
        """The keys of what was chosen; the best and the worst of a scenario are not among them."""
        if self.answer is None:
            return frozenset()
        if self.kind == "spot":
            return frozenset(map(str, split_marks(self.answer.option)))
        return frozenset(filter(None, (self.answer.option,)))

    @property
    def asks_sureness(self) -> bool:
        """Whether one also says how sure one is."""
        return self.kind in {"check", "spot"}

    @property
    def is_dealt_with(self) -> bool:
        """Whether one comes back to it."""
        return self.answer is not None or self.disagreed

    @property
    def standing_words(self) -> str:
        """Why it counts for no level although it was dealt with; nothing where it counts."""
        if self.disagreed:
            return DISAGREED
        return {
            "skipped": "You skipped this earlier.",
            "not-applicable": "You said this doesn't apply to you.",
        }.get(self.answer.kind if self.answer else "", "")


def title_ask(ask: str, artifact: str) -> str:
    """What a spot asks, after the title of its artifact; of any other item just what it asks."""
    return f"{artifact}. {ask}" if artifact else ask


def make_question(profile: Profile, item: str) -> Question:
    """The question for an item of the content. Raises KeyError for an unknown one."""
    form_progress, dealt_with = progress_now(profile), _items_dealt_with(profile)
    # After all that were dealt with, or, gone back to, among those.
    position = dealt_with.index(item) if item in dealt_with else form_progress.done
    return replace(
        bare_question(profile, item),
        form=form_title(profile),
        progress=form_progress,
        number=max(1, min(position + 1, form_progress.total)),
    )


def bare_question(profile: Profile, item: str) -> Question:
    """A question without the form it stands in and how far along that is, which takes longer to
    find out than to save an answer. Raises KeyError for an unknown item."""
    catalog = profile.catalog
    kind = find_item_kind(catalog, item)
    if kind is None:
        raise KeyError(item)
    wording = _read_wording(profile, item, kind)
    return Question(
        item,
        kind,
        catalog.areas[profile.area_of(item)].title,
        wording.subject,
        wording.ask,
        HINTS[kind].format(lines=LINE_COUNTS.get(wording.mark_count)),
        tuple(
            AnswerChoice(key, str(number), text)
            # A ladder's digits are its levels, from 0.
            for number, (key, text) in enumerate(wording.options, 0 if kind == "ladder" else 1)
        ),
        wording.revision,
        shown_answer(profile, item),
        item in profile.state.disagreed,
        artifact=wording.artifact,
        mark_count=wording.mark_count,
    )


@dataclass(frozen=True)
class _Wording:
    """The words of an item as they are shown, whatever kind it is of."""

    subject: str
    ask: str
    revision: int
    options: Sequence[tuple[str, str]]
    """The key and the text of each choice."""
    artifact: str = ""
    mark_count: int = 0


def _read_wording(profile: Profile, item: str, kind: ItemKind) -> _Wording:
    catalog = profile.catalog
    if kind == "scenario":
        scenario = catalog.scenarios[item]
        actions = shown_order(profile, item, scenario.action)
        return _Wording(
            scenario.title,
            scenario.situation,
            scenario.revision,
            [(action.id, action.text) for action in actions],
        )
    competency = catalog.competencies[find_item_competency(catalog, item)]
    if kind == "ladder":
        ladder = competency.ladder
        rungs = [(str(level), text) for level, text in enumerate(ladder.anchors)]
        return _Wording(competency.title, ladder.ask, ladder.revision, rungs)
    if kind == "spot":
        spot = catalog.spots[item]
        lines = [(str(number), line.text) for number, line in enumerate(spot.line, 1)]
        return _Wording(
            competency.title,
            spot.ask,
            spot.revision,
            lines,
            artifact=spot.artifact,
            mark_count=len(spot.marks),
        )
    check = catalog.checks[item]
    options = shown_order(profile, item, check.option)
    return _Wording(
        competency.title,
        check.ask,
        check.revision,
        [(option.id, option.text) for option in options],
    )


def shown_order(
    profile: Profile, item: str, options: Sequence[OptionOrAction]
) -> list[OptionOrAction]:
    """The options of a check or the actions of a scenario, in the order that this person sees:
    shuffled, and always the same, so that no place in it says anything about the key."""

    def draw_place(option: OptionOrAction) -> bytes:
        return sha256(f"{profile.shuffle_seed}/{item}/{option.id}".encode()).digest()

    return sorted(options, key=draw_place)


def place_words(question: Question) -> str:
    """Where a question stands, what it measures, and about how long the rest takes."""
    area, progress = question.area, question.progress
    if not area[1:2].isupper():  # it stands within a sentence
        area = f"{area[:1].lower()}{area[1:]}"
    measured = f"{area}, {FACET_OF_KIND[question.kind]}"
    if not question.number:
        return f"One question, {measured}"
    minutes = f", about {progress.minutes_left} min left" if progress.minutes_left else ""
    return f"Question {count_words(question.number, progress)}, {measured}{minutes}"


def count_words(number: int, progress: Progress) -> str:
    """How far along a question is."""
    about = "" if progress.is_exact else "about "
    return f"{number} of {about}{progress.total}"


def short_place_words(question: Question) -> str:
    """Where a question stands and about how long the rest takes, in a few words; one that is asked
    alone says so."""
    if not question.number:
        return "one question"
    minutes = question.progress.minutes_left
    left = f" · about {minutes} min left" if minutes else ""
    return f"{count_words(question.number, question.progress)}{left}"


def answer_words(question: Question) -> str:
    """The answer that a question has now; nothing where it has none."""
    answer = question.answer
    if answer is None:
        return ""
    if answer.kind != "answered":
        return question.standing_words
    labels = {choice.key: choice.label for choice in question.choices}
    if question.kind == "scenario" and {answer.best, answer.worst} <= set(labels):
        return f"Your answer so far: best {labels[answer.best]}, worst {labels[answer.worst]}."
    if question.kind == "spot":
        return _marked_answer_words(question, answer)
    if answer.option not in labels:
        return ""
    provable = ", and you can prove it" if answer.provable else ""
    return f"Your answer so far: {labels[answer.option]}{provable}{_sure_suffix(answer)}."


def _marked_answer_words(question: Question, answer: Answer) -> str:
    marks = split_marks(answer.option)
    if find_marks_fault(marks, question.mark_count, len(question.choices)):
        return ""
    return f"Your answer so far: {line_words(marks)}{_sure_suffix(answer)}."


def _sure_suffix(answer: Answer) -> str:
    return "".join(f", {words}" for key, words in SURE_WORDS.items() if key == answer.sure)


def undone_words(item: str | None) -> str:
    """That the answer to an item was taken back, or that there was none."""
    return "The last answer was undone." if item else NOTHING_TO_UNDO


def find_undoable_item(profile: Profile) -> str | None:
    """The item whose answer undo takes back, to ask it again; None where there is no answer, or one
    to a question that the content has dropped or reworded."""
    last_event = profile.state.last_event
    if last_event is None:
        return None
    event_item, revision = last_event.text("item"), read_revision(last_event)
    item = profile.catalog.aliases.get(event_item, event_item)
    if find_item_kind(profile.catalog, item) is None:
        return None
    # Events of former versions without a wording are about the first one.
    is_present = find_item_revision(profile.catalog, item) == (1 if revision is None else revision)
    return item if is_present else None


def shown_answer(profile: Profile, item: str) -> Answer | None:
    """The answer to show: none to an older wording, which says nothing of the present one, and in a
    recheck none from before it began."""
    answer = profile.state.answers.get(item)
    if answer is None or is_hidden_by_recheck(profile, item):
        return None
    return answer if is_current(profile.catalog, answer) else None


def is_hidden_by_recheck(profile: Profile, item: str) -> bool:
    """Whether a recheck is under way that hides what was answered before it began."""
    return (
        profile.form_kind == "recheck"
        and profile.in_progress
        and not is_handled_since_start(profile.state, item)
    )


def form_title(profile: Profile) -> str:
    """What the present assessment is called."""
    return FORM_TITLES[profile.form_kind] if profile.form_kind else ""


def progress_now(profile: Profile) -> Progress:
    """How far along the present form is."""
    return measure_progress(profile.asking, profile.pace) if profile.asking else NO_PROGRESS


def _items_dealt_with(profile: Profile) -> list[str]:
    return list_handled_items(profile.asking) if profile.asking else []


def next_form(profile: Profile) -> FormKind | None:
    """An update where questions have changed; else the same form where it was finished early, else
    the next longer one with something left to ask, or None when all was asked."""
    if has_outdated_levels(profile):
        return "update"
    kind = profile.form_kind
    present_index = FORMS_BY_LENGTH.index(kind) if kind in FORMS_BY_LENGTH else 0
    return next(
        (form for form in FORMS_BY_LENGTH[present_index:] if has_items_left(profile, form)), None
    )


def next_move(profile: Profile) -> FormKind | Literal["target", "question", "results"]:
    """What going on means: choosing a target, the next question, another form, or the results."""
    if not profile.journal.has_target:
        return "target"
    return "question" if profile.in_progress else next_form(profile) or "results"


def has_items_left(profile: Profile, kind: FormKind) -> bool:
    """Whether a form has anything left to ask."""
    return choose_next(profile.asking_for(kind)) is not None


def summarize_progress(profile: Profile) -> HomeSummary:
    """How far the present assessment is and which one follows: what home's next action hangs on."""
    progress = progress_now(profile)
    following_form = None if profile.in_progress else next_form(profile)
    return HomeSummary(
        form=form_title(profile),
        in_progress=profile.in_progress,
        answered=len(profile.state.answers),
        done=progress.done,
        total=progress.total,
        minutes_left=progress.minutes_left,
        next_form=following_form or "",
        next_form_minutes=form_minutes(profile, following_form) if following_form else 0,
    )


def start_action(profile: Profile) -> NextAction:
    """What to go on with where nothing is measured: the same as home offers."""
    return what_next(summarize_progress(profile))


def nothing_known_words(profile: Profile) -> str:
    """Why nothing is measured."""
    if has_outdated_levels(profile):
        return "The questions that your levels came from have changed, so nothing is measured now."
    return "Nothing is known yet."


def has_outdated_levels(profile: Profile) -> bool:
    """Whether there are levels that only answers to questions that have changed were about."""
    return bool(profile.outdated_levels) and has_items_left(profile, "update")


def form_minutes(profile: Profile, kind: FormKind) -> int:
    """About how long a form takes from where the user stands."""
    return measure_progress(profile.asking_for(kind), profile.pace).minutes_left


def present_item(profile: Profile) -> str | None:
    """The item to ask now, or None when the form is through (or none was begun)."""
    if not profile.in_progress or profile.next_choice is None:
        return None
    return profile.next_choice.item


def previous_item(profile: Profile, item: str | None) -> str | None:
    """The question before ``item`` in the form, or None at its beginning."""
    dealt_with = _items_dealt_with(profile)
    if item in dealt_with:
        position = dealt_with.index(item)
        return dealt_with[position - 1] if position else None
    return next(
        (past_item for past_item in reversed(profile.state.order) if past_item in dealt_with), None
    )


def following_item(profile: Profile, item: str) -> str | None:
    """The question after ``item`` among those dealt with, else the next one to ask."""
    dealt_with = _items_dealt_with(profile)
    if item in dealt_with[:-1]:
        return dealt_with[dealt_with.index(item) + 1]
    return present_item(profile)


@dataclass(frozen=True)
class AreaLeft:
    """An area, and how many of its levels nothing was asked about yet."""

    id: str
    title: str
    levels_left: int

    @property
    def left_words(self) -> str:
        """How much of it is left."""
        if not self.levels_left:
            return "every level asked about"
        return (
            f"{self.levels_left} {'level' if self.levels_left == 1 else 'levels'} not asked about"
        )


def areas_left(profile: Profile) -> list[AreaLeft]:
    """Each area, in the order of the content."""
    asking = profile.asking
    if asking is None:
        return []
    return [
        AreaLeft(area, profile.title_of(area), count_open_levels(asking, area))
        for area in profile.catalog.areas
    ]

"""Talking to the plain front end: lines in, and what was said."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pmcoach.assessment.events import Answer
from pmcoach.assessment.forms import FormKind
from pmcoach.assessment.items import ItemKind
from pmcoach.catalog.parse import Catalog
from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.plain.answer_input import SURE_DIGITS
from pmcoach.plain.app import converse
from pmcoach.plain.console import PIPE_COLUMNS, Console
from pmcoach.report import situation
from pmcoach.report.questions import Question, make_question, present_item
from pmcoach.store.paths import profile_paths
from pmcoach.store.profile import open_profile
from tests.support import Clock, begin_at, find_present

TARGET = ("1", "1")
"""What chooses the first role at the first stage."""
GO, ANSWERS, RESULTS, ADVICE, HIRING, PLAN, SITUATION, EVIDENCE, TARGET_AGAIN, EXPORT, AD, QUIT = (
    map(str, range(1, 13))
)
"""The numbers of the menu."""
FIRST_ANSWERS = {
    "access": ("4", "job"),
    "job_search": ("2", "hunting"),
    "hours_per_week": ("5", 5.0),
    "employer_pays": ("2", "no"),
}
"""An answer to each question that the first assessment ends with: as it is typed, and as it is kept."""
TELL_FIRST = tuple(entry for entry, _ in FIRST_ANSWERS.values())
LEAVE_FIRST = "b"
"""What leaves these questions at the first of them."""
QUESTION_HEAD = re.compile(r"Question \d+ of (about )?\d+,")
"""How the head line of a question of an assessment begins; those about the situation have none."""
Line = str | Callable[[], str]


class Script(io.StringIO):
    """Standard input that holds given lines; a callable is called when its turn comes, and what it
    returns may be several lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = list(lines)

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        if not self.lines:
            return ""
        line = self.lines.pop(0)
        first, *rest = (line if isinstance(line, str) else line()).split("\n")
        self.lines[:0] = rest
        return f"{first}\n"


@dataclass(frozen=True)
class Said:
    """What a conversation came to."""

    text: str
    code: int
    unread: int
    """Lines of the script that were not asked for any more."""

    @property
    def flat(self) -> str:
        """The text with all white space made one space, so that wrapping is no matter."""
        return " ".join(self.text.split())

    @property
    def questions(self) -> list[str]:
        """The head line of each question that was shown."""
        return [line for line in self.text.splitlines() if QUESTION_HEAD.match(line)]


@dataclass
class Talk:
    """Talks with one profile; each conversation is a start of the program."""

    home: Path
    catalog: Catalog
    clock: Clock
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    """What its ids are made of: the same order of options, and so the same questions, each time."""
    content: Path | None = None
    """The folder of the pack, where it is not the one that ships."""

    def open(self, *, write: bool = True) -> Session:
        """The profile, without reading the content from disk again."""
        return Session(
            self.catalog,
            open_profile(profile_paths(self.home), write=write),
            self.clock,
            new_id=lambda: f"{next(self.numbers):08x}",
            content=self.content,
        )

    def __call__(self, *lines: Line, form: str = "") -> Said:
        script, sink = Script(lines), io.StringIO()
        code = converse(Console(script, sink), self.open, form)
        said = Said(sink.getvalue(), code, len(script.lines))
        assert odd_characters(said.text) == set()
        return said

    def answer(self, number: int = 0) -> Line:
        """What answers the question that is asked when its turn comes; see `typed`."""

        def look_and_answer() -> str:
            session = self.saved
            question = make_question(session.profile, find_present(session))
            return "\n".join(typed(question, number)[0])

        return look_and_answer

    def begin_at(self, kind: ItemKind) -> str:
        """A quick assessment that stands at a question of a kind; its item."""
        session = self.open()
        item = begin_at(session, kind)
        session.close()
        return item

    @property
    def saved(self) -> Session:
        """The profile as it lies on disk."""
        return self.open(write=False)


def odd_characters(text: str) -> set[str]:
    """What a terminal might obey."""
    return {
        char
        for char in text
        if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"}
    }


def too_long(text: str) -> list[str]:
    """The lines that are wider than what goes to a pipe."""
    return [line for line in text.splitlines() if len(line) > PIPE_COLUMNS]


def begin_alike(talk: Talk, twin: Talk, kind: FormKind) -> Session:
    """Begin a form in plain text, and make the twin a copy of it: to the same person
    options show in the same order. Returns the twin."""
    talk(*TARGET, form=kind)
    shutil.copytree(talk.home, twin.home)
    return twin.open()


def typed(asked: Question, number: int) -> tuple[list[str], dict[str, object]]:
    """An answer to a question as it is typed, and as ``coach`` takes it."""
    count = len(asked.choices)
    first, second = asked.choices[number % count], asked.choices[(number + 1) % count]
    if asked.kind == "scenario":
        return [first.label, second.label], {"best": first.key, "worst": second.key}
    if asked.kind == "ladder":
        proof = number % 2 == 1
        return ([first.label + ("p" if proof else "")], {"option": first.key, "provable": proof})
    digit, sure = list(SURE_DIGITS.items())[number % 3]
    if asked.kind == "spot":
        marks = [str(line) for line in range(1, asked.mark_count + 1)]
        return [" ".join(marks), digit], {"option": ",".join(marks), "sure": sure}
    return [first.label, digit], {"option": first.key, "sure": sure}


def place_of(field: str) -> str:
    """The number of a field in the list of the situation."""
    return str(list(situation.SITUATION).index(field) + 1)


def through_coach(session: Session, kind: FormKind, most: int = 1000) -> list[str]:
    """Go through a form by way of ``coach``; returns the lines that do the same in plain text."""
    if not session.profile.in_progress:
        choose_target(session, "generalist", "entry")
        start_assessment(session, kind)
    lines: list[str] = []
    for number in range(most):
        item = present_item(session.profile)
        if item is None:
            finish_assessment(session)
            break
        typing, answer = typed(make_question(session.profile, item), number)
        lines += typing
        save_answer(session, item, **answer)  # type: ignore[arg-type]  # made for this item
    return lines


def given(answers: Sequence[Answer]) -> list[tuple[object, ...]]:
    """What was answered, without when."""
    return [(a.item, a.kind, a.option, a.best, a.worst, a.sure, a.provable) for a in answers]

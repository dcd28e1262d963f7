"""Questions that a pack no longer asks, or asks in other words, so that answers to them can be read.

They stand in files called former.toml, which hold nothing else and are read only where someone has
such an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from pmcoach.catalog.models import ContentEntry, Id, Line, Text
from pmcoach.catalog.parse import ContentError, Fault, parse_files

FIRST_KEY_OF_NUMBERED = {"ladder": 0, "spot": 1}
"""The key of the first option, where options are numbered: rungs from 0, lines from 1."""
LETTERS = "abcd"
OPTION_COUNTS = {"ladder": (5, 5), "check": (4, 4), "scenario": (4, 4), "spot": (7, 12)}
"""How many options a question of each kind has, at least and at most."""


class FormerQuestion(ContentEntry):
    """The wording of an item that was replaced or reworded."""

    id: Id
    revision: Annotated[int, Field(ge=1)] = 1
    """The number of this wording."""
    kind: Literal["ladder", "check", "spot", "scenario"]
    title: Line | None = None
    """A scenario's own title, or that of what a spot shows."""
    ask: Text
    options: Annotated[tuple[Text, ...], Field(min_length=4, max_length=12)]
    """In the order of their keys: letters; the rungs of a ladder from 0; lines from 1."""

    @field_validator("options")
    @classmethod
    def _count_options(cls, options: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        least, most = OPTION_COUNTS.get(info.data.get("kind", ""), (4, 12))
        if not least <= len(options) <= most:
            counts = f"{least} to {most}" if least < most else str(least)
            raise ValueError(f"a {info.data['kind']} has {counts} options, not {len(options)}")
        return options

    @property
    def option_by_key(self) -> dict[str, str]:
        """The text of each option by the key that answers are saved with."""
        first = FIRST_KEY_OF_NUMBERED.get(self.kind)
        if first is None:
            return dict(zip(LETTERS, self.options, strict=False))
        return {str(number): text for number, text in enumerate(self.options, first)}


class FormerFile(ContentEntry):
    """What a file called former.toml holds."""

    former: tuple[FormerQuestion, ...] = ()


FormerQuestions = Mapping[tuple[str, int], FormerQuestion]
"""Former questions by their id and the number of their wording."""


def parse_former_questions(toml_texts: Mapping[str, str]) -> FormerQuestions:
    """Read a pack's former questions from the TOML text of each file, by its name.

    Raises:
        ContentError: With every fault in TOML or shape, and every wording that comes twice.
    """
    files, faults = parse_files(toml_texts, FormerFile)
    questions: dict[tuple[str, int], FormerQuestion] = {}
    for file_name, content in files.items():
        for question in content.former:
            if (question.id, question.revision) in questions:
                message = f"revision {question.revision} comes twice"
                faults.append(Fault(file_name, f"former[{question.id}]", message))
            questions[question.id, question.revision] = question
    if faults:
        raise ContentError(sorted(faults))
    return questions

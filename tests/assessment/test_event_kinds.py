"""The registry of kinds of events names all that is written, and the manual all in the registry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from pmcoach.assessment.event_kinds import EVENT_KINDS, AssessmentKind, EventKind, JournalKind

ROOT = Path(__file__).parents[2]
WRITERS = frozenset({"make_event", "append_to_journal"})
"""Methods of a session whose first argument is the kind of the event that they make."""


def written_kinds() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Where the program makes an event: place, kind and fields."""
    for path in sorted((ROOT / "pmcoach").rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        for node in nodes:
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITERS
                and node.args
            ):
                names = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
                for constant in ast.walk(node.args[0]):
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                        yield f"{path.name}:{node.lineno}", constant.value, names


def row(kind: EventKind) -> str:
    """The kind's row of the manual."""
    names = "; ".join(f"`{name}` {meaning}" for name, meaning in kind.fields.items())
    return f"| `{kind.name}` | {names} | {kind.meaning} |"


@pytest.mark.parametrize(
    ("file", "names"),
    [("assessment", get_args(AssessmentKind)), ("journal", get_args(JournalKind))],
)
def test_the_types_and_the_table_agree(file: str, names: tuple[str, ...]) -> None:
    assert [kind.name for kind in EVENT_KINDS.values() if kind.file == file] == list(names)


def test_every_kind_that_is_written_is_registered_with_its_fields() -> None:
    written = list(written_kinds())
    assert {kind for _, kind, _ in written} == set(EVENT_KINDS)
    assert [
        (place, kind, names)
        for place, kind, names in written
        if not names <= EVENT_KINDS[kind].fields.keys()
    ] == []


def test_every_field_is_written_somewhere() -> None:
    written: dict[str, set[str]] = {name: set() for name in EVENT_KINDS}
    for _, kind, names in written_kinds():
        written[kind] |= names
    assert {name: set(kind.fields) for name, kind in EVENT_KINDS.items()} == written


@pytest.mark.parametrize("file", ["assessment", "journal"])
def test_the_manual_has_every_kind_and_field(file: str) -> None:
    text = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    section = text.split(f"### Events of {'an' if file[0] == 'a' else 'the'} {file}\n")[1]
    rows = re.findall(r"^\| `.*$", section.split("\n#")[0], re.MULTILINE)
    assert rows == [row(kind) for kind in EVENT_KINDS.values() if kind.file == file]

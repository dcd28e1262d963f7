"""Names that say nothing become fewer, never more; no class name stands twice in the package."""

from __future__ import annotations

import ast
from collections import defaultdict

import pytest

from scripts.vague_names import ROOT, count_vague_names, find_vague_names, read_ceilings

HOW = "; see them with python -m scripts.vague_names FILE"


def test_no_file_has_more_vague_names_than_before() -> None:
    ceilings = read_ceilings()
    above = {
        path: f"{count} vague names, {ceilings.get(path, 0)} allowed{HOW}"
        for path, count in count_vague_names().items()
        if count > ceilings.get(path, 0)
    }
    assert above == {}


def test_a_ceiling_falls_with_its_file() -> None:
    counts = count_vague_names()
    loose = {path: limit for path, limit in read_ceilings().items() if counts.get(path, 0) < limit}
    assert loose == {}, "run python -m scripts.vague_names --lower"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("found = 1", ["found"]),
        ("def save(value, step): pass", ["value"]),
        ("for one in steps: pass", ["one"]),
        ("x = 1", ["x"]),
        ("class Step:\n    data: int", ["data"]),
        ("sorted(steps, key=lambda s: s.end)", []),
        ("ends = [s.end for s in steps]", []),
        ("ends = [one.end for one in steps]", ["one"]),
        ("for _ in range(3): pass", []),
        ("step.found = 1", []),
    ],
)
def test_what_counts_as_vague(source: str, names: list[str]) -> None:
    assert [name for _, name in find_vague_names(source)] == names


def test_no_class_name_stands_twice_in_the_package() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in (ROOT / "pmcoach").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}

"""Count the names that say only that one has a value, not what it is, for each Python file.

    python -m scripts.vague_names              files with vague names, most first
    python -m scripts.vague_names FILE...      each vague name with its line
    python -m scripts.vague_names --lower      lower the ceilings in tests/vague_names.json

What counts: names that are assigned to, parameters and loop variables. Single letters count outside
comprehensions and lambdas only.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CEILINGS = ROOT / "tests" / "vague_names.json"
FOLDERS = ("pmcoach", "scripts", "benchmarks", "tests")
VAGUE = frozenset(
    [
        "one",
        "found",
        "them",
        "told",
        "said",
        "kept",
        "other",
        "here",
        "there",
        "some",
        "whole",
        "more",
        "mine",
        "given",
        "asked",
        "many",
        "value",
        "data",
        "result",
    ]
)


def find_vague_names(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of every vague binding in a module's source."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    short_lived = {
        id(name)
        for scope in nodes
        if isinstance(scope, ast.comprehension | ast.Lambda)
        for name in ast.walk(scope.target if isinstance(scope, ast.comprehension) else scope.args)
    }
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            name = node.id
        elif isinstance(node, ast.arg):
            name = node.arg
        else:
            continue
        is_letter = len(name) == 1 and name != "_" and id(node) not in short_lived
        if name in VAGUE or is_letter:
            yield node.lineno, name


def count_vague_names() -> dict[str, int]:
    """The number of vague names of each file that has any, by path from the root."""
    counts: dict[str, int] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            count = len(list(find_vague_names(path.read_text(encoding="utf-8"))))
            if count:
                counts[path.relative_to(ROOT).as_posix()] = count
    return counts


def read_ceilings() -> dict[str, int]:
    """The most vague names that each file may have; none for a file that is not named."""
    ceilings: dict[str, int] = json.loads(CEILINGS.read_text(encoding="utf-8"))
    return ceilings


def lower_ceilings() -> None:
    """Set each ceiling to the present count where that is lower."""
    ceilings, counts = read_ceilings(), count_vague_names()
    lowered = {
        path: min(count, ceilings[path]) for path, count in counts.items() if path in ceilings
    }
    CEILINGS.write_text(json.dumps(lowered, indent=2) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    if arguments == ["--lower"]:
        lower_ceilings()
    elif arguments:
        for name in arguments:
            for line, vague_name in find_vague_names(Path(name).read_text(encoding="utf-8")):
                print(f"{name}:{line} {vague_name}")
    else:
        for path, count in sorted(count_vague_names().items(), key=lambda entry: -entry[1]):
            print(f"{count:4}  {path}")


if __name__ == "__main__":
    main(sys.argv[1:])

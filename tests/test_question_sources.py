"""docs/question-sources.md has a row for every option set and spot that ships, and for no other."""

from __future__ import annotations

import re
from pathlib import Path

from pmcoach.catalog.parse import Catalog

PAGE = (Path(__file__).parent.parent / "docs/question-sources.md").read_text(encoding="utf-8")
ROWS = [line.strip("|").split(" | ") for line in PAGE.splitlines() if re.match(r"\| [a-z]+-", line)]


def test_every_set_and_spot_has_one_row(catalog: Catalog) -> None:
    ids = [row[0].strip() for row in ROWS]
    assert sorted(ids) == sorted([*catalog.option_sets, *catalog.spots])


def test_every_row_names_the_idea_a_source_and_how_far_it_bears_the_key_out() -> None:
    for row in ROWS:
        question, idea, source, verdict, note = map(str.strip, row)
        assert idea, question
        assert source, question
        assert note, question
        assert verdict in {"all", "partly"}, question

"""Words and phrases: inflection, spelling and order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.jobad.phrase_matcher import make_phrase_matcher, name_pattern
from pmcoach.jobad.tokens import stem, stem_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prioritise", "prioritizing"),
        ("analyse", "analyzes"),
        ("behaviour", "behavior"),
        ("programme", "programs"),
        ("organisation", "organization"),
        ("stakeholders", "stakeholder"),
        ("customer's", "customers"),
        ("centre", "center"),
        ("labelled", "labeled"),
    ],
)
def test_inflection_and_spelling_make_no_difference(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("text", ["P&L", "p&l", "the P&L."])
def test_p_and_l_is_one_word(text: str) -> None:
    assert "p&l" in stem_words(text)


def found(phrase: str, line: str) -> bool:
    return bool(make_phrase_matcher([("x", 1.0, phrase)]).find(stem_words(line)))


@pytest.mark.parametrize(
    "line",
    [
        "You will prioritize the product backlog",
        "Prioritising backlogs",
        "prioritise our backlog!",
        "PRIORITISED (and groomed) backlog",
    ],
)
def test_a_phrase_is_found_with_words_between(line: str) -> None:
    assert found("prioritise backlog", line)


@pytest.mark.parametrize(
    "line",
    [
        "backlog to prioritise",
        "prioritise one two three backlog",
        "prioritise",
        "",
    ],
)
def test_order_and_nearness_count(line: str) -> None:
    assert not found("prioritise backlog", line)


def test_hyphens_and_spaces_are_alike() -> None:
    assert found("go to market", "a Go-to-Market plan")
    assert found("go-to-market", "how we go to market")


def test_each_phrase_is_found_once_a_line() -> None:
    hits = make_phrase_matcher([("x", 2.0, "roadmap")]).find(
        stem_words("roadmap, roadmaps, road and roadmap")
    )
    assert [(hit.label, hit.weight, hit.start) for hit in hits] == [("x", 2.0, 0)]


@given(
    st.lists(st.sampled_from(["own", "the", "product", "roadmap", "and"]), max_size=12),
    st.lists(st.sampled_from(["own", "product", "roadmap"]), min_size=1, max_size=3),
)
@settings(derandomize=True, max_examples=300)
def test_a_found_phrase_stands_in_order_in_the_line(line: list[str], phrase: list[str]) -> None:
    hits = make_phrase_matcher([("x", 1.0, " ".join(phrase))]).find(stem_words(" ".join(line)))
    positions = iter(stem_words(" ".join(line)))
    in_order = all(word in positions for word in stem_words(" ".join(phrase)))
    assert not hits or in_order


@pytest.mark.parametrize(
    ("names", "text", "there"),
    [
        (["SAFe"], "We run SAFe at scale", True),
        (["SAFe"], "a safe place", False),
        (["SAFe"], "Stay SAFE", False),
        (["Jira"], "Jira, Confluence", True),
        (["Scaled Agile"], "the scaled agile framework", True),
        (["SQL"], "MySQL", False),
        (["Scrum"], "Scrum-Master", True),
        (["CSPO"], "CSPO®", True),
    ],
)
def test_names_stand_as_they_are_written(names: list[str], text: str, there: bool) -> None:
    assert bool(name_pattern(names).search(text)) is there

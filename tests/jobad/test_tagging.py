"""Which competencies a line speaks of, and how much it counts."""

from __future__ import annotations

import pytest

from pmcoach.catalog.ad_lexicon import Lexicon
from pmcoach.jobad.parsed_ad import AdLine
from pmcoach.jobad.sections import AdPart
from pmcoach.jobad.tagging import compile_lexicons, tag_line
from pmcoach.jobad.tokens import stem_words
from tests.jobad.making import small_ads

LEXICONS = compile_lexicons(
    [
        Lexicon(
            competency="row",
            strong=("row the ferry", "oar"),
            plain=("steer boat", "harbour"),
            weak=("water", "rope"),
            never=("rowing club",),
        ),
        Lexicon(
            competency="sell",
            strong=("sell tickets",),
            plain=("ticket price", "boat tour"),
            weak=("water", "harbour fee"),
        ),
    ],
    small_ads(),
)


def placed(line: str, section: str = "duties", *, heading: bool = False) -> AdLine | None:
    return tag_line(AdPart(line, section, tuple(stem_words(line)), heading), LEXICONS)


def sure(line: str, section: str = "duties") -> AdLine:
    found = placed(line, section)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("You row the old ferry", "row"),
        ("You sell tickets at once", "sell"),
        ("You row the ferry with an oar", "row"),
        ("Steer the boat into the harbour", "row"),
    ],
)
def test_a_strong_phrase_or_several_others_place_a_line(line: str, place: str) -> None:
    found = sure(line)
    assert (found.text, found.section, found.places) == (line, "duties", (place,))
    assert 0 < found.weight <= 1


def test_a_line_that_says_more_of_it_counts_more_and_never_more_than_whole() -> None:
    lines = (
        "Row the ferry",
        "Row the ferry into the harbour",
        "Row the ferry with an oar, steer the boat, hold the rope in the water, see harbours",
    )
    weights = [sure(line).weight for line in lines]
    assert weights == sorted(weights)
    assert weights[-1] == 1.0
    assert sure("Row the ferry, the ferry, and row the ferry").weight == weights[0]


@pytest.mark.parametrize("line", ["You like the water", "You hold a rope", "You sing all day"])
def test_a_weak_phrase_alone_is_not_enough_and_the_line_is_still_shown(line: str) -> None:
    assert sure(line) == AdLine(line, "duties", (), 0.0)


def test_a_line_may_speak_of_two_the_clearer_first() -> None:
    assert sure("You row the ferry and sell tickets").places == ("row", "sell")
    assert sure("Row the ferry past the harbour, and sell tickets").places == ("row",)


def test_a_phrase_inside_a_longer_one_does_not_count_twice() -> None:
    inner = Lexicon(competency="row", strong=("row the boat",), plain=("boat",))
    line = "Row the boat and nothing else"
    part = AdPart(line, "duties", tuple(stem_words(line)))
    both, one = (
        tag_line(part, compile_lexicons([lexicon], small_ads()))
        for lexicon in (inner, inner.model_copy(update={"plain": ()}))
    )
    assert both == one
    assert both is not None
    assert both.places == ("row",)


def test_never_keeps_a_line_from_one_competency_alone() -> None:
    assert sure("Row the ferry of the rowing club").places == ()
    assert sure("Sell tickets of the rowing club and row the ferry").places == ("sell",)


@pytest.mark.parametrize("section", ["company", "benefits", "diversity", "process", "pay"])
def test_sections_of_boilerplate_say_nothing(section: str) -> None:
    assert placed("You row the ferry", section) is None


def test_what_is_wished_counts_half() -> None:
    assert sure("Row the ferry", "wishes").weight == pytest.approx(sure("Row the ferry").weight / 2)


def test_a_line_of_boilerplate_counts_only_where_the_section_and_a_strong_phrase_speak_for_it() -> (
    None
):
    assert placed("Health insurance when you steer a boat") is None
    assert placed("Health insurance for those who row the ferry", "other") is None
    assert sure("Know how health insurance works, and row the ferry").places == ("row",)


def test_a_heading_counts_only_for_a_strong_phrase() -> None:
    assert placed("Boats to steer", heading=True) is None
    assert placed("Steer a boat", heading=True) is None
    found = placed("Row the ferry", heading=True)
    assert found is not None
    assert found.places == ("row",)


def test_one_word_says_too_little() -> None:
    assert placed("Oar") is None
    assert sure("An oar").places == ("row",)

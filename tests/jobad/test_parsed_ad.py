"""A parsed ad's weights, and how the user corrects them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.jobad.parsed_ad import AdLine, Demand, Mention, ParsedAd, retag_line, set_weight

RULE = settings(derandomize=True, max_examples=400)
PLACES = ("row", "sell", "mend", "sing")


def make_parsed_ad(*lines: AdLine, **changes: object) -> ParsedAd:
    whole = ParsedAd(True, 0.9, "product manager", "Product Manager", "generalist", "entry", lines)
    return replace(whole, **changes)  # type: ignore[arg-type]  # as told


def line(text: str, *places: str, weight: float = 1.0) -> AdLine:
    return AdLine(text, "duties", places, weight if places else 0.0)


ROW, BOTH, LOOSE = line("Row", "row"), line("Row and sell", "row", "sell"), line("Sing")
THREE = make_parsed_ad(ROW, BOTH, LOOSE)

lines = st.builds(
    lambda text, places, weight: line(text, *places, weight=weight),
    st.text(max_size=8),
    st.lists(st.sampled_from(PLACES), max_size=2, unique=True),
    st.floats(0.05, 1),
)
readings = st.builds(
    lambda them, given: make_parsed_ad(*them, set_weights=given),
    st.lists(lines, max_size=8),
    st.dictionaries(st.sampled_from(PLACES), st.floats(0, 1, width=32), max_size=4),
)


def test_a_line_shares_its_weight_among_its_places() -> None:
    assert THREE.weights == {"row": 0.75, "sell": 0.25}
    assert list(THREE.weights) == ["row", "sell"]


def test_nothing_placed_is_nothing_weighed() -> None:
    assert make_parsed_ad().weights == make_parsed_ad(LOOSE).weights == {}


@given(readings)
@RULE
def test_weights_add_up_to_one_or_there_are_none(one: ParsedAd) -> None:
    weights = one.weights
    assert not weights or sum(weights.values()) == pytest.approx(1)
    assert all(weight > 0 for weight in weights.values())
    assert sorted(weights.values(), reverse=True) == list(weights.values())


def test_the_heaviest_lines_come_first() -> None:
    light, heavy = line("A little", "row", weight=0.3), line("A lot", "row", "sell")
    one = make_parsed_ad(light, heavy, LOOSE)
    assert one.lines_of("row") == ["A lot", "A little"]
    assert one.lines_of("sell") == ["A lot"]
    assert one.lines_of("mend") == []


def test_areas_add_up_the_competencies_that_they_have() -> None:
    assert THREE.area_weights({"row": "sea", "sell": "land"}) == {"sea": 0.75, "land": 0.25}
    assert THREE.area_weights({"row": "sea", "sell": "sea"}) == {"sea": 1.0}
    assert THREE.area_weights({"row": "sea"}) == {"sea": 0.75}


# Corrections


def test_a_moved_line_counts_where_it_was_moved_alone() -> None:
    moved = retag_line(THREE, 1, "sell")
    assert moved.lines[1].places == ("sell",)
    assert moved.weights == {"row": 0.5, "sell": 0.5}
    assert THREE.lines[1] == BOTH, "the ad before is as it was"


def test_a_line_moved_nowhere_counts_for_nothing_and_can_be_had_back() -> None:
    moved = retag_line(THREE, 0, "")
    assert moved.lines[0] == replace(ROW, places=())
    assert moved.weights == {"row": 0.5, "sell": 0.5}
    assert retag_line(moved, 0, "row") == THREE


def test_a_line_that_counted_for_nothing_counts_like_a_clear_one() -> None:
    assert retag_line(THREE, 2, "sing").weights["sing"] == pytest.approx(1 / 3)


@given(readings, st.integers(0, 20), st.sampled_from([*PLACES, ""]))
@RULE
def test_after_a_move_the_weights_are_weights_and_the_lines_the_same(
    one: ParsedAd, number: int, place: str
) -> None:
    if number >= len(one.lines):
        with pytest.raises(IndexError):
            retag_line(one, number, place)
        return
    moved = retag_line(one, number, place)
    assert [each.text for each in moved.lines] == [each.text for each in one.lines]
    assert not moved.weights or sum(moved.weights.values()) == pytest.approx(1)
    if place and place not in one.set_weights and sum(one.set_weights.values()) < 0.99:
        assert moved.weights[place] > 0


@given(readings, st.sampled_from(PLACES), st.floats(0, 1))
@RULE
def test_a_set_weight_stays_as_given_while_the_others_share_the_rest(
    one: ParsedAd, competency: str, share: float
) -> None:
    others = make_parsed_ad(*one.lines)
    found = set_weight(others, competency, share).weights
    rest = {each: weight for each, weight in others.weights.items() if each != competency}
    assert not found or sum(found.values()) == pytest.approx(1)
    if rest:
        assert found.get(competency, 0.0) == pytest.approx(share)
        left = 1 - share
        for each, weight in rest.items():
            assert found.get(each, 0.0) == pytest.approx(
                left * weight / sum(rest.values()), abs=1e-9
            )


def test_a_weight_alone_is_the_whole() -> None:
    assert set_weight(make_parsed_ad(ROW), "row", 0.2).weights == {"row": 1.0}


def test_more_than_the_whole_is_brought_to_one() -> None:
    found = set_weight(set_weight(THREE, "row", 0.9), "sell", 0.9)
    assert found.weights == pytest.approx({"row": 0.5, "sell": 0.5})


def test_a_weight_of_nothing_leaves_all_to_the_others() -> None:
    assert set_weight(THREE, "row", 0.0).weights == {"sell": 1.0}


def test_a_weight_can_be_left_to_the_lines_again() -> None:
    assert set_weight(set_weight(THREE, "sell", 0.9), "sell", None) == THREE
    assert set_weight(THREE, "sell", None) == THREE


def test_a_competency_without_a_line_can_be_given_a_weight() -> None:
    assert set_weight(THREE, "mend", 0.5).weights == {"mend": 0.5, "row": 0.375, "sell": 0.125}


@pytest.mark.parametrize("share", [-0.01, 1.01, 100, float("nan"), float("inf")])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="0 to 100%"):
        set_weight(THREE, "row", share)


# What it says of the context


def certificate(asked: Demand) -> Mention:
    return Mention("x", "X", ("A line",), asked)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "none"),
        (["mentioned"], "none"),
        (["preferred"], "preferred"),
        (["mentioned", "preferred"], "preferred"),
        (["preferred", "demanded"], "demanded"),
    ],
)
def test_the_strongest_demand_for_a_certificate_holds(asked: list[Demand], said: str) -> None:
    one = make_parsed_ad(certificates=tuple(certificate(each) for each in asked))
    assert one.ad_certificate == said


def test_a_framework_that_an_ad_names_is_never_confirmed() -> None:
    scrum = Mention("scrum", "Scrum", ("We scrum",))
    safe = Mention("safe", "SAFe", ("We SAFe",), defines_roles=True)
    assert make_parsed_ad().framework == ""
    assert make_parsed_ad(frameworks=(scrum,)).framework == "team-agile"
    assert make_parsed_ad(frameworks=(scrum, safe)).framework == "scaled-unconfirmed"

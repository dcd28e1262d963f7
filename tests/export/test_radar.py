"""The radar: every level where it belongs, what is unknown left out, all within the picture."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.export import radar
from pmcoach.report.model import AreaLine, CompetencyLine, FacetLine

Levels = tuple[int | None, int | None]
KNOWLEDGE, SKILL = (st.none() | st.integers(0, highest) for highest in (3, 4))


def facet(level: int | None, target: int = 2) -> FacetLine:
    return FacetLine(
        facet="skill", level=level, level_name="", target=target, max_level=4, confidence="likely"
    )


def area(*levels: Levels, targets: tuple[int, int] = (2, 2)) -> AreaLine:
    """An area with a competency for each pair of levels: knowledge, skill."""
    lines = tuple(
        CompetencyLine(
            id=f"c{n}",
            title=f"Competency {n}",
            weight_percent=1,
            knowledge=facet(k, targets[0]),
            skill=facet(s, targets[1]),
        )
        for n, (k, s) in enumerate(levels)
    )
    return AreaLine(
        id="a",
        title="Area",
        weight_percent=25,
        known=0,
        possible=1,
        met_percent=None,
        ability=facet(None),
        competencies=lines,
    )


def drawn(*areas: AreaLine) -> radar.Radar:
    found = radar.draw_radar(areas)
    assert found is not None
    return found


def distance(point: radar.Point) -> float:
    return math.dist(point, radar.CENTRE)


def points(path: str) -> list[radar.Point]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+) ([^LMZ]+)", path)]


def test_a_mark_lies_as_far_out_as_its_level() -> None:
    skill, knowledge = drawn(area((3, 0), (2, 1), (1, 2), (0, 3), (0, 4))).series
    assert [distance(p) for p in skill.marks] == pytest.approx(radar.RINGS, abs=0.2)
    knowledge_rings = [radar.RINGS[level] for level in (3, 2, 1, 0, 0)]
    assert [distance(p) for p in knowledge.marks] == pytest.approx(knowledge_rings, abs=0.2)
    assert radar.RINGS[0] > 0, "not yet is not the same as not known"


def test_what_is_not_known_is_not_drawn() -> None:
    skill, knowledge = drawn(area((None, 2), (None, None), (None, 1))).series
    assert len(skill.marks) == 2
    assert (knowledge.marks, knowledge.lines, knowledge.fills) == ((), (), ())


def test_a_line_joins_known_neighbours_only_and_closes_when_all_are_known() -> None:
    two, _ = drawn(area((None, 2), (None, 2), (None, None), (None, 2), (None, None))).series
    assert [len(points(one)) for one in two.lines] == [2]
    across, _ = drawn(area((None, 2), (None, None), (None, None), (None, 2))).series
    assert [len(points(one)) for one in across.lines] == [2], "the last is beside the first"
    whole, _ = drawn(area(*[(None, 2)] * 5)).series
    assert [one.endswith("Z") for one in whole.lines] == [True]


def test_one_target_line_where_both_facets_ask_the_same_and_two_where_not() -> None:
    assert list(drawn(area(*[(1, 1)] * 4)).targets) == ["target"]
    two = drawn(area(*[(1, 1)] * 4, targets=(3, 2))).targets
    assert list(two) == ["target, knowledge", "target, skill"]
    outer, inner = ([distance(p) for p in points(path)] for path in two.values())
    assert min(outer) > max(inner)


def test_fewer_than_three_competencies_make_no_radar() -> None:
    assert radar.draw_radar(()) is None
    assert radar.draw_radar([area((1, 1), (2, 2))]) is None


def test_a_long_title_is_cut_and_a_wide_one_wrapped() -> None:
    lines = [label.lines for label in drawn(area(*[(0, 0)] * 24)).labels]
    assert all(len(one) <= 2 for one in lines)
    (upper, *_, side) = (radar.spoke_label(angle, "word " * 20).lines for angle in (5, 90))
    assert len(upper) == 1
    assert len(upper[0]) <= radar.LONGEST_LABEL
    assert len(side) == 2
    assert all(len(one) <= radar.WRAPPED_AT for one in side)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.lists(st.tuples(KNOWLEDGE, SKILL), max_size=8), max_size=6))
def test_whatever_the_levels_all_lies_within_the_picture(levels: list[list[Levels]]) -> None:
    found = radar.draw_radar([area(*one) for one in levels])
    count = sum(map(len, levels))
    assert (found is None) == (count < 3)
    if found is None:
        return
    assert len(found.labels) == count
    known = sum(skill is not None for one in levels for _, skill in one)
    assert len(found.series[0].marks) == known
    for series in found.series:
        marks = [*series.marks, *(p for one in (*series.lines, *series.fills) for p in points(one))]
        assert all(distance(p) <= radar.OUTER + 0.2 for p in marks)
    for label in (*found.labels, *found.areas):
        assert 0 <= label.point[0] <= radar.WIDTH
        assert 0 <= label.point[1] <= radar.HEIGHT + 34

"""The competencies against their targets as a radar: where each line and mark lies.

Level 0 is a small circle and not the center, so that "not yet" can be told from "not known",
which is not drawn at all.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal

from pmcoach.catalog.vocabulary import MAX_LEVEL, max_level
from pmcoach.report.model import AreaLine, FacetLine

Point = tuple[float, float]
RadarFacet = Literal["knowledge", "skill"]

WIDTH, HEIGHT = 760, 480
CENTRE = (WIDTH / 2, HEIGHT / 2 + 4)
INNER, OUTER = 26.0, 178.0
TOP = MAX_LEVEL
"""The highest level of any facet, on the outermost ring."""
KNOWLEDGE_TOP = max_level("knowledge")
RINGS = tuple(INNER + (OUTER - INNER) * level / TOP for level in range(TOP + 1))
"""The radius of each level from 0 up."""
LABEL_GAP = 15.0
LONGEST_LABEL = 38
WRAPPED_AT = 24
"""Characters of a label on the sides, where there is less room beside it than above it."""
LINE = 13
BETWEEN_AREAS = 0.6
"""The space between two areas, in spokes."""
ASIDE = {"knowledge": -1.6, "skill": 1.6}
"""Degrees by which a mark stands beside its spoke, so that two on one level are both seen."""


@dataclass(frozen=True)
class Label:
    """A text of a line or two; ``point`` is on the base of the first."""

    point: Point
    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Series:
    """One facet: its marks, lines between known neighbors, and the areas below these lines."""

    facet: RadarFacet
    marks: tuple[Point, ...]
    lines: tuple[str, ...]
    fills: tuple[str, ...]


@dataclass(frozen=True)
class Radar:
    """The whole picture, apart from its rings."""

    spokes: tuple[tuple[Point, Point], ...]
    targets: Mapping[str, str]
    """The path of each target line, by what it stands for."""
    series: tuple[Series, ...]
    labels: tuple[Label, ...]
    areas: tuple[Label, ...]


def draw_radar(areas: Sequence[AreaLine]) -> Radar | None:
    """The radar of all competencies in their order, or None where there are too few for one."""
    competencies = [competency for area in areas for competency in area.competencies]
    if len(competencies) < 3:
        return None
    area_angles = _spoke_angles([len(area.competencies) for area in areas])
    angles = list(chain.from_iterable(area_angles))
    knowledge = [competency.knowledge for competency in competencies]
    skill = [competency.skill for competency in competencies]
    targets = {
        "target, knowledge": _target_path(angles, knowledge),
        "target, skill": _target_path(angles, skill),
    }
    if len(set(targets.values())) == 1:
        targets = {"target": targets["target, skill"]}
    return Radar(
        spokes=tuple((_point(angle, INNER), _point(angle, OUTER)) for angle in angles),
        targets=targets,
        series=(_series("skill", skill, angles), _series("knowledge", knowledge, angles)),
        labels=tuple(
            spoke_label(angle, competency.title)
            for angle, competency in zip(angles, competencies, strict=True)
        ),
        areas=tuple(_area_labels(areas, area_angles)),
    )


def _spoke_angles(sizes: Sequence[int]) -> list[list[float]]:
    """Degrees clockwise from the top for each spoke of each area, with a little space between
    areas."""
    step = 360 / (sum(sizes) + BETWEEN_AREAS * len(sizes))
    return [
        [
            step * (BETWEEN_AREAS * (index + 0.5) + sum(sizes[:index]) + spoke + 0.5)
            for spoke in range(size)
        ]
        for index, size in enumerate(sizes)
    ]


def _point(angle: float, radius: float) -> Point:
    radians = math.radians(angle)
    return (
        round(CENTRE[0] + radius * math.sin(radians), 1),
        round(CENTRE[1] - radius * math.cos(radians), 1),
    )


def _level_points(angles: Iterable[float], levels: Iterable[int]) -> list[Point]:
    return [
        _point(angle, RINGS[min(max(level, 0), TOP)])
        for angle, level in zip(angles, levels, strict=True)
    ]


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _target_path(angles: Sequence[float], facets: Sequence[FacetLine]) -> str:
    return _path(_level_points(angles, [facet.target for facet in facets])) + "Z"


def _series(facet: RadarFacet, facets: Sequence[FacetLine], angles: Sequence[float]) -> Series:
    levels = [line.level for line in facets]
    mark_angles = [angle + ASIDE[facet] for angle in angles]
    outer = _level_points(mark_angles, [level or 0 for level in levels])
    inner = _level_points(mark_angles, [0] * len(levels))
    if None not in levels:
        ring = _path(outer) + "Z"
        return Series(facet, tuple(outer), (ring,), (ring + _path(inner) + "Z",))
    known_runs = [run for run in _known_runs(levels) if len(run) > 1]
    return Series(
        facet,
        tuple(point for point, level in zip(outer, levels, strict=True) if level is not None),
        lines=tuple(_path(outer[place] for place in run) for run in known_runs),
        fills=tuple(
            _path([outer[place] for place in run] + [inner[place] for place in reversed(run)]) + "Z"
            for run in known_runs
        ),
    )


def _known_runs(levels: Sequence[int | None]) -> list[list[int]]:
    """Places of known neighbors; the last is a neighbor of the first. One at least is unknown."""
    first_unknown = levels.index(None)
    places = [*range(first_unknown, len(levels)), *range(first_unknown)]
    return [list(run) for known, run in groupby(places, lambda p: levels[p] is not None) if known]


def spoke_label(angle: float, title: str) -> Label:
    across, down = _point(angle, OUTER + LABEL_GAP)
    is_sideways = abs(math.cos(math.radians(angle))) < 0.75
    width, most_lines = (WRAPPED_AT, 2) if is_sideways else (LONGEST_LABEL, 1)
    lines = textwrap.wrap(title, width, max_lines=most_lines, placeholder=" …") or [""]
    rise_of_first_line = LINE / 2 * (len(lines) - 1)
    anchor = "start" if across >= CENTRE[0] else "end"
    return Label((across, round(down + 4 - rise_of_first_line, 1)), anchor, tuple(lines))


def _area_labels(
    areas: Sequence[AreaLine], area_angles: Sequence[Sequence[float]]
) -> Iterator[Label]:
    """The title of each area, in the corner that its spokes point to."""
    lines_in_corner: Counter[tuple[bool, bool]] = Counter()
    for area, angles in zip(areas, area_angles, strict=True):
        if not angles:
            continue
        across, down = _point((angles[0] + angles[-1]) / 2, 100)
        is_right, is_upper = corner = across >= CENTRE[0], down < CENTRE[1]
        lines_in_corner[corner] += 1
        distance_from_edge = 20 * lines_in_corner[corner]
        yield Label(
            (
                WIDTH - 8 if is_right else 8,
                distance_from_edge if is_upper else HEIGHT + 12 - distance_from_edge,
            ),
            anchor="end" if is_right else "start",
            lines=(area.title,),
        )

"""The competencies against their targets as a radar: where each line and mark lies. Pure.

Level 0 is a small circle and not the centre, so that "not yet" can be told from "not known",
which is not drawn at all.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.report.model import AreaLine, CompetencyLine, FacetLine

Point = tuple[float, float]
RadarFacet = Literal["knowledge", "skill"]

WIDTH, HEIGHT = 760, 480
CENTRE = (WIDTH / 2, HEIGHT / 2 + 4)
INNER, OUTER = 26.0, 178.0
TOP = 4
"""The highest level."""
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
    """A text of a line or two; ``y`` is the base of the first."""

    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Series:
    """One facet: its marks, lines between known neighbours, and the areas below these lines."""

    facet: RadarFacet
    marks: tuple[Point, ...]
    lines: tuple[str, ...]
    fills: tuple[str, ...]


@dataclass(frozen=True)
class Radar:
    rings: tuple[float, ...]
    """The radius of each level from 0 up."""
    spokes: tuple[tuple[Point, Point], ...]
    targets: tuple[tuple[str, str], ...]
    """What each target line stands for, and its path."""
    series: tuple[Series, ...]
    labels: tuple[Label, ...]
    areas: tuple[Label, ...]


def radar(areas: Sequence[AreaLine]) -> Radar | None:
    """The radar of all competencies in their order, or None where there are too few for one."""
    lines = [one for area in areas for one in area.competencies]
    if len(lines) < 3:
        return None
    angles = _angles([len(area.competencies) for area in areas])
    goals = {facet: [_facet(one, facet).target for one in lines] for facet in ASIDE}
    targets: tuple[tuple[str, str], ...]
    if goals["knowledge"] == goals["skill"]:
        targets = (("target", _ring(angles, goals["skill"])),)
    else:
        targets = tuple((f"target, {facet}", _ring(angles, goals[facet])) for facet in ASIDE)
    return Radar(
        rings=tuple(_radius(level) for level in range(TOP + 1)),
        spokes=tuple((_at(a, INNER), _at(a, OUTER)) for a in angles),
        targets=targets,
        series=(_series("skill", lines, angles), _series("knowledge", lines, angles)),
        labels=tuple(_label(a, one.title) for a, one in zip(angles, lines, strict=True)),
        areas=tuple(_corners(areas, angles)),
    )


def _facet(line: CompetencyLine, facet: str) -> FacetLine:
    return line.knowledge if facet == "knowledge" else line.skill


def _angles(sizes: Sequence[int]) -> list[float]:
    """Degrees clockwise from the top for each spoke, with a little space between areas."""
    step = 360 / (sum(sizes) + BETWEEN_AREAS * len(sizes))
    found: list[float] = []
    at = (BETWEEN_AREAS + 1) / 2 * step
    for size in sizes:
        found += [at + step * number for number in range(size)]
        at += step * (size + BETWEEN_AREAS)
    return found


def _radius(level: int) -> float:
    return INNER + (OUTER - INNER) * min(max(level, 0), TOP) / TOP


def _at(angle: float, radius: float) -> Point:
    turn = math.radians(angle)
    return (
        round(CENTRE[0] + radius * math.sin(turn), 1),
        round(CENTRE[1] - radius * math.cos(turn), 1),
    )


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _ring(angles: Sequence[float], levels: Sequence[int]) -> str:
    return _path([_at(a, _radius(n)) for a, n in zip(angles, levels, strict=True)]) + "Z"


def _series(facet: RadarFacet, lines: Sequence[CompetencyLine], angles: Sequence[float]) -> Series:
    levels = [_facet(one, facet).level for one in lines]
    turned = [angle + ASIDE[facet] for angle in angles]
    outer = [_at(a, _radius(n)) for a, n in zip(turned, (n or 0 for n in levels), strict=True)]
    inner = [_at(a, INNER) for a in turned]
    marks = tuple(p for p, n in zip(outer, levels, strict=True) if n is not None)
    if len(marks) == len(levels):
        whole = _path(outer) + "Z"
        return Series(facet, marks, (whole,), (whole + _path(inner) + "Z",))
    runs = [run for run in _runs(levels) if len(run) > 1]
    return Series(
        facet,
        marks,
        lines=tuple(_path([outer[n] for n in run]) for run in runs),
        fills=tuple(
            _path([outer[n] for n in run] + [inner[n] for n in reversed(run)]) + "Z" for run in runs
        ),
    )


def _runs(levels: Sequence[int | None]) -> list[list[int]]:
    """Places of known neighbours; the last is a neighbour of the first. One at least is unknown."""
    begin = levels.index(None)
    runs: list[list[int]] = [[]]
    for place in (*range(begin, len(levels)), *range(begin)):
        if levels[place] is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _label(angle: float, title: str) -> Label:
    x, y = _at(angle, OUTER + LABEL_GAP)
    sideways = abs(math.cos(math.radians(angle))) < 0.75
    lines = _wrapped(title, WRAPPED_AT if sideways else LONGEST_LABEL, most=2 if sideways else 1)
    up = LINE / 2 * (len(lines) - 1)
    return Label(x, round(y + 4 - up, 1), "start" if x >= CENTRE[0] else "end", lines)


def _wrapped(title: str, width: int, most: int) -> tuple[str, ...]:
    lines = textwrap.wrap(title, width, max_lines=most, placeholder=" …")
    return tuple(lines) or ("",)


def _corners(areas: Sequence[AreaLine], angles: Sequence[float]) -> list[Label]:
    """The title of each area, in the corner that its spokes point to."""
    found: list[Label] = []
    taken: dict[tuple[bool, bool], int] = {}
    first = 0
    for area in areas:
        mine = angles[first : first + len(area.competencies)]
        first += len(area.competencies)
        if not mine:
            continue
        x, y = _at((mine[0] + mine[-1]) / 2, 100)
        corner = (x >= CENTRE[0], y < CENTRE[1])
        line = taken[corner] = taken.get(corner, 0) + 1
        found.append(
            Label(
                x=WIDTH - 8 if corner[0] else 8,
                y=20 * line if corner[1] else HEIGHT + 12 - 20 * line,
                anchor="end" if corner[0] else "start",
                lines=(area.title,),
            )
        )
    return found

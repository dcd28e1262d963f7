"""One way up each gap, of the most worth that some hours hold: a knapsack with choices, exactly.

A price for an hour (the worth of the last hour that is used well) splits the problem: at that price
each gap has a best way, and every other way has a **loss** against it. The best worth is at most
what all best ways come to, so that a combination whose losses go below the best plan known is out.
That leaves few combinations, built up gap by gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pmcoach.planning.problem import Way
from pmcoach.planning.value import NEAR

MOST_PARTIAL = 400
"""Combinations kept after each gap, those of the least loss. The shipped content stays far below,
so that it is solved exactly; a huge one is solved well in bounded time."""


class Filling(NamedTuple):
    """A way for each gap, in the order of the gaps."""

    worth: float
    hours: float
    proof: int
    ways: tuple[Way, ...]


class _Partial(NamedTuple):
    hours: float
    worth: float
    proof: int
    loss: float
    before: _Partial | None
    way: Way | None


def price(choices: Sequence[Sequence[Way]], hours: float) -> float:
    """What the last hour is worth when the hours are filled by falling worth for an hour."""
    parts: list[tuple[float, float]] = []
    for ways in choices:
        hull: list[tuple[float, float, float]] = []
        for way in ways:
            while hull:
                rate = (way.worth - hull[-1][1]) / max(way.hours - hull[-1][0], NEAR)
                if len(hull) == 1 or rate < hull[-1][2]:
                    hull.append((way.hours, way.worth, rate))
                    break
                hull.pop()
            else:
                hull.append((way.hours, way.worth, 0.0))
        parts.extend((now[2], now[0] - before[0]) for before, now in pairwise(hull))
    for rate, length in sorted(parts, reverse=True):
        hours -= length
        if hours < -NEAR:
            return rate
    return 0.0


def height(ways: Sequence[Way], rate: float) -> float:
    """The best that a gap can come to at a price of an hour. All heights and the hours at that
    price are together a worth that no filling exceeds."""
    return max([way.worth - rate * way.hours for way in ways])


def fill(choices: Sequence[Sequence[Way]], hours: float, floor: float) -> Filling | None:
    """The filling of the most worth, then fewest hours, then most proof; None if none is worth
    more than ``floor``. Each choice is a frontier that begins with a way which takes no time."""
    rate = price(choices, hours)
    best = [height(ways, rate) for ways in choices]
    bound = rate * hours + sum(best)
    first = _rounded(choices, hours, rate)
    # What is worth as much as the first filling is kept, as it may take fewer hours.
    slack = bound - max(floor + NEAR, first.worth - NEAR)
    if slack < 0:
        return None
    partial = [_Partial(0.0, 0.0, 0, 0.0, None, None)]
    for ways, top in zip(choices, best, strict=True):
        grown: list[_Partial] = []
        for way in ways:
            loss = top - (way.worth - rate * way.hours)
            if loss <= slack:
                grown.extend(
                    [
                        _Partial(
                            one.hours + way.hours,
                            one.worth + way.worth,
                            one.proof + way.proof,
                            one.loss + loss,
                            one,
                            way,
                        )
                        for one in partial
                        if one.loss + loss <= slack and one.hours + way.hours <= hours + NEAR
                    ]
                )
        partial = _unbeaten(grown)
    if not partial:
        return first if first.worth > floor + NEAR else None
    last = max(partial, key=lambda one: (round(one.worth, 9), -one.hours, one.proof))
    taken: list[Way] = []
    at: _Partial | None = last
    while at is not None and at.way is not None:
        taken.append(at.way)
        at = at.before
    if last.worth <= floor + NEAR:
        return None
    return Filling(last.worth, last.hours, last.proof, tuple(reversed(taken)))


def _unbeaten(partial: list[_Partial]) -> list[_Partial]:
    """Those of which no other has as few hours and as much worth."""
    partial.sort(key=lambda one: (one.hours, -one.worth, -one.proof))
    kept: list[_Partial] = []
    most = -1.0
    for one in partial:
        if one.worth > most + NEAR:
            kept.append(one)
            most = one.worth
    if len(kept) > MOST_PARTIAL:
        kept = sorted(kept, key=lambda one: one.loss)[:MOST_PARTIAL]
    return kept


def _rounded(choices: Sequence[Sequence[Way]], hours: float, rate: float) -> Filling:
    """A good filling at once: the best ways at the price, then what else still fits."""
    taken: list[Way] = []
    left = hours
    for ways in choices:
        way = max(ways, key=lambda way: (way.worth - rate * way.hours, -way.hours))
        if way.hours > left + NEAR:
            way = ways[0]
        taken.append(way)
        left -= way.hours
    more = sorted(
        ((way.worth - taken[at].worth) / (way.hours - taken[at].hours), -at, way)
        for at, ways in enumerate(choices)
        for way in ways
        if way.hours > taken[at].hours + NEAR
    )
    for _, at, way in reversed(more):
        now = taken[-at]
        if way.worth > now.worth and way.hours - now.hours <= left + NEAR:
            left -= way.hours - now.hours
            taken[-at] = way
    return Filling(
        sum(way.worth for way in taken), hours - left, sum(way.proof for way in taken), tuple(taken)
    )

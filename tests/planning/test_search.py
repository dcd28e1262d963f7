"""The choice is the best there is: held against every plan that is possible with small packs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Step
from pmcoach.planning import search
from pmcoach.planning.fill import fill
from pmcoach.planning.order import in_order
from pmcoach.planning.problem import Problem, Way, frontier
from pmcoach.planning.search import Search
from pmcoach.planning.value import NEAR, Limits, plan_worth
from tests.planning.making import best_of_all, limits, routes, small_gaps, small_steps

RULE = settings(derandomize=True, max_examples=200, deadline=None)


def found(
    steps: dict[str, Step], gaps: Sequence[Gap], verdicts: dict[str, str], within: Limits
) -> float:
    problem = Problem(steps, gaps, verdicts, within)
    return plan_worth(in_order(problem, Search(problem).best()), gaps, verdicts)


@pytest.mark.slow
@RULE
@given(small_steps(), small_gaps(), routes, limits)
def test_of_small_packs_the_best_plan_is_found(
    steps: dict[str, Step], gaps: list[Gap], verdicts: dict[str, str], within: Limits
) -> None:
    best = best_of_all(steps, gaps, verdicts, within)
    assert found(steps, gaps, verdicts, within) == pytest.approx(best, abs=1e-6)


@pytest.mark.slow
@RULE
@given(small_steps(), small_gaps(), routes, limits)
def test_exchanges_find_the_best_of_small_packs_too(
    steps: dict[str, Step], gaps: list[Gap], verdicts: dict[str, str], within: Limits
) -> None:
    """Larger packs are searched by exchanges; these get as far where it can be checked."""
    best = best_of_all(steps, gaps, verdicts, within)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "FEW", -1)
        assert found(steps, gaps, verdicts, within) >= 0.95 * best - 1e-6


@st.composite
def ways_up(draw: st.DrawFn) -> list[Way]:
    more = draw(
        st.lists(st.tuples(st.integers(1, 20), st.integers(1, 9), st.integers(0, 2)), max_size=3)
    )
    return frontier(
        [
            Way(0, 0, 0, ()),
            *(Way(hours, worth, proof, ((f"{hours}", 0, 1),)) for hours, worth, proof in more),
        ]
    )


@RULE
@given(st.lists(ways_up(), max_size=5), st.integers(0, 50), st.integers(-1, 20))
def test_a_filling_is_exactly_the_best_or_none_if_nothing_beats_the_floor(
    choices: list[list[Way]], hours: int, floor: int
) -> None:
    fitting = [some for some in product(*choices) if sum(way.hours for way in some) <= hours]
    best = max((sum(w.worth for w in some), -sum(w.hours for w in some)) for some in fitting)
    filling = fill(choices, hours, floor)
    if best[0] <= floor:
        assert filling is None
    else:
        assert filling is not None
        assert (filling.worth, -filling.hours) == pytest.approx(best)
        assert filling.worth == pytest.approx(sum(way.worth for way in filling.ways))
        assert len(filling.ways) == len(choices)
        assert filling.hours <= hours + NEAR

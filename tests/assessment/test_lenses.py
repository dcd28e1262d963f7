"""A result through published lists of duties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmcoach.assessment.events import AssessmentState
from pmcoach.assessment.lenses import COVERED, apply_lens
from pmcoach.assessment.results import Result, measure
from pmcoach.assessment.target import make_target
from pmcoach.catalog.models import Duty, Lens
from pmcoach.catalog.parse import Catalog

ONE, TWO = "lau-plan", "mkt-case"


@pytest.fixture
def empty(catalog: Catalog) -> Result:
    """Nothing known, at a stage that asks 2 of knowledge and skill."""
    return measure(catalog, make_target(catalog, "generalist", "entry"), AssessmentState())


def knowing(result: Result, **levels: int) -> Result:
    """``result`` with levels of knowledge, by competency with an underscore."""
    found = {ident.replace("_", "-"): level for ident, level in levels.items()}
    return replace(
        result,
        knowledge={
            ident: replace(one, level=found.get(ident, one.level))
            for ident, one in result.knowledge.items()
        },
    )


def lens(*duties: tuple[str, ...]) -> Lens:
    return Lens(
        id="list",
        title="A list",
        about="Duties.",
        source="source",
        duty=tuple(
            Duty(id=f"d{n}", text=f"Duty {n}", competencies=them) for n, them in enumerate(duties)
        ),
    )


def shares(result: Result, *duties: tuple[str, ...], **lifted: int) -> list[float | None]:
    more = {f"{ident.replace('_', '-')}.knowledge": level for ident, level in lifted.items()}
    return [one.share for one in apply_lens(lens(*duties), result, more).duties]


def test_a_duty_of_which_nothing_is_known_is_unknown_and_not_0(empty: Result) -> None:
    assert shares(empty, (ONE,), (ONE, TWO)) == [None, None]


@pytest.mark.parametrize(("level", "share"), [(0, 0.0), (1, 0.5), (2, 1.0), (3, 1.0)])
def test_a_duty_is_covered_as_far_as_its_target_is_met(
    empty: Result, level: int, share: float
) -> None:
    assert shares(knowing(empty, lau_plan=level), (ONE,)) == [share]


def test_each_known_level_of_a_duty_counts_alike(empty: Result) -> None:
    assert shares(knowing(empty, lau_plan=2, mkt_case=1), (ONE, TWO)) == [0.75]


def test_after_the_plan_the_levels_are_as_it_lifts_them(empty: Result) -> None:
    result = knowing(empty, lau_plan=0, mkt_case=2)
    assert shares(result, (ONE,), (TWO,), lau_plan=2, mkt_case=1) == [1.0, 1.0]


def test_a_plan_makes_nothing_known(empty: Result) -> None:
    assert shares(empty, (ONE,), lau_plan=2) == [None]


@pytest.mark.parametrize(
    ("levels", "fits"),
    [
        ((2, 2, 2, 2), True),
        ((2, 2, 2, 0), True),
        ((2, 2, 0, 0), False),
        ((2, 2, 2, None), True),
        ((2, 2, None, None), False),
        ((None,) * 4, False),
        ((1, 1, 1, 1), False),
    ],
)
def test_a_title_fits_where_three_in_four_duties_are_covered(
    empty: Result, levels: tuple[int | None, ...], fits: bool
) -> None:
    four = ("lau-plan", "mkt-case", "rdm-define", "stk-map")
    known = {
        ident.replace("-", "_"): level
        for ident, level in zip(four, levels, strict=True)
        if level is not None
    }
    view = apply_lens(lens(*((one,) for one in four)), knowing(empty, **known))
    assert view.fits is fits
    assert view.known == len(known)
    assert view.covered == sum(level == 2 for level in levels)


def test_three_quarters_of_a_duty_cover_it(empty: Result) -> None:
    assert COVERED == 0.75
    assert apply_lens(lens((ONE, TWO)), knowing(empty, lau_plan=2, mkt_case=1)).covered == 1


def test_every_list_that_ships_can_be_looked_through(catalog: Catalog, empty: Result) -> None:
    for one in catalog.lenses.values():
        view = apply_lens(one, empty)
        assert len(view.duties) == len(one.duty)
        assert (view.known, view.covered, view.fits) == (0, 0, False)
        every = {ident.replace("-", "_"): 4 for ident in catalog.competencies}
        assert apply_lens(one, knowing(empty, **every)).fits

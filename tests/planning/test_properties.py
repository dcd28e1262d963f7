"""What holds for every plan from the steps that ship, whoever it is for."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.advice.context import conditions_met
from pmcoach.advice.gaps import Gap
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import ACCESS_ORDER, access_reaches
from pmcoach.planning.objective import mean_hours, worth_of
from pmcoach.planning.plan_request import Limits, PlanRequest
from pmcoach.planning.planner import plan_steps
from pmcoach.planning.sensitivity import measure_sensitivity
from tests.advice.making import gaps as any_gap
from tests.planning.making import best_of_all, ids, small_request

RULE = settings(derandomize=True, max_examples=60, deadline=None)
GOOD_SHARE = 0.9
"""The least share of the best worth there is that any small plan may have."""
several = st.lists(any_gap, max_size=12, unique_by=lambda gap: gap.key)
bounds = st.builds(
    Limits,
    st.floats(0, 40),
    st.integers(1, 26),
    st.floats(0, 300),
    st.sampled_from(ACCESS_ORDER),
    st.sampled_from([0.0, 2000.0]),
)
facts = st.fixed_dictionaries(
    {
        "background": st.sampled_from(["student", "engineering"]),
        "experience": st.sampled_from(["new", "hired", "practising"]),
        "job_search": st.sampled_from(["learning", "hunting", "hired"]),
        "employer_pays": st.sampled_from(["yes", "no"]),
    }
)
verdicts = st.lists(st.sampled_from(["training", "hands-on"]), min_size=48, max_size=48)


def make_request(
    catalog: Catalog, gaps: list[Gap], limits: Limits, situation: dict[str, str], routes: list[str]
) -> PlanRequest:
    levels = [(gap.key, level) for gap in gaps for level in range(4)]
    return PlanRequest(
        catalog,
        sorted(gaps, key=lambda gap: -gap.size),
        dict(zip(levels, routes, strict=False)),
        limits,
        {**situation, "access": limits.access},
    )


@RULE
@given(several, bounds, facts, verdicts, st.data())
def test_a_plan_keeps_to_everything(
    catalog: Catalog,
    gaps: list[Gap],
    limits: Limits,
    situation: dict[str, str],
    routes: list[str],
    draws: st.DataObject,
) -> None:
    step_ids = st.lists(st.sampled_from(sorted(catalog.steps)), max_size=8, unique=True)
    dropped, pinned, order = draws.draw(step_ids), draws.draw(step_ids), draws.draw(step_ids)
    planned = replace(
        make_request(catalog, gaps, limits, situation, routes),
        dropped=dropped,
        pinned=pinned,
        order=order,
    )
    plan = plan_steps(planned)

    assert len(set(ids(plan))) == len(plan)
    assert not set(dropped) & set(ids(plan))
    hours = sum(mean_hours(line.step) for line in plan)
    assert hours <= limits.hours_per_week * limits.weeks + 1e-6
    for payer, money in (("you", limits.money), ("employer", limits.employer_money)):
        assert sum(line.step.cost[1] for line in plan if line.payer == payer) <= money + 1e-6
    levels = {gap.key: gap.level for gap in gaps}
    access = limits.access
    for line in plan:
        assert access_reaches(access, line.step.access)
        assert conditions_met(line.step.when, planned.facts)
        assert line.end_week - line.start_week + 1 >= line.step.weeks
        assert line.end_week < limits.weeks
        for closing in line.closes:
            # Each begins where the last one ended: nothing is closed twice, or against a verdict.
            assert closing.start == levels[closing.key] < closing.to
            levels[closing.key] = closing.to
            for level in range(closing.start, closing.to):
                assert planned.routes.get((closing.key, level), line.step.route) == line.step.route
        if line.step.grants and access_reaches(line.step.grants, access):
            access = line.step.grants
    assert plan_steps(planned) == plan


@RULE
@given(several, bounds, facts, verdicts)
def test_more_is_never_less_and_what_stays_open_is_told(
    catalog: Catalog,
    gaps: list[Gap],
    limits: Limits,
    situation: dict[str, str],
    routes: list[str],
) -> None:
    planned = make_request(catalog, gaps, limits, situation, routes)
    plan = plan_steps(planned)
    sensitivity = measure_sensitivity(planned, plan)
    for addition in (sensitivity.hour, sensitivity.hundred):
        assert addition.worth >= 0
        assert bool(addition.added) == (addition.worth > 0)
        assert not {step.id for step in addition.added} & set(ids(plan))
        assert {step.id for step in addition.left_out} <= set(ids(plan))
    closed = {(closing.key, closing.to) for line in plan for closing in line.closes}
    assert {left.gap.key for left in sensitivity.left} == {
        gap.key for gap in gaps if (gap.key, gap.target) not in closed
    }


def test_small_plans_are_nearly_as_good_as_the_best_of_all() -> None:
    shares = []
    for seed in range(150):
        planned = small_request(seed)
        best = best_of_all(planned)
        if best:
            shares.append(worth_of(plan_steps(planned)) / best)
    assert len(shares) > 60
    assert min(shares) >= GOOD_SHARE
    assert sum(share > 1 - 1e-9 for share in shares) / len(shares) >= 0.95

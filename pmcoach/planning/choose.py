"""Which steps to take, by weighted gap closed for each hour, within hours, money and access."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmcoach.advice.gaps import Gap
from pmcoach.catalog.models import Lift, Step
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.reach import lift_key
from pmcoach.catalog.words import Access, access_reaches

SHORT_STEP_HOURS = 2.0
"""The first step of a plan takes no longer than this."""


@dataclass(frozen=True)
class Limits:
    """What the plan has to keep to. Hours are for the whole plan, money in US dollars."""

    hours: float
    money: float
    access: Access

    def after(self, step: Step) -> Limits:
        """What is left once a step is taken."""
        return Limits(self.hours - mean_hours(step), self.money - step.cost[0],
                      step.grants or self.access)


@dataclass(frozen=True)
class Closing:
    """A gap that a step lifts, and by how much of the weighted total."""

    key: str
    """subject.facet"""
    start: int
    to: int
    value: float


@dataclass(frozen=True)
class Chosen:
    """A step of a plan with what it closes."""

    step: Step
    closes: tuple[Closing, ...]

    @property
    def value(self) -> float:
        return sum(one.value for one in self.closes)


def closings(
    step: Step, levels: Mapping[str, int], gaps: Mapping[str, Gap]
) -> tuple[Closing, ...]:
    """What a step would close now: lifts that start at or below the present level and end above
    it, counted up to the target."""
    found: list[Closing] = []
    for lift in step.lifts:
        key = lift_key(lift)
        gap = gaps.get(key)
        if gap is None:
            continue
        now = levels[key]
        to = min(lift.to, gap.target)
        if lift.start <= now < to:
            found.append(Closing(key, now, to, (to - now) * gap.weight))
    return tuple(found)


def choose(
    catalog: Catalog,
    gaps: Sequence[Gap],
    routes: Mapping[str, str],
    limits: Limits,
    dropped: Iterable[str] = (),
    done: Iterable[str] = (),
) -> list[Chosen]:
    """Steps in the order to take them; neither ``dropped`` nor ``done`` ones are taken again.

    Each round takes the step with the most weighted gap closed for an hour, among those whose
    needs are met and that fit what is left. ``routes`` gives the verdict for each gap; a step of
    the other route counts half, as it works against the advice. Where lack of access keeps a gap
    from closing at all, a step that obtains it comes first. Before a long first step stands a
    short one that leads up to it.
    """
    over = frozenset(done)
    excluded = frozenset(dropped) | over
    plan = _greedy(catalog, gaps, routes, limits, excluded, over)
    first: tuple[Chosen, ...] = ()
    opener = _access_step(catalog, gaps, plan, limits, excluded)
    if opener is not None:
        levels = {gap.key: gap.level for gap in gaps}
        first = (Chosen(opener, closings(opener, levels, {gap.key: gap for gap in gaps})),)
        limits = limits.after(opener)
        plan = _greedy(catalog, gaps, routes, limits, excluded, over, first)
    warm_up = _warm_up(catalog, gaps, (*first, *plan), limits, excluded)
    if warm_up is not None:
        first = (warm_up, *first)
        plan = _greedy(catalog, gaps, routes, limits.after(warm_up.step), excluded, over, first)
    return [*first, *plan]


def _warm_up(
    catalog: Catalog,
    gaps: Sequence[Gap],
    plan: Sequence[Chosen],
    limits: Limits,
    excluded: frozenset[str],
) -> Chosen | None:
    """A short step to begin with where the plan begins with a long one: in the same competency or
    area as the heaviest gap that the plan works on. It lifts nothing by itself."""
    if not plan or plan[0].step.hours[1] <= SHORT_STEP_HOURS:
        return None
    planned = {one.step.id for one in plan}
    moved = [gain.key for one in plan for gain in one.closes]
    for gap in sorted(gaps, key=lambda gap: gap.key not in moved):
        short = [
            step for step in catalog.steps.values()
            if step.hours[1] <= min(SHORT_STEP_HOURS, limits.hours)
            and step.cost[0] <= limits.money and step.grants is None
            and step.id not in planned | excluded and not step.needs
            and access_reaches(limits.access, step.access)
            and any(_about(catalog, lift, gap) for lift in step.lifts)
        ]
        if short:
            nearest = max(short, key=lambda step: (step.route == "hands-on",
                                                   max(lift.to for lift in step.lifts)))
            return Chosen(nearest, ())
    return None


def _about(catalog: Catalog, lift: Lift, gap: Gap) -> bool:
    """Whether a lift works in the competency of a gap, or anywhere in the area of an ability's."""
    if gap.facet == "ability":
        area = lift.area or catalog.competencies[lift.competency or ""].area
        return area == gap.area
    return lift.competency == gap.subject


def mean_hours(step: Step) -> float:
    """The middle of a step's range of hours, which plans count with."""
    return sum(step.hours) / 2


def _greedy(
    catalog: Catalog,
    gaps: Sequence[Gap],
    routes: Mapping[str, str],
    limits: Limits,
    excluded: frozenset[str],
    over: frozenset[str],
    before: Sequence[Chosen] = (),
) -> list[Chosen]:
    """Steps to take after ``before``, which ``limits`` already leaves room for."""
    wanted = {gap.key: gap for gap in gaps}
    levels = {gap.key: gap.level for gap in gaps}
    levels |= {gain.key: gain.to for one in before for gain in one.closes}
    hours, money = limits.hours, limits.money
    chosen: list[Chosen] = []
    short_first = True
    while True:
        taken = {one.step.id for one in (*before, *chosen)}
        best: tuple[float, Chosen] | None = None
        for step in catalog.steps.values():
            open_to = (
                step.id not in taken | excluded and set(step.needs) <= taken | over
                and step.hours[1] <= hours and step.cost[0] <= money
                and access_reaches(limits.access, step.access)
                and (chosen or not short_first or step.hours[1] <= SHORT_STEP_HOURS)
            )
            gains = closings(step, levels, wanted) if open_to else ()
            if gains:
                worth = sum(
                    one.value * (1.0 if routes.get(one.key) in (None, step.route) else 0.5)
                    for one in gains
                )
                rate = worth / mean_hours(step)
                if best is None or rate > best[0]:
                    best = (rate, Chosen(step, gains))
        if best is None:
            if chosen or not short_first:
                return chosen
            short_first = False  # nothing short helps: begin with what does
            continue
        pick = best[1]
        chosen.append(pick)
        levels |= {gain.key: gain.to for gain in pick.closes}
        hours -= mean_hours(pick.step)
        money -= pick.step.cost[0]


def _access_step(
    catalog: Catalog,
    gaps: Sequence[Gap],
    plan: Sequence[Chosen],
    limits: Limits,
    excluded: frozenset[str],
) -> Step | None:
    """The shortest step that obtains the access without which some gap cannot begin to close."""
    moved = {gain.key for one in plan for gain in one.closes}
    stuck = {gap.key: gap for gap in gaps if gap.key not in moved}
    levels = {key: gap.level for key, gap in stuck.items()}
    wanted = [
        step.access for step in catalog.steps.values()
        if not access_reaches(limits.access, step.access) and closings(step, levels, stuck)
    ]
    if not wanted:
        return None
    openers = [
        step for step in catalog.steps.values()
        if step.grants in wanted and not step.needs and step.id not in excluded
        and access_reaches(limits.access, step.access) and step.hours[1] <= limits.hours
        and step.cost[0] <= limits.money
    ]
    return min(openers, key=lambda step: step.hours[1], default=None)

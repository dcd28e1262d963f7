"""For each gap: training or hands-on, the reasons on both sides, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Literal

from pmcoach.advice.context import Context, consideration_applies
from pmcoach.advice.gaps import Gap
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Consideration
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import CONDITION_VALUES

GapRoute = Literal["training", "hands-on"]

FLIP_ORDER = (
    "access",
    "employer_pays",
    "experience",
    "evidence",
    "domain_knowledge",
    "pm_strength",
    "background",
    "framework",
)
"""The order in which fields of the context are tried for the smallest change that flips."""

HARD_WON_FIELDS = ("access", "experience", "evidence", "domain_knowledge")
"""Fields whose values go from less to more. Nobody gives these up to change a verdict."""

RULE_TEXTS = {
    "knowledge": "Knowledge is learnt by training: concepts and methods in a structured order.",
    "first-skill": "A first level of skill can come from training with exercises or from a first "
    "try at real work, so your situation decides.",
    "skill": "From the first level on, skill grows by doing: what counts is how often, how alone "
    "and what changed.",
    "ability": "Ability shows under real conditions: at the highest access you have. Practice "
    "alone carries it no further than level 2.",
}


@dataclass(frozen=True)
class SituationChange:
    """One field of the context set to another value."""

    field: str
    value: str


@dataclass(frozen=True)
class Verdict:
    """The advice for one gap, with its argument."""

    gap: Gap
    route: GapRoute
    rejected: GapRoute
    rule: str
    """Why facet and level point this way, in words."""
    situation_decides: bool
    """Whether the rule left it open, so that the considerations decided."""
    reasons_for: tuple[Consideration, ...]
    reasons_against: tuple[Consideration, ...]
    rejected_for: tuple[Consideration, ...]
    rejected_against: tuple[Consideration, ...]
    flip: tuple[SituationChange, ...]
    """The smallest change of context that would flip it; empty: nothing told would."""


def collect_facts(catalog: Catalog, target: Target, context: Context, gap: Gap) -> dict[str, str]:
    """Everything a consideration may ask about one gap in one context."""
    facts = context.facts() | {
        "facet": gap.facet,
        "from_level": str(gap.level),
        "area": gap.area,
        "role": target.role,
        "stage": target.stage,
    }
    if gap.subject in catalog.competencies:
        facts["competency"] = gap.subject
    return facts


def rule_for_gap(gap: Gap) -> str:
    """The key in RULES that a gap falls under."""
    if gap.facet == "skill":
        return "first-skill" if gap.level == 0 else "skill"
    return gap.facet


def decide_route(catalog: Catalog, target: Target, context: Context, gap: Gap) -> GapRoute:
    """The route for a gap. Facet and level decide first; considerations decide what they leave
    open, by the sum of their strengths; an even sum goes to hands-on work."""
    rule = rule_for_gap(gap)
    if rule == "knowledge":
        return "training"
    if rule != "first-skill":
        return "hands-on"
    facts = collect_facts(catalog, target, context, gap)
    training = sum_strengths(catalog, facts, "training")
    hands_on = sum_strengths(catalog, facts, "hands-on")
    return "training" if training > hands_on else "hands-on"


def sum_strengths(catalog: Catalog, facts: dict[str, str], route: str) -> int:
    """Strengths for a route minus strengths against it, among the considerations that hold."""
    return sum(
        one.strength if one.stance == "for" else -one.strength
        for one in catalog.considerations.values()
        if one.route == route and consideration_applies(one, facts)
    )


def argue_gap(catalog: Catalog, target: Target, context: Context, gap: Gap) -> Verdict:
    """The verdict for a gap with all its reasons, strongest first."""
    route = decide_route(catalog, target, context, gap)
    rejected: GapRoute = "hands-on" if route == "training" else "training"
    facts = collect_facts(catalog, target, context, gap)
    rule = rule_for_gap(gap)
    return Verdict(
        gap=gap,
        route=route,
        rejected=rejected,
        rule=RULE_TEXTS[rule],
        situation_decides=rule == "first-skill",
        reasons_for=select_reasons(catalog, facts, route, "for"),
        reasons_against=select_reasons(catalog, facts, route, "against"),
        rejected_for=select_reasons(catalog, facts, rejected, "for"),
        rejected_against=select_reasons(catalog, facts, rejected, "against"),
        flip=find_smallest_flip(catalog, target, context, gap, route),
    )


def select_reasons(
    catalog: Catalog, facts: dict[str, str], route: str, stance: str
) -> tuple[Consideration, ...]:
    """The considerations that hold, strongest first; the more particular before the general."""
    found = [
        one
        for one in catalog.considerations.values()
        if one.route == route and one.stance == stance and consideration_applies(one, facts)
    ]
    return tuple(
        sorted(found, key=lambda one: (-one.strength, -score_specificity(one), -len(one.when)))
    )


def score_specificity(one: Consideration) -> float:
    """How much a consideration asks of the situation: each condition counts the more, the fewer
    values meet it. Facet and level only break ties, since the rule speaks of them already."""
    return sum(
        1 / len(values) for name, values in one.when.items() if name not in {"facet", "from_level"}
    )


def find_smallest_flip(
    catalog: Catalog, target: Target, context: Context, gap: Gap, route: GapRoute
) -> tuple[SituationChange, ...]:
    """The smallest change of context that gives another route, found by recomputing: each field
    alone in FLIP_ORDER, then each pair. Of as many fields, what nobody would change on purpose
    comes last. Empty where none does."""
    if rule_for_gap(gap) != "first-skill":
        # Facet and level alone decide; no context enters, so none can flip it.
        return ()
    for count, unlikely in product((1, 2), (False, True)):
        for names in combinations(FLIP_ORDER, count):
            for changes in _settings(context, names):
                if any(_unlikely(context, c) for c in changes) != unlikely:
                    continue
                other = replace(context, **{c.field: c.value for c in changes})  # type: ignore[arg-type]
                if decide_route(catalog, target, other, gap) != route:
                    return changes
    return ()


def _unlikely(context: Context, change: SituationChange) -> bool:
    """Whether a change would take something from the user, or give them another background."""
    told = getattr(context, change.field)
    if told is None:
        return False
    values = CONDITION_VALUES[change.field]
    lower = change.field in HARD_WON_FIELDS and values.index(change.value) < values.index(told)
    return lower or change.field == "background"


def _settings(context: Context, names: tuple[str, ...]) -> Iterator[tuple[SituationChange, ...]]:
    """Every way of giving all the named fields other values."""
    if not names:
        yield ()
        return
    head, *rest = names
    for value in CONDITION_VALUES[head]:
        if value != getattr(context, head):
            for others in _settings(context, tuple(rest)):
                yield (SituationChange(head, value), *others)

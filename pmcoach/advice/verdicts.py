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
GapRule = Literal["knowledge", "first-skill", "skill", "ability"]

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
"""Fields whose answers go from less to more. Nobody gives these up to change a verdict."""

RULE_TEXTS: dict[GapRule, str] = {
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
    """A different answer to one field of the context."""

    field: str
    answer: str


@dataclass(frozen=True)
class Verdict:
    """The advice for one gap, with its argument."""

    gap: Gap
    route: GapRoute
    rejected: GapRoute
    rule: str
    """Why facet and level point this way, in words."""
    situation_decides: bool
    """Whether facet and level leave the route open, so that the considerations decide."""
    reasons_for: tuple[Consideration, ...]
    reasons_against: tuple[Consideration, ...]
    rejected_for: tuple[Consideration, ...]
    rejected_against: tuple[Consideration, ...]
    flip: tuple[SituationChange, ...]
    """The smallest change of context that would flip the route; empty where none would."""


def collect_facts(catalog: Catalog, target: Target, context: Context, gap: Gap) -> dict[str, str]:
    """Everything a consideration may ask about one gap in one context."""
    competency_fact = {"competency": gap.subject} if gap.subject in catalog.competencies else {}
    return {
        **context.facts(),
        "facet": gap.facet,
        "from_level": str(gap.level),
        "area": gap.area,
        "role": target.role,
        "stage": target.stage,
        **competency_fact,
    }


def rule_for_gap(gap: Gap) -> GapRule:
    """The rule in RULE_TEXTS that a gap falls under."""
    return "first-skill" if gap.facet == "skill" and gap.level == 0 else gap.facet


def decide_route(catalog: Catalog, target: Target, context: Context, gap: Gap) -> GapRoute:
    """Choose the route for a gap.

    Facet and level decide first. Where they leave it open, the sum of the strengths of the
    considerations decides; a tie goes to hands-on work.
    """
    rule = rule_for_gap(gap)
    if rule != "first-skill":
        return "training" if rule == "knowledge" else "hands-on"
    facts = collect_facts(catalog, target, context, gap)
    training_wins = sum_strengths(catalog, facts, "training") > sum_strengths(
        catalog, facts, "hands-on"
    )
    return "training" if training_wins else "hands-on"


def sum_strengths(catalog: Catalog, facts: dict[str, str], route: str) -> int:
    """Strengths for a route minus strengths against it, among the considerations that apply."""
    return sum(
        consideration.strength if consideration.stance == "for" else -consideration.strength
        for consideration in catalog.considerations.values()
        if consideration.route == route and consideration_applies(consideration, facts)
    )


def argue_gap(catalog: Catalog, target: Target, context: Context, gap: Gap) -> Verdict:
    """The verdict for a gap with all its reasons, strongest first."""
    route = decide_route(catalog, target, context, gap)
    rejected_route: GapRoute = "hands-on" if route == "training" else "training"
    facts = collect_facts(catalog, target, context, gap)
    rule = rule_for_gap(gap)
    return Verdict(
        gap=gap,
        route=route,
        rejected=rejected_route,
        rule=RULE_TEXTS[rule],
        situation_decides=rule == "first-skill",
        reasons_for=select_reasons(catalog, facts, route, "for"),
        reasons_against=select_reasons(catalog, facts, route, "against"),
        rejected_for=select_reasons(catalog, facts, rejected_route, "for"),
        rejected_against=select_reasons(catalog, facts, rejected_route, "against"),
        flip=find_smallest_flip(catalog, target, context, gap, route),
    )


def select_reasons(
    catalog: Catalog, facts: dict[str, str], route: str, stance: str
) -> tuple[Consideration, ...]:
    """The considerations that apply, strongest first, and the specific before the general."""
    reasons = [
        consideration
        for consideration in catalog.considerations.values()
        if (consideration.route, consideration.stance) == (route, stance)
        and consideration_applies(consideration, facts)
    ]
    return tuple(
        sorted(
            reasons,
            key=lambda reason: (-reason.strength, -score_specificity(reason), -len(reason.when)),
        )
    )


def score_specificity(consideration: Consideration) -> float:
    """How much a consideration asks of the situation.

    Each condition counts for more, the fewer answers meet it. Facet and level only break ties,
    since the rule speaks of them already.
    """
    return sum(
        1 / len(accepted_answers)
        for condition, accepted_answers in consideration.when.items()
        if condition not in {"facet", "from_level"}
    )


def find_smallest_flip(
    catalog: Catalog, target: Target, context: Context, gap: Gap, route: GapRoute
) -> tuple[SituationChange, ...]:
    """The smallest change of context that leads to the other route, found by trying them.

    Returns:
        One or two changes, or none where no such change flips the route.
    """
    if rule_for_gap(gap) != "first-skill":
        # Facet and level alone decide; no context enters, so none can flip it.
        return ()
    for changes in _order_changes(context):
        changed_context = replace(
            context,
            **{change.field: change.answer for change in changes},  # type: ignore[arg-type]
        )
        if decide_route(catalog, target, changed_context, gap) != route:
            return changes
    return ()


def _order_changes(context: Context) -> Iterator[tuple[SituationChange, ...]]:
    """All changes of one field in FLIP_ORDER, then of two; unlikely ones last among as many."""
    for field_count in (1, 2):
        yield from sorted(
            (
                changes
                for fields in combinations(FLIP_ORDER, field_count)
                for changes in product(*(_list_changes(context, field) for field in fields))
            ),
            key=lambda changes: any(_is_unlikely(context, change) for change in changes),
        )


def _list_changes(context: Context, field: str) -> list[SituationChange]:
    """Every answer to a field that the user hasn't given."""
    return [
        SituationChange(field, answer)
        for answer in CONDITION_VALUES[field]
        if answer != getattr(context, field)
    ]


def _is_unlikely(context: Context, change: SituationChange) -> bool:
    """Whether a change would take something from the user, or give them another background."""
    current_answer = getattr(context, change.field)
    if current_answer is None:
        return False
    answers = CONDITION_VALUES[change.field]
    gives_up = change.field in HARD_WON_FIELDS and (
        answers.index(change.answer) < answers.index(current_answer)
    )
    return gives_up or change.field == "background"

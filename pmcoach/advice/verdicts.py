"""For each gap: training or hands-on, the reasons on both sides, how close it was, what would turn it.

Limits come first, and are said as such: knowledge below level 2 takes training; skill from level 1 on
and ability take real work. What lies between, the first level of skill and knowledge from 2 on, the
considerations decide for this person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from pmcoach.advice.context import Context, consideration_applies
from pmcoach.advice.gaps import Gap
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Consideration
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import CONDITION_VALUES

GapRoute = Literal["training", "hands-on"]
GapRule = Literal["words", "first-skill", "limits-of-methods", "skill", "ability"]

OPEN_RULES: tuple[GapRule, ...] = ("first-skill", "limits-of-methods")
"""The rules under which the considerations decide."""
WORDS_END = 2
"""The level of knowledge from which on work teaches, too."""
RULE_TEXTS: dict[GapRule, str] = {
    "words": "This is a limit, whatever your situation: up to level 2, knowledge is terms and "
    "methods, and those you learn faster from a course, a book or a drill than on the job.",
    "first-skill": "A first level of skill can come from an exercise you correct yourself or from "
    "a first small piece of real work, so your situation decides.",
    "limits-of-methods": "Where a method misleads you can learn from other people's cases or from "
    "your own work, so your situation decides.",
    "skill": "This is a limit, whatever your situation: from level 1 on, skill is counted in real "
    "work you did, so no course can add to it.",
    "ability": "This is a limit, whatever your situation: ability only shows when someone depends "
    "on you. Use the best access you have.",
}

CHANGEABLE: Mapping[str, tuple[str, ...]] = {
    "access": ("volunteer", "job", "pm-job"),
    "evidence": ("some",),
    "employer_pays": ("yes",),
    "knowledge_shown": ("2",),
    "domain_knowledge": ("some", "strong"),
}
"""What one can do something about, and what one could make of it: the only changes that a verdict
says would turn it. Nobody gives up a job, an employer's money or experience to change advice."""
QUESTION_FIELDS = (
    "access",
    "employer_pays",
    "training_taken",
    "experience",
    "job_search",
    "evidence",
    "domain_knowledge",
    "pm_strength",
    "background",
    "framework",
)
"""Fields of the situation that could settle a verdict while they are not answered; what one can say
at once comes first."""
LEAST_SETTLED = 0.5
"""A question is worth asking if at least this share of its answers would settle the verdict."""


@dataclass(frozen=True)
class SituationChange:
    """A different answer to one field of the situation."""

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
    decisive: tuple[Consideration, ...]
    """The reasons of which each, left out alone, would turn the verdict; none where it is clear."""
    question: str
    """The unanswered field of the situation that would settle it; nothing where none would."""
    flip: tuple[SituationChange, ...]
    """The smallest change the user can work on that would turn it; none where none would."""

    @property
    def is_clear(self) -> bool:
        """Whether no single reason, left out, turns it; otherwise it is leaning."""
        return not self.decisive


def collect_facts(catalog: Catalog, target: Target, context: Context, gap: Gap) -> dict[str, str]:
    """Everything a consideration may ask about one gap in one context."""
    competency_fact = {"competency": gap.subject} if gap.subject in catalog.competencies else {}
    knowledge_fact = {} if gap.knowledge is None else {"knowledge_shown": str(gap.knowledge)}
    return {
        **context.facts(),
        "facet": gap.facet,
        "from_level": str(gap.level),
        "area": gap.area,
        "role": target.role,
        "stage": target.stage,
        **competency_fact,
        **knowledge_fact,
    }


def rule_for_gap(gap: Gap) -> GapRule:
    """The rule in RULE_TEXTS that a gap falls under."""
    if gap.facet == "knowledge":
        return "words" if gap.level < WORDS_END else "limits-of-methods"
    if gap.facet == "skill":
        return "skill" if gap.level else "first-skill"
    return "ability"


def decide_route(catalog: Catalog, target: Target, context: Context, gap: Gap) -> GapRoute:
    """Choose the route for a gap at the level it is at."""
    rule = rule_for_gap(gap)
    if rule not in OPEN_RULES:
        return "training" if rule == "words" else "hands-on"
    facts = collect_facts(catalog, target, context, gap)
    return _weigh(_list_arguments(catalog, facts))


def _list_arguments(catalog: Catalog, facts: Mapping[str, str]) -> list[Consideration]:
    """The considerations about training and work that apply."""
    return [
        consideration
        for consideration in catalog.considerations.values()
        if consideration.route != "certification" and consideration_applies(consideration, facts)
    ]


def _weigh(arguments: list[Consideration], *, without: Consideration | None = None) -> GapRoute:
    """The route with the greater sum of strengths, for minus against; a tie goes to work, which
    leaves something to show."""
    balance = 0
    for argument in arguments:
        if argument is not without:
            favors_training = (argument.route == "training") == (argument.stance == "for")
            balance += argument.strength if favors_training else -argument.strength
    return "training" if balance > 0 else "hands-on"


def argue_gap(catalog: Catalog, target: Target, context: Context, gap: Gap) -> Verdict:
    """The verdict for a gap with all its reasons."""
    route = decide_route(catalog, target, context, gap)
    rejected_route: GapRoute = "hands-on" if route == "training" else "training"
    facts = collect_facts(catalog, target, context, gap)
    rule = rule_for_gap(gap)
    is_open = rule in OPEN_RULES
    decisive = _find_decisive(catalog, facts) if is_open else ()
    return Verdict(
        gap=gap,
        route=route,
        rejected=rejected_route,
        rule=RULE_TEXTS[rule],
        situation_decides=is_open,
        reasons_for=select_reasons(catalog, facts, route, "for"),
        reasons_against=select_reasons(catalog, facts, route, "against"),
        rejected_for=select_reasons(catalog, facts, rejected_route, "for"),
        rejected_against=select_reasons(catalog, facts, rejected_route, "against"),
        decisive=decisive,
        question=_find_question(catalog, facts) if decisive else "",
        flip=find_smallest_flip(catalog, facts, route) if is_open else (),
    )


def _find_decisive(catalog: Catalog, facts: Mapping[str, str]) -> tuple[Consideration, ...]:
    """The reasons of which each, left out alone, would turn the verdict, in the order of reasons."""
    arguments = _list_arguments(catalog, facts)
    route = _weigh(arguments)
    decisive = [argument for argument in arguments if _weigh(arguments, without=argument) != route]
    return tuple(sorted(decisive, key=_reason_order))


def _find_question(catalog: Catalog, facts: Mapping[str, str]) -> str:
    """The unanswered field whose answers would most often settle a leaning verdict."""
    settled_shares = {
        field: sum(
            not _find_decisive(catalog, {**facts, field: answer})
            for answer in CONDITION_VALUES[field]
        )
        / len(CONDITION_VALUES[field])
        for field in QUESTION_FIELDS
        if field not in facts
    }
    best = max(settled_shares, key=lambda field: settled_shares[field], default="")
    return best if best and settled_shares[best] >= LEAST_SETTLED else ""


def select_reasons(
    catalog: Catalog, facts: Mapping[str, str], route: str, stance: str
) -> tuple[Consideration, ...]:
    """The considerations that apply: those that concern this gap or person first, then by strength."""
    reasons = [
        consideration
        for consideration in catalog.considerations.values()
        if (consideration.route, consideration.stance) == (route, stance)
        and consideration_applies(consideration, facts)
    ]
    return tuple(sorted(reasons, key=_reason_order))


def _reason_order(reason: Consideration) -> tuple[bool, int, float]:
    specificity = score_specificity(reason)
    return not specificity, -reason.strength, -specificity


def score_specificity(consideration: Consideration) -> float:
    """How much a consideration asks of the situation.

    Each condition counts for more, the fewer answers meet it. Facet and level don't count, since the
    rule speaks of them already.
    """
    return sum(
        1 / len(accepted_answers)
        for condition, accepted_answers in consideration.when.items()
        if condition not in {"facet", "from_level"}
    )


def find_smallest_flip(
    catalog: Catalog, facts: Mapping[str, str], route: GapRoute
) -> tuple[SituationChange, ...]:
    """The smallest change one can work on that leads to the other route, found by trying them.

    Returns:
        One or two changes, or none where no such change turns the verdict.
    """
    for changes in _list_changes(facts):
        changed_facts = {**facts} | {change.field: change.answer for change in changes}
        if _weigh(_list_arguments(catalog, changed_facts)) != route:
            return changes
    return ()


def _list_changes(facts: Mapping[str, str]) -> Iterator[tuple[SituationChange, ...]]:
    """Improvements of one field of CHANGEABLE, then of two. What was never answered is no change: it
    is a question."""
    improvements = {
        field: [
            SituationChange(field, answer)
            for answer in answers
            if _is_improvement(field, facts.get(field), answer)
        ]
        for field, answers in CHANGEABLE.items()
    }
    for field_count in (1, 2):
        for fields in combinations(CHANGEABLE, field_count):
            yield from product(*(improvements[field] for field in fields))


def _is_improvement(field: str, present_answer: str | None, answer: str) -> bool:
    if present_answer is None:
        return False
    answers = CONDITION_VALUES[field]
    if field == "employer_pays":
        return present_answer == "no"
    return answers.index(answer) > answers.index(present_answer)

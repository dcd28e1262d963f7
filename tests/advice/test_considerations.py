"""No argument stands in the content for nothing, and their strengths keep the promised balance."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmcoach.advice.context import Context
from pmcoach.advice.gaps import Gap
from pmcoach.advice.hiring import argue_certificate
from pmcoach.advice.verdicts import argue_gap, score_specificity
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.models import Consideration
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import CONDITION_VALUES
from tests.advice.cases import CASES
from tests.advice.making import ROLES, SITUATION, STAGES, SUBJECTS, gap, told

When = dict[str, tuple[str, ...]]

PORTRAITS = tuple(
    told(
        **{name: CONDITION_VALUES[name][number % len(CONDITION_VALUES[name])] for name in SITUATION}
    )
    for number in range(max(len(CONDITION_VALUES[name]) for name in SITUATION))
)
"""People who told everything: the first value of each field, the second, and so on around."""
GAPS = (
    *(
        gap("knowledge", f"{area}-{name}")
        for area, name in (("stk", "map"), ("mkt", "data"), ("lau", "price"), ("rdm", "direction"))
    ),
    *(gap("skill", subject, level) for subject in SUBJECTS for level in (0, 1)),
    *(
        gap("ability", f"{area}-x", level)
        for area in ("stk", "mkt", "lau", "rdm")
        for level in (0, 2)
    ),
)


def sweep(catalog: Catalog) -> Iterator[tuple[Target, Context, tuple[Gap, ...]]]:
    """Every role in every portrait; at a stage and with a share of the gaps in turn, so that all
    of them come up and it stays quick."""
    for turn, role in enumerate(ROLES):
        for number, context in enumerate(PORTRAITS):
            stage = STAGES[(turn + number) % len(STAGES)]
            yield make_target(catalog, role, stage), context, GAPS[(turn + number) % 2 :: 2]


def given(catalog: Catalog) -> Iterator[Consideration]:
    """Every reason of every verdict of the cases and the sweep."""
    walks = [(case.target(catalog), case.context, case.found(catalog).gaps) for case in CASES]
    for target, context, gaps in (*walks, *sweep(catalog)):
        hired = argue_certificate(catalog, target, context)
        yield from (*hired.reasons_for, *hired.reasons_against)
        for one in gaps:
            v = argue_gap(catalog, target, context, one)
            yield from (*v.reasons_for, *v.reasons_against, *v.rejected_for, *v.rejected_against)


@pytest.mark.slow
def test_every_argument_is_among_the_reasons_of_some_verdict(catalog: Catalog) -> None:
    reached = {one.id for one in given(catalog)}
    assert sorted(set(catalog.considerations) - reached) == []


def about_first_skill(catalog: Catalog) -> Iterator[tuple[Consideration, When]]:
    """The arguments that can decide about a first skill, with what they ask beside that."""
    for one in catalog.considerations.values():
        when = dict(one.when)
        facets, levels = when.pop("facet", ("skill",)), when.pop("from_level", ("0",))
        if one.route != "certification" and "skill" in facets and "0" in levels:
            yield one, when


def weight(one: Consideration) -> int:
    """What an argument adds to the side of training."""
    return one.strength * (1 if (one.route == "training") == (one.stance == "for") else -1)


def test_what_always_holds_for_a_first_skill_leans_to_work_by_one(catalog: Catalog) -> None:
    always = [one for one, asks in about_first_skill(catalog) if not asks]
    assert sum(weight(one) for one in always) == -1


def test_each_further_argument_about_a_first_skill_weighs_two_so_there_is_no_tie(
    catalog: Catalog,
) -> None:
    others = [one for one, asks in about_first_skill(catalog) if asks]
    assert others
    assert [one.id for one in others if one.strength != 2] == []


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({}, {"experience": ("new",)}),
        ({"framework": ("none", "team-agile")}, {"framework": ("none",)}),
        ({"facet": ("skill",), "from_level": ("0",)}, {"access": ("job", "pm-job")}),
        ({"experience": ("new",)}, {"experience": ("new",), "access": ("job",)}),
    ],
)
def test_the_more_a_reason_asks_of_the_situation_the_more_particular_it_is(
    less: When, more: When
) -> None:
    def reason(when: When) -> Consideration:
        return Consideration(
            id="x",
            route="training",
            stance="for",
            text="So.",
            strength=1,
            basis="stated",
            source="s",
            when=when,
        )

    assert score_specificity(reason(less)) < score_specificity(reason(more))


def test_arguments_that_are_ours_and_not_an_articles_are_inferred(catalog: Catalog) -> None:
    ours = [one for one in catalog.considerations.values() if one.source == "own-judgement"]
    assert ours
    assert [one.id for one in ours if one.basis != "inferred"] == []

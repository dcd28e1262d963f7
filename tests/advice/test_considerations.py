"""No argument stands in the content for nothing; each names its passage; the balance is as documented."""

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
from tests.advice.making import ROLES, SITUATION, STAGES, SUBJECTS, gap, told
from tests.advice.people import PEOPLE

When = dict[str, tuple[str, ...]]
ARTICLES = ("certs-and-jobs", "pm-vs-pmm", "certs-or-experience")
MOST_WORDS = 45

PORTRAITS = (
    *(
        told(
            **{
                name: CONDITION_VALUES[name][number % len(CONDITION_VALUES[name])]
                for name in SITUATION
            }
        )
        for number in range(max(len(CONDITION_VALUES[name]) for name in SITUATION))
    ),
    told(background="design", access="job"),
    told(experience="hired", framework="team-agile", access="pm-job"),
)
"""People who told everything: the first value of each field, the second, and so on around; and what
doesn't come together that way."""
GAPS = (
    *(
        gap("knowledge", f"{area}-{name}", level, knowledge=level)
        for area, name in (("stk", "map"), ("mkt", "data"), ("lau", "price"), ("rdm", "direction"))
        for level in (0, 1, 2)
    ),
    *(
        gap("skill", subject, level, knowledge=knowledge)
        for subject in SUBJECTS
        for level, knowledge in ((0, 0), (0, 1), (0, 2), (1, None), (2, None))
    ),
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


def collect_reasons(catalog: Catalog) -> Iterator[Consideration]:
    """Every reason of every verdict of the golden people and the sweep."""
    bases = [person.advisee.basis(catalog) for person in PEOPLE]
    walks = [(basis.measured.target, basis.context, basis.gaps) for basis in bases]
    for target, context, gaps in (*walks, *sweep(catalog)):
        hired = argue_certificate(catalog, target, context)
        yield from (*hired.reasons_for, *hired.reasons_against)
        for any_gap in gaps:
            verdict = argue_gap(catalog, target, context, any_gap)
            yield from (
                *verdict.reasons_for,
                *verdict.reasons_against,
                *verdict.rejected_for,
                *verdict.rejected_against,
            )


@pytest.mark.slow
def test_every_argument_is_among_the_reasons_of_some_verdict(catalog: Catalog) -> None:
    reached = {consideration.id for consideration in collect_reasons(catalog)}
    assert sorted(set(catalog.considerations) - reached) == []


def test_an_argument_from_an_article_names_its_passage(catalog: Catalog) -> None:
    for consideration in catalog.considerations.values():
        assert bool(consideration.passage) == (consideration.source != "own-judgement")


def test_an_argument_is_short_enough_to_be_read(catalog: Catalog) -> None:
    words = {
        consideration.id: len(consideration.text.split())
        for consideration in catalog.considerations.values()
    }
    assert [ident for ident, count in words.items() if count > MOST_WORDS] == []


def test_arguments_that_are_ours_and_not_an_articles_are_inferred(catalog: Catalog) -> None:
    ours = [
        consideration
        for consideration in catalog.considerations.values()
        if consideration.source == "own-judgement"
    ]
    assert ours
    assert [consideration.id for consideration in ours if consideration.basis != "inferred"] == []


@pytest.mark.parametrize("source", ARTICLES)
def test_each_article_is_quoted_in_its_own_words_somewhere(catalog: Catalog, source: str) -> None:
    assert any(
        (consideration.source, consideration.basis) == (source, "stated")
        for consideration in catalog.considerations.values()
    )


def test_reasons_about_recruiters_are_not_for_people_who_have_the_job(catalog: Catalog) -> None:
    """The word may stand in what certificates were meant for, not in an argument to the hired."""
    target = make_target(catalog, "generalist", "entry")
    hired = argue_certificate(catalog, target, told(job_search="hired", experience="hired"))
    for reason in (*hired.reasons_for, *hired.reasons_against):
        assert "recruiter" not in reason.text.lower()


def list_deciding(catalog: Catalog, facet: str, level: str) -> Iterator[tuple[Consideration, When]]:
    """The arguments that can decide about a facet at a level, with what they ask beside that."""
    for consideration in catalog.considerations.values():
        when = dict(consideration.when)
        facets, levels = when.pop("facet", (facet,)), when.pop("from_level", (level,))
        if consideration.route != "certification" and facet in facets and level in levels:
            yield consideration, when


def weight(consideration: Consideration) -> int:
    """What an argument adds to the side of training."""
    return consideration.strength * (
        1 if (consideration.route == "training") == (consideration.stance == "for") else -1
    )


@pytest.mark.parametrize(("facet", "level", "leaning"), [("skill", "0", -1), ("knowledge", "2", 3)])
def test_what_always_applies_leans_as_documented(
    catalog: Catalog, facet: str, level: str, leaning: int
) -> None:
    """A first skill leans to work a little, the limits of methods to other people's cases."""
    always = [reason for reason, asks in list_deciding(catalog, facet, level) if not asks]
    assert sum(map(weight, always)) == leaning


@pytest.mark.parametrize(("facet", "level"), [("skill", "0"), ("knowledge", "2")])
def test_there_are_arguments_that_depend_on_the_situation_on_both_sides(
    catalog: Catalog, facet: str, level: str
) -> None:
    weights = [weight(reason) for reason, asks in list_deciding(catalog, facet, level) if asks]
    assert any(number > 0 for number in weights)
    assert any(number < 0 for number in weights)


@pytest.mark.parametrize(
    ("general", "specific"),
    [
        ({}, {"experience": ("new",)}),
        ({"framework": ("none", "team-agile")}, {"framework": ("none",)}),
        ({"facet": ("skill",), "from_level": ("0",)}, {"access": ("job", "pm-job")}),
        ({"experience": ("new",)}, {"experience": ("new",), "access": ("job",)}),
    ],
)
def test_the_more_a_reason_asks_of_the_situation_the_more_particular_it_is(
    general: When, specific: When
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

    assert score_specificity(reason(general)) < score_specificity(reason(specific))

"""What each form asks: the heaviest for the target, and of every area something."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.forms import FORMS_BY_LENGTH, Form, FormKind, compose_form
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog

RULE = settings(derandomize=True, max_examples=50, deadline=None)

ROLES = (
    "generalist",
    "business-owner",
    "technical",
    "marketing-leaning",
    "product-marketing",
    "catch-all",
    "scaled-framework",
    "own-target",
)
AREAS = ("stk", "mkt", "lau", "rdm")
targets = st.tuples(
    st.sampled_from(ROLES),
    st.sampled_from(["entry", "independent", "senior"]),
    st.dictionaries(st.sampled_from(AREAS), st.floats(0, 100), max_size=4),
)


@pytest.fixture
def target(catalog: Catalog) -> Target:
    return make_target(catalog, "generalist", "entry")


def counted(form: Form) -> Counter[tuple[str, str]]:
    """How many parts of each kind the form has in each area."""
    return Counter((part.kind, part.area) for part in form.parts)


@pytest.mark.parametrize("role", ROLES)
def test_the_sketch_is_a_ladder_an_area_and_three_checks(catalog: Catalog, role: str) -> None:
    target = make_target(catalog, role, "entry")
    form = compose_form(catalog, target, "sketch")
    kinds = [part.kind for part in form.parts]
    assert kinds == ["ladder"] * 4 + ["checks"] * 3
    assert [part.area for part in form.parts if part.kind == "ladder"] == list(AREAS)
    assert form.checks_per_competency == 1
    asked = {part.subject for part in form.parts}
    assert len(asked) == 4
    for one in asked:
        area = catalog.competencies[one].area
        heaviest = max(target.weights[c.id] for c in catalog.competencies_of[area])
        assert target.weights[one] == heaviest


@pytest.mark.parametrize("role", ROLES)
def test_quick_checks_six_competencies_and_asks_the_ladders_of_twelve(
    catalog: Catalog, role: str
) -> None:
    target = make_target(catalog, role, "entry")
    form = compose_form(catalog, target, "quick")
    checked = {part.subject for part in form.parts if part.kind == "checks"}
    climbed = {part.subject for part in form.parts if part.kind == "ladder"}
    assert (len(checked), len(climbed)) == (6, 12)
    assert checked < climbed
    assert {catalog.competencies[one].area for one in checked} == set(AREAS)
    scenes = [part for part in form.parts if part.kind == "scenario"]
    heaviest = max(target.area_weights.values())
    assert [target.area_weights[scene.area] for scene in scenes] == [heaviest] * 2


def test_standard_is_twelve_competencies_and_two_scenarios_an_area(
    catalog: Catalog, target: Target
) -> None:
    form = compose_form(catalog, target, "standard")
    assert len(form.competencies) == 12
    assert [counted(form)["scenario", area] for area in AREAS] == [2, 2, 2, 2]


def test_full_asks_everything(catalog: Catalog, target: Target) -> None:
    form = compose_form(catalog, target, "full")
    assert set(form.competencies) == set(catalog.competencies)
    scenes = [part.subject for part in form.parts if part.kind == "scenario"]
    assert scenes == [one.id for area in AREAS for one in catalog.scenarios_of[area]]
    assert form.checks_per_competency == max(len(them) for them in catalog.checks_of.values())


@RULE
@given(told=targets)
def test_a_longer_form_contains_the_shorter(
    catalog: Catalog, told: tuple[str, str, dict[str, float]]
) -> None:
    target = make_target(catalog, *told)
    forms = [compose_form(catalog, target, kind) for kind in FORMS_BY_LENGTH]
    for shorter, longer in pairwise(forms):
        assert set(shorter.competencies) <= set(longer.competencies)
        assert set(shorter.parts) < set(longer.parts)
        assert shorter.checks_per_competency < longer.checks_per_competency


@RULE
@given(told=targets, kind=st.sampled_from(FORMS_BY_LENGTH))
def test_every_form_has_every_area_and_no_part_twice(
    catalog: Catalog, told: tuple[str, str, dict[str, float]], kind: FormKind
) -> None:
    form = compose_form(catalog, make_target(catalog, *told), kind)
    assert {part.area for part in form.parts} == set(AREAS)
    assert len(set(form.parts)) == len(form.parts)
    for part in form.parts:
        ladders = Counter(p.subject for p in form.parts if p.kind == "ladder")
        assert part.kind == "scenario" or ladders[part.subject] == 1

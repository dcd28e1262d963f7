"""What every plan keeps, whoever it is for; benchmarks/plan_promises.py looks through 2,000 people."""

from __future__ import annotations

import pytest

from benchmarks.advised_people import make_advisee
from benchmarks.plan_promises import find_broken
from pmcoach.catalog.parse import Catalog
from tests.advice.people import PEOPLE, GoldenPerson

MADE_UP = 60


def test_plans_for_made_up_people_keep_every_promise(catalog: Catalog) -> None:
    broken = {
        number: messages
        for number in range(MADE_UP)
        if (messages := list(find_broken(catalog, make_advisee(catalog, f"test {number}"))))
    }
    assert broken == {}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.advisee.id)
def test_plans_for_the_golden_people_keep_every_promise(
    catalog: Catalog, person: GoldenPerson
) -> None:
    assert list(find_broken(catalog, person.advisee)) == []

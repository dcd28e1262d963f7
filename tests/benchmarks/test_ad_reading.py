"""The floors that reading job ads has to reach on the ads set aside.

What is measured on those is what to expect of an ad that nobody has seen; nothing here says which
of them was read wrongly.
"""

from __future__ import annotations

import pytest

from benchmarks.ad_reading import Score, read_set, score
from pmcoach.catalog.parse import Catalog
from pmcoach.jobad.reader import make_reader
from pmcoach.store.content import load_ad_lexicon

LEAST_PM, LEAST_ROLE, LEAST_LINES, MOST_UNJUDGED = 0.95, 0.80, 0.85, 0.05


@pytest.fixture(scope="module")
def aside(catalog: Catalog) -> Score:
    """The figures of the ads that nobody looked at."""
    return score("aside", read_set("aside", make_reader(catalog, load_ad_lexicon())))


def test_pm_ads_are_told_from_others_on_ads_set_aside(aside: Score) -> None:
    right, of = aside.pm
    assert of >= 50
    assert right >= LEAST_PM * of


def test_the_nearest_role_is_right_on_ads_set_aside(aside: Score) -> None:
    right, of = aside.role
    assert of >= 20
    assert right >= LEAST_ROLE * of


def test_quoted_lines_fit_on_ads_set_aside(aside: Score) -> None:
    right, of = aside.lines
    assert aside.unjudged <= MOST_UNJUDGED * of, "a figure over the lines that were judged is none"
    assert right >= LEAST_LINES * of

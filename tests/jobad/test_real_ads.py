"""The words that ship, on ads that were written for people: real ones, and those of our own."""

from __future__ import annotations

import html
import tomllib
from typing import Any

import pytest

from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.jobad.html_text import html_to_text, looks_like_html
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.jobad.reader import AdReader, decode_ad, make_reader
from pmcoach.store.content import load_ad_lexicon
from tests.jobad.ad_files import ADS_FOLDER, PM_AD

REAL, TUNING = (
    tomllib.loads((ADS_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["ad"]
    for name in ("real", "tuning")
)
BOILERPLATE = (
    "health insurance",
    "life insurance",
    "thrift savings",
    "salary",
    "u.s. citizen",
    "selective service",
    "background investigation",
    "back to all jobs",
    "sick leave",
)
"""Words of lines that the real ads have below their duties, or around them."""


@pytest.fixture(scope="module")
def reader(catalog: Catalog) -> AdReader:
    return make_reader(catalog, load_ad_lexicon())


def text_of(label: dict[str, Any]) -> str:
    return decode_ad((ADS_FOLDER / label["file"]).read_bytes())


def by_file(labels: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("label", labels, ids=lambda one: one["file"])


def quoted(parsed_ad: ParsedAd) -> list[str]:
    """Every line that is shown as a reason for anything."""
    mentions = (
        *parsed_ad.industries,
        *parsed_ad.certificates,
        *parsed_ad.frameworks,
        *parsed_ad.tools,
        *parsed_ad.outside,
    )
    return [
        *(one.text for one in parsed_ad.lines),
        *(line for one in mentions for line in one.lines),
        *([parsed_ad.years.line] if parsed_ad.years else []),
    ]


def bare(text: str) -> str:
    """``text`` without marks of Markdown and what nobody sees, all white space one space."""
    text = strip_unprintable(html.unescape(text), lines=True)
    return " ".join(text.translate(str.maketrans("", "", "*_`\\")).split())


@by_file(REAL)
def test_a_real_ad_is_known_for_what_it_is(reader: AdReader, label: dict[str, Any]) -> None:
    found = reader.read(text_of(label))
    assert found.is_pm is label["pm"]
    assert found.confidence > 0.5
    assert bool(found.title)


@pytest.mark.slow
@by_file([*REAL, *TUNING])
def test_every_quoted_line_is_a_line_of_the_ad(reader: AdReader, label: dict[str, Any]) -> None:
    text = text_of(label)
    said = bare(html_to_text(text) if looks_like_html(text) else text)
    lines = quoted(reader.read(text))
    assert lines
    for line in lines:
        assert bare(line) in said


@pytest.mark.slow
@by_file([*REAL, *TUNING])
def test_weights_add_up_and_each_has_its_lines(reader: AdReader, label: dict[str, Any]) -> None:
    found = reader.read(text_of(label))
    if label["pm"]:
        assert found.weights
    assert not found.weights or sum(found.weights.values()) == pytest.approx(1)
    assert set(found.weights) <= set(reader.catalog.competencies)
    assert all(found.lines_of(one) for one in found.weights)
    areas = {one.id: one.area for one in reader.catalog.competencies.values()}
    assert sum(found.area_weights(areas).values()) == pytest.approx(sum(found.weights.values()))


@by_file(REAL)
def test_boilerplate_is_no_reason_for_anything(reader: AdReader, label: dict[str, Any]) -> None:
    text = text_of(label)
    assert sum(one in text.lower() for one in BOILERPLATE) >= 3, "the ad has boilerplate"
    for line in reader.read(text).lines:
        if line.places:
            assert not any(one in line.text.lower() for one in BOILERPLATE)
        assert "health insurance" not in line.text.lower()


def test_the_real_pm_ad_weighs_every_area_by_lines_of_its_duties(reader: AdReader) -> None:
    text = PM_AD.read_text(encoding="utf-8")
    found = reader.read(text)
    assert found.title == "18F - Product Manager (IT Specialist)"
    areas = found.area_weights({one.id: one.area for one in reader.catalog.competencies.values()})
    assert set(areas) == set(reader.catalog.areas)
    assert len([line for line in found.lines if line.places]) >= 15
    assert any(
        line.startswith("Create a product strategy and roadmap")
        for line in found.lines_of("rdm-direction")
    )
    assert found.framework == "team-agile"
    assert found.ad_certificate == "none"


def test_an_ad_that_demands_a_certificate_says_so(reader: AdReader) -> None:
    found = reader.read(text_of({"file": "tuning/parcel-product-owner-safe.txt"}))
    assert found.is_pm
    assert found.ad_certificate == "demanded"
    assert found.framework == "scaled-unconfirmed"

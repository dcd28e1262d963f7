"""Whose job an ad is for: profession, role variant, stage."""

from __future__ import annotations

import pytest

from pmcoach.catalog.ad_lexicon import AdVocabulary, Profession, StageSigns
from pmcoach.catalog.parse import Catalog
from pmcoach.jobad.classify import (
    Classification,
    choose_stage,
    classify_ad,
    compile_signs,
    find_title,
)
from pmcoach.jobad.sections import AdPart, make_heading_matcher, split_sections
from tests.jobad.making import small_ads

ADS = small_ads()


def parts_of(text: str, ads: AdVocabulary = ADS) -> list[AdPart]:
    return split_sections(text, make_heading_matcher(ads))


def judged(text: str, breadth: float = 0.0) -> Classification:
    return classify_ad(ADS, compile_signs(ADS), parts_of(text), breadth)


def title(text: str) -> tuple[str, str]:
    return find_title(compile_signs(ADS), parts_of(text))


PM_DUTIES = "## Tasks\n- Own the roadmap\n- Prioritise the backlog\n- Keep the product vision\n"
PROJECT_DUTIES = "## Tasks\n- Write the project plan\n- Gantt charts\n- Keep the project budget\n"


@pytest.mark.parametrize(
    ("text", "line", "profession"),
    [
        ("# Product Manager (m/f/d)\nWe row", "Product Manager (m/f/d)", "pm"),
        (
            "Menu\nLog in\nSenior product manager, ferries\n",
            "Senior product manager, ferries",
            "pm",
        ),
        ("senior product manager, ferries\n", "", ""),
        ("Senior Product Manager, Ferries\n", "Senior Product Manager, Ferries", "pm"),
        ("Product Marketing Manager", "Product Marketing Manager", "pm"),
        ("Marketing Manager", "Marketing Manager", "marketing"),
        ("Project Manager for product managers", "Project Manager for product managers", "project"),
        (
            "We are hiring a product manager for our ferries.",
            "We are hiring a product manager for our ferries.",
            "pm",
        ),
        ("You work with product managers.\nProject Manager", "Project Manager", "project"),
        ("Boatswain", "", ""),
        ("", "", ""),
    ],
)
def test_the_title_is_the_line_that_names_a_profession(
    text: str, line: str, profession: str
) -> None:
    assert title(text) == (line, profession)


def test_a_title_far_below_is_none() -> None:
    assert title("We row\n" * 40 + "Product Manager") == ("", "")


def test_a_line_with_a_title_beats_a_sentence_with_one_above_it() -> None:
    text = "We are looking for a project manager or the like.\nProduct Manager"
    assert title(text) == ("Product Manager", "pm")


def test_title_and_duties_of_a_pm_make_a_pm_ad() -> None:
    found = judged(f"Product Manager\n{PM_DUTIES}")
    assert (found.is_pm, found.profession, found.title) == (
        True,
        "product manager",
        "Product Manager",
    )
    assert found.confidence > 0.9


def test_title_and_duties_of_another_make_another() -> None:
    found = judged(f"Project Manager\n{PROJECT_DUTIES}")
    assert (found.is_pm, found.profession) == (False, "project manager")
    assert found.confidence > 0.9


def test_many_duties_outweigh_the_title() -> None:
    more = PROJECT_DUTIES + "".join(f"- Project budget of ferry {one}\n" for one in "abcdefg")
    found = judged(f"Product Manager\n{more}")
    assert (found.is_pm, found.profession) == (False, "project manager")
    assert found.title == "Product Manager"


def test_a_few_duties_of_others_do_not_outweigh_the_title() -> None:
    assert judged(f"Product Manager\n{PM_DUTIES}- Write the project plan\n").is_pm


def test_duties_in_boilerplate_are_nobodys() -> None:
    text = f"Product Manager\n{PROJECT_DUTIES.replace('Tasks', 'About us')}"
    assert judged(text).is_pm


def test_what_shows_no_sign_is_nobodys() -> None:
    found = judged("We row\nYou row\nAll row")
    assert (found.is_pm, found.profession, found.title) == (False, "", "")
    assert found.confidence == pytest.approx(0.5)


def test_without_a_title_the_breadth_of_the_duties_tells() -> None:
    text = "You do a bit of it all"
    assert judged(text, 1.0).is_pm
    assert judged(text, 1.0).confidence > judged(text, 0.5).confidence > 0.5
    assert not judged(f"Project Manager\n{text}", 1.0).is_pm


@pytest.mark.parametrize("text", ["", "Product Manager", f"Project Manager\n{PM_DUTIES}" * 9])
def test_confidence_is_from_a_half_to_one(text: str) -> None:
    assert 0.5 <= judged(text, 0.3).confidence <= 1


# Stage


def stage(text: str, catalog: Catalog, years: int | None = None, ads: AdVocabulary = ADS) -> str:
    signs, parts = compile_signs(ads), parts_of(text, ads)
    return choose_stage(ads, catalog, signs, parts, find_title(signs, parts)[0], years)


@pytest.mark.parametrize(
    ("text", "years", "expected"),
    [
        ("Junior Product Manager", None, "entry"),
        ("Junior Product Manager", 9, "entry"),
        ("Senior Product Manager", 0, "senior"),
        ("Head Product Manager", None, "senior"),
        ("Senior Product Manager (or junior)", None, "senior"),
        ("Product Manager", 0, "entry"),
        ("Product Manager", 1, "entry"),
        ("Product Manager", 2, "independent"),
        ("Product Manager", 5, "independent"),
        ("Product Manager", 6, "senior"),
        ("Product Manager", 20, "senior"),
        ("Product Manager", None, "independent"),
        ("", None, "independent"),
    ],
)
def test_the_stage_is_of_the_title_else_of_the_years(
    catalog: Catalog, text: str, years: int | None, expected: str
) -> None:
    assert stage(text, catalog, years) == expected


def test_phrases_tell_the_stage_where_neither_title_nor_years_do(catalog: Catalog) -> None:
    ads = small_ads(
        stage=(
            StageSigns(stage="entry", signals=("first job",), years=0),
            StageSigns(stage="senior", signals=("lead others",), years=6),
        )
    )
    assert stage("Product Manager\nThis may be your first job", catalog, None, ads) == "entry"
    assert stage("Product Manager\n## Benefits\nYour first job", catalog, None, ads) == "senior"


@pytest.mark.parametrize("stages", [(), (StageSigns(stage="captain", years=0),)])
def test_without_stages_of_the_catalog_it_is_the_default(
    catalog: Catalog, stages: tuple[StageSigns, ...]
) -> None:
    ads = small_ads(stage=stages)
    assert stage("Captain Product Manager", catalog, 3, ads) == catalog.default_stage.id


# Signs of content


def test_words_of_other_jobs_are_no_titles() -> None:
    ads = small_ads(
        profession=(
            Profession(id="pm", title="product manager", pm=True, titles=("product manager",)),
            Profession(id="dev", title="developer", titles=("product developer",)),
        )
    )
    signs = compile_signs(ads)
    assert find_title(signs, parts_of("Head of Product Development", ads)) == ("", "")
    assert find_title(signs, parts_of("Product Developer", ads))[1] == "dev"

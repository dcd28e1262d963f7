"""Years, certificates, frameworks, tools, industries: asked, wished, or only named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.catalog.ad_lexicon import AdVocabulary, Certificate, Delivery, NamedTerm, Topic
from pmcoach.jobad import extraction
from pmcoach.jobad.sections import AdPart
from pmcoach.jobad.tokens import stem_words
from tests.jobad.making import small_ads

ADS: AdVocabulary = small_ads(
    certificate=(
        Certificate(
            id="popm", title="SAFe POPM", names=("SAFe POPM", "POPM"), credential="safe-popm"
        ),
        Certificate(id="cspo", title="CSPO", names=("CSPO", "Certified Scrum Product Owner")),
    ),
    delivery=(
        Delivery(
            id="safe", title="SAFe", names=("SAFe", "Scaled Agile"), defines_roles=True, scaled=True
        ),
        Delivery(id="scrum", title="Scrum", names=("Scrum",)),
    ),
    tool=(
        NamedTerm(id="jira", title="Jira", names=("Jira",)),
        NamedTerm(id="sql", title="SQL", names=("SQL",)),
    ),
    industry=(
        Topic(id="health", title="Health", phrases=("hospital", "health care")),
        Topic(id="bank", title="Banking", phrases=("bank",)),
    ),
)


def part(line: str, section: str = "requirements") -> AdPart:
    return AdPart(line, section, tuple(stem_words(line)))


def years(line: str, section: str = "requirements") -> tuple[int, int | None] | None:
    found = extraction.extract_years([part(line, section)])
    assert found is None or found.line == line
    return (found.least, found.most) if found else None


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("5+ years of experience", (5, None)),
        ("5 + years in product", (5, None)),
        ("Five years of experience", (5, None)),
        ("five (5) years of work", (5, None)),
        ("3-5 years of experience", (3, 5)),
        ("3 – 5 years in product", (3, 5)),
        ("two to four years of experience", (2, 4)),
        ("2 to 4 yrs experience", (2, 4)),
        ("At least 3 years' experience", (3, None)),
        ("A year of experience", (1, None)),
        ("A year or two of experience", (1, None)),
        ("7 or more years of product work", (7, None)),
        ("0-1 years of experience", (0, 1)),
        ("Minimum 10 years managing products", (10, None)),
        ("1 year of experience", (1, None)),
        ("TWELVE YEARS of experience", (12, None)),
        ("Experience: 4 years", (4, None)),
        ("8 full years of experience", (8, None)),
        ("3\u00a0years of experience", (3, None)),
        ("3   -   5   years   of experience", (3, 5)),
    ],
)
def test_years_are_read_in_figures_and_words(line: str, asked: tuple[int, int | None]) -> None:
    assert years(line) == asked


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("We were founded 20 years ago and work in product", "other"),
        ("In the last 12 years we have developed ferries", "other"),
        ("A fixed contract of 2 years to begin the work", "other"),
        ("The appointment is for 2 years, with work from home", "other"),
        ("For 40 years we have managed ferries", "requirements"),
        ("Over 150 years of experience", "requirements"),
        ("Sabbatical after 5 years of work", "benefits"),
        ("Our ferry line turns 30 years of work in product this spring", "other"),
        ("Grew 12.5 years", "other"),
        ("$3 years of work", "requirements"),
        ("Years of experience", "requirements"),
        ("3 months of experience", "requirements"),
        ("3 yearlings", "requirements"),
        ("", "requirements"),
    ],
)
def test_years_of_something_else_are_not_asked(line: str, section: str) -> None:
    assert years(line, section) is None


@pytest.mark.parametrize("line", ["ſeven years of experience", "fıve years of experience"])
def test_letters_that_fold_to_others_are_no_numbers(line: str) -> None:
    assert years(line) is None


def test_of_several_years_those_of_product_work_count_else_the_most() -> None:
    lines = [part("3 years of sales experience"), part("5 years of experience in all")]
    found = extraction.extract_years(lines)
    assert found is not None
    assert found.least == 5
    found = extraction.extract_years([*lines, part("2 years of product experience")])
    assert found is not None
    assert (found.least, found.line) == (2, "2 years of product experience")


@given(
    st.lists(
        st.sampled_from(
            [
                "5",
                "five",
                "a",
                "years",
                "year",
                "yrs",
                "+",
                "-",
                "to",
                "or",
                "(",
                ")",
                " ",
                "\t",
                "product",
                "experience",
                "more",
                "99",
                "0",
                "of",
                "ſ",
                "٣",
                "²",
            ]
        ),
        max_size=25,
    ).map("".join)
)
@settings(derandomize=True, max_examples=400)
def test_years_are_found_in_whatever_line(scraps: str) -> None:
    asked = years(scraps)
    assert asked is None or 0 <= asked[0] <= extraction.MOST_YEARS
    planted = "20 years of product experience"
    assert years(f"{scraps} and {planted} and {scraps}") == (20, None)


def test_a_gap_of_thousands_of_spaces_is_read_like_a_short_one() -> None:
    assert extraction.YEARS.search(f"5{' ' * 5_000}x") is None
    assert extraction.YEARS.search(f"5{' ' * 5_000}years") is not None


# Certificates


@pytest.mark.parametrize(
    ("line", "section", "asked"),
    [
        ("A CSPO certificate is required", "other", "demanded"),
        ("You must have CSPO", "duties", "demanded"),
        ("CSPO certificate", "requirements", "demanded"),
        ("CSPO is a plus", "requirements", "preferred"),
        ("CSPO, nice to have", "other", "preferred"),
        ("CSPO certificate", "wishes", "preferred"),
        ("CSPO is not required", "requirements", "mentioned"),
        ("A CSPO would be a plus but is not required", "requirements", "preferred"),
        ("We pay for your CSPO", "requirements", "mentioned"),
        ("Two of us hold a CSPO", "duties", "mentioned"),
        ("CSPO required", "benefits", "mentioned"),
        ("CSPO is a plus", "company", "mentioned"),
    ],
)
def test_a_certificate_is_asked_by_its_line_else_by_its_section(
    line: str, section: str, asked: str
) -> None:
    (found,) = extraction.extract_certificates(ADS, [part(line, section)])
    assert (found.id, found.asked, found.lines) == ("cspo", asked, (line,))


def test_the_strongest_of_several_lines_holds_and_all_are_quoted() -> None:
    lines = ["We pay for your POPM", "SAFe POPM is a plus"]
    (found,) = extraction.extract_certificates(ADS, [part(one) for one in lines])
    assert (found.id, found.asked, found.lines) == ("popm", "preferred", tuple(lines))
    assert found.credential == "safe-popm"


def test_no_certificate_is_none() -> None:
    assert (
        extraction.extract_certificates(ADS, [part("A certificate is required"), part("cspo popm")])
        == []
    )


# Frameworks, tools, industries


@pytest.mark.parametrize(
    "line", ["We work by SAFe", "SAFe® is how we plan", "the scaled agile framework", "(SAFe)"]
)
def test_safe_is_a_framework_that_defines_roles(line: str) -> None:
    (found,) = extraction.extract_frameworks(ADS, [part(line)])
    assert (found.id, found.defines_roles, found.lines) == ("safe", True, (line,))


@pytest.mark.parametrize(
    "line", ["A safe place to work", "Safe journeys", "SAFETY first", "unSAFe", "STAY SAFE"]
)
def test_safe_is_a_word_too(line: str) -> None:
    assert extraction.extract_frameworks(ADS, [part(line)]) == []


def test_a_framework_without_roles_of_its_own_defines_none() -> None:
    (found,) = extraction.extract_frameworks(ADS, [part("We run Scrum, more or less")])
    assert (found.id, found.defines_roles) == ("scrum", False)


@pytest.mark.parametrize("line", ["Certified Scrum Product Owner", "SAFe POPM wanted"])
def test_a_framework_inside_the_name_of_a_certificate_is_not_named(line: str) -> None:
    assert extraction.extract_frameworks(ADS, [part(line)]) == []
    assert extraction.extract_certificates(ADS, [part(line)])


def test_names_come_in_the_order_of_the_content_with_their_lines() -> None:
    lines = [part("SQL and Jira"), part("more SQL"), part("MySQL")]
    found = extraction.extract_mentions(ADS.tool, lines)
    assert [(one.id, one.lines) for one in found] == [
        ("jira", ("SQL and Jira",)),
        ("sql", ("SQL and Jira", "more SQL")),
    ]


def test_topics_come_by_the_number_of_their_lines() -> None:
    lines = ["You know the bank", "Work in hospitals", "Health care, and hospitals"]
    found = extraction.extract_topics(ADS.industry, [part(one) for one in lines])
    assert [(one.id, one.title, one.lines) for one in found] == [
        ("health", "Health", tuple(lines[1:])),
        ("bank", "Banking", (lines[0],)),
    ]

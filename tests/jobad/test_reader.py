"""From bytes or text to a parsed ad: whatever comes in, a parsed ad or a clear refusal comes out."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmcoach.catalog.ad_lexicon import Lexicon, Profession, StageSigns, Variant
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.parse_ad_lexicon import AdWords
from pmcoach.jobad.parsed_ad import AdLine, NotAnAd, ParsedAd
from pmcoach.jobad.reader import (
    MOST_BYTES,
    MOST_TEXT,
    AdReader,
    decode_ad,
    drop_repeats,
    make_reader,
)
from tests.jobad.making import COMMON, small_ads

RULE = settings(
    derandomize=True,
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LEXICONS = {
    "rdm-prioritise": Lexicon(competency="rdm-prioritise", strong=("prioritise backlog",)),
    "mkt-voice": Lexicon(competency="mkt-voice", strong=("talk to customers",)),
    "stk-align": Lexicon(competency="stk-align", strong=("align stakeholders",)),
    "lau-price": Lexicon(competency="lau-price", strong=("set prices",)),
}
VARIANT = Variant(role="product-marketing", titles=("product marketing",), signals=("set prices",))
AD = """Senior Product Manager

About us
We are the team of a small ferry line. We talk to customers at the quay.

## What you will do
- Prioritise the backlog of our booking site
- Talk to customers, on board as well as on land
- Align the stakeholders in all of the harbours
- Hold the lamp

## Requirements
- 4 to 6 years of experience with work such as this
- Talk to customers, on board as well as on land

## Benefits
- Health insurance, and we talk to customers about it
"""


def words_for(**changes: object) -> AdWords:
    return AdWords(small_ads(variant=(VARIANT,), **changes), LEXICONS, {})


@pytest.fixture(scope="module")
def reader(catalog: Catalog) -> AdReader:
    return make_reader(catalog, words_for())


def refusal(reader: AdReader, text: str) -> str:
    with pytest.raises(NotAnAd) as refused:
        reader.read(text)
    (line,) = str(refused.value).splitlines()
    return line


def sound(parsed_ad: ParsedAd, text: str) -> None:
    """What holds of any parsed ad: weights of 1, lines of the ad, nothing that steers a terminal."""
    weights = parsed_ad.weights
    assert not weights or sum(weights.values()) == pytest.approx(1)
    assert 0.5 <= parsed_ad.confidence <= 1
    said = " ".join(text.split())
    quotes = [line.text for line in parsed_ad.lines]
    for quoted in [*quotes, parsed_ad.years.line] if parsed_ad.years else quotes:
        assert " ".join(quoted.split()) in said
        assert not any(
            unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"}
            for char in quoted
            if char not in "\u200c\u200d\t"
        )


# A whole ad


def test_an_ad_is_read_whole(reader: AdReader) -> None:
    found = reader.read(AD)
    assert (found.is_pm, found.title, found.profession) == (
        True,
        "Senior Product Manager",
        "product manager",
    )
    assert found.stage == "senior"
    assert found.years is not None
    assert (found.years.least, found.years.most) == (4, 6)
    assert found.weights == pytest.approx(
        {"rdm-prioritise": 1 / 3, "mkt-voice": 1 / 3, "stk-align": 1 / 3}
    )
    assert found.lines_of("mkt-voice") == ["Talk to customers, on board as well as on land"]
    assert [line.text for line in found.lines if not line.places] == [
        "Hold the lamp",
        "4 to 6 years of experience with work such as this",
    ]
    sound(found, AD)


def test_boilerplate_is_quoted_nowhere(reader: AdReader) -> None:
    quoted = " ".join(line.text for line in reader.read(AD).lines)
    assert "Health insurance" not in quoted
    assert "at the quay" not in quoted


def test_the_title_is_no_line_of_the_work(reader: AdReader) -> None:
    assert "Senior Product Manager" not in [line.text for line in reader.read(AD).lines]


def test_what_the_page_says_twice_counts_once(reader: AdReader) -> None:
    once, twice = reader.read(AD), reader.read(f"{AD}\n\n{AD.upper()}")
    assert twice.weights.keys() == once.weights.keys()
    assert len(twice.lines_of("mkt-voice")) == 1


def test_the_same_ad_as_a_page_reads_the_same(reader: AdReader) -> None:
    body = "".join(
        f"<li>{line[2:]}</li>"
        if line.startswith("- ")
        else f"<h2>{line[3:]}</h2>"
        if line.startswith("## ")
        else f"<p>{line}</p>"
        for line in AD.splitlines()
        if line
    )
    page = (
        f"<html><head><title>Jobs</title></head><body><nav><a>Set prices</a></nav>{body}"
        "<footer>We set prices</footer></body></html>"
    )
    assert reader.read(page).weights == reader.read(AD).weights
    assert reader.read(page).years == reader.read(AD).years


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x0c", "\x85"])
def test_every_kind_of_line_end_ends_a_line(reader: AdReader, end: str) -> None:
    assert reader.read(AD.replace("\n", end)) == reader.read(AD)


def test_the_nearest_role_follows_title_and_duties(reader: AdReader) -> None:
    assert reader.read(AD).role in reader.catalog.roles
    marketing = AD.replace("Senior Product Manager", "Senior Product Marketing Manager").replace(
        "Hold the lamp", "Set the prices"
    )
    assert reader.read(marketing).role == "product-marketing"


def test_an_ad_for_another_job_is_read_all_the_same(reader: AdReader) -> None:
    text = AD.replace("Senior Product Manager", "Project Manager").replace(
        "Hold the lamp", "Keep the project plan and the project budget"
    )
    found = reader.read(text)
    assert (found.is_pm, found.profession) == (False, "project manager")
    assert found.weights


def test_an_ad_of_which_nothing_is_placed_weighs_nothing(reader: AdReader) -> None:
    found = reader.read("Product Manager\n" + "You will hold the lamp for all of us.\n" * 3)
    assert found.is_pm
    assert found.weights == {}


# What is no ad


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\x00\x1b", "<html><body><p></p></body>"])
def test_nothing_is_said_to_be_nothing(reader: AdReader, text: str) -> None:
    assert "empty" in refusal(reader, text)


@pytest.mark.parametrize("text", ["Product manager wanted", "ad.txt", "12345", "?!", "a b c"])
def test_too_little_is_said_to_be_too_little(reader: AdReader, text: str) -> None:
    assert "too little" in refusal(reader, text)


def test_too_much_is_said_to_be_too_much(reader: AdReader) -> None:
    assert "too long" in refusal(reader, "You will row the ferry. " * (MOST_TEXT // 24 + 1))


@pytest.mark.parametrize(
    "text",
    [
        "Produktmanager gesucht: Sie sprechen mit Kunden und planen, was wir als Nächstes bauen.",
        "Nous cherchons une personne qui parle avec les clients et qui dit ce que nous devons faire.",
        "Ищем менеджера продукта, который говорит с покупателями и решает, что делать, а что нет",
        "製品マネージャー を 募集 して います 顧客 と 話し 次 に 何 を 作る か 決め ます よろしく",
    ],
)
def test_another_language_is_said_and_not_guessed(reader: AdReader, text: str) -> None:
    assert "not seem to be in English" in refusal(reader, text)


def test_words_of_another_language_outweigh_the_few_that_it_shares(catalog: Catalog) -> None:
    ads = words_for(foreign=("und", "die", "wir"))
    text = "Wir und die in und die an und die will und wir und die so und wir haben was und die"
    assert "English" in refusal(make_reader(catalog, ads), text)


def test_a_pack_without_words_for_ads_says_so(catalog: Catalog) -> None:
    for words in (AdWords(None, LEXICONS, {}), replace(words_for(), lexicons={})):
        with pytest.raises(NotAnAd, match="no \\[ads\\] table"):
            make_reader(catalog, words)


@pytest.mark.parametrize("pm", [True, False])
def test_a_pack_that_knows_one_kind_of_job_only_says_so(catalog: Catalog, pm: bool) -> None:
    kinds = tuple(Profession(id=one, title=one, pm=pm) for one in "ab")
    with pytest.raises(NotAnAd, match="pm = true"):
        make_reader(catalog, words_for(profession=kinds))


def test_what_the_catalog_does_not_have_is_passed_over(catalog: Catalog) -> None:
    words = words_for(stage=(StageSigns(stage="captain", titles=("senior",), years=0),))
    ads = words.ads
    assert ads is not None
    pirate = Variant(role="pirate", titles=("product manager",), signals=("hold lamp",))
    found = make_reader(
        catalog, replace(words, ads=ads.model_copy(update={"variant": (pirate,)}))
    ).read(AD)
    assert found.role in catalog.roles
    assert found.stage in catalog.stages


# Anything


CONTROLS = "\x1b[31m\x07\x9b2J\u202e\u200b\ufeff\x00\u2066"


def test_control_characters_never_come_out(reader: AdReader) -> None:
    text = AD.replace("Talk", f"Ta{CONTROLS}lk").replace("Senior", f"{CONTROLS}Senior")
    found = reader.read(text)
    assert not any(char in repr(found) for char in CONTROLS if not char.isprintable())
    assert found.title.endswith("Senior Product Manager")


fragments = st.one_of(
    st.sampled_from(COMMON),
    st.text(max_size=8),
    st.sampled_from(
        [
            "\n",
            "\n\n",
            "\n- ",
            "\n# ",
            ": ",
            ". ",
            "\t",
            "**",
            "|",
            "\r",
            "\u2028",
            "Product Manager",
            "Project Manager",
            "Requirements",
            "Benefits",
            "About us",
            "talk to customers",
            "prioritise the backlog",
            "5+ years",
            "ſix years",
            "two to four years of experience",
            "required",
            "<p>",
            "</p>",
            "<html>",
            "<!--",
            "<![x[",
            "<h2>",
            "</nav>",
            "<nav>",
            "&#0;",
            "&#x202e;",
            "&amp;",
            CONTROLS,
        ]
    ),
)


@given(st.lists(fragments, max_size=80).map(" ".join))
@RULE
def test_any_text_is_a_reading_or_a_refusal(reader: AdReader, text: str) -> None:
    english = f"{text} you will do all of this with us and it is what we are about in the team"
    for one in (text, english):
        try:
            found = reader.read(one)
        except NotAnAd:
            continue
        assert not found.weights or sum(found.weights.values()) == pytest.approx(1)
        if not any(char in one for char in "<&*_`\\[") and one.replace("\n", " ").isprintable():
            sound(found, one)


@pytest.mark.parametrize(
    "text",
    [
        "5" + " " * 3000 + "x",
        "[" * 3000,
        "](" * 3000,
        "\t" * 3000 + ".",
        "a:" * 2000,
        "<html><p><p>" + "<!--" * 500,
        "<html><p><p>" + "<" * 3000,
        "&" * 3000 + "<p><p><p>",
        "<html><body><p>" * 500,
        "<html><p><p><![word[odd ]]>",
        "<html><p><p><![if !supportLists]>odd<![endif]>",
    ],
    ids=lambda text: f"{text[:16]!r} and more",
)
def test_no_text_is_too_odd(reader: AdReader, text: str) -> None:
    """Each of these once was, or might be, more than a pattern or a parser can take."""
    reader.read(f"{AD}\n{text}")


# Bytes


@given(
    st.one_of(
        st.binary(max_size=300),
        st.tuples(
            st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"%PDF", b"{\\rtf"]),
            st.binary(max_size=100),
        ).map(b"".join),
    )
)
@RULE
def test_any_bytes_are_a_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode_ad(data)
    except NotAnAd:
        return
    text.encode("utf-8")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_text_in_any_common_coding_is_read(coding: str) -> None:
    text = "Café: you will talk to the customers of “ours”" if coding != "latin-1" else "Café"
    assert decode_ad(text.encode(coding)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 and more",
        b"PK\x03\x04word",
        b"\x89PNG\r\n",
        b"{\\rtf1 hello}",
        b"MZ\x00\x01",
        b"\xff\xfe\x00\xd8",
        bytes(range(128, 256)),
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
    ],
)
def test_what_is_no_text_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotAnAd, match="not text"):
        decode_ad(data)


def test_what_is_said_twice_counts_where_it_stands_first() -> None:
    lines = [AdLine(text, "duties") for text in ("Row", "Steer", "row", "Moor")]
    assert drop_repeats(lines) == [lines[0], lines[1], lines[3]]


def test_a_novel_is_too_long() -> None:
    with pytest.raises(NotAnAd, match="too long"):
        decode_ad(b"x" * (MOST_BYTES + 1))


def test_what_a_terminal_would_obey_goes_whole(catalog: Catalog) -> None:
    reader = make_reader(catalog, words_for())
    red = "\x1b[31mPrioritise\x1b[0m the backlog"
    found = reader.read(AD.replace("Prioritise the backlog", red))
    assert "Prioritise the backlog of our booking site" in [one.text for one in found.lines]

"""Ads in a journal and in words: what is old or damaged is passed over, what is kept comes back."""

from __future__ import annotations

import json
import string
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.coach import fit
from pmcoach.coach.export import render
from pmcoach.coach.fitting import as_values
from pmcoach.coach.report import report
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import AdLine, Mention, NotAnAd, ParsedAd, Years
from pmcoach.report import job_ad
from pmcoach.state.job_ads import read_table, reading_table
from pmcoach.state.journal import fold_journal
from pmcoach.store.atomic_io import StoreError
from tests.coach.made_ads import LINES, WHOLE, ad, aimed

RULE = settings(derandomize=True, max_examples=200, deadline=None)

# Old and damaged events


def test_competencies_that_the_content_has_no_more_are_passed_over(session: Session) -> None:
    aimed(session, ad(*LINES, AdLine("Row", "duties", ("row",), 1.0), set_weights={"mend": 0.5}))
    assert set(session.target.weights) == set(session.catalog.competencies)
    assert sum(session.target.weights.values()) == pytest.approx(1)
    assert session.target.weights["lau-price"] == pytest.approx(0.75)
    known = set(session.catalog.competencies)
    values = as_values(session, session.journal.ads[session.journal.ad].reading)
    assert {one["id"] for one in values["competencies"]} <= known  # type: ignore[attr-defined]
    assert render(report(session), "markdown")


def test_competencies_that_became_one_are_one_place_of_a_line(session: Session) -> None:
    ident = aimed(session, ad(AdLine("Row", "duties", ("row", "paddle"), 1.0)))
    events = session.store.journal_events()
    renamed = {"row": "lau-price", "paddle": "lau-price"}
    (line,) = fold_journal(events, renamed).ads[ident].reading.lines
    assert line.places == ("lau-price",)


@pytest.mark.parametrize(("role", "stage"), [("pirate", "captain"), ("", "")])
def test_a_role_that_the_content_has_not_is_the_default(
    session: Session, role: str, stage: str
) -> None:
    aimed(session, ad(role=role, stage=stage))
    assert session.target.role == session.catalog.default_role.id
    assert session.target.stage == session.catalog.default_stage.id
    assert report(session).ad is not None


def test_former_ids_are_present_ones(session: Session) -> None:
    ident = aimed(session, ad(AdLine("Row", "duties", ("row",), 1.0), role="rower"))
    fit.move_line(session, ident, 0, "row")
    fit.weigh(session, ident, "mend", 0.25)
    events = session.store.journal_events()
    renamed = {"row": "lau-price", "mend": "lau-plan", "rower": "technical", "cox": "catch-all"}
    kept = fold_journal(events, renamed).ads[ident].reading
    assert (kept.weights, kept.role) == ({"lau-price": 0.75, "lau-plan": 0.25}, "technical")
    fit.set_role(session, ident, "cox")
    events = session.store.journal_events()
    assert fold_journal(events, renamed).ads[ident].reading.role == "catch-all"


def test_a_name_in_the_file_is_shown_on_one_line(session: Session) -> None:
    session.tell_journal("ad-kept", ad="x", name="a\nb\x1b" + "c" * 99, reading=GOOD)
    (kept,) = fit.kept_ads(session)
    assert kept.name == "a b" + "c" * 77


GOOD = reading_table(ad())
NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    "table",
    [
        None,
        7,
        "x",
        [],
        {},
        {**GOOD, "lines": 7},
        {**GOOD, "lines": [{"text": 3}]},
        {**GOOD, "is_pm": "perhaps"},
        {**GOOD, "set_weights": {"lau-price": "much"}},
        {**GOOD, "years": {"least": "many", "line": ""}},
        {**GOOD, "confidence": NAN},
        {**GOOD, "set_weights": {"lau-price": INF}},
        {**GOOD, "set_weights": {"lau-price": -1}},
        {**GOOD, "lines": [{"text": "a", "section": "", "places": ["x"], "weight": -1.0}]},
        {**GOOD, "lines": [{"text": "a", "section": "", "places": ["x"], "weight": INF}]},
        {key: value for key, value in GOOD.items() if key != "role"},
    ],
)
def test_an_ad_that_is_damaged_is_passed_over(session: Session, table: object) -> None:
    session.tell_journal("ad-kept", ad="bad", name="Bad", reading=table)
    session.tell_journal("ad-weighed", ad="bad", competency="lau-price", share=0.5)
    session.tell_journal("target-chosen", role="generalist", stage="entry", ad="bad")
    assert fit.kept_ads(session) == []
    assert session.target.title.startswith(session.catalog.roles["generalist"].title)
    assert report(session).ad is None


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("ad-line-moved", {"line": 99, "competency": "lau-price"}),
        ("ad-line-moved", {"line": -1, "competency": "lau-price"}),
        ("ad-line-moved", {"line": "2", "competency": "lau-price"}),
        ("ad-weighed", {"competency": "lau-price", "share": 7}),
        ("ad-weighed", {"competency": "lau-price", "share": NAN}),
        ("ad-weighed", {"competency": "lau-price", "share": "half"}),
        ("ad-named", {"name": 7}),
        ("ad-role", {}),
        ("ad-stage", {"stage": []}),
        ("ad-told", {"field": "framework", "value": "of our own"}),
        ("ad-sung", {"song": "x"}),
    ],
)
def test_a_correction_that_is_damaged_is_passed_over(
    session: Session, kind: str, data: dict[str, object]
) -> None:
    ident = aimed(session, ad())
    session.tell_journal(kind, ad=ident, **data)
    session.tell_journal(kind, ad="nobody", **data)
    kept = fit.find_ad(session, ident)
    assert (kept.reading, kept.name) == (ad(), "Ferry line")
    assert session.journal.context.framework is None


# Writing and reading


def readings(text: st.SearchStrategy[str]) -> st.SearchStrategy[ParsedAd]:
    some = st.lists(text, max_size=3).map(tuple)
    mentions = st.lists(
        st.builds(
            Mention,
            text,
            text,
            some,
            st.sampled_from(["demanded", "preferred", "mentioned"]),
            st.booleans(),
            text,
        ),
        max_size=2,
    ).map(tuple)
    return st.builds(
        ParsedAd,
        st.booleans(),
        st.floats(0, 1),
        text,
        text,
        text,
        text,
        st.lists(st.builds(AdLine, text, text, some, st.floats(0, 1)), max_size=4).map(tuple),
        st.none() | st.builds(Years, st.integers(0, 99), text, st.none() | st.integers(0, 99)),
        mentions,
        mentions,
        mentions,
        mentions,
        mentions,
        st.dictionaries(text, st.floats(0, 1), max_size=3),
    )


def through_a_file(reading: ParsedAd) -> ParsedAd | None:
    return read_table(tomllib.loads(tomli_w.dumps(reading_table(reading))))


@pytest.mark.slow
@given(readings(st.text(st.characters(exclude_categories=["Cc", "Cf", "Co", "Cs"]), max_size=9)))
@RULE
def test_any_reading_comes_back_from_the_file_as_it_was(reading: ParsedAd) -> None:
    assert through_a_file(reading) == reading


@given(
    readings(
        st.text(
            st.characters(exclude_categories=["Cs"])
            | st.sampled_from("\x1b\x9b\u202e\ufeff\x00\n"),
            max_size=9,
        )
    )
)
@RULE
def test_what_comes_back_steers_no_terminal(reading: ParsedAd) -> None:
    found = through_a_file(reading)
    assert found is not None
    assert not {"\x1b", "\x9b", "\u202e", "\ufeff", "\x00", "\n"} & set(
        json.dumps(reading_table(found), ensure_ascii=False)
    )


# Reading


def test_a_line_that_names_a_file_is_that_file(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "an ad.txt"
    file.write_text("Product Manager\n" + "You will own the roadmap with the team.\n" * 4, "utf-8")
    for line in (str(file), f"  '{file}'\n", f'"{file}"'):
        assert fit.read_text(session, line) == fit.read_file(session, file)


@pytest.mark.parametrize(
    "text",
    [
        "~nobody-of-this-name/ad.txt",
        "no/such/file.txt",
        "~",
        "/",
        "x" * 400,
        "a\x00b",
        "",
        "\ud800",
        string.punctuation,
    ],
)
def test_a_line_that_names_no_file_is_a_text_that_is_too_short(session: Session, text: str) -> None:
    with pytest.raises(NotAnAd):
        fit.read_text(session, text)


def test_what_cannot_be_read_is_one_clear_line(session: Session, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", tmp_path / ("x" * 300), Path("a\x00b")):
        with pytest.raises(StoreError) as refused:
            fit.read_file(session, path)
        assert "\n" not in str(refused.value)


# In words


def test_values_are_plain_json_with_every_key(session: Session) -> None:
    values = json.loads(json.dumps(as_values(session, WHOLE), allow_nan=False))
    assert list(values) == [
        "is_pm_ad",
        "confidence",
        "profession",
        "title",
        "role",
        "stage",
        "areas",
        "competencies",
        "years",
        "domain_knowledge",
        "certifications",
        "frameworks",
        "tools",
        "outside",
        "not_placed",
        "you",
    ]
    assert sum(one["weight"] for one in values["areas"]) == pytest.approx(1, abs=0.01)
    assert values["competencies"][0]["lines"]
    assert values["frameworks"][0]["needs_confirmation"]
    assert values["not_placed"] == ["Hold the lamp"]
    assert values["you"] is None


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (ad(confidence=0.95), "This is clearly an ad for product management."),
        (ad(confidence=0.75), "This is probably an ad for product management."),
        (ad(confidence=0.55), "This is perhaps an ad for product management."),
        (ad(is_pm=False, profession="engineer"), "it reads as one for an engineer."),
        (ad(is_pm=False, profession="designer"), "it reads as one for a designer."),
        (ad(is_pm=False, profession="user researcher"), "it reads as one for a user researcher."),
        (ad(is_pm=False, profession=""), "it reads as one for another job."),
        (replace(ad(), lines=(), title=""), "There is nothing in it that tells what the job is."),
    ],
)
def test_the_verdict_is_said_in_one_sentence(reading: ParsedAd, words: str) -> None:
    assert job_ad.verdict_words(reading).endswith(words)


def test_the_lines_beside_a_verdict_are_the_weightiest_each_once(session: Session) -> None:
    assert job_ad.ad_lines(session, "lau") == ()
    heavy = AdLine("Plan and price", "duties", ("lau-plan", "lau-price"), 1.0)
    aimed(
        session,
        ad(
            AdLine("A little plan", "wishes", ("lau-plan",), 0.3),
            AdLine("A plan", "duties", ("lau-plan",), 0.6),
            heavy,
        ),
    )
    assert job_ad.ad_lines(session, "lau") == ("Plan and price", "A plan")
    assert job_ad.ad_lines(session, "lau-price") == ("Plan and price",)
    assert job_ad.ad_lines(session, "stk") == ()

"""Ads in a journal and in words: what is old or damaged is passed over, what is kept comes back."""

from __future__ import annotations

import json
import tomllib

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.event_kinds import JournalKind
from pmcoach.coach.export import render_report
from pmcoach.coach.job_ad import (
    find_ad,
    move_ad_line,
    saved_ads,
    set_ad_role,
    set_ad_weight,
)
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import AdLine, Mention, ParsedAd, Years
from pmcoach.report.job_ad import ad_json
from pmcoach.state.job_ads import ad_table, read_ad_table
from pmcoach.state.journal import fold_journal
from tests.coach.made_ads import LINES, ad, aimed

RULE = settings(derandomize=True, max_examples=200, deadline=None)

# Old and damaged events


def test_competencies_that_the_content_has_no_more_are_passed_over(session: Session) -> None:
    aimed(session, ad(*LINES, AdLine("Row", "duties", ("row",), 1.0), set_weights={"mend": 0.5}))
    assert set(session.profile.target.weights) == set(session.catalog.competencies)
    assert sum(session.profile.target.weights.values()) == pytest.approx(1)
    assert session.profile.target.weights["lau-price"] == pytest.approx(0.75)
    known = set(session.catalog.competencies)
    values = ad_json(
        session.profile, session.profile.journal.ads[session.profile.journal.target_ad].parsed_ad
    )
    assert {one["id"] for one in values["competencies"]} <= known  # type: ignore[attr-defined]
    assert render_report(make_report(session), "markdown")


def test_competencies_that_became_one_are_one_place_of_a_line(session: Session) -> None:
    ident = aimed(session, ad(AdLine("Row", "duties", ("row", "paddle"), 1.0)))
    events = session.store.journal_events()
    renamed = {"row": "lau-price", "paddle": "lau-price"}
    (line,) = fold_journal(events, renamed).ads[ident].parsed_ad.lines
    assert line.places == ("lau-price",)


@pytest.mark.parametrize(("role", "stage"), [("pirate", "captain"), ("", "")])
def test_a_role_that_the_content_has_not_is_the_default(
    session: Session, role: str, stage: str
) -> None:
    aimed(session, ad(role=role, stage=stage))
    assert session.profile.target.role == session.catalog.default_role.id
    assert session.profile.target.stage == session.catalog.default_stage.id
    assert make_report(session).ad is not None


def test_former_ids_are_present_ones(session: Session) -> None:
    ident = aimed(session, ad(AdLine("Row", "duties", ("row",), 1.0), role="rower"))
    move_ad_line(session, ident, 0, "row")
    set_ad_weight(session, ident, "mend", 0.25)
    events = session.store.journal_events()
    renamed = {"row": "lau-price", "mend": "lau-plan", "rower": "technical", "cox": "catch-all"}
    kept = fold_journal(events, renamed).ads[ident].parsed_ad
    assert (kept.weights, kept.role) == ({"lau-price": 0.75, "lau-plan": 0.25}, "technical")
    set_ad_role(session, ident, "cox")
    events = session.store.journal_events()
    assert fold_journal(events, renamed).ads[ident].parsed_ad.role == "catch-all"


def test_a_name_in_the_file_is_shown_on_one_line(session: Session) -> None:
    session.append_to_journal("ad-saved", ad="x", name="a\nb\x1b" + "c" * 99, reading=GOOD)
    (kept,) = saved_ads(session)
    assert kept.name == "a b" + "c" * 77


GOOD = ad_table(ad())
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
    session.append_to_journal("ad-saved", ad="bad", name="Bad", reading=table)
    session.append_to_journal("ad-weight-set", ad="bad", competency="lau-price", share=0.5)
    session.append_to_journal("target-chosen", role="generalist", stage="entry", ad="bad")
    assert saved_ads(session) == []
    assert session.profile.target.title.startswith(session.catalog.roles["generalist"].title)
    assert make_report(session).ad is None


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("ad-line-moved", {"line": 99, "competency": "lau-price"}),
        ("ad-line-moved", {"line": -1, "competency": "lau-price"}),
        ("ad-line-moved", {"line": "2", "competency": "lau-price"}),
        ("ad-weight-set", {"competency": "lau-price", "share": 7}),
        ("ad-weight-set", {"competency": "lau-price", "share": NAN}),
        ("ad-weight-set", {"competency": "lau-price", "share": "half"}),
        ("ad-renamed", {"name": 7}),
        ("ad-role-set", {}),
        ("ad-stage-set", {"stage": []}),
        ("ad-detail-set", {"field": "framework", "value": "of our own"}),
        ("ad-sung", {"song": "x"}),
    ],
)
def test_a_correction_that_is_damaged_is_passed_over(
    session: Session, kind: JournalKind, data: dict[str, object]
) -> None:
    ident = aimed(session, ad())
    session.append_to_journal(kind, ad=ident, **data)
    session.append_to_journal(kind, ad="nobody", **data)
    kept = find_ad(session, ident)
    assert (kept.parsed_ad, kept.name) == (ad(), "Ferry line")
    assert session.profile.journal.context.framework is None


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
    return read_ad_table(tomllib.loads(tomli_w.dumps(ad_table(reading))))


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
        json.dumps(ad_table(found), ensure_ascii=False)
    )

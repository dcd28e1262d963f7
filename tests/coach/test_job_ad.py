"""Job ads that a profile keeps: corrected by events alone, weighed as a target, put away."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.export import render_report
from pmcoach.coach.home import save_home
from pmcoach.coach.job_ad import (
    choose_ad,
    confirm_framework,
    find_ad,
    move_ad_line,
    propose_name,
    read_ad_file,
    read_ad_text,
    remove_ad,
    rename_ad,
    save_ad,
    saved_ads,
    set_ad_role,
    set_ad_stage,
    set_ad_weight,
)
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.jobad.parsed_ad import AdLine, Demand, NotAnAd
from pmcoach.report.job_ad import ad_distance
from pmcoach.state.job_ads import LONGEST_NAME
from pmcoach.store.errors import StoreError
from tests.coach.made_ads import LINES, SAFE, WHOLE, ad, aimed, certificate
from tests.support import OpenSession, answer_badly, go_through


def journal(session: Session) -> str:
    return session.store.paths.journal.read_text(encoding="utf-8")


# Keeping and correcting


def test_a_kept_ad_is_the_same_after_a_restart(session: Session, reopen: OpenSession) -> None:
    ident = save_ad(session, WHOLE, " Ferry\n line ")
    for one in (session, reopen()):
        kept = find_ad(one, ident)
        assert (kept.name, kept.saved_on, kept.parsed_ad) == ("Ferry line", one.today, WHOLE)


def test_ads_are_listed_newest_first(session: Session) -> None:
    first, second = save_ad(session, ad(), "A"), save_ad(session, ad(), "B")
    assert [one.id for one in saved_ads(session)] == [second, first]


def test_corrections_are_added_and_nothing_is_rewritten(
    session: Session, reopen: OpenSession
) -> None:
    ident = save_ad(session, ad())
    before = journal(session)
    move_ad_line(session, ident, 2, "mkt-voice")
    move_ad_line(session, ident, 0, "")
    set_ad_weight(session, ident, "stk-align", 0.5)
    rename_ad(session, ident, "Other name")
    set_ad_role(session, ident, "catch-all")
    set_ad_stage(session, ident, "entry")
    assert journal(session).startswith(before)
    assert [one.kind for one in session.store.journal_events()] == [
        "ad-saved",
        "ad-line-moved",
        "ad-line-moved",
        "ad-weight-set",
        "ad-renamed",
        "ad-role-set",
        "ad-stage-set",
    ]
    kept = find_ad(reopen(), ident)
    assert [line.places for line in kept.parsed_ad.lines] == [
        (),
        ("stk-align", "lau-price"),
        ("mkt-voice",),
    ]
    assert kept.parsed_ad.weights == pytest.approx(
        {"stk-align": 0.5, "mkt-voice": 1 / 3, "lau-price": 1 / 6}
    )
    assert (kept.name, kept.parsed_ad.role, kept.parsed_ad.stage) == (
        "Other name",
        "catch-all",
        "entry",
    )


def test_a_weight_is_left_to_the_lines_again(session: Session) -> None:
    ident = save_ad(session, ad())
    set_ad_weight(session, ident, "stk-align", 0.9)
    set_ad_weight(session, ident, "stk-align", None)
    assert find_ad(session, ident).parsed_ad == ad()


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_weight_that_is_none_is_refused_and_not_written(session: Session, share: float) -> None:
    ident = save_ad(session, ad())
    before = journal(session)
    with pytest.raises(ValueError, match="0 to 100%"):
        set_ad_weight(session, ident, "lau-price", share)
    assert journal(session) == before


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("", "Product Manager"),
        (" \n", "Product Manager"),
        ("x\x1b[31m\u202ey", "x[31my"),
        ("n" * 200, "n" * LONGEST_NAME),
    ],
)
def test_a_name_is_one_clean_line_and_never_empty(session: Session, given: str, name: str) -> None:
    ident = save_ad(session, ad(), given)
    assert find_ad(session, ident).name == name
    rename_ad(session, ident, " ")
    assert find_ad(session, ident).name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("## Product Manager:", "Product Manager"),
        ("", "An ad for a product manager"),
        ("***", "An ad for a product manager"),
    ],
)
def test_a_name_is_proposed(title: str, name: str) -> None:
    assert propose_name(ad(title=title)) == name


@pytest.mark.parametrize(
    ("profession", "name"),
    [
        ("engineer", "An ad for an engineer"),
        ("", "An ad for a job"),
    ],
)
def test_an_ad_without_a_title_is_named_after_its_profession(profession: str, name: str) -> None:
    assert propose_name(ad(title="", profession=profession)) == name


# The target


def test_an_ad_as_the_target_weighs_as_its_lines_do(session: Session) -> None:
    ident = aimed(session, ad())
    target = session.profile.target
    assert {one: w for one, w in target.weights.items() if w} == pytest.approx(ad().weights)
    assert sum(target.weights.values()) == pytest.approx(1)
    assert (target.role, target.stage) == ("technical", "senior")
    assert target.title.startswith("Ferry line, ")
    move_ad_line(session, ident, 2, "mkt-voice")
    assert session.profile.target.weights["mkt-voice"] == pytest.approx(1 / 3)
    set_ad_stage(session, ident, "entry")
    assert session.profile.target.stage == "entry"


def test_results_advice_and_plan_are_held_against_the_ad(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    set_situation(session, "hours_per_week", 4.0)
    start_assessment(session, "standard")
    go_through(session, answer_badly)
    finish_assessment(session)
    before = {step.step.id for step in session.profile.plan.steps}
    aimed(
        session,
        ad(AdLine("Price it", "duties", ("lau-price",), 1.0), role="generalist", stage="entry"),
    )
    weights = {one.subject: one.weight for one in session.profile.result.skill.values()}
    assert weights["lau-price"] > 0
    assert not any(weight for one, weight in weights.items() if one != "lau-price")
    heavy = [gap.subject for gap in session.profile.findings.gaps if gap.weight > 0]
    assert set(heavy) <= {"lau-price", "lau"}
    assert heavy
    after = session.profile.plan.steps
    assert after
    assert {step.step.id for step in after} != before
    assert ad_distance(session.profile, ad()).known > 0


def test_the_name_of_the_ad_is_shown_wherever_the_target_is(session: Session) -> None:
    aimed(session, WHOLE, "Ferry line")
    assert save_home(session).target.startswith("Ferry line, ")
    whole = make_report(session)
    assert whole.target.startswith("Ferry line, ")
    assert "assumed" not in whole.target
    assert whole.ad is not None
    assert sum(one.weight_percent for one in whole.ad.places) == pytest.approx(100, abs=0.3)
    for form in ("markdown", "html", "json", "manager", "manager-markdown"):
        assert "Ferry line" in render_report(whole, form)
    for form in ("markdown", "html"):
        assert LINES[0].text in render_report(whole, form)


def test_a_role_after_an_ad_is_a_role_again(session: Session) -> None:
    aimed(session, ad())
    choose_target(session, "generalist", "entry")
    assert session.profile.journal.target_ad == ""
    assert make_report(session).ad is None
    assert session.profile.target == session.profile.target_with("generalist", "entry")


def test_an_ad_with_no_placed_line_weighs_as_its_role(session: Session) -> None:
    aimed(session, ad(AdLine("Hold the lamp", "duties")))
    assert (
        session.profile.target.weights == session.profile.target_with("technical", "senior").weights
    )
    choose_target(session, "technical", "senior")
    role = session.profile.target
    aimed(session, ad(AdLine("Hold the lamp", "duties")))
    assert session.profile.target.weights == role.weights


def test_putting_the_target_away_leaves_its_role(session: Session, reopen: OpenSession) -> None:
    first, second = aimed(session, ad()), save_ad(session, ad(), "B")
    remove_ad(session, second)
    assert session.profile.journal.target_ad == first
    set_ad_role(session, first, "catch-all")
    remove_ad(session, first)
    for one in (session, reopen()):
        assert saved_ads(one) == []
        assert (
            one.profile.journal.target_ad,
            one.profile.target.role,
            one.profile.target.stage,
        ) == (
            "",
            "catch-all",
            "senior",
        )
    with pytest.raises(KeyError):
        choose_ad(session, first)


# The context


def test_what_an_ad_says_holds_while_it_is_the_target(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    set_situation(session, "domain", "Baking")
    set_situation(session, "framework", "none")
    set_situation(session, "experience", "new")
    aimed(session, WHOLE)
    told = session.profile.journal.context
    assert (told.domain, told.framework, told.ad_certificate, told.experience) == (
        "Shipping",
        "scaled-unconfirmed",
        "preferred",
        "new",
    )
    choose_target(session, "generalist", "entry")
    told = session.profile.journal.context
    assert (told.domain, told.framework, told.ad_certificate) == ("Baking", "none", None)


def test_what_is_told_of_an_ad_holds_for_that_ad_alone(session: Session) -> None:
    first, second = save_ad(session, WHOLE, "A"), save_ad(session, WHOLE, "B")
    choose_ad(session, first)
    set_situation(session, "domain", "Whaling")
    set_situation(session, "ad_certificate", "demanded")
    set_situation(session, "hours_per_week", 5.0)
    assert session.profile.journal.context.domain == "Whaling"
    choose_ad(session, second)
    told = session.profile.journal.context
    assert (told.domain, told.ad_certificate, told.hours_per_week) == ("Shipping", "preferred", 5.0)
    choose_target(session, "generalist", "entry")
    assert session.profile.journal.context.domain is None
    choose_ad(session, first)
    assert session.profile.journal.context.ad_certificate == "demanded"
    set_situation(session, "domain", None)
    assert session.profile.journal.context.domain is None


@pytest.mark.parametrize(
    ("asked", "kind"), [("demanded", "demanded"), ("preferred", "no"), ("mentioned", "no")]
)
def test_a_certificate_that_the_ad_demands_is_a_reason(
    session: Session, asked: Demand, kind: str
) -> None:
    aimed(session, ad(certificates=(certificate(asked),)))
    assert session.profile.hiring.kind == kind


def hiring_kind(session: Session) -> str:
    return session.profile.hiring.kind


def test_a_framework_named_is_no_exception_until_it_is_confirmed(session: Session) -> None:
    ident = aimed(session, ad(frameworks=(SAFE,), role="scaled-framework"))
    assert hiring_kind(session) == "ask"
    assert not session.profile.hiring.is_yes
    confirm_framework(session, ident, confirmed=True)
    assert hiring_kind(session) == "exception"
    assert session.profile.hiring.is_yes
    confirm_framework(session, ident, confirmed=False)
    assert hiring_kind(session) == "ask"
    other = aimed(session, ad(frameworks=(SAFE,), role="scaled-framework"), "B")
    confirm_framework(session, ident, confirmed=True)
    assert session.profile.journal.target_ad == other
    assert hiring_kind(session) == "ask", "another employer confirmed it"


# Reading


def test_a_line_that_names_a_file_is_that_file(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "an ad.txt"
    file.write_text("Product Manager\n" + "You will own the roadmap with the team.\n" * 4, "utf-8")
    for line in (str(file), f"  '{file}'\n", f'"{file}"'):
        assert read_ad_text(session, line) == read_ad_file(session, file)


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
        read_ad_text(session, text)


def test_what_cannot_be_read_is_one_clear_line(session: Session, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", tmp_path / ("x" * 300), Path("a\x00b")):
        with pytest.raises(StoreError) as refused:
            read_ad_file(session, path)
        assert "\n" not in str(refused.value)

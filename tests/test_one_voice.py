"""The screens, the plain prompts, the commands and the exports say the same of a profile."""

from __future__ import annotations

import html
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pmcoach.cli import cli
from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.history import read_history
from pmcoach.coach.home import make_home
from pmcoach.coach.plan import complete_step, mark_step
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.export.html import to_html
from pmcoach.export.manager import to_manager_html, to_manager_markdown
from pmcoach.export.markdown import to_markdown
from pmcoach.plain.app import converse
from pmcoach.plain.console import Console
from pmcoach.report.home import what_next
from pmcoach.report.panel import NO_PANEL, panel_words
from pmcoach.report.plan import why_no_step
from pmcoach.report.questions import progress_now
from pmcoach.store.content import shipped_folder
from tests.plain.support import GO, PLAN, RESULTS, Script
from tests.support import answer_badly, answer_well, find_present, go_through
from tests.tui.support import coach

pytestmark = pytest.mark.slow

MEASURE = "first.measure"
"""What a plan begins with where much is unknown, so that it is never without a step."""


def flat(text: str) -> str:
    """The text with all white space made one space, so that wrapping doesn't matter."""
    return " ".join(text.split())


def run(home: Path, *words: str) -> str:
    """What a command prints."""
    runner = CliRunner(env={"PMCOACH_HOME": str(home), "COLUMNS": "200"})
    completed = runner.invoke(cli, words, prog_name="pmcoach")
    assert completed.exit_code == 0, completed.output
    return flat(completed.stdout)


def talk(home: Path, *lines: str, content: Path | None = None) -> str:
    """What the plain prompts say to these lines."""
    spoken = io.StringIO()
    converse(Console(Script(lines), spoken), lambda: open_session(home=home, content=content))
    return flat(spoken.getvalue())


def nothing_known(session: Session) -> None:
    """A target, and no answer."""


def no_gap(session: Session) -> None:
    """A first sketch in which everything is answered well, and no wish to measure more."""
    start_assessment(session, "sketch")
    go_through(session, answer_well)
    finish_assessment(session)
    mark_step(session, MEASURE, "dropped")


def every_step_done(session: Session) -> None:
    """Gaps whose steps are done, and no wish to measure more."""
    start_assessment(session, "sketch")
    go_through(session, answer_badly, 3)
    go_through(session, answer_well)
    finish_assessment(session)
    for _ in range(5):
        for dated in session.profile.plan.steps:
            complete_step(session, dated.step.id)
    mark_step(session, MEASURE, "dropped")
    assert session.profile.findings.gaps
    assert not session.profile.plan.open_gaps


def nothing_fits(session: Session) -> None:
    """Gaps, and no hour a week for them."""
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    set_situation(session, "hours_per_week", 0.0)


@pytest.mark.parametrize("situation", [nothing_known, no_gap, every_step_done, nothing_fits])
async def test_everyone_gives_the_same_reason_for_a_plan_without_steps(
    home: Path, situation: Callable[[Session], None]
) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    situation(session)
    reason, report = why_no_step(session.profile), make_report(session)
    assert reason
    session.close()

    assert reason in run(home, "plan")
    assert reason in run(home, "next")
    assert json.loads(run(home, "plan", "--json"))["why_no_step"] == reason
    assert reason in talk(home, PLAN)
    for write in (to_markdown, to_manager_markdown, to_html, to_manager_html):
        assert reason in flat(write(report)), write.__name__
    async with coach(home) as running:
        await running.press("p")
        await running.on("plan")
        await running.shows(reason)


def test_the_reasons_for_a_plan_without_steps_differ(home: Path) -> None:
    reasons = set()
    for number, situation in enumerate((nothing_known, no_gap, every_step_done, nothing_fits)):
        session = open_session(home=home, profile=f"person-{number}")
        choose_target(session, "generalist", "entry")
        situation(session)
        reasons.add(why_no_step(session.profile))
        session.close()
    assert len(reasons) == 4


async def test_a_question_gone_back_to_has_its_own_number_everywhere(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_well, 4)
    total = progress_now(session.profile).total
    session.close()

    async with coach(home) as running:
        await running.press("enter")
        await running.on("question")
        await running.shows(f"5 of about {total}")
        for number in (4, 3, 2):
            await running.press("b")
            await running.shows(f"{number} of about {total}")
    heard = talk(home, GO, "b", "b", "b", "m")
    positions = [heard.index(f"Question {number} of about {total}") for number in (5, 4, 3, 2)]
    assert positions == sorted(positions)


async def test_how_much_of_an_area_is_met_is_one_figure_everywhere(home: Path) -> None:
    session = open_session(home=home)
    weights = {"stakeholders": 0.0, "market": 50.0, "launch": 50.0, "roadmaps": 0.0}
    areas = list(session.catalog.areas)
    own = dict(zip(areas, weights.values(), strict=True))
    custom = next(role.id for role in session.catalog.roles.values() if role.custom)
    choose_target(session, custom, "entry", own)
    start_assessment(session, "quick")
    for item in _ladders_and_checks(session):
        answer_well(session, item)
    finish_assessment(session)
    report, trend = make_report(session), read_history(session).trend
    summary = make_home(session)
    session.close()

    figures = {area.title: area.met_percent for area in report.areas}
    weightless = [area for area in areas if not own[area]]
    assert all(figures[session.catalog.areas[area].title] is not None for area in weightless)
    assert {area.title: area.met for area in summary.areas} == figures
    for area in areas:
        [share] = trend[area]
        percent = None if share is None else round(100 * share)
        assert percent == figures[session.catalog.areas[area].title]
    status = run(home, "status")
    async with coach(home, (120, 40)) as running:
        for title, percent in figures.items():
            words = "not known" if percent is None else f"{percent}% of the target met"
            assert f"{title}: {words}" in status
            await running.shows(title)
            if percent is not None:
                await running.shows(f"{percent}%")


def _ladders_and_checks(session: Session) -> list[str]:
    """A ladder and a check in each area, whatever the target weighs."""
    items: list[str] = []
    for competencies in session.catalog.competencies_of.values():
        first = competencies[0].id
        items += [f"{first}.ladder", session.catalog.checks_of[first][0].id]
    return items


async def test_a_step_done_with_its_proof_leaves_the_same_behind_everywhere(tmp_path: Path) -> None:
    states = {}
    for front_end in ("command", "plain", "screens"):
        home = tmp_path / front_end
        session = open_session(home=home)
        choose_target(session, "generalist", "entry")
        start_assessment(session, "sketch")
        go_through(session, answer_badly)
        finish_assessment(session)
        place, step = next(
            (place, dated.step)
            for place, dated in enumerate(session.profile.plan.steps)
            if dated.planned.closes
        )
        session.close()
        if front_end == "command":
            run(home, "done", step.id, "--proof", "Five themes")
        elif front_end == "plain":
            # The step; it is done; then field by field, the result third.
            fields = ("", "", "Five themes", "2026-03-02", "", "")
            talk(home, PLAN, str(place + 1), "2", *fields, "1", "1", "b")
        else:
            async with coach(home, (120, 60)) as running:
                await running.press("p")
                await running.on("plan")
                await running.press(*["down"] * place)
                await running.press("d")
                await running.on("record")
                await running.press("tab", "tab", *"Five themes")
                await running.press("ctrl+s")
                await running.on("confirm")
        after = open_session(home=home, write=False).profile
        [record] = after.evidence.values()
        states[front_end] = (after.journal.steps, record.step, record.result, record.competency)
        assert record.did == step.title
    assert states["command"] == states["plain"] == states["screens"]
    assert "done" in states["command"][0].values()


async def test_what_to_do_next_is_one_sentence_everywhere(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    answer_well(session, find_present(session))
    action = what_next(make_home(session))
    session.close()
    assert action.words in talk(home)
    async with coach(home, (120, 40)) as running:
        await running.shows(f"{action.title} {action.about}")


PANEL = """
[panel]
version = "2025.1"
who = "six product managers"
readers = 6
first_day = 2026-05-03
last_day = 2026-05-20
items = 100
[panel.with_situation]
answer = [372, 400]
[panel.options_only]
answer = [41, 100]
"""


@pytest.mark.parametrize("has_panel", [False, True])
async def test_who_checked_the_questions_is_one_sentence_everywhere(
    home: Path, tmp_path: Path, has_panel: bool
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(shipped_folder(), pack)
    if has_panel:
        (pack / "panel.toml").write_text(PANEL, encoding="utf-8")
    session = open_session(home=home, content=pack)
    choose_target(session, "generalist", "entry")
    set_situation(session, "hours_per_week", 4.0)  # so that the ending asks nothing
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    sentence, report = panel_words(session.catalog), make_report(session)
    session.close()

    assert (sentence == NO_PANEL) is not has_panel
    assert ("93% of 400 answers matched the keys (90 to 95%)" in sentence) is has_panel
    for write in (to_markdown, to_manager_markdown, to_html, to_manager_html):
        page = html.unescape(flat(write(report)))
        assert sentence in page, write.__name__
        assert not has_panel or NO_PANEL not in page
    exported = run(home, "--content", str(pack), "export", "--format", "json")
    assert json.loads(exported)["disclaimer"] == sentence
    assert sentence in talk(home, RESULTS, content=pack)
    async with coach(home, (120, 60), pack) as running:
        for where, *arguments in (("results",), ("ending",), ("help", "home")):
            await running.app.push_screen(running.app.make_screen(where, *arguments))
            await running.on(where)
            await running.press(*(["end"] if where == "help" else []))
            await running.shows(sentence)
            await running.app.pop_screen()
            await running.on("home")

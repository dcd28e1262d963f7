"""Results, the argued verdicts, the hiring verdict and the plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, skip_question, start_assessment
from pmcoach.coach.report import make_report
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.report.credentials import ALL_CERTIFICATES, all_credential_lines, fact_words
from pmcoach.report.home import NextAction
from pmcoach.report.plan import plan_line
from pmcoach.report.steps import step_sections
from pmcoach.report.verdicts import (
    CLEAR,
    LEAVES,
    ROUTES_TITLE,
    SETTLES,
    hiring_line,
    verdict_line,
)
from pmcoach.report.wording import KIND_WORDS, hours, step_cost
from pmcoach.state.profile import Profile
from pmcoach.tui.commands import opening_action
from pmcoach.tui.screens import results
from pmcoach.tui.screens.verdict import VerdictScreen
from pmcoach.tui.widgets.menu import Menu
from tests.support import answer_badly, go_through
from tests.tui.support import Running, coach, saved

LINE = 96
"""Cells that a line of a list takes at most on a wide screen."""


async def opened(running: Running, key: str, where: str) -> None:
    """From home to a screen by its key."""
    await running.press(key)
    await running.on(where)


async def test_the_largest_gaps_come_first_heaviest_first(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        await opened(running, "r", "results")
        await running.shows("The largest gaps")
        verdicts = make_report(saved(demo)).verdicts
        places = [
            running.text.index(f"{v.title}: {v.facet} {v.level} of {v.target}") for v in verdicts
        ]
    assert len(places) > 1
    assert places == sorted(places)


async def test_enter_on_a_gap_opens_its_verdict(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        await opened(running, "r", "results")
        await running.press("down", "enter")
        await running.on("verdict")
        second = make_report(saved(demo)).verdicts[1]
        await running.shows(f"{second.title}: {second.facet}", second.rule)
        await running.press("escape")
        await running.on("results")
        menu = running.app.screen.query_one(Menu)
        opens_second = opening_action("verdict", second.key)
        assert menu.current_id == opens_second, "coming back lost the place"


async def test_enter_on_a_competency_shows_it_in_full(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        await opened(running, "r", "results")
        first = saved(demo).catalog.competencies_of["stk"][0]
        await running.choose(opening_action("verdict", first.id))
        await running.on("verdict")
        assert isinstance(running.app.screen, VerdictScreen)
        assert running.app.screen.key == first.id
        await running.shows(first.title, " ".join(first.description.split()), "knowledge", "skill")


async def test_a_competency_without_a_gap_says_so(demo: Path) -> None:
    session = saved(demo)
    known_gaps = {gap.subject for gap in session.profile.findings.gaps}
    competencies = session.catalog.competencies_of["stk"]
    without_gap = next(one.id for one in competencies if one.id not in known_gaps)
    async with coach(demo, (120, 40)) as running:
        await opened(running, "r", "results")
        await running.choose(opening_action("verdict", without_gap))
        await running.on("verdict")
        await running.shows("No gap is known here.")


async def test_enter_on_the_line_about_getting_hired_opens_the_hiring_verdict(demo: Path) -> None:
    async with coach(demo) as running:
        await opened(running, "r", "results")
        await running.choose(opening_action("hiring"))
        await running.on("hiring")
        await running.shows(hiring_line(saved(demo).profile).headline)


async def test_results_with_nothing_answered_are_honest(home: Path) -> None:
    async with coach(home, (120, 40)) as running:
        await opened(running, "r", "results")
        await running.shows("Nothing is known yet", "not known")
        assert "0%" not in running.text


async def test_an_unknown_level_is_a_question_mark_and_never_an_empty_bar(home: Path) -> None:
    async with coach(home, (120, 40)) as running:
        await opened(running, "r", "results")
        titles = [one.title for one in saved(home).catalog.competencies_of["stk"]]
        for title in titles:
            line = next(line for line in running.lines if title[:20] in line)
            assert "k ?" in line
            assert "s ?" in line
            assert "□" not in line


async def test_a_verdict_shows_both_sides_what_was_rejected_and_what_would_change_it(
    demo: Path,
) -> None:
    session = saved(demo)
    line = verdict_line(session.profile, session.profile.top_verdicts[0])
    async with coach(demo, (120, 200)) as running:
        await opened(running, "r", "results")
        await running.press("enter")
        await running.on("verdict")
        await running.shows(
            line.rule, "What would change this: " + line.would_change, f"Rejected: {line.rejected}"
        )
        for reason in (*line.reasons_for, *line.reasons_against):
            await running.shows(" ".join(reason.text.split())[:60], reason.basis)
        assert running.text.index("+ ") < running.text.index("- ")


def tell_access(home: Path, access: str) -> Profile:
    """Change where the demo's person can practice; the profile as saved."""
    session = open_session(home=home)
    set_situation(session, "access", access)
    session.close()
    return saved(home).profile


async def test_a_verdict_turns_when_the_situation_that_it_hangs_on_changes(demo: Path) -> None:
    profile = tell_access(demo, "nothing")
    verdict = profile.top_verdicts[0]
    assert verdict.situation_decides
    [change] = verdict.flip
    line = verdict_line(profile, verdict)
    async with coach(demo, (120, 40)) as running:
        await opened(running, "r", "results")
        await running.press("enter")
        await running.on("verdict")
        await running.shows(
            f"{line.route.capitalize()}. A first level of skill", " ".join(line.certainty.split())
        )
        assert line.certainty.startswith("Leaning: ")
        await running.press("s")
        await running.on("situation")
        await running.choose(change.field)
        await running.on("values")
        await running.choose(str(change.answer))
        await running.on("situation")
        await running.press("escape")
        await running.on("verdict")
        await running.shows(f"{line.rejected.capitalize()}. A first level of skill")
    assert getattr(saved(demo).profile.journal.context, change.field) == change.answer


async def test_y_answers_the_one_question_that_settles_a_leaning_verdict(demo: Path) -> None:
    profile = tell_access(demo, "volunteer")
    line = verdict_line(profile, profile.top_verdicts[0])
    assert line.question_field == "training_taken"
    async with coach(demo, (120, 200)) as running:
        await opened(running, "r", "results")
        await running.press("enter")
        await running.on("verdict")
        await running.shows(
            " ".join(line.certainty.split()), f"{SETTLES} {line.question} Press [y] to answer."
        )
        await running.press("y")
        await running.on("values")
        await running.shows(line.question)
        await running.choose("course")
        await running.on("verdict")
        await running.shows(CLEAR)
        assert SETTLES not in running.text
    after = saved(demo).profile
    assert after.journal.context.training_taken == "course"
    assert after.top_verdicts[0].is_clear


async def test_leaving_the_question_that_settles_a_verdict_answers_nothing(demo: Path) -> None:
    tell_access(demo, "volunteer")
    async with coach(demo, (120, 200)) as running:
        await opened(running, "r", "results")
        await running.press("enter")
        await running.on("verdict")
        await running.press("y")
        await running.on("values")
        await running.press("escape")
        await running.on("verdict")
        await running.shows(SETTLES)
    assert saved(demo).profile.journal.context.training_taken is None


async def test_a_clear_verdict_has_no_question_and_y_asks_none(demo: Path) -> None:
    verdict = tell_access(demo, "job").top_verdicts[0]
    assert verdict.situation_decides
    async with coach(demo, (120, 200)) as running:
        await opened(running, "r", "results")
        await running.press("enter")
        await running.on("verdict")
        await running.shows(CLEAR)
        assert SETTLES not in running.text
        await running.press("y")
        assert running.where == "verdict"


async def test_a_verdict_lays_what_one_could_do_side_by_side(demo: Path) -> None:
    profile = saved(demo).profile
    line = verdict_line(profile, profile.top_verdicts[0])
    assert {True, False} == {row.is_advised for row in line.routes}
    async with coach(demo, (120, 200)) as running:
        await opened(running, "r", "results")
        await running.press("enter")
        await running.on("verdict")
        await running.shows(ROUTES_TITLE)
        for row in line.routes:
            mark = "▸ " if row.is_advised else ""
            facts = " · ".join((row.level, row.hours, row.weeks, row.cost))
            proof = " ".join(row.proof.split())
            await running.shows(f"{mark}{row.kind} {facts} {LEAVES}: {proof}")


async def test_the_hiring_verdict_argues_both_sides(demo: Path) -> None:
    line = hiring_line(saved(demo).profile)
    async with coach(demo, (120, 200)) as running:
        await opened(running, "c", "hiring")
        await running.shows(
            line.headline,
            "For and against a certificate",
            line.training_note,
            "What would change this: " + line.would_change,
        )
        for reason in (*line.reasons_for, *line.reasons_against):
            await running.shows(" ".join(reason.text.split())[:60])


async def test_every_certificate_stands_with_its_facts_where_they_are_from_and_what_is_unknown(
    home: Path,
) -> None:
    lines = all_credential_lines(saved(home).catalog)
    assert lines
    async with coach(home, (120, 400)) as running:
        await opened(running, "c", "hiring")
        await running.shows(ALL_CERTIFICATES)
        for line in lines:
            await running.shows(
                f"{line.title} {line.issuer}",
                *(f"{fact.label} {' '.join(fact_words(fact).split())}" for fact in line.facts),
                " ".join(line.unknown.split()),
            )


async def test_the_plan_lists_its_steps_in_order_and_shows_the_first_in_full(demo: Path) -> None:
    plan = plan_line(saved(demo).profile)
    assert len(plan.steps) > 2
    async with coach(demo, (120, 60)) as running:
        await opened(running, "p", "plan")
        rows = [line.strip(" │▌") for line in running.lines if re.match(r"[ ▸]*\d+\. ", line)]
        assert len(rows) == len(plan.steps)
        for number, (row, step) in enumerate(zip(rows, plan.steps, strict=True), 1):
            title, _, facts = row.partition(f"  {hours(step.hours)}, ")
            assert facts.endswith(f"by {step.end:%d %b}")
            if title != f"{number}. {step.title}":
                # One that is too long for its line is cut, and the line is full.
                assert title.endswith("…")
                assert f"{number}. {step.title}".startswith(title.removesuffix("…"))
                assert len(row) > LINE - 10
        await running.shows(
            *(
                " ".join(f"{heading} {text}".split())
                for heading, text in step_sections(plan.steps[0])
            )
        )


async def test_the_highlighted_step_is_the_one_in_full(demo: Path) -> None:
    plan = plan_line(saved(demo).profile)
    async with coach(demo, (120, 200)) as running:
        await opened(running, "p", "plan")
        await running.press("j", "down")
        await running.shows(" ".join(plan.steps[2].proof.split()))
        await running.press("k")
        await running.shows(" ".join(plan.steps[1].proof.split()))


async def test_an_exercise_brings_its_template_checklist_and_example_and_work_says_where(
    demo: Path,
) -> None:
    plan = plan_line(tell_access(demo, "nothing"))
    exercise = next(number for number, step in enumerate(plan.steps) if step.exercise)
    work = next(number for number, step in enumerate(plan.steps) if step.where)
    async with coach(demo, (120, 200)) as running:
        await opened(running, "p", "plan")
        for number in (exercise, work):
            await running.press("home", *["j"] * number)
            step = plan.steps[number]
            facts = (KIND_WORDS[step.kind], hours(step.hours), step_cost(step))
            await running.shows(
                f"{step.title} {' · '.join(facts)}",
                *(" ".join(f"{heading} {text}".split()) for heading, text in step_sections(step)),
            )
        headings = {heading for heading, _ in step_sections(plan.steps[exercise])}
        assert {"Template", "Checklist", "Example, for after your own draft"} <= headings


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_all_of_a_step_can_be_read_by_keyboard_on_a_small_screen(
    demo: Path, size: tuple[int, int]
) -> None:
    """What counts as done stands at the end of a step, below what fits."""
    plan = plan_line(saved(demo).profile)
    async with coach(demo, size) as running:
        await opened(running, "p", "plan")
        last = " ".join(plan.steps[0].benefits[-1].split())
        for key in ("tab", *["pagedown"] * 6, *["down"] * 20):
            if last in running.text:
                break
            await running.press(key)
        assert last in running.text


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (None, "Nothing is known yet"),
        (0.0, "No step fits the hours"),
    ],
)
async def test_a_plan_without_steps_says_why(home: Path, hours: float | None, said: str) -> None:
    if hours is not None:
        session = open_session(home=home)
        choose_target(session, "generalist", "entry")
        start_assessment(session, "sketch")
        go_through(session, answer_badly)
        set_situation(session, "hours_per_week", hours)
        session.close()
    async with coach(home) as running:
        await opened(running, "p", "plan")
        await running.shows(said)


async def test_with_answers_no_way_to_begin_is_worked_out(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the choice of a question, at every refresh."""

    def fail(profile: Profile) -> NextAction:
        raise AssertionError(f"worked out for {profile.target.title}")

    monkeypatch.setattr(results, "start_action", fail)
    async with coach(demo, (120, 40)) as running:
        await opened(running, "r", "results")
        await running.shows("The largest gaps")


async def test_where_every_question_was_skipped_results_offer_no_way_to_themselves(
    home: Path,
) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    go_through(session, skip_question)
    finish_assessment(session)
    session.close()
    async with coach(home, (120, 40)) as running:
        await opened(running, "r", "results")
        await running.shows("so there is nothing to advise")
        assert "See the results" not in running.text

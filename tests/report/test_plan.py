"""The plan in words: why it holds no step, what it was made within, and what another would change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.plan import accept_plan, mark_step, write_if_then
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.report.plan import (
    FORMER_STEP,
    changed_steps,
    effect_words,
    margin_words,
    plan_lead,
    plan_line,
    plan_lines,
    why_no_step,
)
from pmcoach.report.wording import costs_words
from pmcoach.state.plan import compare_plans
from tests.support import Clock, answer_badly, answer_well, go_through

MEASURE = "first.measure"


@pytest.fixture
def gapped(session: Session) -> Session:
    """A finished sketch with a gap wherever it asked, and time for steps."""
    choose_target(session, "generalist", "entry")
    set_situation(session, "access", "job")
    set_situation(session, "hours_per_week", 4.0)
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    return session


def test_a_plan_with_steps_has_no_reason_for_none(gapped: Session) -> None:
    assert gapped.profile.plan.steps
    assert why_no_step(gapped.profile) == ""


def test_where_nothing_is_known_the_first_sketch_is_the_way(session: Session) -> None:
    assert why_no_step(session.profile).startswith("Nothing is known yet. Begin: the first")


def test_where_nothing_is_missing_there_is_no_gap_to_plan_for(session: Session) -> None:
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_well)
    assert session.profile.result.known()
    assert why_no_step(session.profile) == "", "a sketch leaves much to measure"
    mark_step(session, MEASURE, "dropped")
    assert why_no_step(session.profile) == "There is no gap to plan for among what is known."


def test_where_the_step_for_every_gap_is_done_the_plan_says_so(gapped: Session) -> None:
    for step in gapped.catalog.steps:
        mark_step(gapped, step, "done")
    assert gapped.profile.plan.ids == ()
    assert gapped.profile.findings.gaps
    assert gapped.profile.plan.open_gaps == ()
    assert why_no_step(gapped.profile).startswith("For every gap that is known, the step is done.")


def test_where_there_is_no_time_no_step_fits(gapped: Session) -> None:
    set_situation(gapped, "hours_per_week", 0.0)
    assert gapped.profile.plan.open_gaps
    assert why_no_step(gapped.profile).startswith("No step fits the hours, the money")


def test_a_step_is_told_in_the_users_words_and_with_its_state(gapped: Session) -> None:
    step = next(dated.step.id for dated in gapped.profile.plan.steps if dated.planned.closes)
    write_if_then(gapped, step, "When I open the lid, I'll read.")
    mark_step(gapped, step, "doing")
    line = next(line for line in plan_line(gapped.profile).steps if line.id == step)
    assert (line.if_then, line.state, line.late) == (
        "When I open the lid, I'll read.",
        "doing",
        False,
    )
    assert line.closes
    assert line.benefits == tuple(f"Lifts {gap}." for gap in line.closes)


def test_a_plan_begins_with_measuring_where_much_is_unknown(gapped: Session) -> None:
    first, *others = plan_line(gapped.profile).steps
    assert (first.id, first.kind, first.closes) == (MEASURE, "measure", ())
    assert first.benefits == ("It shows what you don't know about yourself yet.",)
    assert {line.kind for line in others}.isdisjoint({"measure", "evidence"})


@pytest.mark.parametrize(
    ("gaps", "words"),
    [(0, ""), (1, " One gap stays open."), (2, " 2 gaps stay open.")],
)
def test_the_lead_counts_the_gaps_that_stay_open(gapped: Session, gaps: int, words: str) -> None:
    plan = plan_line(gapped.profile).model_copy(update={"left_open": ("a gap",) * gaps})
    made_within = f"4 hours a week for 12 weeks. {costs_words(plan)}"
    assert plan_lead(plan)[0] == f"{made_within}{words}"


def test_what_is_done_is_counted_and_listed_with_its_day(gapped: Session, clock: Clock) -> None:
    assert "done so far" not in plan_lead(plan_line(gapped.profile))[0]
    _, first, second, *_ = gapped.profile.plan.ids
    mark_step(gapped, second, "done")
    clock.moment += dt.timedelta(days=1)
    mark_step(gapped, first, "done")
    plan = plan_line(gapped.profile)
    days = [gapped.today - dt.timedelta(days=1), gapped.today]
    assert [(line.id, line.day, line.note) for line in plan.done] == [
        (second, days[0], ""),
        (first, days[1], ""),
    ]
    assert plan_lead(plan)[0].endswith(" 2 done so far.")
    assert list(plan_lines(plan))[-1] == f"Done {days[1]}: {plan.done[1].title}"


def test_what_was_done_as_a_former_step_is_done_and_says_so(gapped: Session) -> None:
    step = next(step for step in gapped.catalog.steps.values() if step.was)
    gapped.append_to_journal("step-marked", step=step.was[0], state="done")
    [line] = plan_line(gapped.profile).done
    assert (line.id, line.title, line.note) == (step.id, step.title, FORMER_STEP)
    assert step.id not in gapped.profile.plan.ids
    assert f"({FORMER_STEP})" in list(plan_lines(plan_line(gapped.profile)))[-1]


def test_the_lead_says_what_was_assumed_and_what_slipped(gapped: Session, clock: Clock) -> None:
    accept_plan(gapped, gapped.profile.plan)
    made, assumed = plan_lead(plan_line(gapped.profile))
    assert made.startswith("4 hours a week for")
    assert "moved to follow" not in made
    assert assumed.startswith("Assumed: $100 of your own money, ")
    clock.moment = clock.moment.replace(month=clock.moment.month + 1)
    assert "moved to follow" in plan_lead(plan_line(gapped.profile))[0]


def test_the_margin_says_what_more_would_add_and_what_did_not_fit(gapped: Session) -> None:
    words = margin_words(gapped.profile)
    assert words.startswith("One more hour a week would ")
    assert "100 dollars more would " in words
    set_situation(gapped, "hours_per_week", 0.0)
    assert "(no hours left)" in margin_words(gapped.profile)


def test_another_plan_is_told_by_its_effect_and_its_steps(gapped: Session) -> None:
    present = gapped.profile.plan
    shorter = gapped.profile.plan_with({"hours_per_week": 0.5})
    difference = compare_plans(present, shorter)
    assert effect_words(difference, present, shorter).endswith("less of your weighted gaps closed.")
    assert effect_words(compare_plans(present, present), present, present).endswith(
        "as much of your weighted gaps closed."
    )
    signs = [sign for sign, _, _ in changed_steps(difference)]
    assert signs.count("+") == len(difference.added)
    assert signs.count("-") == len(difference.left_out) > 0
    assert signs.count("~") == len(difference.moved)
    nothing = replace(present, steps=())
    assert effect_words(compare_plans(nothing, present), nothing, present) == (
        f"{len(present.steps)} steps."
    )

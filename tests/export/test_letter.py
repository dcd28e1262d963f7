"""The letter to an employer: what it asks for follows from the plan, and nothing private is in it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings

from pmcoach.assessment.evidence import Evidence
from pmcoach.coach.evidence import save_evidence, save_note
from pmcoach.coach.plan import write_if_then
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.coach.situation import set_situation
from pmcoach.export.letter import MOST_COURSES, MOST_USES, to_letter
from pmcoach.report.model import Report, StepLine
from pmcoach.report.wording import hours, money
from tests.coach.made_ads import ad, aimed
from tests.export.rendering import headings, kinds, words
from tests.export.samples import ANY_TEXT, DAY, answered, everything, filled, with_steps

NO_MONEY = "My plan needs no money from the company."
GAINS = "What the team gets:"
WITHOUT_BUDGET = "If the budget doesn't allow it:"
GREETING, END = "Dear ____,\n", "\nKind regards, ____\n"


def read(made: Report) -> str:
    """The words of the letter."""
    return " ".join(words(to_letter(made)))


def course(name: str, low: float = 400, high: float = 900) -> StepLine:
    """A course that the employer would pay for."""
    return filled(name, payer="employer", cost=(low, high), where="", needs_workplace=False)


@pytest.fixture
def paid(session: Session) -> Report:
    """The report of someone new whose employer pays, with a course in the plan."""
    set_situation(session, "experience", "new")
    set_situation(session, "employer_pays", "yes")
    set_situation(session, "access", "job")
    set_situation(session, "hours_per_week", 5.0)
    return answered(session, "sketch", "quick")


@pytest.fixture
def unpaid(session: Session) -> Report:
    """The report of someone new whose employer pays nothing."""
    set_situation(session, "experience", "new")
    set_situation(session, "employer_pays", "no")
    set_situation(session, "access", "job")
    set_situation(session, "hours_per_week", 5.0)
    return answered(session, "sketch", "quick")


def test_where_the_employer_pays_it_asks_for_the_course_in_the_plan(paid: Report) -> None:
    letter_words = read(paid)
    courses = [step for step in paid.plan.steps if step.payer == "employer"]
    assert [step.kind for step in courses] == ["course"]
    assert paid.target not in letter_words, "whom it goes to need not know what one aims at"
    assert "whether the company would pay for this training" in letter_words
    for step in courses:
        assert step.closes
        for part in (
            step.title.removesuffix(", paid for by your employer"),
            f"{hours(step.hours)}, between {step.start.isoformat()} and {step.end.isoformat()}",
            f"{money(step.cost)}. It covers {'; '.join(step.closes)}.",
        ):
            assert part in letter_words
    assert f"What it costs: {money(paid.plan.employer_cost)} in all, an estimate" in letter_words
    assert WITHOUT_BUDGET in letter_words
    assert NO_MONEY not in letter_words


def test_where_the_employer_pays_nothing_it_asks_for_time_alone(unpaid: Report) -> None:
    letter_words = read(unpaid)
    assert not [step for step in unpaid.plan.steps if step.payer == "employer"]
    assert NO_MONEY in letter_words
    assert "hours a week of learning time" in letter_words
    assert "$" not in letter_words
    assert "What it costs" not in letter_words
    assert WITHOUT_BUDGET not in letter_words
    assert "training" not in letter_words


def test_it_names_the_gaps_it_is_for_and_what_the_team_gets(paid: Report) -> None:
    letter_words = read(paid)
    assert paid.takeaways.gaps
    for gap in paid.takeaways.gaps:
        assert f"{gap.title}, {gap.facet}: {gap.level} of {gap.target}" in letter_words
    at_work = [
        step
        for step in paid.plan.steps
        if step.needs_workplace and step.where and step.payer != "employer"
    ]
    assert len(at_work) > MOST_USES
    assert GAINS in letter_words
    for step in at_work[:MOST_USES]:
        assert f"{step.title}, by {step.end.isoformat()}. You'll get: {step.proof}" in letter_words
    for step in at_work[MOST_USES:]:
        assert step.title not in letter_words


def test_where_no_step_is_done_at_work_the_team_is_promised_nothing(session: Session) -> None:
    set_situation(session, "access", "nothing")
    made = answered(session, "sketch", "quick")
    assert made.plan.steps
    assert not [step for step in made.plan.steps if step.needs_workplace]
    assert GAINS not in read(made)


def test_what_the_courses_cost_is_added_up_and_certain_where_it_is() -> None:
    alone = read(with_steps(everything("x"), course("One", 500, 500)))
    assert "would pay for this training:" in alone
    assert "What it costs: $500 in all. I don't need an exam" in alone
    two = read(with_steps(everything("x"), course("One", 500, 500), course("Two", 20, 60)))
    assert "would pay for two pieces of training:" in two
    assert "What it costs: $520 to $560 in all, an estimate" in two


def test_no_more_courses_are_asked_for_than_are_added_up() -> None:
    own = filled("Own", payer="you", cost=(7, 7), needs_workplace=False)
    courses = [course(f"Course {number}", 100, 100) for number in range(MOST_COURSES + 1)]
    letter_words = read(with_steps(everything("x"), *courses, own))
    assert "Course 1" in letter_words
    assert f"Course {MOST_COURSES}" not in letter_words
    assert "Own" not in letter_words
    assert "What it costs: $200 in all." in letter_words


def test_what_one_pays_oneself_is_not_asked_for() -> None:
    own = filled("Own", payer="you", cost=(5, 77), needs_workplace=False)
    letter_words = read(with_steps(everything("x"), own))
    assert NO_MONEY in letter_words
    assert "Own" not in letter_words
    assert "$" not in letter_words


@pytest.mark.parametrize("hours_per_week", [1.0, 2.5, 5.0])
@pytest.mark.parametrize("is_paid", [True, False])
def test_the_hours_are_said_as_everywhere_else(hours_per_week: float, is_paid: bool) -> None:
    made = with_steps(everything("x"), *([course("One")] if is_paid else []))
    plan = made.plan.model_copy(update={"hours_per_week": hours_per_week})
    letter_words = read(made.model_copy(update={"plan": plan}))
    per_week = "1 hour" if hours_per_week == 1 else f"{hours_per_week:g} hours"
    assert f"{per_week} a week of learning time" in letter_words


def test_the_letter_speaks_to_the_employer_and_not_of_one(paid: Report) -> None:
    """It is the reader who pays."""
    assert "your employer" not in read(paid)


def test_without_a_gap_it_claims_no_shortage() -> None:
    made = everything("x")
    takeaways = made.takeaways.model_copy(update={"gaps": ()})
    letter_words = read(made.model_copy(update={"takeaways": takeaways}))
    assert "I'm short of that role" not in letter_words


def test_names_stay_blanks_to_fill_in(paid: Report) -> None:
    letter = to_letter(paid)
    assert letter.startswith(GREETING)
    assert letter.endswith(END)
    assert letter.count("____") == 2
    assert "\n\n\n" not in letter


def test_the_blanks_are_there_in_the_page_that_is_made_of_it(paid: Report) -> None:
    letter = to_letter(paid)
    assert words(letter).count("____") + words(letter).count("____,") == 2
    assert "hr" not in kinds(letter), "a name is no rule across the page"


def test_nothing_private_is_in_it(session: Session) -> None:
    for field, setting in {
        "experience": "new",
        "employer_pays": "yes",
        "access": "job",
        "job_search": "hunting",
        "budget": 1234.0,
        "domain": "secret domain",
        "hours_per_week": 5.0,
    }.items():
        set_situation(session, field, setting)
    answered(session, "sketch", "quick")
    record = Evidence(
        "",
        "mkt-voice",
        "secret",
        "secret",
        "secret",
        DAY - dt.timedelta(days=9),
        "secret",
        "secret",
    )
    save_evidence(session, record)
    save_note(session, session.profile.state.order[0], "secret")
    for step in session.profile.plan.ids:
        write_if_then(session, step, "secret")
    made = make_report(session, ["all", "evidence", "notes", "answers"])
    assert made.evidence
    assert made.notes
    assert made.answers
    assert made.profile is not None
    assert "secret" in json.dumps(made.profile, default=str)
    letter = to_letter(made)
    assert "pay for" in letter
    for private in (
        "secret",
        "1,234",
        "1234",
        "applying",
        *(answer.ask for answer in made.answers[0].answers),
    ):
        assert private not in letter
    assert letter == to_letter(make_report(session)), "what is included makes no difference"


def test_an_employer_is_not_told_which_ad_one_aims_at(session: Session) -> None:
    """An ad is mostly another employer's, and its name says whose."""
    answered(session, "sketch")
    aimed(session, ad(), "Ferry line")
    made = make_report(session)
    assert "Ferry line" in made.target
    assert "Ferry line" not in to_letter(made)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_any_text_leaves_the_letter_whole(text: str) -> None:
    def write(word: str) -> str:
        steps = (filled(word), course(word), course(word))
        return to_letter(with_steps(everything(word), *steps))

    letter, harmless = write(f"x{text}"), write("x")
    assert headings(letter) == []
    assert kinds(letter) <= kinds(harmless) | {"text_special", "softbreak"}
    assert letter.startswith(GREETING)
    assert letter.endswith(END)
    assert letter.count("\n\n") == harmless.count("\n\n")

"""A clear ending: four questions the first time, then what was found, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from pmcoach.coach.report import make_report
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import set_situation
from pmcoach.report.model import TakeawayLine
from pmcoach.report.situation import FIRST_QUESTIONS, SITUATION, first_questions_lead
from pmcoach.report.takeaways import GAPS_TITLE
from pmcoach.report.wording import hours
from tests.support import answer_badly, answer_well, leave_last
from tests.tui.support import SIZES, Running, answer_keys, coach, fill_disk, saved


async def skip_the_rest(running: Running) -> None:
    """From home through the rest of the form, skipping."""
    await running.press("enter")
    await running.on("question")
    while running.where == "question":
        item = running.question.item
        await running.press("x")
        await running.leave(item)


async def to_the_end(running: Running) -> None:
    """From home through the rest of the form, skipping, where the situation is known."""
    await skip_the_rest(running)
    await running.on("ending")


async def first_question(running: Running, field: str) -> None:
    """Wait for one of the four questions about the situation, with why it is asked."""
    await running.on("values" if SITUATION[field].choices else "number")
    await running.shows(SITUATION[field].question, first_questions_lead(field))


def gap_words(gap: TakeawayLine) -> str:
    """One of the largest gaps as the ending says it, with what closes it."""
    return f"{gap.title}, {gap.facet} {gap.level} of {gap.target}: {gap.route}"


def one_left(home: Path, *, well: bool = False, situation_known: bool = True) -> str:
    """A sketch that has only its last question left; its item. Without ``situation_known`` the
    ending asks about the situation."""
    session = open_session(home=home)
    try:
        if situation_known:
            set_situation(session, "hours_per_week", 4.0)
        return leave_last(session, "sketch", answer_well if well else answer_badly)
    finally:
        session.close()


async def test_the_last_answer_finishes_the_form_and_shows_the_ending(home: Path) -> None:
    last = one_left(home)
    before = set(saved(home).profile.state.answers)
    async with coach(home, (120, 40)) as running:
        await running.press("enter")
        await running.on("question")
        items = await running.answer_to_the_end()
        await running.shows("First sketch finished", "First sketch: done.")
    assert items[0] == last
    session = saved(home)
    assert not session.profile.in_progress
    assert set(session.profile.state.answers) == before | set(items)


async def test_the_first_ending_asks_four_questions_and_the_advice_follows_from_them(
    home: Path,
) -> None:
    one_left(home, situation_known=False)
    async with coach(home, (120, 40)) as running:
        await skip_the_rest(running)
        await first_question(running, "access")
        before = make_report(saved(home)).takeaways
        await running.press("enter")
        await first_question(running, "job_search")
        await running.press("j", "enter")
        await first_question(running, "hours_per_week")
        await running.press("6", "enter")
        await first_question(running, "employer_pays")
        await running.press("j", "enter")
        await running.on("ending")
        session = saved(home)
        context = session.profile.journal.context
        assert (context.access, context.job_search) == ("nothing", "hunting")
        assert (context.hours_per_week, context.employer_pays) == (6.0, "no")
        takeaways = make_report(session).takeaways
        assert (before.gaps[0].route, takeaways.gaps[0].route) == ("Hands-on work", "Training")
        await running.shows(gap_words(takeaways.gaps[0]), "At 6 hours a week, your target is")


async def test_after_a_longer_form_the_four_questions_are_not_asked_again(home: Path) -> None:
    one_left(home, situation_known=False)
    async with coach(home, (120, 40)) as running:
        await skip_the_rest(running)
        for field in FIRST_QUESTIONS:
            await first_question(running, field)
            await running.press("enter")
        await running.on("ending")
        await running.press("enter")
        await running.on("question")
        await running.answer_to_the_end()
        await running.shows("Quick assessment finished")
        assert running.where == "ending"


@pytest.mark.parametrize("known", FIRST_QUESTIONS)
async def test_where_one_of_the_four_is_known_none_is_asked(home: Path, known: str) -> None:
    one_left(home, situation_known=False)
    session = open_session(home=home)
    set_situation(session, known, next(iter(SITUATION[known].choices), 4.0))
    session.close()
    async with coach(home, (120, 40)) as running:
        await skip_the_rest(running)
        await running.on("ending")
        await running.shows("First sketch: done.")
        assert running.where == "ending"


@pytest.mark.parametrize("answered", range(len(FIRST_QUESTIONS)))
async def test_leaving_one_of_the_four_leaves_them_all_and_keeps_what_was_answered(
    home: Path, answered: int
) -> None:
    one_left(home, situation_known=False)
    async with coach(home, (120, 40)) as running:
        await skip_the_rest(running)
        for field in FIRST_QUESTIONS[:answered]:
            await first_question(running, field)
            await running.press(*([] if SITUATION[field].choices else "5"), "enter")
        await first_question(running, FIRST_QUESTIONS[answered])
        await running.press("escape")
        await running.on("ending")
        await running.shows("First sketch: done.")
    context = saved(home).profile.journal.context
    stored = [getattr(context, field) is not None for field in FIRST_QUESTIONS]
    assert stored == [number < answered for number in range(len(FIRST_QUESTIONS))]


async def test_who_would_rather_not_say_is_asked_the_next_of_the_four(home: Path) -> None:
    one_left(home, situation_known=False)
    async with coach(home, (120, 40)) as running:
        await skip_the_rest(running)
        for field in FIRST_QUESTIONS:
            await first_question(running, field)
            await running.press(*(["end"] if SITUATION[field].choices else []), "enter")
        await running.on("ending")
    context = saved(home).profile.journal.context
    assert [getattr(context, field) for field in FIRST_QUESTIONS] == [None] * 4


async def test_the_ending_names_the_largest_gaps_one_step_and_what_not_to_buy(home: Path) -> None:
    one_left(home)
    async with coach(home, (120, 40)) as running:
        await to_the_end(running)
        found = make_report(saved(home))
        gaps, step = found.takeaways.gaps, found.plan.steps[0]
        assert len(gaps) == 3
        for number, (gap, verdict) in enumerate(zip(gaps, found.verdicts, strict=False), 1):
            assert (gap.title, gap.facet) == (verdict.title, verdict.facet)
            await running.shows(f"{number}. {gap_words(gap)}")
        reason = found.verdicts[0].reasons_for[0]
        assert found.takeaways.distance
        await running.shows(
            GAPS_TITLE,
            " ".join(f"+ {reason.text}".split()),
            f"Tonight: {step.title} ({hours(step.hours)})",
            f"Don't buy: {found.takeaways.not_to_buy}",
            found.takeaways.distance,
            "Go on: the quick assessment",
            "no panel of product managers has validated them",
        )
    assert step.hours[0] <= 2


@pytest.mark.parametrize("size", SIZES)
async def test_the_ending_begins_at_its_beginning(home: Path, size: tuple[int, int]) -> None:
    """The headline and the verdict come first; nobody should have to scroll up to find them."""
    one_left(home)
    async with coach(home, size) as running:
        await to_the_end(running)
        await running.pilot.pause(0.1)
        page = running.app.screen.query_one(".page", VerticalScroll)
        assert page.scroll_offset.y == 0
        await running.shows("First sketch: done.")


async def test_no_gap_is_invented_where_none_was_found(home: Path) -> None:
    one_left(home, well=True)
    async with coach(home, (120, 40)) as running:
        await to_the_end(running)
        await running.shows("No gap was found among what is known")
        assert GAPS_TITLE not in running.text


async def test_going_on_asks_nothing_twice(home: Path) -> None:
    one_left(home)
    async with coach(home, (120, 40)) as running:
        await to_the_end(running)
        await running.press("enter")
        await running.on("question")
        before = saved(home).profile.state.answers
        assert running.question.item not in before
        await running.press("escape")
        await running.on("home")
    session = saved(home)
    assert session.profile.form_kind == "quick"
    assert session.profile.state.answers == before


async def test_undo_on_the_ending_reopens_without_touching_the_finished_file(home: Path) -> None:
    one_left(home)
    async with coach(home) as running:
        await to_the_end(running)
        newest = saved(home).store.newest
        last = saved(home).profile.state.order[-1]
        assert newest is not None
        finished = newest.path.read_bytes()
        await running.press("u")
        await running.asks(last)
    session = saved(home)
    assert newest.path.read_bytes() == finished
    assert session.profile.in_progress
    assert last not in session.profile.state.answers


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("r", "results"),
        ("p", "plan"),
        ("e", "export"),
        ("c", "hiring"),
    ],
)
async def test_each_way_on_comes_back_to_the_ending(demo: Path, key: str, where: str) -> None:
    async with coach(demo) as running:
        await to_the_end(running)
        await running.press(key)
        await running.on(where)
        await running.press("escape")
        await running.on("ending")
        await running.press("escape")
        await running.on("home")
        await running.shows("Quick assessment finished")


async def test_the_ending_says_how_many_were_sure_and_wrong_and_leads_to_them(home: Path) -> None:
    one_left(home)
    profile = saved(home).profile
    wrong = len(profile.state.answers.keys() & profile.catalog.knowledge_items.keys())
    assert wrong > 1
    async with coach(home, (120, 40)) as running:
        await to_the_end(running)
        await running.shows(
            f"You were sure of {wrong} answers, and {wrong} were wrong.", "Press [v] to see them."
        )
        await running.press("v")
        await running.on("review")
        await running.shows("Wrong, and you were sure")
        await running.press("escape")
        await running.on("ending")
        await running.press("down", "down", "enter")
        await running.on("review")


async def test_a_change_of_situation_from_the_ending_is_in_its_verdict(home: Path) -> None:
    one_left(home)
    async with coach(home, (120, 40)) as running:
        await to_the_end(running)
        before = make_report(saved(home)).takeaways.gaps[0]
        await running.shows(gap_words(before))
        await running.press(*["down"] * 5, "enter")
        await running.on("situation")
        await running.press("enter")
        await running.on("values")
        await running.press("enter")
        await running.on("situation")
        await running.press("escape")
        await running.on("ending")
        after = make_report(saved(home)).takeaways.gaps[0]
        assert (before.route, after.route) == ("Hands-on work", "Training")
        await running.shows(gap_words(after))
    assert saved(home).profile.journal.context.access == "nothing"


async def test_a_full_disk_at_the_end_loses_no_answer(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = one_left(home)
    before = saved(home).profile.state.answers
    async with coach(home) as running:
        await running.press("enter")
        await running.on("question")
        fill_disk(monkeypatch)
        await running.press(*answer_keys(running.question))
        await running.says("No space left on device")
        assert running.question.item == last
    session = saved(home)
    assert session.profile.state.answers == before
    assert session.profile.in_progress


async def test_moving_in_the_list_of_what_comes_next_brings_it_into_sight(home: Path) -> None:
    one_left(home)
    async with coach(home, SIZES[-1]) as running:
        await running.press("enter")
        await running.on("question")
        await running.answer_to_the_end()
        await running.shows("First sketch: done.")
        assert "All results" not in running.text
        await running.press("j")
        await running.shows("All results", "Export", "Home")

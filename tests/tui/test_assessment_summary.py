"""A clear ending: what was found, one argued verdict, one next step."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from pmcoach.coach.report import make_report
from pmcoach.coach.session import open_session
from tests.support import answer_badly, answer_well, leave_last
from tests.tui.support import SIZES, Running, answer_keys, coach, fill_disk, saved


async def to_the_end(running: Running) -> None:
    """From home through the rest of the form, skipping."""
    await running.press("enter")
    await running.on("question")
    while running.where == "question":
        item = running.question.item
        await running.press("x")
        await running.leave(item)
    await running.on("ending")


def one_left(home: Path, *, well: bool = False) -> str:
    """A sketch that has only its last question left; its item."""
    session = open_session(home=home)
    try:
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


async def test_the_ending_argues_one_verdict_and_names_one_step_within_two_hours(
    home: Path,
) -> None:
    one_left(home)
    async with coach(home, (120, 40)) as running:
        await to_the_end(running)
        found = make_report(saved(home))
        verdict, step = found.verdicts[0], found.plan.steps[0]
        await running.shows(
            "Your heaviest gap so far: " + verdict.title,
            "What closes it:",
            "Your first step: " + step.title,
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
        assert "heaviest gap" not in running.text


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
        await running.press(*["down"] * 5, "enter")
        await running.on("situation")
        await running.press("enter")
        await running.on("values")
        await running.press("j", "j", "j", "enter")
        await running.on("situation")
        await running.press("escape")
        await running.on("ending")
        step = make_report(saved(home)).plan.steps[0]
        await running.shows("Your first step: " + step.title)
    assert saved(home).profile.journal.context.access == "pm-job"


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

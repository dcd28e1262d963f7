"""Choosing how long an assessment to take."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.report.asking import ENDED_EARLY, ended_early
from pmcoach.report.lengths import list_lengths
from tests.support import answer_badly, answer_well, go_through
from tests.tui.support import SIZES, coach, saved


@pytest.mark.parametrize("size", SIZES)
async def test_all_lengths_are_listed_with_their_minutes_and_what_they_give(
    home: Path, size: tuple[int, int]
) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    lengths = list_lengths(session.profile)
    session.close()
    async with coach(home, size) as running:
        await running.shows("Another length")
        await running.press("a")
        await running.on("lengths")
        for length in lengths:
            await running.shows(f"{length.title} {length.time_words} {length.gives}")


@pytest.mark.parametrize(
    ("downs", "kind"), [(0, "sketch"), (1, "quick"), (2, "standard"), (3, "full")]
)
async def test_any_length_can_be_the_first(home: Path, downs: int, kind: str) -> None:
    async with coach(home) as running:
        await running.press("a")
        await running.on("target")
        await running.press("enter")
        await running.on("lengths")
        await running.press(*["down"] * downs, "enter")
        await running.on("question")
    profile = saved(home).profile
    assert (profile.form_kind, profile.in_progress) == (kind, True)


async def test_leaving_the_list_begins_nothing(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    session.close()
    async with coach(home) as running:
        await running.press("a")
        await running.on("lengths")
        await running.press("escape")
        await running.on("home")
    assert saved(home).profile.form_kind is None


async def test_the_one_under_way_gives_way_to_another_length(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_badly, 2)
    session.close()
    async with coach(home) as running:
        await running.press("a")
        await running.on("lengths")
        await running.press("down", "down", "enter")
        await running.on("question")
        assert running.question.form == "Standard assessment"
    profile = saved(home).profile
    assert (profile.form_kind, len(profile.state.answers)) == ("standard", 2)


async def test_a_length_with_nothing_left_cannot_be_chosen(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    session.close()
    async with coach(home) as running:
        await running.press("a")
        await running.on("lengths")
        await running.shows("First sketch nothing left to ask")
        await running.press("home", "enter")
        await running.on("question")
    assert saved(home).profile.form_kind == "quick"


async def test_the_ending_offers_every_length(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    set_situation(session, "hours_per_week", 4.0)
    session.close()
    async with coach(home) as running:
        running.app.push_screen(running.app.make_screen("ending"))
        await running.on("ending")
        await running.press("a")
        await running.on("lengths")
        await running.press("end", "enter")
        await running.on("question")
        assert running.question.form == "Full assessment"
        await running.press("escape")
        await running.on("home")


@pytest.mark.parametrize("kind", ["sketch", "standard"])
async def test_the_ending_says_where_it_came_before_its_time(home: Path, kind: str) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch" if kind == "sketch" else "standard")
    go_through(session, answer_well)
    is_early = ended_early(session.profile, "sketch" if kind == "sketch" else "standard")
    assert is_early is (kind == "standard")
    finish_assessment(session)
    set_situation(session, "hours_per_week", 4.0)
    session.close()
    async with coach(home, (120, 40)) as running:
        running.app.push_screen(running.app.make_screen("ending"))
        await running.on("ending")
        await running.shows("done.")
        assert (ENDED_EARLY in running.text) is is_early

"""Searching notes, competencies and questions; and that it never gives a key away."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.evidence import save_note
from pmcoach.coach.session import open_session
from pmcoach.report.former_answers import REPLACED
from pmcoach.tui.screens.verdict import VerdictScreen
from pmcoach.tui.widgets.menu import Menu
from tests.replaced import make_old_profile
from tests.support import answer_well
from tests.tui.looking import begun, files, opened
from tests.tui.support import SIZES, Running, coach, saved

CHECK = "stk-map.o-depot.1"


def over(home: Path) -> None:
    """A finished assessment in which CHECK was answered."""
    session = opened(home)
    start_assessment(session, "full")
    answer_well(session, CHECK)
    finish_assessment(session)
    session.close()


def note(home: Path, text: str) -> None:
    session = open_session(home=home)
    save_note(session, CHECK, text)
    session.close()


async def search(running: Running, words: str) -> None:
    """From home to what is found."""
    await running.press("slash")
    await running.on("search")
    running.app.screen.query_one(Input).value = words
    await running.pilot.pause()


async def choose(running: Running, option: str) -> None:
    """Go to the list by enter, and choose a line of it."""
    await running.press("enter")
    menu = running.app.screen.query_one(Menu)
    assert running.app.screen.focused is menu
    menu.highlighted = menu.get_option_index(option)
    await running.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_typing_finds_and_enter_leads_to_the_list(home: Path, size: tuple[int, int]) -> None:
    async with coach(home, size) as running:
        await running.press("slash")
        await running.on("search")
        await running.press(*"stakeholders")
        await running.shows("found. Press [enter] to go to the list.", "Map the stakeholders")
        await running.press("enter", "enter")
        await running.on("verdict")


async def test_a_competency_leads_to_its_page(home: Path) -> None:
    async with coach(home) as running:
        await search(running, "map the stakeholders")
        await choose(running, "competency:stk-map")
        await running.on("verdict")
        assert isinstance(running.app.screen, VerdictScreen)
        assert running.app.screen.key == "stk-map"


async def test_a_note_is_found_by_its_words_and_shown_as_it_was_typed(home: Path) -> None:
    over(home)
    note(home, "Quagga [b]and[/b]\nokapi")
    async with coach(home, (120, 40)) as running:
        await search(running, "okapi QUAGGA")
        await running.shows("1 found", "Quagga [b]and[/b] okapi")
        await choose(running, f"note:{CHECK}")
        await running.on("item")


async def test_after_the_assessment_a_question_leads_to_its_reasons(home: Path) -> None:
    over(home)
    async with coach(home) as running:
        await search(running, saved(home).catalog.checks[CHECK].ask)
        await choose(running, f"question:{CHECK}")
        await running.on("item")
    assert set(saved(home).profile.journal.keys_seen) == {CHECK}


async def test_a_question_that_was_not_asked_is_not_found(home: Path) -> None:
    over(home)
    async with coach(home) as running:
        await search(running, saved(home).catalog.checks["stk-map.o-stores.1"].ask)
        await running.shows("Nothing found.")
        await running.press("enter")
        assert running.where == "search"


async def test_during_an_assessment_search_leads_to_the_question_and_never_to_its_key(
    home: Path,
) -> None:
    begun(home, CHECK)
    note(home, "Quagga")
    check = saved(home).catalog.checks[CHECK]
    for words, option in ((check.ask, f"question:{CHECK}"), ("quagga", f"note:{CHECK}")):
        async with coach(home, (120, 60)) as running:
            await search(running, words)
            await choose(running, option)
            await running.asks(CHECK)
            for one in check.option:
                assert " ".join(one.why.split()) not in running.text
            assert "the key" not in running.text
            await running.press("escape")
            await running.on("search")
    assert saved(home).profile.journal.keys_seen == {}


async def test_a_question_found_is_answered_again_alone(home: Path) -> None:
    begun(home, CHECK)
    before = files(home)
    async with coach(home) as running:
        await search(running, saved(home).catalog.checks[CHECK].ask)
        await choose(running, f"question:{CHECK}")
        await running.asks(CHECK)
        await running.press("1", "g")
        await running.on("search")
    session = saved(home)
    assert session.profile.state.answers[CHECK].sure == "guessing"
    assert session.profile.in_progress
    assert files(home).keys() == before.keys()


async def test_nothing_of_a_question_not_yet_asked_is_found_while_under_way(home: Path) -> None:
    begun(home)
    async with coach(home) as running:
        for option in saved(home).catalog.checks[CHECK].option:
            await running.press("slash")
            await running.on("search")
            running.app.screen.query_one(Input).value = option.text
            await running.shows("Nothing found.")
            await running.press("escape")
            await running.on("home")


async def test_what_is_typed_is_words_and_not_commands(home: Path) -> None:
    async with coach(home) as running:
        await running.press("slash")
        await running.on("search")
        await running.press(*"q?:/[b]")
        assert running.app.screen.query_one(Input).value == "q?:/[b]"
        await running.shows("Nothing found.")
        await running.press("escape")
        await running.on("home")


@pytest.mark.parametrize("is_finished", [True, False])
@pytest.mark.parametrize("has_text", [True, False])
async def test_a_note_on_a_question_that_was_replaced_leads_to_its_former_answer(
    home: Path, tmp_path: Path, is_finished: bool, has_text: bool
) -> None:
    content = make_old_profile(home, tmp_path, is_finished=is_finished)
    if not has_text:
        (content / "former.toml").unlink()
    session = open_session(home=home, content=content)
    save_note(session, "left-a.k2", "Quagga")
    session.close()
    async with coach(home, (120, 40), content) as running:
        await search(running, "quagga")
        await running.shows("1 found", "Thing left-a: Quagga")
        await choose(running, "former:left-a.k2")
        await running.on("former")
        await running.shows(REPLACED, "Your note: Quagga")
        await running.press("escape")
        await running.on("search")

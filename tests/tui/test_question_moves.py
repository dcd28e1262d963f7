"""Moving about in an assessment: skipping, going back, leaving, and coming back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmcoach.coach.session import open_session
from pmcoach.coach.situation import set_situation
from pmcoach.report.questions import areas_left, present_item
from tests.support import answer_well, begin, go_through
from tests.tui.support import SIZES, Running, answered_words, coach, profile_at, saved

CHOSEN = re.compile(r"[●▲▼☑] \d")
"""The mark of a choice, before its digit."""


async def at_the_question(running: Running) -> str:
    """From home to the present question; its item."""
    await running.press("enter")
    await running.on("question")
    return running.question.item


async def another(running: Running, than: str) -> str:
    """Wait for another question; its item."""
    await running.on("question")
    await running.until(lambda: running.question.item != than, "went on")
    await running.asks(running.question.item)
    return running.question.item


@pytest.mark.parametrize(
    ("key", "kind", "said"),
    [
        ("x", "skipped", "You skipped this earlier."),
        ("n", "not-applicable", "You said this doesn't apply to you."),
    ],
)
async def test_skipped_and_does_not_apply_are_two_things(
    demo: Path, key: str, kind: str, said: str
) -> None:
    async with coach(demo) as running:
        item = await at_the_question(running)
        await running.press(key)
        await another(running, item)
        assert saved(demo).profile.state.answers[item].kind == kind
        await running.press("b")
        await running.asks(item)
        await running.shows(said)


async def test_a_skipped_question_can_be_answered_after_all(demo: Path) -> None:
    async with coach(demo) as running:
        item = await at_the_question(running)
        await running.press("x")
        await another(running, item)
        await running.press("b")
        await running.asks(item)
        await running.answer(2)
    assert saved(demo).profile.state.answers[item].kind == "answered"


async def test_disagreeing_drops_a_question_and_again_takes_it_back(home: Path) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await at_the_question(running)
        await running.press("1", "enter")
        await another(running, item)
        await running.press("b")
        await running.asks(item)
        await running.press("d")
        await running.on("note")
        await running.press(*"Two fit.", "ctrl+s")
        await another(running, item)
        assert saved(home).profile.state.disagreed == {item: "Two fit."}
        await running.press("b")
        await running.asks(item)
        await running.shows("You disagree with this question")
        await running.press("d")
        await running.until(lambda: "You disagree with" not in running.text, "took it back")
        assert running.question.item == item
    session = saved(home)
    assert item not in session.profile.state.disagreed
    assert session.profile.state.answers[item].option == "1"


async def test_a_question_disagreed_with_before_it_was_answered_can_be_gone_back_to(
    home: Path,
) -> None:
    """Taking a disagreement back is one key on the question, so one has to get there."""
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await at_the_question(running)
        await running.press("d")
        await running.on("note")
        await running.press("ctrl+s")
        await another(running, item)
        assert saved(home).profile.state.disagreed == {item: ""}
        await running.press("b")
        await running.asks(item)
        await running.press("d")
    assert item not in saved(home).profile.state.disagreed


async def test_leaving_the_word_on_why_disagrees_with_nothing(home: Path) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await at_the_question(running)
        await running.press("d")
        await running.on("note")
        await running.press(*"Hm", "escape")
        await running.asks(item)
    assert saved(home).profile.state.disagreed == {}


async def test_previous_shows_the_answer_given_and_another_one_changes_it(home: Path) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await at_the_question(running)
        await running.press("p", "2", "enter")
        await another(running, item)
        await running.press("b")
        await running.asks(item)
        await running.shows("● 2", "☑ I can prove this")
        await running.press("3", "p", "enter")
        await another(running, item)
    session = saved(home)
    given = session.profile.state.answers[item]
    assert (given.option, given.provable) == ("3", False)
    assert [event.kind for event in session.store.assessment_events()][-1] == "changed"


async def test_a_question_gone_back_to_has_the_number_it_had(home: Path) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await at_the_question(running)
        number = running.question.number
        await running.shows(f" {number} of ")
        await running.press("2", "enter")
        await another(running, item)
        await running.shows(f" {number + 1} of ")
        await running.press("b")
        await running.asks(item)
        await running.shows(f" {number} of ")


async def test_before_the_first_question_there_is_none(home: Path) -> None:
    async with coach(home) as running:
        await running.press("enter")
        await running.on("target")
        await running.press("enter")
        await running.on("question")
        first = running.question.item
        await running.press("b")
        await running.says("This is the first question.")
        assert running.question.item == first


async def test_undo_takes_the_last_answer_back_and_asks_again(demo: Path) -> None:
    async with coach(demo) as running:
        item = await at_the_question(running)
        before = set(saved(demo).profile.state.answers)
        await running.answer()
        assert set(saved(demo).profile.state.answers) == before | {item}
        await running.press("u")
        await running.asks(item)
        await running.until(lambda: not CHOSEN.search(running.text), "chose nothing")
        assert set(saved(demo).profile.state.answers) == before
        # One further back than this run of the app.
        await running.press("u")
        await another(running, item)
    assert len(saved(demo).profile.state.answers) == len(before) - 1


async def test_undo_of_a_change_brings_the_first_answer_back(home: Path) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await at_the_question(running)
        await running.press("2", "enter")
        await another(running, item)
        await running.press("b")
        await running.asks(item)
        await running.press("4", "enter")
        await another(running, item)
        await running.press("u")
        await running.asks(item)
        await running.shows("● 2")
    assert saved(home).profile.state.answers[item].option == "2"


async def test_jumping_to_an_area_asks_its_questions_next(demo: Path) -> None:
    async with coach(demo) as running:
        item = await at_the_question(running)
        await running.press("a")
        await running.on("areas")
        for area in areas_left(saved(demo).profile):
            await running.shows(f"{area.title} {area.left_words}")
        await running.choose("lau")
        await running.on("question")
        await another(running, item)
        assert running.question.area == "Launch"
        jumped_to = running.question.item
    assert present_item(saved(demo).profile) == jumped_to


async def test_leaving_the_areas_jumps_nowhere(demo: Path) -> None:
    async with coach(demo) as running:
        item = await at_the_question(running)
        await running.press("a")
        await running.on("areas")
        await running.press("escape")
        await running.asks(item)
    assert saved(demo).profile.state.area == ""


async def test_leaving_and_coming_back_lands_on_the_same_question(demo: Path) -> None:
    async with coach(demo) as running:
        item = await at_the_question(running)
        await running.press("1", "escape")
        await running.on("home")
        await running.press("enter")
        await running.asks(item)
        assert not CHOSEN.search(running.text), "a choice that was not saved must not look saved"


@pytest.mark.parametrize("leave", ["q", "ctrl+q"])
async def test_quitting_and_starting_again_lands_on_the_same_question(
    demo: Path, leave: str
) -> None:
    async with coach(demo) as running:
        await at_the_question(running)
        await running.answer()
        following = running.question.item
        await running.press(leave)
    assert running.app.return_code == 0
    async with coach(demo) as running:
        await running.shows(answered_words(demo))
        await running.press("enter")
        await running.asks(following)


async def test_the_help_of_a_question_comes_back_to_it_with_its_choice(home: Path) -> None:
    item = profile_at(home, "check")
    async with coach(home) as running:
        await at_the_question(running)
        await running.press("3", "question_mark")
        await running.on("help")
        await running.press("escape")
        await running.asks(item)
        await running.shows("● 3")


@pytest.mark.parametrize("size", SIZES)
async def test_with_nothing_left_to_ask_going_on_leads_to_the_ending(
    home: Path, size: tuple[int, int]
) -> None:
    """The question screen opens and is left again before it has anything to lay out."""
    session = open_session(home=home)
    begin(session, "sketch")
    go_through(session, answer_well)
    set_situation(session, "hours_per_week", 4.0)
    session.close()
    async with coach(home, size) as running:
        await running.shows("Finish the first sketch")
        await running.press("enter")
        await running.on("ending")
        await running.shows("First sketch: done.")
    assert not saved(home).profile.in_progress

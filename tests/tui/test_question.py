"""Answering: what each key saves, and that it is on disk before the next question is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.assessment.items import ItemKind
from pmcoach.report.questions import make_question
from tests.tui.support import Running, coach, fill_disk, profile_at, saved


async def begin(running: Running, item: str) -> None:
    """From home to the present question."""
    await running.press("enter")
    await running.asks(item)


@pytest.mark.parametrize(
    ("keys", "option"),
    [
        (("0",), "0"),
        (("4",), "4"),
        (("4", "1"), "1"),
        (("down",), "0"),
        (("j", "j"), "1"),
        (("j", "j", "k"), "0"),
        (("up",), "4"),
        (("2", "down", "down", "down", "down"), "4"),
    ],
)
async def test_a_ladder_is_answered_by_digits_arrows_and_letters(
    home: Path, keys: tuple[str, ...], option: str
) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await begin(running, item)
        await running.press(*keys, "enter")
        await running.until(lambda: running.question.item != item, "went on")
        given = saved(home).profile.state.answers[item]
    assert (given.kind, given.option, given.provable) == ("answered", option, False)


async def test_a_ladder_can_be_marked_as_provable_and_the_mark_taken_back(home: Path) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await begin(running, item)
        await running.shows("☐ I can prove this")
        await running.press("p")
        await running.shows("☑ I can prove this")
        await running.press("p")
        await running.shows("☐ I can prove this")
        await running.press("p", "2", "enter")
        await running.until(lambda: running.question.item != item, "went on")
    assert saved(home).profile.state.answers[item].provable


@pytest.mark.parametrize(
    ("key", "sure"),
    [
        ("s", "sure"),
        ("t", "think-so"),
        ("g", "guessing"),
        ("enter", "think-so"),
    ],
)
async def test_one_key_says_how_sure_and_saves_a_check(home: Path, key: str, sure: str) -> None:
    item = profile_at(home, "check")
    async with coach(home) as running:
        await begin(running, item)
        await running.shows("How sure?")
        await running.press("2", key)
        await running.until(lambda: running.question.item != item, "went on")
        session = saved(home)
    given = session.profile.state.answers[item]
    assert given.option == make_question(session.profile, item).choices[1].key
    assert given.sure == sure


async def test_a_digit_that_no_answer_has_chooses_nothing(home: Path) -> None:
    item = profile_at(home, "check")
    async with coach(home) as running:
        await begin(running, item)
        await running.press("0", "enter")
        await running.shows("Choose an answer first")
    assert item not in saved(home).profile.state.answers


@pytest.mark.parametrize(
    ("keys", "best", "worst"),
    [
        (("2", "4"), 1, 3),
        (("2", "4", "3"), 1, 2),
        (("2", "4", "2", "1"), 0, 3),
        (("j", "plus", "j", "minus"), 0, 1),
        (("up", "equals_sign", "k", "minus"), 3, 2),
        (("1", "2", "plus", "1", "minus"), 1, 0),
    ],
)
async def test_best_and_worst_are_chosen_by_digits_or_by_plus_and_minus(
    home: Path, keys: tuple[str, ...], best: int, worst: int
) -> None:
    item = profile_at(home, "scenario")
    async with coach(home) as running:
        await begin(running, item)
        await running.press(*keys)
        await running.shows("▲ best and ▼ worst are chosen", f"▲ {best + 1}", f"▼ {worst + 1}")
        await running.press("enter")
        await running.until(
            lambda: running.where != "question" or running.question.item != item, "went on"
        )
        session = saved(home)
    given = session.profile.state.answers[item]
    choices = make_question(session.profile, item).choices
    assert (given.best, given.worst) == (choices[best].key, choices[worst].key)


async def test_a_scenario_needs_best_and_worst(home: Path) -> None:
    item = profile_at(home, "scenario")
    async with coach(home) as running:
        await begin(running, item)
        await running.press("enter")
        await running.shows("Choose what works best, then what works worst.")
        await running.press("1", "enter")
        assert running.question.item == item
        await running.press("plus", "minus")
        await running.shows("First choose what works best")
        await running.press("enter")
        assert running.question.item == item
    assert item not in saved(home).profile.state.answers


@pytest.mark.parametrize("kind", ["ladder", "check"])
async def test_enter_without_a_choice_says_so_and_saves_nothing(home: Path, kind: str) -> None:
    item = profile_at(home, "ladder" if kind == "ladder" else "check")
    async with coach(home) as running:
        await begin(running, item)
        await running.press("enter")
        await running.shows("Choose an answer first, or press [x] to skip.")
        assert running.question.item == item
    assert item not in saved(home).profile.state.answers


async def test_keys_of_another_kind_of_question_do_nothing(home: Path) -> None:
    """A slip of the finger on s, t or g must not answer a ladder or a scenario."""
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await begin(running, item)
        await running.press("2", "g")
        await running.press("s")
        await running.press("t")
        assert running.question.item == item
    assert item not in saved(home).profile.state.answers


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("ladder", {"I can prove this"}),
        ("check", {"Sure", "Think so", "Guessing"}),
        ("scenario", {"Best", "Worst"}),
    ],
)
async def test_the_palette_offers_what_this_kind_of_question_has(
    home: Path, kind: ItemKind, titles: set[str]
) -> None:
    item = profile_at(home, kind)
    of_some_kind = {"I can prove this", "Sure", "Think so", "Guessing", "Best", "Worst"}
    async with coach(home) as running:
        await begin(running, item)
        offered = {
            command.title.casefold()
            for command in running.app.get_system_commands(running.app.screen)
        }
    assert {title for title in of_some_kind if title.casefold() in offered} == titles


async def test_a_click_chooses(home: Path) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await begin(running, item)
        row = running.app.screen.query("ChoiceRow")[3]
        await running.pilot.click(row, offset=(10, 0))
        await running.shows("● 3")
        await running.press("enter")
        await running.until(lambda: running.question.item != item, "went on")
    assert saved(home).profile.state.answers[item].option == "3"


async def test_two_clicks_choose_best_and_worst(home: Path) -> None:
    item = profile_at(home, "scenario")
    async with coach(home) as running:
        await begin(running, item)
        rows = running.app.screen.query("ChoiceRow")
        await running.pilot.click(rows[1], offset=(10, 0))
        await running.pilot.click(rows[0], offset=(10, 0))
        await running.shows("▼ 1", "▲ 2")


@pytest.mark.parametrize("label", ["1-4 choose", "enter next", "x skip", "esc home"])
async def test_the_key_bar_can_be_clicked(home: Path, label: str) -> None:
    item = profile_at(home, "check")
    async with coach(home) as running:
        await begin(running, item)
        await running.press("1")
        bar = running.lines[-1]
        await running.pilot.click("KeyBar", offset=(bar.index(label) + 1, 0))
        await running.pilot.pause()
        if label == "esc home":
            await running.on("home")
        elif label == "1-4 choose":
            assert running.question.item == item
        else:
            await running.until(lambda: running.question.item != item, "went on")
            kind = saved(home).profile.state.answers[item].kind
            assert kind == {"enter next": "answered", "x skip": "skipped"}[label]


async def test_typing_ahead_answers_no_question_that_was_not_shown(home: Path) -> None:
    """Keys come faster than screens: each answer still goes to the question it was meant for."""
    item = profile_at(home, "ladder")
    before = saved(home).profile.state.answers
    async with coach(home) as running:
        await begin(running, item)
        for key in ("1", "enter", "enter", "enter"):
            running.app.simulate_key(key)
        await running.until(lambda: running.question.item != item, "went on")
        await running.shows("Choose an answer first")
        state = saved(home).profile.state
    assert state.answers.keys() == before.keys() | {item}
    assert state.answers[item].option == "1"


@pytest.mark.parametrize("kind", ["ladder", "check", "scenario"])
async def test_a_full_disk_keeps_the_question_and_the_choice_and_says_why(
    home: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    item = profile_at(home, kind)  # type: ignore[arg-type]
    async with coach(home) as running:
        await begin(running, item)
        with monkeypatch.context() as patch:
            fill_disk(patch)
            await running.press("1", "2", "enter")
            await running.says("No space left on device")
            assert running.question.item == item
            assert item not in saved(home).profile.state.answers
        # There is room again: the choice still stands.
        await running.press("enter")
        await running.until(
            lambda: running.where != "question" or running.question.item != item, "went on"
        )
    assert saved(home).profile.state.answers[item].kind == "answered"


async def test_progress_and_time_left_are_in_sight_at_every_question(demo: Path) -> None:
    """DESIGN: progress and time left in sight; the longest area's title must not push it out."""
    async with coach(demo) as running:
        await running.press("enter")
        await running.on("question")
        while running.where == "question":
            item = running.question.item
            assert " of " in running.lines[0], running.lines[0]
            assert "min left" in running.lines[0]
            await running.press("x")
            await running.until(
                lambda item=item: (
                    running.where != "question"  # type: ignore[misc]
                    or running.question.item != item
                ),
                "went on",
            )

"""An answer to a question that has changed since: from the review to what was asked, at every size."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import tomli_w

from pmcoach.coach.evidence import save_note
from pmcoach.coach.session import open_session
from pmcoach.report.former_answers import FORMER_TITLE, NO_TEXT, PROVABLE, REPLACED, REWORDED
from pmcoach.report.review import SURENESS
from pmcoach.tui.widgets.menu import Menu
from tests.catalog.minimal import Pack
from tests.replaced import FORMER_LADDER, list_former_items, make_old_profile, present_pack
from tests.support import answer_well
from tests.tui.looking import files
from tests.tui.support import SIZES, Running, coach, sound

CHECK, LADDER, SCENARIO = "left-a.k2", "left-a.ladder", "left.s1"
HOSTILE = "x [/] [b]y[/b] [@click=app.bell]z[/] \\["
LONG = "A long sentence of what was asked once, which fills more than a line of a narrow screen."
by_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def content(home: Path, tmp_path: Path) -> Path:
    """The present pack, and a finished assessment in which every former question was answered."""
    return make_old_profile(home, tmp_path)


def write_former(content: Path, pack: Pack) -> None:
    """Put other former questions into the pack."""
    (content / "former.toml").write_text(tomli_w.dumps(pack["former.toml"]), encoding="utf-8")


def change_former(content: Path, item: str, ask: str, options: list[str]) -> None:
    """Give a former question other words."""
    pack = copy.deepcopy(present_pack())
    for question in pack["former.toml"]["former"]:
        if question["id"] == item:
            question |= {"ask": ask, "options": options}
    write_former(content, pack)


async def review(running: Running) -> None:
    """From home to the review."""
    await running.press("v")
    await running.on("review")


async def show(running: Running, item: str) -> None:
    """From home to a former answer, over the review."""
    await review(running)
    await running.choose(f"former:{item}")
    await running.on("former")


@by_size
async def test_the_review_lists_them_under_a_heading_that_says_what_they_are(
    home: Path, content: Path, size: tuple[int, int]
) -> None:
    async with coach(home, size, content) as running:
        await review(running)
        await running.shows(f"{len(list_former_items())} questions", FORMER_TITLE)
        await running.shows(
            f"• Thing left-a: What was {CHECK}?", f"• Thing left-a: {FORMER_LADDER}"
        )
        sound(running, size)
        await running.press("end")
        await running.shows("A former day: What was right.s2?")
        sound(running, size)


@by_size
@pytest.mark.parametrize(
    ("item", "texts"),
    [
        (
            CHECK,
            [
                "Thing left-a",
                f"What was {CHECK}?",
                REPLACED,
                SURENESS["sure"],
                f"○ Old {CHECK}, 0",
                f"● Old {CHECK}, 1 your answer",
                f"○ Old {CHECK}, 3",
            ],
        ),
        (
            LADDER,
            [
                "Thing left-a",
                FORMER_LADDER,
                REWORDED,
                f"● Old {LADDER}, 3 your answer",
                f"○ Old {LADDER}, 4",
            ],
        ),
        (
            SCENARIO,
            [
                "A former day",
                f"What was {SCENARIO}?",
                REPLACED,
                f"● Old {SCENARIO}, 0 your worst",
                f"○ Old {SCENARIO}, 1",
                f"● Old {SCENARIO}, 3 your best",
            ],
        ),
    ],
    ids=["check", "ladder", "scenario"],
)
async def test_it_shows_what_was_asked_and_what_was_chosen(
    home: Path, content: Path, size: tuple[int, int], item: str, texts: list[str]
) -> None:
    async with coach(home, size, content) as running:
        await show(running, item)
        await running.shows(*texts)
        sound(running, size)
        assert "the key" not in running.text
        assert PROVABLE not in running.text


@by_size
async def test_escape_leads_back_to_the_same_line_of_the_review(
    home: Path, content: Path, size: tuple[int, int]
) -> None:
    async with coach(home, size, content) as running:
        await show(running, SCENARIO)
        await running.shows("esc back")
        await running.press("escape")
        await running.on("review")
        assert running.app.screen.query_one(Menu).current_id == f"former:{SCENARIO}"
        await running.press("escape")
        await running.on("home")


@by_size
async def test_what_is_long_can_be_read_to_its_end_by_keyboard(
    home: Path, content: Path, size: tuple[int, int]
) -> None:
    change_former(content, CHECK, LONG * 6, [f"{LONG} {letter}" for letter in "abcd"])
    session = open_session(home=home, content=content)
    save_note(session, CHECK, "Ask Sam\nabout this.")
    session.close()
    async with coach(home, size, content) as running:
        await show(running, CHECK)
        await running.shows(f"Thing left-a {LONG}")
        sound(running, size)
        await running.press("end")
        await running.shows(f"○ {LONG} d", "Your note: Ask Sam about this.")
        sound(running, size)
        await running.press("home")
        await running.shows("Thing left-a")
        if size == SIZES[-1]:
            assert "Your note" not in running.text
            await running.press(*["j"] * 40)
            await running.shows("Your note: Ask Sam about this.")


@by_size
async def test_it_is_laid_out_anew_when_the_window_changes(
    home: Path, content: Path, size: tuple[int, int]
) -> None:
    async with coach(home, SIZES[0], content) as running:
        await show(running, CHECK)
        await running.pilot.resize_terminal(*size)
        await running.pilot.pause()
        sound(running, size)
        await running.shows(f"● Old {CHECK}, 1 your answer")


async def test_what_was_asked_is_shown_as_it_was_written(home: Path, content: Path) -> None:
    change_former(content, CHECK, HOSTILE, [f"{HOSTILE} {letter}" for letter in "abcd"])
    async with coach(home, (120, 40), content) as running:
        await review(running)
        await running.shows(f"Thing left-a: {HOSTILE}")
        await running.choose(f"former:{CHECK}")
        await running.on("former")
        await running.shows(HOSTILE, f"● {HOSTILE} b your answer")


async def test_without_its_text_the_answer_is_shown(home: Path, content: Path) -> None:
    (content / "former.toml").unlink()
    async with coach(home, (120, 40), content) as running:
        await review(running)
        await running.shows(f"Thing left-a: {NO_TEXT}")
        await running.choose(f"former:{CHECK}")
        await running.on("former")
        await running.shows(NO_TEXT, REPLACED, "● b your answer")


@pytest.mark.parametrize("key", ["enter", "d", "c", "u", "x", "1", "s"])
async def test_there_is_nothing_to_change(home: Path, content: Path, key: str) -> None:
    before = files(home)
    async with coach(home, (120, 40), content) as running:
        await show(running, CHECK)
        await running.press(key)
        assert running.where == "former"
    assert files(home) == before
    session = open_session(home=home, content=content, write=False)
    assert session.profile.journal.keys_seen == {}


async def test_its_help_names_what_can_be_done(home: Path, content: Path) -> None:
    async with coach(home, (120, 40), content) as running:
        await show(running, CHECK)
        await running.press("question_mark")
        await running.on("help")
        await running.shows("Back to where you came from", "One line down")
        await running.press("escape")
        await running.on("former")


async def test_a_profile_open_elsewhere_shows_them_too(home: Path, content: Path) -> None:
    open_elsewhere = open_session(home=home, content=content)
    try:
        async with coach(home, (120, 40), content) as running:
            await show(running, CHECK)
            await running.shows("read-only", REPLACED)
    finally:
        open_elsewhere.close()


async def test_present_answers_come_before_them(home: Path, content: Path) -> None:
    session = open_session(home=home, content=content)
    answer_well(session, "left-a.m1")
    session.close()
    async with coach(home, (120, 40), content) as running:
        await review(running)
        rows = [line.strip() for line in running.lines]
        assert rows.index("Right") < rows.index(FORMER_TITLE)
        await running.shows(f"{len(list_former_items()) + 1} questions")


async def test_an_answer_given_anew_stands_beside_the_former_one(home: Path, content: Path) -> None:
    session = open_session(home=home, content=content)
    answer_well(session, LADDER)
    session.close()
    async with coach(home, (120, 40), content) as running:
        await review(running)
        await running.shows(f"{len(list_former_items()) + 1} questions", "How often, in your life?")
        menu = running.app.screen.query_one(Menu)
        ids = [menu.get_option_at_index(index).id for index in range(menu.option_count)]
        assert LADDER in ids
        assert f"former:{LADDER}" in ids

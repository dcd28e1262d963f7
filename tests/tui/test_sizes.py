"""Every screen at every size that is promised, and with text that tries to be more than text."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from pmcoach.coach.session import open_session
from pmcoach.report.situation import FIRST_QUESTIONS, SITUATION
from pmcoach.store.content import shipped_folder
from pmcoach.tui.commands import COMMANDS
from pmcoach.tui.registry import SCREENS
from scripts.stage import well_filled
from tests.support import answer_well, leave_last
from tests.tui.looking import finished
from tests.tui.support import SIZES, Running, coach, open_screen, sound

WAYS: dict[str, tuple[str, ...]] = {
    "home": (),
    "target": ("t",),
    "results": ("r",),
    "verdict": ("r", "enter"),
    "hiring": ("c",),
    "plan": ("p",),
    "situation": ("s",),
    "values": ("s", "enter"),
    "number": ("s", "j", "enter"),
    "export": ("e",),
    "help": ("question_mark",),
    "question": ("enter",),
    "areas": ("enter", "a"),
    "profiles": ("o",),
    "note": ("enter", "c"),
    "evidence": ("w",),
    "record": ("w", "enter"),
    "lenses": ("l",),
    "history": ("h",),
    "search": ("slash",),
    "lengths": ("a",),
    "steps": ("p", "n"),
    "ifthen": ("p", "y"),
    "whatif": ("p", "f"),
    "ad": ("f",),
}
"""How to get from home by keys to the screens that are a few keys away."""
TO_DOMAIN = ["j"] * list(SITUATION).index("domain")
"""From the top of the situation to the field that takes any words."""
HOSTILE = "x [/] [b]y[/b] [@click=app.bell]z[/] \\["
by_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def go(running: Running, where: str) -> None:
    """From any screen to another, over home."""
    while running.where != "home":
        await running.press("escape")
    for key in WAYS[where]:
        await running.press(key)
    await running.on(where)


@pytest.mark.parametrize("size", [SIZES[-1]], ids=["60x20"])
async def test_every_screen_of_a_well_filled_profile_fits(
    home: Path, size: tuple[int, int]
) -> None:
    well_filled(home)
    async with coach(home, size) as running:
        for where in SCREENS:
            if where != "home":
                await open_screen(running, where)
                sound(running, size)
                running.app.pop_screen()
                await running.on("home")


@by_size
async def test_every_screen_that_a_few_keys_lead_to_fits(demo: Path, size: tuple[int, int]) -> None:
    async with coach(demo, size) as running:
        for where in WAYS:
            await go(running, where)
            sound(running, size)


@by_size
async def test_the_first_questions_the_ending_and_the_one_before_a_file_is_replaced_fit(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(tmp_path)
    session = open_session(home=home)
    leave_last(session, "sketch", answer_well)
    session.close()
    async with coach(home, size) as running:
        await running.press("enter")
        await running.on("question")
        await running.answer()
        for field in FIRST_QUESTIONS:
            await running.shows(SITUATION[field].question)
            sound(running, size)
            await running.press("enter")
        await running.on("ending")
        sound(running, size)
        await running.press("e")
        await running.on("export")
        await running.press("ctrl+s", "ctrl+s")
        await running.on("confirm")
        sound(running, size)


@by_size
async def test_the_review_and_the_offers_of_a_quarter_later_fit(
    home: Path, size: tuple[int, int]
) -> None:
    finished(home, 200, "quick", well=False)
    finished(home, 100, "quick", blind=True)
    async with coach(home, size) as running:
        await running.shows("A new assessment, from nothing")
        sound(running, size)
        for key, where in (("v", "review"), ("enter", "item"), ("c", "note")):
            await running.press(key)
            await running.on(where)
            sound(running, size)
        await go(running, "history")
        sound(running, size)


async def test_every_screen_fits_again_after_the_window_was_made_smaller(demo: Path) -> None:
    async with coach(demo, SIZES[0]) as running:
        for where in WAYS:
            await go(running, where)
            for size in (SIZES[-1], SIZES[0]):
                await running.pilot.resize_terminal(*size)
                await running.pilot.pause()
                sound(running, size)


async def test_home_is_the_same_whether_opened_small_or_made_small(demo: Path) -> None:
    async with coach(demo, SIZES[-1]) as running:
        small = running.lines
    async with coach(demo, SIZES[0]) as running:
        await running.pilot.resize_terminal(*SIZES[-1])
        await running.pilot.pause()
        assert running.lines == small


async def test_the_key_bar_names_only_commands_that_hold_here(demo: Path) -> None:
    async with coach(demo, SIZES[0]) as running:
        for where in WAYS:
            await go(running, where)
            holding = {one.title for one in COMMANDS if {where, "everywhere"} & set(one.where)}
            for entry in running.lines[-1].strip().split("   "):
                key, _, title = entry.partition(" ")
                assert key
                assert title in holding, where


@by_size
async def test_what_was_typed_is_shown_as_it_was_typed(demo: Path, size: tuple[int, int]) -> None:
    put_domain(demo, HOSTILE)
    async with coach(demo, size) as running:
        await go(running, "situation")
        await running.press("end")
        await running.shows(HOSTILE)
        await running.press("home", *TO_DOMAIN, "enter")
        await running.on("number")
        await running.shows(HOSTILE)


async def test_content_is_shown_as_it_was_written(demo: Path, tmp_path: Path) -> None:
    """A pack whose every title, question and text holds what would be markup."""
    async with coach(demo, SIZES[0], content=hostile_pack(tmp_path)) as running:
        for where in WAYS:
            await go(running, where)
            sound(running, SIZES[0])
            if where in {"target", "question", "results", "verdict", "plan", "areas"}:
                await running.shows("[/] [b]")


async def test_the_tooltips_of_own_weights_take_any_title(home: Path, tmp_path: Path) -> None:
    async with coach(home, SIZES[0], content=hostile_pack(tmp_path)) as running:
        await go(running, "target")
        await running.press("end")
        await running.pilot.hover("#weight-stk")
        # What the timer does once the mouse has rested; waiting for it would be a sleep.
        running.app.screen._handle_tooltip_timer(running.app.screen.query_one("#weight-stk"))
        await running.pilot.pause()
        await running.shows("Give each area a weight")


async def test_control_characters_never_reach_the_screen(demo: Path) -> None:
    put_domain(demo, "x\x1b[31mred\x07\x9b2J\u202eback")
    async with coach(demo, SIZES[0]) as running:
        for where in ("home", "plan", "export", "situation", "number"):
            await go(running, "situation" if where == "number" else where)
            if where == "number":
                await running.press(*TO_DOMAIN, "enter")
                await running.on("number")
            if where in {"situation", "number"}:
                await running.until(lambda: "red" in running.text, "showed the domain")
            bad = [
                char
                for line in running.lines
                for char in line
                if unicodedata.category(char) in {"Cc", "Cf"}
            ]
            assert bad == [], where


def put_domain(home: Path, text: str) -> None:
    """Put a text into the profile as it is, as someone who edits the file would."""
    session = open_session(home=home)
    session.append_to_journal("situation-set", field="domain", value=text)
    session.close()


def hostile_pack(folder: Path) -> Path:
    """The pack that ships, with markup put into its texts."""
    pack = folder / "pack"
    shutil.copytree(shipped_folder(), pack)
    for file in pack.rglob("*.toml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(map(hostile, lines)) + "\n", encoding="utf-8")
    return pack


def hostile(line: str) -> str:
    """A line of a pack with markup put before its text, where it has one that is shown."""
    key, _, value = line.partition(" = ")
    shown = {"title", "text", "ask", "summary", "do", "situation", "differs", "proof"}
    if key.strip() in shown and value.startswith('"') and not value.startswith('"""'):
        return f'{key} = "[/] [b] {value[1:]}'
    return line

"""What holds on every screen: help, palette, themes, and leaving."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.theme import Theme
from textual.widgets import Input

from pmcoach.coach.session import Session
from pmcoach.report.situation import SITUATION
from pmcoach.store.paths import profile_paths
from pmcoach.tui.app import CoachApp
from pmcoach.tui.commands import commands_for
from pmcoach.tui.screens.help import help_text, keys_text
from pmcoach.tui.themes import THEME_NAMES, THEMES
from tests.tui.support import Running, coach, saved


@pytest.mark.slow
@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_names_every_key_of_the_screen_that_it_was_opened_from(
    demo: Path, key: str
) -> None:
    async with coach(demo, (120, 150)) as running:
        await running.press("enter")
        await running.on("question")
        await running.press(key)
        await running.on("help")
        for one in commands_for("question"):
            await running.shows(f"{keys_text(one)} {one.title}", one.help)
        await running.press("escape")
        await running.on("question")


async def test_help_on_help_does_not_pile_up(home: Path) -> None:
    async with coach(home) as running:
        await running.press("question_mark", "question_mark", "f1")
        await running.on("help")
        await running.press("escape")
        await running.on("home")


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_all_of_the_help_can_be_read_by_keyboard(demo: Path, size: tuple[int, int]) -> None:
    async with coach(demo, size) as running:
        await running.press("question_mark")
        await running.on("help")
        await running.press("end")
        await running.shows("has validated them.")


@pytest.mark.parametrize("where", ["home", "question", "plan", "target"])
def test_a_key_is_written_as_it_stands_on_the_keyboard(where: str) -> None:
    text = help_text(commands_for(where), "Checked.").plain
    for name in ("question_mark", "escape", "plus", "minus", "equals_sign", "colon", "slash"):
        assert name not in text


@pytest.mark.slow
@pytest.mark.parametrize("key", ["ctrl+p", "colon"])
async def test_the_palette_finds_a_command_and_runs_it(demo: Path, key: str) -> None:
    async with coach(demo) as running:
        await running.press(key)
        await running.on("CommandPalette")
        await running.press(*"results")
        await running.shows("What is known about you")
        await running.press("enter")
        await running.on("results")


@pytest.mark.slow
async def test_the_palette_runs_the_command_of_the_screen_below_it(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("enter")
        await running.on("question")
        item = running.question.item
        await running.press("colon")
        await running.on("CommandPalette")
        await running.press(*"does not apply")
        await running.shows("Say that this does not apply")
        await running.press("enter")
        await running.on("question")
        await running.until(lambda: running.question.item != item, "went on")
    assert saved(demo).profile.state.answers[item].kind == "not-applicable"


@pytest.mark.slow
async def test_what_the_palette_offers_does_something(demo: Path) -> None:
    """A line in the palette that does nothing is a defect: its action has to be the screen's."""
    async with coach(demo) as running:
        for key, where in (
            ("r", "results"),
            ("p", "plan"),
            ("t", "target"),
            ("s", "situation"),
            ("e", "export"),
            ("c", "hiring"),
        ):
            await running.press(key)
            await running.on(where)
            screen = running.app.screen
            titles = [one.title for one in running.app.get_system_commands(screen)]
            offered = [one for one in commands_for(where) if one.title.capitalize() in titles]
            for one in offered:
                assert any(
                    hasattr(owner, f"action_{one.action_name}") for owner in (screen, running.app)
                ), (where, one.id)
            await running.press("escape")
            await running.on("home")


async def test_the_theme_changes_and_comes_round(home: Path) -> None:
    async with coach(home) as running:
        seen = [running.app.theme]
        for _ in THEME_NAMES:
            await running.press("T")
            seen.append(running.app.theme)
    assert tuple(seen[:-1]) == THEME_NAMES
    assert seen[-1] == seen[0]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("paper", ["background", "panel", "surface"])
def test_text_is_readable_in_every_theme(theme: Theme, paper: str) -> None:
    """WCAG asks for a contrast of 4.5 for text; bars stand on the panel, the rest on paper."""
    under = luminance(getattr(theme, paper))
    for name in ("foreground", "secondary", "primary", "success", "warning", "error"):
        ink = luminance(getattr(theme, name))
        contrast = (max(ink, under) + 0.05) / (min(ink, under) + 0.05)
        assert contrast >= 4.5, (name, round(contrast, 2))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, of a colour written #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "where", "key"),
    [
        ((), "home", "q"),
        ((), "home", "ctrl+q"),
        (("enter",), "question", "q"),
        (("r",), "results", "q"),
        (("s",), "situation", "q"),
        (("question_mark",), "help", "q"),
    ],
)
async def test_q_quits_from_every_screen(
    demo: Path, way: tuple[str, ...], where: str, key: str
) -> None:
    async with coach(demo) as running:
        await running.press(*way)
        await running.on(where)
        await running.press(key)
        await running.until(lambda: running.app.return_code is not None, "quit")
    assert running.app.return_code == 0


async def test_q_in_a_text_field_is_a_letter(home: Path) -> None:
    async with coach(home) as running:
        await running.press("s")
        await running.on("situation")
        await running.press(*["j"] * list(SITUATION).index("domain"), "enter")
        await running.on("number")
        await running.press("q", "T", "question_mark", "colon", "enter")
        await running.on("situation")
        assert running.app.return_code is None
    assert saved(home).profile.journal.context.domain == "qT?:"


async def test_q_in_the_palette_is_a_letter(home: Path) -> None:
    async with coach(home) as running:
        await running.press("colon")
        await running.on("CommandPalette")
        await running.press("q")
        assert running.app.screen.query_one(Input).value == "q"
        assert running.app.return_code is None


async def test_quitting_before_the_profile_is_open_is_quiet(demo: Path) -> None:
    app = CoachApp(profile_paths(demo))
    async with app.run_test() as pilot:
        app.simulate_key("q")
        running = Running(app, pilot)
        await running.until(lambda: app.return_code is not None, "quit")
    assert app.return_code == 0


async def test_opening_spells_out_no_session(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual describes what a worker is called with, and a session's whole content is long."""
    spelled_out: list[Session] = []

    def spell_out(session: Session) -> str:
        spelled_out.append(session)
        return ""

    monkeypatch.setattr(Session, "__repr__", spell_out)
    async with coach(demo):
        assert spelled_out == []


async def test_leaving_gives_the_lock_back(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("q")
    async with coach(demo) as running:
        assert running.app.session is not None
        assert not running.app.session.read_only


async def test_content_that_cannot_be_read_ends_the_app_saying_why(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = CoachApp(profile_paths(home), tmp_path / "none")
    async with app.run_test() as pilot:
        await Running(app, pilot).until(lambda: app.return_code is not None, "ended")
    assert app.return_value == 1
    assert "none:nosuchfolder" in "".join(capsys.readouterr().err.split())

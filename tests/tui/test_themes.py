"""The looks: everything can be read in each, and meaning never hangs on colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

import pmcoach.tui
from pmcoach.catalog.vocabulary import FACETS, max_level
from pmcoach.store.config import THEME_CHOICES
from pmcoach.tui.themes import ALL_THEMES, PREFIX, TERMINAL, THEME_NAMES, THEMES, look_of
from pmcoach.tui.widgets.level_bar import level_bar
from tests.tui.configured import configured
from tests.tui.support import Running, coach

AA = 4.5
"""The contrast that WCAG asks of text."""
INKS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
PAPERS = ("background", "surface", "panel")
WAYS: dict[str, tuple[str, ...]] = {
    "home": (),
    "target": ("t",),
    "results": ("r",),
    "verdict": ("r", "enter"),
    "plan": ("p",),
    "situation": ("s",),
    "values": ("s", "enter"),
    "number": ("s", "j", "enter"),
    "export": ("e",),
    "help": ("question_mark",),
    "lengths": ("a",),
    "question": ("enter", "2"),
    "note": ("enter", "c"),
    "evidence": ("w",),
    "record": ("w", "enter"),
    "search": ("slash",),
    "whatif": ("p", "f"),
    "profiles": ("o",),
    "hiring": ("c",),
    "lenses": ("l",),
    "history": ("h",),
    "ad": ("f",),
}
DECORATION = set(" ─━▔▁▂▃▄▅▆▇█▌▐│")


def luminance(red: int, green: int, blue: int) -> float:
    """Relative luminance as WCAG defines it."""
    r, g, b = (
        c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4
        for c in (red, green, blue)
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(ink: Color, paper: Color) -> float:
    """From 1 to 21."""
    one, other = (luminance(*colour.rgb) for colour in (ink, paper))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def ground(value: str) -> Color:
    """A colour of a theme, with how thin it is laid on: "#ffffff 20%"."""
    colour, _, percent = value.partition(" ")
    return Color.parse(colour).with_alpha(float(percent.rstrip("%") or 100) / 100)


def segments(running: Running) -> Iterator[tuple[str, Style]]:
    """Everything on screen, as it goes to the terminal."""
    for strip in running.app.screen._compositor.render_strips():
        for segment in strip:
            assert isinstance(segment, Segment)
            if segment.style is not None:
                yield segment.text, segment.style


async def home(running: Running) -> None:
    while running.where != "home":
        await running.press("escape")


# The colours


@pytest.mark.parametrize(
    ("theme", "dark", "light"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#15181e", "#dfe3ea", 13.8),
    ],
)
def test_contrast_is_reckoned_as_wcag_does(theme: str, dark: str, light: float) -> None:
    assert contrast(Color.parse(theme), Color.parse(dark)) == pytest.approx(light, abs=0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_every_paper_and_on_the_line_that_one_is_on(
    theme: Theme, ink: str
) -> None:
    colour = Color.parse(getattr(theme, ink))
    here = ground(theme.variables["here"])
    for paper in PAPERS:
        under = Color.parse(getattr(theme, paper))
        assert contrast(colour, under) >= AA, paper
        if paper != "panel":  # the bars have no present line
            assert contrast(colour, under + here) >= AA, f"the present line on {paper}"


def test_users_names_are_those_of_the_themes() -> None:
    assert tuple(look_of(name) for name in THEME_NAMES) == THEME_CHOICES
    assert all(name.startswith(PREFIX) for name in THEME_NAMES)


def test_mono_is_made_of_greys() -> None:
    [mono] = [one for one in THEMES if look_of(one.name) == "mono"]
    named = [getattr(mono, name) for name in (*INKS, *PAPERS)]
    for value in [*named, *(v for v in mono.variables.values() if v.startswith("#"))]:
        assert len(set(ground(value).rgb)) == 1, value


def test_the_terminals_own_theme_names_only_colours_of_the_terminal() -> None:
    assert TERMINAL.ansi
    assert all(getattr(TERMINAL, name).startswith("ansi_") for name in (*INKS, *PAPERS))
    assert all(getattr(TERMINAL, name) == "ansi_default" for name in PAPERS)


@pytest.mark.parametrize(
    "file",
    [
        path
        for path in Path(next(iter(pmcoach.tui.__path__))).rglob("*")
        if path.suffix in {".py", ".tcss"} and path.name != "themes.py"
    ],
    ids=lambda path: path.name,
)
def test_no_screen_has_a_colour_of_its_own(file: Path) -> None:
    """All colours come by their meaning from the theme."""
    text = file.read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{6}\b|\brgba?\(|\bhsl\(", text)
    if file.suffix == ".tcss":
        values = re.findall(r"(?:color|background|border[\w-]*|tint)\s*:\s*([^;]+);", text)
        words = {word for value in values for word in re.findall(r"(?<![$\w-])[a-z_]+", value)}
        assert words <= {"none", "transparent", "solid", "hkey", "ansi_default", "bold"}


async def test_every_screen_can_be_read_in_every_theme(demo: Path) -> None:
    """Not the theme's colours but those that reach the terminal, through every style and tint."""
    async with coach(demo) as running:
        for where, way in WAYS.items():
            await home(running)
            await running.press(*way)
            await running.on(where)
            for theme in THEMES:
                running.app.theme = theme.name
                await running.pilot.pause()
                for text, style in segments(running):
                    if set(text) <= DECORATION:
                        continue
                    assert style.color is not None
                    assert style.bgcolor is not None
                    ink, paper = (
                        Color.from_rich_color(one) for one in (style.color, style.bgcolor)
                    )
                    at = (where, theme.name, text, ink.hex, paper.hex)
                    assert contrast(ink, paper) >= AA - 0.05, at


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_the_palette_can_be_read(demo: Path, theme: Theme) -> None:
    async with coach(demo) as running:
        running.app.theme = theme.name
        await running.press("colon")
        await running.on("CommandPalette")
        await running.press(*"result")
        await running.shows("What is known about you")
        strips = running.app.screen._compositor.render_strips()
        [row] = [strip for strip in strips if "What is known about you" in strip.text]
        for segment in row:
            if segment.text.strip() and segment.style:
                assert segment.style.color is not None
                assert segment.style.bgcolor is not None
                ink = Color.from_rich_color(segment.style.color)
                assert contrast(ink, Color.from_rich_color(segment.style.bgcolor)) >= AA


# Without colour


@pytest.mark.parametrize("environment", [{}, {"PMCOACH_THEME": "terminal"}], ids=str)
async def test_no_color_leaves_no_hue_on_any_screen(
    demo: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    async with configured(demo) as running:
        for where, way in WAYS.items():
            await home(running)
            await running.press(*way)
            await running.on(where)
            for text, style in segments(running):
                for colour in (style.color, style.bgcolor):
                    if colour is not None:
                        assert len(set(Color.from_rich_color(colour).rgb)) == 1, (where, text)


async def test_under_no_color_the_themes_change_but_never_to_the_terminals_own(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    seen = set()
    async with configured(demo) as running:
        assert running.app.theme == "pmcoach-mono"
        for _ in ALL_THEMES:
            await running.press("T")
            seen.add(running.app.theme)
        assert len({style.color for _, style in segments(running)}) > 1
    assert seen == set(THEME_NAMES) - {TERMINAL.name}
    monkeypatch.delenv("NO_COLOR")
    async with configured(demo) as running:
        assert running.app.theme == "pmcoach-dark"


def test_marks_differ_by_their_glyph() -> None:
    """Reached, missing, beyond and not known; and none, thin and solid."""
    assert level_bar(2, 3, 4).plain.strip() == "■■□·"
    assert level_bar(None, 3, 4).plain.strip() == "?"
    ends = {level_bar(2, 3, 4, support).plain[-1] for support in ("unsure", "likely", "firm")}
    assert len(ends) == 3


@pytest.mark.parametrize("level", [None, 0, 3])
def test_bars_of_all_facets_are_as_wide_as_each_other(level: int | None) -> None:
    bars = [level_bar(level, 2, max_level(facet)).plain for facet in FACETS]
    assert [len(bar) for bar in bars] == [5, 5, 5]


@pytest.mark.parametrize("look", THEME_CHOICES)
async def test_the_line_that_one_is_on_stands_out_in_every_theme(demo: Path, look: str) -> None:
    """By ground or by style, in the list on home and among the answers to a question."""
    async with coach(demo) as running:
        running.app.theme = PREFIX + look
        await running.pilot.pause()
        styles = {text.strip(): style for text, style in segments(running)}
        first, second = (
            next(style for text, style in styles.items() if text.startswith(one))
            for one in ("Results", "Plan")
        )
        assert (first.bgcolor, first.underline) == (second.bgcolor, second.underline)
        await running.press("down", "down", "down")
        styles = {text.strip(): style for text, style in segments(running)}
        first, second = (
            next(style for text, style in styles.items() if text.startswith(one))
            for one in ("Results", "Plan")
        )
        assert (first.bgcolor, first.underline) != (second.bgcolor, second.underline)


# The terminal's own colours


async def test_the_terminals_own_colours_reach_the_terminal_as_such(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMCOACH_THEME", "terminal")
    async with configured(demo) as running:
        for where, way in WAYS.items():
            await home(running)
            await running.press(*way)
            await running.on(where)
            for text, style in segments(running):
                for colour in (style.color, style.bgcolor):
                    assert colour is None or colour.is_system_defined, (where, text, colour)
                if where not in {"number", "profiles"}:  # where the field's text is selected
                    assert style.bgcolor is None or style.bgcolor.is_default, (where, text)


# What is remembered


async def test_the_look_that_was_chosen_comes_back(demo: Path) -> None:
    async with configured(demo) as running:
        await running.press("T")
        assert running.app.theme == "pmcoach-light"
    async with configured(demo) as running:
        assert running.app.theme == "pmcoach-light"
    async with configured(demo, 'theme = "contrast"\n') as running:
        assert running.app.theme == "pmcoach-contrast"


async def test_the_users_own_file_is_not_written_to(demo: Path) -> None:
    async with configured(demo, '# mine\ntheme = "light"\n') as running:
        await running.press("T")
        assert running.app.theme == "pmcoach-contrast"
    assert (demo / "config.toml").read_text(encoding="utf-8") == '# mine\ntheme = "light"\n'


# Without animation


async def test_nothing_waits_for_an_animation(demo: Path) -> None:
    """As with TEXTUAL_ANIMATIONS=none."""
    async with coach(demo, (60, 20)) as running:
        running.app.animation_level = "none"
        for where, way in WAYS.items():
            await home(running)
            await running.press(*way)
            await running.on(where)
            await running.press("pagedown", "end", "home")
            assert running.where == where

"""The looks. Colours by meaning: primary for what you can do, success for what is reached,
warning for what is missing, secondary for what is quiet."""

from __future__ import annotations

from textual.theme import Theme

THEMES = (
    Theme(
        name="pmcoach-dark", dark=True,
        primary="#7cc4b8", secondary="#8a93a6", accent="#e0b872", success="#8fc98a",
        warning="#e0b872", error="#e88a83", foreground="#dfe3ea", background="#15181e",
        surface="#1b1f27", panel="#242a34",
    ),
    Theme(
        name="pmcoach-light", dark=False,
        primary="#0f6b60", secondary="#5a6272", accent="#8a5a00", success="#2c6e2f",
        warning="#8a5a00", error="#a32a22", foreground="#1d2229", background="#faf9f6",
        surface="#f2f0ea", panel="#e6e3da",
    ),
    Theme(
        name="pmcoach-contrast", dark=True,
        primary="#ffffff", secondary="#d0d0d0", accent="#ffff00", success="#00ff66",
        warning="#ffff00", error="#ff8080", foreground="#ffffff", background="#000000",
        surface="#000000", panel="#303030",
    ),
)
THEME_NAMES = tuple(theme.name for theme in THEMES)

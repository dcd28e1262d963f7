"""The looks. Colours by meaning: primary for what you can do, success for what is reached,
warning for what is missing, secondary for what is quiet. Meaning never hangs on colour alone.

Beside Textual's own names: "here" is the ground of the line that one is on, "here-style" marks it
as well, since a ground is a colour, and "thumb" is what moves in a scrollbar.
"""

from __future__ import annotations

from textual.theme import Theme

PREFIX = "pmcoach-"
"""Before the names that users write, so that no theme of Textual's is in the way."""


def _grounds(ink: str, percent: int, under: str, *, thumb: str, style: str) -> dict[str, str]:
    """The grounds of a theme that are made of its primary colour: thin below the line that one is
    on, so that every colour can be read on it, and full below what is selected in a field."""
    return {
        "here": f"{ink} {percent}%",
        "here-style": style,
        "thumb": thumb,
        "block-cursor-blurred-background": f"{ink} {percent}%",
        "input-selection-background": ink,
        "input-selection-foreground": under,
    }


THEMES = (
    Theme(
        name="pmcoach-dark",
        dark=True,
        primary="#7cc4b8",
        secondary="#a3abbb",
        accent="#e0b872",
        success="#8fc98a",
        warning="#e0b872",
        error="#ec948e",
        foreground="#dfe3ea",
        background="#15181e",
        surface="#1b1f27",
        panel="#242a34",
        variables=_grounds("#7cc4b8", 20, "#15181e", thumb="#6d7585", style="bold"),
    ),
    Theme(
        name="pmcoach-light",
        dark=False,
        primary="#0d6359",
        secondary="#4f5765",
        accent="#805300",
        success="#276529",
        warning="#805300",
        error="#a32a22",
        foreground="#1d2229",
        background="#faf9f6",
        surface="#f2f0ea",
        panel="#e6e3da",
        variables=_grounds("#0d6359", 14, "#faf9f6", thumb="#7d8490", style="bold"),
    ),
    Theme(
        name="pmcoach-contrast",
        dark=True,
        primary="#ffffff",
        secondary="#d0d0d0",
        accent="#ffff00",
        success="#00ff66",
        warning="#ffff00",
        error="#ff9999",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        variables=_grounds("#ffffff", 22, "#000000", thumb="#d0d0d0", style="bold underline"),
    ),
    Theme(
        name="pmcoach-mono",
        dark=True,
        primary="#ffffff",
        secondary="#b4b4b4",
        accent="#ffffff",
        success="#e4e4e4",
        warning="#ffffff",
        error="#ffffff",
        foreground="#e4e4e4",
        background="#121212",
        surface="#1c1c1c",
        panel="#2a2a2a",
        variables=_grounds("#ffffff", 18, "#121212", thumb="#8a8a8a", style="bold underline"),
    ),
)
"""The themes with colours of their own."""

TERMINAL = Theme(
    name="pmcoach-terminal",
    ansi=True,
    # Of the sixteen, these few can be read on the terminal's own dark and light grounds alike.
    primary="ansi_magenta",
    secondary="ansi_default",
    accent="ansi_magenta",
    success="ansi_green",
    warning="ansi_red",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        # Not reversed: Textual drops that from the lines of a list.
        "here": "ansi_default",
        "here-style": "bold underline",
        "thumb": "ansi_magenta",
        **dict.fromkeys(
            (
                "ansi-background",
                "ansi-foreground",
                "panel",
                "border",
                "border-blurred",
                "text-muted",
                "text-disabled",
                "foreground-disabled",
                "foreground-muted",
                "surface-active",
                "block-cursor-background",
                "block-cursor-foreground",
                "scrollbar-background",
                "scrollbar-background-hover",
                "scrollbar-background-active",
                "link-background-hover",
                "link-color",
                "link-color-hover",
            ),
            "ansi_default",
        ),
        "block-cursor-text-style": "bold underline",
        "input-selection-foreground": "ansi_black",
    },
)
"""The terminal's own sixteen colours on its own ground."""

ALL_THEMES = (*THEMES, TERMINAL)
THEME_NAMES = tuple(theme.name for theme in ALL_THEMES)


def look_of(theme: str) -> str:
    """A theme's name as users write it."""
    return theme.removeprefix(PREFIX)

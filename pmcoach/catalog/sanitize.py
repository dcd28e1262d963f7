"""Takes out of a text what a terminal would obey or nobody would see. Pure."""

from __future__ import annotations

import re
import unicodedata

UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters (but not tab and line end), and invisible ones that reorder or hide text."""
_JOINERS = {"\u200c", "\u200d"}
"""Invisible too, but many scripts can't be written correctly without them."""


def strip_unprintable(text: str, *, lines: bool = False) -> str:
    """Take out control characters and invisible formatting characters.

    Args:
        text: Any text.
        lines: Whether line ends stay; otherwise they become spaces, as tabs always do.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\t", " ") if lines else re.sub(r"[\t\n]", " ", text)
    return "".join(
        character
        for character in text
        if character == "\n"
        or character in _JOINERS
        or unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cs"}
    )

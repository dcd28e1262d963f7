"""Taking out of a text what a terminal would obey or nobody would see. Pure."""

from __future__ import annotations

import re
import unicodedata

UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters (but not tab and line end), and invisible ones that reorder or hide text."""
_JOINERS = {"\u200c", "\u200d"}
"""Invisible too, but many scripts cannot be written correctly without them."""


def strip_unprintable(text: str, *, lines: bool = False) -> str:
    """``text`` without control or invisible formatting characters; line ends stay if ``lines``,
    else they become spaces."""
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    for char in text:
        if char in "\n\t":
            shown.append(char if lines and char == "\n" else " ")
        elif char in _JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs"}:
            shown.append(char)
    return "".join(shown)

"""The names of keys: as they are bound, as users write them, and as they are shown."""

from __future__ import annotations

import string
import unicodedata

_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "control": "ctrl",
    "option": "alt",
    "spacebar": "space",
}
_MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}
NAMED = {
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "insert",
    "delete",
    "backspace",
    "tab",
    "enter",
    "escape",
    "space",
    *(f"f{n}" for n in range(1, 25)),
}
"""Keys that have a name rather than a character."""


def name_of(character: str) -> str:
    """The name that a character is bound by, as Textual has it."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name) or character


CHARACTERS = {name_of(character): character for character in string.punctuation}
"""Names of keys that are better written as what is printed on them."""


def parse_key(text: str) -> str | None:
    """The name of the key that a user wrote ("x", "?", "f5", "Ctrl+X", "esc"), or None."""
    text = text.strip() or text
    if len(text) == 1:
        return name_of(text) if text.isprintable() else None
    *modifiers, base = [_ALIASES.get(part, part) for part in _split(text)]
    if not _MODIFIERS.issuperset(modifiers):
        return None
    if len(base) == 1 and base.isprintable():
        if modifiers == ["shift"] and base.isalpha():
            return base.upper()
        base = name_of(base)
    elif base not in NAMED and base not in CHARACTERS:
        return None
    return "+".join([*sorted(set(modifiers)), base])


def _split(text: str) -> list[str]:
    """The parts of a key with modifiers, in small letters; the last may be a plus itself."""
    head, plus, base = text.lower().rpartition("+")
    if plus and not base:
        head, base = head.removesuffix("+"), "plus"
    return [*(head.split("+") if head else []), base]


def written(key: str) -> str:
    """A key's name as one would write it: "?" for question_mark, "esc" for escape."""
    *modifiers, base = key.split("+")
    return "+".join([*modifiers, CHARACTERS.get(base, "esc" if base == "escape" else base)])


def printable(key: str) -> bool:
    """Whether a text field takes this key as something typed."""
    return len(key) == 1 or key in CHARACTERS or key == "space"

"""Which keys hold, once the user's own are put in place of those that are declared.

Nothing here can lock anyone out: enter, escape, f1, ctrl+q, ctrl+s, up and down stay with the
commands that have them, and a key that would mean two things on a screen keeps its first meaning.
Imports nothing of Textual, so that the command line can look at a keymap too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pmcoach.tui.commands import COMMANDS, EVERYWHERE, Command
from pmcoach.tui.keys import parse_key, written

KEPT = ("enter", "escape", "f1", "ctrl+q", "ctrl+s", "up", "down")
"""Keys that stay with the commands that have them, beside the user's own."""
TAKEN = {
    **dict.fromkeys(KEPT, "it is one that always works"),
    **dict.fromkeys(
        ("tab", "shift+tab", "home", "end", "pageup", "pagedown"), "lists and text fields use it"
    ),
    "ctrl+c": "it copies",
    "ctrl+i": "a terminal sends it as tab",
    "ctrl+m": "a terminal sends it as enter",
    "ctrl+j": "a terminal sends it as enter",
    "ctrl+h": "a terminal sends it as backspace",
    "ctrl+left_square_bracket": "a terminal sends it as escape",
}
"""Keys that cannot be given to another command, and why."""
UNMOVED = "choose"
"""The command whose keys stay: one binding a digit."""
PAGING = "page.down"
"""The binding of a scrolling page, which gives up space where the user wants that."""

Place = tuple[str, str]
"""A screen ("everywhere" for all) and the id of a command."""


@dataclass(frozen=True)
class Keymap:
    """The keys of the commands that were rebound, and what could not be done as wished."""

    changed: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def of(self, command: Command, where: str) -> Command:
        """The command with the keys that it has on a screen."""
        home = EVERYWHERE if EVERYWHERE in command.where else where
        keys = self.changed.get((home, command.id))
        return replace(command, keys=",".join(keys), glyph="") if keys else command

    def bindings(self) -> dict[str, str]:
        """The same as ids of bindings with their keys, for ``App.set_keymap``."""
        found = {
            f"{where}.{ident}": ",".join(keys) for (where, ident), keys in self.changed.items()
        }
        if any("space" in keys for keys in self.changed.values()):
            found[PAGING] = "pagedown"
        return found


UNCHANGED = Keymap()


def make_keymap(wanted: Mapping[str, Sequence[str]]) -> Keymap:
    """The keymap for what was asked: "command" or "screen.command", with keys as users write
    them. What cannot be is left as declared, with a warning; the rest holds."""
    warnings: list[str] = []
    asked: dict[Place, tuple[str, ...]] = {}
    # What is said of one screen counts more than what is said of all, whichever comes first.
    for entry in sorted(wanted, key=lambda one: "." in one):
        places = _places(entry, warnings)
        keys = _keys(entry, places, wanted[entry], warnings) if places else ()
        asked |= dict.fromkeys(places, keys) if keys else {}
    _settle(asked, warnings)
    changed = {place: keys for place, keys in asked.items() if keys != _declared(place)}
    return Keymap(changed, tuple(warnings))


def _places(entry: str, warnings: list[str]) -> list[Place]:
    """Where the keys of an entry hold; nowhere for one that cannot be used."""
    where, _, ident = entry.rpartition(".")
    command = _BY_ID.get(ident)
    if command is None:
        warnings.append(f"[keys] {entry[:60]}: there is no such command{_similar(ident)}.")
    elif ident == UNMOVED:
        warnings.append(f"[keys] {entry}: digits choose; that cannot be changed.")
    elif where and where not in command.where:
        if EVERYWHERE in command.where:
            warnings.append(f"[keys] {entry}: {ident} is the same on every screen: write {ident}.")
        else:
            warnings.append(
                f"[keys] {entry[:60]}: {ident} is on these screens: {', '.join(command.where)}."
            )
    else:
        return [(where, ident)] if where else [(one, ident) for one in command.where]
    return []


def _similar(ident: str) -> str:
    from difflib import get_close_matches  # only where something was mistyped

    near = get_close_matches(ident, _BY_ID, n=1)
    return f"; did you mean {near[0]}" if near else ""


def _keys(
    entry: str, places: list[Place], wanted: Sequence[str], warnings: list[str]
) -> tuple[str, ...]:
    """The names of the keys that can be used, with those that the command keeps; none if no wish
    can be fulfilled."""
    own = _declared(places[0])
    found: list[str] = []
    for one in wanted:
        key = parse_key(one)
        if key is None:
            warnings.append(
                f'[keys] {entry}: "{one[:20]}" is no key. Write a character, or a name '
                "such as f5, space or ctrl+x."
            )
        elif key in TAKEN and key not in own:
            warnings.append(f"[keys] {entry}: {written(key)} cannot be used: {TAKEN[key]}.")
        else:
            found.append(key)
    kept = [key for key in own if key in KEPT]
    return tuple(dict.fromkeys([*found, *kept])) if found else ()


def _settle(asked: dict[Place, tuple[str, ...]], warnings: list[str]) -> None:
    """Take back wishes, one at a time, until no key means two things on any screen."""
    lost: dict[Place, list[str]] = {}
    while (clash := next(_clashes(asked), None)) is not None:
        where, key, ours, other = clash
        lost.setdefault((key, ours[1]), []).append(f"{other[1]} on {where}")
        del asked[ours]
    for (key, ident), meanings in lost.items():
        some = f"{', '.join(meanings[:3])}{' and others' if len(meanings) > 3 else ''}"
        warnings.append(
            f"[keys] {ident}: {written(key)} is already {some}; there {ident} stays on "
            f"{written(_declared(('', ident))[0])}."
        )


def _clashes(asked: Mapping[Place, tuple[str, ...]]) -> Iterator[tuple[str, str, Place, Place]]:
    """Every screen where a key means two things: the key, the wish to take back, and the other."""
    for where in SCREENS:
        meanings: dict[str, Place] = {}
        for place in _ON[where]:
            for key in asked.get(place, _declared(place)):
                other = meanings.setdefault(key, place)
                if other != place:
                    # Where both were asked for, the one that was declared first has it.
                    yield where, key, *((place, other) if place in asked else (other, place))


def _declared(place: Place) -> tuple[str, ...]:
    """The keys that a command is declared with."""
    return tuple(_BY_ID[place[1]].keys.split(","))


_BY_ID = {one.id: one for one in COMMANDS}
SCREENS = tuple(
    dict.fromkeys(where for one in COMMANDS for where in one.where if where != EVERYWHERE)
)
_ON: dict[str, list[Place]] = {
    where: [
        (where if where in one.where else EVERYWHERE, one.id)
        for one in COMMANDS
        if where in one.where or EVERYWHERE in one.where
    ]
    for where in SCREENS
}

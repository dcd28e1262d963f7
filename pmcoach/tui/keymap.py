"""Which keys hold, once the user's own are put in place of those that are declared.

Nothing here can lock anyone out: enter, escape, f1, ctrl+q, ctrl+s, up and down stay with the
commands that have them, and a key that would mean two things on a screen keeps its first meaning.
Imports nothing of Textual, so that the command line can look at a keymap too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pmcoach.tui.commands import COMMAND_BY_ID, COMMANDS, EVERYWHERE, Command
from pmcoach.tui.keys import parse_key, written
from pmcoach.tui.registry import SCREENS

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
Wishes = dict[Place, tuple[str, ...]]
"""The keys that the user would like for a command there."""


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
        wants_space = any("space" in keys for keys in self.changed.values())
        return {
            f"{where}.{ident}": ",".join(keys) for (where, ident), keys in self.changed.items()
        } | ({PAGING: "pagedown"} if wants_space else {})


UNCHANGED = Keymap()


def make_keymap(wanted: Mapping[str, Sequence[str]]) -> Keymap:
    """The keymap for what was asked: "command" or "screen.command", with keys as users write
    them. What cannot be is left as declared, with a warning; the rest holds."""
    warnings: list[str] = []
    wishes: Wishes = {}
    # What is said of one screen counts more than what is said of all, whichever comes first.
    for entry in sorted(wanted, key=lambda entry: "." in entry):
        places = _places(entry, warnings)
        keys = _keys(entry, places, wanted[entry], warnings) if places else ()
        wishes |= dict.fromkeys(places, keys) if keys else {}
    _settle(wishes, warnings)
    changed = {place: keys for place, keys in wishes.items() if keys != _declared(place)}
    return Keymap(changed, tuple(warnings))


def _places(entry: str, warnings: list[str]) -> list[Place]:
    """Where the keys of an entry hold; nowhere for one that cannot be used."""
    where, _, ident = entry.rpartition(".")
    command = COMMAND_BY_ID.get(ident)
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
        return [(where, ident)] if where else [(screen, ident) for screen in command.where]
    return []


def _similar(ident: str) -> str:
    from difflib import get_close_matches  # only where something was mistyped

    near = get_close_matches(ident, COMMAND_BY_ID, n=1)
    return f"; did you mean {near[0]}" if near else ""


def _keys(
    entry: str, places: list[Place], wanted: Sequence[str], warnings: list[str]
) -> tuple[str, ...]:
    """The names of the keys that can be used, with those that the command keeps; none if no wish
    can be fulfilled."""
    declared = _declared(places[0])
    usable: list[str] = []
    for text in wanted:
        key = parse_key(text)
        if key is None:
            warnings.append(
                f'[keys] {entry}: "{text[:20]}" is no key. Write a character, or a name '
                "such as f5, space or ctrl+x."
            )
        elif key in TAKEN and key not in declared:
            warnings.append(f"[keys] {entry}: {written(key)} cannot be used: {TAKEN[key]}.")
        else:
            usable.append(key)
    fixed = [key for key in declared if key in KEPT]
    return tuple(dict.fromkeys([*usable, *fixed])) if usable else ()


def _settle(wishes: Wishes, warnings: list[str]) -> None:
    """Take back wishes, one at a time, until no key means two things on any screen."""
    lost: dict[Place, list[str]] = {}
    while (clash := next(_clashes(wishes), None)) is not None:
        where, key, wish, rival = clash
        lost.setdefault((key, wish[1]), []).append(f"{rival[1]} on {where}")
        del wishes[wish]
    for (key, ident), meanings in lost.items():
        first_meanings = ", ".join(meanings[:3]) + (" and others" if len(meanings) > 3 else "")
        warnings.append(
            f"[keys] {ident}: {written(key)} is already {first_meanings}; there {ident} stays on "
            f"{written(_declared(('', ident))[0])}."
        )


def _clashes(wishes: Wishes) -> Iterator[tuple[str, str, Place, Place]]:
    """Every screen where a key means two things: the key, the wish to take back, and its rival."""
    for where in SCREENS:
        meanings: dict[str, Place] = {}
        for command in _on(where):
            place = (where if where in command.where else EVERYWHERE, command.id)
            for key in wishes.get(place, _declared(place)):
                rival = meanings.setdefault(key, place)
                if rival != place:
                    # Where both were asked for, the one that was declared first has it.
                    yield where, key, *((place, rival) if place in wishes else (rival, place))


def _on(where: str) -> list[Command]:
    """What can be done on a screen, in the order of declaration."""
    return [
        command for command in COMMANDS if where in command.where or EVERYWHERE in command.where
    ]


def _declared(place: Place) -> tuple[str, ...]:
    """The keys that a command is declared with."""
    return tuple(COMMAND_BY_ID[place[1]].keys.split(","))

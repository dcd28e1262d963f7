"""Write the README's table of keys from the declared commands.

Run: make key-table

Run it after a command was added or changed; a test holds the table to the commands.
"""

from __future__ import annotations

import re
from pathlib import Path

from pmcoach.tui.commands import COMMANDS, EVERYWHERE, Command
from pmcoach.tui.keys import written

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- keys -->", "<!-- /keys -->"
MOST_SCREENS = 6
"""Screens that are named; a command of more is said to hold on lists and pages."""


def table() -> str:
    """All commands: keys, id, screens and what they do."""
    rows = ["| keys | command | where | what it does |", "|---|---|---|---|"]
    rows += [f"| {keys(one)} | `{one.id}` | {screens(one)} | {one.help} |" for one in COMMANDS]
    return "\n".join(rows)


def keys(command: Command) -> str:
    """The keys of a command, each as code."""
    return " ".join(f"`{written(key)}`" for key in command.keys.split(",")).replace("|", "\\|")


def screens(command: Command) -> str:
    """Where a command holds."""
    if EVERYWHERE in command.where:
        return "everywhere"
    if len(command.where) > MOST_SCREENS:
        return f"{len(command.where)} screens"
    return ", ".join(command.where)


def with_table(readme: str) -> str:
    """The text of the README with the table as it should be. Raises ValueError where it has no
    place for it."""
    found = re.subn(
        f"{re.escape(BEGIN)}.*?{re.escape(END)}",
        lambda _: f"{BEGIN}\n{table()}\n{END}",
        readme,
        flags=re.DOTALL,
    )
    if found[1] != 1:
        raise ValueError(f"The README should have {BEGIN} and {END} once.")
    return found[0]


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")

"""The command that shows every setting and where it came from, and lays down a config.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from pmcoach.cli.shared import Options, friendly, printable, say_json

if TYPE_CHECKING:
    from pmcoach.coach.settings import Settings

NAMES = ("profile", "content", "theme")
MOST_NAMED = 4
"""Screens that are named beside a key; more are counted."""
SHIPPED = "the pack that ships"
SAMPLE = """\
# Settings of pmcoach. Lines that begin with # say nothing: take the # away to use one. What stands
# on the command line or in the environment holds before this. pmcoach config shows what holds.

# Whose data to open.
# profile = "me"

# A pack of content in place of the one that ships; counts from the folder of this file.
# content = "my-pack"

# dark, light, contrast, mono (greys) or terminal (the terminal's own colours). Without this line
# the app begins with the theme that was chosen in it last.
# theme = "dark"

[keys]
# Other keys for a command: its id, and a key or a list of keys. "plan.drop" is the command on one
# screen alone. The README has a table of all commands. Enter, esc, f1, ctrl+q, ctrl+s and the
# up and down arrows always work.
# results = "f2"
# quit = ["Q", "f10"]
# "plan.drop" = "delete"
"""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--init",
    "lay",
    is_flag=True,
    help="Write a config.toml with every setting explained; never over an existing one.",
)
@click.pass_obj
def config(options: Options, as_json: bool, lay: bool) -> None:
    """Show every setting with where it came from, and where the files lie.

    What is said on the command line holds before the environment, that before config.toml. What
    is wrong in config.toml is named on stderr; the rest of it holds.

    \b
    Examples:
      pmcoach config
      pmcoach config --json
      pmcoach config --init      # a config.toml to begin from
    """
    from pmcoach.coach.settings import write_config
    from pmcoach.tui.keymap import make_keymap

    found: Settings = options.settings
    path = found.config.path
    if lay:
        with friendly():
            write_config(path, SAMPLE)
        click.echo(printable(f"Written: {path}"), err=True)
        return
    keymap = make_keymap(found.config.keys)
    warnings = [*found.warnings, *(f"{path}: {one}" for one in keymap.warnings)]
    for one in warnings:
        click.echo(f"pmcoach: {printable(one)}", err=True)
    keys = {f"{where}.{ident}": list(them) for (where, ident), them in keymap.changed.items()}
    if as_json:
        say_json(
            {
                "settings": {
                    name: {
                        "value": getattr(found, name).value or None,
                        "from": getattr(found, name).source,
                    }
                    for name in NAMES
                },
                "keys": keys,
                "paths": paths(found),
                "config_exists": found.config.exists,
                "warnings": warnings,
            }
        )
        return
    for line in lines(found, keys):
        click.echo(printable(line) if line else "")


def paths(found: Settings) -> dict[str, str]:
    """Where everything lies, by name. Raises CommandError for a name that no profile can have."""
    from pmcoach.coach.settings import file_places

    with friendly():
        return file_places(found)


def lines(found: Settings, keys: Mapping[str, list[str]]) -> list[str]:
    """The settings and the paths as a page."""
    page = ["Settings"]
    for name in NAMES:
        setting = getattr(found, name)
        page.append(f"  {name:8} {setting.value or SHIPPED}  (from: {setting.source})")
    if keys:
        page.append("  keys     (from: config.toml)")
        page += [f"           {line}" for line in key_lines(keys)]
    else:
        page.append("  keys     as they are  (from: default)")
    page += ["", "Files and folders"]
    for name, path in paths(found).items():
        absent = name == "config" and not found.config.exists
        more = "  (not there; pmcoach config --init writes one)" if absent else ""
        page.append(f"  {name:8} {path}{more}")
    return page


def key_lines(keys: Mapping[str, list[str]]) -> list[str]:
    """The rebound commands with their keys, those of several screens on one line."""
    from pmcoach.tui.keys import written

    screens: dict[tuple[str, str], list[str]] = {}
    for place, them in keys.items():
        where, _, ident = place.partition(".")
        screens.setdefault((ident, " ".join(map(written, them))), []).append(where)
    return [
        f"{ident}: {them}  on "
        f"{', '.join(found) if len(found) <= MOST_NAMED else f'{len(found)} screens'}"
        for (ident, them), found in screens.items()
    ]

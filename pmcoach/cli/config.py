"""The command that shows every setting and where it came from, and writes a config.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from pmcoach.cli.shared import Options, friendly, printable, say_json, say_lines, say_notices

if TYPE_CHECKING:
    from pmcoach.coach.settings import Setting

SETTING_NAMES = ("profile", "content", "theme")
MAX_SCREENS_NAMED = 4
"""Screens that are named beside a key; more are counted."""
SHIPPED_PACK_LABEL = "the pack that ships"
SAMPLE_CONFIG = """\
# Settings of pmcoach. Lines that begin with # are ignored: remove the # to use one. The command
# line and the environment override this file. pmcoach config shows what applies.

# Whose data to open.
# profile = "me"

# A pack of content in place of the one that ships; counts from the folder of this file.
# content = "my-pack"

# dark, light, contrast, mono (grays) or terminal (the terminal's own colors). Without this line
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
    "write_sample",
    is_flag=True,
    help="Write a config.toml with every setting explained; never over an existing one.",
)
@click.pass_obj
def config(options: Options, as_json: bool, write_sample: bool) -> None:
    """Show every setting with where it came from, and where the files lie.

    The command line overrides the environment, and that overrides config.toml. What is wrong in
    config.toml is named on stderr; the rest of it applies.

    \b
    Examples:
      pmcoach config
      pmcoach config --json
      pmcoach config --init      # a config.toml to begin from
    """
    from pmcoach.coach.settings import file_places, write_config
    from pmcoach.report.wording import written_words
    from pmcoach.tui.keymap import make_keymap

    settings = options.settings
    config_path = settings.config.path
    if write_sample:
        with friendly():
            write_config(config_path, SAMPLE_CONFIG)
        click.echo(printable(written_words(config_path)), err=True)
        return
    keymap = make_keymap(settings.config.keys)
    warnings = [*settings.warnings, *(f"{config_path}: {warning}" for warning in keymap.warnings)]
    say_notices(warnings)
    keys_by_command = {
        f"{screen}.{command}": list(keys) for (screen, command), keys in keymap.changed.items()
    }
    with friendly():
        paths_by_name = file_places(settings)
    settings_by_name: dict[str, Setting] = {name: getattr(settings, name) for name in SETTING_NAMES}
    if as_json:
        say_json(
            {
                "settings": {
                    name: {"value": setting.text or None, "from": setting.source}
                    for name, setting in settings_by_name.items()
                },
                "keys": keys_by_command,
                "paths": paths_by_name,
                "config_exists": settings.config.exists,
                "warnings": warnings,
            }
        )
        return
    absent_hint = (
        "" if settings.config.exists else "  (not there; pmcoach config --init writes one)"
    )
    key_source = "(from: config.toml)" if keys_by_command else "as they are  (from: default)"
    say_lines(
        [
            "Settings",
            *(
                f"  {name:8} {setting.text or SHIPPED_PACK_LABEL}  (from: {setting.source})"
                for name, setting in settings_by_name.items()
            ),
            f"  keys     {key_source}",
            *(f"           {line}" for line in _key_lines(keys_by_command)),
            "",
            "Files and folders",
            *(
                f"  {name:8} {path}{absent_hint if name == 'config' else ''}"
                for name, path in paths_by_name.items()
            ),
        ]
    )


def _key_lines(keys_by_command: Mapping[str, list[str]]) -> list[str]:
    """The rebound commands with their keys, those of several screens on one line."""
    from pmcoach.tui.keys import written

    screens: dict[tuple[str, str], list[str]] = {}
    for screen_command, bound_keys in keys_by_command.items():
        screen, _, command = screen_command.partition(".")
        screens.setdefault((command, " ".join(map(written, bound_keys))), []).append(screen)
    return [
        f"{command}: {bound_keys}  on "
        f"{', '.join(screen_names) if len(screen_names) <= MAX_SCREENS_NAMED else f'{len(screen_names)} screens'}"
        for (command, bound_keys), screen_names in screens.items()
    ]

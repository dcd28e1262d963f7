"""The commands that copy a profile into a zip file, and put it back from there."""

from __future__ import annotations

from pathlib import Path

import click

from pmcoach.cli import exit_codes
from pmcoach.cli.shared import (
    Options,
    confirm,
    opened,
    say_json,
    say_lines,
    say_notices,
)

UNTOUCHED_OUTCOMES = frozenset({"the same", "left as it is", "left out"})
"""What restoring does to a file that it does not touch."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--force", "overwrite", is_flag=True, help="Replace FILE if it exists.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def backup(options: Options, file: Path | None, overwrite: bool, as_json: bool) -> None:
    """Copy the whole profile into one zip FILE.

    Without FILE it goes into the present folder, named after the profile and the day. It is read
    back before the command ends.

    \b
    Examples:
      pmcoach backup
      pmcoach backup safe/me.zip

    \b
    Exit codes:
      0  all of the profile is in it
      1  nothing was written, or what could not be read is not in it
    """
    from pmcoach.coach.backup import make_backup

    with opened(options) as session:
        archive = make_backup(session, file, overwrite=overwrite)
    damaged, left_out = dict(archive.damaged), dict(archive.left_out)
    if as_json:
        say_json(
            {
                "file": str(archive.path),
                "files": archive.files,
                "damaged": damaged,
                "left_out": left_out,
            }
        )
    else:
        file_noun = "file" if archive.files == 1 else "files"
        say_lines([f"{archive.files} {file_noun} in {archive.path}"])
        say_notices(
            f"{file_name} is in it, but damaged: {reason}" for file_name, reason in damaged.items()
        )
        say_notices(f"{file_name} is not in it: {reason}" for file_name, reason in left_out.items())
    if left_out:
        raise SystemExit(exit_codes.FAILED)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", "is_confirmed", is_flag=True, help="Do it without asking.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON; nothing is asked, and nothing done without --yes.",
)
@click.pass_obj
def restore(options: Options, file: Path, is_confirmed: bool, as_json: bool) -> None:
    """Put the profile back as the backup FILE has it.

    What that changes is shown first. What it replaces is saved in the profile's set-aside folder.

    \b
    Examples:
      pmcoach restore safe/me.zip
      pmcoach restore safe/me.zip --json      # look only
      pmcoach restore safe/me.zip --yes       # without a question

    \b
    Exit codes:
      0  restored, or nothing to do
      1  the backup cannot be used, or the answer was no
    """
    from pmcoach.coach.backup import preview_restore, restore_backup

    # Looking needs no lock: it works while the app is open.
    may_write = is_confirmed or not as_json
    with opened(options, write=may_write, repair=may_write) as session:
        archive, changes = preview_restore(session, file)
        if not as_json:
            say_lines(
                [
                    f"Backup of {archive.profile}, made {archive.made_at}",
                    *(
                        f"  {change.what:10}  {change.name}: "
                        f"{change.events_now} events now, {change.events_then} then"
                        + (f" ({change.note})" if change.note else "")
                        for change in changes
                    ),
                ]
            )
        is_restored = any(change.what not in UNTOUCHED_OUTCOMES for change in changes) and (
            is_confirmed if as_json else confirm("Restore?", is_confirmed)
        )
        set_aside_folder = restore_backup(session, archive) if is_restored else None
    if as_json:
        say_json(
            {
                "backup": {"profile": archive.profile, "made_at": archive.made_at},
                "changes": [
                    {
                        "name": change.name,
                        "what": change.what,
                        "events_now": change.events_now,
                        "events_then": change.events_then,
                        "note": change.note,
                    }
                    for change in changes
                ],
                "restored": is_restored,
                "kept": str(set_aside_folder) if set_aside_folder else None,
            }
        )
    elif is_restored:
        replaced_words = (
            f" What was replaced is saved in {set_aside_folder}" if set_aside_folder else ""
        )
        say_lines([f"Restored.{replaced_words}"])
    else:
        say_lines(["Nothing to do: the profile is as the backup has it."])

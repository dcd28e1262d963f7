"""The commands that look after your data, and the demo that has data of its own."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from pmcoach.cli import exit_codes
from pmcoach.cli.shared import (
    CommandError,
    Options,
    friendly,
    printable,
    reading,
    say_json,
    writing,
)
from pmcoach.launch import open_screens

SAME = "the same"
UNCHANGED = frozenset({SAME, "left as it is", "left out"})
"""What restoring does to a file that it does not touch."""


@click.command()
def demo() -> None:
    """Open the app on a fictional, half-finished profile.

    It lies in a temporary folder that is gone afterwards; your own data is not touched.

    \b
    Examples:
      pmcoach demo

    \b
    Exit codes:
      2  there is no terminal to show the screens on
    """
    import os
    import tempfile

    from pmcoach.coach.demo import make_demo
    from pmcoach.coach.settings import config_file

    # Your own keys and theme hold in the demo, too.
    if (own := config_file()).is_file():
        os.environ["PMCOACH_CONFIG"] = str(own)
    with tempfile.TemporaryDirectory(prefix="pmcoach-demo-") as folder:
        with friendly():
            make_demo(Path(folder))
        os.environ["PMCOACH_HOME"] = folder
        code = open_screens()
    raise SystemExit(code)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def profiles(options: Options, as_json: bool) -> None:
    """List the profiles there are, and mark the one in use.

    A profile is one person's answers, evidence and plans. A new name after --profile makes a new
    one as soon as there is something to keep.

    \b
    Examples:
      pmcoach profiles
      pmcoach --profile anna status
    """
    from pmcoach.coach.profiles import data_home, list_profiles

    with friendly():
        home, rows = data_home(), list_profiles(options.profile)
    if as_json:
        say_json({"home": str(home), "profiles": [asdict(row) for row in rows]})
        return
    widest = max((len(row.name) for row in rows), default=0)
    for row in rows:
        newest = f", the newest of {row.newest}" if row.newest else ""
        click.echo(
            f"{'*' if row.in_use else ' '} {row.name:{widest}}  "
            f"assessments: {row.assessments}{newest}"
        )
    if not rows:
        click.echo(printable(f"There is no profile yet in {home}"))


@click.command()
@click.option("--check-only", is_flag=True, help="Look, but mend nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def doctor(options: Options, check_only: bool, as_json: bool) -> None:
    """Check all your data, mend what is safe, and say what was done.

    What is replaced is kept in the profile's set-aside folder.

    \b
    Examples:
      pmcoach doctor --check-only
      pmcoach doctor

    \b
    Exit codes:
      0  all is fine, or was mended
      1  something is wrong that could not be mended
    """
    from pmcoach.coach.backup import examine_data

    opened = reading(options) if check_only else writing(options, repair=True)
    with opened as session:
        examination = examine_data(session, mend=not check_only)
    coverage = examination.coverage
    if as_json:
        say_json(
            {
                "findings": [
                    {"verdict": finding.verdict, "about": finding.about, "what": finding.what}
                    for finding in examination.findings
                ],
                "events": {
                    "on_disk": len(coverage.on_disk),
                    "in_view": len(coverage.in_view),
                    "before_blind": len(coverage.left_behind),
                }
                if coverage is not None
                else None,
            }
        )
    else:
        for finding in examination.findings:
            click.echo(printable(f"{finding.verdict:6}  {finding.about}: {finding.what}"))
    if any(finding.verdict == "wrong" for finding in examination.findings):
        raise SystemExit(exit_codes.FAILED)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def backup(options: Options, file: Path | None, force: bool, as_json: bool) -> None:
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

    with reading(options) as session:
        made = make_backup(session, file, overwrite=force)
    if as_json:
        say_json(
            {
                "file": str(made.path),
                "files": made.files,
                "damaged": dict(made.damaged),
                "left_out": dict(made.left_out),
            }
        )
    else:
        noun = "file" if made.files == 1 else "files"
        click.echo(printable(f"{made.files} {noun} in {made.path}"))
        for name, why in made.damaged.items():
            click.echo(printable(f"pmcoach: {name} is in it, but damaged: {why}"), err=True)
        for name, why in made.left_out.items():
            click.echo(printable(f"pmcoach: {name} is not in it: {why}"), err=True)
    if made.left_out:
        raise SystemExit(exit_codes.FAILED)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON; nothing is asked, and nothing done without --yes.",
)
@click.pass_obj
def restore(options: Options, file: Path, yes: bool, as_json: bool) -> None:
    """Put the profile back as the backup FILE has it.

    What that changes is shown first. What it replaces is kept in the profile's set-aside folder.

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
    opened = reading(options) if as_json and not yes else writing(options, repair=True)
    with opened as session:
        held, changes = preview_restore(session, file)
        idle = all(change.what in UNCHANGED for change in changes)
        if as_json:
            kept = restore_backup(session, held) if yes and not idle else None
            say_json(
                {
                    "backup": {"profile": held.profile, "made_at": held.made_at},
                    "changes": [
                        {
                            "name": one.name,
                            "what": one.what,
                            "events_now": one.events_now,
                            "events_then": one.events_then,
                            "note": one.note,
                        }
                        for one in changes
                    ],
                    "restored": yes and not idle,
                    "kept": str(kept) if kept else None,
                }
            )
            return
        click.echo(printable(f"Backup of {held.profile}, made {held.made_at}"))
        for one in changes:
            click.echo(
                printable(
                    f"  {one.what:10}  {one.name}: "
                    f"{one.events_now} events now, {one.events_then} then"
                    + (f" ({one.note})" if one.note else "")
                )
            )
        if idle:
            click.echo("Nothing to do: the profile is as the backup has it.")
            return
        _ask("Restore?", yes)
        kept = restore_backup(session, held)
    click.echo(printable("Restored." + (f" What was replaced is kept in {kept}" if kept else "")))


def _ask(question: str, yes: bool) -> None:
    """Go on only with a yes. Raises OneLine."""
    if not yes and not (sys.stdin.isatty() and click.confirm(question)):
        raise CommandError("Nothing was changed. (Without a terminal use --yes.)")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON; nothing is asked, and nothing done without --yes.",
)
@click.pass_obj
def import_profile(options: Options, file: Path, yes: bool, as_json: bool) -> None:
    """Bring a whole profile from another machine.

    FILE is what pmcoach export --format json --include all wrote there. What that adds is shown
    first. Nothing here is lost: files are merged event by event.

    \b
    Examples:
      pmcoach import whole.json
      pmcoach import whole.json --json        # look only
      pmcoach --profile second import whole.json --yes

    \b
    Exit codes:
      0  imported, or nothing to do
      1  the file cannot be used, or the answer was no
    """
    from pmcoach.coach.transfer import apply_import, preview_import

    with (reading if as_json and not yes else writing)(options) as session:
        incoming = preview_import(session, file)
        idle = all(one.what == SAME for one in incoming)
        if as_json:
            done = yes and not idle
            if done:
                apply_import(session, incoming)
            say_json(
                {
                    "files": [
                        {"name": one.name, "what": one.what, "new_events": one.fresh}
                        for one in incoming
                    ],
                    "imported": done,
                }
            )
            return
        for one in incoming:
            click.echo(printable(f"  {one.what:8}  {one.name}: {one.fresh} new events"))
        if idle:
            click.echo("Nothing to do: all of it is here already.")
            return
        _ask("Import?", yes)
        count = apply_import(session, incoming)
    click.echo(f"Imported: {count} new events.")
    with reading(options):
        pass  # opening it says where two runs were joined

"""The commands that look after your data, and the demo that has data of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pmcoach.cli.shared import OneLine, friendly, printable, reading, writing
from pmcoach.launch import open_screens


@click.command()
def demo() -> None:
    """Open the app on a fictional, half-finished profile in a temporary home."""
    import tempfile

    from pmcoach.coach.demo import make_demo

    with tempfile.TemporaryDirectory(prefix="pmcoach-demo-") as folder:
        import os

        with friendly():
            make_demo(Path(folder))
        os.environ["PMCOACH_HOME"] = folder
        code = open_screens()
    raise SystemExit(code)


@click.command()
@click.option("--check-only", is_flag=True, help="Look, but mend nothing.")
@click.pass_obj
def doctor(options: dict[str, Any], check_only: bool) -> None:
    """Check all your data, mend what is safe to mend, and say what was done.

    Exit code 1 if something is wrong that could not be mended.
    """
    from pmcoach.coach.keeping import examine

    with (reading if check_only else writing)(options) as session:
        findings = examine(session, mend=not check_only)
    for one in findings:
        click.echo(printable(f"{one.verdict:6}  {one.about}: {one.what}"))
    raise SystemExit(int(any(one.verdict == "wrong" for one in findings)))


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def backup(options: dict[str, Any], file: Path | None, force: bool) -> None:
    """Copy the whole profile into one zip FILE (default: here, with today's date)."""
    from pmcoach.coach.keeping import back_up

    with reading(options) as session:
        path, count = back_up(session, file, overwrite=force)
    click.echo(printable(f"{count} files in {path}"))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.pass_obj
def restore(options: dict[str, Any], file: Path, yes: bool) -> None:
    """Put the profile back as the backup FILE has it, after showing what that changes.

    What is replaced is kept in the profile's set-aside folder.
    """
    from pmcoach.coach import keeping

    with writing(options) as session:
        held, changes = keeping.look_into(session, file)
        click.echo(printable(f"Backup of {held.profile}, made {held.made_at}"))
        for one in changes:
            click.echo(printable(f"  {one.what:10}  {one.name}: "
                                 f"{one.events_now} events now, {one.events_then} then"))
        if all(one.what == "the same" for one in changes):
            click.echo("Nothing to do: the profile is as the backup has it.")
            return
        if not yes and not (sys.stdin.isatty() and click.confirm("Restore?")):
            raise OneLine("Nothing was changed. (Without a terminal use --yes.)")
        kept = keeping.restore(session, held)
    click.echo(printable("Restored." + (f" What was replaced is kept in {kept}" if kept else "")))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.pass_obj
def import_profile(options: dict[str, Any], file: Path, yes: bool) -> None:
    """Bring a whole profile from another machine, after showing what that adds.

    FILE is what pmcoach export --format json --include all wrote there. Nothing here is lost:
    files are merged event by event.
    """
    from pmcoach.coach import importing

    with writing(options) as session:
        incoming = importing.look(session, file)
        for one in incoming:
            click.echo(printable(f"  {one.what:8}  {one.name}: {one.fresh} new events"))
        if all(one.what == "the same" for one in incoming):
            click.echo("Nothing to do: all of it is here already.")
            return
        if not yes and not (sys.stdin.isatty() and click.confirm("Import?")):
            raise OneLine("Nothing was changed. (Without a terminal use --yes.)")
        count = importing.bring_in(session, incoming)
    click.echo(f"Imported: {count} new events.")

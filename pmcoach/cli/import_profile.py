"""The command that brings a profile from another machine."""

from __future__ import annotations

from pathlib import Path

import click

from pmcoach.cli.shared import Options, confirm, opened, say_json, say_lines


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", "is_confirmed", is_flag=True, help="Do it without asking.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON; nothing is asked, and nothing done without --yes.",
)
@click.pass_obj
def import_profile(options: Options, file: Path, is_confirmed: bool, as_json: bool) -> None:
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

    with opened(options, write=is_confirmed or not as_json) as session:
        changes = preview_import(session, file)
        if not as_json:
            say_lines(
                f"  {change.what:8}  {change.name}: {change.fresh} new events" for change in changes
            )
        is_imported = any(change.what != "the same" for change in changes) and (
            is_confirmed if as_json else confirm("Import?", is_confirmed)
        )
        event_count = apply_import(session, changes) if is_imported else 0
    if as_json:
        say_json(
            {
                "files": [
                    {"name": change.name, "what": change.what, "new_events": change.fresh}
                    for change in changes
                ],
                "imported": is_imported,
            }
        )
    elif is_imported:
        say_lines([f"Imported: {event_count} new events."])
        with opened(options):
            pass  # opening it says where two runs were joined
    else:
        say_lines(["Nothing to do: all of it is here already."])

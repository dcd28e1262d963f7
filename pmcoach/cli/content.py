"""The commands for those who write content."""

from __future__ import annotations

from pathlib import Path

import click

from pmcoach.cli import exit_codes
from pmcoach.cli.completion import offer_folders
from pmcoach.cli.panel import panel
from pmcoach.cli.shared import Commands, friendly, say_json, say_lines


@click.group(cls=Commands)
def content() -> None:
    """Check packs of content, begin one of your own, have one checked.

    A pack is a folder of TOML files: questions, steps, arguments and roles. How to write one
    stands in content/README.md in the source. Use one with: pmcoach --content DIR

    \b
    Examples:
      pmcoach content new my-pack
      pmcoach content check my-pack
      pmcoach content panel sheet my-pack
    """


content.add_command(panel)


@content.command("check")
@click.argument(
    "folder", type=click.Path(path_type=Path), required=False, shell_complete=offer_folders
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def content_check(folder: Path | None, as_json: bool) -> None:
    """Validate the pack in FOLDER, or the one that ships.

    Every fault is named with its file, its key, and its line where that is known.

    \b
    Examples:
      pmcoach content check
      pmcoach content check my-pack
      pmcoach content check my-pack --json

    \b
    Exit codes:
      0  the pack is sound
      1  faults were found
    """
    from pmcoach.coach.content import check_pack, count_entries

    catalog, faults = check_pack(folder)
    counts = count_entries(catalog) if catalog else None
    if as_json:
        say_json(
            {
                "sound": not faults,
                "counts": counts,
                "faults": [
                    {"file": fault.file, "line": fault.line, "key": fault.key, "what": fault.what}
                    for fault in faults
                ],
            }
        )
    else:
        say_lines(map(str, faults))
    if faults:
        click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} found.", err=True)
        raise SystemExit(exit_codes.FAILED)
    if counts and not as_json:
        counted_kinds = (_count_words(kind, count) for kind, count in counts.items() if count)
        click.echo(f"Sound: {', '.join(counted_kinds)}.")


def _count_words(kind: str, count: int) -> str:
    """A count of entries in words, such as "1 option set"; ``kind`` is a plural."""
    words = kind.replace("_", " ")
    if count == 1:
        words = f"{words[:-3]}y" if words.endswith("ies") else words[:-1]
    return f"{count} {words}"


@content.command("new")
@click.argument("folder", type=click.Path(path_type=Path), shell_complete=offer_folders)
def content_new(folder: Path) -> None:
    """Create a small valid pack in FOLDER that you can turn into your own.

    FOLDER has to be new or empty; nothing is ever replaced.

    \b
    Examples:
      pmcoach content new my-pack
      pmcoach --content my-pack
    """
    with friendly():
        from pmcoach.coach.content import create_pack

        file_names = create_pack(folder)
    say_lines(
        [
            f"{len(file_names)} files in {folder}: {', '.join(file_names)}",
            f"Check it with: pmcoach content check {folder}",
            f"Use it with:   pmcoach --content {folder}",
        ]
    )

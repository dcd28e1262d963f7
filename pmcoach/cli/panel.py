"""The commands that have a pack's questions checked by people, by file."""

from __future__ import annotations

import re
from pathlib import Path

import click

from pmcoach.cli import exit_codes
from pmcoach.cli.completion import offer_folders
from pmcoach.cli.shared import (
    Commands,
    Options,
    friendly,
    printable,
    say_json,
    say_lines,
    say_notices,
)


def read_part(_context: click.Context, _parameter: click.Parameter, part: str) -> tuple[int, int]:
    """A part of how many: (2, 4) for "2/4"."""
    part_match = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", part)
    number, part_count = map(int, part_match.groups()) if part_match else (0, 0)
    if not 1 <= number <= part_count:
        raise click.BadParameter(f"{part[:20]!r} is no part; write 2/4 for the second of four.")
    return number, part_count


@click.group(cls=Commands)
def panel() -> None:
    """Have the questions of a pack checked by people.

    Write a sheet for each reader, let them fill it in with any editor, and score what comes back
    against the keys. Everything goes by file; nothing is sent anywhere.

    \b
    Examples:
      pmcoach content panel sheet --output anna.toml
      pmcoach content panel sheet --options-only --output ben.toml
      pmcoach content panel score anna.toml ben.toml
    """


@panel.command()
@click.argument(
    "folder", type=click.Path(path_type=Path), required=False, shell_complete=offer_folders
)
@click.option(
    "--options-only",
    is_flag=True,
    help="Show the options without their questions: how much do they give away?",
)
@click.option("--area", metavar="ID", help="Only the questions of this area.")
@click.option("--competency", metavar="ID", help="Only the checks of this competency.")
@click.option(
    "--part",
    callback=read_part,
    default="1/1",
    metavar="N/M",
    help="Only one part of so many, such as 2/4.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 10**9),
    help="What questions and options are shuffled by (default: random).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write here instead of to standard output.",
)
@click.option("--force", "overwrite", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def sheet(
    options: Options,
    folder: Path | None,
    options_only: bool,
    area: str | None,
    competency: str | None,
    part: tuple[int, int],
    seed: int | None,
    output: Path | None,
    overwrite: bool,
) -> None:
    """Write a sheet for one reader.

    It has the questions of the pack in FOLDER, or of the pack in use, in random order, and
    nothing that tells the keys. Make a new sheet for each reader, so that no order helps.

    \b
    Examples:
      pmcoach content panel sheet --output anna.toml
      pmcoach content panel sheet my-pack --options-only --output ben.toml
      pmcoach content panel sheet my-pack --part 1/4 --output carla.toml

    \b
    Exit codes:
      0  the sheet was written
      1  the pack cannot be used, or the file cannot be written
    """
    with friendly():
        from pmcoach.coach.export import save_export
        from pmcoach.coach.panel import SheetScope, make_sheet, refuse_in_pack
        from pmcoach.report.wording import written_words

        if output is not None:
            refuse_in_pack(folder or options.content, output)
        sheet_text = make_sheet(
            folder or options.content,
            "options-only" if options_only else "with-situation",
            SheetScope(area, competency, part),
            seed,
        )
        if output is None:
            click.echo(sheet_text, nl=False)
            return
        save_export(output, sheet_text, overwrite=overwrite)
    click.echo(printable(written_words(output)), err=True)


@panel.command()
@click.argument(
    "sheets", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="SHEET..."
)
@click.option(
    "--content",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    shell_complete=offer_folders,
    help="The pack that the sheets are of (default: the one in use).",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--write", "writes_panel", is_flag=True, help="Print the [panel] table for the pack instead."
)
@click.option("--who", help='With --write: who the readers are, as "six product managers".')
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --write: write here instead of to standard output.",
)
@click.option("--force", "overwrite", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def score(
    options: Options,
    sheets: tuple[Path, ...],
    folder: Path | None,
    as_json: bool,
    writes_panel: bool,
    who: str | None,
    output: Path | None,
    overwrite: bool,
) -> None:
    """Score filled sheets against the keys.

    How many answers were the key, with 95% intervals; how often readers agree; and the keys that
    most of them disagree with, with their comments. With --write it is the table that a pack can
    have, so that its users see who has checked it.

    \b
    Examples:
      pmcoach content panel score anna.toml ben.toml
      pmcoach content panel score --content my-pack back/*.toml --json
      pmcoach content panel score *.toml --write --who "six product managers"

    \b
    Exit codes:
      0  every answer counts
      1  something was left out, as stderr says, or nothing could be scored
    """
    if writes_panel and (as_json or not who):
        raise click.UsageError(
            '--write needs --who, such as: --who "six product managers"; it goes without --json.'
        )
    if not writes_panel and (who or output):
        raise click.UsageError("--who and --output go with --write.")
    with friendly():
        from pmcoach.catalog.panel_score import panel_toml
        from pmcoach.coach.export import save_export
        from pmcoach.coach.panel import score_sheets, summarize_panel
        from pmcoach.report.panel_score import score_json, score_lines
        from pmcoach.report.wording import written_words

        catalog, panel_result = score_sheets(folder or options.content, sheets)
        if as_json:
            say_json(score_json(catalog, panel_result))
        say_notices(map(str, panel_result.faults))
        if who:
            panel_text = panel_toml(summarize_panel(catalog, panel_result, who))
            if output is None:
                click.echo(panel_text, nl=False)
            else:
                save_export(output, panel_text, overwrite=overwrite)
                say_notices([written_words(output)])
        elif not as_json:
            say_lines(score_lines(catalog, panel_result))
    if panel_result.faults or not panel_result.replies:
        raise SystemExit(exit_codes.FAILED)

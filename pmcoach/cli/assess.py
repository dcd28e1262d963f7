"""The command that opens the assessment: on the full screen, or as plain prompts."""

from __future__ import annotations

import click

from pmcoach.cli.shared import Options, friendly
from pmcoach.launch import open_screens

FORM_NAMES = ("sketch", "quick", "standard", "full")
"""The lengths of an assessment; named here so that help and completion load no content."""


@click.command()
@click.option(
    "--plain",
    "is_plain",
    is_flag=True,
    help="Numbered prompts, line by line: for screen readers, dumb terminals and pipes.",
)
@click.option(
    "--form",
    type=click.Choice(FORM_NAMES),
    help="With --plain: go straight to an assessment of this length.",
)
@click.pass_obj
def assess(options: Options, is_plain: bool, form: str | None) -> None:
    """Go through the assessment, results, advice and plan.

    Without --plain this opens the full screen. With --plain everything is asked and shown in
    plain lines: no color, no moving cursor. Every answer is saved as you give it; the end of the
    input leaves with exit code 0, Ctrl+C with 130.

    \b
    Examples:
      pmcoach assess --plain
      pmcoach assess --plain --form quick
    """
    if is_plain:
        with friendly():
            from pmcoach.plain.app import run

            raise SystemExit(run(options.profile, options.content, form or ""))
    if form:
        raise click.UsageError("--form goes with --plain; the screens ask for the length.")
    raise SystemExit(open_screens(options.profile, options.content, options.settings))

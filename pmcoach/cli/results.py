"""The commands that say where you stand: status, plan, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pmcoach.cli.shared import CommandError, make_report, printable, reading, say_json
from pmcoach.coach.export import FORMATS, TITLES

FORMATS_TOLD = "\n".join(["\b", "Formats:", *(f"  {name:18}{TITLES[name]}" for name in FORMATS)])


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status(options: dict[str, Any], as_json: bool) -> None:
    """Say where you stand and what comes next.

    The target, how much of an assessment is done, each area against the target, the gaps, and the
    next step of the plan. Nothing is written.

    \b
    Examples:
      pmcoach status
      pmcoach status --json
      pmcoach --profile anna status
    """
    from pmcoach.coach.status import fresh_summary
    from pmcoach.report.situation import status_lines

    found = fresh_summary(options["profile"], options["content"])
    if found is None:
        found = summarize_anew(options)  # opening the profile says what is wrong with its files
    else:
        notices = found["notices"]
        for notice in notices if isinstance(notices, list) else []:
            click.echo(f"pmcoach: {printable(notice)}", err=True)
    if as_json:
        say_json(found)
    else:
        for line in status_lines(found):
            click.echo(printable(line))


def summarize_anew(options: dict[str, Any]) -> dict[str, object]:
    """Where one stands, with the content and the profile read. Raises OneLine where what was
    answered cannot be read."""
    from pmcoach.coach.summary import summarize

    with reading(options) as session:
        found = summarize(session)
        if session.store.problems and not found["answered"]:
            raise CommandError(
                "What you answered could not be read. Nothing was changed: see "
                "pmcoach doctor --check-only."
            )
    return found


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def plan(options: dict[str, Any], as_json: bool) -> None:
    """Print the plan: steps in order, with dates.

    It fits the hours a week, the money and the access that you gave; pmcoach done takes a step off
    it. Nothing is written.

    \b
    Examples:
      pmcoach plan
      pmcoach plan --json
    """
    with reading(options) as session:
        whole = make_report(session)
    if as_json:
        say_json(whole.plan.model_dump(mode="json"))
        return
    if not whole.plan.steps:
        reason = (
            whole.readable_state
            if not whole.answered
            else "No gap to plan for."
            if not whole.plan.left_open
            else "No step fits the hours, the money and the access given."
        )
        click.echo(f"No step is planned. {reason}")
    for number, step in enumerate(whole.plan.steps, 1):
        low, high = step.hours
        click.echo(printable(f"{number}. {step.title}"))
        click.echo(
            printable(f"   {step.start} to {step.end}, {step.route}, {low:g} to {high:g} hours")
        )
        for line in step.closes:
            click.echo(printable(f"   lifts {line}"))


@click.command(epilog=FORMATS_TOLD)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="markdown",
    show_default=True,
    metavar="FORMAT",
    help="What to write, as listed below.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write here instead of to standard output.",
)
@click.option(
    "--include",
    type=click.Choice(["evidence", "notes", "all"]),
    multiple=True,
    help="Include what is private; may be given twice.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def export(
    options: dict[str, Any], form: str, output: Path | None, include: tuple[str, ...], force: bool
) -> None:
    """Write the whole development plan: results, advice, steps.

    Without --output it goes to standard output. Notes and evidence are private: they are in it
    only with --include, and "cv" and "stories" are made of evidence alone.

    \b
    Examples:
      pmcoach export --output plan.md
      pmcoach export --format html --output plan.html
      pmcoach export --format cv --include evidence
      pmcoach export --format json --include all --output whole.json
    """
    from pmcoach.coach.export import FROM_EVIDENCE, OWN_LINE_ENDS, render, save

    if form in FROM_EVIDENCE and not {"evidence", "all"} & set(include):
        raise CommandError(
            f"{form} is made of your evidence, which is private: add --include evidence."
        )
    with reading(options) as session:
        text = render(make_report(session, include), form)
        if output is None:
            click.echo(text.encode("utf-8") if form in OWN_LINE_ENDS else text, nl=False)
            return
        save(output, text, overwrite=force)
    click.echo(f"Written: {printable(str(output))}", err=True)

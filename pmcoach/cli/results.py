"""The commands that say where you stand: status, plan, export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pmcoach.cli.shared import OneLine, make_report, printable, reading
from pmcoach.coach.export import FORMATS


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status(options: dict[str, Any], as_json: bool) -> None:
    """Say where you stand and what comes next."""
    from pmcoach.coach.summary import summarize
    from pmcoach.coach.wording import status_lines

    with reading(options) as session:
        found = summarize(session)
        if session.store.problems and not found["answered"]:
            raise OneLine("What you answered could not be read. Nothing was changed: see "
                          "pmcoach doctor --check-only.")
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for line in status_lines(found):
            click.echo(printable(line))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def plan(options: dict[str, Any], as_json: bool) -> None:
    """Print the plan: steps in order, with dates."""
    with reading(options) as session:
        whole = make_report(session)
    if as_json:
        click.echo(whole.plan.model_dump_json(indent=2))
        return
    if not whole.plan.steps:
        reason = (whole.readable_state if not whole.answered
                  else "No gap to plan for." if not whole.plan.left_open
                  else "No step fits the hours, the money and the access given.")
        click.echo(f"No step is planned. {reason}")
    for number, step in enumerate(whole.plan.steps, 1):
        low, high = step.hours
        click.echo(printable(f"{number}. {step.title}"))
        click.echo(printable(f"   {step.start} to {step.end}, {step.route}, "
                             f"{low:g} to {high:g} hours"))
        for line in step.closes:
            click.echo(printable(f"   lifts {line}"))


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="markdown",
              show_default=True)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Write here instead of to standard output.")
@click.option("--include", type=click.Choice(["evidence", "notes", "all"]), multiple=True,
              help="Include what is private; may be given twice.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def export(
    options: dict[str, Any], form: str, output: Path | None, include: tuple[str, ...], force: bool
) -> None:
    """Write the whole development plan: results, advice, steps.

    "manager" is one sheet for a manager; "cv" and "stories" are made of evidence alone.
    """
    from pmcoach.coach.export import FROM_EVIDENCE, OWN_LINE_ENDS, render, save

    if form in FROM_EVIDENCE and not {"evidence", "all"} & set(include):
        raise OneLine(f"{form} is made of your evidence, which is private: "
                      "add --include evidence.")
    with reading(options) as session:
        text = render(make_report(session, include), form)
        if output is None:
            click.echo(text.encode("utf-8") if form in OWN_LINE_ENDS else text, nl=False)
            return
        save(output, text, overwrite=force)
    click.echo(f"Written: {printable(str(output))}", err=True)

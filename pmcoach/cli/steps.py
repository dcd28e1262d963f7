"""The commands that work on the plan: the next step, and one that is done."""

from __future__ import annotations

from typing import Any

import click

from pmcoach.cli.shared import OneLine, make_report, printable, reading, writing


@click.command("next")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def next_step(options: dict[str, Any], as_json: bool) -> None:
    """Print the one step to do now."""
    with reading(options) as session:
        whole = make_report(session)
    if not whole.plan.steps:
        click.echo("null" if as_json else f"There is no step to do. {whole.readable_state}")
        return
    step = whole.plan.steps[0]
    if as_json:
        click.echo(step.model_dump_json(indent=2))
        return
    low, high = step.hours
    for line in (f"{step.title}  [{step.id}]", f"{low:g} to {high:g} hours, by {step.end}",
                 *step.do.split("\n"), f"If-then: {step.if_then}", f"Proof: {step.proof}",
                 f"Who can confirm it: {step.confirm}"):
        click.echo(printable(line))


@click.command("done")
@click.argument("step")
@click.option("--proof", default="", help="What came of it: kept as evidence.")
@click.option("--link", default="", help="Where someone could look at it.")
@click.option("--confirm", default="", help="Who can confirm it.")
@click.pass_obj
def done(options: dict[str, Any], step: str, proof: str, link: str, confirm: str) -> None:
    """Record that STEP (its id, or part of its title) is done."""
    from pmcoach.assessment.evidence import Evidence
    from pmcoach.coach import plans, records

    with writing(options) as session:
        found = plans.find_step(session, step)
        if not found:
            raise OneLine(f"No step is called {step!r}. See pmcoach plan.")
        if len(found) > 1 and found[0].id not in plans.present(session).ids:
            raise OneLine(f"{len(found)} steps are called something like {step!r}: give an id, "
                          f"such as {found[0].id}.")
        one = found[0]
        competency = plans.competency_of(session, one)
        if competency and (proof or link or confirm):
            record = Evidence("", competency, did=one.title, result=proof, date=session.today,
                              link=link, confirm=confirm, step=one.id)
            records.keep_evidence(session, record)
            lacks = records.missing_words(record)
            if lacks:
                click.echo(printable(f"Kept as evidence; {lacks}."))
        plans.mark(session, one.id, "done")
    click.echo(printable(f"Done: {one.title}"))

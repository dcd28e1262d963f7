"""The commands that work on the plan: the next step, and one that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pmcoach.cli.completion import offer_steps
from pmcoach.cli.shared import CommandError, make_report, printable, reading, say_json, writing

if TYPE_CHECKING:
    from pmcoach.catalog.models import Step
    from pmcoach.coach.session import Session


MOST_NAMED = 4
"""Steps that are named where several could be meant."""


@click.command("next")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def next_step(options: dict[str, Any], as_json: bool) -> None:
    """Print the one step to do now.

    With it come its id for pmcoach done, what to do, when to begin, what counts as proof and who
    can confirm it. Where there is no step it says so; as JSON that is null.

    \b
    Examples:
      pmcoach next
      pmcoach next --json
    """
    with reading(options) as session:
        whole = make_report(session)
    if not whole.plan.steps:
        click.echo("null" if as_json else f"There is no step to do. {whole.readable_state}")
        return
    step = whole.plan.steps[0]
    if as_json:
        say_json(step.model_dump(mode="json"))
        return
    low, high = step.hours
    for line in (
        f"{step.title}  [{step.id}]",
        f"{low:g} to {high:g} hours, by {step.end}",
        *step.do.split("\n"),
        f"If-then: {step.if_then}",
        f"Proof: {step.proof}",
        f"Who can confirm it: {step.confirm}",
    ):
        click.echo(printable(line))


@click.command("done")
@click.argument("step", shell_complete=offer_steps)
@click.option("--proof", default="", metavar="TEXT", help="What came of it: kept as evidence.")
@click.option("--link", default="", metavar="TEXT", help="Where someone could look at it.")
@click.option("--confirm", default="", metavar="TEXT", help="Who can confirm it.")
@click.option("--undo", is_flag=True, help="Take back that it is done.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def done(
    options: dict[str, Any],
    step: str,
    proof: str,
    link: str,
    confirm: str,
    undo: bool,
    as_json: bool,
) -> None:
    """Record that STEP (its id, or part of its title) is done.

    With --proof, --link or --confirm a record of evidence is kept too, where the step lifts a
    competency; what that record still needs to count is said. pmcoach next shows the id.

    \b
    Examples:
      pmcoach done mkt-voice.h-ten-interviews
      pmcoach done "ten interviews" --proof "Five themes, two pages"
      pmcoach done mkt-voice.h-win-loss --confirm "The head of sales"
    """
    from pmcoach.coach import plans
    from pmcoach.coach.summary import keep_if_stale

    with writing(options) as session:
        one = _find(session, step)
        over = session.journal.steps.get(one.id) == "done"
        if undo:
            if not over:
                raise CommandError(f"{one.title} is not done, so there is nothing to take back.")
            plans.mark(session, one.id, "planned")
            keep_if_stale(session)
            click.echo(printable(f"No longer done: {one.title}"), err=as_json)
            return
        if over:
            raise CommandError(f"{one.title} is done already. With --undo that is taken back.")
        competency = plans.competency_of(session, one)
        missing = (
            _keep_proof(session, one, competency, proof, link, confirm, say=not as_json)
            if competency and (proof or link or confirm)
            else None
        )
        plans.mark(session, one.id, "done")
        keep_if_stale(session)
    if as_json:
        say_json(
            {
                "step": one.id,
                "title": one.title,
                "evidence": missing is not None,
                "missing": list(missing or ()),
            }
        )
    else:
        click.echo(printable(f"Done: {one.title}"))


def _find(session: Session, words: str) -> Step:
    """The one step that is meant. Raises OneLine where there is none, or more than one."""
    from pmcoach.coach import plans

    found = plans.find_step(session, words)
    if not found:
        raise CommandError(f"No step is called {words!r}. See pmcoach plan.")
    planned = set(plans.present(session).ids)
    meant = [one for one in found if one.id in planned] or found
    if len(meant) > 1:
        some = ", ".join(one.id for one in meant[:MOST_NAMED])
        more = f" and {len(meant) - MOST_NAMED} more" if len(meant) > MOST_NAMED else ""
        raise CommandError(
            f"{len(meant)} steps are called something like {words!r}: give one of the "
            f"ids {some}{more}."
        )
    return meant[0]


def _keep_proof(
    session: Session, step: Step, competency: str, proof: str, link: str, confirm: str, *, say: bool
) -> tuple[str, ...]:
    """Keep a record of what came of a step; returns, and may say, what it still needs."""
    from pmcoach.assessment.evidence import Evidence
    from pmcoach.coach import records

    record = Evidence(
        "",
        competency,
        did=step.title,
        result=proof,
        date=session.today,
        link=link,
        confirm=confirm,
        step=step.id,
    )
    records.keep_evidence(session, record)
    lacks = records.missing_words(record)
    if lacks and say:
        click.echo(printable(f"Kept as evidence; {lacks}."))
    return record.missing

"""The commands that work on the plan: the next step, and one that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pmcoach.cli.completion import offer_steps
from pmcoach.cli.shared import CommandError, Options, printable, reading, say_json, writing

if TYPE_CHECKING:
    from pmcoach.catalog.models import Step
    from pmcoach.coach.session import Session


MOST_NAMED = 4
"""Steps that are named where several could be meant."""


@click.command("next")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def next_step(options: Options, as_json: bool) -> None:
    """Print the one step to do now.

    With it come its id for pmcoach done, what to do, when to begin, what counts as proof and who
    can confirm it. Where there is no step it says so; as JSON that is null.

    \b
    Examples:
      pmcoach next
      pmcoach next --json
    """
    from pmcoach.report.plan import plan_line

    with reading(options) as session:
        plan = plan_line(session.profile)
    step = plan.steps[0] if plan.steps else None
    if as_json:
        say_json(step.model_dump(mode="json") if step else None)
        return
    if step is None:
        click.echo(f"There is no step to do. {plan.why_no_step}")
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
    options: Options,
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
    from pmcoach.assessment.evidence import Evidence
    from pmcoach.coach.home import save_home_if_stale
    from pmcoach.coach.plan import competency_of_step, complete_step, mark_step
    from pmcoach.report.evidence_form import missing_words

    with writing(options) as session:
        meant = _find_step(session, step)
        is_done = session.profile.journal.steps.get(meant.id) == "done"
        if undo:
            if not is_done:
                raise CommandError(f"{meant.title} is not done, so there is nothing to take back.")
            mark_step(session, meant.id, "planned")
            save_home_if_stale(session)
            click.echo(printable(f"No longer done: {meant.title}"), err=as_json)
            return
        if is_done:
            raise CommandError(f"{meant.title} is done already. With --undo that is taken back.")
        competency = competency_of_step(session, meant.id)
        record: Evidence | None = None
        if competency and (proof or link or confirm):
            record = Evidence(
                "",
                competency,
                did=meant.title,
                result=proof,
                date=session.today,
                link=link,
                confirm=confirm,
                step=meant.id,
            )
        complete_step(session, meant.id, record)
        save_home_if_stale(session)
    if as_json:
        say_json(
            {
                "step": meant.id,
                "title": meant.title,
                "evidence": record is not None,
                "missing": list(record.missing) if record else [],
            }
        )
        return
    if record is not None and (needs := missing_words(record)):
        click.echo(printable(f"Saved as evidence; {needs}."))
    click.echo(printable(f"Done: {meant.title}"))


def _find_step(session: Session, words: str) -> Step:
    """The step that is meant. Raises CommandError where there is none, or more than one."""
    from pmcoach.coach.plan import find_steps

    matching = find_steps(session, words)
    if not matching:
        raise CommandError(f"No step is called {words!r}. See pmcoach plan.")
    planned = set(session.profile.plan.ids)
    meant = [step for step in matching if step.id in planned] or matching
    if len(meant) > 1:
        ids = ", ".join(step.id for step in meant[:MOST_NAMED])
        rest = f" and {len(meant) - MOST_NAMED} more" if len(meant) > MOST_NAMED else ""
        raise CommandError(
            f"{len(meant)} steps are called something like {words!r}: give one of the ids "
            f"{ids}{rest}."
        )
    return meant[0]

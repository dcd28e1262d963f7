"""The commands that work on the plan: the next step, and one that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pmcoach.cli.completion import offer_steps
from pmcoach.cli.shared import (
    CommandError,
    Options,
    opened,
    printable,
    say_json,
    say_lines,
)

if TYPE_CHECKING:
    from pmcoach.catalog.steps import Step
    from pmcoach.coach.session import Session


MAX_STEPS_NAMED = 4
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
    from pmcoach.report.plan import next_step_lines, plan_line

    with opened(options) as session:
        plan = plan_line(session.profile)
    if as_json:
        say_json(plan.steps[0].model_dump(mode="json") if plan.steps else None)
    else:
        say_lines(next_step_lines(plan))


@click.command("done")
@click.argument("step", shell_complete=offer_steps)
@click.option("--proof", default="", metavar="TEXT", help="What came of it: saved as evidence.")
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

    With --proof, --link or --confirm a record of evidence is saved too, where the step lifts a
    competency; what that record still needs to count is said. pmcoach next shows the id.

    \b
    Examples:
      pmcoach done mkt-voice.h-six-interviews
      pmcoach done "interview six" --proof "Four themes, two pages"
      pmcoach done mkt-voice.h-lost-customers --confirm "The head of sales"
    """
    from pmcoach.coach.home import save_home_if_stale
    from pmcoach.coach.plan import complete_step, mark_step
    from pmcoach.report.evidence_form import missing_words, step_record

    with opened(options, write=True) as session:
        step_meant = _find_step(session, step)
        title = step_meant.title
        is_done = session.profile.journal.steps.get(step_meant.id) == "done"
        if undo and not is_done:
            raise CommandError(f"{title} is not done, so there is nothing to take back.")
        if is_done and not undo:
            raise CommandError(f"{title} is already done. To take that back, add --undo.")
        record = step_record(session.profile, step_meant, proof=proof, link=link, confirm=confirm)
        if undo:
            mark_step(session, step_meant.id, "planned")
        else:
            complete_step(session, step_meant.id, record)
        save_home_if_stale(session)
    if undo:
        click.echo(printable(f"No longer done: {title}"), err=as_json)
    elif as_json:
        say_json(
            {
                "step": step_meant.id,
                "title": title,
                "evidence": record is not None,
                "missing": list(record.missing) if record else [],
            }
        )
    else:
        missing_parts = missing_words(record) if record else ""
        say_lines(
            [*([f"Saved as evidence; {missing_parts}."] if missing_parts else []), f"Done: {title}"]
        )


def _find_step(session: Session, words: str) -> Step:
    """The step that is meant. Raises CommandError where there is none, or more than one."""
    from pmcoach.coach.plan import find_steps

    matching_steps = find_steps(session, words)
    if not matching_steps:
        raise CommandError(f"No step is called {words!r}. See pmcoach plan.")
    planned_ids = set(session.profile.plan.ids)
    candidate_steps = [step for step in matching_steps if step.id in planned_ids] or matching_steps
    if len(candidate_steps) > 1:
        named_ids = ", ".join(step.id for step in candidate_steps[:MAX_STEPS_NAMED])
        unnamed_count = len(candidate_steps) - MAX_STEPS_NAMED
        unnamed_words = f" and {unnamed_count} more" if unnamed_count > 0 else ""
        raise CommandError(
            f"{len(candidate_steps)} steps are called something like {words!r}: use one of the ids "
            f"{named_ids}{unnamed_words}."
        )
    return candidate_steps[0]

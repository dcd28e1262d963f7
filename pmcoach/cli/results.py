"""The commands that say where you stand: status, plan, export."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pmcoach.cli.shared import (
    CommandError,
    Options,
    opened,
    printable,
    say_json,
    say_lines,
    say_notices,
)
from pmcoach.coach.export import FORMATS, TITLES

FORMATS_HELP = "\n".join(["\b", "Formats:", *(f"  {name:18}{TITLES[name]}" for name in FORMATS)])


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status(options: Options, as_json: bool) -> None:
    """Show where you stand and what comes next.

    The target, how much of an assessment is done, each area against the target, the gaps, and the
    next step of the plan. Nothing is written.

    \b
    Examples:
      pmcoach status
      pmcoach status --json
      pmcoach --profile anna status
    """
    from pmcoach.coach.status import read_fresh_home
    from pmcoach.report.home import status_lines

    home_summary = read_fresh_home(options.profile, options.content)
    if home_summary is None:
        from pmcoach.coach.home import make_home

        with opened(options) as session:  # which says what is wrong with the profile's files
            home_summary = make_home(session)
            if session.store.problems and not home_summary.answered:
                raise CommandError(
                    "What you answered could not be read. Nothing was changed: see "
                    "pmcoach doctor --check-only."
                )
    else:
        say_notices(home_summary.notices)
    if as_json:
        say_json(asdict(home_summary))
    else:
        say_lines(status_lines(home_summary))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def plan(options: Options, as_json: bool) -> None:
    """Print the plan: steps in order, with dates.

    It fits the hours a week, the money and the access that you gave; pmcoach done takes a step off
    it. Nothing is written.

    \b
    Examples:
      pmcoach plan
      pmcoach plan --json
    """
    from pmcoach.report.plan import plan_line, plan_lines

    with opened(options) as session:
        plan_shown = plan_line(session.profile)
    if as_json:
        say_json(plan_shown.model_dump(mode="json"))
    else:
        say_lines(plan_lines(plan_shown))


@click.command(epilog=FORMATS_HELP)
@click.option(
    "--format",
    "format_name",
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
    "private_parts",
    type=click.Choice(["evidence", "notes", "all", "answers"]),
    multiple=True,
    help='Include what is private; may be given again. "all" leaves out answers.',
)
@click.option("--force", "overwrite", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def export(
    options: Options,
    format_name: str,
    output: Path | None,
    private_parts: tuple[str, ...],
    overwrite: bool,
) -> None:
    """Write the whole development plan: results, advice, steps.

    Without --output it goes to standard output. Notes and evidence are private: they are in it
    only with --include, and "cv" and "stories" are made of evidence alone. "answers" are your
    answers with keys and reasons; an answer whose key you've seen counts for less if you give it
    again.

    \b
    Examples:
      pmcoach export --output plan.md
      pmcoach export --format html --output plan.html
      pmcoach export --format cv --include evidence
      pmcoach export --format json --include all --output whole.json
    """
    from pmcoach.coach.evidence import record_keys_seen
    from pmcoach.coach.export import EXPORT_FORMATS, FROM_EVIDENCE, render_report, save_export
    from pmcoach.coach.report import make_report
    from pmcoach.report.review import UNDER_WAY, items_with_key_shown
    from pmcoach.report.wording import written_words

    if format_name in FROM_EVIDENCE and not {"evidence", "all"} & set(private_parts):
        raise CommandError(
            f"{format_name} is made of your evidence, which is private: add --include evidence."
        )
    shows_keys = "answers" in private_parts
    if shows_keys and not EXPORT_FORMATS[format_name].has_answers:
        raise CommandError(f"{format_name} has no answers: use markdown, html or json.")
    with opened(options, write=shows_keys) as session:
        if shows_keys and session.profile.in_progress:
            raise CommandError(f"{UNDER_WAY} Finish it in pmcoach, or stop it there with [v].")
        export_text = render_report(make_report(session, private_parts), format_name)
        if shows_keys:
            record_keys_seen(session, *items_with_key_shown(session.profile))
        if output is None:
            click.echo(
                export_text.encode("utf-8")
                if EXPORT_FORMATS[format_name].has_own_line_ends
                else export_text,
                nl=False,
            )
            return
        save_export(output, export_text, overwrite=overwrite)
    click.echo(printable(written_words(output)), err=True)

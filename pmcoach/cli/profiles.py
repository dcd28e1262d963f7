"""The command that lists the profiles."""

from __future__ import annotations

from dataclasses import asdict

import click

from pmcoach.cli.shared import Options, friendly, say_json, say_lines


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def profiles(options: Options, as_json: bool) -> None:
    """List the profiles there are, and mark the one in use.

    A profile is one person's answers, evidence and plans. A new name after --profile makes a new
    one as soon as there is something to save.

    \b
    Examples:
      pmcoach profiles
      pmcoach --profile anna status
    """
    from pmcoach.coach.profiles import data_home, list_profiles

    with friendly():
        home, rows = data_home(), list_profiles(options.profile)
    widest = max((len(row.name) for row in rows), default=0)
    if as_json:
        say_json({"home": str(home), "profiles": [asdict(row) for row in rows]})
    elif rows:
        say_lines(
            f"{'*' if row.in_use else ' '} {row.name:{widest}}  assessments: {row.assessments}"
            + (f", the newest of {row.newest}" if row.newest else "")
            for row in rows
        )
    else:
        say_lines([f"There is no profile yet in {home}"])

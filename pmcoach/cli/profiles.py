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
        data_folder, profile_rows = data_home(), list_profiles(options.profile)
    name_width = max((len(profile_row.name) for profile_row in profile_rows), default=0)
    if as_json:
        say_json(
            {
                "home": str(data_folder),
                "profiles": [asdict(profile_row) for profile_row in profile_rows],
            }
        )
    elif profile_rows:
        say_lines(
            f"{'*' if profile_row.in_use else ' '} {profile_row.name:{name_width}}  assessments: {profile_row.assessments}"
            + (f", the newest of {profile_row.newest}" if profile_row.newest else "")
            for profile_row in profile_rows
        )
    else:
        say_lines([f"There is no profile yet in {data_folder}"])

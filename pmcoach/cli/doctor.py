"""The command that checks a profile's files."""

from __future__ import annotations

import click

from pmcoach.cli import exit_codes
from pmcoach.cli.shared import Options, opened, say_json, say_lines


@click.command()
@click.option("--check-only", is_flag=True, help="Only check; fix nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def doctor(options: Options, check_only: bool, as_json: bool) -> None:
    """Check all your data, fix what is safe to fix, and say what was done.

    What is replaced is saved in the profile's set-aside folder.

    \b
    Examples:
      pmcoach doctor --check-only
      pmcoach doctor

    \b
    Exit codes:
      0  all is fine, or was fixed
      1  something is wrong that could not be fixed
    """
    from pmcoach.coach.backup import examine_data

    with opened(options, write=not check_only, repair=not check_only) as session:
        examination = examine_data(session, mend=not check_only)
    findings, coverage = examination.findings, examination.coverage
    if as_json:
        event_counts = coverage and {
            "on_disk": len(coverage.on_disk),
            "in_view": len(coverage.in_view),
            "before_blind": len(coverage.left_behind),
        }
        say_json(
            {
                "findings": [
                    {"verdict": finding.verdict, "about": finding.about, "what": finding.what}
                    for finding in findings
                ],
                "events": event_counts,
            }
        )
    else:
        say_lines(f"{finding.verdict:6}  {finding.about}: {finding.what}" for finding in findings)
    if any(finding.verdict == "wrong" for finding in findings):
        raise SystemExit(exit_codes.FAILED)

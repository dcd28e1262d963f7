"""The command that reads a job ad."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pmcoach.cli.shared import CommandError, printable, reading, say_json, writing

if TYPE_CHECKING:
    from pmcoach.coach.session import Session
    from pmcoach.jobad.parsed_ad import ParsedAd


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: everything that was read.")
@click.option("--anyway", is_flag=True, help="Show the weights of an ad for another job, too.")
@click.option(
    "--save", "name", metavar="NAME", help="Keep the ad under NAME and make it the target."
)
@click.pass_obj
def fit(options: dict[str, Any], file: str, as_json: bool, anyway: bool, name: str | None) -> None:
    """Read a job ad: what it weighs, and how far you are.

    FILE is the ad as text, Markdown or a saved web page; - reads standard input.

    \b
    Examples:
      pmcoach fit ad.txt
      pmcoach fit ad.html --save "Ferry company"
      xclip -o | pmcoach fit - --json
    """
    from pmcoach.coach import fit as use_case
    from pmcoach.coach.summary import keep_if_stale
    from pmcoach.jobad.parsed_ad import NotAnAd

    with (reading if name is None else writing)(options) as session:
        try:
            found = (
                use_case.read_bytes(session, _standard_input())
                if file == "-"
                else use_case.read_file(session, Path(file))
            )
        except NotAnAd as error:
            raise CommandError(f"{file if file != '-' else 'standard input'}: {error}") from error
        if name is not None:
            if not (found.is_pm or anyway):
                raise CommandError(
                    "This reads as an ad for another job, so it was not kept; with --anyway it is."
                )
            ad = use_case.keep_ad(session, found, name)
            use_case.choose(session, ad)
            name = use_case.find_ad(session, ad).name
            keep_if_stale(session)
        _show(session, found, as_json=as_json, anyway=anyway)
    if name is not None:
        click.echo(printable(f"Kept, and now your target: {name}"), err=True)


def _standard_input() -> bytes:
    """What comes in, up to more than an ad may have; nothing where standard input is closed."""
    from pmcoach.jobad.reader import MOST_BYTES

    # None where it is closed, whatever the types say.
    return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""


def _show(session: Session, found: ParsedAd, *, as_json: bool, anyway: bool) -> None:
    if as_json:
        from pmcoach.coach.fitting import as_values

        say_json(as_values(session, found))
        return
    if not (found.is_pm or anyway):
        from pmcoach.report.job_ad import verdict_words

        click.echo(printable(verdict_words(found)))
        click.echo("To see what it weighs all the same, add --anyway.")
        return
    from pmcoach.coach.adlines import fit_lines

    for line in fit_lines(session, found):
        click.echo(printable(line) if line else "")

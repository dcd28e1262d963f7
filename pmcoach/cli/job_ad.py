"""The command that reads a job ad."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmcoach.cli.shared import (
    CommandError,
    Options,
    opened,
    printable,
    say_json,
    say_lines,
)

if TYPE_CHECKING:
    from pmcoach.coach.session import Session
    from pmcoach.jobad.parsed_ad import ParsedAd


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: everything that was read.")
@click.option(
    "--anyway", "show_anyway", is_flag=True, help="Show the weights of an ad for another job, too."
)
@click.option(
    "--save", "ad_name", metavar="NAME", help="Save the ad under NAME and make it the target."
)
@click.pass_obj
def fit(options: Options, file: str, as_json: bool, show_anyway: bool, ad_name: str | None) -> None:
    """Read a job ad: what it asks for, and how far you are.

    FILE is the ad as text, Markdown or a saved web page; - reads standard input.

    \b
    Examples:
      pmcoach fit ad.txt
      pmcoach fit ad.html --save "Ferry company"
      xclip -o | pmcoach fit - --json
    """
    from pmcoach.coach.home import save_home_if_stale
    from pmcoach.coach.job_ad import choose_ad, find_ad, read_ad_bytes, read_ad_file, save_ad
    from pmcoach.jobad.parsed_ad import NotAnAd

    with opened(options, write=ad_name is not None) as session:
        try:
            parsed_ad = (
                read_ad_bytes(session, _standard_input())
                if file == "-"
                else read_ad_file(session, Path(file))
            )
        except NotAnAd as error:
            raise CommandError(f"{file if file != '-' else 'standard input'}: {error}") from error
        if ad_name is not None:
            if not (parsed_ad.is_pm or show_anyway):
                raise CommandError(
                    "This reads as an ad for another job, so it was not saved. To save it, add --anyway."
                )
            ad_id = save_ad(session, parsed_ad, ad_name)
            choose_ad(session, ad_id)
            ad_name = find_ad(session, ad_id).name
            save_home_if_stale(session)
        _show(session, parsed_ad, as_json=as_json, show_anyway=show_anyway)
    if ad_name is not None:
        click.echo(printable(f"Saved, and now your target: {ad_name}"), err=True)


def _standard_input() -> bytes:
    """What comes in, up to more than an ad may have; nothing where standard input is closed."""
    from pmcoach.jobad.reader import MOST_BYTES

    # None where it is closed, whatever the types say.
    return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""


def _show(session: Session, parsed_ad: ParsedAd, *, as_json: bool, show_anyway: bool) -> None:
    from pmcoach.report.job_ad import ad_json, ad_lines, verdict_words

    if as_json:
        say_json(ad_json(session.profile, parsed_ad))
    elif parsed_ad.is_pm or show_anyway:
        say_lines(ad_lines(session.profile, parsed_ad))
    else:
        say_lines([verdict_words(parsed_ad), "To see its weights anyway, add --anyway."])

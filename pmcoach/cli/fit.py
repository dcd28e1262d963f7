"""The command that reads a job ad."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pmcoach.cli.shared import OneLine, printable, reading, say_json, writing

if TYPE_CHECKING:
    from pmcoach.coach.session import Session
    from pmcoach.jobad.reading import Reading

LINES_SHOWN = 2
"""Lines of the ad that are quoted for one competency; --json has all."""


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: everything that was read.")
@click.option("--anyway", is_flag=True, help="Show the weights of an ad for another job, too.")
@click.option("--save", "name", metavar="NAME",
              help="Keep the ad under NAME and make it the target.")
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
    from pmcoach.coach import fit as fitting
    from pmcoach.coach.summary import keep_if_stale
    from pmcoach.jobad.read import MOST_BYTES
    from pmcoach.jobad.reading import NotAnAd

    with (reading if name is None else writing)(options) as session:
        try:
            found = (fitting.read_bytes(session, sys.stdin.buffer.read(MOST_BYTES + 1))
                     if file == "-" else fitting.read_file(session, Path(file)))
        except NotAnAd as error:
            raise OneLine(f"{file if file != '-' else 'standard input'}: {error}") from error
        if name is not None:
            if not (found.is_pm or anyway):
                raise OneLine("This reads as an ad for another job, so it was not kept; "
                              "with --anyway it is.")
            ad = fitting.keep_ad(session, found, name)
            fitting.choose(session, ad)
            name = fitting.find_ad(session, ad).name
        _show(session, found, as_json=as_json, anyway=anyway)
    if name is not None:
        click.echo(printable(f"Kept, and now your target: {name}"), err=True)


def _show(session: Session, found: Reading, *, as_json: bool, anyway: bool) -> None:
    if as_json:
        from pmcoach.coach.fitting import as_values

        say_json(as_values(session, found))
        return
    for line in _lines(session, found, whole=found.is_pm or anyway):
        click.echo(printable(line) if line else "")


def _lines(session: Session, found: Reading, *, whole: bool) -> Iterator[str]:
    """The reading as text."""
    from pmcoach.coach import adwords as words

    yield words.verdict_words(found)
    if not whole:
        yield "To see what it weighs all the same, add --anyway."
        return
    catalog = session.catalog
    yield ""
    yield f"Title:      {found.title or 'none found'}"
    yield (f"Nearest:    {catalog.roles[found.role].title}, "
           f"{catalog.stages[found.stage].title.lower()}; {words.years_words(found.years)}")
    for label, said in (
        ("Industry", words.mention_words(found.industries)),
        ("Certificate", words.certificate_words(found)),
        ("Framework", words.framework_words(found)),
        ("Tools", words.mention_words(found.tools)),
        ("Outside", words.mention_words(found.outside)),
    ):
        if said:
            yield f"{label + ':':12}{said}"
    yield from _weights(session, found)
    yield from _you(session, found)


def _weights(session: Session, found: Reading) -> Iterator[str]:
    area_of = {one.id: one.area for one in session.catalog.competencies.values()}
    areas = found.area_weights(area_of)
    yield ""
    yield "What it weighs, by its own lines"
    for area in session.catalog.areas.values():
        yield f"{areas.get(area.id, 0.0):4.0%}  {area.title}"
        for one, weight in found.weights.items():
            if area_of.get(one) == area.id:
                yield f"      {weight:4.0%}  {session.title_of(one)}"
                quoted = found.lines_of(one)
                for line in quoted[:LINES_SHOWN]:
                    yield f"            \"{line}\""
                if len(quoted) > LINES_SHOWN:
                    yield f"            and {len(quoted) - LINES_SHOWN} more"
    if not found.weights:
        yield "      Nothing: no line speaks of any of the four areas."


def _you(session: Session, found: Reading) -> Iterator[str]:
    from pmcoach.coach.fit import distance
    from pmcoach.coach.report import gap_words

    yield ""
    if not session.state.answers:
        yield "How far you are: not known yet. Run pmcoach and answer a few questions."
        return
    far = distance(session, found)
    met = "nothing known yet" if far.met_percent is None else f"{far.met_percent}% met"
    yield f"How far you are: {met}, by {far.known} levels known. {far.readiness}"
    for gap in far.gaps:
        yield f"  {gap_words(session, gap)}"

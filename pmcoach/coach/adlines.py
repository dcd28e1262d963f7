"""What was read in a job ad, as lines of plain text: for the command and the plain prompts."""

from __future__ import annotations

from collections.abc import Iterator

from pmcoach.coach.fit import distance
from pmcoach.coach.report import gap_words
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.report import job_ad as words

LINES_SHOWN = 2
"""Lines of the ad that are quoted for one competency; --json has all."""


def fit_lines(session: Session, found: ParsedAd) -> Iterator[str]:
    """The reading as lines of text, first of all whether it is an ad for a PM."""
    yield words.verdict_words(found)
    catalog = session.catalog
    yield ""
    yield f"Title:      {found.title or 'none found'}"
    yield (
        f"Nearest:    {catalog.roles[found.role].title}, "
        f"{catalog.stages[found.stage].title.lower()}; {words.years_words(found.years)}"
    )
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


def _weights(session: Session, found: ParsedAd) -> Iterator[str]:
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
                    yield f'            "{line}"'
                if len(quoted) > LINES_SHOWN:
                    yield f"            and {len(quoted) - LINES_SHOWN} more"
    if not found.weights:
        yield "      Nothing: no line speaks of any of the four areas."


def _you(session: Session, found: ParsedAd) -> Iterator[str]:
    yield ""
    if not session.state.answers:
        yield "How far you are: not known yet. Answer a few questions first."
        return
    far = distance(session, found)
    met = "nothing known yet" if far.met_percent is None else f"{far.met_percent}% met"
    yield f"How far you are: {met}, by {far.known} levels known. {far.readiness}"
    for gap in far.gaps:
        yield f"  {gap_words(session, gap)}"

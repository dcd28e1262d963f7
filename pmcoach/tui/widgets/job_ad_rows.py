"""The rows of an ad in a menu: areas, competencies with their weights, the ad's own lines."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from pmcoach.catalog.models import Area
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.tui.widgets.level_bar import share_bar
from pmcoach.tui.widgets.menu import heading

INDENT = " " * 6
"""How far the ad's lines stand in from the competency they speak of."""


class AdRow(NamedTuple):
    """What a row that can be chosen is about: a competency, or a line of the ad below it."""

    competency: str
    """Its id; nothing for a line that speaks of none."""
    line_number: int | None = None
    """Where the line stands in the ad, from 0; None for the competency itself."""

    @property
    def option_id(self) -> str:
        """The row as the id of an option; ``read_row`` reads it."""
        kind = "c" if self.line_number is None else f"l:{self.line_number}"
        return f"{kind}:{self.competency}"


def read_row(option_id: str) -> AdRow:
    """The row that has an id; one without a competency and a line for no id."""
    *kind_and_line, competency = option_id.split(":")
    return AdRow(competency, int(kind_and_line[1]) if len(kind_and_line) > 1 else None)


def ad_rows(session: Session, parsed_ad: ParsedAd, width: int) -> list[Option]:
    """All that counts, by area and weight, and below it what was placed nowhere. Long lines are
    wrapped to ``width`` cells with the indent kept."""
    area_of = {competency.id: competency.area for competency in session.profile.competencies}
    area_shares, lines = parsed_ad.area_weights(area_of), parsed_ad.lines
    # What weighs nothing stays in sight with its lines, or it could never be put right again.
    placed_competencies = [place for line in lines for place in line.places]
    competencies = dict.fromkeys([*parsed_ad.weights, *parsed_ad.set_weights, *placed_competencies])
    rows: list[Option] = []
    for area in sorted(
        session.catalog.areas.values(), key=lambda area: -area_shares.get(area.id, 0.0)
    ):
        rows.append(_area_row(area, round(100 * area_shares.get(area.id, 0.0))))
        for competency in competencies:
            if area_of.get(competency) == area.id:
                rows.append(_competency_row(session, parsed_ad, competency))
                rows += [
                    _line_row(AdRow(competency, line_number), line.text, width)
                    for line_number, line in enumerate(lines)
                    if competency in line.places
                ]
    unplaced_rows = [
        _line_row(AdRow("", line_number), line.text, width)
        for line_number, line in enumerate(lines)
        if not area_of.keys() & line.places
    ]
    return [*rows, *([heading("Read, but ignored")] if unplaced_rows else []), *unplaced_rows]


def _area_row(area: Area, percent: int) -> Option:
    bar = share_bar(percent, 12)
    return Option(
        Content.assemble((f"{area.title:26}", "bold"), bar, f" {percent:>3}%"), disabled=True
    )


def _competency_row(session: Session, parsed_ad: ParsedAd, competency: str) -> Option:
    return Option(
        Content.assemble(
            f"{100 * parsed_ad.weights.get(competency, 0.0):3.0f}%  ",
            (session.profile.title_of(competency), "bold"),
            ("  set by you" if competency in parsed_ad.set_weights else "", "$secondary"),
        ),
        id=AdRow(competency).option_id,
    )


def _line_row(row: AdRow, text: str, width: int) -> Option:
    quote = textwrap.fill(f"“{text}”", width, initial_indent=INDENT, subsequent_indent=f"{INDENT} ")
    return Option(Content.styled(quote, "" if row.competency else "$secondary"), id=row.option_id)


def competency_of(option_id: str) -> str:
    """The competency of a row, or nothing."""
    return read_row(option_id).competency


def line_of(option_id: str) -> int | None:
    """The number of the ad's line in a row, or None."""
    return read_row(option_id).line_number


def same_row(option_id: str, option_ids: list[str]) -> str:
    """Where one is after a correction: the same row, or its line where that stands now."""
    line_number = line_of(option_id)
    if option_id in option_ids or line_number is None:
        return option_id
    return next((moved for moved in option_ids if line_of(moved) == line_number), option_id)

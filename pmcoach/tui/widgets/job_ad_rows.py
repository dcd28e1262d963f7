"""The rows of an ad in a menu: areas, competencies with their weights, the ad's own lines."""

from __future__ import annotations

import textwrap

from textual.content import Content
from textual.widgets.option_list import Option

from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.tui.widgets.level_bar import share_bar

INDENT = 6
"""How far the ad's lines stand in from the competency they speak of."""


def ad_rows(session: Session, reading: ParsedAd, width: int) -> list[Option]:
    """All that counts, by area and weight, and below it what was placed nowhere. Long lines are
    wrapped to ``width`` cells with the indent kept."""
    area_of = {one.id: one.area for one in session.catalog.competencies.values()}
    areas, weights = reading.area_weights(area_of), reading.weights
    # What weighs nothing stays in sight with its lines, or it could never be put right again.
    said = [*weights, *reading.set_weights, *(one for line in reading.lines for one in line.places)]
    shown = [one for one in dict.fromkeys(said) if one in area_of]
    rows: list[Option] = []
    for area in sorted(session.catalog.areas.values(), key=lambda one: -areas.get(one.id, 0.0)):
        share = round(100 * areas.get(area.id, 0.0))
        rows.append(
            Option(
                Content.assemble(
                    (f"{area.title:26}", "bold"), share_bar(share, 12), f" {share:>3}%"
                ),
                id=f"a:{area.id}",
                disabled=True,
            )
        )
        for one in (c for c in shown if area_of[c] == area.id):
            by_hand = "  set by you" if one in reading.set_weights else ""
            rows.append(
                Option(
                    Content.assemble(
                        f"{100 * weights.get(one, 0.0):3.0f}%  ",
                        (session.profile.title_of(one), "bold"),
                        (by_hand, "$secondary"),
                    ),
                    id=f"c:{one}",
                )
            )
            rows += [
                _line(number, line.text, one, width)
                for number, line in enumerate(reading.lines)
                if one in line.places
            ]
    loose = [
        (n, line.text) for n, line in enumerate(reading.lines) if not area_of.keys() & line.places
    ]
    if loose:
        rows.append(Option(Content.styled("Read, but counted for nothing", "bold"), disabled=True))
        rows += [_line(number, text, "", width) for number, text in loose]
    return rows


def _line(number: int, text: str, competency: str, width: int) -> Option:
    pad = " " * INDENT
    whole = textwrap.fill(f"“{text}”", width, initial_indent=pad, subsequent_indent=f"{pad} ")
    return Option(
        Content.styled(whole, "$secondary" if not competency else ""), id=f"l:{number}:{competency}"
    )


def competency_of(row: str) -> str:
    """The competency of a row, or nothing."""
    kind, _, rest = row.partition(":")
    return {"c": rest, "l": rest.partition(":")[2]}.get(kind, "")


def same_row(row: str, rows: list[str]) -> str:
    """Where one is after a correction: the same row, or its line where that stands now."""
    number = line_of(row)
    if row in rows or number is None:
        return row
    return next((one for one in rows if line_of(one) == number), row)


def line_of(row: str) -> int | None:
    """The number of the ad's line in a row, or None."""
    kind, _, rest = row.partition(":")
    return int(rest.partition(":")[0]) if kind == "l" else None

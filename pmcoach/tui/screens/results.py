"""What is known, held against the target; each gap opens its verdict."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.report import make_report
from pmcoach.report.model import DISCLAIMER, AreaLine, CompetencyLine, FacetLine, Report
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import route_title
from pmcoach.tui.widgets.level_bar import (
    LEGEND,
    MIDDLE_LEGEND,
    SHORT_LEGEND,
    level_bar,
    share_bar,
)
from pmcoach.tui.widgets.menu import BEGIN, Menu, begin_option, heading, shortened


class ResultsScreen(CoachScreen[None]):
    """The largest gaps first, then every area with its competencies."""

    where = "results"
    CSS_PATH = ["../base.tcss", "results.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(id="lead", markup=False)
            yield Menu(id="rows")
            yield Static(id="legend", markup=False, classes="quiet")

    def on_mount(self) -> None:
        self.refresh_shown()
        self.query_one(Menu).focus()

    def on_resize(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """Show the result as it is now."""
        found = make_report(self.session)
        self.set_top("Results", found.target)
        self.query_one("#lead", Static).update(
            f"{found.readable_state} {DISCLAIMER}"
            if self.app.size.height >= layout.TALL
            else found.readable_state
        )
        self.query_one("#legend", Static).update(
            next(
                (
                    one
                    for one in (LEGEND, MIDDLE_LEGEND)
                    if len(one) <= layout.column(self.app.size.width)
                ),
                SHORT_LEGEND,
            )
        )
        menu = self.query_one("#rows", Menu)
        menu.fill(rows(found, self.app.size.width), keep=menu.current_id)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        ident = event.option.id or ""
        if ident == BEGIN:
            self.coach_app.begin()
        elif ident == "hiring":
            self.coach_app.show("hiring")
        elif ident == "open-evidence" or ident.startswith("write:"):
            self.action_evidence()
        elif ident.startswith("open-"):
            self.run_worker(self.run_action(ident.removeprefix("open-")), exclusive=True)
        elif ident.startswith("gap:"):
            self.coach_app.show("verdict", ident.removeprefix("gap:"))
        elif ident.startswith("about:"):
            self.coach_app.show("verdict", ident.removeprefix("about:"))


def rows(found: Report, width: int) -> list[Option]:
    """All lines of the results on a screen of ``width`` columns."""
    wide, room = width >= layout.NORMAL, layout.row(width)
    options = [Option(Content.styled(found.readiness, "bold"), id="ready", disabled=True)]
    options += [
        Option(
            Content.styled(f"  {shortened(line, room - 2)}", "$secondary"),
            id=f"why:{n}",
            disabled=True,
        )
        for n, line in enumerate(found.deciding)
        if found.answered
    ]
    options += [Option("", id="gap-2", disabled=True)]
    options += [heading("The largest gaps" if found.verdicts else "Gaps")]
    options += [
        Option(
            Content.assemble(
                f"{shortened(v.title, room - BESIDE_GAP)}: {v.facet} ",
                (f"{v.level} of {v.target}", "bold"),
                "  ",
                (f"{route_title(v.route).lower()}", "$primary"),
            ),
            id=f"gap:{v.key}",
        )
        for v in found.verdicts
    ]
    if not found.verdicts:
        options.append(
            Option("No gap was found among what is known.", id="none")
            if found.answered
            else begin_option()
        )
    options += [
        Option(Content.assemble(("Write it down, 15 min: ", "bold"), line), id=f"write:{number}")
        for number, line in enumerate(found.unwritten)
    ]
    options.append(
        Option(
            Content.assemble(
                "For getting hired: ",
                (
                    "a certificate helps here"
                    if found.hiring.certificate
                    else "no certificate needed",
                    "$primary",
                ),
            ),
            id="hiring",
        )
    )
    for area in found.areas:
        options += area_rows(area, wide, room)
    if found.calibration:
        options += calibration_rows(found)
    options += [
        Option("", id="gap-3", disabled=True),
        heading("More"),
        Option("Review every answer with its reasons", id="open-review"),
        Option("Write evidence, so that it counts", id="open-evidence"),
        Option("Which titles fit, by published lists of duties", id="open-lenses"),
        Option("What has changed since last time", id="open-history"),
    ]
    if found.ask_next:
        options += [Option("", id="gap-0", disabled=True), heading("Ask next: heavy and not known")]
        options += [
            Option(Content.styled(line, "$secondary"), id=f"ask:{line}") for line in found.ask_next
        ]
    options += [
        Option("", id="gap-1", disabled=True),
        Option(Content.styled(DISCLAIMER, "$secondary"), id="said", disabled=True),
    ]
    return options


def calibration_rows(found: Report) -> list[Option]:
    """How sure against how right, as a small picture."""
    rows = [Option("", id="gap-4", disabled=True), heading("How sure, and how right")]
    for one in found.calibration:
        percent = round(100 * one.right / one.answers) if one.answers else None
        figure = "none so far" if percent is None else f"{percent}% of {one.answers} right"
        rows.append(
            Option(
                Content.assemble(f"  {one.sure:10}", share_bar(percent, 16), f"  {figure}"),
                id=f"sure:{one.sure}",
                disabled=True,
            )
        )
    rows.append(
        Option(
            Content.styled(f"  {found.calibration_words}", "$secondary"), id="sure", disabled=True
        )
    )
    return rows


def area_rows(area: AreaLine, wide: bool, room: int) -> list[Option]:
    """An area's head line and its competencies."""
    met = "not known" if area.met_percent is None else f"{area.met_percent}% met"
    head = Content.assemble(
        (f"{area.title:26}", "bold"),
        share_bar(area.met_percent, 18 if wide else 8),
        f" {met}",
        (f"   {area.known} of {area.possible} known" if wide else "", "$secondary"),
    )
    found = [
        Option("", id=f"space:{area.id}", disabled=True),
        Option(head, id=f"head:{area.id}", disabled=True),
    ]
    found += [Option(competency_row(one, room), id=f"about:{one.id}") for one in area.competencies]
    found.append(
        Option(
            Content.assemble(
                f"{'Ability in hard moments':{TITLE_WIDTH}.{TITLE_WIDTH}} ",
                ("a ", "$secondary"),
                level_bar(area.ability.level, area.ability.target, area.ability.support),
                _name(area.ability) if wide else "",
            ),
            id=f"ability:{area.id}",
        )
    )
    return found


TITLE_WIDTH = 34
LEVELS_WIDTH = 18
"""Cells of the two levels in a competency's line, with what stands before them."""
BESIDE_GAP = 33
"""Cells that stand beside a gap's title: its facet, its levels and the route."""


def competency_row(one: CompetencyLine, room: int) -> Content:
    """One competency: knowledge and skill, and what is to be said of it where there is room."""
    fits = TITLE_WIDTH + LEVELS_WIDTH + len(one.skill.note) <= room
    return Content.assemble(
        f"{shortened(one.title, TITLE_WIDTH):{TITLE_WIDTH}} ",
        ("k ", "$secondary"),
        level_bar(one.knowledge.level, one.knowledge.target, one.knowledge.support),
        "  ",
        ("s ", "$secondary"),
        level_bar(one.skill.level, one.skill.target, one.skill.support),
        (f"  {one.skill.note}" if fits and one.skill.note else "", "$secondary"),
    )


def _name(line: FacetLine) -> tuple[str, str]:
    return (f"  {line.level_name}", "$secondary")

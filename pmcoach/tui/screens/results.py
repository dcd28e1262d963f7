"""What is known, held against the target; each gap opens its verdict."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.report import make_report
from pmcoach.report import wording
from pmcoach.report.model import AreaLine, CompetencyLine, Report
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.commands import opening_action
from pmcoach.tui.widgets.level_bar import (
    LEGEND,
    MIDDLE_LEGEND,
    SHORT_LEGEND,
    level_bar,
    share_bar,
)
from pmcoach.tui.widgets.menu import (
    ActionOption,
    Menu,
    begin_option,
    gap,
    heading,
    opening,
    shortened,
)

TITLE_WIDTH = 34
LEVELS_WIDTH = 18
"""Cells of the two levels in a competency's line, with what stands before them."""
BESIDE_GAP = 33
"""Cells that stand beside a gap's title: its facet, its levels and the route."""


class ResultsScreen(CoachScreen[None]):
    """The largest gaps first, then every area with its competencies."""

    where = "results"

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(id="lead", markup=False)
            yield Menu(id="rows")
            yield Static(id="legend", markup=False, classes="quiet")

    def refresh_shown(self) -> None:
        """Show the result as it is now."""
        report = make_report(self.session)
        width, height = self.app.size
        self.set_top("Results", report.target)
        small_print = f" {report.disclaimer}" if height >= layout.TALL else ""
        self.query_one("#lead", Static).update(f"{report.readable_state}{small_print}")
        legends = (LEGEND, MIDDLE_LEGEND, SHORT_LEGEND)
        fitting = (legend for legend in legends if len(legend) <= layout.column(width))
        self.query_one("#legend", Static).update(next(fitting, SHORT_LEGEND))
        self.menu.refill(rows(report, width))


def rows(report: Report, width: int) -> list[Option]:
    """All lines of the results on a screen of ``width`` columns."""
    is_wide, room = width >= layout.NORMAL, layout.row(width)
    options = [
        *summary_rows(report, room),
        *gap_rows(report, room),
        *(option for area in report.areas for option in area_rows(area, is_wide, room)),
    ]
    if report.calibration:
        options += calibration_rows(report)
    options += [
        gap(),
        heading("More"),
        ActionOption("Review every answer with its reasons", "review"),
        opening("Write evidence, so that it counts", "evidence"),
        opening("Which titles fit, by published lists of duties", "lenses"),
        opening("What has changed since last time", "history"),
    ]
    if report.ask_next:
        options += [gap(), heading("Ask next: heavy and not known")]
        options += [
            Option(Content.styled(line, "$secondary"), id=f"ask:{line}") for line in report.ask_next
        ]
    return [*options, gap(), note(report.disclaimer)]


def note(text: str) -> Option:
    """A quiet line that cannot be chosen."""
    return Option(Content.styled(text, "$secondary"), disabled=True)


def summary_rows(report: Report, room: int) -> list[Option]:
    """How ready one is, and what that hangs on."""
    deciding = report.deciding if report.answered else ()
    return [
        heading(report.readiness),
        *(note(f"  {shortened(line, room - 2)}") for line in deciding),
        gap(),
    ]


def gap_rows(report: Report, room: int) -> list[Option]:
    """The gaps with what would close them, what to write down, and the hiring verdict."""
    options = [heading("The largest gaps" if report.verdicts else "Gaps")]
    for verdict in report.verdicts:
        title = Content.assemble(
            f"{shortened(verdict.title, room - BESIDE_GAP)}: {verdict.facet} ",
            (f"{verdict.level} of {verdict.target}", "bold"),
            "  ",
            (wording.route(verdict.route).lower(), "$primary"),
        )
        options.append(opening(title, "verdict", verdict.key))
    if not report.verdicts:
        none = Option(wording.no_verdict(report), id="none")
        options.append(none if report.answered else begin_option())
    for number, line in enumerate(report.unwritten):
        title = Content.assemble(("Write it down, 15 min: ", "bold"), line)
        options.append(ActionOption(title, opening_action("evidence"), id=f"write:{number}"))
    certificate = (
        "a certificate helps here" if report.hiring.certificate else "no certificate needed"
    )
    title = Content.assemble("For getting hired: ", (certificate, "$primary"))
    return [*options, opening(title, "hiring")]


def calibration_rows(report: Report) -> list[Option]:
    """How sure against how right, as a small picture."""
    options = [gap(), heading("How sure, and how right")]
    for line in report.calibration:
        percent = round(100 * line.right / line.answers) if line.answers else None
        figure = "none so far" if percent is None else f"{percent}% of {line.answers} right"
        picture = Content.assemble(f"  {line.sure:10}", share_bar(percent, 16), f"  {figure}")
        options.append(Option(picture, disabled=True))
    return [*options, note(f"  {report.calibration_words}")]


def area_rows(area: AreaLine, is_wide: bool, room: int) -> list[Option]:
    """An area's head line, its competencies, and the ability in it."""
    met = "not known" if area.met_percent is None else f"{area.met_percent}% met"
    head = Content.assemble(
        (f"{area.title:26}", "bold"),
        share_bar(area.met_percent, 18 if is_wide else 8),
        f" {met}",
        (f"   {area.known} of {area.possible} known" if is_wide else "", "$secondary"),
    )
    ability = Content.assemble(
        f"{'Ability in hard moments':{TITLE_WIDTH}} ",
        ("a ", "$secondary"),
        level_bar(
            area.ability.level, area.ability.target, area.ability.max_level, area.ability.support
        ),
        (f"  {area.ability.level_name}" if is_wide else "", "$secondary"),
    )
    return [
        gap(),
        Option(head, disabled=True),
        *(
            opening(competency_row(competency, room), "verdict", competency.id)
            for competency in area.competencies
        ),
        Option(ability, id=f"ability:{area.id}"),
    ]


def competency_row(competency: CompetencyLine, room: int) -> Content:
    """One competency: knowledge and skill, and what is to be said of it where there is room."""
    knowledge, skill = competency.knowledge, competency.skill
    fits = TITLE_WIDTH + LEVELS_WIDTH + len(skill.note) <= room
    return Content.assemble(
        f"{shortened(competency.title, TITLE_WIDTH):{TITLE_WIDTH}} ",
        ("k ", "$secondary"),
        level_bar(knowledge.level, knowledge.target, knowledge.max_level, knowledge.support),
        "  ",
        ("s ", "$secondary"),
        level_bar(skill.level, skill.target, skill.max_level, skill.support),
        (f"  {skill.note}" if fits and skill.note else "", "$secondary"),
    )

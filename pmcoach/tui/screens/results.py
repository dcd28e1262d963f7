"""What is known, held against the target; each gap opens its verdict."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.report import make_report
from pmcoach.report import wording
from pmcoach.report.asking import UNASKED_SHOWN, UnaskedLevel, list_unasked
from pmcoach.report.home import UNASKED_HEADING
from pmcoach.report.levels import CONFIDENCE_LEAD
from pmcoach.report.model import AreaLine, CompetencyLine, FacetLine, Report
from pmcoach.report.questions import next_move, start_action
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.commands import opening_action
from pmcoach.tui.widgets.level_bar import (
    SHORT_LEGEND,
    WORDED_LEGEND,
    level_bar,
    share_bar,
    worded_bar,
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
LEVELS_WIDTH = 30
"""Cells of the two levels in a competency's line, with their confidence as words."""
BESIDE_GAP, CONFIDENCE_WIDTH = 33, 8
"""Cells that stand beside a gap's title: its facet, its levels and the route; and where there is
room its confidence."""


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
        legend = SHORT_LEGEND if self.is_narrow else WORDED_LEGEND
        self.query_one("#legend", Static).update(legend)
        unasked = list_unasked(self.session.profile) if report.answered else []
        begin = None if report.answered else self.make_begin()
        self.menu.refill(rows(report, unasked[:UNASKED_SHOWN], begin, width))

    def make_begin(self) -> Option | None:
        """The way on where nothing is measured; None where it would lead here."""
        profile = self.session.profile
        return None if next_move(profile) == "results" else begin_option(start_action(profile))

    def action_ask_unasked(self) -> None:
        """Ask about what matters most and was not asked yet."""
        unasked = list_unasked(self.session.profile)
        if unasked:
            self.action_ask_item(unasked[0].item)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        return action != "ask_unasked" or bool(list_unasked(self.session.profile))


def rows(
    report: Report, unasked: Sequence[UnaskedLevel], begin: Option | None, width: int
) -> list[Option]:
    """All lines of the results on a screen of ``width`` columns."""
    is_wide, room = width >= layout.NORMAL, layout.row(width)
    options = [
        *summary_rows(report, room),
        *gap_rows(report, begin, is_wide, room),
        *unasked_rows(unasked, room),
        *(option for area in report.areas for option in area_rows(area, is_wide, room)),
    ]
    if report.calibration:
        options += calibration_rows(report)
    options += [
        gap(),
        note(CONFIDENCE_LEAD),
        gap(),
        heading("More"),
        ActionOption("Review every answer with its reasons", "review"),
        opening("Write evidence, so that it counts", "evidence"),
        opening("Which titles fit, by published lists of duties", "lenses"),
        opening("What has changed since last time", "history"),
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


def unasked_rows(unasked: Sequence[UnaskedLevel], room: int) -> list[Option]:
    """What matters most and was not asked yet: each line asks its question."""
    if not unasked:
        return []
    return [
        gap(),
        heading(UNASKED_HEADING),
        *(
            # By its place: the one that comes next takes the highlight over.
            ActionOption(
                Content.assemble("? ", shortened(level.words, room - 2)),
                f"ask_item({level.item!r})",
                id=f"unasked:{number}",
            )
            for number, level in enumerate(unasked)
        ),
    ]


def gap_rows(report: Report, begin: Option | None, is_wide: bool, room: int) -> list[Option]:
    """The gaps with what would close them, what to write down, and the hiring verdict."""
    options = [heading("The largest gaps" if report.verdicts else "Gaps")]
    for verdict in report.verdicts:
        sure = f", {verdict.confidence}" if is_wide and verdict.confidence else ""
        beside = BESIDE_GAP + (CONFIDENCE_WIDTH if is_wide else 0)
        title = Content.assemble(
            f"{shortened(verdict.title, room - beside)}: {verdict.facet} ",
            (f"{verdict.level} of {verdict.target}", "bold"),
            (sure, "$secondary"),
            "  ",
            (wording.route(verdict.route).lower(), "$primary"),
        )
        options.append(opening(title, "verdict", verdict.key))
    if not report.verdicts:
        options.append(begin or Option(wording.no_verdict(report), id="none"))
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
        f"{wording.ABILITY:{TITLE_WIDTH}} ",
        ("a ", "$secondary"),
        facet_bar(area.ability, is_wide),
        (f"  {area.ability.level_name}" if is_wide else "", "$secondary"),
    )
    return [
        gap(),
        Option(head, disabled=True),
        *(
            opening(competency_row(competency, is_wide, room), "verdict", competency.id)
            for competency in area.competencies
        ),
        opening(ability, "verdict", area.id),
    ]


def facet_bar(line: FacetLine, is_wide: bool) -> Content:
    """A level, and how sure it is: in a word, or by a mark where there is no room."""
    make_bar = worded_bar if is_wide else level_bar
    return make_bar(line.level, line.target, line.max_level, line.confidence)


def competency_row(competency: CompetencyLine, is_wide: bool, room: int) -> Content:
    """One competency: knowledge and skill, and what is to be said of it where there is room."""
    knowledge, skill = competency.knowledge, competency.skill
    fits = is_wide and TITLE_WIDTH + LEVELS_WIDTH + len(skill.note) <= room
    return Content.assemble(
        f"{shortened(competency.title, TITLE_WIDTH):{TITLE_WIDTH}} ",
        ("k ", "$secondary"),
        facet_bar(knowledge, is_wide),
        "  ",
        ("s ", "$secondary"),
        facet_bar(skill, is_wide),
        (f"  {skill.note}" if fits and skill.note else "", "$secondary"),
    )

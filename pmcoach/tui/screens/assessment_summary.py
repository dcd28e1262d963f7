"""A clear ending after an assessment: what was found, one argued verdict, one next step."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from pmcoach.coach.assessment import start_assessment, undo_answer
from pmcoach.coach.home import make_home
from pmcoach.coach.report import make_report
from pmcoach.coach.situation import set_situation
from pmcoach.report.asking import ENDED_EARLY, ended_early
from pmcoach.report.home import LENGTHS_TITLE
from pmcoach.report.lengths import other_lengths_words
from pmcoach.report.model import Report, Takeaways, VerdictLine
from pmcoach.report.panel import panel_words
from pmcoach.report.questions import form_title, next_form
from pmcoach.report.review import sure_but_wrong_words
from pmcoach.report.situation import SITUATION, first_questions_lead, list_first_questions
from pmcoach.report.takeaways import GAPS_TITLE
from pmcoach.report.wording import no_verdict
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.screens.home import MenuEntry, next_entry, review_entry
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page
from pmcoach.tui.widgets.prose import BLANK, Prose, hanging, paragraph, reason_lines

AFTERWARDS = (
    ("results", "All results", "levels, gaps and reasons"),
    ("plan", "The plan", "steps in order, with dates"),
    ("situation", "Your situation", "time, money, access: the advice depends on it"),
    ("export", "Export", "the development plan as a file"),
    ("back", "Home", "everything is saved"),
)
"""What one may do after it, besides going on: an id, a title, a few words."""


class AssessmentSummaryScreen(CoachScreen[None]):
    """After the last question of a form."""

    where = "ending"

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(id="prose")
            yield Menu(id="actions")
            yield Static(panel_words(self.session.catalog), markup=False, classes="quiet gap-above")

    def on_mount(self) -> None:
        """Ask what the advice rests on most, the first time."""
        if not self.session.read_only:
            self.ask_first(list_first_questions(self.session.profile.journal.context))

    def ask_first(self, fields: list[str]) -> None:
        """Ask one question about the situation after another; leaving one leaves them all."""
        if not fields:
            return
        field, *others = fields

        def save(answer: tuple[object] | None) -> None:
            if answer is not None:
                self.change(set_situation, field, answer[0])
                self.ask_first(others)

        lead = first_questions_lead(field)
        self.coach_app.show(
            "values" if SITUATION[field].choices else "number", field, lead, then=save
        )

    def refresh_shown(self) -> None:
        """What is known now."""
        report = make_report(self.session)
        form = form_title(self.session.profile)
        self.set_top(f"{form} finished", report.target)
        width = layout.column(self.app.size.width) - 1
        profile = self.session.profile
        is_early = profile.form_kind is not None and ended_early(profile, profile.form_kind)
        prose = summary_prose(report, form, sure_but_wrong_words(profile), width, is_early=is_early)
        self.query_one("#prose", Static).update(Content("\n").join(prose))
        entries = [
            review_entry(is_under_way=False),
            *(MenuEntry(*entry) for entry in AFTERWARDS),
        ]
        if other_lengths := other_lengths_words(profile):
            entries.insert(0, MenuEntry("lengths", LENGTHS_TITLE, other_lengths))
        if next_form(profile) is not None:
            entries.insert(0, next_entry(make_home(self.session)))
        self.menu.refill([entry.option(is_narrow=self.is_narrow) for entry in entries])

    def action_go(self) -> None:
        """Begin the next longer form."""
        kind = next_form(self.session.profile)
        if kind is not None:
            with self.saving():
                start_assessment(self.session, kind)
                self.coach_app.switch_to("question")

    def show_question(self) -> None:
        self.coach_app.switch_to("question")

    def action_undo(self) -> None:
        with self.saving():
            item = undo_answer(self.session)
            if item is not None:
                self.coach_app.switch_to("question", item)


def summary_prose(
    report: Report, form: str, sure_but_wrong: str, width: int, *, is_early: bool
) -> Prose:
    """What one can take away from an assessment, in a few lines; ``is_early`` where it ended before
    its time was up."""
    yield paragraph((f"{form}: done. ", "bold"), report.readable_state)
    if is_early:
        yield paragraph(ENDED_EARLY)
    if sure_but_wrong:
        yield paragraph(f"{sure_but_wrong} Press ", ("[v]", "bold $primary"), " to see them.")
    if report.verdicts:
        yield from takeaways_prose(report.takeaways, report.verdicts[0], width)
    elif report.answered:
        yield paragraph(no_verdict(report))
    for line in report.unwritten[:1]:
        yield paragraph(("Write it down, 15 minutes: ", "bold"), f"{line}.")
    if report.takeaways.tonight:
        yield paragraph(("Tonight: ", "bold"), (report.takeaways.tonight, "bold $primary"))
    yield paragraph(("Don't buy: ", "bold"), report.takeaways.not_to_buy)
    if report.takeaways.distance:
        yield paragraph(report.takeaways.distance)


def takeaways_prose(takeaways: Takeaways, verdict: VerdictLine, width: int) -> Prose:
    """The largest gaps with what closes each, and the first reason for the largest."""
    yield Content.styled(GAPS_TITLE, "bold")
    for number, gap in enumerate(takeaways.gaps, 1):
        text = Content.assemble(
            f"{gap.title}, {gap.facet} {gap.level} of {gap.target}: ", (gap.route, "bold $primary")
        )
        yield hanging(Content(f" {number}. "), text, width)
    for reason in verdict.reasons_for[:1]:
        yield reason_lines(reason, width, speaks_for=True)
    for reason in verdict.reasons_against[:1]:
        yield reason_lines(reason, width, speaks_for=False)
    yield BLANK

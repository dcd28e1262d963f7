"""A clear ending after an assessment: what was found, one argued verdict, one next step."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from pmcoach.coach.assessment import start_assessment, undo_answer
from pmcoach.coach.home import make_home
from pmcoach.coach.report import make_report
from pmcoach.report.home import what_next
from pmcoach.report.model import DISCLAIMER, Report, StepLine
from pmcoach.report.questions import form_title, next_form
from pmcoach.report.wording import no_verdict
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.screens.home import MenuEntry
from pmcoach.tui.widgets.argument import (
    Argument,
    ReasonRow,
    hours_words,
    paragraph,
    route_title,
)
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page

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
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Argument(id="found")
            yield Menu(id="actions")
            yield Static(DISCLAIMER, markup=False, classes="quiet gap-above")

    def on_mount(self) -> None:
        self.refresh_shown()
        self.query_one(Menu).focus(scroll_visible=False)

    def refresh_shown(self) -> None:
        """What is known now."""
        found = make_report(self.session)
        form = form_title(self.session.profile)
        self.set_top(f"{form} finished", found.target)
        self.query_one(Argument).show(ending_body(found, form))
        roomy = self.app.size.width >= layout.NORMAL
        entries = [MenuEntry(*entry) for entry in AFTERWARDS]
        if next_form(self.session.profile) is not None:
            action = what_next(make_home(self.session))
            entries.insert(
                0, MenuEntry("go", action.title, action.detail, action.cost, is_main=True)
            )
        menu = self.query_one(Menu)
        menu.fill([entry.option(roomy=roomy) for entry in entries], keep=menu.current_id)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        if event.option.id:
            self.run_worker(self.run_action(event.option.id), exclusive=True)

    def action_go(self) -> None:
        """Begin the next longer form."""
        kind = next_form(self.session.profile)
        if kind is not None:
            with self.saving():
                start_assessment(self.session, kind)
                self.coach_app.switch_to("question")

    def action_undo(self) -> None:
        with self.saving():
            item = undo_answer(self.session)
            if item is not None:
                self.coach_app.switch_to("question", item)


def ending_body(found: Report, form: str) -> ComposeResult:
    """What one can take away from an assessment, in a few lines."""
    yield paragraph((f"{form}: done. ", "bold"), found.readable_state)
    if found.verdicts:
        v = found.verdicts[0]
        yield Static(
            Content.assemble(
                ("Your heaviest gap so far: ", "bold"),
                f"{v.title}, {v.facet} {v.level}, where the target asks {v.target}.",
            )
        )
        yield Static(
            Content.assemble(
                ("What closes it: ", "bold"), (f"{route_title(v.route)}. ", "bold $primary"), v.rule
            )
        )
        for one in v.reasons_for[:1]:
            yield ReasonRow(one, speaks_for=True)
        for one in v.reasons_against[:1]:
            yield ReasonRow(one, speaks_for=False)
        yield Static("")
    elif found.answered:
        yield paragraph(no_verdict(found))
    for line in found.unwritten[:1]:
        yield paragraph(("Write it down, 15 minutes: ", "bold"), f"{line}.")
    for step in found.plan.steps[:1]:
        yield paragraph(
            ("Your first step: ", "bold"),
            (step.title, "bold $primary"),
            f" ({hours_words(step)}, by {step.end:%d %b}). {first_words(step)} The plan tells how.",
        )


def first_words(step: StepLine) -> str:
    """What the first step is for: not always the gap that was argued above it."""
    if not step.closes:
        return "A short one to begin with; it closes nothing by itself."
    return f"It lifts {step.closes[0]}."

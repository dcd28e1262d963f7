"""A clear ending after an assessment: what was found, one argued verdict, one next step."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach import assess
from pmcoach.coach.report import report
from pmcoach.report.model import DISCLAIMER, Report, StepLine
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.screens.home import TITLE_WIDTH
from pmcoach.tui.widgets.argument import (
    Argument,
    ReasonRow,
    hours_words,
    paragraph,
    route_title,
)
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page

NEXT = (
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
        found = report(self.session)
        form = assess.form_title(self.session)
        self.set_top(f"{form} finished", found.target)
        self.query_one(Argument).show(ending_body(found, form))
        options = []
        roomy = self.app.size.width >= layout.NORMAL
        kind = assess.next_form(self.session)
        if kind is not None:
            minutes = assess.form_minutes(self.session, kind)
            twice = "; nothing is asked twice" if roomy else ""
            options.append(
                _option(
                    "go", f"Go on: the {kind} assessment", f"about {minutes} min{twice}", main=True
                )
            )
        options += [_option(ident, title, more if roomy else "") for ident, title, more in NEXT]
        self.query_one(Menu).fill(options, keep=self.query_one(Menu).current_id)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        if event.option.id:
            self.run_worker(self.run_action(event.option.id), exclusive=True)

    def action_go(self) -> None:
        """Begin the next longer form."""
        kind = assess.next_form(self.session)
        if kind is not None:
            with self.saving():
                assess.start(self.session, kind)
                self.coach_app.switch_to("question")

    def action_undo(self) -> None:
        with self.saving():
            item = assess.undo(self.session)
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
        yield paragraph("No gap was found among what is known, so there is nothing to mend yet.")
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


def _option(ident: str, title: str, more: str, *, main: bool = False) -> Option:
    """A line of the menu, as home has them: the obvious one first, and marked."""
    padded = title if main or not more else f"{title:{TITLE_WIDTH}}"
    return Option(
        Content.assemble(
            "▸ " if main else "  ", (padded, "bold" if main else ""), "  ", (more, "$secondary")
        ),
        id=ident,
    )

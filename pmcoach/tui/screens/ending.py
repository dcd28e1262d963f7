"""A clear ending after an assessment: what was found, one argued verdict, one next step."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach import assess
from pmcoach.coach.report import report
from pmcoach.export.report import DISCLAIMER, Report
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Piece, hours_words, reasons, route_title
from pmcoach.tui.widgets.menu import Menu


class EndingScreen(CoachScreen[None]):
    """After the last question of a form."""

    where = "ending"
    CSS_PATH = ["../base.tcss", "ending.tcss"]

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page", can_focus=False), Vertical(classes="column"):
            yield Static(id="found", markup=False)
            yield Menu(id="actions")
            yield Static(DISCLAIMER, markup=False, classes="quiet gap-above")

    def on_mount(self) -> None:
        self.refresh_shown()
        self.query_one(Menu).focus()

    def refresh_shown(self) -> None:
        """What is known now."""
        found = report(self.session)
        form = assess.form_title(self.session)
        self.set_top(f"{form} finished", found.target)
        self.query_one("#found", Static).update(ending_text(found, form))
        options = []
        kind = assess.next_form(self.session)
        if kind is not None:
            minutes = assess.form_minutes(self.session, kind)
            options.append(_option("go", f"Go on: the {kind} assessment",
                                   f"about {minutes} min; nothing is asked twice"))
        options += [
            _option("results", "All results", "levels, gaps and reasons"),
            _option("plan", "The plan", "steps in order, with dates"),
            _option("situation", "Your situation", "time, money, access: the advice depends on it"),
            _option("export", "Export", "the development plan as a file"),
            _option("back", "Home", "everything is saved"),
        ]
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


def ending_text(found: Report, form: str) -> Content:
    """What one can take away from an assessment, in a few lines."""
    parts: list[Piece] = [(f"{form}: done.", "bold"), f" {found.readable_state}\n\n"]
    if found.verdicts:
        v = found.verdicts[0]
        parts += [
            ("Your heaviest gap so far  ", "bold"),
            f"{v.title}: {v.facet} {v.level}, the target asks {v.target}.\n",
            ("What closes it  ", "bold"), (route_title(v.route), "bold $primary"),
            f". {v.rule}\n", *reasons("+", "$success", v.reasons_for[:1]),
            *reasons("-", "$warning", v.reasons_against[:1]), "\n",
        ]
    elif found.answered:
        parts += ["No gap was found among what is known, so there is nothing to mend yet.\n\n"]
    if found.unwritten:
        parts += [("Write it down, 15 minutes  ", "bold"), f"{found.unwritten[0]}.\n\n"]
    if found.plan.steps:
        step = found.plan.steps[0]
        parts += [
            ("Your first step  ", "bold"), (step.title, "bold $primary"),
            f" ({hours_words(step)}, by {step.end:%d %b}).\n", step.do, "\n",
        ]
    return Content.assemble(*parts)


def _option(ident: str, title: str, more: str) -> Option:
    return Option(Content.assemble((title, ""), "  ", (more, "$text-muted")), id=ident)

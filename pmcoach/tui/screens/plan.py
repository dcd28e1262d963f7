"""The plan: steps in order, with dates; the highlighted one in full; and what one does with it."""

from __future__ import annotations

import datetime as dt

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.plan import (
    accept_plan,
    add_step,
    competency_of_step,
    complete_step,
    mark_step,
    move_step,
    pin_step,
    postpone_step,
)
from pmcoach.report import wording
from pmcoach.report.asking import level_moved_question, question_after
from pmcoach.report.model import PlanLine, StepLine
from pmcoach.report.plan import ACCEPTED, margin_words, plan_kind, plan_lead, plan_line
from pmcoach.report.questions import start_action
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import step_text
from pmcoach.tui.widgets.bars import KeyBar
from pmcoach.tui.widgets.menu import Menu, begin_option, shortened

OF_STEPS = {
    "keep",
    "done",
    "begin",
    "drop",
    "pin",
    "later_step",
    "earlier_step",
    "postpone",
    "word",
}
"""What can only be done where there are steps."""
A_WEEK = dt.timedelta(weeks=1)


class PlanScreen(CoachScreen[None]):
    """What to do, in which order."""

    where = "plan"
    plan: PlanLine | None = None
    """The plan as it is shown."""

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(id="lead", markup=False)
            yield Menu(id="steps")
            yield Static(id="margin", markup=False)
            with VerticalScroll(id="detail"):
                yield Static(id="step", markup=False)

    def refresh_shown(self) -> None:
        """The plan as it is now."""
        profile = self.session.profile
        self.plan = plan = plan_line(profile)
        self.set_top("Plan", profile.target.title)
        self.query_one("#lead", Static).update(lead_text(plan))
        margin = self.query_one("#margin", Static)
        margin.display = bool(plan.steps) and self.app.size.height >= layout.TALL
        if margin.display:
            margin.update(Content.styled(margin_words(profile), "$secondary"))
        rows = [self.row(number, step) for number, step in enumerate(plan.steps, 1)]
        if not profile.result.known() and not rows:
            rows = [begin_option(start_action(profile))]
        self.menu.refill(rows)
        self.menu.display = bool(rows)
        self.query_one("#detail").display = bool(plan.steps)
        self.query_one(KeyBar).refresh()

    def row(self, number: int, step: StepLine) -> Option:
        """One step: how it stands, its title, and by when."""
        width = self.app.size.width
        mark = "▸" if step.state == "doing" else " "
        pinned = " pinned" if step.id in self.session.profile.journal.pinned else ""
        when = "was due" if step.late else f"by {step.end:%d %b}"
        facts = (
            f"  {wording.hours(step.hours)}, {wording.money(step.cost)}"
            if width >= layout.WIDE
            else ""
        )
        beside, before = f"{facts}  {when}{pinned}", f"{number:2}. "
        title = shortened(step.title, layout.row(width) - 1 - len(before) - len(beside))
        return Option(
            Content.assemble((mark, "$primary"), before, title, (beside, "$secondary")), id=step.id
        )

    def on_option_list_option_highlighted(self, event: Menu.OptionHighlighted) -> None:
        steps = self.plan.steps if self.plan else ()
        step = next((step for step in steps if step.id == event.option.id), None)
        if step is not None:
            self.query_one("#step", Static).update(step_text(step))
            self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    @property
    def current(self) -> str:
        """The highlighted step's id, or nothing."""
        return self.menu.current_id if self.plan and self.plan.steps else ""

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        return action not in OF_STEPS or bool(self.current)

    # What one does with a step. None of it is offered without one.

    def action_keep(self) -> None:
        """Accept the plan: its steps stay, and its days say what is late."""
        with self.saving():
            accept_plan(self.session, self.session.profile.plan)
            self.refresh_shown()
            self.notify(f"{ACCEPTED} Press [f] to try another one.", markup=False)

    def action_begin(self) -> None:
        is_begun = self.session.profile.journal.steps.get(self.current) == "doing"
        self.change(mark_step, self.current, "planned" if is_begun else "doing")

    def action_drop(self) -> None:
        """Leave the step out; it stays out until it is added again."""
        self.change(mark_step, self.current, "dropped")

    def action_done(self) -> None:
        """Enter the proof: it becomes evidence, and the step is done."""
        step = self.current
        competency = competency_of_step(self.session, step)

        def completed(saved: bool | None) -> None:
            if saved:
                self.offer_question(step)

        if competency:
            self.coach_app.show("record", competency, "", step, then=completed)
        else:
            self.change(complete_step, step)

    def offer_question(self, step: str) -> None:
        """A step done may have moved a level: ask what shows it, if the user likes."""
        item = question_after(self.session.profile, step)
        if item:
            self.confirm(
                level_moved_question(self.session.profile, item),
                "Ask me",
                "Not now",
                then=lambda: self.coach_app.show("question", item, True),
            )

    def action_pin(self) -> None:
        """Want the step whatever it weighs, or no longer."""
        is_pinned = self.current in self.session.profile.journal.pinned
        self.change(pin_step, self.current, pinned=not is_pinned)

    def action_later_step(self) -> None:
        self.change(move_step, self.session.profile.plan, self.current, 1)

    def action_earlier_step(self) -> None:
        self.change(move_step, self.session.profile.plan, self.current, -1)

    def action_postpone(self) -> None:
        """Do not begin it before a week from when it would; the next time a week more."""
        steps = self.plan.steps if self.plan else ()
        start = next(step.start for step in steps if step.id == self.current)
        self.change(postpone_step, self.current, start + A_WEEK)

    def action_word(self) -> None:
        """The if-then sentence in one's own words."""
        self.coach_app.show("ifthen", self.current)

    def action_add(self) -> None:
        """Add a step of the user's choice."""

        def add(step: str | None) -> None:
            if step:
                self.change(add_step, step)

        self.coach_app.show("steps", then=add)


def lead_text(plan: PlanLine) -> Content:
    """What the plan was made with, or why there is none."""
    if plan.why_no_step:
        return Content(plan.why_no_step)
    made_within, small_print = plan_lead(plan)
    hint = "" if plan.accepted else "Press [a] to accept it. "
    return Content.assemble(
        (f"{plan_kind(plan)}. ", "bold"), hint, made_within, (f" {small_print}", "$secondary")
    )

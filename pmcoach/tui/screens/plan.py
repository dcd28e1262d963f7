"""The plan: steps in order, with dates; the highlighted one in full; and what one does with it."""

from __future__ import annotations

import datetime as dt

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.catalog.parse import ladder_id
from pmcoach.coach import plans
from pmcoach.coach.plans import Plan, StepState
from pmcoach.coach.report import plan_line
from pmcoach.coach.session import Session
from pmcoach.report.model import ESTIMATES, PlanLine
from pmcoach.report.wording import time_words
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import cost_words, hours_words, step_text
from pmcoach.tui.widgets.bars import KeyBar
from pmcoach.tui.widgets.menu import BEGIN, Menu, begin_option, shortened

LACKS = {
    "hours": "no hours left",
    "money": "costs more than is left",
    "access": "needs more access",
    "needs": "something must come before",
    "dropped": "you dropped what would",
    "no step": "no step is known",
}
MOST_LEFT = 3
MARKS = {"doing": "▸", "planned": " "}
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
    CSS_PATH = ["../base.tcss", "plan.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(id="lead", markup=False)
            yield Menu(id="steps")
            yield Static(id="margin", markup=False)
            with VerticalScroll(id="detail"):
                yield Static(id="step", markup=False)

    def on_mount(self) -> None:
        self.plan: Plan | None = None
        self.lines: PlanLine | None = None
        self.refresh_shown()
        self.query_one(Menu).focus()

    def on_resize(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """The plan as it is now."""
        self.plan = plan = plans.present(self.session)
        self.lines = lines = plan_line(self.session, plan)
        self.set_top("Plan", self.session.target.title)
        known = bool(self.session.result.known())
        self.query_one("#lead", Static).update(lead(lines, plan, known=known))
        roomy = bool(lines.steps) and self.app.size.height >= layout.TALL
        if roomy:
            words = margin_words(self.session, plan)
            self.query_one("#margin", Static).update(words)
        self.query_one("#margin").display = roomy
        menu = self.query_one(Menu)
        rows = [self.row(number) for number in range(len(lines.steps))]
        menu.fill(rows if known else [begin_option()], keep=menu.current_id)
        menu.display = bool(rows) or not known
        self.query_one("#detail").display = bool(rows)
        self.query_one(KeyBar).refresh()

    def row(self, number: int) -> Option:
        """One step: how it stands, its title, and by when."""
        assert self.lines is not None
        assert self.plan is not None
        step, width = self.lines.steps[number], self.app.size.width
        journal = self.session.journal
        mark = MARKS.get(journal.steps.get(step.id, "planned"), " ")
        pinned = " pinned" if step.id in journal.pinned else ""
        when = "was due" if step.id in self.plan.late else f"by {step.end:%d %b}"
        facts = f"  {hours_words(step)}, {cost_words(step)}" if width >= layout.WIDE else ""
        beside, before = f"{facts}  {when}{pinned}", f"{number + 1:2}. "
        title = shortened(step.title, layout.row(width) - 1 - len(before) - len(beside))
        return Option(
            Content.assemble((mark, "$primary"), before, title, (beside, "$secondary")), id=step.id
        )

    def on_option_list_option_highlighted(self, event: Menu.OptionHighlighted) -> None:
        step = (
            next((s for s in self.lines.steps if s.id == event.option.id), None)
            if self.lines
            else None
        )
        if step is not None:
            self.query_one("#step", Static).update(step_text(step))
            self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    @property
    def current(self) -> str:
        """The highlighted step's id, or nothing."""
        return self.query_one(Menu).current_id if self.plan and self.plan.steps else ""

    def action_keep(self) -> None:
        """Accept the plan: its steps stay, and its days say what is late."""
        if self.plan is not None and self.plan.steps:
            with self.saving():
                plans.accept(self.session, self.plan)
                self.refresh_shown()
                self.notify(
                    "Kept. From now on this is your plan; f tries out another.", markup=False
                )

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        return action not in OF_STEPS or bool(getattr(self, "plan", None) and self.current)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        if event.option.id == BEGIN:
            self.coach_app.begin()

    def mark(self, state: StepState) -> None:
        """Write what became of the highlighted step."""
        if self.current:
            with self.saving():
                plans.mark(self.session, self.current, state)
                self.refresh_shown()

    def action_begin(self) -> None:
        doing = self.session.journal.steps.get(self.current) == "doing"
        self.mark("planned" if doing else "doing")

    def action_drop(self) -> None:
        """Leave the step out; it stays out until it is added again."""
        self.mark("dropped")

    def action_done(self) -> None:
        """Enter the proof: it becomes evidence, and the step is done."""
        if not self.current:
            return
        ident = self.current
        step = self.session.catalog.steps[ident]
        competency = plans.competency_of(self.session, step)

        def written(saved: bool | None) -> None:
            if saved:
                with self.saving():
                    plans.mark(self.session, ident, "done")
                    self.refresh_shown()
                    self.offer_ladder(competency)

        if competency:
            self.coach_app.show("record", competency, "", ident, then=written)
        else:
            self.mark("done")

    def offer_ladder(self, competency: str) -> None:
        """A step done may have lifted a level: ask its ladder again, if the user likes."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.coach_app.show("question", ladder_id(competency), True)

        title = self.session.title_of(competency)
        self.coach_app.show(
            "confirm",
            f'Done. Ask how far you are with "{title}" now?',
            "Ask me",
            "Not now",
            then=answered,
        )

    def action_pin(self) -> None:
        """Want the step whatever it weighs, or no longer."""
        if self.current:
            with self.saving():
                pinned = self.current in self.session.journal.pinned
                plans.pin(self.session, self.current, pinned=not pinned)
                self.refresh_shown()

    def action_later_step(self) -> None:
        self.shift(1)

    def action_earlier_step(self) -> None:
        self.shift(-1)

    def shift(self, by: int) -> None:
        """Put the highlighted step later or earlier."""
        if self.current and self.plan is not None:
            with self.saving():
                plans.move(self.session, self.plan, self.current, by)
                self.refresh_shown()

    def action_postpone(self) -> None:
        """Do not begin it before a week from when it would; the next time a week more."""
        if self.current and self.plan is not None:
            start = next(one.start for one in self.plan.steps if one.chosen.step.id == self.current)
            with self.saving():
                plans.postpone(self.session, self.current, start + A_WEEK)
                self.refresh_shown()

    def action_what_if(self) -> None:
        self.coach_app.show("whatif")

    def action_add(self) -> None:
        self.coach_app.show("steps", then=self._added)

    def _added(self, step: str | None) -> None:
        if step:
            with self.saving():
                plans.mark(self.session, step, "planned")
                plans.pin(self.session, step)
                self.refresh_shown()

    def action_word(self) -> None:
        """The if-then sentence in one's own words."""
        if self.current:
            self.coach_app.show("ifthen", self.current)


def margin_words(session: Session, plan: Plan) -> Content:
    """What did not fit, and what a little more time or money would add."""
    found = plans.margin(session, plan)
    parts = []
    for more, name in ((found.hour, "One more hour a week"), (found.hundred, "100 dollars more")):
        if more.value and plan.value:
            parts.append(f"{name} would close {more.value / plan.value:.0%} more.")
        else:
            parts.append(f"{name} would add nothing.")
    left = [
        f"{session.title_of(one.gap.subject)}, {one.gap.facet} ({LACKS[one.why]})"
        for one in found.left[:MOST_LEFT]
    ]
    if left:
        parts.append(f"Did not fit: {'; '.join(left)}.")
    return Content.styled(" ".join(parts), "$secondary")


def lead(lines: PlanLine, plan: Plan, *, known: bool) -> Content:
    """What the plan was made with, or why there is none."""
    if not known:
        return Content("Nothing is known yet, so nothing can be planned.")
    if not lines.steps and not lines.left_open:
        return Content(
            "There is no gap to plan for among what is known. Press n to add a step of "
            "your own choice."
        )
    if not lines.steps:
        return Content(
            "No step fits the hours, the money and the access that you gave. Press s "
            "to change them."
        )
    kind = "Your plan" if plan.kept else "A proposal; a keeps it"
    still = ""
    if lines.left_open:
        still = (
            f" {len(lines.left_open)} gaps stay open."
            if len(lines.left_open) > 1
            else " One gap stays open."
        )
    slipped = ""
    if plan.late:
        slipped = " Some days have passed; the rest was moved to follow from today."
    assumed = f" Assumed: {', '.join(lines.assumed)}." if lines.assumed else ""
    return Content.assemble(
        (f"{kind}. ", "bold"),
        f"{time_words(lines)}.{still}{slipped}",
        (f"{assumed} {ESTIMATES}", "$secondary"),
    )

"""The plan: steps in order, with dates; the highlighted one in full."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach import advise
from pmcoach.coach.report import plan_line
from pmcoach.export.report import ESTIMATES, PlanLine
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import cost_words, hours_words, step_text
from pmcoach.tui.widgets.menu import Menu, shortened


class PlanScreen(CoachScreen[None]):
    """What to do, in which order."""

    where = "plan"
    CSS_PATH = ["../base.tcss", "plan.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(id="lead", markup=False)
            yield Menu(id="steps")
            with VerticalScroll(id="detail"):
                yield Static(id="step", markup=False)

    def on_mount(self) -> None:
        self.plan: PlanLine | None = None
        self.refresh_shown()
        self.query_one(Menu).focus()

    def on_resize(self) -> None:
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """The plan as it is now."""
        self.plan = plan = plan_line(self.session, advise.plan(self.session))
        self.set_top("Plan", self.session.target.title)
        self.query_one("#lead", Static).update(lead(plan, known=bool(self.session.result.known())))
        menu = self.query_one(Menu)
        roomy = self.app.size.width >= 100
        menu.fill([
            Option(Content.assemble(
                f"{number:2}. {shortened(step.title, self.app.size.width - 26)}",
                (f"  {hours_words(step)}, {cost_words(step)}" if roomy else "", "$secondary"),
                (f"  by {step.end:%d %b}", "$secondary")), id=step.id)
            for number, step in enumerate(plan.steps, 1)
        ], keep=menu.current_id)
        menu.display = self.query_one("#detail").display = bool(plan.steps)

    def on_option_list_option_highlighted(self, event: Menu.OptionHighlighted) -> None:
        step = next((s for s in self.plan.steps if s.id == event.option.id), None) \
            if self.plan else None
        if step is not None:
            self.query_one("#step", Static).update(step_text(step))
            self.query_one("#detail", VerticalScroll).scroll_home(animate=False)


def lead(plan: PlanLine, *, known: bool) -> Content:
    """What the plan was made with, or why there is none."""
    if not known:
        return Content("Nothing is known yet, so nothing can be planned. Begin with the first "
                       "sketch: about three minutes.")
    if not plan.steps and not plan.left_open:
        return Content("There is no gap to plan for among what is known.")
    if not plan.steps:
        return Content("No step fits the hours, the money and the access that you gave. Press s "
                       "to change them.")
    assumed = ""
    if plan.assumed:
        assumed = f" Assumed, because you have not said: {', '.join(plan.assumed)} (s changes it)."
    still = ""
    if plan.left_open:
        still = f" {len(plan.left_open)} gaps stay open." if len(plan.left_open) > 1 \
            else " One gap stays open."
    return Content.assemble(
        f"{plan.hours_per_week:g} hours a week for {plan.weeks} weeks.", still,
        (f"{assumed} {ESTIMATES}", "$secondary"))

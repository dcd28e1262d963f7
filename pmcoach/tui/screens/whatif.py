"""What if: other hours, money, role or situation, and what the plan would become. Nothing is kept
until it is accepted."""

from __future__ import annotations

import datetime as dt

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.plan import accept_plan
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.planning.schedule import DEFAULT_HOURS
from pmcoach.report.situation import SITUATION, setting_words
from pmcoach.state.plan import ASSUMED_BUDGET, Plan, PlanDifference, compare_plans
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Argument, paragraph
from pmcoach.tui.widgets.menu import Menu, shortened

LABEL = 33
"""Cells of the names of the fields."""
HOURS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0)
MONEY = (0.0, 50.0, 100.0, 200.0, 300.0, 500.0, 1000.0, 2000.0)
MONTHS = (1, 2, 3, 6, 9, 12)
ASSUMED: dict[str, object] = {"hours_per_week": DEFAULT_HOURS, "budget": ASSUMED_BUDGET}
FIELDS = (
    "hours_per_week",
    "budget",
    "finish_by",
    "access",
    "employer_pays",
    "framework",
    "role",
    "stage",
)


class WhatifScreen(CoachScreen[None]):
    """Left and right change the highlighted value; enter accepts all of it."""

    where = "whatif"
    CSS_PATH = ["../base.tcss", "whatif.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(
                "Left and right change a value. Nothing is kept until you press enter.",
                markup=False,
                classes="quiet gap-below",
            )
            yield Menu(id="fields")
            with VerticalScroll(id="effect"):
                yield Argument()

    def on_mount(self) -> None:
        self.set_top("What if")
        self.changes: dict[str, object] = {}
        self.now = self.session.profile.plan
        self.then: Plan = self.now
        self.refresh_shown()
        self.query_one(Menu).focus()

    def present(self, field: str) -> object:
        """The value of a field as it is kept."""
        if field == "role":
            return self.session.profile.target.role
        if field == "stage":
            return self.session.profile.target.stage
        return getattr(self.session.profile.journal.context, field)

    def choices(self, field: str) -> list[object]:
        """The values that a field can be tried with."""
        catalog = self.session.catalog
        if field == "role":
            return list(catalog.roles)
        if field == "stage":
            return list(catalog.stages)
        if field == "hours_per_week":
            return list(HOURS)
        if field == "budget":
            return list(MONEY)
        if field == "finish_by":
            return [self.session.today + dt.timedelta(days=30 * n) for n in MONTHS]
        return list(SITUATION[field].choices)

    def words(self, field: str, value: object) -> str:
        """A value in words."""
        catalog = self.session.catalog
        if field == "role" and value is not None:
            return catalog.roles[str(value)].title
        if field == "stage" and value is not None:
            return catalog.stages[str(value)].title
        return setting_words(field, value)

    def refresh_shown(self) -> None:
        """The fields, and what the plan would become."""
        menu = self.query_one(Menu)
        rows, room = [], layout.row(self.app.size.width) - LABEL - 1
        for field in FIELDS:
            kept = self.words(field, self.present(field))
            title = SITUATION[field].title if field in SITUATION else f"the {field}"
            if field in self.changes:
                tried = self.words(field, self.changes[field])
                rows.append(
                    Option(
                        Content.assemble(
                            f"{title:{LABEL}} ",
                            (f"{shortened(kept, room // 2 - 2)} ", "$secondary"),
                            "→ ",
                            (shortened(tried, room // 2), "bold $primary"),
                        ),
                        id=field,
                    )
                )
            else:
                rows.append(Option(f"{title:{LABEL}} {shortened(kept, room)}", id=field))
        menu.fill(rows, keep=menu.current_id)
        self.then = self.session.profile.plan_with(self.changes)
        self.query_one(Argument).show(
            effect(compare_plans(self.now, self.then), self.now, self.then)
        )

    def turn(self, by: int) -> None:
        """The value before or after, among those that can be tried."""
        field = self.query_one(Menu).current_id
        choices = self.choices(field)
        value = self.changes.get(field, self.present(field))
        if value is None:
            value = ASSUMED.get(field)  # what the plan counts with until it is told
        if value in choices:
            at = choices.index(value) + by
        else:
            above = [n for n, one in enumerate(choices) if _order(one) > _order(value)]
            at = (above[0] if above else len(choices)) - (by < 0)
        value = choices[max(0, min(len(choices) - 1, at))]
        if value == self.present(field):
            self.changes.pop(field, None)
        else:
            self.changes[field] = value
        self.refresh_shown()

    def action_more(self) -> None:
        self.turn(1)

    def action_less(self) -> None:
        self.turn(-1)

    def on_option_list_option_selected(self) -> None:
        """Accept: the changes become the situation and target, and the plan is kept."""
        with self.saving():
            target = self.session.profile.target
            role = str(self.changes.get("role", target.role))
            stage = str(self.changes.get("stage", target.stage))
            if (role, stage) != (target.role, target.stage):
                own = dict(self.session.profile.journal.own_weights) or None
                choose_target(self.session, role, stage, own)
            for field, value in self.changes.items():
                if field not in {"role", "stage"}:
                    set_situation(self.session, field, value)
            accept_plan(self.session, self.then)
            self.dismiss()


def _order(value: object) -> float:
    """Where a value that is not among the choices would stand."""
    if isinstance(value, int | float):
        return float(value)
    return float(value.toordinal()) if isinstance(value, dt.date) else -1.0


def effect(found: PlanDifference, now: Plan, then: Plan) -> ComposeResult:
    """What would change, in words."""
    if now.value:
        share = round(100 * (found.value_then - found.value_now) / now.value)
        sign = "more" if share > 0 else "less"
        worth = (
            f"{abs(share)}% {sign} of your weighted gaps closed"
            if share
            else "as much of your weighted gaps closed"
        )
    else:
        worth = f"{len(then.steps)} steps"
    yield paragraph((f"{len(then.steps)} steps, {worth}.", "bold"))
    if found.none:
        yield paragraph("The plan stays as it is.")
    for step in found.added:
        yield Static(Content.assemble((" + ", "bold $success"), step.title))
    for step in found.left_out:
        yield Static(Content.assemble((" - ", "bold $warning"), step.title))
    for step, before, after in found.moved:
        yield Static(
            Content.assemble(
                (" ~ ", "bold $secondary"),
                step.title,
                (f"  {before:%d %b} → {after:%d %b}", "$secondary"),
            )
        )

"""What if: other hours, money, role or situation, and what the plan would become. Nothing is kept
until it is accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.catalog.models import Role, Stage
from pmcoach.coach.situation import adopt_changes
from pmcoach.planning.timeline import DEFAULT_HOURS
from pmcoach.report.plan import changed_steps, effect_words
from pmcoach.report.situation import SITUATION, setting_words
from pmcoach.state.plan import ASSUMED_BUDGET, Plan, compare_plans
from pmcoach.state.profile import TARGET_FIELDS
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import Menu, shortened
from pmcoach.tui.widgets.prose import Prose, paragraph

LABEL = 33
"""Cells of the names of the fields."""
AMOUNTS: dict[str, Sequence[float]] = {
    "hours_per_week": (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0),
    "budget": (0.0, 50.0, 100.0, 200.0, 300.0, 500.0, 1000.0, 2000.0),
}
MONTHS = (1, 2, 3, 6, 9, 12)
ASSUMED: dict[str, object] = {"hours_per_week": DEFAULT_HOURS, "budget": ASSUMED_BUDGET}
SIGN_COLORS = {"+": "$success", "-": "$warning", "~": "$secondary"}
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
    title_text = "What if"

    def __init__(self) -> None:
        super().__init__()
        self.changes: dict[str, object] = {}
        """The fields that are tried with another setting."""

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(
                "Left and right change a value. Nothing is kept until you press enter.",
                markup=False,
                classes="quiet gap-below",
            )
            yield Menu(id="fields")
            with VerticalScroll(id="effect"):
                yield Static(id="change")

    def present(self, field: str) -> object:
        """The setting of a field as it is saved."""
        profile = self.session.profile
        return getattr(profile.target if field in TARGET_FIELDS else profile.journal.context, field)

    def choices(self, field: str) -> Sequence[object]:
        """The settings that a field can be tried with."""
        if titles := self.titles(field):
            return list(titles)
        if field == "finish_by":
            return [self.session.today + dt.timedelta(days=30 * months) for months in MONTHS]
        return AMOUNTS.get(field) or list(SITUATION[field].choices)

    def titles(self, field: str) -> dict[str, str]:
        """The titles of all roles or stages by their ids; nothing for another field."""
        entries: Mapping[str, Role | Stage] = {}
        if field == "role":
            entries = self.session.catalog.roles
        elif field == "stage":
            entries = self.session.catalog.stages
        return {ident: entry.title for ident, entry in entries.items()}

    def words(self, field: str, setting: object) -> str:
        """A setting in words."""
        return self.titles(field).get(str(setting)) or setting_words(field, setting)

    def refresh_shown(self) -> None:
        """The fields, and what the plan would become."""
        self.menu.refill([self.row(field) for field in FIELDS])
        profile = self.session.profile
        change = effect_prose(profile.plan, profile.plan_with(self.changes))
        self.query_one("#change", Static).update(Content("\n").join(change))
        self.query_one("#effect", VerticalScroll).scroll_home(animate=False)

    def row(self, field: str) -> Option:
        """A field with its setting, and what is tried instead."""
        room = layout.row(self.app.size.width) - LABEL - 1
        present = self.words(field, self.present(field))
        title = SITUATION[field].title if field in SITUATION else f"the {field}"
        if field not in self.changes:
            return Option(f"{title:{LABEL}} {shortened(present, room)}", id=field)
        tried = self.words(field, self.changes[field])
        prompt = Content.assemble(
            f"{title:{LABEL}} ",
            (f"{shortened(present, room // 2 - 2)} ", "$secondary"),
            "→ ",
            (shortened(tried, room // 2), "bold $primary"),
        )
        return Option(prompt, id=field)

    def turn(self, by: int) -> None:
        """The setting before or after, among those that can be tried."""
        field = self.menu.current_id
        choices, present = self.choices(field), self.present(field)
        setting = self.changes.get(field, present)
        if setting is None:
            setting = ASSUMED.get(field)  # what the plan counts with until it is told
        if setting in choices:
            position = choices.index(setting) + by
        else:
            above = [n for n, choice in enumerate(choices) if _order(choice) > _order(setting)]
            position = (above[0] if above else len(choices)) - (by < 0)
        self.changes[field] = choices[max(0, min(len(choices) - 1, position))]
        if self.changes[field] == present:
            del self.changes[field]
        self.refresh_shown()

    def action_more(self) -> None:
        self.turn(1)

    def action_less(self) -> None:
        self.turn(-1)

    def on_option_list_option_selected(self) -> None:
        """Accept: the changes become the situation and target, and the plan is kept."""
        with self.saving():
            adopt_changes(self.session, self.changes)
            self.dismiss()


def _order(setting: object) -> float:
    """Where a setting that is not among the choices would stand."""
    if isinstance(setting, int | float):
        return float(setting)
    return float(setting.toordinal()) if isinstance(setting, dt.date) else -1.0


def effect_prose(present: Plan, tried: Plan) -> Prose:
    """What would change, in words."""
    difference = compare_plans(present, tried)
    yield paragraph((effect_words(difference, present, tried), "bold"))
    if difference.none:
        yield paragraph("The plan stays as it is.")
    for sign, title, days in changed_steps(difference):
        yield Content.assemble(
            (f" {sign} ", f"bold {SIGN_COLORS[sign]}"), title, (f"  {days}", "$secondary")
        )

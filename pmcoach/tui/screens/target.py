"""Choosing the role and the stage to be measured against."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from pmcoach.coach.job_ad import choose_ad, find_ad, saved_ads
from pmcoach.coach.situation import choose_target
from pmcoach.report.job_ad import ad_target
from pmcoach.report.target import WHICH_JOB
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.bars import KeyBar
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page


class TargetScreen(CoachScreen[bool]):
    """Dismisses with True when a target was chosen."""

    where = "target"
    title_text = "Target"
    CSS_PATH = ["../base.tcss", "target.tcss"]

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(
                WHICH_JOB,
                markup=False,
                classes="strong gap-below",
            )
            yield Menu(id="roles")
            yield Static(id="differs", markup=False)
            with Vertical(id="weights"):
                for area in self.session.catalog.areas.values():
                    with Horizontal():
                        yield Static(area.title, markup=False, classes="label")
                        yield Input("25", id=f"weight-{area.id}", max_length=5)
            yield Static(id="stages", markup=False)
            yield Static(id="stage-about", markup=False, classes="quiet")

    def on_mount(self) -> None:
        super().on_mount()
        catalog, journal = self.session.catalog, self.session.profile.journal
        role = journal.role or catalog.default_role.id
        stage = journal.stage or catalog.default_stage.id
        roles = self.query_one("#roles", Menu)
        self.roles = roles
        self.fill(f"ad:{journal.target_ad}" if journal.target_ad else role)
        self.stages = list(catalog.stages)
        self.stage = self.stages.index(stage) if stage in self.stages else 0
        for area, weight in journal.own_weights.items():
            if area in catalog.areas:
                self.query_one(f"#weight-{area}", Input).value = f"{weight:g}"
        roles.focus(scroll_visible=False)  # the question above stays in sight
        self.describe()
        self.describe_stage()

    def fill(self, keep: str) -> None:
        """The roles, and below them the ads that were read."""
        rows = [
            Option(Content(one.title), id=one.id) for one in self.session.catalog.roles.values()
        ]
        rows += [
            Option(Content.assemble(one.name, ("  job ad", "$secondary")), id=f"ad:{one.id}")
            for one in saved_ads(self.session)
        ]
        self.roles.fill(rows, keep=keep)

    def refresh_shown(self) -> None:
        """An ad may have been read, or put away, or chosen."""
        self.fill(self.roles.current_id)
        self.describe()

    @property
    def ad(self) -> str:
        """The id of the highlighted ad, or nothing for a role."""
        kind, _, ident = self.roles.current_id.partition(":")
        return ident if kind == "ad" else ""

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        if action in {"stage_up", "stage_down"}:
            return not (hasattr(self, "roles") and self.ad)
        return action != "look_at_ad" or (hasattr(self, "roles") and bool(self.ad))

    def action_look_at_ad(self) -> None:
        """What the highlighted ad weighs."""
        self.coach_app.show("fit", self.ad, then=self._aimed)

    def action_ad(self) -> None:
        """Read another ad."""
        self.coach_app.show("ad", then=self._aimed)

    def _aimed(self, chosen: bool | None) -> None:
        if chosen:
            self.dismiss(True)

    def on_option_list_option_highlighted(self) -> None:
        self.describe()

    def describe(self) -> None:
        """What the highlighted role is about."""
        for ident in ("#stages", "#stage-about"):  # an ad has a stage of its own
            one = self.query_one(ident)
            if self.ad:
                one.display = False
            else:
                one.styles.inline.clear_rule("display")  # back to what fits the screen's size
        self.query_one(KeyBar).refresh()
        if self.ad:
            self.describe_ad()
            return
        role = self.session.catalog.roles.get(self.query_one("#roles", Menu).current_id)
        if role is None:
            return
        areas = self.session.catalog.areas
        weights = " · ".join(f"{areas[a].title} {w:g}%" for a, w in role.weights.items())
        self.query_one("#weights").display = role.custom
        below = "Give each area a weight; tab moves between them:" if role.custom else weights
        about = role.differs if self.app.size.width >= layout.NORMAL else role.summary
        self.query_one("#differs", Static).update(
            Content.assemble(about, "\n", (below, "$secondary"))
        )

    def describe_ad(self) -> None:
        """What the highlighted ad weighs, in short."""
        target = ad_target(self.session.profile, find_ad(self.session, self.ad).parsed_ad)
        areas = self.session.catalog.areas
        weights = " · ".join(
            f"{areas[a].title} {100 * w:.0f}%" for a, w in target.area_weights.items()
        )
        self.query_one("#weights").display = False
        self.query_one("#differs", Static).update(
            Content.assemble(
                f"Read from its text; nearest to {target.title}.", "\n", (weights, "$secondary")
            )
        )

    def describe_stage(self) -> None:
        """The three stages on one line, the chosen one marked, and what it asks."""
        stages = self.session.catalog.stages
        chosen = self.stages[self.stage]
        parts: list[str | tuple[str, str]] = [("Stage   ", "bold")]
        for ident, one in stages.items():
            mark, style = ("●", "bold $primary") if ident == chosen else ("○", "")
            parts.append((f"{mark} {one.title}   ", style))
        asks = stages[chosen]
        if self.app.size.width >= layout.WIDE:
            levels = f"knowledge {asks.knowledge}, skill {asks.skill}, ability {asks.ability} of 4"
            parts.append((levels, "$secondary"))
        self.query_one("#stages", Static).update(Content.assemble(*parts))
        self.query_one("#stage-about", Static).update(asks.summary)

    def action_stage_up(self) -> None:
        self.stage = min(self.stage + 1, len(self.stages) - 1)
        self.describe_stage()

    def action_stage_down(self) -> None:
        self.stage = max(self.stage - 1, 0)
        self.describe_stage()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self.query_one("#stages", Static):
            self.stage = (self.stage + 1) % len(self.stages)
            self.describe_stage()

    def on_resize(self) -> None:
        if self.is_mounted and hasattr(self, "stages"):
            self.describe()
            self.describe_stage()

    def on_option_list_option_selected(self) -> None:
        self.choose()

    def on_input_submitted(self) -> None:
        self.choose()

    def own_weights(self) -> dict[str, float] | None:
        """The typed weights, or None where they are not weights."""
        try:
            weights = {
                area: float(self.query_one(f"#weight-{area}", Input).value or 0)
                for area in self.session.catalog.areas
            }
        except ValueError:
            return None
        fine = all(0 <= one <= 1_000_000 for one in weights.values()) and any(weights.values())
        return weights if fine else None

    def choose(self) -> None:
        """Keep the target and go on."""
        if self.ad:
            with self.saving():
                choose_ad(self.session, self.ad)
                self.dismiss(True)
            return
        role = self.query_one("#roles", Menu).current_id
        stage = self.stages[self.stage]
        weights: dict[str, float] | None = None
        if self.session.catalog.roles[role].custom:
            weights = self.own_weights()
            if weights is None:
                self.coach_app.warn("Give each area a number of 0 or more, at least one above 0.")
                return
        with self.saving():
            choose_target(self.session, role, stage, weights)
            self.dismiss(True)

"""Choosing the role and the stage to be measured against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from pmcoach.catalog.vocabulary import FACETS, max_level
from pmcoach.coach.job_ad import choose_ad, find_ad, saved_ads
from pmcoach.coach.situation import choose_target
from pmcoach.report.job_ad import ad_target
from pmcoach.report.target import WEIGHTS_FAULT, WHICH_JOB, role_notes
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.bars import KeyBar
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page

OWN_WEIGHTS = "Give each area a weight; tab moves between them:"
MOST_WEIGHT = 1_000_000


class TargetScreen(CoachScreen[bool]):
    """Dismisses with True when a target was chosen."""

    where = "target"
    title_text = "Target"
    stage_number = 0
    """Which of the stages is chosen."""

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(WHICH_JOB, markup=False, classes="strong gap-below")
            yield Menu(id="roles")
            yield Static(id="differs", markup=False)
            yield Vertical(id="weights")
            yield Static(id="stages", markup=False)
            yield Static(id="stage-about", markup=False, classes="quiet")

    def on_mount(self) -> None:
        catalog, journal = self.session.catalog, self.session.profile.journal
        if journal.stage in self.stages:
            self.stage_number = self.stages.index(journal.stage)
        elif catalog.default_stage.id in self.stages:
            self.stage_number = self.stages.index(catalog.default_stage.id)
        role = journal.role or catalog.default_role.id
        self.fill(f"ad:{journal.target_ad}" if journal.target_ad else role)

    @property
    def stages(self) -> list[str]:
        """The ids of the stages, the earliest first."""
        return list(self.session.catalog.stages)

    def refresh_shown(self) -> None:
        """An ad may have been read, or put away, or chosen."""
        self.fill(self.menu.current_id)
        self.describe()
        self.describe_stage()

    def fill(self, keep: str) -> None:
        """The roles, and below them the ads that were read."""
        rows = [
            Option(Content(role.title), id=role.id) for role in self.session.catalog.roles.values()
        ]
        rows += [
            Option(Content.assemble(ad.name, ("  job ad", "$secondary")), id=f"ad:{ad.id}")
            for ad in saved_ads(self.session)
        ]
        self.menu.fill(rows, keep=keep)

    @property
    def ad(self) -> str:
        """The id of the highlighted ad, or nothing for a role."""
        kind, _, ident = self.menu.current_id.partition(":")
        return ident if kind == "ad" else ""

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        if action in {"stage_up", "stage_down"}:
            return not self.ad
        return action != "look_at_ad" or bool(self.ad)

    def action_look_at_ad(self) -> None:
        """What the highlighted ad weighs."""
        self.coach_app.show("fit", self.ad, then=self._aimed)

    def action_open_screen(self, name: str, *arguments: str) -> None:
        """Another ad may be read there, and become the target."""
        self.coach_app.show(name, *arguments, then=self._aimed)

    def _aimed(self, has_target: bool | None) -> None:
        if has_target:
            self.dismiss(True)

    def on_option_list_option_highlighted(self) -> None:
        self.describe()

    def describe(self) -> None:
        """What the highlighted role or ad is about."""
        for widget in (self.query_one("#stages"), self.query_one("#stage-about")):
            if self.ad:  # it has a stage of its own
                widget.display = False
            else:
                widget.styles.inline.clear_rule("display")  # back to what fits the screen's size
        self.query_one(KeyBar).refresh()
        role = self.session.catalog.roles.get(self.menu.current_id)
        weights = self.query_one("#weights")
        weights.display = bool(role and role.custom)
        if weights.display and not weights.children:
            weights.mount_all(self.weight_rows())
        about, below = "", ""
        if role is not None:
            about = role.summary if self.is_narrow else role.differs
            below = OWN_WEIGHTS if role.custom else self.weight_words(role.weights)
        elif self.ad:
            target = ad_target(self.session.profile, find_ad(self.session, self.ad).parsed_ad)
            about = f"Read from its text; nearest to {target.title}."
            percents = {area: 100 * share for area, share in target.area_weights.items()}
            below = self.weight_words(percents)
        text = Content.assemble(about, "\n", (below, "$secondary"))
        if role is not None and self.app.size.height >= layout.TALL:
            for label, note in role_notes(role):
                text = Content.assemble(text, "\n\n", (f"{label}: ", "bold"), note)
        self.query_one("#differs", Static).update(text)

    def weight_rows(self) -> Iterator[Horizontal]:
        """A field for the weight of each area; made when a role first asks for them."""
        own_weights = self.session.profile.journal.own_weights
        for area in self.session.catalog.areas.values():
            yield Horizontal(
                Static(area.title, markup=False, classes="label"),
                Input(f"{own_weights.get(area.id, 25):g}", id=f"weight-{area.id}", max_length=5),
            )

    def weight_words(self, percents: Mapping[str, float]) -> str:
        """What each area weighs, in percent."""
        areas = self.session.catalog.areas
        return " · ".join(
            f"{areas[area].title} {percent:.0f}%" for area, percent in percents.items()
        )

    def describe_stage(self) -> None:
        """The three stages on one line, the chosen one marked, and what it asks."""
        stages = self.session.catalog.stages
        chosen = stages[self.stages[self.stage_number]]
        parts: list[str | tuple[str, str]] = [("Stage   ", "bold")]
        for stage in stages.values():
            mark, style = ("●", "bold $primary") if stage is chosen else ("○", "")
            parts.append((f"{mark} {stage.title}   ", style))
        if self.app.size.width >= layout.WIDE:
            levels = ", ".join(
                f"{facet} {getattr(chosen, facet)} of {max_level(facet)}" for facet in FACETS
            )
            parts.append((levels, "$secondary"))
        self.query_one("#stages", Static).update(Content.assemble(*parts))
        self.query_one("#stage-about", Static).update(chosen.summary)

    def _choose_stage(self, number: int) -> None:
        self.stage_number = number
        self.describe_stage()

    def action_stage_up(self) -> None:
        self._choose_stage(min(self.stage_number + 1, len(self.stages) - 1))

    def action_stage_down(self) -> None:
        self._choose_stage(max(self.stage_number - 1, 0))

    def on_click(self, event: events.Click) -> None:
        if event.widget is self.query_one("#stages", Static):
            self._choose_stage((self.stage_number + 1) % len(self.stages))

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
        are_shares = all(0 <= weight <= MOST_WEIGHT for weight in weights.values())
        return weights if are_shares and any(weights.values()) else None

    def choose(self) -> None:
        """Save the target and go on."""
        role, weights = self.menu.current_id, None
        if not self.ad and self.session.catalog.roles[role].custom:
            weights = self.own_weights()
            if weights is None:
                self.coach_app.warn(WEIGHTS_FAULT)
                return
        with self.saving():
            if self.ad:
                choose_ad(self.session, self.ad)
            else:
                choose_target(self.session, role, self.stages[self.stage_number], weights)
            self.dismiss(True)

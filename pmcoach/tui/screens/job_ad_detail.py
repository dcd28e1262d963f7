"""What a job ad weighs, each weight beside the ad's own lines; everything can be corrected."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from pmcoach.coach.job_ad import (
    AdSetter,
    choose_ad,
    confirm_framework,
    find_ad,
    move_ad_line,
    remove_ad,
    rename_ad,
    set_ad_role,
    set_ad_stage,
    set_ad_weight,
)
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.report import job_ad
from pmcoach.report.job_ad import ad_distance
from pmcoach.state.job_ads import SavedAd
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.screens.option_picker import Row
from pmcoach.tui.widgets.job_ad_rows import ad_rows, competency_of, line_of, same_row
from pmcoach.tui.widgets.level_bar import share_bar
from pmcoach.tui.widgets.menu import Menu, shortened

LABEL = 13
"""Cells of the names of the facts."""
NO_PLACE = "nothing"
"""The id of the line that places an ad's line nowhere."""
STEP = 0.01
"""How much + and - change a weight."""


class JobAdDetailScreen(CoachScreen[bool]):
    """``ad`` is the id of a saved ad. Dismisses with True when it was made the target."""

    where = "fit"

    def __init__(self, ad: str) -> None:
        super().__init__()
        self.ad = ad

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(id="facts", markup=False)
            yield Static(id="far", markup=False, classes="gap-below")
            yield Menu(id="rows")

    @property
    def saved_ad(self) -> SavedAd:
        return find_ad(self.session, self.ad)

    @property
    def parsed_ad(self) -> ParsedAd:
        """What was read, with the user's corrections."""
        return self.saved_ad.parsed_ad

    def refresh_shown(self) -> None:
        """The ad as it stands after the last correction."""
        journal = self.session.profile.journal
        if self.ad not in journal.ads:
            return  # it was put away, and this screen is about to go
        target = "your target" if journal.target_ad == self.ad else "not your target yet"
        self.set_top(f"Job ad: {self.saved_ad.name}", target)
        self.query_one("#facts", Static).update(self.facts())
        self.query_one("#far", Static).update(self.distance())
        rows = ad_rows(self.session, self.parsed_ad, layout.row(self.app.size.width))
        self.menu.fill(rows, keep=same_row(self.menu.current_id, [row.id or "" for row in rows]))

    def facts(self) -> Content:
        """What was read besides the weights."""
        parsed_ad = self.parsed_ad
        role, stage = job_ad.nearest_words(self.session.profile, parsed_ad)
        parts: list[str | tuple[str, str]] = [
            (job_ad.verdict_words(parsed_ad), "bold"),
            "\nNearest to ",
            (role, "$primary"),
            ", ",
            (stage, "$primary"),
            f"; {job_ad.years_words(parsed_ad.years)}.",
        ]
        room = layout.column(self.app.size.width) - LABEL
        for label, words in job_ad.ad_facts(parsed_ad, confirmed=self.is_framework_confirmed):
            parts += ["\n", (f"{label:{LABEL}}", "$secondary"), shortened(words, room)]
        return Content.assemble(*parts)

    @property
    def is_framework_confirmed(self) -> bool:
        return self.saved_ad.corrections.get("framework") == "scaled-confirmed"

    def distance(self) -> Content:
        """How close one is to it."""
        profile = self.session.profile
        words = job_ad.distance_words(profile, self.parsed_ad)
        percent = ad_distance(profile, self.parsed_ad).met_percent
        if percent is None:
            return Content.styled(words, "$secondary")
        return Content.assemble(words, "  ", share_bar(percent, 16))

    # Correcting

    def on_option_list_option_selected(self) -> None:
        if self.line_number is not None:
            self.action_move_line()
        elif self.competency:
            self.action_weight()

    @property
    def competency(self) -> str:
        """The competency that is highlighted, itself or by one of its lines, or nothing."""
        return competency_of(self.menu.current_id)

    @property
    def line_number(self) -> int | None:
        """The number of the ad's line that is highlighted, or None."""
        return line_of(self.menu.current_id)

    @property
    def weight(self) -> float:
        """The highlighted competency's share of the whole."""
        return self.parsed_ad.weights.get(self.competency, 0.0)

    def action_move_line(self) -> None:
        """Say which competency a line speaks of."""
        number = self.line_number
        if number is None:
            self.notify("Go to a line of the ad: then it can be moved.", markup=False)
            return
        line = self.parsed_ad.lines[number]
        rows: list[Row] = [(NO_PLACE, "none of these: it counts for nothing")]
        for area, competencies in self.session.catalog.competencies_of.items():
            rows.append(("", self.session.profile.title_of(area)))
            rows += [
                (competency.id, f"{competency.title}: {competency.summary}")
                for competency in competencies
            ]

        def move(place: str | None) -> None:
            if place is not None:
                competency = "" if place == NO_PLACE else place
                self.change(move_ad_line, self.ad, number, competency)

        present = line.places[0] if line.places else NO_PLACE
        ask = "What does this line speak of?"
        self.coach_app.show("pick", ask, rows, present, line.text, then=move)

    def action_ignore_line(self) -> None:
        """Let a line count for nothing, or leave a weight to the lines again."""
        if self.line_number is not None:
            self.change(move_ad_line, self.ad, self.line_number, "")
        elif self.competency:
            self.change(set_ad_weight, self.ad, self.competency, None)

    def action_weight(self) -> None:
        """Type the weight of a competency."""
        competency = self.competency
        if not competency or self.line_number is not None:
            self.notify("Go to a competency: then its weight can be set.", markup=False)
            return

        def set_typed(text: str | None) -> None:
            share = read_percent(text or "")
            if text and share is None:
                self.coach_app.warn("A weight is a number from 0 to 100.")
            elif text is not None:
                self.change(set_ad_weight, self.ad, competency, share)

        self.coach_app.show(
            "ask",
            f"How much does {self.session.profile.title_of(competency).lower()} weigh, in percent?",
            f"{100 * self.weight:.0f}",
            "Nothing leaves it to the ad's lines. The others share the rest.",
            then=set_typed,
        )

    def action_more_weight(self) -> None:
        self._nudge(STEP)

    def action_less_weight(self) -> None:
        self._nudge(-STEP)

    def _nudge(self, by: float) -> None:
        if self.competency and self.line_number is None:
            share = min(1.0, max(0.0, round(self.weight + by, 2)))
            self.change(set_ad_weight, self.ad, self.competency, share)

    def action_ad_role(self) -> None:
        """Say which role it is nearest to."""
        roles = [
            (role.id, role.title) for role in self.session.catalog.roles.values() if not role.custom
        ]
        self._pick("Which role is it nearest to?", roles, self.parsed_ad.role, set_ad_role)

    def action_ad_stage(self) -> None:
        """Say which stage it asks."""
        stages = [(stage.id, stage.title) for stage in self.session.catalog.stages.values()]
        self._pick("Which stage does it ask?", stages, self.parsed_ad.stage, set_ad_stage)

    def _pick(self, ask: str, rows: list[Row], present: str, set_choice: AdSetter) -> None:
        def pick(ident: str | None) -> None:
            if ident is not None:
                self.change(set_choice, self.ad, ident)

        self.coach_app.show("pick", ask, rows, present, then=pick)

    def action_confirm_framework(self) -> None:
        """Say whether the employer confirmed that it runs the framework."""
        if any(framework.defines_roles for framework in self.parsed_ad.frameworks):
            self.change(confirm_framework, self.ad, confirmed=not self.is_framework_confirmed)
        else:
            self.notify("The ad names no framework that defines the role.", markup=False)

    def action_rename(self) -> None:
        """Give the ad a name."""

        def rename(text: str | None) -> None:
            if text:
                self.change(rename_ad, self.ad, text)

        self.coach_app.show(
            "ask",
            "What shall this ad be called?",
            self.saved_ad.name,
            "The employer, say, and the job.",
            then=rename,
        )

    def action_drop_ad(self) -> None:
        """Put the ad away."""

        def remove() -> None:
            with self.saving():
                remove_ad(self.session, self.ad)
                self.dismiss(False)

        self.confirm(
            f"Put away {self.saved_ad.name}? What you answered stays.",
            "Put it away",
            "Keep it",
            then=remove,
        )

    def action_aim(self) -> None:
        """Make it the target."""
        with self.saving():
            choose_ad(self.session, self.ad)
            self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)


def read_percent(text: str) -> float | None:
    """The share that a typed percentage means, or None."""
    try:
        share = float(text.strip().rstrip("%").replace(",", ".")) / 100
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None

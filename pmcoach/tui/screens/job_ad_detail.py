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
STEP = 0.01
"""How much + and - change a weight."""


class JobAdDetailScreen(CoachScreen[bool]):
    """``ad`` is the id of a kept ad. Dismisses with True when it was made the target."""

    where = "fit"
    CSS_PATH = ["../base.tcss", "job_ad.tcss"]

    def __init__(self, ad: str) -> None:
        super().__init__()
        self.ad = ad

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(id="facts", markup=False)
            yield Static(id="far", markup=False, classes="gap-below")
            yield Menu(id="rows")

    def on_mount(self) -> None:
        self.refresh_shown()
        self.query_one(Menu).focus()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.refresh_shown()

    @property
    def kept(self) -> SavedAd:
        return find_ad(self.session, self.ad)

    def refresh_shown(self) -> None:
        """The ad as it stands after the last correction."""
        if self.ad not in self.session.profile.journal.ads:
            return  # it was put away, and this screen is about to go
        reading = self.kept.parsed_ad
        target = (
            "your target"
            if self.session.profile.journal.target_ad == self.ad
            else "not your target yet"
        )
        self.set_top(f"Job ad: {self.kept.name}", target)
        self.query_one("#facts", Static).update(self.facts())
        self.query_one("#far", Static).update(self.far())
        menu = self.query_one(Menu)
        width = layout.row(self.app.size.width)
        rows = ad_rows(self.session, reading, width)
        menu.fill(rows, keep=same_row(menu.current_id, [row.id or "" for row in rows]))

    def facts(self) -> Content:
        """What was read besides the weights."""
        reading, catalog = self.kept.parsed_ad, self.session.catalog
        parts: list[str | tuple[str, str]] = [(job_ad.verdict_words(reading), "bold"), "\n"]
        role = catalog.roles.get(reading.role, catalog.default_role)
        stage = catalog.stages.get(reading.stage, catalog.default_stage)
        parts += [
            "Nearest to ",
            (role.title, "$primary"),
            ", ",
            (stage.title.lower(), "$primary"),
            f"; {job_ad.years_words(reading.years)}.",
        ]
        for label, said in (
            ("Industry", job_ad.mention_words(reading.industries)),
            ("Certificate", job_ad.certificate_words(reading)),
            ("Framework", self.framework()),
            ("Tools", job_ad.mention_words(reading.tools)),
            ("Besides", job_ad.mention_words(reading.outside)),
        ):
            if said:
                room = layout.column(self.app.size.width) - LABEL
                parts += ["\n", (f"{label:{LABEL}}", "$secondary"), shortened(said, room)]
        return Content.assemble(*parts)

    def framework(self) -> str:
        """The frameworks, and whether the employer's use of one is confirmed."""
        reading = self.kept.parsed_ad
        if self.kept.corrections.get("framework") == "scaled-confirmed":
            return f"{job_ad.mention_words(reading.frameworks)}, confirmed by you"
        return job_ad.framework_words(reading)

    def far(self) -> Content:
        """How far one is from it."""
        if not self.session.profile.state.answers:
            return Content.styled(
                "How far you are shows here once you answered a few questions.", "$secondary"
            )
        distance = ad_distance(self.session.profile, self.kept.parsed_ad)
        if distance.met_percent is None:
            return Content.styled("Nothing of what it weighs is known of you yet.", "$secondary")
        return Content.assemble(
            "You meet ",
            (f"{distance.met_percent}%", "bold"),
            " of what it asks, as far as known  ",
            share_bar(distance.met_percent, 16),
        )

    # Correcting

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        ident = event.option.id or ""
        if line_of(ident) is not None:
            self.action_move_line()
        elif competency_of(ident):
            self.action_weight()

    def here(self) -> tuple[str, int | None]:
        """The competency and the line that are highlighted."""
        ident = self.query_one(Menu).current_id
        return competency_of(ident), line_of(ident)

    def action_move_line(self) -> None:
        """Say which competency a line speaks of."""
        _, number = self.here()
        if number is None:
            self.notify("Go to a line of the ad: then it can be moved.", markup=False)
            return
        line = self.kept.parsed_ad.lines[number]
        rows: list[Row] = [("nothing", "none of these: it counts for nothing")]
        for area, them in self.session.catalog.competencies_of.items():
            rows.append(("", self.session.profile.title_of(area)))
            rows += [(one.id, f"{one.title}: {one.summary}") for one in them]

        def moved(place: str | None) -> None:
            if place is not None:
                with self.saving():
                    move_ad_line(self.session, self.ad, number, "" if place == "nothing" else place)
                self.refresh_shown()

        self.coach_app.show(
            "pick",
            "What does this line speak of?",
            rows,
            line.places[0] if line.places else "nothing",
            line.text,
            then=moved,
        )

    def action_ignore_line(self) -> None:
        """Let a line count for nothing, or leave a weight to the lines again."""
        competency, number = self.here()
        with self.saving():
            if number is not None:
                move_ad_line(self.session, self.ad, number, "")
            elif competency:
                set_ad_weight(self.session, self.ad, competency, None)
        self.refresh_shown()

    def action_weight(self) -> None:
        """Type the weight of a competency."""
        competency, number = self.here()
        if not competency or number is not None:
            self.notify("Go to a competency: then its weight can be set.", markup=False)
            return
        present = self.kept.parsed_ad.weights.get(competency, 0.0)

        def typed(text: str | None) -> None:
            if text is None:
                return
            share = read_percent(text)
            if text and share is None:
                self.coach_app.warn("A weight is a number from 0 to 100.")
                return
            with self.saving():
                set_ad_weight(self.session, self.ad, competency, share)
            self.refresh_shown()

        self.coach_app.show(
            "ask",
            f"How much does {self.session.profile.title_of(competency).lower()} weigh, in percent?",
            f"{100 * present:.0f}",
            "Nothing leaves it to the ad's lines. The others share the rest.",
            then=typed,
        )

    def action_more_weight(self) -> None:
        self._nudge(STEP)

    def action_less_weight(self) -> None:
        self._nudge(-STEP)

    def _nudge(self, by: float) -> None:
        competency, number = self.here()
        if competency and number is None:
            present = self.kept.parsed_ad.weights.get(competency, 0.0)
            share = min(1.0, max(0.0, round(present + by, 2)))
            with self.saving():
                set_ad_weight(self.session, self.ad, competency, share)
            self.refresh_shown()

    def action_ad_role(self) -> None:
        """Say which role it is nearest to."""
        roles = [
            (one.id, one.title) for one in self.session.catalog.roles.values() if not one.custom
        ]
        self._pick("Which role is it nearest to?", roles, self.kept.parsed_ad.role, set_ad_role)

    def action_ad_stage(self) -> None:
        """Say which stage it asks."""
        stages = [(one.id, one.title) for one in self.session.catalog.stages.values()]
        self._pick("Which stage does it ask?", stages, self.kept.parsed_ad.stage, set_ad_stage)

    def _pick(self, ask: str, rows: list[Row], present: str, setting: AdSetter) -> None:
        def picked(ident: str | None) -> None:
            if ident is not None:
                with self.saving():
                    setting(self.session, self.ad, ident)
                self.refresh_shown()

        self.coach_app.show("pick", ask, rows, present, then=picked)

    def action_confirm_framework(self) -> None:
        """Say whether the employer confirmed that it runs the framework."""
        defining = [one for one in self.kept.parsed_ad.frameworks if one.defines_roles]
        if not defining:
            self.notify("The ad names no framework that defines the role.", markup=False)
            return
        confirmed = self.kept.corrections.get("framework") == "scaled-confirmed"
        with self.saving():
            confirm_framework(self.session, self.ad, confirmed=not confirmed)
        self.refresh_shown()

    def action_rename(self) -> None:
        """Give the ad a name."""

        def typed(text: str | None) -> None:
            if text:
                with self.saving():
                    rename_ad(self.session, self.ad, text)
                self.refresh_shown()

        self.coach_app.show(
            "ask",
            "What shall this ad be called?",
            self.kept.name,
            "The employer, say, and the job.",
            then=typed,
        )

    def action_drop_ad(self) -> None:
        """Put the ad away."""

        def sure(yes: bool | None) -> None:
            if yes:
                with self.saving():
                    remove_ad(self.session, self.ad)
                    self.dismiss(False)

        self.coach_app.show(
            "confirm",
            f"Put away {self.kept.name}? What you answered stays.",
            "Put it away",
            "Keep it",
            then=sure,
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
        value = float(text.strip().rstrip("%").replace(",", ".")) / 100
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None

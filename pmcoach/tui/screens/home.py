"""Home: where you are, and one obvious thing to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from pmcoach.coach.clock import system_today
from pmcoach.coach.profiles import DEFAULT_PROFILE, find_profile
from pmcoach.report.home import (
    ANSWERS_ABOUT,
    LENGTHS_TITLE,
    NEW_HOME,
    RECHECK_AFTER,
    REMIND_AFTER,
    UNASKED_HEADING,
    AreaSummary,
    HomeSummary,
    answers_title,
    days_since_finish,
    late_words,
    outdated_words,
    progress_words,
    what_next,
)
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.commands import COMMAND_BY_ID, Command, commands_for
from pmcoach.tui.widgets.bars import KeyBar
from pmcoach.tui.widgets.level_bar import share_bar
from pmcoach.tui.widgets.menu import ActionOption, Menu, shortened
from pmcoach.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.geometry import Size

    from pmcoach.assessment.forms import FormKind

WELCOME = (
    "Where do you stand as a product manager, and what do you do next: take a course, get a "
    "certificate, or get your hands on real work?"
)
WELCOME_MORE = (
    "Answer a few questions and see. The first sketch takes about three minutes. Everything you "
    "enter stays on this machine, and you can stop at any time."
)


class HomeScreen(CoachScreen[None]):
    """Paints from the summary alone; nothing here waits for the content."""

    where = "home"

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(id="notices", markup=False, classes="gap-below")
            yield Static(id="lead", markup=False)
            yield Static(id="areas", markup=False)
            yield Static(id="now", markup=False)
            yield Menu(id="actions")

    def on_screen_resume(self) -> None:
        """Something may have been answered or changed meanwhile."""
        self.coach_app.keep_summary()

    def refresh_shown(self) -> None:
        """Show the summary as it is now."""
        app = self.coach_app
        if app.summary is None and app.session is None and app.paths.journal.exists():
            # Answers are there, but no fresh summary: it comes with the content in a moment.
            self.set_top("", "")
            self.query_one("#lead", Static).update("Opening your profile...")
            return
        summary = app.summary or NEW_HOME
        known = summary if summary.has_target else NEW_HOME
        profile_name = "" if app.paths.name == DEFAULT_PROFILE else app.paths.name
        self.set_top(profile_name, known.target)
        notices = self.query_one("#notices", Static)
        notices.update(Content("\n").join(Content(f"! {notice}") for notice in summary.notices))
        notices.display = bool(summary.notices)
        has_answers = bool(known.answered)
        self.query_one("#lead", Static).update(
            Content.styled("How much of your target is met, as far as known", "bold")
            if has_answers
            else Content(f"{WELCOME}\n\n{WELCOME_MORE}")
        )
        areas, now = self.query_one("#areas", Static), self.query_one("#now", Static)
        rows = [area_row(area, is_narrow=self.is_narrow) for area in known.areas]
        areas.update(Content("\n").join(rows) if has_answers else "")
        now.update(now_text(known) if has_answers else "")
        areas.display = now.display = has_answers
        entries = menu_entries(
            replace(known, other_lengths=summary.other_lengths),
            system_today(),
            unasked_entries(summary, self.app.size),
        )
        self.menu.refill([entry.option(is_narrow=self.is_narrow) for entry in entries])
        self.query_one(KeyBar).show(self.bar_commands())

    def bar_commands(self) -> list[Command]:
        """What makes sense so far: there is no plan before there are answers."""
        summary = self.coach_app.summary or NEW_HOME
        early = {"lengths", "target", "ad", "situation", "profiles", "help", "quit"}
        return [
            command for command in commands_for("home") if summary.answered or command.id in early
        ]

    def action_go(self) -> None:
        """Go on: with the target, the present question, the next form, or the results."""
        self.coach_app.when_loaded(self._go)

    def _go(self) -> None:
        from pmcoach.coach.assessment import start_assessment
        from pmcoach.report.questions import next_form

        session = self.session
        if session.profile.in_progress:
            self.coach_app.show("question")
        elif not session.profile.journal.has_target:
            self.coach_app.show("target", then=self._begin_if_chosen)
        elif (kind := next_form(session.profile)) is not None:
            with self.saving():
                start_assessment(session, kind)
                self.coach_app.show("question")
        else:
            self.coach_app.show("results")

    def _begin_if_chosen(self, is_chosen: bool | None) -> None:
        if is_chosen:
            self._go()

    def action_lengths(self) -> None:
        """Choose how long an assessment to take; the target comes before it."""

        def choose_if_aimed(is_chosen: bool | None = True) -> None:
            if is_chosen:
                super(HomeScreen, self).action_lengths()

        def show() -> None:
            if self.session.profile.journal.has_target:
                choose_if_aimed()
            else:
                self.coach_app.show("target", then=choose_if_aimed)

        self.coach_app.when_loaded(show)

    def action_ask_unasked(self) -> None:
        """Ask about what matters most and was not asked yet."""
        unasked = (self.coach_app.summary or NEW_HOME).unasked
        if unasked:
            self.action_ask_item(unasked[0].item)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool | None:
        return action != "ask_unasked" or bool((self.coach_app.summary or NEW_HOME).unasked)

    def action_again(self) -> None:
        """A blind standard assessment; asked for before its time, it asks back."""

        def start() -> None:
            self._start("standard", blind=True)

        days = days_since_finish(self.coach_app.summary or NEW_HOME, system_today())
        if days is not None and days < REMIND_AFTER:
            self.confirm(
                "Begin anew? Your answers stay in their files for comparison, but "
                "results and plan start from nothing.",
                "Begin anew",
                "Not now",
                then=start,
            )
        else:
            self.coach_app.when_loaded(start)

    def action_recheck(self) -> None:
        """A few knowledge questions that were not asked yet."""
        self.coach_app.when_loaded(lambda: self._start("recheck", blind=False))

    def _start(self, kind: FormKind, *, blind: bool) -> None:
        from pmcoach.coach.assessment import finish_assessment, start_assessment
        from pmcoach.report.questions import form_title

        def finish() -> None:
            with self.saving():
                finish_assessment(self.session)
                self._start(kind, blind=blind)

        profile = self.session.profile
        if profile.in_progress:
            self.confirm(
                f"{form_title(profile)} is under way. Finish it as it is, "
                "with what is answered so far?",
                "Finish it, and go on",
                "Back",
                then=finish,
            )
        elif not profile.state.answers:
            self.notify("Nothing was answered yet: begin with the first sketch.", markup=False)
        else:
            with self.saving():
                start_assessment(self.session, kind, blind=blind)
                self.coach_app.show("question")

    def action_profiles(self) -> None:
        """Whose data to work on."""

        def open_chosen(name: str | None) -> None:
            present = self.coach_app.paths
            if name and name != present.name:
                self.coach_app.reopen(find_profile(name, present.home))

        self.coach_app.show("profiles", then=open_chosen)

    def action_undo(self) -> None:
        """Take back the last answer and show its question again."""

        def undo() -> None:
            from pmcoach.coach.assessment import undo_answer

            with self.saving():
                item = undo_answer(self.session)
                if item is None:
                    self.notify("There is nothing to undo.", markup=False)
                else:
                    self.coach_app.show("question", item)

        self.coach_app.when_loaded(undo)


def area_row(area: AreaSummary, *, is_narrow: bool) -> Content:
    """How much of an area's target is met, and how much of it is known."""
    met = "not known" if area.met is None else f"{area.met}%"
    known = (
        ""  # "not known" says it
        if area.met is None
        else f" {area.known}/{area.possible}"
        if is_narrow
        else f"   {area.known} of {area.possible} known"
    )
    bar = share_bar(area.met, 12 if is_narrow else 24)
    return Content.assemble(f"{area.title:26}", bar, f"  {met:>4}", (known, "$secondary"))


def now_text(summary: HomeSummary) -> Content:
    """Where one is in words."""
    sentences = [
        progress_words(summary),
        outdated_words(summary.outdated),
        late_words(summary.late),
    ]
    text = " ".join(sentence for sentence in sentences if sentence)
    if not summary.first_step:
        return Content(text)
    return Content.assemble(f"{text} Your next step: ", (summary.first_step, "bold"), ".")


@dataclass(frozen=True)
class MenuEntry:
    """A line of the menu."""

    command: str
    """A command's id, or another action of the screen."""
    title: str
    detail: str = ""
    """A few words beside it, where there is room."""
    cost: str = ""
    """What it takes, which is always said."""
    is_main: bool = False

    def option(self, *, is_narrow: bool) -> ActionOption:
        """The line; the obvious one first, and marked."""
        about = self.cost if is_narrow else "; ".join(filter(None, (self.cost, self.detail)))
        title = f"{self.title:{TITLE_WIDTH}}" if about and not self.is_main else self.title
        command = COMMAND_BY_ID.get(self.command)
        return ActionOption(
            Content.assemble(
                "▸ " if self.is_main else "  ",
                (title, "bold" if self.is_main else ""),
                (f"  {about}" if about else "", "$secondary"),
            ),
            command.action if command else self.command,
        )


def next_entry(summary: HomeSummary) -> MenuEntry:
    """The obvious next thing."""
    action = what_next(summary)
    return MenuEntry("go", action.title, action.detail, action.cost, is_main=True)


def review_entry(*, is_under_way: bool) -> MenuEntry:
    """What leads to the review."""
    return MenuEntry("review", answers_title(is_under_way=is_under_way), ANSWERS_ABOUT)


def unasked_entries(summary: HomeSummary, size: Size) -> list[MenuEntry]:
    """What matters most and was not asked yet: one level, or more on a high screen."""
    most = UNASKED_ON_HIGH if size.height >= layout.HIGH else 1
    room = layout.row(size.width) - TITLE_WIDTH - MARGIN_OF_DETAIL
    return [
        MenuEntry(
            f"ask_item({level.item!r})",
            "" if number else UNASKED_HEADING,
            shortened(level.name, room),
        )
        for number, level in enumerate(summary.unasked[:most])
    ]


def menu_entries(
    summary: HomeSummary, today: dt.date, unasked: Sequence[MenuEntry] = ()
) -> list[MenuEntry]:
    """The menu, the obvious next thing first, then how else to go on."""
    entries = [next_entry(summary)]
    days = days_since_finish(summary, today)
    if days is not None and days >= REMIND_AFTER:
        ago = f"{days} days since the last; it stays for comparison"
        entries.append(MenuEntry("again", "A new assessment, from nothing", ago))
    if days is not None and days >= RECHECK_AFTER:
        entries.append(
            MenuEntry("recheck", "A five-minute knowledge recheck", "other questions first")
        )
    if summary.other_lengths or not summary.answered:
        entries.append(MenuEntry("lengths", LENGTHS_TITLE, summary.other_lengths))
    entries += unasked
    if summary.answered:
        entries += [
            review_entry(is_under_way=summary.in_progress),
            MenuEntry("results", "Results", "levels, gaps and reasons"),
            MenuEntry("plan", "Plan", "steps in order, with dates"),
            MenuEntry("evidence", "Evidence", "what you did, written down"),
            MenuEntry("hiring", "Is a certificate worth it?", "for getting hired"),
            MenuEntry("export", "Export", "the development plan as a file"),
        ]
    return [
        *entries,
        MenuEntry("target", "Target", "the role and stage you aim at"),
        MenuEntry("ad", "A job ad", "what it weighs, and how far you are"),
        MenuEntry("situation", "Your situation", "time, money, access"),
    ]


UNASKED_ON_HIGH = 3
"""How many levels that were not asked yet a high screen lists."""
MARGIN_OF_DETAIL = 4
"""Cells before a title, and between it and the words beside it."""
TITLE_WIDTH = 27
"""Cells for the titles in the menu, so that what stands beside them begins in one place."""

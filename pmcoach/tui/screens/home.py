"""Home: where you are, and one obvious thing to do next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.clock import system_today
from pmcoach.store.paths import DEFAULT_PROFILE, profile_paths
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.commands import Command, commands_for
from pmcoach.tui.widgets.bars import KeyBar
from pmcoach.tui.widgets.level_bar import share_bar
from pmcoach.tui.widgets.menu import Menu
from pmcoach.tui.widgets.page import Page

if TYPE_CHECKING:
    from pmcoach.assessment.forms import FormKind

REMIND_AFTER = 90
"""Days after which a new assessment is offered: once a quarter, blind."""
RECHECK_AFTER = 21
"""Days after which a five-minute recheck of knowledge is offered."""
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
    AUTO_FOCUS = ""  # Textual's own would scroll what stands above out of sight
    CSS_PATH = ["../base.tcss", "home.tcss"]

    def compose_body(self) -> ComposeResult:
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(id="notices", markup=False, classes="gap-below")
            yield Static(id="lead", markup=False)
            yield Static(id="areas", markup=False)
            yield Static(id="now", markup=False)
            yield Menu(id="actions")

    def on_mount(self) -> None:
        self.refresh_home()
        self.query_one(Menu).focus(scroll_visible=False)

    def on_resize(self) -> None:
        self.refresh_home()

    def refresh_shown(self) -> None:
        """Something may have been answered or changed meanwhile."""
        self.coach_app.keep_summary()
        self.refresh_home()

    def refresh_home(self) -> None:
        """Show the summary as it is now."""
        app = self.coach_app
        summary = app.summary
        if summary is None and app.session is None and app.paths.journal.exists():
            # Answers are there, but no fresh summary: it comes with the content in a moment.
            self.set_top("", "")
            self.query_one("#lead", Static).update("Opening your profile...")
            return
        known = summary if summary and summary.get("has_target") else {}
        own = "" if app.paths.name == DEFAULT_PROFILE else app.paths.name
        self.set_top(own, str(known.get("target", "")))
        self._show_notices(summary or {})
        lead = self.query_one("#lead", Static)
        areas = self.query_one("#areas", Static)
        now = self.query_one("#now", Static)
        if not known.get("answered"):
            lead.update(Content(f"{WELCOME}\n\n{WELCOME_MORE}"))
            areas.update("")
            now.update("")
        else:
            lead.update(Content.styled("How much of your target is met, as far as known", "bold"))
            areas.update(self._areas(known))
            now.update(_now(known))
        areas.display = now.display = bool(known.get("answered"))
        menu = self.query_one(Menu)
        menu.fill(
            _actions(known, roomy=app.size.width >= layout.NORMAL), keep=menu.current_id or "go"
        )
        self.query_one(KeyBar).show(self.bar_commands())

    def _show_notices(self, summary: dict[str, object]) -> None:
        """What is wrong with the profile's files, before anything else."""
        sentences = summary.get("notices")
        shown = self.query_one("#notices", Static)
        texts = [str(text) for text in sentences] if isinstance(sentences, list) else []
        shown.update(Content("\n").join(Content(f"! {text}") for text in texts))
        shown.display = bool(texts)

    def bar_commands(self) -> list[Command]:
        """What makes sense so far: there is no plan before there are answers."""
        summary = self.coach_app.summary or {}
        early = {"target", "ad", "situation", "profiles", "help", "quit"}
        return [one for one in commands_for("home") if summary.get("answered") or one.id in early]

    def _areas(self, summary: dict[str, object]) -> Content:
        rows = summary.get("areas")
        lines: list[Content] = []
        wide = self.app.size.width >= layout.NORMAL
        for row in rows if isinstance(rows, list) else []:
            met = row["met"]
            title = str(row["title"])
            figure = "not known yet" if met is None else f"{met}%"
            lines.append(
                Content.assemble(
                    (f"{title:26}", ""),
                    share_bar(met, 24 if wide else 12),
                    f"  {figure:>4}",
                    (
                        f"   {row['known']} of {row['possible']} known"
                        if wide
                        else f" {row['known']}/{row['possible']}",
                        "$secondary",
                    ),
                )
            )
        return Content("\n").join(lines)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        if event.option.id == "go":
            self.action_go()
        elif event.option.id:
            self.run_worker(self.run_action(event.option.id), exclusive=True)

    def action_go(self) -> None:
        """Go on: with the target, the present question, the next form, or the results."""
        self.coach_app.when_loaded(self._go)

    def _go(self) -> None:
        from pmcoach.coach import assess

        session = self.session
        if session.in_progress:
            self.coach_app.show("question")
        elif not session.journal.has_target:
            self.coach_app.show("target", then=self._begin_if_chosen)
        elif (kind := assess.next_form(session)) is not None:
            with self.saving():
                assess.start(session, kind)
                self.coach_app.show("question")
        else:
            self.coach_app.show("results")

    def _begin_if_chosen(self, chosen: object) -> None:
        if chosen:
            self._go()

    def action_again(self) -> None:
        """A blind standard assessment; asked for before its time, it asks back."""

        def start(yes: bool | None) -> None:
            if yes:
                self._start("standard", blind=True)

        days = _days_since(self.coach_app.summary or {})
        if days is not None and days < REMIND_AFTER:
            self.coach_app.show(
                "confirm",
                "Begin anew? Your answers stay in their files for comparison, but "
                "results and plan start from nothing.",
                "Begin anew",
                "Not now",
                then=start,
            )
        else:
            self.coach_app.when_loaded(lambda: self._start("standard", blind=True))

    def action_recheck(self) -> None:
        """A few knowledge questions that were not asked yet."""
        self.coach_app.when_loaded(lambda: self._start("recheck", blind=False))

    def _start(self, kind: FormKind, *, blind: bool) -> None:
        from pmcoach.coach import assess

        if not self.session.state.answers and not self.session.in_progress:
            self.notify("Nothing was answered yet: begin with the first sketch.", markup=False)
            return
        if self.session.in_progress:

            def finish(yes: bool | None) -> None:
                if yes:
                    with self.saving():
                        assess.finish(self.session)
                        self._start(kind, blind=blind)

            self.coach_app.show(
                "confirm",
                f"{assess.form_title(self.session)} is under way. Finish it as it is, "
                "with what is answered so far?",
                "Finish it, and go on",
                "Back",
                then=finish,
            )
            return
        with self.saving():
            assess.start(self.session, kind, blind=blind)
            self.coach_app.show("question")

    def action_profiles(self) -> None:
        """Whose data to work on."""

        def chosen(name: str | None) -> None:
            if name and name != self.coach_app.paths.name:
                self.coach_app.reopen(profile_paths(self.coach_app.paths.home, name))

        self.coach_app.show("profiles", then=chosen)

    def action_undo(self) -> None:
        """Take back the last answer and show its question again."""

        def undo() -> None:
            from pmcoach.coach import assess

            with self.saving():
                item = assess.undo(self.session)
                if item is None:
                    self.notify("There is nothing to undo.", markup=False)
                else:
                    self.coach_app.show("question", item)

        self.coach_app.when_loaded(undo)


def _now(summary: dict[str, object]) -> Content:
    """Where one is in words."""
    if summary.get("in_progress"):
        text = f"{summary['form']}: {summary['done']} of {summary['total']} answered."
    else:
        text = f"{summary['form']} finished."
    step = summary.get("first_step")
    late = _number(summary, "late")
    if late:
        steps = "One step was" if late == 1 else f"{late} steps were"
        text += f" {steps} planned for before today; the plan has moved with you."
    if step:
        return Content.assemble(f"{text} Your next step: ", (str(step), "bold"), ".")
    return Content(text)


def _actions(summary: dict[str, object], *, roomy: bool) -> list[Option]:
    """The menu, the obvious next thing first; a few words beside each where there is room."""
    begin = "Begin: the first sketch", "about 3 minutes"
    if summary.get("in_progress"):
        where = f"question {_number(summary, 'done') + 1} of {summary['total']}, " if roomy else ""
        begin = (
            f"Go on with the {str(summary['form']).lower()}",
            f"{where}about {summary['minutes_left']} min left",
        )
    elif summary.get("answered"):
        following = str(summary.get("next_form", ""))
        begin = (
            ("See the results", "")
            if not following
            else (
                f"Go on: the {following} assessment",
                f"about {summary['next_form_minutes']} min"
                + ("; nothing is asked twice" if roomy else ""),
            )
        )
    options = [_action("go", *begin, main=True)]
    days = _days_since(summary)
    if days is not None and days >= REMIND_AFTER:
        options.append(
            _action(
                "again",
                "A new assessment, from nothing",
                f"{days} days since the last; it stays for comparison",
            )
        )
    if days is not None and days >= RECHECK_AFTER:
        options.append(
            _action("recheck", "A five-minute knowledge recheck", "other questions first")
        )
    if summary.get("answered"):
        options += [
            _action("results", "Results", "levels, gaps and reasons"),
            _action("plan", "Plan", "steps in order, with dates"),
            _action("evidence", "Evidence", "write down what you did, so that it counts"),
            _action("hiring", "Is a certificate worth it?", "for getting hired"),
            _action("export", "Export", "the development plan as a file"),
        ]
    options.append(_action("target", "Target", "the role and stage you aim at"))
    options.append(_action("ad", "A job ad", "what it weighs, and how far you are"))
    options.append(_action("situation", "Your situation", "time, money, access"))
    return [_option(*one, roomy=roomy) for one in options]


def _days_since(summary: dict[str, object]) -> int | None:
    """Days since the newest assessment was finished, or None while one is under way."""
    day = summary.get("finished_on")
    if not isinstance(day, str) or not day or summary.get("in_progress"):
        return None
    try:
        return (system_today() - dt.date.fromisoformat(day)).days
    except ValueError:
        return None


def _number(summary: dict[str, object], key: str) -> int:
    value = summary.get(key)
    return value if isinstance(value, int) else 0


MenuEntry = tuple[str, str, str, bool]
TITLE_WIDTH = 27
"""Cells for the titles in the menu, so that what stands beside them begins in one place."""


def _action(ident: str, title: str, more: str, *, main: bool = False) -> MenuEntry:
    return ident, title, more, main


def _option(ident: str, title: str, more: str, main: bool, *, roomy: bool) -> Option:
    """A line of the menu; the obvious one always says what it costs."""
    shown = f"  {more}" if roomy or main else ""
    padded = f"{title:{TITLE_WIDTH}}" if roomy and not main else title
    return Option(
        Content.assemble(
            "▸ " if main else "  ", (padded, "bold" if main else ""), (shown, "$secondary")
        ),
        id=ident,
    )

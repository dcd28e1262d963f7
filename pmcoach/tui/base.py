"""What every screen shares: the two bars, the commands, and how errors are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen

from pmcoach.coach.errors import StoreError
from pmcoach.tui import layout
from pmcoach.tui.commands import COMMANDS, Command, bindings_for, commands_for
from pmcoach.tui.widgets.bars import KeyBar, TopBar
from pmcoach.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.widget import Widget

    from pmcoach.coach.session import Session
    from pmcoach.tui.app import CoachApp

Answered = TypeVar("Answered")


class CoachScreen(Screen[Answered]):
    """A screen with a top line, a body and a key bar. ``where`` names it in the commands."""

    where: ClassVar[str] = ""
    title_text: ClassVar[str] = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = ["base.tcss"]
    seen_before = False
    HORIZONTAL_BREAKPOINTS = layout.WIDTHS
    VERTICAL_BREAKPOINTS = layout.HEIGHTS

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if cls.where:
            cls.BINDINGS = bindings_for(cls.where)
        super().__init_subclass__(**kwargs)

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield from self.compose_body()
        yield KeyBar(self.bar_commands())

    def compose_body(self) -> ComposeResult:
        """What stands between the bars."""
        yield from ()

    def bar_commands(self) -> list[Command]:
        """The commands for the key bar."""
        return commands_for(self.where)

    def on_mount(self) -> None:
        if self.title_text:
            self.set_top(self.title_text)

    def on_descendant_focus(self) -> None:
        """In a text field other keys hold than beside it."""
        for bar in self.query(KeyBar):
            bar.refresh()

    def on_screen_resume(self) -> None:
        """The screen above was left: what is shown here may be old."""
        if self.seen_before:
            self.refresh_shown()
        self.seen_before = True

    def refresh_shown(self) -> None:
        """Bring what is shown up to date."""

    def set_top(self, left: str, right: str | None = None) -> None:
        """Say where one is; the right side shows the target, or why nothing can be saved."""
        bar = self.query_one(TopBar)
        bar.left = left
        session = self.coach_app.session
        if session is not None and session.read_only:
            bar.right = "read-only"
        elif right is not None:
            bar.right = right

    @property
    def coach_app(self) -> CoachApp:
        from pmcoach.tui.app import CoachApp

        assert isinstance(self.app, CoachApp)
        return self.app

    @property
    def session(self) -> Session:
        """The opened profile; screens that use it are only shown once it is there."""
        session = self.coach_app.session
        assert session is not None
        return session

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Show why a save failed instead of ending the app; the screen stays as it is."""
        try:
            yield
        except StoreError as error:
            self.coach_app.warn(str(error))

    def action_back(self) -> None:
        self.dismiss()

    def action_accept(self) -> None:
        """A list or field that has the focus takes enter first; this is for another key."""
        if isinstance(self.focused, Menu):
            self.focused.action_select()
        elif submit := getattr(self.focused, "action_submit", None):
            self.call_later(submit)

    async def action_run_command(self, ident: str) -> None:
        """Do what a command does: for clicks on the key bar. A list or field that has the focus
        may want enter for itself."""
        command = next(one for one in COMMANDS if one.id == ident)
        if "enter" in command.keys.split(","):
            self.app.simulate_key("enter")
        else:
            await self.coach_app.run_command(command)

    def action_down(self) -> None:
        """Down in the list, or in what is to be read; from a text field to the list."""
        if isinstance(self.focused, Menu):
            self.focused.action_cursor_down()
        elif not self._to_list():
            self._scrolled.scroll_down(animate=False)

    def action_up(self) -> None:
        if isinstance(self.focused, Menu):
            self.focused.action_cursor_up()
        elif not self._to_list():
            self._scrolled.scroll_up(animate=False)

    def action_first(self) -> None:
        """To the first line of the list, or to the top of what is to be read."""
        if isinstance(self.focused, Menu):
            self.focused.action_first()
        else:
            self._scrolled.scroll_home(animate=False)

    def action_last(self) -> None:
        if isinstance(self.focused, Menu):
            self.focused.action_last()
        else:
            self._scrolled.scroll_end(animate=False)

    def _to_list(self) -> bool:
        """From a text field, or from nowhere, to the first list, if there is anything in it."""
        if isinstance(self.focused, VerticalScroll):
            return False
        for menu in self.query(Menu):
            if menu.display and menu.option_count:
                menu.focus()
                return True
        return False

    @property
    def _scrolled(self) -> Widget:
        """What scrolls: where the focus is, or the page."""
        if isinstance(self.focused, VerticalScroll):
            return self.focused
        pages = self.query(VerticalScroll)
        return pages.first() if pages else self

    def action_results(self) -> None:
        self.coach_app.show("results")

    def action_plan(self) -> None:
        self.coach_app.show("plan")

    def action_hiring(self) -> None:
        self.coach_app.show("hiring")

    def action_export(self) -> None:
        self.coach_app.show("export")

    def action_target(self) -> None:
        self.coach_app.show("target")

    def action_ad(self) -> None:
        self.coach_app.show("ad")

    def action_evidence(self) -> None:
        self.coach_app.show("evidence")

    def action_review(self) -> None:
        """The keys are shown only once the assessment is over."""

        def show() -> None:
            if self.session.profile.in_progress:
                self.notify(
                    "Keys are shown after the assessment. Finish it first, or go on.", markup=False
                )
            else:
                self.coach_app.show("review")

        self.coach_app.when_loaded(show)

    def action_history(self) -> None:
        self.coach_app.show("history")

    def action_lenses(self) -> None:
        self.coach_app.show("lenses")

    def action_search(self) -> None:
        self.coach_app.show("search")

    def action_situation(self) -> None:
        self.coach_app.show("situation")

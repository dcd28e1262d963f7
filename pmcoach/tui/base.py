"""What every screen shares: the two bars, the commands, and how errors are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.screen import Screen

from pmcoach.store.disk import StoreError
from pmcoach.tui.commands import Command, bindings_for, commands_for
from pmcoach.tui.widgets.bars import KeyBar, TopBar

if TYPE_CHECKING:
    from pmcoach.coach.session import Session
    from pmcoach.tui.app import CoachApp

Answered = TypeVar("Answered")


class CoachScreen(Screen[Answered]):
    """A screen with a top line, a body and a key bar. ``where`` names it in the commands."""

    where: ClassVar[str] = ""
    title_text: ClassVar[str] = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = ["base.tcss"]
    seen_before = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (23, "-middle"), (36, "-high")]

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
        """The list that has the focus takes enter first; without one there is nothing to do."""

    def action_press_key(self, key: str) -> None:
        """Do what a key does: for clicks on the key bar."""
        self.app.simulate_key(key)

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

    def action_evidence(self) -> None:
        self.coach_app.show("evidence")

    def action_review(self) -> None:
        """The keys are shown only once the assessment is over."""
        def show() -> None:
            if self.session.in_progress:
                self.notify("Keys are shown after the assessment. Finish it first, or go on.",
                            markup=False)
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

"""What every screen shares: the two bars, the commands, when it is built, how errors are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen

from pmcoach.coach.errors import StoreError
from pmcoach.tui import layout
from pmcoach.tui.commands import COMMAND_BY_ID, Command, bindings_for, commands_for
from pmcoach.tui.widgets.bars import KeyBar, TopBar
from pmcoach.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

    from pmcoach.assessment.forms import FormKind
    from pmcoach.coach.session import Session
    from pmcoach.tui.app_api import AppApi

Answered = TypeVar("Answered")
Arguments = ParamSpec("Arguments")


class CoachScreen(Screen[Answered]):
    """A screen with a top line, a body and a key bar. ``where`` names it in the commands."""

    where: ClassVar[str] = ""
    title_text: ClassVar[str] = ""
    AUTO_FOCUS = ""  # Textual's own would scroll what stands above out of sight
    HORIZONTAL_BREAKPOINTS = layout.WIDTHS
    VERTICAL_BREAKPOINTS = layout.HEIGHTS
    _skips_frame = False
    built_for: Size | None = None
    """The size of the app that what is shown was built for, or None before the first time."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if cls.where:
            cls.BINDINGS = bindings_for(cls.where)
        super().__init_subclass__(**kwargs)

    def compose(self) -> ComposeResult:
        # By now rather than with the first resize, which would lay out and paint everything again.
        self.add_class(*layout.size_classes(self.app.size))
        yield TopBar()
        yield from self.compose_body()
        yield KeyBar(self.bar_commands())

    def compose_body(self) -> ComposeResult:
        """What stands between the bars."""
        yield from ()

    def bar_commands(self) -> list[Command]:
        """The commands for the key bar."""
        return commands_for(self.where)

    # Showing

    def on_mount(self) -> None:
        if self.title_text:
            self.set_top(self.title_text)

    @on(events.ScreenResume)
    def show_again(self, event: events.ScreenResume) -> None:
        """The screen opens, or the one above it was left: what is shown may be old."""
        if self.built_for is None:
            self._skips_frame = True
            event.refresh_styles = False  # they are fresh from mounting
        self._build()
        focusable = (widget for widget in self.query("*") if widget.focusable)
        if self.focused is None and (widget := next(focusable, None)):
            widget.has_focus = True  # in time for the first frame, which the event would miss
            self.set_focus(widget, scroll_visible=False)

    @on(events.Resize)
    def fit_again(self, event: events.Resize) -> None:
        if self.built_for == event.size:
            # Opening resizes, too, and Textual would lay out and paint everything once more.
            event.prevent_default()
        else:
            self._build()

    def _compositor_refresh(self) -> None:
        """Leave out the first frame: laid out for the first time, every part asks to be painted,
        and Textual would paint all of it twice."""
        if self._skips_frame:
            self._skips_frame = False
        else:
            super()._compositor_refresh()

    def _build(self) -> None:
        self.built_for = self.app.size
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """Bring what is shown up to date. Called once on opening, again whenever the screen above
        was left, and again when the size of the terminal has changed."""

    def set_top(self, left: str, right: str | None = None) -> None:
        """Say where one is; the right side shows the target, or why nothing can be saved."""
        bar = self.query_one(TopBar)
        bar.left = left
        session = self.coach_app.session
        if session is not None and session.read_only:
            bar.right = "read-only"
        elif right is not None:
            bar.right = right

    def on_descendant_focus(self) -> None:
        """In a text field other keys hold than beside it."""
        for bar in self.query(KeyBar):
            bar.refresh()

    # What a screen works with

    @property
    def coach_app(self) -> AppApi:
        return cast("AppApi", self.app)

    @property
    def session(self) -> Session:
        """The opened profile; screens that use it are only shown once it is there."""
        session = self.coach_app.session
        assert session is not None
        return session

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for what may be left out of a line."""
        return self.app.size.width < layout.NORMAL

    @property
    def menu(self) -> Menu:
        """The screen's list, or the first of them."""
        return self.query(Menu).first()

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Show why a save failed instead of ending the app; the screen stays as it is."""
        try:
            yield
        except StoreError as error:
            self.coach_app.warn(str(error))

    def change(
        self,
        use_case: Callable[Concatenate[Session, Arguments], object],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> None:
        """Do something to the profile and show what came of it, or why it failed."""
        with self.saving():
            use_case(self.session, *args, **kwargs)
        self.refresh_shown()

    def confirm(
        self, ask: str, yes: str, no: str, then: Callable[[], object], about: str = ""
    ) -> None:
        """Ask first, with ``about`` below it; ``then`` is done only after a deliberate yes."""

        def answered(is_sure: bool | None) -> None:
            if is_sure:
                then()

        self.coach_app.show("confirm", ask, yes, no, about, then=answered)

    # What every screen can do

    def action_open_screen(self, name: str, *arguments: str) -> None:
        self.coach_app.show(name, *arguments)

    def action_review(self) -> None:
        """Every answer with its key: only once the assessment is over, so stopping comes first."""

        def show() -> None:
            if self.session.profile.in_progress:
                self.stop_assessment(lambda: self.coach_app.show("review"))
            else:
                self.coach_app.show("review")

        self.coach_app.when_loaded(show)

    def stop_assessment(self, then: Callable[[], object]) -> None:
        """Ask whether to finish the assessment as it is; ``then`` is done once it is finished."""
        from pmcoach.coach.assessment import finish_assessment
        from pmcoach.report.review import ANSWER_FIRST, stop_offer

        offer = stop_offer(self.session.profile)
        if offer is None:
            self.notify(ANSWER_FIRST, markup=False)
            return

        def finish() -> None:
            with self.saving():
                finish_assessment(self.session)
                then()

        self.confirm(offer.question, offer.stop, offer.go_on, finish, offer.about)

    def action_lengths(self) -> None:
        """Choose how long an assessment to take, and begin it."""
        self.coach_app.show("lengths", then=self.begin_length)

    def begin_length(self, kind: FormKind | None) -> None:
        """Go on with an assessment of the chosen length, if one was chosen."""
        from pmcoach.coach.assessment import change_length

        if kind is not None:
            with self.saving():
                change_length(self.session, kind)
                self.show_question()

    def show_question(self) -> None:
        """Show the present question of the assessment."""
        self.coach_app.show("question")

    def action_ask_item(self, item: str) -> None:
        """Ask one question alone, and come back."""
        self.coach_app.show("question", item, True)

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
        command = COMMAND_BY_ID[ident]
        if "enter" in command.keys.split(","):
            self.app.simulate_key("enter")
        else:
            await self.coach_app.run_command(command)

    # Moving

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

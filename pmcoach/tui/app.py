"""The app: wiring only. It paints home from the summary, then loads the content in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import App, SystemCommand
from textual.screen import Screen

from pmcoach.catalog.clean import plain
from pmcoach.store import summary as kept_summary
from pmcoach.store.paths import ProfilePaths
from pmcoach.tui.commands import EVERYWHERE, bindings_for, commands_for
from pmcoach.tui.leaving import leave_on_signals
from pmcoach.tui.screens.home import HomeScreen
from pmcoach.tui.themes import THEME_NAMES, THEMES

if TYPE_CHECKING:
    from pmcoach.coach.session import Session

SCREENS = {
    "target": "TargetScreen", "question": "QuestionScreen", "ending": "EndingScreen",
    "results": "ResultsScreen", "verdict": "VerdictScreen", "hiring": "HiringScreen",
    "plan": "PlanScreen", "situation": "SituationScreen", "export": "ExportScreen",
    "areas": "AreasScreen", "values": "ValuesScreen", "number": "NumberScreen",
    "confirm": "ConfirmScreen", "help": "HelpScreen", "recover": "RecoverScreen",
    "profiles": "ProfilesScreen", "review": "ReviewScreen", "item": "ItemScreen",
    "note": "NoteScreen", "evidence": "EvidenceScreen", "record": "RecordScreen",
    "steps": "StepsScreen", "ifthen": "IfthenScreen", "whatif": "WhatifScreen",
    "lenses": "LensesScreen", "history": "HistoryScreen", "search": "SearchScreen",
}
"""Each screen's class, in the module of its name; imported when first shown."""


class CoachApp(App[int]):
    """The full-screen app on one profile."""

    TITLE = "pmcoach"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = bindings_for(EVERYWHERE)

    def __init__(self, paths: ProfilePaths, content: Path | None = None) -> None:
        super().__init__()
        self.paths = paths
        self.content = content
        self.session: Session | None = None
        self.summary = kept_summary.read(paths)
        self._waiting: Callable[[], None] | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEME_NAMES[0]

    def on_mount(self) -> None:
        leave_on_signals(self.exit)
        self.push_screen(HomeScreen())
        # The first frame comes first: what follows takes longer than painting it.
        self.call_after_refresh(self.load)

    @work(thread=True, exit_on_error=False)
    def load(self) -> None:
        """Load the content and open the profile, without holding up the screen."""
        from pmcoach.catalog.parse import ContentError
        from pmcoach.coach.keeping import daily_backup
        from pmcoach.coach.session import open_session
        from pmcoach.coach.summary import keep
        from pmcoach.store.disk import StoreError

        try:
            session = open_session(home=self.paths.home, profile=self.paths.name,
                                   content=self.content)
        except (StoreError, ContentError) as error:
            self.call_from_thread(self.fail, str(error))
            return
        self.call_from_thread(self.loaded, session, keep(session))
        trouble = daily_backup(session)
        if trouble:
            self.call_from_thread(self.warn, trouble)

    def loaded(self, session: Session, summary: dict[str, object]) -> None:
        """The profile is open: show it, and do what the user asked for meanwhile."""
        self.session, self.summary = session, summary
        if session.read_only:
            self.warn(f"Read-only: {session.read_only}")
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.refresh_home()
        if any(problem.kept for problem in session.store.problems):
            self._waiting = None
            self.show("recover", then=self._recovered)
            return
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _recovered(self, put_back: bool | None) -> None:
        if put_back:
            self.reopen(self.paths)

    def reopen(self, paths: ProfilePaths) -> None:
        """Open a profile anew, or another one, from home."""
        if self.session is not None:
            self.session.close()
        self.session, self.paths = None, paths
        self.summary = kept_summary.read(paths)
        while not isinstance(self.screen, HomeScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.load()

    def fail(self, why: str) -> None:
        """Nothing can be done without content or profile: leave, saying why."""
        self.exit(1, message=f"pmcoach: {plain(why)}")

    def when_loaded(self, action: Callable[[], None]) -> None:
        """Do ``action`` now, or as soon as the profile is open."""
        if self.session is not None:
            action()
        else:
            self._waiting = action  # the last wish counts

    def make_screen(self, name: str, *args: Any) -> Screen[Any]:
        """A new screen by its name in the commands."""
        module = import_module(f"pmcoach.tui.screens.{name}")
        screen: Screen[Any] = getattr(module, SCREENS[name])(*args)
        return screen

    def show(self, name: str, *args: Any, then: Callable[[Any], None] | None = None) -> None:
        """Push a screen; ``then`` gets what it is dismissed with."""
        def push() -> None:
            self.push_screen(self.make_screen(name, *args), then)

        self.when_loaded(push)

    def switch_to(self, name: str, *args: Any) -> None:
        """Show a screen in place of the present one."""
        self.screen.dismiss()
        self.show(name, *args)

    def keep_summary(self) -> None:
        """Bring the summary that home paints from up to date."""
        if self.session is not None:
            from pmcoach.coach.summary import keep

            self.summary = keep(self.session)

    def warn(self, text: str) -> None:
        """One line about something that went wrong."""
        self.notify(plain(text), severity="error", timeout=10, markup=False)

    def on_unmount(self) -> None:
        if self.session is not None:
            self.session.close()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        for one in commands_for(getattr(screen, "where", EVERYWHERE)):
            if one.id not in {"commands", "choose", "accept", "down", "up"} \
                    and screen.check_action(one.action, ()):
                yield SystemCommand(one.title.capitalize(), f"{one.help} ({one.shown_key})",
                                    self._runner(one.action))

    def _runner(self, action: str) -> Callable[[], Any]:
        return lambda: self.call_later(self.run_action, action, self.screen)

    def action_help(self) -> None:
        if getattr(self.screen, "where", "") != "help":
            self.push_screen(self.make_screen("help", getattr(self.screen, "where", EVERYWHERE)))

    def action_theme(self) -> None:
        at = THEME_NAMES.index(self.theme) if self.theme in THEME_NAMES else -1
        self.theme = THEME_NAMES[(at + 1) % len(THEME_NAMES)]

    def action_commands(self) -> None:
        self.action_command_palette()

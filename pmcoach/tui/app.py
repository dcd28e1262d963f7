"""The app: wiring only. It paints home from the summary, then loads the content in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.app import App, SystemCommand
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.profiles import ProfilePaths
from pmcoach.coach.settings import COLOURLESS, THEME_CHOICES, Settings, remember_look
from pmcoach.coach.status import read_saved_home
from pmcoach.report.home import HomeSummary
from pmcoach.tui.commands import EVERYWHERE, Command, bindings_for, commands_for
from pmcoach.tui.gc_tuning import settle_after_loading
from pmcoach.tui.keymap import UNCHANGED, make_keymap
from pmcoach.tui.registry import SCREENS, load_screen
from pmcoach.tui.screens.home import HomeScreen
from pmcoach.tui.screens.too_small import TooSmallScreen, too_small
from pmcoach.tui.signals import leave_on_signals
from pmcoach.tui.themes import ALL_THEMES, PREFIX, TERMINAL, THEME_NAMES, look_of

if TYPE_CHECKING:
    from pmcoach.coach.session import Session

NOT_IN_PALETTE = {
    "commands",
    "choose",
    "accept",
    "down",
    "up",
    "first",
    "last",
    "next-choice",
    "previous-choice",
}
FOLDER = Path(__file__).parent
WORTH_PREPARING = ("plan", "plan_margin", "findings", "top_verdicts", "hiring", "pace")
"""What a profile derives that takes long the first time; the home summary has asked for most."""
MOST_WARNINGS = 3
"""Messages about settings that are shown at once; a screen has no room for more."""


class CoachApp(App[int]):
    """The full-screen app on one profile."""

    TITLE = "pmcoach"
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH = [FOLDER / "base.tcss", *sorted((FOLDER / "screens").glob("*.tcss"))]
    # All at once: a screen that brought its own would have everything parsed again.
    BINDINGS = bindings_for(EVERYWHERE)

    def __init__(
        self, paths: ProfilePaths, content: Path | None = None, settings: Settings | None = None
    ) -> None:
        super().__init__()
        self.paths = paths
        self.content = content
        self.session: Session | None = None
        self.summary = read_saved_home(paths)
        self._waiting: Callable[[], None] | None = None
        self.settings = settings
        self.keymap = make_keymap(settings.config.keys) if settings else UNCHANGED
        for theme in ALL_THEMES:
            self.register_theme(theme)
        # Textual has chosen its filter for NO_COLOR by now, and that knows no ansi theme.
        look = (
            settings.theme.text if settings else COLOURLESS if self.no_color else THEME_CHOICES[0]
        )
        self.theme = PREFIX + look

    def on_mount(self) -> None:
        leave_on_signals(self.exit)
        self.set_keymap(self.keymap.bindings())
        self.push_screen(HomeScreen())
        self.fit(self.size)
        self.show_setting_warnings()
        # The first frame comes first: what follows takes longer than painting it.
        self.call_after_refresh(self.load)

    def show_setting_warnings(self) -> None:
        """What of the settings could not be used; the rest holds, and the app is open."""
        if self.settings is None:
            return
        config = self.settings.config.path
        key_warnings = [f"{config}: {warning}" for warning in self.keymap.warnings]
        warnings = [*self.settings.warnings, *key_warnings]
        if (left_out := len(warnings) - MOST_WARNINGS) > 0:
            hint = f"{left_out} more settings could not be used: see pmcoach config."
            warnings[MOST_WARNINGS:] = [hint]
        for warning in warnings:
            self.notify(strip_unprintable(warning), severity="warning", timeout=10, markup=False)

    def on_resize(self, event: events.Resize) -> None:
        if any(isinstance(screen, HomeScreen) for screen in self.screen_stack):
            self.fit(event.size)

    def fit(self, size: Size) -> None:
        """Say so where the terminal is too small, and stop saying so when it no longer is."""
        is_covered = isinstance(self.screen, TooSmallScreen)
        if too_small(size) and not is_covered:
            self.push_screen(TooSmallScreen())
        elif is_covered and not too_small(size):
            self.pop_screen()
            self.go_on_waiting()

    def go_on_waiting(self) -> None:
        """Do what the user asked for while nothing could be shown."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    # Neither worker calls back into the app: it may have ended by then. What they return or raise
    # arrives as their last change of state. Without a description Textual would make one of all that
    # a worker is called with, which is long work for a session.

    @work(thread=True, exit_on_error=False, description="open the profile")
    def load(self) -> tuple[Session, HomeSummary]:
        """Load the content and open the profile, without holding up the screen."""
        from pmcoach.coach.home import save_home
        from pmcoach.coach.session import open_session

        session = open_session(home=self.paths.home, profile=self.paths.name, content=self.content)
        return session, save_home(session)

    @work(thread=True, exit_on_error=False, description="prepare screens and make the daily backup")
    def prepare(self, session: Session) -> str:
        """Do ahead of time what the first look at a screen would wait for, then the daily backup;
        returns why there is no backup, if so."""
        from pmcoach.coach.backup import make_daily_backup

        worker = get_current_worker()
        for ident in SCREENS:
            if not worker.is_cancelled:
                load_screen(ident)
        for derived in WORTH_PREPARING:
            if not worker.is_cancelled:
                # A profile never changes: whoever else asks at the same time gets the same.
                getattr(session.profile, derived)
        settle_after_loading()
        return make_daily_backup(session)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        worker: Worker[Any] = event.worker
        match worker.name, event.state:
            case "load", WorkerState.SUCCESS:
                assert worker.result is not None
                self.loaded(*worker.result)
            case "load", WorkerState.ERROR:
                self.fail(opening_fault(worker.error))
            case "prepare", WorkerState.SUCCESS if worker.result:
                self.warn(worker.result)
            case "prepare", WorkerState.ERROR:
                self.warn(f"There is no backup of today: {worker.error!r}")

    def loaded(self, session: Session, summary: HomeSummary) -> None:
        """The profile is open: show it, and do what the user asked for meanwhile."""
        self.session, self.summary = session, summary
        if session.read_only:
            self.warn(f"Read-only: {session.read_only}")
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.refresh_shown()
        if any(problem.set_aside_at for problem in session.store.problems):
            self._waiting = None
            self.show("recover", then=self._recovered)
        else:
            self.go_on_waiting()
        self.prepare(session)

    def _recovered(self, put_back: bool | None) -> None:
        if put_back:
            self.reopen(self.paths)

    def reopen(self, paths: ProfilePaths) -> None:
        """Open a profile anew, or another one, from home."""
        if self.session is not None:
            self.session.close()
        self.session, self.paths = None, paths
        self.summary = read_saved_home(paths)
        while not isinstance(self.screen, HomeScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.load()

    def fail(self, why: str) -> None:
        """Nothing can be done without content or profile: leave, saying why."""
        self.exit(1, message=f"pmcoach: {strip_unprintable(why)}")

    def when_loaded(self, action: Callable[[], None]) -> None:
        """Do ``action`` now, or as soon as the profile is open and there is room to show it."""
        if self.session is not None and not isinstance(self.screen, TooSmallScreen):
            action()
        else:
            self._waiting = action  # the last wish counts
            if isinstance(self.screen, HomeScreen):
                self.screen.set_top("opening your profile...")

    def make_screen(self, name: str, *args: Any) -> Screen[Any]:
        """A new screen by its name in the commands."""
        return load_screen(name)(*args)

    def show(self, name: str, *args: Any, then: Callable[[Any], None] | None = None) -> None:
        """Push a screen; ``then`` gets what it is dismissed with."""

        def push() -> None:
            self.push_screen(self.make_screen(name, *args), then)

        self.when_loaded(push)

    def action_begin(self) -> None:
        """Back to home, and on with what it would do next: the first sketch, the next question."""
        while not isinstance(self.screen, HomeScreen):
            self.pop_screen()
        self.screen.action_go()

    def switch_to(self, name: str, *args: Any) -> None:
        """Show a screen in place of the present one."""
        self.screen.dismiss()
        self.show(name, *args)

    def keep_summary(self) -> None:
        """Bring the summary that home paints from up to date."""
        if self.session is not None:
            from pmcoach.coach.home import save_home

            self.summary = save_home(self.session)

    def warn(self, text: str) -> None:
        """One line about something that went wrong."""
        self.notify(strip_unprintable(text), severity="error", timeout=10, markup=False)

    def on_unmount(self) -> None:
        if self.session is not None:
            from pmcoach.coach.home import save_home_if_stale

            try:
                save_home_if_stale(self.session)
            finally:
                self.session.close()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        where = where_of(screen)
        for command in commands_for(where):
            if command.id not in NOT_IN_PALETTE and screen.check_action(command.action_name, ()):
                key = self.keymap.of(command, where).shown_key
                yield SystemCommand(
                    command.title.capitalize(),
                    f"{command.help} ({key})",
                    partial(self.call_later, self.run_command, command),
                )

    async def run_command(self, command: Command) -> None:
        """Do what a command does, without its key."""
        await self.run_action(command.action, self if EVERYWHERE in command.where else self.screen)

    def action_help(self) -> None:
        if (where := where_of(self.screen)) != "help":
            self.push_screen(self.make_screen("help", where))

    def action_theme(self) -> None:
        """The next look, which the next start has again. Without colour, in this session only, and
        never the terminal's own colours."""
        names = [name for name in THEME_NAMES if not (self.no_color and name == TERMINAL.name)]
        position = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(position + 1) % len(names)]
        if not self.no_color:
            remember_look(self.paths.home, look_of(self.theme))

    def action_commands(self) -> None:
        self.action_command_palette()


def where_of(screen: Screen[Any]) -> str:
    """What the commands call a screen; of one that is not ours, such as the palette, everywhere."""
    return getattr(screen, "where", EVERYWHERE)


def opening_fault(error: BaseException | None) -> str:
    """Why the profile could not be opened; what nobody foresaw is said, too, instead of waiting
    for ever."""
    from pmcoach.catalog.parse import ContentError
    from pmcoach.coach.errors import StoreError

    if isinstance(error, StoreError | ContentError):
        return str(error)
    return (
        f"the profile could not be opened: {error!r}. Nothing was changed; "
        "pmcoach doctor --check-only may say more."
    )

"""The app: wiring only. It paints home from the summary, then loads the content in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.app import App, SystemCommand
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.profiles import DEFAULT_PROFILE, ProfilePaths, find_profile
from pmcoach.coach.settings import COLOURLESS, THEME_CHOICES, Settings, remember_look
from pmcoach.coach.status import read_saved_home
from pmcoach.report.home import HomeSummary
from pmcoach.tui.commands import EVERYWHERE, Command, bindings_for, commands_for
from pmcoach.tui.gc_tuning import settle_after_loading
from pmcoach.tui.keymap import UNCHANGED, make_keymap
from pmcoach.tui.screens.home import HomeScreen
from pmcoach.tui.screens.too_small import TooSmallScreen, too_small
from pmcoach.tui.signals import leave_on_signals
from pmcoach.tui.themes import ALL_THEMES, PREFIX, TERMINAL, THEME_NAMES, look_of

if TYPE_CHECKING:
    from pmcoach.coach.session import Session

SCREENS = {
    "target": "target:TargetScreen",
    "question": "question:QuestionScreen",
    "ending": "assessment_summary:AssessmentSummaryScreen",
    "results": "results:ResultsScreen",
    "verdict": "verdict:VerdictScreen",
    "hiring": "hiring:HiringScreen",
    "plan": "plan:PlanScreen",
    "situation": "situation:SituationScreen",
    "export": "export:ExportScreen",
    "areas": "areas:AreasScreen",
    "values": "field_choice:FieldChoiceScreen",
    "number": "field_input:FieldInputScreen",
    "confirm": "confirm:ConfirmScreen",
    "help": "help:HelpScreen",
    "recover": "recover:RecoverScreen",
    "profiles": "profiles:ProfilesScreen",
    "review": "review:ReviewScreen",
    "item": "answer_review:AnswerReviewScreen",
    "note": "note:NoteScreen",
    "evidence": "evidence:EvidenceScreen",
    "record": "evidence_form:EvidenceFormScreen",
    "steps": "steps:StepsScreen",
    "ifthen": "ifthen:IfthenScreen",
    "whatif": "whatif:WhatifScreen",
    "lenses": "lenses:LensesScreen",
    "history": "history:HistoryScreen",
    "search": "search:SearchScreen",
    "ad": "job_ad_paste:JobAdPasteScreen",
    "fit": "job_ad_detail:JobAdDetailScreen",
    "pick": "option_picker:OptionPickerScreen",
    "ask": "text_prompt:TextPromptScreen",
}
"""Each screen's module and class; imported when first shown."""
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
MOST_WARNINGS = 3
"""Messages about settings that are shown at once; a screen has no room for more."""


class CoachApp(App[int]):
    """The full-screen app on one profile."""

    TITLE = "pmcoach"
    ENABLE_COMMAND_PALETTE = True
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
        self.tell_warnings()
        # The first frame comes first: what follows takes longer than painting it.
        self.call_after_refresh(self.load)

    def tell_warnings(self) -> None:
        """What of the settings could not be used; the rest holds, and the app is open."""
        if self.settings is None:
            return
        config = self.settings.config.path
        found = [*self.settings.warnings, *(f"{config}: {one}" for one in self.keymap.warnings)]
        for one in found[:MOST_WARNINGS]:
            self.notify(strip_unprintable(one), severity="warning", timeout=10, markup=False)
        if len(found) > MOST_WARNINGS:
            self.notify(
                f"{len(found) - MOST_WARNINGS} more settings could not be used: see "
                "pmcoach config.",
                severity="warning",
                timeout=10,
                markup=False,
            )

    def on_resize(self, event: events.Resize) -> None:
        if any(isinstance(one, HomeScreen) for one in self.screen_stack):
            self.fit(event.size)

    def fit(self, size: Size) -> None:
        """Say so where the terminal is too small, and stop saying so when it no longer is."""
        shown = isinstance(self.screen, TooSmallScreen)
        if too_small(size) and not shown:
            self.push_screen(TooSmallScreen())
        elif shown and not too_small(size):
            self.pop_screen()
            self.go_on_waiting()

    def go_on_waiting(self) -> None:
        """Do what the user asked for while nothing could be shown."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    @work(thread=True, exit_on_error=False)
    def load(self) -> None:
        """Load the content and open the profile, without holding up the screen."""
        from pmcoach.catalog.parse import ContentError
        from pmcoach.coach.backup import make_daily_backup
        from pmcoach.coach.errors import StoreError
        from pmcoach.coach.home import save_home
        from pmcoach.coach.session import open_session

        try:
            session = open_session(
                home=self.paths.home, profile=self.paths.name, content=self.content
            )
        except (StoreError, ContentError) as error:
            self.call_from_thread(self.fail, str(error))
            return
        self.call_from_thread(self.loaded, session, save_home(session))
        settle_after_loading()
        trouble = make_daily_backup(session)
        if trouble:
            self.call_from_thread(self.warn, trouble)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What nobody foresaw while loading is said, too, instead of waiting for ever."""
        if event.worker.name == "load" and event.state == WorkerState.ERROR:
            self.fail(
                f"the profile could not be opened: {event.worker.error!r}. Nothing was "
                "changed; pmcoach doctor --check-only may say more."
            )

    def loaded(self, session: Session, summary: HomeSummary) -> None:
        """The profile is open: show it, and do what the user asked for meanwhile."""
        self.session, self.summary = session, summary
        if session.read_only:
            self.warn(f"Read-only: {session.read_only}")
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.refresh_home()
        if any(problem.set_aside_at for problem in session.store.problems):
            self._waiting = None
            self.show("recover", then=self._recovered)
            return
        self.go_on_waiting()

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

    def open_profile(self, name: str) -> None:
        """Open another profile, from home."""
        self.reopen(find_profile(name, self.paths.home))

    @property
    def has_journal(self) -> bool:
        """Whether anything was ever chosen in the profile."""
        return self.paths.journal.exists()

    @property
    def shown_profile_name(self) -> str:
        """The profile's name, where it is not the usual one."""
        return "" if self.paths.name == DEFAULT_PROFILE else self.paths.name

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
        module, _, class_name = SCREENS[name].partition(":")
        screen_class = getattr(import_module(f"pmcoach.tui.screens.{module}"), class_name)
        screen: Screen[Any] = screen_class(*args)
        return screen

    def show(self, name: str, *args: Any, then: Callable[[Any], None] | None = None) -> None:
        """Push a screen; ``then`` gets what it is dismissed with."""

        def push() -> None:
            self.push_screen(self.make_screen(name, *args), then)

        self.when_loaded(push)

    def begin(self) -> None:
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
        for one in commands_for(getattr(screen, "where", EVERYWHERE)):
            if one.id not in NOT_IN_PALETTE and screen.check_action(one.action, ()):
                shown = self.keymap.of(one, getattr(screen, "where", "")).shown_key
                yield SystemCommand(
                    one.title.capitalize(), f"{one.help} ({shown})", self._runner(one)
                )

    def _runner(self, command: Command) -> Callable[[], Any]:
        return lambda: self.call_later(self.run_command, command)

    async def run_command(self, command: Command) -> None:
        """Do what a command does, without its key."""
        await self.run_action(command.action, self if EVERYWHERE in command.where else self.screen)

    def action_help(self) -> None:
        if getattr(self.screen, "where", "") != "help":
            self.push_screen(self.make_screen("help", getattr(self.screen, "where", EVERYWHERE)))

    def action_theme(self) -> None:
        """The next look, which the next start has again. Without colour, in this session only, and
        never the terminal's own colours."""
        names = [one for one in THEME_NAMES if not (self.no_color and one == TERMINAL.name)]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        if not self.no_color:
            remember_look(self.paths.home, look_of(self.theme))

    def action_commands(self) -> None:
        self.action_command_palette()

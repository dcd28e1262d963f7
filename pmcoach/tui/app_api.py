"""What screens need of the app. They know this alone, so that the app can import them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pmcoach.coach.profiles import ProfilePaths
    from pmcoach.coach.session import Session
    from pmcoach.report.home import HomeSummary
    from pmcoach.tui.commands import Command
    from pmcoach.tui.keymap import Keymap


class AppApi(Protocol):
    """The app as its screens see it."""

    paths: ProfilePaths
    session: Session | None
    """The opened profile, or None while it loads."""
    summary: HomeSummary | None
    """What home paints from, or None where it was never made or is out of date."""
    keymap: Keymap

    def show(self, name: str, *args: Any, then: Callable[[Any], None] | None = None) -> None:
        """Push a screen; ``then`` gets what it is dismissed with."""

    def switch_to(self, name: str, *args: Any) -> None:
        """Show a screen in place of the present one."""

    def when_loaded(self, action: Callable[[], None]) -> None:
        """Do ``action`` now, or as soon as the profile is open and there is room to show it."""

    def reopen(self, paths: ProfilePaths) -> None:
        """Open a profile anew, or another one, from home."""

    def keep_summary(self) -> None:
        """Bring the summary that home paints from up to date."""

    def warn(self, text: str) -> None:
        """One line about something that went wrong."""

    async def run_command(self, command: Command) -> None:
        """Do what a command does, without its key."""

"""Opening the screens. Imports nothing that the first frame does not need: no click, no models."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmcoach.coach.settings import Settings

NO_TERMINAL = (
    "pmcoach needs a terminal for its screens. Without one use pmcoach status, pmcoach plan or "
    "pmcoach export (see pmcoach --help)."
)
EXIT_NO_TERMINAL = 2
FRAMES_A_SECOND = "250"
"""How often the screen may be painted. With Textual's own 60 a key waits up to 16 ms for its turn;
what has not changed is not painted, so that more often costs nothing while nothing happens."""


def start() -> int:
    """Run the app as pmcoach without arguments does: everything from the settings."""
    from pmcoach.coach.errors import StoreError
    from pmcoach.coach.settings import settings

    try:
        present = settings()
    except StoreError as error:
        return _complain(f"pmcoach: {error}", 1)
    return open_screens(present.profile.text, present.content_folder, present)


def open_screens(
    profile: str = "", content: Path | None = None, settings: Settings | None = None
) -> int:
    """Run the full-screen app on a profile and return its exit code; say why where it cannot run.
    Theme and keys come from the settings, which are read where none are given."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _complain(NO_TERMINAL, EXIT_NO_TERMINAL)
    from pmcoach.coach.errors import StoreError
    from pmcoach.coach.profiles import find_profile
    from pmcoach.coach.settings import settings as read_settings

    try:
        paths = find_profile(profile)
    except StoreError as error:
        return _complain(f"pmcoach: {error}", 1)
    settings = settings or read_settings()
    if os.environ.get("NO_COLOR") == "":
        # An empty one asks for nothing, but Textual would take it for a wish.
        del os.environ["NO_COLOR"]
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
    # What start-up makes is there to stay: looking through it for garbage only takes time. The
    # app turns this on again once it has loaded.
    gc.disable()
    from pmcoach.tui.app import CoachApp

    return CoachApp(paths, content, settings).run() or 0


def _complain(text: str, code: int) -> int:
    sys.stderr.write(f"{text}\n")
    return code

"""Opening the screens. Imports nothing that the first frame does not need: no click, no models."""

from __future__ import annotations

import sys
from pathlib import Path

NO_TERMINAL = (
    "pmcoach needs a terminal for its screens. Without one use pmcoach status, pmcoach plan or "
    "pmcoach export (see pmcoach --help)."
)
EXIT_NO_TERMINAL = 2


def open_screens(profile: str = "", content: Path | None = None) -> int:
    """Run the full-screen app and return its exit code; say why where it cannot run."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _complain(NO_TERMINAL, EXIT_NO_TERMINAL)
    from pmcoach.store.disk import StoreError
    from pmcoach.store.paths import DEFAULT_PROFILE, data_home, profile_paths

    try:
        paths = profile_paths(data_home(), profile or DEFAULT_PROFILE)
    except StoreError as error:
        return _complain(f"pmcoach: {error}", 1)
    from pmcoach.tui.app import CoachApp

    return CoachApp(paths, content).run() or 0


def _complain(text: str, code: int) -> int:
    sys.stderr.write(f"{text}\n")
    return code

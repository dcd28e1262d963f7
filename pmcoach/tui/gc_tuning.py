"""Memory and its upkeep after start-up, so that neither garbage nor leftovers get in the way."""

from __future__ import annotations

import gc
import sys


def settle_after_loading() -> None:
    """End the rest that the launcher gave the garbage collector, and hand back what loading took
    and no longer needs. Called from the loading thread.

    What there is by now (modules, content) stays to the end, so the collector never looks through
    it again: that would hold up keys for long moments.
    """
    if gc.isenabled():
        return  # not started by the launcher: a test, another program
    gc.freeze()
    gc.enable()
    hand_back()


def hand_back() -> None:
    """Return memory that was freed to the system: a third of what loading took. Only the GNU C
    library has to be asked; elsewhere nothing happens."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return
    trim(0)

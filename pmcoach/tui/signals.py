"""Leaving when the system says so: signals end the app as q does, and so does a terminal that is
gone."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable

GRACE = 3.0
"""Seconds to leave in order; a terminal that is gone must not keep a process spinning."""


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Call ``leave`` in the running loop on SIGTERM, SIGHUP and SIGINT, and when the terminal is
    gone: who was not started by a shell itself, as under make, gets no SIGHUP then."""
    loop = asyncio.get_running_loop()

    def leave_in_time() -> None:
        timer = threading.Timer(GRACE, os._exit, args=(1,))
        timer.daemon = True
        timer.start()
        leave()

    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        if number is not None:
            # Windows and embedded loops have no signal handlers; their defaults stay.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, leave_in_time)

    def watch() -> None:
        if wait_for_hangup(terminal):
            # A loop that has ended by itself needs nobody to end it.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(leave_in_time)

    terminal = sys.__stdin__.fileno() if sys.__stdin__ else -1
    if terminal >= 0 and os.isatty(terminal):
        threading.Thread(target=watch, name="terminal-watch", daemon=True).start()


def wait_for_hangup(terminal: int) -> bool:
    """Wait, using no time at all, until nobody is at the other end of a terminal; False where the
    system cannot tell."""
    if sys.platform == "win32" or not hasattr(select, "poll"):
        return False
    watched = select.poll()
    watched.register(terminal, 0)  # hanging up is told unasked, and typing is not
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in watched.poll())

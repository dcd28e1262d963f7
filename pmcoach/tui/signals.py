"""Leaving when the system says so: signals end the app as q does, and the terminal comes back."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable

GRACE = 3.0
"""Seconds to leave in order; a terminal that is gone must not keep a process spinning."""


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Call ``leave`` in the running loop on SIGTERM, SIGHUP and SIGINT."""
    loop = asyncio.get_running_loop()

    def asked() -> None:
        timer = threading.Timer(GRACE, os._exit, args=(1,))
        timer.daemon = True
        timer.start()
        leave()

    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        if number is not None:
            # Windows and embedded loops have no signal handlers; their defaults stay.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, asked)

"""A program in a pseudo-terminal, seen as a person would see it: its screen, its keys, its end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pexpect
import psutil
import pyte

if sys.platform == "win32":
    raise ImportError("This needs a pseudo-terminal, which Windows does not have.")

PATIENCE = 60.0
"""Seconds to wait for what a program should show or do; a busy machine may need many of them."""
IDLE, IDLE_CPU = 0.5, 0.02
"""Seconds of quiet, and of processor time in them, by which a program has nothing more to do."""
PRIVATE = re.compile(rb"\x1b\[[<=>][0-9;]*[A-Za-z]")
"""Questions and modes of newer terminals, which pyte would print as text."""
UNFINISHED = re.compile(rb"\x1b(\[[0-9;<=>?]*)?$")
ENTER_ALTERNATE, LEAVE_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"
READ_SIZE = 65536


class NotShownError(AssertionError):
    """What was waited for did not come; says what was on the screen instead."""


class Terminal:
    """Runs a command in a terminal of ``size`` (columns, lines); ``born`` is when that began."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        ignore_hangup: bool = False,
    ) -> None:
        columns, lines = size
        self.raw = b""
        self._held = b""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        # Test runners tell their children a size of their own, which would hide the terminal's.
        told = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}
        told |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        words = [str(word) for word in command]
        self.born: float = time.perf_counter()
        # ``heard`` is when the program last wrote, as the system handed it over.
        self.heard: float = self.born
        with warnings.catch_warnings():
            # From Python 3.12 on a fork beside threads warns; the child here calls exec at once.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child: pexpect.spawn[bytes] = pexpect.spawn(
                words[0],
                words[1:],
                dimensions=(lines, columns),
                env=told,
                cwd=str(cwd) if cwd else None,
                ignore_sighup=ignore_hangup,
                encoding=None,
            )
        # A person's keys arrive at once; pexpect would hold each back for 50 ms.
        self._child.delaybeforesend = None
        self._process = psutil.Process(self._child.pid)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def text(self) -> str:
        """What is on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def pump(self, seconds: float = 0.01) -> bool:
        """Show what the program has written, waiting for it at most so long; False at its end."""
        try:
            data = self._child.read_nonblocking(READ_SIZE, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.heard = time.perf_counter()
        self.raw += data
        data = self._held + data
        if cut := UNFINISHED.search(data):
            data, self._held = data[: cut.start()], data[cut.start() :]
        else:
            self._held = b""
        self._stream.feed(PRIVATE.sub(b"", data))
        return True

    def wait_until(
        self, shown: Callable[[str], object], what: str, timeout: float = PATIENCE
    ) -> float:
        """Read on until ``shown`` holds of the screen; returns when the program wrote what made it
        so (working out what that looks like takes time of our own, which is not the program's)."""
        started = time.perf_counter()
        alive, looked_at = True, -1
        while True:
            if looked_at != len(self.raw):
                looked_at = len(self.raw)
                if shown(self.text()):
                    return self.heard
            elif not alive or time.perf_counter() - started > timeout:
                end = f"within {timeout:g} s" if alive else "before the program ended"
                raise NotShownError(f"{what} was not shown {end}, but:\n{self.text()}")
            alive = self.pump()

    def wait_for(self, pattern: str, timeout: float = PATIENCE) -> float:
        """Read on until the screen matches ``pattern``; returns when that was."""
        return self.wait_until(re.compile(pattern).search, repr(pattern), timeout)

    def settle(self, quiet: float = 0.1, timeout: float = 10) -> str:
        """The screen once the program has had nothing more to write for a while."""
        started = last = time.perf_counter()
        while (now := time.perf_counter()) - last < quiet and now - started < timeout:
            before = len(self.raw)
            if not self.pump(quiet / 4):
                break
            if len(self.raw) > before:
                last = time.perf_counter()
        return self.text()

    def send(self, keys: str) -> float:
        """Press keys; returns when."""
        now = time.perf_counter()
        self._child.send(keys)
        return now

    def seconds_until(self, keys: str, shown: Callable[[str], object], what: str) -> float:
        """From pressing ``keys`` until ``shown`` holds of the screen."""
        pressed = self.send(keys)
        # Read first: working out the present screen would hold up the program's next words.
        self.pump(PATIENCE)
        return max(self.wait_until(shown, what), pressed) - pressed

    def wait_idle(self, timeout: float = PATIENCE) -> None:
        """Read on until the program has used next to no processor time for a while; where it
        never rests, until the timeout."""
        started = time.perf_counter()
        resting = False
        while not resting and time.perf_counter() - started < timeout:
            before = self.cpu_seconds()
            self.settle(IDLE)
            resting = self.cpu_seconds() - before <= IDLE_CPU

    def memory(self) -> tuple[float, float]:
        """Megabytes of the program: what is its own (shared with no other), and all of it."""
        found = self._process.memory_full_info()
        return found.uss / 1e6, found.rss / 1e6

    def press(self, keys: str, timeout: float = PATIENCE) -> str:
        """Press keys, wait until the program has written something, and see its screen."""
        written = len(self.raw)
        started = self.send(keys)
        while len(self.raw) == written and time.perf_counter() - started < timeout:
            self.pump()
        return self.settle()

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        """What a power cut is to the program: kill -9, with nothing read any more."""
        self._child.kill(signal.SIGKILL)
        self._child.wait()

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        # Not pexpect's own close, which would also send signals; both flags keep it from
        # closing the descriptor's number again, which may be another's by then.
        below: Any = vars(self._child)["ptyproc"]
        below.fileobj.close()
        below.closed = self._child.closed = True
        self._child.child_fd = -1

    def cpu_seconds(self) -> float:
        """Processor time that the program has used."""
        spent = self._process.cpu_times()
        return float(spent.user + spent.system)

    def ended(self) -> bool:
        """Whether the program runs no more (reaped or not)."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return self._process.status() == psutil.STATUS_ZOMBIE
        return True

    def wait_end(self, timeout: float = PATIENCE) -> bool:
        """Read on until the program has ended and all it wrote is shown; whether it has."""
        started = time.perf_counter()
        while time.perf_counter() - started < timeout:
            if self._child.child_fd >= 0:
                alive = self.pump(0.02)
            else:
                alive = not self.ended()
                time.sleep(0.02)
            if not alive and self.ended():
                return True
        return False

    def exit_status(self) -> int | None:
        """The exit code of a program that has ended; None where a signal ended it."""
        self._child.wait()
        status: int | None = self._child.exitstatus
        return status

    def on_alternate_screen(self) -> bool:
        """Whether the program has entered the alternate screen and not left it."""
        return self.raw.rfind(ENTER_ALTERNATE) > self.raw.rfind(LEAVE_ALTERNATE)

    def cooked(self) -> bool:
        """Whether the terminal edits lines, echoes and makes signals of keys, as a shell needs."""
        import termios  # not on Windows, where this module says so itself

        local: int = termios.tcgetattr(self._child.child_fd)[3]
        wanted = termios.ICANON | termios.ECHO | termios.ISIG
        return local & wanted == wanted

    def close(self) -> None:
        """End the program, however it stands."""
        if not self.ended():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
        if self._child.child_fd >= 0:
            with contextlib.suppress(pexpect.ExceptionPexpect, OSError):
                self._child.close(force=True)

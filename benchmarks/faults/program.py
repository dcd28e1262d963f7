"""Running pmcoach in a child process: its streams, its end, and faults in its file calls.

The child is a fork of a process that has everything imported already, which makes a case ten times
as fast as a new interpreter would be. It has streams, a session and an environment of its own.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import select
import signal
import sys
import termios
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults.shim import Fault, arm

if sys.platform != "linux":
    raise ImportError("The campaign preloads a library into programs, which it can only on Linux.")

TIME_LIMIT = 20.0
"""Seconds that a case may take: more is a hang."""
READ_SIZE = 65536


@dataclass
class Child:
    """A running program and the ends of its streams; -1 where one is closed."""

    pid: int
    stdin: int
    stdout: int
    stderr: int
    deadline: float
    output: bytes = b""
    errors: bytes = b""
    code: int | None = None
    """The exit code; minus the number of the signal that ended it."""

    def write(self, text: str) -> None:
        """Give the program input, if it still reads any."""
        with contextlib.suppress(OSError):
            os.write(self.stdin, text.encode())

    def close_stdin(self) -> None:
        if self.stdin not in {-1, self.stdout}:
            os.close(self.stdin)
            self.stdin = -1

    def pump(self, seconds: float = 1.0) -> bool:
        """Take in what the program wrote, waiting so long for it; False once it wrote its last."""
        streams = [stream for stream in (self.stdout, self.stderr) if stream >= 0]
        if not streams:
            return False
        readable, _, _ = select.select(streams, [], [], max(0.0, min(seconds, self.left)))
        for stream in readable:
            try:
                piece = os.read(stream, READ_SIZE)
            except OSError:  # the program's end of a pseudo-terminal is closed
                piece = b""
            if stream == self.stdout:
                self.output += piece
            else:
                self.errors += piece
            if not piece:
                self._close(stream)
        return self.stdout >= 0 or self.stderr >= 0

    @property
    def left(self) -> float:
        """Seconds until it is too late."""
        return self.deadline - time.monotonic()

    def wait(self) -> bool:
        """Read until the program has ended; False where it had to be killed for being too late.
        Ends its process group in any case."""
        self.close_stdin()
        while self.pump(0.5) and self.left > 0:
            pass
        while self.left > 0 and not self.reap():
            time.sleep(0.005)
        in_time = self.code is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        if self.code is None:
            _, status = os.waitpid(self.pid, 0)
            self.code = os.waitstatus_to_exitcode(status)
        for stream in {self.stdin, self.stdout, self.stderr} - {-1}:
            self._close(stream)
        return in_time

    def reap(self) -> bool:
        """Whether the program has ended."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None

    def _close(self, stream: int) -> None:
        os.close(stream)
        for name in ("stdin", "stdout", "stderr"):
            if getattr(self, name) == stream:
                setattr(self, name, -1)


@dataclass(frozen=True)
class Ended:
    """How a program ended and what it wrote."""

    code: int
    output: str
    errors: str
    in_time: bool

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL

    @property
    def words(self) -> str:
        """All that it said, on one line."""
        return " ".join(f"{self.output} {self.errors}".split())


@dataclass(frozen=True)
class Place:
    """Where a case takes place: the data home, and the folder of backups and exports."""

    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def desk(self) -> Path:
        return self.folder / "desk"

    @property
    def log(self) -> Path:
        """The counted file calls, by the shim."""
        return self.folder / "calls"


def run_program(place: Place, arguments: Sequence[str], fault: Fault | None = None) -> Ended:
    """Run a command of pmcoach to its end. Faults, and counting, are on only with a ``fault``."""
    return finish(start_program(place, lambda: main_with(arguments), fault))


def finish(child: Child) -> Ended:
    """Wait for a program's end."""
    in_time = child.wait()
    return Ended(
        child.code or 0,
        child.output.decode("utf-8", "replace"),
        child.errors.decode("utf-8", "replace"),
        in_time,
    )


def main_with(arguments: Sequence[str]) -> None:
    """What the installed pmcoach does with these arguments."""
    from pmcoach.__main__ import main

    sys.argv = ["pmcoach", *arguments]
    main()


def start_program(
    place: Place,
    work: Callable[[], object],
    fault: Fault | None = None,
    *,
    size: tuple[int, int] | None = None,
) -> Child:
    """Start ``work`` in a child with pipes for streams; or, with a ``size`` (columns, lines), in a
    pseudo-terminal."""
    deadline = time.monotonic() + TIME_LIMIT
    if size is None:
        ours_in, ours_out, ours_err, theirs = _pipes()
    else:
        ours_in, ours_out, ours_err, theirs = _terminal(size)
    pid = os.fork()
    if not pid:
        _be_the_program(place, work, fault, theirs, (ours_in, ours_out, ours_err), size)
    for stream in set(theirs):
        os.close(stream)
    return Child(pid, ours_in, ours_out, ours_err, deadline)


def _pipes() -> tuple[int, int, int, tuple[int, int, int]]:
    their_in, ours_in = os.pipe()
    ours_out, their_out = os.pipe()
    ours_err, their_err = os.pipe()
    return ours_in, ours_out, ours_err, (their_in, their_out, their_err)


def _terminal(size: tuple[int, int]) -> tuple[int, int, int, tuple[int, int, int]]:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (size[1], size[0]))
    return ours, ours, -1, (theirs, theirs, theirs)


def _be_the_program(
    place: Place,
    work: Callable[[], object],
    fault: Fault | None,
    streams: tuple[int, int, int],
    not_ours: Sequence[int],
    size: tuple[int, int] | None,
) -> None:
    """Become the child: never returns."""
    code = 1
    try:
        os.setsid()
        for stream in set(not_ours) - {-1}:
            os.close(stream)
        if size is not None:
            fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        for stream in {stream for stream in streams if stream > 2}:
            os.close(stream)
        _open_streams()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.update({"PMCOACH_HOME": str(place.home), "TERM": "xterm-256color", **place.env})
        for name in ("COLUMNS", "LINES", "NO_COLOR", "PMCOACH_CONFIG", "PMCOACH_PROFILE"):
            os.environ.pop(name, None)
        os.chdir(place.desk)
        gc.enable()
        if fault is not None:
            arm([place.home, place.desk], place.log, fault)
        code = _run(work)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _open_streams() -> None:
    """Let the interpreter's streams be those of the child, as a new interpreter would have it."""
    modes = {"stdin": "r", "stdout": "w", "stderr": "w"}
    for number, (name, mode) in enumerate(modes.items()):
        stream = open(  # noqa: SIM115  it is open for as long as the child lives
            number,
            mode,
            buffering=1 if name == "stderr" else -1,
            encoding="utf-8",
            errors="backslashreplace" if name == "stderr" else "strict",
            closefd=False,
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _run(work: Callable[[], object]) -> int:
    """The exit code of ``work``, as the interpreter would give it."""
    try:
        work()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    except BaseException:  # noqa: BLE001  as the interpreter does with whatever ends a program
        traceback.print_exc()
        return 1
    return 0


def counted_calls(place: Place) -> list[str]:
    """The calls that the shim counted, in their order: "rename home/profiles/me/journal.toml"."""
    if not place.log.exists():
        return []
    lines = place.log.read_text(encoding="utf-8", errors="replace").splitlines()
    words = [line.split("\t") for line in lines]
    return [f"{call} {(place.desk / path).relative_to(place.folder)}" for _, call, path in words]

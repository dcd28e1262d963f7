"""Building the library that lets file calls fail, and arming it in this process."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
LOADED = "PMCOACH_FAULTS_LIBRARY"
"""Names the library in the environment of a process that has it loaded."""
KILL = "KILL"
ERRNOS = {name: getattr(errno, name) for name in ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES")}


@dataclass(frozen=True)
class Fault:
    """What happens at the ``at``-th counted file call; with ``at`` 0 nothing does."""

    at: int = 0
    error: str = "EIO"
    """A name of ERRNOS, or KILL."""
    from_then_on: bool = False
    reads: bool = False
    """Whether calls that only read count, too."""

    @property
    def kind(self) -> str:
        """The fault without its place, as the campaign's table and command line name it."""
        return f"{self.error}{'+' if self.from_then_on else ''}"

    @property
    def number(self) -> int:
        """The errno, or 0 for a kill."""
        return 0 if self.error == KILL else ERRNOS[self.error]


NO_FAULT = Fault()


def missing_tools() -> str:
    """Why faults cannot be injected on this machine, or nothing."""
    if not sys.platform.startswith("linux"):
        return "faults are injected with LD_PRELOAD, which only Linux has"
    if shutil.which("cc") is None:
        return "faults are injected by a small C library, and there is no C compiler (cc)"
    return ""


def load_shim(module: str, arguments: Sequence[str]) -> None:
    """Return at once in a process that has the library loaded; else build it and become
    ``python -m module`` anew with it. Raises SystemExit where that is impossible."""
    if LOADED in os.environ:
        # Programs that a case starts, git for one, need not have it.
        os.environ.pop("LD_PRELOAD", None)
        return
    if lack := missing_tools():
        raise SystemExit(f"NOT RUN: {lack}.")
    library = Path(tempfile.mkdtemp(prefix="pmcoach-shim-")) / "shim.so"
    build_shim(library)
    environment = {**os.environ, "LD_PRELOAD": str(library), LOADED: str(library)}
    command = [sys.executable, "-m", module, *arguments]
    try:
        code = subprocess.run(command, env=environment, check=False).returncode
    finally:
        shutil.rmtree(library.parent)
    raise SystemExit(code)


def build_shim(library: Path) -> None:
    """Compile the library. Raises SystemExit where the compiler refuses."""
    options = ["-std=gnu11", "-O1", "-shared", "-fPIC"]
    build = subprocess.run(
        ["cc", *options, "-o", str(library), str(SOURCE), "-ldl"],
        capture_output=True,
        text=True,
        check=False,
    )
    if build.returncode:
        raise SystemExit(f"NOT RUN: {SOURCE.name} does not compile.\n{build.stderr}")


@cache
def loaded_library() -> ctypes.CDLL:
    """The library in this process."""
    return ctypes.CDLL(os.environ[LOADED])


def arm(roots: Sequence[Path], log: Path | None, fault: Fault) -> None:
    """From now on count this process's file calls under ``roots``, and let one fail."""
    loaded_library().pmcoach_faults_arm(
        ":".join(map(str, roots)).encode(),
        str(log).encode() if log else None,
        ctypes.c_long(fault.at),
        fault.number,
        int(fault.from_then_on),
        int(fault.reads),
    )

"""Takes away from this process what only Posix has, as far as that can be done: for a Python of its
own, before pmcoach is imported. It cannot prove that pmcoach runs on Windows; it shows that nothing
relies on what Windows lacks."""

from __future__ import annotations

import errno
import os
import signal
import sys
from types import SimpleNamespace
from typing import Any

O_BINARY = 1 << 28
"""A bit that no flag here has."""
TEXT = set[int]()
"""Descriptors that were opened for writing as text: line ends come out as others."""


def take_away() -> None:
    """Modes, folders that can be opened, signals and flags of Posix are gone afterwards; only the
    lock's own package, which has code of its own for Windows, still sees them."""
    import filelock

    posix = SimpleNamespace(**vars(os))
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == filelock.__name__ and hasattr(module, "os"):
            module.os = posix  # type: ignore[attr-defined]  # a module's own import
    os.supports_fd.discard(os.scandir)
    real_open, real_write, real_close = os.open, os.write, os.close

    def open_file(path: Any, flags: int, mode: int = 0o777, **rest: Any) -> int:
        if os.path.isdir(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        descriptor = real_open(path, flags & ~O_BINARY, mode, **rest)
        TEXT.discard(descriptor)
        if flags & (os.O_WRONLY | os.O_RDWR) and not flags & O_BINARY:
            TEXT.add(descriptor)
        return descriptor

    def write(descriptor: int, data: Any) -> int:
        if descriptor in TEXT:
            real_write(descriptor, bytes(data).replace(b"\n", b"\r\n"))
            return len(data)
        return real_write(descriptor, data)

    def close(descriptor: int) -> None:
        TEXT.discard(descriptor)
        real_close(descriptor)

    def no_modes(*_args: Any, **_rest: Any) -> None:
        """Windows knows read-only or not, and nothing of groups and others."""

    gone: dict[Any, tuple[str, ...]] = {
        os: ("O_NONBLOCK", "O_CLOEXEC", "sync", "fchmod", "mkfifo", "openpty", "getuid", "geteuid"),
        signal: ("SIGHUP", "SIGKILL", "SIGTSTP", "SIGCONT", "SIGQUIT", "SIGALRM"),
    }
    for module, names in gone.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    changed: dict[str, Any] = {
        "O_BINARY": O_BINARY, "open": open_file, "write": write, "close": close, "chmod": no_modes,
    }  # fmt: skip
    for name, replacement in changed.items():
        setattr(os, name, replacement)

"""One writer a profile, held by the operating system: a dead process holds nothing."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from pmcoach.store.atomic_io import read_bytes, write_atomic
from pmcoach.store.errors import StoreError, describe_os_error


def holder_file(lock: Path) -> Path:
    """Who holds the lock, for display only."""
    return lock.with_name(".lock-holder.json")


@dataclass(frozen=True)
class HeldLock:
    """A lock that this process holds."""

    lock: BaseFileLock
    path: Path
    identity: tuple[int, int]
    """Device and inode of the locked file."""

    def is_intact(self) -> bool:
        """Whether the locked file is still there: if it was removed, another process can make and
        lock a new one."""
        return _identity(self.path) == self.identity

    def release(self) -> None:
        """Let go of the lock; where the system refuses, it does so when the process ends."""
        with contextlib.suppress(OSError):
            self.lock.release()


def acquire_lock(path: Path) -> HeldLock | None:
    """The lock at ``path``, or None while another process holds it. Raises StoreError."""
    # The screens take it in a thread of their own and give it back from another.
    lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return None
    except (OSError, NotImplementedError) as error:
        reason = describe_os_error(error) if isinstance(error, OSError) else str(error)
        raise StoreError(f"Cannot lock {path}: {reason}.") from error
    note = {"pid": os.getpid(), "machine": socket.gethostname()}
    # The note only tells people who holds the lock; the lock itself does not depend on it.
    with contextlib.suppress(StoreError):
        write_atomic(holder_file(path), json.dumps(note).encode())
    return HeldLock(lock, path, _identity(path))


def _identity(path: Path) -> tuple[int, int]:
    try:
        info = os.stat(path)
    except OSError:
        return (0, 0)
    return info.st_dev, info.st_ino


def describe_holder(path: Path) -> str:
    """Who seems to hold the lock, in words."""
    try:
        note = json.loads(read_bytes(holder_file(path), 10_000))
        pid, machine = int(note["pid"]), str(note["machine"])
    except (StoreError, ValueError, KeyError, TypeError):
        return "another pmcoach"
    clean = "".join(c for c in machine if c.isprintable())[:60]
    return f"another pmcoach (process {pid} on {clean})"

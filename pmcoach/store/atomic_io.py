"""Every write to the user's data goes through here, and is either whole or not there at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
TEMP_MARK = ".pmcoach-tmp-"
MAX_FILE = 16_000_000
"""Bytes that a file of the user's may have to be read; a whole life of answers takes less."""


_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Without O_BINARY, Windows would turn line ends into others, also within a zip file."""
_READ = os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0)
"""O_NONBLOCK: a named pipe in place of a file must not hold up the program."""
_WRITE = os.O_WRONLY | os.O_CREAT | _BINARY
_CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF})
"""What a file system answers that does not know how to sync a folder."""


class StoreError(Exception):
    """A read or write that failed: what, where and why, in one line for the user."""


def describe_os_error(error: OSError) -> str:
    """What the system says of an error, in words."""
    return error.strerror or type(error).__name__


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what leads to it, for the user alone. Raises StoreError."""
    try:
        parents = [folder, *folder.parents]
        for missing in reversed([path for path in parents if not path.exists()]):
            missing.mkdir(mode=FOLDER_MODE, exist_ok=True)
            _sync_folder(missing.parent)
    except OSError as error:
        raise StoreError(f"Cannot make the folder {folder}: {describe_os_error(error)}.") from error
    if not folder.is_dir():
        raise StoreError(f"{folder} is in the way: it is not a folder.")


def write_atomic(path: Path, data: bytes, pending: Path | None = None) -> None:
    """Replace ``path`` by ``data`` durably: after return it survives a power cut, and at no
    moment is there anything at ``path`` but the old or the new whole.

    Args:
        path: The file to write.
        data: All that it is to hold.
        pending: For a path outside the profile, a file that names the temporary file while there
            is one, so that the next start can remove it after a kill (see `sweep_pending`).

    Raises:
        StoreError: Nothing was written; the old content stands.
    """
    temp = path.with_name(f".{path.name[:80]}{TEMP_MARK}{os.urandom(6).hex()}")
    try:
        if pending is not None:
            write_derived(pending, os.fsencode(temp))
        descriptor = os.open(temp, _WRITE | os.O_EXCL, FILE_MODE)
        try:
            try:
                _write_all(descriptor, data)
                _flush(descriptor)
            finally:
                os.close(descriptor)
            os.replace(temp, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temp)
            raise
    except OSError as error:
        raise StoreError(f"Cannot write {path}: {describe_os_error(error)}.") from error
    except ValueError as error:
        raise StoreError(f"Cannot write {str(path)!r}: that is not a file name.") from error
    finally:
        if pending is not None:
            with contextlib.suppress(OSError):
                os.unlink(pending)
    _sync_folder(path.parent)


def remove_pending_file(pending: Path) -> None:
    """Remove the temporary file that a killed process named in ``pending``, and ``pending``."""
    with contextlib.suppress(OSError, StoreError, ValueError):
        temp = Path(os.fsdecode(read_bytes(pending, 10_000)))
        if is_temporary(temp.name):
            temp.unlink(missing_ok=True)
        pending.unlink()


def remove_temporary_files(folder: Path) -> None:
    """Remove the temporary files that a killed process left in a folder. Only the lock's holder
    may."""
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if is_temporary(path.name):
                path.unlink(missing_ok=True)


def is_temporary(name: str) -> bool:
    """Whether a file name is one that only a killed process leaves behind."""
    return name.startswith(".") and TEMP_MARK in name


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _flush(descriptor: int) -> None:
    """Make what was written to a file durable."""
    if sys.platform == "darwin":
        import fcntl

        # There fsync stops at the drive's own cache. Not every file system has the stronger one.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable, as far as the system lets a program do that.

    Never raises: the new file is whole and in its place by now, so telling the user that saving
    failed would be wrong. Windows cannot open a folder; network and shared folders often refuse to
    sync one; elsewhere a failure leaves it to the system to write everything it holds.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC and hasattr(os, "sync"):
            os.sync()
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def read_bytes(path: Path, limit: int = MAX_FILE) -> bytes:
    """The content of ``path``. Raises StoreError where it is too large or cannot be read."""
    try:
        descriptor = os.open(path, _READ)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise StoreError(f"Cannot read {path}: it is not a plain file.")
            data = file.read(limit + 1)
    except OSError as error:
        raise StoreError(f"Cannot read {path}: {describe_os_error(error)}.") from error
    if len(data) > limit:
        raise StoreError(f"Cannot read {path}: it is larger than {limit:,} bytes.")
    return data


def write_derived(path: Path, data: bytes) -> None:
    """Replace a file that can be made again at any time: whole, but not durable, and a failure
    harms nothing, so none is raised."""
    temp = path.with_name(f".{path.name}{TEMP_MARK}{os.getpid()}")
    with contextlib.suppress(OSError):
        descriptor = os.open(temp, _WRITE | os.O_TRUNC, FILE_MODE)
        try:
            _write_all(descriptor, data)
        finally:
            os.close(descriptor)
        os.replace(temp, path)


def move_durably(path: Path, to: Path) -> None:
    """Rename within the data folder; neither name is ever without a whole file. Raises
    StoreError."""
    try:
        os.replace(path, to)
        _sync_folder(to.parent)
        if path.parent != to.parent:
            _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"Cannot move {path} to {to}: {describe_os_error(error)}.") from error


def set_aside(path: Path, folder: Path, reason: str) -> Path:
    """Move ``path`` into ``folder`` under a name that is free, and return that. Raises
    StoreError."""
    to = _free(folder, path.name, reason)
    move_durably(path, to)
    return to


def rename_set_aside(copy: Path, reason: str) -> Path:
    """Rename a copy that was set aside, once it need not be offered any more. Raises StoreError."""
    name = copy.name.rpartition(".")[0]
    to = _free(copy.parent, name, reason)
    move_durably(copy, to)
    return to


def copy_aside(path: Path, data: bytes, folder: Path, reason: str) -> Path:
    """Keep ``data``, the bytes of a file that is about to be replaced, in ``folder``. Raises
    StoreError."""
    to = _free(folder, path.name, reason)
    write_atomic(to, data)
    return to


def _free(folder: Path, name: str, reason: str) -> Path:
    make_folder(folder)
    number = 1
    while os.path.lexists(to := folder / f"{name[:150]}.{reason}-{number}"):
        number += 1
    return to


def remove_file(path: Path) -> None:
    """Delete a file that holds nothing of the user's. Raises StoreError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"Cannot remove {path}: {describe_os_error(error)}.") from error


def is_open_to_others(path: Path) -> bool:
    """Whether others may read a file or folder of the user's. Raises OSError.

    Windows has no such modes: there the user's own folder keeps others out.
    """
    return os.name == "posix" and path.lstat().st_mode & 0o077 != 0


def make_private(path: Path) -> None:
    """Take from others what access they have to a file or folder of the user's. Raises
    StoreError."""
    try:
        path.chmod(stat.S_IMODE(path.lstat().st_mode) & FOLDER_MODE)
    except OSError as error:
        raise StoreError(f"Cannot protect {path}: {describe_os_error(error)}.") from error

"""Every write to the user's data goes through here, and is either whole or not there at all."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
TEMP_MARK = ".pmcoach-tmp-"
MAX_FILE = 8_000_000
"""Bytes that a file of the user's may have to be read; a whole life of answers takes less."""


class StoreError(Exception):
    """A read or write that failed: what, where and why, in one line for the user."""


def why(error: OSError) -> str:
    """What the system says of an error, in words."""
    return error.strerror or type(error).__name__


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what leads to it, for the user alone. Raises StoreError."""
    try:
        missing = [folder, *folder.parents]
        for one in reversed([path for path in missing if not path.exists()]):
            one.mkdir(mode=FOLDER_MODE, exist_ok=True)
            _sync_folder(one.parent)
    except OSError as error:
        raise StoreError(f"Cannot make the folder {folder}: {why(error)}.") from error
    if not folder.is_dir():
        raise StoreError(f"{folder} is in the way: it is not a folder.")


def write_atomic(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` durably: after return it survives a power cut, and at no
    moment is there anything at ``path`` but the old or the new whole. Raises StoreError."""
    temp = path.with_name(f".{path.name[:80]}{TEMP_MARK}{os.urandom(6).hex()}")
    try:
        descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            try:
                _write_all(descriptor, data)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            os.replace(temp, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temp)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"Cannot write {path}: {why(error)}.") from error
    except ValueError as error:
        raise StoreError(f"Cannot write {str(path)!r}: that is no file name.") from error


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_bytes(path: Path, limit: int = MAX_FILE) -> bytes:
    """The content of ``path``. Raises StoreError where it is too large or cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise StoreError(f"Cannot read {path}: it is not a plain file.")
            data = file.read(limit + 1)
    except OSError as error:
        raise StoreError(f"Cannot read {path}: {why(error)}.") from error
    if len(data) > limit:
        raise StoreError(f"Cannot read {path}: it is larger than {limit:,} bytes.")
    return data


def write_derived(path: Path, data: bytes) -> None:
    """Replace a file that can be made again at any time: whole, but not durable, and a failure
    harms nothing, so none is raised."""
    temp = path.with_name(f".{path.name}{TEMP_MARK}{os.getpid()}")
    with contextlib.suppress(OSError):
        descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
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
        raise StoreError(f"Cannot move {path} to {to}: {why(error)}.") from error


def set_aside(path: Path, folder: Path, reason: str) -> Path:
    """Move ``path`` into ``folder`` under a name that is free, and return that. Raises
    StoreError."""
    to = _free(folder, path.name, reason)
    move_durably(path, to)
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


def remove(path: Path) -> None:
    """Delete a file that holds nothing of the user's. Raises StoreError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"Cannot remove {path}: {why(error)}.") from error


def protect(path: Path) -> bool:
    """Take from others what access they have to a file or folder of the user's; says whether
    anything had to change. Raises StoreError."""
    try:
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077 == 0:
            return False
        path.chmod(mode & 0o700)
    except OSError as error:
        raise StoreError(f"Cannot protect {path}: {why(error)}.") from error
    return True

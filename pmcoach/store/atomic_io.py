"""Every write to the user's data goes through here, and is either whole or not there at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

from pmcoach.store.errors import StoreError, as_store_error

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


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what leads to it, for the user alone. Raises StoreError."""
    with as_store_error(f"make the folder {folder}"):
        for missing_folder in [path for path in (folder, *folder.parents) if not path.exists()][
            ::-1
        ]:
            missing_folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
            _sync_folder(missing_folder.parent)
    if not folder.is_dir():
        raise StoreError(f"{folder} is in the way: it is not a folder.")


def write_atomic(path: Path, content: bytes, pending: Path | None = None) -> None:
    """Replace ``path`` by ``content`` durably: after return it survives a power cut, and at no
    moment is there anything at ``path`` but the old or the new whole.

    Args:
        path: The file to write.
        content: All that it is to hold.
        pending: For a path outside the profile, a file that names the temporary file while there
            is one, so that the next start can remove it after a kill (see `remove_pending_file`).

    Raises:
        StoreError: Nothing was written; the old content stands.
    """
    temporary = path.with_name(f".{path.name[:80]}{TEMP_MARK}{os.urandom(6).hex()}")
    try:
        with as_store_error(f"write {path}"):
            if pending is not None:
                write_derived(pending, os.fsencode(temporary))
            descriptor = os.open(temporary, _WRITE | os.O_EXCL, FILE_MODE)
            try:
                _write_and_close(descriptor, content, durably=True)
                os.replace(temporary, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise
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
        temporary = Path(os.fsdecode(read_bytes(pending, 10_000)))
        if is_temporary(temporary.name):
            temporary.unlink(missing_ok=True)
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


def _write_and_close(descriptor: int, content: bytes, *, durably: bool) -> None:
    """Write all of ``content`` to an open file, and close that whatever happens."""
    try:
        unwritten = memoryview(content)
        while unwritten:
            unwritten = unwritten[os.write(descriptor, unwritten) :]
        if durably:
            _flush(descriptor)
    finally:
        os.close(descriptor)


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
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC and hasattr(os, "sync"):
                os.sync()
        finally:
            os.close(descriptor)


def read_bytes(path: Path, limit: int = MAX_FILE) -> bytes:
    """The content of ``path``. Raises StoreError where it is too large or cannot be read."""
    with as_store_error(f"read {path}"):
        descriptor = os.open(path, _READ)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise StoreError(f"Cannot read {path}: it is not a plain file.")
            content = file.read(limit + 1)
    if len(content) > limit:
        raise StoreError(f"Cannot read {path}: it is larger than {limit:,} bytes.")
    return content


def read_or_none(path: Path) -> bytes | None:
    """The content of ``path``, or None where it is too large or cannot be read."""
    with contextlib.suppress(StoreError):
        return read_bytes(path)
    return None


def write_derived(path: Path, content: bytes) -> None:
    """Replace a file that can be made again at any time: whole, but not durable, and a failure
    harms nothing, so none is raised."""
    temporary = path.with_name(f".{path.name}{TEMP_MARK}{os.getpid()}")
    with contextlib.suppress(OSError):
        descriptor = os.open(temporary, _WRITE | os.O_TRUNC, FILE_MODE)
        _write_and_close(descriptor, content, durably=False)
        os.replace(temporary, path)


def move_durably(path: Path, new_path: Path) -> None:
    """Rename within the data folder; neither name is ever without a whole file. Raises
    StoreError."""
    with as_store_error(f"move {path} to {new_path}"):
        os.replace(path, new_path)
    # The new name first: without it, a power cut in between could leave none.
    for folder in dict.fromkeys((new_path.parent, path.parent)):
        _sync_folder(folder)


def set_aside(path: Path, folder: Path, reason: str) -> Path:
    """Move ``path`` into ``folder`` under a name that is free, and return that. Raises
    StoreError."""
    make_folder(folder)
    copy = free_path(folder, f"{path.name[:150]}.{reason}")
    move_durably(path, copy)
    return copy


def rename_set_aside(copy: Path, reason: str) -> None:
    """Rename a copy that was set aside, once it need not be offered any more. Raises StoreError."""
    move_durably(copy, free_path(copy.parent, f"{copy.stem}.{reason}"))


def copy_aside(path: Path, content: bytes, folder: Path, reason: str) -> Path:
    """Save ``content``, the bytes of a file that is about to be replaced, in ``folder``, where no
    earlier copy has them: what failed after it may be tried again. Returns the copy. Raises
    StoreError."""
    make_folder(folder)
    copy = free_path(folder, f"{path.name[:150]}.{reason}", content)
    if not os.path.lexists(copy):
        write_atomic(copy, content)
    return copy


def replace_file(path: Path, content: bytes, folder: Path, reason: str) -> Path | None:
    """Write a file whose folder need not exist; what it held is copied into ``folder`` first.
    Returns that copy, or None where there was no file. Raises StoreError."""
    copy = copy_aside(path, read_bytes(path), folder, reason) if os.path.lexists(path) else None
    make_folder(path.parent)
    write_atomic(path, content)
    return copy


def free_path(folder: Path, stem: str, unless_content: bytes | None = None) -> Path:
    """The first path in a folder, ``stem`` and a number, where nothing lies, or where a file has
    ``unless_content``."""
    number = 1
    while os.path.lexists(path := folder / f"{stem}-{number}"):
        if unless_content is not None and read_or_none(path) == unless_content:
            break
        number += 1
    return path


def remove_file(path: Path) -> None:
    """Delete a file that holds nothing of the user's. Raises StoreError."""
    with as_store_error(f"remove {path}"):
        path.unlink(missing_ok=True)


def is_open_to_others(path: Path) -> bool:
    """Whether others may read a file or folder of the user's. Raises OSError.

    Windows has no such modes: there the user's own folder keeps others out.
    """
    return os.name == "posix" and path.lstat().st_mode & 0o077 != 0


def make_private(path: Path) -> None:
    """Take from others what access they have to a file or folder of the user's. Raises
    StoreError."""
    with as_store_error(f"protect {path}"):
        path.chmod(stat.S_IMODE(path.lstat().st_mode) & FOLDER_MODE)

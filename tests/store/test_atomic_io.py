"""A save is whole or not there at all, whatever fails and whenever the power goes."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmcoach.store import atomic_io
from pmcoach.store.atomic_io import read_bytes, write_atomic
from pmcoach.store.errors import StoreError
from tests.store.faulty import failing

OLD, NEW = b"old and whole\n", b"new and whole\n" * 40


def test_a_save_makes_a_file_that_only_the_user_can_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file.toml"
    atomic_io.make_folder(path.parent)
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_every_call_of_a_save_may_fail_and_the_file_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "file.toml"
    for fail_at in range(1, 50):
        path.write_bytes(OLD)
        with monkeypatch.context() as patched:
            faulty = failing(patched, fail_at, number)
            if not faulty_save(path):
                break
        assert faulty.hit
        assert path.read_bytes() in {OLD, NEW}
        assert [one.name for one in tmp_path.iterdir()] == ["file.toml"], "no temp file stays"
    assert fail_at > 5, "open, write, fsync, close, replace and the folder's own"


def faulty_save(path: Path) -> bool:
    """Whether the save failed."""
    try:
        write_atomic(path, NEW)
    except StoreError as error:
        return str(path) in str(error)
    return False


class Recorder:
    """Records what a save asks of the file system, for replaying a power cut in between."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, Any]] = []
        self.names: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: Any, flags: int, *rest: Any) -> int:
        descriptor = os.open(path, flags, *rest)
        self.names[descriptor] = str(path)
        if flags & os.O_CREAT:
            self.steps.append(("create", str(path)))
        return descriptor

    def write(self, descriptor: int, data: Any) -> int:
        count = os.write(descriptor, data)
        self.steps.append(("write", (self.names[descriptor], bytes(data)[:count])))
        return count

    def fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)
        self.steps.append(("fsync", self.names[descriptor]))

    def replace(self, source: Any, target: Any) -> None:
        os.replace(source, target)
        self.steps.append(("rename", (str(source), str(target))))


def possible_contents(steps: list[tuple[str, Any]]) -> Iterator[bytes]:
    """What the saved file may hold after a power cut behind ``steps``: data that was not synced may
    be missing, cut or zeroed, and a rename that was not synced may not have happened."""
    data: dict[str, bytes] = {}
    synced: set[str] = set()
    renamed: str | None = None
    rename_synced = False
    for step, what in steps:
        if step == "write":
            data[what[0]] = data.get(what[0], b"") + what[1]
            synced.discard(what[0])
        elif step == "fsync" and what in data:
            synced.add(what)
        elif step == "fsync":
            rename_synced = renamed is not None
        elif step == "rename":
            renamed = what[0]
    if renamed is None or not rename_synced:
        yield OLD
    if renamed is not None:
        whole = data[renamed]
        yield whole
        if renamed not in synced:
            yield from (b"", whole[:7], b"\0" * len(whole))


def test_a_power_cut_between_any_two_calls_leaves_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(OLD)
    recorder = Recorder()
    monkeypatch.setattr(atomic_io, "os", recorder)
    write_atomic(path, NEW)
    steps = recorder.steps
    assert [step for step, _ in steps] == ["create", "write", "fsync", "rename", "fsync"]
    for cut in range(len(steps) + 1):
        assert set(possible_contents(steps[:cut])) <= {OLD, NEW}
    assert set(possible_contents(steps)) == {NEW}, "after return it is durable"


def test_the_power_cut_replay_notices_a_missing_sync() -> None:
    steps = [("create", "t"), ("write", ("t", NEW)), ("rename", ("t", "target"))]
    assert not set(possible_contents(steps)) <= {OLD, NEW}


def test_what_is_too_large_or_a_folder_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(b"x" * 100)
    with pytest.raises(StoreError, match="larger than 99 bytes"):
        read_bytes(large, 99)
    with pytest.raises(StoreError):
        read_bytes(tmp_path)


def test_a_named_pipe_is_not_read(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no named pipes in folders")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(StoreError, match="not a plain file"):
        read_bytes(pipe)


def test_setting_aside_never_takes_a_name_that_is_in_use(tmp_path: Path) -> None:
    folder = tmp_path / "aside"
    for text in (b"one", b"two"):
        (tmp_path / "file").write_bytes(text)
        atomic_io.set_aside(tmp_path / "file", folder, "damaged")
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == [b"one", b"two"]

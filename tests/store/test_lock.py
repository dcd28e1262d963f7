"""The lock of a profile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pmcoach.store.lock import acquire_lock


def test_a_lock_that_one_thread_took_is_given_back_by_another(tmp_path: Path) -> None:
    with ThreadPoolExecutor(max_workers=1) as loader:
        lock = loader.submit(acquire_lock, tmp_path / "lock").result()
        assert lock is not None
        lock.release()
        again = acquire_lock(tmp_path / "lock")
        assert again is not None
        again.release()


def test_a_second_lock_is_refused_until_the_first_is_given_back(tmp_path: Path) -> None:
    lock = acquire_lock(tmp_path / "lock")
    assert lock is not None
    assert acquire_lock(tmp_path / "lock") is None
    lock.release()

"""A stand-in for the os module as atomic_io.py uses it: fails at a chosen call, or records all."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from pmcoach.store import atomic_io

CALLS = ("open", "write", "fsync", "close", "replace", "unlink")


class FaultyOs:
    """Passes everything on to os, but raises ``error`` at the ``fail_at``-th counted call."""

    def __init__(self, fail_at: int, number: int) -> None:
        self.fail_at = fail_at
        self.number = number
        self.count = 0
        self.hit = ""

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._counted(name, real) if name in CALLS else real

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count == self.fail_at:
                self.hit = name
                if name == "close":
                    real(*args, **kwargs)  # the descriptor is gone even where close reports EIO
                if name == "write":
                    # A full disk takes part of the data before it says no.
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **kwargs)

        return call


def failing(monkeypatch: pytest.MonkeyPatch, fail_at: int, number: int) -> FaultyOs:
    """Let atomic_io.py run on a FaultyOs until the monkeypatch is undone."""
    faulty = FaultyOs(fail_at, number)
    monkeypatch.setattr(atomic_io, "os", faulty)
    return faulty

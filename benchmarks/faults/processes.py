"""Working on two things at a time, in forks that have everything imported already."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar
from unittest import mock

from pmcoach.coach import session
from pmcoach.store.content import load_catalog

LATE_MODULES = (
    "pmcoach.cli",
    "pmcoach.coach.backup",
    "pmcoach.coach.report",
    "pmcoach.coach.home",
    "pmcoach.export.html",
    "pmcoach.export.ics",
    "pmcoach.plain.app",
    "pmcoach.tui.app",
)
"""What pmcoach imports only once it needs it."""
PROCESSES = 2

Common = TypeVar("Common")
Part = TypeVar("Part")
Product = TypeVar("Product")
_shared: list[tuple[object, Callable[..., object]]] = []
"""What the processes of a pool work on; they have it by being forks of this one."""


def in_processes(
    common: Common, work: Callable[[Common, Part], Product], parts: Sequence[Part]
) -> Iterator[Product]:
    """Do some work on many parts, two at a time, in the order in which they are done."""
    _shared[:] = [(common, work)]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        yield from pool.imap_unordered(_work_on, parts)


def _work_on(part: object) -> Any:
    common, work = _shared[0]
    return work(common, part)


def warm_up() -> None:
    """Import everything now, and read the content once for all cases: forks have it then."""
    for module in LATE_MODULES:
        importlib.import_module(module)
    read_once = cache(load_catalog)
    read_once(None)
    mock.patch.object(session, "load_catalog", read_once).start()
    gc.collect()
    gc.freeze()

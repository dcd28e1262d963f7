"""Running the app under test without idle waiting and without work that every start repeats."""

from __future__ import annotations

import asyncio
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.worker import WorkerState

LOOK_AGAIN = 0.001
"""Seconds between two looks at what works beside the loop: threads and timers."""
MOST_FOR_WORKERS = 0.2
"""Seconds to wait for workers; one that takes longer is held up, often by the test."""
AT_WORK = {WorkerState.PENDING, WorkerState.RUNNING}
parse_rules = Stylesheet._parse_rules
parsed_rules: dict[object, list[RuleSet]] = {}
"""By style sheet, where it is from, and the values of its variables."""


async def wait_for_rest(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the app under test has nothing left to do at once; stands in for Textual's
    ``wait_for_idle``.

    Textual's sleeps at least 20 ms each time, and takes a process that the machine lets wait for
    one that rests. This sees what is really left: callbacks of the loop, workers, a resize that
    Textual delays, and a screen that is due to be painted, which is painted now and not at the next
    tick.

    Args:
        min_sleep: Seconds to wait in any case.
        max_sleep: Seconds after which waiting ends in any case.
    """
    app = active_app.get()
    loop: Any = asyncio.get_running_loop()
    started = loop.time()
    await asyncio.sleep(min_sleep)
    while (waited := loop.time() - started) < max_sleep and app._screen_stack:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if app.screen._update_timer._active.is_set():
            app.screen._on_timer_update()
        elif app._resize_timer is not None or (waited < MOST_FOR_WORKERS and has_work(app)):
            await asyncio.sleep(LOOK_AGAIN)
        else:
            return


def has_work(app: App[Any]) -> bool:
    """Whether a worker of the app has not ended."""
    return any(worker.state in AT_WORK for worker in app.workers)


def parse_rules_once(sheet: Stylesheet, css: str, **source: Any) -> list[RuleSet]:
    """The rules of a style sheet, parsed once for all apps; Textual's own cache ends with an app.
    Stands in for ``Stylesheet._parse_rules``."""
    key = (css, *source.values(), *sheet._variables.items())
    if key not in parsed_rules:
        parsed_rules[key] = parse_rules(sheet, css, **source)
    return parsed_rules[key]

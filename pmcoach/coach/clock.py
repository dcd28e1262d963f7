"""The clock of the use cases. Imports nothing that takes time."""

from __future__ import annotations

import datetime as dt


def system_now() -> dt.datetime:
    """The time, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def system_today() -> dt.date:
    """Today where the user is."""
    return system_now().astimezone().date()

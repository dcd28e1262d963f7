"""Where one stands, without loading the content wherever nothing has changed since it was saved.

Imports nothing that takes time.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmcoach import __version__
from pmcoach.coach.clock import system_today
from pmcoach.report.home import HomeSummary, read_home
from pmcoach.store import summary_cache
from pmcoach.store.bundled_content import pack_state
from pmcoach.store.errors import StoreError
from pmcoach.store.paths import DEFAULT_PROFILE, ProfilePaths, data_home, profile_paths


def summary_basis(content_state: str, today: dt.date) -> dict[str, str]:
    """What a summary depends on besides the profile's files: the day (plans begin today), the
    state of the content, and the program."""
    return {"day": today.isoformat(), "content": content_state, "program": __version__}


def read_saved_home(paths: ProfilePaths) -> HomeSummary | None:
    """The saved summary for a first look until the profile is open, or None."""
    return read_home(summary_cache.read_summary(paths))


def read_fresh_home(
    profile: str = DEFAULT_PROFILE,
    content: Path | None = None,
    *,
    home: Path | None = None,
    today: dt.date | None = None,
) -> HomeSummary | None:
    """The saved summary where making it anew would give the same; else None, also for a name that
    no profile can have. Reads no answers and loads no content."""
    try:
        paths = profile_paths(home or data_home(), profile or DEFAULT_PROFILE)
    except StoreError:
        return None
    basis = summary_basis(pack_state(content), today or system_today())
    return read_home(summary_cache.read_summary(paths, basis)) if basis["content"] else None

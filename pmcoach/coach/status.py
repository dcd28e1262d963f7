"""Where one stands, without loading the content wherever nothing has changed since it was kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmcoach import __version__
from pmcoach.coach.clock import system_today
from pmcoach.store import summary_cache as kept
from pmcoach.store.atomic_io import StoreError
from pmcoach.store.bundled_content import pack_state
from pmcoach.store.paths import DEFAULT_PROFILE, data_home, profile_paths

TEXTS = frozenset(
    {
        "profile",
        "target",
        "form",
        "next_item",
        "next_form",
        "finished_on",
        "first_step",
        "first_step_by",
    }
)
FLAGS = frozenset({"has_target", "in_progress"})
NUMBERS = frozenset({*kept.NUMBERS, "late"})
AREA = {"title": str, "weight": int | float, "met": int | None, "known": int, "possible": int}


def basis(content_state: str, today: dt.date) -> dict[str, str]:
    """What a summary depends on besides the profile's files: the day (plans begin today), the
    state of the content, and the program."""
    return {"day": today.isoformat(), "content": content_state, "program": __version__}


def fresh_summary(
    profile: str = DEFAULT_PROFILE,
    content: Path | None = None,
    *,
    home: Path | None = None,
    today: dt.date | None = None,
) -> dict[str, object] | None:
    """The kept summary where making it anew would give the same; else None, also for a name that
    no profile can have. Reads no answers and loads no content."""
    try:
        paths = profile_paths(home or data_home(), profile or DEFAULT_PROFILE)
    except StoreError:
        return None
    now = basis(pack_state(content), today or system_today())
    found = kept.read(paths, now) if now["content"] else None
    return found if found is not None and _whole(found) else None


def _whole(found: dict[str, object]) -> bool:
    """Whether everything is there that a fresh one has, in the same shape: the file is a text that
    anybody can edit."""
    shapes = {str: TEXTS, bool: FLAGS, int: NUMBERS, list: {"areas", "notices"}}
    if set(found) != set().union(*shapes.values()):
        return False
    areas = found["areas"]
    return (
        all(type(found[key]) is kind for kind, keys in shapes.items() for key in keys)
        and isinstance(areas, list)
        and all(
            isinstance(area, dict)
            and set(area) == set(AREA)
            and all(isinstance(area[key], kind) for key, kind in AREA.items())
            for area in areas
        )
    )

"""Which profiles there are, and where each lies. Imports nothing that takes time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pmcoach.store.listing import list_profile
from pmcoach.store.paths import (
    DEFAULT_PROFILE,
    ProfilePaths,
    data_home,
    profile_names,
    profile_paths,
)

__all__ = ["DEFAULT_PROFILE", "ProfilePaths", "data_home", "find_profile", "list_profiles"]
DAY_LENGTH = len("2026-03-02")
"""Characters of the day that names of assessment files begin with."""


@dataclass(frozen=True)
class ProfileRow:
    """A profile that there is."""

    name: str
    in_use: bool
    folder: str
    assessments: int
    newest: str | None
    """The day on which the newest assessment was begun."""


def find_profile(name: str = DEFAULT_PROFILE, home: Path | None = None) -> ProfilePaths:
    """Where a profile lies, whether there is one of that name or not. Raises StoreError for a name
    that no profile can have."""
    return profile_paths(home or data_home(), name or DEFAULT_PROFILE)


def list_names(home: Path | None = None) -> list[str]:
    """The names of all profiles."""
    return profile_names(home or data_home())


def list_profiles(name_in_use: str) -> list[ProfileRow]:
    """All profiles. Raises StoreError where one cannot be looked into."""
    return [_make_row(find_profile(name), find_profile(name_in_use)) for name in list_names()]


def _make_row(paths: ProfilePaths, in_use: ProfilePaths) -> ProfileRow:
    start_days = [Path(file).name[:DAY_LENGTH] for file in list_profile(paths).assessments]
    return ProfileRow(
        paths.name,
        paths.name == in_use.name,
        str(paths.folder),
        len(start_days),
        max(start_days, default=None),
    )

"""Where the user's files lie."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from pmcoach.store.errors import StoreError

PROFILE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
DEFAULT_PROFILE = "me"


def data_home() -> Path:
    """The folder of all data: PMCOACH_HOME, or the platform's place for user data. Raises
    StoreError where PMCOACH_HOME names nobody's home."""
    override = os.environ.get("PMCOACH_HOME")
    if override:
        try:
            return Path(override).expanduser().absolute()
        except (RuntimeError, OSError) as error:
            raise StoreError(
                f"PMCOACH_HOME is {override!r}, which is no folder's name: {error}"
            ) from error
    from platformdirs import user_data_path

    return user_data_path("pmcoach", appauthor=False)


@dataclass(frozen=True)
class ProfilePaths:
    """Where the files of one profile lie, under the data folder ``home``."""

    home: Path
    name: str

    @property
    def folder(self) -> Path:
        return self.home / "profiles" / self.name

    @property
    def journal(self) -> Path:
        return self.folder / "journal.toml"

    @property
    def assessments(self) -> Path:
        return self.folder / "assessments"

    @property
    def set_aside(self) -> Path:
        """Where files go that could not be used or were replaced; nothing is ever deleted."""
        return self.folder / "set-aside"

    @property
    def drafts(self) -> Path:
        return self.folder / "drafts"

    @property
    def backups(self) -> Path:
        return self.home / "backups" / self.name

    @property
    def lock(self) -> Path:
        return self.folder / ".lock"

    @property
    def summary(self) -> Path:
        return self.folder / ".summary.json"

    @property
    def index(self) -> Path:
        return self.folder / ".index.json"

    @property
    def pending(self) -> Path:
        """Names the temporary file of an export or backup while it is being written."""
        return self.folder / ".pending"


def profile_paths(home: Path, name: str = DEFAULT_PROFILE) -> ProfilePaths:
    """The paths of a profile. Raises StoreError for a name that is not a plain folder name."""
    if not PROFILE_NAME.fullmatch(name):
        raise StoreError(
            f"{name[:40]!r} cannot be a profile name: use 1 to 40 lower-case letters, digits, "
            "- and _, beginning and ending with a letter or digit."
        )
    return ProfilePaths(home, name)


def profile_names(home: Path) -> list[str]:
    """The profiles under a data folder, by name."""
    try:
        found = [entry.name for entry in os.scandir(home / "profiles") if entry.is_dir()]
    except OSError:
        return []
    return sorted(name for name in found if PROFILE_NAME.fullmatch(name))

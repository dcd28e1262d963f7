"""The user's config.toml: what it says, and one line for whatever in it cannot be used.

Nothing is parsed, and no parser loaded, where there is no such file. The program never writes to
it but once, when asked to lay it down. What the program remembers by itself (the look that was
chosen with a key) lies in a file of its own in the data folder, and can be deleted at any time.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.store.atomic_io import make_folder, read_bytes, write_atomic, write_derived
from pmcoach.store.errors import StoreError
from pmcoach.store.paths import PROFILE_NAME, data_home

THEME_CHOICES = ("dark", "light", "contrast", "mono", "terminal")
"""The themes, as users name them."""
MAX_CONFIG = 200_000
SETTINGS = ("profile", "content", "theme", "keys")


@dataclass(frozen=True)
class Config:
    """What a config.toml says; empty where it is silent or cannot be used."""

    path: Path
    there: bool = False
    profile: str = ""
    content: Path | None = None
    theme: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys that were written for a command, by "command" or "screen.command"."""
    warnings: tuple[str, ...] = ()
    """One line each, naming the file and the key."""


def config_file() -> Path:
    """Where the config is looked for: PMCOACH_CONFIG, the data folder if PMCOACH_HOME moves that,
    or the platform's place for user settings."""
    named = os.environ.get("PMCOACH_CONFIG")
    if named:
        return Path(os.path.expanduser(named)).absolute()
    if os.environ.get("PMCOACH_HOME"):
        return data_home() / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("pmcoach", appauthor=False) / "config.toml"


def read_config(path: Path) -> Config:
    """The config as it stands. Never raises: what is wrong becomes a warning, the rest holds."""
    if not os.path.lexists(path):
        warnings = (
            (f"{path}: there is no such file, though PMCOACH_CONFIG names it.",)
            if os.environ.get("PMCOACH_CONFIG")
            else ()
        )
        return Config(path, warnings=tuple(map(strip_unprintable, warnings)))
    import tomllib

    try:
        whole = tomllib.loads(read_bytes(path, MAX_CONFIG).decode("utf-8-sig"))
    except StoreError as error:
        return Config(
            path, there=True, warnings=(strip_unprintable(f"{error} Its settings are left out."),)
        )
    except (ValueError, RecursionError) as error:
        why = (
            str(error)
            if isinstance(error, tomllib.TOMLDecodeError)
            else "it is not UTF-8 text"
            if isinstance(error, UnicodeDecodeError)
            else "it is too deep"
        )
        return Config(
            path,
            there=True,
            warnings=(strip_unprintable(f"{path}: not TOML, so all of it is left out: {why}."),),
        )
    return _Reading(path).read(whole)


class _Reading:
    """Takes a parsed config apart, collecting what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warnings: list[str] = []

    def read(self, whole: Mapping[str, object]) -> Config:
        for key in whole:
            if key not in SETTINGS:
                self.warn(
                    key, "there is no such setting; there are profile, content, theme and [keys]."
                )
        return Config(
            self.path,
            there=True,
            profile=self.profile(whole),
            content=self.content(whole),
            theme=self.theme(whole),
            keys=self.keys(whole),
            warnings=tuple(self.warnings),
        )

    def warn(self, key: str, what: str) -> None:
        self.warnings.append(strip_unprintable(f"{self.path}: {key[:60]}: {what}"))

    def text(self, whole: Mapping[str, object], key: str) -> str:
        """A setting that has to be a text with something in it, or nothing."""
        value = whole.get(key)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.warn(key, 'a text in quotes is expected, such as "me".')
            return ""
        return value.strip()

    def profile(self, whole: Mapping[str, object]) -> str:
        name = self.text(whole, "profile")
        if name and not PROFILE_NAME.fullmatch(name):
            self.warn(
                "profile",
                f"{name[:40]!r} cannot be a profile name: use 1 to 40 lower-case "
                "letters, digits, - and _.",
            )
            return ""
        return name

    def content(self, whole: Mapping[str, object]) -> Path | None:
        """A path counts from the folder of the config, so that both can be moved together."""
        name = self.text(whole, "content")
        return self.path.parent / os.path.expanduser(name) if name else None

    def theme(self, whole: Mapping[str, object]) -> str:
        name = self.text(whole, "theme")
        if name and name not in THEME_CHOICES:
            self.warn("theme", f"{name[:40]!r} is no theme; there are {', '.join(THEME_CHOICES)}.")
            return ""
        return name

    def keys(self, whole: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
        """The table of keys; "home.results" may stand with or without quotes."""
        table = whole.get("keys", {})
        if not isinstance(table, dict):
            self.warn("keys", 'a table is expected: [keys], and below it lines like results = "x".')
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for name, value in table.items():
            inner = value.items() if isinstance(value, dict) else [("", value)]
            for rest, given in inner:
                ident = f"{name}.{rest}" if rest else name
                keys = given if isinstance(given, list) else [given]
                if not keys or not all(isinstance(one, str) and one for one in keys):
                    self.warn(
                        f"[keys] {ident}",
                        'a key in quotes is expected, such as "x", or a '
                        'list of them, such as ["x", "f5"].',
                    )
                else:
                    found[ident] = tuple(keys)
        return found


def write_first_config(path: Path, text: str) -> None:
    """Write a first config. Raises StoreError, above all where there is one already."""
    if os.path.lexists(path):
        raise StoreError(f"{path} exists already; it was left as it is.")
    make_folder(path.parent)
    write_atomic(path, text.encode("utf-8"))


def _look_file(home: Path) -> Path:
    return home / ".theme"


def read_theme(home: Path) -> str:
    """The theme that was chosen in the app last, or nothing."""
    try:
        with open(_look_file(home), "rb") as file:
            name = file.read(20).decode("ascii", "replace").strip()
    except OSError:
        return ""
    return name if name in THEME_CHOICES else ""


def save_theme(home: Path, name: str) -> None:
    """Keep which theme was chosen. A failure harms nothing, so none is raised."""
    write_derived(_look_file(home), f"{name}\n".encode("ascii"))

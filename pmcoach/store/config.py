"""The user's config.toml: what it says, and one line for whatever in it cannot be used.

Nothing is parsed, and no parser loaded, where there is no such file. The program never writes to
it but once, when asked to lay it down. What the program remembers by itself (the look that was
chosen with a key) lies in a file of its own in the data folder, and can be deleted at any time.
"""

from __future__ import annotations

import contextlib
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
THEME_FILE = ".theme"
MAX_CONFIG = 200_000
SETTINGS = ("profile", "content", "theme", "keys")


@dataclass(frozen=True)
class Config:
    """What a config.toml says; empty where it is silent or cannot be used."""

    path: Path
    exists: bool = False
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
    config_override = os.environ.get("PMCOACH_CONFIG")
    if config_override:
        return Path(os.path.expanduser(config_override)).absolute()
    if os.environ.get("PMCOACH_HOME"):
        return data_home() / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("pmcoach", appauthor=False) / "config.toml"


def read_config(path: Path) -> Config:
    """The config as it stands. Never raises: what is wrong becomes a warning, the rest holds."""
    if os.path.lexists(path):
        return _ConfigReader(path).read()
    warning = strip_unprintable(f"{path}: there is no such file, though PMCOACH_CONFIG names it.")
    return Config(path, warnings=(warning,) if os.environ.get("PMCOACH_CONFIG") else ())


@dataclass
class _ConfigReader:
    """Reads a config.toml, collecting what is wrong with it."""

    path: Path
    warnings: list[str] = field(default_factory=list)

    def read(self) -> Config:
        table = self.load()
        for key in table:
            if key not in SETTINGS:
                self.warn(
                    key, "there is no such setting; there are profile, content, theme and [keys]."
                )
        profile, content, theme = (self.text(table, key) for key in SETTINGS[:3])
        if profile and not PROFILE_NAME.fullmatch(profile):
            self.warn(
                "profile",
                f"{profile[:40]!r} cannot be a profile name: use 1 to 40 lower-case "
                "letters, digits, - and _.",
            )
            profile = ""
        if theme and theme not in THEME_CHOICES:
            self.warn("theme", f"{theme[:40]!r} is no theme; there are {', '.join(THEME_CHOICES)}.")
            theme = ""
        return Config(
            self.path,
            exists=True,
            profile=profile,
            # Counted from the folder of the config, so that both can be moved together.
            content=self.path.parent / os.path.expanduser(content) if content else None,
            theme=theme,
            keys=self.keys(table.get("keys", {})),
            warnings=tuple(self.warnings),
        )

    def load(self) -> Mapping[str, object]:
        """The file's table; nothing where it cannot be parsed."""
        import tomllib

        try:
            return tomllib.loads(read_bytes(self.path, MAX_CONFIG).decode("utf-8-sig"))
        except StoreError as error:
            self.warnings.append(strip_unprintable(f"{error} Its settings are left out."))
        except (ValueError, RecursionError) as error:
            reason = (
                str(error)
                if isinstance(error, tomllib.TOMLDecodeError)
                else "it is not UTF-8 text"
                if isinstance(error, UnicodeDecodeError)
                else "it is too deep"
            )
            self.warnings.append(
                strip_unprintable(f"{self.path}: not TOML, so all of it is left out: {reason}.")
            )
        return {}

    def warn(self, key: str, problem: str) -> None:
        self.warnings.append(strip_unprintable(f"{self.path}: {key[:60]}: {problem}"))

    def text(self, table: Mapping[str, object], key: str) -> str:
        """A setting that has to be a text with something in it, or nothing."""
        text = table.get(key, "")
        if key in table and not (isinstance(text, str) and text.strip()):
            self.warn(key, 'a text in quotes is expected, such as "me".')
        return text.strip() if isinstance(text, str) else ""

    def keys(self, table: object) -> dict[str, tuple[str, ...]]:
        """The table of keys; "home.results" may stand with or without quotes."""
        if not isinstance(table, dict):
            self.warn("keys", 'a table is expected: [keys], and below it lines like results = "x".')
            return {}
        bindings: dict[str, object] = {}
        for name, entry in table.items():
            bindings |= (
                {f"{name}.{command}": keys for command, keys in entry.items()}
                if isinstance(entry, dict)
                else {name: entry}
            )
        keys_by_command: dict[str, tuple[str, ...]] = {}
        for command, entry in bindings.items():
            entries = entry if isinstance(entry, list) else [entry]
            keys = tuple(key for key in entries if isinstance(key, str) and key)
            if keys and len(keys) == len(entries):
                keys_by_command[command] = keys
            else:
                self.warn(
                    f"[keys] {command}",
                    'a key in quotes is expected, such as "x", or a '
                    'list of them, such as ["x", "f5"].',
                )
        return keys_by_command


def write_first_config(path: Path, text: str) -> None:
    """Write a first config. Raises StoreError, above all where there is one already."""
    if os.path.lexists(path):
        raise StoreError(f"{path} exists already; it was left as it is.")
    make_folder(path.parent)
    write_atomic(path, text.encode("utf-8"))


def read_theme(home: Path) -> str:
    """The theme that was chosen in the app last, or nothing."""
    name = ""
    with contextlib.suppress(OSError), open(home / THEME_FILE, "rb") as file:
        name = file.read(20).decode("ascii", "replace").strip()
    return name if name in THEME_CHOICES else ""


def save_theme(home: Path, name: str) -> None:
    """Save which theme was chosen. A failure harms nothing, so none is raised."""
    write_derived(home / THEME_FILE, f"{name}\n".encode("ascii"))

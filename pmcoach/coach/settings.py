"""The settings that apply, each with where it came from.

The command line comes before the environment, that before config.toml, and that before what the
program would do by itself.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.store.config import (
    THEME_CHOICES,
    Config,
    config_file,
    read_config,
    read_theme,
)
from pmcoach.store.config import save_theme as remember_look
from pmcoach.store.config import write_first_config as write_config
from pmcoach.store.paths import DEFAULT_PROFILE, data_home, profile_paths

__all__ = [
    "THEME_CHOICES",
    "Setting",
    "Settings",
    "colourless",
    "config_file",
    "remember_look",
    "settings",
    "write_config",
]

DEFAULT = "default"
CHOSEN = "chosen in the app"
"""Where a theme came from that was chosen by key, and remembered."""
CONFIG = "config.toml"
COLOURLESS = "mono"
"""The theme without any hue, for NO_COLOR."""
NEVER_COLOURLESS = "terminal"
"""The theme that is made of the terminal's own colours: none of it is left without them."""


@dataclass(frozen=True)
class Setting:
    """What something is set to, and where that came from."""

    text: str
    source: str


@dataclass(frozen=True)
class Settings:
    """All that can be set. ``content`` is empty for the pack that ships."""

    profile: Setting
    content: Setting
    theme: Setting
    config: Config
    warnings: tuple[str, ...]
    """What could not be used, one line each; keys are looked at where the commands are known."""

    @property
    def content_folder(self) -> Path | None:
        """The pack to use instead of the one that ships."""
        return Path(self.content.text) if self.content.text else None


def colourless() -> bool:
    """Whether NO_COLOR asks for no colour; an empty one does not."""
    return bool(os.environ.get("NO_COLOR"))


def settings(profile: str | None = None, content: Path | None = None) -> Settings:
    """The settings that apply, given those on the command line. Never raises; whether there can be
    a profile of that name shows when it is opened."""
    config = read_config(config_file())
    warnings = list(config.warnings)
    return Settings(
        profile=Setting(profile, "--profile")
        if profile is not None
        else _first_set(
            Setting(os.environ.get("PMCOACH_PROFILE", ""), "PMCOACH_PROFILE"),
            Setting(config.profile, CONFIG),
            Setting(DEFAULT_PROFILE, DEFAULT),
        ),
        content=_first_set(
            Setting(str(content) if content is not None else "", "--content"),
            Setting(os.path.expanduser(os.environ.get("PMCOACH_CONTENT", "")), "PMCOACH_CONTENT"),
            Setting(str(config.content or ""), CONFIG),
            Setting("", DEFAULT),
        ),
        theme=_theme(config, warnings),
        config=config,
        warnings=tuple(warnings),
    )


def _theme(config: Config, warnings: list[str]) -> Setting:
    """Without colour every theme but the terminal's own is shown in greys."""
    named_theme = os.environ.get("PMCOACH_THEME", "")
    if named_theme and named_theme not in THEME_CHOICES:
        warnings.append(
            strip_unprintable(
                f"PMCOACH_THEME: {named_theme[:40]!r} is no theme; there are {', '.join(THEME_CHOICES)}."
            )
        )
        named_theme = ""
    from_environment = Setting(named_theme, "PMCOACH_THEME")
    if colourless():
        is_usable = named_theme not in {"", NEVER_COLOURLESS}
        return from_environment if is_usable else Setting(COLOURLESS, "NO_COLOR")
    return _first_set(
        from_environment,
        Setting(config.theme, CONFIG),
        Setting(read_theme(data_home()), CHOSEN),
        Setting(THEME_CHOICES[0], DEFAULT),
    )


def _first_set(*candidates: Setting) -> Setting:
    """The first that says anything, or the last."""
    return next((setting for setting in candidates if setting.text), candidates[-1])


def file_places(present: Settings) -> dict[str, str]:
    """Where everything lies, by name. Raises StoreError for a name that no profile can have."""
    from pmcoach.store.content import shipped_folder  # it loads the models

    profile = profile_paths(data_home(), present.profile.text)
    return {
        name: str(path)
        for name, path in {
            "config": present.config.path,
            "data": profile.home,
            "profile": profile.folder,
            "content": (present.content_folder or shipped_folder()).absolute(),
            "lock": profile.lock,
        }.items()
    }

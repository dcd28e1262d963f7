"""Opening the app with settings of a test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pmcoach.coach.settings import settings
from pmcoach.store.paths import profile_paths
from pmcoach.tui.app import CoachApp
from tests.tui.support import Running


@asynccontextmanager
async def configured(
    home: Path, config: str = "", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Running]:
    """Run the app on a data folder with a config.toml of this text, and with what the environment
    says; yields on home once the profile is open."""
    home.mkdir(exist_ok=True)
    if config:
        (home / "config.toml").write_text(config, encoding="utf-8")
    app = CoachApp(profile_paths(home), None, settings())
    async with app.run_test(size=size, notifications=True) as pilot:
        running = Running(app, pilot)
        await running.until(lambda: app.session is not None, "loaded")
        await running.on("home")
        yield running

"""The pictures in docs/: home, a question and the results of the demo profile.

Run: python -m benchmarks.picture [FOLDER]

The same content and code give the same files.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from pmcoach.coach.demo import make_demo
from pmcoach.store.paths import profile_paths
from pmcoach.tui.app import CoachApp

SIZE = (100, 30)
DOCS = Path(__file__).resolve().parent.parent / "docs"
DAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
REMOTE_FONT = re.compile(r',\s*url\("https:[^;]*')
"""Looking at a picture must not fetch anything; without the font the viewer's own is used."""
PICTURES = {"home": (), "question": ("enter", "down"), "results": ("r",)}
"""The keys that lead from home to what each picture shows."""


async def take(home: Path) -> dict[str, str]:
    """Each picture as SVG, by its name."""
    found: dict[str, str] = {}
    for name, keys in PICTURES.items():
        app = CoachApp(profile_paths(home))
        async with app.run_test(size=SIZE) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await shown(pilot)
            found[name] = REMOTE_FONT.sub("", app.export_screenshot(title="pmcoach"))
    return found


async def shown(pilot: Pilot[int]) -> None:
    """Wait until the screen that a key leads to is there and painted."""
    for _ in range(3):
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pmcoach-picture-") as home:
        make_demo(Path(home), DAY)
        pictures = asyncio.run(take(Path(home)))
    for name, svg in pictures.items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
        print(folder / f"{name}.svg")


if __name__ == "__main__":
    main()

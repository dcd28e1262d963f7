"""The pictures in docs/: three for the README, and one for each step of the tour.

Run: python -m scripts.picture [FOLDER]

The same content and code give the same files.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from textual import events

from pmcoach.store.paths import profile_paths
from scripts import stage

SIZE = (100, 30)
DOCS = Path(__file__).resolve().parent.parent / "docs"
AD = Path(__file__).with_name("tour_ad.txt")
PASTE = "paste:"
"""Before what is put into the field that has the focus, in place of a key."""


@dataclass(frozen=True)
class Picture:
    """``keys`` lead from home to what it shows; ``who`` makes the profile."""

    name: str
    keys: tuple[str, ...] = ()
    who: stage.Person = stage.demo


def pictures() -> tuple[Picture, ...]:
    """All of them, in the order in which the tour shows them."""
    ad = PASTE + AD.read_text(encoding="utf-8")
    situation = PASTE + (
        "Every second complaint was about the export, and nobody had asked the people who use it."
    )
    did = PASTE + "Called nine of them in a week and wrote down what each did before and after."
    return (
        Picture("home"),
        Picture("question", ("enter", "down"), stage.before_check),
        Picture("results", ("r",)),
        Picture("tour/start", (), stage.nobody),
        Picture("tour/target", ("enter",), stage.nobody),
        Picture("tour/ladder", ("enter", "2", "p"), stage.beginner),
        Picture("tour/check", ("enter", "1"), stage.before_check),
        Picture("tour/scenario", ("enter", "2", "3"), stage.before_scenario),
        Picture("tour/ending", ("enter", "1", "enter"), stage.at_the_end),
        Picture("tour/results", ("r", "down", "down")),
        Picture("tour/verdict", ("r", "enter")),
        Picture("tour/hiring", ("c",)),
        Picture("tour/plan", ("p",)),
        Picture("tour/whatif", ("p", "f", "right", "right")),
        Picture("tour/ad", ("f", ad)),
        Picture("tour/fit", ("f", ad, "ctrl+s")),
        Picture("tour/evidence", ("w", "enter", situation, "tab", did)),
        Picture("tour/export", ("e",)),
    )


async def take(one: Picture) -> str:
    """A picture as SVG."""
    with tempfile.TemporaryDirectory(prefix="pmcoach-picture-") as home:
        one.who(Path(home))
        app = stage.StagedApp(profile_paths(Path(home)))
        async with app.run_test(size=SIZE) as pilot:
            await stage.settled(pilot)
            for key in one.keys:
                if key.startswith(PASTE):
                    app.post_message(events.Paste(key.removeprefix(PASTE)))
                else:
                    await pilot.press(key)
                await stage.settled(pilot)
            return app.export_screenshot(title="pmcoach")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    (folder / "tour").mkdir(parents=True, exist_ok=True)
    for one in pictures():
        with stage.frozen():
            svg = asyncio.run(take(one))
        (folder / f"{one.name}.svg").write_text(svg, encoding="utf-8", newline="\n")
        print(folder / f"{one.name}.svg")


if __name__ == "__main__":
    main()

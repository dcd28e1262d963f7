"""The HTML exports as a real browser shows and prints them, as pictures to look at.

Run: python -m scripts.html_look [FOLDER]     (needs Chromium: scripts/install-chromium)

Each page is taken on a wide and a narrow screen, light and dark, and printed to PDF. The browser
has an empty profile of its own and asks the network for nothing.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pmcoach.coach.demo import make_demo
from pmcoach.coach.export import render_report
from pmcoach.coach.report import make_report
from pmcoach.coach.session import open_session

BINARIES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    # Whatever a page might ask for, no name leads anywhere.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
DARK = "--blink-settings=preferredColorScheme=0"
LIGHT = "--blink-settings=preferredColorScheme=1"
PATIENCE = 120
"""Seconds after which a browser hangs."""
DAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def find_chromium() -> str | None:
    """The browser of this machine, if it has one."""
    return next((path for name in BINARIES if (path := shutil.which(name))), None)


def browse(chromium: str, page: Path, *flags: str) -> str:
    """Open a file, do what ``flags`` say, and give back what the browser prints."""
    with tempfile.TemporaryDirectory(
        prefix="pmcoach-chromium-", ignore_cleanup_errors=True
    ) as profile:
        done = subprocess.run(
            [chromium, *FLAGS, f"--user-data-dir={profile}", *flags, page.resolve().as_uri()],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=True,
        )
    return done.stdout


def print_pdf(chromium: str, page: Path, pdf: Path) -> None:
    """The page on paper, without the browser's own header."""
    browse(chromium, page, "--no-pdf-header-footer", f"--print-to-pdf={pdf.resolve()}")


def take_picture(chromium: str, page: Path, png: Path, scheme: str, size: tuple[int, int]) -> None:
    """The page on a screen of this size."""
    browse(
        chromium,
        page,
        scheme,
        f"--window-size={size[0]},{size[1]}",
        f"--screenshot={png.resolve()}",
    )


def main() -> None:
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("No Chromium here: run scripts/install-chromium")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("html-look")
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pmcoach-look-") as home:
        make_demo(Path(home), DAY)
        session = open_session(home=Path(home), write=False)
        made = make_report(session)
    for form in ("html", "manager"):
        page = folder / f"{form}.html"
        page.write_text(render_report(made, form), encoding="utf-8", newline="\n")
        print_pdf(chromium, page, folder / f"{form}.pdf")
        for name, scheme in (("light", LIGHT), ("dark", DARK)):
            take_picture(chromium, page, folder / f"{form}-{name}.png", scheme, (1100, 3000))
            take_picture(chromium, page, folder / f"{form}-{name}-narrow.png", scheme, (500, 1500))
    for one in sorted(folder.iterdir()):
        print(one)


if __name__ == "__main__":
    main()

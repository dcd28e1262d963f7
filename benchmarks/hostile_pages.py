"""How long web pages take to read that were made to keep a reader busy.

Run: python -m benchmarks.hostile_pages

Each is a line of text and then one piece of markup again and again, up to the largest file that is
read. A reader that looks for an end that never comes, or climbs through all that is open, needs time
that grows with the square of the length.
"""

from __future__ import annotations

import statistics
import time

from benchmarks.figures import Figure, limited, ms, table
from pmcoach.jobad.html_text import html_to_text

MARKUP = (
    "<a ",
    "<!--",
    "<a x=",
    '<a x="',
    "</",
    "<?",
    "<!",
    "<![",
    "<div>",
    "<ul><li>",
    "<b>",
    "<nav><footer>",
    "<script>",
)
SMALL, LARGE = 48_000, 4_000_000
"""Characters: 16,000 tags of three, and as many as pmcoach reads of a file."""
LIMIT_MS = 300
RUNS = 5


def reading_times(markup: str, size: int) -> list[float]:
    """Seconds of processor time that each of a few readings takes."""
    page = f"<html><body><p>Own the roadmap.</p>{markup * (size // len(markup))}"
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        text = html_to_text(page)
        seconds.append(time.process_time() - start)
        assert text.startswith("Own the roadmap.")
    return seconds


def measure(markup: str) -> list[Figure]:
    """A small page, which has a limit, and the largest, beside the small one."""
    small, large = (reading_times(markup, size) for size in (SMALL, LARGE))
    growth = statistics.median(large) / statistics.median(small)
    return [
        limited(f"`{markup}`, {SMALL // 1000} KB", small, LIMIT_MS),
        Figure(
            f"`{markup}`, {LARGE // 1_000_000} MB",
            ms(statistics.median(large)),
            f"{LARGE / SMALL:.0f} times the length",
            f"{growth:.0f}",
        ),
    ]


def main() -> None:
    print(table([figure for markup in MARKUP for figure in measure(markup)]))


if __name__ == "__main__":
    main()

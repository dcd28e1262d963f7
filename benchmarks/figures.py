"""What one measurement found, against what and against which wish, as a line of a table."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

Seconds = Sequence[float]


@dataclass(frozen=True)
class Figure:
    """A line of the table; ``met`` is None where nothing is wanted."""

    what: str
    measured: str
    base: str = ""
    ratio: str = ""
    wanted: str = ""
    met: bool | None = None
    missing: bool = False
    """Whether it could not be measured; ``measured`` then says why."""

    def row(self) -> str:
        """The line as Markdown."""
        verdict = "" if self.met is None else "yes" if self.met else "**no**"
        cells = (self.what, self.measured, self.base, self.ratio, self.wanted, verdict)
        return f"| {' | '.join(cells)} |"


def p99(values: Sequence[float]) -> float:
    """The 99th percentile; of few values the greatest."""
    if len(values) < 2:
        return max(values)
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def ms(seconds: float) -> str:
    """Seconds as milliseconds in words, with a digit more where they are few."""
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def spread(values: Seconds) -> str:
    """The median, and from where to where."""
    return f"{ms(statistics.median(values))} ({ms(min(values))} to {ms(max(values))})"


def compared(what: str, own: Seconds, base: Seconds, name: str, limit: float) -> Figure:
    """The median of ``own`` as a multiple of the median of ``base``, which ``name`` says."""
    ratio = statistics.median(own) / statistics.median(base)
    return Figure(
        what,
        spread(own),
        f"{name}: {ms(statistics.median(base))}",
        f"{ratio:.2f}",
        f"at most {limit:g} times",
        ratio <= limit,
    )


def limited(what: str, values: Seconds, limit_ms: float, *, at: str = "median") -> Figure:
    """The median or the 99th percentile (``at``: "median" or "p99") under a limit."""
    found = p99(values) if at == "p99" else statistics.median(values)
    told = "at the 99th percentile" if at == "p99" else "at the median"
    return Figure(
        what,
        f"median {ms(statistics.median(values))}, p99 {ms(p99(values))}",
        "",
        "",
        f"{limit_ms:g} ms {told}",
        found * 1000 <= limit_ms,
    )


def timed(what: str, values: Seconds) -> Figure:
    """A figure that nothing is wanted of."""
    return Figure(what, spread(values))


def unmeasured(what: str, reason: str) -> Figure:
    """A figure that could not be had."""
    return Figure(what, f"not measured: {reason}".replace("|", "\\|"), missing=True)


def table(figures: Sequence[Figure]) -> str:
    """All of them as a Markdown table."""
    head = "| what | measured | base | ratio | wanted | met |\n|---|---|---|---|---|---|"
    return "\n".join([head, *(one.row() for one in figures)])

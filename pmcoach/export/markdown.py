"""A Report as Markdown, worth showing to a manager."""

from __future__ import annotations

from pmcoach.export.clean import markdown_text
from pmcoach.export.report import Report


def to_markdown(report: Report) -> str:
    """The report as one Markdown page that ends with a newline."""
    # Loaded here: most commands never write Markdown.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pmcoach.export"), undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True, finalize=_shown,
        autoescape=False,  # HTML's escapes would be wrong here; _shown writes Markdown's
    )
    environment.filters["bar"] = bar
    environment.filters["paragraphs"] = paragraphs
    environment.filters["money"] = money
    environment.filters["hours"] = hours
    return environment.get_template("report.md.jinja").render(r=report)


class Ready(str):
    """Text that is Markdown already."""


def _shown(value: object) -> object:
    if isinstance(value, Ready) or not isinstance(value, str):
        return value
    # A line end would break a heading, a list entry or a table row.
    return markdown_text(value.replace("\n", " "))


def paragraphs(text: str) -> Ready:
    """A text of several paragraphs, for where nothing else stands beside it."""
    return Ready(markdown_text(text))


def bar(level: int | None, target: int, top: int = 4) -> Ready:
    """A level as four squares: reached, missing to the target, beyond it."""
    if level is None:
        return Ready("?")
    have = min(level, top)
    missing = max(0, target - have)
    return Ready("■" * have + "□" * missing + "·" * (top - have - missing))


def hours(pair: tuple[float, float]) -> Ready:
    """A range of hours in words."""
    low, high = pair
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return Ready(f"{span} hour" if high == 1 == low else f"{span} hours")


def money(pair: tuple[float, float]) -> Ready:
    """A range of US dollars in words."""
    low, high = pair
    if high == 0:
        return Ready("free")
    return Ready(f"${low:,.0f}" if low == high else f"${low:,.0f} to ${high:,.0f}")

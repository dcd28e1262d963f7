"""Writing reports to files of the user's choosing."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pmcoach.store.atomic_io import write_atomic
from pmcoach.store.errors import StoreError

if TYPE_CHECKING:  # the command line reads the names below without loading any model
    from pmcoach.report.model import Report

ENDINGS: dict[str, str] = {
    "markdown": "md",
    "json": "json",
    "html": "html",
    "ics": "ics",
    "csv": "csv",
    "manager": "html",
    "manager-markdown": "md",
    "cv": "txt",
    "stories": "md",
}
"""Every format, with what its files end in."""
FORMATS: tuple[str, ...] = tuple(ENDINGS)
TITLES: dict[str, str] = {
    "markdown": "to read, to share, to show to a manager",
    "json": "for other programs",
    "html": "one page to read in a browser or to print",
    "ics": "the steps with their dates, for a calendar",
    "csv": "the steps as a table, for a spreadsheet",
    "manager": "one printed sheet: gaps, steps, what you ask for",
    "manager-markdown": "the same sheet as Markdown",
    "cv": "your evidence as lines of a CV",
    "stories": "your evidence as interview stories",
}
"""What each format is for."""
NAMES: dict[str, str] = {
    "manager": "managers-page",
    "manager-markdown": "managers-page",
    "cv": "cv-lines",
    "stories": "interview-stories",
}
FROM_EVIDENCE = frozenset({"cv", "stories"})
"""Formats that say nothing unless evidence is included."""
OWN_LINE_ENDS = frozenset({"ics", "csv"})
"""Formats whose line ends must reach the file as they are."""


def file_name(form: str, day: dt.date) -> str:
    """The name to propose for a file."""
    return f"{NAMES.get(form, 'development-plan')}-{day.isoformat()}.{ENDINGS[form]}"


def render(report: Report, form: str) -> str:
    """The report in one of FORMATS. Raises ValueError for another."""
    # Each format's modules are loaded by that format alone.
    match form:
        case "markdown":
            from pmcoach.export.markdown import to_markdown as write
        case "json":
            from pmcoach.export.json import to_json as write
        case "html":
            from pmcoach.export.html import to_html as write
        case "ics":
            from pmcoach.export.ics import to_ics as write
        case "csv":
            from pmcoach.export.csv import to_csv as write
        case "manager":
            from pmcoach.export.manager import to_manager_html as write
        case "manager-markdown":
            from pmcoach.export.manager import to_manager_markdown as write
        case "cv":
            from pmcoach.export.cv import to_cv as write
        case "stories":
            from pmcoach.export.cv import to_stories as write
        case _:
            raise ValueError(f"no format {form!r}")
    return write(report)


def save(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write an export whole or not at all. Raises StoreError where ``path`` exists (unless
    ``overwrite``), is a folder, or cannot be written."""
    path = target_file(path)
    if exists(path) and not overwrite:
        raise StoreError(
            f"{path} exists already: choose another name, or overwrite it on purpose (--force)."
        )
    write_atomic(path, text.encode("utf-8"))


def target_file(path: Path) -> Path:
    """``path`` with ~ resolved. Raises StoreError where no file can be written there."""
    try:
        path = path.expanduser()
        if path.is_dir():
            raise StoreError(f"{path} is a folder: name a file in it.")
        if not path.parent.is_dir():
            raise StoreError(f"There is no folder {path.parent}.")
        os.path.lexists(path)
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{str(path)[:80]} cannot be a file name.") from error
    return path


def exists(path: Path) -> bool:
    """Whether writing would replace something."""
    return os.path.lexists(path)

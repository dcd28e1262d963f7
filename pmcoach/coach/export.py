"""The formats that a report can be exported in, and saving an export to a file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pmcoach.store.atomic_io import write_atomic
from pmcoach.store.errors import StoreError

if TYPE_CHECKING:  # the command line reads the names below without loading any model
    from pmcoach.report.model import Report


@dataclass(frozen=True)
class ExportFormat:
    """A form in which a report can be written."""

    name: str
    ending: str
    """What its files end in."""
    title: str
    """What it is for."""
    writer: str
    """The module in `pmcoach.export` and the function in it: "csv:to_csv"."""
    file_name: str = "development-plan"
    """What its files are called."""
    needs_evidence: bool = False
    """Whether it says nothing unless evidence is included."""
    has_answers: bool = False
    """Whether it has a place for the answers with their keys."""
    has_own_line_ends: bool = False
    """Whether its line ends must reach the file as they are."""


EXPORT_FORMATS: Mapping[str, ExportFormat] = {
    export_format.name: export_format
    for export_format in (
        ExportFormat(
            "markdown",
            "md",
            "to read, to share, to show to a manager",
            "markdown:to_markdown",
            has_answers=True,
        ),
        ExportFormat("json", "json", "for other programs", "json:to_json", has_answers=True),
        ExportFormat(
            "html",
            "html",
            "one page to read in a browser or to print",
            "html:to_html",
            has_answers=True,
        ),
        ExportFormat(
            "ics",
            "ics",
            "the steps with their dates, for a calendar",
            "ics:to_ics",
            has_own_line_ends=True,
        ),
        ExportFormat(
            "csv",
            "csv",
            "the steps as a table, for a spreadsheet",
            "csv:to_csv",
            has_own_line_ends=True,
        ),
        ExportFormat(
            "manager",
            "html",
            "one printed sheet: gaps, steps, what you ask for",
            "manager:to_manager_html",
            "managers-page",
        ),
        ExportFormat(
            "manager-markdown",
            "md",
            "the same sheet as Markdown",
            "manager:to_manager_markdown",
            "managers-page",
        ),
        ExportFormat(
            "letter",
            "md",
            "a letter that asks an employer for training or time",
            "letter:to_letter",
            "letter-to-employer",
        ),
        ExportFormat(
            "cv",
            "txt",
            "your evidence as lines of a CV",
            "cv:to_cv",
            "cv-lines",
            needs_evidence=True,
        ),
        ExportFormat(
            "stories",
            "md",
            "your evidence as interview stories",
            "cv:to_stories",
            "interview-stories",
            needs_evidence=True,
        ),
    )
}
"""Every format by its name. A new one is a row here and its writer in `pmcoach.export`."""
FORMATS = tuple(EXPORT_FORMATS)
TITLES = {name: export_format.title for name, export_format in EXPORT_FORMATS.items()}
FROM_EVIDENCE = {name for name in FORMATS if EXPORT_FORMATS[name].needs_evidence}


def file_name(format_name: str, day: dt.date) -> str:
    """The name to propose for a file."""
    export_format = EXPORT_FORMATS[format_name]
    return f"{export_format.file_name}-{day.isoformat()}.{export_format.ending}"


def render_report(report: Report, format_name: str) -> str:
    """The report in one of FORMATS. Raises ValueError for another."""
    if format_name not in EXPORT_FORMATS:
        raise ValueError(f"no format {format_name!r}")
    # Each format's modules are loaded by that format alone.
    module_name, function_name = EXPORT_FORMATS[format_name].writer.split(":")
    write_report: Callable[[Report], str] = getattr(
        import_module(f"pmcoach.export.{module_name}"), function_name
    )
    return write_report(report)


def save_export(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write an export whole or not at all. Raises StoreError where ``path`` exists (unless
    ``overwrite``), is a folder, or cannot be written."""
    path = target_file(path)
    if file_exists(path) and not overwrite:
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


def file_exists(path: Path) -> bool:
    """Whether writing would replace something."""
    return os.path.lexists(path)

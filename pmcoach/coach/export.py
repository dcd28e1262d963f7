"""Writing reports to files of the user's choosing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, get_args

from pmcoach.export.report import Report
from pmcoach.store.disk import StoreError, write_atomic

Format = Literal["markdown", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: dict[str, str] = {"markdown": "md", "json": "json"}


def render(report: Report, form: str) -> str:
    """The report in one of FORMATS. Raises ValueError for another."""
    if form == "markdown":
        from pmcoach.export.markdown import to_markdown

        return to_markdown(report)
    if form == "json":
        from pmcoach.export.json import to_json

        return to_json(report)
    raise ValueError(f"no format {form!r}")


def save(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write an export whole or not at all. Raises StoreError where ``path`` exists (unless
    ``overwrite``), is a folder, or cannot be written."""
    path = target_file(path)
    if exists(path) and not overwrite:
        raise StoreError(f"{path} exists already: choose another name, or overwrite it on purpose "
                         "(--force).")
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

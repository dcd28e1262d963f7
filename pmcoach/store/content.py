"""Reading a pack of content from disk."""

from __future__ import annotations

from pathlib import Path

from pmcoach.catalog.former_questions import FormerQuestions, parse_former_questions
from pmcoach.catalog.parse import Catalog, ContentError, Fault, parse_pack
from pmcoach.catalog.parse_ad_lexicon import AdWords, parse_ads
from pmcoach.store import atomic_io
from pmcoach.store.bundled_content import find_shipped_pack
from pmcoach.store.errors import StoreError

MAX_FILE = 2_000_000
"""Bytes one content file may have; the largest that ships has about a tenth of it."""
MAX_FILES = 200
AD_FILES = frozenset({"ads.toml", "lexicon.toml"})
"""Files that are read only once a job ad is: they are as large as all the others."""
FORMER_FILES = frozenset({"former.toml"})
"""Files that are read only where an answer is to a question that has changed."""
LATE_FILES = AD_FILES | FORMER_FILES


def shipped_folder() -> Path:
    """Where the shipped pack lies. Raises ContentError where it is gone."""
    folder = find_shipped_pack()
    if folder is None:
        package = Path(__file__).resolve().parent.parent
        raise ContentError(
            [Fault("content", "", f"not found beside {package}; install pmcoach again")]
        )
    return folder


def read_pack_texts(folder: Path, late_files: frozenset[str] = frozenset()) -> dict[str, str]:
    """The text of every TOML file under ``folder``, by its path from there; what begins with an
    underscore or a dot is not read. Of the files that are read only when they are needed, those
    with one of the names ``late_files`` come alone; without a name none of them comes.

    Raises ContentError where a file is too large, not UTF-8, or cannot be read, and where a
    link leads out of the folder.
    """
    if not folder.is_dir():
        raise ContentError([Fault(str(folder), "", "no such folder")])
    root = folder.resolve()
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    paths = sorted(
        path
        for path in folder.rglob("*.toml")
        if (path.name in late_files if late_files else path.name not in LATE_FILES)
        and not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)
    )
    if len(paths) > MAX_FILES:
        raise ContentError([Fault(str(folder), "", f"more than {MAX_FILES} TOML files")])
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            if not path.resolve().is_relative_to(root):
                raise ValueError("is a link out of the folder")
            if not path.is_file():
                raise ValueError("is not a plain file")
            if path.stat().st_size > MAX_FILE:
                raise ValueError(f"is larger than {MAX_FILE:,} bytes")
            texts[name] = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            faults.append(Fault(name, "", f"is not UTF-8 text (byte {error.start})"))
        except (OSError, ValueError) as error:
            faults.append(Fault(name, "", getattr(error, "strerror", None) or str(error)))
    if faults:
        raise ContentError(faults)
    if not texts and not late_files:
        raise ContentError([Fault(str(folder), "", "holds no TOML file")])
    return texts


def load_catalog(folder: Path | None = None) -> Catalog:
    """The pack in ``folder``, or the shipped one. Raises ContentError."""
    return parse_pack(read_pack_texts(folder or shipped_folder()))


def load_ad_lexicon(folder: Path | None = None) -> AdWords:
    """What the pack in ``folder``, or the shipped one, reads ads with. Raises ContentError."""
    return parse_ads(read_pack_texts(folder or shipped_folder(), AD_FILES))


def load_former_questions(folder: Path | None = None) -> FormerQuestions:
    """The questions that the pack in ``folder``, or the shipped one, no longer asks in these words.
    Raises ContentError."""
    return parse_former_questions(read_pack_texts(folder or shipped_folder(), FORMER_FILES))


def write_starter_pack(folder: Path) -> list[str]:
    """Copy the small pack to begin from into ``folder``; returns the names of its files. Raises
    StoreError where the folder holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder} is there already and not empty: name a new folder.")
    atomic_io.make_folder(folder)
    paths = sorted((shipped_folder() / "_new").glob("*.toml"))
    for path in paths:
        atomic_io.write_atomic(folder / path.name, path.read_bytes())
    return [path.name for path in paths]

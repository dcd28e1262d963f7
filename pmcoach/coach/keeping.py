"""Keeping the data safe: backups, restoring, the doctor, putting damaged files back, drafts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pmcoach.coach.session import Session
from pmcoach.store import backup, disk, doctor
from pmcoach.store.backup import Backup, Change
from pmcoach.store.disk import StoreError
from pmcoach.store.doctor import Finding
from pmcoach.store.profile import Problem


@dataclass(frozen=True)
class Offer:
    """A damaged file, where it lies now, and what can be had back of it."""

    problem: Problem
    intact: int
    """Events that can still be read in the damaged file itself."""
    backup: str
    """The name of the newest backup that holds the file, or nothing."""
    in_backup: int

    @property
    def useful(self) -> bool:
        return bool(self.intact or self.backup)


def offers(session: Session) -> list[Offer]:
    """What opening the profile had to set aside, with what can be had back."""
    found: list[Offer] = []
    for problem in session.store.problems:
        if problem.kept is None:
            continue
        paths = session.store.paths
        good = backup.last_good(paths, problem.path.relative_to(paths.folder).as_posix())
        intact = len(problem.intact.events) if problem.intact else 0
        found.append(
            Offer(problem, intact, good[0].name if good else "", len(good[1].events) if good else 0)
        )
    return found


def put_back(session: Session, offer: Offer) -> list[Finding]:
    """Make the offered file whole again. The session must be opened anew after this. Raises
    StoreError."""
    problem = offer.problem
    return list(
        doctor.put_back(session.store, problem.path, problem.intact, problem.why, mend=True)
    )


def daily_backup(session: Session) -> str:
    """Make the day's automatic backup if one is due; says in one line what went wrong, if so."""
    try:
        backup.automatic(session.store, session.now())
    except StoreError as error:
        return f"No backup was made today. {error}"
    return ""


def back_up(session: Session, to: Path | None, *, overwrite: bool = False) -> tuple[Path, int]:
    """A backup in a file of the user's choosing: where, and how many files. Raises StoreError."""
    now = session.now()
    name = f"pmcoach-{session.store.paths.name}-{now.astimezone():%Y-%m-%d}.zip"
    path = Path.cwd() / name if to is None else to.expanduser()
    if path.is_dir():
        path = path / name
    return path, backup.make(session.store.paths, path, now, overwrite=overwrite)


def look_into(session: Session, path: Path) -> tuple[Backup, list[Change]]:
    """A backup and what restoring it would change. Raises StoreError."""
    held = backup.read(path.expanduser())
    return held, backup.differences(session.store.paths, held)


def restore(session: Session, held: Backup) -> Path | None:
    """Put the profile back as the backup has it; returns where the replaced files are kept.
    The session must be opened anew after this. Raises StoreError."""
    return backup.restore(session.store, held)


def examine(session: Session, *, mend: bool) -> list[Finding]:
    """The doctor's findings; what is mended is seen after the session is opened anew."""
    return doctor.examine(session.store, mend=mend)


def draft_file(session: Session, form: str) -> Path:
    """Where the draft of a form lies; no name of a form, whatever it holds, leads elsewhere."""
    return session.store.paths.drafts / f"{re.sub(r'[^A-Za-z0-9-]', '_', form)[:120]}.txt"


def keep_draft(session: Session, form: str, text: str) -> None:
    """Keep what is being typed into a form, or forget it where the text is empty. Raises
    StoreError."""
    session.store.must_write()
    path = draft_file(session, form)
    if text:
        disk.make_folder(path.parent)
        disk.write_atomic(path, text.encode("utf-8"))
    elif path.exists():
        disk.remove(path)


def draft(session: Session, form: str) -> str:
    """What was being typed into a form when it was left in the middle, or nothing."""
    path = draft_file(session, form)
    try:
        return disk.read_bytes(path, 1_000_000).decode("utf-8", errors="replace")
    except StoreError:
        return ""

"""Keeping the data safe: backups, restoring, the doctor, putting damaged files back, drafts."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from pmcoach.coach.session import Session
from pmcoach.store import atomic_io, backup, doctor, event_file
from pmcoach.store.atomic_io import StoreError
from pmcoach.store.backup import Backup, BackupMade, FileChange
from pmcoach.store.doctor import Examination, Finding
from pmcoach.store.profile import FileProblem, ProfileStore

MOST_CHARACTERS = event_file.MAX_TEXT
"""Characters that a text may have to be saved."""
MOST_DRAFT = 4_000_000
"""Characters of a draft: more than any form takes, so that what is too long is still there to be
shortened."""


@dataclass(frozen=True)
class RecoveryOffer:
    """A damaged file, where it lies now, and what can be had back of it."""

    problem: FileProblem
    intact: int
    """Events that can still be read in the damaged file itself."""
    backup: str
    """The name of the newest backup that holds the file, or nothing."""
    in_backup: int
    """Events that the backups have of it."""

    @property
    def useful(self) -> bool:
        return bool(self.intact or self.backup)


def offers(session: Session) -> list[RecoveryOffer]:
    """The damaged files that were set aside, now or before, and were neither put back nor given
    up, with what can be had back of each."""
    problems = [problem for problem in session.store.problems if problem.kept is not None]
    if not problems:
        return []
    paths = session.store.paths
    shelf = backup.read_shelf(paths)
    waiting: list[RecoveryOffer] = []
    for problem in problems:
        name = problem.path.relative_to(paths.folder).as_posix()
        intact = len(problem.intact.events) if problem.intact else 0
        newest = shelf.newest.get(name)
        waiting.append(
            RecoveryOffer(problem, intact, newest.name if newest else "", len(shelf.ids(name)))
        )
    return waiting


def put_back(session: Session, offer: RecoveryOffer) -> Finding:
    """Make the offered file whole again. The session must be opened anew after this. Raises
    StoreError."""
    session.store.must_repair()
    return doctor.put_back(session.store, offer.problem)


def give_up(session: Session, offer: RecoveryOffer) -> None:
    """Stop offering a damaged file; it stays under set-aside. Raises StoreError."""
    session.store.must_repair()
    doctor.give_up(offer.problem)


def notices(store: ProfileStore) -> list[str]:
    """What the user should know about the profile's files, a sentence each: whatever is on disk
    and not in view, and runs of the assessment that were joined."""
    sentences: list[str] = []
    for problem in store.problems:
        name = problem.path.name
        if problem.kept is None:
            sentences.append(f"{name} was left out: {problem.why.rstrip('.')}.")
            continue
        intact = len(problem.intact.events) if problem.intact else 0
        sentences.append(
            f"{name} was damaged and set aside; {intact} entries in it are intact. "
            "Run pmcoach doctor to put back what can be recovered."
        )
    for name in store.listing.strangers:
        path = store.paths.folder / name
        if doctor.looks_like_ours(path):
            sentences.append(
                f"{path.name} looks like a copy that another program left. "
                "Run pmcoach doctor to merge it."
            )
    ends = store.run_ends()
    if len(ends) > 1:
        days = sorted({end[:10] for end in ends})
        sentences.append(
            f"{len(ends)} runs of the assessment went on side by side "
            f"(started {', '.join(days)}). They were joined: every answer counts."
        )
    return sentences


def daily_backup(session: Session) -> str:
    """Make the day's automatic backup if one is due; says in one line what went wrong, if so."""
    try:
        made = backup.automatic(session.store, session.now())
    except StoreError as error:
        return f"No backup was made today. {error}"
    if made is None or not made.left_out:
        return ""
    name, reason = next(iter(made.left_out.items()))
    return f"{name}: {reason}. Run pmcoach doctor to put them back."


def back_up(session: Session, to: Path | None, *, overwrite: bool = False) -> BackupMade:
    """A backup in a file of the user's choosing. Raises StoreError."""
    now = session.now()
    name = f"pmcoach-{session.store.paths.name}-{now.astimezone():%Y-%m-%d}.zip"
    try:
        path = Path.cwd() / name if to is None else to.expanduser()
    except (OSError, RuntimeError) as error:
        raise StoreError("The current folder is gone: say where the backup is to go.") from error
    if path.is_dir():
        path = path / name
    return backup.make(session.store.paths, path, now, overwrite=overwrite)


def look_into(session: Session, path: Path) -> tuple[Backup, list[FileChange]]:
    """A backup and what restoring it would change. Raises StoreError."""
    chosen = backup.read(path.expanduser())
    return chosen, backup.differences(session.store.paths, chosen)


def restore(session: Session, chosen: Backup) -> Path | None:
    """Put the profile back as the backup has it; returns where the replaced files are kept.
    The session must be opened anew after this. Raises StoreError."""
    return backup.restore(session.store, chosen)


def examine(session: Session, *, mend: bool) -> Examination:
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
    if len(text) > MOST_DRAFT:
        raise StoreError(
            f"This text is too long to be kept as a draft: {len(text):,} characters, and "
            f"{MOST_DRAFT:,} at most. What you typed before is kept."
        )
    if text:
        atomic_io.make_folder(path.parent)
        atomic_io.write_atomic(path, text.encode("utf-8", errors="replace"))
    elif os.path.lexists(path):
        # What it was a draft of is saved by now: this must not look as if that had failed.
        with contextlib.suppress(StoreError):
            atomic_io.remove(path)


def draft(session: Session, form: str) -> str:
    """What was being typed into a form when it was left in the middle, or nothing. One that cannot
    be read is set aside, so that the next key does not overwrite it."""
    path = draft_file(session, form)
    if not os.path.lexists(path):
        return ""
    try:
        return atomic_io.read_bytes(path).decode("utf-8", errors="replace")
    except StoreError:
        if not session.read_only:
            atomic_io.set_aside(path, session.store.paths.set_aside, "draft")
        return ""

"""Making and restoring backups, and having the doctor look at the data."""

from __future__ import annotations

from pathlib import Path

from pmcoach.coach.errors import StoreError
from pmcoach.coach.session import Session
from pmcoach.store import backup, doctor
from pmcoach.store.backup import Backup, BackupMade, FileChange
from pmcoach.store.doctor import Examination


def make_daily_backup(session: Session) -> str:
    """Make the day's automatic backup if one is due; says in one line what went wrong, if so."""
    try:
        daily_backup = backup.make_daily_backup(session.store, session.now())
    except StoreError as error:
        return f"No backup was made today. {error}"
    if daily_backup is None or not daily_backup.left_out:
        return ""
    name, reason = next(iter(daily_backup.left_out.items()))
    return f"{name}: {reason}. Run pmcoach doctor to put them back."


def make_backup(session: Session, target: Path | None, *, overwrite: bool = False) -> BackupMade:
    """A backup in a file of the user's choosing. Raises StoreError."""
    now = session.now()
    file_name = f"pmcoach-{session.store.paths.name}-{now.astimezone():%Y-%m-%d}.zip"
    try:
        path = Path.cwd() / file_name if target is None else target.expanduser()
    except (OSError, RuntimeError) as error:
        raise StoreError("The current folder is gone: say where the backup is to go.") from error
    if path.is_dir():
        path = path / file_name
    return backup.make_backup(session.store.paths, path, now, overwrite=overwrite)


def preview_restore(session: Session, path: Path) -> tuple[Backup, list[FileChange]]:
    """A backup and what restoring it would change. Raises StoreError."""
    chosen_backup = backup.read_backup(path.expanduser())
    return chosen_backup, backup.list_changes(session.store.paths, chosen_backup)


def restore_backup(session: Session, chosen_backup: Backup) -> Path | None:
    """Put the profile back as the backup has it; returns where the replaced files are kept.
    The session must be opened anew after this. Raises StoreError."""
    return backup.restore_backup(session.store, chosen_backup)


def examine_data(session: Session, *, mend: bool) -> Examination:
    """The doctor's findings; what is mended is seen after the session is opened anew."""
    return doctor.examine_profile(session.store, mend=mend)

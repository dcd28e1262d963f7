"""Damaged files: what the user should know about them, and putting back what can be recovered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmcoach.coach.session import Session
from pmcoach.report import data_files
from pmcoach.store import backup, doctor
from pmcoach.store.doctor import Finding
from pmcoach.store.profile import FileProblem, ProfileStore


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

    @property
    def title(self) -> str:
        """The file and what is wrong with it."""
        return f"{self.problem.path.name}: {self.problem.why}"

    @property
    def lies_in(self) -> str:
        """Where the damaged file lies now."""
        return str(self.problem.set_aside_at)

    @property
    def words(self) -> str:
        """What can be had back, in a sentence."""
        return data_files.recovery_words(self.intact, self.backup, self.in_backup)


def recovery_offers(session: Session) -> list[RecoveryOffer]:
    """The damaged files that were set aside, now or before, and were neither put back nor given
    up, with what can be had back of each."""
    problems = [problem for problem in session.store.problems if problem.set_aside_at is not None]
    if not problems:
        return []
    paths = session.store.paths
    shelf = backup.read_shelf(paths)
    names = [problem.path.relative_to(paths.folder).as_posix() for problem in problems]
    return [
        RecoveryOffer(
            problem,
            _count_intact(problem),
            shelf.newest[name].name if name in shelf.newest else "",
            len(shelf.ids(name)),
        )
        for name, problem in zip(names, problems, strict=True)
    ]


def _count_intact(problem: FileProblem) -> int:
    return len(problem.intact.events) if problem.intact else 0


def recover_file(session: Session, offer: RecoveryOffer) -> Finding:
    """Make the offered file whole again. The session must be opened anew after this. Raises
    StoreError."""
    session.store.require_repairable()
    return doctor.restore_damaged_file(session.store, offer.problem)


def dismiss_offer(session: Session, offer: RecoveryOffer) -> None:
    """Stop offering a damaged file; it stays under set-aside. Raises StoreError."""
    session.store.require_repairable()
    doctor.dismiss_damaged_file(offer.problem)


def file_notices(store: ProfileStore) -> list[str]:
    """What the user should know about the profile's files, a sentence each: whatever is on disk
    and not in view, and runs of the assessment that were joined."""
    strangers = [store.paths.folder / name for name in store.listing.strangers]
    return data_files.notice_lines(
        [
            (
                problem.path.name,
                problem.why,
                _count_intact(problem) if problem.set_aside_at else None,
            )
            for problem in store.problems
        ],
        [path.name for path in strangers if doctor.looks_like_ours(path)],
        store.run_ends(),
    )


def recover(session: Session, offers: Sequence[RecoveryOffer], choice: str) -> list[str]:
    """Do with all offered files what was chosen. The session must be opened anew after this.

    Args:
        choice: "put-back", "give-up" or "leave".

    Returns:
        What could not be put back, a sentence each.

    Raises:
        StoreError: Nothing can be written.
    """
    faults: list[str] = []
    for offer in offers:
        if choice == "give-up":
            dismiss_offer(session, offer)
        elif choice == "put-back" and offer.useful:
            finding = recover_file(session, offer)
            if finding.verdict == "wrong":
                faults.append(f"{finding.about}: {finding.what}")
    return faults

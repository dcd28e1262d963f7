"""Writing the development plan to a file."""

from __future__ import annotations

from pathlib import Path

from pmcoach.coach.errors import StoreError
from pmcoach.coach.export import FORMATS, FROM_EVIDENCE, TITLES, exists, file_name, render, save
from pmcoach.coach.export import target_file as checked
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import agree, choose, words


def show_export(io: Console, session: Session) -> None:
    """Ask for format, what is private, and the path; then write. Raises UserLeft."""
    io.heading("Export")
    form = choose(io, "Which format?", [(one, f"{one}: {TITLES[one]}") for one in FORMATS])
    if form is None:
        return
    private = _private(io, form)
    if form in FROM_EVIDENCE and not private:
        io.say("Then there is nothing to write: this format is made of your evidence.")
        return
    text = render(make_report(session, ("all",) if private else ()), form)
    proposed = str(Path.cwd() / file_name(form, session.today))
    while True:
        typed = words(io, "The path of the file? Nothing is overwritten without asking.", proposed)
        if not typed:
            return
        try:
            if _write(io, Path(typed), text):
                return
        except StoreError as error:
            io.say(str(error))


def _private(io: Console, form: str) -> bool:
    made = "This format is made of your evidence. " if form in FROM_EVIDENCE else ""
    return agree(
        io, f"{made}Evidence and notes are private. Include them?", "Include them", "Leave them out"
    )


def _write(io: Console, path: Path, text: str) -> bool:
    """Write, asking before a file is replaced; False where it stays. Raises StoreError."""
    path = checked(path)
    there = exists(path)
    if there and not agree(io, f"{path} exists already. Replace it?", "Replace it", "Keep it"):
        return False
    save(path, text, overwrite=there)
    io.say(f"Written: {path}")
    return True

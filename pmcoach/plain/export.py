"""Writing the development plan to a file."""

from __future__ import annotations

from pathlib import Path

from pmcoach.coach.export import FORMATS, FROM_EVIDENCE, TITLES, exists, file_name, render, save
from pmcoach.coach.export import target_file as checked
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import agree, choose, saving, words
from pmcoach.report.wording import replace_question, written_words


def show_export(io: Console, session: Session) -> None:
    """Ask for format, what is private, and the path; then write. Raises UserLeft."""
    io.heading("Export")
    form = choose(io, "Which format?", [(name, f"{name}: {TITLES[name]}") for name in FORMATS])
    if form is None:
        return
    is_of_evidence = form in FROM_EVIDENCE
    made_of = "This format is made of your evidence. " if is_of_evidence else ""
    ask = f"{made_of}Evidence and notes are private. Include them?"
    is_private = agree(io, ask, "Include them", "Leave them out")
    if is_of_evidence and not is_private:
        io.say("Then there is nothing to write: this format is made of your evidence.")
        return
    text = render(make_report(session, ("all",) if is_private else ()), form)
    proposed = str(Path.cwd() / file_name(form, session.today))
    is_written = False
    while not is_written:
        typed = words(io, "The path of the file? Nothing is overwritten without asking.", proposed)
        if not typed:
            return
        with saving(io):
            is_written = _write(io, Path(typed), text)


def _write(io: Console, path: Path, text: str) -> bool:
    """Write, asking before a file is replaced; False where it stays. Raises StoreError."""
    path = checked(path)
    would_replace = exists(path)
    if would_replace and not agree(io, replace_question(path), "Replace it", "Keep it"):
        return False
    save(path, text, overwrite=would_replace)
    io.say(written_words(path))
    return True

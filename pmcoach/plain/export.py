"""Writing the development plan to a file."""

from __future__ import annotations

from pathlib import Path

from pmcoach.coach.export import (
    FORMATS,
    FROM_EVIDENCE,
    TITLES,
    file_exists,
    file_name,
    render_report,
    save_export,
    target_file,
)
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import agree, choose, saving, words
from pmcoach.report.wording import replace_question, written_words


def show_export(io: Console, session: Session) -> None:
    """Ask for format, what is private, and the path; then write. Raises UserLeft."""
    io.heading("Export")
    format_name = choose(
        io, "Which format?", [(name, f"{name}: {TITLES[name]}") for name in FORMATS]
    )
    if format_name is None:
        return
    is_of_evidence = format_name in FROM_EVIDENCE
    made_of = "This format is made of your evidence. " if is_of_evidence else ""
    question = f"{made_of}Evidence and notes are private. Include them?"
    includes_private = agree(io, question, "Include them", "Leave them out")
    if is_of_evidence and not includes_private:
        io.say("Then there is nothing to write: this format is made of your evidence.")
        return
    export_text = render_report(
        make_report(session, ("all",) if includes_private else ()), format_name
    )
    proposed_path = str(Path.cwd() / file_name(format_name, session.today))
    is_written = False
    while not is_written:
        typed_path = words(
            io, "The path of the file? Nothing is overwritten without asking.", proposed_path
        )
        if not typed_path:
            return
        with saving(io):
            is_written = _write(io, Path(typed_path), export_text)


def _write(io: Console, path: Path, export_text: str) -> bool:
    """Write, asking before a file is replaced; False where it stays. Raises StoreError."""
    path = target_file(path)
    would_replace = file_exists(path)
    if would_replace and not agree(io, replace_question(path), "Replace it", "Keep it"):
        return False
    save_export(path, export_text, overwrite=would_replace)
    io.say(written_words(path))
    return True

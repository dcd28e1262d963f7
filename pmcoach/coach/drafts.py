"""Drafts: what is being typed into a form, so that leaving in the middle loses nothing."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from pmcoach.coach.errors import StoreError
from pmcoach.coach.session import Session
from pmcoach.store import atomic_io, event_file

MOST_CHARACTERS = event_file.MAX_TEXT
"""Characters that a text may have to be saved."""
MOST_DRAFT = 4_000_000
"""Characters of a draft: more than any form takes, so that what is too long is still there to be
shortened."""


def draft_file(session: Session, name: str) -> Path:
    """Where a draft lies; no name, whatever it holds, leads elsewhere."""
    return session.store.paths.drafts / f"{re.sub(r'[^A-Za-z0-9-]', '_', name)[:120]}.txt"


def save_draft(session: Session, name: str, text: str) -> None:
    """Save what is being typed into a form, or forget it where the text is empty. Raises
    StoreError."""
    session.store.require_writable()
    path = draft_file(session, name)
    if len(text) > MOST_DRAFT:
        raise StoreError(
            f"This text is too long to be saved as a draft: {len(text):,} characters, and "
            f"{MOST_DRAFT:,} at most. What you typed before is saved."
        )
    if text:
        atomic_io.make_folder(path.parent)
        atomic_io.write_atomic(path, text.encode("utf-8", errors="replace"))
    elif os.path.lexists(path):
        # What it was a draft of is saved by now: this must not look as if that had failed.
        with contextlib.suppress(StoreError):
            atomic_io.remove_file(path)


def read_draft(session: Session, name: str) -> str:
    """What was being typed into a form when it was left in the middle, or nothing. One that cannot
    be read is set aside, so that the next key does not overwrite it."""
    path = draft_file(session, name)
    if not os.path.lexists(path):
        return ""
    try:
        return atomic_io.read_bytes(path).decode("utf-8", errors="replace")
    except StoreError:
        if not session.read_only:
            atomic_io.set_aside(path, session.store.paths.set_aside, "draft")
        return ""

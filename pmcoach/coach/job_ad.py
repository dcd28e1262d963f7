"""Reading a job ad, saving it, correcting what was read, and making it the target."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from pmcoach.coach.errors import StoreError
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.jobad.reader import MOST_BYTES, AdReader, decode_ad, make_reader
from pmcoach.report.job_ad import profession_words
from pmcoach.state.job_ads import SavedAd, ad_table, clean_name
from pmcoach.store.content import load_ad_lexicon

LONGEST_FILE_NAME = 500
"""Characters of a line that may name a file."""
AdSetter = Callable[[Session, str, str], None]
"""Sets one thing of a saved ad: session, ad, setting."""


def read_ad_text(session: Session, text: str) -> ParsedAd:
    """What an ad says. A single line that names a file is read as that file. Raises NotAnAd,
    StoreError and ContentError."""
    line = text.strip().strip("'\"")
    if line and "\n" not in line and len(line) < LONGEST_FILE_NAME and not line.startswith("<"):
        path = _file_named(line)
        if path is not None:
            return read_ad_file(session, path)
    return _reader(session).read(text)


def _file_named(line: str) -> Path | None:
    """The file that ``line`` names, or None for what is no name of one (then it is the text)."""
    try:
        path = Path(line).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # RuntimeError: ~ and no user of that name
        return None


def _reader(session: Session) -> AdReader:
    """The reader of the session's content, made once: compiling the lexicons takes a moment."""
    if session.ad_reader is None:
        session.ad_reader = make_reader(session.catalog, load_ad_lexicon(session.content))
    return session.ad_reader


def read_ad_bytes(session: Session, content: bytes) -> ParsedAd:
    """What the ad in ``content`` says. Raises NotAnAd."""
    return _reader(session).read(decode_ad(content))


def read_ad_file(session: Session, path: Path) -> ParsedAd:
    """What the ad in a file says. Raises NotAnAd, and StoreError where it cannot be read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise StoreError(f"{path} is not a file: name the file with the ad's text.")
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be a file name"
        raise StoreError(f"{str(path)[:200]} cannot be read: {reason}.") from error
    return read_ad_bytes(session, content)


def propose_name(parsed_ad: ParsedAd) -> str:
    """A name for an ad: its title, or what it is."""
    return (
        clean_name(parsed_ad.title.strip(" :#*-"))
        or f"An ad for {profession_words(parsed_ad) or 'a job'}"
    )


def save_ad(session: Session, parsed_ad: ParsedAd, name: str = "") -> str:
    """Save an ad in the profile; returns its id. Raises StoreError."""
    ad_id = session.new_id()
    session.append_to_journal(
        "ad-saved",
        ad=ad_id,
        name=clean_name(name) or propose_name(parsed_ad),
        reading=ad_table(parsed_ad),
    )
    return ad_id


def saved_ads(session: Session) -> list[SavedAd]:
    """All ads, the newest first."""
    return list(session.profile.journal.ads.values())[::-1]


def find_ad(session: Session, ad_id: str) -> SavedAd:
    """A saved ad. Raises KeyError."""
    return session.profile.journal.ads[ad_id]


def move_ad_line(session: Session, ad_id: str, line: int, competency: str) -> None:
    """Count line number ``line`` (from 0) for one competency, or for none (empty). Raises
    StoreError."""
    session.append_to_journal("ad-line-moved", ad=ad_id, line=line, competency=competency)


def set_ad_weight(session: Session, ad_id: str, competency: str, share: float | None) -> None:
    """Set the weight of a competency, 0 to 1, or leave it to the lines (None). Raises StoreError,
    and ValueError for another number."""
    if share is not None and not 0 <= share <= 1:
        raise ValueError("a weight is from 0 to 100%")
    session.append_to_journal("ad-weight-set", ad=ad_id, competency=competency, share=share)


def rename_ad(session: Session, ad_id: str, name: str) -> None:
    """Give an ad another name; an empty one changes nothing. Raises StoreError."""
    if clean_name(name):
        session.append_to_journal("ad-renamed", ad=ad_id, name=clean_name(name))


def set_ad_role(session: Session, ad_id: str, role: str) -> None:
    """Set the role variant that the ad is nearest to. Raises StoreError."""
    session.append_to_journal("ad-role-set", ad=ad_id, role=role)


def set_ad_stage(session: Session, ad_id: str, stage: str) -> None:
    """Set the stage that the ad asks for. Raises StoreError."""
    session.append_to_journal("ad-stage-set", ad=ad_id, stage=stage)


def confirm_framework(session: Session, ad_id: str, *, confirmed: bool) -> None:
    """Set whether the employer confirmed that it runs the framework that the ad names. Raises
    StoreError."""
    session.append_to_journal(
        "ad-detail-set",
        ad=ad_id,
        field="framework",
        value="scaled-confirmed" if confirmed else "scaled-unconfirmed",
    )


def remove_ad(session: Session, ad_id: str) -> None:
    """Remove an ad; where it was the target, its role takes its place. Raises StoreError."""
    events = [session.make_event("ad-removed", ad=ad_id)]
    if session.profile.journal.target_ad == ad_id:
        parsed_ad = find_ad(session, ad_id).parsed_ad
        events.insert(
            0, session.make_event("target-chosen", role=parsed_ad.role, stage=parsed_ad.stage)
        )
    session.append_events_to_journal(*events)


def choose_ad(session: Session, ad_id: str) -> None:
    """Make a saved ad the target. Raises StoreError, and KeyError for an unknown one."""
    parsed_ad = find_ad(session, ad_id).parsed_ad
    session.append_to_journal("target-chosen", role=parsed_ad.role, stage=parsed_ad.stage, ad=ad_id)

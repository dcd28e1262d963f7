"""Reading a job ad, correcting what was read, and holding oneself against it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pmcoach.advice.gaps import Gap, find
from pmcoach.assessment.readiness import WORDS, readiness
from pmcoach.assessment.results import measure
from pmcoach.assessment.target import Target, make_target
from pmcoach.coach.report import met_percent
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.jobad.reader import MOST_BYTES, AdReader, decode, make_reader
from pmcoach.report.job_ad import profession_words
from pmcoach.state.job_ads import SavedAd, clean_name, reading_table
from pmcoach.store.atomic_io import StoreError
from pmcoach.store.content import load_ad_words

GAPS_SHOWN = 5
AdSetter = Callable[[Session, str, str], None]
"""Sets one thing of a kept ad: session, ad, value."""


@dataclass(frozen=True)
class Distance:
    """How far the profile is from what an ad asks."""

    known: int
    """Levels known, of those the ad gives weight to; 0 before there are answers."""
    met_percent: int | None
    readiness: str
    gaps: tuple[Gap, ...]


def read_text(session: Session, text: str) -> ParsedAd:
    """What an ad says. A single line that names a file is read as that file. Raises NotAnAd,
    StoreError and ContentError."""
    line = text.strip().strip("'\"")
    if line and "\n" not in line and len(line) < 500 and not line.startswith("<"):
        path = _file_named(line)
        if path is not None:
            return read_file(session, path)
    return _reader(session).read(text)


def _file_named(line: str) -> Path | None:
    """The file that ``line`` names, or None for what is no name of one (then it is the text)."""
    try:
        path = Path(line).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # RuntimeError: ~ and no user of that name
        return None


def _reader(session: Session) -> AdReader:
    return make_reader(session.catalog, load_ad_words(session.content))


def read_bytes(session: Session, data: bytes) -> ParsedAd:
    """What the ad in ``data`` says. Raises NotAnAd."""
    return _reader(session).read(decode(data))


def read_file(session: Session, path: Path) -> ParsedAd:
    """What the ad in a file says. Raises NotAnAd, and StoreError where it cannot be read."""
    try:
        info = os.stat(path)
        if not stat.S_ISREG(info.st_mode):
            raise StoreError(f"{path} is not a file: name the file with the ad's text.")
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "cannot be a file name"
        raise StoreError(f"{str(path)[:200]} cannot be read: {why}.") from error
    return read_bytes(session, data)


def ad_target(session: Session, reading: ParsedAd, name: str = "") -> Target:
    """What the ad asks, as a target. An ad in which no line was placed weighs as its role does."""
    return make_target(
        session.catalog, reading.role, reading.stage, competencies=reading.weights, title=name
    )


def distance(session: Session, reading: ParsedAd) -> Distance:
    """How far the profile is from the ad, by what is known of it."""
    target = ad_target(session, reading)
    result = measure(
        session.catalog, target, session.state, session.records, session.journal.keys_seen
    )
    known = [one for one in result.known() if one.weight > 0]
    ready = readiness(result)
    gaps = find(session.catalog, result).gaps
    return Distance(
        len(known),
        met_percent(known),
        WORDS[ready.word],
        tuple(gap for gap in gaps if gap.weight > 0)[:GAPS_SHOWN],
    )


def propose_name(reading: ParsedAd) -> str:
    """A name for an ad: its title, or what it is."""
    title = clean_name(reading.title.strip(" :#*-"))
    return title if title else f"An ad for {profession_words(reading) or 'a job'}"


def keep_ad(session: Session, reading: ParsedAd, name: str = "") -> str:
    """Keep an ad in the profile; returns its id. Raises StoreError."""
    ident = session.new_id()
    session.tell_journal(
        "ad-kept",
        ad=ident,
        name=clean_name(name) or propose_name(reading),
        reading=reading_table(reading),
    )
    return ident


def kept_ads(session: Session) -> list[SavedAd]:
    """All ads, the newest first."""
    return list(session.journal.ads.values())[::-1]


def find_ad(session: Session, ident: str) -> SavedAd:
    """A kept ad. Raises KeyError."""
    return session.journal.ads[ident]


def move_line(session: Session, ad: str, line: int, competency: str) -> None:
    """Count line number ``line`` (from 0) for one competency, or for none (empty). Raises
    StoreError."""
    session.tell_journal("ad-line-moved", ad=ad, line=line, competency=competency)


def weigh(session: Session, ad: str, competency: str, share: float | None) -> None:
    """Set the weight of a competency, 0 to 1, or leave it to the lines (None). Raises StoreError,
    and ValueError for another number."""
    if share is not None and not 0 <= share <= 1:
        raise ValueError("a weight is from 0 to 100%")
    session.tell_journal("ad-weighed", ad=ad, competency=competency, share=share)


def rename(session: Session, ad: str, name: str) -> None:
    """Give an ad another name; an empty one changes nothing. Raises StoreError."""
    if clean_name(name):
        session.tell_journal("ad-named", ad=ad, name=clean_name(name))


def set_role(session: Session, ad: str, role: str) -> None:
    """Say which role variant the ad is nearest to. Raises StoreError."""
    session.tell_journal("ad-role", ad=ad, role=role)


def set_stage(session: Session, ad: str, stage: str) -> None:
    """Say which stage the ad asks. Raises StoreError."""
    session.tell_journal("ad-stage", ad=ad, stage=stage)


def confirm_framework(session: Session, ad: str, confirmed: bool) -> None:
    """Say whether the employer confirmed that it runs the framework that the ad names. Raises
    StoreError."""
    session.tell_journal(
        "ad-told",
        ad=ad,
        field="framework",
        value="scaled-confirmed" if confirmed else "scaled-unconfirmed",
    )


def drop(session: Session, ad: str) -> None:
    """Put an ad away; where it was the target, its role takes its place. Raises StoreError."""
    kept = session.journal.ads.get(ad)
    if kept is not None and session.journal.ad == ad:
        session.tell_journal("target-chosen", role=kept.reading.role, stage=kept.reading.stage)
    session.tell_journal("ad-dropped", ad=ad)


def choose(session: Session, ad: str) -> None:
    """Make a kept ad the target. Raises StoreError, and KeyError for an unknown one."""
    reading = find_ad(session, ad).reading
    session.tell_journal("target-chosen", role=reading.role, stage=reading.stage, ad=ad)

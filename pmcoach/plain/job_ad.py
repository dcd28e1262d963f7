"""Reading a job ad from a file, and making it the target."""

from __future__ import annotations

import os
from pathlib import Path

from pmcoach.catalog.parse import ContentError
from pmcoach.coach import fit
from pmcoach.coach.adlines import fit_lines
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import NotAnAd
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import agree, words
from pmcoach.plain.saving import saving
from pmcoach.report import job_ad
from pmcoach.store.atomic_io import StoreError


def show_ad(io: Console, session: Session) -> None:
    """Ask for the file with the ad, say what it weighs, and offer to aim at it. Raises Leave."""
    io.heading("A job ad")
    while True:
        typed = words(io, "Which file has the text of the ad, or the web page with it?", "")
        if not typed:
            return
        try:
            reading = fit.read_file(session, Path(os.path.expanduser(typed)))
        except (NotAnAd, StoreError, ContentError) as error:
            io.say(str(error))
            continue
        break
    if not reading.is_pm and not agree(
        io,
        f"{job_ad.verdict_words(reading)} Show what it weighs all the same?",
        "Show it",
        "Leave it",
    ):
        return
    for line in fit_lines(session, reading):
        io.say(line)
    if session.read_only or not agree(
        io, "Make this ad your target?", "Aim at it", "Leave the target as it is"
    ):
        return
    with saving(io):
        fit.choose(session, fit.keep_ad(session, reading))
        io.say(f"Your target: {session.target.title}.")

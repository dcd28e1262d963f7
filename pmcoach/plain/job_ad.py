"""Reading a job ad from a file, and making it the target."""

from __future__ import annotations

import os
from pathlib import Path

from pmcoach.catalog.parse import ContentError
from pmcoach.coach.errors import StoreError
from pmcoach.coach.job_ad import choose_ad, read_ad_file, save_ad
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import NotAnAd, ParsedAd
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import agree, saving, words
from pmcoach.report.job_ad import ad_lines, verdict_words
from pmcoach.report.target import chosen_words


def show_ad(io: Console, session: Session) -> None:
    """Ask for the file with the ad, say what it weighs, and offer to aim at it. Raises UserLeft."""
    io.heading("A job ad")
    parsed_ad = _ask_for_ad(io, session)
    if parsed_ad is None:
        return
    show_anyway_question = f"{verdict_words(parsed_ad)} Do you want to see its weights anyway?"
    if not parsed_ad.is_pm and not agree(io, show_anyway_question, "Show them", "Leave it"):
        return
    io.say("\n".join(ad_lines(session.profile, parsed_ad)))
    if not session.read_only and agree(
        io, "Make this ad your target?", "Make it my target", "Leave the target as it is"
    ):
        with saving(io):
            choose_ad(session, save_ad(session, parsed_ad))
            io.say(chosen_words(session.profile))


def _ask_for_ad(io: Console, session: Session) -> ParsedAd | None:
    """The ad in a file; None where one goes back."""
    while typed_path := words(io, "Which file has the text of the ad, or the web page with it?"):
        try:
            return read_ad_file(session, Path(os.path.expanduser(typed_path)))
        except (NotAnAd, StoreError, ContentError) as error:
            io.say(str(error))
    return None

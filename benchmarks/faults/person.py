"""What a person does at a machine in a random history."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from benchmarks.faults import homes
from benchmarks.faults.machines import Ids, Machine
from pmcoach.assessment.forms import FormKind
from pmcoach.coach.assessment import finish_assessment, skip_question, start_assessment, undo_answer
from pmcoach.coach.backup import make_daily_backup
from pmcoach.coach.evidence import save_evidence, save_note
from pmcoach.coach.plan import mark_step
from pmcoach.coach.recovery import recover_file, recovery_offers
from pmcoach.coach.session import Session, open_session
from pmcoach.report.questions import present_item
from pmcoach.state.plan import StepState
from pmcoach.store.errors import StoreError

LONG_FORMS: tuple[FormKind, ...] = ("sketch", "quick", "standard")


def sit_down(
    machine: Machine, chance: random.Random, acknowledge: Callable[[list[str]], None]
) -> None:
    """Open the profile as the app does, do a few things, and leave. ``acknowledge`` gets the ids
    of the events of each thing that was saved."""
    ids = Ids(chance)
    session = open_session(home=machine.place.home, now=machine.now, new_id=ids)
    try:
        if put_back_some(session, chance):
            session.close()
            session = open_session(home=machine.place.home, now=machine.now, new_id=ids)
        make_daily_backup(session)
        if session.read_only:
            return
        for _ in range(chance.randint(1, 6)):
            ids.taken.clear()
            try:
                adds_event = act(session, chance)
            except StoreError:
                continue  # it was said not to be saved, so nothing is acknowledged
            if adds_event:
                acknowledge(ids.of_events(session))
    finally:
        session.close()


def put_back_some(session: Session, chance: random.Random) -> bool:
    """Have damaged files put back, as is recommended, or go on without them."""
    offers = [offer for offer in recovery_offers(session) if offer.useful]
    if not offers or chance.random() < 0.3:
        return False
    for offer in offers:
        with contextlib.suppress(StoreError):  # the app says so and goes on
            recover_file(session, offer)
    return True


def act(session: Session, chance: random.Random) -> bool:
    """One thing that a person does; whether it adds an event. Raises StoreError."""
    if not session.profile.journal.has_target:
        homes.choose_first_target(session)
        return True
    deed = chance.choices(
        ("answer", "skip", "undo", "change", "note", "evidence", "step", "finish", "blind"),
        (12, 2, 2, 3, 1, 1, 1, 2, 1),
    )[0]
    if deed == "blind" and session.profile.state.answers:
        start_assessment(session, chance.choice(LONG_FORMS), blind=True)
    elif deed == "note":
        item = next(iter(session.catalog.checks))
        # A text that looks like a date has to stay a text.
        start = chance.choice(("Note", "@2026-03-02", "@2026-W10"))
        save_note(session, item, f"{start}{chance.choice(('', ' again', '!'))}")
    elif deed == "evidence":
        # With an id of its own: the first id that the session makes is then that of the event.
        record = replace(homes.evidence(session), id=f"record-{chance.getrandbits(32):08x}")
        save_evidence(session, record)
    elif deed == "step":
        mark_step(
            session,
            chance.choice(sorted(session.catalog.steps)),
            chance.choice(get_args(StepState)),
        )
    elif deed == "undo":
        undo_answer(session)
    elif deed == "change" and session.profile.state.answers:
        homes.answer_item(
            session, chance.choice(sorted(session.profile.state.answers)), chance.randrange(4)
        )
    elif not session.profile.in_progress:
        start_assessment(session, chance.choice(LONG_FORMS))
    elif deed == "finish" or present_item(session.profile) is None:
        finish_assessment(session)
        return False
    elif deed == "skip":
        skip_question(session, present_item(session.profile) or "")
    else:
        homes.answer_next(session, chance.randrange(4))
    return True

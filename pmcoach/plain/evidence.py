"""Writing down evidence, field by field. What was typed is saved as a draft until it is whole."""

from __future__ import annotations

from pmcoach.coach.drafts import read_draft, save_draft
from pmcoach.coach.evidence import save_evidence, withdraw_evidence
from pmcoach.coach.plan import complete_step
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import agree, choose, saving, words
from pmcoach.report.evidence_form import (
    EVIDENCE_FORM,
    EVIDENCE_LEAD,
    FOR_ANOTHER,
    INCIDENT,
    NOT_A_PAST_DAY,
    RECORD_WOULD_COUNT,
    WITHDRAWN,
    awaiting_record,
    draft_name,
    field_text,
    filled_record,
    present_record,
    read_date,
    record_fault,
    record_lines,
    saved_words,
)


def show_evidence(io: Console, session: Session) -> None:
    """The records, and where another would count; one is written or changed by its number."""
    while True:
        profile = session.profile
        io.heading("Evidence")
        io.say(EVIDENCE_LEAD)
        options = [
            (f"record:{line.id}", f"{line.text} ({line.when})") for line in record_lines(profile)
        ]
        if not session.read_only:
            options += [
                (f"new:{competency}", f"{RECORD_WOULD_COUNT}: {profile.title_of(competency)}")
                for competency in awaiting_record(profile)
            ]
            options.append(("new:", FOR_ANOTHER))
        chosen_key = choose(io, "Which one?", options, can_choose=not session.read_only)
        if chosen_key is None:
            return
        option_kind, _, option_id = chosen_key.partition(":")
        if option_kind == "record":
            _change(io, session, option_id)
        elif competency := option_id or _choose_competency(io, session):
            fill_record(io, session, competency)


def _choose_competency(io: Console, session: Session) -> str | None:
    return choose(
        io,
        "For which competency?",
        [(competency.id, competency.title) for competency in session.profile.competencies],
    )


def _change(io: Console, session: Session, evidence_id: str) -> None:
    chosen_key = choose(
        io, "What about it?", [("change", "Change it"), ("withdraw", "Stop counting it")]
    )
    if chosen_key == "change":
        fill_record(io, session, session.profile.evidence[evidence_id].competency, evidence_id)
    elif chosen_key == "withdraw":
        with saving(io):
            withdraw_evidence(session, evidence_id)
            io.say(WITHDRAWN)


def fill_record(
    io: Console, session: Session, competency: str, evidence_id: str = "", step: str = ""
) -> bool:
    """Ask for every field of a record and save it, with the step that it proves; says whether it
    was saved."""
    initial_record = present_record(session.profile, competency, evidence_id, step)
    io.heading(f"Evidence for: {session.profile.title_of(competency)}")
    io.say(
        "Type one line for each; an empty line leaves it out, b alone goes back. What you typed "
        "is saved as a draft."
    )
    draft_names = {
        field_name: draft_name(evidence_id, step, competency, field_name)
        for field_name in EVIDENCE_FORM
    }
    field_texts: dict[str, str] = {}
    for field_name, draft in draft_names.items():
        text = _ask_field(io, session, field_name, draft, field_text(initial_record, field_name))
        if text is None:
            return False
        field_texts[field_name] = text
    _, fault = record_fault(field_texts, session.today)
    if fault:
        io.say(fault)
        return False
    present_words = " So far: yes." if initial_record.incident else ""
    is_incident = agree(io, f"{INCIDENT}?{present_words}", "Yes", "No")
    record = filled_record(initial_record, field_texts, session.today, incident=is_incident)
    with saving(io):
        if step:
            complete_step(session, step, record)
        else:
            save_evidence(session, record)
        for draft in draft_names.values():
            save_draft(session, draft, "")
        io.say(saved_words(record))
        return True
    return False


def _ask_field(
    io: Console, session: Session, field_name: str, draft: str, saved_text: str
) -> str | None:
    """One field; None where one goes back. A day has to be a past one."""
    field = EVIDENCE_FORM[field_name]
    shown_text = read_draft(session, draft) or saved_text
    while (text := words(io, f"{field.title}. {field.help}", shown_text)) is not None:
        if not (field_name == "date" and text and read_date(text, session.today) is None):
            with saving(io):
                save_draft(session, draft, "" if text == saved_text else text)
            return text
        io.say(NOT_A_PAST_DAY)
    return None

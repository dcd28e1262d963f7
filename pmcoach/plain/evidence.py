"""Writing down evidence, field by field. What was typed is saved as a draft until it is whole."""

from __future__ import annotations

from pmcoach.assessment.evidence import Evidence
from pmcoach.coach.drafts import read_draft, save_draft
from pmcoach.coach.evidence import save_evidence, withdraw_evidence
from pmcoach.coach.plan import complete_step
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import agree, choose, words
from pmcoach.plain.saving import saving
from pmcoach.report.evidence_form import (
    EVIDENCE_FORM,
    INCIDENT,
    LEAD,
    NOT_A_PAST_DAY,
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
        io.say(LEAD)
        records = [
            (f"record:{line.id}", f"{line.text} ({line.when})") for line in record_lines(profile)
        ]
        if session.read_only:
            for _, line in records:
                io.say(line, lead="- ")
            return
        waiting = [
            (f"new:{competency}", f"A record would count here: {profile.title_of(competency)}")
            for competency in awaiting_record(profile)
        ]
        options = [*records, *waiting, ("other", "Write one for another competency")]
        chosen = choose(io, "Which one?", options)
        if chosen is None:
            return
        kind, _, ident = chosen.partition(":")
        if kind == "record":
            _change(io, session, ident)
        else:
            competency = ident if kind == "new" else _choose_competency(io, session)
            if competency:
                fill_record(io, session, competency)


def _choose_competency(io: Console, session: Session) -> str:
    options = [(competency.id, competency.title) for competency in session.profile.competencies]
    return choose(io, "For which competency?", options) or ""


def _change(io: Console, session: Session, evidence_id: str) -> None:
    chosen = choose(
        io, "What about it?", [("change", "Change it"), ("withdraw", "Take it out of the count")]
    )
    if chosen == "change":
        competency = session.profile.evidence[evidence_id].competency
        fill_record(io, session, competency, evidence_id)
    elif chosen == "withdraw":
        with saving(io):
            withdraw_evidence(session, evidence_id)
            io.say("Taken out of the count. What was written stays in the file.")


def fill_record(
    io: Console, session: Session, competency: str, evidence_id: str = "", step: str = ""
) -> bool:
    """Ask for every field of a record and save it, with the step that it proves; says whether it
    was saved."""
    present = present_record(session.profile, competency, evidence_id, step)
    io.heading(f"Evidence for: {session.profile.title_of(competency)}")
    io.say(
        "One line for each; an empty line leaves it out, b alone goes back. What you typed is "
        "saved as a draft."
    )
    drafts = {name: draft_name(evidence_id, step, competency, name) for name in EVIDENCE_FORM}
    texts: dict[str, str] = {}
    for name in EVIDENCE_FORM:
        text = _ask_field(io, session, name, drafts[name], field_text(present, name))
        if text is None:
            return False
        texts[name] = text
    _, fault = record_fault(texts, session.today)
    if fault:
        io.say(fault)
        return False
    so_far = " So far: yes." if present.incident else ""
    incident = agree(io, f"{INCIDENT}?{so_far}", "Yes", "No")
    record = filled_record(present, texts, session.today, incident=incident)
    with saving(io):
        _save(session, record, step)
        for draft in drafts.values():
            save_draft(session, draft, "")
        io.say(saved_words(record))
        return True
    return False


def _save(session: Session, record: Evidence, step: str) -> None:
    if step:
        complete_step(session, step, record)
    else:
        save_evidence(session, record)


def _ask_field(io: Console, session: Session, name: str, draft: str, saved_text: str) -> str | None:
    """One field; None where one goes back. A day has to be a past one."""
    field = EVIDENCE_FORM[name]
    shown = read_draft(session, draft) or saved_text
    while True:
        text = words(io, f"{field.title}. {field.help}", shown)
        if name == "date" and text and read_date(text, session.today) is None:
            io.say(NOT_A_PAST_DAY)
            continue
        if text is not None:
            with saving(io):
                save_draft(session, draft, "" if text == saved_text else text)
        return text

"""Writing down evidence, field by field. What was typed is kept as a draft until it is saved."""

from __future__ import annotations

from pmcoach.assessment.evidence import Evidence
from pmcoach.coach import advise, keeping, records
from pmcoach.coach.session import Session
from pmcoach.plain.console import Console
from pmcoach.plain.prompts import agree, choose, words
from pmcoach.plain.saving import saving
from pmcoach.report.situation import EVIDENCE_QUESTIONS
from pmcoach.report.wording import brief

LEAD = (
    "A claim of skill is used up to 2 without a record, up to 3 with one, 4 with two. A record "
    "takes about 15 minutes. Volunteering, study and hobbies count."
)
INCIDENT = "Was this a real hard moment? Then it counts for ability too."


def show_evidence(io: Console, session: Session) -> None:
    """The records, and where another would count; one is written or changed by its number."""
    while True:
        io.heading("Evidence")
        io.say(LEAD)
        if session.read_only:
            for _, line in _written(session):
                io.say(line, lead="- ")
            return
        options = [
            *_written(session),
            *_waiting(session),
            ("other", "Write one for another competency"),
        ]
        chosen = choose(io, "Which one?", options)
        if chosen is None:
            return
        kind, _, ident = chosen.partition(":")
        if kind == "record":
            _change(io, session, ident)
        else:
            competency = ident if kind == "new" else _competency(io, session)
            if competency:
                write_record(io, session, competency)


def _written(session: Session) -> list[tuple[str, str]]:
    """Every record that stands, in a line."""
    found: list[tuple[str, str]] = []
    for one in session.evidence.values():
        state = "" if one.complete else ", incomplete"
        if one.complete and not one.fresh(session.today):
            state = ", older than three years: thin"
        text = brief(one.result or one.did or one.situation)
        when = f" ({one.date}{state})" if one.date else " (no date, incomplete)"
        found.append((f"record:{one.id}", f"{_title(session, one.competency)}: {text}{when}"))
    return found


def _waiting(session: Session) -> list[tuple[str, str]]:
    """The competencies where a record would count."""
    waiting = [one.subject for one in advise.findings(session).unwritten]
    waiting += [one for one in records.promised(session) if one not in waiting]
    return [
        (f"new:{one}", f"A record would count here: {session.title_of(one)}") for one in waiting
    ]


def _competency(io: Console, session: Session) -> str:
    options = [(one.id, one.title) for one in session.catalog.competencies.values()]
    return choose(io, "For which competency?", options) or ""


def _title(session: Session, competency: str) -> str:
    known = competency in session.catalog.competencies
    return session.title_of(competency) if known else competency


def _change(io: Console, session: Session, ident: str) -> None:
    what = choose(
        io, "What about it?", [("change", "Change it"), ("withdraw", "Take it out of the count")]
    )
    if what == "change":
        write_record(io, session, session.evidence[ident].competency, ident)
    elif what == "withdraw":
        with saving(io):
            records.withdraw_evidence(session, ident)
            io.say("Taken out of the count. What was written stays in the file.")


def write_record(
    io: Console, session: Session, competency: str, ident: str = "", step: str = ""
) -> bool:
    """Ask for every field of a record and save it; says whether it was saved."""
    kept = session.evidence.get(ident)
    title = session.catalog.steps[step].title if step else ""
    present = kept or Evidence("", competency, did=title, step=step)
    form = f"evidence-{ident or step or competency}"
    io.heading(f"Evidence for: {_title(session, competency)}")
    io.say(
        "One line for each; an empty line leaves it out, b alone goes back. What you typed is "
        "kept as a draft."
    )
    given: dict[str, str] = {}
    for name in EVIDENCE_QUESTIONS:
        text = _field(io, session, form, name, present)
        if text is None:
            return False
        given[name] = text
    if not any(given.values()):
        io.say("Nothing is written yet, so nothing was kept.")
        return False
    before = " So far: yes." if present.incident else ""
    incident = agree(io, f"{INCIDENT}{before}", "Yes", "No")
    record = Evidence(
        id=ident,
        competency=competency,
        situation=given["situation"],
        did=given["did"],
        result=given["result"],
        date=records.read_date(given["date"], session.today),
        link=given["link"],
        confirm=given["confirm"],
        incident=incident,
        step=present.step,
    )
    return _keep(io, session, record, form)


def _field(io: Console, session: Session, form: str, name: str, present: Evidence) -> str | None:
    """One field; None where one goes back. A day has to be one that has been."""
    title, ask = EVIDENCE_QUESTIONS[name]
    value = getattr(present, name)
    kept = value.isoformat() if name == "date" and value else value or ""
    shown = keeping.draft(session, f"{form}-{name}") or kept
    while True:
        text = words(io, f"{title}. {ask}", shown)
        if name == "date" and text and records.read_date(text, session.today) is None:
            io.say("That is no day that has been: write it like 2026-03-02 or 2026-03.")
            continue
        if text is not None:
            with saving(io):
                keeping.keep_draft(session, f"{form}-{name}", "" if text == kept else text)
        return text


def _keep(io: Console, session: Session, record: Evidence, form: str) -> bool:
    """Save a record for good; an incomplete one is kept too, and says what it lacks."""
    with saving(io):
        records.keep_evidence(session, record)
        for name in EVIDENCE_QUESTIONS:
            keeping.keep_draft(session, f"{form}-{name}", "")
        lacks = records.missing_words(record)
        io.say(f"Kept. {lacks.capitalize()}." if lacks else "Kept: it counts from now on.")
        return True
    return False

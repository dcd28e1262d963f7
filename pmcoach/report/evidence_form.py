"""A record of evidence as a form: its fields, what is typed into them, and what it still lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pmcoach.assessment.evidence import Evidence
from pmcoach.assessment.items import find_item_competency, find_item_kind
from pmcoach.catalog.steps import Step
from pmcoach.report.wording import brief
from pmcoach.state.plan import competency_proven_by
from pmcoach.state.profile import Profile

EVIDENCE_LEAD = (
    "A claim of skill is used up to 2 without a record, up to 3 with one, 4 with two. A record "
    "takes about 15 minutes. Volunteering, study and hobbies count."
)
INCIDENT = "This was a real critical incident: it counts toward ability, too"
NOT_A_PAST_DAY = "Enter a past date, such as 2026-03-02 or 2026-03."
RECORD_WOULD_COUNT = "A record would count here"
FOR_ANOTHER = "Write one for another competency"
NOTHING_WRITTEN = "Nothing is written yet."
WITHDRAWN = "This record no longer counts. What you wrote stays in the file."
FIRST_DAY = dt.date(1950, 1, 1)
"""The earliest day that something can have happened on."""


@dataclass(frozen=True)
class EvidenceField:
    """One field of the form."""

    title: str
    help: str
    is_long: bool = False
    """Whether it takes several lines."""


EVIDENCE_FORM: Mapping[str, EvidenceField] = {
    "situation": EvidenceField(
        "Situation", "What was at stake, for whom, and what stood in the way?", is_long=True
    ),
    "did": EvidenceField(
        "What I did", "You, not the team: the steps you took and decided on.", is_long=True
    ),
    "result": EvidenceField("Result", "What changed, in numbers if there are any?", is_long=True),
    "date": EvidenceField("Date", "The day or month it ended, such as 2026-03-02 or 2026-03."),
    "link": EvidenceField(
        "Link", "Where someone could look at it. May stay empty if someone can confirm it."
    ),
    "confirm": EvidenceField(
        "Who can confirm it", "A person and how they know. May stay empty with a link."
    ),
}


def draft_name(evidence_id: str, step: str, competency: str, field: str) -> str:
    """The name under which the draft of a field is kept."""
    return f"evidence-{evidence_id or step or competency}-{field}"


def present_record(profile: Profile, competency: str, evidence_id: str, step: str) -> Evidence:
    """What the form begins with: the record that is changed, or an empty one, in which a step of
    the plan stands as what was done."""
    proven_step = profile.catalog.steps.get(step)
    empty_record = Evidence("", competency, did=proven_step.title if proven_step else "", step=step)
    return profile.evidence.get(evidence_id, empty_record)


def field_text(record: Evidence, field: str) -> str:
    """What a field of a record holds, as one would type it."""
    field_setting = getattr(record, field)
    return field_setting.isoformat() if isinstance(field_setting, dt.date) else field_setting or ""


def read_date(text: str, today: dt.date) -> dt.date | None:
    """A past day, from "2026-03-02" or "2026-03" (its first day); None for anything else."""
    text = text.strip()
    try:
        day = dt.date.fromisoformat(text if text.count("-") == 2 else f"{text}-01")
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= today else None


def record_fault(texts: Mapping[str, str], today: dt.date) -> tuple[str, str]:
    """The field that keeps a form from being saved, and why; two empty texts where none does."""
    if texts["date"] and read_date(texts["date"], today) is None:
        return "date", NOT_A_PAST_DAY
    return ("", "") if any(texts.values()) else ("situation", NOTHING_WRITTEN)


def filled_record(
    present: Evidence, texts: Mapping[str, str], today: dt.date, *, incident: bool
) -> Evidence:
    """The record that a filled form makes of the present one."""
    typed_texts = {name: text for name, text in texts.items() if name != "date"}
    return replace(present, **typed_texts, date=read_date(texts["date"], today), incident=incident)


def step_record(
    profile: Profile, step: Step, *, proof: str, link: str, confirm: str
) -> Evidence | None:
    """The record that a step done today leaves; None where nothing was entered, or where the step
    lifts no competency."""
    competency = competency_proven_by(profile.catalog, step)
    if not competency or not (proof or link or confirm):
        return None
    return Evidence(
        "",
        competency,
        did=step.title,
        result=proof,
        date=profile.today,
        link=link,
        confirm=confirm,
        step=step.id,
    )


def missing_words(record: Evidence) -> str:
    """What a record still needs to count, in words; nothing where it is complete."""
    titles = {name: field.title.lower() for name, field in EVIDENCE_FORM.items()}
    titles["confirm"] = "a link or someone who can confirm it"
    missing_titles = ", ".join(titles[name] for name in record.missing)
    return f"to count, it still needs: {missing_titles}" if missing_titles else ""


def saved_words(record: Evidence) -> str:
    """What is said once a record is saved."""
    missing_note = missing_words(record)
    return (
        f"Saved. {missing_note.capitalize()}." if missing_note else "Saved: it counts from now on."
    )


@dataclass(frozen=True)
class RecordLine:
    """A record in a line of a list."""

    id: str
    text: str
    when: str
    """Its day, and what keeps it from counting in full."""


def record_lines(profile: Profile) -> list[RecordLine]:
    """Every record, in the order in which they were written."""
    return [
        RecordLine(
            record.id,
            f"{profile.title_of(record.competency)}: "
            f"{brief(record.result or record.did or record.situation)}",
            _when_words(record, profile.today),
        )
        for record in profile.evidence.values()
    ]


def _when_words(record: Evidence, today: dt.date) -> str:
    day = str(record.date or "no date")
    if not record.complete:
        return f"{day}, incomplete"
    return day if record.fresh(today) else f"{day}, too old to make a level firm"


def awaiting_record(profile: Profile) -> list[str]:
    """Competencies where a record would count: those whose claim is cut for want of one, and those
    whose ladder was marked "I can prove this"."""
    recorded_competencies = {record.competency for record in profile.evidence.values()}
    promised_competencies = [
        find_item_competency(profile.catalog, item)
        for item, answer in profile.state.answers.items()
        if answer.provable and find_item_kind(profile.catalog, item) == "ladder"
    ]
    return list(
        dict.fromkeys(
            [
                *(standing.subject for standing in profile.findings.unwritten),
                *(ident for ident in promised_competencies if ident not in recorded_competencies),
            ]
        )
    )

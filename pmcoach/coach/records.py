"""Evidence, notes, the review of answers and what has been seen of keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.evidence import Evidence
from pmcoach.assessment.item_selection import competency_of_item, item_kind
from pmcoach.catalog.parse import ladder_id
from pmcoach.coach.session import Session
from pmcoach.report.situation import EVIDENCE_QUESTIONS

ItemMark = Literal[
    "right", "wrong", "answered", "skipped", "does not apply", "disagreed", "not asked"
]
MARK_GLYPHS: dict[ItemMark, str] = {
    "right": "✓",
    "wrong": "✗",
    "answered": "•",
    "skipped": "-",
    "does not apply": "n",
    "disagreed": "d",
    "not asked": " ",
}


@dataclass(frozen=True)
class ReviewedItem:
    """One item of the content and how it stands, for the review."""

    item: str
    kind: str
    area: str
    subject: str
    ask: str
    mark: ItemMark


@dataclass(frozen=True)
class ExplainedOption:
    """One possible answer with the reason why it is or is not the best."""

    text: str
    why: str
    chosen: str
    """How the user chose it: "your answer", "your best", "your worst", or nothing."""
    verdict: str
    """What it is by the key: "the key", "best", "worst", or nothing."""


def review(session: Session) -> list[ReviewedItem]:
    """Every item, by area in the order of the content: dealt with, or not asked."""
    catalog = session.catalog
    found: list[ReviewedItem] = []
    for area in catalog.areas.values():
        for competency in catalog.competencies_of[area.id]:
            item = ladder_id(competency.id)
            found.append(
                ReviewedItem(
                    item,
                    "ladder",
                    area.title,
                    competency.title,
                    competency.ladder.ask,
                    mark(session, item),
                )
            )
            found += [
                ReviewedItem(
                    check.id,
                    "check",
                    area.title,
                    competency.title,
                    check.ask,
                    mark(session, check.id),
                )
                for check in catalog.checks_of[competency.id]
            ]
        found += [
            ReviewedItem(
                scenario.id,
                "scenario",
                area.title,
                scenario.title,
                scenario.situation,
                mark(session, scenario.id),
            )
            for scenario in catalog.scenarios_of[area.id]
        ]
    return found


def mark(session: Session, item: str) -> ItemMark:
    """How an item stands."""
    if item in session.state.disagreed:
        return "disagreed"
    answer = session.state.answers.get(item)
    if answer is None:
        return "not asked"
    if answer.kind != "answered":
        return "skipped" if answer.kind == "skipped" else "does not apply"
    check = session.catalog.checks.get(item)
    if check is None or answer.revision != check.revision:
        # Nothing to be right about; or the answer was to an older wording.
        return "answered"
    return "right" if answer.option == check.key else "wrong"


def explain(session: Session, item: str) -> list[ExplainedOption]:
    """The possible answers of a check or scenario with their reasons; nothing for a ladder.

    Showing this shows the key: call ``see_key`` with it.
    """
    catalog = session.catalog
    answer = session.state.answers.get(item)
    asked = catalog.checks.get(item) or catalog.scenarios.get(item)
    if answer and asked and answer.revision != asked.revision:
        answer = None  # it was to an older wording, whose options may have been others
    if item in catalog.checks:
        check = catalog.checks[item]
        return [
            ExplainedOption(
                o.text,
                o.why,
                "your answer" if answer and answer.option == o.id else "",
                "the key" if o.id == check.key else "",
            )
            for o in check.option
        ]
    if item in catalog.scenarios:
        found: list[ExplainedOption] = []
        for action in catalog.scenarios[item].action:
            chosen = ""
            if answer is not None:
                chosen = (
                    "your best"
                    if answer.best == action.id
                    else ("your worst" if answer.worst == action.id else "")
                )
            verdict = {3: "best", 0: "worst"}.get(action.effect, "")
            found.append(ExplainedOption(action.text, action.why, chosen, verdict))
        return found
    return []


def see_key(session: Session, item: str) -> None:
    """Remember that the key of an item was shown: answered again it is thin from now on. Raises
    StoreError."""
    if item not in session.journal.keys_seen and item_kind(session.catalog, item) != "ladder":
        session.tell_journal("key-seen", item=item)


def keep_note(session: Session, item: str, text: str) -> None:
    """Keep a note on an item; an empty one takes it away. Raises StoreError."""
    if text.strip() != session.journal.notes.get(item, ""):
        session.tell_journal("note-kept", item=item, text=text.strip())


def keep_evidence(session: Session, record: Evidence) -> None:
    """Write a record, or write it anew. Raises StoreError."""
    session.tell_journal(
        "evidence-kept",
        evidence=record.id or session.new_id(),
        competency=record.competency,
        situation=record.situation,
        did=record.did,
        result=record.result,
        date=record.date,
        link=record.link,
        confirm=record.confirm,
        incident=record.incident or None,
        step=record.step or None,
    )


def withdraw_evidence(session: Session, ident: str) -> None:
    """Take a record out of the count; what was written stays in the file. Raises StoreError."""
    session.tell_journal("evidence-withdrawn", evidence=ident)


def promised(session: Session) -> list[str]:
    """Competencies whose ladder was marked "I can prove this" and that have no record yet."""
    have = {one.competency for one in session.evidence.values()}
    found: list[str] = []
    for item, answer in session.state.answers.items():
        if answer.provable and item_kind(session.catalog, item) == "ladder":
            competency = competency_of_item(session.catalog, item)
            if competency not in have:
                found.append(competency)
    return found


def read_date(text: str, today: dt.date) -> dt.date | None:
    """A day that has been, from "2026-03-02" or "2026-03" (its first day); None for else."""
    text = text.strip()
    try:
        day = dt.date.fromisoformat(text if text.count("-") == 2 else f"{text}-01")
    except ValueError:
        return None
    return day if dt.date(1950, 1, 1) <= day <= today else None


def missing_words(record: Evidence) -> str:
    """What a record still needs to count, in words; nothing where it is complete."""
    if record.complete:
        return ""
    names = {"confirm": "a link or someone who can confirm it"}
    lacks = [names.get(name, EVIDENCE_QUESTIONS[name][0].lower()) for name in record.missing]
    return f"to count, it still needs: {', '.join(lacks)}"


@dataclass(frozen=True)
class SearchHit:
    """Something that a search found."""

    kind: Literal["competency", "note", "question"]
    ident: str
    title: str
    text: str


def search(session: Session, words: str) -> list[SearchHit]:
    """Competencies, notes and questions dealt with that hold all the words, in that order."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    hits = [
        SearchHit("competency", one.id, one.title, one.summary)
        for one in session.catalog.competencies.values()
        if _holds(wanted, one.title, one.summary, one.description, *one.topics)
    ]
    for entry in review(session):
        note = session.journal.notes.get(entry.item, "")
        if note and _holds(wanted, note):
            hits.insert(0, SearchHit("note", entry.item, entry.subject, note))
        elif entry.mark != "not asked" and _holds(wanted, entry.subject, entry.ask):
            hits.append(SearchHit("question", entry.item, entry.subject, entry.ask))
    return hits


def _holds(wanted: list[str], *texts: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in wanted)

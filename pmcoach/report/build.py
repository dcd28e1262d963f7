"""From a profile to its report: what all exports, commands and screens say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pmcoach import __version__
from pmcoach.assessment.calibration import calibrate, calibration_words
from pmcoach.assessment.items import find_item_kind
from pmcoach.assessment.readiness import READINESS_WORDS, readiness
from pmcoach.report.asking import UNASKED_SHOWN, list_unasked
from pmcoach.report.job_ad import target_ad_summary
from pmcoach.report.levels import area_line, level_counts_words, standing_words
from pmcoach.report.model import (
    EvidenceLine,
    NoteLine,
    Report,
)
from pmcoach.report.panel import panel_words
from pmcoach.report.plan import plan_line
from pmcoach.report.questions import Question, bare_question, form_title
from pmcoach.report.review import answer_sections
from pmcoach.report.takeaways import make_takeaways
from pmcoach.report.target import target_words
from pmcoach.report.verdicts import hiring_line, source_lines, verdict_lines
from pmcoach.state.profile import Profile

PRIVATE = ("evidence", "notes")
"""What is in a report only where it was asked for; besides answers, which show keys."""


def build_report(
    profile: Profile,
    include: Collection[str] = (),
    all_events: Mapping[str, Any] | None = None,
) -> Report:
    """The whole report, as of today.

    Args:
        profile: All that was answered, chosen and recorded.
        include: Evidence, notes and answers are private: they are in the report only where this
            names "evidence", "notes" or "answers"; "all" is the first two, because answers show
            keys.
        all_events: Every event of the profile as JSON values, for `pmcoach import`.
    """
    verdict_on_readiness = readiness(profile.result)
    sureness = calibrate(profile.catalog, profile.state)
    answer_count = profile.current_answer_count
    private_parts = tuple(part for part in PRIVATE if {part, "all"} & set(include))
    if "answers" in include:
        private_parts = (*private_parts, "answers")
    return Report(
        made_on=profile.today,
        program=f"pmcoach {__version__}",
        content=f"{profile.catalog.pack.id} {profile.catalog.pack.version}",
        target=target_words(profile),
        assessment=_assessment_words(profile, answer_count),
        answered=answer_count,
        readable_state=level_counts_words(profile),
        takeaways=make_takeaways(profile),
        readiness=READINESS_WORDS[verdict_on_readiness.word],
        deciding=tuple(
            standing_words(profile, standing) for standing in verdict_on_readiness.deciding
        ),
        calibration=tuple(sureness or ()),
        calibration_words=calibration_words(sureness) if sureness else "",
        areas=tuple(area_line(profile, area) for area in profile.catalog.areas),
        verdicts=verdict_lines(profile),
        unwritten=tuple(
            f"{profile.title_of(standing.subject)}: you claim {standing.claim}, "
            f"{standing.level} can be used without a record"
            for standing in profile.findings.unwritten
        ),
        ask_next=tuple(level.words for level in list_unasked(profile)[:UNASKED_SHOWN]),
        disagreed=tuple(_disagreed_lines(profile)),
        sources=source_lines(profile),
        included=private_parts,
        profile=dict(all_events) if all_events is not None else None,
        evidence=evidence_lines(profile) if "evidence" in private_parts else (),
        notes=note_lines(profile) if "notes" in private_parts else (),
        answers=answer_sections(profile) if "answers" in private_parts else (),
        ad=target_ad_summary(profile),
        hiring=hiring_line(profile),
        plan=plan_line(profile),
        disclaimer=panel_words(profile.catalog),
    )


def _assessment_words(profile: Profile, answer_count: int) -> str:
    """What the result rests on."""
    if not answer_count and profile.outdated_answers:
        return "nothing answered since the questions changed"
    if not answer_count:
        return "nothing answered yet"
    unfinished_note = " (not finished)" if profile.in_progress else ""
    answers_words = "1 answer" if answer_count == 1 else f"{answer_count} answers"
    return f"{form_title(profile).lower()}{unfinished_note}, {answers_words}"


def evidence_lines(profile: Profile) -> tuple[EvidenceLine, ...]:
    """Every record of evidence."""
    return tuple(
        EvidenceLine(
            competency=profile.title_of(record.competency),
            situation=record.situation,
            did=record.did,
            result=record.result,
            date=record.date,
            link=record.link,
            confirm=record.confirm,
            incident=record.incident,
            complete=record.complete,
        )
        for record in profile.evidence.values()
    )


def note_lines(profile: Profile) -> tuple[NoteLine, ...]:
    """Every note, with the question it is about where the content still has that."""
    return tuple(
        NoteLine(
            about=question.subject if question else item,
            ask=question.titled_ask if question else "",
            text=text,
        )
        for item, text in profile.journal.notes.items()
        for question in [_find_question(profile, item)]
    )


def _disagreed_lines(profile: Profile) -> Iterator[str]:
    """The questions that the user disagrees with, with their notes."""
    for item, note in profile.state.disagreed.items():
        if question := _find_question(profile, item):
            yield f"{question.subject}: {question.titled_ask}" + (
                f" My note: {note}" if note else ""
            )


def _find_question(profile: Profile, item: str) -> Question | None:
    """The question of an item, or None where the content has dropped it since."""
    return bare_question(profile, item) if find_item_kind(profile.catalog, item) else None

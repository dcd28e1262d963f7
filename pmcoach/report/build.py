"""From a profile to its report: what all exports, commands and screens say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pmcoach import __version__
from pmcoach.advice.verdicts import SituationChange, Verdict
from pmcoach.assessment.calibration import calibrate, calibration_words
from pmcoach.assessment.items import find_item_kind
from pmcoach.assessment.readiness import READINESS_WORDS, readiness
from pmcoach.catalog.models import Consideration
from pmcoach.catalog.vocabulary import max_level
from pmcoach.report.asking import UNASKED_SHOWN, list_unasked
from pmcoach.report.job_ad import target_ad_quotes, target_ad_summary
from pmcoach.report.levels import area_line, level_counts_words, standing_words
from pmcoach.report.model import (
    EvidenceLine,
    HiringLine,
    NoteLine,
    Reason,
    Report,
    SourceLine,
    VerdictLine,
)
from pmcoach.report.panel import panel_words
from pmcoach.report.plan import plan_line
from pmcoach.report.questions import Question, bare_question, form_title
from pmcoach.report.review import answer_sections
from pmcoach.report.situation import SITUATION, setting_words
from pmcoach.report.target import target_words
from pmcoach.state.profile import Profile

PRIVATE = ("evidence", "notes")
"""What is in a report only where it was asked for; besides answers, which show keys."""
REASONS_SHOWN = 4
"""Reasons on each side that are shown; the strongest come first."""


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
        readiness=READINESS_WORDS[verdict_on_readiness.word],
        deciding=tuple(
            standing_words(profile, standing) for standing in verdict_on_readiness.deciding
        ),
        calibration=tuple(sureness or ()),
        calibration_words=calibration_words(sureness) if sureness else "",
        areas=tuple(area_line(profile, area) for area in profile.catalog.areas),
        verdicts=tuple(verdict_line(profile, verdict) for verdict in profile.top_verdicts),
        unwritten=tuple(
            f"{profile.title_of(standing.subject)}: you claim {standing.claim}, "
            f"{standing.level} can be used without a record"
            for standing in profile.findings.unwritten
        ),
        ask_next=tuple(level.words for level in list_unasked(profile)[:UNASKED_SHOWN]),
        disagreed=tuple(_disagreed_lines(profile)),
        sources=_source_lines(profile),
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


# What is advised


def _reasons(
    profile: Profile, considerations: Sequence[Consideration], most: int | None = REASONS_SHOWN
) -> tuple[Reason, ...]:
    """Considerations, each with the short name and the author of its source."""
    return tuple(
        Reason(
            text=consideration.text,
            source=f"{source.short}, {source.author}" if source.author else source.short,
            basis=consideration.basis,
        )
        for consideration in considerations[:most]
        for source in [profile.catalog.sources[consideration.source]]
    )


def _source_lines(profile: Profile) -> tuple[SourceLine, ...]:
    """The sources of every reason that a report gives, each once."""
    reasons = [*profile.hiring.reasons_for, *profile.hiring.reasons_against]
    for verdict in profile.top_verdicts:
        reasons += [
            *(*verdict.reasons_for, *verdict.reasons_against),
            *(*verdict.rejected_for, *verdict.rejected_against),
        ]
    used_sources = {reason.source for reason in reasons}
    return tuple(
        SourceLine(
            short=source.short,
            title=source.title,
            author=source.author or "",
            about=source.about,
        )
        for source in profile.catalog.sources.values()
        if source.id in used_sources
    )


def flip_words(changes: Sequence[SituationChange]) -> str:
    """The smallest change that would flip a verdict, in words."""
    if not changes:
        return "nothing you told us would change it."
    parts = [
        f"{SITUATION[change.field].title}: {setting_words(change.field, change.answer)}"
        for change in changes
    ]
    return "it would be the other way round if you told us: " + "; ".join(parts) + "."


def verdict_line(profile: Profile, verdict: Verdict) -> VerdictLine:
    """A verdict in words."""
    gap = verdict.gap
    standing = next(standing for standing in profile.result.standings() if standing.key == gap.key)
    return VerdictLine(
        key=gap.key,
        title=profile.title_of(gap.subject),
        area=profile.title_of(gap.area),
        facet=gap.facet,
        level=gap.level,
        target=gap.target,
        max_level=max_level(gap.facet),
        confidence=standing.confidence or "",
        moved=standing.moved,
        route=verdict.route,
        rule=verdict.rule,
        reasons_for=_reasons(profile, verdict.reasons_for),
        reasons_against=_reasons(profile, verdict.reasons_against),
        rejected="training" if verdict.rejected == "training" else "hands-on work",
        rejected_why="The arguments that hold for you weigh less on its side."
        if verdict.situation_decides
        else "Facet and level point the other way, whatever the situation.",
        rejected_for=_reasons(profile, verdict.rejected_for),
        rejected_against=_reasons(profile, verdict.rejected_against),
        would_change=flip_words(verdict.flip),
        ad_lines=target_ad_quotes(profile, gap.subject),
    )


def hiring_line(profile: Profile) -> HiringLine:
    """The hiring verdict in words."""
    verdict = profile.hiring
    return HiringLine(
        certificate=verdict.kind != "no",
        kind=verdict.kind,
        headline=verdict.headline,
        reasons_for=_reasons(profile, verdict.reasons_for, None),
        reasons_against=_reasons(profile, verdict.reasons_against, None),
        credentials=tuple(
            f"{credential.title} ({credential.issuer})" for credential in verdict.credentials
        ),
        training_note=verdict.training_note,
        would_change=verdict.would_change,
    )

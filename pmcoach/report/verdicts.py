"""The advice in words: each gap's verdict with its reasons and routes, and the one on certificates."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from pmcoach.advice.routes import RouteOption, list_route_options
from pmcoach.advice.verdicts import SituationChange, Verdict
from pmcoach.catalog.models import Consideration
from pmcoach.catalog.vocabulary import max_level
from pmcoach.report.credentials import credential_line
from pmcoach.report.job_ad import target_ad_quotes
from pmcoach.report.model import HiringLine, Reason, RouteLine, SourceLine, VerdictLine
from pmcoach.report.situation import SITUATION, setting_words
from pmcoach.report.wording import KIND_WORDS, hours, money, weeks_words
from pmcoach.state.profile import Profile

REASONS_SHOWN = 4
"""Reasons on each side that are shown; those that concern the gap and the person come first."""
CLEAR = "Clear: leaving out any single reason wouldn't change this."
NO_CHANGE = "Nothing that you could work on."
ROUTES_TITLE = "What you could do, side by side"
SETTLES = "One answer could settle it:"
LEAVES = "Leaves behind"


def verdict_line(
    profile: Profile, verdict: Verdict, shown_before: Container[str] = frozenset()
) -> VerdictLine:
    """A verdict in words.

    Args:
        profile: Whose verdict it is.
        verdict: The verdict.
        shown_before: Considerations, by id, that the page has given already, so that it doesn't
            give them again.
    """
    gap = verdict.gap
    standing = next(standing for standing in profile.result.standings() if standing.key == gap.key)

    def reasons(considerations: Sequence[Consideration]) -> tuple[Reason, ...]:
        new = [reason for reason in considerations if reason.id not in shown_before]
        return _reasons(profile, new[:REASONS_SHOWN])

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
        certainty=certainty_words(verdict),
        question_field=verdict.question,
        question=question_words(verdict),
        reasons_for=reasons(verdict.reasons_for),
        reasons_against=reasons(verdict.reasons_against),
        rejected="training" if verdict.rejected == "training" else "hands-on work",
        rejected_why="The reasons for it weigh less in your situation."
        if verdict.situation_decides
        else "At this level it can't do the job, whatever your situation.",
        rejected_for=reasons(verdict.rejected_for),
        rejected_against=reasons(verdict.rejected_against),
        would_change=flip_words(verdict.flip),
        ad_lines=target_ad_quotes(profile, gap.subject),
        routes=route_lines(profile, verdict),
    )


def verdict_lines(profile: Profile) -> tuple[VerdictLine, ...]:
    """The verdicts on the top gaps; each reason stands only with the first gap that it is about."""
    shown: set[str] = set()
    lines: list[VerdictLine] = []
    for verdict in profile.top_verdicts:
        lines.append(verdict_line(profile, verdict, shown))
        for considerations in _sides(verdict):
            new = [reason.id for reason in considerations if reason.id not in shown]
            shown.update(new[:REASONS_SHOWN])
    return tuple(lines)


def _sides(verdict: Verdict) -> tuple[tuple[Consideration, ...], ...]:
    return (
        verdict.reasons_for,
        verdict.reasons_against,
        verdict.rejected_for,
        verdict.rejected_against,
    )


def certainty_words(verdict: Verdict) -> str:
    """How close a verdict was; nothing where facet and level alone decide."""
    if not verdict.situation_decides:
        return ""
    if verdict.is_clear:
        return CLEAR
    return f"Leaning: without this reason it would be the other way. {verdict.decisive[0].text}"


def question_words(verdict: Verdict) -> str:
    """The one question whose answer could settle a verdict; nothing where there is none."""
    return SITUATION[verdict.question].question if verdict.question else ""


def flip_words(changes: Sequence[SituationChange]) -> str:
    """The smallest change that would turn a verdict, in words."""
    if not changes:
        return NO_CHANGE
    parts = [_change_words(change) for change in changes]
    return f"It would be the other way if {' and '.join(parts)}."


def _change_words(change: SituationChange) -> str:
    match change.field:
        case "access":
            return f"you could practice {setting_words('access', change.answer)}"
        case "evidence":
            return "you had written evidence of your work"
        case "employer_pays":
            return "an employer paid for your training"
        case "knowledge_shown":
            return f"you showed knowledge at level {change.answer} here first"
        case _:
            return f"you knew the industry {setting_words(change.field, change.answer)}"


# What one could do, side by side


def route_lines(profile: Profile, verdict: Verdict) -> tuple[RouteLine, ...]:
    """What one could do about a gap, side by side."""
    access = profile.context.highest_access
    options = list_route_options(profile.catalog, profile.facts, access, verdict.gap)
    return tuple(_route_line(profile, verdict, option) for option in options)


def _route_line(profile: Profile, verdict: Verdict, option: RouteOption) -> RouteLine:
    step = option.step
    pays = step.employer_may_pay and profile.context.employer_pays == "yes"
    payer = "your employer's money" if pays else "your money"
    return RouteLine(
        kind=KIND_WORDS[step.kind],
        title=step.title,
        is_advised=step.route == verdict.route and option.level is not None,
        hours=hours(step.hours),
        weeks=weeks_words(step.weeks),
        cost=f"{money(step.cost)} of {payer}" if step.cost[1] else money(step.cost),
        level=f"level {option.level}" if option.level is not None else "prepares only",
        proof=step.proof,
        needs="" if option.is_open else setting_words("access", step.access),
    )


# The verdict on certificates, and where all reasons come from


def hiring_line(profile: Profile) -> HiringLine:
    """The hiring verdict in words."""
    verdict = profile.hiring
    return HiringLine(
        certificate=verdict.is_yes,
        kind=verdict.kind,
        headline=verdict.headline,
        reasons_for=_reasons(profile, verdict.reasons_for),
        reasons_against=_reasons(profile, verdict.reasons_against),
        credentials=tuple(map(credential_line, verdict.credentials)),
        training_note=verdict.training_note,
        would_change=verdict.would_change,
    )


def source_lines(profile: Profile) -> tuple[SourceLine, ...]:
    """The sources of every reason that a report gives, each once."""
    considerations = [*profile.hiring.reasons_for, *profile.hiring.reasons_against]
    for verdict in profile.top_verdicts:
        for side in _sides(verdict):
            considerations += side
    used_sources = {reason.source for reason in considerations}
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


def _reasons(profile: Profile, considerations: Sequence[Consideration]) -> tuple[Reason, ...]:
    return tuple(_make_reasons(profile, considerations))


def _make_reasons(profile: Profile, considerations: Sequence[Consideration]) -> Iterator[Reason]:
    """Considerations, each with the short name and the author of its source, and the passage."""
    for consideration in considerations:
        source = profile.catalog.sources[consideration.source]
        parts = (source.short, source.author, consideration.passage)
        yield Reason(
            text=consideration.text,
            source=", ".join(part for part in parts if part),
            basis=consideration.basis,
        )

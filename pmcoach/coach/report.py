"""The Report of an opened profile: what all exports and commands say."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pmcoach import __version__
from pmcoach.advice.gaps import Gap
from pmcoach.advice.hiring import HiringVerdict
from pmcoach.advice.verdicts import SituationChange, Verdict
from pmcoach.assessment.calibration import calibrate, calibration_words
from pmcoach.assessment.readiness import WORDS, disagreement, readiness
from pmcoach.assessment.results import Standing
from pmcoach.catalog.models import Consideration
from pmcoach.catalog.vocabulary import LEVEL_NAMES
from pmcoach.coach import advise
from pmcoach.coach.assess import form_title, question
from pmcoach.coach.session import Session
from pmcoach.coach.transfer import whole_profile
from pmcoach.planning.schedule import Dated
from pmcoach.report import model as r
from pmcoach.report.job_ad import ad_lines, ad_summary
from pmcoach.report.situation import FIELD_TITLES, VALUE_WORDS, access_words, assumed_words

PRIVATE = ("evidence", "notes")
"""What is in a report only where it was asked for."""
ASK_NEXT_SHOWN = 6
REASONS_SHOWN = 4
"""Reasons on each side that are shown; the strongest come first."""


def report(session: Session, include: Collection[str] = ()) -> r.Report:
    """The whole report, as of today. Evidence and notes are private: they are in it only where
    ``include`` names "evidence", "notes" or "all"."""
    ready = readiness(session.result)
    sureness = calibrate(session.catalog, session.state)
    found = advise.findings(session)
    argued = advise.verdicts(session)
    hired = advise.hiring(session)
    answered = sum(a.kind == "answered" for a in session.state.answers.values())
    private = tuple(part for part in PRIVATE if {part, "all"} & set(include))
    return r.Report(
        made_on=session.today,
        program=f"pmcoach {__version__}",
        content=f"{session.catalog.pack.id} {session.catalog.pack.version}",
        target=target_words(session),
        assessment=based_on(session, answered),
        answered=answered,
        readable_state=state_words(session),
        readiness=WORDS[ready.word],
        deciding=tuple(standing_words(session, one) for one in ready.deciding),
        calibration=tuple(
            r.SurenessLine(sure=one.sure, answers=one.answers, right=one.right)
            for one in sureness or ()
        ),
        calibration_words=calibration_words(sureness) if sureness else "",
        areas=tuple(area_line(session, area) for area in session.catalog.areas),
        verdicts=tuple(verdict_line(session, v) for v in argued),
        unwritten=tuple(
            f"{session.title_of(s.subject)}: you claim {s.claim}, {s.level} can be used without "
            "a record"
            for s in found.unwritten
        ),
        ask_next=tuple(
            f"{session.title_of(s.subject)}: {s.facet}" for s in found.ask_next[:ASK_NEXT_SHOWN]
        ),
        disagreed=tuple(disagreed_lines(session)),
        sources=source_lines(session, argued, hired),
        included=private,
        profile=whole_profile(session) if "all" in include else None,
        evidence=evidence_lines(session) if "evidence" in private else (),
        notes=note_lines(session) if "notes" in private else (),
        ad=ad_summary(session),
        hiring=hiring_line(session, hired),
        plan=plan_line(session, advise.plan(session)),
    )


def standing_words(session: Session, one: Standing) -> str:
    """One standing against its target, in a few words."""
    level = "not known" if one.level is None else f"{one.level} of {one.target}"
    return f"{session.title_of(one.subject)}, {one.facet}: {level}"


def evidence_lines(session: Session) -> tuple[r.EvidenceLine, ...]:
    """Every record of evidence."""
    return tuple(
        r.EvidenceLine(
            competency=session.title_of(one.competency)
            if one.competency in session.catalog.competencies
            else one.competency,
            situation=one.situation,
            did=one.did,
            result=one.result,
            date=one.date,
            link=one.link,
            confirm=one.confirm,
            incident=one.incident,
            complete=one.complete,
        )
        for one in session.evidence.values()
    )


def note_lines(session: Session) -> tuple[r.NoteLine, ...]:
    """Every note, with the question it is about where the content still has that."""
    found: list[r.NoteLine] = []
    for item, text in session.journal.notes.items():
        try:
            asked = question(session, item)
        except KeyError:
            found.append(r.NoteLine(about=item, ask="", text=text))
        else:
            found.append(r.NoteLine(about=asked.subject, ask=asked.ask, text=text))
    return tuple(found)


def target_words(session: Session) -> str:
    """The target in words, or that none was chosen."""
    title = session.target.title
    return title if session.journal.has_target else f"{title} (assumed: none was chosen)"


def based_on(session: Session, answered: int) -> str:
    """What a result rests on."""
    if not answered:
        return "nothing answered yet"
    state = " (not finished)" if session.in_progress else ""
    items = "1 answer" if answered == 1 else f"{answered} answers"
    return f"{form_title(session).lower()}{state}, {items}"


def state_words(session: Session) -> str:
    """One honest sentence on how much the result is worth."""
    known = session.result.known()
    if not known:
        return "Nothing is known yet, so there is nothing to advise. Start with the first sketch."
    solid = sum(one.support == "solid" for one in known)
    whole = len(session.result.standings())
    return (
        f"{len(known)} of {whole} levels are known, {solid} of them solidly. "
        "An unknown level is never counted as low."
    )


def facet_line(one: Standing) -> r.FacetLine:
    """A standing in words."""
    name = "not known" if one.level is None else LEVEL_NAMES[one.facet][one.level]
    note = ""
    if one.claim is not None and one.level is not None and one.claim > one.level:
        note = f"you claim {one.claim}, no record yet"
    return r.FacetLine(
        facet=one.facet,
        level=one.level,
        level_name=name,
        target=one.target,
        support=one.support,
        claim=one.claim,
        note=note,
    )


def area_line(session: Session, area: str) -> r.AreaLine:
    """One area with its competencies."""
    result = session.result
    mine = [c.id for c in session.catalog.competencies_of[area]]
    standings = [
        result.ability[area],
        *(result.knowledge[c] for c in mine),
        *(result.skill[c] for c in mine),
    ]
    known = [one for one in standings if one.level is not None]
    return r.AreaLine(
        id=area,
        title=session.catalog.areas[area].title,
        weight_percent=round(session.target.area_weights[area] * 100, 1),
        known=len(known),
        possible=len(standings),
        met_percent=met_percent(known),
        ability=facet_line(result.ability[area]),
        competencies=tuple(
            r.CompetencyLine(
                id=c,
                title=session.title_of(c),
                weight_percent=round(session.target.weights[c] * 100, 1),
                knowledge=facet_line(result.knowledge[c]),
                skill=facet_line(result.skill[c]),
                disagreement=disagreement(result.knowledge[c], result.skill[c]),
            )
            for c in mine
        ),
    )


def met_percent(known: Iterable[Standing]) -> int | None:
    """The weighted share of the target's levels that is met, in percent, among known standings."""
    asked = met = 0.0
    counted = [one for one in known if one.level is not None and one.target]
    weightless = not any(one.weight for one in counted)
    for one in counted:
        # An area that the target gives no weight is still shown, each level counting alike.
        weight = 1.0 if weightless else one.weight
        asked += weight
        met += weight * min(one.level or 0, one.target) / one.target
    return round(100 * met / asked) if asked else None


def reason(session: Session, one: Consideration) -> r.Reason:
    """A consideration with the short name and the author of its source."""
    source = session.catalog.sources[one.source]
    by = f", {source.author}" if source.author else ""
    return r.Reason(text=one.text, source=f"{source.short}{by}", basis=one.basis)


def _reasons(session: Session, many: tuple[Consideration, ...]) -> tuple[r.Reason, ...]:
    return tuple(reason(session, one) for one in many[:REASONS_SHOWN])


def source_lines(
    session: Session, argued: list[Verdict], hired: HiringVerdict
) -> tuple[r.SourceLine, ...]:
    """The sources of every reason that a report gives, each once."""
    reasons = [*hired.reasons_for, *hired.reasons_against]
    for v in argued:
        reasons += [*v.reasons_for, *v.reasons_against, *v.rejected_for, *v.rejected_against]
    used = {one.source for one in reasons}
    return tuple(
        r.SourceLine(short=s.short, title=s.title, author=s.author or "", about=s.about)
        for s in session.catalog.sources.values()
        if s.id in used
    )


def support(session: Session, gap: Gap) -> str:
    """How well the level that a gap starts from is backed."""
    result = session.result
    standings = {"knowledge": result.knowledge, "skill": result.skill, "ability": result.ability}
    return standings[gap.facet][gap.subject].support


def change_words(changes: tuple[SituationChange, ...]) -> str:
    """The smallest change that would flip a verdict, in words."""
    if not changes:
        return "nothing you told us would change it."
    parts = [f"{FIELD_TITLES[c.field]}: {VALUE_WORDS[c.field][c.value]}" for c in changes]
    return "it would be the other way round if you told us: " + "; ".join(parts) + "."


def verdict_line(session: Session, v: Verdict) -> r.VerdictLine:
    """A verdict in words."""
    other = "training" if v.rejected == "training" else "hands-on work"
    why = (
        "The arguments that hold for you weigh less on its side."
        if v.open_rule
        else "Facet and level point the other way, whatever the situation."
    )
    return r.VerdictLine(
        key=v.gap.key,
        title=session.title_of(v.gap.subject),
        area=session.catalog.areas[v.gap.area].title,
        facet=v.gap.facet,
        level=v.gap.level,
        target=v.gap.target,
        support=support(session, v.gap),
        route=v.route,
        rule=v.rule,
        reasons_for=_reasons(session, v.reasons_for),
        reasons_against=_reasons(session, v.reasons_against),
        rejected=other,
        rejected_why=why,
        rejected_for=_reasons(session, v.rejected_for),
        rejected_against=_reasons(session, v.rejected_against),
        would_change=change_words(v.flip),
        ad_lines=ad_lines(session, v.gap.subject),
    )


def hiring_line(session: Session, h: HiringVerdict) -> r.HiringLine:
    """The hiring verdict in words."""
    return r.HiringLine(
        certificate=h.kind != "no",
        kind=h.kind,
        headline=h.headline,
        reasons_for=tuple(reason(session, one) for one in h.reasons_for),
        reasons_against=tuple(reason(session, one) for one in h.reasons_against),
        credentials=tuple(f"{c.title} ({c.issuer})" for c in h.credentials),
        training_note=h.training_note,
        would_change=h.would_change,
    )


def closing_words(session: Session, key: str, start: int, to: int) -> str:
    """What a step lifts, in words."""
    subject, facet = key.rsplit(".", 1)
    return f"{session.title_of(subject)}, {facet} from {start} to {to}"


def gap_words(session: Session, gap: Gap) -> str:
    """A gap in words."""
    return closing_words(session, gap.key, gap.level, gap.target)


def step_line(session: Session, dated: Dated) -> r.StepLine:
    """A planned step in words."""
    step, journal = dated.chosen.step, session.journal
    return r.StepLine(
        id=step.id,
        title=step.title,
        route=step.route,
        start=dated.start,
        end=dated.end,
        hours=step.hours,
        cost=step.cost,
        state=journal.steps.get(step.id, "planned"),
        access=access_words(step.access),
        needs_access=step.access != "nothing",
        do=step.do,
        if_then=journal.if_then.get(step.id, step.if_then),
        proof=step.proof,
        confirm=step.confirm,
        closes=tuple(closing_words(session, c.key, c.start, c.to) for c in dated.chosen.closes),
    )


def plan_line(session: Session, plan: advise.Plan) -> r.PlanLine:
    """The plan in words."""
    return r.PlanLine(
        hours_per_week=plan.hours_per_week,
        weeks=plan.weeks,
        money=plan.money,
        assumed=tuple(
            assumed_words(
                name,
                plan.hours_per_week,
                plan.money,
                plan.weeks,
                session.journal.context.can_get_at,
            )
            for name in plan.assumed
        ),
        steps=tuple(step_line(session, dated) for dated in plan.steps),
        left_open=tuple(gap_words(session, gap) for gap in plan.open_gaps),
    )


def disagreed_lines(session: Session) -> Iterable[str]:
    """The questions that the user disagrees with, with their notes."""
    for item, note in session.state.disagreed.items():
        try:
            asked = question(session, item)
        except KeyError:
            continue  # the content has dropped the question since
        yield f"{asked.subject}: {asked.ask}" + (f" My note: {note}" if note else "")

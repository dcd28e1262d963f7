"""Reports to export: real ones, and small ones with any text in every place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from pmcoach.assessment.calibration import Sureness
from pmcoach.assessment.forms import FormKind
from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.report import model as r
from tests.support import START, answer_badly, answer_well, go_through

DAY = START.date()
ODD = "\x1b\x9b\u202e\ud800\r\n\t\0 '\"=+-@,;:\\<>&"
ANY_TEXT = st.text(st.characters() | st.sampled_from(ODD))
HOSTILE = (
    "\x1b[31m|",
    "a\n# b",
    "<script>",
    "[x](y)",
    "a\n- b\n    c",
    "&lt;",
    "---",
    "1. x",
    "a\n\n- b",
    "a\n===",
    "</style><script>alert(1)</script>",
    "</title>",
    "</svg><a href=x>",
    '"><img src=x onerror=y>',
    "'-->",
    "</table>",
    "<!--",
    "]]>",
    "{{ 7 * 7 }}",
    "{% x %}",
)


def answered(session: Session, *forms: FormKind, well: bool = False) -> r.Report:
    """The report after these forms, all answered badly or all answered well."""
    choose_target(session, "generalist", "entry")
    for form in forms:
        start_assessment(session, form)
        go_through(session, answer_well if well else answer_badly)
        finish_assessment(session)
    return make_report(session)


def spoilt(value: Any, text: str) -> Any:
    """The same report with every text replaced."""
    if isinstance(value, str):
        return text
    if isinstance(value, dict):
        return {key: spoilt(inner, text) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [spoilt(inner, text) for inner in value]
    return value


def filled(text: str, **changes: object) -> r.StepLine:
    """A step that says the text wherever it says anything."""
    step = r.StepLine(
        id=text,
        title=text,
        route=text,
        kind=text,
        start=DAY,
        end=DAY + dt.timedelta(days=6),
        hours=(1, 2),
        weeks=2,
        cost=(0, 40),
        payer=text,
        state=text,
        access=text,
        needs_access=True,
        needs_workplace=True,
        do=text,
        where=text,
        if_then=text,
        proof=text,
        confirm=text,
        closes=(text, text),
        benefits=(text, text),
        exercise=r.ExerciseLine(template=text, example=text, checklist=(text, text)),
        link=text,
        checked_on=DAY,
    )
    return step.model_copy(update=changes)


def everything(text: str) -> r.Report:
    """A report with one of all there is, and the text in all of it."""
    facet = r.FacetLine(
        facet=text, level=1, level_name=text, target=2, max_level=4, confidence=text, note=text
    )
    competency = r.CompetencyLine(
        id=text, title=text, weight_percent=5, knowledge=facet, skill=facet, disagreement=text
    )
    area = r.AreaLine(
        id=text,
        title=text,
        weight_percent=25,
        known=1,
        possible=13,
        met_percent=50,
        ability=facet,
        competencies=(competency,) * 3,
    )
    reason = r.Reason(text=text, source=text, basis=text)
    route = r.RouteLine(
        kind=text,
        title=text,
        is_advised=True,
        hours=text,
        weeks=text,
        cost=text,
        level=text,
        proof=text,
        needs=text,
    )
    verdict = r.VerdictLine(
        key=text,
        title=text,
        area=text,
        facet=text,
        level=0,
        target=2,
        max_level=3,
        confidence=text,
        route=text,
        rule=text,
        certainty=text,
        question_field=text,
        question=text,
        reasons_for=(reason,),
        reasons_against=(reason,),
        rejected=text,
        rejected_why=text,
        rejected_for=(reason,),
        rejected_against=(reason,),
        would_change=text,
        ad_lines=(text,),
        routes=(route,),
    )
    credential = r.CredentialLine(
        title=text,
        issuer=text,
        about=text,
        facts=(r.CredentialFact(label=text, fact=text, source=text, dated=text, checked_on=DAY),),
        unknown=text,
    )
    hiring = r.HiringLine(
        certificate=False,
        kind=text,
        headline=text,
        reasons_for=(reason,),
        reasons_against=(reason,),
        credentials=(credential,),
        training_note=text,
        would_change=text,
    )
    record = r.EvidenceLine(
        competency=text,
        situation=text,
        did=text,
        result=text,
        date=DAY,
        link=text,
        confirm=text,
        incident=True,
        complete=True,
    )
    plan = r.PlanLine(
        hours_per_week=3,
        weeks=12,
        money=100,
        assumed=(text,),
        steps=(filled(text),),
        done=(r.DoneLine(id=text, title=text, day=DAY, note=text),),
        own_cost=(0, 40),
        employer_cost=(10, 20),
        left_open=(text,),
    )
    ad = r.AdSummary(
        name=text,
        nearest=text,
        years=text,
        certificates=text,
        frameworks=text,
        industries=text,
        outside=text,
        places=(r.AdPlace(competency=text, weight_percent=5, lines=(text,)),),
    )
    answer_line = r.AnswerLine(
        about=text,
        ask=text,
        sureness=text,
        options=(r.OptionLine(label=text, text=text, why=text),),
    )
    return r.Report(
        made_on=DAY,
        program=text,
        content=text,
        target=text,
        assessment=text,
        answered=1,
        readable_state=text,
        takeaways=r.Takeaways(
            gaps=(r.TakeawayLine(title=text, facet=text, level=0, target=2, route=text),),
            tonight=text,
            not_to_buy=text,
            distance=text,
        ),
        readiness=text,
        deciding=(text,),
        calibration=(Sureness(text, 20, 10),),
        calibration_words=text,
        areas=(area,),
        verdicts=(verdict,),
        unwritten=(text,),
        ask_next=(text,),
        disagreed=(text,),
        sources=(r.SourceLine(short=text, title=text, author=text, about=text),),
        included=("evidence", "notes", "answers"),
        evidence=(record,),
        notes=(r.NoteLine(about=text, ask=text, text=text),),
        answers=(r.AnswerSection(title=text, answers=(answer_line,)),),
        hiring=hiring,
        plan=plan,
        ad=ad,
        disclaimer=text,
        estimates=text,
    )


def with_steps(made: r.Report, *steps: r.StepLine) -> r.Report:
    """The report with these steps and no others."""
    return made.model_copy(update={"plan": made.plan.model_copy(update={"steps": steps})})

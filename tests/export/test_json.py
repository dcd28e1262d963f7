"""The report as JSON: everything, in a form that other programs read back."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.coach import assess
from pmcoach.coach.report import report
from pmcoach.coach.session import Session
from pmcoach.export.json import to_json
from pmcoach.export.report import REPORT_FORMAT, HiringLine, PlanLine, Report
from tests.support import START, answer_badly, go_through


def bare(text: str) -> Report:
    """A report with a text in it that anyone might have typed."""
    hiring = HiringLine(
        certificate=False, kind="no", headline="No.", reasons_for=(), reasons_against=(),
        credentials=(), training_note="", would_change="")
    plan = PlanLine(hours_per_week=3, weeks=12, money=0, assumed=(), steps=(), left_open=())
    return Report(
        made_on=START.date(), program="p", content="c", target=text, assessment="a", answered=0,
        readable_state="s", readiness="r", deciding=(), calibration=(), calibration_words="",
        areas=(), verdicts=(), unwritten=(), ask_next=(), disagreed=(text,),
        sources=(), hiring=hiring, plan=plan)


def test_a_full_report_comes_back_as_it_was(session: Session) -> None:
    assess.choose_target(session, "technical", "independent")
    for form in ("sketch", "quick"):
        assess.start(session, form)
        go_through(session, answer_badly)
        assess.finish(session)
    made = report(session)
    assert made.verdicts
    assert made.plan.steps
    assert Report.model_validate_json(to_json(made)) == made


def test_an_empty_report_comes_back_as_it_was(session: Session) -> None:
    made = report(session)
    assert Report.model_validate_json(to_json(made)) == made


def test_the_format_has_a_number_and_unknown_levels_are_null(session: Session) -> None:
    found = json.loads(to_json(report(session)))
    assert found["format"] == REPORT_FORMAT
    assert found["areas"][0]["ability"]["level"] is None
    assert found["areas"][0]["met_percent"] is None


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1b\x9b\u202e\"\\\n")))
def test_any_text_comes_back_and_none_of_it_reaches_a_terminal_raw(text: str) -> None:
    made = bare(text)
    written = to_json(made)
    assert Report.model_validate_json(written) == made
    assert not {c for c in written if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co"}}
    assert written.endswith("}\n")

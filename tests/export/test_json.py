"""The report as JSON: everything, in a form that other programs read back."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target
from pmcoach.export.json import report_schema, to_json
from pmcoach.report.model import REPORT_FORMAT, Report, StepLine
from tests.export.samples import answered, everything
from tests.support import answer_badly, go_through


def test_a_full_report_comes_back_as_it_was(session: Session) -> None:
    choose_target(session, "technical", "independent")
    for form in ("sketch", "quick"):
        start_assessment(session, form)
        go_through(session, answer_badly)
        finish_assessment(session)
    made = make_report(session)
    assert made.verdicts
    assert made.plan.steps
    assert Report.model_validate_json(to_json(made)) == made


def test_an_empty_report_comes_back_as_it_was(session: Session) -> None:
    made = make_report(session)
    assert Report.model_validate_json(to_json(made)) == made


def test_the_format_has_a_number_and_unknown_levels_are_null(session: Session) -> None:
    found = json.loads(to_json(make_report(session)))
    assert found["format"] == REPORT_FORMAT
    assert found["areas"][0]["ability"]["level"] is None
    assert found["areas"][0]["met_percent"] is None


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\x1b\x9b\u202e"\\\n')))
def test_any_text_comes_back_and_none_of_it_reaches_a_terminal_raw(text: str) -> None:
    made = everything(text)
    written = to_json(made)
    assert Report.model_validate_json(written) == made
    assert not {c for c in written if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co"}}
    assert written.endswith("}\n")


SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"


def faults(written: str) -> list[str]:
    """What the kept schema finds wrong."""
    kept = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(kept)
    return [one.message for one in Draft202012Validator(kept).iter_errors(json.loads(written))]


def test_the_schema_in_the_docs_is_that_of_the_model() -> None:
    """PMCOACH_GOLDEN=write writes it anew."""
    if os.environ.get("PMCOACH_GOLDEN") == "write":
        SCHEMA.write_text(report_schema(), encoding="utf-8", newline="\n")
    assert SCHEMA.read_text(encoding="utf-8") == report_schema()


def test_what_is_exported_is_as_the_schema_says(session: Session) -> None:
    assert faults(to_json(make_report(session))) == []
    assert faults(to_json(answered(session, "sketch"))) == []
    assert faults(to_json(everything("text"))) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("made_on", 3),
        ("plan", None),
        ("areas", {}),
        ("answered", "many"),
    ],
)
def test_the_schema_refuses_what_no_export_is(field: str, value: object) -> None:
    whole = json.loads(to_json(everything("text")))
    assert faults(json.dumps({**whole, field: value}))
    del whole[field]
    assert faults(json.dumps(whole))


def test_every_field_is_in_the_documentation() -> None:
    """Each name of the top level and of a step stands in docs/export.md."""
    told = (SCHEMA.parent / "export.md").read_text(encoding="utf-8")
    names = [*Report.model_fields, *StepLine.model_fields]
    assert [name for name in names if f"`{name}`" not in told] == []

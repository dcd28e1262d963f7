"""The plan as CSV: read back as it was, and never reckoned with."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings

from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.export.csv import BYTE_ORDER_MARK, COLUMNS, escape_cell, to_csv
from tests.export.samples import ANY_TEXT, answered, everything, filled, with_steps

TEXTS = (
    *("title", "route", "kind", "state", "payer", "access"),
    *("do", "where", "if_then", "proof", "confirm"),
)
"""The columns that hold a text of the step of the same name."""


def rows(written: str) -> list[dict[str, str]]:
    """The table as a program reads it that knows of the mark."""
    text = written.encode("utf-8").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_each_step_is_a_row_and_nothing_else_is(session: Session) -> None:
    made = answered(session, "sketch", "quick")
    found = rows(to_csv(made))
    assert len(found) == len(made.plan.steps)
    for number, (row, step) in enumerate(zip(found, made.plan.steps, strict=True), 1):
        assert tuple(row) == COLUMNS
        assert row["number"] == str(number)
        assert (row["id"], row["start"], row["end"]) == (
            step.id,
            step.start.isoformat(),
            step.end.isoformat(),
        )
        assert (float(row["hours_low"]), float(row["hours_high"])) == step.hours
        assert (float(row["cost_low"]), float(row["cost_high"])) == step.cost
        assert int(row["weeks"]) == step.weeks
        for name in TEXTS:
            assert row[name].removeprefix("'") == strip_unprintable(getattr(step, name), lines=True)
        assert row["lifts"].removeprefix("'") == "\n".join(step.closes)
    assert {row["kind"] for row in found} > {"measure", "work"}
    assert any(row["lifts"] for row in found)
    assert any(row["where"] for row in found)


def test_whose_money_a_step_takes_stands_beside_its_cost() -> None:
    made = with_steps(
        everything("a"),
        filled("a", kind="course", cost=(500, 900), payer="employer"),
        filled("b", kind="book", cost=(0, 40), payer="you", where=""),
        filled("c", kind="drill", cost=(0, 0), payer=""),
    )
    purses = [(row["kind"], row["cost_high"], row["payer"]) for row in rows(to_csv(made))]
    assert purses == [("course", "900", "employer"), ("book", "40", "you"), ("drill", "0", "")]
    assert [row["where"] for row in rows(to_csv(made))] == ["a", "", "c"]


def test_without_a_step_there_is_still_a_header(session: Session) -> None:
    assert to_csv(make_report(session)) == BYTE_ORDER_MARK + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\n0",
        " =1+1",
        "＝1+1",
        "'=1+1",
        "=",
        '=HYPERLINK("x")',
        "\x1b=1",
        "\u200b=1",
        "\n",
        "  ",
    ],
)
def test_what_might_be_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert escape_cell(text).startswith("'")
    assert escape_cell(text).removeprefix("'") == strip_unprintable(text, lines=True)


@pytest.mark.parametrize("text", ["", "a", "a=b", "1-2", 'Read, then "write"', "a\nb", "don't"])
def test_any_other_text_stands_as_it_is(text: str) -> None:
    assert escape_cell(text) == text


@settings(derandomize=True, max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_any_text_comes_back_and_no_cell_is_a_formula(text: str) -> None:
    written = to_csv(everything(text))
    (row,) = rows(written)
    assert list(row) == list(COLUMNS)
    assert row["do"].removeprefix("'") == strip_unprintable(text, lines=True)
    assert row["lifts"].removeprefix("'") == strip_unprintable(f"{text}\n{text}", lines=True)
    for cell in row.values():
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))
        assert not cell.startswith(("\t", "\r", "\n"))

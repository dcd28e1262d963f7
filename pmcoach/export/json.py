"""A Report as JSON, and the schema of it."""

from __future__ import annotations

import json
import re

from pmcoach.report.model import Report

_UNSEEN = re.compile(r"[^\n\u0020-\u007e]")


def to_json(report: Report) -> str:
    """The report as indented JSON that ends with a newline.

    Control and invisible characters are written as escapes: JSON alone asks that only of some,
    and a terminal obeys the others.
    """
    return _UNSEEN.sub(_escaped, report.model_dump_json(indent=2)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return char if char.isprintable() else json.dumps(char)[1:-1]


def report_schema() -> str:
    """The JSON Schema of what to_json writes, saved in docs/report.schema.json."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Report.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"

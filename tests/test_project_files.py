"""What the hosting site reads is what it can read: workflows, issue forms, dependency updates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

pytest.importorskip(
    "check_jsonschema", reason="check-jsonschema brings the published schemas: install .[dev]"
)

SITE = Path(__file__).resolve().parent.parent / ".github"
FORMS = SITE / "ISSUE_TEMPLATE"
ISSUE_CONFIG = FORMS / "config.yml"
WORKFLOWS = sorted((SITE / "workflows").glob("*.yml"))
SCHEMAS = {
    "vendor.dependabot": [SITE / "dependabot.yml"],
    "vendor.github-issue-config": [ISSUE_CONFIG],
    "vendor.github-issue-forms": sorted(set(FORMS.glob("*.yml")) - {ISSUE_CONFIG}),
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
}
PLANTED = {
    "vendor.dependabot": ("interval: weekly", "interval: sometimes"),
    "vendor.github-issue-config": ("blank_issues_enabled: true", "blank_issues_enabled: maybe"),
    "vendor.github-issue-forms": ("type: textarea", "type: text-area"),
    "vendor.github-workflows": ("runs-on:", "run-on:"),
    "custom.github-workflows-require-timeout": ("timeout-minutes:", "timeout-hours:"),
}
"""For each schema a fault: what to replace in a valid file, and by what."""


def check(schema: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    """Hold files against one of the published schemas that check-jsonschema carries."""
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_files_fit_their_published_schema(schema: str) -> None:
    assert SCHEMAS[schema]
    completed = check(schema, *SCHEMAS[schema])
    assert completed.returncode == 0, completed.stdout + completed.stderr


@pytest.mark.parametrize("schema", PLANTED)
def test_a_planted_fault_does_not_fit(schema: str, tmp_path: Path) -> None:
    valid = SCHEMAS[schema][0]
    text = valid.read_text(encoding="utf-8")
    sound, broken = PLANTED[schema]
    assert sound in text
    copy = tmp_path / valid.name
    copy.write_text(text.replace(sound, broken, 1), encoding="utf-8")
    completed = check(schema, copy)
    assert completed.returncode == 1, completed.stdout + completed.stderr
    assert valid.name in completed.stdout + completed.stderr


def test_each_schema_has_a_planted_fault() -> None:
    assert PLANTED.keys() == SCHEMAS.keys()

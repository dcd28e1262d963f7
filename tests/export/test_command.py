"""`pmcoach export`: every format, private parts only when asked for, nothing replaced unasked."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmcoach.cli import cli
from pmcoach.coach.assessment import finish_assessment, skip_question, start_assessment
from pmcoach.coach.demo import make_demo
from pmcoach.coach.export import EXPORT_FORMATS, FORMATS, file_name, render_report
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session, open_session
from tests.export.samples import DAY
from tests.support import START, answer_badly, answer_well

pytestmark = pytest.mark.slow

SECRET = "Mended the billing of 40 customers"
RIGHT, WRONG, SKIPPED = "stk-map.o-depot.1", "stk-map.o-depot.2", "stk-map.o-stores.1"


@pytest.fixture
def kept(home: Path) -> Path:
    """The demo with a record and a note."""
    make_demo(home, START)
    session = open_session(home=home)
    session.append_to_journal(
        "evidence-saved",
        evidence="e1",
        competency="mkt-voice",
        did=SECRET,
        situation="It was wrong",
        result="It is right",
        date=DAY,
        confirm="Kim",
    )
    session.append_to_journal("note-saved", item=RIGHT, text="A note of mine")
    session.close()
    return home


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_reaches_the_file_and_standard_output_alike(tmp_path: Path, form: str) -> None:
    file = tmp_path / file_name(form, DAY)
    written = run("--format", form, "--include", "all", "--output", file)
    assert written.exit_code == 0, written.output
    printed = run("--format", form, "--include", "all")
    assert printed.exit_code == 0, printed.output
    assert printed.stdout_bytes == file.read_bytes()
    assert len(file.read_bytes()) > 50


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", ["ics", "csv"])
def test_line_ends_reach_standard_output_as_the_format_asks(form: str) -> None:
    raw = run("--format", form).stdout_bytes
    assert raw.endswith(b"\r\n")
    assert b"\r\r" not in raw


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", FORMATS)
def test_evidence_and_notes_stay_private_unless_asked_for(form: str) -> None:
    without = run("--format", form).output
    assert SECRET not in without
    assert "A note of mine" not in without


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_each_private_part_comes_alone_if_asked_for_alone(form: str) -> None:
    def told(*parts: str) -> tuple[bool, bool]:
        output = run("--format", form, *[one for part in parts for one in ("--include", part)])
        return SECRET in output.stdout, "A note of mine" in output.stdout

    assert told("evidence") == (True, False)
    assert told("notes") == (False, True)
    assert told("evidence", "notes") == told("all") == (True, True)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", ["cv", "stories"])
def test_what_is_made_of_evidence_asks_for_it(tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    for include in ([], ["--include", "notes"]):
        refused = run("--format", form, *include, "--output", file)
        assert refused.exit_code == 1
        assert "add --include evidence" in refused.stderr
        assert not file.exists()
    assert SECRET in run("--format", form, "--include", "evidence").stdout


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", FORMATS)
def test_no_format_replaces_a_file_unasked(tmp_path: Path, form: str) -> None:
    file = tmp_path / "mine"
    file.write_text("mine")
    assert run("--format", form, "--include", "all", "--output", file).exit_code == 1
    assert file.read_text() == "mine"
    assert run("--format", form, "--include", "all", "--output", file, "--force").exit_code == 0
    assert file.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_profile_exports_in_every_format(home: Path, form: str) -> None:
    assert run("--format", form, "--include", "all").exit_code == 0
    assert not home.exists()


def test_a_format_that_there_is_not_is_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="no format 'pdf'"):
        render_report(make_report(session), "pdf")
    assert run("--format", "pdf").exit_code == 2


def test_every_format_has_a_writer_a_title_and_a_file_name_of_its_own() -> None:
    assert len({row.writer for row in EXPORT_FORMATS.values()}) == len(FORMATS)
    assert len({row.title for row in EXPORT_FORMATS.values()}) == len(FORMATS)
    names = [file_name(form, DAY) for form in FORMATS]
    assert len(set(names)) == len(names)
    assert file_name("manager", DAY) == "managers-page-2026-03-02.html"


def test_the_users_own_if_then_sentence_and_the_state_reach_the_plan(kept: Path) -> None:
    session = open_session(home=kept)
    step = make_report(session).plan.steps[0].id
    session.append_to_journal("if-then-written", step=step, if_then="If it rains, then I write.")
    session.append_to_journal("step-marked", step=step, state="doing")
    made = next(one for one in make_report(session).plan.steps if one.id == step)
    session.close()
    assert (made.if_then, made.state) == ("If it rains, then I write.", "doing")


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_answers_come_with_the_reason_of_the_choice_and_the_key_also_where_right(
    form: str, home: Path
) -> None:
    session = open_session(home=home)
    finish_assessment(session)
    start_assessment(session, "full", blind=True)
    answer_well(session, RIGHT)
    answer_badly(session, WRONG)
    skip_question(session, SKIPPED)
    session.close()
    under_way = run("--format", form, "--include", "answers")
    assert under_way.exit_code == 1
    assert "An assessment is under way" in under_way.stderr
    session = open_session(home=home)
    finish_assessment(session)
    session.close()
    assert "The key" not in run("--format", form, "--include", "all").stdout
    exported = run("--format", form, "--include", "answers").stdout
    assert exported.index("Wrong, and you were sure") < exported.index("The key, your answer")
    reader = open_session(home=home, write=False)
    for item in (RIGHT, WRONG):
        check = reader.catalog.checks[item]
        assert next(
            option.why for option in check.option if option.id == check.key
        ) in html.unescape(exported)
    assert set(reader.profile.journal.keys_seen) == {RIGHT, WRONG}


@pytest.mark.usefixtures("kept")
def test_a_format_without_answers_says_which_have_them(home: Path) -> None:
    refused = run("--format", "csv", "--include", "answers")
    assert refused.exit_code == 1
    assert "use markdown, html or json" in refused.stderr
    assert open_session(home=home, write=False).profile.journal.keys_seen == {}

"""Everything that the menu leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.assessment.evidence import Evidence
from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.backup import make_daily_backup
from pmcoach.coach.evidence import save_evidence, save_note
from pmcoach.coach.plan import competency_of_step
from pmcoach.coach.situation import choose_target
from pmcoach.report.credentials import all_credential_lines, fact_words
from pmcoach.report.questions import present_item, progress_now
from pmcoach.report.situation import SITUATION as FIELDS
from pmcoach.report.verdicts import SETTLES, hiring_line, verdict_line
from tests.plain.support import (
    ADVICE,
    EVIDENCE,
    EXPORT,
    GO,
    HIRING,
    LEAVE_FIRST,
    PLAN,
    QUIT,
    RESULTS,
    SITUATION,
    TARGET,
    TARGET_AGAIN,
    Talk,
    place_of,
    through_coach,
)
from tests.support import answer_badly, go_through, leave_last


@pytest.fixture
def done(talk: Talk) -> Talk:
    """A finished sketch."""
    session = talk.open()
    through_coach(session, "sketch")
    session.close()
    return talk


def test_the_menu_says_what_comes_next_and_how_long_it_takes(talk: Talk) -> None:
    assert "1. Begin: the first sketch (about 3 min)" in talk(*TARGET).text
    transcript = talk(GO, talk.answer(), "m").flat
    progress = progress_now(talk.saved.profile)
    assert (
        f"1. Go on with the first sketch (about {progress.minutes_left} min left; question 2)"
    ) in transcript
    session = talk.open()
    through_coach(session, "sketch")
    session.close()
    assert "1. Go on: the quick assessment (about" in talk().text


def test_a_target_is_asked_for_only_once(talk: Talk) -> None:
    assert "Which job do you aim at?" in talk("3", "2").text
    assert (talk.saved.profile.target.role, talk.saved.profile.target.stage) == (
        "technical",
        "independent",
    )
    assert "Which job do you aim at?" not in talk().text


def test_without_a_target_no_question_is_asked(talk: Talk) -> None:
    said = talk("b", GO, "b")
    assert said.text.count("Which job do you aim at?") == 2
    assert said.questions == []
    assert talk("b", "b", form="sketch").questions == []


def test_own_weights_are_asked_for_each_area_until_one_is_above_zero(talk: Talk) -> None:
    said = talk("8", "0", "0", "0", "0", "60", "x", "20", "0", "20", "1")
    assert "at least one above 0" in said.flat
    assert "Type a number from 0 to 1000000" in said.flat
    assert dict(talk.saved.profile.journal.own_weights) == {
        "stk": 60,
        "mkt": 20,
        "lau": 0,
        "rdm": 20,
    }
    talk(TARGET_AGAIN, "8", "", "", "5", "", "2")
    assert dict(talk.saved.profile.journal.own_weights) == {
        "stk": 60,
        "mkt": 20,
        "lau": 5,
        "rdm": 20,
    }


def test_going_back_in_the_middle_leaves_the_target_as_it_is(done: Talk) -> None:
    done(TARGET_AGAIN, "8", "5", "b", TARGET_AGAIN, "2", "b", QUIT)
    assert done.saved.profile.target.role == "generalist"


def test_results_without_answers_claim_nothing(talk: Talk) -> None:
    said = talk(*TARGET, RESULTS, PLAN, ADVICE)
    assert "Nothing is measured now, so there is nothing to advise." in said.flat
    assert "Nothing is known yet. Begin: the first sketch" in said.flat
    assert "No gap was found" not in said.flat


def test_each_gap_opens_its_whole_argument(done: Talk) -> None:
    session = done.saved
    gaps = session.profile.findings.gaps
    assert gaps
    for number, gap in enumerate(gaps, 1):
        line = verdict_line(session.profile, session.profile.verdict(gap))
        said = done(ADVICE, str(number), *(["b"] if line.question else []), "b", QUIT)
        assert said.unread == 0
        assert line.routes
        for text in (
            line.rule,
            line.certainty,
            line.would_change,
            *(f"{route.kind}{', advised' * route.is_advised}: " for route in line.routes),
            *(" ".join(route.proof.split()) for route in line.routes),
            line.rejected_why,
            *(
                r.text
                for r in (
                    *line.reasons_for,
                    *line.reasons_against,
                    *line.rejected_for,
                    *line.rejected_against,
                )
            ),
        ):
            assert text in said.flat


def test_the_question_that_would_settle_a_verdict_is_asked_below_it(talk: Talk) -> None:
    session = talk.open()
    choose_target(session, "generalist", "entry")
    start_assessment(session, "quick")
    go_through(session, answer_badly)
    finish_assessment(session)
    session.close()
    profile = talk.saved.profile
    lines = [verdict_line(profile, profile.verdict(gap)) for gap in profile.findings.gaps]
    number, line = next((place, line) for place, line in enumerate(lines, 1) if line.question)
    transcript = talk(ADVICE, str(number), "1", "b", QUIT)
    assert transcript.unread == 0
    assert f"{SETTLES} {line.question} 1. " in transcript.flat
    context = talk.saved.profile.journal.context
    assert context.known() == {line.question_field: next(iter(FIELDS[line.question_field].choices))}
    gap = profile.findings.gaps[number - 1]
    after = verdict_line(talk.saved.profile, talk.saved.profile.verdict(gap))
    assert after.question_field != line.question_field, "it is asked no more"


def test_the_hiring_verdict_stands_with_all_its_reasons(done: Talk) -> None:
    said = done(HIRING)
    line = hiring_line(done.saved.profile)
    for credential in all_credential_lines(done.saved.catalog):
        assert said.flat.count(f"{credential.title}, {credential.issuer}") == 1
        for fact in credential.facts:
            assert fact_words(fact) in said.flat
    for text in (
        line.headline,
        line.training_note,
        line.would_change,
        *(r.text for r in (*line.reasons_for, *line.reasons_against)),
    ):
        assert text in said.flat


def test_a_step_opens_in_full_with_the_command_that_marks_it_done(done: Talk) -> None:
    session = done.saved
    first = session.profile.plan.steps[0].step
    said = done(PLAN, "1", "b", "b", QUIT)
    for text in (first.do, first.if_then, first.proof, first.confirm, f"pmcoach done {first.id}"):
        assert " ".join(text.split()) in said.flat
    assert said.unread == 0


def test_a_step_can_be_begun_and_left_out_and_the_plan_kept(done: Talk) -> None:
    first, second, *_ = done.saved.profile.plan.ids
    said = done(PLAN, "1", "1", "k", "2", "3")
    assert said.flat.count("This is saved.") == 2
    journal = done.saved.profile.journal
    assert dict(journal.steps) == {first: "doing", second: "dropped"}
    assert journal.accepted_plan is not None
    assert first in journal.accepted_plan.steps


def test_a_step_done_writes_its_proof_as_evidence_and_asks_whether_the_level_moved(
    done: Talk,
) -> None:
    number, step = next(
        (place, dated.step.id)
        for place, dated in enumerate(done.saved.profile.plan.steps, 1)
        if any(closing.key.endswith(".skill") for closing in dated.planned.closes)
    )
    competency = competency_of_step(done.saved, step)
    said = done(
        PLAN,
        str(number),
        "2",
        "A launch.",
        "",
        "It held.",
        "2026-03-01",
        "",
        "Kim, my lead",
        "1",
        "2",
        "3p",
        "b",
        QUIT,
    )
    assert said.unread == 0
    assert "Saved: it counts from now on." in said.text
    session = done.saved
    (record,) = session.profile.evidence.values()
    assert (record.step, record.result, record.complete) == (step, "It held.", True)
    assert record.did == session.catalog.steps[step].title
    assert session.profile.journal.steps[step] == "done"
    assert session.profile.state.answers[f"{competency}.ladder"].option == "3"


def test_a_step_that_is_evidence_for_nothing_is_done_at_once(done: Talk) -> None:
    first = done.saved.profile.plan.ids[0]
    assert competency_of_step(done.saved, first) == ""
    transcript = done(PLAN, "1", "2", "b", QUIT)
    assert transcript.unread == 0
    assert "It is done. This is saved." in transcript.text
    assert dict(done.saved.profile.journal.steps) == {first: "done"}
    assert not done.saved.profile.evidence


def test_the_situation_is_told_and_taken_back(done: Talk) -> None:
    transcript = done(
        SITUATION,
        *(place_of("access"), "4"),
        *(place_of("budget"), "$1,200"),
        *(place_of("domain"), "health software"),
        *(place_of("employer_pays"), "1"),
        *(place_of("employer_pays"), "3"),
        *(place_of("budget"), "-"),
        "b",
        QUIT,
    )
    assert transcript.unread == 0
    context = done.saved.profile.journal.context
    assert context.known() == {"access": "job", "domain": "health software"}


def test_evidence_that_is_left_in_the_middle_is_offered_again(done: Talk) -> None:
    session = done.open()
    save_answer(session, "stk-map.ladder", option="2", provable=True)
    session.close()
    said = done(EVIDENCE, "1", "A hard launch.", "I wrote the plan.")
    assert said.text.endswith("Everything you answered is saved.\n")
    assert not done.saved.profile.evidence
    said = done(EVIDENCE, "1", "", "", "Two days faster.", "2026-01", "", "-", "2", "b", QUIT)
    assert said.unread == 0
    assert "So far: A hard launch." in said.text
    assert "To count, it still needs: a link or someone who can confirm it." in said.flat
    (record,) = done.saved.profile.evidence.values()
    assert (record.situation, record.did) == ("A hard launch.", "I wrote the plan.")
    assert record.incident
    drafts = done.saved.store.paths.drafts
    assert not any(drafts.iterdir())


def test_a_record_can_be_changed_and_taken_out_of_the_count(done: Talk) -> None:
    session = done.open()
    save_evidence(session, Evidence("", "lau-plan", "s", "d", "r", session.today, "link"))
    session.close()
    said = done(EVIDENCE, "1", "1", "", "", "better", "yesterday", "2026-02-28", "", "", "1", "b")
    assert "Enter a past date" in said.flat
    (record,) = done.saved.profile.evidence.values()
    assert (record.situation, record.result, str(record.date)) == ("s", "better", "2026-02-28")
    done(EVIDENCE, "1", "2", "b")
    assert not done.saved.profile.evidence


def test_an_export_is_written_and_replaces_a_file_only_when_told(
    done: Talk, tmp_path: Path
) -> None:
    file = tmp_path / "plan.md"
    done(EXPORT, "1", "1", str(file), QUIT)
    written = file.read_text(encoding="utf-8")
    assert f"**Target:** {done.saved.profile.target.title}" in written
    file.write_text("mine", encoding="utf-8")
    said = done(EXPORT, "1", "1", str(file), "1", str(tmp_path), str(tmp_path / "no" / "x"), "b")
    assert "exists already. Replace it?" in said.flat
    assert "is a folder: name a file in it." in said.flat
    assert "There is no folder" in said.flat
    assert file.read_text(encoding="utf-8") == "mine"
    done(EXPORT, "1", "1", str(file), "2")
    assert file.read_text(encoding="utf-8") == written


def test_private_notes_are_exported_only_when_told(done: Talk, tmp_path: Path) -> None:
    session = done.open()
    item = session.profile.state.order[0]
    save_note(session, item, "Only for me.")
    session.close()
    for answer, inside in (("1", False), ("2", True)):
        file = tmp_path / f"{answer}.md"
        done(EXPORT, "1", answer, str(file))
        assert ("Only for me." in file.read_text(encoding="utf-8")) is inside


# Another pmcoach has the profile open


def test_a_profile_that_is_open_elsewhere_can_be_looked_at_but_nothing_is_asked(
    done: Talk, tmp_path: Path
) -> None:
    holder = done.open()
    files = {path: path.read_bytes() for path in holder.store.paths.folder.rglob("*.toml")}
    said = done(
        GO,
        RESULTS,
        ADVICE,
        "1",
        "b",
        HIRING,
        PLAN,
        "1",
        "b",
        SITUATION,
        EVIDENCE,
        TARGET_AGAIN,
        EXPORT,
        "1",
        "1",
        str(tmp_path / "plan.md"),
        QUIT,
        form="quick",
    )
    assert said.unread == 0
    lines = said.flat.split("Menu", 1)[0]
    assert "Read-only: another pmcoach" in lines
    assert said.questions == []
    assert said.flat.count("Nothing can be saved: another pmcoach") == 2
    assert "not told." in said.flat
    assert (tmp_path / "plan.md").exists()
    assert said.text.endswith("Nothing was changed.\n")
    assert {path: path.read_bytes() for path in files} == files
    holder.close()
    assert "Read-only" not in done().text


# Damaged data


def test_what_could_not_be_read_is_said_first_and_put_back_on_request(done: Talk) -> None:
    session = done.open()
    assert make_daily_backup(session) == ""
    (file,) = session.store.paths.assessments.iterdir()
    answered = len(session.profile.state.answers)
    session.close()
    file.write_bytes(file.read_bytes().replace(b"skill", b"").replace(b"stk-map", b"stk-mop", 1))
    said = done("1", RESULTS)
    assert said.text.startswith("\nSome of your data could not be read\n")
    assert len(done.saved.profile.state.answers) == answered


def test_the_last_question_answered_before_a_power_cut_still_ends_in_results(talk: Talk) -> None:
    session = talk.open()
    answer_badly(session, leave_last(session, "sketch"))
    assert session.profile.in_progress
    assert present_item(session.profile) is None
    session.close()
    said = talk(GO, LEAVE_FIRST)
    assert "1. Finish the first sketch" in said.text
    assert "First sketch: done." in said.text
    assert not talk.saved.profile.in_progress

"""The commands next, done and import, as a shell sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmcoach.cli import cli
from pmcoach.coach.demo import make_demo
from pmcoach.coach.session import open_session
from pmcoach.coach.transfer import dump_profile


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def demo(home: Path) -> Path:
    make_demo(home)
    return home


def first_step(home: Path) -> str:
    return open_session(home=home, write=False).profile.plan.ids[0]


def test_next_prints_the_one_step_to_do(demo: Path) -> None:
    said = run("next")
    assert said.exit_code == 0
    assert f"[{first_step(demo)}]" in said.output
    assert json.loads(run("next", "--json").output)["id"] == first_step(demo)


def test_next_with_nothing_answered_is_honest() -> None:
    assert "no step" in run("next").output
    assert json.loads(run("next", "--json").output) is None


def first_lifting_step(home: Path) -> str:
    """The first step of the plan that closes a gap."""
    steps = open_session(home=home, write=False).profile.plan.steps
    return next(dated.step.id for dated in steps if dated.planned.closes)


def test_done_moves_on_to_the_next_step(demo: Path) -> None:
    step = first_lifting_step(demo)
    assert run("done", step).exit_code == 0
    assert first_lifting_step(demo) != step
    assert step not in open_session(home=demo, write=False).profile.plan.ids


def test_what_is_done_is_listed_apart_and_no_step_of_the_plan(demo: Path) -> None:
    done = open_session(home=demo, write=False).profile.plan.ids[:3]
    for step in done:
        assert run("done", step).exit_code == 0
    after = json.loads(run("plan", "--json").output)
    assert [line["id"] for line in after["done"]] == list(done)
    assert not set(done) & {line["id"] for line in after["steps"]}
    assert f"Done {after['done'][0]['day']}: {after['done'][0]['title']}" in run("plan").output


@pytest.mark.usefixtures("demo")
def test_what_follows_a_done_step_comes_up_as_it_was_planned() -> None:
    """The plan goes on from what was done, though no level shows it before it is asked again."""
    before = json.loads(run("plan", "--json").output)["steps"]
    for one in before[:2]:
        assert run("done", one["id"]).exit_code == 0
    left = {one["id"] for one in json.loads(run("plan", "--json").output)["steps"]}
    assert {one["id"] for one in before[2:]} <= left


def test_done_is_done_once_and_can_be_taken_back(demo: Path) -> None:
    step = first_step(demo)
    assert run("done", step).exit_code == 0
    again = run("done", step)
    assert again.exit_code == 1
    assert "is already done" in again.output
    assert run("done", step, "--undo").exit_code == 0
    assert first_step(demo) == step
    assert run("done", step, "--undo").exit_code == 1


def test_of_several_steps_none_is_taken_for_the_one_meant(demo: Path) -> None:
    said = run("done", "e")
    assert said.exit_code == 1
    assert "steps are called something like 'e'" in said.output
    assert not open_session(home=demo, write=False).profile.journal.steps


def test_the_proof_becomes_evidence_and_says_what_it_lacks(demo: Path) -> None:
    step = first_lifting_step(demo)
    said = run("done", step, "--proof", "Five people signed", "--confirm", "Ana, treasurer")
    assert "still needs: situation" in said.output
    [record] = open_session(home=demo, write=False).profile.evidence.values()
    assert (record.step, record.result) == (step, "Five people signed")


def test_the_proof_of_a_step_that_lifts_nothing_is_no_evidence(demo: Path) -> None:
    step = first_step(demo)
    assert not open_session(home=demo, write=False).catalog.steps[step].lifts
    before = open_session(home=demo, write=False).profile.evidence
    completed = run("done", step, "--proof", "The page", "--json")
    assert json.loads(completed.stdout)["evidence"] is False
    assert open_session(home=demo, write=False).profile.evidence == before


@pytest.mark.usefixtures("demo")
def test_a_step_that_is_not_there_is_one_clear_line() -> None:
    said = run("done", "juggling")
    assert said.exit_code == 1
    assert "No step is called 'juggling'" in said.output
    assert "Traceback" not in said.output


def test_a_profile_is_imported_only_with_a_yes(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    there = open_session(home=demo, write=False)
    file.write_text(json.dumps({"profile": dump_profile(there)}))
    asked = run("--profile", "second", "import", str(file))
    assert asked.exit_code == 1
    assert "Nothing was changed" in asked.output
    done = run("--profile", "second", "import", str(file), "--yes")
    assert done.exit_code == 0
    second = open_session(home=demo, profile="second", write=False)
    assert dict(second.profile.state.answers) == dict(there.profile.state.answers)
    assert "all of it is here already" in run("--profile", "second", "import", str(file)).output


def test_a_file_that_is_no_profile_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text("{}")
    said = run("import", str(file), "--yes")
    assert said.exit_code == 1
    assert "holds no whole profile" in said.output

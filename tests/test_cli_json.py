"""JSON of the commands, which is as docs/commands.md has it; the list of profiles."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from pmcoach.cli import SECTIONS, exit_codes
from pmcoach.coach.demo import make_demo
from pmcoach.coach.session import open_session
from pmcoach.coach.transfer import dump_profile
from pmcoach.store.content import load_catalog
from tests.catalog.panel import choose_wrong, fill_sheet
from tests.test_cli_help import DOCS, every_command, run


@pytest.fixture
def demo(home: Path) -> Path:
    make_demo(home)
    return home


@pytest.fixture
def whole(demo: Path, tmp_path: Path) -> Path:
    """The demo profile as a file to import."""
    file = tmp_path / "whole.json"
    there = open_session(home=demo, write=False)
    file.write_text(json.dumps({"profile": dump_profile(there)}), encoding="utf-8")
    return file


def shape(value: object) -> object:
    """Names and kinds of a JSON value; of a list that of its first."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return (
        "number"
        if isinstance(value, int | float) and not isinstance(value, bool)
        else type(value).__name__
    )


def agree(told: object, found: object) -> bool:
    """Whether two shapes can be those of one value: null and an empty list fit any."""
    if isinstance(told, dict) and isinstance(found, dict):
        return told.keys() == found.keys() and all(agree(told[k], found[k]) for k in told)
    if isinstance(told, list) and isinstance(found, list):
        return not told or not found or agree(told[0], found[0])
    return told == found or "NoneType" in (told, found)


def documented(words: str) -> object:
    """The JSON that the docs show for a command."""
    section = DOCS.split(f"\n### pmcoach {words}\n")[1].split("\n### ")[0]
    return json.loads(section.split("```json\n")[1].split("```")[0])


def filled_sheet(folder: Path) -> str:
    """A sheet of the pack that ships, filled in with some faults and a comment."""
    file = folder / "sheet.toml"
    catalog = load_catalog()
    text = fill_sheet(catalog, run("content", "panel", "sheet").stdout, choose_wrong)
    text = text.replace('comment = ""', 'comment = "Odd"', 1)
    file.write_text(re.sub('answer = "."', 'answer = "9"', text, count=1), encoding="utf-8")
    return str(file)


def calls(whole: Path) -> dict[str, list[str]]:
    """A call of each command that has --json."""
    backup = str(whole.with_name("backup.zip"))
    words = {
        "done": ["done", "mkt-voice.h-six-interviews", "--proof", "Five"],
        "backup": ["backup", backup],
        "restore": ["restore", backup],
        "import": ["import", str(whole)],
        "content panel score": ["content", "panel", "score", filled_sheet(whole.parent)],
    }
    # In this order, so that a backup is there to restore.
    names = sorted(
        name
        for name, command in every_command().items()
        if any("--json" in one.opts for one in command.params)
    )
    return {name: [*words.get(name, name.split()), "--json"] for name in names}


def test_the_docs_tell_of_every_command_once_under_its_heading() -> None:
    told = re.findall(r"^### pmcoach (.+)$", DOCS, re.MULTILINE)
    assert set(every_command()) <= set(told)
    assert len(told) == len(set(told))
    for title, commands in SECTIONS.items():
        part = DOCS.split(f"\n## {title}\n")[1].split("\n## ")[0]
        found = re.findall(r"^### pmcoach (\w+)", part, re.MULTILINE)
        assert list(dict.fromkeys(found)) == [command.name for command in commands]


def test_json_is_as_the_docs_have_it_and_alone_on_stdout(whole: Path) -> None:
    asked = calls(whole)
    assert {
        "status",
        "plan",
        "next",
        "profiles",
        "doctor",
        "backup",
        "restore",
        "import",
        "done",
        "content check",
        "content panel score",
    } <= asked.keys()
    for name, words in asked.items():
        if name == "fit":
            continue  # it reads an ad, and has tests of its own
        told = run(*words)
        found = json.loads(told.stdout)
        assert agree(shape(documented(name)), shape(found)), (name, shape(found))


def test_a_shape_with_another_key_does_not_agree() -> None:
    assert not agree(shape({"a": 1}), shape({"b": 1}))
    assert not agree(shape([{"a": 1}]), shape([{"a": "1"}]))
    assert agree(shape({"a": None}), shape({"a": [1.5]}))


def test_restore_as_json_looks_and_does_only_with_yes(demo: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "b.zip")
    run("backup", file)
    journal = demo / "profiles" / "me" / "journal.toml"
    journal.unlink()
    looked = json.loads(run("restore", file, "--json").stdout)
    assert {"name": "journal.toml", "what": "new"}.items() <= looked["changes"][-1].items()
    assert (looked["restored"], journal.exists()) == (False, False)
    assert json.loads(run("restore", file, "--json", "--yes").stdout)["restored"] is True
    assert journal.exists()
    assert json.loads(run("restore", file, "--json", "--yes").stdout)["restored"] is False


def test_looking_into_a_backup_works_while_the_app_is_open(demo: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "b.zip")
    run("backup", file)
    held = open_session(home=demo)
    try:
        assert run("restore", file, "--json").exit_code == exit_codes.DONE
        assert run("restore", file, "--json", "--yes").exit_code == exit_codes.FAILED
    finally:
        held.close()


def test_import_as_json_looks_and_does_only_with_yes(whole: Path) -> None:
    second = ["--profile", "second", "import", str(whole), "--json"]
    looked = json.loads(run(*second).stdout)
    assert looked["imported"] is False
    assert {one["what"] for one in looked["files"]} == {"new"}
    assert json.loads(run(*second).stdout) == looked
    assert json.loads(run(*second, "--yes").stdout)["imported"] is True
    assert {one["what"] for one in json.loads(run(*second).stdout)["files"]} == {"the same"}


def test_the_doctor_as_json_says_what_is_wrong(demo: Path) -> None:
    shutil.rmtree(demo / "backups", ignore_errors=True)
    (demo / "profiles" / "me" / "journal.toml").write_bytes(b"\xff\xfe")
    told = run("doctor", "--check-only", "--json")
    assert told.exit_code == exit_codes.FAILED
    assert "wrong" in {one["verdict"] for one in json.loads(told.stdout)["findings"]}


def test_faults_of_a_pack_as_json(tmp_path: Path) -> None:
    (tmp_path / "areas.toml").write_text("[[area]]\nid = = 1\n", encoding="utf-8")
    told = run("content", "check", str(tmp_path), "--json")
    assert told.exit_code == exit_codes.FAILED
    found = json.loads(told.stdout)
    assert (found["sound"], found["counts"]) == (False, None)
    assert {"file": "areas.toml", "line": 2}.items() <= found["faults"][0].items()
    assert told.stderr == "1 fault found.\n"


@pytest.mark.usefixtures("demo")
def test_an_error_leaves_stdout_empty() -> None:
    told = run("done", "juggling", "--json")
    assert (told.exit_code, told.stdout) == (exit_codes.FAILED, "")
    assert told.stderr.startswith("pmcoach: No step is called 'juggling'")


def test_json_escapes_what_a_terminal_would_obey(demo: Path, tmp_path: Path) -> None:
    evil = "\x9b\u202e\x1b[31m.zip"
    told = run("backup", str(tmp_path / evil), "--json")
    assert not set("\x9b\u202e\x1b") & set(told.stdout)
    assert json.loads(told.stdout)["file"] == str(tmp_path / evil)
    assert demo.is_dir()


# Profiles


def test_profiles_are_listed_and_the_one_in_use_is_marked(demo: Path) -> None:
    (demo / "profiles" / "anna").mkdir()
    (demo / "profiles" / "No Name").mkdir()
    told = run("--profile", "anna", "profiles").stdout.splitlines()
    assert [line.partition(" assess")[0].rstrip() for line in told] == ["* anna", "  me"]
    found = json.loads(run("profiles", "--json").stdout)
    assert [(one["name"], one["in_use"]) for one in found["profiles"]] == [
        ("anna", False),
        ("me", True),
    ]
    assert (found["home"], found["profiles"][1]["assessments"]) == (str(demo), 2)


def test_without_profiles_it_says_so(home: Path) -> None:
    assert run("profiles").stdout == f"There is no profile yet in {home}\n"
    assert json.loads(run("profiles", "--json").stdout) == {"home": str(home), "profiles": []}

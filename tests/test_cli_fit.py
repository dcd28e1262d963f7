"""pmcoach fit: an ad in, what it weighs out; whatever is no ad is one clear line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmcoach.cli import cli
from pmcoach.cli.shared import CommandError
from pmcoach.coach.demo import make_demo
from pmcoach.coach.session import open_session
from pmcoach.store.content import shipped_folder
from tests.jobad.ad_files import OTHER_AD, PM_AD
from tests.test_cli import OBEYED, PMCOACH, one_line, run

pytestmark = pytest.mark.slow

KEYS = [
    "is_pm_ad",
    "confidence",
    "profession",
    "title",
    "role",
    "stage",
    "areas",
    "competencies",
    "years",
    "domain_knowledge",
    "certifications",
    "frameworks",
    "tools",
    "outside",
    "not_placed",
    "you",
]
GERMAN = (
    "Wir suchen eine Person für unser Produkt, die mit den Kunden spricht und dann sagt, was "
    "wir als Nächstes bauen sollen. Sie arbeiten mit dem Team und sind für den Erfolg da.\n"
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped content to break."""
    return Path(shutil.copytree(shipped_folder(), tmp_path / "pack"))


def fed(data: bytes, *arguments: str) -> Result:
    """The command with an ad on its standard input."""
    result = CliRunner().invoke(cli, ["fit", "-", *arguments], input=data, prog_name="pmcoach")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def written(folder: Path, data: bytes, name: str = "ad.txt") -> Path:
    folder.joinpath(name).write_bytes(data)
    return folder / name


# What is shown


def test_a_pm_ad_is_shown_with_its_weights_and_lines(home: Path) -> None:
    told = run("fit", PM_AD)
    assert told.exit_code == 0
    assert told.stderr == ""
    first, *rest = told.stdout.splitlines()
    assert first.startswith("This is ")
    assert first.endswith("an ad for product management.")
    assert "Title:      18F - Product Manager (IT Specialist)" in rest
    assert "What it weighs, by its own lines" in rest
    found = json.loads(run("fit", PM_AD, "--json").stdout)
    for one in (*found["areas"], *found["competencies"]):
        (percent,) = (line.split("%")[0] for line in rest if line.endswith(f"%  {one['title']}"))
        assert int(percent) == pytest.approx(100 * one["weight"], abs=0.51)
    for one in found["competencies"]:
        assert f'            "{one["lines"][0]}"' in rest
    assert "How close you are isn't known yet" in rest[-1]
    assert not home.exists(), "reading an ad writes nothing"


def test_json_has_every_key_and_weights_of_one() -> None:
    told = run("fit", PM_AD, "--json")
    assert told.exit_code == 0
    found = json.loads(told.stdout)
    assert list(found) == KEYS
    assert found["is_pm_ad"] is True
    assert 0.5 <= found["confidence"] <= 1
    for kind in ("areas", "competencies"):
        assert sum(one["weight"] for one in found[kind]) == pytest.approx(1, abs=0.005)
    ad = " ".join(PM_AD.read_text(encoding="utf-8").replace("*", "").split())
    for one in found["competencies"]:
        assert set(one) == {"id", "title", "weight", "lines"}
        assert one["lines"]
        assert all(" ".join(line.split()) in ad for line in one["lines"])
    assert found["you"] is None


def test_standard_input_is_read_like_a_file() -> None:
    assert fed(PM_AD.read_bytes()).stdout == run("fit", PM_AD).stdout
    assert fed(PM_AD.read_bytes(), "--json").stdout == run("fit", PM_AD, "--json").stdout


def test_a_closed_standard_input_is_an_empty_ad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmcoach.cli.job_ad.sys.stdin", None)
    with pytest.raises(CommandError, match="standard input: The text is empty"):
        cli(["fit", "-"], standalone_mode=False)


def test_a_profile_with_answers_is_told_how_far_it_is(home: Path) -> None:
    make_demo(home)
    found = json.loads(run("fit", PM_AD, "--json").stdout)
    assert found["you"]["levels_known"] > 0
    told = run("fit", PM_AD).stdout
    assert f"You meet {found['you']['met_percent']}% of what it asks for" in told
    assert f"{found['you']['levels_known']} levels known. " in told
    for gap in found["you"]["gaps"]:
        assert f"  {gap}" in told.splitlines()


# Another job


def test_an_ad_for_another_job_is_said_to_be_one_and_shown_on_request() -> None:
    told = run("fit", OTHER_AD)
    assert told.exit_code == 0
    said, hint = told.stdout.splitlines()
    assert "not an ad for product management" in said
    assert "--anyway" in hint
    anyway = run("fit", OTHER_AD, "--anyway").stdout
    assert anyway.startswith(said)
    assert "What it weighs, by its own lines" in anyway
    assert json.loads(run("fit", OTHER_AD, "--json").stdout)["is_pm_ad"] is False


def test_an_ad_for_another_job_is_kept_on_request_alone(home: Path) -> None:
    refused = run("fit", OTHER_AD, "--save", "Engineer")
    assert refused.exit_code == 1
    assert "--anyway" in one_line(refused)
    assert refused.stdout == ""
    assert not open_session(home=home, write=False).profile.journal.ads
    assert run("fit", OTHER_AD, "--save", "Engineer", "--anyway").exit_code == 0
    assert run("status").stdout.startswith("Target: Engineer, ")


# Keeping


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Ferry line", "Ferry line"),
        ("  Ferry\n\x1b[1m line ", "Ferry [1m line"),
        ("", "18F - Product Manager (IT Specialist)"),
        (" ", "18F - Product Manager (IT Specialist)"),
        ("n" * 200, "n" * 80),
    ],
)
def test_an_ad_is_kept_under_a_name_and_is_the_target(home: Path, given: str, name: str) -> None:
    told = run("fit", PM_AD, "--save", given)
    assert told.exit_code == 0
    assert told.stderr == f"Saved, and now your target: {name}\n"
    assert run("status").stdout.startswith(f"Target: {name}, ")
    session = open_session(home=home, write=False)
    assert session.profile.journal.ads[session.profile.journal.target_ad].name == name
    whole = json.loads(run("export", "--format", "json").stdout)
    assert whole["target"].startswith(f"{name}, ")
    assert whole["ad"]["name"] == name


def test_saving_with_json_leaves_json_alone_on_standard_output() -> None:
    told = run("fit", PM_AD, "--json", "--save", "Ferry line")
    assert list(json.loads(told.stdout)) == KEYS


def test_nothing_is_kept_where_another_one_writes(home: Path) -> None:
    session = open_session(home=home)
    try:
        refused = run("fit", PM_AD, "--save", "Ferry line")
    finally:
        session.close()
    assert refused.exit_code == 1
    assert one_line(refused)
    assert not open_session(home=home, write=False).profile.journal.ads


# Bad input


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01\x02binary", "not text"),
        (b"%PDF-1.4 words and words", "not text"),
        (b"\x1b\x07\xe2\x80\xae", "empty"),
        (b"Product manager wanted", "too little"),
        (GERMAN.encode(), "not seem to be in English"),
        (b"You will own the roadmap of it. " * 10_000, "too long"),
        (b"a novel of ten megabytes\n" * 420_000, "too long"),
    ],
    ids=["empty", "blank", "binary", "pdf", "controls", "short", "german", "long", "novel"],
)
def test_what_is_no_ad_is_one_clear_line(tmp_path: Path, data: bytes, why: str) -> None:
    file = written(tmp_path, data)
    refused = run("fit", file)
    assert refused.exit_code == 1
    assert why in one_line(refused)
    assert str(file) in one_line(refused)
    assert refused.stdout == ""
    for arguments in ((), ("--json",), ("--anyway", "--save", "x")):
        refused = fed(data, *arguments)
        assert refused.exit_code == 1
        assert one_line(refused).startswith("pmcoach: standard input: ")
        assert refused.stdout == ""


@pytest.mark.parametrize("name", ["none.txt", ".", "folder/", "x" * 300, "a\x1b[31m"])
def test_a_file_that_cannot_be_read_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    refused = run("fit", name)
    assert refused.exit_code == 1
    assert one_line(refused)
    assert not any(char in refused.output for char in OBEYED)


def test_a_named_pipe_is_one_clear_line(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no named pipes in folders")
    os.mkfifo(tmp_path / "pipe")
    refused = run("fit", tmp_path / "pipe")
    assert refused.exit_code == 1
    assert "pipe" in one_line(refused)


def test_a_file_has_to_be_named() -> None:
    refused = run("fit")
    assert refused.exit_code == 2
    assert "FILE" in refused.stderr


@pytest.mark.parametrize("arguments", [[], ["--json"], ["--save", "x"]])
def test_control_characters_of_an_ad_never_reach_the_output(
    tmp_path: Path, arguments: list[str]
) -> None:
    evil = f"{''.join(OBEYED)}[2J\u2066\u200b"
    text = PM_AD.read_text(encoding="utf-8").replace("Product", f"Prod{evil}uct")
    for name in ("ad.txt", "ad.html"):
        data = text if name == "ad.txt" else f"<html><body><p>{text}</p><p>&#27;&#x202e;</p></body>"
        told = run("fit", written(tmp_path, data.encode(), name), *arguments)
        assert told.exit_code == 0
        assert not any(char in told.output for char in (*OBEYED, "\u2066", "\u200b"))
        assert "Prod[2Juct" in told.output or "Prod[31m[2Juct" in told.output


def test_a_broken_pack_is_one_clear_line(pack: Path) -> None:
    (pack / "ads.toml").write_text("[ads]\nx = = 1\n", encoding="utf-8")
    refused = run("--content", pack, "fit", PM_AD)
    assert refused.exit_code == 1
    assert "ads.toml:2: not valid TOML" in one_line(refused)
    assert run("--content", pack, "status").exit_code == 0


def test_a_pack_that_cannot_read_ads_says_so(pack: Path) -> None:
    (pack / "ads.toml").unlink()
    refused = run("--content", pack, "fit", PM_AD)
    assert refused.exit_code == 1
    assert "no [ads] table" in one_line(refused)


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_an_output_that_takes_ascii_alone_is_no_reason_to_fail(
    tmp_path: Path, arguments: list[str]
) -> None:
    text = PM_AD.read_text(encoding="utf-8").replace("roadmap", "roadmap für größere Kähne")
    file = written(tmp_path, text.encode())
    done = subprocess.run(
        [PMCOACH, "fit", file, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith((b"This is ", b"{"))

"""pmcoach config: what holds, where it came from, and a first file to begin from."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import pmcoach.launch
from pmcoach.cli import cli
from pmcoach.coach.settings import settings
from pmcoach.tui.commands import COMMANDS

VARIABLES = ("PMCOACH_PROFILE", "PMCOACH_CONTENT", "PMCOACH_THEME", "PMCOACH_CONFIG", "NO_COLOR")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def put(home: Path, text: str) -> Path:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")
    return home / "config.toml"


def test_every_setting_is_shown_with_where_it_came_from(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, 'profile = "anna"\ntheme = "light"\n[keys]\nresults = "f2"\n')
    monkeypatch.setenv("PMCOACH_THEME", "contrast")
    said = run("--content", "my-pack", "config").stdout
    assert "profile  anna  (from: config.toml)" in said
    assert "content  my-pack  (from: --content)" in said
    assert "theme    contrast  (from: PMCOACH_THEME)" in said
    assert "results: f2  on home, ending, plan" in said
    for path in (
        home / "config.toml",
        home,
        home / "profiles" / "anna",
        home / "profiles" / "anna" / ".lock",
        Path("my-pack").absolute(),
    ):
        assert str(path) in said


def test_as_json_it_holds_the_same(home: Path) -> None:
    put(home, 'theme = "light"\n[keys]\n"plan.drop" = ["X", "f9"]\n')
    found = json.loads(run("--profile", "bob", "config", "--json").stdout)
    assert found["settings"] == {
        "profile": {"value": "bob", "from": "--profile"},
        "content": {"value": None, "from": "default"},
        "theme": {"value": "light", "from": "config.toml"},
    }
    assert found["keys"] == {"plan.drop": ["X", "f9"]}
    assert found["paths"]["config"] == str(home / "config.toml")
    assert found["paths"]["profile"] == str(home / "profiles" / "bob")
    assert (found["config_exists"], found["warnings"]) == (True, [])


def test_what_is_wrong_is_on_stderr_and_the_json_stays_json(home: Path) -> None:
    path = put(home, 'colour = 1\n[keys]\nreslts = "x"\n')
    result = run("config", "--json")
    assert result.exit_code == 0
    warnings = json.loads(result.stdout)["warnings"]
    assert len(warnings) == 2
    assert all(one.startswith(f"{path}: ") for one in warnings)
    assert [line.removeprefix("pmcoach: ") for line in result.stderr.splitlines()] == warnings


def test_looking_makes_nothing(home: Path) -> None:
    assert "not there; pmcoach config --init writes one" in run("config").stdout
    assert not home.exists()


def test_a_first_config_is_valid_says_nothing_and_is_never_written_over(home: Path) -> None:
    before = settings()
    assert run("config", "--init").exit_code == 0
    path = home / "config.toml"
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"keys": {}}
    assert settings().theme == before.theme
    assert settings().warnings == ()
    result = run("config", "--init")
    assert result.exit_code == 1
    assert "exists already" in result.stderr
    assert path.read_text(encoding="utf-8") == text


def test_every_line_of_the_first_config_can_be_used(home: Path) -> None:
    """What is a comment in it is a setting with the # taken away."""
    run("config", "--init")
    path = home / "config.toml"
    lines = [
        line.removeprefix("# ") if " = " in line else line
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = json.loads(run("config", "--json").stdout)
    assert found["warnings"] == []
    assert {one["from"] for one in found["settings"].values()} == {"config.toml"}
    assert {place.split(".")[1] for place in found["keys"]} == {"results", "quit", "drop"}


def test_a_name_that_no_profile_can_have_is_one_line() -> None:
    result = run("--profile", "../me", "config")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_other_commands_take_their_profile_from_the_settings(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, 'colour = 1\nprofile = "anna"\n')
    result = run("status", "--json")
    json.loads(result.stdout)
    assert result.stderr.count("colour") == 1
    monkeypatch.setenv("PMCOACH_PROFILE", "Not A Name")
    assert run("status").exit_code == 1


def test_the_screens_take_profile_and_content_from_the_settings(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[object, ...]] = []

    def open_them(*given: object) -> int:
        opened.append(given)
        return 0

    monkeypatch.setattr(pmcoach.launch, "open_screens", open_them)
    put(home, 'profile = "anna"\ncontent = "pack"\n')
    assert pmcoach.launch.start() == 0
    assert opened[0][:2] == ("anna", home / "pack")


def test_control_characters_reach_no_terminal(home: Path) -> None:
    put(
        home,
        '"\\u001b[31m" = 1\ntheme = "\\u009b2J"\n[keys]\n"\\u0007" = "x"\nresults = "\\u001b"\n',
    )
    result = run("config")
    assert result.exit_code == 0
    assert all(line.isprintable() for line in (result.stdout + result.stderr).splitlines())


@pytest.mark.parametrize(("config", "parser"), [("", False), ('theme = "light"\n', True)])
def test_the_parser_is_loaded_only_where_there_is_a_config(
    home: Path, config: str, parser: bool
) -> None:
    if config:
        put(home, config)
    code = (
        "import sys\nfrom pmcoach.coach.settings import settings\n"
        "from pmcoach.tui.keymap import make_keymap\n"
        "make_keymap(settings().config.keys)\nprint(*sys.modules, sep=chr(10))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    loaded = set(done.stdout.splitlines())
    assert "pmcoach.tui.keymap" in loaded
    assert not loaded & {"textual", "pydantic", "rich"}
    assert ("tomllib" in loaded) is parser


def test_the_sample_names_commands_that_there_are(home: Path) -> None:
    run("config", "--init")
    text = (home / "config.toml").read_text(encoding="utf-8")
    ids = {one.id for one in COMMANDS}
    for line in text.partition("[keys]")[2].splitlines():
        if " = " in line:
            name = line.removeprefix("# ").partition(" = ")[0].strip('"')
            assert name.rpartition(".")[2] in ids

"""config.toml: what it says holds, and what is wrong in it harms nothing but itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pmcoach.store.errors import StoreError

from pmcoach.coach.settings import CHOSEN, CONFIG, DEFAULT, Setting, settings
from pmcoach.store.config import (
    THEME_CHOICES,
    Config,
    config_file,
    read_config,
    read_theme,
    save_theme,
    write_first_config,
)

VARIABLES = ("PMCOACH_PROFILE", "PMCOACH_CONTENT", "PMCOACH_THEME", "PMCOACH_CONFIG", "NO_COLOR")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test sets itself."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def written(home: Path, text: str) -> Config:
    """What a config.toml with this text says."""
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")
    return read_config(config_file())


def test_without_a_file_nothing_is_said_and_nothing_is_wrong(home: Path) -> None:
    config = read_config(config_file())
    assert config == Config(home / "config.toml")
    assert not config.warnings


def test_every_setting_is_read(home: Path) -> None:
    config = written(
        home,
        'profile = "anna"\ncontent = "packs/mine"\ntheme = "light"\n'
        '[keys]\nresults = "x"\nquit = ["Q", "f10"]\n',
    )
    assert (config.profile, config.theme) == ("anna", "light")
    assert config.content == home / "packs" / "mine"
    assert config.keys == {"results": ("x",), "quit": ("Q", "f10")}
    assert config.warnings == ()


@pytest.mark.parametrize("line", ['"home.results" = "x"', 'home.results = "x"'])
def test_a_key_for_one_screen_may_stand_with_or_without_quotes(home: Path, line: str) -> None:
    assert written(home, f"[keys]\n{line}\n").keys == {"home.results": ("x",)}


def test_a_home_in_the_content_path_is_the_users(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert written(home, 'content = "~/pack"\n').content == tmp_path / "pack"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('colour = "red"', "colour"),
        ("profile = 7", "profile"),
        ('profile = "No Name"', "profile"),
        ("theme = true", "theme"),
        ('theme = "blue"', "theme"),
        ('content = ""', "content"),
        ("[keys]\nresults = 1", "[keys] results"),
        ("[keys]\nresults = []", "[keys] results"),
        ('[keys]\nresults = ["x", 2]', "[keys] results"),
        ('[keys]\nhome.results.x = "x"', "[keys] home.results"),
        ('keys = "x"', "keys"),
    ],
)
def test_what_is_wrong_is_named_in_one_line_and_the_rest_holds(
    home: Path, line: str, named: str
) -> None:
    rest = 'theme = "mono"' if named == "profile" else 'profile = "anna"'
    config = written(home, f"{rest}\n{line}\n")
    assert len(config.warnings) == 1
    assert config.warnings[0].startswith(f"{home / 'config.toml'}: {named}: ")
    assert "\n" not in config.warnings[0]
    assert (config.theme, config.profile) == (("mono", "") if named == "profile" else ("", "anna"))
    assert config.keys == {}


@pytest.mark.parametrize(
    "data",
    [
        b"profile = ",
        b"\xff\xfe\x00",
        b"[keys\n",
        b"a = " + b"[" * 3000 + b"]" * 3000,
        b'x = """',
        b'profile = "a"\nprofile = "b"\n',
        b"#" * 300_000,
        b"x = " + b"9" * 5000,
    ],
)
def test_a_file_that_is_no_toml_is_left_out_whole_with_one_line(home: Path, data: bytes) -> None:
    home.mkdir()
    (home / "config.toml").write_bytes(data)
    config = read_config(config_file())
    assert config.exists
    assert (config.profile, config.theme, config.keys) == ("", "", {})
    assert len(config.warnings) == 1
    assert "config.toml" in config.warnings[0]


def test_a_folder_in_its_place_is_one_line(home: Path) -> None:
    (home / "config.toml").mkdir(parents=True)
    assert len(read_config(config_file()).warnings) == 1


def test_control_characters_of_the_file_reach_no_terminal(home: Path) -> None:
    config = written(home, '"\\u001b[31mred" = 1\ntheme = "\\u001b]0;x\\u0007"\n')
    assert len(config.warnings) == 2
    assert all(one.isprintable() for one in config.warnings)


def test_a_byte_order_mark_does_no_harm(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_bytes(b'\xef\xbb\xbftheme = "light"\n')
    assert read_config(config_file()).theme == "light"


def test_another_file_can_be_named(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.toml"
    other.write_text('theme = "light"\n', encoding="utf-8")
    written(home, 'theme = "contrast"\n')
    monkeypatch.setenv("PMCOACH_CONFIG", str(other))
    assert settings().theme == Setting("light", CONFIG)
    other.unlink()
    found = settings()
    assert found.theme == Setting("dark", DEFAULT)
    assert len(found.warnings) == 1
    assert str(other) in found.warnings[0]


def test_the_command_line_holds_before_the_environment_before_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings().profile == Setting("me", DEFAULT)
    assert settings().content == Setting("", DEFAULT)
    assert settings().content_folder is None
    written(home, 'profile = "file"\ncontent = "pack"\n')
    assert settings().profile == Setting("file", CONFIG)
    assert settings().content == Setting(str(home / "pack"), CONFIG)
    monkeypatch.setenv("PMCOACH_PROFILE", "environment")
    monkeypatch.setenv("PMCOACH_CONTENT", "there")
    assert settings().profile == Setting("environment", "PMCOACH_PROFILE")
    assert settings().content == Setting("there", "PMCOACH_CONTENT")
    given = settings("said", Path("here"))
    assert given.profile == Setting("said", "--profile")
    assert given.content == Setting("here", "--content")
    assert given.content_folder == Path("here")


def test_the_theme_of_the_environment_holds_before_the_files_before_what_was_chosen(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    assert settings().theme == Setting("dark", DEFAULT)
    save_theme(home, "contrast")
    assert settings().theme == Setting("contrast", CHOSEN)
    written(home, 'theme = "light"\n')
    assert settings().theme == Setting("light", CONFIG)
    monkeypatch.setenv("PMCOACH_THEME", "terminal")
    assert settings().theme == Setting("terminal", "PMCOACH_THEME")
    monkeypatch.setenv("PMCOACH_THEME", "pink")
    found = settings()
    assert found.theme == Setting("light", CONFIG)
    assert [one for one in found.warnings if one.startswith("PMCOACH_THEME: ")]


@pytest.mark.parametrize(
    ("named", "held"),
    [
        ("", Setting("mono", "NO_COLOR")),
        ("light", Setting("light", "PMCOACH_THEME")),
        ("terminal", Setting("mono", "NO_COLOR")),
    ],
)
def test_without_colour_the_theme_is_grey(
    home: Path, monkeypatch: pytest.MonkeyPatch, named: str, held: Setting
) -> None:
    written(home, 'theme = "contrast"\n')
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("PMCOACH_THEME", named)
    assert settings().theme == held


def test_an_empty_no_color_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert settings().theme == Setting("dark", DEFAULT)


@pytest.mark.parametrize("look", THEME_CHOICES)
def test_the_chosen_look_is_remembered(home: Path, look: str) -> None:
    home.mkdir()
    save_theme(home, look)
    assert read_theme(home) == look


@pytest.mark.parametrize("data", [b"pink\n", b"\x00\xff", b"", b"dark" * 1000])
def test_a_damaged_memory_is_no_memory(home: Path, data: bytes) -> None:
    home.mkdir()
    save_theme(home, "light")
    [file] = home.iterdir()
    file.write_bytes(data)
    assert read_theme(home) == ""


def test_a_memory_that_cannot_be_kept_harms_nothing(home: Path) -> None:
    save_theme(home, "light")
    assert read_theme(home) == ""


def test_a_first_config_is_laid_down_but_never_over_another(home: Path) -> None:
    write_first_config(home / "config.toml", "# mine\n")
    with pytest.raises(StoreError, match="exists already"):
        write_first_config(home / "config.toml", "# yours\n")
    assert (home / "config.toml").read_text(encoding="utf-8") == "# mine\n"
    assert os.listdir(home) == ["config.toml"]


def test_a_link_that_leads_nowhere_is_not_written_over(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").symlink_to(home / "gone")
    with pytest.raises(StoreError):
        write_first_config(home / "config.toml", "# mine\n")


def test_without_a_home_of_its_own_it_lies_where_the_platform_keeps_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PMCOACH_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    found = config_file()
    assert found.parts[-2:] == ("pmcoach", "config.toml")
    assert found.is_relative_to(tmp_path)

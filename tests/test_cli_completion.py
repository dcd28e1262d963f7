"""Completion, as real shells have it from the script that pmcoach prints."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pexpect
import pytest

from pmcoach.cli import completion
from pmcoach.coach.step_ids import MOST_BYTES, read_steps
from pmcoach.store.content import load_catalog, shipped_folder

pytestmark = pytest.mark.slow

FOLDER = Path(sys.executable).parent
FORMATS = {"markdown", "manager", "manager-markdown"}
FUNCTION = "_pmcoach_completion"
ASK_BASH = """
_ask() { local IFS=' '; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
  _pmcoach_completion pmcoach; printf '%s\\n' "${COMPREPLY[@]}"; }
_ask """
# Outside the line editor zsh's own functions cannot be called: they print what they are given.
ASK_ZSH = """
compdef() { : }
compadd() { print -rl -- $completions }
_describe() { print -rl -- ${completions_with_descriptions%%:*} }
_path_files() { print files }
"""


def shells() -> list[object]:
    return [pytest.param(shell, marks=getattr(pytest.mark, shell)) for shell in completion.SHELLS]


def environment() -> dict[str, str]:
    """This one's, with the installed pmcoach first in the path."""
    return {**os.environ, "PATH": f"{FOLDER}{os.pathsep}{os.environ['PATH']}"}


@cache
def script(shell: str) -> str:
    """What ``pmcoach completion`` prints, which is the same on any home folder."""
    done = subprocess.run(
        [FOLDER / "pmcoach", "completion", shell],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def offered(shell: str, *words: str) -> set[str]:
    """What a shell offers for the last of the words, which say what is typed after pmcoach."""
    line = " ".join(["pmcoach", *words])
    quoted = " ".join(f"'{word}'" for word in ("pmcoach", *words))
    code, options = {
        "bash": (f"{script(shell)}{ASK_BASH}{quoted}", ["--norc", "--noprofile", "-c"]),
        "zsh": (
            f"{ASK_ZSH}{script(shell)}\nwords=({quoted}) CURRENT={len(words) + 1}\n{FUNCTION}",
            ["-f", "-c"],
        ),
        "fish": (f"{script(shell)}\ncomplete -C '{line}'", ["--no-config", "-c"]),
    }[shell]
    done = subprocess.run(
        [shell, *options, code],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return {row.split("\t")[0] for row in done.stdout.splitlines() if row}


@pytest.mark.parametrize("shell", shells())
def test_a_shell_completes_commands(shell: str) -> None:
    assert offered(shell, "d") == {"demo", "doctor", "done"}
    assert offered(shell, "content", "c") == {"check"}


@pytest.mark.parametrize("shell", shells())
def test_a_shell_completes_options_and_formats(shell: str) -> None:
    assert offered(shell, "export", "--fo") == {"--format", "--force"}
    assert offered(shell, "export", "--format", "ma") == FORMATS


@pytest.mark.parametrize("shell", shells())
def test_a_shell_completes_the_ids_of_steps(shell: str) -> None:
    known = {one for one in load_catalog().steps if one.startswith("mkt-voice.")}
    assert known
    assert offered(shell, "done", "mkt-voice.") == known


@pytest.mark.parametrize("shell", shells())
def test_a_shell_completes_the_names_of_profiles(shell: str, home: Path) -> None:
    for name in ("anna", "amy", "me"):
        (home / "profiles" / name).mkdir(parents=True)
    assert offered(shell, "--profile", "a") == {"anna", "amy"}


@pytest.mark.bash
def test_the_tab_key_in_bash_completes_a_command_a_step_and_a_file(tmp_path: Path) -> None:
    (tmp_path / "safe copy.zip").write_bytes(b"")
    (tmp_path / "rc").write_text(
        script("bash") + "PS1='ready> '\nbind 'set bell-style none'\n", encoding="utf-8"
    )
    env = {**environment(), "TERM": "dumb", "INPUTRC": os.devnull}
    shell = pexpect.spawn(
        "bash",
        ["--noprofile", "--rcfile", "rc", "-i"],
        cwd=str(tmp_path),
        env=env,
        encoding="utf-8",
        timeout=30,
    )
    try:
        for typed, shown in (
            ("pmcoach resto", "restore "),
            ("pmcoach restore saf", "copy.zip"),
            ("pmcoach done mkt-voice.h-six", "h-six-interviews "),
        ):
            shell.expect_exact("ready> ")
            shell.send(f"{typed}\t")
            shell.expect_exact(shown)
            shell.send("\x15\r")
    finally:
        shell.close(force=True)


@pytest.mark.parametrize("shell", shells())
@pytest.mark.parametrize("pack", ["nowhere", "broken"])
def test_a_pack_that_cannot_be_read_offers_nothing_and_says_nothing(
    tmp_path: Path, shell: str, pack: str
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pack.toml").write_bytes(b'[[step]]\nid = \xff\n[[step]]\nid = "..')
    assert offered(shell, "--content", str(tmp_path / pack), "done", "") == set()


@pytest.mark.parametrize("shell", shells())
@pytest.mark.parametrize("words", [("--profile", ""), ("done", "")], ids=["profiles", "steps"])
def test_a_home_folder_of_nobody_offers_nothing_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch, shell: str, words: tuple[str, ...]
) -> None:
    script(shell)  # asked for on a home folder that there can be
    monkeypatch.setenv("PMCOACH_HOME", "~no-such-user/pmcoach")
    assert offered(shell, *words) == set()


def test_the_steps_offered_are_those_of_the_pack() -> None:
    steps = load_catalog().steps.values()
    assert dict(read_steps(shipped_folder())) == {step.id: step.title for step in steps}


@pytest.mark.parametrize(
    "unusable",
    [
        b'[[step]]\nid = "cut.h-short',
        b'[[step]]\nid = "\xff"\ntitle = "Not UTF-8"\n',
        b'step = "no list"  # [[step]]\n',
        b"step = [1]  # [[step]]\n",
        b'[[step]]\nid = 3\ntitle = "A number"\n',
        b'[[step]]\nid = "no.h-title"\n',
        b"[[step]]\ndeep = " + b"[" * 100_000,
        b'[[step]]\nid = "too.h-long"\ntitle = "Long"\n#' + b"x" * MOST_BYTES,
    ],
    ids=["cut short", "bytes", "no list", "no table", "no text", "no title", "nested", "long"],
)
def test_what_cannot_be_used_is_skipped_and_the_other_files_are_not(
    tmp_path: Path, unusable: bytes
) -> None:
    (tmp_path / "a.toml").write_bytes(unusable)
    (tmp_path / "b.toml").write_text('[[step]]\nid = "fine.h-one"\ntitle = "One"\n', "utf-8")
    assert list(read_steps(tmp_path)) == [("fine.h-one", "One")]


def test_steps_whose_ids_a_shell_might_obey_are_not_offered(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[[step]]\nid = "x;reboot"\ntitle = "A"\n[[step]]\nid = "$(x)"\ntitle = "B"\n'
        '[[step]]\nid = "x\\nreboot"\ntitle = "C"\n'
        '[[step]]\nid = "fine.h-one"\ntitle = "One\\u001b[31m"\n',
        encoding="utf-8",
    )
    assert list(read_steps(tmp_path)) == [("fine.h-one", "One[31m")]


def test_completing_loads_neither_models_nor_screens() -> None:
    code = (
        "import sys; from pmcoach.__main__ import main\ntry: main()\n"
        "except SystemExit: pass\nprint('loaded:', *sys.modules, file=sys.stderr)"
    )
    env = {
        **environment(),
        "_PMCOACH_COMPLETE": "bash_complete",
        "COMP_WORDS": "pmcoach done mkt",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, "completion"],
        env=env,
        timeout=60,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "plain,mkt-voice.h-six-interviews" in done.stdout
    assert not {"pydantic", "textual"} & set(done.stderr.split())

"""The release check: what its rules say, and that its checks can fail."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from pmcoach import __version__
from scripts.release_check import (
    ROOT,
    CheckError,
    Isolation,
    Release,
    check_version,
    git,
    namespace_isolation,
    open_demo,
    run,
    run_checks,
    running_for,
    sdist_files,
    shim_isolation,
)
from scripts.release_version import Section, read_sections, version_fault

OPEN = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n"
RELEASED = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-03-02\n\n- A thing.\n"
BOTH = f"{OPEN}\n## [0.2.0] - 2026-03-02\n\n- An older thing.\n"
UNDATED = "# Changelog\n\n## [0.2.0]\n\n- A thing.\n"
TRUNCATED = "# Changelog\n"


def test_sections_have_their_version_date_and_whether_they_say_anything() -> None:
    assert read_sections(RELEASED) == [
        Section("Unreleased", "", has_entries=False),
        Section("0.2.0", "2026-03-02", has_entries=True),
    ]


@pytest.mark.parametrize(
    ("version", "changelog", "tag"),
    [
        ("0.1.0", OPEN, None),
        ("0.2.0", RELEASED, None),
        ("0.3.0", BOTH, None),
        ("0.10.0", BOTH, None),
        ("0.2.0", RELEASED, "v0.2.0"),
    ],
)
def test_a_version_that_fits_has_no_fault(version: str, changelog: str, tag: str | None) -> None:
    assert version_fault(version, changelog, tag) is None


@pytest.mark.parametrize(
    ("version", "changelog", "tag", "fault"),
    [
        ("0.2.0", BOTH, None, "[Unreleased] has entries too"),
        ("0.1.0", BOTH, None, "the changelog is at 0.2.0 already"),
        ("0.3.0", RELEASED, None, "neither a heading for 0.3.0 nor entries"),
        ("0.1.0", TRUNCATED, None, "neither a heading for 0.1.0 nor entries"),
        ("0.2.0", UNDATED, None, "the heading of 0.2.0 has no date"),
        ("0.2.0", RELEASED, "v0.3.0", "the tag is v0.3.0"),
        ("0.2.0", BOTH, "v0.2.0", "entries that belong to 0.2.0"),
        ("0.3.0", RELEASED, "v0.3.0", "the newest heading of the changelog is 0.2.0"),
        ("0.1.0", OPEN, "v0.1.0", "the newest heading of the changelog is None"),
    ],
)
def test_a_version_that_does_not_fit_has_its_fault_named(
    version: str, changelog: str, tag: str | None, fault: str
) -> None:
    assert fault in str(version_fault(version, changelog, tag))


def test_this_version_fits_this_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert version_fault(__version__, changelog, None) is None


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return Release(tmp_path, tagged=False, run_all=False)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: Release) -> Path:
    """A git repository whose changelog has released this version, and which the check looks at."""
    folder = tmp_path / "repository"
    folder.mkdir()
    changelog = f"# Changelog\n\n## [Unreleased]\n\n## [{__version__}] - 2026-03-02\n\n- A thing.\n"
    (folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    monkeypatch.setattr("scripts.release_check.ROOT", folder)
    git(release, "init", "-q")
    git(release, "add", "-A")
    author = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    git(release, *author, "commit", "-q", "-m", "Release")
    return folder


@pytest.mark.usefixtures("repository")
def test_a_commit_without_a_tag_passes_unless_one_is_demanded(release: Release) -> None:
    assert check_version(release) == f"{__version__}, no tag yet"
    with pytest.raises(CheckError, match="HEAD has no tag"):
        check_version(replace(release, tagged=True))


@pytest.mark.usefixtures("repository")
def test_the_tag_of_another_version_fails_and_the_right_one_passes(release: Release) -> None:
    git(release, "tag", "v9.9.9")
    with pytest.raises(CheckError, match=r"the tag is v9\.9\.9"):
        check_version(release)
    git(release, "tag", f"v{__version__}")
    assert check_version(replace(release, tagged=True)) == f"{__version__}, v{__version__}"


def test_a_failed_check_is_named_and_counted_and_the_next_ones_run(
    release: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_release: Release) -> str:
        raise CheckError("it broke", "line one\nline two")

    def sound(_release: Release) -> str:
        return "fine"

    assert run_checks(release, [("first", broken), ("second", sound)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "FAIL  first: it broke",
        "        line one",
        "        line two",
        "ok    second: fine",
    ]


def test_a_command_that_fails_fails_its_check_with_its_output(release: Release) -> None:
    with pytest.raises(CheckError, match="exit code 3") as error:
        run(release, sys.executable, "-c", "print('why'); raise SystemExit(3)", cwd=release.folder)
    assert error.value.output == "why\n"


def test_nothing_of_the_callers_own_data_or_modules_reaches_a_command(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PMCOACH_CONTENT", "elsewhere")
    assert "elsewhere" not in release.environment().values()
    assert release.environment()["PMCOACH_HOME"] == str(release.folder / "data")


def test_an_archive_that_was_not_built_fails_the_check(release: Release) -> None:
    with pytest.raises(CheckError, match="0 files"):
        _ = release.wheel


def test_the_files_of_an_sdist_are_named_from_its_top(tmp_path: Path) -> None:
    (tmp_path / "README.md").touch()
    archive = tmp_path / "pmcoach-1.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(tmp_path / "README.md", "pmcoach-1/docs/README.md")
    assert sdist_files(archive) == {"docs/README.md"}


def fake_program(folder: Path, ending: str) -> Path:
    """A program that shows a screen until a key is pressed, and then runs ``ending``."""
    program = folder / "pmcoach"
    program.write_text(
        f"#!{sys.executable}\nimport os, subprocess, tty\n"
        "tty.setcbreak(0)\nprint('\\x1b[?1049hHome', flush=True)\nos.read(0, 1)\n" + ending,
        encoding="utf-8",
    )
    program.chmod(0o700)
    return program


def test_a_demo_that_opens_and_quits_passes(release: Release) -> None:
    open_demo(release, fake_program(release.folder, ""))


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        ("raise SystemExit(3)", "ended with 3"),
        ("open(os.environ['TMPDIR'] + '/draft', 'w').close()", "left draft behind"),
    ],
)
def test_a_demo_that_fails_or_leaves_a_file_behind_is_noticed(
    release: Release, ending: str, reason: str
) -> None:
    with pytest.raises(CheckError, match=reason):
        open_demo(release, fake_program(release.folder, ending))


def test_a_demo_that_leaves_a_process_running_is_noticed(release: Release) -> None:
    ending = (
        "quiet = dict.fromkeys(('stdin', 'stdout', 'stderr'), subprocess.DEVNULL)\n"
        "subprocess.Popen(['sleep', '60'], start_new_session=True, **quiet)\n"
    )
    try:
        with pytest.raises(CheckError, match="left processes running"):
            open_demo(release, fake_program(release.folder, ending))
    finally:
        for pid in running_for(release):
            psutil.Process(pid).kill()


def test_a_demo_without_a_screen_is_noticed(release: Release) -> None:
    program = release.folder / "pmcoach"
    program.write_text("#!/bin/sh\necho no screens today\n", encoding="utf-8")
    program.chmod(0o700)
    with pytest.raises(CheckError, match="showed no screen") as error:
        open_demo(release, program)
    assert "no screens today" in error.value.output


@pytest.fixture
def server() -> Iterator[tuple[str, int]]:
    """The address of a server on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = listening.getsockname()
        try:
            socket.create_connection(address, 5).close()
        except OSError:
            pytest.skip("there is no loopback network here to take away")
        yield address


def connects(isolation: Isolation, server: tuple[str, int]) -> bool:
    """Whether a program run with ``isolation`` reaches ``server``."""
    code = f"import socket; socket.create_connection({server!r}, 5)"
    completed = subprocess.run(
        [*isolation.prefix, sys.executable, "-c", code],
        env={**os.environ, **isolation.environment},
        capture_output=True,
        check=False,
    )
    return completed.returncode == 0


def test_without_isolation_a_server_is_reached(server: tuple[str, int]) -> None:
    assert connects(Isolation("none"), server)


def test_a_namespace_lets_nothing_out(server: tuple[str, int]) -> None:
    isolation = namespace_isolation()
    if isolation is None:
        pytest.skip("this system lends no network namespace")
    assert not connects(isolation, server)


def test_the_shim_lets_nothing_out_and_leaves_local_sockets_alone(
    server: tuple[str, int], tmp_path: Path
) -> None:
    isolation = shim_isolation(tmp_path / "shim")
    assert not connects(isolation, server)
    local = "import asyncio, socket; socket.socketpair(); asyncio.run(asyncio.sleep(0))"
    subprocess.run(
        [sys.executable, "-c", local], env={**os.environ, **isolation.environment}, check=True
    )

"""Checks that what would be released builds, installs, runs and says its right version.

Run it from the top of a checkout: python -m scripts.release_check [--tagged] [--all]. Each check
prints one line, and the exit code is 1 if any of them failed. Environments are set up from the
package index; the tests of the unpacked sdist run without a network.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from pmcoach import __version__
from scripts.release_version import version_fault
from scripts.terminal import NotShownError, Terminal

ROOT = Path(__file__).resolve().parent.parent
FAST_TESTS = ("-m", "not slow")
SECONDS_A_COMMAND = 5400
"""How long one command may take; all tests on a slow machine take longest."""
OUTPUT_LINES = 40
"""How much of a failed command's output is shown."""
DENY_SOCKETS = """\
import socket

LOCAL = getattr(socket, "AF_UNIX", None)


def deny(self, *address):
    raise OSError("the release check allows no network")


class LocalSocket(socket.socket):
    def __init__(self, family=-1, *arguments, **options):
        super().__init__(family, *arguments, **options)
        if self.family != LOCAL:
            self.close()
            deny(self)


socket.socket = LocalSocket
socket.getaddrinfo = deny
"""
"""Takes the network away from Python alone, for machines that lend no network namespace."""


class CheckError(Exception):
    """A check that failed: why, in one line, and the output that shows it."""

    def __init__(self, reason: str, output: str = "") -> None:
        super().__init__(reason)
        self.output = output


@dataclass(frozen=True)
class Release:
    """What is checked: a working folder, and how strictly."""

    folder: Path
    tagged: bool
    run_all: bool

    @property
    def wheel(self) -> Path:
        return self._built("*.whl")

    @property
    def sdist(self) -> Path:
        return self._built("*.tar.gz")

    @property
    def source(self) -> Path:
        """The unpacked sdist."""
        return self.folder / "source" / self.sdist.name.removesuffix(".tar.gz")

    def _built(self, pattern: str) -> Path:
        archives = list((self.folder / "dist").glob(pattern))
        if len(archives) != 1:
            raise CheckError(f"{len(archives)} files {pattern} were built, not one")
        return archives[0]

    def environment(self) -> dict[str, str]:
        """The present environment without what leads to this checkout or to one's own data."""
        dropped = ("PYTHON", "VIRTUAL_ENV", "PMCOACH_", "_PMCOACH_")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
        return inherited | {"PMCOACH_HOME": str(self.folder / "data")}


@dataclass(frozen=True)
class Isolation:
    """A way to run a command without a network."""

    name: str
    prefix: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def run(release: Release, *command: str | Path, cwd: Path, **variables: str) -> str:
    """The output of a command. Raises CheckError where it fails."""
    words = [str(word) for word in command]
    completed = subprocess.run(
        words,
        cwd=cwd,
        env=release.environment() | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS_A_COMMAND,
        check=False,
    )
    if completed.returncode != 0:
        shown = " ".join([Path(words[0]).name, *words[1:]])
        raise CheckError(f"exit code {completed.returncode} of: {shown}", completed.stdout)
    return completed.stdout


def git(release: Release, *words: str) -> str:
    return run(release, "git", *words, cwd=ROOT)


def is_checkout() -> bool:
    return (ROOT / ".git").exists()


def check_version(release: Release) -> str:
    """Package, changelog and tag agree."""
    tags = git(release, "tag", "--points-at", "HEAD").split() if is_checkout() else []
    versions = sorted(tag for tag in tags if re.fullmatch(r"v\d.*", tag))
    expected = f"v{__version__}"
    tag = expected if expected in versions else next(iter(versions), None)
    if release.tagged and tag is None:
        raise CheckError(f"HEAD has no tag {expected}")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if fault := version_fault(__version__, changelog, tag):
        raise CheckError(fault)
    return f"{__version__}, {tag or 'no tag yet'}"


def check_build(release: Release) -> str:
    """Wheel and sdist are built, the wheel from the sdist."""
    run(
        release,
        sys.executable,
        "-m",
        "build",
        "--outdir",
        release.folder / "dist",
        ROOT,
        cwd=release.folder,
    )
    return f"{release.sdist.name}, {release.wheel.name}"


def check_metadata(release: Release) -> str:
    """An index would take the metadata, and can show the README."""
    archives = (release.wheel, release.sdist)
    run(release, sys.executable, "-m", "twine", "check", "--strict", *archives, cwd=release.folder)
    return "both pass twine's strict check"


def sdist_files(archive: Path) -> set[str]:
    """The files of an sdist, by their path in the project."""
    with tarfile.open(archive) as tar:
        return {member.name.partition("/")[2] for member in tar if not member.isdir()}


def check_sdist_files(release: Release) -> str:
    """The sdist contains what git tracks, and nothing else."""
    if not is_checkout():
        return "not compared: no git checkout"
    tracked = {name for name in git(release, "ls-files", "-z").split("\0") if name}
    packed = sdist_files(release.sdist) - {"PKG-INFO"}
    if packed != tracked:
        difference = ", ".join(sorted(packed ^ tracked)[:5])
        raise CheckError(f"sdist and git differ in {len(packed ^ tracked)} files: {difference}")
    return f"{len(packed)} files, all that git tracks"


def make_environment(release: Release, name: str) -> Path:
    """The folder with the programs of a new virtual environment."""
    folder = release.folder / name
    run(release, sys.executable, "-m", "venv", folder, cwd=release.folder)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def check_wheel_installs(release: Release) -> str:
    """The wheel, installed alone, runs."""
    return try_installed(release, release.wheel, "venv-wheel")


def check_sdist_installs(release: Release) -> str:
    """The sdist, installed alone, runs."""
    return try_installed(release, release.sdist, "venv-sdist")


def try_installed(release: Release, archive: Path, name: str) -> str:
    """Install ``archive`` in a new environment and use the program as its first user would."""
    programs = make_environment(release, name)
    run(release, programs / "python", "-m", "pip", "install", archive, cwd=release.folder)
    program = programs / "pmcoach"
    shown = run(release, program, "--version", cwd=release.folder).split()[-1]
    if shown != __version__:
        raise CheckError(f"pmcoach --version says {shown}, not {__version__}")
    run(release, program, "content", "check", cwd=release.folder)
    run(release, program, "demo", "--help", cwd=release.folder)
    open_demo(release, program)
    return "version, content check, help, and the demo on a terminal"


def open_demo(release: Release, program: Path) -> None:
    """Open the demo on a pseudo-terminal and quit it. Raises CheckError where it does not show its
    screens, does not end well, or leaves a process or a file behind."""
    scratch = release.folder / "scratch"
    scratch.mkdir(exist_ok=True)
    environment = release.environment() | {"TMPDIR": str(scratch)}
    command: list[str | Path] = [program, "demo"]
    with Terminal(command, env=environment, cwd=release.folder) as terminal:
        try:
            terminal.wait_until(
                lambda screen: terminal.on_alternate_screen() and screen.strip(), "the demo"
            )
        except NotShownError as error:
            raise CheckError("pmcoach demo showed no screen", str(error)) from error
        terminal.settle()
        terminal.send("q")
        if not terminal.wait_end():
            raise CheckError("pmcoach demo did not end on q", terminal.text())
        if (status := terminal.exit_status()) != 0:
            raise CheckError(f"pmcoach demo ended with {status}", terminal.text())
    if pids := running_for(release):
        raise CheckError(f"pmcoach demo left processes running: {pids}")
    if leftovers := list(scratch.iterdir()):
        raise CheckError(f"pmcoach demo left {leftovers[0].name} behind")


def running_for(release: Release) -> list[int]:
    """The processes that were started for this check and still run, orphans too: they have the
    check's own data folder in their environment."""
    home = release.environment()["PMCOACH_HOME"]
    return [
        process.pid
        for process in psutil.process_iter(["environ"])
        if (process.info["environ"] or {}).get("PMCOACH_HOME") == home
    ]


def namespace_isolation() -> Isolation | None:
    """A Linux network namespace without a way out, or None where the system gives none."""
    prefix = ("unshare", "--map-current-user", "--net")
    if shutil.which(prefix[0]) is None:
        return None
    attempt = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    if attempt.returncode != 0:
        return None
    return Isolation("in a network namespace of its own", prefix)


def shim_isolation(folder: Path) -> Isolation:
    """Python without sockets to other machines, written to ``folder``. Weaker: it binds Python
    alone, and only where the environment is passed on."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(DENY_SOCKETS, encoding="utf-8")
    return Isolation("with Python's sockets denied", environment={"PYTHONPATH": str(folder)})


def check_source(release: Release) -> str:
    """The unpacked sdist builds the same wheel and passes its tests without a network."""
    with tarfile.open(release.sdist) as tar:
        tar.extractall(release.folder / "source", filter="data")
    python = make_environment(release, "venv-source") / "python"
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    run(release, *pip, "install", "-c", "constraints.txt", "-e", ".[dev]", cwd=release.source)
    isolation = namespace_isolation() or shim_isolation(release.folder / "no-network")
    variables = dict(isolation.environment)
    if release.run_all:
        # The packaging tests install the wheel: what it needs is fetched while there is a network.
        wheels = release.folder / "wheels"
        run(release, *pip, "download", "--dest", wheels, release.wheel, cwd=release.folder)
        variables |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}

    def run_isolated(*words: str | Path) -> str:
        return run(
            release, *isolation.prefix, python, "-m", *words, cwd=release.source, **variables
        )

    rebuilt = release.folder / "rebuilt"
    run_isolated("build", "--wheel", "--no-isolation", "--outdir", rebuilt)
    if wheel_files(rebuilt / release.wheel.name) != wheel_files(release.wheel):
        raise CheckError("the unpacked sdist builds a wheel with other files")
    selection = () if release.run_all else FAST_TESTS
    output = run_isolated("pytest", "-q", "-n", "auto", "--dist", "worksteal", *selection)
    summary = output.strip().splitlines()[-1].strip("= ")
    return f"the same wheel; {summary}, {isolation.name}"


def wheel_files(archive: Path) -> list[str]:
    """The files of a wheel."""
    with zipfile.ZipFile(archive) as wheel:
        return sorted(wheel.namelist())


CHECKS: Sequence[tuple[str, Callable[[Release], str]]] = (
    ("version", check_version),
    ("build", check_build),
    ("metadata", check_metadata),
    ("sdist's files", check_sdist_files),
    ("wheel installs", check_wheel_installs),
    ("sdist installs", check_sdist_installs),
    ("sdist's tests", check_source),
)


def run_checks(release: Release, checks: Sequence[tuple[str, Callable[[Release], str]]]) -> int:
    """Print one line for each check and return how many failed."""
    failures = 0
    for name, check in checks:
        try:
            print(f"ok    {name}: {check(release)}", flush=True)
        except (CheckError, subprocess.TimeoutExpired) as error:
            failures += 1
            print(f"FAIL  {name}: {error}", flush=True)
            output = error.output if isinstance(error, CheckError) else ""
            for line in output.splitlines()[-OUTPUT_LINES:]:
                print(f"        {line}", flush=True)
    return failures


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all checks; returns the exit code."""
    parser = argparse.ArgumentParser(prog="release_check", description=__doc__)
    parser.add_argument(
        "--tagged", action="store_true", help="demand a tag on HEAD that fits the version"
    )
    parser.add_argument("--all", action="store_true", help="run the slow tests as well")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="release-check-") as folder:
        failures = run_checks(Release(Path(folder), options.tagged, options.all), CHECKS)
    print("Ready to release." if not failures else f"{failures} of {len(CHECKS)} checks failed.")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())

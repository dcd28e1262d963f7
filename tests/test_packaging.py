"""What is built, installed outside the checkout, works without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pmcoach import __version__
from pmcoach.store.content import shipped_folder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted(path.relative_to(ROOT) for path in (ROOT / "content").rglob("*.toml"))


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that has to succeed, away from the checkout's modules."""
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        ROOT,
        cwd=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and nothing but what the wheel itself asks for."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    run(
        folder / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
        "--disable-pip-version-check",
        wheel,
        cwd=folder.parent,
    )
    return folder / "bin"


def test_the_wheel_holds_program_templates_styles_and_content(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"pmcoach/{path.as_posix()}" for path in SHIPPED} <= names
    files = (
        path
        for path in (ROOT / "pmcoach").rglob("*")
        if path.is_file() and path.suffix in {".py", ".tcss", ".jinja", ".typed"}
    )
    assert {path.relative_to(ROOT).as_posix() for path in files} <= names


def test_the_wheel_carries_its_licenses(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    folder = f"pmcoach-{__version__}.dist-info"
    for name in ("LICENSE", "NOTICE", "content/LICENSE"):
        assert archive.read(f"{folder}/licenses/{name}") == (ROOT / name).read_bytes()
    metadata = archive.read(f"{folder}/METADATA").decode("utf-8")
    assert "License-Expression: MIT AND CC-BY-4.0" in metadata.splitlines()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"pmcoach", f"pmcoach-{__version__}.dist-info"}
    assert not [name for name in names if "test" in name or "__pycache__" in name]


def test_the_installed_program_runs_away_from_the_checkout(
    installed: Path, home: Path, tmp_path: Path
) -> None:
    program = installed / "pmcoach"
    assert run(program, "--version", cwd=tmp_path) == f"pmcoach, version {__version__}\n"
    assert run(program, "content", "check", cwd=tmp_path).startswith("Sound: 24 competencies")
    assert "Nothing answered yet" in run(program, "status", cwd=tmp_path)
    assert run(program, "export", cwd=tmp_path).startswith("# Development plan")
    assert not home.exists()


def test_the_installed_program_uses_its_own_content(installed: Path, tmp_path: Path) -> None:
    code = "from pmcoach.store.content import shipped_folder; print(shipped_folder())"
    folder = Path(run(installed / "python", "-c", code, cwd=tmp_path).strip())
    assert folder.parent.name == "pmcoach"
    assert folder.is_relative_to(installed.parent.resolve())


def test_an_editable_install_finds_the_checkouts_content(tmp_path: Path) -> None:
    assert shipped_folder() == ROOT / "content"
    code = "from pmcoach.store.content import shipped_folder; print(shipped_folder())"
    assert Path(run(sys.executable, "-c", code, cwd=tmp_path).strip()) == ROOT / "content"

"""Writing the development plan to a file from the screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from pmcoach.coach.export import render_report
from pmcoach.coach.report import make_report
from pmcoach.report.model import Report
from tests.tui.support import Running, coach, fill_disk, saved


async def write_to(running: Running, path: str) -> None:
    """From home to the export screen, and enter in the path."""
    await running.press("e")
    await running.on("export")
    await running.press("enter")
    field = running.app.screen.query_one(Input)
    assert field.has_focus
    field.value = path
    await running.press("enter")


async def test_enter_in_the_path_writes_the_whole_plan(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    async with coach(demo, (200, 40)) as running:
        await write_to(running, str(file))
        await running.shows(f"Written: {file}")
    assert file.read_text() == render_report(make_report(saved(demo)), "markdown")


async def test_the_preview_shows_what_will_be_written(demo: Path) -> None:
    async with coach(demo, (120, 60)) as running:
        await running.press("e")
        await running.on("export")
        await running.shows("# Development plan", "Generalist associate, entry")
        await running.press("j")
        await running.shows('"target": "Generalist associate, entry"')


async def test_the_format_decides_the_ending_and_the_content(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with coach(demo, (200, 40)) as running:
        await running.press("e")
        await running.on("export")
        await running.press("j", "enter", "enter")
        await running.shows("Written: ")
    (file,) = tmp_path.glob("development-plan-*.json")
    assert Report.model_validate_json(file.read_text()) == make_report(saved(demo))


async def test_ctrl_s_writes_from_wherever_one_is_on_the_screen(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with coach(demo, (200, 40)) as running:
        await running.press("e")
        await running.on("export")
        await running.press("ctrl+s")
        await running.shows("Written: ")
    assert len(list(tmp_path.glob("development-plan-*.md"))) == 1


async def test_a_file_that_exists_is_only_replaced_after_a_yes(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("mine")
    async with coach(demo, (200, 40)) as running:
        await write_to(running, str(file))
        await running.on("confirm")
        await running.shows("exists already. Replace it?")
        await running.press("enter")
        await running.on("export")
        assert file.read_text() == "mine", "the first line of the question must be the harmless one"
        await running.press("enter")
        await running.on("confirm")
        await running.press("escape")
        await running.on("export")
        assert file.read_text() == "mine"
        await running.press("enter")
        await running.on("confirm")
        await running.press("j", "enter")
        await running.on("export")
        await running.shows(f"Written: {file}")
    assert file.read_text().startswith("# Development plan")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere/plan.md", "There is no folder"),
        (".", "is a folder: name a file in it."),
        ("", "Give the path of a file first."),
        ("a\0b", "not a file name"),
        ("x" * 300, "cannot be a file name"),
        ("~nobody-of-this-name/plan.md", "cannot be a file name"),
    ],
    ids=["no folder", "a folder", "nothing", "a NUL", "too long", "no such user"],
)
async def test_a_bad_path_says_why_and_writes_nothing(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(os.listdir())
    async with coach(demo, (120, 40)) as running:
        await write_to(running, name)
        await running.until(lambda: why in running.text or why in running.said, f"said {why!r}")
        assert running.where == "export"
    assert sorted(os.listdir()) == before


async def test_a_full_disk_leaves_no_half_of_a_file(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    async with coach(demo) as running:
        fill_disk(monkeypatch)
        await write_to(running, str(folder / "plan.md"))
        await running.says("No space left on device")
    assert not list(folder.iterdir())


async def test_a_failed_write_does_not_look_like_the_one_before(demo: Path, tmp_path: Path) -> None:
    """ "Written" must not stay on screen beside a path that was not written."""
    async with coach(demo, (200, 40)) as running:
        await write_to(running, str(tmp_path / "plan.md"))
        await running.shows("Written: ")
        running.app.screen.query_one(Input).value = str(tmp_path / "nowhere" / "plan.md")
        await running.press("enter")
        await running.says("There is no folder")
        assert "Written:" not in running.text


async def test_an_empty_profile_exports_an_honest_plan(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    async with coach(home, (200, 40)) as running:
        await write_to(running, str(file))
        await running.shows("Written: ")
    assert "Nothing is known yet" in file.read_text()


async def test_keys_typed_into_the_path_are_text(demo: Path) -> None:
    async with coach(demo) as running:
        await running.press("e")
        await running.on("export")
        await running.press("enter")
        field = running.app.screen.query_one(Input)
        field.clear()
        await running.press("q", "T", "question_mark", "colon", "s", "j", "slash")
        assert running.where == "export"
        assert field.value == "qT?:sj/"
        assert running.app.return_code is None

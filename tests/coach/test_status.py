"""What status answers without loading the content is what it would answer with it, or nothing."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmcoach.coach import demo
from pmcoach.coach.assessment import skip_question
from pmcoach.coach.home import make_home, save_home, save_home_if_stale
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import set_situation
from pmcoach.coach.status import read_fresh_home
from pmcoach.report.questions import present_item
from pmcoach.store.content import shipped_folder
from pmcoach.store.paths import profile_paths


def make_demo(home: Path) -> None:
    """The demo, with a summary kept today: its own clock is 20 minutes behind."""
    demo.make_demo(home)
    session = open_session(home=home)
    save_home(session)
    session.close()


def test_a_kept_summary_is_what_a_new_one_would_be(home: Path) -> None:
    make_demo(home)
    session = open_session(home=home, write=False)
    assert read_fresh_home() == make_home(session)


def test_an_empty_profile_has_one_too(session: Session) -> None:
    save_home(session)
    assert read_fresh_home(today=session.today) == make_home(session)


def test_without_a_kept_summary_there_is_none(home: Path) -> None:
    assert read_fresh_home() is None
    make_demo(home)
    assert read_fresh_home("somebody-else") is None
    assert read_fresh_home("../no name") is None


def test_it_holds_for_a_day(home: Path) -> None:
    make_demo(home)
    tomorrow = dt.datetime.now().astimezone().date() + dt.timedelta(days=1)
    assert read_fresh_home() is not None
    assert read_fresh_home(today=tomorrow) is None


def test_an_answer_makes_it_old_until_it_is_kept_again(home: Path) -> None:
    make_demo(home)
    session = open_session(home=home)
    item = present_item(session.profile)
    assert item is not None
    skip_question(session, item)
    assert read_fresh_home() is None
    save_home_if_stale(session)
    session.close()
    assert read_fresh_home() == make_home(session)


def test_what_is_told_makes_it_old(home: Path) -> None:
    make_demo(home)
    session = open_session(home=home)
    set_situation(session, "hours_per_week", 9.0)
    session.close()
    assert read_fresh_home() is None


def test_an_assessment_written_in_place_by_someone_else_makes_it_old(home: Path) -> None:
    make_demo(home)
    newest = max(profile_paths(home, "me").assessments.iterdir())
    newest.write_text(newest.read_text() + "\n# looked at\n")
    assert read_fresh_home() is None


def test_a_fresh_one_is_not_kept_anew(home: Path) -> None:
    make_demo(home)
    before = profile_paths(home, "me").summary.stat().st_ino
    session = open_session(home=home)
    save_home_if_stale(session)
    session.close()
    assert profile_paths(home, "me").summary.stat().st_ino == before


def _touch(pack: Path) -> None:
    (pack / "roles.toml").write_text((pack / "roles.toml").read_text() + "\n")


def _add(pack: Path) -> None:
    (pack / "more.toml").write_text("")


def _remove(pack: Path) -> None:
    (pack / "credentials.toml").unlink()


@pytest.mark.parametrize("change", [_touch, _add, _remove])
def test_other_content_makes_it_old(
    home: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(shipped_folder(), pack)
    session = open_session(home=home, content=pack)
    save_home(session)
    session.close()
    assert read_fresh_home(content=pack) is not None
    assert read_fresh_home() is None  # made with another pack
    change(pack)
    assert read_fresh_home(content=pack) is None


def test_content_that_changed_while_it_was_in_use_is_not_taken_for_the_new_one(
    home: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(shipped_folder(), pack)
    session = open_session(home=home, content=pack)
    _touch(pack)
    save_home(session)
    session.close()
    assert read_fresh_home(content=pack) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: s.pop("profile"),
        lambda s: s.update(late="two"),
        lambda s: s.update(more=1),
        lambda s: s.update(has_target=1),
        lambda s: s["areas"][0].pop("known"),
        lambda s: s["areas"].append(7),
        lambda s: s.update(areas={}),
    ],
)
def test_a_summary_that_somebody_edited_is_passed_over(
    home: Path, spoil: Callable[[dict[str, object]], object]
) -> None:
    make_demo(home)
    path = profile_paths(home, "me").summary
    whole = json.loads(path.read_text())
    spoil(whole["summary"])
    path.write_text(json.dumps(whole))
    assert read_fresh_home() is None


def test_it_needs_neither_models_nor_content(home: Path) -> None:
    make_demo(home)
    code = (
        "import sys; from pmcoach.coach.status import read_fresh_home\n"
        "assert read_fresh_home()\n"
        "print({'pydantic', 'tomllib', 'tomli_w', 'filelock', 'click'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"

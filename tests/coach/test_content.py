"""The pack that one begins with is sound, shows every kind of question, and can be used at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli_w

from pmcoach.assessment.forms import FormKind
from pmcoach.coach.assessment import start_assessment
from pmcoach.coach.content import check_pack, count_entries, create_pack
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from tests.catalog.minimal import former, minimal, written
from tests.support import answer_badly, answer_well, go_through


def test_the_starter_pack_is_sound_and_has_every_kind_that_is_counted(tmp_path: Path) -> None:
    create_pack(tmp_path / "mine")
    catalog, faults = check_pack(tmp_path / "mine")
    assert list(map(str, faults)) == []
    assert catalog
    assert all(count_entries(catalog).values())


def test_a_set_counts_as_one_entry_and_not_among_the_single_items(tmp_path: Path) -> None:
    create_pack(tmp_path / "mine")
    catalog, _ = check_pack(tmp_path / "mine")
    assert catalog
    counts = count_entries(catalog)
    assert counts["checks"] + 3 * counts["option_sets"] == len(catalog.checks)
    assert counts["scenarios"] + 2 * counts["scenario_sets"] == len(catalog.scenarios)


def test_a_fault_of_a_former_question_is_one_of_the_pack(tmp_path: Path) -> None:
    folder = written({**minimal(), "former.toml": {"former": [former("one.old")]}}, tmp_path / "a")
    _, faults = check_pack(folder)
    assert [(fault.file, fault.key) for fault in faults] == [("former.toml", "former[one.old]")]
    (folder / "former.toml").write_text("[[former]]\nid = = 1\n", encoding="utf-8")
    catalog, faults = check_pack(folder)
    assert catalog, "the rest can be used"
    assert [(fault.file, fault.line) for fault in faults] == [("former.toml", 2)]


def test_a_fault_names_the_file_that_has_the_former_question(tmp_path: Path) -> None:
    folder = written(minimal(), tmp_path / "a")
    (folder / "sub").mkdir()
    text = tomli_w.dumps({"former": [former("one.old")]})
    (folder / "sub" / "former.toml").write_text(text, encoding="utf-8")
    _, faults = check_pack(folder)
    assert [fault.file for fault in faults] == ["sub/former.toml"]


def test_a_file_that_cannot_be_read_hides_no_other_fault(tmp_path: Path) -> None:
    pack = minimal()
    pack["pack.toml"]["pack"]["retired"] = ["one.k2"]
    folder = written(pack, tmp_path / "a")
    for name in ("former.toml", "ads.toml"):
        (folder / name).write_text("broken", encoding="utf-8")
    _, faults = check_pack(folder)
    assert {fault.file for fault in faults} >= {"items.toml", "former.toml", "ads.toml"}


@pytest.mark.parametrize("form", ["sketch", "full"])
@pytest.mark.parametrize("answer", [answer_well, answer_badly])
def test_an_assessment_with_the_starter_pack_comes_to_an_end(
    home: Path, tmp_path: Path, form: FormKind, answer: Callable[[Session, str], None]
) -> None:
    create_pack(tmp_path / "mine")
    session = open_session(home=home, content=tmp_path / "mine")
    choose_target(session, "pm", "entry")
    start_assessment(session, form)
    assert 0 < go_through(session, answer) < 20
    assert session.profile.result.known()
    session.close()

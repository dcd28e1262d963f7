"""Options and actions stand in an order of each person's own, which never changes for them."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.transfer import apply_import, dump_profile, preview_import
from pmcoach.report.questions import bare_question
from pmcoach.report.review import explain_item
from pmcoach.state.profile import Profile
from tests.catalog.minimal import parsed, with_sets, written
from tests.support import Clock, OpenSession, answer_well

CHECK = "stk-map.o-depot.1"
PEOPLE = 400


def order(profile: Profile, item: str) -> list[str]:
    """The stored keys of an item's choices, in the order in which they show."""
    return [choice.key for choice in bare_question(profile, item).choices]


def orders(session: Session) -> dict[str, list[str]]:
    """The order of every check and scenario."""
    catalog = session.catalog
    return {item: order(session.profile, item) for item in (*catalog.checks, *catalog.scenarios)}


@pytest.fixture
def begun(session: Session) -> Session:
    start_assessment(session, "full")
    return session


def test_every_order_is_about_as_likely_as_any_other(session: Session) -> None:
    counts = dict.fromkeys(itertools.permutations("abcd"), 0)
    for number in range(PEOPLE):
        person = replace(session.profile, shuffle_seed=f"person {number}")
        counts[tuple(order(person, CHECK))] += 1
    assert min(counts.values()) > 0
    assert max(counts.values()) < 4 * PEOPLE / len(counts)


def test_the_key_of_a_person_stands_in_every_place(begun: Session) -> None:
    places = {
        order(begun.profile, check.id).index(check.key) for check in begun.catalog.checks.values()
    }
    assert places == {0, 1, 2, 3}


def test_choices_show_under_the_digits_in_that_order(begun: Session) -> None:
    check = begun.catalog.checks[CHECK]
    texts = {str(option.id): option.text for option in check.option}
    for position, choice in enumerate(bare_question(begun.profile, CHECK).choices, 1):
        assert (choice.label, choice.text) == (str(position), texts[choice.key])


def test_rungs_and_lines_stay_in_their_order(tmp_path: Path, home: Path) -> None:
    session = open_session(home=home, content=written(with_sets(), tmp_path / "pack"))
    for number in range(20):
        person = replace(session.profile, shuffle_seed=f"person {number}")
        assert order(person, "one.ladder") == ["0", "1", "2", "3", "4"]
        assert order(person, "one.s1") == ["1", "2", "3", "4", "5", "6", "7"]


def test_the_situations_of_a_set_have_an_order_each(session: Session) -> None:
    profile = replace(session.profile, catalog=parsed(with_sets()))
    people = [replace(profile, shuffle_seed=f"person {number}") for number in range(20)]
    assert any(order(person, "one.o1.1") != order(person, "one.o1.2") for person in people)


def test_the_order_stays_after_a_restart_answers_another_form_and_a_retake(
    begun: Session, reopen: OpenSession
) -> None:
    before = orders(begun)
    save_answer(begun, CHECK, option=before[CHECK][0], sure="sure")
    finish_assessment(begun)
    start_assessment(begun, "quick")
    assert orders(begun) == before
    start_assessment(begun, "full", blind=True)
    assert orders(begun) == before
    assert orders(reopen()) == before


def test_a_profile_that_was_brought_to_another_machine_has_the_same_order(
    begun: Session, tmp_path: Path, clock: Clock
) -> None:
    answer_well(begun, CHECK)
    exported = tmp_path / "whole.json"
    exported.write_text(json.dumps({"profile": dump_profile(begun)}), encoding="utf-8")
    elsewhere = open_session(home=tmp_path / "elsewhere", now=clock)
    apply_import(elsewhere, preview_import(elsewhere, exported))
    elsewhere.close()
    assert orders(open_session(home=tmp_path / "elsewhere")) == orders(begun)


def test_what_a_later_machine_brings_changes_no_order(
    begun: Session, tmp_path: Path, clock: Clock, reopen: OpenSession
) -> None:
    before = orders(begun)
    clock.moment = clock.moment.replace(year=clock.moment.year + 1)
    elsewhere = open_session(home=tmp_path / "elsewhere", now=clock)
    start_assessment(elsewhere, "quick")
    exported = tmp_path / "whole.json"
    exported.write_text(json.dumps({"profile": dump_profile(elsewhere)}), encoding="utf-8")
    assert orders(elsewhere) != before
    apply_import(begun, preview_import(begun, exported))
    assert orders(reopen()) == before


def test_the_review_lists_options_in_the_order_in_which_they_were_asked(begun: Session) -> None:
    answer_well(begun, CHECK)
    finish_assessment(begun)
    check = begun.catalog.checks[CHECK]
    asked_texts = [choice.text for choice in bare_question(begun.profile, CHECK).choices]
    key_text = next(option.text for option in check.option if option.id == check.key)
    asked_texts.remove(key_text)
    assert [option.text for option in explain_item(begun.profile, CHECK)] == [
        key_text,
        *asked_texts,
    ]

"""Answers to questions that have changed can still be read, each with what was asked then."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli_w

from pmcoach.catalog.former_questions import FormerQuestions, parse_former_questions
from pmcoach.coach.assessment import (
    finish_assessment,
    skip_question,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.evidence import save_note
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session, open_session
from pmcoach.export.manager import to_manager_markdown
from pmcoach.export.markdown import to_markdown
from pmcoach.report.former_answers import (
    NO_TEXT,
    PROVABLE,
    REPLACED,
    REWORDED,
    FormerAnswer,
    list_former_answers,
)
from pmcoach.report.home import outdated_words
from pmcoach.report.home_summary import summarize_profile
from pmcoach.report.levels import level_counts_words
from pmcoach.report.plan import why_no_step
from pmcoach.report.questions import next_form, nothing_known_words, start_action
from pmcoach.report.review import SURENESS, review_sections
from pmcoach.report.search import SearchHit, search_profile
from pmcoach.report.wording import no_verdict
from tests.catalog.minimal import former, with_sets, written
from tests.support import Clock, answer_well, go_through, save_former_answer

QUESTIONS = [
    former("one.old"),
    former("one.marks", "spot", title="An old list"),
    former("area.old", "scenario", title="An old day"),
    former("one.ladder", "ladder"),
    former("gone.old"),
]
FORMER = parse_former_questions({"former.toml": tomli_w.dumps({"former": QUESTIONS})})


@pytest.fixture
def begun(home: Path, tmp_path: Path, clock: Clock) -> Session:
    """An assessment of a pack whose ladder was reworded and whose competency once was called past."""
    pack = with_sets()
    competency = pack["items.toml"]["competency"][0]
    competency["was"] = ["past"]
    competency["ladder"]["revision"] = 2
    pack["pack.toml"]["pack"]["retired"] = [
        "one.old",
        "past.old",
        "one.marks",
        "area.old",
        "gone.old",
    ]
    session = open_session(home=home, content=written(pack, tmp_path / "pack"), now=clock)
    start_assessment(session, "full")
    return session


def read(session: Session, questions: FormerQuestions = FORMER) -> FormerAnswer:
    """The one answer that there is."""
    (answer,) = list_former_answers(session.profile, questions)
    return answer


def list_chosen(answer: FormerAnswer) -> list[tuple[str, str]]:
    """What was chosen, and how."""
    return [(option.text, option.chosen) for option in answer.options if option.chosen]


def test_an_answer_to_a_check_is_shown_among_its_options(begun: Session) -> None:
    save_former_answer(begun, "one.old", option="c", sure="guessing")
    answer = read(begun)
    assert (answer.item, answer.subject, answer.ask) == (
        "one.old",
        "One thing",
        "What was one.old?",
    )
    assert answer.words == "One thing: What was one.old?"
    assert tuple(option.text for option in answer.options) == FORMER["one.old", 1].options
    assert list_chosen(answer) == [("Old one.old, 2", "your answer")]
    assert answer.sureness == SURENESS["guessing"]
    assert answer.status == REPLACED


def test_an_answer_to_a_spot_has_every_marked_line(begun: Session) -> None:
    save_former_answer(begun, "one.marks", option="2,7", sure="sure")
    answer = read(begun)
    assert answer.ask == "An old list. What was one.marks?"
    assert list_chosen(answer) == [
        ("Old one.marks, 1", "your answer"),
        ("Old one.marks, 6", "your answer"),
    ]


def test_a_single_marked_line_is_no_option_of_another_kind(begun: Session) -> None:
    save_former_answer(begun, "one.marks", option="3", sure="sure")
    assert list_chosen(read(begun)) == [("Old one.marks, 2", "your answer")]


def test_an_answer_to_a_scenario_has_its_best_and_its_worst(begun: Session) -> None:
    save_former_answer(begun, "area.old", best="d", worst="a")
    answer = read(begun)
    assert (answer.subject, answer.ask) == ("An old day", "What was area.old?")
    assert list_chosen(answer) == [
        ("Old area.old, 0", "your worst"),
        ("Old area.old, 3", "your best"),
    ]
    assert answer.sureness == ""


@pytest.mark.parametrize(("provable", "words"), [(True, PROVABLE), (False, "")])
def test_an_answer_to_a_ladder_has_its_rung_and_its_proof(
    begun: Session, provable: bool, words: str
) -> None:
    begun.append_to_assessment(
        begun.make_event("answered", item="one.ladder", revision=1, option="4", provable=provable)
    )
    answer = read(begun)
    assert list_chosen(answer) == [("Old one.ladder, 4", "your answer")]
    assert (answer.sureness, answer.status) == (words, REWORDED)


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("one.old", "One thing"),
        ("past.old", "One thing"),
        ("area.old", "The area"),
        ("gone.old", "gone"),
    ],
)
def test_without_a_title_of_its_own_an_answer_is_about_what_its_id_says(
    begun: Session, item: str, title: str
) -> None:
    save_former_answer(begun, item, option="a", sure="sure")
    assert read(begun, {}).subject == title


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        ({"option": "c", "sure": "sure"}, [("c", "your answer")]),
        ({"option": "2,7", "sure": "sure"}, [("2", "your answer"), ("7", "your answer")]),
        ({"best": "b", "worst": "d"}, [("b", "your best"), ("d", "your worst")]),
    ],
)
@pytest.mark.parametrize("revision", [1, 2])
def test_where_the_text_is_gone_what_was_chosen_is_not(
    begun: Session, answer: dict[str, str], chosen: list[tuple[str, str]], revision: int
) -> None:
    """Another wording of the same question says nothing of what was asked."""
    questions = {} if revision == 1 else FORMER
    save_former_answer(begun, "one.old", revision, **answer)
    shown = read(begun, questions)
    assert shown.ask == NO_TEXT
    assert list_chosen(shown) == chosen


def test_what_a_reworded_question_is_about_its_content_says_and_not_its_id(
    home: Path, tmp_path: Path, clock: Clock
) -> None:
    pack = with_sets()
    pack["items.toml"]["check"][0] |= {"id": "q17", "revision": 2}
    session = open_session(home=home, content=written(pack, tmp_path / "pack"), now=clock)
    start_assessment(session, "full")
    save_former_answer(session, "q17", option="a", sure="sure")
    assert read(session).subject == "One thing"


def test_home_counts_answers_whose_level_is_not_known_until_anything_is(
    begun: Session,
) -> None:
    save_former_answer(begun, "gone.old", option="a", sure="sure")
    assert summarize_profile(begun.profile, "me", ()).outdated == 1
    answer_well(begun, "one.k2")
    assert summarize_profile(begun.profile, "me", ()).outdated == 0


def test_answers_come_in_the_order_in_which_they_were_first_given(begun: Session) -> None:
    for item in ("one.old", "area.old", "one.marks", "one.old"):
        save_former_answer(begun, item, option="a")
    answers = list_former_answers(begun.profile, FORMER)
    assert [answer.item for answer in answers] == ["one.old", "area.old", "one.marks"]


@pytest.mark.parametrize(("item", "revision"), [("elsewhere.k1", 1), ("one.ladder", 3)])
def test_an_answer_that_nothing_replaced_is_not_said_to_be_outdated(
    begun: Session, item: str, revision: int
) -> None:
    """It is from another pack, or to a wording that is newer than the content."""
    save_former_answer(begun, item, revision, option="2")
    assert list_former_answers(begun.profile, FORMER) == ()
    assert begun.profile.current_answer_count == 0
    assert nothing_known_words(begun.profile) == "Nothing is known yet."
    assert next_form(begun.profile) != "update"
    finish_assessment(begun)
    assert review_sections(begun.profile) == []


def test_only_answers_to_changed_questions_are_former_ones(begun: Session) -> None:
    answer_well(begun, "one.k2")
    save_former_answer(begun, "one.ladder", option="2")
    assert read(begun).item == "one.ladder"
    skip_question(begun, "one.k3")
    assert read(begun).item == "one.ladder"


def test_a_former_answer_stays_readable_once_its_question_is_answered_again(
    begun: Session,
) -> None:
    save_former_answer(begun, "one.ladder", option="2")
    before = read(begun)
    answer_well(begun, "one.ladder")
    assert read(begun) == before


def test_the_review_shows_no_answer_to_an_older_wording_as_one_to_the_present(
    begun: Session,
) -> None:
    answer_well(begun, "one.k2")
    save_former_answer(begun, "one.ladder", option="2")
    finish_assessment(begun)
    sections = review_sections(begun.profile)
    assert [item.item for section in sections for item in section.items] == ["one.k2"]


def test_a_report_does_not_say_that_nothing_is_known_yet(begun: Session) -> None:
    save_former_answer(begun, "one.old", option="a")
    for write in (to_markdown, to_manager_markdown):
        page = write(make_report(begun))
        assert "yet" not in no_verdict(make_report(begun))
        assert no_verdict(make_report(begun)) in page
        assert "Nothing is known yet" not in page


# Searching them


@pytest.mark.parametrize("questions", [FORMER, {}], ids=["text", "no text"])
def test_search_finds_the_note_on_a_question_that_is_gone(
    begun: Session, questions: FormerQuestions
) -> None:
    save_former_answer(begun, "one.old", option="c")
    save_note(begun, "one.old", "Zebras cross here.")
    hits = search_profile(
        begun.profile, "CROSS zebra", list_former_answers(begun.profile, questions)
    )
    assert hits == [SearchHit("note", "one.old", "One thing", "Zebras cross here.", is_former=True)]


def test_search_finds_a_question_that_is_gone_by_what_was_asked(begun: Session) -> None:
    save_former_answer(begun, "one.old", option="c")
    former_answers = list_former_answers(begun.profile, FORMER)
    assert search_profile(begun.profile, "WHAT one.old", former_answers) == [
        SearchHit("question", "one.old", "One thing", "What was one.old?", is_former=True)
    ]
    assert search_profile(begun.profile, "zebra", former_answers) == []
    without_text = list_former_answers(begun.profile, {})
    assert search_profile(begun.profile, "text available", without_text) == []


def test_search_finds_a_reworded_question_once(begun: Session) -> None:
    """Disagreeing is about the present wording, and the review shows it there."""
    save_former_answer(begun, "one.ladder", option="2")
    save_note(begun, "one.ladder", "Zebra")

    def find_notes() -> list[tuple[str, bool]]:
        former_answers = list_former_answers(begun.profile, FORMER)
        hits = search_profile(begun.profile, "zebra", former_answers)
        return [(hit.id, hit.is_former) for hit in hits]

    assert find_notes() == [("one.ladder", True)]
    toggle_disagreement(begun, "one.ladder")
    assert find_notes() == [("one.ladder", False)]


# What home says of them


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, ""),
        (
            1,
            "1 answer is to a question that has changed since. It's saved, but no longer counts.",
        ),
        (
            2,
            "2 answers are to questions that have changed since. They're saved, but no longer count.",
        ),
    ],
)
def test_how_many_answers_no_longer_count(count: int, words: str) -> None:
    assert outdated_words(count) == words


def test_home_counts_them_until_their_levels_are_measured_again(begun: Session) -> None:
    for item in ("one.old", "one.marks"):
        save_former_answer(begun, item, option="a")
    assert start_action(begun.profile).title == "Go on with the full assessment"
    assert level_counts_words(begun.profile).startswith(nothing_known_words(begun.profile))
    assert why_no_step(begun.profile).startswith(nothing_known_words(begun.profile))
    finish_assessment(begun)
    assert start_action(begun.profile).title == "Update your levels"
    assert summarize_profile(begun.profile, "me", ()).outdated == 2
    assert next_form(begun.profile) == "update"
    start_assessment(begun, "update")
    assert go_through(begun, answer_well) == 1
    finish_assessment(begun)
    assert summarize_profile(begun.profile, "me", ()).outdated == 0
    assert next_form(begun.profile) != "update"
    assert len(list_former_answers(begun.profile, FORMER)) == 2
    assert level_counts_words(begun.profile).startswith("1 of 3 levels are measured")

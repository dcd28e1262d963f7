"""A profile whose questions were all replaced is offered an update of its levels; and how that goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pmcoach.assessment.evidence import Evidence
from pmcoach.assessment.history import Cause, compare_snapshots
from pmcoach.assessment.items import find_item_kind
from pmcoach.coach.assessment import (
    change_length,
    finish_assessment,
    mark_not_applicable,
    skip_question,
    start_assessment,
    toggle_disagreement,
    undo_answer,
)
from pmcoach.coach.content import check_pack
from pmcoach.coach.evidence import save_evidence
from pmcoach.coach.former_answers import read_former_answers
from pmcoach.coach.history import read_history
from pmcoach.coach.home import make_home
from pmcoach.coach.session import Session
from pmcoach.report.asking import why_words
from pmcoach.report.former_answers import REPLACED, REWORDED
from pmcoach.report.home import outdated_words, status_lines, what_next
from pmcoach.report.questions import (
    following_item,
    form_title,
    has_outdated_levels,
    make_question,
    next_form,
    next_move,
    present_item,
    previous_item,
    short_place_words,
)
from pmcoach.report.review import GROUP_TITLES, answer_sections, review_sections
from tests.catalog.minimal import parsed
from tests.replaced import (
    COMPETENCIES,
    FORMER_LADDER,
    former_pack,
    list_former_items,
    make_old_profile,
    open_now,
)
from tests.support import Clock, answer_badly, answer_well, find_present, go_through

FULL_UPDATE = 12
"""Questions of an update of every level: four competencies' knowledge and skill, two scenarios of
each of two areas."""
Open = Callable[[], Session]


@pytest.fixture
def reopened(home: Path, tmp_path: Path, clock: Clock) -> Callable[..., Open]:
    """Makes a profile that answered these former questions (all without a name); what it returns
    opens that with the present ones, each time anew: a restart."""

    def make(*items: str, is_finished: bool = True) -> Open:
        content = make_old_profile(home, tmp_path, *items, is_finished=is_finished)
        opened: list[Session] = []

        def open_again() -> Session:
            if opened:
                opened.pop().close()
            opened.append(open_now(home, content, clock))
            return opened[-1]

        return open_again

    return make


@pytest.fixture
def old(reopened: Callable[..., Open]) -> Session:
    """Every former question was answered and the assessment finished."""
    return reopened()()


def begin_update(session: Session) -> Session:
    start_assessment(session, "update")
    return session


def list_asked(session: Session, answer: Callable[[Session, str], None] = answer_well) -> list[str]:
    """Go through the form under way; its items."""
    items: list[str] = []
    while (item := present_item(session.profile)) is not None:
        items.append(item)
        answer(session, item)
    return items


def read_files(session: Session) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in session.store.paths.assessments.iterdir()}


def test_the_packs_fit_each_other(old: Session, tmp_path: Path) -> None:
    _, faults = check_pack(tmp_path / "present-pack")
    assert [fault for fault in faults if "former" in str(fault) or "retired" in str(fault)] == []
    assert all(
        find_item_kind(old.catalog, answer.item) in {None, "ladder"}
        for answer in old.profile.outdated_answers
    )


# What is offered


def test_nothing_is_known_any_more_and_home_says_why_and_what_to_do(old: Session) -> None:
    assert old.profile.result.known() == []
    home = make_home(old)
    count = len(list_former_items())
    assert (home.outdated, home.next_form, home.next_form_minutes > 0) == (count, "update", True)
    assert what_next(home).words == (
        f"Update your levels (about {home.next_form_minutes} min; the questions have changed)"
    )
    assert outdated_words(count) in status_lines(home)
    assert next_move(old.profile) == "update"


def test_while_another_assessment_is_under_way_that_goes_on_first(
    reopened: Callable[..., Open],
) -> None:
    session = reopened(is_finished=False)()
    home = make_home(session)
    assert what_next(home).title == "Go on with the full assessment"
    assert outdated_words(home.outdated) in status_lines(home)
    change_length(session, "update")
    assert form_title(session.profile) == "Level update"
    assert len(list_asked(session)) == FULL_UPDATE


@pytest.mark.parametrize("answered", ["nothing", "something"])
def test_who_answered_only_present_questions_is_offered_none(
    home: Path, tmp_path: Path, clock: Clock, answered: str
) -> None:
    content = make_old_profile(tmp_path / "other", tmp_path)
    session = open_now(home, content, clock)
    start_assessment(session, "sketch")
    if answered == "something":
        go_through(session, answer_well)
    finish_assessment(session)
    assert not has_outdated_levels(session.profile)
    assert next_form(session.profile) != "update"
    assert make_home(session).outdated == 0


@pytest.mark.parametrize("pass_over", [skip_question, mark_not_applicable])
def test_who_passed_over_the_former_questions_is_offered_none(
    home: Path, tmp_path: Path, clock: Clock, pass_over: Callable[[Session, str], None]
) -> None:
    content = make_old_profile(home, tmp_path, answer=pass_over)
    session = open_now(home, content, clock)
    assert session.profile.state.answers
    assert next_form(session.profile) != "update"
    assert make_home(session).outdated == 0


def test_a_new_assessment_from_nothing_leaves_nothing_to_update(old: Session) -> None:
    start_assessment(old, "standard", blind=True)
    assert not has_outdated_levels(old.profile)
    assert make_home(old).outdated == 0


def test_a_level_that_was_measured_again_in_another_length_is_not_asked_about(old: Session) -> None:
    start_assessment(old, "full")
    go_through(old, answer_well)
    finish_assessment(old)
    assert next_form(old.profile) != "update"
    assert make_home(old).outdated == 0
    assert len(read_former_answers(old)) == len(list_former_items())


# What is asked


def test_it_asks_about_each_level_once_and_ends(old: Session) -> None:
    before = read_files(old)
    minutes = make_home(old).next_form_minutes
    begin_update(old)
    assert form_title(old.profile) == "Level update"
    assert what_next(make_home(old)).words == (
        f"Go on with the level update (about {minutes} min left; question 1)"
    )
    for number in range(1, FULL_UPDATE + 1):
        question = make_question(old.profile, find_present(old))
        assert short_place_words(question).startswith(f"{number} of {FULL_UPDATE}")
        answer_well(old, question.item)
    assert present_item(old.profile) is None
    finish_assessment(old)
    standings = old.profile.result.standings()
    assert all(standing.level is not None for standing in standings)
    home = make_home(old)
    assert status_lines(home)[1] == "Level update finished."
    assert (home.outdated, home.next_form != "update") == (0, True)
    after = read_files(old)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1


@pytest.mark.parametrize(
    ("subject", "count"), [("left-a", 2), ("right", 2), (("right-b", "left"), 4)]
)
def test_it_asks_about_what_was_answered_before_and_nothing_else(
    reopened: Callable[..., Open], subject: str | tuple[str, ...], count: int
) -> None:
    subjects = (subject,) if isinstance(subject, str) else subject
    session = begin_update(reopened(*list_former_items(*subjects))())
    items = list_asked(session)
    assert len(items) == count
    assert {item.partition(".")[0] for item in items} == set(subjects)


def test_one_former_answer_of_a_level_is_enough(reopened: Callable[..., Open]) -> None:
    session = reopened("left-b.k3")()
    assert make_home(session).outdated == 1
    [item] = list_asked(begin_update(session))
    assert session.catalog.knowledge_items[item].competency == "left-b"


def test_where_incidents_show_judgment_no_scenario_is_asked(
    reopened: Callable[..., Open],
) -> None:
    session = reopened(*list_former_items("left"))()
    assert next_form(session.profile) == "update"
    save_evidence(
        session,
        Evidence("", "left-a", "s", "d", "r", session.today, confirm="Sam", incident=True),
    )
    assert next_form(session.profile) != "update"


def test_why_a_question_is_asked(old: Session) -> None:
    begin_update(old)
    expected = "The questions that you answered about it have changed, so it's asked again."
    while (item := present_item(old.profile)) is not None:
        assert why_words(old.profile, item)[0].endswith(expected)
        answer_well(old, item)
        assert why_words(old.profile, item)[0].endswith("You've answered this one.")


def test_an_answer_to_the_former_words_is_not_filled_in(old: Session) -> None:
    begin_update(old)
    ladder = f"{next(iter(COMPETENCIES))}.ladder"
    question = make_question(old.profile, ladder)
    assert (question.answer, question.chosen_keys) == (None, frozenset())
    answer_well(old, ladder)
    newest = old.store.newest
    assert newest is not None
    event = newest.document.events[-1]
    assert (event.kind, event.fields["revision"]) == ("answered", 2)


@pytest.mark.parametrize("pass_over", [answer_badly, skip_question])
def test_what_a_machine_with_older_content_says_later_takes_no_level_away(
    reopened: Callable[..., Open], pass_over: Callable[[Session, str], None]
) -> None:
    item = "left-a.ladder"
    open_again = reopened(item)
    session = begin_update(open_again())
    assert list_asked(session) == [item]
    answer = session.profile.state.answers[item]
    start_assessment(session, "full")
    pass_over(replace(session, catalog=parsed(former_pack())), item)
    session = open_again()
    assert session.profile.state.answers[item] == answer
    assert not has_outdated_levels(session.profile)
    assert session.profile.result.skill["left-a"].level is not None


# Passing over, going back, undoing


@pytest.mark.parametrize("pass_over", [skip_question, mark_not_applicable])
def test_what_is_passed_over_is_not_asked_again(
    old: Session, pass_over: Callable[[Session, str], None]
) -> None:
    items = list_asked(begin_update(old), pass_over)
    assert len(items) == len(set(items)) == FULL_UPDATE
    finish_assessment(old)
    assert old.profile.result.known() == []
    assert next_form(old.profile) != "update"
    assert make_home(old).outdated == 0


def test_a_question_that_one_disagrees_with_is_followed_by_no_other_about_its_level(
    reopened: Callable[..., Open],
) -> None:
    session = begin_update(reopened(*list_former_items("left-a"))())
    items = list_asked(session, toggle_disagreement)
    ladder, knowledge_item = sorted(items, key=lambda item: item != "left-a.ladder")
    assert ladder == "left-a.ladder"
    assert knowledge_item in session.catalog.knowledge_items


def test_a_disagreement_with_other_words_than_one_answered_is_in_the_review(old: Session) -> None:
    list_asked(begin_update(old), toggle_disagreement)
    finish_assessment(old)
    [section] = review_sections(old.profile)
    assert section.title == GROUP_TITLES["disagreed"]
    assert {f"{competency}.ladder" for competency in COMPETENCIES} < {
        reviewed_item.item for reviewed_item in section.items
    }


@pytest.mark.parametrize("pass_over", [skip_question, mark_not_applicable, toggle_disagreement])
def test_what_was_passed_over_in_its_former_words_is_asked_in_its_present_ones(
    home: Path, tmp_path: Path, clock: Clock, pass_over: Callable[[Session, str], None]
) -> None:
    ladders = [f"{competency}.ladder" for competency in COMPETENCIES]
    content = make_old_profile(home, tmp_path, *ladders, answer=pass_over)
    session = open_now(home, content, clock)
    start_assessment(session, "full")
    question = make_question(session.profile, ladders[-1])
    assert (question.answer, question.disagreed, question.standing_words) == (None, False, "")
    assert why_words(session.profile, ladders[-1])[0].endswith("You chose it.")
    assert {*ladders} <= {*list_asked(session)}
    assert session.profile.result.skill[next(iter(COMPETENCIES))].level is not None


def test_an_update_asks_again_what_one_answered_and_disagreed_with(
    home: Path, tmp_path: Path, clock: Clock
) -> None:
    def answer_and_disagree(session: Session, item: str) -> None:
        answer_well(session, item)
        toggle_disagreement(session, item)

    content = make_old_profile(home, tmp_path, "left-a.ladder", answer=answer_and_disagree)
    session = begin_update(open_now(home, content, clock))
    assert list_asked(session, toggle_disagreement) == ["left-a.ladder"]
    assert session.profile.state.disagreed_revisions == {"left-a.ladder": 2}
    toggle_disagreement(session, "left-a.ladder")
    assert session.profile.state.disagreed == {}


@pytest.mark.parametrize(
    "deal_with", [answer_well, skip_question, mark_not_applicable, toggle_disagreement]
)
@pytest.mark.parametrize("is_restarted", [False, True])
def test_one_goes_back_and_forth_in_the_order_in_which_it_asked(
    reopened: Callable[..., Open],
    deal_with: Callable[[Session, str], None],
    is_restarted: bool,
) -> None:
    """The reworded ladders were answered before the update, and come where the update asked them."""
    open_again = reopened()
    session = begin_update(open_again())
    items: list[str] = []
    for _ in range(6):
        items.append(find_present(session))
        deal_with(session, items[-1])
    if is_restarted:
        session = open_again()
    assert any(item.endswith(".ladder") for item in items)
    present = find_present(session)
    way_back: list[str] = []
    item: str | None = present
    while (item := previous_item(session.profile, item)) is not None:
        way_back.append(item)
    assert way_back == items[::-1]
    assert [following_item(session.profile, item) for item in items] == [*items[1:], present]
    assert [make_question(session.profile, item).number for item in items] == [1, 2, 3, 4, 5, 6]


def test_changing_an_answer_that_one_went_back_to_keeps_its_place(old: Session) -> None:
    begin_update(old)
    items = [find_present(old)]
    for _ in range(3):
        answer_well(old, items[-1])
        items.append(find_present(old))
    answer_badly(old, items[1])
    assert following_item(old.profile, items[1]) == items[2]
    assert previous_item(old.profile, items[1]) == items[0]
    skip_question(old, items[0])
    assert following_item(old.profile, items[0]) == items[1]


def test_the_first_question_has_none_before_it(old: Session) -> None:
    begin_update(old)
    assert previous_item(old.profile, find_present(old)) is None


@pytest.mark.parametrize("is_restarted", [False, True])
def test_the_last_answer_is_taken_back_and_asked_again(
    reopened: Callable[..., Open], is_restarted: bool
) -> None:
    open_again = reopened()
    session = begin_update(open_again())
    items = [find_present(session)]
    while not items[-1].endswith(".ladder"):
        answer_well(session, items[-1])
        items.append(find_present(session))
    answer_well(session, items[-1])
    if is_restarted:
        session = open_again()
    assert undo_answer(session) == items[-1]
    assert find_present(session) == items[-1]
    assert make_question(session.profile, items[-1]).answer is None
    former_items = {answer.item for answer in session.profile.outdated_answers}
    assert items[-1] in former_items, "the answer to the former words is as it was"


def test_the_last_answer_of_all_is_taken_back_once_it_is_finished(old: Session) -> None:
    items = list_asked(begin_update(old))
    finish_assessment(old)
    assert undo_answer(old) == items[-1]
    assert old.profile.in_progress
    assert form_title(old.profile) == "Level update"
    assert find_present(old) == items[-1]


@pytest.mark.parametrize("is_begun", [False, True])
def test_an_answer_to_a_question_that_is_gone_is_not_taken_back(
    old: Session, is_begun: bool
) -> None:
    """It could not be asked again, and would be lost for nothing."""
    last = old.profile.state.last_event
    assert last is not None
    assert find_item_kind(old.catalog, last.text("item")) is None
    if is_begun:
        begin_update(old)
    before = read_files(old)
    assert undo_answer(old) is None
    assert read_files(old) == before
    assert len(old.profile.outdated_answers) == len(list_former_items())


@pytest.mark.parametrize("deal_with", [answer_well, skip_question, toggle_disagreement])
@pytest.mark.parametrize("is_begun", [False, True])
def test_an_answer_to_former_words_is_not_taken_back(
    home: Path,
    tmp_path: Path,
    clock: Clock,
    is_begun: bool,
    deal_with: Callable[[Session, str], None],
) -> None:
    """It would be lost: what is asked again is in other words."""

    def answer_and_deal(session: Session, item: str) -> None:
        answer_well(session, item)
        if deal_with is not answer_well:
            deal_with(session, item)

    content = make_old_profile(home, tmp_path, "left-a.ladder", answer=answer_and_deal)
    session = open_now(home, content, clock)
    if is_begun:
        start_assessment(session, "full")
    before = read_files(session)
    assert undo_answer(session) is None
    assert read_files(session) == before


# Quitting, stopping


def test_leaving_in_the_middle_loses_nothing(reopened: Callable[..., Open]) -> None:
    open_again = reopened()
    session = begin_update(open_again())
    assert go_through(session, answer_well, 5) == 5
    item, answers = find_present(session), session.profile.state.answers
    session = open_again()
    assert session.profile.in_progress
    assert find_present(session) == item
    assert session.profile.state.answers == answers
    home = make_home(session)
    assert (home.done, home.total) == (5, FULL_UPDATE)
    assert what_next(home).title == "Go on with the level update"
    assert home.outdated > 0
    assert len(list_asked(session)) == FULL_UPDATE - 5


def test_stopped_early_it_is_offered_again_for_what_is_left(old: Session) -> None:
    begin_update(old)
    go_through(old, answer_well, 4)
    finish_assessment(old)
    assert next_form(old.profile) == "update"
    assert make_home(old).outdated > 0
    begin_update(old)
    progress = make_question(old.profile, find_present(old))
    assert short_place_words(progress).startswith(f"1 of {FULL_UPDATE - 4}")
    assert len(list_asked(old)) == FULL_UPDATE - 4


# What is said of it afterwards


def test_levels_that_new_questions_show_are_no_change_of_the_user(old: Session) -> None:
    list_asked(begin_update(old), answer_badly)
    finish_assessment(old)
    before, after = read_history(old).snapshots
    changes = compare_snapshots(old.catalog, before, after).moved
    causes: set[Cause] = {change.cause for change in changes}
    assert causes == {"changed questions"}


def test_former_answers_can_be_read_and_the_new_ones_have_their_keys(old: Session) -> None:
    former = {answer.item: answer for answer in read_former_answers(old)}
    assert set(former) == set(list_former_items())
    ladder = former["left-a.ladder"]
    assert (ladder.ask, ladder.status) == (FORMER_LADDER, REWORDED)
    assert former["left-a.k2"].status == former["left.s1"].status == REPLACED
    assert answer_sections(old.profile) == ()
    items = list_asked(begin_update(old))
    finish_assessment(old)
    ladders = {item for item in items if item.endswith(".ladder")}
    assert {answer.item for answer in read_former_answers(old)} == set(former)
    assert ladders
    shown = {answer for section in answer_sections(old.profile) for answer in section.answers}
    assert len(shown) == len(items) - len(ladders)

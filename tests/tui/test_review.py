"""The review: every answer with its key and reasons, once the assessment is over."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import TextArea

from pmcoach.coach.assessment import (
    finish_assessment,
    mark_not_applicable,
    skip_question,
    start_assessment,
    toggle_disagreement,
)
from pmcoach.coach.drafts import read_draft
from pmcoach.coach.session import Session
from pmcoach.report.questions import make_question, present_item
from pmcoach.report.review import item_mark
from pmcoach.tui.widgets.menu import Menu
from tests.support import answer_badly, answer_well
from tests.tui.looking import begun, files, finished, opened
from tests.tui.support import SIZES, Running, coach, saved

COMPETENCY = "stk-map"
LADDER = f"{COMPETENCY}.ladder"
CHECK, WRONG, SKIPPED, NOT_APPLICABLE = (
    f"{COMPETENCY}.{check}" for check in ("o-depot.1", "o-depot.2", "o-stores.1", "o-stores.2")
)
DISAGREED = f"{COMPETENCY}.m-prepaid"


@pytest.fixture
def done(home: Path) -> Path:
    """A finished assessment with one answer of every sort in stakeholder management."""
    session = opened(home)
    start_assessment(session, "full")
    answer_well(session, LADDER)
    answer_well(session, CHECK)
    answer_badly(session, WRONG)
    skip_question(session, SKIPPED)
    mark_not_applicable(session, NOT_APPLICABLE)
    answer_well(session, DISAGREED)
    toggle_disagreement(session, DISAGREED, "Two of them are right.")
    answer_well(session, first_scenario(session))
    finish_assessment(session)
    session.close()
    return home


def first_scenario(session: Session) -> str:
    return session.catalog.scenarios_of["stk"][0].id


def count_items(session: Session) -> int:
    """How many questions there are, the ladders among them."""
    catalog = session.catalog
    return len(catalog.knowledge_items) + len(catalog.scenarios) + len(catalog.competencies)


async def review(running: Running, item: str = "") -> None:
    """From home to the review, or to an item in it."""
    await running.press("v")
    await running.on("review")
    if item:
        menu = running.app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index(item)
        await running.press("enter")
        await running.on("item")
        await running.shows(*words(make_question(saved(running.app.paths.home).profile, item).ask))


def words(text: str) -> tuple[str, ...]:
    return (" ".join(text.split()),)


@pytest.mark.parametrize("start", ["home", "results"])
@pytest.mark.parametrize("is_sure", [False, True])
async def test_while_an_assessment_is_under_way_stopping_comes_before_the_keys(
    home: Path, start: str, is_sure: bool
) -> None:
    begun(home, CHECK)
    async with coach(home) as running:
        if start == "results":
            await running.press("r")
            await running.on("results")
        await running.press("v")
        await running.on("confirm")
        await running.shows("Stop the full assessment here", "Keep going")
        await running.press(*["down"] * is_sure, "enter")
        await running.on("review" if is_sure else start)
        if is_sure:
            await running.press("escape")
            await running.on(start)
    session = saved(home)
    assert session.profile.in_progress is not is_sure
    assert session.profile.journal.keys_seen == {}


async def test_a_question_leads_to_the_answers_and_is_not_come_back_to(home: Path) -> None:
    begun(home, CHECK)
    async with coach(home, (60, 20)) as running:
        await running.press("enter")
        await running.on("question")
        assert "v stop" in running.lines[-1]
        asked_item = running.question.item
        await running.press("v")
        await running.on("confirm")
        await running.press("escape")
        await running.asks(asked_item)
        await running.press("v")
        await running.on("confirm")
        await running.press("down", "enter")
        await running.on("review")
        await running.shows("Right", f"Not asked yet: {count_items(saved(home)) - 1} questions.")
        await running.press("escape")
        await running.on("home")
        await running.shows("Go on: the full assessment")
    profile = saved(home).profile
    assert not profile.in_progress
    assert set(profile.state.answers) == {CHECK}


async def test_with_nothing_answered_there_is_nothing_to_stop_for(home: Path) -> None:
    begun(home)
    async with coach(home) as running:
        await running.press("enter")
        await running.on("question")
        await running.press("v")
        await running.says("Answer at least one question")
        assert running.where == "question"
    assert saved(home).profile.in_progress


async def test_the_review_itself_offers_to_stop_what_is_under_way(home: Path) -> None:
    begun(home, CHECK)
    async with coach(home) as running:
        running.app.show("review")
        await running.on("review")
        await running.shows("An assessment is under way, so no keys are shown yet.")
        await running.press("enter")
        await running.on("confirm")
        await running.press("down", "enter")
        await running.on("review")
        await running.shows("Right")


async def test_a_skipped_question_does_not_show_its_key(done: Path) -> None:
    async with coach(done, (120, 60)) as running:
        await review(running, SKIPPED)
        await running.shows("The key shows once you've answered this question")
        for option in saved(done).catalog.checks[SKIPPED].option:
            assert words(option.why)[0] not in running.text
    assert saved(done).profile.journal.keys_seen == {}


async def test_it_marks_what_became_of_each_question_and_says_how_many_were_not_asked(
    done: Path,
) -> None:
    async with coach(done, (120, 40)) as running:
        await review(running)
        not_asked = count_items(saved(done)) - 7
        await running.shows("7 questions", f"Not asked yet: {not_asked}", "✓ right", "d disagreed")
        title = saved(done).profile.title_of(COMPETENCY)
        rows = [line.strip() for line in running.lines if f"{title}:" in line]
        assert [row[0] for row in rows] == ["✗", "✓", "d", "-", "n", "•"]


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_marks_mean_is_in_sight_at_every_size(
    home: Path, size: tuple[int, int]
) -> None:
    finished(home, kind="quick")
    async with coach(home, size) as running:
        await review(running)
        await running.shows("✗ wrong", "n does not apply", "Opening a question shows its key.")


async def test_with_nothing_answered_it_says_so(home: Path) -> None:
    async with coach(home) as running:
        await review(running)
        await running.shows("Nothing was answered yet.")
        await running.shows("Begin: the first sketch")
        await running.press("enter")
        await running.on("target")


async def test_a_check_shows_its_key_the_answer_and_the_reason_for_every_option(
    done: Path,
) -> None:
    async with coach(done, (120, 60)) as running:
        await review(running, WRONG)
        check = saved(done).catalog.checks[WRONG]
        for option in check.option:
            await running.shows(*words(option.text), *words(option.why))
        await running.shows("the key", "your answer", "you were sure")
        assert "the key · your answer" not in running.text
        assert running.lines[0].rstrip().endswith("wrong")


async def test_a_scenario_shows_best_and_worst(done: Path) -> None:
    async with coach(done, (120, 60)) as running:
        await review(running, first_scenario(saved(done)))
        await running.shows("best · your best", "worst · your worst")


async def test_a_ladder_shows_the_rung_and_has_no_key(done: Path) -> None:
    async with coach(done, (120, 60)) as running:
        await review(running, LADDER)
        await running.shows("● 3", "○ 4")
        assert "the key" not in running.text


async def test_opening_a_question_is_remembered_as_having_seen_its_key(done: Path) -> None:
    async with coach(done) as running:
        await review(running, CHECK)
    assert set(saved(done).profile.journal.keys_seen) == {CHECK}


async def test_a_profile_open_elsewhere_can_be_reviewed_and_nothing_is_written(
    done: Path,
) -> None:
    other = opened(done)
    try:
        async with coach(done) as running:
            await review(running, CHECK)
    finally:
        other.close()
    assert saved(done).profile.journal.keys_seen == {}


async def test_answering_again_writes_a_new_file_and_leaves_the_finished_one(
    done: Path,
) -> None:
    before = files(done)
    async with coach(done) as running:
        await review(running, WRONG)
        await running.press("enter")
        await running.asks(WRONG)
        key = saved(done).catalog.checks[WRONG].key
        digit = next(choice.label for choice in running.question.choices if choice.key == key)
        await running.press(digit, "s")
        await running.on("item")
        await running.until(lambda: running.lines[0].rstrip().endswith("right"), "was right")
        await running.press("escape")
        await running.on("review")
        assert running.app.screen.query_one(Menu).current_id == WRONG
    after = files(done)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1
    session = saved(done)
    assert not session.profile.in_progress
    confidence = session.profile.result.knowledge[COMPETENCY].confidence
    assert confidence != "firm", "an answer to a question whose key was seen makes nothing surer"


@pytest.mark.parametrize("key", ["u", "b", "left", "a"])
async def test_while_one_question_is_answered_again_no_key_leads_to_others(
    done: Path, key: str
) -> None:
    """Taking back would open the assessment again with the keys in sight below."""
    before = files(done)
    async with coach(done) as running:
        await review(running, WRONG)
        await running.press("enter")
        await running.asks(WRONG)
        await running.press(key)
        await running.asks(WRONG)
        assert "undo" not in running.lines[-1]
        await running.press("escape")
        await running.on("item")
    assert files(done) == before


async def test_disagreeing_asks_for_a_word_and_again_takes_it_back(done: Path) -> None:
    before = files(done)
    async with coach(done, (120, 60)) as running:
        await review(running, CHECK)
        await running.press("d")
        await running.on("note")
        await running.press(*"Both.", "ctrl+s")
        await running.on("item")
        await running.shows("You disagree with this question, so it doesn't count. Both.")
        assert saved(done).profile.state.disagreed[CHECK] == "Both."
        await running.press("d")
        await running.until(lambda: "You disagree" not in running.text, "took it back")
    assert CHECK not in saved(done).profile.state.disagreed
    assert before.items() <= files(done).items()


async def test_a_note_is_kept_and_shown_with_the_question(done: Path) -> None:
    async with coach(done, (120, 60)) as running:
        await review(running, CHECK)
        await running.press("c")
        await running.on("note")
        await running.press(*"Look", "enter", *"it up", "ctrl+s")
        await running.on("item")
        await running.shows("Your note: Look it up")
        await running.press("c")
        await running.on("note")
        assert running.app.screen.query_one(TextArea).text == "Look\nit up"
    assert saved(done).profile.journal.notes == {CHECK: "Look\nit up"}


async def test_a_note_that_was_left_comes_back_as_it_was_typed(done: Path) -> None:
    async with coach(done) as running:
        await review(running, CHECK)
        await running.press("c")
        await running.on("note")
        await running.press(*"Half a th", "escape")
        await running.on("item")
        assert saved(done).profile.journal.notes == {}
    async with coach(done) as running:
        await review(running, CHECK)
        await running.press("c")
        await running.on("note")
        await running.press(*"ought", "ctrl+s")
        await running.on("item")
    session = saved(done)
    assert session.profile.journal.notes == {CHECK: "Half a thought"}
    assert read_draft(session, f"note-{CHECK}") == ""


async def test_a_note_on_a_question_under_way_shows_nothing_of_its_key(home: Path) -> None:
    begun(home)
    item = present_item(saved(home).profile)
    async with coach(home) as running:
        await running.press("enter")
        await running.on("question")
        await running.press("c")
        await running.on("note")
        await running.press(*"why", "ctrl+s")
        await running.asks(str(item))
    session = saved(home)
    assert session.profile.journal.notes == {item: "why"}
    assert session.profile.journal.keys_seen == {}
    assert item_mark(session.profile, str(item)) == "not asked"

"""Someone comes back after all questions were replaced: home offers an update, and how that goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import set_situation
from pmcoach.report.asking import WHY_TITLE, why_words
from pmcoach.report.home import outdated_words
from pmcoach.tui.widgets.choices import Choices
from tests.replaced import list_former_items, make_old_profile
from tests.tui.looking import files
from tests.tui.support import SIZES, Running, coach, sound

UPDATE = "Update your levels"
QUESTIONS = 12
"""How many an update of everything asks."""
by_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def content(home: Path, tmp_path: Path) -> Path:
    """The present pack, and a profile in which every former question was answered."""
    return make_told_profile(home, tmp_path)


def make_told_profile(home: Path, folder: Path, *items: str) -> Path:
    """A profile from before whose situation is known, so that the ending asks nothing; the content
    of today."""
    content = make_old_profile(home, folder, *items)
    session = open_session(home=home, content=content)
    set_situation(session, "hours_per_week", 4.0)
    session.close()
    return content


def read_saved(home: Path, content: Path) -> Session:
    return open_session(home=home, content=content, write=False)


async def begin(running: Running) -> str:
    """From home to the first question of the update; its item."""
    await running.press("enter")
    await running.on("question")
    return running.question.item


async def stop_for_the_answers(running: Running, warning: str) -> None:
    """Look at the answers in the middle of the update, once its price is read."""
    await running.press("v")
    await running.on("confirm")
    await running.shows(warning)
    await running.press("down", "enter")
    await running.on("review")


async def answer_ladder(running: Running) -> str:
    """Answer until a ladder is answered; its item."""
    while not running.question.item.endswith(".ladder"):
        await running.answer()
    return await running.answer()


@by_size
async def test_home_says_what_has_changed_and_offers_to_update(
    home: Path, content: Path, size: tuple[int, int]
) -> None:
    async with coach(home, size, content) as running:
        await running.shows(
            outdated_words(len(list_former_items())), f"▸ {UPDATE}", "about 5 min", "not known"
        )
        sound(running, size)
        if size[0] > SIZES[-1][0]:
            await running.shows("the questions have changed")
        await begin(running)
        await running.shows(f"1 of {QUESTIONS}")
        sound(running, size)


async def test_from_the_first_question_to_the_ending_and_home(home: Path, content: Path) -> None:
    before = files(home)
    async with coach(home, (120, 40), content) as running:
        await begin(running)
        await running.shows("Level update", f"1 of {QUESTIONS}")
        assert len(await running.answer_to_the_end()) == QUESTIONS
        await running.shows("Level update finished", "Level update: done.")
        assert UPDATE not in running.text
        await running.press("escape")
        await running.on("home")
        await running.shows("Level update finished.")
        assert UPDATE not in running.text
        assert "have changed since" not in running.text
    profile = read_saved(home, content).profile
    assert not profile.in_progress
    assert all(standing.level is not None for standing in profile.result.standings())
    assert before.items() <= files(home).items()


async def test_skipped_to_the_end_it_is_offered_no_more(home: Path, content: Path) -> None:
    async with coach(home, (120, 40), content) as running:
        await begin(running)
        items: list[str] = []
        while running.where == "question":
            items.append(running.question.item)
            await running.press("x")
            await running.leave(items[-1])
        assert len(items) == len(set(items)) == QUESTIONS
        await running.press("escape")
        await running.on("home")
        assert UPDATE not in running.text


async def test_why_it_is_asked(home: Path, content: Path) -> None:
    async with coach(home, (120, 40), content) as running:
        item = await begin(running)
        await running.press("w")
        [why, *_] = why_words(read_saved(home, content).profile, item)
        assert "have changed" in why
        await running.shows(WHY_TITLE, " ".join(why.split()))


async def test_nothing_of_a_former_answer_is_filled_in(home: Path, content: Path) -> None:
    """A ladder is the same question in other words, and was answered with 3."""
    async with coach(home, content=content) as running:
        while not (running.where == "question" and running.question.item.endswith(".ladder")):
            await (running.answer() if running.where == "question" else begin(running))
        item = running.question.item
        assert "●" not in running.text
        assert running.app.screen.query_one(Choices).option is None
        await running.press("enter")
        await running.shows("Choose an answer first")
        await running.press("2", "enter")
        await running.leave(item)
    answer = read_saved(home, content).profile.state.answers[item]
    assert (answer.option, answer.revision) == ("2", 2)


@pytest.mark.parametrize("key", ["1", "x", "n"])
async def test_b_leads_back_to_the_question_before_and_forward_again(
    home: Path, content: Path, key: str
) -> None:
    async with coach(home, content=content) as running:
        items = [await begin(running)]
        for _ in range(3):
            if key == "1":
                await running.answer()
            else:
                await running.press(key)
                await running.leave(items[-1])
            items.append(running.question.item)
        assert any(item.endswith(".ladder") for item in items[:-1])
        for number, item in reversed(list(enumerate(items[:-1], 1))):
            await running.press("b")
            await running.asks(item)
            await running.shows(f"{number} of {QUESTIONS}")
        await running.press("b")
        await running.says("This is the first question.")
        for item in items[1:-1]:
            await running.answer(1)
            await running.asks(item)
    answers = read_saved(home, content).profile.state.answers
    assert all(answers[item].kind == "answered" for item in items[:-2])


async def test_the_last_answer_is_undone_and_then_nothing_more(home: Path, content: Path) -> None:
    """What came before was an answer to a question that is gone."""
    async with coach(home, content=content) as running:
        first = await begin(running)
        while not running.question.item.endswith(".ladder"):
            await running.answer()
        ladder = await running.answer()
        await running.press("u")
        await running.asks(ladder)
        assert "●" not in running.text
        while running.question.item != first:
            item = running.question.item
            await running.press("u")
            await running.leave(item)
        await running.press("u")
        await running.says("There is nothing to undo.")
        await running.asks(first)
    profile = read_saved(home, content).profile
    assert {answer.item for answer in profile.outdated_answers} == set(list_former_items())


async def test_from_home_an_answer_to_a_question_that_is_gone_is_not_undone(
    home: Path, content: Path
) -> None:
    before = files(home)
    async with coach(home, content=content) as running:
        await running.press("u")
        await running.says("There is nothing to undo.")
        assert running.where == "home"
    assert files(home) == before


async def test_leaving_in_the_middle_and_starting_again_loses_nothing(
    home: Path, content: Path
) -> None:
    async with coach(home, content=content) as running:
        await begin(running)
        await answer_ladder(running)
        item, number = running.question.item, running.question.number
        await running.press("escape")
        await running.on("home")
        await running.shows("Go on with the level update", "have changed since")
    async with coach(home, content=content) as running:
        await running.shows("Go on with the level update")
        await begin(running)
        await running.asks(item)
        await running.shows(f"{number} of {QUESTIONS}")


async def test_stopped_for_the_answers_it_is_offered_for_the_rest(
    home: Path, content: Path
) -> None:
    async with coach(home, (120, 40), content) as running:
        await begin(running)
        await running.answer()
        await stop_for_the_answers(running, "Stop the level update here")
        await running.press("escape")
        await running.on("home")
        await running.shows(UPDATE)
        await begin(running)
        await running.shows(f"1 of {QUESTIONS - 1}")


async def test_before_the_first_answer_one_may_stop_to_see_the_former_ones(
    home: Path, content: Path
) -> None:
    async with coach(home, (120, 40), content) as running:
        await begin(running)
        await stop_for_the_answers(running, "No level is known")
        await running.shows(f"{len(list_former_items())} questions")


async def test_a_jump_leads_to_the_questions_of_an_area_and_its_scenarios(
    home: Path, content: Path
) -> None:
    async with coach(home, (120, 40), content) as running:
        await begin(running)
        await running.press("a")
        await running.on("areas")
        await running.shows("The left 5 levels not asked about", "The right 5 levels")
        await running.press("down", "enter")
        await running.on("question")
        for left in range(QUESTIONS // 2):
            await running.until(lambda: running.question.area == "The right", f"asked {left}")
            await running.answer()
        assert running.question.area == "The left"
        await running.press("a")
        await running.on("areas")
        await running.shows("The right every level asked about")


async def test_one_question_disagreed_with_can_be_come_back_to(home: Path, content: Path) -> None:
    async with coach(home, (120, 40), content) as running:
        item = await begin(running)
        await running.press("d")
        await running.on("note")
        await running.press("ctrl+s")
        await running.on("question")
        await running.leave(item)
        await running.press("b")
        await running.asks(item)
        await running.shows("You disagree with this question")
        await running.press("d")
        await running.until(lambda: "You disagree" not in running.text, "took it back")
    assert read_saved(home, content).profile.state.disagreed == {}


async def test_who_has_answered_only_present_questions_is_offered_no_update(
    home: Path, tmp_path: Path
) -> None:
    content = make_old_profile(tmp_path / "other", tmp_path)
    async with coach(home, (120, 40), content) as running:
        await running.press("enter")
        await running.on("target")
        await running.press("enter", "enter")
        await running.on("question")
        await running.answer()
        await running.press("escape")
        await running.on("home")
        assert UPDATE not in running.text
        assert "have changed since" not in running.text


async def test_only_what_was_answered_before_is_updated(home: Path, tmp_path: Path) -> None:
    content = make_told_profile(home, tmp_path, "right-b.k2", "right.s1")
    async with coach(home, (120, 40), content) as running:
        await running.shows("2 answers are to questions that have changed since.", UPDATE)
        await begin(running)
        items = await running.answer_to_the_end()
    assert len(items) == 3
    competencies = read_saved(home, content).catalog.knowledge_items
    assert competencies[items[0]].competency == "right-b"
    assert {item.partition(".")[0] for item in items[1:]} == {"right"}

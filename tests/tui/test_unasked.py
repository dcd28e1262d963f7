"""What matters most and was not asked yet: one key asks exactly that, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.asking import find_unasked, list_unasked
from pmcoach.report.home import UNASKED_HEADING
from pmcoach.report.levels import CONFIDENCE_LEAD
from pmcoach.tui.screens.verdict import VerdictScreen
from tests.support import answer_badly, answer_well, go_through
from tests.tui.support import SIZES, Running, coach, saved


def sketched(home: Path) -> None:
    """A finished first sketch."""
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_badly)
    finish_assessment(session)
    session.close()


async def answer_alone(running: Running, item: str) -> None:
    """Answer the question on screen, whatever it is."""
    await running.asks(item)
    await running.shows("one question")
    kind = running.question.kind
    if kind == "spot":
        await running.press(*(str(number + 1) for number in range(running.question.mark_count)))
    else:
        await running.press("1")
        if kind == "scenario":
            await running.press("2")
    await running.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_on_home_asks_what_matters_most_and_comes_back(
    home: Path, size: tuple[int, int]
) -> None:
    sketched(home)
    [first, second, *_] = list_unasked(saved(home).profile)
    async with coach(home, size) as running:
        await running.shows(UNASKED_HEADING)
        await running.press("i")
        await answer_alone(running, first.item)
        await running.on("home")
        await running.says(f"{first.title}, {first.facet}: ")
        summary = running.app.summary
        assert summary is not None
        assert first.item not in {level.item for level in summary.unasked}
    profile = saved(home).profile
    assert first.item in profile.state.answers
    assert not profile.in_progress
    assert second.item not in profile.state.answers


async def test_home_does_not_offer_it_while_an_assessment_is_under_way(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "sketch")
    go_through(session, answer_badly, 2)
    session.close()
    async with coach(home, (120, 40)) as running:
        await running.shows("Go on with the first sketch")
        assert UNASKED_HEADING not in running.text
        await running.press("i")
        await running.on("home")


@pytest.mark.parametrize("size", SIZES)
async def test_enter_on_a_line_of_the_results_asks_its_question(
    home: Path, size: tuple[int, int]
) -> None:
    sketched(home)
    unasked = list_unasked(saved(home).profile)[1]
    async with coach(home, size) as running:
        await running.press("r")
        await running.on("results")
        menu = running.app.screen.query("Menu").first()
        for _ in range(40):
            if menu.current_id == "unasked:1":  # type: ignore[attr-defined]
                break
            await running.press("down")
        await running.shows(UNASKED_HEADING)
        await running.press("enter")
        await answer_alone(running, unasked.item)
        await running.on("results")
        assert menu.current_id == "unasked:1"  # type: ignore[attr-defined]
    standing = saved(home).profile.result
    assert any(s.key == unasked.key and s.level is not None for s in standing.standings())


async def test_leaving_the_question_changes_nothing(home: Path) -> None:
    sketched(home)
    before = saved(home).profile.state.answers
    async with coach(home) as running:
        await running.press("r", "i")
        await running.on("question")
        await running.shows("esc back")
        await running.press("escape")
        await running.on("results")
    assert saved(home).profile.state.answers == before


async def test_where_nothing_is_left_to_ask_nothing_is_offered(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    go_through(session, answer_well)
    finish_assessment(session)
    assert not list_unasked(session.profile)
    session.close()
    async with coach(home, (120, 40)) as running:
        assert UNASKED_HEADING not in running.text
        await running.press("r")
        await running.on("results")
        assert UNASKED_HEADING not in running.text
        await running.press("i")
        await running.on("results")


@pytest.mark.parametrize("kind", ["competency", "area"])
async def test_the_detail_asks_about_a_level_that_is_not_measured(home: Path, kind: str) -> None:
    sketched(home)
    profile = saved(home).profile
    subjects = profile.catalog.competencies if kind == "competency" else profile.catalog.areas
    subject = list(subjects)[-1]
    unasked = find_unasked(profile, subject)
    assert unasked is not None
    assert unasked.level is None
    async with coach(home) as running:
        running.app.push_screen(VerdictScreen(subject))
        await running.on("verdict")
        await running.shows(
            "not known", f"Press [i] to answer a question about your {unasked.facet}."
        )
        await running.press("i")
        await answer_alone(running, unasked.item)
        await running.on("verdict")
        measured = {s.key: s for s in saved(home).profile.result.standings()}[unasked.key]
        assert measured.confidence is not None
        await running.shows(measured.confidence)


async def test_an_area_in_the_results_opens_its_ability(home: Path) -> None:
    sketched(home)
    [area, *_] = saved(home).catalog.areas
    async with coach(home, (120, 40)) as running:
        await running.press("r")
        await running.on("results")
        menu = running.app.screen.query("Menu").first()
        for _ in range(60):
            if f"'{area}'" in menu.current_id:  # type: ignore[attr-defined]
                break
            await running.press("down")
        await running.press("enter")
        await running.on("verdict")
        await running.shows("Ability in critical incidents: Stakeholder management")


@pytest.mark.parametrize(("size", "is_word"), [((80, 24), True), ((60, 20), False)])
async def test_the_results_say_how_sure_a_level_is_in_a_word_where_there_is_room(
    home: Path, size: tuple[int, int], is_word: bool
) -> None:
    sketched(home)
    async with coach(home, size) as running:
        await running.press("r")
        await running.on("results")
        prompts = [
            str(option.prompt)
            for option in running.app.screen.query("Menu").first().options  # type: ignore[attr-defined]
            if "  k " in str(option.prompt) or " k " in str(option.prompt)
        ]
        assert prompts
        assert any("likely" in prompt or "unsure" in prompt for prompt in prompts) is is_word
        assert ("~ likely" in running.text) is not is_word


async def test_what_the_words_mean_stands_in_the_results_and_in_the_help(home: Path) -> None:
    sketched(home)
    async with coach(home, (120, 60)) as running:
        await running.press("r")
        await running.on("results")
        await running.press("end")
        await running.shows(CONFIDENCE_LEAD)
        await running.press("question_mark")
        await running.on("help")
        await running.press("end")
        await running.shows(CONFIDENCE_LEAD)

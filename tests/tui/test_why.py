"""Why a question is asked, and what a question alone says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.report.asking import RECALL_LEAD, WHY_TITLE, why_words
from tests.tui.support import SIZES, Running, coach, profile_at, saved


def flat(words: list[str]) -> str:
    return " ".join(" ".join(words).split())


async def begin(running: Running, item: str) -> None:
    await running.press("enter")
    await running.asks(item)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("close", ["w", "escape"])
async def test_one_key_shows_why_and_the_same_or_escape_closes(
    home: Path, size: tuple[int, int], close: str
) -> None:
    item = profile_at(home, "ladder")
    words = flat(why_words(saved(home).profile, item))
    async with coach(home, size) as running:
        await begin(running, item)
        assert WHY_TITLE not in running.text
        await running.press("w")
        await running.shows(f"{WHY_TITLE} {words}")
        await running.press(close)
        await running.until(lambda: WHY_TITLE not in running.text, "closed")
        await running.asks(item)


async def test_what_helps_to_recall_stands_there_and_not_on_the_page(home: Path) -> None:
    item = profile_at(home, "ladder")
    catalog = saved(home).catalog
    [first_probe, *_] = catalog.competencies[item.removesuffix(".ladder")].ladder.probes
    async with coach(home, (120, 40)) as running:
        await begin(running, item)
        assert first_probe not in running.text
        await running.press("w")
        await running.shows(RECALL_LEAD, first_probe)


async def test_an_answer_can_be_given_while_it_shows_and_the_next_question_begins_without(
    home: Path,
) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await begin(running, item)
        await running.press("w", "2", "enter")
        await running.until(lambda: running.question.item != item, "went on")
        await running.until(lambda: WHY_TITLE not in running.text, "closed")
    assert saved(home).profile.state.answers[item].option == "2"


async def test_the_key_bar_says_that_escape_closes_it(home: Path) -> None:
    item = profile_at(home, "check")
    async with coach(home) as running:
        await begin(running, item)
        await running.shows("esc home", "w why")
        await running.press("w")
        await running.shows("esc close", "w close")


async def test_how_many_questions_there_will_be_is_an_estimate_and_says_so(home: Path) -> None:
    item = profile_at(home, "ladder")
    async with coach(home) as running:
        await begin(running, item)
        question = running.question
        await running.shows(f"{question.number} of about {question.progress.total}")

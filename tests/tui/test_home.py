"""Home: where one stands, and one obvious thing to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.coach.assessment import finish_assessment, skip_question, start_assessment
from pmcoach.coach.home import make_home, save_home
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from pmcoach.report.questions import present_item
from pmcoach.store.paths import profile_paths
from pmcoach.tui.app import CoachApp
from pmcoach.tui.screens.home import HomeScreen
from tests.support import answer_well, go_through
from tests.tui.support import Running, answered_words, coach, fill_disk, saved


async def test_a_new_profile_is_welcomed_and_offered_the_first_sketch(home: Path) -> None:
    async with coach(home) as running:
        await running.shows("Where do you stand as a product manager", "Begin: the first sketch")
        assert "Results" not in running.text
        assert "%" not in running.text


async def test_enter_on_a_new_profile_leads_over_the_target_to_the_first_question(
    home: Path,
) -> None:
    async with coach(home) as running:
        await running.press("enter")
        await running.on("target")
        await running.press("enter")
        await running.on("question")
        await running.shows("1 of ")
    session = saved(home)
    assert session.profile.journal.role == "generalist"
    assert session.profile.form_kind == "sketch"
    assert session.profile.in_progress


async def test_leaving_the_target_begins_nothing(home: Path) -> None:
    async with coach(home) as running:
        await running.press("enter")
        await running.on("target")
        await running.press("escape")
        await running.on("home")
    session = saved(home)
    assert not session.profile.journal.has_target
    assert session.profile.form_kind is None


async def test_an_assessment_in_progress_is_gone_on_with_where_it_stopped(demo: Path) -> None:
    item = present_item(saved(demo).profile)
    assert item is not None
    async with coach(demo) as running:
        await running.shows("Go on with the quick assessment", answered_words(demo))
        await running.press("enter")
        await running.asks(item)


async def test_home_shows_what_is_met_of_each_area(demo: Path) -> None:
    areas = make_home(saved(demo)).areas
    assert any(area.known for area in areas)
    async with coach(demo) as running:
        await running.shows("Generalist associate, entry", "Your next step:")
        for area in areas:
            await running.shows(area.title)
            if area.known:
                await running.shows(f"{area.met}% {area.known} of {area.possible} known")


async def test_after_a_finished_form_home_offers_the_next_longer_one(demo: Path) -> None:
    session = open_session(home=demo)
    go_through(session, answer_well)
    finish_assessment(session)
    session.close()
    async with coach(demo) as running:
        await running.shows("Quick assessment finished", "Go on: the standard assessment")
        await running.press("enter")
        await running.on("question")
        await running.shows("Standard assessment")
    assert saved(demo).profile.form_kind == "standard"


async def test_when_all_was_asked_home_leads_to_the_results(home: Path) -> None:
    session = open_session(home=home)
    choose_target(session, "generalist", "entry")
    start_assessment(session, "full")
    while (item := present_item(session.profile)) is not None:
        # Skipping is the shortest way through; one answer makes it a result.
        answer_well(session, item) if not session.profile.state.answers else skip_question(
            session, item
        )
    finish_assessment(session)
    session.close()
    async with coach(home) as running:
        await running.shows("See the results")
        await running.press("enter")
        await running.on("results")


async def test_home_paints_from_the_summary_before_anything_else_is_open(demo: Path) -> None:
    app = Unopened(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        running = Running(app, pilot)
        await running.on("home")
        await running.shows(answered_words(demo), "Generalist associate, entry")
        assert app.session is None


async def test_a_stale_summary_is_not_shown(demo: Path) -> None:
    before = answered_words(demo)
    session = open_session(home=demo)
    go_through(session, answer_well, most=1)
    session.close()
    app = Unopened(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        running = Running(app, pilot)
        await running.on("home")
        await running.shows("Opening your profile")
        assert before not in running.text
    async with coach(demo) as running:
        assert answered_words(demo) != before
        await running.shows(answered_words(demo))


async def test_a_damaged_summary_is_as_none(demo: Path) -> None:
    profile_paths(demo).summary.write_bytes(b'{"stamp": [')
    async with coach(demo) as running:
        await running.shows(answered_words(demo))


async def test_keys_pressed_before_the_profile_is_open_wait_for_it(demo: Path) -> None:
    app = CoachApp(profile_paths(demo))
    async with app.run_test(size=(80, 24)) as pilot:
        running = Running(app, pilot)
        app.simulate_key("r")
        await running.until(lambda: app.session is not None, "loaded")
        await running.on("results")


async def test_an_impatient_second_enter_does_not_open_a_second_question(demo: Path) -> None:
    app = Unopened(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        running = Running(app, pilot)
        await running.on("home")
        await running.press("enter", "enter")
        app.open_now()
        await running.on("question")
        assert [type(one).__name__ for one in app.screen_stack].count("QuestionScreen") == 1


async def test_undo_on_home_asks_the_last_question_again(demo: Path) -> None:
    last = saved(demo).profile.state.order[-1]
    async with coach(demo) as running:
        await running.press("u")
        await running.asks(last)
    assert last not in saved(demo).profile.state.answers


async def test_undo_with_nothing_answered_says_so(home: Path) -> None:
    async with coach(home) as running:
        await running.press("u")
        await running.says("There is nothing to undo")
        assert running.where == "home"


@pytest.mark.parametrize(
    ("line", "where"),
    enumerate(
        (
            "question",
            "lengths",
            "confirm",
            "results",
            "plan",
            "evidence",
            "hiring",
            "export",
            "target",
            "ad",
            "situation",
        )
    ),
)
async def test_every_line_of_the_menu_opens_its_screen(demo: Path, line: int, where: str) -> None:
    async with coach(demo) as running:
        await running.press(*["j"] * line, "enter")
        await running.on(where)
        await running.press("escape")
        await running.on("home")


async def test_a_line_chosen_while_the_profile_opens_stays_chosen(demo: Path) -> None:
    app = Unopened(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        running = Running(app, pilot)
        await running.on("home")
        await running.press("down", "down", "down")
        app.open_now()
        await running.until(lambda: app.session is not None, "loaded")
        await running.press("enter")
        await running.on("results")


async def test_a_profile_open_elsewhere_is_shown_read_only(demo: Path) -> None:
    other = open_session(home=demo)
    try:
        async with coach(demo) as running:
            assert "read-only" in running.lines[0]
            await running.says("Read-only:")
    finally:
        other.close()


async def test_a_full_disk_at_the_start_of_a_form_is_told_and_begins_nothing(
    demo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = open_session(home=demo)
    go_through(session, answer_well)
    finish_assessment(session)
    save_home(session)
    session.close()
    async with coach(demo) as running:
        fill_disk(monkeypatch)
        await running.press("enter")
        await running.says("No space left on device")
        assert isinstance(running.app.screen, HomeScreen)
    assert saved(demo).profile.form_kind == "quick"


class Unopened(CoachApp):
    """The app as it is in the moment before content and profile are open."""

    def __init__(self, home: Path) -> None:
        super().__init__(profile_paths(home))

    def load(self) -> None:  # type: ignore[override]
        """Not yet."""

    def open_now(self) -> None:
        super().load()


async def test_home_says_first_what_is_on_disk_and_not_in_view(demo: Path) -> None:
    words = answered_words(demo)
    newest = max(profile_paths(demo).assessments.iterdir())
    newest.with_name(f"Copy of {newest.name}").write_bytes(newest.read_bytes())
    async with coach(demo) as running:
        await running.shows("looks like a copy", "pmcoach doctor", words)
    async with coach(demo) as running:
        await running.shows("looks like a copy")

"""Coming back later: the reminder, the recheck, the history, and results through other lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.assessment.evidence import Evidence
from pmcoach.assessment.history import LevelDifference, compare_snapshots
from pmcoach.coach.assessment import finish_assessment, save_answer, start_assessment
from pmcoach.coach.evidence import record_keys_seen, save_evidence
from pmcoach.coach.history import read_history
from pmcoach.coach.home import save_home
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.report.history import lens_views
from pmcoach.report.home import RECHECK_AFTER, REMIND_AFTER
from tests.support import answer_badly, answer_well, pick_items
from tests.tui.looking import files, finished, opened
from tests.tui.support import SIZES, Running, coach, saved

ANEW, RECHECK = "A new assessment, from nothing", "A five-minute knowledge recheck"


async def to(running: Running, key: str, where: str) -> None:
    await running.press(key)
    await running.on(where)


def find_difference(home: Path) -> LevelDifference:
    """What moved between the two finished assessments."""
    session = saved(home)
    return compare_snapshots(session.catalog, *read_history(session).snapshots)


@pytest.mark.parametrize(
    ("days", "offers"),
    [
        (0, []),
        (RECHECK_AFTER - 1, []),
        (RECHECK_AFTER, [RECHECK]),
        (REMIND_AFTER - 1, [RECHECK]),
        (REMIND_AFTER, [ANEW, RECHECK]),
        (400, [ANEW, RECHECK]),
    ],
)
async def test_home_offers_what_is_due(home: Path, days: int, offers: list[str]) -> None:
    finished(home, days)
    async with coach(home, (120, 40)) as running:
        await running.shows("Results")
        assert [one for one in (ANEW, RECHECK) if one in running.text] == offers
        if ANEW in offers:
            await running.shows(f"{days} days since the last; it stays for comparison")


async def test_while_one_is_under_way_nothing_is_due(home: Path) -> None:
    finished(home, 200)
    session = opened(home)
    start_assessment(session, "quick")
    save_home(session)
    session.close()
    async with coach(home, (120, 40)) as running:
        await running.shows("Go on with the quick assessment")
        assert ANEW not in running.text
        assert RECHECK not in running.text


async def test_a_new_assessment_is_blind_and_the_old_file_stays(home: Path) -> None:
    finished(home, REMIND_AFTER)
    before, old = files(home), saved(home).profile.state.answers
    async with coach(home, (120, 40)) as running:
        await running.press("j", "enter")
        await running.on("question")
        await running.shows("Standard assessment", "1 of")
        assert "●" not in running.text
        await running.press("1", "enter")
    session = saved(home)
    assert session.profile.form_kind == "standard"
    assert len(session.profile.state.answers) <= 1
    assert set(old) <= session.profile.seen_items
    assert before.items() <= files(home).items()


async def test_a_recheck_asks_knowledge_and_ends_with_what_was_found(home: Path) -> None:
    finished(home, RECHECK_AFTER)
    session = open_session(home=home)
    set_situation(session, "hours_per_week", 4.0)
    session.close()
    before = files(home)
    async with coach(home, (120, 40)) as running:
        await running.press("j", "enter")
        await running.on("question")
        await running.shows("Knowledge recheck", "1 of 12", "knowledge check")
        for _ in range(12):
            item = running.question.item
            await running.press("1", "s")
            await running.until(
                lambda item=item: (
                    running.where == "ending"  # type: ignore[misc]
                    or running.question.item != item
                ),
                "went on",
            )
        await running.on("ending")
        await running.shows("Knowledge recheck finished")
    assert before.items() <= files(home).items()
    assert len(files(home)) == len(before) + 1


@pytest.mark.parametrize("key", ["n", "m"])
async def test_before_the_first_answer_there_is_nothing_to_do_anew(home: Path, key: str) -> None:
    async with coach(home) as running:
        await running.press(key)
        await running.says("Nothing was answered yet")
        assert running.where == "home"
    assert saved(home).profile.form_kind is None


@pytest.mark.parametrize("key", ["n", "m"])
async def test_what_is_under_way_comes_first(demo: Path, key: str) -> None:
    before = files(demo)
    async with coach(demo) as running:
        await running.press(key)
        await running.shows("Quick assessment is under way. Finish it as it is")
        await running.press("escape")
        await running.on("home")
        assert files(demo) == before
        await running.press(key)
        await running.on("confirm")
        await running.press("j", "enter")
        await running.on("question")
    assert saved(demo).profile.form_kind == ("standard" if key == "n" else "recheck")
    kept = files(demo)
    assert len(kept) > len(before), "what was under way is a file of its own, finished"


async def test_a_history_of_nothing_and_of_one_say_what_it_takes(home: Path) -> None:
    async with coach(home) as running:
        await to(running, "h", "history")
        await running.shows("0 finished", "With two finished assessments this shows")
    finished(home)
    async with coach(home) as running:
        await to(running, "h", "history")
        await running.shows("1 finished", "With two finished assessments", "Roadmaps", "100%")
        await running.press("left", "right")
        assert running.where == "history"


async def test_the_history_shows_what_moved_and_why(home: Path) -> None:
    finished(home, 200, well=False)
    finished(home, 100, blind=True)
    moved = find_difference(home).moved
    async with coach(home, (120, 60)) as running:
        await to(running, "h", "history")
        await running.shows("2 finished", "first sketch, content", "0% to 100%")
        for one in moved:
            subject, facet = one.key.rsplit(".", 1)
            now = "not known" if one.after is None else str(one.after)
            was = "not known" if one.before is None else str(one.before)
            await running.shows(f"{saved(home).profile.title_of(subject)}, {facet}: {was} to {now}")
        await running.shows("new answers")
        assert "A level that falls is normal" not in running.text


async def test_a_level_that_fell_is_said_to_be_normal(home: Path) -> None:
    finished(home, 200)
    finished(home, 100, well=False, blind=True)
    async with coach(home, (120, 60)) as running:
        await to(running, "h", "history")
        await running.shows("100% to", "skill: 2 to 0", "A level that falls is normal")


async def test_another_target_is_told_and_evidence_named_as_the_cause(home: Path) -> None:
    session = opened(home, 50)
    start_assessment(session, "full")
    save_answer(session, "lau-plan.ladder", option="3")
    finish_assessment(session)
    choose_target(session, "technical", "senior")
    save_evidence(session, Evidence("", "lau-plan", "s", "d", "r", session.today, "link"))
    start_assessment(session, "recheck")
    finish_assessment(session)
    session.close()
    async with coach(home, (120, 60)) as running:
        await to(running, "h", "history")
        await running.shows(
            "Your target changed in between", "Plan the launch, skill: 2 to 3", "new evidence"
        )


async def test_a_seen_key_is_said_to_be_no_change(home: Path) -> None:
    session = opened(home, 50)
    start_assessment(session, "full")
    lower_item, higher_item = pick_items(session.catalog, "stk-map", 2, 3)
    answer_well(session, lower_item)
    answer_badly(session, higher_item)
    finish_assessment(session)
    session.close()
    session = opened(home, 20)
    record_keys_seen(session, higher_item)
    answer_well(session, higher_item)
    session.close()
    async with coach(home, (120, 60)) as running:
        await to(running, "h", "history")
        await running.shows("its key had been seen, so this is no change")


async def test_left_and_right_choose_the_earlier_date(home: Path) -> None:
    for days in (300, 200, 100):
        finished(home, days, blind=True)
    dates = [f"{one.at.astimezone():%d %b %Y}" for one in read_history(saved(home)).snapshots]
    async with coach(home, (120, 60)) as running:
        await to(running, "h", "history")
        await running.shows("3 finished", f"{dates[1]}, first sketch")
        await running.press("left")
        await running.shows(f"{dates[0]}, first sketch")
        await running.press("left")
        await running.shows(f"{dates[0]}, first sketch")
        await running.press("right")
        await running.shows(f"{dates[1]}, first sketch")


async def test_what_is_not_known_is_no_low_bar_in_the_history(home: Path) -> None:
    session = opened(home)
    start_assessment(session, "full")
    answer_well(session, *pick_items(session.catalog, "stk-map", 2))
    finish_assessment(session)
    session.close()
    async with coach(home) as running:
        await to(running, "h", "history")
        await running.shows("Stakeholder management █ 100%", "Launch ? not known")
        assert "0%" not in running.text.replace("100%", "")


async def test_lenses_show_each_duty_today_and_after_the_plan(home: Path) -> None:
    finished(home, kind="quick", well=False)
    session = open_session(home=home)
    set_situation(session, "access", "pm-job")
    set_situation(session, "hours_per_week", 40.0)
    today = lens_views(session.profile)
    later = lens_views(session.profile, after_plan=True)
    session.close()
    assert sum(one.covered for one in later) > sum(one.covered for one in today)
    async with coach(home, (120, 100)) as running:
        await to(running, "l", "lenses")
        for views, said in ((today, "today"), (later, "after the plan")):
            await running.until(
                lambda said=said: (
                    running.lines[0]
                    .rstrip()  # type: ignore[misc]
                    .endswith(said)
                ),
                said,
            )
            for view in views:
                await running.shows(
                    f"({view.covered} of {len(view.duties)} duties covered, {view.known} known)"
                )
            await running.shows(*(view.lens.title for view in views), views[0].duties[0].duty.text)
            await running.press("p")


async def test_lenses_of_nothing_known_are_not_known_and_never_0(home: Path) -> None:
    async with coach(home, (120, 40)) as running:
        await to(running, "l", "lenses")
        await running.shows("not known yet (0 of 10 duties covered, 0 known)", "? Case studies")
        assert "%" not in running.text
        assert "does not fit" not in running.text


@pytest.mark.parametrize("size", SIZES)
async def test_history_and_lenses_can_be_read_to_their_end_by_keyboard(
    home: Path, size: tuple[int, int]
) -> None:
    finished(home, 200, "quick", well=False)
    finished(home, 100, "quick", blind=True)
    async with coach(home, size) as running:
        await to(running, "h", "history")
        last = find_difference(home).moved[-1].key
        await running.press("end")
        await running.shows(saved(home).profile.title_of(last.rsplit(".", 1)[0]))
        await running.press("escape")
        await to(running, "l", "lenses")
        await running.press("end")
        await running.shows(list(saved(home).catalog.lenses.values())[-1].duty[-1].text)

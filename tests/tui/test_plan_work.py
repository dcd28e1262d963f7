"""Working with the plan on screen: keeping, doing, dropping, adding, trying out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmcoach.coach.plan import competency_of_step
from tests.tui.support import SIZES, Running, coach, saved


async def at_plan(running: Running) -> list[str]:
    """Open the plan; returns the ids of its steps."""
    await running.press("p")
    await running.on("plan")
    session = running.app.session
    assert session is not None
    return list(session.profile.plan.ids)


async def at_provable_step(running: Running) -> str:
    """Open the plan at its first step whose proof is evidence for a competency; its id."""
    ids = await at_plan(running)
    session = running.app.session
    assert session is not None
    step = next(ident for ident in ids if competency_of_step(session, ident))
    await running.press(*["j"] * ids.index(step))
    return step


async def test_keeping_a_plan_makes_it_the_users(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        ids = await at_plan(running)
        await running.shows("A proposal")
        await running.press("a")
        await running.shows("Your plan")
    kept = saved(demo).profile.journal.accepted_plan
    assert kept is not None
    assert list(kept.steps) == ids


async def test_a_dropped_step_is_gone_and_stays_gone(demo: Path) -> None:
    async with coach(demo) as running:
        first = (await at_plan(running))[0]
        await running.press("x")
    assert saved(demo).profile.journal.steps[first] == "dropped"
    assert first not in saved(demo).profile.plan.ids


async def test_a_step_under_way_is_marked(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        first = (await at_plan(running))[0]
        await running.press("b")
        await running.shows("▸ 1.")
        assert saved(demo).profile.journal.steps[first] == "doing"
        await running.press("b")
    assert saved(demo).profile.journal.steps[first] == "planned"


async def test_done_asks_for_the_proof_which_becomes_evidence(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        step = await at_provable_step(running)
        await running.press("d")
        await running.on("record")
        await running.press(*"Ten people", "ctrl+s")
        await running.on("confirm")
        await running.press("enter")
        await running.on("plan")
        await running.shows("1 done so far")
        assert step not in saved(demo).profile.plan.ids
    after = saved(demo)
    assert after.profile.journal.steps[step] == "done"
    assert [done.step.id for done in after.profile.plan.done] == [step]
    [record] = after.profile.evidence.values()
    assert (record.step, record.situation) == (step, "Ten people")


async def test_a_step_that_proves_no_competency_is_done_without_a_record(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        first = (await at_plan(running))[0]
        assert not competency_of_step(saved(demo), first)
        await running.press("d")
        await running.shows("1 done so far")
        assert running.where == "plan"
    after = saved(demo)
    assert after.profile.journal.steps == {first: "done"}
    assert after.profile.evidence == {}


async def test_leaving_the_proof_leaves_the_step_open_and_keeps_the_words(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        step = await at_provable_step(running)
        await running.press("d")
        await running.on("record")
        await running.press(*"half a sen", "escape")
        await running.on("plan")
        await running.press("d")
        await running.on("record")
        await running.shows("half a sen")
    assert saved(demo).profile.journal.steps.get(step) is None


async def test_the_ladder_can_be_asked_again_after_a_step(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        await at_provable_step(running)
        await running.press("d")
        await running.on("record")
        await running.press(*"Seen by many", "ctrl+s")
        await running.on("confirm")
        await running.press("j", "enter")
        await running.on("question")
        assert running.question.kind == "ladder"


async def test_another_order_is_kept(demo: Path) -> None:
    async with coach(demo) as running:
        ids = await at_plan(running)
        await running.press("j", "K")
    assert saved(demo).profile.journal.order[:2] == (ids[1], ids[0])


async def test_a_step_can_be_added_by_its_title(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        inside = await at_plan(running)
        step = next(one for one in saved(demo).catalog.steps.values() if one.id not in inside)
        await running.press("n")
        await running.on("steps")
        await running.press(*step.title[:20], "enter", "enter")
        await running.on("plan")
    assert step.id in saved(demo).profile.journal.pinned


async def test_the_if_then_sentence_is_kept(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        first = (await at_plan(running))[0]
        await running.press("y")
        await running.on("ifthen")
        await running.press(*"If it rains", "enter")
        await running.on("plan")
    assert saved(demo).profile.journal.if_then == {first: "If it rains"}


async def test_what_if_keeps_nothing_until_it_is_accepted(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        await at_plan(running)
        events = len(saved(demo).store.journal_events())
        await running.press("f")
        await running.on("whatif")
        await running.press("left", "left")
        await running.shows("4 hours a week → 2 hours a week", "of your weighted gaps closed")
        assert len(saved(demo).store.journal_events()) == events
        await running.press("escape")
        await running.on("plan")
        assert len(saved(demo).store.journal_events()) == events
        await running.press("f")
        await running.on("whatif")
        await running.press("left", "left", "enter")
        await running.on("plan")
    after = saved(demo)
    assert after.profile.journal.context.hours_per_week == 2.0
    assert after.profile.journal.accepted_plan is not None


async def test_every_field_of_what_if_can_be_turned_both_ways(demo: Path) -> None:
    async with coach(demo, (120, 40)) as running:
        await at_plan(running)
        await running.press("f")
        await running.on("whatif")
        for _ in range(8):
            await running.press("right", "left", "left", "right", "j")
        assert running.where == "whatif"


@pytest.mark.parametrize("size", SIZES)
async def test_the_screens_of_the_plan_fit(demo: Path, size: tuple[int, int]) -> None:
    async with coach(demo, size) as running:
        await at_plan(running)
        for key, where in (("f", "whatif"), ("n", "steps"), ("y", "ifthen")):
            await running.press(key)
            await running.on(where)
            assert "esc" in running.lines[-1]
            assert all(len(line) <= size[0] for line in running.lines)
            await running.press("escape")
            await running.on("plan")

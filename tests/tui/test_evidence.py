"""Writing evidence: nothing typed is lost, and what is missing is said in place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from textual.widgets import Checkbox, Input, TextArea

from pmcoach.assessment.evidence import Evidence
from pmcoach.coach.assessment import save_answer, start_assessment
from pmcoach.coach.evidence import save_evidence
from pmcoach.coach.session import open_session
from pmcoach.coach.situation import choose_target
from pmcoach.store.paths import profile_paths
from pmcoach.tui.widgets.menu import Menu
from scripts.terminal import Terminal
from tests.e2e.terminal import start
from tests.tui.looking import opened
from tests.tui.support import SIZES, Running, coach, fill_disk, saved

ONE = "lau-plan"


@pytest.fixture
def claimed(home: Path) -> Path:
    """A profile under way that claims the launch plan, and says it can prove it."""
    session = opened(home)
    choose_target(session, "generalist", "independent")
    start_assessment(session, "full")
    save_answer(session, "lau-plan.ladder", option="3", provable=True)
    session.close()
    return home


def kept(home: Path, **changed: object) -> str:
    """A complete record, written before the app is opened; its id."""
    session = open_session(home=home)
    told = {
        "situation": "It stood still.",
        "did": "I moved it.",
        "result": "It moved.",
        "date": session.today,
        "link": "https://example.org",
    } | changed
    save_evidence(session, Evidence("", ONE, **told))  # type: ignore[arg-type]  # as told
    session.close()
    return list(saved(home).profile.evidence)[-1]


async def form(running: Running, option: str = f"new:{ONE}") -> None:
    """From home to the form of a record."""
    await running.press("w")
    await running.on("evidence")
    menu = running.app.screen.query_one(Menu)
    menu.highlighted = menu.get_option_index(option)
    await running.press("enter")
    await running.on("record")


def fill(running: Running, **texts: str) -> None:
    """Put texts into fields, as pasting does."""
    for name, text in texts.items():
        field = running.app.screen.query_one(f"#{name}")
        if isinstance(field, TextArea):
            field.text = text
        else:
            assert isinstance(field, Input)
            field.value = text


WHOLE = {
    "situation": "A launch stood still.",
    "did": "I asked around.",
    "result": "It went out.",
    "date": "2026-03",
    "confirm": "A colleague",
}


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_first_where_a_record_would_count(
    claimed: Path, size: tuple[int, int]
) -> None:
    async with coach(claimed, size) as running:
        await running.press("w")
        await running.on("evidence")
        title = saved(claimed).profile.title_of(ONE)
        await running.shows("A claim of skill is used up to 2", "A record would count here", title)
        assert running.app.screen.query_one(Menu).current_id == f"new:{ONE}"
        assert running.text.index("would count here") < running.text.index(title)


async def test_the_last_of_the_list_can_be_reached_and_is_in_sight(claimed: Path) -> None:
    async with coach(claimed, SIZES[-1]) as running:
        await running.press("w")
        await running.on("evidence")
        last = list(saved(claimed).catalog.competencies.values())[-1]
        await running.press("end")
        await running.shows(last.title)


async def test_a_whole_record_counts_at_once(claimed: Path) -> None:
    async with coach(claimed) as running:
        await form(running)
        fill(running, **WHOLE)
        await running.press("ctrl+s")
        await running.on("evidence")
        await running.says("Saved: it counts from now on.")
        await running.shows("Your records", "It went out.")
        assert "A record would count here" not in running.text
    (record,) = saved(claimed).profile.evidence.values()
    assert record.date == dt.date(2026, 3, 1)
    assert record.complete
    assert saved(claimed).profile.result.skill[ONE].level == 3


async def test_an_incomplete_record_is_kept_and_says_what_it_lacks(claimed: Path) -> None:
    async with coach(claimed) as running:
        await form(running)
        fill(running, did="I asked around.")
        await running.press("ctrl+s")
        await running.on("evidence")
        await running.says("it still needs: situation, result, date, a link or someone")
        await running.shows("I asked around. no date, incomplete")
    assert not next(iter(saved(claimed).profile.evidence.values())).complete
    assert saved(claimed).profile.result.skill[ONE].level == 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("date", ["2999-01-01", "last May"])
async def test_a_date_that_is_none_says_so_in_sight_and_saves_nothing(
    claimed: Path, date: str, size: tuple[int, int]
) -> None:
    async with coach(claimed, size) as running:
        await form(running)
        fill(running, **WHOLE | {"date": date})
        await running.press("ctrl+s")
        await running.shows("Enter a past date")
        assert running.where == "record"
        assert running.app.screen.focused is not None
        assert running.app.screen.focused.id == "date"
        assert saved(claimed).profile.evidence == {}


async def test_nothing_written_is_nothing_to_keep(claimed: Path) -> None:
    async with coach(claimed) as running:
        await form(running)
        await running.press("ctrl+s")
        await running.shows("Nothing is written yet.")
    assert saved(claimed).profile.evidence == {}


async def test_what_was_typed_survives_leaving(claimed: Path) -> None:
    async with coach(claimed) as running:
        await form(running)
        await running.press(*"Half a", "tab", *"story", "escape")
        await running.on("evidence")
    assert saved(claimed).profile.evidence == {}
    async with coach(claimed) as running:
        await form(running)
        await running.shows("This is what you were typing last time.", "Half a", "story")
        await running.press("ctrl+s")
        await running.on("evidence")
        await form_again(running)
        assert "last time" not in running.text
        assert running.app.screen.query_one("#situation", TextArea).text == ""
    (record,) = saved(claimed).profile.evidence.values()
    assert (record.situation, record.did) == ("Half a", "story")


async def form_again(running: Running) -> None:
    menu = running.app.screen.query_one(Menu)
    menu.highlighted = menu.get_option_index(f"new:{ONE}")
    await running.press("enter")
    await running.on("record")


def test_what_was_typed_survives_the_end_of_the_program_without_saving(claimed: Path) -> None:
    drafts = profile_paths(claimed).drafts
    with start() as terminal:
        terminal.wait_for("Evidence")
        open_form(terminal)
        terminal.send("Before the power went")
        terminal.wait_until(
            lambda _: any("went" in one.read_text("utf-8") for one in drafts.glob("*.txt")),
            "the draft on disk",
        )
        terminal.kill()
    assert saved(claimed).profile.evidence == {}
    with start() as terminal:
        terminal.wait_for("Evidence")
        open_form(terminal)
        terminal.wait_for("Before the power went")
        terminal.kill()


def open_form(terminal: Terminal) -> None:
    """From home to the first competency for which a record would count."""
    terminal.send("w")
    terminal.wait_for("A record would count here")
    terminal.settle()
    terminal.send("\r")
    terminal.wait_for("What was at stake")
    terminal.settle()


async def test_a_record_is_opened_again_and_changed(claimed: Path) -> None:
    ident = kept(claimed, incident=True)
    async with coach(claimed) as running:
        await form(running, f"record:{ident}")
        screen = running.app.screen
        assert screen.query_one("#did", TextArea).text == "I moved it."
        assert screen.query_one("#date", Input).value == saved(claimed).today.isoformat()
        assert screen.query_one("#incident", Checkbox).value
        fill(running, did="I moved it twice.")
        await running.press("ctrl+s")
        await running.on("evidence")
    (record,) = saved(claimed).profile.evidence.values()
    assert (record.id, record.did, record.incident) == (ident, "I moved it twice.", True)


async def test_a_real_hard_moment_counts_for_ability(claimed: Path) -> None:
    async with coach(claimed) as running:
        await form(running)
        fill(running, **WHOLE)
        box = running.app.screen.query_one("#incident", Checkbox)
        box.focus()
        await running.press("space")
        await running.press("ctrl+s")
        await running.on("evidence")
    assert saved(claimed).profile.result.ability["lau"].level == 3


async def test_a_record_is_withdrawn_by_a_key_and_stays_in_the_file(claimed: Path) -> None:
    ident = kept(claimed)
    async with coach(claimed) as running:
        await running.press("w")
        await running.on("evidence")
        assert running.app.screen.query_one(Menu).current_id == f"record:{ident}"
        await running.press("x")
        await running.until(lambda: "Your records" not in running.text, "withdrawn")
        await running.press("x")
    assert saved(claimed).profile.evidence == {}
    assert "I moved it." in profile_paths(claimed).journal.read_text(encoding="utf-8")


async def test_a_record_older_than_three_years_says_so(claimed: Path) -> None:
    kept(claimed, date=dt.date(2001, 5, 1))
    async with coach(claimed, (120, 40)) as running:
        await running.press("w")
        await running.shows("2001-05-01, too old to make a level firm")


async def test_a_record_of_many_lines_takes_one_in_the_list(claimed: Path) -> None:
    kept(claimed, result="One\nTwo\n[b]Three[/b]")
    async with coach(claimed, (120, 40)) as running:
        await running.press("w")
        await running.on("evidence")
        await running.shows("One Two [b]Three[/b]")
        assert any("One Two [b]Three[/b]" in line for line in running.lines)


async def test_a_full_disk_keeps_the_form_with_what_was_typed(
    claimed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with coach(claimed) as running:
        await form(running)
        fill(running, **WHOLE)
        fill_disk(monkeypatch)
        await running.press("ctrl+s")
        await running.says("No space left on device")
        assert running.where == "record"
        assert running.app.screen.query_one("#did", TextArea).text == WHOLE["did"]
        monkeypatch.undo()


async def test_a_claim_that_only_lacks_its_record_leads_from_the_results_to_the_form(
    claimed: Path,
) -> None:
    async with coach(claimed) as running:
        await running.press("r")
        await running.on("results")
        menu = running.app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index("write:0")
        await running.press("enter")
        await running.on("evidence")
        assert running.app.screen.query_one(Menu).current_id == f"new:{ONE}"

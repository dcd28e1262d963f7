"""A job ad as the target: aimed at, listed, put away; its screens at every size."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual.widgets import Static

from pmcoach.coach.assessment import start_assessment
from pmcoach.coach.job_ad import choose_ad, save_ad
from pmcoach.coach.session import open_session
from pmcoach.jobad.parsed_ad import AdLine
from pmcoach.report.job_ad import ad_distance
from pmcoach.tui.widgets.menu import Menu
from tests.coach.made_ads import WHOLE, ad
from tests.tui.ad_support import PM_AD, PRICE, keep, kept, opened, pasted
from tests.tui.support import coach, fill_disk, saved, sound
from tests.tui.test_sizes import HOSTILE, by_size


async def test_aiming_at_a_pasted_ad_makes_it_the_target(home: Path) -> None:
    async with coach(home, (120, 40)) as running:
        await pasted(running, PM_AD)
        await running.press("ctrl+s")
        await running.on("fit")
        await running.press("a")
        await running.on("home")
        await running.shows("18F - Product Manager (IT Specialist)")
        await opened(running)
        await running.shows("your target")
        assert "not your target yet" not in running.text
    journal = saved(home).profile.journal
    assert journal.target_ad == kept(home)[0].id
    assert journal.has_target


async def test_the_target_screen_lists_ads_and_chooses_one(home: Path) -> None:
    first, second = keep(home, name="First line"), keep(home, WHOLE, "Second line")
    async with coach(home, (120, 40)) as running:
        await running.press("t")
        await running.on("target")
        await running.shows("Second line job ad", "First line job ad")
        menu = running.app.screen.query_one("#roles", Menu)
        menu.highlighted = menu.get_option_index(f"ad:{first}")
        await running.shows("Read from its text; nearest to Technical PM or APM, senior.")
        await running.press("enter")
        await running.on("home")
        await running.shows("First line, senior")
        await running.press("t")
        await running.on("target")
        menu = running.app.screen.query_one("#roles", Menu)
        assert menu.current_id == f"ad:{first}"
        menu.highlighted = menu.get_option_index(f"ad:{second}")
        await running.press("e")
        await running.on("fit")
        await running.press("a")
        await running.on("home")
        await running.shows("Second line, senior")
    assert saved(home).profile.journal.target_ad == second


async def test_an_ad_has_its_own_stage_so_that_none_can_be_chosen(home: Path) -> None:
    keep(home)
    async with coach(home, (120, 40)) as running:
        await running.press("t")
        await running.on("target")
        assert running.app.screen.query_one("#stage-about", Static).display
        await running.press("end", "right")
        for ident in ("#stages", "#stage-about", "#weights"):
            assert not running.app.screen.query_one(ident).display
        await running.press("up", "up")
        assert running.app.screen.query_one("#stages").display
        assert running.app.screen.query_one("#stage-about").display


async def test_a_role_chosen_after_an_ad_is_the_target(home: Path) -> None:
    keep(home, aim=True)
    async with coach(home) as running:
        await running.press("t")
        await running.on("target")
        await running.press("home", "enter")
        await running.on("home")
        await running.shows("Generalist associate")
    assert saved(home).profile.journal.target_ad == ""
    assert len(kept(home)) == 1


@pytest.mark.parametrize("aim", [True, False])
async def test_an_ad_is_put_away_only_after_a_question(home: Path, aim: bool) -> None:
    keep(home, aim=aim)
    async with coach(home) as running:
        await opened(running)
        await running.press("D")
        await running.on("confirm")
        await running.shows("Put away Ferry line?")
        await running.press("escape")
        await running.on("fit")
        assert len(kept(home)) == 1
        await running.press("D")
        await running.on("confirm")
        menu = running.app.screen.query_one(Menu)
        menu.highlighted = next(
            number
            for number in range(menu.option_count)
            if "Put it away" in str(menu.get_option_at_index(number).prompt)
        )
        await running.press("enter")
        await running.on("target")
        assert "Ferry line" not in running.text
        await running.press("escape")
        await running.on("home")
    assert kept(home) == []
    assert saved(home).profile.journal.has_target is aim


async def test_results_are_held_against_the_ad_and_it_says_how_far_one_is(demo: Path) -> None:
    session = open_session(home=demo)
    choose_ad(session, save_ad(session, WHOLE, "Ferry line"))
    session.close()
    far = ad_distance(saved(demo).profile, WHOLE)
    async with coach(demo, (120, 40)) as running:
        await opened(running)
        if far.met_percent is None:
            await running.shows("Nothing that it asks for is known about you yet.")
        else:
            await running.shows(f"You meet {far.met_percent}% of what it asks for")
        await running.press("escape", "escape")
        await running.on("home")
        await running.press("r")
        await running.on("results")
        await running.shows("Ferry line, senior")


async def test_a_full_disk_is_told_and_the_ad_stays_as_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home)
    async with coach(home) as running:
        await opened(running, PRICE)
        fill_disk(monkeypatch)
        for key in ("plus", "x", "a"):
            await running.press(key)
            await running.says("No space left on device")
            assert running.where == "fit"
        monkeypatch.undo()
    assert kept(home)[0].parsed_ad == ad()
    assert not saved(home).profile.journal.has_target


# Looks


LONG = ad(
    *(
        AdLine(
            f"{HOSTILE} {number} " + "a very long line that goes on about ferries " * 9,
            "duties",
            (place,) if place else (),
            1.0 if place else 0.0,
        )
        for number, place in enumerate(["lau-price", "stk-align", "mkt-voice", "", "no-such"])
    ),
    AdLine("w" * 300, "duties", ("lau-plan",), 1.0),
    title="t" * 300,
    profession="p" * 90,
    certificates=WHOLE.certificates * 9,
    frameworks=WHOLE.frameworks,
    tools=WHOLE.tools * 40,
    outside=WHOLE.outside * 40,
    industries=WHOLE.industries * 30,
    years=WHOLE.years,
)


@by_size
async def test_the_screens_of_an_ad_fit(home: Path, size: tuple[int, int]) -> None:
    keep(home, LONG, "n" * 40, aim=True)
    async with coach(home, size) as running:
        sound(running, size)
        await running.press("f")
        await running.on("ad")
        sound(running, size)
        await running.press("ctrl+s")
        await running.shows("The text is empty")
        sound(running, size)
        await running.press("escape")
        for key, where in (
            ("m", "pick"),
            ("r", "pick"),
            ("s", "pick"),
            ("n", "ask"),
            ("D", "confirm"),
        ):
            await running.press("escape", "escape")
            await opened(running, "l:0:lau-price")
            sound(running, size)
            await running.press(key)
            await running.on(where)
            sound(running, size)
            await running.press("escape")
            await running.on("fit")
        await running.press("end")
        sound(running, size)


@by_size
async def test_every_row_of_an_ad_can_be_brought_into_sight(
    home: Path, size: tuple[int, int]
) -> None:
    keep(home, LONG, "n" * 80, aim=True)
    async with coach(home, size) as running:
        sound(running, size)
        menu = await opened(running)
        sound(running, size)
        await running.press("end")
        assert menu.current_id == "l:4:"
        await running.shows(f"{HOSTILE} 4")
        await running.press("home")
        assert menu.current_id.startswith("c:")
        title = saved(home).profile.title_of(menu.current_id.removeprefix("c:"))
        await running.shows(title)


async def test_an_ad_fits_again_after_the_window_was_made_smaller(home: Path) -> None:
    keep(home, LONG)
    async with coach(home, (120, 40)) as running:
        await opened(running)
        for size in ((60, 20), (120, 40)):
            await running.pilot.resize_terminal(*size)
            await running.pilot.pause()
            sound(running, size)


async def test_text_of_an_ad_is_shown_as_it_was_written_and_steers_nothing(home: Path) -> None:
    evil = "x\x1b[31mred\x07\x9b2J\u202eback"
    keep(
        home,
        ad(
            AdLine(f"{HOSTILE} {evil}", "duties", ("lau-price",), 1.0),
            title=evil,
            profession=evil,
            is_pm=False,
            tools=WHOLE.tools,
        ),
        f"{HOSTILE}{evil}",
        aim=True,
    )
    async with coach(home, (120, 40)) as running:
        await running.shows(f"{HOSTILE}x[31mred")
        await opened(running, "l:0:lau-price")
        await running.shows(f"{HOSTILE} x[31mred2Jback", f"Job ad: {HOSTILE}x[31mred")
        await running.press("m")
        await running.on("pick")
        await running.shows(f"{HOSTILE} x[31mred2Jback")
        for keys in (("escape",), ("escape",), ("escape", "r")):
            await running.press(*keys)
            bad = [
                char
                for line in running.lines
                for char in line
                if unicodedata.category(char) in {"Cc", "Cf"}
            ]
            assert bad == []


async def test_an_ad_of_other_content_is_shown_too(home: Path) -> None:
    """Its role, stage and competencies may be gone from the content."""
    keep(
        home,
        ad(
            AdLine("Row hard", "duties", ("row",), 1.0),
            role="pirate",
            stage="captain",
            set_weights={"mend": 0.3},
        ),
        aim=True,
    )
    session = open_session(home=home)
    start_assessment(session, "sketch")
    session.close()
    async with coach(home, (120, 40)) as running:
        await opened(running)
        await running.shows("Generalist associate, entry", "Row hard")
        for key in ("r", "s"):
            await running.press(key)
            await running.on("pick")
            await running.press("escape")
        await running.press("escape", "escape")
        await running.press("r")
        await running.on("results")

"""Job ads on screen: paste one, see what it weighs beside its lines, put right what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from benchmarks.ad_reading import FOLDER
from pmcoach.coach import fit
from pmcoach.coach.ads import KeptAd
from pmcoach.coach.session import open_session
from pmcoach.jobad.reading import Reading
from pmcoach.store.content import shipped_folder
from pmcoach.tui.screens.fit import read_percent
from pmcoach.tui.widgets.draft import DraftArea
from pmcoach.tui.widgets.menu import Menu
from tests.coach.made_ads import SAFE, ad
from tests.tui.support import Running, coach, fill_disk, saved

PM_AD = (FOLDER / "real" / "product-manager.txt").read_text(encoding="utf-8")
OTHER_AD = (FOLDER / "real" / "application-engineer.txt").read_text(encoding="utf-8")
PRICE, ALIGN = "c:lau-price", "c:stk-align"


def kept(home: Path) -> list[KeptAd]:
    """The ads on disk, the newest first."""
    return fit.kept_ads(saved(home))


def keep(home: Path, reading: Reading | None = None, name: str = "Ferry line", *,
         aim: bool = False) -> str:
    """Put an ad into the profile before the app is opened; its id."""
    session = open_session(home=home)
    ident = fit.keep_ad(session, reading or ad(), name)
    if aim:
        fit.choose(session, ident)
    session.close()
    return ident


async def pasted(running: Running, text: str) -> None:
    """From home to the field, and a text pasted into it."""
    await running.press("f")
    await running.on("ad")
    field = running.app.screen.query_one(DraftArea)
    assert running.app.focused is field
    running.app.post_message(events.Paste(text))
    await running.until(lambda: bool(field.text) or not text, "pasted")


async def opened(running: Running, row: str = "") -> Menu:
    """From home over the target to the newest ad, and to one of its rows."""
    await running.press("t")
    await running.on("target")
    roles = running.app.screen.query_one("#roles", Menu)
    newest = fit.kept_ads(running.app.session)[0]  # type: ignore[arg-type]  # it is open
    roles.highlighted = roles.get_option_index(f"ad:{newest.id}")
    await running.press("e")
    await running.on("fit")
    menu = running.app.screen.query_one(Menu)
    if row:
        menu.highlighted = menu.get_option_index(row)
        await running.pilot.pause()
    return menu


# Pasting


async def test_a_pasted_ad_is_kept_and_shown_with_its_weights_and_lines(home: Path) -> None:
    async with coach(home, (120, 40)) as running:
        await pasted(running, PM_AD)
        await running.press("ctrl+s")
        await running.on("fit")
        await running.shows("an ad for product management", "Nearest to", "not your target yet")
        (found,) = kept(home)
        first = next(iter(found.reading.weights))
        area = max(found.reading.area_weights({
            one.id: one.area for one in saved(home).catalog.competencies.values()}).items(),
            key=lambda one: one[1])[0]
        await running.shows(saved(home).title_of(area))
        menu = running.app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index(f"c:{first}")
        await running.shows(saved(home).title_of(first))
        number = next(n for n, one in enumerate(found.reading.lines) if first in one.places)
        menu.highlighted = menu.get_option_index(f"l:{number}:{first}")
        await running.shows(found.reading.lines[number].text[:40])
        await running.press("escape")
        await running.on("home")
    assert found.name == "18F - Product Manager (IT Specialist)"
    assert not saved(home).journal.has_target, "reading is not choosing"


async def test_a_file_can_be_named_instead(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ad.txt"
    file.write_text(PM_AD, encoding="utf-8")
    async with coach(home) as running:
        await pasted(running, f"'{file}'\n")
        await running.press("ctrl+s")
        await running.on("fit")
    assert len(kept(home)) == 1


async def test_an_ad_for_another_job_is_shown_on_request(home: Path) -> None:
    async with coach(home) as running:
        await pasted(running, OTHER_AD)
        await running.press("ctrl+s")
        await running.on("confirm")
        await running.shows("not an ad for product management")
        await running.press("escape")
        await running.on("ad")
        assert running.app.screen.query_one(DraftArea).text.startswith(OTHER_AD[:40])
        assert kept(home) == []
        await running.press("ctrl+s")
        await running.on("confirm")
        menu = running.app.screen.query_one(Menu)
        menu.highlighted = next(number for number in range(menu.option_count) if "Show it" in str(
            menu.get_option_at_index(number).prompt))
        await running.press("enter")
        await running.on("fit")
        await running.shows("not an ad for product management")
    assert not kept(home)[0].reading.is_pm


@pytest.mark.parametrize(("text", "why"), [
    ("", "The text is empty"), ("  \n ", "The text is empty"), ("Product manager", "too little"),
    ("~nobody-of-this-name/ad.txt", "too little"), ("\x1b[31m\u202e", "too little"),
    ("Wir suchen eine Person für das Produkt, die mit den Kunden spricht und sagt, was fehlt.",
     "not seem to be in English"),
    ("You will own the roadmap of it. " * 5_000, "too long"),
])
async def test_what_is_no_ad_is_said_and_the_text_stays(home: Path, text: str, why: str) -> None:
    async with coach(home) as running:
        await pasted(running, text)
        before = running.app.screen.query_one(DraftArea).text
        await running.press("ctrl+s")
        await running.shows(why)
        assert running.where == "ad"
        assert running.app.screen.query_one(DraftArea).text == before
        await running.press("x")
        await running.until(lambda: why not in running.text, "took the message away")
    assert kept(home) == []


async def test_a_pack_whose_words_for_ads_are_broken_says_so(home: Path, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(shipped_folder(), tmp_path / "pack"))
    (pack / "ads.toml").write_text("[ads]\nx = = 1\n", encoding="utf-8")
    async with coach(home, content=pack) as running:
        await pasted(running, PM_AD)
        await running.press("ctrl+s")
        await running.shows("not valid TOML")
        assert running.where == "ad"


async def test_a_paste_comes_back_until_it_was_read(home: Path) -> None:
    text = "Product manager wanted for a ferry line"
    async with coach(home) as running:
        await pasted(running, text)
        await running.press("escape")
        await running.on("home")
    async with coach(home) as running:
        await running.press("f")
        await running.shows(text)
        await running.press("ctrl+a")
        running.app.screen.query_one(DraftArea).text = PM_AD
        await running.press("ctrl+s")
        await running.on("fit")
        await running.press("escape")
        await running.on("home")
        await running.press("f")
        await running.on("ad")
        assert running.app.screen.query_one(DraftArea).text == ""


async def test_a_full_disk_is_told_and_nothing_is_lost(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with coach(home) as running:
        await pasted(running, PM_AD)
        fill_disk(monkeypatch)
        await running.press("ctrl+s")
        await running.says("No space left on device")
        assert running.where == "ad"
        assert running.app.screen.query_one(DraftArea).text.startswith(PM_AD[:40])
        monkeypatch.undo()
    assert kept(home) == []


# Correcting


@pytest.mark.parametrize("key", ["m", "enter"])
async def test_a_line_is_moved_to_another_competency(home: Path, key: str) -> None:
    keep(home)
    async with coach(home) as running:
        menu = await opened(running, "l:0:lau-price")
        await running.press(key)
        await running.on("pick")
        await running.shows("What does this line speak of?", "Set the price of each crossing")
        picks = running.app.screen.query_one(Menu)
        assert picks.current_id == "lau-price"
        picks.highlighted = picks.get_option_index("mkt-voice")
        await running.press("enter")
        await running.on("fit")
        await running.until(lambda: "l:0:mkt-voice" in ids(menu), "moved")
        await running.press("m")
        await running.press("escape")
        await running.on("fit")
    assert kept(home)[0].reading.lines[0].places == ("mkt-voice",)


def ids(menu: Menu) -> list[str]:
    return [menu.get_option_at_index(one).id or "" for one in range(menu.option_count)]


async def test_a_line_counts_for_nothing_and_for_something_again(home: Path) -> None:
    keep(home)
    async with coach(home, (120, 40)) as running:
        menu = await opened(running, "l:0:lau-price")
        await running.press("x")
        await running.until(lambda: "l:0:" in ids(menu), "counted for nothing")
        await running.shows("Read, but counted for nothing")
        menu.highlighted = menu.get_option_index("l:0:")
        await running.press("m")
        await running.on("pick")
        picks = running.app.screen.query_one(Menu)
        assert picks.current_id == "nothing"
        picks.highlighted = picks.get_option_index("lau-price")
        await running.press("enter")
        await running.on("fit")
    assert kept(home)[0].reading == ad()


@pytest.mark.parametrize(("typed", "share"), [
    ("60", 0.6), ("12,5%", 0.125), ("0", 0.0), ("100", 1.0)])
async def test_a_weight_is_typed(home: Path, typed: str, share: float) -> None:
    keep(home)
    async with coach(home, (120, 40)) as running:
        menu = await opened(running, PRICE)
        await running.press("w")
        await running.on("ask")
        field = running.app.screen.query_one(Input)
        assert field.value == "75"
        field.value = typed
        await running.press("enter")
        await running.on("fit")
        await running.shows(f"{100 * share:.0f}%", "set by you")
        assert kept(home)[0].reading.set_weights == {"lau-price": share}
        # Whatever weighs nothing now can still be reached, with its lines.
        assert {PRICE, ALIGN, "l:0:lau-price", "l:1:stk-align"} <= set(ids(menu))
        assert menu.current_id == PRICE
        await running.press("w")
        await running.on("ask")
        running.app.screen.query_one(Input).value = ""
        await running.press("enter")
        await running.on("fit")
    assert kept(home)[0].reading == ad(), "nothing typed leaves it to the lines"


@pytest.mark.parametrize("typed", ["much", "101", "-1", "nan", "1e999", "%"])
async def test_a_weight_that_is_none_is_refused(home: Path, typed: str) -> None:
    assert read_percent(typed) is None
    keep(home)
    async with coach(home) as running:
        await opened(running, PRICE)
        await running.press("w")
        await running.on("ask")
        running.app.screen.query_one(Input).value = typed
        await running.press("enter")
        await running.says("A weight is a number from 0 to 100.")
    assert kept(home)[0].reading == ad()


async def test_plus_and_minus_change_a_weight_by_a_percent_and_x_takes_it_back(home: Path) -> None:
    keep(home)
    async with coach(home) as running:
        await opened(running, PRICE)
        await running.press("plus", "plus", "minus")
        assert kept(home)[0].reading.weights["lau-price"] == pytest.approx(0.76)
        await running.press("x")
        assert kept(home)[0].reading == ad()
        menu = running.app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index("l:0:lau-price")
        await running.press("plus", "w")
        await running.says("Go to a competency")
        assert kept(home)[0].reading == ad()
        menu.highlighted = menu.get_option_index(PRICE)
        await running.press("m")
        await running.says("Go to a line of the ad")


async def test_name_role_and_stage_are_put_right(home: Path) -> None:
    keep(home)
    async with coach(home, (120, 40)) as running:
        await opened(running)
        await running.press("n")
        await running.on("ask")
        running.app.screen.query_one(Input).value = " Canal line "
        await running.press("enter")
        await running.on("fit")
        await running.shows("Job ad: Canal line")
        for key, pick, title in (("r", "catch-all", "Catch-all"), ("s", "entry", "entry")):
            await running.press(key)
            await running.on("pick")
            menu = running.app.screen.query_one(Menu)
            assert menu.current_id in {"technical", "senior"}
            menu.highlighted = menu.get_option_index(pick)
            await running.press("enter")
            await running.on("fit")
            await running.shows(title)
    (found,) = kept(home)
    assert (found.name, found.reading.role, found.reading.stage) == (
        "Canal line", "catch-all", "entry")


async def test_a_framework_is_confirmed_and_not(home: Path) -> None:
    keep(home, ad(frameworks=(SAFE,)))
    async with coach(home, (120, 40)) as running:
        await opened(running)
        await running.shows("ask whether it is really in use")
        await running.press("c")
        await running.shows("SAFe, confirmed by you")
        await running.press("c")
        await running.shows("ask whether it is really in use")
    assert kept(home)[0].told == {"framework": "scaled-unconfirmed"}


async def test_without_a_framework_there_is_nothing_to_confirm(home: Path) -> None:
    keep(home)
    async with coach(home) as running:
        await opened(running)
        await running.press("c")
        await running.says("names no framework that defines the role")
    assert kept(home)[0].told == {}

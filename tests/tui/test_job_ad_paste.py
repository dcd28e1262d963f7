"""Pasting a job ad: what is one is kept and shown, what is none is said and stays."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from pmcoach.coach.job_ad import read_ad_text
from pmcoach.coach.session import Session
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.store.content import shipped_folder
from pmcoach.tui.widgets.draft import DraftArea
from pmcoach.tui.widgets.menu import Menu
from tests.tui.ad_support import OTHER_AD, PM_AD, kept, pasted
from tests.tui.support import coach, fill_disk, saved


async def test_a_pasted_ad_is_kept_and_shown_with_its_weights_and_lines(home: Path) -> None:
    async with coach(home, (120, 40)) as running:
        await pasted(running, PM_AD)
        await running.press("ctrl+s")
        await running.on("fit")
        await running.shows("an ad for product management", "Nearest to", "not your target yet")
        (found,) = kept(home)
        first = next(iter(found.parsed_ad.weights))
        area = max(
            found.parsed_ad.area_weights(
                {one.id: one.area for one in saved(home).catalog.competencies.values()}
            ).items(),
            key=lambda one: one[1],
        )[0]
        await running.shows(saved(home).profile.title_of(area))
        menu = running.app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index(f"c:{first}")
        await running.shows(saved(home).profile.title_of(first))
        number = next(n for n, one in enumerate(found.parsed_ad.lines) if first in one.places)
        menu.highlighted = menu.get_option_index(f"l:{number}:{first}")
        await running.shows(found.parsed_ad.lines[number].text[:40])
        await running.press("escape")
        await running.on("home")
    assert found.name == "18F - Product Manager (IT Specialist)"
    assert not saved(home).profile.journal.has_target, "reading is not choosing"


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
        menu.highlighted = next(
            number
            for number in range(menu.option_count)
            if "Show it" in str(menu.get_option_at_index(number).prompt)
        )
        await running.press("enter")
        await running.on("fit")
        await running.shows("not an ad for product management")
    assert not kept(home)[0].parsed_ad.is_pm


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The text is empty"),
        ("  \n ", "The text is empty"),
        ("Product manager", "too little"),
        ("~nobody-of-this-name/ad.txt", "too little"),
        ("\x1b[31m\u202e", "The text is empty"),
        (
            "Wir suchen eine Person für das Produkt, die mit den Kunden spricht und sagt, was fehlt.",
            "not seem to be in English",
        ),
        pytest.param("You will own the roadmap of it. " * 5_000, "too long", id="too long"),
    ],
)
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


async def test_the_screen_stays_usable_while_an_ad_is_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, started = threading.Event(), threading.Event()

    def read_slowly(session: Session, text: str) -> ParsedAd:
        started.set()
        assert go_on.wait(30)
        return read_ad_text(session, text)

    monkeypatch.setattr("pmcoach.tui.screens.job_ad_paste.read_ad_text", read_slowly)
    async with coach(home, (120, 40)) as running:
        await pasted(running, PM_AD)
        await running.press("ctrl+s")
        await running.until(started.is_set, "began to read")
        await running.shows("Reading the ad...")
        await running.press("f1")
        await running.on("help")
        await running.press("escape")
        await running.on("ad")
        go_on.set()
        await running.on("fit")

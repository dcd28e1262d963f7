"""Job ads for the tests of their screens, and the ways to these."""

from __future__ import annotations

from pathlib import Path

from textual import events

from pmcoach.coach.job_ad import choose_ad, save_ad, saved_ads
from pmcoach.coach.session import open_session
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.state.job_ads import SavedAd
from pmcoach.tui.widgets.draft import DraftArea
from pmcoach.tui.widgets.menu import Menu
from tests.coach.made_ads import ad
from tests.jobad import ad_files
from tests.tui.support import Running, saved

PM_AD = ad_files.PM_AD.read_text(encoding="utf-8")
OTHER_AD = ad_files.OTHER_AD.read_text(encoding="utf-8")
PRICE, ALIGN = "c:lau-price", "c:stk-align"


def kept(home: Path) -> list[SavedAd]:
    """The ads on disk, the newest first."""
    return saved_ads(saved(home))


def keep(
    home: Path, reading: ParsedAd | None = None, name: str = "Ferry line", *, aim: bool = False
) -> str:
    """Put an ad into the profile before the app is opened; its id."""
    session = open_session(home=home)
    ident = save_ad(session, reading or ad(), name)
    if aim:
        choose_ad(session, ident)
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
    newest = saved_ads(running.app.session)[0]  # type: ignore[arg-type]  # it is open
    roles.highlighted = roles.get_option_index(f"ad:{newest.id}")
    await running.press("e")
    await running.on("fit")
    menu = running.app.screen.query_one(Menu)
    if row:
        menu.highlighted = menu.get_option_index(row)
        await running.pilot.pause()
    return menu

"""The HTML exports in a real browser, and what bounds them without one."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from pmcoach.coach.export import render_report
from pmcoach.coach.session import Session
from pmcoach.export.manager import MOST_GAPS, MOST_STEPS
from pmcoach.report.model import ESTIMATES, Report
from pmcoach.report.panel import NO_PANEL
from pmcoach.report.wording import LONGEST
from scripts.html_look import DARK, LIGHT, browse, find_chromium, print_pdf
from tests.export.pages import Page, valid
from tests.export.samples import answered, everything, filled, with_steps

CHROMIUM = find_chromium() or ""
POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
AA, AA_LARGE = 4.5, 3.0
WIDE, NARROW = "--window-size=1200,900", "--window-size=500,900"


@pytest.fixture
def made(session: Session) -> Report:
    return answered(session, "sketch", "quick")


def longest() -> Report:
    """As much as can stand on the sheet, and more; the words that are always the same stay."""
    text = "Wide words make many lines " * 60
    steps = [filled(text, state="doing", route="hands-on", hours=(100, 200), cost=(1000, 20000))]
    made = with_steps(everything(text), *steps * 20)
    gap = made.verdicts[0].model_copy(
        update={"facet": "knowledge", "confidence": "firm", "route": "hands-on"}
    )
    return made.model_copy(
        update={"verdicts": (gap,) * 5, "disclaimer": NO_PANEL, "estimates": ESTIMATES}
    )


def looked_at(html: str, folder: Path, *flags: str) -> dict[str, Any]:
    """What a script finds in the page as a browser has laid it out. The page's policy would not
    let that script run, so the copy that is looked at goes without."""
    page = folder / "page.html"
    page.write_text(
        POLICY.sub("", html).replace("</body>", f"<script>{PROBE}</script></body>"),
        encoding="utf-8",
    )
    found = re.search(r'<pre id="probe">(.*?)</pre>', browse(CHROMIUM, page, "--dump-dom", *flags))
    assert found, "the script did not run"
    told: dict[str, Any] = json.loads(found[1])
    return told


def paper(html: str, folder: Path) -> PdfReader:
    """The page as printed."""
    page = folder / "print.html"
    page.write_text(html, encoding="utf-8")
    print_pdf(CHROMIUM, page, folder / "print.pdf")
    return PdfReader(folder / "print.pdf")


def words(printed: PdfReader) -> list[str]:
    """The words of each page; print joins some letters into one sign."""
    return [
        " ".join(unicodedata.normalize("NFKC", one.extract_text()).split()) for one in printed.pages
    ]


@pytest.fixture(params=["an ordinary plan", "the longest there can be"])
def managers_page(request: pytest.FixtureRequest, made: Report) -> str:
    return render_report(made if request.param == "an ordinary plan" else longest(), "manager")


def test_the_managers_page_is_bounded(managers_page: str) -> None:
    html = managers_page
    rows = html.split("<tbody>")[1:]
    assert [one.count('<th scope="row">') for one in rows] <= [MOST_GAPS, MOST_STEPS]
    sheet = html.split("<body>")[1].split("<footer>")[0]
    assert max(map(len, re.findall(r">([^<>]*)<", sheet))) <= LONGEST + len("Based on: ") + 30


@pytest.mark.slow
@pytest.mark.chromium
def test_the_managers_page_fits_one_sheet_of_a4(managers_page: str, tmp_path: Path) -> None:
    printed = paper(managers_page, tmp_path)
    assert len(printed.pages) == 1
    box = printed.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842), "A4 in points"
    assert "What I ask of you" in words(printed)[0]


def test_the_page_names_every_step(made: Report) -> None:
    page = Page(render_report(made, "html"))
    assert made.plan.steps
    assert all(step.title in page.words for step in made.plan.steps)


@pytest.mark.slow
@pytest.mark.chromium
def test_the_whole_plan_prints_with_nothing_lost(made: Report, tmp_path: Path) -> None:
    printed = paper(render_report(made, "html"), tmp_path)
    text = " ".join(words(printed))
    assert all(step.title in text for step in made.plan.steps)
    assert made.plan.steps[-1].proof in text
    assert all(words(printed)), "a page is empty"


@pytest.mark.parametrize("form", ["html", "manager"])
def test_a_page_is_valid_and_has_dark_colors(made: Report, form: str) -> None:
    html = render_report(made, form)
    valid(html)
    assert "prefers-color-scheme: dark" in html


@pytest.mark.slow
@pytest.mark.chromium
@pytest.mark.parametrize(
    ("form", "scheme", "size"),
    [
        ("html", LIGHT, WIDE),
        ("html", DARK, NARROW),
        ("manager", LIGHT, NARROW),
        ("manager", DARK, WIDE),
    ],
    ids=["plan light wide", "plan dark narrow", "sheet light narrow", "sheet dark wide"],
)
def test_a_browser_shows_the_page_legibly_and_asks_for_nothing(
    made: Report, tmp_path: Path, form: str, scheme: str, size: str
) -> None:
    shown = looked_at(render_report(made, form), tmp_path, scheme, size)
    assert shown["dark"] == (scheme == DARK)
    assert shown["requests"] == []
    assert shown["overflow"] <= 0, "the page is wider than the screen"
    assert len(shown["texts"]) > 50
    faint = [
        text for text in shown["texts"] if text["contrast"] < (AA_LARGE if text["large"] else AA)
    ]
    assert faint == []


@pytest.fixture
def hostile_page() -> str:
    text = (
        "</title></style><script>document.body.id='ran'</script>"
        "<img src=x onerror=\"document.body.id='ran'\">"
    )
    return render_report(everything(text), "html")


def test_hostile_text_becomes_no_tag(hostile_page: str) -> None:
    assert not Page(hostile_page).names & {"script", "img"}


@pytest.mark.slow
@pytest.mark.chromium
def test_a_hostile_page_runs_nothing_in_a_browser(hostile_page: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(POLICY.sub("", hostile_page), encoding="utf-8")
    assert 'id="ran"' not in browse(CHROMIUM, page, "--dump-dom")

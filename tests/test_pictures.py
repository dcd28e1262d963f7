"""Every picture that the docs name exists, says in words what it shows, and is one we can draw."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.picture import pictures

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


def named() -> list[tuple[Path, str]]:
    """Each picture that a page names, with the words that stand for it."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
    return [
        ((page.parent / target).resolve(), words)
        for page in pages
        for words, target in PICTURE.findall(page.read_text(encoding="utf-8"))
    ]


def test_every_picture_that_is_named_exists() -> None:
    assert named()
    assert [str(path) for path, _ in named() if not path.is_file()] == []


def test_every_picture_says_in_words_what_it_shows() -> None:
    assert [str(path) for path, words in named() if len(words.split()) < 4] == []


def test_no_picture_is_unused_and_all_can_be_drawn_anew() -> None:
    there = {path.resolve() for path in DOCS.rglob("*.svg")}
    assert there == {path for path, _ in named()}
    assert there == {(DOCS / f"{one.name}.svg").resolve() for one in pictures()}


def test_no_picture_fetches_anything() -> None:
    for path in DOCS.rglob("*.svg"):
        assert 'url("http' not in path.read_text(encoding="utf-8"), path.name


def test_every_page_that_a_page_links_to_exists() -> None:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    links = [
        (page, target.partition("#")[0])
        for page in pages
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    ]
    missing = [
        (page.name, target)
        for page, target in links
        if target and "://" not in target and not (page.parent / target).exists()
    ]
    assert links
    assert missing == []

"""How well job ads are read: ``python -m benchmarks.ad_reading [tuning|aside|real] [-v]``.

Prints whether PM ads are told from others, how often the nearest role, the stage and the years are
right, with confusion tables of the first two, and how many of the lines that are quoted fit
their competency: judged quote by quote among decoys where that was done, else, and in a line of
its own, by labels of whole lines that were given without seeing what the program quotes. Ads set
"aside" were never looked at while the lexicon was made.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmcoach.catalog.parse_ad_lexicon import AdWords
from pmcoach.jobad.parsed_ad import ParsedAd
from pmcoach.jobad.reader import AdReader, decode_ad, make_reader
from pmcoach.store.content import load_ad_lexicon, load_catalog

FOLDER = Path(__file__).parent.parent / "tests" / "jobad" / "ads"
LONG_AD = 20_000
ROUNDS = 7


@dataclass(frozen=True)
class Judged:
    """One labelled ad and what was read in it."""

    label: dict[str, Any]
    reading: ParsedAd


def labels(name: str) -> list[dict[str, Any]]:
    """The labels of a set of ads."""
    whole = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return list(whole["ad"])


def read_set(name: str, reader: AdReader) -> list[Judged]:
    """Every ad of a set, read."""
    return [
        Judged(one, reader.read(decode_ad((FOLDER / one["file"]).read_bytes())))
        for one in labels(name)
    ]


def share(right: int, of: int) -> str:
    """A share in words."""
    return f"{right} of {of} ({100 * right / of:.0f}%)" if of else "none"


def line_labels(name: str) -> dict[tuple[str, str], set[str]]:
    """By file and line: the competencies that a judge found it to speak of."""
    path = FOLDER / f"{name}-lines.toml"
    if not path.is_file():
        return {}
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    return {(one["file"], one["text"]): set(one["fits"]) for one in whole["line"]}


def quote_labels(name: str) -> dict[tuple[str, str, str], bool]:
    """By file, line and competency: whether a judge found that the quote fits."""
    path = FOLDER / f"{name}-quotes.toml"
    if not path.is_file():
        return {}
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        (one["file"], one["text"], one["competency"]): bool(one["fits"]) for one in whole["quote"]
    }


@dataclass(frozen=True)
class Score:
    """The figures of a set: right ones, of how many."""

    pm: tuple[int, int]
    role: tuple[int, int]
    stage: tuple[int, int]
    years: tuple[int, int]
    lines: tuple[int, int]
    """Quotes that fit, judged one by one; by the labels of whole lines where they were not."""
    blind: tuple[int, int]
    """The same by the labels of whole lines alone."""
    unjudged: int


def score(name: str, judged: list[Judged]) -> Score:
    """The figures of a set."""
    pms = [one for one in judged if one.label["pm"]]
    fits, wrong, unjudged, labelled, named = 0, 0, 0, 0, 0
    known, quotes = line_labels(name), quote_labels(name)
    for one in pms:
        for line in one.reading.lines:
            for place in line.places:
                judged_line = known.get((one.label["file"], line.text))
                fallback = None if judged_line is None else place in judged_line
                fit = quotes.get((one.label["file"], line.text, place), fallback)
                labelled += fallback is not None
                named += fallback is True
                unjudged += fit is None
                fits += fit is True
                wrong += fit is False
    return Score(
        (sum(one.reading.is_pm == one.label["pm"] for one in judged), len(judged)),
        (sum(one.reading.role == one.label["role"] for one in pms), len(pms)),
        (sum(one.reading.stage == one.label["stage"] for one in pms), len(pms)),
        (sum(_least(one.reading) == one.label.get("years") for one in judged), len(judged)),
        (fits, fits + wrong),
        (named, labelled),
        unjudged,
    )


def _least(reading: ParsedAd) -> int | None:
    return reading.years.least if reading.years else None


def report(name: str, judged: list[Judged], *, verbose: bool) -> None:
    """Print the figures of a set."""
    found = score(name, judged)
    print(f"\n{name}: {len(judged)} ads, {sum(one.label['pm'] for one in judged)} of them for PMs")
    for title, figure in (
        ("PM or not", found.pm),
        ("nearest role", found.role),
        ("stage", found.stage),
        ("years", found.years),
        ("quoted lines that fit", found.lines),
        ("by labels of lines alone", found.blind),
    ):
        print(f"  {title:26}{share(*figure)}")
    if found.unjudged:
        print(f"  {found.unjudged} quoted lines were not judged")
    print("  confusion, PM or not (label, read as):")
    for (is_pm, as_pm), count in sorted(
        Counter((one.label["pm"], one.reading.is_pm) for one in judged).items()
    ):
        print(f"    {'PM' if is_pm else 'other':6} {'PM' if as_pm else 'other':6} {count}")
    print("  confusion of roles (label, read as):")
    for (role, read_as), count in sorted(
        Counter((one.label["role"], one.reading.role) for one in judged if one.label["pm"]).items()
    ):
        mark = "" if role == read_as else "  <"
        print(f"    {role:20} {read_as:20} {count}{mark}")
    if verbose:
        for line in misses(judged):
            print(f"  {line}")


def misses(judged: list[Judged]) -> Iterator[str]:
    """What was read wrong, an ad a line."""
    for one in judged:
        label, reading = one.label, one.reading
        if reading.is_pm != label["pm"]:
            yield (
                f"{label['file']}: {label['profession']} read as {reading.profession} "
                f"({reading.confidence:.2f}); title {reading.title!r}"
            )
        if label["pm"] and reading.role != label["role"]:
            yield f"{label['file']}: role {label['role']} read as {reading.role}"
        if label["pm"] and reading.stage != label["stage"]:
            yield f"{label['file']}: stage {label['stage']} read as {reading.stage}"
        if _least(reading) != label.get("years"):
            yield f"{label['file']}: years {label.get('years')} read as {reading.years}"


def timing(reader: AdReader, words: AdWords) -> tuple[float, float]:
    """Milliseconds for an ad of 20 KB: with the first compiling of the lexicons, and without."""
    whole = "\n".join(
        (FOLDER / one["file"]).read_text(encoding="utf-8", errors="replace")
        for one in labels("real")
        if one["pm"]
    )
    text = (whole * 2)[:LONG_AD]
    firsts, others = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        fresh = make_reader(reader.catalog, words)
        fresh.read(text)
        firsts.append(time.perf_counter() - began)
        began = time.perf_counter()
        fresh.read(text)
        others.append(time.perf_counter() - began)
    return 1000 * sorted(firsts)[ROUNDS // 2], 1000 * sorted(others)[ROUNDS // 2]


def main(arguments: list[str]) -> None:
    """Print the figures of the sets named, or of all."""
    catalog = load_catalog()
    began = time.perf_counter()
    words = load_ad_lexicon()
    reader = make_reader(catalog, words)
    print(
        f"compiling the lexicons, stems not yet known: {1000 * (time.perf_counter() - began):.0f}"
        " ms"
    )
    verbose = "-v" in arguments
    for name in [one for one in arguments if one != "-v"] or ["tuning", "real", "aside"]:
        report(name, read_set(name, reader), verbose=verbose)
    first, other = timing(reader, words)
    print(f"\nan ad of 20 KB: {first:.0f} ms with compiling, {other:.0f} ms after")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The smallest pack that is sound, as tables to spoil one thing in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli_w

from pmcoach.catalog.parse import Catalog, parse_pack

Pack = dict[str, dict[str, Any]]
"""File name to the TOML table in it."""


def check(ident: str, level: int, competency: str = "one") -> dict[str, Any]:
    return {
        "id": ident,
        "competency": competency,
        "level": level,
        "ask": f"What is {ident}?",
        "key": "b",
        "option": [
            {"id": letter, "text": f"{ident}, {letter}", "why": "Because."} for letter in "abcd"
        ],
    }


def scenario(ident: str) -> dict[str, Any]:
    return {
        "id": ident,
        "area": "area",
        "title": "A day",
        "situation": "It happens at noon.",
        "action": [
            {"id": letter, "text": f"{ident}, {letter}", "effect": effect, "why": "Because."}
            for effect, letter in enumerate("abcd")
        ],
    }


def option_set(ident: str, level: int = 1) -> dict[str, Any]:
    """Right are b, c and d in turn."""
    return {
        "id": ident,
        "competency": "one",
        "level": level,
        "concept": "What decides",
        "option": [
            {"id": letter, "text": f"{ident}, {letter}"}
            | ({"right_if": "It were Sunday."} if letter == "a" else {})
            for letter in "abcd"
        ],
        "situation": [
            {
                "id": str(number),
                "ask": f"What to do about {ident} on day {number}?",
                "key": key,
                "why": dict.fromkeys("abcd", "Of the day."),
            }
            for number, key in enumerate("bcd", 1)
        ],
    }


def scenario_set(ident: str) -> dict[str, Any]:
    """Best is d, then a; worst is a, then d."""
    return {
        "id": ident,
        "area": "area",
        "action": [{"id": letter, "text": f"{ident}, {letter}"} for letter in "abcd"],
        "situation": [
            {
                "id": str(number),
                "title": f"Day {number}",
                "situation": f"{ident} happens on day {number}.",
                "effect": dict(zip("abcd", effects, strict=True)),
                "why": dict.fromkeys("abcd", "Of the day."),
            }
            for number, effects in enumerate(((0, 1, 2, 3), (3, 2, 1, 0)), 1)
        ],
    }


def spot(ident: str, level: int = 1) -> dict[str, Any]:
    """Lines 2 and 5 of seven are to be marked."""
    return {
        "id": ident,
        "competency": "one",
        "level": level,
        "concept": "What to look for",
        "ask": "Mark the two lines that are wrong.",
        "artifact": "Notes of a day",
        "line": [
            {"text": f"Line {number} of {ident}."}
            | ({"why": "It is wrong."} if number in {2, 5} else {})
            for number in range(1, 8)
        ],
        "marks": [2, 5],
    }


def former(ident: str, kind: str = "check", **fields: Any) -> dict[str, Any]:
    """A question that is not asked any more, or not in these words; a pack has them in a file
    called former.toml, which `parsed` doesn't take."""
    option_count = {"ladder": 5, "spot": 7}.get(kind, 4)
    return {
        "id": ident,
        "kind": kind,
        "ask": f"What was {ident}?",
        "options": [f"Old {ident}, {number}" for number in range(option_count)],
    } | fields


def step(ident: str, route: str = "hands-on", **fields: Any) -> dict[str, Any]:
    return {
        "id": ident,
        "route": route,
        "title": f"Step {ident}",
        "do": "Do it.",
        "if_then": "If it is noon, then I begin.",
        "proof": "A page.",
        "confirm": "A friend.",
        "hours": [1, 2],
        "lifts": [{"competency": "one", "facet": "skill", "from": 0, "to": 1}],
    } | fields


def lift(start: int, to: int, facet: str = "skill", competency: str = "one") -> dict[str, Any]:
    return {"competency": competency, "facet": facet, "from": start, "to": to}


def minimal() -> Pack:
    """What every pack needs, in three files; `with_sets` has the other kinds of items, too."""
    return {
        "pack.toml": {
            "pack": {
                "format": 1,
                "id": "tiny",
                "title": "Tiny",
                "version": "1",
                "about": "A test.",
            },
            "area": [{"id": "area", "title": "The area", "summary": "All of it."}],
            "role": [
                {
                    "id": "role",
                    "title": "Role",
                    "summary": "A role.",
                    "differs": "In nothing.",
                    "judgement": "Ours.",
                    "basis": "inferred",
                    "weights": {"area": 100},
                }
            ],
            "stage": [
                {
                    "id": "entry",
                    "title": "Entry",
                    "summary": "First.",
                    "knowledge": 0,
                    "skill": 1,
                    "ability": 0,
                }
            ],
            "source": [
                {
                    "id": "source",
                    "title": "An article",
                    "short": "Article",
                    "about": "It says so.",
                }
            ],
            "consideration": [
                {
                    "id": "reason",
                    "route": "training",
                    "stance": "for",
                    "text": "It helps.",
                    "strength": 1,
                    "basis": "stated",
                    "source": "source",
                    "when": {"facet": ["skill"]},
                }
            ],
            "credential": [
                {
                    "id": "paper",
                    "title": "Paper",
                    "issuer": "Someone",
                    "about": "A paper.",
                }
            ],
            "lens": [
                {
                    "id": "lens",
                    "title": "A list",
                    "about": "Duties.",
                    "source": "source",
                    "duty": [{"id": "d1", "text": "Do things", "competencies": ["one"]}],
                }
            ],
        },
        "items.toml": {
            "competency": [
                {
                    "id": "one",
                    "area": "area",
                    "title": "One thing",
                    "summary": "To do it.",
                    "description": "At length.",
                    "ladder": {
                        "ask": "How often?",
                        "anchors": [f"I did it {times} times." for times in range(5)],
                        "probes": ["When?", "With whom?"],
                    },
                }
            ],
            "check": [check("one.k2", 2), check("one.k3", 3)],
            "scenario": [scenario("area.s1"), scenario("area.s2")],
        },
        "steps.toml": {"step": [step("walk"), step("read", "training")]},
    }


def with_sets() -> Pack:
    """The minimal pack with a set of each kind, and a spot, too."""
    pack = minimal()
    pack["sets.toml"] = {
        "option_set": [option_set("one.o1")],
        "scenario_set": [scenario_set("area.t1")],
        "spot": [spot("one.s1")],
    }
    return pack


def texts(pack: Pack) -> dict[str, str]:
    """The pack as its files' text."""
    return {name: tomli_w.dumps(table) for name, table in pack.items()}


def written(pack: Pack, folder: Path) -> Path:
    """The pack as files in a new folder."""
    folder.mkdir()
    for name, text in texts(pack).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def parsed(pack: Pack) -> Catalog:
    return parse_pack(texts(pack))

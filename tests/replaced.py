"""A pack whose questions were all replaced or reworded, and profiles from before that."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pmcoach.coach.assessment import finish_assessment, start_assessment
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from tests.catalog import minimal
from tests.catalog.minimal import Pack
from tests.support import START, Clock, answer_well

COMPETENCIES = {"left-a": "left", "left-b": "left", "right-a": "right", "right-b": "right"}
"""Each competency with its area; the left area has more of the weight."""
AREAS = ("left", "right")
FORMER_LADDER, FORMER_SCENARIOS = "How often, once?", 2
BEFORE = START - dt.timedelta(days=30)
"""When the profiles were made."""


def former_pack() -> Pack:
    """Each competency has a check at level 2 and one at 3 (``left-a.k2``, ``left-a.k3``), each area
    two scenarios (``left.s1``, ``left.s2``)."""
    pack = _lay_out(minimal.minimal(), "1")
    items = pack["items.toml"]
    items["check"] = [
        minimal.check(f"{ident}.k{level}", level, ident)
        for ident in COMPETENCIES
        for level in (2, 3)
    ]
    items["scenario"] = [
        minimal.scenario(f"{area}.s{number}") | {"area": area}
        for area in AREAS
        for number in range(1, FORMER_SCENARIOS + 1)
    ]
    return pack


def present_pack() -> Pack:
    """The same later. Each competency has an option set at level 2 (``left-a.o1.1``, ``.2``, and
    ``.3``, which is reserved) and a spot at 3 (``left-a.m1``), and a ladder in other words; each
    area a set of two scenarios (``left.t1.1``, ``.2``) and a third one alone (``left.s3``)."""
    pack = _lay_out(minimal.minimal(), "2")
    items, before = pack["items.toml"], former_pack()["items.toml"]
    former_ladders = []
    for competency in items["competency"]:
        former_ladders.append(
            minimal.former(f"{competency['id']}.ladder", "ladder", ask=FORMER_LADDER)
        )
        competency["ladder"] |= {"revision": 2, "ask": "How often, in your life?"}
    items["check"] = []
    items["option_set"] = [
        minimal.option_set(f"{ident}.o1", 2) | {"competency": ident} for ident in COMPETENCIES
    ]
    items["spot"] = [
        minimal.spot(f"{ident}.m1", 3) | {"competency": ident} for ident in COMPETENCIES
    ]
    items["scenario"] = [minimal.scenario(f"{area}.s3") | {"area": area} for area in AREAS]
    items["scenario_set"] = [minimal.scenario_set(f"{area}.t1") | {"area": area} for area in AREAS]
    former_checks = [minimal.former(entry["id"]) for entry in before["check"]]
    former_scenarios = [
        minimal.former(entry["id"], "scenario", title="A former day")
        for entry in before["scenario"]
    ]
    pack["pack.toml"]["pack"]["retired"] = [
        entry["id"] for entry in (*former_checks, *former_scenarios)
    ]
    pack["former.toml"] = {"former": [*former_checks, *former_ladders, *former_scenarios]}
    return pack


def _lay_out(pack: Pack, version: str) -> Pack:
    """A pack with the competencies and areas of both."""
    pack["pack.toml"]["pack"]["version"] = version
    pack["pack.toml"]["area"] = [
        {"id": area, "title": f"The {area}", "summary": "Some of it."} for area in AREAS
    ]
    pack["pack.toml"]["role"][0]["weights"] = {"left": 60, "right": 40}
    pack["pack.toml"]["stage"][0] |= {"knowledge": 2, "skill": 2, "ability": 1}
    pack["pack.toml"]["lens"][0]["duty"][0]["competencies"] = ["left-a"]
    (competency,) = pack["items.toml"]["competency"]
    pack["items.toml"]["competency"] = [
        copy.deepcopy(competency) | {"id": ident, "area": area, "title": f"Thing {ident}"}
        for ident, area in COMPETENCIES.items()
    ]
    for step in pack["steps.toml"]["step"]:
        step["lifts"] = [_lift(ident) for ident in COMPETENCIES]
    return pack


def _lift(competency: str) -> dict[str, Any]:
    return {"competency": competency, "facet": "skill", "from": 0, "to": 1}


def list_former_items(*subjects: str) -> list[str]:
    """The former questions about competencies and areas: all of them without a name."""
    items: list[str] = []
    for competency in COMPETENCIES:
        if competency in subjects or not subjects:
            items += [f"{competency}.k2", f"{competency}.k3", f"{competency}.ladder"]
    for area in AREAS:
        if area in subjects or not subjects:
            items += [f"{area}.s{number}" for number in range(1, FORMER_SCENARIOS + 1)]
    return items


def make_old_profile(
    home: Path,
    folder: Path,
    *items: str,
    answer: Callable[[Session, str], None] = answer_well,
    is_finished: bool = True,
) -> Path:
    """Answer former questions in a full assessment a month ago; the folder of the present pack."""
    clock = Clock()
    clock.moment = BEFORE
    session = open_session(
        home=home, content=minimal.written(former_pack(), folder / "former-pack"), now=clock
    )
    choose_target(session, "role", "entry")
    start_assessment(session, "full")
    for item in items or list_former_items():
        answer(session, item)
    if is_finished:
        finish_assessment(session)
    session.close()
    return minimal.written(present_pack(), folder / "present-pack")


def open_now(home: Path, content: Path, clock: Clock | None = None) -> Session:
    """The profile, opened with the present pack."""
    return open_session(home=home, content=content, now=clock or Clock())

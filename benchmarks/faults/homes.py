"""The prepared data homes that operations start from, made through the use cases."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.answers import give_answer
from benchmarks.faults.program import Place
from pmcoach.assessment.evidence import Evidence
from pmcoach.coach.assessment import finish_assessment, start_assessment, undo_answer
from pmcoach.coach.backup import make_backup, make_daily_backup
from pmcoach.coach.evidence import save_evidence, save_note
from pmcoach.coach.plan import accept_plan
from pmcoach.coach.session import Session, open_session
from pmcoach.coach.situation import choose_target
from pmcoach.coach.transfer import dump_profile
from pmcoach.report.questions import make_question, present_item
from pmcoach.store.errors import StoreError

AD = """Product Manager

We are looking for a product manager for our ferry booking platform.

Responsibilities
- Own the product roadmap and prioritize the backlog with engineering.
- Run customer interviews and turn what you learn into requirements.
- Plan launches with marketing, sales and support, and measure them.
- Align stakeholders across the company on the product strategy.

Requirements
- Three years of experience in product management.
- Experience with A/B tests, user research and analytics.
"""


def answer_next(session: Session, pick: int = 1) -> str:
    """Answer the present question with its ``pick``-th choice; the item, or nothing at the end."""
    item = present_item(session.profile)
    if item is not None:
        answer_item(session, item, pick)
    return item or ""


def answer_item(session: Session, item: str, pick: int) -> None:
    """Answer an item with its ``pick``-th choice."""
    give_answer(session, make_question(session.profile, item), pick)


def choose_first_target(session: Session) -> None:
    role, stage = next(iter(session.catalog.roles)), next(iter(session.catalog.stages))
    choose_target(session, role, stage)


def make_new(place: Place) -> None:
    """Nothing at all."""
    place.home.rmdir()


def make_begun(place: Place) -> None:
    """A target, and three answers of a quick assessment."""
    session = open_session(home=place.home)
    choose_first_target(session)
    start_assessment(session, "quick")
    for number in range(3):
        answer_next(session, number)
    session.close()


def make_nearly_through(place: Place) -> None:
    """A first sketch that ends once its last question has the answer that it had before."""
    session = open_session(home=place.home)
    choose_first_target(session)
    start_assessment(session, "sketch")
    while answer_next(session):
        pass
    undo_answer(session)
    session.close()


def make_used(place: Place) -> None:
    """A finished sketch, a quick assessment under way, evidence, a note, a plan and a backup."""
    _use(place, under_way=True)


def make_reviewable(place: Place) -> None:
    """The same, with nothing under way."""
    _use(place, under_way=False)


def _use(place: Place, *, under_way: bool) -> None:
    session = open_session(home=place.home)
    choose_first_target(session)
    start_assessment(session, "sketch")
    while item := answer_next(session, 1):
        last = item
    finish_assessment(session)
    save_note(session, last, "A note to keep.")
    save_evidence(session, evidence(session))
    accept_plan(session, session.profile.plan_with({}))
    make_daily_backup(session)
    if under_way:
        start_assessment(session, "quick")
        for number in range(5):
            answer_next(session, number)
    session.close()


def evidence(session: Session) -> Evidence:
    """A complete record."""
    return Evidence(
        "",
        next(iter(session.catalog.competencies)),
        situation="The ferry sailed half empty.",
        did="Asked twelve passengers.",
        result="Two more sailings a day.",
        date=session.today,
        confirm="The harbor office",
    )


def newest_assessment(place: Place, profile: str = "me") -> Path:
    """The assessment file that sorts last."""
    return max((place.home / "profiles" / profile / "assessments").glob("*.toml"))


def make_damaged(place: Place) -> None:
    """The newest assessment has a letter changed in its last event."""
    make_used(place)
    path = newest_assessment(place)
    head, event, tail = path.read_text(encoding="utf-8").rpartition("revision")
    path.write_text(f"{head}revisiom{tail}" if event else head, encoding="utf-8")


def make_damaged_old(place: Place) -> None:
    """An assessment that the newest continues has a letter changed in its header."""
    make_used(place)
    path = min(path for path in newest_assessment(place).parent.glob("*.toml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sketch", "sketcH", 1), encoding="utf-8")


def make_conflict_copy(place: Place) -> None:
    """A sync tool left a copy of the newest assessment with two answers that are not in it, and
    the file itself has two others."""
    make_used(place)
    path = newest_assessment(place)
    before = path.read_bytes()
    _answer_more(place, 2, pick=0)
    ours = path.read_bytes()
    path.write_bytes(before)
    _answer_more(place, 2, pick=2)
    copy = path.with_name(f"{path.stem}.sync-conflict-20260302-090000-ABCDEFG.toml")
    copy.write_bytes(path.read_bytes())
    path.write_bytes(ours)


def make_git_conflict(place: Place) -> None:
    """Git left conflict markers around two sides of the newest assessment."""
    make_conflict_copy(place)
    [copy] = newest_assessment(place).parent.glob("*sync-conflict*")
    path = copy.with_name(f"{copy.name.split('.')[0]}.toml")
    ours, theirs = path.read_text(encoding="utf-8"), copy.read_text(encoding="utf-8")
    copy.unlink()
    shared = 0
    while ours[:shared] == theirs[:shared]:
        shared = ours.index("\n", shared) + 1
    shared = ours.rfind("\n", 0, shared - 1) + 1
    path.write_text(
        f"{ours[:shared]}<<<<<<< HEAD\n{ours[shared:]}=======\n{theirs[shared:]}>>>>>>> theirs\n",
        encoding="utf-8",
    )


def _answer_more(place: Place, count: int, pick: int) -> None:
    session = open_session(home=place.home)
    for _ in range(count):
        answer_next(session, pick)
    session.close()


def make_leftovers(place: Place) -> None:
    """A killed process left half-written files."""
    make_used(place)
    profile = place.home / "profiles" / "me"
    text = newest_assessment(place).read_bytes()
    (profile / "set-aside").mkdir(exist_ok=True)
    for folder in (profile, profile / "assessments", profile / "set-aside", place.desk):
        (folder / ".x.toml.pmcoach-tmp-0123456789ab").write_bytes(text[: len(text) // 2])


def make_half_put_back(place: Place) -> None:
    """A damaged file was set aside by an earlier run, and nothing was put back yet."""
    make_damaged(place)
    path = newest_assessment(place)
    aside = place.home / "profiles" / "me" / "set-aside"
    aside.mkdir(exist_ok=True)
    path.rename(aside / f"{path.name}.damaged-1")


def make_old(place: Place) -> None:
    """The files of a version that wrote schema 0."""
    profile = place.home / "profiles" / "me"
    (profile / "assessments").mkdir(parents=True)
    (profile / "journal.toml").write_text(
        "schema = 0\nsaved = 2025-11-03T18:20:00Z\n\n"
        '[target]\nrole = "technical"\nstage = "entry"\n',
        encoding="utf-8",
    )
    (profile / "assessments" / "2025-11-03T182000Z-full-0a1b2c3d.toml").write_text(
        "schema = 0\nsaved = 2025-11-03T18:21:30Z\n\n"
        '[answers]\n"stk-map.k2a" = "a"\n"stk-map.ladder" = "2"\n"mkt-voice.ladder" = "1"\n',
        encoding="utf-8",
    )


def make_target_files(place: Place) -> None:
    """A used home; on the desk a backup and an export that are in the way, and a job ad."""
    make_used(place)
    (place.desk / "plan.out").write_text("An older plan.\n", encoding="utf-8")
    session = open_session(home=place.home, write=False)
    make_backup(session, place.desk / "me.zip")
    (place.desk / "ad.txt").write_text(AD, encoding="utf-8")


def make_restorable(place: Place) -> None:
    """A backup on the desk, and a home that went on since."""
    make_used(place)
    session = open_session(home=place.home, write=False)
    make_backup(session, place.desk / "me.zip")
    _answer_more(place, 3, pick=1)
    session = open_session(home=place.home)
    save_evidence(session, evidence(session))
    session.close()


def make_importable(place: Place) -> None:
    """An export of another machine's profile, which began alike and went on otherwise."""
    make_used(place)
    names = {path: path.read_bytes() for path in place.home.rglob("*") if path.is_file()}
    _answer_more(place, 3, pick=2)
    session = open_session(home=place.home)
    save_evidence(session, evidence(session))
    table = {"profile": dump_profile(session)}
    session.close()
    (place.desk / "whole.json").write_text(json.dumps(table), encoding="utf-8")
    for path, before in names.items():
        path.write_bytes(before)
    _answer_more(place, 2, pick=0)


def make_corrected(place: Place) -> None:
    """A finished assessment, and 55 corrections of it: each begins a file of its own."""
    make_reviewable(place)
    session = open_session(home=place.home)
    items = sorted(session.profile.state.answers)
    for number in range(55):
        answer_item(session, items[number % len(items)], number)
    session.close()


def make_forked(place: Place) -> None:
    """Two machines each began a quick assessment of their own, and a sync tool brought both."""
    make_reviewable(place)
    for pick in (0, 2):
        before = {path: path.read_bytes() for path in newest_assessment(place).parent.iterdir()}
        session = open_session(home=place.home)
        start_assessment(session, "quick")
        session.close()
        _answer_more(place, 4, pick)
        if pick == 0:
            first = newest_assessment(place)
            brought = first.read_bytes()
            first.unlink()
            for path, text in before.items():
                path.write_bytes(text)
    first.write_bytes(brought)


def make_importable_elsewhere(place: Place) -> None:
    """An export of a profile that has nothing in common with the one here, which is younger."""
    make_used(place)
    session = open_session(home=place.home, write=False)
    table = {"profile": dump_profile(session)}
    (place.desk / "whole.json").write_text(json.dumps(table), encoding="utf-8")
    shutil.rmtree(place.home)
    place.home.mkdir()
    make_begun(place)


def make_bom(place: Place) -> None:
    """An editor put a byte order mark before the newest assessment."""
    make_used(place)
    path = newest_assessment(place)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def make_linked(place: Place) -> None:
    """The newest assessment lies elsewhere, with a link to it in its place."""
    make_used(place)
    path = newest_assessment(place)
    away = place.desk / path.name
    path.rename(away)
    path.symlink_to(Path("../../../../desk") / path.name)


def make_big_note(place: Place) -> None:
    """A note of nine million letters, unless it is refused."""
    make_used(place)
    session = open_session(home=place.home)
    with contextlib.suppress(StoreError, ValueError):
        save_note(session, next(iter(session.catalog.checks)), "x" * 9_000_000)
    session.close()


def make_rotten(place: Place) -> None:
    """An assessment that nothing continues any more rotted; a backup holds it whole."""
    make_used(place)
    session = open_session(home=place.home)
    make_backup(session, place.home / "backups" / "me" / f"000002-{session.today}.zip")
    start_assessment(session, "quick", blind=True)
    session.close()
    path = min(newest_assessment(place).parent.glob("*.toml"))
    text = path.read_bytes()
    at = text.rindex(b"[[event]]") + 20
    path.write_bytes(text[:at] + b"\0" * 50 + text[at + 50 :])


def live_two_weeks() -> None:
    """An answer a day, and the app's daily backup before it."""
    for day in range(1, 15):
        session = open_session(now=partial(day_from_now, day))
        try:
            make_daily_backup(session)
            answer_next(session)
        except StoreError as error:
            sys.stderr.write(f"{error}\n")
        session.close()


def day_from_now(days: int) -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=days)


def make_two_profiles(place: Place) -> None:
    """A used home with a second profile."""
    make_used(place)
    session = open_session(home=place.home, profile="second")
    choose_first_target(session)
    session.close()


HOMES: dict[str, Callable[[Place], None]] = {
    "new": make_new,
    "begun": make_begun,
    "nearly-through": make_nearly_through,
    "used": make_used,
    "reviewable": make_reviewable,
    "damaged": make_damaged,
    "damaged-old": make_damaged_old,
    "half-put-back": make_half_put_back,
    "conflict-copy": make_conflict_copy,
    "git-conflict": make_git_conflict,
    "leftovers": make_leftovers,
    "old": make_old,
    "target-files": make_target_files,
    "restorable": make_restorable,
    "importable": make_importable,
    "importable-elsewhere": make_importable_elsewhere,
    "two-profiles": make_two_profiles,
    "corrected": make_corrected,
    "forked": make_forked,
    "bom": make_bom,
    "linked": make_linked,
    "big-note": make_big_note,
    "rotten": make_rotten,
}

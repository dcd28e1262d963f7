"""What a finished assessment writes down, the trend, and what has really changed. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.items import find_item_kind, find_item_revision, is_current
from pmcoach.assessment.measurement import MEASURE, Records, measure_levels
from pmcoach.assessment.results import Result, Standing, met_share, weigh_subject
from pmcoach.assessment.target import Target
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import Facet, max_level

PAIR_LENGTH = 2
"""A scenario's best and worst action, a letter each."""
Cause = Literal[
    "new evidence",
    "new answers",
    "related answers",
    "changed questions",
    "changed content",
    "key seen",
]
_CAUSE_ORDER: tuple[Cause, ...] = get_args(Cause)


@dataclass(frozen=True)
class Snapshot:
    """What a finished assessment wrote down: its levels, and what they came from."""

    at: dt.datetime
    form: str
    content: str
    role: str
    stage: str
    levels: Mapping[str, int]
    """By "subject.facet"."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """The answers behind each level, a word for each: "item:revision:option:sure"."""
    records: Mapping[str, int] = field(default_factory=dict)
    """Complete records behind each level."""
    seen: tuple[str, ...] = ()
    """Levels that rest on items whose key had been seen."""
    measure: int = MEASURE
    """Which way to measure the levels come from."""
    former_levels: Mapping[str, int] = field(default_factory=dict)
    """The levels that were shown then, where the same answers have been measured anew since."""


@dataclass(frozen=True)
class LevelChange:
    """One level that is not what it was."""

    key: str
    before: int | None
    after: int | None
    cause: Cause


@dataclass(frozen=True)
class LevelDifference:
    """Two dates compared."""

    moved: tuple[LevelChange, ...]
    """Real change first: new evidence, new answers, to related questions too; then what only looks
    like it."""
    target_changed: bool
    content_changed: bool


def snapshot_table(
    catalog: Catalog, state: AssessmentState, result: Result, records: Records, at: dt.datetime
) -> dict[str, object]:
    """The ``[finished]`` table that `read_snapshot` reads: levels, what they came from, and with
    which content and target they were made, so that two dates can be compared later."""
    answers = {
        standing.key: _list_answers(catalog, state, standing) for standing in result.standings()
    }
    return {
        "at": at,
        "content": catalog.pack.version,
        "measure": MEASURE,
        "role": result.target.role,
        "stage": result.target.stage,
        "levels": result.levels(),
        "answers": {level_key: words for level_key, words in answers.items() if words},
        "records": {
            **{f"{competency}.skill": count for competency, count in records.by_competency.items()},
            **{f"{area}.ability": count for area, count in records.incidents.items()},
        },
        "seen": [standing.key for standing in result.knowledge.values() if standing.key_seen],
    }


def _list_answers(catalog: Catalog, state: AssessmentState, standing: Standing) -> str:
    """The answers behind a level in short: a word for each, the same for the same answer. Those
    that the user disagrees with are behind no level."""
    if standing.facet == "skill":
        items = [ladder_id(standing.subject)]
    elif standing.facet == "knowledge":
        items = [item.id for item in catalog.knowledge_items_of[standing.subject]]
    else:
        items = [scenario.id for scenario in catalog.scenarios_of[standing.subject]]
    return " ".join(
        f"{answer.item}:{answer.revision}:{answer.option}{answer.best}{answer.worst}:"
        f"{answer.sure or answer.kind}"
        for answer in map(state.answers.get, items)
        if answer is not None and answer.item not in state.disagreed
    )


def read_snapshot(
    finished_table: Mapping[str, object], form: str, aliases: Mapping[str, str] | None = None
) -> Snapshot | None:
    """What a ``[finished]`` table holds, or None where it is not complete. ``aliases`` maps the
    ids that the content had then to those that it has now. Knowledge 4, which assessments once
    wrote down, is read as 3: the end of the scale has moved and not the person."""
    current_ids = aliases or {}
    at = finished_table.get("at")
    levels = finished_table.get("levels")
    if not isinstance(at, dt.datetime) or not isinstance(levels, dict):
        return None
    seen_level_keys = finished_table.get("seen")
    return Snapshot(
        at=at if at.tzinfo else at.replace(tzinfo=dt.UTC),
        form=form,
        content=str(finished_table.get("content", "")),
        role=str(finished_table.get("role", "")),
        stage=str(finished_table.get("stage", "")),
        levels=_read_levels(levels, current_ids),
        answers=_read_answers(finished_table.get("answers"), current_ids),
        records=_read_numbers(finished_table.get("records"), current_ids),
        seen=tuple(_update_key(level_key, current_ids) for level_key in seen_level_keys)
        if isinstance(seen_level_keys, list)
        else (),
        measure=measure if isinstance(measure := finished_table.get("measure"), int) else 1,
    )


def measure_anew(catalog: Catalog, snapshot: Snapshot, disagreed: Collection[str] = ()) -> Snapshot:
    """A snapshot with the levels that its answers show by the present way to measure, so that two
    dates can be compared. A level stays as it was where any of its answers can't be read any more;
    one that was not known from these answers then, but is now, comes in.

    Args:
        catalog: The present content.
        snapshot: What was written down.
        disagreed: Items that the user disagrees with, which count for nothing.
    """
    if snapshot.measure == MEASURE:
        return snapshot
    answers_by_level = {
        key: [
            answer
            for word in words.split()
            if (answer := _read_answer_word(word, snapshot.at)) and answer.item not in disagreed
        ]
        for key, words in snapshot.answers.items()
    }
    answers = {answer.item: answer for behind in answers_by_level.values() for answer in behind}
    keys_seen_at = {
        answer.item: snapshot.at - dt.timedelta(seconds=1)
        for key in snapshot.seen
        for answer in answers_by_level.get(key, ())
    }
    levels = measure_levels(
        catalog, AssessmentState(answers), _read_records(snapshot), keys_seen_at
    )
    anew = {
        key: measured.level
        for facet, by_subject in levels.items()
        for subject, measured in by_subject.items()
        for key in [f"{subject}.{facet}"]
        if measured.level is not None
        and all(is_current(catalog, answer) for answer in answers_by_level.get(key, ()))
    }
    return replace(
        snapshot,
        levels={**snapshot.levels, **anew},
        former_levels=snapshot.levels,
        measure=MEASURE,
    )


def _read_answer_word(word: str, at: dt.datetime) -> Answer | None:
    """An answer from its short form; None where it is of no known form."""
    item_id, revision, choice, sure = (*word.split(":"), "", "", "")[:4]
    if not item_id or not revision.isdecimal() or sure in {"skipped", "not-applicable"}:
        return None
    is_pair = len(choice) == PAIR_LENGTH and choice.isalpha()
    return Answer(
        item_id,
        "answered",
        at,
        "",
        int(revision),
        option="" if is_pair else choice,
        best=choice[:1] if is_pair else "",
        worst=choice[1:] if is_pair else "",
        sure=sure,
    )


def _read_records(snapshot: Snapshot) -> Records:
    counts = {
        facet: {
            key.removesuffix(f".{facet}"): count
            for key, count in snapshot.records.items()
            if key.endswith(f".{facet}")
        }
        for facet in ("skill", "ability")
    }
    return Records(by_competency=counts["skill"], incidents=counts["ability"])


def _update_key(level_key: object, current_ids: Mapping[str, str]) -> str:
    """ "subject.facet" with the id that the subject has now."""
    subject, dot, facet = str(level_key).rpartition(".")
    return f"{current_ids.get(subject, subject)}{dot}{facet}"


def _read_numbers(table: object, current_ids: Mapping[str, str]) -> dict[str, int]:
    if not isinstance(table, dict):
        return {}
    return {
        _update_key(level_key, current_ids): number
        for level_key, number in table.items()
        if isinstance(number, int)
    }


def _read_levels(table: object, current_ids: Mapping[str, str]) -> dict[str, int]:
    return {
        level_key: min(level, max_level("knowledge")) if level_key.endswith(".knowledge") else level
        for level_key, level in _read_numbers(table, current_ids).items()
    }


def _read_answers(table: object, current_ids: Mapping[str, str]) -> dict[str, str]:
    """The answers behind each level, with the ids that their items have now."""
    if not isinstance(table, dict):
        return {}
    return {
        _update_key(level_key, current_ids): " ".join(
            f"{current_ids.get(item_id, item_id)}{colon}{details}"
            for item_id, colon, details in (word.partition(":") for word in str(words).split())
        )
        for level_key, words in table.items()
    }


def compare_snapshots(catalog: Catalog, before: Snapshot, after: Snapshot) -> LevelDifference:
    """What moved between two finished assessments, and why. A level that appears or vanishes
    counts as new answers; one that rests on a seen key, or on other questions because those from
    before have changed, never counts as real change."""
    level_changes = [
        LevelChange(
            level_key,
            before.levels.get(level_key),
            after.levels.get(level_key),
            _find_cause(catalog, before, after, level_key),
        )
        for level_key in {*before.levels, *after.levels}
        if before.levels.get(level_key) != after.levels.get(level_key)
    ]
    level_changes.sort(key=lambda change: (_CAUSE_ORDER.index(change.cause), change.key))
    return LevelDifference(
        tuple(level_changes),
        target_changed=(before.role, before.stage) != (after.role, after.stage),
        content_changed=before.content != after.content,
    )


def _find_cause(catalog: Catalog, before: Snapshot, after: Snapshot, level_key: str) -> Cause:
    if level_key in after.seen:
        return "key seen"
    content_changed = before.content != after.content
    answers_before = set(before.answers.get(level_key, "").split())
    answers_after = set(after.answers.get(level_key, "").split())
    new_answers = answers_after - answers_before
    if (
        new_answers
        and content_changed
        and level_key in before.levels
        and _have_all_changed(catalog, answers_before, new_answers)
    ):
        # Passing over the new questions measures nothing.
        return "changed questions" if level_key in after.levels else "changed content"
    # An answer that is gone says nothing of the user where its question may be gone.
    if new_answers or (answers_before - answers_after and not content_changed):
        return "new answers"
    if _have_records_moved(before, after, level_key):
        return "new evidence"
    if content_changed:
        return "changed content"
    return "related answers" if answers_after else "new answers"


def _have_all_changed(
    catalog: Catalog, answers_before: Collection[str], new_answers: Collection[str]
) -> bool:
    """Whether all questions that were answered before have changed, as far as can be known: no
    wording still stands, nor was one answered again."""
    wordings_before = {_read_wording(word) for word in answers_before}
    wordings_still_asked = {_read_wording(word) for word in new_answers}
    return (
        bool(wordings_before)
        and wordings_before.isdisjoint(wordings_still_asked)
        and not any(
            find_item_kind(catalog, item_id) is not None
            and str(find_item_revision(catalog, item_id)) == revision
            for item_id, revision in wordings_before
        )
    )


def _read_wording(word: str) -> tuple[str, str]:
    """Item and revision of an answer in its short form."""
    item_id, revision = (*word.split(":"), "")[:2]
    return item_id, revision


def _have_records_moved(before: Snapshot, after: Snapshot, level_key: str) -> bool:
    """Whether records may have moved a level: a further one takes no level away."""
    further = after.records.get(level_key, 0) - before.records.get(level_key, 0)
    return further < 0 or (further > 0 and level_key in after.levels)


def compute_area_trend(
    catalog: Catalog, target: Target, snapshots: Sequence[Snapshot]
) -> dict[str, list[float | None]]:
    """For each area the share (0 to 1) of the target met in each snapshot, among what was known
    then, or None where nothing was. The present target is held against all of them, so that only
    levels move the line."""
    return {
        area: [
            met_share(
                (weight, snapshot.levels.get(f"{subject}.{facet}"), target.levels[facet])
                for subject, facet, weight in _list_facets(catalog, target, area)
            )
            for snapshot in snapshots
        ]
        for area in catalog.areas
    }


def _list_facets(catalog: Catalog, target: Target, area: str) -> Iterable[tuple[str, Facet, float]]:
    """Subject, facet and weight of every level of an area."""
    for competency in catalog.competencies_of[area]:
        yield competency.id, "knowledge", target.weights[competency.id]
        yield competency.id, "skill", target.weights[competency.id]
    yield area, "ability", weigh_subject(catalog, target, "ability", area)

"""What to ask next, how far along one is, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.events import AssessmentState
from pmcoach.assessment.forms import SECONDS_PER_ITEM, Form, FormPart
from pmcoach.assessment.levels import Outcome, score_check
from pmcoach.catalog.models import Check
from pmcoach.catalog.parse import Catalog, ladder_id

FIRST_LEVEL = 2
"""The level of the first check of a competency."""

ItemKind = Literal["ladder", "check", "scenario"]


@dataclass(frozen=True)
class Progress:
    """How far along: items dealt with, the expected total, and seconds left."""

    done: int
    total: int
    seconds_left: float

    @property
    def minutes_left(self) -> int:
        return max(1, round(self.seconds_left / 60)) if self.done < self.total else 0


def find_item_kind(catalog: Catalog, item: str) -> ItemKind | None:
    """What kind of question an item id names, or None where the content has no such item."""
    if item in catalog.checks:
        return "check"
    if item in catalog.scenarios:
        return "scenario"
    if item.endswith(".ladder") and item.removesuffix(".ladder") in catalog.competencies:
        return "ladder"
    return None


def find_item_area(catalog: Catalog, item: str) -> str:
    """The area an item belongs to; raises KeyError where the content has no such item."""
    if item in catalog.scenarios:
        return catalog.scenarios[item].area
    return catalog.competencies[find_item_competency(catalog, item)].area


def find_item_competency(catalog: Catalog, item: str) -> str:
    """The competency of a check or ladder; raises KeyError for anything else."""
    if item in catalog.checks:
        return catalog.checks[item].competency
    competency = item.removesuffix(".ladder")
    if competency not in catalog.competencies:
        raise KeyError(item)
    return competency


def choose_next_item(
    catalog: Catalog, form: Form, state: AssessmentState, area: str = "", seen: Collection[str] = ()
) -> str | None:
    """The next item to ask: in the order of the form, starting at ``area`` and wrapping.

    ``seen`` are items whose key was seen or that were asked before: they come last. None when
    everything was dealt with (answered, skipped or said not to apply).
    """
    parts = list(form.parts)
    if area:
        start = next((i for i, part in enumerate(parts) if part.area == area), 0)
        parts = parts[start:] + parts[:start]
    for part in parts:
        item = _next_of_part(catalog, form, state, part, seen)
        if item is not None:
            return item
    return None


def _next_of_part(
    catalog: Catalog, form: Form, state: AssessmentState, part: FormPart, seen: Collection[str]
) -> str | None:
    if form.kind == "recheck":
        return choose_next_recheck(catalog.checks_of[part.subject], state, seen)
    if part.kind == "checks":
        check = choose_next_check(
            catalog.checks_of[part.subject], state, form.checks_per_competency, seen
        )
        return check.id if check else None
    item, revision = find_single_item(catalog, part)
    return None if is_handled(state, item, revision) or item in state.disagreed else item


def is_handled_since_start(state: AssessmentState, item: str) -> bool:
    """Whether an item was dealt with since the newest assessment of the chain began."""
    at = state.dealt_at.get(item)
    return at is not None and (state.began is None or at > state.began)


def choose_next_recheck(
    checks: Sequence[Check], state: AssessmentState, seen: Collection[str]
) -> str | None:
    """One check of a competency for a recheck: one that was not asked yet, at level 2 or 3 if
    there is one, else the one asked longest ago. None once one was asked since it began."""
    if not checks or any(is_handled_since_start(state, check.id) for check in checks):
        return None
    left = [check for check in checks if check.id not in state.disagreed]
    fresh = [check for check in left if check.id not in state.answers]
    if fresh:
        return min(fresh, key=lambda c: (c.id in seen, abs(c.level * 2 - 5), c.level)).id
    old = [check for check in left if check.id not in seen] or left
    return min(old, key=lambda c: state.answers[c.id].at).id if old else None


def find_single_item(catalog: Catalog, part: FormPart) -> tuple[str, int]:
    """The item of a part that has just one, and its revision."""
    if part.kind == "ladder":
        return ladder_id(part.subject), catalog.competencies[part.subject].ladder.revision
    return part.subject, catalog.scenarios[part.subject].revision


def is_handled(state: AssessmentState, item: str, revision: int) -> bool:
    """Whether an item was dealt with, and in its present wording where it was answered."""
    answer = state.answers.get(item)
    return answer is not None and (answer.kind != "answered" or answer.revision == revision)


def choose_next_check(
    checks: Sequence[Check], state: AssessmentState, budget: int, seen: Collection[str] = ()
) -> Check | None:
    """The next check of a competency, or None when asking is over.

    Level 2 first; a pass goes up, a miss goes down. An unsettled answer is tried again at its
    level. Once passes and misses meet, a second check settles the boundary, then backs the level,
    as far as ``budget`` allows. Stops once the level is settled, and where one was skipped: who
    skips a question rarely wants its sister. Questions whose key was seen, or that an earlier
    assessment asked, come last among those of their level.
    """
    dealt = [c for c in checks if is_handled(state, c.id, c.revision) or c.id in state.disagreed]
    asked = [c for c in dealt if c.id in state.answers and c.id not in state.disagreed]
    if any(state.answers[c.id].kind != "answered" for c in asked):
        return None
    # A guessed hit settled nothing: it costs no more than one question of the budget.
    guessed = sum(score_check(c, state.answers[c.id]) == "unsettled" for c in asked)
    if len(asked) - min(guessed, 1) >= budget:
        return None
    over = {c.id for c in dealt}
    left = sorted((c for c in checks if c.id not in over), key=lambda c: c.id in seen)
    results: list[tuple[int, Outcome]] = []
    for check in asked:
        what = score_check(check, state.answers[check.id])
        if what is not None:
            results.append((check.level, what))
    for level in _levels_to_ask(results):
        for check in left:
            if check.level == level:
                return check
    return None


def _levels_to_ask(results: list[tuple[int, Outcome]]) -> list[int]:
    """Levels worth asking at, best first."""
    passes = [level for level, what in results if what == "pass"]
    misses = [level for level, what in results if what == "miss"]
    unsettled = [level for level, what in results if what == "unsettled"]
    if not passes and not misses:
        return [*unsettled, FIRST_LEVEL, FIRST_LEVEL - 1]
    if not misses:
        top = max(passes)
        return [top + 1, top] if top < 4 or len(passes) < 2 else []
    if not passes:
        bottom = min(misses)
        if bottom > 1:
            # A guessed hit below settles nothing; another question of the level above may.
            return [bottom - 1, bottom]
        # Level 1 missed is 0; a second miss makes that solid.
        return [2] if len(misses) < 2 else []
    top, wall = max(passes), min(misses)
    if top >= wall:
        return [] if len(results) > 3 else [wall]
    between = list(range(top + 1, wall))
    boundary = [wall] if misses.count(wall) < 2 else []
    backing = [top] if len(passes) < 2 else []
    return between + (backing + boundary if len(passes) < 2 else boundary)


def progress(catalog: Catalog, form: Form, state: AssessmentState, pace: float = 1.0) -> Progress:
    """How far along a form is. ``pace`` scales the time left (1 is the makers' estimate)."""
    done = 0
    left = 0
    seconds = 0.0
    for part in form.parts:
        if form.kind == "recheck":
            over = choose_next_recheck(catalog.checks_of[part.subject], state, ()) is None
            done, left = done + over, left + (not over)
            seconds += 0 if over else SECONDS_PER_ITEM["check"]
        elif part.kind == "checks":
            checks = catalog.checks_of[part.subject]
            asked = sum(is_handled(state, c.id, c.revision) for c in checks)
            more = 0
            if choose_next_check(checks, state, form.checks_per_competency) is not None:
                typical = min(form.checks_per_competency, 3)
                more = max(1, typical - asked)
            done += asked
            left += more
            seconds += more * SECONDS_PER_ITEM["check"]
        else:
            item, revision = find_single_item(catalog, part)
            if is_handled(state, item, revision) or item in state.disagreed:
                done += 1
            else:
                left += 1
                seconds += SECONDS_PER_ITEM[part.kind]
    return Progress(done, done + left, seconds * pace)


def list_handled_items(catalog: Catalog, form: Form, state: AssessmentState) -> list[str]:
    """The items of a form that were dealt with, in the order of the form, for going back."""
    dealt = {item: at for at, item in enumerate(state.order)}
    found: list[str] = []
    for part in form.parts:
        if part.kind == "checks":
            ids = [
                c.id
                for c in catalog.checks_of[part.subject]
                if c.id in dealt and (form.kind != "recheck" or is_handled_since_start(state, c.id))
            ]
            found += sorted(ids, key=dealt.__getitem__)
        else:
            item, _ = find_single_item(catalog, part)
            if item in dealt:
                found.append(item)
    return found

"""What to ask next, how far along the user is, and how long the rest will take. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.assessment.events import AssessmentState
from pmcoach.assessment.forms import SECONDS_PER_ITEM, Form, FormPart
from pmcoach.assessment.levels import Outcome, score_check
from pmcoach.catalog.models import KnowledgeItem
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import max_level

FIRST_LEVEL = 2
"""The level of the first check of a competency."""
TYPICAL_CHECKS = 3
"""How many checks of a competency an estimate of the time left counts with, at most."""

ItemKind = Literal["ladder", "check", "spot", "scenario"]


@dataclass(frozen=True)
class Progress:
    """How far along: items dealt with, the expected total, and seconds left."""

    done: int
    total: int
    seconds_left: float

    @property
    def minutes_left(self) -> int:
        return max(1, round(self.seconds_left / 60)) if self.done < self.total else 0


def find_item_kind(catalog: Catalog, item_id: str) -> ItemKind | None:
    """What kind of question an item id names, or None where the content has no such item."""
    if item_id in catalog.checks:
        return "check"
    if item_id in catalog.spots:
        return "spot"
    if item_id in catalog.scenarios:
        return "scenario"
    if item_id.endswith(".ladder") and item_id.removesuffix(".ladder") in catalog.competencies:
        return "ladder"
    return None


def find_item_area(catalog: Catalog, item_id: str) -> str:
    """The area an item belongs to; raises KeyError where the content has no such item."""
    if item_id in catalog.scenarios:
        return catalog.scenarios[item_id].area
    return catalog.competencies[find_item_competency(catalog, item_id)].area


def find_item_competency(catalog: Catalog, item_id: str) -> str:
    """The competency of a check, spot or ladder; raises KeyError for anything else."""
    if item_id in catalog.knowledge_items:
        return catalog.knowledge_items[item_id].competency
    return catalog.competencies[item_id.removesuffix(".ladder")].id


def choose_next_item(
    catalog: Catalog,
    form: Form,
    state: AssessmentState,
    start_area: str = "",
    seen_items: Collection[str] = (),
) -> str | None:
    """The next item to ask: in the order of the form, starting at ``start_area`` and wrapping.

    ``seen_items`` are those whose key was seen or that were asked before: they come last. None when
    everything was dealt with (answered, skipped or said not to apply).
    """
    start_index = next(
        (index for index, part in enumerate(form.parts) if part.area == start_area), 0
    )
    item_ids = (
        _choose_from_part(catalog, form, state, part, seen_items)
        for part in (*form.parts[start_index:], *form.parts[:start_index])
    )
    return next((item_id for item_id in item_ids if item_id is not None), None)


def _choose_from_part(
    catalog: Catalog,
    form: Form,
    state: AssessmentState,
    part: FormPart,
    seen_items: Collection[str],
) -> str | None:
    if form.kind == "recheck":
        return choose_next_recheck(catalog.knowledge_items_of[part.subject], state, seen_items)
    if part.kind == "checks":
        check = choose_next_check(
            catalog.knowledge_items_of[part.subject], state, form.checks_per_competency, seen_items
        )
        return check.id if check else None
    item_id, revision = find_single_item(catalog, part)
    return None if _is_closed(state, item_id, revision) else item_id


def is_handled_since_start(state: AssessmentState, item_id: str) -> bool:
    """Whether an item was dealt with since the newest assessment of the chain began."""
    handled_at = state.dealt_at.get(item_id)
    return handled_at is not None and (state.began is None or handled_at > state.began)


def choose_next_recheck(
    checks: Sequence[KnowledgeItem], state: AssessmentState, seen_items: Collection[str]
) -> str | None:
    """One check of a competency for a recheck: one that was not asked yet, at level 2 or 3 if
    there is one, else the one asked longest ago. None once one was asked since it began."""
    if any(is_handled_since_start(state, check.id) for check in checks):
        return None
    open_checks = [check for check in checks if check.id not in state.disagreed]
    unasked_checks = [check for check in open_checks if check.id not in state.answers]
    if unasked_checks:
        return min(
            unasked_checks,
            key=lambda check: (check.id in seen_items, abs(check.level * 2 - 5), check.level),
        ).id
    unseen_checks = [check for check in open_checks if check.id not in seen_items]
    return min(
        (check.id for check in unseen_checks or open_checks),
        key=lambda item_id: state.answers[item_id].at,
        default=None,
    )


def find_single_item(catalog: Catalog, part: FormPart) -> tuple[str, int]:
    """The item of a part that has just one, and its revision."""
    if part.kind == "ladder":
        return ladder_id(part.subject), catalog.competencies[part.subject].ladder.revision
    return part.subject, catalog.scenarios[part.subject].revision


def is_handled(state: AssessmentState, item_id: str, revision: int) -> bool:
    """Whether an item was dealt with, and in its present wording where it was answered."""
    answer = state.answers.get(item_id)
    return answer is not None and (answer.kind != "answered" or answer.revision == revision)


def _is_closed(state: AssessmentState, item_id: str, revision: int) -> bool:
    """Whether an item is not to be asked (again): dealt with, or disagreed with."""
    return is_handled(state, item_id, revision) or item_id in state.disagreed


def choose_next_check(
    checks: Sequence[KnowledgeItem],
    state: AssessmentState,
    budget: int,
    seen_items: Collection[str] = (),
) -> KnowledgeItem | None:
    """The next check of a competency, or None when asking is over.

    Level 2 first; a pass goes up, a miss goes down. An unsettled answer is tried again at its
    level. Once passes and misses meet, a second check settles the boundary, then backs the level,
    as far as ``budget`` allows. Reserved situations are never asked here, only in a recheck. Stops once the level is settled, and where one was skipped: who
    skips a question rarely wants its sister. Questions whose key was seen, or that an earlier
    assessment asked, come last among those of their level.
    """
    handled_checks = [
        check
        for check in checks
        if is_handled(state, check.id, check.revision) and check.id not in state.disagreed
    ]
    if any(state.answers[check.id].kind != "answered" for check in handled_checks):
        return None
    outcomes = [
        (check.level, outcome)
        for check in handled_checks
        if (outcome := score_check(check, state.answers[check.id])) is not None
    ]
    # A guessed hit settled nothing: it costs no more than one question of the budget.
    budget_refund = any(outcome == "unsettled" for _, outcome in outcomes)
    if len(handled_checks) - budget_refund >= budget:
        return None
    open_checks = [
        check
        for check in checks
        if not check.reserved and not _is_closed(state, check.id, check.revision)
    ]
    open_checks.sort(key=lambda check: check.id in seen_items)
    return next(
        (
            check
            for level in _rank_levels_to_ask(outcomes)
            for check in open_checks
            if check.level == level
        ),
        None,
    )


def _rank_levels_to_ask(outcomes: list[tuple[int, Outcome]]) -> list[int]:
    """Levels worth asking at, best first, by the outcomes so far (level of the check, outcome)."""
    passed_levels = [level for level, outcome in outcomes if outcome == "pass"]
    missed_levels = [level for level, outcome in outcomes if outcome == "miss"]
    if not passed_levels and not missed_levels:
        return [*(level for level, _ in outcomes), FIRST_LEVEL, FIRST_LEVEL - 1]
    highest_pass = max(passed_levels, default=0)
    if not missed_levels:
        is_settled = highest_pass == max_level("knowledge") and len(passed_levels) >= 2
        return [] if is_settled else [highest_pass + 1, highest_pass]
    lowest_miss = min(missed_levels)
    if not passed_levels:
        if lowest_miss > 1:
            # A guessed hit below settles nothing; another question of the level above may.
            return [lowest_miss - 1, lowest_miss]
        # Level 1 missed is 0; a second miss makes that solid.
        return [2] if len(missed_levels) < 2 else []
    if highest_pass >= lowest_miss:
        return [] if len(outcomes) > 3 else [lowest_miss]
    levels_between = list(range(highest_pass + 1, lowest_miss))
    backing_level = [highest_pass] if len(passed_levels) < 2 else []
    boundary_level = [lowest_miss] if missed_levels.count(lowest_miss) < 2 else []
    return levels_between + backing_level + boundary_level


def progress(catalog: Catalog, form: Form, state: AssessmentState, pace: float = 1.0) -> Progress:
    """How far along a form is. ``pace`` scales the time left (1 is the makers' estimate)."""
    items_done = items_left = seconds_left = 0
    for part in form.parts:
        part_done, part_left = _count_part(catalog, form, state, part)
        items_done += part_done
        items_left += part_left
        seconds_left += (
            part_left * SECONDS_PER_ITEM["check" if part.kind == "checks" else part.kind]
        )
    return Progress(items_done, items_done + items_left, seconds_left * pace)


def _count_part(
    catalog: Catalog, form: Form, state: AssessmentState, part: FormPart
) -> tuple[int, int]:
    """How many items of a part are done, and how many are expected to be left."""
    if form.kind == "recheck":
        is_done = choose_next_recheck(catalog.knowledge_items_of[part.subject], state, ()) is None
    elif part.kind != "checks":
        is_done = _is_closed(state, *find_single_item(catalog, part))
    else:
        checks = catalog.knowledge_items_of[part.subject]
        handled_count = sum(is_handled(state, check.id, check.revision) for check in checks)
        if choose_next_check(checks, state, form.checks_per_competency) is None:
            return handled_count, 0
        typical_count = min(form.checks_per_competency, TYPICAL_CHECKS)
        return handled_count, max(1, typical_count - handled_count)
    return int(is_done), int(not is_done)


def list_handled_items(catalog: Catalog, form: Form, state: AssessmentState) -> list[str]:
    """The items of a form that were dealt with, in the order of the form, for going back."""
    positions = {item_id: position for position, item_id in enumerate(state.order)}
    handled_items: list[str] = []
    for part in form.parts:
        if part.kind == "checks":
            item_ids = {
                check.id
                for check in catalog.knowledge_items_of[part.subject]
                if form.kind != "recheck" or is_handled_since_start(state, check.id)
            }
        else:
            item_ids = {find_single_item(catalog, part)[0]}
        handled_items += sorted(item_ids & positions.keys(), key=positions.__getitem__)
    return handled_items

"""Answers to items, made by hand or by hypothesis, and a way through a whole assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Literal

from hypothesis import strategies as st

from pmcoach.assessment.events import Answer, AnswerKind, AssessmentState
from pmcoach.assessment.forms import Form
from pmcoach.assessment.item_selection import Asking, Choice, choose_next
from pmcoach.assessment.items import find_item_kind, find_item_revision
from pmcoach.assessment.levels import Outcome, score_scenario
from pmcoach.assessment.target import Target
from pmcoach.catalog.models import Spot
from pmcoach.catalog.parse import Catalog, ladder_id
from tests.support import START

Answers = dict[str, Answer]
OUTCOMES: tuple[Outcome, ...] = ("miss", "unsettled", "pass")
"""From worst to best."""


def know(catalog: Catalog, item_id: str, outcome: Outcome = "pass") -> Answer:
    """An answer to a check or spot, with this outcome."""
    item = catalog.knowledge_items[item_id]
    wrong = "1" if isinstance(item, Spot) else next(key for key in "abcd" if key != item.key)
    return Answer(
        item_id,
        "answered",
        START,
        item_id,
        item.revision,
        option=wrong if outcome == "miss" else item.key,
        sure="guessing" if outcome == "unsettled" else "sure",
    )


def claim(catalog: Catalog, competency: str, rung: int) -> Answer:
    """An answer to a ladder."""
    item_id = ladder_id(competency)
    revision = find_item_revision(catalog, item_id)
    return Answer(item_id, "answered", START, item_id, revision, option=str(rung))


def judge(catalog: Catalog, scenario_id: str, score: int = 6) -> Answer:
    """An answer to a scenario, with this score; KeyError where it has no such score."""
    scenario = catalog.scenarios[scenario_id]
    answers = (
        Answer(
            scenario_id, "answered", START, scenario_id, scenario.revision, best=best, worst=worst
        )
        for best, worst in permutations("abcd", 2)
    )
    return {score_scenario(scenario, answer): answer for answer in answers}[score]


def make_state(*answers: Answer, disagreed: Iterable[str] = ()) -> AssessmentState:
    """The state after these answers, in this order."""
    return AssessmentState(
        {answer.item: answer for answer in answers}, dict.fromkeys(disagreed, "")
    )


def list_items(catalog: Catalog) -> list[str]:
    """Every item there is."""
    ladders = [ladder_id(competency) for competency in catalog.competencies]
    return [*catalog.knowledge_items, *ladders, *catalog.scenarios]


def list_answers(catalog: Catalog, item_id: str) -> list[list[Answer]]:
    """Every answer to an item that says something else, from worst to best; those that are worth
    the same together."""
    kind = find_item_kind(catalog, item_id)
    if kind in {"check", "spot"}:
        return [[know(catalog, item_id, outcome)] for outcome in OUTCOMES]
    if kind == "ladder":
        return [[claim(catalog, item_id.removesuffix(".ladder"), rung)] for rung in range(5)]
    return [[judge(catalog, item_id, score)] for score in (0, 1, 2, 4, 5, 6)]


@st.composite
def draw_answers(draw: st.DrawFn, catalog: Catalog, items: list[str], most: int = 30) -> Answers:
    """Some of these items, answered in any way."""
    drawn_items = draw(st.lists(st.sampled_from(items), unique=True, max_size=most))
    return {
        item_id: draw(st.sampled_from(list_answers(catalog, item_id)))[0] for item_id in drawn_items
    }


Move = Literal["good", "bad", "marked", "middling", "skipped", "not-applicable", "disagreed"]
MOVES: tuple[Move, ...] = (
    "good",
    "bad",
    "marked",
    "middling",
    "skipped",
    "not-applicable",
    "disagreed",
)
PASSED_OVER: dict[Move, AnswerKind] = {"skipped": "skipped", "not-applicable": "not-applicable"}


def answer_by_move(catalog: Catalog, item_id: str, move: Move) -> Answer:
    """What a move answers to an item."""
    if kind := PASSED_OVER.get(move):
        return Answer(item_id, kind, START, item_id, find_item_revision(catalog, item_id))
    answers = list_answers(catalog, item_id)
    places = {"good": -1, "bad": 0, "marked": 1}
    return answers[places.get(move, len(answers) // 2)][0]


@dataclass
class Walk:
    """Someone on the way through an assessment."""

    catalog: Catalog = field(repr=False)
    form: Form
    target: Target
    state: AssessmentState
    start_area: str = ""
    seen_items: frozenset[str] = frozenset()

    @property
    def asking(self) -> Asking:
        return Asking(self.catalog, self.form, self.target, self.state, self.seen_items)

    def apply(self, item_id: str, move: Move) -> None:
        """Deal with an item, a second after the one before."""
        at = START + dt.timedelta(seconds=1 + len(self.state.order))
        state = replace(self.state, order=tuple(dict.fromkeys([*self.state.order, item_id])))
        if move == "disagreed":
            self.state = replace(
                state,
                disagreed={**state.disagreed, item_id: ""},
                disagreed_at={**state.disagreed_at, item_id: at},
            )
        else:
            answer = replace(answer_by_move(self.catalog, item_id, move), at=at)
            self.state = replace(
                state,
                answers={**state.answers, item_id: answer},
                dealt_at={**state.dealt_at, item_id: at},
            )

    def go_on(self, decide: Callable[[str], Move]) -> Iterator[Choice]:
        """Yield each choice before it is dealt with, until nothing is left to ask."""
        while (choice := choose_next(self.asking, self.start_area)) is not None:
            yield choice
            self.apply(choice.item, decide(choice.item))


def set_out(
    catalog: Catalog,
    form: Form,
    target: Target,
    *,
    start_area: str = "",
    seen_items: Iterable[str] = (),
) -> Walk:
    """Someone who begins."""
    state = AssessmentState(began=START)
    return Walk(catalog, form, target, state, start_area, frozenset(seen_items))

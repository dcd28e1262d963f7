"""What one can do about a gap: the steps of a pack, as pydantic models."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from pmcoach.catalog.models import ContentEntry, Essay, Id, Line, Text, TitledEntry
from pmcoach.catalog.vocabulary import (
    ACCESS_ORDER,
    MAX_LEVEL,
    Access,
    Facet,
    access_reaches,
    max_level,
)

StepRoute = Literal["training", "hands-on"]
TrainingKind = Literal["drill", "book", "exercise", "course", "rehearsal"]
HandsOnKind = Literal[
    "work",
    "project",
    "access",
    "question",
    "job-search",
    "onboarding",
    "kickoff",
    "evidence",
    "measure",
]
StepKind = Literal[TrainingKind, HandsOnKind]
KINDS: dict[str, tuple[str, ...]] = {
    "training": get_args(TrainingKind),
    "hands-on": get_args(HandsOnKind),
}
"""The kinds of each route. Nobody depends on what comes of training; somebody does on hands-on work.
A rehearsal only prepares: it lifts nothing."""
FORMER_KINDS = {"training": "exercise", "hands-on": "work"}
"""What a step is whose pack is from before there were kinds."""

Template = Annotated[str, StringConstraints(min_length=1, max_length=2400)]
CheckLine = Annotated[str, StringConstraints(min_length=1, max_length=140)]
Range = tuple[float, float]
"""The lowest and the highest estimate."""


class Subject(ContentEntry):
    """A facet of a competency, or an area's ability."""

    competency: Id | None = None
    area: Id | None = None
    facet: Facet

    @property
    def key(self) -> str:
        """What it is called by gaps: "stk-map.skill" or "stk.ability"."""
        return f"{self.area if self.facet == 'ability' else self.competency}.{self.facet}"


class Lift(Subject):
    """What a step raises, and from which level to which.

    A lift of knowledge to 4 is read as one to 3 that starts at 2 or below.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: Annotated[int, Field(ge=0, le=3, alias="from")]
    to: Annotated[int, Field(ge=1, le=MAX_LEVEL)]

    @model_validator(mode="before")
    @classmethod
    def _lower_old_knowledge_lift(cls, table: Any) -> Any:
        if not isinstance(table, dict) or (table.get("facet"), table.get("to")) != ("knowledge", 4):
            return table
        highest = max_level("knowledge")
        start_key = "start" if "start" in table else "from"
        is_from_highest = table.get(start_key) == highest
        lowered_start = {start_key: highest - 1} if is_from_highest else {}
        return {**table, "to": highest, **lowered_start}


class Exercise(ContentEntry):
    """All that one needs to do an exercise alone and to correct oneself."""

    template: Template
    """The empty form, one blank a line."""
    example: Template
    """The same form, filled in for something else."""
    checklist: Annotated[tuple[CheckLine, ...], Field(min_length=3, max_length=9)]
    """Questions about one's own result; each is answered with yes if it is good."""


class Step(TitledEntry):
    """Something to do. Hours, weeks, cost (US dollars) and lifts are our estimates."""

    route: StepRoute
    kind: StepKind
    do: Essay
    if_then: Text
    proof: Text
    confirm: Text
    hours: Range
    weeks: Annotated[int, Field(ge=1, le=104)] = 1
    """The shortest time, from beginning to end, in which it can be done."""
    cost: Range = (0, 0)
    employer_may_pay: bool = False
    """Whether an employer who pays for training would pay for it."""
    access: Access = "nothing"
    """The least one needs in order to do it."""
    setting: dict[Access, Text] = {}
    """Where to do it, and with whom, by the access one has."""
    grants: Access | None = None
    """The access that the step leads to, if any."""
    when: dict[str, tuple[str, ...]] = {}
    """Who may take it: the answers about one's situation that are needed, as in a consideration."""
    needs: tuple[Id, ...] = ()
    lifts: tuple[Lift, ...] = ()
    prepares: tuple[Subject, ...] = ()
    """What it rehearses, without lifting it."""
    exercise: Exercise | None = None
    credential: Id | None = None
    link: Line | None = None
    """Where it is offered."""
    checked_on: dt.date | None = None
    """When somebody last looked whether it is still offered, and at what price."""
    was: tuple[Id, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _set_former_kind(cls, table: Any) -> Any:
        if not isinstance(table, dict) or "kind" in table:
            return table
        former_kind = FORMER_KINDS.get(str(table.get("route")))
        return {**table, "kind": former_kind} if former_kind else table

    def setting_for(self, access: Access) -> str:
        """Where to do it with some access; nothing where the text of the step says all there is."""
        reached = [place for place in self.setting if access_reaches(access, place)]
        return self.setting[max(reached, key=ACCESS_ORDER.index)] if reached else ""

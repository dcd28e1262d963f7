"""The content format, version 1, as pydantic models: what a pack's TOML files may hold.

Every text is plain: never markup, one paragraph a line break. Lengths are set so that a
question with its four options is readable at 60 columns.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pmcoach.catalog.vocabulary import Access, Basis, Facet, Route, Stance

FORMAT_VERSION = 1

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=140)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=700)]
Essay = Annotated[str, StringConstraints(min_length=1, max_length=1600)]
LevelNumber = Annotated[int, Field(ge=0, le=4)]
OptionId = Literal["a", "b", "c", "d"]


class ContentEntry(BaseModel):
    """What all content shares: it does not change, and a misspelt key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Pack(ContentEntry):
    """What a set of content says of itself."""

    format: Annotated[int, Field(strict=True)]
    id: Id
    title: Line
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+-]{1,30}$")]
    about: Text
    retired: tuple[Id, ...] = ()
    """Ids that once stood in the pack and may never be used again."""


class Area(ContentEntry):
    id: Id
    title: Line
    summary: Text


class Ladder(ContentEntry):
    """The skill question of a competency: five anchors, level 0 to 4, that count what was done."""

    ask: Text
    anchors: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]
    probes: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    revision: int = 1


class Competency(ContentEntry):
    id: Id
    area: Id
    title: Line
    summary: Line
    description: Essay
    topics: tuple[Line, ...] = ()
    ladder: Ladder
    was: tuple[Id, ...] = ()


class Option(ContentEntry):
    """One possible answer of a check, with the reason why it is or is not the key."""

    id: OptionId
    text: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    why: Text


class Check(ContentEntry):
    """One multiple-choice question of knowledge, at level 1 to 4."""

    id: Id
    competency: Id
    level: Annotated[int, Field(ge=1, le=4)]
    ask: Annotated[str, StringConstraints(min_length=1, max_length=420)]
    key: OptionId
    option: Annotated[tuple[Option, ...], Field(min_length=4, max_length=4)]
    revision: int = 1
    was: tuple[Id, ...] = ()


class Action(ContentEntry):
    """One thing one could do in a scenario, with its effectiveness (0 worst, 3 best)."""

    id: OptionId
    text: Annotated[str, StringConstraints(min_length=1, max_length=240)]
    effect: Annotated[int, Field(ge=0, le=3)]
    why: Text


class Scenario(ContentEntry):
    """A critical incident of an area, for judging ability."""

    id: Id
    area: Id
    title: Line
    situation: Annotated[str, StringConstraints(min_length=1, max_length=700)]
    plays: Literal["", "failing-launch", "complaint", "delay", "hard-talk", "clash"] = ""
    """Which of the failures that the source articles name it plays out, if any."""
    action: Annotated[tuple[Action, ...], Field(min_length=4, max_length=4)]
    revision: int = 1
    was: tuple[Id, ...] = ()


class Role(ContentEntry):
    """A variant of the job: weights over areas in percent, factors for single competencies."""

    id: Id
    title: Line
    summary: Line
    differs: Essay
    judgement: Text
    basis: Basis
    weights: dict[Id, Annotated[float, Field(ge=0, le=100)]]
    emphasis: dict[Id, Annotated[float, Field(gt=0, le=5)]] = {}
    max_level: LevelNumber = 4
    first_task: Text | None = None
    default: bool = False
    custom: bool = False
    was: tuple[Id, ...] = ()


class Stage(ContentEntry):
    """How far along a job is: a target level for each facet."""

    id: Id
    title: Line
    summary: Text
    knowledge: LevelNumber
    skill: LevelNumber
    ability: LevelNumber
    default: bool = False


class Source(ContentEntry):
    """A published text that considerations and figures come from."""

    id: Id
    title: Line
    short: Annotated[str, StringConstraints(min_length=1, max_length=45)]
    """How it is named behind an argument."""
    author: Line | None = None
    about: Text


class Consideration(ContentEntry):
    """One argument for or against a route, and the conditions under which it holds.

    ``when`` maps a condition to the values that satisfy it; all of them must hold. A condition
    that the user's context leaves unknown does not hold.
    """

    id: Id
    route: Route
    stance: Stance
    text: Text
    strength: Annotated[int, Field(ge=1, le=3)]
    basis: Basis
    source: Id
    when: dict[str, tuple[str, ...]] = {}
    was: tuple[Id, ...] = ()


class Lift(ContentEntry):
    """What a step raises: a facet of a competency, or an area's ability."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    competency: Id | None = None
    area: Id | None = None
    facet: Facet
    start: Annotated[int, Field(ge=0, le=3, alias="from")]
    to: Annotated[int, Field(ge=1, le=4)]


Range = Annotated[tuple[float, float], Field()]


class Step(ContentEntry):
    """Something to do. Hours, cost (US dollars) and lifts are our estimates."""

    id: Id
    route: Literal["training", "hands-on"]
    title: Line
    do: Essay
    if_then: Text
    proof: Text
    confirm: Text
    hours: Range
    cost: Range = (0, 0)
    access: Access = "nothing"
    grants: Access | None = None
    """The access that someone has who has done it, where it obtains any."""
    needs: tuple[Id, ...] = ()
    lifts: tuple[Lift, ...]
    credential: Id | None = None
    was: tuple[Id, ...] = ()


class Figure(ContentEntry):
    """One fact about a credential, with where it stands and when that was looked at."""

    value: Line
    source: Line
    dated: Line = "undated"
    checked_on: dt.date


class Credential(ContentEntry):
    """A certificate one can obtain. A figure left out is unknown, and shown as such."""

    id: Id
    title: Line
    issuer: Line
    about: Text
    framework: Id | None = None
    """The delivery framework that defines the role it certifies, if one does."""
    roles: tuple[Id, ...] = ()
    price: Figure | None = None
    length: Figure | None = None
    exam: Figure | None = None
    validity: Figure | None = None
    prerequisites: Figure | None = None


class Duty(ContentEntry):
    id: Id
    text: Line
    competencies: Annotated[tuple[Id, ...], Field(min_length=1)]


class Lens(ContentEntry):
    """A published list of duties, mapped to competencies."""

    id: Id
    title: Line
    about: Text
    source: Id
    duty: Annotated[tuple[Duty, ...], Field(min_length=1)]


class ContentFile(ContentEntry):
    """What one TOML file of a pack may hold: any of the kinds, in any file."""

    pack: Pack | None = None
    area: tuple[Area, ...] = ()
    competency: tuple[Competency, ...] = ()
    check: tuple[Check, ...] = ()
    scenario: tuple[Scenario, ...] = ()
    role: tuple[Role, ...] = ()
    stage: tuple[Stage, ...] = ()
    source: tuple[Source, ...] = ()
    consideration: tuple[Consideration, ...] = ()
    step: tuple[Step, ...] = ()
    credential: tuple[Credential, ...] = ()
    lens: tuple[Lens, ...] = ()

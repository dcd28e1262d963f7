"""The content format, version 1, as pydantic models: what a pack's TOML files may hold.

A field is named like its key in the files. Every text is plain: no markup, and a line break begins
a new paragraph. Lengths are set so that a question with its four options is readable at 60 columns.

Knowledge once went up to 4. Packs that still say 4 load, and 4 is read as 3, the highest level now.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from pmcoach.catalog.tally import Tally
from pmcoach.catalog.vocabulary import (
    MAX_LEVEL,
    Basis,
    Route,
    Stance,
    max_level,
)

FORMAT_VERSION = 1

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=140)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=700)]
Essay = Annotated[str, StringConstraints(min_length=1, max_length=1600)]
LevelNumber = Annotated[int, Field(ge=0, le=MAX_LEVEL)]
_lower_old_level = AfterValidator(lambda level: min(level, max_level("knowledge")))
OptionId = Literal["a", "b", "c", "d"]
Ask = Annotated[str, StringConstraints(min_length=1, max_length=420)]
OptionText = Annotated[str, StringConstraints(min_length=1, max_length=200)]
ActionText = Annotated[str, StringConstraints(min_length=1, max_length=240)]
Incident = Annotated[str, StringConstraints(min_length=1, max_length=700)]
Effect = Annotated[int, Field(ge=0, le=3)]
"""How well an action works: 0 worst, 3 best."""
Failure = Literal["", "failing-launch", "complaint", "delay", "hard-talk", "clash"]
"""A failure that the source articles name."""
SetId = Annotated[Id, StringConstraints(max_length=50)]
SituationId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=9)]
"""Joined by a dot, the ids of a set and of a situation are an item's id, which has 60 at most."""
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+-]{1,30}$")]


def _require_right_within_total(counts: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= counts[0] <= counts[1]:
        raise PydanticCustomError("counts", "must be [right, total], with no more right than total")
    return counts


Counts = Annotated[tuple[int, int], AfterValidator(_require_right_within_total)]
"""How many answers were right, of how many."""


class ContentEntry(BaseModel):
    """What all content shares: it doesn't change, and a misspelled key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class IdentifiedEntry(ContentEntry):
    """Content that is referred to by its id."""

    id: Id


class TitledEntry(IdentifiedEntry):
    """Content that is referred to by its id and shown under its title."""

    title: Line


class Pack(TitledEntry):
    """What a pack of content says about itself."""

    format: Annotated[int, Field(strict=True)]
    version: Version
    about: Text
    retired: tuple[Id, ...] = ()
    """Ids that the pack once had and that may never be used again."""


class Area(TitledEntry):
    """A part of the job, with its own competencies and scenarios."""

    summary: Text


class Ladder(ContentEntry):
    """The skill question of a competency: five anchors, level 0 to 4, that count past deeds."""

    ask: Text
    anchors: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]
    probes: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    revision: int = 1


class Competency(TitledEntry):
    """Something a product manager has to be able to do."""

    area: Id
    summary: Line
    description: Essay
    topics: tuple[Line, ...] = ()
    ladder: Ladder
    was: tuple[Id, ...] = ()
    """Former ids, which saved answers may still have. The same wherever an entry has it."""


class Option(ContentEntry):
    """One possible answer to a check, with the reason why it is or isn't the key."""

    id: OptionId
    text: OptionText
    why: Text


class AuthoredCheck(IdentifiedEntry):
    """A check as a file has it: one multiple-choice question about knowledge, at level 1 to 3.
    Level 4 is read as 3."""

    competency: Id
    level: Annotated[int, Field(ge=1, le=MAX_LEVEL), _lower_old_level]
    ask: Ask
    key: OptionId
    option: Annotated[tuple[Option, ...], Field(min_length=4, max_length=4)]
    revision: int = 1
    was: tuple[Id, ...] = ()


class Check(AuthoredCheck):
    """A check in memory: from a file, or a situation of an option set."""

    option_set: str = ""
    """The id of the option set that it is a situation of, if any."""
    reserved: bool = False
    """Whether it is saved for measuring again."""


class Action(ContentEntry):
    """One way to act in a scenario, with its effectiveness."""

    id: OptionId
    text: ActionText
    effect: Effect
    why: Text


class AuthoredScenario(TitledEntry):
    """A scenario as a file has it: a critical incident in an area, for judging ability."""

    area: Id
    situation: Incident
    plays: Failure = ""
    """Which of the failures in the source articles it plays out, if any."""
    action: Annotated[tuple[Action, ...], Field(min_length=4, max_length=4)]
    revision: int = 1
    was: tuple[Id, ...] = ()


class Scenario(AuthoredScenario):
    """A scenario in memory: from a file, or a situation of a scenario set."""

    scenario_set: str = ""
    """The id of the scenario set that it is a situation of, if any."""


class SpotLine(ContentEntry):
    """One line of what a spot shows; ``why`` says why it is to be marked, or why it isn't."""

    text: Line
    why: Text | None = None


class Spot(IdentifiedEntry):
    """A question about knowledge: which lines of an artifact are wrong, or matter."""

    competency: Id
    level: Annotated[int, Field(ge=1, le=3)]
    concept: Line
    """What one has to know to see the lines."""
    ask: Ask
    """What to mark, and how many lines."""
    artifact: Line
    """The title of what is shown."""
    line: Annotated[tuple[SpotLine, ...], Field(min_length=7, max_length=12)]
    """The lines; a line's number is its position, from 1."""
    marks: Annotated[
        tuple[Annotated[int, Field(strict=True)], ...], Field(min_length=1, max_length=3)
    ]
    """The numbers of the lines to mark."""
    revision: int = 1
    was: tuple[Id, ...] = ()
    reserved: ClassVar[bool] = False
    """Only the situations of option sets are saved for measuring again."""

    @property
    def key(self) -> str:
        """The right answer as it is stored: the numbers from low to high, such as "2,5"."""
        return ",".join(map(str, sorted(self.marks)))


KnowledgeItem = Check | Spot
"""What knowledge is measured with."""


class Role(TitledEntry):
    """A variant of the job: weights of areas in percent, and factors for single competencies.

    ``judgement`` says where the numbers are from, ``first_task`` what to do first in such a job.
    """

    summary: Line
    differs: Essay
    judgement: Text
    basis: Basis
    weights: dict[Id, Annotated[float, Field(ge=0, le=100)]]
    emphasis: dict[Id, Annotated[float, Field(gt=0, le=5)]] = {}
    max_level: LevelNumber = MAX_LEVEL
    first_task: Text | None = None
    default: bool = False
    custom: bool = False
    was: tuple[Id, ...] = ()


class Stage(TitledEntry):
    """How senior a job is: a target level for each facet. Knowledge 4 is read as 3."""

    summary: Text
    knowledge: Annotated[LevelNumber, _lower_old_level]
    skill: LevelNumber
    ability: LevelNumber
    default: bool = False


class Source(TitledEntry):
    """A published text that considerations and lenses come from."""

    short: Annotated[str, StringConstraints(min_length=1, max_length=45)]
    """What it is called next to an argument."""
    author: Line | None = None
    about: Text


class Consideration(IdentifiedEntry):
    """One argument for or against a route, and the conditions under which it applies.

    ``when`` maps each condition to the answers that meet it; all conditions must be met. A
    condition that the user hasn't answered isn't met.
    """

    route: Route
    stance: Stance
    text: Text
    strength: Annotated[int, Field(ge=1, le=3)]
    basis: Basis
    source: Id
    passage: Line | None = None
    """Where in the source it stands, in words."""
    when: dict[str, tuple[str, ...]] = {}
    was: tuple[Id, ...] = ()


class Figure(ContentEntry):
    """One fact about a credential, its source, and when the source was looked at."""

    fact: Annotated[Line, Field(alias="value")]
    source: Line
    dated: Line = "undated"
    checked_on: dt.date


class Credential(TitledEntry):
    """A certificate one can earn. A figure that is left out is unknown."""

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


class Duty(IdentifiedEntry):
    """One duty in a lens, with the competencies it calls for."""

    text: Line
    competencies: Annotated[tuple[Id, ...], Field(min_length=1)]


class Lens(TitledEntry):
    """A published list of duties, mapped to competencies."""

    about: Text
    source: Id
    duty: Annotated[tuple[Duty, ...], Field(min_length=1)]


class PanelCounts(ContentEntry):
    """How many of a panel's answers were the key. Each field is named like what a sheet asks:
    ``answer`` for checks, ``marks`` for spots, ``best`` and ``worst`` for scenarios."""

    answer: Counts = (0, 0)
    marks: Counts = (0, 0)
    best: Counts = (0, 0)
    worst: Counts = (0, 0)

    @property
    def total(self) -> Tally:
        """All of them together."""
        fields = (self.answer, self.marks, self.best, self.worst)
        return sum((Tally(*counts) for counts in fields), Tally())


class Panel(ContentEntry):
    """What came of having the pack's questions and keys checked by people."""

    version: Version
    """The version of the pack that they read."""
    who: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    """Who they are, with their number, as a sentence would begin with it."""
    readers: Annotated[int, Field(ge=1)]
    first_day: dt.date
    last_day: dt.date
    items: Annotated[int, Field(ge=1)]
    """How many checks, spots and scenarios at least one of them answered with the situation."""
    with_situation: PanelCounts
    options_only: PanelCounts = PanelCounts()
    """What they made of the options without the situation: how much those alone give away."""

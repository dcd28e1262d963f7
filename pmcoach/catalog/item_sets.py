"""Sets of items: the same four options, or actions, for several situations. Pure.

A set stands once in a file and becomes one item for each of its situations, so that everything
which asks and counts checks and scenarios asks and counts these, too.
"""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import Field

from pmcoach.catalog.models import (
    Action,
    ActionText,
    Ask,
    Check,
    ContentEntry,
    Effect,
    Failure,
    Id,
    IdentifiedEntry,
    Incident,
    Line,
    Option,
    OptionId,
    OptionText,
    Scenario,
    SetId,
    SituationId,
    Text,
)

LetterContent = TypeVar("LetterContent")


class ByLetter(ContentEntry, Generic[LetterContent]):
    """What a situation has for each option or action: a table with the keys a, b, c and d."""

    letter_a: Annotated[LetterContent, Field(alias="a")]
    letter_b: Annotated[LetterContent, Field(alias="b")]
    letter_c: Annotated[LetterContent, Field(alias="c")]
    letter_d: Annotated[LetterContent, Field(alias="d")]

    def __getitem__(self, letter: OptionId) -> LetterContent:
        content: LetterContent = getattr(self, f"letter_{letter}")
        return content


class SetOption(ContentEntry):
    """An option that serves every situation of its set."""

    id: OptionId
    text: OptionText
    right_if: Text | None = None
    """The situation in which it would be right, where none of the set's is that."""


class OptionSituation(ContentEntry):
    """One situation of an option set: which option is right in it, and why."""

    id: SituationId
    ask: Ask
    key: OptionId
    why: ByLetter[Text]


class OptionSet(IdentifiedEntry):
    """Four options and three situations, each with another key: only the situation decides."""

    id: SetId
    competency: Id
    level: Annotated[int, Field(ge=1, le=3)]
    concept: Line
    """What one has to know to see which option is right."""
    option: Annotated[tuple[SetOption, ...], Field(min_length=4, max_length=4)]
    situation: Annotated[tuple[OptionSituation, ...], Field(min_length=3, max_length=3)]
    """The last is saved for measuring again."""
    revision: int = 1
    was: tuple[SetId, ...] = ()


class SetAction(ContentEntry):
    """A way to act that is open in every situation of its set."""

    id: OptionId
    text: ActionText


class ScenarioSituation(ContentEntry):
    """One critical incident of a scenario set, and how well each action works in it."""

    id: SituationId
    title: Line
    situation: Incident
    plays: Failure = ""
    effect: ByLetter[Effect]
    why: ByLetter[Text]


class ScenarioSet(IdentifiedEntry):
    """Four actions and two incidents in which other actions are best and worst."""

    id: SetId
    area: Id
    action: Annotated[tuple[SetAction, ...], Field(min_length=4, max_length=4)]
    situation: Annotated[tuple[ScenarioSituation, ...], Field(min_length=2, max_length=2)]
    revision: int = 1
    was: tuple[SetId, ...] = ()


def item_id(set_id: str, situation: OptionSituation | ScenarioSituation) -> str:
    """The id of the item that a situation becomes."""
    return f"{set_id}.{situation.id}"


def expand_option_set(option_set: OptionSet) -> tuple[Check, ...]:
    """The check of each situation, in the order of the file; the last one is reserved."""
    return tuple(
        Check(
            id=item_id(option_set.id, situation),
            competency=option_set.competency,
            level=option_set.level,
            ask=situation.ask,
            key=situation.key,
            option=tuple(
                Option(id=option.id, text=option.text, why=situation.why[option.id])
                for option in option_set.option
            ),
            revision=option_set.revision,
            was=tuple(item_id(former_id, situation) for former_id in option_set.was),
            option_set=option_set.id,
            reserved=situation is option_set.situation[-1],
        )
        for situation in option_set.situation
    )


def expand_scenario_set(scenario_set: ScenarioSet) -> tuple[Scenario, ...]:
    """The scenario of each situation, in the order of the file."""
    return tuple(
        Scenario(
            id=item_id(scenario_set.id, situation),
            title=situation.title,
            area=scenario_set.area,
            situation=situation.situation,
            plays=situation.plays,
            action=tuple(
                Action(
                    id=action.id,
                    text=action.text,
                    effect=situation.effect[action.id],
                    why=situation.why[action.id],
                )
                for action in scenario_set.action
            ),
            revision=scenario_set.revision,
            was=tuple(item_id(former_id, situation) for former_id in scenario_set.was),
            scenario_set=scenario_set.id,
        )
        for situation in scenario_set.situation
    )

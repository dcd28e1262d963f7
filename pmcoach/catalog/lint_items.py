"""What makes an item sound: letters, keys, and options that don't give the answer away. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pmcoach.catalog.complaints import Complaint, find_repeated, find_unknown
from pmcoach.catalog.item_sets import OptionSet, ScenarioSet, SetAction, SetOption, item_id
from pmcoach.catalog.models import Action, Check, Option, Scenario, Spot
from pmcoach.catalog.parse import Catalog

REASON = re.compile(r"\b(because|since|so that)\b", re.IGNORECASE)
NUMBER_WORDS = {1: "one", 2: "two", 3: "three"}
"""How the ask of a spot may say how many lines to mark; a digit is as good."""


def lint_check(catalog: Catalog, check: Check) -> Iterator[Complaint]:
    """Every fault of a check that stands in a file."""
    yield from find_unknown("competency", "competency", [check.competency], catalog.competencies)
    yield from _lint_options("option", check.option)


def lint_option_set(catalog: Catalog, option_set: OptionSet) -> Iterator[Complaint]:
    """Every fault of an option set, its situations included."""
    yield from find_unknown(
        "competency", "competency", [option_set.competency], catalog.competencies
    )
    yield from _lint_options("option", option_set.option)
    yield from _lint_own_reasons("option", option_set.option)
    keys = {situation.key for situation in option_set.situation}
    if len(keys) < len(option_set.situation):
        yield "situation", "no two situations may have the same key"
    for option in option_set.option:
        if option.id not in keys and option.right_if is None:
            yield f"option[{option.id}].right_if", "is missing, and no situation has this key"
    # A check that stands in a file itself comes first, so that the fault is at the set.
    checks = sorted(catalog.checks.values(), key=lambda check: bool(check.option_set))
    yield from _lint_repeated_texts(
        [(check.id, check.ask) for check in checks],
        {
            item_id(option_set.id, entry): f"situation[{entry.id}].ask"
            for entry in option_set.situation
        },
    )


def lint_scenario(catalog: Catalog, scenario: Scenario) -> Iterator[Complaint]:
    """Every fault of a scenario that stands in a file."""
    yield from find_unknown("area", "area", [scenario.area], catalog.areas)
    yield from _lint_letters("action", scenario.action)
    yield from _lint_effects("action", [action.effect for action in scenario.action])


def lint_scenario_set(catalog: Catalog, scenario_set: ScenarioSet) -> Iterator[Complaint]:
    """Every fault of a scenario set, its situations included."""
    yield from find_unknown("area", "area", [scenario_set.area], catalog.areas)
    yield from _lint_options("action", scenario_set.action)
    yield from _lint_own_reasons("action", scenario_set.action)
    effects = [
        {action.id: situation.effect[action.id] for action in scenario_set.action}
        for situation in scenario_set.situation
    ]
    for situation, effect_by_action in zip(scenario_set.situation, effects, strict=True):
        yield from _lint_effects(f"situation[{situation.id}].effect", effect_by_action.values())
    for effect, name in ((3, "best"), (0, "worst")):
        first_ids, second_ids = (
            {action_id for action_id in effect_by_action if effect_by_action[action_id] == effect}
            for effect_by_action in effects
        )
        if first_ids & second_ids:
            yield "situation", f"the {name} action must not be the same in both situations"
    scenarios = sorted(catalog.scenarios.values(), key=lambda scenario: bool(scenario.scenario_set))
    yield from _lint_repeated_texts(
        [(scenario.id, scenario.situation) for scenario in scenarios],
        {
            item_id(scenario_set.id, entry): f"situation[{entry.id}].situation"
            for entry in scenario_set.situation
        },
    )


def lint_spot(catalog: Catalog, spot: Spot) -> Iterator[Complaint]:
    """Every fault of a spot."""
    yield from find_unknown("competency", "competency", [spot.competency], catalog.competencies)
    if find_repeated(_fold(line.text) for line in spot.line):
        yield "line", "two lines are alike"
    if len(set(spot.marks)) < len(spot.marks):
        yield "marks", "a line is marked twice"
    for mark in sorted(set(spot.marks)):
        if not 1 <= mark <= len(spot.line):
            yield "marks", f"there is no line {mark}"
        elif spot.line[mark - 1].why is None:
            yield f"line[{mark}].why", "is missing, and the line is to be marked"
    count = len(set(spot.marks))
    if not re.search(rf"\b({count}|{NUMBER_WORDS[count]})\b", spot.ask, re.IGNORECASE):
        yield "ask", f"must say how many lines to mark: {NUMBER_WORDS[count]}"


Choices = Sequence[Option] | Sequence[SetOption] | Sequence[Action] | Sequence[SetAction]


def _lint_options(toml_key: str, choices: Choices) -> Iterator[Complaint]:
    yield from _lint_letters(toml_key, choices)
    if find_repeated(_fold(choice.text) for choice in choices):
        yield toml_key, f"two {toml_key}s are alike"
    for choice in choices:
        if re.search("(all|none) of the above", choice.text, re.IGNORECASE):
            yield f"{toml_key}[{choice.id}].text", f"an {toml_key} must stand by itself"


def _lint_letters(toml_key: str, choices: Choices) -> Iterator[Complaint]:
    if [choice.id for choice in choices] != ["a", "b", "c", "d"]:
        yield toml_key, "ids must be a, b, c, d in order"


def _lint_own_reasons(
    toml_key: str, choices: Sequence[SetOption] | Sequence[SetAction]
) -> Iterator[Complaint]:
    """An option that says why it is good is chosen by whoever reads nothing else."""
    for choice in choices:
        if reason := REASON.search(choice.text):
            message = f"must not carry its own reason ({reason[0].lower()!r})"
            yield f"{toml_key}[{choice.id}].text", message


def _lint_effects(toml_key: str, effects: Collection[int]) -> Iterator[Complaint]:
    counts = Counter(effects)
    if (counts[3], counts[0]) != (1, 1):
        yield toml_key, "exactly one action must have effect 3 (best) and one 0 (worst)"


def _lint_repeated_texts(
    item_texts: Sequence[tuple[str, str]], key_by_item: dict[str, str]
) -> Iterator[Complaint]:
    """A complaint at the key of each item whose text an earlier item has.

    Args:
        item_texts: The id and the text of every item of the pack.
        key_by_item: Where the text of an item stands, for each item to judge.
    """
    first_items: dict[str, str] = {}
    for item, text in item_texts:
        first_item = first_items.setdefault(_fold(text), item)
        if first_item != item and item in key_by_item:
            yield key_by_item[item], f"repeats the text of {first_item}"


def _fold(text: str) -> str:
    """A text without what makes no difference to a reader: case, spacing, the last period."""
    return " ".join(text.casefold().split()).rstrip(".")

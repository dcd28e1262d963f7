"""What makes a pack sound beyond its shape: references, balance, reach, readable text. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain, product
from typing import TypeVar

from pmcoach.catalog.complaints import Complaint, find_repeated, find_unknown
from pmcoach.catalog.lint_items import (
    lint_check,
    lint_option_set,
    lint_scenario,
    lint_scenario_set,
    lint_spot,
)
from pmcoach.catalog.lint_ladders import lint_ladder
from pmcoach.catalog.lint_steps import find_condition_faults, lint_step
from pmcoach.catalog.models import (
    Area,
    Check,
    Competency,
    Consideration,
    Credential,
    IdentifiedEntry,
    Lens,
    Role,
    Scenario,
    Stage,
)
from pmcoach.catalog.parse import Catalog, Fault
from pmcoach.catalog.reachability import compute_reach
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.catalog.vocabulary import Facet

ID_PATTERN = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)+")
LONGEST_WORD = 34
"""A word longer than this breaks the layout at 60 columns."""

LEVEL_WITHOUT_A_JOB = 2
"""The level that everyone can reach without any job."""
ENOUGH_TO_BALANCE = 20
"""From this many checks on, the positions of their keys have to be balanced."""
LEAST_SHARE, MOST_SHARE = 0.15, 0.35
"""The share of checks that may have their key in one position."""

Entry = TypeVar("Entry", bound=IdentifiedEntry)


def lint(catalog: Catalog) -> list[Fault]:
    """Every fault of a parsed pack, in a stable order; an empty list means sound."""
    faults = chain(
        _lint_entries(catalog, "area", catalog.areas, _lint_area, _lint_texts),
        _lint_entries(catalog, "competency", catalog.competencies, _lint_competency, _lint_texts),
        _lint_entries(catalog, "check", _list_authored_checks(catalog), lint_check, _lint_texts),
        _lint_entries(catalog, "option_set", catalog.option_sets, lint_option_set, _lint_texts),
        _lint_entries(catalog, "spot", catalog.spots, lint_spot, _lint_texts),
        _lint_entries(
            catalog, "scenario", _list_authored_scenarios(catalog), lint_scenario, _lint_texts
        ),
        _lint_entries(
            catalog, "scenario_set", catalog.scenario_sets, lint_scenario_set, _lint_texts
        ),
        _lint_entries(catalog, "role", catalog.roles, _lint_role, _lint_texts),
        _lint_entries(catalog, "stage", catalog.stages, _lint_texts),
        _lint_entries(catalog, "source", catalog.sources, _lint_texts),
        _lint_entries(
            catalog, "consideration", catalog.considerations, _lint_consideration, _lint_texts
        ),
        _lint_entries(catalog, "step", catalog.steps, lint_step, _lint_texts),
        _lint_entries(catalog, "credential", catalog.credentials, _lint_credential, _lint_texts),
        _lint_entries(catalog, "lens", catalog.lenses, _lint_lens, _lint_texts),
        _lint_defaults("role", catalog.roles.values()),
        _lint_defaults("stage", catalog.stages.values()),
        _lint_key_balance(catalog),
        _lint_reach(catalog),
        _lint_former_ids(catalog),
        _lint_panel(catalog),
    )
    return sorted(set(faults))


def _list_authored_checks(catalog: Catalog) -> dict[str, Check]:
    """The checks that stand in a file themselves; a situation is linted where its set stands."""
    return {check.id: check for check in catalog.checks.values() if not check.option_set}


def _list_authored_scenarios(catalog: Catalog) -> dict[str, Scenario]:
    return {
        scenario.id: scenario
        for scenario in catalog.scenarios.values()
        if not scenario.scenario_set
    }


def _lint_entries(
    catalog: Catalog,
    entry_kind: str,
    entries: Mapping[str, Entry],
    *rules: Callable[[Catalog, Entry], Iterator[Complaint]],
) -> Iterator[Fault]:
    for entry, rule in product(entries.values(), rules):
        for toml_key, message in rule(catalog, entry):
            yield _locate(catalog, entry_kind, entry.id, toml_key, message)


def _locate(catalog: Catalog, entry_kind: str, entry_id: str, toml_key: str, message: str) -> Fault:
    return Fault(
        catalog.file_by_id.get(entry_id, "?"), f"{entry_kind}[{entry_id}].{toml_key}", message
    )


def _lint_area(catalog: Catalog, area: Area) -> Iterator[Complaint]:
    if not catalog.competencies_of[area.id]:
        yield "id", "has no competency"
    if len(catalog.scenarios_of[area.id]) < 2:
        yield "id", "has fewer than two scenarios"


def _lint_competency(catalog: Catalog, competency: Competency) -> Iterator[Complaint]:
    yield from find_unknown("area", "area", [competency.area], catalog.areas)
    levels = {item.level for item in catalog.knowledge_items_of[competency.id]}
    yield from (
        ("id", f"has no check, option set or spot at level {level}") for level in {2, 3} - levels
    )
    yield from lint_ladder(competency.ladder)
    routes = {
        step.route
        for step in catalog.steps.values()
        if any(lift.competency == competency.id for lift in step.lifts)
    }
    yield from (("id", f"no {route} step lifts it") for route in {"training", "hands-on"} - routes)


def _lint_role(catalog: Catalog, role: Role) -> Iterator[Complaint]:
    for area in role.weights:
        yield from find_unknown(f"weights.{area}", "area", [area], catalog.areas)
    yield from find_unknown("weights", "weight for area", catalog.areas, role.weights)
    if abs(sum(role.weights.values()) - 100) > 0.01:
        yield "weights", "the weights must add up to 100"
    for competency in role.emphasis:
        yield from find_unknown(
            f"emphasis.{competency}", "competency", [competency], catalog.competencies
        )


def _lint_defaults(
    entry_kind: str, entries: Collection[Role] | Collection[Stage]
) -> Iterator[Fault]:
    if not entries:
        yield Fault("pack.toml", entry_kind, f"the pack has no {entry_kind}")
    if sum(entry.default for entry in entries) > 1:
        yield Fault("pack.toml", entry_kind, f"more than one {entry_kind} is the default")


def _lint_consideration(catalog: Catalog, consideration: Consideration) -> Iterator[Complaint]:
    yield from find_unknown("source", "source", [consideration.source], catalog.sources)
    yield from find_condition_faults(catalog, consideration.when)


def _lint_reach(catalog: Catalog) -> Iterator[Fault]:
    """Everyone can begin without a job, each target can be reached, and no step is idle."""
    levels_by_volunteering = compute_reach(catalog.steps, "volunteer").levels
    widest_reach = compute_reach(catalog.steps, "nothing", open_doors=True)
    for entry_kind, subject, facet in _list_subjects(catalog):
        target_level = max((getattr(stage, facet) for stage in catalog.stages.values()), default=0)
        first_level = min(LEVEL_WITHOUT_A_JOB, target_level)
        if levels_by_volunteering.get(f"{subject}.{facet}", 0) < first_level:
            yield _locate(
                catalog,
                entry_kind,
                subject,
                "id",
                f"{facet} cannot be lifted from 0 to {first_level} without a job",
            )
        elif widest_reach.levels.get(f"{subject}.{facet}", 0) < target_level:
            yield _locate(
                catalog,
                entry_kind,
                subject,
                "id",
                f"no chain of steps lifts {facet} from 0 to {target_level}",
            )
    for step_id in catalog.steps.keys() - widest_reach.steps:
        yield _locate(catalog, "step", step_id, "lifts", "nothing can lead to this step")


def _list_subjects(catalog: Catalog) -> Iterator[tuple[str, str, Facet]]:
    """Everything that has a level, as kind, id and facet."""
    for competency in catalog.competencies:
        yield "competency", competency, "knowledge"
        yield "competency", competency, "skill"
    yield from (("area", area, "ability") for area in catalog.areas)


def _lint_key_balance(catalog: Catalog) -> Iterator[Fault]:
    """No position has the key so often, or so seldom, that it helps to guess.

    Option sets are left out: three keys in four letters can't be spread, and their options are
    shuffled.
    """
    answer_keys: list[str] = [check.key for check in _list_authored_checks(catalog).values()]
    check_count = len(answer_keys)
    for letter in "abcd" if check_count >= ENOUGH_TO_BALANCE else "":
        key_count = answer_keys.count(letter)
        if not LEAST_SHARE <= key_count / check_count <= MOST_SHARE:
            yield Fault(
                "pack.toml",
                "check",
                f"{key_count} of {check_count} checks have the key {letter!r}: "
                "spread the keys evenly",
            )


def _lint_credential(catalog: Catalog, credential: Credential) -> Iterator[Complaint]:
    return find_unknown("roles", "role", credential.roles, catalog.roles)


def _lint_lens(catalog: Catalog, lens: Lens) -> Iterator[Complaint]:
    yield from find_unknown("source", "source", [lens.source], catalog.sources)
    for duty_id in find_repeated(duty.id for duty in lens.duty):
        yield f"duty[{duty_id}].id", "is used twice"
    for duty in lens.duty:
        yield from find_unknown(
            f"duty[{duty.id}].competencies", "competency", duty.competencies, catalog.competencies
        )


def _lint_former_ids(catalog: Catalog) -> Iterator[Fault]:
    """No id that was retired or changed is in use again: saved answers may still have it."""
    message_by_id = dict.fromkeys(
        catalog.pack.retired, "this id is retired and may not be used again"
    ) | {
        former_id: f"is in use, and is also the former id of {present_id}"
        for former_id, present_id in catalog.aliases.items()
    }
    for entry_id in message_by_id.keys() & catalog.file_by_id.keys():
        yield Fault(catalog.file_by_id[entry_id], entry_id, message_by_id[entry_id])


def _lint_panel(catalog: Catalog) -> Iterator[Fault]:
    """The counts of a panel can be those of so many readers and items."""
    panel = catalog.panel
    if panel is None:
        return
    counts, item_count = panel.with_situation, catalog.item_count
    most_answered = counts.answer[1] + counts.marks[1] + max(counts.best[1], counts.worst[1])
    complaints = [
        ("last_day", panel.last_day < panel.first_day, "comes before first_day"),
        (
            "items",
            panel.version == catalog.pack.version and panel.items > item_count,
            f"the pack has only {item_count} checks, spots and scenarios",
        ),
        (
            "with_situation",
            counts.total.total < panel.items,
            "has fewer answers than there are items",
        ),
        (
            "with_situation",
            most_answered > panel.readers * panel.items,
            "has more answers than so many readers can give to so many items",
        ),
        *(("who", True, message) for message in find_text_faults(panel.who)),
    ]
    for toml_key, is_wrong, message in complaints:
        if is_wrong:
            yield Fault("pack.toml", f"panel.{toml_key}", message)


def _lint_texts(_catalog: Catalog, entry: IdentifiedEntry) -> Iterator[Complaint]:
    for toml_key, text in _list_texts(entry.model_dump(by_alias=True, exclude={"link"})):
        yield from ((toml_key, message) for message in find_text_faults(text))


def _list_texts(content: object, toml_key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in nested content, with its TOML key, as a fault of shape names it."""
    if isinstance(content, str):
        yield toml_key, content
    elif isinstance(content, dict):
        for name, nested_content in content.items():
            yield from _list_texts(nested_content, f"{toml_key}.{name}" if toml_key else str(name))
    elif isinstance(content, list | tuple):
        for position, nested_content in enumerate(content, 1):
            entry_id = nested_content.get("id") if isinstance(nested_content, dict) else None
            yield from _list_texts(nested_content, f"{toml_key}[{entry_id or position}]")


def find_text_faults(text: str) -> Iterator[str]:
    """What would spoil a text on screen: control characters, stray spaces, unbreakable words."""
    if strip_unprintable(text, lines=True) != text:
        yield "holds a control or invisible character"
    if "\ufe0f" in text:
        yield "holds an emoji variation selector, which terminals draw at differing widths"
    if text != text.strip():
        yield "begins or ends with white space"
    long_words = [word for word in text.split() if len(word) > LONGEST_WORD]
    if long_words and not ID_PATTERN.fullmatch(text):
        yield f"the word {long_words[0][:20]!r}... is too long for 60 columns"

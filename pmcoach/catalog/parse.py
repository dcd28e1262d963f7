"""From the text of a pack's TOML files to one Catalog, with every fault named by file and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pmcoach.catalog.content_file import ContentFile, list_checks, list_scenarios
from pmcoach.catalog.item_sets import (
    OptionSet,
    ScenarioSet,
    item_id,
)
from pmcoach.catalog.models import (
    FORMAT_VERSION,
    Area,
    Check,
    Competency,
    Consideration,
    Credential,
    IdentifiedEntry,
    KnowledgeItem,
    Lens,
    Pack,
    Panel,
    Role,
    Scenario,
    Source,
    Spot,
    Stage,
)
from pmcoach.catalog.sanitize import UNSAFE_CHARACTERS
from pmcoach.catalog.steps import Step

ITEM_KINDS = {"check", "option_set", "spot", "scenario", "scenario_set"}
"""The kinds that answers are saved for."""
PLAIN_MESSAGES = {"extra_forbidden": "unknown key", "missing": "is missing"}
"""Plainer words for what an author sees most; the rest is said as pydantic says it."""

Model = TypeVar("Model", bound=BaseModel)
Entry = TypeVar("Entry", bound=IdentifiedEntry)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with a pack: in which file, at which key, what, and the line if known."""

    file: str
    key: str
    what: str
    line: int | None = None

    def __str__(self) -> str:
        file_and_line = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(filter(None, (file_and_line, self.key, self.what)))


class ContentError(Exception):
    """A pack that can't be used; ``faults`` has every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        remainder_note = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{remainder_note}")


@dataclass(frozen=True)
class Catalog:
    """A pack in memory; each kind of entry by id, in the order of the files."""

    pack: Pack
    areas: Mapping[str, Area]
    competencies: Mapping[str, Competency]
    checks: Mapping[str, Check]
    """Those of the option sets included."""
    option_sets: Mapping[str, OptionSet]
    spots: Mapping[str, Spot]
    scenarios: Mapping[str, Scenario]
    """Those of the scenario sets included."""
    scenario_sets: Mapping[str, ScenarioSet]
    roles: Mapping[str, Role]
    stages: Mapping[str, Stage]
    sources: Mapping[str, Source]
    considerations: Mapping[str, Consideration]
    steps: Mapping[str, Step]
    credentials: Mapping[str, Credential]
    lenses: Mapping[str, Lens]
    file_by_id: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The file that each id is in, ladders and situations included, for the linter's messages."""
    panel: Panel | None = None
    """What came of having the questions checked by people, if they were."""

    @property
    def item_count(self) -> int:
        """How many checks, spots and scenarios there are."""
        return len(self.checks) + len(self.spots) + len(self.scenarios)

    @cached_property
    def aliases(self) -> dict[str, str]:
        """The present id of each former one, ladders and situations included."""
        present_ids = {
            former_id: entry.id
            for entries in (
                self.competencies,
                self.checks,
                self.option_sets,
                self.spots,
                self.scenarios,
                self.scenario_sets,
                self.roles,
                self.considerations,
                self.steps,
            )
            for entry in entries.values()
            for former_id in entry.was
        }
        return present_ids | {
            ladder_id(former_id): ladder_id(competency.id)
            for competency in self.competencies.values()
            for former_id in competency.was
        }

    @cached_property
    def checks_of(self) -> dict[str, tuple[Check, ...]]:
        """The checks of each competency, by level."""
        checks = sorted(self.checks.values(), key=lambda check: check.level)
        return {
            competency: tuple(check for check in checks if check.competency == competency)
            for competency in self.competencies
        }

    @cached_property
    def knowledge_items(self) -> dict[str, KnowledgeItem]:
        """The checks and spots."""
        return {**self.checks, **self.spots}

    @cached_property
    def knowledge_items_of(self) -> dict[str, tuple[KnowledgeItem, ...]]:
        """The checks and spots of each competency, by level."""
        items = sorted(self.knowledge_items.values(), key=lambda item: item.level)
        return {
            competency: tuple(item for item in items if item.competency == competency)
            for competency in self.competencies
        }

    @cached_property
    def word_counts(self) -> dict[str, int]:
        """How many words one reads who is asked an item, ladders included."""
        texts_by_item = (
            {
                check.id: (check.ask, *(option.text for option in check.option))
                for check in self.checks.values()
            }
            | {
                spot.id: (spot.ask, spot.artifact, *(line.text for line in spot.line))
                for spot in self.spots.values()
            }
            | {
                ladder_id(competency.id): (competency.ladder.ask, *competency.ladder.anchors)
                for competency in self.competencies.values()
            }
            | {
                scenario.id: (scenario.situation, *(action.text for action in scenario.action))
                for scenario in self.scenarios.values()
            }
        )
        return {
            item_id: sum(len(text.split()) for text in texts)
            for item_id, texts in texts_by_item.items()
        }

    @cached_property
    def scenarios_of(self) -> dict[str, tuple[Scenario, ...]]:
        """The scenarios of each area."""
        return {
            area: tuple(scenario for scenario in self.scenarios.values() if scenario.area == area)
            for area in self.areas
        }

    @cached_property
    def competencies_of(self) -> dict[str, tuple[Competency, ...]]:
        """The competencies of each area."""
        return {
            area: tuple(
                competency for competency in self.competencies.values() if competency.area == area
            )
            for area in self.areas
        }

    @property
    def default_role(self) -> Role:
        """The role to begin with: the default one, or else the first."""
        return max(self.roles.values(), key=lambda role: role.default)

    @property
    def default_stage(self) -> Stage:
        """The stage to begin with: the default one, or else the first."""
        return max(self.stages.values(), key=lambda stage: stage.default)


def ladder_id(competency_id: str) -> str:
    """The item id of a competency's skill ladder."""
    return f"{competency_id}.ladder"


def parse_pack(toml_texts: Mapping[str, str]) -> Catalog:
    """Build the catalog of a pack from its TOML texts.

    References between entries are the linter's business.

    Args:
        toml_texts: The TOML text of each file, by the file's name.

    Raises:
        ContentError: With every fault in TOML, shape, ids used twice, or the format version.
    """
    content_files, faults = parse_files(toml_texts, ContentFile)
    pack_files = [file_name for file_name, content in content_files.items() if content.pack]
    if not pack_files and not faults:
        faults.append(Fault("pack.toml", "pack", "no [pack] table in any file"))
    faults += find_second_tables("pack", pack_files)
    faults += find_second_tables(
        "panel", [file_name for file_name, content in content_files.items() if content.panel]
    )
    faults += _find_repeated_ids(content_files)
    if faults:
        raise ContentError(sorted(faults))
    return _build_catalog(content_files)


def _build_catalog(content_files: Mapping[str, ContentFile]) -> Catalog:
    contents = content_files.values()
    return Catalog(
        pack=next(content.pack for content in contents if content.pack),
        areas=_index_by_id(content.area for content in contents),
        competencies=_index_by_id(content.competency for content in contents),
        checks=_index_by_id(list_checks(content) for content in contents),
        option_sets=_index_by_id(content.option_set for content in contents),
        spots=_index_by_id(content.spot for content in contents),
        scenarios=_index_by_id(list_scenarios(content) for content in contents),
        scenario_sets=_index_by_id(content.scenario_set for content in contents),
        roles=_index_by_id(content.role for content in contents),
        stages=_index_by_id(content.stage for content in contents),
        sources=_index_by_id(content.source for content in contents),
        considerations=_index_by_id(content.consideration for content in contents),
        steps=_index_by_id(content.step for content in contents),
        credentials=_index_by_id(content.credential for content in contents),
        lenses=_index_by_id(content.lens for content in contents),
        file_by_id={
            id_use.entry_id: file_name
            for file_name, content in content_files.items()
            for id_use in _list_id_uses(content)
        },
        panel=next((content.panel for content in contents if content.panel), None),
    )


def _index_by_id(entries_by_file: Iterable[tuple[Entry, ...]]) -> dict[str, Entry]:
    return {entry.id: entry for entries in entries_by_file for entry in entries}


@dataclass(frozen=True)
class IdUse:
    """An id, the space it must be unique in, and the TOML key that gives it."""

    id_space: str
    entry_id: str
    toml_key: str


def _list_id_uses(content: ContentFile) -> Iterator[IdUse]:
    """Each id in a file. All that answers are saved for shares one space: checks, spots,
    scenarios, ladders, and the situations of sets."""
    for entry_kind, entries in content:
        id_space = "item" if entry_kind in ITEM_KINDS else entry_kind
        for entry in entries if isinstance(entries, tuple) else ():
            entry_key = f"{entry_kind}[{entry.id}]"
            yield IdUse(id_space, entry.id, f"{entry_key}.id")
            if isinstance(entry, Competency):
                yield IdUse("item", ladder_id(entry.id), f"{entry_key}.ladder")
            elif isinstance(entry, OptionSet | ScenarioSet):
                for situation in entry.situation:
                    situation_key = f"{entry_key}.situation[{situation.id}].id"
                    yield IdUse("item", item_id(entry.id, situation), situation_key)


def _find_repeated_ids(content_files: Mapping[str, ContentFile]) -> Iterator[Fault]:
    file_by_id: dict[tuple[str, str], str] = {}
    for file_name, content in content_files.items():
        for id_use in _list_id_uses(content):
            space_and_id = (id_use.id_space, id_use.entry_id)
            if space_and_id in file_by_id:
                # The key of a ladder or a situation doesn't show the id that comes of it.
                is_at_key = f"[{id_use.entry_id}].id" in id_use.toml_key
                subject = "" if is_at_key else f"{id_use.entry_id} is "
                message = f"{subject}already used in {file_by_id[space_and_id]}"
                yield Fault(file_name, id_use.toml_key, message)
            file_by_id[space_and_id] = file_name


def _check_format(file_name: str, toml_table: Mapping[str, object]) -> None:
    """Refuse another format version by that alone: its keys may differ in any way."""
    pack_table = toml_table.get("pack")
    declared_version = pack_table.get("format") if isinstance(pack_table, dict) else None
    if isinstance(declared_version, int) and declared_version != FORMAT_VERSION:
        comparison = "newer than" if declared_version > FORMAT_VERSION else "not"
        message = (
            f"format {declared_version} is {comparison} what this program reads, {FORMAT_VERSION}"
        )
        raise ContentError([Fault(file_name, "pack.format", message)])


def parse_files(
    toml_texts: Mapping[str, str], model: type[Model]
) -> tuple[dict[str, Model], list[Fault]]:
    """Parse each file by its name and text; returns those that could be, and all faults."""
    parsed_files: dict[str, Model] = {}
    faults: list[Fault] = []
    for file_name, toml_text in toml_texts.items():
        try:
            toml_table = _parse_toml(file_name, toml_text)
            _check_format(file_name, toml_table)
            parsed_files[file_name] = _validate_table(model, file_name, toml_table)
        except ContentError as error:
            faults += error.faults
    return parsed_files, faults


def find_second_tables(table_name: str, file_names: list[str]) -> list[Fault]:
    """A fault for each file after the first with a table that a pack has once."""
    return [
        Fault(
            file_name,
            table_name,
            f"a second [{table_name}] table, the first stands in {file_names[0]}",
        )
        for file_name in file_names[1:]
    ]


def _parse_toml(file_name: str, toml_text: str) -> dict[str, object]:
    """The table of one file.

    Raises:
        ContentError: Where the text is not TOML, or has characters that a terminal could obey.
    """
    try:
        toml_table = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([_describe_toml_error(file_name, toml_text, error)]) from error
    except RecursionError as error:
        raise ContentError([Fault(file_name, "", "nested too deeply to read")]) from error
    unsafe_keys = list(_find_unsafe_texts(toml_table))
    if unsafe_keys:
        raise ContentError(
            [Fault(file_name, key, "holds a control or invisible character") for key in unsafe_keys]
        )
    return toml_table


def _describe_toml_error(file_name: str, toml_text: str, error: tomllib.TOMLDecodeError) -> Fault:
    line_match = re.search(r"\(at line (\d+), column \d+\)", str(error))
    line = int(line_match[1]) if line_match else toml_text.count("\n") + 1
    error_reason = re.sub(r" *\(at .*\)", "", str(error))
    return Fault(file_name, "", f"not valid TOML: {error_reason}", line)


def _find_unsafe_texts(content: object, toml_key: str = "") -> Iterator[str]:
    """The keys of all texts that a terminal could obey: such a pack is not shown at all."""
    if isinstance(content, str):
        if UNSAFE_CHARACTERS.search(content):
            yield toml_key
    elif isinstance(content, dict):
        for name, nested_content in content.items():
            if UNSAFE_CHARACTERS.search(name):
                yield toml_key
            yield from _find_unsafe_texts(
                nested_content, f"{toml_key}.{name}" if toml_key else name
            )
    elif isinstance(content, list):
        for position, nested_content in enumerate(content, 1):
            entry_id = nested_content.get("id") if isinstance(nested_content, dict) else None
            yield from _find_unsafe_texts(nested_content, f"{toml_key}[{entry_id or position}]")


def _validate_table(model: type[Model], file_name: str, toml_table: Mapping[str, object]) -> Model:
    """The table of one file as a model.

    Raises:
        ContentError: With every fault that pydantic finds, by file and key.
    """
    try:
        return model.model_validate(toml_table)
    except ValidationError as validation_error:
        shape_errors = validation_error.errors(include_url=False)
    # A list with a wrong entry is also called too short, which would mislead.
    spoiled_locations = {
        error["loc"][:depth] for error in shape_errors for depth in range(len(error["loc"]))
    }
    raise ContentError(
        [
            Fault(
                file_name,
                _format_key(toml_table, error["loc"]),
                PLAIN_MESSAGES.get(error["type"], error["msg"]),
            )
            for error in shape_errors
            if error["type"] != "too_short" or error["loc"] not in spoiled_locations
        ]
    )


def _format_key(toml_table: object, location: tuple[int | str, ...]) -> str:
    """A key as an author reads it: ``check[stk-map.k1].key`` rather than an index."""
    key_parts: list[str] = []
    nested_content = toml_table
    for name_or_index in location:
        if isinstance(name_or_index, str):
            nested_content = (
                nested_content.get(name_or_index) if isinstance(nested_content, dict) else None
            )
            key_parts.append(name_or_index)
        else:
            list_entries = nested_content if isinstance(nested_content, list) else []
            nested_content = (
                list_entries[name_or_index] if name_or_index < len(list_entries) else None
            )
            entry_id = nested_content.get("id") if isinstance(nested_content, dict) else None
            key_parts[-1] += f"[{entry_id if isinstance(entry_id, str) else name_or_index + 1}]"
    return ".".join(key_parts)

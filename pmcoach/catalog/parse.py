"""From the text of a pack's TOML files to one Catalog, with every fault named by file and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from pydantic import ValidationError

from pmcoach.catalog.models import (
    FORMAT_VERSION,
    Area,
    Check,
    Competency,
    Consideration,
    ContentFile,
    Credential,
    Lens,
    Pack,
    Role,
    Scenario,
    Source,
    Stage,
    Step,
)
from pmcoach.catalog.sanitize import UNSAFE_CHARACTERS

WORDS = {"extra_forbidden": "unknown key", "missing": "is missing"}
"""Plainer words for what an author sees most; the rest is said as pydantic says it."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with a pack: in which file, at which key, what, and the line if known."""

    file: str
    key: str
    what: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.key}: {self.what}" if self.key else f"{where}: {self.what}"


class ContentError(Exception):
    """A pack that cannot be used; ``faults`` names every reason found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")


@dataclass(frozen=True)
class Catalog:
    """A whole pack in memory; each kind by id, in the order of the files."""

    pack: Pack
    areas: Mapping[str, Area]
    competencies: Mapping[str, Competency]
    checks: Mapping[str, Check]
    scenarios: Mapping[str, Scenario]
    roles: Mapping[str, Role]
    stages: Mapping[str, Stage]
    sources: Mapping[str, Source]
    considerations: Mapping[str, Consideration]
    steps: Mapping[str, Step]
    credentials: Mapping[str, Credential]
    lenses: Mapping[str, Lens]
    files: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Which file each id stands in, for the linter's messages."""

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Former ids of items and other entries, to the present one."""
        kinds = (
            self.competencies,
            self.checks,
            self.scenarios,
            self.roles,
            self.considerations,
            self.steps,
        )
        found = {old: entry.id for kind in kinds for entry in kind.values() for old in entry.was}
        for competency in self.competencies.values():
            for old in competency.was:
                found[ladder_id(old)] = ladder_id(competency.id)
        return found

    @cached_property
    def checks_of(self) -> dict[str, tuple[Check, ...]]:
        """The checks of each competency, by level."""
        found: dict[str, list[Check]] = {one: [] for one in self.competencies}
        for check in self.checks.values():
            found.setdefault(check.competency, []).append(check)
        return {one: tuple(sorted(them, key=lambda c: c.level)) for one, them in found.items()}

    @cached_property
    def scenarios_of(self) -> dict[str, tuple[Scenario, ...]]:
        """The scenarios of each area."""
        return {
            area: tuple(one for one in self.scenarios.values() if one.area == area)
            for area in self.areas
        }

    @cached_property
    def competencies_of(self) -> dict[str, tuple[Competency, ...]]:
        """The competencies of each area."""
        return {
            area: tuple(one for one in self.competencies.values() if one.area == area)
            for area in self.areas
        }

    @property
    def default_role(self) -> Role:
        return next((r for r in self.roles.values() if r.default), next(iter(self.roles.values())))

    @property
    def default_stage(self) -> Stage:
        return next(
            (s for s in self.stages.values() if s.default), next(iter(self.stages.values()))
        )


def ladder_id(competency_id: str) -> str:
    """The item id of a competency's skill ladder."""
    return f"{competency_id}.ladder"


def parse_pack(texts: Mapping[str, str]) -> Catalog:
    """The catalog that ``texts`` (file name to TOML text) make together.

    Raises ContentError with every fault in TOML, shape, duplicate ids or the format version.
    References between entries are the linter's business.
    """
    faults: list[Fault] = []
    parsed: list[tuple[str, ContentFile]] = []
    for name, text in texts.items():
        try:
            table = parse_toml(name, text)
        except ContentError as error:
            faults += error.faults
            continue
        version = _declared_format(table)
        if version is not None and version != FORMAT_VERSION:
            newer = "newer than" if version > FORMAT_VERSION else "not"
            faults.append(
                Fault(
                    name,
                    "pack.format",
                    f"format {version} is {newer} what this program reads, {FORMAT_VERSION}",
                )
            )
            continue
        try:
            parsed.append((name, ContentFile.model_validate(table)))
        except ValidationError as error:
            faults.extend(shape_faults(name, table, error))
    packs = [(name, one.pack) for name, one in parsed if one.pack]
    if not packs and not faults:
        faults.append(Fault("pack.toml", "pack", "no [pack] table in any file"))
    faults.extend(_only_once("pack", [name for name, _ in packs]))
    files, doubled = _where_ids_stand(parsed)
    faults.extend(doubled)
    if faults:
        raise ContentError(sorted(faults))
    whole = [one for _, one in parsed]
    return Catalog(
        pack=packs[0][1],
        areas={e.id: e for one in whole for e in one.area},
        competencies={e.id: e for one in whole for e in one.competency},
        checks={e.id: e for one in whole for e in one.check},
        scenarios={e.id: e for one in whole for e in one.scenario},
        roles={e.id: e for one in whole for e in one.role},
        stages={e.id: e for one in whole for e in one.stage},
        sources={e.id: e for one in whole for e in one.source},
        considerations={e.id: e for one in whole for e in one.consideration},
        steps={e.id: e for one in whole for e in one.step},
        credentials={e.id: e for one in whole for e in one.credential},
        lenses={e.id: e for one in whole for e in one.lens},
        files=files,
    )


class HasId(Protocol):
    """Any entry of a pack."""

    @property
    def id(self) -> str: ...


def _declared_format(table: Mapping[str, object]) -> int | None:
    pack = table.get("pack")
    version = pack.get("format") if isinstance(pack, dict) else None
    return version if isinstance(version, int) else None


def parse_toml(name: str, text: str) -> dict[str, object]:
    """The table of one file. Raises ContentError where it is no TOML or holds what a terminal
    could obey."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([_broken_toml(name, text, error)]) from error
    except RecursionError as error:
        raise ContentError([Fault(name, "", "nested too deeply to read")]) from error
    unsafe = list(_unsafe_texts(table))
    if unsafe:
        raise ContentError(
            [Fault(name, key, "holds a control or invisible character") for key in unsafe]
        )
    return table


def _broken_toml(name: str, text: str, error: tomllib.TOMLDecodeError) -> Fault:
    said = str(error)
    at = re.search(r"\(at line (\d+), column \d+\)", said)
    line = int(at[1]) if at else text.count("\n") + 1
    what = re.sub(r" *\(at .*\)", "", said)
    return Fault(name, "", f"not valid TOML: {what}", line)


def _unsafe_texts(value: object, key: str = "") -> Iterator[str]:
    """The keys of all texts that a terminal could obey: such a pack is not shown at all."""
    if isinstance(value, str):
        if UNSAFE_CHARACTERS.search(value):
            yield key
    elif isinstance(value, dict):
        for name, inner in value.items():
            if UNSAFE_CHARACTERS.search(name):
                yield key
            yield from _unsafe_texts(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            label = inner.get("id") if isinstance(inner, dict) else None
            yield from _unsafe_texts(inner, f"{key}[{label or number}]")


def shape_faults(name: str, table: Mapping[str, object], error: ValidationError) -> list[Fault]:
    """Every fault that pydantic found in a table, by file and key."""
    found = error.errors(include_url=False)
    # A list with a wrong entry is also called too short, which would mislead.
    spoilt = {one["loc"][:depth] for one in found for depth in range(len(one["loc"]))}
    return [
        Fault(name, _key(table, one["loc"]), WORDS.get(one["type"], one["msg"]))
        for one in found
        if one["type"] != "too_short" or one["loc"] not in spoilt
    ]


def _key(table: object, loc: tuple[int | str, ...]) -> str:
    """A key as an author reads it: ``check[stk-map.k1].key`` rather than an index."""
    parts: list[str] = []
    for part in loc:
        if isinstance(part, int):
            table = table[part] if isinstance(table, list) and part < len(table) else None
            label = table.get("id") if isinstance(table, dict) else None
            parts[-1:] = [f"{parts[-1]}[{label if isinstance(label, str) else part + 1}]"]
        else:
            table = table.get(part) if isinstance(table, dict) else None
            parts.append(part)
    return ".".join(parts)


def _only_once(table: str, names: list[str]) -> list[Fault]:
    return [
        Fault(name, table, f"a second [{table}] table, the first stands in {names[0]}")
        for name in names[1:]
    ]


def _entries(one: ContentFile) -> Iterator[tuple[str, str]]:
    """Each entry's (kind, id); scenarios, checks and ladders share one space, as items do."""
    kinds: dict[str, tuple[HasId, ...]] = {
        "area": one.area,
        "competency": one.competency,
        "item": (*one.check, *one.scenario),
        "role": one.role,
        "stage": one.stage,
        "source": one.source,
        "consideration": one.consideration,
        "step": one.step,
        "credential": one.credential,
        "lens": one.lens,
    }
    for kind, entries in kinds.items():
        for entry in entries:
            yield kind, entry.id
    for competency in one.competency:
        yield "item", ladder_id(competency.id)


def _where_ids_stand(parsed: list[tuple[str, ContentFile]]) -> tuple[dict[str, str], list[Fault]]:
    files: dict[str, str] = {}
    seen: dict[tuple[str, str], str] = {}
    faults: list[Fault] = []
    for name, one in parsed:
        for kind, ident in _entries(one):
            if (kind, ident) in seen:
                faults.append(
                    Fault(name, f"{kind}[{ident}].id", f"already used in {seen[kind, ident]}")
                )
            seen[kind, ident] = name
            files[ident] = name
    return files, faults

"""What makes a pack sound beyond its shape: references, balance, reach, readable text. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from pmcoach.catalog.models import Consideration, Lift, Step
from pmcoach.catalog.parse import Catalog, Fault, ladder_id
from pmcoach.catalog.reachability import compute_reach
from pmcoach.catalog.sanitize import strip_unprintable
from pmcoach.catalog.vocabulary import CONDITION_VALUES, ID_CONDITIONS

AN_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)+")
LONGEST_WORD = 34
"""A word longer than this breaks the layout at 60 columns."""


WITHOUT_A_JOB = 2
"""The level that everyone can reach without any job."""
ENOUGH_TO_BALANCE = 20
LEAST_SHARE, MOST_SHARE = 0.15, 0.35
"""The share of checks that may have their key in one position."""


def lint(catalog: Catalog) -> list[Fault]:
    """Every fault of a parsed pack, in a stable order; an empty list means sound."""
    rules = (
        _competencies,
        _items,
        _balance,
        _targets,
        _considerations,
        _steps,
        _reach,
        _lenses,
        _retired,
        _texts,
    )
    return sorted({fault for rule in rules for fault in rule(catalog)})


def _fault(catalog: Catalog, kind: str, ident: str, key: str, what: str) -> Fault:
    return Fault(catalog.files.get(ident, "?"), f"{kind}[{ident}].{key}", what)


def _missing(known: Iterable[str], wanted: Iterable[str]) -> list[str]:
    have = set(known)
    return [one for one in wanted if one not in have]


def _competencies(catalog: Catalog) -> Iterator[Fault]:
    for one in catalog.competencies.values():
        if one.area not in catalog.areas:
            yield _fault(catalog, "competency", one.id, "area", f"no area {one.area!r}")
        levels = {check.level for check in catalog.checks_of.get(one.id, ())}
        for level in sorted({2, 3} - levels):
            yield _fault(catalog, "competency", one.id, "id", f"has no check at level {level}")
        if len(set(one.ladder.anchors)) < len(one.ladder.anchors):
            yield _fault(catalog, "competency", one.id, "ladder.anchors", "two anchors are alike")
    for area in catalog.areas.values():
        if not catalog.competencies_of[area.id]:
            yield _fault(catalog, "area", area.id, "id", "has no competency")
        if len(catalog.scenarios_of[area.id]) < 2:
            yield _fault(catalog, "area", area.id, "id", "has fewer than two scenarios")


def _items(catalog: Catalog) -> Iterator[Fault]:
    for check in catalog.checks.values():
        if check.competency not in catalog.competencies:
            yield _fault(
                catalog, "check", check.id, "competency", f"no competency {check.competency!r}"
            )
        if [o.id for o in check.option] != ["a", "b", "c", "d"]:
            yield _fault(catalog, "check", check.id, "option", "ids must be a, b, c, d in order")
        if len({o.text.casefold() for o in check.option}) < 4:
            yield _fault(catalog, "check", check.id, "option", "two options are alike")
        for option in check.option:
            said = option.text.casefold()
            if "all of the above" in said or "none of the above" in said:
                yield _fault(
                    catalog,
                    "check",
                    check.id,
                    f"option[{option.id}].text",
                    "an option must stand by itself",
                )
    for scene in catalog.scenarios.values():
        if scene.area not in catalog.areas:
            yield _fault(catalog, "scenario", scene.id, "area", f"no area {scene.area!r}")
        if [a.id for a in scene.action] != ["a", "b", "c", "d"]:
            yield _fault(catalog, "scenario", scene.id, "action", "ids must be a, b, c, d in order")
        count = Counter(a.effect for a in scene.action)
        if count[3] != 1 or count[0] != 1:
            yield _fault(
                catalog,
                "scenario",
                scene.id,
                "action",
                "exactly one action must have effect 3 (best) and one 0 (worst)",
            )


def _targets(catalog: Catalog) -> Iterator[Fault]:
    for role in catalog.roles.values():
        for one in _missing(catalog.areas, role.weights):
            yield _fault(catalog, "role", role.id, f"weights.{one}", f"no area {one!r}")
        for one in _missing(role.weights, catalog.areas):
            yield _fault(catalog, "role", role.id, "weights", f"no weight for area {one!r}")
        if abs(sum(role.weights.values()) - 100) > 0.01:
            yield _fault(catalog, "role", role.id, "weights", "the weights must add up to 100")
        for one in _missing(catalog.competencies, role.emphasis):
            yield _fault(catalog, "role", role.id, f"emphasis.{one}", f"no competency {one!r}")
    for kind, entries in (("role", catalog.roles), ("stage", catalog.stages)):
        if not entries:
            yield Fault("pack.toml", kind, f"the pack has no {kind}")
        if sum(1 for e in entries.values() if e.default) > 1:
            yield Fault("pack.toml", kind, f"more than one {kind} is the default")


def _considerations(catalog: Catalog) -> Iterator[Fault]:
    for one in catalog.considerations.values():
        if one.source not in catalog.sources:
            yield _fault(catalog, "consideration", one.id, "source", f"no source {one.source!r}")
        yield from _conditions(catalog, one)


def _conditions(catalog: Catalog, one: Consideration) -> Iterator[Fault]:
    ids = {"role": catalog.roles, "area": catalog.areas, "competency": catalog.competencies}
    for name, values in one.when.items():
        if name in ID_CONDITIONS:
            allowed = set(ids[name])
        elif name in CONDITION_VALUES:
            allowed = set(CONDITION_VALUES[name])
        else:
            yield _fault(
                catalog,
                "consideration",
                one.id,
                f"when.{name}",
                "no such condition; there are " + ", ".join((*CONDITION_VALUES, *ID_CONDITIONS)),
            )
            continue
        for value in _missing(allowed, values):
            yield _fault(
                catalog, "consideration", one.id, f"when.{name}", f"no value {value!r} here"
            )


def _steps(catalog: Catalog) -> Iterator[Fault]:
    for step in catalog.steps.values():
        for one in _missing(catalog.steps, step.needs):
            yield _fault(catalog, "step", step.id, "needs", f"no step {one!r}")
        if _depends_on_itself(catalog, step):
            yield _fault(catalog, "step", step.id, "needs", "leads back to this step")
        for name, (low, high) in (("hours", step.hours), ("cost", step.cost)):
            if not 0 <= low <= high:
                yield _fault(catalog, "step", step.id, name, "must be [low, high], low first")
        if step.hours[1] <= 0:
            yield _fault(catalog, "step", step.id, "hours", "takes no time")
        if not step.lifts and step.grants is None:
            yield _fault(catalog, "step", step.id, "lifts", "lifts nothing and grants nothing")
        if step.credential is not None and step.credential not in catalog.credentials:
            yield _fault(
                catalog, "step", step.id, "credential", f"no credential {step.credential!r}"
            )
        for number, lift in enumerate(step.lifts, 1):
            for what in _lift_faults(catalog, lift):
                yield _fault(catalog, "step", step.id, f"lifts[{number}]", what)
    for competency in catalog.competencies:
        routes = {
            s.route
            for s in catalog.steps.values()
            if any(lift.competency == competency for lift in s.lifts)
        }
        for route in sorted({"training", "hands-on"} - routes):
            yield _fault(catalog, "competency", competency, "id", f"no {route} step lifts it")


def _lift_faults(catalog: Catalog, lift: Lift) -> Iterator[str]:
    if lift.facet == "ability":
        if lift.area not in catalog.areas or lift.competency is not None:
            yield "ability is lifted in an area: give area, not competency"
    elif lift.competency not in catalog.competencies or lift.area is not None:
        yield f"{lift.facet} is lifted in a competency: give competency, not area"
    if lift.to <= lift.start:
        yield f"must lift upward, not from {lift.start} to {lift.to}"


def _depends_on_itself(catalog: Catalog, step: Step) -> bool:
    seen: set[str] = set()
    todo = list(step.needs)
    while todo:
        one = todo.pop()
        if one == step.id:
            return True
        if one not in seen and one in catalog.steps:
            seen.add(one)
            todo.extend(catalog.steps[one].needs)
    return False


def _reach(catalog: Catalog) -> Iterator[Fault]:
    """Everyone can begin without a job, each target can be reached, and no step is idle."""
    alone = compute_reach(catalog.steps, "volunteer").levels
    whole = compute_reach(catalog.steps, "nothing", open_doors=True)
    subjects = [(c, facet) for c in catalog.competencies for facet in ("knowledge", "skill")]
    subjects += [(area, "ability") for area in catalog.areas]
    for subject, facet in subjects:
        kind = "area" if facet == "ability" else "competency"
        key = f"{subject}.{facet}"
        asked = max((getattr(stage, facet) for stage in catalog.stages.values()), default=0)
        without = min(WITHOUT_A_JOB, asked)
        if alone.get(key, 0) < without:
            yield _fault(
                catalog,
                kind,
                subject,
                "id",
                f"{facet} cannot be lifted from 0 to {without} without a job",
            )
        elif whole.levels.get(key, 0) < asked:
            yield _fault(
                catalog, kind, subject, "id", f"no chain of steps lifts {facet} from 0 to {asked}"
            )
    for step in catalog.steps.values():
        if step.id not in whole.steps:
            yield _fault(catalog, "step", step.id, "lifts", "nothing can lead to this step")


def _balance(catalog: Catalog) -> Iterator[Fault]:
    """No position holds the key so often that it can be guessed from."""
    count: Counter[str] = Counter(check.key for check in catalog.checks.values())
    total = sum(count.values())
    for key in "abcd" if total >= ENOUGH_TO_BALANCE else "":
        if not LEAST_SHARE <= count[key] / total <= MOST_SHARE:
            yield Fault(
                "pack.toml",
                "check",
                f"{count[key]} of {total} checks have the key {key!r}: spread the keys evenly",
            )


def _lenses(catalog: Catalog) -> Iterator[Fault]:
    for credential in catalog.credentials.values():
        for one in _missing(catalog.roles, credential.roles):
            yield _fault(catalog, "credential", credential.id, "roles", f"no role {one!r}")
    for lens in catalog.lenses.values():
        for ident, times in Counter(duty.id for duty in lens.duty).items():
            if times > 1:
                yield _fault(catalog, "lens", lens.id, f"duty[{ident}].id", "is used twice")
        if lens.source not in catalog.sources:
            yield _fault(catalog, "lens", lens.id, "source", f"no source {lens.source!r}")
        for duty in lens.duty:
            for one in _missing(catalog.competencies, duty.competencies):
                yield _fault(
                    catalog,
                    "lens",
                    lens.id,
                    f"duty[{duty.id}].competencies",
                    f"no competency {one!r}",
                )


def _retired(catalog: Catalog) -> Iterator[Fault]:
    ladders = {ladder_id(one): one for one in catalog.competencies}
    present = {**catalog.files, **{item: catalog.files[one] for item, one in ladders.items()}}
    for ident in catalog.pack.retired:
        if ident in present:
            yield Fault(present[ident], ident, "this id is retired and may not be used again")
    for old, new in catalog.aliases.items():
        if old in present:
            yield Fault(present[old], old, f"is in use, and is also the former id of {new}")


def _texts(catalog: Catalog) -> Iterator[Fault]:
    kinds: dict[str, Iterable[BaseModel]] = {
        "area": catalog.areas.values(),
        "competency": catalog.competencies.values(),
        "check": catalog.checks.values(),
        "scenario": catalog.scenarios.values(),
        "role": catalog.roles.values(),
        "stage": catalog.stages.values(),
        "source": catalog.sources.values(),
        "consideration": catalog.considerations.values(),
        "step": catalog.steps.values(),
        "credential": catalog.credentials.values(),
        "lens": catalog.lenses.values(),
    }
    for kind, entries in kinds.items():
        for entry in entries:
            ident = str(getattr(entry, "id", "?"))
            for key, text in _strings(entry.model_dump()):
                for what in find_text_faults(text):
                    yield _fault(catalog, kind, ident, key, what)


def _strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, 1):
            yield from _strings(inner, f"{key}[{number}]")


def find_text_faults(text: str) -> Iterator[str]:
    """What would spoil a text on screen: control characters, stray spaces, unbreakable words."""
    if strip_unprintable(text, lines=True) != text:
        yield "holds a control or invisible character"
    if "\ufe0f" in text:
        yield "holds an emoji variation selector, which terminals draw at differing widths"
    if text != text.strip():
        yield "begins or ends with white space"
    long = [w for w in text.split() if len(w) > LONGEST_WORD]
    if long and not AN_ID.fullmatch(text):
        yield f"the word {long[0][:20]!r}... is too long for 60 columns"

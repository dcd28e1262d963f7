"""Every rule of the linter fires on a pack that has just that fault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from pmcoach.catalog.lint import lint
from tests.catalog.minimal import Pack, check, lift, minimal, parsed, step

Change = Callable[[Pack], object]

IDLE = "nothing can lead to this step"


def first(kind: str) -> Callable[[Pack], dict[str, Any]]:
    """The first entry of a kind, wherever it stands."""

    def find(pack: Pack) -> dict[str, Any]:
        entry: dict[str, Any] = next(table[kind][0] for table in pack.values() if kind in table)
        return entry

    return find


def setting(kind: str, **values: Any) -> Change:
    return lambda pack: first(kind)(pack).update(values)


def added(kind: str, entry: dict[str, Any]) -> Change:
    return lambda pack: next(table for table in pack.values() if kind in table)[kind].append(entry)


def said(change: Change) -> list[tuple[str, str]]:
    pack = minimal()
    change(pack)
    return [(fault.key, fault.what) for fault in lint(parsed(pack))]


def second(kind: str, **values: Any) -> Change:
    """Another entry of a kind, both with these values."""

    def change(pack: Pack) -> None:
        first_entry = first(kind)(pack)
        first_entry.update(values)
        added(kind, first_entry | {"id": "second"})(pack)

    return change


def option(index: int, text: str) -> Change:
    return lambda pack: first("check")(pack)["option"][index].update(text=text)


def effect(index: int, effectiveness: int) -> Change:
    return lambda pack: first("scenario")(pack)["action"][index].update(effect=effectiveness)


def swap(kind: str, inner: str) -> Change:
    def change(pack: Pack) -> None:
        inner_entries = first(kind)(pack)[inner]
        inner_entries[0], inner_entries[1] = inner_entries[1], inner_entries[0]

    return change


def lifts(**values: Any) -> Change:
    return lambda pack: first("step")(pack)["lifts"].append(lift(0, 1) | values)


def ability(**values: Any) -> Change:
    """A lift of ability, in the area unless told otherwise."""
    return lambda pack: first("step")(pack)["lifts"].append(
        {"facet": "ability", "from": 0, "to": 1, **values}
    )


def test_the_minimal_pack_is_sound() -> None:
    assert lint(parsed(minimal())) == []


RULES: list[tuple[Change, str, str]] = [
    # Competencies and areas
    (
        lambda pack: pack["items.toml"]["check"].pop(0),
        "competency[one].id",
        "has no check, option set or spot at level 2",
    ),
    (
        lambda pack: pack["items.toml"]["check"].pop(1),
        "competency[one].id",
        "has no check, option set or spot at level 3",
    ),
    (
        lambda pack: first("competency")(pack)["ladder"]["anchors"].__setitem__(
            1, "I did it 0 times."
        ),
        "competency[one].ladder.anchors",
        "two anchors are alike",
    ),
    (
        lambda pack: pack["items.toml"]["scenario"].pop(),
        "area[area].id",
        "has fewer than two scenarios",
    ),
    # Items
    (added("check", check("x", 1, "nowhere")), "check[x].competency", "no competency 'nowhere'"),
    (swap("check", "option"), "check[one.k2].option", "ids must be a, b, c, d in order"),
    (option(0, "ONE.k2, B"), "check[one.k2].option", "two options are alike"),
    (
        option(3, "All of the above"),
        "check[one.k2].option[d].text",
        "an option must stand by itself",
    ),
    (
        option(3, "none of the above"),
        "check[one.k2].option[d].text",
        "an option must stand by itself",
    ),
    (swap("scenario", "action"), "scenario[area.s1].action", "ids must be a, b, c, d in order"),
    (
        effect(3, 2),
        "scenario[area.s1].action",
        "exactly one action must have effect 3 (best) and one 0 (worst)",
    ),
    (
        effect(1, 0),
        "scenario[area.s1].action",
        "exactly one action must have effect 3 (best) and one 0 (worst)",
    ),
    # Roles and stages
    (setting("role", weights={"area": 99}), "role[role].weights", "the weights must add up to 100"),
    (setting("role", weights={"area": 100, "sea": 0}), "role[role].weights.sea", "no area 'sea'"),
    (setting("role", emphasis={"two": 2}), "role[role].emphasis.two", "no competency 'two'"),
    (lambda pack: pack["pack.toml"].pop("role"), "role", "the pack has no role"),
    (lambda pack: pack["pack.toml"].pop("stage"), "stage", "the pack has no stage"),
    (second("role", default=True), "role", "more than one role is the default"),
    (second("stage", default=True), "stage", "more than one stage is the default"),
    # Considerations
    (
        setting("consideration", source="rumour"),
        "consideration[reason].source",
        "no source 'rumour'",
    ),
    (
        setting("consideration", when={"access": ["moon"]}),
        "consideration[reason].when.access",
        "no value 'moon' here",
    ),
    (
        setting("consideration", when={"role": ["boss"]}),
        "consideration[reason].when.role",
        "no value 'boss' here",
    ),
    (
        setting("consideration", when={"area": ["sea"]}),
        "consideration[reason].when.area",
        "no value 'sea' here",
    ),
    (
        setting("consideration", when={"competency": ["two"]}),
        "consideration[reason].when.competency",
        "no value 'two' here",
    ),
    # Steps
    (setting("step", hours=[3, 2]), "step[walk].hours", "must be [low, high], low first"),
    (setting("step", hours=[-1, 2]), "step[walk].hours", "must be [low, high], low first"),
    (setting("step", cost=[5, 2]), "step[walk].cost", "must be [low, high], low first"),
    (setting("step", hours=[0, 0]), "step[walk].hours", "takes no time"),
    (setting("step", credential="medal"), "step[walk].credential", "no credential 'medal'"),
    (
        ability(competency="one"),
        "step[walk].lifts[2]",
        "ability is lifted in an area: give area, not competency",
    ),
    (
        ability(area="sea"),
        "step[walk].lifts[2]",
        "ability is lifted in an area: give area, not competency",
    ),
    (
        lifts(area="area"),
        "step[walk].lifts[2]",
        "skill is lifted in a competency: give competency, not area",
    ),
    (
        lifts(competency="two", facet="knowledge", **{"from": 2, "to": 3}),
        "step[walk].lifts[2]",
        "knowledge is lifted in a competency: give competency, not area",
    ),
    (lifts(**{"from": 1, "to": 1}), "step[walk].lifts[2]", "must lift upward, not from 1 to 1"),
    (setting("step", route="training"), "competency[one].id", "no hands-on step lifts it"),
    (
        lambda pack: pack["steps.toml"]["step"].pop(),
        "competency[one].id",
        "no training step lifts it",
    ),
    # Lenses
    (setting("lens", source="rumour"), "lens[lens].source", "no source 'rumour'"),
    (
        lambda pack: first("lens")(pack)["duty"][0].update(competencies=["one", "two"]),
        "lens[lens].duty[d1].competencies",
        "no competency 'two'",
    ),
    # Ids that may not come back
    (
        lambda pack: pack["pack.toml"]["pack"].update(retired=["walk"]),
        "walk",
        "this id is retired and may not be used again",
    ),
    (
        lambda pack: pack["pack.toml"]["pack"].update(retired=["one.ladder"]),
        "one.ladder",
        "this id is retired and may not be used again",
    ),
    (setting("step", was=["read"]), "read", "is in use, and is also the former id of walk"),
    # Texts
    (
        setting("area", summary="a\ttab"),
        "area[area].summary",
        "holds a control or invisible character",
    ),
    (setting("step", title=" Walk"), "step[walk].title", "begins or ends with white space"),
    (
        setting("source", about="so " + "x" * 35),
        "source[source].about",
        f"the word '{'x' * 20}'... is too long for 60 columns",
    ),
    (
        lambda pack: first("check")(pack)["option"][2].update(why="Yes \u2714\ufe0f"),
        "check[one.k2].option[c].why",
        "holds an emoji variation selector, which terminals draw at differing widths",
    ),
    (
        lambda pack: first("competency")(pack)["ladder"]["probes"].__setitem__(1, "When? "),
        "competency[one].ladder.probes[2]",
        "begins or ends with white space",
    ),
    (
        lambda pack: first("lens")(pack)["duty"][0].update(text="Do\u0600things"),
        "lens[lens].duty[d1].text",
        "holds a control or invisible character",
    ),
]


@pytest.mark.parametrize(("change", "key", "what"), RULES)
def test_a_pack_with_one_fault_is_told_that_one(change: Change, key: str, what: str) -> None:
    assert said(change) == [(key, what)]


def test_an_unknown_condition_is_answered_with_the_list_of_those_there_are() -> None:
    ((key, what),) = said(setting("consideration", when={"weather": ["fine"]}))
    assert key == "consideration[reason].when.weather"
    assert what.startswith("no such condition; there are facet, ")


def test_an_area_that_nothing_refers_to_lacks_everything() -> None:
    assert said(added("area", {"id": "sea", "title": "Sea", "summary": "Water."})) == [
        ("area[sea].id", "has fewer than two scenarios"),
        ("area[sea].id", "has no competency"),
        ("role[role].weights", "no weight for area 'sea'"),
    ]


@pytest.mark.parametrize("kind", ["competency", "scenario"])
def test_an_entry_of_an_unknown_area_is_told(kind: str) -> None:
    ident = {"competency": "one", "scenario": "area.s1"}[kind]
    assert (f"{kind}[{ident}].area", "no area 'sea'") in said(setting(kind, area="sea"))


@pytest.mark.parametrize(
    ("need", "what"),
    [
        ("fly", "no step 'fly'"),
        ("walk", "leads back to this step"),
    ],
)
def test_a_step_that_needs_what_cannot_come_first_is_told_and_is_idle(need: str, what: str) -> None:
    assert said(setting("step", needs=[need])) == [
        ("step[walk].lifts", IDLE),
        ("step[walk].needs", what),
    ]


def test_a_chain_of_needs_that_closes_is_told_for_each_of_its_steps() -> None:
    def change(pack: Pack) -> None:
        extra = [step("run", needs=["fly"]), step("fly", needs=["run"])]
        pack["steps.toml"]["step"] += extra

    assert said(change) == [
        (f"step[{step_id}].{key}", what)
        for step_id in ("fly", "run")
        for key, what in (("lifts", IDLE), ("needs", "leads back to this step"))
    ]


@pytest.mark.parametrize(
    ("facet", "key"),
    [
        ("knowledge", "competency[one].id"),
        ("skill", "competency[one].id"),
        ("ability", "area[area].id"),
    ],
)
def test_everyone_can_begin_without_a_job(facet: str, key: str) -> None:
    """To level 2, or to what the content asks where that is less."""
    assert said(setting("stage", **{facet: 2})) == [
        (key, f"{facet} cannot be lifted from 0 to 2 without a job")
    ]


def panel(**fields: Any) -> Change:
    """A table of a panel whose counts fit, but for these fields."""
    table = {
        "version": "1",
        "who": "two people",
        "readers": 2,
        "first_day": dt.date(2026, 5, 3),
        "last_day": dt.date(2026, 5, 20),
        "items": 4,
        "with_situation": {"answer": [3, 4], "best": [1, 4], "worst": [1, 3]},
    }
    return lambda pack: pack["pack.toml"].update(panel=table | fields)


@pytest.mark.parametrize(
    ("fields", "complaints"),
    [
        ({}, []),
        ({"version": "0", "items": 5}, []),
        ({"last_day": dt.date(2026, 5, 2)}, [("last_day", "comes before first_day")]),
        ({"items": 5}, [("items", "the pack has only 4 checks, spots and scenarios")]),
        (
            {"with_situation": {"answer": [3, 3]}},
            [("with_situation", "has fewer answers than there are items")],
        ),
        (
            {"readers": 1},
            [("with_situation", "has more answers than so many readers can give to so many items")],
        ),
        ({"who": " two people"}, [("who", "begins or ends with white space")]),
    ],
)
def test_the_counts_of_a_panel_must_fit(
    fields: dict[str, Any], complaints: list[tuple[str, str]]
) -> None:
    assert said(panel(**fields)) == [(f"panel.{key}", message) for key, message in complaints]


def rising(access: str, *further_steps: dict[str, Any]) -> Change:
    """Skill 4 is asked; 2 can be had with a volunteer product, 4 with this access only."""

    def change(pack: Pack) -> None:
        first("stage")(pack).update(skill=4)
        pack["steps.toml"]["step"] += [
            step("help", lifts=[lift(1, 2)], access="volunteer"),
            step("work", lifts=[lift(2, 4)], access=access),
            step("offer", kind="access", lifts=[], grants="volunteer"),
            *further_steps,
        ]

    return change


def test_every_target_can_be_reached_where_access_can_be_obtained() -> None:
    assert said(rising("volunteer")) == []
    door = step("ask", kind="access", lifts=[], grants="job")
    assert said(rising("job", door)) == []
    assert said(rising("pm-job", door)) == [
        ("competency[one].id", "no chain of steps lifts skill from 0 to 4"),
        ("step[work].lifts", IDLE),
    ]


@pytest.mark.parametrize("highest", [3, 4])
def test_knowledge_can_be_reached_up_to_3_also_in_a_pack_that_still_asks_for_4(
    highest: int,
) -> None:
    def change(pack: Pack) -> None:
        first("stage")(pack).update(knowledge=highest)
        far = [lift(highest - 1, highest, "knowledge")]
        pack["steps.toml"]["step"] += [
            step("read-on", "training", lifts=[lift(0, 2, "knowledge")]),
            step("read-far", "training", lifts=far),
        ]

    assert said(change) == []


def test_a_lift_of_knowledge_from_its_highest_level_leads_nowhere() -> None:
    far = [lift(0, 3, "knowledge"), lift(3, 3, "knowledge")]
    faults = said(added("step", step("far", "training", lifts=far)))
    assert faults == [("step[far].lifts[2]", "must lift upward, not from 3 to 3")]


def test_keys_must_be_spread_over_the_letters_once_there_are_many_checks() -> None:
    def change(pack: Pack) -> None:
        pack["items.toml"]["check"] += [check(f"x{number}", 1) for number in range(18)]

    fault_keys = dict.fromkeys(key for key, _ in said(change))
    assert list(fault_keys) == ["check"]
    assert any(what.startswith("20 of 20 checks have the key 'b'") for _, what in said(change))

    def spread(pack: Pack) -> None:
        change(pack)
        for number, check_table in enumerate(pack["items.toml"]["check"]):
            check_table["key"] = "abcd"[number % 4]

    assert said(spread) == []


def test_a_fault_names_the_file_that_its_entry_stands_in() -> None:
    pack = minimal()
    first("step")(pack).update(cost=[5, 2])
    (fault,) = lint(parsed(pack))
    assert str(fault) == "steps.toml: step[walk].cost: must be [low, high], low first"

"""A set stands once in a file and becomes an item for each of its situations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.items import (
    find_item_area,
    find_item_competency,
    find_item_kind,
)
from pmcoach.catalog.lint import lint
from pmcoach.catalog.parse import ContentError, Fault, parse_pack
from tests.catalog.minimal import Pack, check, option_set, parsed, spot, texts, with_sets

Change = Callable[[Pack], object]


def spoilt(change: Change) -> list[Fault]:
    pack = with_sets()
    change(pack)
    with pytest.raises(ContentError) as caught:
        parse_pack(texts(pack))
    return caught.value.faults


def test_an_option_set_becomes_three_checks_and_the_last_is_reserved() -> None:
    pack = with_sets()
    pack["sets.toml"]["option_set"][0] |= {"revision": 3}
    pack["sets.toml"]["option_set"][0]["situation"][1]["why"]["c"] = "The second day's."
    catalog = parsed(pack)
    assert list(catalog.checks) == ["one.k2", "one.k3", "one.o1.1", "one.o1.2", "one.o1.3"]
    situations = [item for item in catalog.checks.values() if item.option_set == "one.o1"]
    assert [item.key for item in situations] == ["b", "c", "d"]
    assert [item.reserved for item in situations] == [False, False, True]
    assert {(item.competency, item.level, item.revision) for item in situations} == {("one", 1, 3)}
    second = catalog.checks["one.o1.2"]
    assert second.ask == "What to do about one.o1 on day 2?"
    assert [option.text for option in second.option] == [f"one.o1, {letter}" for letter in "abcd"]
    assert [option.why for option in second.option] == [
        "Of the day.",
        "Of the day.",
        "The second day's.",
        "Of the day.",
    ]


def test_a_check_that_stands_by_itself_belongs_to_no_set_and_is_not_reserved() -> None:
    alone = parsed(with_sets()).checks["one.k2"]
    assert (alone.option_set, alone.reserved) == ("", False)


def test_a_scenario_set_becomes_two_scenarios() -> None:
    pack = with_sets()
    pack["sets.toml"]["scenario_set"][0]["situation"][1]["plays"] = "delay"
    catalog = parsed(pack)
    assert list(catalog.scenarios) == ["area.s1", "area.s2", "area.t1.1", "area.t1.2"]
    first, second = catalog.scenarios["area.t1.1"], catalog.scenarios["area.t1.2"]
    assert [action.effect for action in first.action] == [0, 1, 2, 3]
    assert [action.effect for action in second.action] == [3, 2, 1, 0]
    assert (second.title, second.area, second.plays) == ("Day 2", "area", "delay")
    assert (first.scenario_set, catalog.scenarios["area.s1"].scenario_set) == ("area.t1", "")


@pytest.mark.parametrize(("marks", "key"), [([5, 2], "2,5"), ([7], "7"), ([10, 9, 2], "2,9,10")])
def test_the_key_of_a_spot_is_its_marks_from_low_to_high(marks: list[int], key: str) -> None:
    pack = with_sets()
    pack["sets.toml"]["spot"][0]["marks"] = marks
    assert parsed(pack).spots["one.s1"].key == key


def test_the_knowledge_items_of_a_competency_are_its_checks_and_spots_by_level() -> None:
    pack = with_sets()
    pack["sets.toml"]["spot"].append(spot("one.s2", 2))
    catalog = parsed(pack)
    items = catalog.knowledge_items_of["one"]
    assert [item.level for item in items] == [1, 1, 1, 1, 2, 2, 3]
    assert {item.id for item in items} == catalog.checks.keys() | {"one.s1", "one.s2"}
    assert catalog.knowledge_items["one.s2"] is catalog.spots["one.s2"]
    assert {item.id for item in catalog.checks_of["one"]} == set(catalog.checks)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("one.o1.3", "check"),
        ("one.s1", "spot"),
        ("area.t1.2", "scenario"),
        ("one.o1", None),
        ("area.t1", None),
    ],
)
def test_the_kind_of_a_situation_is_that_of_a_single_item(item: str, kind: str | None) -> None:
    assert find_item_kind(parsed(with_sets()), item) == kind


def test_a_spot_belongs_to_its_competency_and_that_ones_area() -> None:
    catalog = parsed(with_sets())
    assert find_item_competency(catalog, "one.s1") == "one"
    assert find_item_area(catalog, "one.s1") == "area"
    assert find_item_area(catalog, "area.t1.1") == "area"


def test_the_file_of_a_set_its_situations_and_a_spot_is_known() -> None:
    files = parsed(with_sets()).file_by_id
    ids = ["one.o1", "one.o1.1", "one.o1.2", "one.o1.3", "area.t1", "area.t1.2", "one.s1"]
    assert {files[item] for item in ids} == {"sets.toml"}


def test_former_ids_of_a_set_lead_to_its_situations() -> None:
    pack = with_sets()
    pack["sets.toml"]["option_set"][0]["was"] = ["uno.o1"]
    pack["sets.toml"]["scenario_set"][0]["was"] = ["zona.t1"]
    pack["sets.toml"]["spot"][0]["was"] = ["uno.s1"]
    assert parsed(pack).aliases == {
        "uno.o1": "one.o1",
        "uno.o1.1": "one.o1.1",
        "uno.o1.2": "one.o1.2",
        "uno.o1.3": "one.o1.3",
        "zona.t1": "area.t1",
        "zona.t1.1": "area.t1.1",
        "zona.t1.2": "area.t1.2",
        "uno.s1": "one.s1",
    }


@pytest.mark.parametrize(
    ("change", "key", "what"),
    [
        (
            lambda pack: pack["items.toml"]["check"].append(check("one.o1.2", 2)),
            "option_set[one.o1].situation[2].id",
            "one.o1.2 is already used in items.toml",
        ),
        (
            lambda pack: pack["items.toml"]["check"].append(check("one.o1", 2)),
            "option_set[one.o1].id",
            "already used in items.toml",
        ),
        (
            lambda pack: pack["sets.toml"]["option_set"][0]["situation"][1].update(id="1"),
            "option_set[one.o1].situation[1].id",
            "one.o1.1 is already used in sets.toml",
        ),
        (
            lambda pack: (
                pack["sets.toml"]["option_set"][0]["situation"][0].update(id="ladder")
                or pack["sets.toml"]["option_set"][0].update(id="one")
            ),
            "option_set[one].situation[ladder].id",
            "one.ladder is already used in items.toml",
        ),
        (
            lambda pack: pack["sets.toml"]["spot"].append(spot("area.t1.1")),
            "scenario_set[area.t1].situation[1].id",
            "area.t1.1 is already used in sets.toml",
        ),
        (
            lambda pack: pack["sets.toml"]["spot"].append(spot("one.k2")),
            "spot[one.k2].id",
            "already used in items.toml",
        ),
    ],
)
def test_an_id_that_a_set_makes_a_second_time_is_a_fault_where_it_is_made(
    change: Change, key: str, what: str
) -> None:
    (fault,) = spoilt(change)
    assert (fault.file, fault.key, fault.what) == ("sets.toml", key, what)


def in_set(kind: str, **fields: Any) -> Change:
    return lambda pack: pack["sets.toml"][kind][0].update(fields)


def in_situation(kind: str, **fields: Any) -> Change:
    return lambda pack: pack["sets.toml"][kind][0]["situation"][1].update(fields)


SHAPES: list[tuple[Change, str]] = [
    (in_set("option_set", level=4), "option_set[one.o1].level"),
    (in_set("option_set", level=0), "option_set[one.o1].level"),
    (in_set("option_set", concept=""), "option_set[one.o1].concept"),
    (in_set("option_set", key="a"), "option_set[one.o1].key"),
    (in_set("option_set", reserved=True), "option_set[one.o1].reserved"),
    (in_set("option_set", id="x" * 51), f"option_set[{'x' * 51}].id"),
    (in_set("option_set", was=["x" * 51]), "option_set[one.o1].was[1]"),
    (
        lambda pack: pack["sets.toml"]["option_set"][0]["situation"].pop(),
        "option_set[one.o1].situation",
    ),
    (
        lambda pack: pack["sets.toml"]["option_set"][0]["option"].pop(),
        "option_set[one.o1].option",
    ),
    (in_situation("option_set", key="e"), "option_set[one.o1].situation[2].key"),
    (in_situation("option_set", id="a.b"), "option_set[one.o1].situation[a.b].id"),
    (in_situation("option_set", ask="x" * 421), "option_set[one.o1].situation[2].ask"),
    (
        lambda pack: pack["sets.toml"]["option_set"][0]["situation"][1]["why"].pop("b"),
        "option_set[one.o1].situation[2].why.b",
    ),
    (
        lambda pack: pack["sets.toml"]["option_set"][0]["situation"][1]["why"].update(e="No."),
        "option_set[one.o1].situation[2].why.e",
    ),
    (
        lambda pack: pack["sets.toml"]["option_set"][0]["option"][2].update(text="x" * 201),
        "option_set[one.o1].option[c].text",
    ),
    (
        lambda pack: pack["sets.toml"]["scenario_set"][0]["situation"].pop(),
        "scenario_set[area.t1].situation",
    ),
    (
        lambda pack: pack["sets.toml"]["scenario_set"][0]["situation"][1]["effect"].update(d=4),
        "scenario_set[area.t1].situation[2].effect.d",
    ),
    (in_situation("scenario_set", plays="chess"), "scenario_set[area.t1].situation[2].plays"),
    (in_set("spot", level=4), "spot[one.s1].level"),
    (in_set("spot", marks=[]), "spot[one.s1].marks"),
    (in_set("spot", marks=[1, 2, 3, 4]), "spot[one.s1].marks"),
    (in_set("spot", marks=[1.0]), "spot[one.s1].marks[1]"),
    (lambda pack: pack["sets.toml"]["spot"][0]["line"].pop(), "spot[one.s1].line"),
    (
        lambda pack: pack["sets.toml"]["spot"][0]["line"].extend(
            {"text": f"More {number}."} for number in range(6)
        ),
        "spot[one.s1].line",
    ),
    (
        lambda pack: pack["sets.toml"]["spot"][0]["line"][3].update(text="x" * 141),
        "spot[one.s1].line[4].text",
    ),
    # What only the program may say of an item.
    (
        lambda pack: pack["items.toml"]["check"][0].update(option_set="one.o1"),
        "check[one.k2].option_set",
    ),
    (lambda pack: pack["items.toml"]["check"][0].update(reserved=True), "check[one.k2].reserved"),
    (
        lambda pack: pack["items.toml"]["scenario"][0].update(scenario_set="area.t1"),
        "scenario[area.s1].scenario_set",
    ),
]


@pytest.mark.parametrize(("change", "key"), SHAPES)
def test_a_wrong_shape_is_a_fault_at_its_key(change: Change, key: str) -> None:
    assert [fault.key for fault in spoilt(change)] == [key]


@pytest.mark.parametrize("char", ["\x1b", "\u202e"])
def test_text_that_a_terminal_could_obey_is_refused_at_its_key(char: str) -> None:
    (fault,) = spoilt(
        lambda pack: pack["sets.toml"]["option_set"][0]["situation"][1]["why"].update(b=char)
    )
    assert fault.key == "option_set[one.o1].situation[2].why.b"


words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12).filter(
    lambda word: word not in {"because", "since", "so"}
)
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)


@st.composite
def option_sets(draw: st.DrawFn) -> dict[str, Any]:
    """Any option set that an author may write."""
    keys = draw(st.permutations("abcd"))[:3]
    option_texts = draw(st.lists(sentences, min_size=4, max_size=4, unique=True))
    asks = draw(st.lists(sentences, min_size=3, max_size=3, unique=True))
    situation_ids = draw(
        st.lists(
            st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True), min_size=3, max_size=3, unique=True
        )
    )
    return option_set("one.any", draw(st.integers(1, 3))) | {
        "option": [
            {"id": letter, "text": text}
            | ({} if letter in keys and draw(st.booleans()) else {"right_if": draw(sentences)})
            for letter, text in zip("abcd", option_texts, strict=True)
        ],
        "situation": [
            {"id": ident, "ask": f"{ask}?", "key": key}
            | {"why": {letter: draw(sentences) for letter in "abcd"}}
            for ident, ask, key in zip(situation_ids, asks, keys, strict=True)
        ],
    }


@settings(derandomize=True, max_examples=60, deadline=None)
@given(option_sets())
def test_any_valid_option_set_becomes_three_checks_without_a_fault(table: dict[str, Any]) -> None:
    pack = with_sets()
    pack["sets.toml"]["option_set"].append(table)
    catalog = parsed(pack)
    assert lint(catalog) == []
    situations = [item for item in catalog.checks.values() if item.option_set == "one.any"]
    assert [item.id for item in situations] == [
        f"one.any.{situation['id']}" for situation in table["situation"]
    ]
    assert [item.reserved for item in situations] == [False, False, True]
    for item, situation in zip(situations, table["situation"], strict=True):
        assert (item.ask, item.key) == (situation["ask"], situation["key"])
        assert {option.id: option.why for option in item.option} == situation["why"]
        assert [option.text for option in item.option] == [
            option["text"] for option in table["option"]
        ]

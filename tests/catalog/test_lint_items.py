"""Every rule for option sets, scenario sets and spots fires on a pack that has just that fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pmcoach.catalog.lint import lint
from tests.catalog.minimal import (
    Pack,
    check,
    option_set,
    parsed,
    scenario_set,
    spot,
    with_sets,
)

Change = Callable[[Pack], object]


def complaints(change: Change) -> list[tuple[str, str]]:
    pack = with_sets()
    change(pack)
    return [(fault.key, fault.what) for fault in lint(parsed(pack))]


def in_entry(kind: str, **fields: Any) -> Change:
    return lambda pack: pack["sets.toml"][kind][0].update(fields)


def in_part(kind: str, part: str, index: int, **fields: Any) -> Change:
    """A change of one option, action, situation or line."""
    return lambda pack: pack["sets.toml"][kind][0][part][index].update(fields)


def effects(index: int, values: tuple[int, ...]) -> Change:
    return in_part(
        "scenario_set", "situation", index, effect=dict(zip("abcd", values, strict=True))
    )


def swap(kind: str, part: str) -> Change:
    def change(pack: Pack) -> None:
        parts = pack["sets.toml"][kind][0][part]
        parts[0], parts[1] = parts[1], parts[0]

    return change


def test_a_pack_with_every_kind_of_item_is_sound() -> None:
    assert lint(parsed(with_sets())) == []


OPTION_SET, SCENARIO_SET, SPOT = "option_set[one.o1]", "scenario_set[area.t1]", "spot[one.s1]"
ONE_BEST = "exactly one action must have effect 3 (best) and one 0 (worst)"
RULES: list[tuple[Change, str, str]] = [
    # Option sets
    (
        in_entry("option_set", competency="nowhere"),
        f"{OPTION_SET}.competency",
        "no competency 'nowhere'",
    ),
    (swap("option_set", "option"), f"{OPTION_SET}.option", "ids must be a, b, c, d in order"),
    (
        in_part("option_set", "option", 0, text="ONE.o1,  B."),
        f"{OPTION_SET}.option",
        "two options are alike",
    ),
    (
        in_part("option_set", "option", 3, text="None of the above"),
        f"{OPTION_SET}.option[d].text",
        "an option must stand by itself",
    ),
    (
        in_part("option_set", "option", 1, text="Wait, because it is cheap"),
        f"{OPTION_SET}.option[b].text",
        "must not carry its own reason ('because')",
    ),
    (
        in_part("option_set", "option", 1, text="Since it is cheap, wait"),
        f"{OPTION_SET}.option[b].text",
        "must not carry its own reason ('since')",
    ),
    (
        in_part("option_set", "option", 1, text="Wait so that it gets cheap"),
        f"{OPTION_SET}.option[b].text",
        "must not carry its own reason ('so that')",
    ),
    (
        lambda pack: pack["sets.toml"]["option_set"][0]["option"][0].pop("right_if"),
        f"{OPTION_SET}.option[a].right_if",
        "is missing, and no situation has this key",
    ),
    (
        lambda pack: [
            pack["sets.toml"]["option_set"][0]["option"][2].update(right_if="It were noon."),
            pack["sets.toml"]["option_set"][0]["situation"][1].update(key="b"),
        ],
        f"{OPTION_SET}.situation",
        "no two situations may have the same key",
    ),
    (
        in_part("option_set", "situation", 2, ask="What to do about one.o1 on DAY 1?"),
        f"{OPTION_SET}.situation[3].ask",
        "repeats the text of one.o1.1",
    ),
    (
        in_part("option_set", "situation", 1, ask="What is one.k2?"),
        f"{OPTION_SET}.situation[2].ask",
        "repeats the text of one.k2",
    ),
    (
        in_part("option_set", "situation", 1, why=dict.fromkeys("acd", "Yes.") | {"b": " Yes."}),
        f"{OPTION_SET}.situation[2].why.b",
        "begins or ends with white space",
    ),
    (
        in_part("option_set", "option", 0, right_if="W" * 35),
        f"{OPTION_SET}.option[a].right_if",
        f"the word '{'W' * 20}'... is too long for 60 columns",
    ),
    # Scenario sets
    (
        in_entry("scenario_set", area="sea"),
        f"{SCENARIO_SET}.area",
        "no area 'sea'",
    ),
    (swap("scenario_set", "action"), f"{SCENARIO_SET}.action", "ids must be a, b, c, d in order"),
    (
        in_part("scenario_set", "action", 0, text="area.t1, b"),
        f"{SCENARIO_SET}.action",
        "two actions are alike",
    ),
    (
        in_part("scenario_set", "action", 2, text="Call Ana because she decides"),
        f"{SCENARIO_SET}.action[c].text",
        "must not carry its own reason ('because')",
    ),
    (effects(0, (0, 1, 2, 2)), f"{SCENARIO_SET}.situation[1].effect", ONE_BEST),
    (effects(1, (3, 0, 1, 0)), f"{SCENARIO_SET}.situation[2].effect", ONE_BEST),
    (
        effects(1, (1, 0, 2, 3)),
        f"{SCENARIO_SET}.situation",
        "the best action must not be the same in both situations",
    ),
    (
        effects(1, (0, 3, 2, 1)),
        f"{SCENARIO_SET}.situation",
        "the worst action must not be the same in both situations",
    ),
    (
        in_part("scenario_set", "situation", 1, situation="area.t1 happens on day 1"),
        f"{SCENARIO_SET}.situation[2].situation",
        "repeats the text of area.t1.1",
    ),
    (
        in_part("scenario_set", "situation", 0, title="A day "),
        f"{SCENARIO_SET}.situation[1].title",
        "begins or ends with white space",
    ),
    # Spots
    (in_entry("spot", competency="nowhere"), f"{SPOT}.competency", "no competency 'nowhere'"),
    (in_part("spot", "line", 0, text="line 7 of one.s1"), f"{SPOT}.line", "two lines are alike"),
    (
        in_entry("spot", marks=[2, 2], ask="Mark the one line that is wrong."),
        f"{SPOT}.marks",
        "a line is marked twice",
    ),
    (in_entry("spot", marks=[2, 8]), f"{SPOT}.marks", "there is no line 8"),
    (in_entry("spot", marks=[0, 2]), f"{SPOT}.marks", "there is no line 0"),
    (
        in_entry("spot", marks=[2, 6]),
        f"{SPOT}.line[6].why",
        "is missing, and the line is to be marked",
    ),
    (
        in_entry("spot", ask="Mark the lines that are wrong, twofold or 12."),
        f"{SPOT}.ask",
        "must say how many lines to mark: two",
    ),
    (
        in_part("spot", "line", 3, text="Line 4\ufe0f"),
        f"{SPOT}.line[4].text",
        "holds an emoji variation selector, which terminals draw at differing widths",
    ),
    # Ids that may not come back
    (
        lambda pack: pack["pack.toml"]["pack"].update(retired=["one.o1.2"]),
        "one.o1.2",
        "this id is retired and may not be used again",
    ),
    (
        in_entry("spot", was=["area.t1.1"]),
        "area.t1.1",
        "is in use, and is also the former id of one.s1",
    ),
]


@pytest.mark.parametrize(("change", "key", "what"), RULES)
def test_a_pack_with_one_fault_is_told_that_one(change: Change, key: str, what: str) -> None:
    assert complaints(change) == [(key, what)]


@pytest.mark.parametrize("ask", ["Mark 2 lines.", "Mark the Two that are wrong."])
def test_how_many_lines_to_mark_may_be_a_digit_or_a_word(ask: str) -> None:
    assert complaints(in_entry("spot", ask=ask)) == []


def test_two_situations_of_different_sets_must_differ() -> None:
    def change(pack: Pack) -> None:
        second_set = option_set("one.o2")
        second_set["situation"][2]["ask"] = "What to do about one.o1 on day 3?"
        pack["sets.toml"]["option_set"].append(second_set)
        second_scenes = scenario_set("area.t2")
        second_scenes["situation"][0]["situation"] = "It happens at noon."
        pack["sets.toml"]["scenario_set"].append(second_scenes)

    assert complaints(change) == [
        ("option_set[one.o2].situation[3].ask", "repeats the text of one.o1.3"),
        ("scenario_set[area.t2].situation[1].situation", "repeats the text of area.s1"),
    ]


@pytest.mark.parametrize("level", [2, 3])
@pytest.mark.parametrize(("kind", "make"), [("option_set", option_set), ("spot", spot)])
def test_a_set_or_a_spot_serves_for_a_check_of_its_level(
    level: int, kind: str, make: Callable[[str, int], dict[str, Any]]
) -> None:
    def without(pack: Pack) -> None:
        pack["items.toml"]["check"].pop(level - 2)

    def change(pack: Pack) -> None:
        without(pack)
        pack["sets.toml"][kind].append(make("one.more", level))

    missing = f"has no check, option set or spot at level {level}"
    assert complaints(without) == [("competency[one].id", missing)]
    assert complaints(change) == []


def test_the_keys_of_option_sets_do_not_count_for_the_balance_of_letters() -> None:
    """Their options are shuffled, and three keys of four letters cannot be even."""

    def change(pack: Pack) -> None:
        pack["items.toml"]["check"] += [check(f"x{number}", 1) for number in range(18)]
        for number, check_table in enumerate(pack["items.toml"]["check"]):
            check_table["key"] = "abcd"[number % 4]
        pack["sets.toml"]["option_set"] += [option_set(f"one.set{number}") for number in range(30)]

    assert complaints(change) == []

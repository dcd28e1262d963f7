"""A pack that cannot be read says in which file, at which key and line, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.target import make_target
from pmcoach.catalog.models import FORMAT_VERSION
from pmcoach.catalog.parse import ContentError, Fault, ladder_id, parse_pack
from pmcoach.catalog.tally import Tally
from tests.catalog.minimal import Pack, check, lift, minimal, parsed, scenario, step, texts


def faults(pack_texts: dict[str, str]) -> list[Fault]:
    with pytest.raises(ContentError) as caught:
        parse_pack(pack_texts)
    return caught.value.faults


def spoilt(change: Callable[[Pack], object]) -> list[Fault]:
    pack = minimal()
    change(pack)
    return faults(texts(pack))


def test_the_minimal_pack_holds_every_kind() -> None:
    catalog = parsed(minimal())
    assert list(catalog.areas) == ["area"]
    assert list(catalog.competencies) == ["one"]
    assert list(catalog.checks) == ["one.k2", "one.k3"]
    assert list(catalog.scenarios) == ["area.s1", "area.s2"]
    assert list(catalog.roles) == ["role"]
    assert list(catalog.stages) == ["entry"]
    assert list(catalog.sources) == ["source"]
    assert list(catalog.considerations) == ["reason"]
    assert list(catalog.steps) == ["walk", "read"]
    assert list(catalog.credentials) == ["paper"]
    assert list(catalog.lenses) == ["lens"]
    assert catalog.file_by_id["walk"] == "steps.toml"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = = 2\n", 2),
        ('[pack]\nid = "x"\n\ntitle = "never closed\n', 4),
        ("a = 1\na = 2\n", 2),
        ("a = 1\nb =", 2),
        ("[", 1),
    ],
)
def test_broken_toml_names_the_file_and_the_line(text: str, line: int) -> None:
    (fault,) = faults(texts(minimal()) | {"more.toml": text})
    assert (fault.file, fault.line) == ("more.toml", line)
    assert "not valid TOML" in fault.what
    assert str(fault).startswith(f"more.toml:{line}: not valid TOML")


def test_toml_nested_without_end_is_a_fault_and_no_crash() -> None:
    (fault,) = faults(texts(minimal()) | {"more.toml": "a = " + "[" * 20_000})
    assert (fault.file, fault.what) == ("more.toml", "nested too deeply to read")


@pytest.mark.parametrize(
    ("change", "file", "key"),
    [
        (lambda pack: pack["items.toml"]["check"][0].pop("key"), "items.toml", "check[one.k2].key"),
        (
            lambda pack: pack["items.toml"]["check"][1].update(level=5),
            "items.toml",
            "check[one.k3].level",
        ),
        (
            lambda pack: pack["items.toml"]["check"][0]["option"].pop(),
            "items.toml",
            "check[one.k2].option",
        ),
        (
            lambda pack: pack["items.toml"]["check"][0]["option"][2].update(text="x" * 201),
            "items.toml",
            "check[one.k2].option[c].text",
        ),
        (
            lambda pack: pack["items.toml"]["scenario"][1]["action"][3].update(effect=4),
            "items.toml",
            "scenario[area.s2].action[d].effect",
        ),
        (
            lambda pack: pack["items.toml"]["competency"][0]["ladder"]["anchors"].pop(),
            "items.toml",
            "competency[one].ladder.anchors",
        ),
        (
            lambda pack: pack["pack.toml"]["role"][0]["weights"].update(area=-1),
            "pack.toml",
            "role[role].weights.area",
        ),
        (
            lambda pack: pack["pack.toml"]["consideration"][0].update(strength=0),
            "pack.toml",
            "consideration[reason].strength",
        ),
        (
            lambda pack: pack["pack.toml"]["area"][0].update(id="Not an id"),
            "pack.toml",
            "area[Not an id].id",
        ),
        (lambda pack: pack["pack.toml"]["area"][0].pop("id"), "pack.toml", "area[1].id"),
        (
            lambda pack: pack["steps.toml"]["step"][0].update(hours=[1]),
            "steps.toml",
            "step[walk].hours[2]",
        ),
        (
            lambda pack: pack["pack.toml"]["pack"].update(version="two words"),
            "pack.toml",
            "pack.version",
        ),
    ],
)
def test_a_wrong_shape_names_the_file_and_the_key(
    change: Callable[[Pack], object], file: str, key: str
) -> None:
    assert [(fault.file, fault.key) for fault in spoilt(change)] == [(file, key)]


@pytest.mark.parametrize(
    ("where", "key"),
    [
        (lambda pack: pack["steps.toml"], "surprise"),
        (lambda pack: pack["pack.toml"]["pack"], "pack.surprise"),
        (lambda pack: pack["steps.toml"]["step"][1], "step[read].surprise"),
        (lambda pack: pack["steps.toml"]["step"][0]["lifts"][0], "step[walk].lifts[1].surprise"),
        (
            lambda pack: pack["items.toml"]["check"][0]["option"][0],
            "check[one.k2].option[a].surprise",
        ),
    ],
)
def test_a_misspelt_key_is_a_fault(where: Callable[[Pack], dict[str, Any]], key: str) -> None:
    (fault,) = spoilt(lambda pack: where(pack).update(surprise=1))
    assert fault.key == key
    assert "unknown key" in fault.what


@pytest.mark.parametrize("char", ["\x1b", "\x00", "\x9b", "\u202e", "\u2028", "\ufeff"])
def test_text_that_a_terminal_could_obey_is_refused_before_it_is_shown(char: str) -> None:
    (fault,) = spoilt(lambda pack: pack["steps.toml"]["step"][1].update(title=f"a{char}b"))
    assert (fault.file, fault.key) == ("steps.toml", "step[read].title")
    assert char not in str(fault)


@pytest.mark.parametrize(
    ("version", "says"),
    [
        (FORMAT_VERSION + 1, "newer than what this program reads"),
        (0, "not what this program reads"),
    ],
)
def test_another_format_is_refused_whatever_else_it_holds(version: int, says: str) -> None:
    def change(pack: Pack) -> None:
        pack["pack.toml"]["pack"].update(format=version, key_of_the_future=1)

    (fault,) = spoilt(change)
    assert (fault.file, fault.key) == ("pack.toml", "pack.format")
    assert says in fault.what


@pytest.mark.parametrize("version", ["2", "1", 1.0, True])
def test_a_format_that_is_no_whole_number_is_refused(version: object) -> None:
    (fault,) = spoilt(lambda pack: pack["pack.toml"]["pack"].update(format=version))
    assert fault.key == "pack.format"


def test_a_pack_without_a_pack_table_is_refused() -> None:
    (fault,) = spoilt(lambda pack: pack["pack.toml"].pop("pack"))
    assert fault.key == "pack"


def test_a_second_pack_table_is_refused() -> None:
    (fault,) = spoilt(lambda pack: pack["steps.toml"].update(pack=pack["pack.toml"]["pack"]))
    assert (fault.file, fault.key) == ("steps.toml", "pack")
    assert "pack.toml" in fault.what


PANEL: dict[str, Any] = {
    "version": "1",
    "who": "two people",
    "readers": 2,
    "first_day": dt.date(2026, 5, 3),
    "last_day": dt.date(2026, 5, 20),
    "items": 2,
    "with_situation": {"answer": [3, 4]},
}


def test_a_pack_may_have_a_panel() -> None:
    pack = minimal()
    assert parsed(pack).panel is None
    pack["steps.toml"]["panel"] = PANEL
    panel = parsed(pack).panel
    assert panel is not None
    assert panel.with_situation.total == Tally(3, 4)
    assert panel.options_only.total == Tally(0, 0)


def test_a_second_panel_table_is_refused() -> None:
    (fault,) = spoilt(
        lambda pack: [pack[name].update(panel=PANEL) for name in ("pack.toml", "steps.toml")]
    )
    assert (fault.file, fault.key) == ("steps.toml", "panel")


@pytest.mark.parametrize("counts", [[5, 4], [-1, 4], [0, -1]])
def test_a_panel_has_no_more_right_answers_than_answers(counts: list[int]) -> None:
    (fault,) = spoilt(
        lambda pack: pack["pack.toml"].update(panel=PANEL | {"with_situation": {"best": counts}})
    )
    assert str(fault) == (
        "pack.toml: panel.with_situation.best: "
        "must be [right, total], with no more right than total"
    )


@pytest.mark.parametrize(
    "kind",
    [
        "area",
        "role",
        "stage",
        "source",
        "consideration",
        "credential",
        "lens",
    ],
)
def test_an_id_used_twice_within_a_kind_names_both_files(kind: str) -> None:
    (fault,) = spoilt(lambda pack: pack["steps.toml"].update({kind: pack["pack.toml"][kind]}))
    assert (fault.file, fault.what) == ("steps.toml", "already used in pack.toml")
    assert fault.key.startswith(f"{kind}[")


@pytest.mark.parametrize(
    "add",
    [
        lambda pack: pack["items.toml"]["check"].append(check("one.k2", 3)),
        lambda pack: pack["items.toml"]["scenario"].append(scenario("one.k2")),
        lambda pack: pack["items.toml"]["check"].append(check("one.ladder", 3)),
        lambda pack: pack["steps.toml"]["step"].append(step("walk")),
    ],
)
def test_items_share_one_space_of_ids_with_the_ladders(add: Callable[[Pack], object]) -> None:
    (fault,) = spoilt(add)
    assert fault.what.startswith("already used in ")


def test_one_name_may_stand_in_several_kinds() -> None:
    pack = minimal()
    pack["steps.toml"]["step"].append(step("one"))
    assert "one" in parsed(pack).steps


def test_a_pack_that_still_has_knowledge_4_loads_with_3_instead() -> None:
    pack = minimal()
    pack["items.toml"]["check"].append(check("one.k4", 4))
    pack["pack.toml"]["stage"][0].update(knowledge=4, skill=4)
    lifts = [lift(start, 4, facet) for start, facet in ((3, "knowledge"), (1, "knowledge"))]
    pack["steps.toml"]["step"].append(step("far", lifts=[*lifts, lift(3, 4, "skill")]))
    catalog = parsed(pack)
    assert catalog.checks["one.k4"].level == 3
    assert (catalog.stages["entry"].knowledge, catalog.stages["entry"].skill) == (3, 4)
    read_lifts = [(read.start, read.to) for read in catalog.steps["far"].lifts]
    assert read_lifts == [(2, 3), (1, 3), (3, 4)]
    assert make_target(catalog, "role", "entry").levels["knowledge"] == 3


@pytest.mark.parametrize(
    "lift_table", [lift(3, 5, "knowledge"), lift(4, 4, "knowledge"), {"to": 4}]
)
def test_a_lift_beyond_what_there_ever_was_is_a_fault(lift_table: dict[str, Any]) -> None:
    assert spoilt(lambda pack: pack["steps.toml"]["step"][0].update(lifts=[lift_table]))


def test_every_fault_is_reported_at_once() -> None:
    pack = texts(minimal()) | {"broken.toml": "="}
    pack["steps.toml"] = pack["steps.toml"].replace("hands-on", "hands-off")
    found_faults = faults(pack)
    # A step whose route is unknown has no kind either.
    assert [fault.file for fault in found_faults] == ["broken.toml", "steps.toml", "steps.toml"]
    assert "(and 2 more)" in str(ContentError(found_faults))


def test_former_ids_lead_to_the_present_ones_ladders_included() -> None:
    pack = minimal()
    pack["items.toml"]["competency"][0]["was"] = ["uno"]
    pack["items.toml"]["check"][0]["was"] = ["uno.k2"]
    pack["steps.toml"]["step"][0]["was"] = ["stroll"]
    assert parsed(pack).aliases == {
        "uno": "one",
        ladder_id("uno"): ladder_id("one"),
        "uno.k2": "one.k2",
        "stroll": "walk",
    }


def test_a_pack_without_a_default_takes_its_first_role_and_stage() -> None:
    pack = minimal()
    second = pack["pack.toml"]["role"][0] | {"id": "second"}
    pack["pack.toml"]["role"].append(second)
    assert parsed(pack).default_role.id == "role"
    second["default"] = True
    assert parsed(pack).default_role.id == "second"
    assert parsed(pack).default_stage.id == "entry"


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet='[]={}".\n#a1'))
def test_no_text_makes_the_parser_fail_in_another_way(text: str) -> None:
    found_faults: list[Fault] = []
    try:
        parse_pack(texts(minimal()) | {"any.toml": text})
    except ContentError as error:
        found_faults = error.faults
    assert {fault.file for fault in found_faults} <= {"any.toml"}

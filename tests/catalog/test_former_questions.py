"""Former questions are read, each wording once, and every answer to one finds its text."""

from __future__ import annotations

from typing import Any

import pytest
import tomli_w

from pmcoach.catalog.former_questions import FormerQuestions, parse_former_questions
from pmcoach.catalog.lint_former_questions import lint_former_questions
from pmcoach.catalog.parse import Catalog, ContentError, ladder_id
from pmcoach.store.content import load_former_questions
from tests.catalog.minimal import former, minimal, parsed, with_sets


def parse(*questions: dict[str, Any]) -> FormerQuestions:
    """The questions as a file of them is read."""
    return parse_former_questions({"former.toml": tomli_w.dumps({"former": questions})})


def find_faults(toml_texts: dict[str, str]) -> list[str]:
    """What is wrong with files that can't be read."""
    with pytest.raises(ContentError) as error:
        parse_former_questions(toml_texts)
    return [str(fault) for fault in error.value.faults]


# Reading them


def test_each_wording_is_found_by_its_id_and_its_number() -> None:
    questions = parse(former("one.k1"), former("one.k1", ask="And then?", revision=2))
    assert questions["one.k1", 1].ask == "What was one.k1?"
    assert questions["one.k1", 2].ask == "And then?"
    assert questions.keys() == {("one.k1", 1), ("one.k1", 2)}


def test_a_pack_without_former_questions_has_none() -> None:
    assert parse_former_questions({}) == {}
    assert parse_former_questions({"former.toml": ""}) == {}


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("check", ["a", "b", "c", "d"]),
        ("scenario", ["a", "b", "c", "d"]),
        ("ladder", ["0", "1", "2", "3", "4"]),
        ("spot", ["1", "2", "3", "4", "5", "6", "7"]),
    ],
)
def test_options_have_the_keys_that_answers_were_saved_with(kind: str, keys: list[str]) -> None:
    question = parse(former("one.old", kind))["one.old", 1]
    assert list(question.option_by_key) == keys
    assert tuple(question.option_by_key.values()) == question.options


def test_a_wording_that_comes_twice_is_named_with_its_file() -> None:
    text = tomli_w.dumps({"former": [former("one.k1")]})
    assert find_faults({"a/former.toml": text, "b/former.toml": text}) == [
        "b/former.toml: former[one.k1]: revision 1 comes twice"
    ]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"colour": "red"}, "former[one.k1].colour"),
        ({"kind": "riddle"}, "former[one.k1].kind"),
        ({"options": ["Yes", "No"]}, "former[one.k1].options"),
        ({"options": ["Yes"] * 13}, "former[one.k1].options"),
        ({"options": ["Yes"] * 5}, "former[one.k1].options"),
        ({"kind": "scenario", "options": ["Yes"] * 5}, "former[one.k1].options"),
        ({"kind": "ladder", "options": ["Yes"] * 4}, "former[one.k1].options"),
        ({"kind": "spot", "options": ["Yes"] * 6}, "former[one.k1].options"),
        ({"revision": 0}, "former[one.k1].revision"),
        ({"revision": -3}, "former[one.k1].revision"),
        ({"ask": ""}, "former[one.k1].ask"),
        ({"ask": "Red: \x1b[31m"}, "former[one.k1].ask"),
    ],
)
def test_what_is_no_question_is_named_with_its_key(fields: dict[str, Any], key: str) -> None:
    text = tomli_w.dumps({"former": [former("one.k1", **fields)]})
    (fault,) = find_faults({"former.toml": text})
    assert fault.startswith(f"former.toml: {key}: ")


def test_broken_toml_is_named_with_its_line() -> None:
    (fault,) = find_faults({"former.toml": "[[former]]\nid = = 1\n"})
    assert fault.startswith("former.toml:2: not valid TOML")


# Which ones a pack may have


def lint(catalog: Catalog, *questions: dict[str, Any]) -> list[str]:
    return [
        str(fault) for fault in lint_former_questions(catalog, parse(*questions), "former.toml")
    ]


def make_pack(revision: int) -> Catalog:
    """A pack whose questions of every kind have the number ``revision``, and that once had others."""
    pack = with_sets()
    pack["pack.toml"]["pack"]["retired"] = ["one.old", "area.old"]
    items, sets = pack["items.toml"], pack["sets.toml"]
    items["competency"][0]["ladder"]["revision"] = revision
    for entry in [
        *(*items["check"], *items["scenario"]),
        *(*sets["option_set"], *sets["scenario_set"], *sets["spot"]),
    ]:
        entry["revision"] = revision
    return parsed(pack)


KIND_OF_ITEM = {
    "one.k2": "check",
    "one.o1.1": "check",
    "one.s1": "spot",
    "area.s1": "scenario",
    "area.t1.2": "scenario",
    "one.ladder": "ladder",
}


@pytest.mark.parametrize(("ident", "kind"), KIND_OF_ITEM.items())
def test_every_wording_before_the_present_one_is_a_former_one(ident: str, kind: str) -> None:
    catalog = make_pack(3)
    earlier_wordings = [former(ident, kind), former(ident, kind, revision=2)]
    assert lint(catalog, *earlier_wordings) == []
    for revision in (3, 4):
        (fault,) = lint(catalog, *earlier_wordings, former(ident, kind, revision=revision))
        assert fault == (
            f"former.toml: former[{ident}].revision: revision {revision} is the present one or "
            "newer, and so not a former one"
        )


@pytest.mark.parametrize("ident", ["one.old", "area.old"])
def test_of_a_retired_question_every_wording_is_a_former_one(ident: str) -> None:
    assert lint(make_pack(1), former(ident), former(ident, revision=7)) == []


def test_the_id_of_a_question_that_is_gone_must_never_be_used_again() -> None:
    assert lint(parsed(minimal()), former("one.old")) == [
        "former.toml: former[one.old]: is not asked any more: put its id into pack.retired"
    ]


# The content that ships


def test_the_former_questions_that_ship_are_sound(catalog: Catalog) -> None:
    assert list(lint_former_questions(catalog, load_former_questions(), "former.toml")) == []


RETIRED_STEPS = ("programme.blackblot",)
"""Steps have no wording to keep: what was done is listed under the title it has now."""


def test_every_question_that_was_replaced_or_reworded_can_still_be_read(catalog: Catalog) -> None:
    revisions = {
        **{item.id: item.revision for item in catalog.knowledge_items.values()},
        **{scenario.id: scenario.revision for scenario in catalog.scenarios.values()},
        **{
            ladder_id(competency.id): competency.ladder.revision
            for competency in catalog.competencies.values()
        },
    }
    retired = {(ident, 1) for ident in catalog.pack.retired if ident not in RETIRED_STEPS}
    reworded = {
        (ident, former_revision)
        for ident, revision in revisions.items()
        for former_revision in range(1, revision)
    }
    assert retired
    assert retired | reworded <= load_former_questions().keys()

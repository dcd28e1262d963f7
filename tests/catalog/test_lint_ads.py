"""The words for job ads: every rule fires on words that have just that fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import tomli_w

from pmcoach.catalog.ad_lexicon import AdVocabulary, Heading, Lexicon
from pmcoach.catalog.lint_ad_lexicon import FEWEST_PHRASES, lint_ads
from pmcoach.catalog.parse import Catalog, ContentError, Fault
from pmcoach.catalog.parse_ad_lexicon import AdWords, parse_ads
from pmcoach.store.content import load_ad_lexicon
from tests.catalog.minimal import minimal, parsed
from tests.jobad.making import COMMON

ENOUGH = tuple(f"{word} boats" for word in COMMON[:FEWEST_PHRASES])
Table = dict[str, Any]


def tables() -> dict[str, Table]:
    """Words that are sound for the minimal pack, as the files hold them."""
    return {
        "ads.toml": {
            "ads": {
                "common": list(COMMON),
                "boilerplate": ["apply now"],
                "heading": [{"kind": "duties", "phrases": ["tasks"]}],
                "profession": [
                    {
                        "id": "pm",
                        "title": "product manager",
                        "pm": True,
                        "titles": ["product manager"],
                    },
                    {"id": "rower", "title": "rower", "signals": ["row the boat"]},
                ],
                "variant": [{"role": "role", "titles": ["role"]}],
                "stage": [{"stage": "entry", "years": 0}],
                "industry": [{"id": "sea", "title": "Sea", "phrases": ["at sea"]}],
                "outside": [{"id": "law", "title": "Law", "phrases": ["contract law"]}],
                "certificate": [
                    {"id": "paper", "title": "Paper", "names": ["Paper"], "credential": "paper"}
                ],
                "delivery": [{"id": "waves", "title": "Waves", "names": ["Waves"]}],
                "tool": [{"id": "oar", "title": "Oar", "names": ["Oar"]}],
            }
        },
        "lexicon.toml": {
            "lexicon": [
                {"competency": "one", "strong": list(ENOUGH[:4]), "plain": list(ENOUGH[4:])}
            ]
        },
    }


def words(change: Callable[[dict[str, Table]], object] = lambda _: None) -> AdWords:
    files = tables()
    change(files)
    return parse_ads({name: tomli_w.dumps(table) for name, table in files.items()})


def said(found: AdWords) -> list[tuple[str, str]]:
    return [(fault.key, fault.what) for fault in lint_ads(parsed(minimal()), found)]


def test_the_words_of_the_minimal_pack_are_sound() -> None:
    assert said(words()) == []


def test_a_pack_without_words_for_ads_has_no_fault() -> None:
    assert said(AdWords(None, {}, {})) == []


def test_the_words_that_ship_are_sound(catalog: Catalog) -> None:
    assert list(lint_ads(catalog, load_ad_lexicon())) == []


def in_ads(kind: str, **values: Any) -> Callable[[dict[str, Table]], object]:
    """The first entry of a kind with other values."""
    return lambda files: files["ads.toml"]["ads"][kind][0].update(values)


def doubled(kind: str) -> Callable[[dict[str, Table]], object]:
    return lambda files: files["ads.toml"]["ads"][kind].append(files["ads.toml"]["ads"][kind][0])


def in_lexicon(**values: Any) -> Callable[[dict[str, Table]], object]:
    return lambda files: files["lexicon.toml"]["lexicon"][0].update(values)


FEWER = f"fewer than {FEWEST_PHRASES} phrases in all"
KINDS = "needs one for PMs (pm = true) and one for others"
RULES: list[tuple[Callable[[dict[str, Table]], object], str, str]] = [
    (in_lexicon(plain=list(ENOUGH[5:])), "lexicon[one].strong", FEWER),
    (in_lexicon(weak=[ENOUGH[0].upper()]), "lexicon[one].strong", f"{ENOUGH[0]!r} stands twice"),
    (in_ads("variant", role="boss"), "ads.variant[boss].role", "no role 'boss'"),
    (in_ads("stage", stage="captain"), "ads.stage[captain].stage", "no stage 'captain'"),
    (
        in_ads("certificate", credential="medal"),
        "ads.certificate[paper].credential",
        "no credential 'medal'",
    ),
    (in_ads("profession", pm=False), "ads.profession", KINDS),
    (
        lambda files: files["ads.toml"]["ads"]["profession"][1].update(pm=True),
        "ads.profession",
        KINDS,
    ),
    (
        in_ads("profession", titles=["Product Manager", "product manager"]),
        "ads.profession[pm].titles",
        "'product manager' stands twice",
    ),
    (
        in_ads("profession", signals=["own it", "Own it"]),
        "ads.profession[pm].signals",
        "'own it' stands twice",
    ),
    (in_ads("industry", phrases=["at sea", "At sea"]), "ads.sea.phrases", "'at sea' stands twice"),
    (in_ads("outside", phrases=["law", "Law"]), "ads.law.phrases", "'law' stands twice"),
    (
        lambda files: files["ads.toml"]["ads"].update(boilerplate=["Apply now", "apply NOW"]),
        "ads.boilerplate",
        "'apply now' stands twice",
    ),
    (
        lambda files: files["ads.toml"]["ads"]["common"].append(COMMON[0].upper()),
        "ads.common",
        f"{COMMON[0]!r} stands twice",
    ),
    *(
        (doubled(kind), f"ads.{kind}[{ident}].id", "stands twice")
        for kind, ident in (
            ("profession", "pm"),
            ("industry", "sea"),
            ("outside", "law"),
            ("certificate", "paper"),
            ("delivery", "waves"),
            ("tool", "oar"),
        )
    ),
]


@pytest.mark.parametrize(("change", "key", "what"), RULES, ids=[f"{k}: {w}" for _, k, w in RULES])
def test_each_rule_fires(change: Callable[[dict[str, Table]], object], key: str, what: str) -> None:
    assert (key, what) in said(words(change))


def lexicon(competency: str, *strong: str) -> Lexicon:
    return Lexicon(competency=competency, strong=strong, plain=ENOUGH)


def test_a_competency_without_a_lexicon_is_a_fault_in_its_own_file() -> None:
    found = list(lint_ads(parsed(minimal()), replace(words(), lexicons={})))
    assert found == [
        Fault(
            "items.toml", "competency[one].id", "has no [[lexicon]], so that no ad can ask for it"
        )
    ]


def test_a_lexicon_of_no_competency_is_a_fault_in_its_own_file() -> None:
    them = {"one": lexicon("one"), "two": lexicon("two")}
    found = lint_ads(parsed(minimal()), replace(words(), lexicons=them, files={"two": "b.toml"}))
    assert Fault("b.toml", "lexicon[two].competency", "no competency 'two'") in found


def test_a_phrase_that_is_strong_for_two_tells_neither() -> None:
    them = {"one": lexicon("one", "Row it"), "two": lexicon("two", "row it")}
    assert (
        "lexicon[two].strong",
        "'row it' is strong for one, too: it cannot tell them apart",
    ) in said(replace(words(), lexicons=them))


def test_lexicons_without_an_ads_table_can_read_nothing() -> None:
    assert ("ads", "there are lexicons, but no [ads] table to read ads with") in said(
        replace(words(), ads=None)
    )


# Parsing


def faults(**texts: str) -> list[Fault]:
    with pytest.raises(ContentError) as found:
        parse_ads({f"{name}.toml": text for name, text in texts.items()})
    return list(found.value.faults)


def test_what_the_files_hold_is_parsed() -> None:
    found = words()
    assert isinstance(found.ads, AdVocabulary)
    assert found.ads.heading == (Heading(kind="duties", phrases=("tasks",)),)
    assert found.lexicons["one"].plain == ENOUGH[4:]
    assert found.files == {"one": "lexicon.toml"}


def test_no_file_is_no_words() -> None:
    assert parse_ads({}) == AdWords(None, {}, {})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[lexicon]]\ncompetency = 'one'\nstrong = ['']\n", "strong"),
        ("[[lexicon]]\ncompetency = 'one'\nloud = ['x']\n", "loud"),
        ("[[lexicon]]\nstrong = ['x']\n", "competency"),
        ("[ads]\ncommon = ['the']\n", "common"),
        ("[[ads.heading]]\nkind = 'weather'\nphrases = ['rain']\n", "kind"),
        ("[[ads.stage]]\nstage = 'entry'\nyears = 99\n", "years"),
        ("[words]\n", "words"),
    ],
)
def test_what_is_not_of_the_format_is_a_fault_at_its_key(text: str, key: str) -> None:
    found = faults(bad=text)
    assert {one.file for one in found} == {"bad.toml"}
    assert any(key in one.key for one in found)


def test_broken_toml_is_a_fault_with_its_line() -> None:
    (found,) = faults(bad="[ads]\nx = = 1\n")
    assert found.file == "bad.toml"
    assert "line 2" in str(found) or ":2" in str(found)
    assert "not valid TOML" in found.what


def test_a_second_lexicon_or_table_is_a_fault_where_it_stands() -> None:
    files = {name: tomli_w.dumps(table) for name, table in tables().items()}
    found = faults(
        a=files["ads.toml"], b=files["ads.toml"], c=files["lexicon.toml"], d=files["lexicon.toml"]
    )
    assert found == [
        Fault("b.toml", "ads", "a second [ads] table, the first stands in a.toml"),
        Fault("d.toml", "lexicon[one].competency", "already used in c.toml"),
    ]


def test_every_fault_of_every_file_is_told_at_once() -> None:
    assert {one.file for one in faults(a="x = 1\n", b="= 2\n", c="[ads]\n")} == {
        "a.toml",
        "b.toml",
        "c.toml",
    }

"""From answers and records to levels: what counts, the caps, and how sure a level is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pmcoach.assessment.assumptions import BASE, PUBLISHED
from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.level_model import expect_level
from pmcoach.assessment.measurement import (
    Confidence,
    GuessKind,
    MeasuredLevel,
    Records,
    find_guess,
    find_guess_kind,
    group_subjects,
    infer_chances,
    measure_levels,
    read_answers,
    read_ladder_claim,
)
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import FACETS
from tests.assessment.answering import claim, judge, know, list_items, make_state
from tests.assessment.packs import two_areas, with_sets
from tests.support import START, pick_items

BEFORE, AFTER = START - dt.timedelta(days=1), START + dt.timedelta(days=1)
SUBJECT = "left-a"


@pytest.fixture
def pack() -> Catalog:
    return two_areas()


def knowledge(
    pack: Catalog, *answers: Answer, seen: dict[str, dt.datetime] | None = None
) -> MeasuredLevel:
    """The knowledge level of left-a from these answers."""
    return measure_levels(pack, make_state(*answers), keys_seen_at=seen or {})["knowledge"][SUBJECT]


def hits(pack: Catalog, *places: str) -> list[Answer]:
    return [know(pack, f"{SUBJECT}.{place}") for place in places]


def misses(pack: Catalog, *places: str) -> list[Answer]:
    return [know(pack, f"{SUBJECT}.{place}", "miss") for place in places]


def skill(pack: Catalog, rung: int, records: Records) -> MeasuredLevel:
    return measure_levels(pack, make_state(claim(pack, SUBJECT, rung)), records)["skill"][SUBJECT]


def ability(pack: Catalog, *scores: int, incidents: int = 0) -> MeasuredLevel:
    """The ability in the left area from scenarios with these scores."""
    answers = [judge(pack, f"left.s{place}", score) for place, score in enumerate(scores, 1)]
    records = Records(incidents={"left": incidents})
    return measure_levels(pack, make_state(*answers), records)["ability"]["left"]


def test_every_level_is_listed_and_what_was_not_asked_has_none(pack: Catalog) -> None:
    levels = measure_levels(pack, AssessmentState())
    assert list(levels) == list(FACETS)
    competencies = ["left-a", "left-b", "right-a", "right-b"]
    assert list(levels["knowledge"]) == list(levels["skill"]) == competencies
    assert list(levels["ability"]) == ["left", "right"]
    for facet, by_subject in levels.items():
        for subject, measured in by_subject.items():
            expected = infer_chances(pack, facet, read_answers(pack, AssessmentState()))[subject]
            assert (measured.level, measured.confidence, measured.claim) == (None, None, None)
            assert (measured.moved, measured.key_seen) == (0, False)
            if facet != "ability":
                assert measured.chances == expected == pytest.approx(expect_level(BASE, facet))


def test_subjects_are_competencies_or_for_ability_the_area(pack: Catalog) -> None:
    assert group_subjects(pack, "skill") == {
        "left": ("left-a", "left-b"),
        "right": ("right-a", "right-b"),
    }
    assert group_subjects(pack, "ability") == {"left": ("left",), "right": ("right",)}


@pytest.mark.parametrize(
    ("right", "wrong", "level"),
    [
        (["k1"], [], 1),
        (["k2a"], [], 2),
        (["k3a"], [], 3),
        (["k2a"], ["k3a"], 2),
        (["k1"], ["k2a"], 1),
        (["k1", "k2a", "k2b", "k3a"], ["k3b"], 2),
        (["k2a", "k3a", "k3b"], ["k1"], 3),
        (["k3a", "k3b"], ["k1"], 3),
        ([], ["k1"], 0),
        ([], ["k1", "k2a", "k2b"], 0),
        # Without anything right, 1 is the highest that is shown.
        ([], ["k3a"], 1),
        ([], ["k3a", "k3b"], 1),
        (["s"], [], 2),
        ([], ["s", "k1"], 0),
    ],
)
def test_knowledge_from_a_single_competency(
    pack: Catalog, right: list[str], wrong: list[str], level: int
) -> None:
    assert knowledge(pack, *hits(pack, *right), *misses(pack, *wrong)).level == level


def test_a_marked_guess_shows_no_more_than_1_whatever_it_hit(pack: Catalog) -> None:
    guesses = [know(pack, f"{SUBJECT}.{place}", "unsettled") for place in ("k2a", "k3a", "k3b")]
    assert knowledge(pack, *guesses).level in {0, 1}


def test_a_spot_says_more_than_a_check_that_can_be_guessed(pack: Catalog) -> None:
    by_spot, by_check = knowledge(pack, *hits(pack, "s")), knowledge(pack, *hits(pack, "k2a"))
    assert sum(by_spot.chances[2:]) > sum(by_check.chances[2:])


@pytest.mark.parametrize(
    ("rung", "records", "level"),
    [
        (0, 0, 0),
        (1, 0, 1),
        (2, 0, 2),
        (3, 0, 2),
        (4, 0, 2),
        (4, 1, 3),
        (3, 1, 3),
        (2, 1, 2),
        (3, 2, 3),
        (4, 2, 4),
        (4, 5, 4),
        (1, 5, 1),
    ],
)
def test_a_claim_is_capped_by_its_records(
    pack: Catalog, rung: int, records: int, level: int
) -> None:
    measured = skill(pack, rung, Records({SUBJECT: records}))
    assert (measured.level, measured.claim) == (level, rung)


@pytest.mark.parametrize(
    ("rung", "records", "recent", "confidence"),
    [
        (3, 1, 1, "firm"),
        (4, 2, 2, "firm"),
        (1, 1, 1, "firm"),
        # Level 4 needs two recent ones; what is older than three years only lifts the cap.
        (4, 2, 1, "not firm"),
        (3, 2, 1, "firm"),
        (3, 1, 0, "not firm"),
        (4, 2, 0, "not firm"),
        (2, 0, 0, "not firm"),
        (0, 0, 0, "not firm"),
    ],
)
def test_a_skill_is_firm_by_recent_records_alone(
    pack: Catalog, rung: int, records: int, recent: int, confidence: str
) -> None:
    measured = skill(pack, rung, Records({SUBJECT: records}, {SUBJECT: recent}))
    assert (measured.confidence == "firm") == (confidence == "firm")


def test_records_of_which_no_age_is_known_count_as_recent(pack: Catalog) -> None:
    assert skill(pack, 3, Records({SUBJECT: 1})).confidence == "firm"


def test_a_record_without_a_claim_shows_no_level(pack: Catalog) -> None:
    levels = measure_levels(pack, AssessmentState(), Records({SUBJECT: 2}))
    assert levels["skill"][SUBJECT].level is None


@pytest.mark.parametrize(
    ("scores", "level"),
    [([6], 2), ([6, 6, 6, 6], 2), ([4, 4], 1), ([4], 1), ([0], 0), ([0, 1], 0), ([6, 0], 1)],
)
def test_scenarios_show_ability_up_to_2(pack: Catalog, scores: list[int], level: int) -> None:
    assert ability(pack, *scores).level == level


@pytest.mark.parametrize("scores", [[], [0, 0], [6, 6]])
@pytest.mark.parametrize(("incidents", "level"), [(1, 3), (2, 4), (3, 4)])
def test_real_incidents_show_ability_by_themselves(
    pack: Catalog, scores: list[int], incidents: int, level: int
) -> None:
    measured = ability(pack, *scores, incidents=incidents)
    assert (measured.level, measured.confidence, measured.moved) == (level, "firm", 0)
    assert sum(measured.chances) == pytest.approx(1)
    assert measured.chances[level] == pytest.approx(1)


def test_incidents_in_an_area_that_the_content_lacks_show_nothing(pack: Catalog) -> None:
    levels = measure_levels(pack, AssessmentState(), Records(incidents={"gone": 2}))
    assert {measured.level for measured in levels["ability"].values()} == {None}


def test_ability_that_no_incident_shows_has_no_probability(pack: Catalog) -> None:
    measured = ability(pack, 6, 6, 6, 6)
    assert measured.chances[3:] == (0, 0)
    assert sum(measured.chances) == pytest.approx(1)


@pytest.mark.parametrize(
    ("right", "wrong", "level", "confidence"),
    [
        # Asked at 2 and at 3, and the same under every set.
        (["k2a", "k2b"], ["k3a", "k3b"], 2, "firm"),
        (["k2a"], ["k3a"], 2, "firm"),
        (["k1"], ["k2a"], 1, "firm"),
        (["k2a", "k3a", "k3b"], [], 3, "firm"),
        # Nothing was asked at 3, though every set agrees.
        (["k1", "k2a", "k2b"], [], 2, "likely"),
        # Not the same where three in four questions can be guessed.
        (["k3a"], [], 3, "unsure"),
        ([], ["k1"], 0, "unsure"),
    ],
)
def test_knowledge_is_firm_where_it_was_asked_directly_and_all_sets_agree(
    pack: Catalog, right: list[str], wrong: list[str], level: int, confidence: Confidence
) -> None:
    measured = knowledge(pack, *hits(pack, *right), *misses(pack, *wrong))
    assert (measured.level, measured.confidence) == (level, confidence)


def test_a_level_about_to_rise_loses_firmness_by_one_more_right_answer(pack: Catalog) -> None:
    """So more right answers do not always make a level surer: here they speak against the miss."""
    first = [*hits(pack, "k1", "k2a", "k2b"), *misses(pack, "k3a")]
    assert knowledge(pack, *first).confidence == "firm"
    risen = knowledge(pack, *first, *hits(pack, "k3b"))
    assert (risen.level, risen.confidence) in {(2, "likely"), (2, "unsure"), (3, "unsure")}


@pytest.mark.parametrize(
    ("seen_at", "is_seen"), [(BEFORE, True), (START, False), (AFTER, False), (None, False)]
)
def test_a_key_seen_before_the_answer_makes_the_level_unsure(
    pack: Catalog, seen_at: dt.datetime | None, is_seen: bool
) -> None:
    answers = hits(pack, "k2a", "k3a", "k3b")
    seen = {f"{SUBJECT}.{place}": seen_at for place in ("k3a", "k3b") if seen_at}
    measured = knowledge(pack, *answers, seen=seen)
    assert measured.key_seen == is_seen
    assert (measured.confidence == "unsure") == is_seen


def test_a_level_that_rests_on_seen_keys_alone_is_marked(pack: Catalog) -> None:
    measured = knowledge(pack, *hits(pack, "k1"), seen={f"{SUBJECT}.k1": BEFORE})
    assert measured.level is not None
    assert (measured.key_seen, measured.confidence) == (True, "unsure")


def test_a_seen_key_that_changes_nothing_marks_nothing(pack: Catalog) -> None:
    answers = [*hits(pack, "k2a", "k2b", "k1"), *misses(pack, "k3a", "k3b")]
    measured = knowledge(pack, *answers, seen={f"{SUBJECT}.k1": BEFORE})
    assert (measured.level, measured.key_seen) == (2, False)


def test_a_wrong_answer_put_right_with_its_key_known_backs_nothing(pack: Catalog) -> None:
    """Else looking at a key and answering again would count as having learnt it."""
    answers = hits(pack, "k2a", "k2b")
    measured = knowledge(pack, *answers, seen={f"{SUBJECT}.k2b": BEFORE})
    assert (measured.level, measured.key_seen, measured.confidence) == (2, True, "unsure")


def test_seen_keys_of_knowledge_leave_the_other_facets_alone(pack: Catalog) -> None:
    state = make_state(*hits(pack, "k3a"), claim(pack, SUBJECT, 2), judge(pack, "left.s1", 6))
    blind = measure_levels(pack, state)
    seen = measure_levels(pack, state, keys_seen_at={f"{SUBJECT}.k3a": BEFORE})
    assert (seen["skill"], seen["ability"]) == (blind["skill"], blind["ability"])
    assert seen["knowledge"] != blind["knowledge"]


@pytest.mark.parametrize(
    ("item_id", "was_seen", "kind"),
    [
        ("one.k2", False, "blind"),
        ("one.k2", True, "seen"),
        ("one.s1", False, "spot"),
        ("one.s1", True, "seen"),
        ("one.o1.1", False, "blind"),
        ("one.o1.3", False, "two-keys"),
        ("one.o1.3", True, "seen"),
    ],
)
def test_what_someone_who_guesses_can_go_by(item_id: str, was_seen: bool, kind: GuessKind) -> None:
    assert find_guess_kind(with_sets().knowledge_items[item_id], was_seen=was_seen) == kind


def test_no_guess_is_harder_than_a_blind_one_but_that_of_a_spot() -> None:
    for assumptions in PUBLISHED:
        assert find_guess(assumptions, "spot") == assumptions.spot_guess
        assert find_guess(assumptions, "blind") == assumptions.guess
        assert find_guess(assumptions, "two-keys") >= max(assumptions.guess, 0.5)
        assert find_guess(assumptions, "seen") >= find_guess(assumptions, "two-keys")


def test_a_third_situation_of_a_set_says_less_than_the_first_two() -> None:
    catalog = with_sets()
    first, third = (
        measure_levels(catalog, make_state(know(catalog, item_id)))["knowledge"]["one"]
        for item_id in ("one.o1.1", "one.o1.3")
    )
    assert sum(first.chances[1:]) > sum(third.chances[1:])


@pytest.mark.parametrize("option", ["", "5", "-1", "seven", "2.0"])
def test_a_claim_that_is_no_rung_is_none(pack: Catalog, option: str) -> None:
    answer = replace(claim(pack, SUBJECT, 2), option=option)
    assert read_ladder_claim(pack, make_state(answer), SUBJECT) is None


@pytest.mark.parametrize("kind", ["skipped", "not-applicable", "disagreed", "reworded"])
def test_what_is_no_answer_to_the_present_question_shows_nothing(
    catalog: Catalog, kind: str
) -> None:
    answers = [
        *(know(catalog, item) for item in pick_items(catalog, "stk-map", 1, 2, 3)),
        claim(catalog, "stk-map", 3),
        judge(catalog, catalog.scenarios_of["stk"][0].id),
    ]
    if kind == "disagreed":
        state = make_state(*answers, disagreed=[answer.item for answer in answers])
    elif kind == "reworded":
        state = make_state(*(replace(answer, revision=99) for answer in answers))
    else:
        state = make_state(*(replace(answer, kind=kind) for answer in answers))  # type: ignore[arg-type]  # one of two literals
    assert measure_levels(catalog, state) == measure_levels(catalog, AssessmentState())


def test_answers_to_items_that_the_content_lacks_show_nothing(catalog: Catalog) -> None:
    strangers = [
        Answer(item_id, "answered", START, "e", 1, option="2", best="a", worst="b")
        for item_id in ("nobody.k1", "nobody.ladder", "nobody.s-day", "")
    ]
    state = make_state(*strangers)
    assert measure_levels(catalog, state) == measure_levels(catalog, AssessmentState())


def test_every_item_informs_its_own_facet_and_subject(catalog: Catalog) -> None:
    for item_id in list_items(catalog):
        if item_id in catalog.knowledge_items:
            answer, expected = know(catalog, item_id), catalog.knowledge_items[item_id].competency
            facet = "knowledge"
        elif item_id in catalog.scenarios:
            answer, expected = judge(catalog, item_id), catalog.scenarios[item_id].area
            facet = "ability"
        else:
            expected, facet = item_id.removesuffix(".ladder"), "skill"
            answer = claim(catalog, expected, 4)
        showings = read_answers(catalog, make_state(answer))
        informed = [(key, subject) for key, subjects in showings.items() for subject in subjects]
        assert informed == [(facet, expected)]


def test_however_much_speaks_against_it_elsewhere_a_level_moves_by_one(pack: Catalog) -> None:
    """A hit at 3 where all else was missed: the middle of the probabilities is 0."""
    elsewhere = [
        know(pack, item_id, "miss")
        for item_id, item in pack.knowledge_items.items()
        if item.competency != SUBJECT
    ]
    alone = knowledge(pack, *hits(pack, "k3a"))
    measured = knowledge(pack, *hits(pack, "k3a"), *elsewhere)
    assert (alone.level, alone.moved) == (3, 0)
    assert (measured.level, measured.moved) == (2, -1)
    assert measured.chances[0] > 0.5

"""What the answers of a panel add up to: readers who know, who guess, and who disagree."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter

import pytest

from pmcoach.catalog.lint import lint
from pmcoach.catalog.panel_answers import FilledSheet
from pmcoach.catalog.panel_items import PanelMode, list_panel_items
from pmcoach.catalog.panel_score import (
    PanelResult,
    count_right,
    count_right_by,
    find_disputes,
    join_sheets,
    make_panel,
    mean_chance,
    measure_agreement,
    panel_toml,
)
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.tally import Tally
from tests.catalog.minimal import minimal, parsed, with_sets
from tests.catalog.panel import (
    Chooser,
    choose_key,
    choose_wrong,
    count_fields,
    fill_sheet,
    make_guesser,
    make_sheet_text,
    read_filled,
)

TINY = parsed(minimal())


def send_back(
    catalog: Catalog,
    choose: Chooser,
    reader: str = "AM",
    mode: PanelMode = "with-situation",
    seed: int = 1,
    day: str = "2026-05-12",
) -> FilledSheet:
    text = make_sheet_text(catalog, mode, seed)
    return read_filled(catalog, fill_sheet(catalog, text, choose, reader, day), f"{reader}.toml")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("mode", ["with-situation", "options-only"])
def test_who_always_chooses_the_key_gets_all_right(
    catalog: Catalog, mode: PanelMode, seed: int
) -> None:
    score = join_sheets([send_back(catalog, choose_key, mode=mode, seed=seed)])
    assert score.faults == ()
    replies = score.replies_in(mode)
    assert count_right(replies).share == 1
    assert Counter(reply.field for reply in replies) == count_fields(catalog, mode)
    by_area = count_right_by(replies, lambda reply: reply.item.area)
    assert by_area.keys() == catalog.areas.keys()
    assert sum(by_area.values(), Tally()) == count_right(replies)


def test_who_never_chooses_the_key_gets_none_right(catalog: Catalog) -> None:
    score = join_sheets([send_back(catalog, choose_wrong)])
    assert count_right(score.replies).right == 0


@pytest.mark.parametrize("mode", ["with-situation", "options-only"])
def test_who_guesses_comes_out_around_chance(catalog: Catalog, mode: PanelMode) -> None:
    score = join_sheets(
        send_back(catalog, make_guesser(seed, mode), f"reader {seed}", mode, seed)
        for seed in range(8)
    )
    marks = score.replies_in(mode, "marks")
    choices = [reply for reply in score.replies if reply not in marks]
    assert mean_chance(choices) == 0.25
    for replies in (choices, marks):
        chance = mean_chance(replies)
        assert chance
        low, high = count_right(replies).interval
        assert low < chance < high
        # The pairs of one reader depend on each other, so their interval would be too narrow.
        assert measure_agreement(replies).pairs.share == pytest.approx(chance, abs=0.05)


def test_two_readers_agree_fully_half_or_not() -> None:
    right, wrong = send_back(TINY, choose_key, "AM"), send_back(TINY, choose_wrong, "BK", seed=2)
    second_right = send_back(TINY, choose_key, "CL", seed=3)
    alike = measure_agreement(join_sheets([right, second_right]).replies)
    assert (alike.answers, alike.pairs) == (6, Tally(6, 6))
    apart = measure_agreement(join_sheets([right, wrong]).replies)
    assert (apart.answers, apart.pairs) == (6, Tally(0, 6))
    three = measure_agreement(join_sheets([right, wrong, second_right]).replies)
    assert (three.answers, three.pairs) == (6, Tally(6, 18))
    alone = measure_agreement(join_sheets([right]).replies)
    assert (alone.answers, alone.pairs) == (0, Tally(0, 0))


def test_a_key_is_disputed_where_more_than_half_disagree() -> None:
    sheets = [
        send_back(TINY, choose_key, "AM"),
        send_back(TINY, choose_wrong, "BK", seed=2),
        send_back(
            TINY,
            lambda item, field: (
                choose_wrong(item, field) if item.id == "one.k2" else choose_key(item, field)
            ),
            "CL",
            seed=3,
        ),
    ]
    assert find_disputes(join_sheets(sheets[:2]).replies) == []
    (dispute,) = find_disputes(join_sheets(sheets).replies)
    assert (dispute.item.id, dispute.field, dispute.tally) == ("one.k2", "answer", Tally(1, 3))
    assert dispute.choices == ((frozenset("a"), 2), (frozenset("b"), 1))


def test_a_reader_counts_once_for_each_question() -> None:
    first = send_back(TINY, choose_key, "AM")
    again = send_back(TINY, choose_wrong, "am", seed=2)
    score = join_sheets([first, again])
    assert count_right(score.replies) == Tally(6, 6)
    assert [str(fault) for fault in score.faults] == [
        "am.toml: 6 answers of am are counted already from another sheet: two people need two names"
    ]
    alone = join_sheets([first, send_back(TINY, choose_key, "AM", "options-only")])
    assert alone.faults == ()
    assert len(alone.replies) == 12


def make_score() -> PanelResult:
    return join_sheets(
        [
            send_back(TINY, choose_key, "AM", day="2026-05-03"),
            send_back(TINY, choose_wrong, "BK", seed=2, day="2026-05-20"),
            send_back(TINY, make_guesser(1), "CL", "options-only", day="2026-06-01"),
        ]
    )


def test_the_table_of_a_result_is_one_that_the_pack_can_have() -> None:
    score = make_score()
    panel = make_panel(score, TINY.pack, 'two "real" people')
    pack = minimal()
    pack["pack.toml"]["panel"] = tomllib.loads(panel_toml(panel))["panel"]
    catalog = parsed(pack)
    assert catalog.panel == panel
    assert lint(catalog) == []
    assert (panel.version, panel.who, panel.readers) == ("1", 'two "real" people', 2)
    assert (panel.first_day, panel.last_day) == (dt.date(2026, 5, 3), dt.date(2026, 6, 1))
    assert panel.items == 4
    counts = panel.with_situation
    assert (counts.answer, counts.marks, counts.best) == ((2, 4), (0, 0), (2, 4))
    assert panel.options_only.total.total == 6


def test_sets_and_spots_are_scored_like_all_others() -> None:
    catalog = parsed(with_sets())
    score = join_sheets(
        [send_back(catalog, choose_key), send_back(catalog, choose_key, "BK", "options-only")]
    )
    counts = count_right_by(score.replies_in("with-situation"), lambda reply: reply.field)
    # Two checks and the three of a set, a spot, two scenarios and the two of a set.
    assert counts == {
        "answer": Tally(5, 5),
        "marks": Tally(1, 1),
        "best": Tally(4, 4),
        "worst": Tally(4, 4),
    }
    alone = count_right_by(score.replies_in("options-only"), lambda reply: reply.field)
    assert alone == {
        "answer": Tally(3, 3),
        "marks": Tally(1, 1),
        "best": Tally(3, 3),
        "worst": Tally(3, 3),
    }
    panel = make_panel(score, catalog.pack, "two people")
    assert panel.with_situation.marks == (1, 1)
    assert panel.items == catalog.item_count == 10


def test_the_chance_to_mark_the_right_lines_depends_on_knowing_how_many() -> None:
    (spot,) = (item for item in list_panel_items(parsed(with_sets())) if "marks" in item.keys)
    assert spot.chance("marks", "with-situation") == 1 / 21
    assert spot.chance("marks", "options-only") == 1 / (7 + 21 + 35)


def test_a_result_without_options_alone_has_no_table_of_them() -> None:
    panel = make_panel(join_sheets([send_back(TINY, choose_key)]), TINY.pack, "one person")
    assert "options_only" not in panel_toml(panel)

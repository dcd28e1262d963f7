"""The fold of a journal: what each kind of event does, in any order, however it was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmcoach.assessment.events import Event
from pmcoach.coach.evidence import save_note
from pmcoach.coach.session import Session
from pmcoach.coach.situation import set_situation
from pmcoach.state import job_ads
from pmcoach.state.job_ads import ad_table
from pmcoach.state.journal import AcceptedPlan, Journal, fold_journal
from tests.coach.made_ads import ad, aimed
from tests.support import START

DAY = START.date()


def journal_of(*events: tuple[str, Mapping[str, object]], **aliases: str) -> Journal:
    """The journal after these kinds of events with these fields, a minute apart."""
    return fold_journal(
        [
            Event(f"e{number}", START + dt.timedelta(minutes=number), kind, fields)
            for number, (kind, fields) in enumerate(events)
        ],
        {former.replace("_", "-"): present for former, present in aliases.items()},
    )


def test_an_empty_journal_has_no_target_and_nothing_set() -> None:
    assert journal_of() == Journal()
    assert not journal_of().has_target
    assert journal_of().context.known() == {}


def test_the_target_chosen_last_is_the_target() -> None:
    journal = journal_of(
        ("target-chosen", {"role": "technical", "stage": "senior", "weights": {"lau": 2}}),
        ("target-chosen", {"role": "generalist", "stage": "entry"}),
    )
    assert (journal.role, journal.stage, journal.own_weights) == ("generalist", "entry", {})
    assert journal.has_target


def test_own_weights_are_numbers_and_nothing_else() -> None:
    weights = {"lau": 2, "stk": 0.5, "str": "much"}
    journal = journal_of(("target-chosen", {"role": "generalist", "weights": weights}))
    assert journal.own_weights == {"lau": 2.0, "stk": 0.5}


@pytest.mark.parametrize(
    ("field", "setting", "accepted"),
    [
        ("access", "job", "job"),
        ("access", "everything", None),
        ("hours_per_week", 4, 4.0),
        ("hours_per_week", 169, None),
        ("hours_per_week", True, None),
        ("budget", -1, None),
        ("finish_by", dt.date(2027, 6, 30), dt.date(2027, 6, 30)),
        ("finish_by", START, None),
        ("domain", "ferries\x1b[2J", "ferries[2J"),
        ("domain", "", None),
        ("domain", ["ferries"], None),
    ],
)
def test_the_situation_holds_only_what_fits_its_field(
    field: str, setting: object, accepted: object
) -> None:
    journal = journal_of(("situation-set", {"field": field, "value": setting}))
    assert getattr(journal.context, field) == accepted
    cleared = journal_of(
        ("situation-set", {"field": field, "value": setting}), ("situation-set", {"field": field})
    )
    assert getattr(cleared.context, field) is None


def test_a_step_is_in_the_state_that_it_was_last_given() -> None:
    journal = journal_of(
        ("step-marked", {"step": "read", "state": "doing"}),
        ("step-marked", {"step": "walk", "state": "dropped"}),
        ("step-marked", {"step": "read", "state": "done"}),
    )
    assert journal.steps == {"read": "done", "walk": "dropped"}


def test_a_step_is_pinned_until_it_is_not() -> None:
    pin = ("step-pinned", {"step": "read", "pinned": True})
    assert journal_of(pin).pinned == {"read"}
    assert journal_of(pin, ("step-pinned", {"step": "read", "pinned": False})).pinned == set()
    assert journal_of(("step-pinned", {"step": "read", "pinned": "yes"})).pinned == set()


def test_the_order_of_the_plan_is_the_one_given_last() -> None:
    journal = journal_of(
        ("plan-ordered", {"steps": ["read", "walk"]}), ("plan-ordered", {"steps": ["walk", "read"]})
    )
    assert journal.order == ("walk", "read")
    assert journal_of(("plan-ordered", {"steps": "walk"})).order == ()


def test_a_step_is_postponed_until_its_day_or_no_longer() -> None:
    postpone = ("step-postponed", {"step": "read", "until": DAY})
    assert journal_of(postpone).postponed == {"read": DAY}
    assert journal_of(postpone, ("step-postponed", {"step": "read"})).postponed == {}
    assert journal_of(("step-postponed", {"step": "read", "until": "monday"})).postponed == {}


@pytest.mark.parametrize(
    ("kind", "subject", "text", "texts"),
    [
        ("if-then-written", "step", "if_then", lambda journal: journal.if_then),
        ("note-saved", "item", "text", lambda journal: journal.notes),
    ],
)
def test_a_text_is_the_one_written_last_and_an_empty_one_takes_it_away(
    kind: str, subject: str, text: str, texts: Callable[[Journal], dict[str, str]]
) -> None:
    written = [(kind, {subject: "a", text: words}) for words in ("First.", "Second.", "")]
    assert texts(journal_of(*written[:2])) == {"a": "Second."}
    assert texts(journal_of(*written)) == {}


def test_an_accepted_plan_has_its_steps_and_the_days_they_are_due() -> None:
    accept = ("plan-accepted", {"steps": ["read", "walk"], "ends": {"read": DAY, "walk": "soon"}})
    assert journal_of(accept).accepted_plan == AcceptedPlan(DAY, ("read", "walk"), {"read": DAY})
    assert journal_of(accept, ("plan-accepted", {"steps": []})).accepted_plan is None


def test_a_key_is_seen_from_the_first_time_on() -> None:
    journal = journal_of(("key-seen", {"item": "a.k1"}), ("key-seen", {"item": "a.k1"}))
    assert journal.keys_seen == {"a.k1": START}


def test_an_ad_is_the_target_as_long_as_it_is_saved() -> None:
    saved = ("ad-saved", {"ad": "x", "name": "Ferry line", "reading": ad_table(ad())})
    chosen = ("target-chosen", {"role": "technical", "stage": "senior", "ad": "x"})
    assert journal_of(saved, chosen).target_ad == "x"
    assert journal_of(saved, chosen, ("ad-removed", {"ad": "x"})).target_ad == ""
    assert journal_of(chosen).target_ad == ""


def test_events_of_unknown_kinds_are_passed_over() -> None:
    note = ("note-saved", {"item": "a.k1", "text": "Mine."})
    unknown = [("moved-to-mars", {"step": "read", "item": "a.k1", "ad": "x"}), ("", {})]
    assert journal_of(note, *unknown) == journal_of(note)


def test_former_ids_are_present_ones() -> None:
    journal = journal_of(
        ("step-marked", {"step": "old-step", "state": "doing"}),
        ("step-pinned", {"step": "old-step", "pinned": True}),
        ("step-postponed", {"step": "old-step", "until": DAY}),
        ("if-then-written", {"step": "old-step", "if_then": "When I sit down."}),
        ("key-seen", {"item": "old-item"}),
        ("note-saved", {"item": "old-item", "text": "Mine."}),
        old_step="read",
        old_item="a.k1",
    )
    assert (journal.steps, journal.pinned, journal.postponed, journal.if_then) == (
        {"read": "doing"},
        {"read"},
        {"read": DAY},
        {"read": "When I sit down."},
    )
    assert (set(journal.keys_seen), journal.notes) == ({"a.k1"}, {"a.k1": "Mine."})


def test_an_accepted_plan_keeps_its_steps_when_they_get_other_ids() -> None:
    journal = journal_of(
        ("plan-accepted", {"steps": ["old-step", "walk"], "ends": {"old-step": DAY}}),
        ("plan-ordered", {"steps": ["walk", "old-step"]}),
        old_step="read",
    )
    assert journal.accepted_plan == AcceptedPlan(DAY, ("read", "walk"), {"read": DAY})
    assert journal.order == ("walk", "read")


MANY: list[tuple[str, Mapping[str, object]]] = [
    ("target-chosen", {"role": "technical", "stage": "senior"}),
    ("ad-saved", {"ad": "x", "name": "Ferry line", "reading": ad_table(ad())}),
    ("target-chosen", {"role": "technical", "stage": "senior", "ad": "x"}),
    ("ad-renamed", {"ad": "x", "name": "Harbor line"}),
    ("ad-weight-set", {"ad": "x", "competency": "lau-plan", "share": 0.5}),
    ("situation-set", {"field": "access", "value": "job"}),
    ("situation-set", {"field": "access", "value": "nothing"}),
    ("step-marked", {"step": "read", "state": "doing"}),
    ("step-marked", {"step": "read", "state": "done"}),
    ("note-saved", {"item": "a.k1", "text": "Mine."}),
    ("note-saved", {"item": "a.k1", "text": ""}),
]
EVENTS = [
    Event(f"e{number}", START + dt.timedelta(minutes=number), kind, fields)
    for number, (kind, fields) in enumerate(MANY)
]
KINDS = sorted(
    {kind for kind, _ in MANY}
    | {
        "ad-line-moved",
        "ad-role-set",
        "ad-stage-set",
        "ad-detail-set",
        "plan-accepted",
        "plan-ordered",
    }
    | {"step-pinned", "step-postponed", "if-then-written", "key-seen"}
)
FIELDS = (
    *("ad", "reading", "line", "competency", "share", "name", "role", "stage", "field", "value"),
    *("step", "state", "pinned", "steps", "ends", "until", "item", "text", "weights", "if_then"),
)
TOML = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children),
    max_leaves=6,
)


@given(st.permutations(EVENTS))
def test_the_order_in_which_events_come_does_not_matter(events: list[Event]) -> None:
    assert fold_journal(events) == fold_journal(EVENTS)


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(FIELDS), TOML))
def test_an_event_with_anything_in_its_fields_is_folded_without_raising(
    kind: str, fields: dict[str, object]
) -> None:
    late = Event("late", START + dt.timedelta(days=1), kind, {"ad": "x", **fields})
    journal = fold_journal([*EVENTS, late])
    assert journal.context.highest_access
    assert all(
        0 <= weight <= 1 for ad in journal.ads.values() for weight in ad.parsed_ad.weights.values()
    )


def test_a_saved_ad_is_read_once_however_often_the_journal_is_folded(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables: list[object] = []
    read_ad_table = job_ads.read_ad_table

    def counting(table: object) -> object:
        tables.append(table)
        return read_ad_table(table)

    monkeypatch.setattr(job_ads, "read_ad_table", counting)
    aimed(session, ad())
    for hours in (2.0, 3.0, 4.0):
        set_situation(session, "hours_per_week", hours)
        assert session.profile.target_ad
    save_note(session, next(iter(session.catalog.checks)), "Mine.")
    assert session.profile.journal.notes
    assert len(tables) == 1

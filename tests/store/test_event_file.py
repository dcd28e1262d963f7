"""Files of events: read back as written, damage noticed, what is intact had back."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmcoach.assessment.events import Event
from pmcoach.store import event_file
from pmcoach.store.event_file import DamagedError, Document, NewerError
from pmcoach.store.migrate import SCHEMA

AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
quick = settings(derandomize=True, max_examples=100, deadline=None)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = st.one_of(
    texts,
    st.integers(-(2**53), 2**53),
    st.booleans(),
    st.lists(texts, max_size=3),
    st.dictionaries(texts, texts, max_size=2),
)
events = st.builds(
    Event,
    id=st.uuids().map(str),
    at=st.integers(0, 10**9).map(lambda s: AT + dt.timedelta(microseconds=s)),
    kind=st.sampled_from(["answered", "undone", "of-a-later-version"]),
    fields=st.dictionaries(
        texts.filter(lambda k: k not in {"id", "at", "kind", "check"}), values, max_size=4
    ),
)


def whole(*many: Event) -> Document:
    return event_file.parse_document(
        event_file.format_document(Document({"form": "quick"}, many)).encode()
    )


@quick
@given(st.lists(events, max_size=5))
def test_what_is_written_is_read_back_with_keys_of_later_versions(many: list[Event]) -> None:
    back = whole(*many)
    assert list(back.events) == many
    assert back.header == {"form": "quick"}


@quick
@given(st.lists(events, max_size=3), events)
def test_adding_an_event_gives_what_writing_all_would(many: list[Event], one: Event) -> None:
    grown = event_file.append_text(whole(*many), event_file.format_event(one))
    assert event_file.parse_document(grown.text.encode()).events == grown.events == (*many, one)


def test_comments_and_unknown_keys_of_a_file_survive_adding() -> None:
    text = f'schema = {SCHEMA}\n# mine\nfuture = "kept"\n'
    grown = event_file.append_text(
        event_file.parse_document(text.encode()), event_file.format_event(Event("a", AT, "x"))
    )
    assert grown.text.startswith(text)
    assert event_file.parse_document(grown.text.encode()).header["future"] == "kept"


SAMPLE = event_file.format_document(
    Document(
        {"form": "quick"},
        tuple(
            Event(
                f"event-{n}",
                AT + dt.timedelta(seconds=n),
                "answered",
                {"item": "stk-map.k1", "option": "abcd"[n % 4]},
            )
            for n in range(6)
        ),
        {"levels": {"stk-map.knowledge": 2}},
    )
).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"\0" * 200,
        b"\xff\xfe" + "schema = 1".encode("utf-16-le"),
        "schema = 1\nname = 'é'".encode("latin-1"),
        b"GIF89a\x01",
        b"[" * 5000,
        b"a" + b".a" * 5000,
        b"schema = true",
        b"schema = 'one'",
        b"schema = -1",
        b"answers = 3",
        b"schema = 1\nevent = 3",
        b"schema = 1\n[[event]]\nid = 1",
        b"schema = 1\nevent = [1, 2]",
        b"schema = 1\n[[event]]\nid = 'a'\nat = 2026-01-01\nkind = 'x'",
        b"schema = 1\n[[event]]\nid = 'a'\nat = 0001-01-01T00:00:00+23:59\nkind = 'x'",
        b"schema = 1\nfinished = 4",
        SAMPLE[:-30],
        SAMPLE[: len(SAMPLE) // 2],
        SAMPLE.replace(b'option = "b"', b'option = "d"', 1),
        SAMPLE.replace(b'knowledge" = 2', b'knowledge" = 3'),
        SAMPLE.replace(b'"quick"', b'"quicj"'),
    ],
)
def test_damage_of_every_sort_is_noticed(data: bytes) -> None:
    with pytest.raises(DamagedError):
        event_file.parse_document(data)


def test_every_flipped_bit_is_noticed_or_changes_nothing() -> None:
    whole_one = event_file.parse_document(SAMPLE)
    for at in range(0, len(SAMPLE) * 8, 7):
        flipped = bytearray(SAMPLE)
        flipped[at // 8] ^= 1 << (at % 8)
        try:
            back = event_file.parse_document(bytes(flipped))
        except (DamagedError, NewerError):
            continue
        answers = [
            (e.id, e.at, e.kind, e.fields.get("item"), e.fields.get("option")) for e in back.events
        ]
        assert answers == [
            (e.id, e.at, e.kind, e.fields["item"], e.fields["option"]) for e in whole_one.events
        ]


def test_a_newer_schema_is_told_from_damage() -> None:
    with pytest.raises(NewerError, match="newer pmcoach"):
        event_file.parse_document(b"schema = 99\nwhatever = 1")


@quick
@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise_anything_else(data: bytes) -> None:
    with contextlib.suppress(DamagedError, NewerError):
        event_file.parse_document(data)
    event_file.salvage_document(data)
    event_file.split_git_conflict(data)


@quick
@given(st.integers(0, len(SAMPLE)))
def test_what_is_before_a_cut_is_salvaged(cut: int) -> None:
    complete = [
        e
        for e in event_file.parse_document(SAMPLE).events
        if SAMPLE.find(event_file.format_event(e).encode()[1:-1])
        + len(event_file.format_event(e).encode())
        - 2
        <= cut
    ]
    saved = event_file.salvage_document(SAMPLE[:cut])
    assert [e.id for e in (saved.events if saved else ())] == [e.id for e in complete]


def test_what_is_around_a_damaged_stretch_is_salvaged_and_nothing_altered() -> None:
    broken = SAMPLE.replace(b'option = "b"', b'option = "d"', 1)
    saved = event_file.salvage_document(broken)
    assert saved is not None
    assert [e.id for e in saved.events] == ["event-0", *(f"event-{n}" for n in range(2, 6))]
    assert saved.header == {"form": "quick"}


@quick
@given(st.lists(events, max_size=4), st.lists(events, max_size=4))
def test_merging_drops_no_event_and_doubles_none(left: list[Event], right: list[Event]) -> None:
    both = event_file.merge_documents([whole(*left), whole(*right), whole(*left)])
    assert {e.id for e in both.events} == {e.id for e in [*left, *right]}
    assert len(both.events) == len({e.id for e in both.events})
    assert event_file.parse_document(both.text.encode()).events == both.events

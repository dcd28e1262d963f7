"""What a panel's answers came to, as lines for a terminal and as JSON."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pmcoach.catalog.panel_answers import PanelReply
from pmcoach.catalog.panel_items import AnswerField, PanelMode
from pmcoach.catalog.panel_score import (
    Dispute,
    PanelResult,
    count_right,
    count_right_by,
    find_disputes,
    list_readers,
    mean_chance,
    measure_agreement,
)
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.tally import Tally
from pmcoach.report.panel import answers_words, interval_words, percent
from pmcoach.report.wording import brief, day

COLUMNS = 78
LABEL_WIDTH = 42
MODES: Mapping[PanelMode, str] = {
    "with-situation": "With the situation",
    "options-only": "From the options alone",
}
FIELDS: Mapping[AnswerField, str] = {
    "answer": "Checks",
    "marks": "Spots",
    "best": "Scenarios, best action",
    "worst": "Scenarios, worst action",
}
NO_ANSWERS = "No answer to score."


# For a terminal


def score_lines(catalog: Catalog, panel_result: PanelResult) -> Iterator[str]:
    """The result as lines of at most 80 columns."""
    if not panel_result.replies:
        yield NO_ANSWERS
        return
    yield from textwrap.wrap(_lead_words(catalog, panel_result), COLUMNS)
    for mode in MODES:
        yield from _mode_lines(catalog, panel_result, mode)
    yield from _agreement_lines(panel_result)
    yield from _dispute_lines(panel_result)


def _lead_words(catalog: Catalog, panel_result: PanelResult) -> str:
    readers = list_readers(panel_result.replies)
    item_count = len({reply.item.id for reply in panel_result.replies})
    return (
        f"{'1 reader' if len(readers) == 1 else f'{len(readers)} readers'} "
        f"({', '.join(readers)}){_days_words(panel_result.days)}. "
        f"{answers_words(len(panel_result.replies))} to {item_count} of "
        f"{catalog.item_count} items of {catalog.pack.id} {catalog.pack.version}."
    )


def _days_words(days: Sequence[dt.date]) -> str:
    if not days:
        return ""
    return f", {day(days[0])}" + (f" to {day(days[-1])}" if days[-1] != days[0] else "")


def _mode_lines(catalog: Catalog, panel_result: PanelResult, mode: PanelMode) -> Iterator[str]:
    replies = panel_result.replies_in(mode)
    if not replies:
        return
    yield ""
    yield f"{MODES[mode]:{LABEL_WIDTH}}{'right':>12}{'95% interval':>20}"
    for field, field_title in FIELDS.items():
        field_replies = panel_result.replies_in(mode, field)
        if not field_replies:
            continue
        yield _tally_line(f"  {field_title}", count_right(field_replies))
        for area, tally in _tallies_by_area(catalog, field_replies).items():
            yield _tally_line(f"    {catalog.areas[area].title}", tally)
        for level, tally in _tallies_by_level(field_replies).items():
            yield _tally_line(f"    Level {level}", tally)
    yield _tally_line("  All answers", count_right(replies))
    chance = mean_chance(replies)
    if mode == "options-only" and chance is not None:
        yield f"  Guessing would get {chance:.0%} right."


def _tally_line(label: str, tally: Tally) -> str:
    counts_words = f"{tally.right:,} of {tally.total:,}"
    return (
        f"{_indented(label):{LABEL_WIDTH}}{counts_words:>12}{percent(tally):>6}"
        f"{interval_words(tally):>14}"
    )


def _indented(label: str) -> str:
    """A label cut to its column, with what it is indented by."""
    indent = len(label) - len(label.lstrip())
    return " " * indent + brief(label, LABEL_WIDTH - indent - 2)


def _agreement_lines(panel_result: PanelResult) -> Iterator[str]:
    """How often two readers chose the same, where two answered the same."""
    lines: list[str] = []
    for mode, mode_title in MODES.items():
        replies = panel_result.replies_in(mode)
        agreement = measure_agreement(replies)
        chance = mean_chance(replies)
        if agreement.answers and chance is not None:
            lines.append(
                f"  {mode_title}: {percent(agreement.pairs)} of {agreement.pairs.total:,} pairs "
                f"are the same (by chance: {chance:.0%})"
            )
    if lines:
        yield from ("", "Agreement between readers", *lines)


def _dispute_lines(panel_result: PanelResult) -> Iterator[str]:
    """Each key that most readers disagree with, then what was said of other items."""
    disputes = find_disputes(panel_result.replies_in("with-situation"))
    if panel_result.readers_in("with-situation"):
        yield ""
        yield (
            "Most readers disagree with the key"
            if disputes
            else ("Most readers agree with every key.")
        )
    for dispute in disputes:
        yield from _wrapped(dispute_words(dispute), 2)
        yield from _comment_lines(panel_result, {dispute.item.id})
    disputed_ids = {dispute.item.id for dispute in disputes}
    remaining_ids = {comment.item_id for comment in panel_result.comments} - disputed_ids
    if remaining_ids:
        yield from ("", "Comments on other items")
    for item_id in sorted(remaining_ids):
        yield f"  {item_id}"
        yield from _comment_lines(panel_result, {item_id})


def dispute_words(dispute: Dispute) -> str:
    """A key, and what the readers chose in its place."""
    choices = ", ".join(f"{choice_words(chosen)} ({count})" for chosen, count in dispute.choices)
    key = choice_words(dispute.item.keys[dispute.field])
    return f"{dispute.item.id}, {dispute.field}: the key is {key}; they chose {choices}"


def choice_words(option_ids: Iterable[str]) -> str:
    """Options by their ids in the pack's file."""
    return " and ".join(sorted(option_ids))


def _comment_lines(panel_result: PanelResult, item_ids: set[str]) -> Iterator[str]:
    for comment in panel_result.comments:
        if comment.item_id in item_ids:
            yield from _wrapped(f"{comment.reader}: {comment.text}", 4)


def _wrapped(text: str, indent: int) -> list[str]:
    """A text in lines, all but the first indented by two more."""
    spaces = " " * indent
    return textwrap.wrap(text, COLUMNS, initial_indent=spaces, subsequent_indent=f"{spaces}  ")


# Grouping


def _tallies_by_area(catalog: Catalog, replies: Sequence[PanelReply]) -> dict[str, Tally]:
    """By the id of each area, in the order of the pack."""
    tallies = count_right_by(replies, lambda reply: reply.item.area)
    return {area: tallies[area] for area in catalog.areas if area in tallies}


def _tallies_by_level(replies: Sequence[PanelReply]) -> dict[int, Tally]:
    return dict(sorted(count_right_by(replies, lambda reply: reply.item.level).items()))


# As JSON


def score_json(catalog: Catalog, panel_result: PanelResult) -> dict[str, Any]:
    """Everything as a JSON value."""
    return {
        "pack": {"id": catalog.pack.id, "version": catalog.pack.version},
        "days": [str(filled_day) for filled_day in panel_result.days],
        "with_situation": _mode_json(catalog, panel_result, "with-situation"),
        "options_only": _mode_json(catalog, panel_result, "options-only"),
        "disputed": [
            {
                "item": dispute.item.id,
                "field": dispute.field,
                "key": sorted(dispute.item.keys[dispute.field]),
                "right": dispute.tally.right,
                "total": dispute.tally.total,
                "choices": [
                    {"options": sorted(chosen), "count": count} for chosen, count in dispute.choices
                ],
            }
            for dispute in find_disputes(panel_result.replies_in("with-situation"))
        ],
        "comments": [
            {"item": comment.item_id, "reader": comment.reader, "comment": comment.text}
            for comment in panel_result.comments
        ],
        "faults": [
            {"file": fault.file, "items": list(fault.items), "what": fault.what}
            for fault in panel_result.faults
        ],
    }


def _mode_json(catalog: Catalog, panel_result: PanelResult, mode: PanelMode) -> dict[str, Any]:
    replies = panel_result.replies_in(mode)
    agreement = measure_agreement(replies)
    return {
        "readers": panel_result.readers_in(mode),
        "items": len({reply.item.id for reply in replies}),
        **tally_json(count_right(replies)),
        "chance": mean_chance(replies),
        "agreement": {
            "answers": agreement.answers,
            "pairs": agreement.pairs.total,
            "same": agreement.pairs.right,
        },
        "fields": [
            {
                "field": field,
                **tally_json(count_right(field_replies)),
                "by_area": [
                    {"area": area, **tally_json(tally)}
                    for area, tally in _tallies_by_area(catalog, field_replies).items()
                ],
                "by_level": [
                    {"level": level, **tally_json(tally)}
                    for level, tally in _tallies_by_level(field_replies).items()
                ],
            }
            for field in FIELDS
            if (field_replies := panel_result.replies_in(mode, field))
        ],
    }


def tally_json(tally: Tally) -> dict[str, Any]:
    """Counts with their share and its 95% interval."""
    low, high = tally.interval
    return {
        "right": tally.right,
        "total": tally.total,
        "share": tally.share,
        "interval": [low, high],
    }

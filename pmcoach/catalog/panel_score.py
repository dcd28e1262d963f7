"""What the answers of a panel add up to. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from pmcoach.catalog.models import Counts, Pack, Panel, PanelCounts
from pmcoach.catalog.panel_answers import FilledSheet, PanelComment, PanelReply, SheetFault
from pmcoach.catalog.panel_items import AnswerField, PanelItem, PanelMode
from pmcoach.catalog.tally import Tally

Group = TypeVar("Group")


@dataclass(frozen=True)
class PanelResult:
    """All sheets together."""

    days: tuple[dt.date, ...]
    """When they were filled in, as far as that is known; the earliest first."""
    replies: tuple[PanelReply, ...]
    """At most one of a reader to the same question."""
    comments: tuple[PanelComment, ...]
    faults: tuple[SheetFault, ...]

    def replies_in(self, mode: PanelMode, field: AnswerField | None = None) -> list[PanelReply]:
        """The answers on one kind of sheet, to all that is asked there or to one field."""
        return [
            reply
            for reply in self.replies
            if reply.mode == mode and (field is None or reply.field == field)
        ]

    def readers_in(self, mode: PanelMode) -> list[str]:
        """Who answered on one kind of sheet."""
        return list_readers(self.replies_in(mode))


@dataclass(frozen=True)
class Agreement:
    """How often two readers chose the same."""

    answers: int
    """What two or more readers answered; best and worst of a scenario are two."""
    pairs: Tally
    """Pairs of readers that chose the same, of all pairs that answered the same."""


@dataclass(frozen=True)
class Dispute:
    """A key that most readers disagree with."""

    item: PanelItem
    field: AnswerField
    tally: Tally
    choices: tuple[tuple[frozenset[str], int], ...]
    """What they chose, and how many did, the most frequent first."""


def join_sheets(sheets: Iterable[FilledSheet]) -> PanelResult:
    """All sheets as one result; where a reader answered the same twice, the first counts."""
    replies: dict[tuple[object, ...], PanelReply] = {}
    comments: dict[PanelComment, None] = {}
    faults: list[SheetFault] = []
    days: set[dt.date] = set()
    for sheet in sheets:
        fresh_replies = {_identify(reply): reply for reply in sheet.replies}
        repeated = fresh_replies.keys() & replies.keys()
        faults += sheet.faults
        if repeated:
            reader = sheet.replies[0].reader
            faults.append(
                SheetFault(
                    sheet.file,
                    (),
                    f"{len(repeated)} answers of {reader} are counted already from another sheet: "
                    "two people need two names",
                )
            )
        replies = fresh_replies | replies
        comments |= dict.fromkeys(sheet.comments)
        if sheet.day and sheet.replies:
            days.add(sheet.day)
    return PanelResult(tuple(sorted(days)), tuple(replies.values()), tuple(comments), tuple(faults))


def _identify(reply: PanelReply) -> tuple[object, ...]:
    """What a reader can answer once. Without the situation, items that share their options look
    the same."""
    question = reply.item.id if reply.mode == "with-situation" else reply.item.option_texts
    return reply.reader.casefold(), reply.mode, question, reply.field


def list_readers(replies: Iterable[PanelReply]) -> list[str]:
    """The names of all readers, sorted."""
    return sorted({reply.reader.casefold(): reply.reader for reply in replies}.values())


def count_right(replies: Sequence[PanelReply]) -> Tally:
    """How many answers were the key."""
    return Tally(sum(reply.is_right for reply in replies), len(replies))


def count_right_by(
    replies: Iterable[PanelReply], group_of: Callable[[PanelReply], Group | None]
) -> dict[Group, Tally]:
    """How many answers were the key in each group, in the order in which the groups come; those
    in None are left out."""
    groups: dict[Group, list[PanelReply]] = defaultdict(list)
    for reply in replies:
        group = group_of(reply)
        if group is not None:
            groups[group].append(reply)
    return {group: count_right(members) for group, members in groups.items()}


def mean_chance(replies: Sequence[PanelReply]) -> float | None:
    """The part that guessing would get right, or None without an answer."""
    chances = [reply.item.chance(reply.field, reply.mode) for reply in replies]
    return sum(chances) / len(chances) if chances else None


def measure_agreement(replies: Sequence[PanelReply]) -> Agreement:
    """How often two readers chose the same, over all that two or more answered."""
    choices = _choices_by_question(replies).values()
    pairs = [pair for chosen in choices for pair in combinations(chosen, 2)]
    return Agreement(
        sum(len(chosen) > 1 for chosen in choices),
        Tally(sum(first == second for first, second in pairs), len(pairs)),
    )


def find_disputes(replies: Sequence[PanelReply]) -> list[Dispute]:
    """Everything where more than half of the readers chose something but the key, the most
    readers first."""
    items = {reply.item.id: reply.item for reply in replies}
    disputes = [
        Dispute(
            items[item_id],
            field,
            Tally(chosen.count(items[item_id].keys[field]), len(chosen)),
            tuple(Counter(chosen).most_common()),
        )
        for (item_id, field), chosen in _choices_by_question(replies).items()
    ]
    return sorted(
        (dispute for dispute in disputes if 2 * dispute.tally.right < dispute.tally.total),
        key=lambda dispute: (dispute.tally.right - dispute.tally.total, dispute.item.id),
    )


def _choices_by_question(
    replies: Iterable[PanelReply],
) -> dict[tuple[str, AnswerField], list[frozenset[str]]]:
    choices: dict[tuple[str, AnswerField], list[frozenset[str]]] = defaultdict(list)
    for reply in replies:
        choices[reply.item.id, reply.field].append(reply.chosen)
    return choices


# The result as a table of the pack


def make_panel(panel_result: PanelResult, pack: Pack, who: str) -> Panel:
    """What the pack can say of it. Raises ValueError (pydantic's) where ``who`` is no text of the
    length it may have, or where nobody answered with the situation or gave a day."""
    replies = panel_result.replies_in("with-situation")
    return Panel.model_validate(
        {
            "version": pack.version,
            "who": who,
            "readers": len(list_readers(replies)),
            "first_day": min(panel_result.days, default=None),
            "last_day": max(panel_result.days, default=None),
            "items": len({reply.item.id for reply in replies}),
            "with_situation": _count_fields(panel_result, "with-situation"),
            "options_only": _count_fields(panel_result, "options-only"),
        }
    )


def _count_fields(panel_result: PanelResult, mode: PanelMode) -> dict[str, Counts]:
    tallies = count_right_by(panel_result.replies_in(mode), lambda reply: reply.field)
    return {field: (tally.right, tally.total) for field, tally in tallies.items()}


def panel_toml(panel: Panel) -> str:
    """The [panel] table for a file of the pack."""
    lines = [
        "[panel]",
        f'version = "{panel.version}"',
        f"who = {json.dumps(panel.who, ensure_ascii=False)}",
        f"readers = {panel.readers}",
        f"first_day = {panel.first_day}",
        f"last_day = {panel.last_day}",
        f"items = {panel.items}",
    ]
    for name, counts in (
        ("with_situation", panel.with_situation),
        ("options_only", panel.options_only),
    ):
        if counts.total.total:
            lines += ["", f"[panel.{name}]", *_count_lines(counts)]
    return "\n".join(lines) + "\n"


def _count_lines(counts: PanelCounts) -> list[str]:
    return [
        f"{field} = [{right}, {total}]"
        for field, (right, total) in counts.model_dump().items()
        if total
    ]

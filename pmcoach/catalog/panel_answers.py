"""From the text of a filled sheet to the answers in it, with every fault by file and item. Pure.

People fill sheets in with whatever editor they have, so a fault in one item leaves the rest of the
sheet as it is.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from pmcoach.catalog.models import Pack
from pmcoach.catalog.panel_items import (
    MOST_MARKS,
    AnswerField,
    PanelItem,
    PanelMode,
    SheetForm,
)
from pmcoach.catalog.panel_sheet import SHEET_FORMAT
from pmcoach.catalog.sanitize import strip_unprintable

LONGEST_COMMENT = 2000
"""Characters of a comment that are read."""
LONGEST_NAME = 60
FILLED_LINE = re.compile(r"\s*(reader|date|answer|marks|best|worst|comment)\s*=\s*(.*)")
QUOTATION_MARKS = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb` "
NUMBERS = re.compile(r"[0-9]{1,2}[.)]?(?:(?: and |[ ,;+]+)[0-9]{1,2}[.)]?)*")


@dataclass(frozen=True)
class SheetFault:
    """One thing that keeps something of a sheet from counting."""

    file: str
    items: tuple[int, ...]
    """The numbers of the items on the sheet; none where it is the sheet as such."""
    what: str

    def __str__(self) -> str:
        numbers = ", ".join(map(str, self.items))
        noun = "item" if len(self.items) == 1 else "items"
        return ": ".join(filter(None, (self.file, numbers and f"{noun} {numbers}", self.what)))


@dataclass(frozen=True)
class PanelReply:
    """One answer of one reader."""

    reader: str
    mode: PanelMode
    item: PanelItem
    field: AnswerField
    chosen: frozenset[str]
    """The ids of the chosen options."""

    @property
    def is_right(self) -> bool:
        return self.chosen == self.item.keys[self.field]


@dataclass(frozen=True)
class PanelComment:
    """What a reader said of an item."""

    reader: str
    item_id: str
    text: str


@dataclass(frozen=True)
class FilledSheet:
    """What could be read of a sheet."""

    file: str
    day: dt.date | None = None
    replies: tuple[PanelReply, ...] = ()
    comments: tuple[PanelComment, ...] = ()
    faults: tuple[SheetFault, ...] = ()


class SheetHead(BaseModel):
    """The table that says what a sheet is; what else it has is of no matter."""

    format: Annotated[int, Field(strict=True)]
    pack: str
    version: str
    mode: PanelMode
    seed: Annotated[int, Field(strict=True)]


class ItemRef(BaseModel):
    """What says which item it is."""

    number: Annotated[int, Field(strict=True, ge=1, le=100_000)]
    code: str
    revision: Annotated[int, Field(strict=True)]
    wording: str


class SheetError(Exception):
    """Why nothing of a sheet can be read."""


class ItemError(Exception):
    """Why something of an item doesn't count."""


def read_sheet(file: str, text: str, pack: Pack, items: Sequence[PanelItem]) -> FilledSheet:
    """The answers in a filled sheet.

    Args:
        file: What the sheet is called in faults.
        text: All that is in it.
        pack: The pack to score with.
        items: All items of the pack.
    """
    try:
        table = _parse_table(text)
        form = _read_head(table, pack)
        day, day_fault = _read_day(table.get("date", ""))
    except SheetError as error:
        return FilledSheet(file, faults=(SheetFault(file, (), str(error)),))
    reader = _clean(table.get("reader", ""))[:LONGEST_NAME]
    reading = _SheetReading(form, reader or file, items)
    reading.read_items(table.get("item", []))
    is_empty = not (reading.replies or reading.comments or reading.numbers_by_fault)
    unknown_keys = table.keys() - {"reader", "date", "sheet", "item"}
    sheet_faults = (
        f"unknown key {_clean(min(unknown_keys), 40)!r}: what is there is left out"
        if unknown_keys
        else "",
        day_fault,
        reading.list_fault,
        "nothing is filled in" if is_empty and not reading.list_fault else "",
        "" if reader or is_empty else "reader is empty: write the reader's name or initials there",
    )
    return FilledSheet(
        file,
        day,
        tuple(reading.replies),
        tuple(reading.comments),
        (
            *(SheetFault(file, (), what) for what in sheet_faults if what),
            *(
                SheetFault(file, tuple(numbers), what)
                for what, numbers in reading.numbers_by_fault.items()
            ),
        ),
    )


# The sheet as such


def _parse_table(text: str) -> dict[str, Any]:
    """The sheet as TOML, or else what it would be with its answers put into quotation marks.
    Raises SheetError."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        pass
    tidied_text = "\n".join(map(_tidy_line, text.split("\n")))
    try:
        return tomllib.loads(tidied_text)
    except RecursionError as error:
        raise SheetError("is nested too deeply to read") from error
    except ValueError as error:
        line_match = re.search(r"at line (\d+)", str(error))
        if line_match is None:
            raise SheetError("breaks off, or is not a sheet") from error
        lines = text.split("\n")[: int(line_match[1])]
        item_number = sum(line.lstrip().startswith("[[item") for line in lines)
        place = f" (in item {item_number})" if item_number else ""
        raise SheetError(
            f"line {line_match[1]}{place} cannot be read: compare it with the sheet that was sent"
        ) from error


def _tidy_line(line: str) -> str:
    """A filled line as TOML where it isn't: with no, curly or unmatched quotation marks, say."""
    line_match = FILLED_LINE.fullmatch(line)
    if line_match is None:
        return line
    try:
        tomllib.loads(line)
    except (ValueError, RecursionError):
        field, filled_text = line_match.groups()
        if field != "comment":
            filled_text = filled_text.partition("#")[0]
        return f"{field} = {json.dumps(filled_text.strip(QUOTATION_MARKS), ensure_ascii=True)}"
    return line


def _read_head(table: Mapping[str, Any], pack: Pack) -> SheetForm:
    """How the sheet was made. Raises SheetError where it is no sheet of this pack."""
    sheet_table = table.get("sheet")
    if not isinstance(sheet_table, dict):
        raise SheetError("is no sheet: its [sheet] table is missing")
    sheet_format = sheet_table.get("format")
    if isinstance(sheet_format, int) and sheet_format > SHEET_FORMAT:
        raise SheetError(f"was made by a newer pmcoach (format {sheet_format}): update this one")
    try:
        head = SheetHead.model_validate(sheet_table)
    except ValidationError as error:
        key = ".".join(map(str, error.errors()[0]["loc"]))
        raise SheetError(
            f"sheet.{key} is missing or damaged: copy it from the sheet that was sent"
        ) from error
    if head.pack != pack.id:
        raise SheetError(
            f"is for the pack {_clean(head.pack)!r}, and this is {pack.id!r}: "
            "name the right one with --content"
        )
    return SheetForm(head.mode, head.seed)


def _read_day(filled_day: object) -> tuple[dt.date | None, str]:
    """The day, if it was filled in, and what is wrong with it."""
    if isinstance(filled_day, dt.datetime):
        return filled_day.date(), ""
    if isinstance(filled_day, dt.date):
        return filled_day, ""
    day_text = _clean(filled_day)
    if not day_text:
        return None, ""
    try:
        return dt.date.fromisoformat(day_text), ""
    except ValueError:
        return None, f"date {day_text[:40]!r}: write it as 2026-05-12"


def _clean(filled: object, longest: int = LONGEST_COMMENT) -> str:
    """What was filled in as one line without anything that a terminal would obey."""
    if not isinstance(filled, str | int | float | dt.date):
        return ""
    return " ".join(strip_unprintable(str(filled)).split())[:longest]


# The items


class _SheetReading:
    """Reads the items of a sheet one after the other."""

    def __init__(self, form: SheetForm, reader: str, items: Sequence[PanelItem]) -> None:
        self.form = form
        self.reader = reader
        # A sheet may be older than a new id.
        self.item_by_code = {
            form.code_of(item_id): item for item in items for item_id in (item.id, *item.former_ids)
        }
        self.replies: list[PanelReply] = []
        self.comments: list[PanelComment] = []
        self.numbers_by_fault: dict[str, list[int]] = defaultdict(list)
        self.list_fault = ""
        self._codes_read: set[str] = set()

    def read_items(self, item_tables: object) -> None:
        """Read all that is filled in."""
        if not isinstance(item_tables, list):
            self.list_fault = "its [[item]] tables are damaged"
            return
        for position, item_table in enumerate(item_tables, 1):
            if isinstance(item_table, dict) and not _is_filled_in(item_table):
                continue
            number = position
            try:
                ref = _read_ref(item_table)
                number = ref.number
                self._read_item(item_table, ref)
            except ItemError as error:
                self.numbers_by_fault[str(error)].append(number)

    def _read_item(self, item_table: Mapping[str, Any], ref: ItemRef) -> None:
        item = self.item_by_code.get(ref.code)
        if item is None:
            raise ItemError("this pack has no such item any more, so it is left out")
        if ref.code in self._codes_read:
            raise ItemError("is on the sheet twice, and only the first counts: delete the other")
        self._codes_read.add(ref.code)
        if ref.revision != item.revision or ref.wording != item.wording(self.form.mode):
            raise ItemError(
                "the wording has changed since the sheet was made, so it is left out: "
                "ask again with a new sheet"
            )
        comment = _clean(item_table.get("comment", ""))
        if comment:
            self.comments.append(PanelComment(self.reader, item.id, comment))
        unknown_keys = item_table.keys() - {"ref", "comment", *item.keys}
        if unknown_keys:
            raise ItemError(
                f"unknown key {_clean(min(unknown_keys), 40)!r}: it asks for "
                f"{' and '.join(item.keys)}"
            )
        replies = list(self._read_replies(item_table, ref.code, item))
        if len(replies) > len({reply.chosen for reply in replies}):
            raise ItemError("best and worst are the same option: choose two")
        self.replies += replies

    def _read_replies(
        self, item_table: Mapping[str, Any], code: str, item: PanelItem
    ) -> Iterator[PanelReply]:
        order = self.form.shuffle(code, item)
        for field in item.keys:
            filled = item_table.get(field, "")
            if _is_empty(filled):
                continue
            numbers = _read_numbers(filled)
            most = MOST_MARKS if field == "marks" else 1
            if not 1 <= len(numbers) <= most or not numbers <= set(range(1, len(order) + 1)):
                how = f"1 to {most} numbers" if most > 1 else "a number"
                raise ItemError(
                    f"{field} {_clean(filled, 40)!r}: write {how} from 1 to {len(order)}"
                )
            chosen = frozenset(order[number - 1] for number in numbers)
            yield PanelReply(self.reader, self.form.mode, item, field, chosen)


def _read_numbers(filled: object) -> set[int]:
    """The numbers that were filled in; none where it is anything else."""
    if isinstance(filled, list):
        filled = ",".join(map(str, filled))
    text = "" if isinstance(filled, bool) else _clean(filled)
    return set(map(int, re.findall("[0-9]+", text))) if NUMBERS.fullmatch(text) else set()


def _is_filled_in(item_table: Mapping[str, Any]) -> bool:
    """Whether anything but the reference stands in an item."""
    return any(not _is_empty(filled) for key, filled in item_table.items() if key != "ref")


def _is_empty(filled: object) -> bool:
    """Whether there is nothing between the quotation marks."""
    return isinstance(filled, str) and not filled.strip()


def _read_ref(item_table: object) -> ItemRef:
    """Which item it is. Raises ItemError."""
    try:
        return ItemRef.model_validate(item_table["ref"] if isinstance(item_table, dict) else None)
    except (KeyError, ValidationError) as error:
        raise ItemError(
            "ref is missing or damaged: copy that line from the sheet that was sent"
        ) from error

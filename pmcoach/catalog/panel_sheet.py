"""A sheet for a reader of a panel, as text to fill in with any editor. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from pmcoach.catalog.models import Pack
from pmcoach.catalog.panel_items import AnswerField, PanelItem, PanelMode, SheetForm

SHEET_FORMAT = 1
COLUMNS = 78
OPENINGS: Mapping[PanelMode, str] = {
    "with-situation": "Thank you for checking these questions. Read each situation first.",
    "options-only": (
        "Thank you for checking these options. You see them without their questions, on purpose. "
        "Guess where you have to."
    ),
}
HINTS: Mapping[PanelMode, Mapping[AnswerField, str]] = {
    "with-situation": {
        "answer": (
            "Choose the option that you would choose there, and write its number between the "
            'quotation marks: answer = "3".'
        ),
        "marks": (
            "Where it says marks, write the numbers of the lines that the question asks for: "
            'marks = "2,5".'
        ),
        "best": (
            "Where it says best and worst, write the number of the option that would work best "
            "there, and of the option that would work worst."
        ),
    },
    "options-only": {
        "answer": (
            "Choose the option that looks right to you, and write its number between the "
            'quotation marks: answer = "3".'
        ),
        "marks": (
            "Where it says marks, write the numbers of the one to three lines that you would "
            'point at: marks = "2,5".'
        ),
        "best": (
            "Where it says best and worst, write the number of the option that looks best to you, "
            "and of the option that looks worst."
        ),
    },
}
"""How to answer what a sheet asks; with ``best`` goes ``worst``."""
RULES = (
    "Please don't look anything up, and don't talk about it before everyone is done. Leave empty "
    "what you don't want to answer; a half-filled sheet helps, too. If something is unclear or "
    "wrong, say so in comment."
)
FILLING_IN = (
    "Fill in only what stands between quotation marks. Lines that begin with # are for you to "
    "read. Save the file as plain text under the same name, and send it back."
)


def write_sheet(pack: Pack, form: SheetForm, items: Sequence[PanelItem], part: str = "") -> str:
    """The text of a sheet, which is TOML. It has no keys, effects, levels, reasons or ids.

    Args:
        pack: The pack that the items are of.
        form: How the sheet is made.
        items: In the order of the sheet.
        part: What part of the pack this is, in words, if it isn't all of it.
    """
    lines = list(_head_lines(pack, form, items, part))
    for number, item in enumerate(items, 1):
        lines += _item_lines(form, item, number, len(items))
    return "\n".join(lines) + "\n"


def _head_lines(
    pack: Pack, form: SheetForm, items: Sequence[PanelItem], part: str
) -> Iterator[str]:
    items_words = "1 question" if len(items) == 1 else f"{len(items)} questions"
    fields = {field for item in items for field in item.keys}
    hints = [hint for field, hint in HINTS[form.mode].items() if field in fields]
    yield f"# {items_words} to check{f' ({part})' if part else ''}"
    for paragraph in (" ".join([OPENINGS[form.mode], *hints]), RULES, FILLING_IN):
        yield "#"
        yield from _comment(paragraph)
    yield from (
        "",
        'reader = ""    # your name or initials',
        'date = ""      # the day you finish, such as 2026-05-12',
        "",
        "[sheet]        # please leave this part as it is",
        f"format = {SHEET_FORMAT}",
        f'pack = "{pack.id}"',
        f'version = "{pack.version}"',
        f'mode = "{form.mode}"',
        f"seed = {form.seed}",
    )


def _item_lines(form: SheetForm, item: PanelItem, number: int, item_count: int) -> Iterator[str]:
    code = form.code_of(item.id)
    yield ""
    yield f"# ---- {number} of {item_count} ".ljust(COLUMNS, "-")
    yield "[[item]]"
    yield (
        f'ref = {{ number = {number}, code = "{code}", revision = {item.revision}, '
        f'wording = "{item.wording(form.mode)}" }}'
    )
    if form.mode == "with-situation":
        for paragraph in (item.title, *item.situation.splitlines()):
            yield "#"
            yield from _comment(paragraph)
    yield "#"
    for label, option_id in enumerate(form.shuffle(code, item), 1):
        yield from _comment(item.options[option_id], f"{label:>3}  ")
    yield "#"
    yield from (f'{field} = ""' for field in item.keys)
    yield 'comment = ""'


def _comment(text: str, lead: str = "") -> list[str]:
    """A text as comment lines, the first of which begins with ``lead``."""
    return textwrap.wrap(
        " ".join(text.split()),
        COLUMNS,
        initial_indent=f"# {lead}",
        subsequent_indent="# " + " " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )

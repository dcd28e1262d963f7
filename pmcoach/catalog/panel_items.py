"""The questions of a pack as a panel of readers sees them: what is read, chosen and right. Pure."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pmcoach.catalog.models import Check, Scenario, Spot
from pmcoach.catalog.parse import Catalog

PanelMode = Literal["with-situation", "options-only"]
"""Whether the readers see the whole question, or only the options: if those alone are enough to
find the key, the question measures nothing."""
AnswerField = Literal["answer", "marks", "best", "worst"]
"""What a sheet asks: ``answer`` for a check, ``marks`` for a spot, ``best`` and ``worst`` for a
scenario."""
MOST_MARKS = 3
"""How many lines of a spot may be marked."""


@dataclass(frozen=True)
class PanelItem:
    """One question for a panel."""

    id: str
    area: str
    competency: str | None
    """None for a scenario, which belongs to an area only."""
    level: int | None
    """None for a scenario."""
    title: str
    situation: str
    options: Mapping[str, str]
    """The text of each option by its id, in the order of the file."""
    keys: Mapping[AnswerField, frozenset[str]]
    """The ids of the right options, for each thing that is asked."""
    revision: int
    former_ids: tuple[str, ...] = ()
    has_fixed_order: bool = False
    """Whether the options stay in their order, as the lines of a spot do."""

    @property
    def option_texts(self) -> tuple[str, ...]:
        """All options, the same for items with the same options."""
        texts = self.options.values()
        return tuple(texts if self.has_fixed_order else sorted(texts))

    def chance(self, field: AnswerField, mode: PanelMode) -> float:
        """How probable it is to be right by chance. Only the situation says how many lines of a
        spot to mark."""
        counts = (
            range(1, MOST_MARKS + 1)
            if field == "marks" and mode == "options-only"
            else (len(self.keys[field]),)
        )
        return 1 / sum(math.comb(len(self.options), count) for count in counts)

    def wording(self, mode: PanelMode) -> str:
        """A short mark of the texts that a reader sees: another one if they change."""
        situation = self.situation if mode == "with-situation" else ""
        return digest(situation, *self.option_texts)[:6]


def list_panel_items(catalog: Catalog) -> list[PanelItem]:
    """Every check, spot and scenario of the pack, in the order of the files."""
    return [
        *(_check_item(catalog, check) for check in catalog.checks.values()),
        *(_spot_item(catalog, spot) for spot in catalog.spots.values()),
        *map(_scenario_item, catalog.scenarios.values()),
    ]


def _check_item(catalog: Catalog, check: Check) -> PanelItem:
    competency = catalog.competencies.get(check.competency)
    return PanelItem(
        id=check.id,
        area=competency.area if competency else "",
        competency=check.competency,
        level=check.level,
        title=competency.title if competency else "",
        situation=check.ask,
        options={option.id: option.text for option in check.option},
        keys={"answer": frozenset({check.key})},
        revision=check.revision,
        former_ids=check.was,
    )


def _spot_item(catalog: Catalog, spot: Spot) -> PanelItem:
    competency = catalog.competencies.get(spot.competency)
    return PanelItem(
        id=spot.id,
        area=competency.area if competency else "",
        competency=spot.competency,
        level=spot.level,
        title=competency.title if competency else "",
        situation=f"{spot.ask}\n{spot.artifact}",
        options={str(number): line.text for number, line in enumerate(spot.line, 1)},
        keys={"marks": frozenset(map(str, spot.marks))},
        revision=spot.revision,
        former_ids=spot.was,
        has_fixed_order=True,
    )


def _scenario_item(scenario: Scenario) -> PanelItem:
    ranked = sorted(scenario.action, key=lambda action: action.effect)
    return PanelItem(
        id=scenario.id,
        area=scenario.area,
        competency=None,
        level=None,
        title=scenario.title,
        situation=scenario.situation,
        options={action.id: action.text for action in scenario.action},
        keys={"best": frozenset({ranked[-1].id}), "worst": frozenset({ranked[0].id})},
        revision=scenario.revision,
        former_ids=scenario.was,
    )


@dataclass(frozen=True)
class SheetForm:
    """What a sheet is made by: the same form gives the same sheet."""

    mode: PanelMode
    seed: int

    def code_of(self, item_id: str) -> str:
        """What stands for an item on the sheet: an id would tell the competency and the level."""
        return digest(self.mode, str(self.seed), item_id)[:10]

    def shuffle(self, code: str, item: PanelItem) -> list[str]:
        """The ids of the item's options in the order of the sheet."""
        if item.has_fixed_order:
            return list(item.options)
        return sorted(item.options, key=lambda option_id: digest(code, item.options[option_id]))


def digest(*parts: str) -> str:
    """A hash of some texts, as hexadecimal digits: what is sorted by it is in random order, but
    the same each time."""
    return hashlib.sha256("\n\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def choose_items(
    items: Sequence[PanelItem], form: SheetForm, part: tuple[int, int] = (1, 1)
) -> list[PanelItem]:
    """The items of a sheet, in its order.

    Without the situation, items that share their options come once: three times the same options
    would tell. The form decides for which of them the answer counts.

    Args:
        items: All that the sheet may have.
        form: How it is made.
        part: Which part of how many. The parts together have every item, each has about as many
            of every competency, and the seed makes no difference to what is in them.
    """
    number, part_count = part
    groups = sorted(
        _group_items(items, form.mode),
        key=lambda group: (group[0].area, group[0].competency or "", digest(group[0].id)),
    )
    chosen_items = [
        min(group, key=lambda item: form.code_of(item.id))
        for group in groups[number - 1 :: part_count]
    ]
    return sorted(chosen_items, key=lambda item: form.code_of(item.id))


def _group_items(items: Sequence[PanelItem], mode: PanelMode) -> Iterator[list[PanelItem]]:
    """The items that may not stand on one sheet together."""
    if mode == "with-situation":
        yield from ([item] for item in items)
        return
    groups: dict[tuple[str, ...], list[PanelItem]] = defaultdict(list)
    for item in items:
        groups[item.option_texts].append(item)
    yield from groups.values()

"""Made-up people whose true levels are known, and the worlds in which they answer.

The people and "as assumed" were fixed before the first run and are not to be tuned towards a
result; docs/measurement.md tells what was added later. Every chance is of a person and a question,
so that runs with other questions stay comparable.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from pmcoach.assessment.assumptions import BASE, LEAKING_PICK, SENSIBLE_PICK, PickChances
from pmcoach.assessment.events import Answer
from pmcoach.assessment.items import find_item_kind
from pmcoach.assessment.measurement import Records, group_subjects
from pmcoach.assessment.results import weigh_subject
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.models import Spot
from pmcoach.catalog.parse import Catalog
from pmcoach.catalog.vocabulary import FACETS, Facet, max_level

STAGES = ("entry", "independent")
"""With every shipped role: all pairs in turn, so each is as frequent. At the senior stage most of
the target is evidence, which no answer can give."""
MEAN_SHORT = 0.75
"""How far people are below their target on average: who asks is on the way, not at the start."""
SPREAD = 1.0
"""Standard deviation of true levels: most people stand within two levels of the middle."""
SHARES = (0.4, 0.25)
"""Shares of that variance that are of the person and of the area; the rest is of the single level.
All three facets hang together by them, which the model of levels does not assume."""
NO_GENERAL_SHARES = (0.0, 0.25)

SLIP = 0.1
UNMARKED = 0.5
CLAIM_UP, CLAIM_DOWN = 0.25, 0.1
"""Chance of claiming one rung too many or too few."""
SCENE_ERROR = 0.5
RECORD = 0.5
"""Chance that someone with a true skill above 2 has a record of it."""
LOOSE = 3.0
"""Standard deviation, in rungs, of claims that are worth no more than self-ratings in general: it
makes them correlate with the true skill at about .3 (Mabe and West 1982 found .29)."""
MISLEVELLED = 0.3
"""Share of checks that are really a level harder or easier than they say, half each."""
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

Level = tuple[Facet, str]
"""A level: its facet, and the competency or area it is of."""


@dataclass(frozen=True)
class World:
    """How well answers tell the truth, and how people are."""

    title: str
    noise: float = 1.0
    """A factor on SLIP, UNMARKED, CLAIM_UP, CLAIM_DOWN and SCENE_ERROR."""
    guess: float = BASE.guess
    """Chance of hitting a check that one does not know."""
    pick: PickChances = BASE.pick
    """Chance of picking the best action, and then the worst, by ability 0 to 4."""
    is_loose: bool = False
    """Whether claims err as LOOSE says, instead of by a rung at most."""
    is_mislevelled: bool = False
    shares: tuple[float, float] = SHARES
    is_boasting: bool = False
    """People who have no level at all, claim the highest rung everywhere, and guess every check
    without saying so."""


WORLDS = (
    World("as assumed"),
    World("half the noise", noise=0.5),
    World("double the noise", noise=2.0),
    World("loose claims", is_loose=True),
    World("mislevelled checks", is_mislevelled=True),
    World("no general factor", shares=NO_GENERAL_SHARES),
    World("guess .5", guess=0.5, pick=SENSIBLE_PICK),
    World("guess .75", guess=0.75, pick=LEAKING_PICK),
)
BLIND_PICK: PickChances = (0.25, 0.25, 0.25, 0.25, 0.25)
BOASTERS = (
    World("boaster, guess .25", guess=0.25, pick=BLIND_PICK, is_boasting=True),
    World("boaster, guess .5", guess=0.5, pick=SENSIBLE_PICK, is_boasting=True),
    World("boaster, guess .75", guess=0.75, pick=LEAKING_PICK, is_boasting=True),
)


@dataclass(frozen=True)
class Person:
    """Someone with true levels."""

    name: str
    """The seed and a number."""
    target: Target
    levels: Mapping[Level, int]
    weights: Mapping[Level, float]
    records: Records

    def chance(self, what: str) -> Random:
        """Luck of its own for each question, whatever else is asked."""
        return Random(f"{self.name}/{what}")

    @property
    def true_gaps(self) -> list[tuple[Level, float]]:
        """The true gaps with their sizes, the largest first."""
        sizes = {
            level: (self.target.levels[level[0]] - height) * self.weights[level]
            for level, height in self.levels.items()
        }
        gaps = [(level, size) for level, size in sizes.items() if size > 0]
        return sorted(gaps, key=lambda gap: -gap[1])

    @property
    def heaviest(self) -> list[Level]:
        """What the target's weights alone say, without a question."""
        return sorted(
            self.levels, key=lambda level: -self.weights[level] * self.target.levels[level[0]]
        )


def make_people(catalog: Catalog, count: int, seed: str, world: World) -> list[Person]:
    """People of a world, in turn over all roles and stages."""
    targets = [make_target(catalog, role, stage) for role in catalog.roles for stage in STAGES]
    return [
        make_person(catalog, targets[number % len(targets)], f"{seed}/{number}", world)
        for number in range(count)
    ]


def make_person(catalog: Catalog, target: Target, name: str, world: World) -> Person:
    """One person, drawn by their name."""
    chance = Random(name)
    person_share, area_share = world.shares
    general = chance.gauss(0, 1) * person_share**0.5
    areas = {area: chance.gauss(0, 1) * area_share**0.5 for area in catalog.areas}
    own_spread = (1 - person_share - area_share) ** 0.5
    levels: dict[Level, int] = {}
    for facet in FACETS:
        for area, subjects in group_subjects(catalog, facet).items():
            for subject in subjects:
                deviation = general + areas[area] + chance.gauss(0, 1) * own_spread
                height = round(target.levels[facet] - MEAN_SHORT + SPREAD * deviation)
                levels[facet, subject] = min(max(height, 0), max_level(facet))
    if world.is_boasting:
        levels = dict.fromkeys(levels, 0)
    records = {
        subject: 1
        for (facet, subject), height in levels.items()
        if facet == "skill" and height > 2 and chance.random() < RECORD
    }
    weights = {
        (facet, subject): weigh_subject(catalog, target, facet, subject)
        for facet, subject in levels
    }
    return Person(name, target, levels, weights, Records(by_competency=records))


def reply(catalog: Catalog, person: Person, item: str, world: World) -> Answer:
    """What the person answers to an item."""
    chance = person.chance(item)
    kind = find_item_kind(catalog, item)
    if kind in {"check", "spot"}:
        return _show_knowledge(catalog, person, item, world, chance)
    if kind == "ladder":
        return _claim(catalog, person, item, world, chance)
    scene = catalog.scenarios[item]
    ranked = [action.id for action in sorted(scene.action, key=lambda action: -action.effect)]
    able = person.levels["ability", scene.area] + chance.gauss(0, SCENE_ERROR * world.noise)
    best = _pick(ranked, able, world, chance)
    rest = [action for action in reversed(ranked) if action != best]
    worst = _pick(rest, able, world, chance)
    return Answer(item, "answered", NOW, item, scene.revision, best=best, worst=worst)


def _show_knowledge(
    catalog: Catalog, person: Person, item: str, world: World, chance: Random
) -> Answer:
    question = catalog.knowledge_items[item]
    is_spot = isinstance(question, Spot)
    is_marked = False
    if person.levels["knowledge", question.competency] >= question.level + _shift(item, world):
        is_right = chance.random() >= SLIP * world.noise
    else:
        is_right = chance.random() < (BASE.spot_guess if is_spot else world.guess)
        is_marked = chance.random() >= UNMARKED * world.noise and not world.is_boasting
    choices = ("1", "2") if is_spot else ("a", "b")
    wrong = next(choice for choice in choices if choice != question.key)
    return Answer(
        item,
        "answered",
        NOW,
        item,
        question.revision,
        question.key if is_right else wrong,
        sure="guessing" if is_marked else "think-so",
    )


def _shift(item: str, world: World) -> int:
    """By how many levels a check or spot is harder than it says."""
    draw = Random(f"mislevelled/{item}").random() if world.is_mislevelled else 1.0
    return 0 if draw >= MISLEVELLED else 1 if draw < MISLEVELLED / 2 else -1


def _claim(catalog: Catalog, person: Person, item: str, world: World, chance: Random) -> Answer:
    competency = item.removesuffix(".ladder")
    draw = chance.random()
    error = (draw < CLAIM_UP * world.noise) - (draw >= 1 - CLAIM_DOWN * world.noise)
    if world.is_loose:
        error = round(chance.gauss(CLAIM_UP - CLAIM_DOWN, LOOSE))
    top = max_level("skill")
    claim = min(max(person.levels["skill", competency] + error, 0), top)
    return Answer(
        item,
        "answered",
        NOW,
        item,
        catalog.competencies[competency].ladder.revision,
        option=str(top if world.is_boasting else claim),
    )


def _pick(actions: Sequence[str], able: float, world: World, chance: Random) -> str:
    """The first action as likely as the world says (straight between levels), else another."""
    within = min(max(able, 0.0), float(len(world.pick) - 1))
    below = min(int(within), len(world.pick) - 2)
    low, high = world.pick[below : below + 2]
    is_right = chance.random() < low + (high - low) * (within - below)
    return actions[0] if is_right else chance.choice(actions[1:])

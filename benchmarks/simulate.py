"""Do the assessments find the gaps that matter? Made-up people whose true levels are known.

Run: python -m benchmarks.simulate [-n PEOPLE] [--seed TEXT]

Each person answers as the app asks; docs/measurement.md tells the method and its limits. The
constants were fixed before the first run and are not to be tuned towards a result; only LOOSE
was added after it, to show how much rests on honest claims.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from pmcoach.advice.gaps import Gap, find_gaps
from pmcoach.assessment.events import Answer, AssessmentState
from pmcoach.assessment.forms import FORMS_BY_LENGTH, SECONDS_PER_ITEM, Form, FormKind, compose_form
from pmcoach.assessment.item_selection import choose_next_item, find_item_kind
from pmcoach.assessment.results import Records, Result, Standing, measure, weigh_ability
from pmcoach.assessment.target import Target, make_target
from pmcoach.catalog.parse import Catalog, ladder_id
from pmcoach.catalog.vocabulary import FACETS, MAX_LEVEL, Facet
from pmcoach.coach.demo import choose_wrong_answer
from pmcoach.store.content import load_catalog

SEED = "pmcoach"
STAGES = ("entry", "independent")
"""With every shipped role: all pairs in turn, so each is as frequent. At the senior stage most of
the target is evidence, which no answer can give."""

MEAN_SHORT = 0.75
"""How far people are below their target on average: who asks is on the way, not at the start."""
SPREAD = 1.0
"""Standard deviation of true levels: most people stand within two levels of the middle."""
GENERAL, AREA, OWN = 0.4, 0.25, 0.35
"""Shares of that variance: of the person, of the area, of the single facet. Who is good at one
thing tends to be good at others, more so within an area, and everyone has peaks and holes."""

SLIP = 0.1
"""Chance of missing a check that one knows: misreading, haste, or a poor question."""
GUESS = 0.25
"""Chance of hitting one that one does not know: four options."""
UNMARKED = 0.5
"""Share of guesses that are not marked as such. We found no figure for it: half."""
CLAIM_UP, CLAIM_DOWN = 0.25, 0.1
"""Chance of claiming one rung too many or too few. Up is likelier: people are lenient with
themselves. That a claim errs by no more than a rung assumes that the anchors work."""
PICK = (0.25, 0.5, 0.75, 0.85, 0.95)
"""Chance of picking the best action, and then the worst, by ability 0 to 4. The first is no
better than blind; with the first three the expected scores (2.8, 4.0, 5.0) lie well inside what
the rule calls 0, 1 and 2, so that a level means what the rule says."""
SCENE_ERROR = 0.5
"""Standard deviation, in levels, of how well a single incident suits someone."""
RECORD = 0.5
"""Chance that someone with a true skill above 2 has a record of it."""

LOOSE = 3.0
"""Standard deviation, in rungs, of claims that are worth no more than self-ratings in general: it
makes them correlate with the true skill at about .3 (Mabe and West 1982 found .29)."""
TOP, SHOWN = 3, 5
WANTED: dict[FormKind, float] = {"quick": 0.7, "standard": 0.8}
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class World:
    """How well answers tell the truth."""

    title: str
    noise: float = 1.0
    """A factor on SLIP, UNMARKED, CLAIM_UP, CLAIM_DOWN and SCENE_ERROR."""
    loose: bool = False
    """Whether claims err as LOOSE says, instead of by a rung at most."""


WORLDS = (
    World("as assumed"),
    World("half the noise", 0.5),
    World("double the noise", 2.0),
    World("as assumed, but claims as loose as self-ratings in general", loose=True),
)


@dataclass(frozen=True)
class Person:
    name: str
    """The seed and a number."""
    target: Target
    true: Result
    records: Records

    def chance(self, what: str) -> Random:
        """Luck of its own for each question, whatever else is asked: runs stay comparable."""
        return Random(f"{self.name}/{what}")

    def level(self, facet: Facet, subject: str) -> int:
        facets = {
            "knowledge": self.true.knowledge,
            "skill": self.true.skill,
            "ability": self.true.ability,
        }
        return facets[facet][subject].level or 0


def within(level: int) -> int:
    return min(max(level, 0), MAX_LEVEL)


def make_person(catalog: Catalog, target: Target, name: str) -> Person:
    chance = Random(name)
    general = chance.gauss(0, GENERAL**0.5)
    areas = {area: chance.gauss(0, AREA**0.5) for area in catalog.areas}

    def standing(facet: Facet, subject: str, area: str, weight: float) -> Standing:
        z = general + areas[area] + chance.gauss(0, OWN**0.5)
        level = within(round(target.levels[facet] - MEAN_SHORT + SPREAD * z))
        return Standing(facet, subject, level, "none", target.levels[facet], weight)

    competencies = catalog.competencies.values()
    true = Result(
        target,
        {c.id: standing("knowledge", c.id, c.area, target.weights[c.id]) for c in competencies},
        {c.id: standing("skill", c.id, c.area, target.weights[c.id]) for c in competencies},
        {a: standing("ability", a, a, weigh_ability(catalog, target, a)) for a in catalog.areas},
    )
    records = {
        ident: 1
        for ident, one in true.skill.items()
        if one.level is not None and one.level > 2 and chance.random() < RECORD
    }
    return Person(name, target, true, Records(by_competency=records))


def make_people(catalog: Catalog, count: int, seed: str = SEED) -> list[Person]:
    targets = [make_target(catalog, role, stage) for role in catalog.roles for stage in STAGES]
    return [make_person(catalog, targets[n % len(targets)], f"{seed}/{n}") for n in range(count)]


def reply(catalog: Catalog, person: Person, item: str, world: World) -> Answer:
    """What the person answers to an item."""
    noise = world.noise
    chance = person.chance(item)
    kind = find_item_kind(catalog, item)
    if kind in {"check", "spot"}:
        check = catalog.knowledge_items[item]
        marked = False
        if person.level("knowledge", check.competency) >= check.level:
            right = chance.random() >= SLIP * noise
        else:
            right = chance.random() < GUESS
            marked = chance.random() >= UNMARKED * noise
        return Answer(
            item,
            "answered",
            NOW,
            item,
            check.revision,
            check.key if right else choose_wrong_answer(check),
            sure="guessing" if marked else "think-so",
        )
    if kind == "ladder":
        draw = chance.random()
        error = (draw < CLAIM_UP * noise) - (draw >= 1 - CLAIM_DOWN * noise)
        if world.loose:
            error = round(chance.gauss(CLAIM_UP - CLAIM_DOWN, LOOSE))
        ident = item.removesuffix(".ladder")
        claim = within(person.level("skill", ident) + error)
        return Answer(
            item,
            "answered",
            NOW,
            item,
            catalog.competencies[ident].ladder.revision,
            option=str(claim),
        )
    scene = catalog.scenarios[item]
    ranked = sorted(scene.action, key=lambda action: action.effect)
    able = person.level("ability", scene.area) + chance.gauss(0, SCENE_ERROR * noise)
    best = _pick([action.id for action in reversed(ranked)], able, chance)
    worst = _pick([action.id for action in ranked if action.id != best], able, chance)
    return Answer(item, "answered", NOW, item, scene.revision, best=best, worst=worst)


def _pick(ids: Sequence[str], able: float, chance: Random) -> str:
    """The first of ``ids`` as likely as PICK says (straight between levels), else another."""
    able = min(max(able, 0.0), float(MAX_LEVEL))
    low = min(int(able), MAX_LEVEL - 1)
    right = PICK[low] + (PICK[low + 1] - PICK[low]) * (able - low)
    return ids[0] if chance.random() < right else chance.choice(ids[1:])


def go_through(
    catalog: Catalog, form: Form, person: Person, answers: dict[str, Answer], world: World
) -> None:
    """Answer what a form still asks. An answer matters to its own part of the form only, so going
    part by part asks the same as going through the whole, and is faster."""
    state = AssessmentState(answers)
    for part in form.parts:
        alone = Form(form.kind, (part,), form.checks_per_competency)
        while (item := choose_next_item(catalog, alone, state)) is not None:
            answers[item] = reply(catalog, person, item, world)


def top_gaps(gaps: Sequence[Gap]) -> set[str]:
    """The three largest, and all that tie in size with the third; of three or fewer, all."""
    least = gaps[TOP - 1].size - 1e-9 if len(gaps) > TOP else 0.0
    return {gap.key for gap in gaps if gap.size >= least}


def share_found(true: Sequence[Gap], told: Sequence[Gap]) -> float:
    """The share of the true top gaps among the first that are told; of those that tie, any."""
    found = len(top_gaps(true) & {gap.key for gap in told[:SHOWN]})
    return min(found, TOP) / min(TOP, len(true))


@dataclass
class Tally:
    """What is counted over all people after one form."""

    shares: list[float] = field(default_factory=list)
    ceiling: list[float] = field(default_factory=list)
    """The same share if all that was measured had been measured without error."""
    questions: int = 0
    seconds: int = 0
    told: list[bool] = field(default_factory=list)
    """For each gap reported: whether it is a true one."""
    told_first: list[bool] = field(default_factory=list)
    known: Counter[Facet] = field(default_factory=Counter)
    near: Counter[Facet] = field(default_factory=Counter)
    exact: Counter[Facet] = field(default_factory=Counter)

    def add(self, catalog: Catalog, person: Person, answers: dict[str, Answer]) -> None:
        result = measure(catalog, person.target, AssessmentState(answers), person.records)
        true, told = find_gaps(catalog, person.true).gaps, find_gaps(catalog, result).gaps
        self.questions += len(answers)
        self.seconds += sum(
            SECONDS_PER_ITEM[find_item_kind(catalog, one) or "check"] for one in answers
        )
        measured = {f"{one.subject}.{one.facet}" for one in result.known()}
        for one in result.known():
            off = abs((one.level or 0) - person.level(one.facet, one.subject))
            self.known[one.facet] += 1
            self.near[one.facet] += off <= 1
            self.exact[one.facet] += off == 0
        if true:
            self.shares.append(share_found(true, told))
            self.ceiling.append(share_found(true, [g for g in true if g.key in measured]))
        real = {gap.key for gap in true}
        self.told += [gap.key in real for gap in told]
        self.told_first += [gap.key in real for gap in told[:SHOWN]]


def simulate(catalog: Catalog, people: Sequence[Person], world: World) -> dict[FormKind, Tally]:
    """Everyone goes through all forms, each continuing the one before."""
    forms: dict[tuple[str, str, FormKind], Form] = {}
    tallies = {kind: Tally() for kind in FORMS_BY_LENGTH}
    for person in people:
        answers: dict[str, Answer] = {}
        for kind in FORMS_BY_LENGTH:
            key = (person.target.role, person.target.stage, kind)
            if key not in forms:
                forms[key] = compose_form(catalog, person.target, kind)
            go_through(catalog, forms[key], person, answers, world)
            tallies[kind].add(catalog, person, answers)
    return tallies


def claims_worth(catalog: Catalog, people: Sequence[Person], world: World) -> float:
    """How well claims follow true skill, from the ladder of one competency an area."""
    asked = [them[0].id for them in catalog.competencies_of.values()]
    pairs = [
        (person.level("skill", one), int(reply(catalog, person, ladder_id(one), world).option))
        for person in people
        for one in asked
    ]
    return statistics.correlation([true for true, _ in pairs], [claim for _, claim in pairs])


def show(tallies: dict[FormKind, Tally], people: int) -> None:
    print(
        f"  {'form':9} {'top 3 found':>14} {'ceiling':>8} {'questions':>9} {'minutes':>7}"
        f" {'no true gap':>12} {'in first 5':>10}   levels within one (exact): K, S, A"
    )
    for kind, tally in tallies.items():
        mean = statistics.fmean(tally.shares)
        margin = 1.96 * statistics.stdev(tally.shares) / len(tally.shares) ** 0.5
        levels = ", ".join(
            f"{tally.near[one] / tally.known[one]:.0%} ({tally.exact[one] / tally.known[one]:.0%})"
            if tally.known[one]
            else "-"
            for one in FACETS
        )
        print(
            f"  {kind:9} {mean:6.1%} +-{margin:5.1%} {statistics.fmean(tally.ceiling):8.1%}"
            f" {tally.questions / people:9.1f} {tally.seconds / people / 60:7.1f}"
            f" {1 - statistics.fmean(tally.told):12.1%}"
            f" {1 - statistics.fmean(tally.told_first):10.1%}"
            f"   {tally.near.total() / tally.known.total():.0%}: {levels}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="do the assessments find the gaps that matter?")
    parser.add_argument("-n", type=int, default=2000, metavar="PEOPLE")
    parser.add_argument("--seed", default=SEED, metavar="TEXT", help="other people, other luck")
    said = parser.parse_args()
    catalog = load_catalog()
    people = make_people(catalog, said.n, said.seed)
    true = [len(find_gaps(catalog, one.true).gaps) for one in people]
    print(
        f"{said.n:,} people; {statistics.fmean(true):.1f} true gaps each,"
        f" {sum(not one for one in true)} people without any"
    )
    missed: list[str] = []
    for world in WORLDS:
        print(
            f"{world.title}; claims correlate {claims_worth(catalog, people, world):.2f} with"
            " true skill"
        )
        tallies = simulate(catalog, people, world)
        show(tallies, said.n)
        if world is WORLDS[0]:
            missed = [
                kind
                for kind, share in WANTED.items()
                if statistics.fmean(tallies[kind].shares) < share
            ]
    if missed:
        raise SystemExit(f"under the target figure after: {', '.join(missed)}")


if __name__ == "__main__":
    main()

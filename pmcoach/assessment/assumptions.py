"""Every assumption on which levels rest, in one place; docs/measurement.md prints all of them.

None is calibrated: nobody has yet been measured both by this program and by people who know their
work. So a level is called firm only where it is the same under every set of assumptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pmcoach.catalog.vocabulary import Facet

PickChances = tuple[float, float, float, float, float]
"""Chance of picking the best action of a scenario, and then the worst, by ability 0 to 4."""


@dataclass(frozen=True)
class Assumptions:
    """What is taken for granted about people and about their answers."""

    title: str
    mean_knowledge: float = 1.6
    mean_skill: float = 1.6
    mean_ability: float = 1.2
    """The level that people have on average before anything is asked, of each facet. It does not
    depend on the target: who aims higher is not taken to be better."""
    spread: float = 1.2
    """Standard deviation of levels around the mean."""
    person_share: float = 0.4
    """Share of that variance that all levels of a person's facet have in common."""
    area_share: float = 0.25
    """Share that the levels of an area have in common besides; what is left is the single level's
    own."""
    slip: float = 0.1
    """Chance of missing an item that one knows: misreading, haste, or a poor question."""
    guess: float = 0.25
    """Chance of hitting the right one of four options without knowing."""
    spot_guess: float = 0.1
    """Chance of marking exactly the right lines of a spot without knowing."""
    seen_guess: float = 0.75
    """Chance of hitting an item whose key was shown before: one may remember it."""
    two_keys_guess: float = 0.5
    """Chance of hitting the third situation of an option set where the keys of the other two are
    known: two options are left."""
    marked_by_guessers: float = 0.5
    """Share of lucky hits that are marked as guesses. We found no figure for it: half."""
    marked_by_knowers: float = 0.1
    """Share of hits by those who know that are marked as guesses all the same."""
    claim_up: float = 0.3
    """How much less probable each further rung is that a claim is too high: people are lenient with
    themselves, but the rungs count what was done."""
    claim_down: float = 0.15
    """The same for each rung that a claim is too low."""
    pick: PickChances = (0.25, 0.5, 0.75, 0.85, 0.95)
    """The first is no better than blind."""
    scene_error: float = 0.5
    """Standard deviation, in levels, of how well a single incident suits someone."""

    def mean(self, facet: Facet) -> float:
        """The level that people have on average."""
        means: Mapping[Facet, float] = {
            "knowledge": self.mean_knowledge,
            "skill": self.mean_skill,
            "ability": self.mean_ability,
        }
        return means[facet]


BASE = Assumptions("as assumed")
"""What levels are reported by."""
SENSIBLE_PICK: PickChances = (0.5, 0.65, 0.8, 0.88, 0.95)
"""Where good sense alone solves half of the scenarios."""
LEAKING_PICK: PickChances = (0.8, 0.85, 0.9, 0.92, 0.95)
"""Where the actions nearly give themselves away."""

PUBLISHED: tuple[Assumptions, ...] = (
    BASE,
    replace(BASE, title="half of the questions can be guessed", guess=0.5, pick=SENSIBLE_PICK),
    replace(BASE, title="three in four questions can be guessed", guess=0.75, pick=LEAKING_PICK),
    replace(
        BASE, title="half the noise", slip=0.05, claim_up=0.15, claim_down=0.07, scene_error=0.25
    ),
    replace(
        BASE, title="double the noise", slip=0.2, claim_up=0.6, claim_down=0.3, scene_error=1.0
    ),
    replace(
        BASE, title="claims as loose as self-ratings in general", claim_up=0.7, claim_down=0.65
    ),
    replace(
        BASE,
        title="people start half a level lower",
        mean_knowledge=1.1,
        mean_skill=1.1,
        mean_ability=0.7,
    ),
    replace(
        BASE,
        title="people start half a level higher",
        mean_knowledge=2.1,
        mean_skill=2.1,
        mean_ability=1.7,
    ),
)
"""Every set under which a level has to be the same to be called firm. Claims correlate with true
skill at about .3 in the sixth, as self-ratings do in general (Mabe and West 1982 found .29)."""

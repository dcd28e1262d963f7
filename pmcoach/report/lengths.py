"""The lengths of an assessment: what each takes from here, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.assessment.forms import FORM_TITLES, FORMS_BY_LENGTH, FormKind
from pmcoach.report.home import NOTHING_LEFT
from pmcoach.report.questions import form_minutes, has_items_left, next_form
from pmcoach.state.profile import Profile

WHICH_LENGTH = "How much time do you have?"
LENGTHS_LEAD = (
    "A longer one continues a shorter one, and nothing is asked twice. It may end earlier, once no "
    "question left is likely to change the result, and you can stop at any time."
)
GIVES: Mapping[FormKind, str] = {
    "sketch": "A first look at what weighs most for your target.",
    "quick": "The gaps that matter most, with four scenarios in your two heaviest areas.",
    "standard": "The same with more certainty, and two or more scenarios in each area.",
    "full": "Everything, including what weighs little, until answers stop changing your levels.",
}
"""What one gets for the time."""
OFTEN_EARLY: frozenset[FormKind] = frozenset({"standard", "full"})
"""Lengths that mostly end before their time, as nothing left is likely to change the result."""


@dataclass(frozen=True)
class Length:
    """A length of assessment, as it is from where the user stands."""

    kind: FormKind
    title: str
    minutes: int
    """About how long what is left of it takes; 0 where nothing is left."""
    gives: str
    is_suggested: bool

    @property
    def time_words(self) -> str:
        """About how long it takes from here. The longer ones often end before their time."""
        if not self.minutes:
            return NOTHING_LEFT
        limit = "up to" if self.kind in OFTEN_EARLY else "about"
        return f"{limit} {self.minutes} min"

    @property
    def words(self) -> str:
        """All of it in a line."""
        return f"{self.title}, {self.time_words}. {self.gives}"


def list_lengths(profile: Profile) -> list[Length]:
    """Every length, from short to long. The suggested one is under way, or comes next."""
    suggested = profile.form_kind if profile.in_progress else next_form(profile)
    return [
        Length(
            kind,
            FORM_TITLES[kind],
            form_minutes(profile, kind) if has_items_left(profile, kind) else 0,
            GIVES[kind],
            kind == suggested,
        )
        for kind in FORMS_BY_LENGTH
    ]


def other_lengths_words(profile: Profile) -> str:
    """The lengths besides the suggested one in a few words, such as "quick 10, standard 27, full
    73 min"; nothing where none has anything left to ask."""
    others = [
        f"{length.kind} {length.minutes}"
        for length in list_lengths(profile)
        if length.minutes and not length.is_suggested
    ]
    return f"{', '.join(others)} min" if others else ""

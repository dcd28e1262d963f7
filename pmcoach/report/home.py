"""The summary that home and `pmcoach status` show, and what there is to do next.

Imports nothing that takes time: home paints from a saved summary before anything else loads.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from pmcoach.catalog.sanitize import strip_unprintable

REMIND_AFTER = 90
"""Days after which a new assessment is offered: once a quarter, blind."""
RECHECK_AFTER = 21
"""Days after which a five-minute recheck of knowledge is offered."""

STOP_TITLE = "Stop here, see my answers"
ANSWERS_TITLE = "Your answers"
ANSWERS_ABOUT = "right or wrong, with the reasons"
LENGTHS_TITLE = "Another length"
UNASKED_HEADING = "Matters most, not asked yet"
NOTHING_LEFT = "nothing left to ask"


@dataclass(frozen=True)
class AreaSummary:
    """How an area stands."""

    title: str
    weight: float
    met: int | None
    """Percent of the target that is met, among what is known."""
    known: int
    possible: int


@dataclass(frozen=True)
class UnaskedSummary:
    """A level that matters and of which too little is known."""

    name: str
    item: str
    """The question to ask about it."""


@dataclass(frozen=True)
class HomeSummary:
    """What home shows of a profile."""

    profile: str = ""
    notices: tuple[str, ...] = ()
    """What the user should know about the profile's files."""
    target: str = ""
    has_target: bool = False
    form: str = ""
    """The title of the newest assessment."""
    in_progress: bool = False
    answered: int = 0
    done: int = 0
    total: int = 0
    minutes_left: int = 0
    next_item: str = ""
    next_form: str = ""
    """The assessment to go on with, once the present one is finished."""
    next_form_minutes: int = 3
    """About how long that takes; about three minutes for the first sketch."""
    other_lengths: str = ""
    """The lengths besides that, with their minutes; nothing where none has anything to ask."""
    areas: tuple[AreaSummary, ...] = ()
    unasked: tuple[UnaskedSummary, ...] = ()
    """What matters most and was not asked yet, the heaviest first."""
    finished_on: str = ""
    """The day on which the newest assessment was finished, as 2026-03-02."""
    outdated: int = 0
    """How many answers are to questions that have changed, as long as levels wait to be updated, or where no
    level of theirs could be and nothing is known."""
    gaps: int = 0
    first_step: str = ""
    late: int = 0
    """Steps that were due before today."""
    first_step_by: str = ""


def read_home(table: object) -> HomeSummary | None:
    """The summary in JSON values, every text safe to show; None where they are not exactly what a
    summary has: the file is a text that anybody can edit."""
    match table:
        case {
            "areas": list(areas),
            "notices": list(notices),
            "unasked": list(unasked),
            **scalars,
        }:
            read_areas = [area for area in map(_read_area, areas) if area is not None]
            read_unasked = [level for level in map(_read_unasked, unasked) if level is not None]
            names = {field.name for field in fields(HomeSummary)} - {"areas", "notices", "unasked"}
            if (
                len(read_areas) == len(areas)
                and len(read_unasked) == len(unasked)
                and all(isinstance(text, str) for text in notices)
                and scalars.keys() == names
                and all(type(scalars[name]) is type(getattr(NEW_HOME, name)) for name in names)
            ):
                safe_scalars = {
                    str(name): strip_unprintable(scalar) if isinstance(scalar, str) else scalar
                    for name, scalar in scalars.items()
                }
                return HomeSummary(
                    areas=tuple(read_areas),
                    unasked=tuple(read_unasked),
                    notices=tuple(map(strip_unprintable, notices)),
                    **safe_scalars,  # type: ignore[arg-type]  # each was checked
                )
    return None


def _read_area(area: object) -> AreaSummary | None:
    match area:
        case {
            "title": str(title),
            "weight": int(weight) | float(weight),
            "met": int() | None as met,
            "known": int(known),
            "possible": int(possible),
        }:
            return AreaSummary(strip_unprintable(title), weight, met, known, possible)
    return None


def _read_unasked(level: object) -> UnaskedSummary | None:
    match level:
        case {"name": str(name), "item": str(item)}:
            return UnaskedSummary(strip_unprintable(name), strip_unprintable(item))
    return None


NEW_HOME = HomeSummary(next_form="sketch")
"""The summary of a profile in which nothing was done yet."""


@dataclass(frozen=True)
class NextAction:
    """The one obvious thing to do next, and what it costs."""

    title: str
    cost: str = ""
    detail: str = ""
    """More about it, where there is room."""

    @property
    def words(self) -> str:
        """All of it on one line."""
        return f"{self.title} ({self.about})" if self.about else self.title

    @property
    def about(self) -> str:
        """What it costs, and more about it."""
        return "; ".join(text for text in (self.cost, self.detail) if text)


def what_next(home: HomeSummary) -> NextAction:
    """The one obvious thing to do next."""
    if home.in_progress and home.done >= home.total:
        return NextAction(f"Finish the {home.form.lower()}", detail=NOTHING_LEFT)
    if home.in_progress:
        return NextAction(
            f"Go on with the {home.form.lower()}",
            f"about {home.minutes_left} min left",
            f"question {home.done + 1}",
        )
    minutes_words = f"about {home.next_form_minutes} min"
    if home.next_form == "update":
        return NextAction("Update your levels", minutes_words, "the questions have changed")
    if not home.next_form:
        return NextAction("See the results", detail=NOTHING_LEFT)
    if home.next_form == "sketch" and not home.answered:
        return NextAction("Begin: the first sketch", minutes_words)
    name = "first sketch" if home.next_form == "sketch" else f"{home.next_form} assessment"
    return NextAction(f"Go on: the {name}", minutes_words, "nothing is asked twice")


def answers_title(*, is_under_way: bool) -> str:
    """What the way to the review of answers is called."""
    return STOP_TITLE if is_under_way else ANSWERS_TITLE


def days_since_finish(home: HomeSummary, today: dt.date) -> int | None:
    """Days since the newest assessment was finished, or None while one is under way."""
    if not home.finished_on or home.in_progress:
        return None
    try:
        return (today - dt.date.fromisoformat(home.finished_on)).days
    except ValueError:
        return None


def progress_words(home: HomeSummary) -> str:
    """How far the newest assessment is."""
    return (
        f"{home.form}: {home.done} of about {home.total} answered."
        if home.in_progress
        else f"{home.form} finished."
    )


def outdated_words(outdated_answers: int) -> str:
    """How many answers are to questions that have changed, and what that means; nothing where none
    is."""
    if not outdated_answers:
        return ""
    if outdated_answers == 1:
        return "1 answer is to a question that has changed since. It's saved, but no longer counts."
    return (
        f"{outdated_answers} answers are to questions that have changed since. They're saved, but no "
        "longer count."
    )


def late_words(late_steps: int) -> str:
    """How many steps were due before today; nothing where none was."""
    if not late_steps:
        return ""
    steps = "One step was" if late_steps == 1 else f"{late_steps} steps were"
    return f"{steps} planned for before today; the plan has moved with you."


def area_met_words(area: AreaSummary) -> str:
    """How much of the target is met in an area, and by how many levels that is known."""
    met = "not known" if area.met is None else f"{area.met}% of the target met"
    return f"{met} ({area.known} of {area.possible} known)"


def status_lines(home: HomeSummary) -> list[str]:
    """A summary as lines of plain text."""
    lines = [f"Target: {home.target}"]
    if not home.answered:
        return [*lines, f"Nothing answered yet. Run pmcoach. {what_next(home).words}."]
    time_left = f" About {home.minutes_left} min left." if home.in_progress else ""
    lines.append(f"{progress_words(home)}{time_left}")
    if home.outdated:
        lines.append(outdated_words(home.outdated))
        lines.append(f"Next: {what_next(home).words}.")
    lines += [f"{area.title}: {area_met_words(area)}" for area in home.areas]
    lines.append(f"Gaps found: {home.gaps}")
    if home.late:
        lines.append(late_words(home.late))
    if home.first_step:
        lines.append(f"Next step: {home.first_step} (by {home.first_step_by})")
    return lines

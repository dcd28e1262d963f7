"""What has changed since last time, and the result through published lists of duties, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmcoach.assessment.forms import FORM_TITLES
from pmcoach.assessment.history import Cause, LevelDifference, Snapshot
from pmcoach.assessment.lenses import LensView, apply_lens
from pmcoach.state.profile import Profile

CAUSE_WORDS: Mapping[Cause, str] = {
    "new evidence": "new evidence",
    "new answers": "new answers",
    "related answers": "moved by your answers to related questions",
    "changed questions": "measured with new questions, so it may not be you who changed",
    "changed content": "only the questions changed, not you",
    "key seen": "its key had been seen, so this is no change",
}
MEASURED_ANEW = (
    "The way to measure has changed since. The same answers were read anew, so that both dates can "
    "be compared: these levels differ because of the measure, not because of you."
)
FALLING_IS_NORMAL = (
    "A level that falls is normal: a blind retake asks other questions, and what is not used is "
    "forgotten. It says where to look, not that something went wrong."
)
TARGET_CHANGED = (
    "Your target changed in between. Levels are compared as they are; gaps are always held "
    "against the present target."
)


def history_lead(finished_count: int, older_count: int) -> list[str]:
    """What there is to compare, before the comparison itself."""
    notes = {
        "With two finished assessments this shows what has changed between them. Each finished "
        "one stays as it is.": finished_count < 2,
        "None is finished yet: esc, and home goes on with the present one.": not finished_count,
        f"This looks at the newest assessments; {older_count} older ones are in their files, and "
        "their answers count as well.": older_count > 0,
    }
    return [note for note, applies in notes.items() if applies]


def snapshot_words(snapshot: Snapshot) -> str:
    """When, which form, and with which content."""
    form_names = {str(kind): title.lower() for kind, title in FORM_TITLES.items()}
    return (
        f"{snapshot.at.astimezone():%d %b %Y}, {form_names.get(snapshot.form, snapshot.form)}, "
        f"content {snapshot.content}"
    )


def difference_lead(before: Snapshot, after: Snapshot, difference: LevelDifference) -> list[str]:
    """What besides the levels differs between two dates."""
    lines = [TARGET_CHANGED] if difference.target_changed else []
    if difference.content_changed:
        lines.append(
            f"The questions changed in between: content {before.content} and {after.content}."
        )
    if not difference.moved:
        lines.append("No level is different.")
    return lines


def moved_lines(profile: Profile, difference: LevelDifference) -> list[tuple[str, str]]:
    """Each level that differs, and why: real change first, then what only looks like it."""
    return [
        (
            (
                f"{profile.title_of(subject)}, {facet}: "
                f"{_level_words(moved.before)} to {_level_words(moved.after)}"
            ),
            CAUSE_WORDS[moved.cause],
        )
        for moved in difference.moved
        for subject, _, facet in [moved.key.rpartition(".")]
    ]


def measured_anew_lines(profile: Profile, snapshot: Snapshot) -> list[str]:
    """Each level that was shown as another one then, before the way to measure changed."""
    return [
        f"{profile.title_of(subject)}, {facet}: shown as {former_level} then, {level} now"
        for key, former_level in snapshot.former_levels.items()
        if (level := snapshot.levels.get(key)) is not None and level != former_level
        for subject, _, facet in [key.rpartition(".")]
    ]


def anew_paragraphs(profile: Profile, snapshots: Sequence[Snapshot]) -> list[str]:
    """The levels of some dates that differ because the way to measure has changed, after a sentence
    that says so; nothing where none does."""
    lines = [
        f"{snapshot.at.astimezone():%d %b %Y}: {line}"
        for snapshot in snapshots
        for line in measured_anew_lines(profile, snapshot)
    ]
    return [MEASURED_ANEW, *lines] if lines else []


def share_words(share: float | None) -> str:
    """How much of a target is met, 0 to 1, in words."""
    return "not known" if share is None else f"{share:.0%}"


def _level_words(level: int | None) -> str:
    return "not known" if level is None else str(level)


def has_fallen(difference: LevelDifference) -> bool:
    """Whether any known level is lower than before."""
    return any(
        moved.before is not None and moved.after is not None and moved.after < moved.before
        for moved in difference.moved
    )


def lens_views(profile: Profile, *, after_plan: bool = False) -> list[LensView]:
    """The result through every lens; after the plan as its steps would lift it."""
    lifted_levels: dict[str, int] = {}
    for dated in profile.plan.steps if after_plan else ():
        for closing in dated.planned.closes:
            lifted_levels[closing.key] = max(lifted_levels.get(closing.key, 0), closing.to)
    return [
        apply_lens(lens, profile.result, lifted_levels) for lens in profile.catalog.lenses.values()
    ]

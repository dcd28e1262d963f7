"""What is said about the files of a profile that could not be read, and what can be recovered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

RECOVERY_TITLE = "Some of your data could not be read"
RECOVERY_LEAD = "Nothing was overwritten or deleted. The rest of your profile is open."


def recovery_choices(*, can_recover: bool) -> list[tuple[str, str]]:
    """What can be done about damaged files: the choice as `recover` takes it, and its words."""
    put_back = [("put-back", "Put back what can be recovered (recommended)")]
    return [
        *(put_back if can_recover else []),
        ("leave", "Continue without it for now"),
        ("give-up", "Stop asking: leave it where it is"),
    ]


def set_aside_path_words(path: str) -> str:
    """Where a damaged file lies now."""
    return f"The damaged file is saved as {path}"


def notice_lines(
    problems: Iterable[tuple[str, str, int | None]],
    stray_copies: Iterable[str],
    run_ends: Sequence[str],
) -> list[str]:
    """What the user should know about the profile's files, a sentence each.

    Args:
        problems: The name of each file that could not be read, why, and, where it was set aside,
            how many entries in it are intact.
        stray_copies: The names of files that look like copies of the profile's own.
        run_ends: The newest file of each run of the assessment; names begin with their day.
    """
    lines = [
        f"{name} was left out: {why.rstrip('.')}."
        if intact is None
        else f"{name} was damaged and set aside; {intact} entries in it are intact. "
        "Run pmcoach doctor to put back what can be recovered."
        for name, why, intact in problems
    ]
    lines += [
        f"{name} looks like a copy that another program left. Run pmcoach doctor to merge it."
        for name in stray_copies
    ]
    if len(run_ends) > 1:
        days = sorted({file_name[:10] for file_name in run_ends})
        lines.append(
            f"{len(run_ends)} runs of the assessment went on side by side "
            f"(started {', '.join(days)}). They were joined: every answer counts."
        )
    return lines


def recovery_words(intact: int, backup: str, in_backup: int) -> str:
    """What can be had back of a damaged file: its own intact entries, and those of a backup."""
    sources = [f"{intact} entries in it are intact"] if intact else []
    if backup:
        sources.append(f"the backup {backup} has {in_backup}")
    if not sources:
        return "No other copy of it was found."
    joined_note = " Both are joined, none is dropped." if len(sources) > 1 else ""
    return f"{'; '.join(sources)}.{joined_note}"

"""What is said about the files of a profile: what could not be read, and what can be recovered."""

from __future__ import annotations

from collections.abc import Sequence

RECOVERY_TITLE = "Some of your data could not be read"
RECOVERY_LEAD = "Nothing was overwritten or deleted. The rest of your profile is open."
PUT_BACK = "Put back what can be recovered (recommended)"
CONTINUE = "Continue without it for now"
GIVE_UP = "Stop asking: leave it where it is"


def recovery_choices(*, can_recover: bool) -> list[tuple[str, str]]:
    """What can be done about damaged files: the choice as `recover` takes it, and its words."""
    choices = [("leave", CONTINUE), ("give-up", GIVE_UP)]
    return [("put-back", PUT_BACK), *choices] if can_recover else choices


def left_out_words(name: str, why: str) -> str:
    """That a file was left out."""
    return f"{name} was left out: {why.rstrip('.')}."


def set_aside_words(name: str, intact: int) -> str:
    """That a damaged file was set aside; ``intact`` entries in it can be read."""
    return (
        f"{name} was damaged and set aside; {intact} entries in it are intact. "
        "Run pmcoach doctor to put back what can be recovered."
    )


def stray_copy_words(name: str) -> str:
    """That a file looks like a copy of one of the profile's."""
    return f"{name} looks like a copy that another program left. Run pmcoach doctor to merge it."


def joined_runs_words(ends: Sequence[str]) -> str:
    """That runs of the assessment were joined. Their names begin with the day they began on."""
    days = sorted({end[:10] for end in ends})
    return (
        f"{len(ends)} runs of the assessment went on side by side "
        f"(started {', '.join(days)}). They were joined: every answer counts."
    )


def recovery_words(intact: int, backup: str, in_backup: int) -> str:
    """What can be had back of a damaged file: its own intact entries, and those of a backup."""
    sources = [f"{intact} entries in it are intact"] if intact else []
    if backup:
        sources.append(f"the backup {backup} has {in_backup}")
    if not sources:
        return "No other copy of it was found."
    joined = " Both are joined, none is dropped." if len(sources) > 1 else ""
    return f"{'; '.join(sources)}.{joined}"

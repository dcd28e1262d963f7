"""The exit codes of every command, in this one place. Imports nothing, so that help stays quick."""

from __future__ import annotations

DONE = 0
FAILED = 1
USAGE = 2
"""Click's own for wrong use; the screens' own where there is no terminal to show them on."""
INTERRUPTED = 130
"""What shells say of a program that Ctrl+C ended: 128 and the number of the signal."""

MEANINGS: dict[int, str] = {
    DONE: "Done.",
    FAILED: "Something could not be done, or a check found faults.",
    USAGE: "Wrong use, or no terminal for the screens.",
    INTERRUPTED: "Interrupted with Ctrl+C.",
}

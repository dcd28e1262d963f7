"""Driving the screens in a pseudo-terminal, and noting what they acknowledged."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyte

from benchmarks.faults.dialogue import FAILURE, Outcome
from benchmarks.faults.program import Child, Place, finish, main_with, start_program
from benchmarks.faults.shim import Fault
from scripts.terminal import PRIVATE, UNFINISHED

if sys.platform != "linux":
    raise ImportError("The campaign preloads a library into programs, which it can only on Linux.")

SIZE = (110, 40)
PATIENCE = 5.0
"""Seconds until a key without any effect, and without a word on why, counts as silent."""
REST = 0.08
"""Seconds without a change after which a screen counts as drawn."""
QUIT = "\x11"


@dataclass(frozen=True)
class Press:
    """Keys to press, what then has to be on the screen, and the kind of event that this saves."""

    keys: str
    shows: str
    saves: str = ""


class Display:
    """What a child has on its screen."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self._seen = 0

    def pump(self, seconds: float) -> bool:
        """Take in what the program writes; False once it has ended."""
        alive = self.child.pump(seconds)
        piece = self.child.output[self._seen :]
        if cut := UNFINISHED.search(piece):
            piece = piece[: cut.start()]
        self._seen += len(piece)
        self._stream.feed(PRIVATE.sub(b"", piece))
        return alive

    @property
    def words(self) -> str:
        """Everything on the screen on one line."""
        return " ".join(" ".join(self._screen.display).split())

    def _is_at_rest(self) -> bool:
        """Whether the program writes nothing for a moment; what it does write is taken in."""
        before = len(self.child.output)
        self.pump(REST)
        return len(self.child.output) == before

    def wait_for(self, pattern: str) -> str:
        """ "shown" once the screen matches; "refused" where it says that saving failed instead;
        "ended", or "silent" where nothing of that comes."""
        until = time.monotonic() + PATIENCE
        alive = True
        while True:
            words = self.words
            # A screen is drawn in pieces: it counts once nothing more comes.
            if re.search(pattern, words) and self._is_at_rest():
                return "shown"
            if not alive:
                return "ended"
            if time.monotonic() > until or self.child.left <= 0:
                return "refused" if FAILURE.search(words) else "silent"
            # What says why comes before or with what is drawn next: no need to wait for long.
            if FAILURE.search(words):
                until = min(until, time.monotonic() + 0.7)
            alive = self.pump(0.1)


def press_through(
    place: Place, fault: Fault | None, first: str, presses: Sequence[Press]
) -> Outcome:
    """Open the app, wait for ``first``, press keys, and quit."""
    child = start_program(place, lambda: main_with([]), fault, size=SIZE)
    display = Display(child)
    acknowledged: Counter[str] = Counter()
    refused: list[str] = []
    in_flight = silent = ""
    steps = [Press("", first), *presses]
    for step in steps:
        child.write(step.keys)
        in_flight = step.saves
        came = display.wait_for(step.shows)
        if came == "shown":
            if step.saves:
                acknowledged[step.saves] += 1
            in_flight = ""
            continue
        if came == "refused" and step.saves:
            refused.append(step.saves)
            in_flight = ""
        if came == "silent":
            silent = f"{step.shows!r} did not come: {display.words[:300]}"
        break
    while child.left > 0 and display.pump(0.2):
        child.write(QUIT)
    return Outcome(finish(child), acknowledged, refused, in_flight, silent)

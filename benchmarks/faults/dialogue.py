"""Talking to ``assess --plain`` through a pipe, and noting what it acknowledged.

An action is acknowledged once the next prompt is shown and nothing before it says that saving
failed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.faults.program import Ended, Place, finish, main_with, start_program
from benchmarks.faults.shim import Fault
from pmcoach.report.evidence_form import INCIDENT
from pmcoach.report.questions import DISAGREE_LEAD, NOTE_LEAD

FAILURE = re.compile(
    r"Cannot (write|make|move|remove|protect|read|lock)(?! \S*/drafts/)"
    r"|cannot write|Nothing (was|can be) saved|could not be|Read-only:|exists already"
)
SAVED = "Your answers are saved, but"
"""Said where only the end of the assessment could not be written."""
MOST_PROMPTS = 60
LADDER_HINT = "Choose the highest that is true"
ANSWERS = {
    LADDER_HINT: "1",
    "Choose one, then say how sure": "2",
    "What would work best here": "2",
    "Mark one line, then say how sure": "2",
    "Mark two lines, then say how sure": "2 3",
    "Mark three lines, then say how sure": "2 3 4",
}
"""What answers each kind of question, always the second choice; what comes after it is asked for by
a prompt of its own."""
SECOND_PROMPTS = {"How sure?": "1", "And which works worst?": "3"}
"""What completes an answer."""
LETTERS = {"skip": "s", "undo": "u", "note": "c", "not-applicable": "n", "disagree": "d"}
KINDS = {
    "answer": "answered",
    "skip": "skipped",
    "undo": "undone",
    "note": "note-saved",
    "not-applicable": "not-applicable",
    "disagree": "disagreed",
    "evidence": "evidence-saved",
}
"""The kind of event that each action adds."""


@dataclass
class Outcome:
    """How an operation went, by what the program said."""

    ended: Ended
    acknowledged: Counter[str] = field(default_factory=Counter)
    """Kinds of the events that it said, or showed, to be saved."""
    refused: list[str] = field(default_factory=list)
    """Kinds of the events that it said could not be saved."""
    in_flight: str = ""
    """The kind of event that was on its way when the program ended."""
    silent: str = ""
    """What was expected on the screen and did not come, without a word on why."""


@dataclass
class Conversation:
    """The replies to prompts, by what they ask."""

    actions: list[str]
    wishes: list[str]
    """What to choose from the menu, one after the other."""
    pending: str = ""
    """The kind of event that the last reply has to add."""
    later: str = ""
    """The action that a further prompt has to complete."""

    def reply(self, block: str) -> str:
        """What to type at the prompt at the end of ``block``, all on one line."""
        if second := next((reply for ask, reply in SECOND_PROMPTS.items() if ask in block), ""):
            self.pending = KINDS["answer"]
            return second
        asking = next((hint for hint in ANSWERS if hint in block), "")
        if asking:
            return self._act(asking)
        if NOTE_LEAD in block or DISAGREE_LEAD in block:
            self.pending, self.later = KINDS[self.later], ""
            return "Words of my own."
        if "What now?" in block or "Which stage" in block or "Which job" in block:
            return "1"
        if self.later == "evidence":
            return self._write_evidence(block)
        return self._choose(block)

    def _act(self, asking: str) -> str:
        action = self.actions.pop(0) if self.actions else "leave"
        if action == "leave":
            return "q"
        if action == "menu":
            return "m"
        if action in {"note", "disagree"}:
            self.later = action
        elif action != "answer" or asking == LADDER_HINT:
            self.pending = KINDS[action]
        return ANSWERS[asking] if action == "answer" else LETTERS[action]

    def _write_evidence(self, block: str) -> str:
        if INCIDENT in block:
            self.pending, self.later = KINDS["evidence"], ""
            return "1"
        if line := re.search(r"(\d+)\. Write one for another competency", block):
            return line[1]
        if "For which competency?" in block or "Which one?" in block:
            return "1"
        return "2026-03-02" if "Date." in block else "Words of my own."

    def _choose(self, block: str) -> str:
        if "Which one?" in block or not re.search(r"\b1\. ", block):
            return "b"
        wish = self.wishes.pop(0) if self.wishes else "Quit"
        if wish == "undo":
            self.pending = KINDS["undo"]
            return "u"
        if wish == "Evidence":
            self.later = "evidence"
        line = re.search(rf"(\d+)\. {wish}", block)
        return line[1] if line else "1"


def talk(
    place: Place,
    fault: Fault | None,
    *,
    actions: Sequence[str],
    wishes: Sequence[str] = (),
    form: str = "",
) -> Outcome:
    """Go through plain mode: ``actions`` at the questions, ``wishes`` at the menu, then leave."""
    arguments = ["assess", "--plain", *(["--form", form] if form else [])]
    child = start_program(place, lambda: main_with(arguments), fault)
    conversation = Conversation(list(actions), list(wishes))
    acknowledged: Counter[str] = Counter()
    refused: list[str] = []
    done = prompts = 0
    alive, read_only = True, False
    while alive and child.left > 0 and prompts < MOST_PROMPTS:
        alive = child.pump()
        text = child.output[done:].decode("utf-8", "replace")
        if not text.endswith("> "):
            continue
        done = len(child.output)
        prompts += 1
        block = " ".join(text.split())
        if conversation.pending:
            read_only = read_only or "Read-only:" in child.output.decode("utf-8", "replace")
            if SAVED not in block and (read_only or FAILURE.search(block)):
                refused.append(conversation.pending)
            else:
                acknowledged[conversation.pending] += 1
            conversation.pending = ""
        child.write(conversation.reply(block) + "\n")
    ended = finish(child)
    words = " ".join(child.output[done:].decode("utf-8", "replace").split())
    if conversation.pending and not ended.killed:
        # The last one was answered by the end, for example by the words of a finished form.
        if SAVED not in words and FAILURE.search(f"{words} {ended.errors}"):
            refused.append(conversation.pending)
        elif ended.code == 0:
            acknowledged[conversation.pending] += 1
    return Outcome(ended, acknowledged, refused, conversation.pending)

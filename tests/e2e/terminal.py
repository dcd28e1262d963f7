"""Driving the installed pmcoach in a terminal as a person would, by what is on the screen."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pmcoach.coach.session import open_session
from pmcoach.report.questions import AnswerChoice, make_question
from scripts.terminal import Terminal

PMCOACH = Path(sys.executable).with_name("pmcoach")
KEYS = {"skill ladder": "{}\r", "knowledge check": "{}s", "scenario": "{}4\r"}
"""What answers each kind; a scenario's worst is always the fourth action."""
SPOT = "· spot"
CHOICE = re.compile(r"\s+[○●▲▼☐☑] \d+ ")
ENTER, ESCAPE = "\r", "\x1b"


def start(*arguments: str, ignore_hangup: bool = False) -> Terminal:
    """The app in a terminal of 120 x 40, on the home folder of the test."""
    return Terminal([PMCOACH, *arguments], ignore_hangup=ignore_hangup)


def asked(screen: str) -> str:
    """What stands above the first answer and below the two top lines, or nothing where no
    question is shown."""
    lines = screen.splitlines()
    first = next((n for n, line in enumerate(lines) if CHOICE.match(line)), 0)
    return "\n".join(lines[2:first]).strip()


def begin_sketch(terminal: Terminal) -> None:
    """From a new profile's home to the first question, with the target that is proposed."""
    terminal.wait_for("Begin: the first sketch")
    terminal.send(ENTER)
    terminal.wait_for("Which job do you aim at")
    terminal.send(ENTER)
    wait_for_question(terminal)


def go_on(terminal: Terminal) -> None:
    """From home to the question where one stopped."""
    terminal.wait_for("▸ Go on with")
    terminal.send(ENTER)
    wait_for_question(terminal)


def wait_for_question(terminal: Terminal) -> str:
    """The whole screen, once it shows a question."""
    terminal.wait_until(asked, "a question")
    return terminal.settle()


def answer(terminal: Terminal, digit: int) -> str:
    """Answer the question on the screen and wait for the next one or the ending; returns what
    was chosen, as it reads on the screen."""
    before = asked(terminal.text())
    if SPOT in before:
        return _mark_lines(terminal, before)
    kind = next(one for one in KEYS if f"· {one}" in before)
    chosen = next(line for line in terminal.text().splitlines() if f"○ {digit} " in line)
    terminal.send(KEYS[kind].format(digit))
    _wait_for_next(terminal, before)
    return chosen.split(f"○ {digit} ")[1].strip()


def _mark_lines(terminal: Terminal, before: str) -> str:
    """Mark lines from the first one on until it is enough; returns the first one."""
    first = next(line for line in terminal.text().splitlines() if "☐ 1 " in line)
    for digit in "123":
        if "How sure?" not in terminal.text():
            terminal.send(digit)
            terminal.settle()
    terminal.send("s")
    _wait_for_next(terminal, before)
    return first.split("☐ 1 ")[1].strip()


def _wait_for_next(terminal: Terminal, before: str) -> None:
    terminal.wait_until(
        lambda screen: asked(screen) not in {"", before} or "finished" in screen.splitlines()[0],
        "the next question or the ending",
    )
    terminal.settle()


def saved_answers(home: Path) -> list[AnswerChoice]:
    """Each answer in the files, in their order; of a scenario the best action, of a spot the first
    line."""
    session = open_session(home=home, write=False)
    found: list[AnswerChoice] = []
    for item in session.profile.state.order:
        given = session.profile.state.answers[item]
        choices = make_question(session.profile, item).choices
        key = given.best or given.option.split(",")[0]
        found += [one for one in choices if one.key == key]
    return found


def agree(saved: list[AnswerChoice], chosen: list[str]) -> bool:
    """Whether the saved answers are those chosen; the screen breaks long ones into lines."""
    return len(saved) == len(chosen) and all(
        choice.text.startswith(line) for choice, line in zip(saved, chosen, strict=True)
    )

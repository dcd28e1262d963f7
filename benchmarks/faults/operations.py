"""Every way in which pmcoach writes: the home it starts from, what is done, what has to hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.answers import ANY_ANSWER
from benchmarks.faults.dialogue import Outcome, talk
from benchmarks.faults.homes import live_two_weeks
from benchmarks.faults.program import Place, finish, run_program, start_program
from benchmarks.faults.screens import Press, press_through
from benchmarks.faults.shim import Fault
from pmcoach.coach.export import FORMATS

Run = Callable[[Place, Fault | None], Outcome]


@dataclass(frozen=True)
class Operation:
    """One way to write."""

    name: str
    home: str
    """The prepared home it starts from, a key of HOMES."""
    run: Run
    product: str = ""
    """The file it makes, from the folder of the place; nothing where it only changes the home."""
    reports: bool = False
    """Whether exit code 0 says that all of the change was made, and 1 that it was not."""
    adds: tuple[str, ...] = ()
    """The kinds of events that it adds where exit code 0 says that it was done."""
    reads: bool = False
    """Whether calls that only read always count: where a copy is made, what is not read is lost."""
    acknowledges: int = 0
    """How many events a conversation or a walk through the screens shows to be saved."""
    slow: bool = False
    """Whether it drives the screens, which takes seconds."""


def command(
    name: str,
    home: str,
    *arguments: str,
    product: str = "",
    reports: bool = True,
    adds: tuple[str, ...] = (),
    reads: bool = False,
) -> Operation:
    """A command that runs to its end."""

    def run(place: Place, fault: Fault | None) -> Outcome:
        return Outcome(run_program(place, arguments, fault))

    return Operation(name, home, run, product, reports, adds, reads)


def dialogue(
    name: str, home: str, *actions: str, wishes: Sequence[str] = (), form: str = ""
) -> Operation:
    """A conversation with plain mode."""

    def run(place: Place, fault: Fault | None) -> Outcome:
        return talk(place, fault, actions=actions, wishes=wishes, form=form)

    count = len(actions) + sum(wish in {"Evidence", "undo"} for wish in wishes)
    return Operation(name, home, run, acknowledges=count)


def days(name: str, home: str) -> Operation:
    """Two weeks of use, in one process."""

    def run(place: Place, fault: Fault | None) -> Outcome:
        return Outcome(finish(start_program(place, live_two_weeks, fault)))

    return Operation(name, home, run)


def screens(name: str, home: str, first: str, *presses: Press) -> Operation:
    """A walk through the screens."""

    def run(place: Place, fault: Fault | None) -> Outcome:
        return press_through(place, fault, first, presses)

    count = sum(bool(press.saves) for press in presses)
    return Operation(name, home, run, acknowledges=count, slow=True)


ENTER, SAVE = "\r", "\x13"
STEP = "stk-map.h-one-change-mapped"
MARKED = ("step-marked",)
AIMED = ("ad-saved", "target-chosen")
EVERYTHING = ("--include", "all", "--force", "--output")

OPERATIONS: tuple[Operation, ...] = (
    # Plain mode
    dialogue("plain-first", "new", *["answer"] * 3, wishes=["Begin"] * 3, form="sketch"),
    dialogue(
        "plain-answers", "begun", "answer", "skip", "undo", "answer", "note", wishes=["Go on"]
    ),
    dialogue("plain-finish", "nearly-through", "answer", form="sketch"),
    dialogue("plain-next-form", "reviewable", "answer", "disagree", "answer", wishes=["Go on"] * 3),
    dialogue("plain-undo-finished", "reviewable", "answer", wishes=["undo"]),
    dialogue("plain-evidence", "begun", wishes=["Evidence"]),
    dialogue("plain-recover", "damaged", "answer", wishes=["Continue"]),
    # Commands
    command(
        "done",
        "used",
        *("done", STEP, "--proof", "A map of nine people."),
        adds=("evidence-saved", "step-marked"),
    ),
    command("done-damaged", "damaged", "done", STEP, adds=MARKED),
    command("done-corrected", "corrected", "done", STEP, adds=MARKED),
    command("done-big-note", "big-note", "done", STEP, adds=MARKED),
    command("fit", "target-files", "fit", "ad.txt", "--save", "Ferries", adds=AIMED),
    *(
        command(
            f"export-{form}",
            "target-files",
            *("export", "--format", form, *EVERYTHING, "plan.out"),
            product="desk/plan.out",
        )
        for form in FORMATS
    ),
    command(
        "export-damaged",
        "damaged",
        *("export", "--format", "json", *EVERYTHING, "whole.json"),
        reports=False,
    ),
    command("export-new", "used", "export", "--output", "new.md", product="desk/new.md"),
    command("backup", "used", "backup", "safe/me.zip", product="desk/safe/me.zip", reads=True),
    command(
        "backup-force",
        "target-files",
        "backup",
        "--force",
        "me.zip",
        product="desk/me.zip",
        reads=True,
    ),
    command("backup-damaged", "damaged", "backup", "me.zip", product="desk/me.zip"),
    command("backup-linked", "linked", "backup", "me.zip", product="desk/me.zip"),
    command("restore", "restorable", "restore", "--yes", "me.zip"),
    command("import", "importable", "import", "--yes", "whole.json"),
    command("import-elsewhere", "importable-elsewhere", "import", "--yes", "whole.json"),
    days("two-weeks-rotten", "rotten"),
    command("config", "used", "config", "--init", product="home/config.toml"),
    command("migrate", "old", "done", STEP, adds=MARKED),
    # The doctor
    *(
        command(f"doctor-{home}", home, "doctor", reports=False)
        for home in (
            "damaged",
            "damaged-old",
            "half-put-back",
            "bom",
            "forked",
            "conflict-copy",
            "git-conflict",
            "leftovers",
            "old",
        )
    ),
    # The screens
    screens(
        "screen-first",
        "new",
        "▸ Begin",
        Press(ENTER, "Which job"),
        Press(ENTER, r"1 of (?:about )?\d+ ·", "started"),
        Press(ANY_ANSWER, r"2 of (?:about )?\d+ ·", "answered"),
    ),
    screens(
        "screen-answers",
        "begun",
        "▸ Go on",
        Press(ENTER, r"4 of (?:about )?\d+ ·"),
        Press(ANY_ANSWER, r"5 of (?:about )?\d+ ·", "answered"),
        Press(ANY_ANSWER, r"6 of (?:about )?\d+ ·", "answered"),
        Press("c", "Your note"),
        Press("hello" + SAVE, r"6 of (?:about )?\d+ ·", "note-saved"),
        Press("x", r"7 of (?:about )?\d+ ·", "skipped"),
        Press("u", r"6 of (?:about )?\d+ ·", "undone"),
    ),
    screens(
        "screen-review",
        "reviewable",
        "▸ Go on",
        Press("v", "Opening a question shows its key"),
        Press(ENTER, "the key|You marked", "key-seen"),
        Press(ENTER, "How sure"),
        Press(ANY_ANSWER, "your answer|You marked", "changed"),
    ),
    screens(
        "screen-situation",
        "used",
        "▸ Go on",
        Press("s", r"\? not told"),
        Press(ENTER, "your own time"),
        Press("j" + ENTER, r"\? (?!not told)\S.*\? not told", "situation-set"),
    ),
    screens(
        "screen-plan",
        "used",
        "▸ Go on",
        Press("p", r" 4\. .* Proof "),
        Press("x", r"^(?!.* 4\. ).* 3\. ", "step-marked"),
        Press("b", r"▸ 1\. ", "step-marked"),
        Press("d", "Situation"),
        Press("words" + SAVE, "Not now", "evidence-saved"),
        Press(ENTER, r"^(?!.* 3\. ).* 2\. ", "step-marked"),
    ),
    screens(
        "screen-evidence",
        "begun",
        "▸ Go on",
        Press("w", "Evidence"),
        Press(ENTER, "Situation"),
        Press("some words" + SAVE, ": some words", "evidence-saved"),
    ),
    screens(
        "screen-ad",
        "target-files",
        "▸ Go on",
        Press("f", "Paste"),
        Press("ad.txt" + SAVE, "Job ad: Product Manager", "ad-saved"),
        Press("a", "▸ Go on", "target-chosen"),
    ),
    screens(
        "screen-profile",
        "two-profiles",
        "▸ Go on",
        Press("T", "▸ Go on"),
        Press("o", "second"),
        Press("j" + ENTER, "second .*▸ Begin"),
        Press(ENTER, r"1 of (?:about )?\d+ ·", "started"),
        Press(ANY_ANSWER, r"2 of (?:about )?\d+ ·", "answered"),
    ),
    screens(
        "screen-recover",
        "damaged",
        "backup|intact",
        Press(ENTER, "▸ Go on"),
        Press(ENTER, r" of (?:about )?\d+ ·"),
        Press("x", r" of (?:about )?\d+ ·", "skipped"),
    ),
)

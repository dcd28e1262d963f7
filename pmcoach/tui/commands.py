"""Every command, declared once: this feeds key bindings, the key bar, the palette, the help and the
README's table of keys. Textual is loaded only for the bindings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmcoach.tui.keys import written
from pmcoach.tui.registry import SCREENS

if TYPE_CHECKING:
    from textual.binding import BindingType


@dataclass(frozen=True)
class Command:
    """One thing the user can do: open a screen, or else ``action_<id>`` with hyphens as
    underscores."""

    id: str
    keys: str
    """Comma-separated, as Textual names them; the first is the one that is shown."""
    title: str
    help: str
    where: tuple[str, ...]
    """The screens it holds on; "everywhere" is every screen."""
    bar: int = 1
    """How much it wants to be in the key bar: 2 first, 1 if there is room, 0 never."""
    glyph: str = ""
    """How the key is written, where its name does not read well."""
    clicks: bool = True
    """Whether a click in the key bar presses the key; not where it stands for several."""
    opens: str = ""
    """The screen that it opens, where that is all it does."""

    @property
    def action_name(self) -> str:
        return "open_screen" if self.opens else self.id.replace("-", "_")

    @property
    def action(self) -> str:
        """The action as Textual reads it."""
        return opening_action(self.opens) if self.opens else self.action_name

    @property
    def shown_key(self) -> str:
        return self.glyph or written(self.keys.split(",")[0])


def opening_action(screen: str, *arguments: str) -> str:
    """The action that opens a screen with some arguments, as Textual reads it."""
    return f"open_screen({', '.join(map(repr, (screen, *arguments)))})"


EVERYWHERE = "everywhere"
LINED = tuple(ident for ident, entry in SCREENS.items() if entry.kind != "form")
"""Screens with a list to move in, or with a text that the same keys scroll."""
ACCEPTING = tuple(ident for ident, entry in SCREENS.items() if entry.accepts)
WITH_BACK = tuple(ident for ident, entry in SCREENS.items() if entry.has_back)

COMMANDS: tuple[Command, ...] = (
    # Moving about
    Command("down", "down,j", "down", "One line down.", LINED, 0, glyph="↓ j"),
    Command("up", "up,k", "up", "One line up.", LINED, 0, glyph="↑ k"),
    Command("first", "home,g", "first line", "To the top.", LINED, 0),
    Command("last", "end,G", "last line", "To the end.", LINED, 0),
    Command(
        "accept",
        "enter",
        "choose",
        "Choose the highlighted line, or accept all of it.",
        ACCEPTING,
        2,
    ),
    Command(
        "back",
        "escape",
        "back",
        "Back to where you came from. Nothing is lost.",
        WITH_BACK,
        2,
    ),
    Command(
        "leave",
        "escape",
        "home",
        "Leave the assessment for now. Every answer is saved.",
        ("question",),
        2,
    ),
    # Home
    Command(
        "results",
        "r",
        "results",
        "What is known about you, against the target.",
        ("home", "ending", "plan"),
        opens="results",
    ),
    Command(
        "plan",
        "p",
        "plan",
        "The steps to take, in order.",
        ("home", "ending", "results"),
        opens="plan",
    ),
    Command(
        "target",
        "t",
        "target",
        "Choose the role and stage that you aim at.",
        ("home", "results"),
        opens="target",
    ),
    Command(
        "ad",
        "f",
        "job ad",
        "Read a job ad: what it weighs, and how far you are.",
        ("home", "target", "results"),
        opens="ad",
    ),
    Command(
        "situation",
        "s",
        "situation",
        "What you have: time, money, access. The advice depends on it.",
        ("home", "results", "plan", "verdict", "hiring"),
        opens="situation",
    ),
    Command(
        "export",
        "e",
        "export",
        "Write the development plan to a file.",
        ("home", "results", "plan", "ending"),
        opens="export",
    ),
    Command(
        "hiring",
        "c",
        "certificate?",
        "Is a certificate worth it for getting hired?",
        ("home", "results", "ending", "plan"),
        opens="hiring",
    ),
    Command(
        "evidence",
        "w",
        "evidence",
        "Write down what you did, so that it counts.",
        ("home", "results", "ending", "verdict"),
        opens="evidence",
    ),
    Command(
        "review",
        "v",
        "review",
        "Every answer with its key and the reasons, the surest mistakes first.",
        ("home", "results", "ending"),
    ),
    Command(
        "history",
        "h",
        "history",
        "What has changed since last time.",
        ("home", "results"),
        opens="history",
    ),
    Command(
        "lenses",
        "l",
        "titles",
        "The result through published lists of duties.",
        ("home", "results"),
        opens="lenses",
    ),
    Command(
        "again", "n", "anew", "A new assessment from nothing; the old one stays.", ("home",), 0
    ),
    Command(
        "recheck", "m", "recheck", "Five minutes of knowledge, other questions first.", ("home",), 0
    ),
    Command(
        "search",
        "slash",
        "search",
        "Look for words in notes, competencies and questions.",
        ("home", "results", "review", "evidence", "plan"),
        opens="search",
    ),
    Command(
        "lengths",
        "a",
        "another length",
        "Choose how long an assessment to take: from about three minutes to everything.",
        ("home", "ending"),
    ),
    Command(
        "ask-unasked",
        "i",
        "ask what's missing",
        "Ask one question: about what matters most and was not asked yet.",
        ("home", "results", "verdict"),
    ),
    Command(
        "settle",
        "y",
        "answer the question",
        "Answer the one question that would settle this verdict.",
        ("verdict",),
    ),
    Command("profiles", "o", "profiles", "Other profiles, each with its own data.", ("home",)),
    # Target
    Command("stage-up", "right,l", "next stage", "A later stage of the job.", ("target",), 2, "→"),
    Command(
        "stage-down", "left,h", "stage before", "An earlier stage of the job.", ("target",), 1, "←"
    ),
    Command(
        "look-at-ad",
        "e",
        "look at ad",
        "What the highlighted ad weighs, to look at or correct.",
        ("target",),
        1,
    ),
    # A job ad
    Command("read", "ctrl+s", "read it", "Read what was pasted.", ("ad",), 2),
    Command("aim", "a", "aim at it", "Make this ad your target.", ("fit",), 2),
    Command("move-line", "m", "move line", "Say which competency the line speaks of.", ("fit",), 2),
    Command("weight", "w", "weight", "Type the weight of the competency.", ("fit",), 2),
    Command("more-weight", "plus,equals_sign", "more", "One percent more.", ("fit",), 0, "+"),
    Command("less-weight", "minus", "less", "One percent less.", ("fit",), 0, "-"),
    Command(
        "ignore-line",
        "x",
        "count not",
        "Let the line count for nothing; a weight set by you is left to the lines again.",
        ("fit",),
    ),
    Command("ad-role", "r", "role", "Say which role it is nearest to.", ("fit",)),
    Command("ad-stage", "s", "stage", "Say which stage it asks.", ("fit",)),
    Command("rename", "n", "name", "Give the ad another name.", ("fit",)),
    Command(
        "confirm-framework",
        "c",
        "framework confirmed",
        "The employer confirmed that it runs the framework; again: it did not.",
        ("fit",),
        0,
    ),
    Command("drop-ad", "delete,D", "put away", "Put the ad away.", ("fit",), 0, "D"),
    # Questions
    Command(
        "choose",
        "0,1,2,3,4,5,6,7,8,9",
        "choose",
        "Choose an answer, or mark a line of a spot. In a scenario the first digit is the best, the "
        "second the worst.",
        ("question",),
        2,
        clicks=False,
        glyph="1-4",
    ),
    Command("next-choice", "down,j", "down", "The answer below.", ("question",), 0, "↓ j"),
    Command("previous-choice", "up,k", "up", "The answer above.", ("question",), 0, "↑ k"),
    Command("mark-line", "space", "mark", "Spot: mark the line, or unmark it.", ("question",), 0),
    Command("submit", "enter", "next", "Save the answer and go on.", ("question",), 2),
    Command("sure", "s", "sure", "Knowledge: save the answer, you are sure.", ("question",), 0),
    Command(
        "think-so",
        "t",
        "think so",
        "Knowledge: save the answer, you think so.",
        ("question",),
        0,
    ),
    Command(
        "guessing",
        "g",
        "guessing",
        "Knowledge: save the answer, you are guessing.",
        ("question",),
        0,
    ),
    Command(
        "prove",
        "p",
        "I can prove this",
        "Skill ladder: mark that you could show a record.",
        ("question",),
        0,
    ),
    Command(
        "best",
        "plus,equals_sign",
        "best",
        "Scenario: mark this action as the best.",
        ("question",),
        0,
        "+",
    ),
    Command(
        "worst", "minus", "worst", "Scenario: mark this action as the worst.", ("question",), 0, "-"
    ),
    Command(
        "why",
        "w",
        "why",
        "Why this question is asked, and for a skill what helps to recall what you did.",
        ("question",),
    ),
    Command(
        "skip",
        "x",
        "skip",
        "Leave this question out for now. It counts for nothing.",
        ("question",),
    ),
    Command("previous", "b,left", "previous", "Back to the question before.", ("question",), 1),
    Command(
        "undo",
        "u",
        "undo",
        "Take back the last answer and ask it again.",
        ("question", "ending", "home"),
        1,
    ),
    Command(
        "not-applicable",
        "n",
        "does not apply",
        "Say that this does not apply to you. It counts for nothing.",
        ("question",),
    ),
    Command(
        "disagree",
        "d",
        "I disagree",
        "Drop this question from your level, and say so in the export. Again: take it back.",
        ("question",),
    ),
    Command(
        "stop",
        "v",
        "stop",
        "Finish the assessment as it is, and see your answers with the reasons.",
        ("question",),
        2,
    ),
    Command("areas", "a", "areas", "Jump to the questions of an area.", ("question",)),
    Command("note", "c", "note", "Write a note on this question.", ("question", "item"), 0),
    # The plan
    Command(
        "keep", "a", "accept", "Accept this plan: its days then say what is late.", ("plan",), 2
    ),
    Command("done", "d", "done", "Write down the proof; the step is done.", ("plan",), 2),
    Command("begin", "b", "begin", "The step is under way; again: it is not.", ("plan",)),
    Command(
        "what-if",
        "f",
        "what if",
        "Try other hours, money, role; nothing is kept unasked.",
        ("plan",),
        2,
        opens="whatif",
    ),
    Command("drop", "x", "drop", "Leave the step out, for good.", ("plan",)),
    Command("add", "n", "add", "Add a step of your choice.", ("plan",)),
    Command("pin", "i", "pin", "Want the step whatever it weighs; again: no longer.", ("plan",), 0),
    Command("later-step", "J", "later", "Put the step one place later.", ("plan",), 0),
    Command("earlier-step", "K", "earlier", "Put the step one place earlier.", ("plan",), 0),
    Command("postpone", "z", "postpone", "Not before a week later.", ("plan",), 0),
    Command("word", "y", "if-then", "The if-then sentence in your own words.", ("plan",), 0),
    Command("more", "right,l", "more", "The next value.", ("whatif",), 2, "→"),
    Command("less", "left,h", "less", "The value before.", ("whatif",), 2, "←"),
    # Looking back
    Command(
        "change",
        "enter",
        "answer again",
        "Answer this question again; the old answer stays in the file.",
        ("item",),
        2,
    ),
    Command("disagree-item", "d", "I disagree", "Drop this question from your level.", ("item",)),
    Command(
        "withdraw", "x", "withdraw", "Take the highlighted record out of the count.", ("evidence",)
    ),
    Command("save", "ctrl+s", "save", "Keep what is written.", ("note", "record"), 2),
    Command(
        "after-plan",
        "p",
        "after the plan",
        "The same after the plan, or today again.",
        ("lenses",),
        2,
    ),
    Command(
        "earlier", "left", "earlier", "Compare with an earlier assessment.", ("history",), 2, "←"
    ),
    Command("later", "right", "later", "Compare with a later assessment.", ("history",), 1, "→"),
    # Export
    Command(
        "include",
        "i",
        "include private",
        "Include evidence and notes, or leave them out.",
        ("export",),
        1,
    ),
    Command("write", "ctrl+s", "write", "Write the file.", ("export",), 2),
    # Everywhere
    Command("help", "question_mark,f1", "help", "What you can do here.", (EVERYWHERE,), 2),
    Command(
        "theme",
        "T",
        "theme",
        "Another look: dark, light, high contrast, greys, the terminal's own colours.",
        (EVERYWHERE,),
        0,
    ),
    Command("commands", "colon,ctrl+p", "commands", "Search all commands.", (EVERYWHERE,), 0, ":"),
    Command(
        "quit", "q,ctrl+q", "quit", "Leave pmcoach. Everything is saved already.", (EVERYWHERE,), 1
    ),
)


COMMAND_BY_ID = {command.id: command for command in COMMANDS}


def commands_for(where: str) -> list[Command]:
    """The commands of a screen, its own before those of every screen."""
    own_commands = [command for command in COMMANDS if where in command.where]
    return own_commands + [command for command in COMMANDS if EVERYWHERE in command.where]


def bindings_for(where: str) -> list[BindingType]:
    """The key bindings of a screen (its own commands), or of the app for "everywhere"."""
    from textual.binding import Binding

    bindings: list[BindingType] = []
    for command in COMMANDS:
        if where not in command.where:
            continue
        # For digits one binding each: the action has to know which was pressed.
        by_key = (
            {f"-{key}": (key, f"choose({key})") for key in command.keys.split(",")}
            if command.id == "choose"
            else {"": (command.keys, command.action)}
        )
        bindings += [
            Binding(keys, action, command.title, id=f"{where}.{command.id}{suffix}", show=False)
            for suffix, (keys, action) in by_key.items()
        ]
    return bindings

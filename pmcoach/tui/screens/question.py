"""One question a page. Each answer is on disk before the next is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from pmcoach.assessment.items import ItemKind
from pmcoach.coach.assessment import (
    finish_assessment,
    jump_to_area,
    mark_not_applicable,
    save_answer,
    skip_question,
    toggle_disagreement,
    undo_answer,
)
from pmcoach.coach.session import Session
from pmcoach.report.asking import WHY_TITLE, answered_words, why_words
from pmcoach.report.marked_lines import find_marks_fault, full_words, marked_words
from pmcoach.report.questions import (
    FIRST_QUESTION,
    KIND_TITLES,
    NOTHING_TO_UNDO,
    SURE_WORDS,
    Question,
    Sure,
    bare_question,
    following_item,
    make_question,
    present_item,
    previous_item,
    short_place_words,
)
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.commands import Command, commands_for
from pmcoach.tui.widgets.argument import Piece
from pmcoach.tui.widgets.bars import KeyBar
from pmcoach.tui.widgets.choices import Choices
from pmcoach.tui.widgets.line_marks import LineMarks
from pmcoach.tui.widgets.page import Page

MOVES = {"previous", "undo", "areas", "stop"}
"""Commands that lead away from a question: not where it alone is answered again."""
KNOWLEDGE: frozenset[ItemKind] = frozenset({"check", "spot"})
KINDS_OF_ACTION: Mapping[str, frozenset[ItemKind]] = {
    "sure": KNOWLEDGE,
    "think_so": KNOWLEDGE,
    "guessing": KNOWLEDGE,
    "mark_line": frozenset({"spot"}),
    "prove": frozenset({"ladder"}),
    "best": frozenset({"scenario"}),
    "worst": frozenset({"scenario"}),
}
"""What can only be done at some kinds of question."""
FEWEST_ROWS = 6
"""Rows that the lines of a spot get at least; where there are fewer, the whole page scrolls."""
LARGEST_DIGIT = 9
"""Further lines of a spot are reached with the arrows."""
PAIR_HINTS = {
    "best": "First choose what works best.",
    "worst": "▲ best is chosen. Now choose what works worst.",
    "neither": "▲ best and ▼ worst are chosen. Press [enter] to go on.",
}
"""What is to be done at a scenario, by what is still to be chosen."""


class QuestionScreen(CoachScreen[None]):
    """Asks the present item, or ``item`` where one goes back to it; with ``is_alone`` that one alone,
    to change its answer."""

    where = "question"
    CSS_PATH = ["../base.tcss", "question.tcss"]

    def __init__(self, item: str = "", is_alone: bool = False) -> None:
        super().__init__()
        self.first_item = item
        self.is_alone = is_alone
        self.shown: Question | None = None
        self.provable = False
        self.preset_sure: Sure = "think-so"
        """How sure enter says that one is."""
        self.shown_state: list[Piece] = []

    @property
    def question(self) -> Question:
        """The question on screen; until there is one, nothing can be done but leave."""
        assert self.shown is not None
        return self.shown

    def compose_body(self) -> ComposeResult:
        yield Static(id="progress", markup=False)
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(id="subject", markup=False)
            yield Static(id="ask", markup=False)
            yield Static(id="artifact", markup=False)
            yield Page(id="answers")
            yield Static(id="state", markup=False)
        with Page(id="why"):
            yield Static(id="why-words", markup=False, classes="column")

    def on_mount(self) -> None:
        self.call_later(self.show_item, self.first_item or present_item(self.session.profile))

    async def show_item(self, item: str | None) -> None:
        """Show a question, or the ending when there is none left."""
        if item is None:
            self.call_later(self._end)
            return
        profile = self.session.profile
        self.shown = question = (
            bare_question(profile, item) if self.is_alone else make_question(profile, item)
        )
        self.query_one("#why").display = False
        answer = question.answer
        self.provable = bool(answer and answer.provable)
        self.preset_sure = next(
            (sure for sure in SURE_WORDS if answer and answer.sure == sure), "think-so"
        )
        is_roomy = self.app.size.width >= layout.NORMAL and not self.is_alone
        self.set_top(
            f"{question.form} · {question.area}" if is_roomy else question.area,
            short_place_words(question),
        )
        self.show_progress()
        self.query_one(KeyBar).show(self.bar_commands())
        self.query_one("#subject", Static).update(
            Content.assemble(
                (question.subject, "$primary"), (f" · {KIND_TITLES[question.kind]}", "$secondary")
            )
        )
        hint = f"\n{question.hint}" if question.kind == "ladder" else ""
        self.query_one("#ask", Static).update(
            Content.assemble(question.ask, (hint, "not bold $secondary"))
        )
        self.query_one("#artifact", Static).update(
            Content.assemble(
                (question.artifact, "bold $primary"),
                (f"  {len(question.choices)} lines", "$secondary"),
            )
        )
        self.set_class(question.kind == "spot", "-spot")
        answers_box = self.query_one("#answers", Page)
        choices = LineMarks(question) if question.kind == "spot" else Choices(question)
        # One change of the screen, so that there is no frame without a question.
        with self.app.batch_update():
            await answers_box.remove_children()
            await answers_box.mount(choices)
        choices.focus(scroll_visible=False)
        self.show_state(self.state_pieces(choices))
        self.query_one(Page).scroll_home(animate=False)
        self.call_after_refresh(self.fit_lines)

    def fit_lines(self) -> None:
        """Give the lines of a spot what room is left, so that what is asked, their title and what
        is marked stay in sight while they scroll."""
        if not self.children:  # it was left before it was laid out
            return
        answers_box = self.query_one("#answers", Page)
        if self.shown is None or self.shown.kind != "spot":
            answers_box.styles.max_height = None
            return
        column = self.query_one(".column", Vertical)
        taken_rows = column.outer_size.height - answers_box.outer_size.height
        page_rows = self.query_one(Page).scrollable_content_region.height
        answers_box.styles.max_height = max(FEWEST_ROWS, page_rows - taken_rows)
        self.call_after_refresh(self.scroll_to_cursor)

    def scroll_to_cursor(self) -> None:
        """Bring the line one is on into sight."""
        for choices in self.query(Choices):
            choices.mark_rows()

    def show_progress(self) -> None:
        """The thin line under the top bar."""
        if self.shown is None or self.is_alone:
            return
        width, progress = self.app.size.width, self.shown.progress
        done_width = width * progress.done // max(1, progress.total)
        self.query_one("#progress", Static).update(
            Content.assemble(
                ("━" * done_width, "$primary"), ("─" * (width - done_width), "$secondary")
            )
        )

    def on_resize(self) -> None:
        self.show_progress()
        self.call_after_refresh(self.fit_lines)

    def on_choices_picked(self) -> None:
        for choices in self.shown_choices():
            self.show_state(self.state_pieces(choices))

    def on_line_marks_full(self) -> None:
        for choices in self.shown_choices():
            if isinstance(choices, LineMarks):
                self.show_state([(full_words(choices.marks), "$warning")])

    def shown_choices(self) -> list[Choices]:
        """The choices of the question on screen; none while the next ones take their place, when
        what was picked in the last ones may still be on its way here."""
        return [choices for choices in self.query(Choices) if choices.item == self.question.item]

    def show_state(self, pieces: list[Piece]) -> None:
        """Show what stands below the answers; where it stays the same nothing is laid out anew."""
        if pieces != self.shown_state:
            self.shown_state = pieces
            state = self.query_one("#state", Static)
            state.update(Content.assemble(*pieces))
            if self.question.kind == "spot":
                state.scroll_visible(animate=False)

    def state_pieces(self, choices: Choices) -> list[Piece]:
        """What enter would save now, and what else can be said about it."""
        question = self.question
        standing_style = "$warning" if question.disagreed else "$secondary"
        standing = f"{question.standing_words}  " if question.standing_words else ""
        pieces: list[Piece] = [(standing, standing_style)]
        if question.kind == "check":
            pieces += self.sureness_pieces()
        elif isinstance(choices, LineMarks):
            pieces.append((marked_words(choices.marks, choices.mark_count), "$secondary"))
            if choices.is_complete:
                pieces += ["\n", *self.sureness_pieces()]
        elif question.kind == "ladder":
            checkbox = "☑" if self.provable else "☐"
            pieces += [("p", "bold $primary"), f" {checkbox} I can prove this"]
        else:
            hint = next(hint for mark, hint in PAIR_HINTS.items() if mark not in choices.pair)
            pieces.append((hint, "$secondary"))
        return pieces

    def sureness_pieces(self) -> list[Piece]:
        """The keys that say how sure one is and save the answer."""
        pieces: list[Piece] = [("How sure?  ", "$secondary")]
        for sure, words in SURE_WORDS.items():
            is_preset = sure == self.preset_sure
            style = "bold $primary" if is_preset and self.question.answer else ""
            enter_hint = " (enter)" if is_preset else ""
            pieces += [(sure[0], "bold $primary"), (f" {words}{enter_hint}   ", style)]
        return pieces

    # Why it is asked

    def action_why(self) -> None:
        """Show below the answers why the question is asked, or no longer."""
        self.show_why(is_shown=not self.query_one("#why").display)

    def show_why(self, *, is_shown: bool) -> None:
        """Show below the answers why the question is asked, or take that away."""
        why = self.query_one("#why", Page)
        if is_shown:
            words = why_words(self.session.profile, self.question.item)
            pieces: list[Piece] = [(WHY_TITLE, "bold $primary"), *(f"\n{line}" for line in words)]
            self.query_one("#why-words", Static).update(Content.assemble(*pieces))
            why.scroll_home(animate=False)
        why.display = is_shown
        self.query_one(KeyBar).show(self.bar_commands())
        self.call_after_refresh(self.fit_lines)

    def bar_commands(self) -> list[Command]:
        """The digits that apply to this question, and what escape does; the rest as declared."""
        labels = [choice.label for choice in self.shown.choices] if self.shown else ["1", "4"]
        digits = f"{labels[0]}-{min(int(labels[-1]), LARGEST_DIGIT)}"
        is_spot = self.shown is not None and self.shown.kind == "spot"
        glyphs = {"choose": f"space {digits}" if is_spot else digits}
        titles = {"choose": "mark"} if is_spot else {}
        if self.is_why_shown:
            titles |= {"leave": "close", "why": "close"}
        elif self.is_alone:
            titles["leave"] = "back"
        return [
            replace(
                command,
                glyph=glyphs.get(command.id, command.glyph),
                title=titles.get(command.id, command.title),
            )
            for command in commands_for("question")
        ]

    @property
    def is_why_shown(self) -> bool:
        """Whether it shows why the question is asked."""
        return self.shown is not None and bool(self.query_one("#why").display)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  Textual's signature
    ) -> bool | None:
        if self.shown is None:
            return action == "leave"
        is_of_this_kind = self.shown.kind in KINDS_OF_ACTION.get(action, {self.shown.kind})
        return is_of_this_kind and not (self.is_alone and action in MOVES)

    # Choosing

    def action_choose(self, digit: int) -> None:
        choices = self.query_one(Choices)
        for index, choice in enumerate(choices.choices):
            if choice.label == str(digit):
                choices.pick(index)

    def action_next_choice(self) -> None:
        self.query_one(Choices).move(1)

    def action_previous_choice(self) -> None:
        self.query_one(Choices).move(-1)

    def action_mark_line(self) -> None:
        self.query_one(LineMarks).mark_line()

    def action_best(self) -> None:
        self.query_one(Choices).mark("best")

    def action_worst(self) -> None:
        self.query_one(Choices).mark("worst")

    def action_prove(self) -> None:
        self.provable = not self.provable
        self.show_state(self.state_pieces(self.query_one(Choices)))

    # Saving

    async def action_sure(self) -> None:
        await self.submit("sure")

    async def action_think_so(self) -> None:
        await self.submit("think-so")

    async def action_guessing(self) -> None:
        await self.submit("guessing")

    async def action_submit(self) -> None:
        await self.submit(self.preset_sure)

    async def submit(self, sure: Sure) -> None:
        """Save what is chosen, then show the next question."""
        choices = self.query_one(Choices)
        if not choices.is_complete:
            self.show_state([(self.missing_words(choices), "$warning")])
            return
        with self.saving():
            save_answer(
                self.session,
                self.question.item,
                option=choices.option,
                best=choices.pair_key("best"),
                worst=choices.pair_key("worst"),
                sure=sure if self.question.asks_sureness else None,
                provable=self.provable,
            )
            await self.go_on()

    def missing_words(self, choices: Choices) -> str:
        """What has to be chosen before the answer can be saved."""
        if isinstance(choices, LineMarks):
            marks = sorted(choices.marks)
            fault = find_marks_fault(marks, choices.mark_count, len(choices.choices))
            return f"{fault.removesuffix('.')}, or press [x] to skip."
        if choices.is_pair:
            return "Choose what works best, then what works worst."
        return "Choose an answer first, or press [x] to skip."

    async def action_skip(self) -> None:
        await self.leave_out(skip_question)

    async def action_not_applicable(self) -> None:
        await self.leave_out(mark_not_applicable)

    async def leave_out(self, save_outcome: Callable[[Session, str], None]) -> None:
        """Record that there is no answer, then show the next question."""
        with self.saving():
            save_outcome(self.session, self.question.item)
            await self.go_on()

    async def action_disagree(self) -> None:
        """Drop the question from the level, with a word on why; or take that back."""
        item = self.question.item
        if self.question.disagreed:
            with self.saving():
                toggle_disagreement(self.session, item)
                await self.show_item(item)
        else:
            self.coach_app.show("note", item, True, then=self._disagreed)

    def _disagreed(self, is_saved: bool | None) -> None:
        if is_saved:
            self.call_later(self.go_on)

    def action_note(self) -> None:
        self.coach_app.show("note", self.question.item)

    async def go_on(self) -> None:
        """To the question after the one just dealt with."""
        profile = self.session.profile
        if self.is_alone:
            self.notify(answered_words(profile, self.question.item), markup=False)
            self.dismiss()
        elif self.question.answer is not None:
            await self.show_item(following_item(profile, self.question.item))
        else:
            await self.show_item(present_item(profile))

    # Moving about

    async def action_previous(self) -> None:
        item = previous_item(self.session.profile, self.question.item)
        if item is None:
            self.notify(FIRST_QUESTION, markup=False, timeout=3)
        else:
            await self.show_item(item)

    async def action_undo(self) -> None:
        with self.saving():
            item = undo_answer(self.session)
            if item is None:
                self.notify(NOTHING_TO_UNDO, markup=False, timeout=3)
            else:
                await self.show_item(item)

    def action_areas(self) -> None:
        self.coach_app.show("areas", then=self._jump)

    def _jump(self, area: str | None) -> None:
        if area:
            with self.saving():
                jump_to_area(self.session, area)
                self.call_later(self.show_item, present_item(self.session.profile))

    def action_stop(self) -> None:
        """Finish the assessment as it is, and show the answers in place of the question."""
        self.stop_assessment(lambda: self.coach_app.switch_to("review"))

    def action_leave(self) -> None:
        if self.is_why_shown:
            self.show_why(is_shown=False)
        else:
            self.dismiss()

    def _end(self) -> None:
        """All was asked: close the assessment and show what was found."""
        with self.saving():
            finish_assessment(self.session)
        self.coach_app.switch_to("ending")

"""One question a page. Each answer is on disk before the next is shown."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from pmcoach.coach.assessment import (
    finish_assessment,
    jump_to_area,
    mark_not_applicable,
    save_answer,
    skip_question,
    toggle_disagreement,
    undo_answer,
)
from pmcoach.report.questions import (
    Question,
    Sure,
    following_item,
    make_question,
    present_item,
    previous_item,
)
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.commands import Command, commands_for
from pmcoach.tui.widgets.bars import KeyBar
from pmcoach.tui.widgets.choices import Choices
from pmcoach.tui.widgets.page import Page

KINDS = {"ladder": "skill ladder", "check": "knowledge check", "scenario": "scenario"}
SURES: tuple[Sure, ...] = ("sure", "think-so", "guessing")
MOVES = {"previous", "undo", "areas"}
"""Commands that lead to other questions: not where one question is answered again."""
SURE_TITLES = {"sure": "sure", "think-so": "think so", "guessing": "guessing"}


class QuestionScreen(CoachScreen[None]):
    """Asks the present item, or ``item`` where one goes back to it; with ``once`` that one alone,
    to change its answer."""

    where = "question"
    CSS_PATH = ["../base.tcss", "question.tcss"]

    def __init__(self, item: str = "", once: bool = False) -> None:
        super().__init__()
        self.wanted = item
        self.once = once
        self.shown: Question | None = None
        self.provable = False
        self.sure: Sure = "think-so"
        self.said: list[Content | str | tuple[str, str]] = []
        """What stands below the answers; where it stays the same nothing is laid out anew."""

    def compose_body(self) -> ComposeResult:
        yield Static(id="progress", markup=False)
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(id="subject", markup=False)
            yield Static(id="ask", markup=False)
            yield Vertical(id="answers")
            yield Static(id="state", markup=False)
            yield Static(id="probes", markup=False, classes="quiet airy")

    def on_mount(self) -> None:
        self.call_later(self.show_item, self.wanted or present_item(self.session.profile))

    async def show_item(self, item: str | None) -> None:
        """Show a question, or the ending when there is none left."""
        if item is None:
            self.call_later(self._end)
            return
        asked = make_question(self.session.profile, item)
        self.shown = asked
        given = asked.answer
        self.provable = bool(given and given.provable)
        self.sure = next((one for one in SURES if given and given.sure == one), "think-so")
        progress = asked.progress
        roomy = self.app.size.width >= layout.NORMAL
        self.set_top(
            f"{asked.form} · {asked.area}" if roomy else asked.area,
            f"{min(progress.done + 1, progress.total)} of {progress.total}"
            f" · about {progress.minutes_left} min left",
        )
        self.show_progress()
        self.query_one(KeyBar).show(self.bar_commands())
        self.query_one("#subject", Static).update(
            Content.assemble(
                (asked.subject, "$primary"),
                (f" · {KINDS[asked.kind]}", "$secondary"),
            )
        )
        self.query_one("#ask", Static).update(Content(asked.ask))
        answers = self.query_one("#answers", Vertical)
        choices = Choices(asked.choices, pair=asked.kind == "scenario")
        if given is not None and given.kind == "answered":
            choices.at = choices.index_of(given.option)
            choices.best = choices.index_of(given.best)
            choices.worst = choices.index_of(given.worst)
        # One change of the screen, so that there is no frame without a question.
        with self.app.batch_update():
            await answers.remove_children()
            await answers.mount(choices)
        choices.focus(scroll_visible=False)
        self.show_state()
        probes = "\n".join(f"· {probe}" for probe in asked.probes)
        self.query_one("#probes", Static).update(probes)
        self.query_one("#probes").set_class(not probes, "-none")
        self.query_one(Page).scroll_home(animate=False)

    def show_progress(self) -> None:
        """The thin line under the top bar."""
        if self.shown is None:
            return
        width = self.app.size.width
        done, total = self.shown.progress.done, max(1, self.shown.progress.total)
        full = width * done // total
        self.query_one("#progress", Static).update(
            Content.assemble(("━" * full, "$primary"), ("─" * (width - full), "$secondary"))
        )

    def on_resize(self) -> None:
        self.show_progress()

    def on_choices_picked(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        """What enter would save now, and what else can be said about it."""
        asked = self.shown
        if asked is None:
            return
        parts: list[Content | str | tuple[str, str]] = []
        if asked.disagreed:
            parts.append(("You disagree with this question: it does not count.  ", "$warning"))
        elif asked.answer is not None and asked.answer.kind == "skipped":
            parts.append(("Skipped before.  ", "$secondary"))
        elif asked.answer is not None and asked.answer.kind == "not-applicable":
            parts.append(("Said not to apply.  ", "$secondary"))
        if asked.kind == "check":
            parts.append(("How sure?  ", "$secondary"))
            for one in SURES:
                style = "bold $primary" if one == self.sure and asked.answer else ""
                parts.append((one[0], "bold $primary"))
                enter = " (enter)" if one == self.sure else ""
                parts.append((f" {SURE_TITLES[one]}{enter}   ", style))
        elif asked.kind == "ladder":
            mark = "☑" if self.provable else "☐"
            parts += [("p", "bold $primary"), f" {mark} I can prove this"]
        else:
            choices = self.query_one(Choices)
            if choices.best is None:
                parts.append(("First choose what works best.", "$secondary"))
            elif choices.worst is None:
                parts.append(("▲ best is chosen. Now choose what works worst.", "$secondary"))
            else:
                parts.append(("▲ best and ▼ worst are chosen. Enter goes on.", "$secondary"))
        if parts != self.said:
            self.said = parts
            self.query_one("#state", Static).update(Content.assemble(*parts))

    def bar_commands(self) -> list[Command]:
        """The digits that hold for this question; the rest as declared."""
        labels = [one.label for one in self.shown.choices] if self.shown else ["1", "4"]
        digits = f"{labels[0]}-{labels[-1]}"
        return [
            replace(one, glyph=digits, clicks=False) if one.id == "choose" else one
            for one in commands_for("question")
            if not (self.once and one.id in MOVES)
        ]

    # Choosing

    def action_choose(self, digit: int) -> None:
        choices = self.query_one(Choices)
        index = next((i for i, one in enumerate(choices.choices) if one.label == str(digit)), None)
        if index is not None:
            choices.pick(index)

    def action_next_choice(self) -> None:
        self.query_one(Choices).move(1)

    def action_previous_choice(self) -> None:
        self.query_one(Choices).move(-1)

    def action_best(self) -> None:
        self.query_one(Choices).mark(best=True)

    def action_worst(self) -> None:
        self.query_one(Choices).mark(best=False)

    def action_prove(self) -> None:
        if self.shown is not None and self.shown.kind == "ladder":
            self.provable = not self.provable
            self.show_state()

    # Saving

    async def action_sure(self) -> None:
        await self.submit_check("sure")

    async def action_think_so(self) -> None:
        await self.submit_check("think-so")

    async def action_guessing(self) -> None:
        await self.submit_check("guessing")

    async def submit_check(self, sure: Sure) -> None:
        """Only a knowledge check asks how sure one is."""
        if self.shown is not None and self.shown.kind == "check":
            await self.submit(sure)

    async def action_submit(self) -> None:
        await self.submit(self.sure)

    async def submit(self, sure: Sure) -> None:
        """Save what is chosen, then show the next question."""
        asked, choices = self.shown, self.query_one(Choices)
        if asked is None:
            return
        if not choices.complete:
            what = (
                "Choose what works best, then what works worst."
                if choices.pair
                else "Choose an answer first, or press x to skip."
            )
            self.said = [(what, "$warning")]
            self.query_one("#state", Static).update(Content.assemble(*self.said))
            return
        with self.saving():
            if asked.kind == "scenario":
                save_answer(
                    self.session,
                    asked.item,
                    best=choices.key_of(choices.best),
                    worst=choices.key_of(choices.worst),
                )
            elif asked.kind == "check":
                save_answer(self.session, asked.item, option=choices.option, sure=sure)
            else:
                save_answer(self.session, asked.item, option=choices.option, provable=self.provable)
            await self.go_on(asked)

    async def action_skip(self) -> None:
        if self.shown is not None:
            with self.saving():
                skip_question(self.session, self.shown.item)
                await self.go_on(self.shown)

    async def action_not_applicable(self) -> None:
        if self.shown is not None:
            with self.saving():
                mark_not_applicable(self.session, self.shown.item)
                await self.go_on(self.shown)

    async def action_disagree(self) -> None:
        """Drop the question from the level, with a word on why; or take that back."""
        asked = self.shown
        if asked is None:
            return
        if asked.disagreed:
            with self.saving():
                toggle_disagreement(self.session, asked.item)
                await self.show_item(asked.item)
        else:
            self.coach_app.show("note", asked.item, True, then=self._disagreed)

    def _disagreed(self, saved: bool | None) -> None:
        if saved and self.shown is not None:
            self.call_later(self.go_on, self.shown)

    def action_note(self) -> None:
        if self.shown is not None:
            self.coach_app.show("note", self.shown.item)

    async def go_on(self, asked: Question) -> None:
        """To the question after the one just dealt with."""
        if self.once:
            self.dismiss()
        elif asked.answer is not None:
            await self.show_item(following_item(self.session.profile, asked.item))
        else:
            await self.show_item(present_item(self.session.profile))

    # Moving about

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  Textual's signature
    ) -> bool | None:
        return not (self.once and action in MOVES)

    async def action_previous(self) -> None:
        item = previous_item(self.session.profile, self.shown.item if self.shown else None)
        if item is None:
            self.notify("This is the first question.", markup=False, timeout=3)
        else:
            await self.show_item(item)

    async def action_undo(self) -> None:
        with self.saving():
            item = undo_answer(self.session)
            if item is None:
                self.notify("There is nothing to undo.", markup=False, timeout=3)
            else:
                await self.show_item(item)

    def action_areas(self) -> None:
        self.coach_app.show("areas", then=self._jump)

    def _jump(self, area: str | None) -> None:
        if area:
            with self.saving():
                jump_to_area(self.session, area)
                self.call_later(self.show_item, present_item(self.session.profile))

    def action_leave(self) -> None:
        self.dismiss()

    def _end(self) -> None:
        """All was asked: close the assessment and show what was found."""
        with self.saving():
            finish_assessment(self.session)
        self.coach_app.switch_to("ending")

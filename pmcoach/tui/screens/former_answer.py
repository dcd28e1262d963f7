"""One answer to a question that has changed since: what was asked, and what was chosen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from pmcoach.coach.former_answers import read_former_answers
from pmcoach.report.former_answers import FormerAnswer
from pmcoach.report.home import ANSWERS_TITLE
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Argument, Hanging, paragraph


class FormerAnswerScreen(CoachScreen[None]):
    """Shows what was asked then; there is nothing to change."""

    where = "former"
    CSS_PATH = ["../base.tcss", "answer_review.tcss"]

    def __init__(self, item: str) -> None:
        super().__init__()
        self.item = item

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Argument()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def refresh_shown(self) -> None:
        """The answer with its question."""
        self.set_top(ANSWERS_TITLE)
        answers = {answer.item: answer for answer in read_former_answers(self.session)}
        if answer := answers.get(self.item):
            self.query_one(Argument).show(self.parts(answer))

    def parts(self, answer: FormerAnswer) -> ComposeResult:
        """The question, what became of it, what there was to choose, the note."""
        yield paragraph((answer.subject, "bold $primary"))
        yield paragraph((answer.ask, "bold"))
        yield paragraph((answer.status, "$warning"))
        if answer.sureness:
            yield paragraph((answer.sureness, "$secondary"))
        yield Vertical(
            *(
                Hanging(
                    Content.styled("●" if option.chosen else "○", "$secondary"),
                    Content.assemble(
                        option.text,
                        (f"   {option.chosen}" if option.chosen else "", "bold $primary"),
                    ),
                )
                for option in answer.options
            ),
            classes="options",
        )
        if note := self.session.profile.journal.notes.get(self.item):
            yield paragraph(("Your note: ", "bold"), note)

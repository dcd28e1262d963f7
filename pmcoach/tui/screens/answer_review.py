"""One answered question with its key, the reason for every possible answer, and the user's note."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from pmcoach.coach.assessment import toggle_disagreement
from pmcoach.coach.evidence import record_key_seen
from pmcoach.report.questions import Question, make_question
from pmcoach.report.review import ExplainedOption, explain_item, item_mark
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Argument, Hanging, paragraph

SURE_WORDS = {"sure": "you were sure", "think-so": "you thought so", "guessing": "you guessed"}


class AnswerReviewScreen(CoachScreen[None]):
    """Shows an item of the content, whatever it is."""

    where = "item"
    CSS_PATH = ["../base.tcss", "answer_review.tcss"]

    def __init__(self, item: str) -> None:
        super().__init__()
        self.item = item

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Argument()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        if not self.session.read_only:
            with self.saving():
                record_key_seen(self.session, self.item)
        self.refresh_shown()

    def refresh_shown(self) -> None:
        """The item as it stands now."""
        asked = make_question(self.session.profile, self.item)
        self.set_top(f"{asked.area}", item_mark(self.session.profile, self.item))
        self.query_one(Argument).show(self.parts(asked))

    def parts(self, asked: Question) -> ComposeResult:
        """The question, how it was answered, the reasons, the note."""
        yield paragraph((asked.subject, "bold $primary"))
        yield paragraph((asked.ask, "bold"))
        given = asked.answer
        if given is not None and given.sure in SURE_WORDS:
            yield paragraph((f"When you answered, {SURE_WORDS[given.sure]}.", "$secondary"))
        explained = explain_item(self.session.profile, self.item)
        for one in explained:
            yield explained_row(one)
        if not explained:
            for choice in asked.choices:
                mine = given is not None and given.option == choice.key
                mark = ("●", "$primary") if mine else ("○", "$secondary")
                sign = Content.assemble(mark, f" {choice.label}")
                yield Hanging(sign, choice.text, classes="choice")
        if asked.disagreed:
            note = self.session.profile.state.disagreed.get(self.item, "")
            yield paragraph(
                ("You disagree with this question: it does not count. ", "$warning"), note
            )
        mine_too = self.session.profile.journal.notes.get(self.item)
        if mine_too:
            yield paragraph(("Your note: ", "bold"), mine_too)

    def action_note(self) -> None:
        self.coach_app.show("note", self.item)

    def action_disagree_item(self) -> None:
        """Drop the question from the level with a note, or take that back."""
        if self.item in self.session.profile.state.disagreed:
            with self.saving():
                toggle_disagreement(self.session, self.item)
                self.refresh_shown()
        else:
            self.coach_app.show("note", self.item, True)

    def action_change(self) -> None:
        """Answer the question again: a change, which the file keeps beside the old answer."""
        self.coach_app.show("question", self.item, True)


def explained_row(one: ExplainedOption) -> Hanging:
    """A possible answer: what it is, how it was chosen, and why."""
    tags = " · ".join(tag for tag in (one.verdict, one.chosen) if tag)
    best = one.verdict in {"the key", "best"}
    sign = Content.styled("✓" if best else "·", "bold $success" if best else "$secondary")
    return Hanging(
        sign,
        Content.assemble(
            one.text,
            (f"   {tags}" if tags else "", "bold $primary"),
            "\n",
            (one.why, "$secondary"),
        ),
        classes="choice",
    )

"""One answered question with its key, the reason for every possible answer, and the user's note."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmcoach.coach.assessment import toggle_disagreement
from pmcoach.coach.evidence import record_keys_seen
from pmcoach.report.asking import moved_item_words
from pmcoach.report.questions import DISAGREED, Question, make_question
from pmcoach.report.review import (
    ExplainedOption,
    explain_item,
    item_mark,
    key_hidden_words,
    marks_words,
    sureness_words,
)
from pmcoach.report.spot_review import ExplainedLine
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.argument import Argument, Hanging, paragraph

GLYPH_STYLES = {"✓": "$success", "✗": "$warning"}


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
                record_keys_seen(self.session, self.item)

    def refresh_shown(self) -> None:
        """The item as it stands now."""
        profile = self.session.profile
        self.set_top(make_question(profile, self.item).area, item_mark(profile, self.item))
        self.query_one(Argument).show(self.parts())

    def parts(self) -> ComposeResult:
        """The question, how it was answered, the reasons, the note."""
        profile = self.session.profile
        question = make_question(profile, self.item)
        yield paragraph((question.subject, "bold $primary"))
        yield paragraph((question.ask, "bold"))
        if marks := marks_words(profile, self.item):
            yield paragraph(marks)
        if sureness := sureness_words(question.answer):
            yield paragraph((sureness, "$secondary"))
        if moved := moved_item_words(profile, self.item):
            yield paragraph((moved, "$secondary"))
        if question.artifact:
            yield Static(Content.styled(question.artifact, "bold $primary"))
        options = list(map(explained_row, explain_item(profile, self.item)))
        rows = options or list(plain_rows(question))
        yield Vertical(*rows, classes="lines" if question.kind == "spot" else "options")
        if hidden := key_hidden_words(profile, self.item):
            yield paragraph((hidden, "$secondary"))
        if question.disagreed:
            reason = profile.state.disagreed[self.item]
            yield paragraph((f"{DISAGREED} ", "$warning"), reason)
        if note := profile.journal.notes.get(self.item):
            yield paragraph(("Your note: ", "bold"), note)

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


def plain_rows(question: Question) -> Iterator[Hanging]:
    """What there was to choose, and what was chosen, where no key is to be shown."""
    open_glyph, chosen_glyph = "☐☑" if question.kind == "spot" else "○●"
    for choice in question.choices:
        is_chosen = choice.key in question.chosen_keys
        styled_mark = (chosen_glyph, "$primary") if is_chosen else (open_glyph, "$secondary")
        yield Hanging(Content.assemble(styled_mark, f" {choice.label}"), choice.text)


def explained_row(option: ExplainedOption | ExplainedLine) -> Hanging:
    """A possible answer or a line: what it is, how it was chosen, and why."""
    is_line = isinstance(option, ExplainedLine)
    # A line has most often neither, so that both stand below it.
    tags = f"\n{option.tags.capitalize()}" if is_line else f"   {option.tags}"
    why = f"  {option.why}" if is_line else f"\n{option.why}"
    text = Content.assemble(
        option.text,
        (tags if option.tags else "", "bold $primary"),
        (why if option.why else "", "$secondary"),
    )
    style = GLYPH_STYLES.get(option.glyph, "$secondary")
    sign = Content.styled(option.sign, f"bold {style}")
    return Hanging(sign, text)

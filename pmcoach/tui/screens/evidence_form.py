"""Writing one record of evidence. Typing is saved as a draft; saving keeps it for good."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from pmcoach.assessment.evidence import Evidence
from pmcoach.coach.evidence import save_evidence
from pmcoach.coach.plan import complete_step
from pmcoach.report.evidence_form import (
    EVIDENCE_FORM,
    INCIDENT,
    draft_name,
    field_text,
    filled_record,
    present_record,
    record_fault,
    saved_words,
)
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.checkbox import LabeledCheckbox
from pmcoach.tui.widgets.draft import RESTORED, DraftArea, DraftInput
from pmcoach.tui.widgets.page import Page


class EvidenceFormScreen(CoachScreen[bool]):
    """Dismisses with True when it was saved; with ``step``, that step of the plan is then done."""

    where = "record"
    AUTO_FOCUS = ""  # Textual's own would scroll what stands above out of sight
    CSS_PATH = ["../base.tcss", "evidence_form.tcss"]

    def __init__(self, competency: str, evidence_id: str = "", step: str = "") -> None:
        super().__init__()
        self.competency = competency
        self.evidence_id = evidence_id
        self.step = step
        """The plan's step that it proves, if one."""

    @property
    def starting_record(self) -> Evidence:
        """What the form begins with."""
        return present_record(self.session.profile, self.competency, self.evidence_id, self.step)

    def compose_body(self) -> ComposeResult:
        starting_record = self.starting_record
        with Page(classes="page"), Vertical(classes="column"):
            title = self.session.profile.title_of(self.competency)
            yield Static(title, markup=False, classes="strong")
            for name, field in EVIDENCE_FORM.items():
                yield Static(f"{field.title}. {field.help}", markup=False, classes="ask")
                draft = draft_name(self.evidence_id, self.step, self.competency, name)
                text = field_text(starting_record, name)
                widget = (
                    DraftArea(self.session, draft, text)
                    if field.is_long
                    else DraftInput(self.session, draft, text, max_length=400)
                )
                widget.id = name
                yield widget
            yield LabeledCheckbox(
                INCIDENT, value=starting_record.incident, id="incident", compact=True
            )
        # Outside the page, so that it is in sight wherever the form is scrolled to.
        yield Static(id="fault", markup=False)

    @property
    def fields(self) -> list[DraftArea | DraftInput]:
        """Everything that text is typed into."""
        return [*self.query(DraftArea), *self.query(DraftInput)]

    def on_mount(self) -> None:
        self.set_top("Evidence", "ctrl+s saves")
        self.query_one(f"#{next(iter(EVIDENCE_FORM))}").focus(scroll_visible=False)
        if any(field.draft.is_restored for field in self.fields):
            self.show_fault(RESTORED)

    def on_input_submitted(self) -> None:
        self.screen.focus_next()

    def action_save(self) -> None:
        """Save the record; an incomplete one is saved too, and says what it lacks."""
        texts = {field.id or "": field.typed_text.strip() for field in self.fields}
        name, fault = record_fault(texts, self.session.today)
        if fault:
            self.show_fault(fault)
            self.query_one(f"#{name}").focus()
            return
        incident = self.query_one("#incident", LabeledCheckbox).value
        record = filled_record(self.starting_record, texts, self.session.today, incident=incident)
        with self.saving():
            if self.step:
                complete_step(self.session, self.step, record)
            else:
                save_evidence(self.session, record)
            for field in self.fields:
                field.done()
            self.notify(saved_words(record), markup=False)
            self.dismiss(True)

    def show_fault(self, text: str) -> None:
        """What is wrong, or what happened, in place."""
        self.query_one("#fault", Static).update(text)

    def action_back(self) -> None:
        self.dismiss(False)

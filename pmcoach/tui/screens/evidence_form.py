"""Writing one record of evidence. Typing is kept as a draft; saving keeps it for good."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from pmcoach.assessment.evidence import Evidence
from pmcoach.coach import records
from pmcoach.report.situation import EVIDENCE_QUESTIONS
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.checkbox import LabeledCheckbox
from pmcoach.tui.widgets.draft import DraftArea, DraftInput
from pmcoach.tui.widgets.page import Page

LONG = ("situation", "did", "result")
INCIDENT = "This was a real hard moment: it counts for ability too"


class EvidenceFormScreen(CoachScreen[bool]):
    """Dismisses with True when it was saved."""

    where = "record"
    AUTO_FOCUS = ""  # Textual's own would scroll what stands above out of sight
    CSS_PATH = ["../base.tcss", "evidence_form.tcss"]

    def __init__(self, competency: str, ident: str = "", step: str = "") -> None:
        super().__init__()
        self.competency = competency
        self.ident = ident
        self.step = step
        """The plan's step that it proves, if one."""

    @property
    def present(self) -> Evidence:
        kept = self.session.evidence.get(self.ident)
        if kept is not None:
            return kept
        step = self.session.catalog.steps.get(self.step)
        return Evidence("", self.competency, did=step.title if step else "", step=self.step)

    def compose_body(self) -> ComposeResult:
        present = self.present
        form = f"evidence-{self.ident or self.step or self.competency}"
        with Page(classes="page"), Vertical(classes="column"):
            yield Static(self.subject(), markup=False, classes="strong")
            for name, (title, ask) in EVIDENCE_QUESTIONS.items():
                yield Static(f"{title}. {ask}", markup=False, classes="ask")
                value = getattr(present, name)
                shown = value.isoformat() if name == "date" and value else value or ""
                if name in LONG:
                    area = DraftArea(self.session, f"{form}-{name}", shown)
                    area.id = name
                    yield area
                else:
                    line = DraftInput(self.session, f"{form}-{name}", shown, max_length=400)
                    line.id = name
                    yield line
            yield LabeledCheckbox(INCIDENT, value=present.incident, id="incident", compact=True)
        # Outside the page, so that it is in sight wherever the form is scrolled to.
        yield Static(id="fault", markup=False)

    def subject(self) -> str:
        """Which competency it is for."""
        known = self.competency in self.session.catalog.competencies
        return self.session.title_of(self.competency) if known else self.competency

    def on_mount(self) -> None:
        self.set_top("Evidence", "ctrl+s saves")
        self.query_one(f"#{LONG[0]}").focus(scroll_visible=False)
        fields = [*self.query(DraftArea), *self.query(DraftInput)]
        if any(field.draft.came_back for field in fields):
            self.say("This is what you were writing last time.")

    def on_input_submitted(self) -> None:
        self.screen.focus_next()

    def action_save(self) -> None:
        """Keep the record; an incomplete one is kept too, and says what it lacks."""
        texts = {one.id or "": one.text.strip() for one in self.query(DraftArea)}
        texts |= {one.id or "": one.value.strip() for one in self.query(DraftInput)}
        date = records.read_date(texts["date"], self.session.today)
        if texts["date"] and date is None:
            self.say("That is no day that has been: write it like 2026-03-02 or 2026-03.")
            self.query_one("#date").focus()
            return
        if not any(texts.values()):
            self.say("Nothing is written yet.")
            return
        record = Evidence(
            id=self.ident,
            competency=self.competency,
            situation=texts["situation"],
            did=texts["did"],
            result=texts["result"],
            date=date,
            link=texts["link"],
            confirm=texts["confirm"],
            incident=self.query_one("#incident", LabeledCheckbox).value,
            step=self.present.step,
        )
        with self.saving():
            records.keep_evidence(self.session, record)
            for area in self.query(DraftArea):
                area.done()
            for line in self.query(DraftInput):
                line.done()
            lacks = records.missing_words(record)
            self.notify(
                f"Kept. {lacks.capitalize()}." if lacks else "Kept: it counts from now on.",
                markup=False,
            )
            self.dismiss(True)

    def say(self, text: str) -> None:
        """What is wrong, or what happened, in place."""
        self.query_one("#fault", Static).update(text)

    def action_back(self) -> None:
        self.dismiss(False)

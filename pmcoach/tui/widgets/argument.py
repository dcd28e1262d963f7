"""Verdicts, steps and reasons as text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pmcoach.report import wording
from pmcoach.report.model import StepLine
from pmcoach.report.steps import step_sections

Piece = Content | str | tuple[str, str]


class Hanging(Horizontal):
    """A mark, and beside it a text whose lines all begin in one place."""

    DEFAULT_CSS = """
    Hanging { height: auto; }
    Hanging .sign { width: auto; padding: 0 2 0 0; }
    Hanging .text { width: 1fr; }
    """

    def __init__(self, sign: Content, text: Content | str, classes: str = "") -> None:
        super().__init__(
            Static(sign, classes="sign"),
            Static(text, markup=False, classes="text"),
            classes=classes,
        )


class Argument(Vertical):
    """A place for paragraphs and reasons that can be shown anew."""

    DEFAULT_CSS = "Argument { height: auto; }"

    def show(self, parts: ComposeResult) -> None:
        """Replace what is shown."""
        self.call_later(self._replace, list(parts))

    async def _replace(self, parts: list[Widget]) -> None:
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(parts)
        for page in self.screen.query(VerticalScroll):
            page.scroll_home(animate=False)


def paragraph(*pieces: Piece) -> Static:
    """A paragraph with a line of space below."""
    return Static(Content.assemble(*pieces), classes="gap-below")


def step_text(step: StepLine) -> Content:
    """One step so that a stranger could do it."""
    date_range = f"{step.start:%d %b} to {step.end:%d %b}"
    facts = (
        wording.KIND_WORDS[step.kind],
        wording.hours(step.hours),
        wording.step_cost(step),
        date_range,
    )
    sections: list[Piece] = []
    for heading, text in step_sections(step):
        if heading:
            sections.append((heading, "bold"))
            sections.append("\n" if "\n" in text else "  ")
        sections.append(f"{text}\n\n" if "\n" in text or not heading else f"{text}\n")
    return Content.assemble(
        (f"{step.title}\n", "bold $primary"),
        (f"{' · '.join(facts)}\n\n", "$secondary"),
        *sections,
    )

"""Every answer, right or wrong: what there is most to learn from comes first."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from pmcoach.coach.former_answers import read_former_answers
from pmcoach.report.former_answers import FORMER_TITLE, FormerAnswer
from pmcoach.report.home import ANSWERS_TITLE, STOP_TITLE
from pmcoach.report.questions import start_action
from pmcoach.report.review import (
    MARK_GLYPHS,
    MARKS_LEGEND,
    NOTHING_ANSWERED,
    REVIEW_LEAD,
    UNDER_WAY,
    ReviewSection,
    not_asked_words,
    review_sections,
)
from pmcoach.tui import layout
from pmcoach.tui.base import CoachScreen
from pmcoach.tui.widgets.menu import ActionOption, Menu, begin_option, gap, heading, shortened

FORMER = "former:"
"""What the option id of an answer to a question that has changed begins with."""


class ReviewScreen(CoachScreen[None]):
    """A list of all items; enter shows one with its reasons."""

    where = "review"
    CSS_PATH = ["../base.tcss"]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="page"), Vertical(classes="column whole"):
            yield Static(id="lead", markup=False, classes="quiet gap-below")
            yield Menu(id="rows")
            yield Static(MARKS_LEGEND, markup=False, classes="quiet")

    def on_mount(self) -> None:
        self.query_one(Menu).focus()

    def refresh_shown(self) -> None:
        """All items as they stand now; those not asked are counted, not shown."""
        profile, menu = self.session.profile, self.query_one(Menu)
        if profile.in_progress:
            self.set_top(ANSWERS_TITLE)
            stop_row = ActionOption(Content.assemble("▸ ", (STOP_TITLE, "bold")), "stop")
            menu.refill([Option(UNDER_WAY, disabled=True), stop_row])
            return
        sections, former_answers = review_sections(profile), read_former_answers(self.session)
        lead = self.query_one("#lead", Static)
        lead.update(REVIEW_LEAD)
        lead.display = bool(sections)
        count = sum(len(section.items) for section in sections) + len(former_answers)
        self.set_top(ANSWERS_TITLE, f"{count} questions")
        width = self.app.size.width
        if count:
            menu.refill(rows(sections, former_answers, not_asked_words(profile), width))
        else:
            menu.refill(
                [Option(NOTHING_ANSWERED, disabled=True), begin_option(start_action(profile))]
            )

    def action_stop(self) -> None:
        """Finish the assessment under way, then show the answers."""
        self.stop_assessment(self.refresh_shown)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        option_id = event.option.id or ""
        if option_id.startswith(FORMER):
            self.coach_app.show("former", option_id.removeprefix(FORMER))
        elif option_id:
            self.coach_app.show("item", option_id)


def rows(
    sections: Sequence[ReviewSection],
    former_answers: Sequence[FormerAnswer],
    not_asked: str,
    width: int,
) -> list[Option]:
    """The items under their headings, then those that have changed, and at the end how many were
    not asked."""
    options: list[Option] = []
    for section in sections:
        options += [gap(), heading(section.title)] if options else [heading(section.title)]
        for item in section.items:
            text = shortened(f"{item.subject}: {item.ask}", layout.row(width) - 4)
            style = {"right": "$success", "wrong": "$warning"}.get(item.mark, "$secondary")
            styled_mark = (f"  {MARK_GLYPHS[item.mark]} ", style)
            options.append(Option(Content.assemble(styled_mark, text), id=item.item))
    if former_answers:
        options += [gap(), heading(FORMER_TITLE)] if options else [heading(FORMER_TITLE)]
        options += [
            Option(
                Content.assemble(
                    (f"  {MARK_GLYPHS['answered']} ", "$secondary"),
                    shortened(answer.words, layout.row(width) - 4),
                ),
                id=f"{FORMER}{answer.item}",
            )
            for answer in former_answers
        ]
    if not_asked:
        options += [gap(), Option(Content.styled(not_asked, "$secondary"), disabled=True)]
    return options

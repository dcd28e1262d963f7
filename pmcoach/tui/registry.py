"""Every screen, declared once: where its class is, and which of the common keys it has.

Imports nothing of Textual, so that the commands can be looked at without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from textual.screen import Screen


@dataclass(frozen=True)
class ScreenEntry:
    """One screen of the app."""

    place: str
    """Its module in pmcoach.tui.screens, a colon, and its class."""
    kind: Literal["list", "text", "form"]
    """Whether its keys move in a list, scroll a text, or belong to what is asked there."""
    accepts: bool = False
    """Whether the key bar offers to choose the highlighted line."""
    has_back: bool = True
    """Whether "back" leaves it: not from home, and a question has its own way out."""


SCREENS: dict[str, ScreenEntry] = {
    "home": ScreenEntry("home:HomeScreen", "list", has_back=False),
    "results": ScreenEntry("results:ResultsScreen", "list"),
    "plan": ScreenEntry("plan:PlanScreen", "list"),
    "target": ScreenEntry("target:TargetScreen", "list", accepts=True),
    "situation": ScreenEntry("situation:SituationScreen", "list", accepts=True),
    "areas": ScreenEntry("areas:AreasScreen", "list", accepts=True),
    "lengths": ScreenEntry("lengths:LengthsScreen", "list", accepts=True),
    "values": ScreenEntry("field_choice:FieldChoiceScreen", "list", accepts=True),
    "ending": ScreenEntry("assessment_summary:AssessmentSummaryScreen", "list"),
    "confirm": ScreenEntry("confirm:ConfirmScreen", "list"),
    "recover": ScreenEntry("recover:RecoverScreen", "list"),
    "profiles": ScreenEntry("profiles:ProfilesScreen", "list", accepts=True),
    "review": ScreenEntry("review:ReviewScreen", "list", accepts=True),
    "evidence": ScreenEntry("evidence:EvidenceScreen", "list", accepts=True),
    "search": ScreenEntry("search:SearchScreen", "list"),
    "steps": ScreenEntry("steps:StepsScreen", "list", accepts=True),
    "whatif": ScreenEntry("whatif:WhatifScreen", "list", accepts=True),
    "fit": ScreenEntry("job_ad_detail:JobAdDetailScreen", "list"),
    "pick": ScreenEntry("option_picker:OptionPickerScreen", "list", accepts=True),
    "export": ScreenEntry("export:ExportScreen", "list"),
    "verdict": ScreenEntry("verdict:VerdictScreen", "text"),
    "hiring": ScreenEntry("hiring:HiringScreen", "text"),
    "help": ScreenEntry("help:HelpScreen", "text"),
    "lenses": ScreenEntry("lenses:LensesScreen", "text"),
    "history": ScreenEntry("history:HistoryScreen", "text"),
    "item": ScreenEntry("answer_review:AnswerReviewScreen", "text"),
    "former": ScreenEntry("former_answer:FormerAnswerScreen", "text"),
    "question": ScreenEntry("question:QuestionScreen", "form", has_back=False),
    "number": ScreenEntry("field_input:FieldInputScreen", "form"),
    "note": ScreenEntry("note:NoteScreen", "form"),
    "record": ScreenEntry("evidence_form:EvidenceFormScreen", "form"),
    "ifthen": ScreenEntry("ifthen:IfthenScreen", "form"),
    "ad": ScreenEntry("job_ad_paste:JobAdPasteScreen", "form"),
    "ask": ScreenEntry("text_prompt:TextPromptScreen", "form"),
}
"""By the id that commands and users' settings know it by."""


def load_screen(ident: str) -> type[Screen[Any]]:
    """The class of a screen; its module is imported when it is first asked for."""
    module, _, class_name = SCREENS[ident].place.partition(":")
    screen_class: type[Screen[Any]] = getattr(
        import_module(f"pmcoach.tui.screens.{module}"), class_name
    )
    return screen_class

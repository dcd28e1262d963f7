"""Every kind of event there is, in which file it stands, and what it holds.

docs/data.md lists the same for whoever reads the files. A kind that gets another name is entered
in `FORMER_KINDS` of pmcoach/store/migrate.py, so that older files are still understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AssessmentKind = Literal[
    "started", "answered", "changed", "skipped", "not-applicable", "disagreed", "jumped", "undone"
]
"""Kinds of events in an assessment's file."""
JournalKind = Literal[
    "target-chosen",
    "situation-set",
    "step-marked",
    "step-pinned",
    "step-postponed",
    "if-then-written",
    "plan-ordered",
    "plan-accepted",
    "key-seen",
    "note-saved",
    "evidence-saved",
    "evidence-withdrawn",
    "ad-saved",
    "ad-line-moved",
    "ad-weight-set",
    "ad-renamed",
    "ad-role-set",
    "ad-stage-set",
    "ad-detail-set",
    "ad-removed",
]
"""Kinds of events in a profile's journal."""


@dataclass(frozen=True)
class EventKind:
    """One kind of event."""

    name: AssessmentKind | JournalKind
    file: Literal["assessment", "journal"]
    meaning: str
    fields: Mapping[str, str] = field(default_factory=dict)
    """What it holds beside id, time and kind: each field with its meaning. Of these, an event has
    those that apply to it."""


_ANSWER: Mapping[str, str] = {
    "item": "id of the question",
    "revision": "number of its wording",
    "option": 'id of the chosen option, the rung of a ladder, "0" to "4", or the marked lines of a '
    'spot, such as "2,5"',
    "best": "action of a scenario that was chosen as the best",
    "worst": "action of a scenario that was chosen as the worst",
    "sure": "sure, think-so or guessing",
    "provable": "true if the person can prove it",
}

EVENT_KINDS: Mapping[str, EventKind] = {
    kind.name: kind
    for kind in (
        EventKind("started", "assessment", "The assessment was started."),
        EventKind("answered", "assessment", "A question was answered.", _ANSWER),
        EventKind("changed", "assessment", "An answered question was answered again.", _ANSWER),
        EventKind(
            "skipped",
            "assessment",
            "A question was left out for now.",
            {
                "item": "id of the question",
                "revision": "number of its wording",
                "keeps": "true if the answer from before a recheck still counts",
            },
        ),
        EventKind(
            "not-applicable",
            "assessment",
            "A question does not apply to this person.",
            {"item": "id of the question", "revision": "number of its wording"},
        ),
        EventKind(
            "disagreed",
            "assessment",
            "The person disagrees with a question, which then does not count.",
            {
                "item": "id of the question",
                "revision": "number of its wording",
                "note": "why",
                "withdrawn": "true if they no longer disagree",
            },
        ),
        EventKind(
            "jumped",
            "assessment",
            "The questions of one area come next.",
            {"area": "id of the area"},
        ),
        EventKind(
            "undone",
            "assessment",
            "An earlier event no longer counts.",
            {"event": "id of that event"},
        ),
        EventKind(
            "target-chosen",
            "journal",
            "The job that results are compared with was chosen.",
            {
                "role": "id of the role",
                "stage": "id of the stage",
                "weights": "weights of the person's own, by area",
                "ad": "id of the job ad that is the target, if one is",
            },
        ),
        EventKind(
            "situation-set",
            "journal",
            "One detail of the person's situation was set; without a value, it was cleared.",
            {"field": "name of the detail", "value": "text, number or date"},
        ),
        EventKind(
            "step-marked",
            "journal",
            "A step of the plan changed its state.",
            {"step": "id of the step", "state": "planned, doing, done or dropped"},
        ),
        EventKind(
            "step-pinned",
            "journal",
            "A step is always part of the plan, or no longer.",
            {"step": "id of the step", "pinned": "true or false"},
        ),
        EventKind(
            "step-postponed",
            "journal",
            "A step starts no earlier than a date; without a date, whenever it fits.",
            {"step": "id of the step", "until": "date"},
        ),
        EventKind(
            "if-then-written",
            "journal",
            "The person wrote their own if-then sentence for a step.",
            {"step": "id of the step", "if_then": "the sentence; empty to go back to ours"},
        ),
        EventKind(
            "plan-ordered",
            "journal",
            "The steps of the plan were put in another order.",
            {"steps": "ids of the steps, in that order"},
        ),
        EventKind(
            "plan-accepted",
            "journal",
            "A proposed plan became the person's plan.",
            {"steps": "ids of its steps, in order", "ends": "date by which each is due, by step"},
        ),
        EventKind(
            "key-seen",
            "journal",
            "The right answer to a question was shown.",
            {"item": "id of the question"},
        ),
        EventKind(
            "note-saved",
            "journal",
            "A note on a question was written.",
            {"item": "id of the question", "text": "the note; empty to remove it"},
        ),
        EventKind(
            "evidence-saved",
            "journal",
            "A piece of evidence was written, or written anew.",
            {
                "evidence": "id of the piece of evidence",
                "competency": "id of the competency it is for",
                "situation": "what the situation was",
                "did": "what the person did",
                "result": "what came of it",
                "date": "date on which it happened",
                "link": "where it can be seen",
                "confirm": "who can confirm it",
                "incident": "true for a critical incident",
                "step": "id of the step it came from, if any",
            },
        ),
        EventKind(
            "evidence-withdrawn",
            "journal",
            "A piece of evidence no longer counts.",
            {"evidence": "id of the piece of evidence"},
        ),
        EventKind(
            "ad-saved",
            "journal",
            "A job ad was read and saved.",
            {
                "ad": "id of the job ad",
                "name": "name of the job ad",
                "reading": "what was read in it, a table",
            },
        ),
        EventKind(
            "ad-line-moved",
            "journal",
            "A line of a job ad was assigned to another competency.",
            {
                "ad": "id of the job ad",
                "line": "number of the line, from 0",
                "competency": "id of the competency; empty for none",
            },
        ),
        EventKind(
            "ad-weight-set",
            "journal",
            "The weight of a competency in a job ad was set.",
            {
                "ad": "id of the job ad",
                "competency": "id of the competency",
                "share": "0 to 1; left out to go by the lines",
            },
        ),
        EventKind(
            "ad-renamed",
            "journal",
            "A job ad got another name.",
            {"ad": "id of the job ad", "name": "name of the job ad"},
        ),
        EventKind(
            "ad-role-set",
            "journal",
            "The role that a job ad is nearest to was corrected.",
            {"ad": "id of the job ad", "role": "id of the role"},
        ),
        EventKind(
            "ad-stage-set",
            "journal",
            "The stage that a job ad asks for was corrected.",
            {"ad": "id of the job ad", "stage": "id of the stage"},
        ),
        EventKind(
            "ad-detail-set",
            "journal",
            "A detail of the employer was set, which applies while this job ad is the target.",
            {
                "ad": "id of the job ad",
                "field": "name of the detail, as in situation-set",
                "value": "text",
            },
        ),
        EventKind(
            "ad-removed",
            "journal",
            "A job ad was removed from the list.",
            {"ad": "id of the job ad"},
        ),
    )
}
"""All kinds by name."""

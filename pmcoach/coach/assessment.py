"""Taking an assessment: starting it, answering, undoing, finishing.

Each answer is on disk before any of these return. All raise StoreError where it cannot be saved.
"""

from __future__ import annotations

from pmcoach.assessment.events import Event
from pmcoach.assessment.forms import FormKind
from pmcoach.assessment.history import snapshot_table
from pmcoach.assessment.items import find_item_revision
from pmcoach.coach.errors import StoreError
from pmcoach.coach.session import Session
from pmcoach.report.marked_lines import find_marks_fault, join_marks, split_marks
from pmcoach.report.questions import (
    Question,
    Sure,
    bare_question,
    find_undoable_item,
    is_hidden_by_recheck,
)


def start_assessment(session: Session, kind: FormKind, *, blind: bool = False) -> None:
    """Begin an assessment, continuing the last; or, ``blind``, anew: older answers stay where they
    are but are not shown or counted, and items that were not asked yet come first."""
    session.start_assessment(kind, session.make_event("started"), blind=blind)


def change_length(session: Session, kind: FormKind) -> None:
    """Go on with an assessment of some length, whatever the present one's. What is under way at
    another length is finished as it is; without an answer there is nothing to finish."""
    profile = session.profile
    if profile.in_progress and profile.form_kind == kind:
        return
    if profile.state.answers:
        finish_assessment(session)
    start_assessment(session, kind)


def save_answer(
    session: Session,
    item: str,
    *,
    option: str | None = None,
    best: str | None = None,
    worst: str | None = None,
    sure: Sure | None = None,
    provable: bool | None = None,
) -> None:
    """Record an answer; a second answer to an item is a change.

    Args:
        session: The opened profile.
        item: The id of the item.
        option: The key of the chosen option or rung; of a spot the numbers of the marked lines,
            joined by commas.
        best: The action of a scenario that is said to work best.
        worst: And the one that is said to work worst.
        sure: How sure one is, where the item asks that.
        provable: Whether one could prove the claim of a ladder.

    Raises:
        ValueError: The answer does not fit the item.
    """
    question = bare_question(session.profile, item)
    if question.kind == "spot":
        option = _check_marks(question, option or "")
    else:
        _check_choice(question, option, best, worst)
    _append(
        session,
        session.make_event(
            "changed" if question.answer else "answered",
            item=item,
            revision=question.revision,
            option=option,
            best=best,
            worst=worst,
            sure=sure,
            provable=provable or None,
        ),
    )


def _check_choice(
    question: Question, option: str | None, best: str | None, worst: str | None
) -> None:
    """Raises ValueError where the question has no such choices."""
    choice_keys = {choice.key for choice in question.choices}
    is_pair = question.kind == "scenario"
    if not ({best, worst} if is_pair else {option}) <= choice_keys or (is_pair and best == worst):
        raise ValueError(f"not an answer to {question.item}")


def _check_marks(question: Question, option: str) -> str:
    """The marked lines as they are stored. Raises ValueError where too few or too many are marked,
    or lines that there are not."""
    marks = split_marks(option)
    if fault := find_marks_fault(marks, question.mark_count, len(question.choices)):
        raise ValueError(f"not an answer to {question.item}: {fault}")
    return join_marks(marks)


def skip_question(session: Session, item: str) -> None:
    """Leave a question out for now. It counts for nothing; in a recheck, what was answered before
    it still does."""
    profile = session.profile
    answer = profile.state.answers.get(item)
    keeps_answer = (
        answer is not None and answer.kind == "answered" and is_hidden_by_recheck(profile, item)
    )
    _append(
        session,
        session.make_event(
            "skipped",
            item=item,
            revision=find_item_revision(session.catalog, item),
            keeps=keeps_answer or None,
        ),
    )


def mark_not_applicable(session: Session, item: str) -> None:
    """Record that a question does not apply. It counts for nothing."""
    revision = find_item_revision(session.catalog, item)
    _append(session, session.make_event("not-applicable", item=item, revision=revision))


def toggle_disagreement(session: Session, item: str, note: str = "") -> None:
    """Drop a question from the level, or take that back."""
    withdrawn = item in session.profile.state.disagreed
    _append(
        session,
        session.make_event(
            "disagreed",
            item=item,
            revision=find_item_revision(session.catalog, item),
            withdrawn=withdrawn or None,
            note=None if withdrawn else note or None,
        ),
    )


def _append(session: Session, event: Event) -> None:
    """Write an event into the assessment; a change to a finished one begins and at once finishes
    a file that continues it, so that the finished one stays as it is."""
    was_in_progress = session.profile.in_progress
    _append_unfinished(session, event)
    if not was_in_progress:
        finish_assessment(session)


def _append_unfinished(session: Session, event: Event) -> None:
    """Write an event into the assessment, or into a new one that continues the finished one."""
    if session.profile.in_progress:
        session.append_to_assessment(event)
    else:
        session.start_assessment(session.profile.form_kind or "full", event)


def undo_answer(session: Session) -> str | None:
    """Take back the last answer; returns its item, or None where there is nothing to undo, or only
    an answer whose question can't be asked again.

    Works across restarts: what is undone stays in the file.
    """
    last_event, item = session.profile.state.last_event, find_undoable_item(session.profile)
    if last_event is None or item is None:
        return None
    _append_unfinished(session, session.make_event("undone", event=last_event.id))
    return item


def jump_to_area(session: Session, area: str) -> None:
    """Go on with the questions of an area; the others follow after it."""
    session.append_to_assessment(session.make_event("jumped", area=area))


def finish_assessment(session: Session) -> None:
    """Close the assessment: levels and content version are written beside its events. The
    StoreError it may raise says that the answers are saved all the same."""
    profile = session.profile
    if not profile.in_progress:
        return
    levels = snapshot_table(
        profile.catalog, profile.state, profile.result, profile.records, session.next_time()
    )
    try:
        session.finish_assessment(levels)
    except StoreError as error:
        raise StoreError(f"Your answers are saved, but not that you finished. {error}") from error

"""The plan in words: its steps, what it was made within, and why it may have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmcoach.catalog.steps import Step
from pmcoach.report.levels import gap_words
from pmcoach.report.model import ESTIMATES, DoneLine, PlanLine
from pmcoach.report.questions import nothing_known_words, start_action
from pmcoach.report.situation import assumed_words
from pmcoach.report.steps import step_line, step_sections
from pmcoach.report.wording import KIND_WORDS, costs_words, hours, time_words
from pmcoach.state.plan import Plan, PlanDifference
from pmcoach.state.profile import Profile

UNFIT_WORDS = {
    "hours": "no hours left",
    "money": "costs more than is left",
    "access": "needs more access",
    "weeks": "takes longer than you have",
    "needs": "something must come before",
    "dropped": "you dropped what would",
    "no step": "no step is known",
}
"""Why a gap stays open, by what `plan_margin` found."""
MOST_UNFIT = 3
ACCEPTED = "Accepted. From now on this is your plan."
NOTHING_WEIGHED = (
    "Nothing your target asks for has been measured yet. Answer the questions that matter most for "
    "it first."
)
FORMER_STEP = "done in an earlier version"


def plan_line(profile: Profile) -> PlanLine:
    """The plan in words."""
    plan = profile.plan
    return PlanLine(
        hours_per_week=plan.hours_per_week,
        weeks=plan.weeks,
        money=plan.money,
        accepted=plan.accepted,
        assumed=tuple(
            assumed_words(name, plan, profile.journal.context.highest_access)
            for name in plan.assumed
        ),
        steps=tuple(step_line(profile, dated) for dated in plan.steps),
        done=tuple(
            DoneLine(
                id=done.step.id,
                title=done.step.title,
                day=done.day,
                note=FORMER_STEP if done.is_former else "",
            )
            for done in plan.done
        ),
        own_cost=plan.cost("you"),
        employer_cost=plan.cost("employer"),
        left_open=tuple(gap_words(profile, gap) for gap in plan.open_gaps),
        why_no_step=why_no_step(profile),
    )


def why_no_step(profile: Profile) -> str:
    """Why the plan holds no step; nothing where it holds one."""
    if profile.plan.steps:
        return ""
    if not profile.result.known():
        return f"{nothing_known_words(profile)} {start_action(profile).words}."
    if not any(standing.weight for standing in profile.result.known()):
        return NOTHING_WEIGHED
    if not profile.findings.gaps:
        return "There is no gap to plan for among what is known."
    if not profile.plan.open_gaps:
        return (
            "For every gap that is known, the step is done. Answer its questions again to see "
            "what has changed."
        )
    return "No step fits the hours, the money and the access that you gave."


def plan_kind(plan: PlanLine) -> str:
    """Whether it is the plan that the user accepted."""
    return "Your plan" if plan.accepted else "A proposal"


def plan_lead(plan: PlanLine) -> tuple[str, str]:
    """What a plan with steps was made within: the time and what stays open; and what it assumes."""
    open_gaps = len(plan.left_open)
    still_open = (
        f" {open_gaps} gaps stay open."
        if open_gaps > 1
        else " One gap stays open."
        if open_gaps
        else ""
    )
    moved_note = (
        " Some days have passed; the rest was moved to follow from today."
        if any(step.late for step in plan.steps)
        else ""
    )
    assumptions = f"Assumed: {', '.join(plan.assumed)}. " if plan.assumed else ""
    done = f" {len(plan.done)} done so far." if plan.done else ""
    made_within = f"{time_words(plan)}. {costs_words(plan)}{still_open}{moved_note}{done}"
    return made_within, f"{assumptions}{ESTIMATES}"


@dataclass(frozen=True)
class AddableStep:
    """A step that can be added to the plan."""

    id: str
    title: str
    facts: str
    """How long it takes, and whether it was dropped before."""


def addable_steps(profile: Profile, steps: Iterable[Step]) -> list[AddableStep]:
    """Those of the steps that are neither in the plan nor done, and that this person may take."""
    states, planned = profile.journal.steps, set(profile.plan.ids)
    return [
        AddableStep(
            step.id,
            step.title,
            f"{hours(step.hours)}{', dropped before' if states.get(step.id) == 'dropped' else ''}",
        )
        for step in steps
        if step.id not in planned and states.get(step.id) != "done" and profile.may_take(step)
    ]


def margin_words(profile: Profile) -> str:
    """What did not fit, and what a little more time or money would add."""
    margin, plan_worth = profile.plan_margin, profile.plan.value
    sentences = [
        f"{name} would close {extra.worth / plan_worth:.0%} more."
        if extra.worth and plan_worth
        else f"{name} would add nothing."
        for extra, name in (
            (margin.hour, "One more hour a week"),
            (margin.hundred, "100 dollars more"),
        )
    ]
    if margin.left:
        unfit_gaps = [
            f"{profile.title_of(left.gap.subject)}, {left.gap.facet} ({UNFIT_WORDS[left.why]})"
            for left in margin.left[:MOST_UNFIT]
        ]
        sentences.append(f"Did not fit: {'; '.join(unfit_gaps)}.")
    return " ".join(sentences)


def effect_words(difference: PlanDifference, present_plan: Plan, other_plan: Plan) -> str:
    """What another plan would close, against the present one."""
    steps_words = f"{len(other_plan.steps)} steps"
    if not present_plan.value:
        return f"{steps_words}."
    percent = round(100 * (difference.value_then - difference.value_now) / present_plan.value)
    more_or_less = f"{abs(percent)}% {'more' if percent > 0 else 'less'}" if percent else "as much"
    return f"{steps_words}, {more_or_less} of your weighted gaps closed."


def changed_steps(difference: PlanDifference) -> Iterator[tuple[str, str, str]]:
    """Each step that another plan adds (+), leaves out (-) or moves (~): sign, title, days."""
    yield from (("+", step.title, "") for step in difference.added)
    yield from (("-", step.title, "") for step in difference.left_out)
    for step, end_now, end_then in difference.moved:
        yield "~", step.title, f"{end_now:%d %b} → {end_then:%d %b}"


# As lines of text, for the commands


def plan_lines(plan: PlanLine) -> Iterator[str]:
    """The steps in order with their dates, or why there is none."""
    if plan.why_no_step:
        yield f"No step is planned. {plan.why_no_step}"
    for number, step in enumerate(plan.steps, 1):
        yield f"{number}. {step.title}"
        yield f"   {step.start} to {step.end}, {KIND_WORDS[step.kind].lower()}, {hours(step.hours)}"
        yield from (f"   lifts {line}" for line in step.closes)
    for done in plan.done:
        yield f"Done {done.day}: {done.title}{f' ({done.note})' if done.note else ''}"


def next_step_lines(plan: PlanLine) -> Iterator[str]:
    """The first step in full, or why there is none."""
    if not plan.steps:
        yield f"There is no step to do. {plan.why_no_step}"
    for step in plan.steps[:1]:
        yield f"{step.title}  [{step.id}]"
        yield f"{hours(step.hours)}, by {step.end}"
        for heading, text in step_sections(step):
            first, *others = text.split("\n")
            yield f"{heading}: {first}" if heading else first
            yield from others

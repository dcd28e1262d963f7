"""The report as Markdown: whole, readable, and honest where there is nothing to say."""

from __future__ import annotations

import pytest

from pmcoach.assessment.results import Standing
from pmcoach.catalog.vocabulary import Facet
from pmcoach.coach.assessment import save_answer, start_assessment, toggle_disagreement
from pmcoach.coach.plan import mark_step
from pmcoach.coach.report import make_report
from pmcoach.coach.session import Session
from pmcoach.coach.situation import choose_target, set_situation
from pmcoach.export.markdown import to_markdown
from pmcoach.export.templating import bar
from pmcoach.report.levels import facet_line
from pmcoach.report.model import ESTIMATES, Report
from pmcoach.report.panel import NO_PANEL
from pmcoach.report.wording import KIND_WORDS, hours, money
from pmcoach.state.profile import TOP_GAPS
from tests.export.rendering import headings, kinds, tokens, words
from tests.export.samples import HOSTILE, answered, everything, spoilt


def has(markdown: str, text: str) -> bool:
    """Whether a reader finds the text in the page, however its lines fall."""
    return " ".join(text.split()) in " ".join(words(markdown))


@pytest.mark.slow
def test_a_full_report_holds_the_target_every_verdict_and_every_step(session: Session) -> None:
    made = answered(session, "sketch", "quick")
    page = to_markdown(made)
    assert len(made.verdicts) == TOP_GAPS
    assert made.plan.steps
    assert has(page, made.target)
    assert has(page, made.readable_state)
    assert has(page, made.made_on.isoformat())
    for verdict in made.verdicts:
        assert any(verdict.title in one for one in headings(page))
        assert has(page, f"{verdict.rule} {verdict.certainty}")
        for reason in (*verdict.reasons_for[:3], *verdict.reasons_against[:2]):
            assert has(page, reason.text)
        assert has(page, f"Rejected: {verdict.rejected}.")
        assert has(page, f"What would change this: {verdict.would_change}")
        assert verdict.routes
        for route in verdict.routes:
            assert has(page, " ".join((route.level, route.hours, route.weeks, route.cost)))
            assert has(page, route.proof)
    assert made.verdicts[0].reasons_for
    assert made.verdicts[0].reasons_against
    for step in made.plan.steps:
        assert any(one.endswith(step.title) for one in headings(page))
        for said in (
            step.do,
            step.where,
            step.if_then,
            step.proof,
            step.confirm,
            *step.closes,
            *step.benefits,
            f"{step.start.isoformat()} to {step.end.isoformat()} · {KIND_WORDS[step.kind]}",
        ):
            assert has(page, said)
    for line in (*made.ask_next, *made.plan.left_open):
        assert has(page, line)
    assert has(page, made.takeaways.distance)
    assert has(page, f"Don't buy: {made.takeaways.not_to_buy}")
    assert has(page, made.hiring.headline)
    assert has(page, made.hiring.would_change)


def test_every_export_says_that_no_panel_validated_it(session: Session) -> None:
    page = to_markdown(make_report(session))
    assert has(page, NO_PANEL)
    assert has(page, ESTIMATES)


def test_a_report_is_headings_lists_tables_and_text_only(session: Session) -> None:
    page = to_markdown(answered(session, "sketch", "quick"))
    assert not kinds(page) & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_block",
        "fence",
        "code_inline",
    }
    assert "table_open" in kinds(page)
    assert page.endswith("\n")
    assert "\n\n\n\n" not in page


def test_an_empty_report_says_that_nothing_is_known_and_advises_nothing(
    session: Session,
) -> None:
    made = make_report(session)
    page = to_markdown(made)
    assert (made.answered, made.verdicts, made.plan.steps) == (0, (), ())
    assert has(page, "Nothing is known yet")
    assert has(page, "nothing answered yet")
    assert has(page, "none was chosen")
    assert page.count("Nothing is known here yet.") == 4
    assert "there is no gap" not in page
    assert "is met" not in page
    assert "□" not in page.replace("□ missing to the target", "")


def test_where_all_is_met_no_gap_and_no_step_is_invented(session: Session) -> None:
    made = answered(session, "sketch", well=True)
    page = to_markdown(made)
    assert made.verdicts == ()
    assert [step.kind for step in made.plan.steps] == ["measure"], "a sketch knows but a part"
    assert has(page, "No gap was found among what is known.")
    mark_step(session, made.plan.steps[0].id, "dropped")
    page = to_markdown(make_report(session))
    assert has(page, "There is no gap to plan for among what is known.")


def test_gaps_without_a_step_that_fits_say_so(session: Session) -> None:
    set_situation(session, "hours_per_week", 0.0)
    page = to_markdown(answered(session, "sketch"))
    assert has(page, "No step fits the hours, the money and the access that you gave.")


def test_a_claim_without_a_record_is_to_be_written_down(session: Session) -> None:
    choose_target(session, "generalist", "independent")
    start_assessment(session, "sketch")
    save_answer(session, "stk-map.ladder", option="4")
    made = make_report(session)
    assert made.verdicts == ()
    assert len(made.unwritten) == 1
    page = to_markdown(made)
    assert "Write it down: 15 minutes each" in headings(page)
    assert has(page, made.unwritten[0])


def test_a_question_one_disagrees_with_goes_out_with_the_note(session: Session) -> None:
    start_assessment(session, "sketch")
    toggle_disagreement(session, "stk-map.o-depot.1", "Two are *right*\n- and more")
    page = to_markdown(make_report(session))
    assert "Questions I disagree with" in headings(page)
    assert has(page, "Two are *right* - and more")


def test_money_and_hours_that_were_told_stand_in_the_plan(session: Session) -> None:
    set_situation(session, "hours_per_week", 4.5)
    set_situation(session, "budget", 1500.0)
    page = to_markdown(answered(session, "sketch"))
    assert has(page, "4.5 hours a week for 12 weeks, at most $1,500 of your own.")
    set_situation(session, "budget", 0.0)
    page = to_markdown(make_report(session))
    assert has(page, "for 12 weeks, no money of your own. Its steps cost nothing.")


def test_the_plan_says_what_its_steps_cost_each_purse() -> None:
    made = everything("x")
    assert has(
        to_markdown(made),
        "3 hours a week for 12 weeks, at most $100 of your own. Its steps cost $0 to $40 of your "
        "money and $10 to $20 of your employer's money.",
    )


@pytest.fixture
def full(session: Session) -> Report:
    return answered(session, "sketch", "quick")


def test_no_text_whatever_it_holds_breaks_the_page(full: Report) -> None:
    """Headings, tables, rows and rules stay as they are with harmless texts."""

    def frame(text: str) -> list[str]:
        page = to_markdown(Report.model_validate(spoilt(full.model_dump(), text)))
        assert "\x1b" not in page
        found = [token.type for token in tokens(page) if not token.type.startswith("paragraph")]
        return [one for one in found if one not in {"text", "text_special", "softbreak", "inline"}]

    expected = frame("harmless")
    for text in HOSTILE:
        assert frame(text) == expected, text


@pytest.mark.parametrize(
    ("facet", "level", "target", "shown"),
    [
        ("skill", None, 2, "?"),
        ("skill", 0, 2, "□□··"),
        ("skill", 1, 2, "■□··"),
        ("skill", 2, 2, "■■··"),
        ("ability", 3, 2, "■■■·"),
        ("ability", 4, 4, "■■■■"),
        ("skill", 0, 0, "····"),
        ("knowledge", 1, 2, "■□·"),
        ("knowledge", 3, 3, "■■■"),
        ("knowledge", 0, 0, "···"),
    ],
)
def test_a_level_has_as_many_squares_as_its_facet_has_levels(
    facet: Facet, level: int | None, target: int, shown: str
) -> None:
    assert bar(facet_line(Standing(facet, "x", level, "likely", target, 1))) == shown


@pytest.mark.parametrize(
    ("pair", "shown"),
    [
        ((1, 1), "1 hour"),
        ((1, 2), "1 to 2 hours"),
        ((0.25, 0.5), "15 to 30 minutes"),
        ((0.5, 1), "30 to 60 minutes"),
        ((0.5, 1.5), "0.5 to 1.5 hours"),
        ((0.5, 0.5), "30 minutes"),
        ((2, 2), "2 hours"),
    ],
)
def test_hours_in_words(pair: tuple[float, float], shown: str) -> None:
    assert hours(pair) == shown


@pytest.mark.parametrize(
    ("pair", "shown"),
    [
        ((0, 0), "free"),
        ((0, 20), "$0 to $20"),
        ((50, 50), "$50"),
        ((1000, 2500), "$1,000 to $2,500"),
    ],
)
def test_money_in_words(pair: tuple[float, float], shown: str) -> None:
    assert money(pair) == shown

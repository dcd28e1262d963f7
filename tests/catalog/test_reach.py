"""What steps can lift someone to who starts with nothing."""

from __future__ import annotations

from typing import Any

from pmcoach.catalog.reachability import Reach, compute_reach
from pmcoach.catalog.vocabulary import Access
from tests.catalog.minimal import lift, minimal, parsed, step


def reached(*steps: dict[str, Any], access: Access = "nothing", doors: bool = False) -> Reach:
    pack = minimal()
    pack["steps.toml"]["step"] = list(steps)
    return compute_reach(parsed(pack).steps, access, open_doors=doors)


def test_steps_build_on_one_another_whatever_their_order() -> None:
    reach = reached(step("c", lifts=[lift(2, 3)]), step("b", lifts=[lift(1, 2)]), step("a"))
    assert reach.levels == {"one.skill": 3}
    assert reach.steps == {"a", "b", "c"}


def test_a_step_that_starts_too_high_or_needs_what_is_out_of_reach_is_not_taken() -> None:
    reach = reached(step("a"), step("far", lifts=[lift(2, 4)]), step("b", needs=["far"]))
    assert reach == Reach({"one.skill": 1}, frozenset({"a"}))


def test_access_counts_as_it_is_unless_doors_are_opened() -> None:
    steps = step("work", access="job"), step("ask", lifts=[], grants="job")
    assert reached(*steps).levels == {}
    assert reached(*steps, access="job").levels == {"one.skill": 1}
    assert reached(*steps, doors=True).levels == {"one.skill": 1}


def test_a_door_behind_a_door_is_found_and_access_is_never_lost() -> None:
    """The job opens the product job; the volunteer product after it takes nothing away."""
    steps = (
        step("lead", access="pm-job"),
        step("move", lifts=[], access="job", grants="pm-job"),
        step("ask", lifts=[], grants="job"),
        step("offer", lifts=[], grants="volunteer"),
    )
    assert reached(*steps, doors=True).steps == {"lead", "move", "ask", "offer"}


def test_a_lift_belongs_to_its_competency_or_for_ability_to_its_area() -> None:
    pack = minimal()
    pack["steps.toml"]["step"][0]["lifts"] = [
        lift(0, 1, "knowledge"),
        {"area": "area", "facet": "ability", "from": 0, "to": 1},
    ]
    lifts = parsed(pack).steps["walk"].lifts
    assert [lifted.key for lifted in lifts] == ["one.knowledge", "area.ability"]

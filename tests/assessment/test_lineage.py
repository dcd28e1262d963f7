"""Everything counts but what a blind retake left behind, however the files came together."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pmcoach.assessment.lineage import Link, find_superseded, read_link, run_ends


def chain(*names: str) -> dict[str, Link]:
    """Assessments that go on from one another."""
    return {
        name: Link(continues=earlier)
        for name, earlier in zip(names, ("", *names[:-1]), strict=True)
    }


def test_a_chain_counts_whole_however_long_it_is() -> None:
    links = chain(*(f"{number:04}" for number in range(500)))
    assert find_superseded(links) == frozenset()
    assert run_ends(links) == ["0499"]


def test_a_blind_retake_leaves_behind_what_it_began_after_and_no_more() -> None:
    links = chain("1", "2") | {"3": Link(before="2"), "4": Link(continues="3")}
    assert find_superseded(links) == {"1", "2"}
    assert run_ends(links) == ["4"]


def test_a_second_retake_leaves_the_first_behind() -> None:
    links = {"1": Link(), "2": Link(before="1"), "3": Link(before="2")}
    assert find_superseded(links) == {"1", "2"}


def test_what_another_machine_did_meanwhile_counts() -> None:
    links = chain("1", "2") | {"2b": Link(continues="1"), "3": Link(before="2")}
    assert find_superseded(links) == {"1", "2"}
    assert run_ends(links) == ["2b", "3"]


def test_two_beginnings_both_count_until_they_are_joined() -> None:
    links = {"1": Link(), "2": Link()}
    assert find_superseded(links) == frozenset()
    assert run_ends(links) == ["1", "2"]
    assert run_ends(links | {"3": Link(continues="2", joins=("1",))}) == ["3"]


def test_a_blind_retake_of_joined_runs_leaves_all_of_them_behind() -> None:
    links = {"1": Link(), "2": Link(), "3": Link(before="2", joins=("1",))}
    assert find_superseded(links) == {"1", "2"}


def test_what_cannot_be_told_to_be_left_behind_counts() -> None:
    """The file 2 is missing, so that nobody knows whether 1 belongs to it or to another run."""
    links = {"1": Link(), "3": Link(continues="2"), "4": Link(before="3")}
    assert find_superseded(links) == {"3"}


def test_a_missing_file_does_not_make_two_runs_of_one() -> None:
    assert run_ends({"1": Link(), "3": Link(continues="2")}) == ["3"]


def test_damaged_links_that_run_in_a_circle_never_hide_all() -> None:
    assert find_superseded({"1": Link(continues="2"), "2": Link(before="1")}) == {"1"}
    assert find_superseded({"1": Link(before="2"), "2": Link(before="1")}) == {"1"}
    assert find_superseded({"1": Link(before="1")}) == frozenset()


NAMES = [f"{number}" for number in range(1, 8)]
LINKS = st.dictionaries(
    st.sampled_from(NAMES),
    st.builds(
        Link,
        st.sampled_from(["", *NAMES]),
        st.sampled_from(["", "", *NAMES]),
        st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    ),
)


@given(LINKS)
def test_only_a_blind_retake_hides_anything_and_never_all(links: dict[str, Link]) -> None:
    behind = find_superseded(links)
    assert behind < set(links) or not links
    if not any(link.before for link in links.values()):
        assert behind == frozenset()
    for name, link in links.items():
        if name in behind:
            assert any(other.before for other in links.values()), link


@given(LINKS, st.randoms())
def test_the_order_of_the_files_does_not_matter(links: dict[str, Link], random: Random) -> None:
    names = list(links)
    random.shuffle(names)
    shuffled = {name: links[name] for name in names}
    assert find_superseded(shuffled) == find_superseded(links)
    assert run_ends(shuffled) == run_ends(links)


@given(
    st.dictionaries(st.sampled_from(["continues", "before", "joins", "form"]), st.from_type(type))
)
def test_a_header_of_any_shape_has_a_link(header: dict[str, object]) -> None:
    assert read_link(header) == Link()


def test_the_link_is_read_from_the_header() -> None:
    header = {"continues": "a", "joins": ["b", 7], "before": 3}
    assert read_link(header) == Link("a", "", ("b",))

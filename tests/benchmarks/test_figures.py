"""The figures say "met" only where they are, and bigger packs are packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import all as everything
from benchmarks.figures import compared, limited, p99, table, timed
from benchmarks.packs import build_pack
from pmcoach.catalog.parse import Catalog
from pmcoach.store.content import load_catalog


@pytest.mark.parametrize(("own", "met"), [(1.4, True), (1.6, False)])
def test_a_ratio_is_held_against_its_limit(own: float, met: bool) -> None:
    figure = compared("it", [own, own, 9.0], [1.0, 1.0, 9.0], "the base", 1.5)
    assert figure.met is met
    assert figure.ratio == f"{own:.2f}"
    assert ("**no**" in figure.row()) is not met


def test_a_tail_counts_only_where_it_is_asked_for() -> None:
    values = [0.001] * 90 + [0.9] * 10
    assert limited("it", values, 16).met
    assert not limited("it", values, 16, at="p99").met
    assert p99([3.0]) == 3.0


def test_a_table_has_a_line_for_each_figure() -> None:
    lines = table([timed("one", [0.5]), timed("two", [0.05])]).splitlines()
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {7}
    assert "500 ms" in lines[2]
    assert "50.0 ms" in lines[3]


def test_a_bigger_pack_has_all_of_it_several_times(tmp_path: Path, catalog: Catalog) -> None:
    size = build_pack(tmp_path / "three", 3)
    bigger = load_catalog(tmp_path / "three")
    assert size == sum(path.stat().st_size for path in (tmp_path / "three").rglob("*.toml"))
    for name in ("competencies", "checks", "scenarios", "considerations", "steps"):
        assert len(getattr(bigger, name)) == 3 * len(getattr(catalog, name)), name
    for one in bigger.checks.values():
        assert one.competency in bigger.competencies
    assert {one.competency for one in bigger.checks.values()} == set(bigger.competencies)


def test_the_machine_is_described_without_its_name(tmp_path: Path) -> None:
    import platform

    found = everything.machine()
    assert "Python" in found
    assert platform.node() not in found
    assert str(tmp_path.anchor + "home") not in found

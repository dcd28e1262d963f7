"""Which assessment files count for the present state, by how they are linked. Pure.

Each file names the assessment that it goes on from: `continues` where it adds to what was answered
before, `before` where it began from nothing on purpose (a blind retake). Names begin with the
moment of beginning, so that they sort by it. Everything counts but what a blind retake left behind,
so that two machines that went on side by side, whichever way their files came together, lose
nothing from view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmcoach.catalog.links import find_reachable


@dataclass(frozen=True)
class Link:
    """What one assessment says of those before it: names, or nothing."""

    continues: str = ""
    before: str = ""
    joins: tuple[str, ...] = ()
    """Other runs that ended when it was begun, if there were several."""

    @property
    def parents(self) -> tuple[str, ...]:
        return tuple(name for name in (self.continues, self.before, *self.joins) if name)


def read_link(header: Mapping[str, object]) -> Link:
    """The link in a file's header, whatever else is in it."""
    joins = header.get("joins")
    return Link(
        _read_name(header.get("continues")),
        _read_name(header.get("before")),
        tuple(filter(None, map(_read_name, joins))) if isinstance(joins, list) else (),
    )


def _read_name(raw_name: object) -> str:
    return raw_name if isinstance(raw_name, str) else ""


def find_superseded(links: Mapping[str, Link]) -> frozenset[str]:
    """The assessments that a blind retake left behind: what it began after, and whatever that
    went on from. What some other machine did at the same time is not among them.

    Args:
        links: The link of every assessment there is, by its name.
    """
    return frozenset[str]().union(
        *(_find_ancestors(links, name) for name, link in links.items() if link.before)
    )


def _find_ancestors(links: Mapping[str, Link], retake: str) -> set[str]:
    """What a blind retake went on from, near and far, as far as the links tell: what a missing
    file went on from is unknown, and so it counts. All of it sorts before the retake, so that
    damaged links can neither run in circles nor hide the last one."""
    earlier_parents = {name: link.parents for name, link in links.items() if name < retake}
    return find_reachable(earlier_parents, links[retake].parents)


def run_ends(links: Mapping[str, Link]) -> list[str]:
    """The counting assessments that no other one goes on from, the earliest first: one where all
    was done in one line, several where it went on side by side or was begun more than once."""
    counting_names = sorted(set(links) - find_superseded(links))
    continued_names: set[str] = set()
    for position, name in enumerate(counting_names):
        for parent in links[name].parents:
            if parent in links:
                continued_names.add(parent)
            elif position:
                # It went on from a file that is missing, and so from whatever that went on from.
                continued_names.add(counting_names[position - 1])
    return [name for name in counting_names if name not in continued_names]

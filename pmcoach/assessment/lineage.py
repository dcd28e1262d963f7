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
        _name(header.get("continues")),
        _name(header.get("before")),
        tuple(filter(None, map(_name, joins))) if isinstance(joins, list) else (),
    )


def _name(stem: object) -> str:
    return stem if isinstance(stem, str) else ""


def find_superseded(links: Mapping[str, Link]) -> frozenset[str]:
    """The assessments that a blind retake left behind: what it began after, and whatever that
    went on from. What some other machine did at the same time is not among them.

    Args:
        links: The link of every assessment there is, by its name.
    """
    return frozenset[str]().union(
        *(_ancestors(links, blind) for blind, link in links.items() if link.before)
    )


def _ancestors(links: Mapping[str, Link], blind: str) -> set[str]:
    """What an assessment went on from, near and far, as far as the links tell: what a missing
    file went on from is unknown, and so it counts. All of it sorts before the assessment, so that
    damaged links can neither run in circles nor hide the last one."""
    earlier = {name for name in links if name < blind}
    reached: set[str] = set()
    todo = list(links[blind].parents)
    while todo:
        name = todo.pop()
        if name in earlier and name not in reached:
            reached.add(name)
            todo += links[name].parents
    return reached


def run_ends(links: Mapping[str, Link]) -> list[str]:
    """The counting assessments that no other one goes on from, the earliest first: one where all
    was done in one line, several where it went on side by side or was begun more than once."""
    counting = sorted(set(links) - find_superseded(links))
    followed: set[str] = set()
    for number, name in enumerate(counting):
        for parent in links[name].parents:
            if parent in links:
                followed.add(parent)
            elif number:
                # It went on from a file that is missing, and so from whatever that went on from.
                followed.add(counting[number - 1])
    return [name for name in counting if name not in followed]

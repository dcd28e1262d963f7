"""Following links from name to name. Pure, and quick to import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def find_reachable(links: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """The names that links lead to from ``starts``, near and far, those included. Names without
    an entry in ``links`` are unknown, and left out."""
    reached_names: set[str] = set()
    unvisited_names = list(starts)
    while unvisited_names:
        name = unvisited_names.pop()
        if name in links and name not in reached_names:
            reached_names.add(name)
            unvisited_names += links[name]
    return reached_names

"""What is said where something could not be saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pmcoach.coach.errors import StoreError
from pmcoach.plain.console import Console


@contextmanager
def saving(io: Console) -> Iterator[None]:
    """Say why a save failed instead of ending; what follows goes on from where it was."""
    try:
        yield
    except StoreError as error:
        io.say(str(error))

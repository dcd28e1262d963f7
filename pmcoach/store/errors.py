"""What a read or write that failed is told as."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


class StoreError(Exception):
    """A read or write that failed: what, where and why, in one line for the user."""


def describe_os_error(error: OSError) -> str:
    """What the system says of an error, in words."""
    return error.strerror or type(error).__name__


@contextlib.contextmanager
def as_store_error(action: str) -> Iterator[None]:
    """Raises a StoreError in place of an OSError: that the program cannot do ``action``, and why."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"Cannot {action}: {describe_os_error(error)}.") from error

"""What the commands share: an opened profile, errors as one line, text that is safe to print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pmcoach.coach.session import Session
    from pmcoach.export.report import Report


class OneLine(click.ClickException):
    """An error as one clear line on stderr; exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"pmcoach: {printable(self.message)}", err=True, file=file)


def printable(text: str) -> str:
    """``text`` on one line, without anything that a terminal would obey."""
    from pmcoach.export.clean import plain

    return plain(text)


@contextmanager
def friendly() -> Iterator[None]:
    """Turn the errors that users can cause into one clear line."""
    from pmcoach.catalog.parse import ContentError
    from pmcoach.store.disk import StoreError

    try:
        yield
    except (StoreError, ContentError) as error:
        raise OneLine(str(error)) from error


@contextmanager
def reading(options: dict[str, Any]) -> Iterator[Session]:
    """An opened profile that nothing is written to."""
    from pmcoach.coach.session import open_session

    with friendly():
        session = open_session(write=False, content=options["content"],
                               profile=options["profile"])
        for problem in session.store.problems:
            click.echo(
                f"pmcoach: {printable(f'{problem.path} was passed over: {problem.why}')}", err=True
            )
        yield session


@contextmanager
def writing(options: dict[str, Any]) -> Iterator[Session]:
    """An opened profile that nobody else writes to."""
    from pmcoach.coach.session import open_session

    with friendly():
        session = open_session(content=options["content"], profile=options["profile"])
        try:
            if session.store.blocked:
                raise OneLine(session.store.blocked)
            yield session
        finally:
            session.close()


def make_report(session: Session, include: tuple[str, ...] = ()) -> Report:
    from pmcoach.coach.report import report

    return report(session, include)

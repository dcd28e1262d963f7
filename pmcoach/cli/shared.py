"""What the commands share: an opened profile, errors as one line, safe printing, the help."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from pmcoach.cli import exit_codes

if TYPE_CHECKING:
    from pmcoach.coach.session import Session
    from pmcoach.coach.settings import Settings

Rows = Sequence[tuple[str, str]]
"""Terms with what they mean, as the help shows them."""

NOTES: dict[str, Rows] = {
    "Files": [
        ("your data", "TOML files in your system's place for user data, or in PMCOACH_HOME"),
        ("config.toml", "settings, in your system's place for settings, or in PMCOACH_HOME"),
    ],
    "Environment": [
        ("PMCOACH_HOME", "the folder of all data"),
        ("PMCOACH_PROFILE", "the profile, where --profile is not given"),
        ("PMCOACH_CONTENT", "the pack of content, where --content is not given"),
        ("PMCOACH_CONFIG", "a settings file to use instead of config.toml"),
        ("PMCOACH_THEME", "dark, light, contrast, mono or terminal"),
        ("NO_COLOR", "set to anything: no colors"),
    ],
    "Exit codes": [(str(code), meaning) for code, meaning in exit_codes.MEANINGS.items()],
    "More": [
        ("pmcoach COMMAND --help", "what a command does, with examples"),
        ("docs/", "in the source: commands.md, data.md, ads.md, measurement.md, export.md"),
    ],
}
"""What stands below the commands in the help."""


@dataclass(frozen=True)
class Options:
    """What was said before the command, with the settings."""

    profile: str
    content: Path | None
    settings: Settings


class CommandError(click.ClickException):
    """An error as one clear line on stderr; exit code 1."""

    exit_code = exit_codes.FAILED

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"pmcoach: {printable(self.message)}", err=True, file=file)


class Commands(click.Group):
    """Commands listed under headings, with notes below; a wrong name is met with the nearest, and
    Ctrl+C with exit code 130.

    ``sections`` maps headings to names of commands; a command in none comes last. ``notes`` maps
    headings to rows.
    """

    def __init__(
        self,
        *args: Any,
        sections: Mapping[str, Sequence[str]] | None = None,
        notes: Mapping[str, Rows] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = dict(sections or {})
        self.notes = dict(notes or {})

    def headings(self, ctx: click.Context) -> dict[str, list[str]]:
        """The names of all visible commands under their headings, none empty."""
        visible_names = [name for name in self.list_commands(ctx) if not self.commands[name].hidden]
        sections = {
            title: [name for name in names if name in visible_names]
            for title, names in self.sections.items()
        }
        placed_names = {name for names in sections.values() for name in names}
        sections["Others" if placed_names else "Commands"] = [
            name for name in visible_names if name not in placed_names
        ]
        return {title: names for title, names in sections.items() if names}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        names_by_section = self.headings(ctx)
        name_width = max(
            (len(name) for names in names_by_section.values() for name in names), default=0
        )
        help_width = formatter.width - name_width - 6
        for title, names in names_by_section.items():
            with formatter.section(title):
                # Padded, so that the lines of all sections stand under one another.
                formatter.write_dl(
                    [
                        (name.ljust(name_width), self.commands[name].get_short_help_str(help_width))
                        for name in names
                    ]
                )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_epilog(ctx, formatter)
        for title, rows in self.notes.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort) as error:
            if isinstance(error.__context__, EOFError):
                raise CommandError("The input ended before an answer.") from error
            # On a terminal ^C stands there already, on a line of its own from here on.
            click.echo(("\n" if sys.stderr.isatty() else "") + "pmcoach: interrupted", err=True)
            ctx.exit(exit_codes.INTERRUPTED)
        except click.NoSuchOption as error:
            if any(error.option_name in parameter.opts for parameter in self.params):
                raise click.UsageError(
                    f"{error.option_name} goes before the command: pmcoach {error.option_name} "
                    f"... {ctx.invoked_subcommand}",
                    error.ctx,
                ) from error
            raise


def printable(text: str) -> str:
    """``text`` on one line, without anything that a terminal would obey."""
    from pmcoach.export.escaping import strip_unprintable

    return strip_unprintable(text)


def say_lines(lines: Iterable[str]) -> None:
    """Print each line, without anything that a terminal would obey."""
    for line in lines:
        click.echo(printable(line))


def say_json(json_object: object) -> None:
    """Print a JSON value. What a terminal would obey is escaped, so nothing is lost."""
    import json

    from pmcoach.catalog.sanitize import UNSAFE_CHARACTERS

    encoding = (getattr(sys.stdout, "encoding", "") or "").lower()
    text = json.dumps(json_object, indent=2, ensure_ascii=not encoding.startswith("utf"))
    click.echo(UNSAFE_CHARACTERS.sub(lambda match: json.dumps(match[0])[1:-1], text))


@contextmanager
def friendly() -> Iterator[None]:
    """Turn the errors that users can cause into one clear line."""
    from pmcoach.catalog.parse import ContentError
    from pmcoach.coach.errors import StoreError

    try:
        yield
    except (StoreError, ContentError) as error:
        raise CommandError(str(error)) from error


@contextmanager
def opened(options: Options, *, write: bool = False, repair: bool = False) -> Iterator[Session]:
    """An opened profile. With ``write`` nobody else writes to it meanwhile; for a ``repair`` it
    also opens where one of its files cannot be read, and what is wrong with them is not said."""
    from pmcoach.coach.recovery import file_notices
    from pmcoach.coach.session import open_session

    with friendly():
        session = open_session(write=write, content=options.content, profile=options.profile)
        try:
            why_not = session.store.barred_reason if repair else session.store.repair_only_reason
            if write and why_not:
                raise CommandError(why_not)
            if not repair:
                say_notices(file_notices(session.store))
            yield session
        finally:
            session.close()


def confirm(question: str, is_confirmed: bool) -> bool:
    """True where ``yes`` was said before, or is now. Raises CommandError for anything else."""
    if not is_confirmed and not (sys.stdin.isatty() and click.confirm(question)):
        raise CommandError("Nothing was changed. (Without a terminal use --yes.)")
    return True


def say_notices(notices: Iterable[str]) -> None:
    """Say on stderr what the user should know, a line each."""
    for notice in notices:
        click.echo(f"pmcoach: {printable(notice)}", err=True)

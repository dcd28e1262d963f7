"""Completion for bash, zsh and fish: the script a shell reads, and what commands offer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PROGRAM = "pmcoach"
VARIABLE = "_PMCOACH_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
"""Those that click has a script for."""
MOST_FILES = 200
MOST_BYTES = 2_000_000
STEP_HEADER = "[[step]]"
SAFE_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")

Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]
Candidates = Callable[[click.Context], Iterable[tuple[str, str]]]
"""Words that may be completed, each with what explains it."""


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes pmcoach's commands in SHELL.

    SHELL is bash (4.4 or newer), zsh or fish. Commands, options and formats are completed, the ids
    of steps after pmcoach done, the names of profiles, and files. To have it in every new shell:

    \b
    bash  put this line into ~/.bashrc:
            eval "$(pmcoach completion bash)"
    zsh   put this line into ~/.zshrc, below the one with compinit:
            eval "$(pmcoach completion zsh)"
    fish  run this once, and again after an update:
            pmcoach completion fish > ~/.config/fish/completions/pmcoach.fish

    \b
    Examples:
      pmcoach completion bash
      eval "$(pmcoach completion bash)"      # in the bash that you are in
    """
    from click.shell_completion import get_completion_class

    completer = get_completion_class(shell)
    assert completer is not None
    click.echo(completer(context.find_root().command, {}, PROGRAM, VARIABLE).source(), nl=False)


def offering(candidates: Candidates) -> Completer:
    """Make of ``candidates`` what a shell is offered: those that begin as the word typed so far,
    and nothing where the settings or files behind them cannot be read."""

    def offer(
        context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        from click.shell_completion import CompletionItem

        from pmcoach.store.atomic_io import StoreError

        try:
            return [
                CompletionItem(word, help=explanation)
                for word, explanation in candidates(context)
                if word.startswith(incomplete)
            ]
        except (OSError, RuntimeError, StoreError):  # RuntimeError: there is no home folder
            return []

    return offer


@offering
def offer_profiles(_context: click.Context) -> Iterator[tuple[str, str]]:
    """The names of the profiles there are."""
    from pmcoach.store.paths import data_home, profile_names

    for name in profile_names(data_home()):
        yield name, ""


@offering
def offer_steps(context: click.Context) -> list[tuple[str, str]]:
    """The ids of the steps of the pack in use, with their titles."""
    from pmcoach.coach.settings import settings
    from pmcoach.store.bundled_content import find_shipped

    pack = settings("", context.find_root().params.get("content")).content_folder or find_shipped()
    return sorted(steps_in(pack)) if pack else []


def offer_folders(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Folders, which the shell itself finds."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def steps_in(pack: Path) -> Iterator[tuple[str, str]]:
    """Id and title of every step in a pack; a file that cannot be read or parsed has none.

    The pack is not checked as a whole, and only files with steps are parsed: between two keys
    there is no time for more.
    """
    import tomllib

    from pmcoach.catalog.sanitize import plain

    for path in sorted(pack.rglob("*.toml"))[:MOST_FILES]:
        if any(part.startswith(("_", ".")) for part in path.relative_to(pack).parts):
            continue
        try:
            if not path.is_file() or path.stat().st_size > MOST_BYTES:
                continue
            text = path.read_text(encoding="utf-8")
            table = tomllib.loads(text) if STEP_HEADER in text else {}
        except (OSError, ValueError, RecursionError):
            continue
        match table:
            case {"step": [*steps]}:
                for step in steps:
                    match step:
                        case {"id": str(ident), "title": str(title)} if SAFE_ID.fullmatch(ident):
                            yield ident, plain(title)

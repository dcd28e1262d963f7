"""Completion for bash, zsh and fish: the script a shell reads, and what commands offer it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmcoach.cli.shared import OneLine

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PROGRAM = "pmcoach"
VARIABLE = "_PMCOACH_COMPLETE"
CALLS: dict[str, str] = {
    "bash": "bash_complete $1",
    "zsh": "zsh_complete pmcoach",
    "fish": "(commandline -t) pmcoach",
}
"""How click's script for each shell ends its call of the program."""
MOST_FILES = 200
MOST_BYTES = 2_000_000
STEP = re.compile(r"^\[\[step\]\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)", re.MULTILINE)
"""A step of a pack, up to the next table."""
KEY = r'^{}[ \t]*=[ \t]*"([^"\n]*)"'
ID = re.compile(KEY.format("id"), re.MULTILINE)
TITLE = re.compile(KEY.format("title"), re.MULTILINE)
SAFE_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@click.command()
@click.argument("shell", type=click.Choice(tuple(CALLS)), metavar="SHELL")
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
    click.echo(script(context.find_root().command, shell), nl=False)


def script(cli: click.Command, shell: str) -> str:
    """Click's script for a shell. Raises OneLine where click has none that is known here.

    Its call of the program gets words of its own: without any, pmcoach opens its screens before
    it looks at the environment. Click takes the line to complete from the environment alone.
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    text = kind(cli, {}, PROGRAM, VARIABLE).source() if kind else ""
    call = CALLS[shell]
    if text.count(f"{call})") != 1:
        raise OneLine(f"The installed click makes no script for {shell} that pmcoach knows.")
    return text.replace(f"{call})", f"{call} completion {shell})")


def offer_profiles(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """The names of the profiles there are."""
    from click.shell_completion import CompletionItem

    from pmcoach.store.paths import data_home, profile_names

    try:
        names = profile_names(data_home())
    except (OSError, RuntimeError):  # no home folder: there is nothing to offer
        names = []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def offer_folders(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Folders, which the shell itself finds."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def offer_steps(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """The ids of the steps of the pack in use, with their titles."""
    from click.shell_completion import CompletionItem

    from pmcoach.coach.settings import settings
    from pmcoach.store.shipped import find_shipped

    try:
        folder = settings("", context.find_root().params.get("content")).content_folder
    except (OSError, RuntimeError):  # no home folder, so no settings
        folder = None
    pack = folder or find_shipped()
    return [
        CompletionItem(ident, help=title)
        for ident, title in sorted(steps_in(pack) if pack else ())
        if ident.startswith(incomplete)
    ]


def steps_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Id and title of every step found in a pack; what cannot be read has none.

    Looked for as text, since checking a whole pack takes too long between two keys.
    """
    from pmcoach.catalog.clean import plain

    for text in _texts(folder):
        for found in STEP.finditer(text):
            ident, title = ID.search(found[1]), TITLE.search(found[1])
            if ident and SAFE_ID.fullmatch(ident[1]):
                yield ident[1], plain(title[1]) if title else ""


def _texts(folder: Path) -> Iterator[str]:
    try:
        for path in sorted(folder.rglob("*.toml"))[:MOST_FILES]:
            inside = path.relative_to(folder).parts
            if (
                path.is_file()
                and not any(part.startswith(("_", ".")) for part in inside)
                and path.stat().st_size <= MOST_BYTES
            ):
                yield path.read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError, RuntimeError):  # a completion that finds nothing says nothing
        return

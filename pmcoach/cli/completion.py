"""Completion for bash, zsh and fish: the script a shell reads, and what commands offer it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

PROGRAM = "pmcoach"
COMPLETION_VARIABLE = "_PMCOACH_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
"""Those that click has a script for."""
Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem[str]]"]
CompletionWords = Callable[[click.Context], Iterable[tuple[str, str]]]
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

    shell_completion_class = get_completion_class(shell)
    assert shell_completion_class is not None
    click.echo(
        shell_completion_class(
            context.find_root().command, {}, PROGRAM, COMPLETION_VARIABLE
        ).source(),
        nl=False,
    )


def offering(candidates: CompletionWords) -> Completer:
    """Make of ``candidates`` what a shell is offered: those that begin as the word typed so far,
    and nothing where the settings or files behind them cannot be read."""

    def offer(
        context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        from click.shell_completion import CompletionItem

        from pmcoach.coach.errors import StoreError

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
def offer_profiles(_context: click.Context) -> list[tuple[str, str]]:
    """The names of the profiles there are."""
    from pmcoach.coach.profiles import list_names

    return [(profile_name, "") for profile_name in list_names()]


@offering
def offer_steps(context: click.Context) -> list[tuple[str, str]]:
    """The ids of the steps of the pack in use, with their titles."""
    from pmcoach.coach.settings import settings
    from pmcoach.coach.step_ids import list_steps

    content_folder = context.find_root().params.get("content_folder")
    return list_steps(settings("", content_folder).content_folder)


def offer_folders(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Folders, which the shell itself finds."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]

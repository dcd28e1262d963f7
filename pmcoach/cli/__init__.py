"""The commands. Nothing of Textual, pydantic or the content is imported before one needs it."""

from __future__ import annotations

from pathlib import Path

import click

from pmcoach import __version__
from pmcoach.cli import content as content_commands
from pmcoach.cli import data, results, steps
from pmcoach.launch import open_screens


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="pmcoach")
@click.option("--profile", default="me", metavar="NAME", help="Whose data to use (default: me).")
@click.option("--content", type=click.Path(path_type=Path), metavar="DIR",
              help="A pack of content to use instead of the one that ships.")
@click.pass_context
def cli(context: click.Context, profile: str, content: Path | None) -> None:
    """Where do you stand as a product manager, and what do you do next?

    Without a command, pmcoach opens its screens: a self-assessment in four areas, argued advice
    for each gap, and a development plan. All data stays in files of your own (PMCOACH_HOME moves
    them).
    """
    context.obj = {"profile": profile, "content": content}
    if context.invoked_subcommand is None:
        raise SystemExit(open_screens(profile, content))


for command in (
    results.status, results.plan, steps.next_step, steps.done, results.export,
    data.doctor, data.backup, data.restore, data.import_profile,
    content_commands.content, data.demo,
):
    cli.add_command(command)

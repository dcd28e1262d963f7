"""The commands. Nothing of Textual, pydantic or the content is imported before one needs it."""

from __future__ import annotations

from pathlib import Path

import click

from pmcoach import __version__
from pmcoach.cli import assess, backup_commands, completion, config, job_ad, results, steps
from pmcoach.cli import content as content_commands
from pmcoach.cli.shared import NOTES, SECTIONS, CommandError, Commands, printable
from pmcoach.launch import open_screens


@click.group(
    cls=Commands,
    sections=SECTIONS,
    notes=NOTES,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", prog_name="pmcoach")
@click.option(
    "--profile",
    metavar="NAME",
    shell_complete=completion.offer_profiles,
    help="Whose data to use (default: me).",
)
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    metavar="DIR",
    shell_complete=completion.offer_folders,
    help="A pack of content to use instead of the one that ships.",
)
@click.pass_context
def cli(context: click.Context, profile: str | None, content: Path | None) -> None:
    """Where do you stand as a product manager, and what do you do next?

    Without a command, pmcoach opens its screens: a self-assessment in four areas, argued advice
    for each gap, and a development plan. All data stays in files of your own (PMCOACH_HOME moves
    them).

    \b
    Examples:
      pmcoach                            # open the screens
      pmcoach status                     # where you stand, in a few lines
      pmcoach --profile anna plan        # options for all commands come first
      pmcoach export --output plan.md    # the whole plan as a file
    """
    from pmcoach.coach.settings import settings
    from pmcoach.store.atomic_io import StoreError

    try:
        found = settings(profile, content)
    except StoreError as error:
        raise CommandError(str(error)) from error
    context.obj = {
        "profile": found.profile.value,
        "content": found.content_folder,
        "settings": found,
    }
    if context.invoked_subcommand is None:
        raise SystemExit(open_screens(found.profile.value, found.content_folder, found))
    if context.invoked_subcommand != config.config.name:
        for one in found.warnings:
            click.echo(f"pmcoach: {printable(one)}", err=True)


for command in (
    assess.assess,
    results.status,
    results.plan,
    steps.next_step,
    job_ad.fit,
    steps.done,
    results.export,
    backup_commands.doctor,
    backup_commands.backup,
    backup_commands.restore,
    backup_commands.import_profile,
    backup_commands.profiles,
    completion.completion,
    config.config,
    content_commands.content,
    backup_commands.demo,
):
    cli.add_command(command)

"""The commands. Nothing of Textual, pydantic or the content is imported before one needs it."""

from __future__ import annotations

from pathlib import Path

import click

from pmcoach import __version__
from pmcoach.cli import (
    assess,
    backup,
    completion,
    config,
    content,
    demo,
    doctor,
    import_profile,
    job_ad,
    profiles,
    results,
    steps,
)
from pmcoach.cli.shared import NOTES, CommandError, Commands, Options, say_notices
from pmcoach.launch import open_screens

SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "See where you are": (
        results.status,
        results.plan,
        steps.next_step,
        job_ad.fit,
        profiles.profiles,
    ),
    "Work on it": (assess.assess, steps.done, demo.demo),
    "Your data": (
        results.export,
        backup.backup,
        backup.restore,
        import_profile.import_profile,
        doctor.doctor,
    ),
    "Content": (content.content,),
    "Shell": (completion.completion, config.config),
}
"""Every command, under the heading of the help where it stands."""


@click.group(
    cls=Commands,
    sections={
        title: [command.name or "" for command in commands] for title, commands in SECTIONS.items()
    },
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
    "content_folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    shell_complete=completion.offer_folders,
    help="A pack of content to use instead of the one that ships.",
)
@click.pass_context
def cli(context: click.Context, profile: str | None, content_folder: Path | None) -> None:
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
    from pmcoach.coach.errors import StoreError
    from pmcoach.coach.settings import settings

    try:
        settings_in_use = settings(profile, content_folder)
    except StoreError as error:
        raise CommandError(str(error)) from error
    context.obj = options = Options(
        settings_in_use.profile.text, settings_in_use.content_folder, settings_in_use
    )
    if context.invoked_subcommand is None:
        raise SystemExit(open_screens(options.profile, options.content, settings_in_use))
    if context.invoked_subcommand != config.config.name:
        say_notices(settings_in_use.warnings)


for commands in SECTIONS.values():
    for command in commands:
        cli.add_command(command)

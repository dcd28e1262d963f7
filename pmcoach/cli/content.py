"""The commands for those who write content."""

from __future__ import annotations

from pathlib import Path

import click

from pmcoach.cli.shared import friendly, printable


@click.group()
def content() -> None:
    """Check packs of content."""


@content.command("check")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def content_check(folder: Path | None) -> None:
    """Validate the pack in FOLDER, or the one that ships, naming file and key of every fault."""
    from pmcoach.catalog.lint import lint
    from pmcoach.catalog.parse import ContentError
    from pmcoach.store.content import load_catalog

    try:
        catalog = load_catalog(folder)
        faults = lint(catalog)
    except ContentError as error:
        faults = error.faults
    for fault in faults:
        click.echo(printable(str(fault)))
    if faults:
        click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} found.", err=True)
        raise SystemExit(1)
    click.echo(
        f"Sound: {len(catalog.competencies)} competencies, {len(catalog.checks)} checks, "
        f"{len(catalog.scenarios)} scenarios, {len(catalog.steps)} steps, "
        f"{len(catalog.considerations)} considerations."
    )


@content.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def content_new(folder: Path) -> None:
    """Lay down a small valid pack in FOLDER, to change into one of your own.

    Use it with: pmcoach --content FOLDER
    """
    with friendly():
        from pmcoach.store.content import lay_down_pack

        names = lay_down_pack(folder)
    click.echo(printable(f"{len(names)} files in {folder}: {', '.join(names)}"))
    click.echo(printable(f"Check it with: pmcoach content check {folder}"))
    click.echo(printable(f"Use it with:   pmcoach --content {folder}"))

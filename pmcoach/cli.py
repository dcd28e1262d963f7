"""The commands. Nothing of Textual, pydantic or the content is imported before one needs it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from pmcoach import __version__
from pmcoach.coach.export import FORMATS
from pmcoach.launch import open_screens

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


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status(options: dict[str, Any], as_json: bool) -> None:
    """Say where you stand and what comes next."""
    from pmcoach.coach.summary import summarize
    from pmcoach.coach.wording import status_lines

    with reading(options) as session:
        found = summarize(session)
        if session.store.problems and not found["answered"]:
            raise OneLine("What you answered could not be read. Nothing was changed: see "
                          "pmcoach doctor --check-only.")
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for line in status_lines(found):
            click.echo(printable(line))


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def plan(options: dict[str, Any], as_json: bool) -> None:
    """Print the plan: steps in order, with dates."""
    with reading(options) as session:
        whole = make_report(session)
    if as_json:
        click.echo(whole.plan.model_dump_json(indent=2))
        return
    if not whole.plan.steps:
        reason = (whole.readable_state if not whole.answered
                  else "No gap to plan for." if not whole.plan.left_open
                  else "No step fits the hours, the money and the access given.")
        click.echo(f"No step is planned. {reason}")
    for number, step in enumerate(whole.plan.steps, 1):
        low, high = step.hours
        click.echo(printable(f"{number}. {step.title}"))
        click.echo(printable(f"   {step.start} to {step.end}, {step.route}, "
                             f"{low:g} to {high:g} hours"))
        for line in step.closes:
            click.echo(printable(f"   lifts {line}"))


@cli.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="markdown",
              show_default=True)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Write here instead of to standard output.")
@click.option("--include", type=click.Choice(["evidence", "notes", "all"]), multiple=True,
              help="Include what is private; may be given twice.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def export(
    options: dict[str, Any], form: str, output: Path | None, include: tuple[str, ...], force: bool
) -> None:
    """Write the whole development plan: results, advice, steps.

    "manager" is one sheet for a manager; "cv" and "stories" are made of evidence alone.
    """
    from pmcoach.coach.export import FROM_EVIDENCE, OWN_LINE_ENDS, render, save

    if form in FROM_EVIDENCE and not {"evidence", "all"} & set(include):
        raise OneLine(f"{form} is made of your evidence, which is private: "
                      "add --include evidence.")
    with reading(options) as session:
        text = render(make_report(session, include), form)
        if output is None:
            click.echo(text.encode("utf-8") if form in OWN_LINE_ENDS else text, nl=False)
            return
        save(output, text, overwrite=force)
    click.echo(f"Written: {printable(str(output))}", err=True)


@cli.command()
def demo() -> None:
    """Open the app on a fictional, half-finished profile in a temporary home."""
    import tempfile

    from pmcoach.coach.demo import make_demo

    with tempfile.TemporaryDirectory(prefix="pmcoach-demo-") as folder:
        import os

        with friendly():
            make_demo(Path(folder))
        os.environ["PMCOACH_HOME"] = folder
        code = open_screens()
    raise SystemExit(code)


@cli.command()
@click.option("--check-only", is_flag=True, help="Look, but mend nothing.")
@click.pass_obj
def doctor(options: dict[str, Any], check_only: bool) -> None:
    """Check all your data, mend what is safe to mend, and say what was done.

    Exit code 1 if something is wrong that could not be mended.
    """
    from pmcoach.coach.keeping import examine

    with (reading if check_only else writing)(options) as session:
        findings = examine(session, mend=not check_only)
    for one in findings:
        click.echo(printable(f"{one.verdict:6}  {one.about}: {one.what}"))
    raise SystemExit(int(any(one.verdict == "wrong" for one in findings)))


@cli.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def backup(options: dict[str, Any], file: Path | None, force: bool) -> None:
    """Copy the whole profile into one zip FILE (default: here, with today's date)."""
    from pmcoach.coach.keeping import back_up

    with reading(options) as session:
        path, count = back_up(session, file, overwrite=force)
    click.echo(printable(f"{count} files in {path}"))


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.pass_obj
def restore(options: dict[str, Any], file: Path, yes: bool) -> None:
    """Put the profile back as the backup FILE has it, after showing what that changes.

    What is replaced is kept in the profile's set-aside folder.
    """
    from pmcoach.coach import keeping

    with writing(options) as session:
        held, changes = keeping.look_into(session, file)
        click.echo(printable(f"Backup of {held.profile}, made {held.made_at}"))
        for one in changes:
            click.echo(printable(f"  {one.what:10}  {one.name}: "
                                 f"{one.events_now} events now, {one.events_then} then"))
        if all(one.what == "the same" for one in changes):
            click.echo("Nothing to do: the profile is as the backup has it.")
            return
        if not yes and not (sys.stdin.isatty() and click.confirm("Restore?")):
            raise OneLine("Nothing was changed. (Without a terminal use --yes.)")
        kept = keeping.restore(session, held)
    click.echo(printable("Restored." + (f" What was replaced is kept in {kept}" if kept else "")))


@cli.group()
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


# The other commands register themselves on the group above.
from pmcoach import cli_plan  # noqa: E402, F401

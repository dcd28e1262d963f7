"""The command that opens a profile to try the app out with."""

from __future__ import annotations

from pathlib import Path

import click

from pmcoach.cli.shared import friendly
from pmcoach.launch import open_screens


@click.command()
def demo() -> None:
    """Open the app on a fictional, half-finished profile.

    It lies in a temporary folder that is gone afterwards; your own data is not touched.

    \b
    Examples:
      pmcoach demo

    \b
    Exit codes:
      2  there is no terminal to show the screens on
    """
    import os
    import tempfile

    from pmcoach.coach.demo import make_demo
    from pmcoach.coach.settings import config_file

    # Your own keys and theme hold in the demo, too.
    if (own_config := config_file()).is_file():
        os.environ["PMCOACH_CONFIG"] = str(own_config)
    with tempfile.TemporaryDirectory(prefix="pmcoach-demo-") as demo_folder:
        with friendly():
            make_demo(Path(demo_folder))
        os.environ["PMCOACH_HOME"] = demo_folder
        raise SystemExit(open_screens())

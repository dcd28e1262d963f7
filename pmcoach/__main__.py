"""Start pmcoach."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; without arguments straight to the screens."""
    from pmcoach.cli import cli

    cli(prog_name="pmcoach", args=sys.argv[1:])


if __name__ == "__main__":
    main()

"""Start pmcoach."""

from __future__ import annotations

import sys


def main() -> None:
    """Without arguments straight to the screens; with any, the command line."""
    if len(sys.argv) == 1:
        from pmcoach.launch import open_screens

        raise SystemExit(open_screens())
    from pmcoach.cli import cli

    try:
        cli(prog_name="pmcoach", standalone_mode=True)
    except OSError as error:
        # What was printed could not be written: a full disk, or a pipe that was closed.
        sys.stderr.write(f"pmcoach: cannot write the output: {error.strerror}\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()

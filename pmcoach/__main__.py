"""Start pmcoach."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Without arguments straight to the screens; with any, the command line."""
    if len(sys.argv) == 1 and "_PMCOACH_COMPLETE" not in os.environ:
        from pmcoach.launch import start

        raise SystemExit(start())
    from pmcoach.cli import cli

    try:
        cli(prog_name="pmcoach", standalone_mode=True)
    except OSError as error:
        # What was printed could not be written: a full disk, or a pipe that was closed.
        sys.stderr.write(f"pmcoach: cannot write the output: {error.strerror}\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()

"""Nothing here ever opens a network connection."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pmcoach.coach.demo import make_demo

pytestmark = pytest.mark.slow

DENY = textwrap.dedent("""
    import socket, sys
    real = socket.socket

    class Denied(real):
        def __init__(self, family=-1, *rest, **more):
            if family not in (socket.AF_UNIX,):
                raise SystemExit("a network socket was opened")
            super().__init__(family, *rest, **more)

    def refuse(*_args, **_more):
        raise SystemExit("a network address was looked up")

    socket.socket = Denied
    socket.create_connection = socket.getaddrinfo = refuse
""")
APP = textwrap.dedent("""
    import asyncio, os
    from pathlib import Path
    from pmcoach.store.paths import profile_paths
    from pmcoach.tui.app import CoachApp

    async def look():
        app = CoachApp(profile_paths(Path(os.environ["PMCOACH_HOME"])))
        async with app.run_test() as pilot:
            await app.workers.wait_for_complete()
            for key in ("r", "escape", "p", "escape", "e", "escape", "enter"):
                await pilot.press(key)
                await pilot.pause()
        print("seen")

    asyncio.run(look())
""")


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DENY + code], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["plan", "--json"],
        ["next"],
        ["export", "--format", "html"],
        ["export", "--format", "ics"],
        ["content", "check"],
        ["doctor"],
    ],
)
def test_no_command_opens_a_network_socket(home: Path, words: list[str]) -> None:
    make_demo(home)
    done = run(f"sys.argv = ['pmcoach', *{words!r}]\nfrom pmcoach.__main__ import main\nmain()\n")
    assert "network" not in done.stderr
    assert done.returncode == 0, done.stderr


def test_the_screens_open_no_network_socket(home: Path) -> None:
    make_demo(home)
    done = run(APP)
    assert "network" not in done.stderr
    assert done.stdout.strip() == "seen", done.stderr[-2000:]


def test_the_denial_would_notice() -> None:
    assert "was opened" in run("socket.socket(socket.AF_INET)").stderr

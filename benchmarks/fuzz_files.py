"""Damage files of every kind in every way, and see that nothing breaks and nothing is lost.

Run: python -m benchmarks.fuzz_files [-n FILES]   (files of each kind)

Whatever the bytes: no traceback, and the damaged bytes still lie somewhere under the home folder.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pmcoach.catalog.lint import lint
from pmcoach.catalog.parse import Catalog, ContentError, parse_pack
from pmcoach.coach.backup import examine_data
from pmcoach.coach.demo import make_demo
from pmcoach.coach.recovery import recovery_offers
from pmcoach.coach.session import Session
from pmcoach.coach.status import read_saved_home
from pmcoach.store import backup, content
from pmcoach.store.errors import StoreError
from pmcoach.store.paths import profile_paths
from pmcoach.store.profile import open_profile


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` after some mishap."""
    at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    mishaps: list[Callable[[], bytes]] = [
        lambda: data[:at],
        lambda: data[:at] + b"\0" * (to - at) + data[to:],
        lambda: b"\0" * len(data),
        lambda: data[:at] + chance.randbytes(chance.randint(1, 40)) + data[at:],
        lambda: (
            data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
            if at < len(data)
            else data[:-1]
        ),
        lambda: data[:at] + data[to:],
        lambda: data[:at] + data[at:to] * 3 + data[to:],
        lambda: data.decode("utf-8", "replace").encode("utf-16"),
        lambda: chance.randbytes(chance.randint(0, 400)),
        lambda: b"<<<<<<< a\n" + data[:at] + b"=======\n" + data[at:] + b">>>>>>> b\n",
    ]
    return chance.choice(mishaps)()


def fuzz_profile(
    home: Path, name: str, count: int, catalog: Catalog, chance: random.Random
) -> None:
    """Damage one file of a profile, open it, let the doctor work, and open it again."""
    paths = profile_paths(home)
    kept_whole = {path: path.read_bytes() for path in paths.folder.rglob("*.toml")}
    target = next(path for path in kept_whole if name in path.name)
    for _ in range(count):
        bad = damaged(kept_whole[target], chance)
        target.write_bytes(bad)
        for mend in (False, True):
            store = open_profile(paths)
            session = Session(catalog, store)
            assert session.profile.state is not None
            assert session.profile.journal is not None
            recovery_offers(session)
            examine_data(session, mend=mend)
            store.close()
        found = [path.read_bytes() for path in paths.folder.rglob("*") if path.is_file()]
        assert bad in found, "the damaged bytes were overwritten"
        shutil.rmtree(paths.set_aside, ignore_errors=True)
        for path, whole in kept_whole.items():
            path.write_bytes(whole)


def fuzz_backup(home: Path, count: int, chance: random.Random) -> None:
    """Damage a backup and look into it."""
    paths = profile_paths(home)
    whole = home / "whole.zip"
    moment = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    backup.make_backup(paths, whole, moment)
    data, bad = whole.read_bytes(), home / "bad.zip"
    for _ in range(count):
        bad.write_bytes(damaged(data, chance))
        with contextlib.suppress(StoreError):
            assert backup.read_backup(bad).files == backup.read_backup(whole).files


def fuzz_content(count: int, chance: random.Random) -> None:
    """Damage one file of the content, parse the pack and lint what could be parsed."""
    texts = content.read_pack_texts(content.shipped_folder())
    small = {
        name: text
        for name, text in texts.items()
        if name in {"pack.toml", "areas.toml", "roles.toml", "stages.toml", "sources.toml"}
    }
    for _ in range(count):
        name = chance.choice(sorted(small))
        bad = damaged(small[name].encode(), chance).decode("utf-8", "replace")
        with contextlib.suppress(ContentError):
            lint(parse_pack({**small, name: bad}))


def fuzz_summary(home: Path, count: int, chance: random.Random) -> None:
    """Damage the summary that home paints from."""
    paths = profile_paths(home)
    whole = paths.summary.read_bytes()
    for _ in range(count):
        paths.summary.write_bytes(damaged(whole, chance))
        read_saved_home(paths)


def main() -> None:
    parser = argparse.ArgumentParser(description="damaged files of every kind")
    parser.add_argument("-n", type=int, default=10_000, metavar="FILES")
    count = parser.parse_args().n
    chance = random.Random(2026)
    catalog = content.load_catalog()
    with tempfile.TemporaryDirectory(prefix="pmcoach-fuzz-") as folder:
        home = Path(folder)
        make_demo(home)
        for name in ("journal", "sketch", "quick"):
            fuzz_profile(home, name, count, catalog, chance)
            print(f"{count} damaged {name} files: no traceback, none overwritten", flush=True)
        fuzz_summary(home, count, chance)
        print(f"{count} damaged summaries: no traceback", flush=True)
        fuzz_backup(home, count, chance)
        print(f"{count} damaged backups: no traceback, none taken for whole", flush=True)
    fuzz_content(count, chance)
    print(f"{count} damaged content files: no traceback", flush=True)


if __name__ == "__main__":
    main()

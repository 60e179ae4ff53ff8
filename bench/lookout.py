"""What the lookout costs: a thousand watched pages, and how soon what is found can be searched.

usage: python bench/lookout.py [--pages 1000] [--hosts 40] [--changed 0.05]

A server of this machine shows council pages, each with twenty PDFs of three meetings, the last of
them ten days ago, under as many ports as there are hosts. All are watched. After a first round
comes one hour's round as the worker does it, a job a request: the pages and recent PDFs that are
due are asked for by conditional requests, a share of the pages has changed its footer (as counters
do), and one has a new document. Printed are the CPU seconds of that round, as a share of two cores
for an hour, and the seconds from the request that found the new document until it could be
searched. The pauses between requests are left out: they cost nothing but time.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import os
import random
import resource
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

DOCUMENTS = 20
"""PDFs of a page: some three meetings."""
HOUR = 3600.0
CORES = 2


class Server:
    """Council pages and their PDFs, with validators."""

    def __init__(self, hosts: int) -> None:
        self.feet: dict[str, int] = {}
        self.new: set[str] = set()
        self.cpu = 0.0
        self.servers = [
            ThreadingHTTPServer(("127.0.0.1", 0), self._handler()) for _ in range(hosts)
        ]
        for server in self.servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        self.ports = [int(server.server_address[1]) for server in self.servers]

    def body(self, path: str) -> bytes | None:
        if path.endswith(".pdf"):
            from tests import pdfs

            return pdfs.pdf(f"会議の資料 {path}")
        if path.endswith("/"):
            name = path.strip("/")
            today = datetime.date.today()
            days = [today - datetime.timedelta(days=10 + 100 * n) for n in range(3)]
            rows = "".join(
                f"<tr><td>第{9 - n // 7}回</td><td>{days[n // 7]:%Y/%m/%d}</td>"
                f'<td><a href="{n}.pdf">資料{n % 7 + 1}　{name}の件名{n}（PDF）</a></td></tr>'
                for n in range(DOCUMENTS + (path in self.new))
            )
            return (
                f"<html><title>{name}検討会</title><h1>{name}検討会</h1><table>{rows}</table>"
                f"<p>本日の訪問者 {self.feet.get(path, 0)}</p></html>"
            ).encode()
        return None

    def _handler(bench) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                began = time.thread_time()
                body = bench.body(self.path)
                etag = '"' + hashlib.sha256(body or b"").hexdigest()[:16] + '"'
                if body is None or self.headers.get("If-None-Match") == etag:
                    self.send_response(404 if body is None else 304)
                    body = b""
                else:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                self.send_header("ETag", etag)
                self.end_headers()
                self.wfile.write(body)
                bench.cpu += time.thread_time() - began

            def log_message(self, *_arguments: object) -> None:
                pass

        return Handler


def cpu() -> float:
    """CPU seconds of this process and of those that it started."""
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=40)
    parser.add_argument("--changed", type=float, default=0.05)
    given = parser.parse_args()
    server = Server(given.hosts)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "SHIRYOKAN_HOME": home,
            "SHIRYOKAN_FETCH_NETWORKS": "127.0.0.0/8",
            "SHIRYOKAN_FETCH_PORTS": ",".join(map(str, server.ports)),
            "SHIRYOKAN_LOOKOUT_PAUSE_SECONDS": "0",
        }
        from shiryokan.cli.setup import open_instance

        open_instance()
        measure(server, given.pages, given.changed)


def measure(server: Server, pages: int, changed: float) -> None:
    """One round over ``pages`` pages, after a first one."""
    from django.db.models import F
    from django.utils import timezone

    from shiryokan.jobs.worker import JobWorker, jobs_to_wait_for
    from shiryokan.lookout import visiting
    from shiryokan.lookout.models import Address, Find
    from shiryokan.lookout.schedule import due, look_at_the_clock
    from shiryokan.lookout.watching import watch

    def nothing_is_due() -> bool:
        look_at_the_clock()
        return not jobs_to_wait_for()

    paths = [f"/{number}/" for number in range(pages)]
    urls = [
        f"http://127.0.0.1:{server.ports[number % len(server.ports)]}{path}"
        for number, path in enumerate(paths)
    ]
    for url in urls:
        watch(url, take_present=False)
    began, used = time.monotonic(), cpu()
    first = visiting.visit()
    seconds = time.monotonic() - began
    print(f"first round: {first.looks} looks, {seconds:.0f} s, {cpu() - used:.1f} CPU s")

    chosen = random.Random(1)
    for path in chosen.sample(paths, int(changed * pages)):
        server.feet[path] = 1
    server.new.add(paths[0])
    Address.objects.update(due_at=F("due_at") - datetime.timedelta(minutes=61))
    looks = due(timezone.now()).count()
    served, used, began = server.cpu, cpu(), time.monotonic()
    JobWorker(stop_when=nothing_is_due, interval=0.01).run()
    spent = cpu() - used - (server.cpu - served)
    share = spent / (HOUR * CORES)
    seconds = time.monotonic() - began
    print(f"{pages} pages with {DOCUMENTS} PDFs each: {looks} looks, {seconds:.0f} s")
    print(f"{spent:.1f} CPU s = {share:.2%} of {CORES} cores for an hour")
    (find,) = Find.everything.all()
    assert find.searchable_at is not None
    seconds = (find.searchable_at - find.found_at).total_seconds()
    print(f"searchable {seconds:.1f} s after it was found")


if __name__ == "__main__":
    main()

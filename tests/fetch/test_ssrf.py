"""Tricks by which a URL could lead into the instance's own network: none reaches it.

The forbidden target is a real server on this machine's own addresses, which counts who comes; a
server beside it plays the public site that redirects. The tricks are in ``ssrf_cases.tsv``.
"""

from __future__ import annotations

import contextlib
import csv
import io
import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from shiryokan.fetch import FetchError, FetchLimits, FetchRules, fetch, post
from shiryokan.fetch.connecting import resolve

GOOD, EVIL = "127.0.0.2", "127.0.0.1"
LIMITS = FetchLimits(seconds=5.0, read_seconds=2.0)
with (Path(__file__).parent / "ssrf_cases.tsv").open(encoding="utf-8") as _file:
    CASES = [
        (row["name"], row["how"], row["what"].encode("ascii").decode("unicode_escape"))
        for row in csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


class _Target(BaseHTTPRequestHandler):
    hits: list[str]

    def do_GET(self) -> None:
        self._count()

    def do_POST(self) -> None:
        self._count()

    def _count(self) -> None:
        type(self).hits.append(f"{self.command} {self.path}")
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"secret")

    def log_message(self, *args: object) -> None:
        """Quiet."""


class _Public(_Target):
    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/robots.txt":
            self.send_error(404)
            return
        wanted = parse_qs(asked.query).get("u", [""])[0]
        self.send_response(302)
        self.send_header("Location", wanted)
        self.send_header("Content-Length", "0")
        self.end_headers()


def _own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return EVIL


class _SixServer(ThreadingHTTPServer):
    address_family = socket.AF_INET6


@pytest.fixture(scope="module")
def target() -> Iterator[tuple[int, list[str]]]:
    """The port on which forbidden addresses and the public site listen, and who came."""
    hits: list[str] = []
    handler = type("Target", (_Target,), {"hits": hits})
    servers: list[ThreadingHTTPServer] = [ThreadingHTTPServer((EVIL, 0), handler)]
    port = servers[0].server_port
    if _own_address() != EVIL:
        servers.append(ThreadingHTTPServer((_own_address(), port), handler))
    with contextlib.suppress(OSError):
        servers.append(_SixServer(("::1", port), handler))
    servers.append(ThreadingHTTPServer((GOOD, port), type("Public", (_Public,), {"hits": []})))
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield port, hits
    for server in servers:
        server.shutdown()
        server.server_close()


def answers(*turns: str) -> Callable[[str, int], list[str]]:
    """A resolver that knows the names of the cases; of odd numbers it asks the system."""
    asked = iter(turns)
    last = [turns[-1] if turns else ""]

    def resolver(host: str, port: int) -> list[str]:
        if host == "good.example":
            return [GOOD]
        if host == "evil.example":
            return [EVIL]
        if host == "trick.example":
            last[0] = next(asked, last[0])
            if not last[0]:
                raise OSError("no address")
            return last[0].split(",")
        return resolve(host, port)

    return resolver


def rules(port: int, *allowed: str) -> FetchRules:
    return FetchRules(
        ports=frozenset((80, 443, port)),
        allow_addresses=tuple(ipaddress.ip_network(each) for each in (GOOD, *allowed)),
        obey_robots=False,
    )


def url_of(how: str, what: str, port: int) -> tuple[str, Callable[[str, int], list[str]]]:
    from urllib.parse import quote

    if how == "answer":
        return f"http://trick.example:{port}/", answers(*what.split(";"))
    filled = what.replace("{port}", str(port)).replace("{own}", _own_address())
    if how == "redirect":
        return f"http://good.example:{port}/to?u={quote(filled, safe='')}", answers()
    return filled, answers()


def test_there_are_enough_tricks() -> None:
    assert len(CASES) >= 60
    assert len({name for name, _how, _what in CASES}) == len(CASES)


def test_the_target_could_be_reached_if_it_were_allowed(target: tuple[int, list[str]]) -> None:
    port, hits = target
    into = io.BytesIO()
    fetch(f"http://{EVIL}:{port}/control", into, limits=LIMITS, rules=rules(port, EVIL))
    assert into.getvalue() == b"secret"
    into = io.BytesIO()
    address, resolver = url_of("redirect", "http://127.0.0.1:{port}/redirected", port)
    fetch(address, into, limits=LIMITS, rules=rules(port, EVIL), resolver=resolver)
    assert hits == ["GET /control", "GET /redirected"]
    hits.clear()


@pytest.mark.parametrize(("name", "how", "what"), CASES, ids=[case[0] for case in CASES])
def test_no_trick_reaches_the_target(
    name: str, how: str, what: str, target: tuple[int, list[str]]
) -> None:
    port, hits = target
    into = io.BytesIO()
    address, resolver = url_of(how, what, port)
    # a name that changes its meaning has the time for it
    for _ in range(3 if how == "answer" else 1):
        with contextlib.suppress(FetchError):
            fetch(address, into, limits=LIMITS, rules=rules(port), resolver=resolver)
    assert hits == []
    assert b"secret" not in into.getvalue()


@pytest.mark.parametrize(("name", "how", "what"), CASES, ids=[case[0] for case in CASES])
def test_no_trick_has_anything_posted_to_the_target(
    name: str, how: str, what: str, target: tuple[int, list[str]]
) -> None:
    port, hits = target
    address, resolver = url_of(how, what, port)
    with pytest.raises(FetchError):
        post(address, b"told", {}, limits=LIMITS, rules=rules(port), resolver=resolver)
        raise FetchError  # the public site may take it
    assert hits == []


def test_a_name_is_asked_for_once_for_each_connection(target: tuple[int, list[str]]) -> None:
    """Between the check and the connection nobody is asked again."""
    port, _hits = target
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return [GOOD]

    with pytest.raises(FetchError):
        fetch(
            f"http://trick.example:{port}/to?u=ftp://x/", io.BytesIO(),
            limits=LIMITS, rules=rules(port), resolver=resolver,
        )  # fmt: skip
    assert asked == ["trick.example"]


def test_proxies_of_the_surroundings_are_not_used(
    target: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, hits = target
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://{EVIL}:{port}")
    with pytest.raises(FetchError):
        fetch(
            f"http://good.example:{port}/to?u=ftp://x/", io.BytesIO(),
            limits=LIMITS, rules=rules(port), resolver=answers(),
        )  # fmt: skip
    assert hits == []

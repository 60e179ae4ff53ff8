"""URLs are fetched from the public internet only, within bounds. A real local server plays both
the allowed site and the forbidden one."""

from __future__ import annotations

import gzip
import io
import ipaddress
import itertools
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from shiryokan.fetch import (
    BadStatus,
    BadUrl,
    FetchError,
    FetchLimits,
    FetchRules,
    FetchTooLarge,
    FetchTooSlow,
    ForbiddenAddress,
    HostUnknown,
    RobotsForbid,
    TooManyRedirects,
    Unreachable,
    fetch,
)

BODY = b"%PDF-1.7 body"


class _Handler(BaseHTTPRequestHandler):
    seen: list[str]
    robots: bytes | None = None
    wishes: bytes = b""
    moved: ClassVar[dict[str, str]] = {}
    """Where paths were moved to."""

    def do_GET(self) -> None:
        type(self).seen.append(self.path)
        match self.path.split("?")[0]:
            case "/robots.txt" if "/robots.txt" not in self.moved:
                self._answer(200, self.robots) if self.robots is not None else self._answer(404)
            case "/named":
                self._answer(
                    200,
                    BODY,
                    (
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''..%2F%E8%B3%87%E6%96%99.pdf",
                    ),
                )
            case "/to-other":
                self._answer(302, b"", ("Location", f"http://elsewhere.example:{PORT()}/secret"))
            case "/to-file":
                self._answer(302, b"", ("Location", "file:///etc/passwd"))
            case "/loop":
                self._answer(302, b"", ("Location", "/loop"))
            case "/nowhere":
                self._answer(302)
            case "/to-bracket":
                self._answer(302, b"", ("Location", "http://["))
            case path if path in self.moved:
                self._answer(301, b"", ("Location", self.moved[path]))
            case "/once":
                self._answer(302, b"", ("Location", "/a.pdf"))
            case "/error":
                self._answer(500, b"no")
            case "/long":
                self._answer(200, b"x" * 5000)
            case "/liar":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"x" * 200_000)
            case "/gzip":
                self._answer(200, gzip.compress(b"0" * 10**6), ("Content-Encoding", "gzip"))
            case "/slow":
                self.send_response(200)
                self.end_headers()
                for _ in range(50):
                    self.wfile.write(b".")
                    self.wfile.flush()
                    time.sleep(0.05)
            case "/wishes":
                self._answer(200, self.wishes)
            case _:
                self._answer(200, BODY)

    def _answer(self, status: int, body: bytes = b"", *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, *arguments: object) -> None:
        pass


_server: list[ThreadingHTTPServer] = []


def PORT() -> int:  # noqa: N802
    return _server[0].server_port


@pytest.fixture(autouse=True)
def server() -> Iterator[type[_Handler]]:
    handler = type("Handler", (_Handler,), {"seen": [], "moved": {}})
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    httpd.handle_error = lambda *arguments: None  # type: ignore[method-assign]
    _server[:] = [httpd]
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    yield handler
    httpd.shutdown()
    httpd.server_close()


def names(host: str, port: int) -> list[str]:
    """Names of the public site lead to one loopback address, which alone is allowed."""
    known = {
        "site.example": ["127.0.0.1"],
        "elsewhere.example": ["10.0.0.7"],
        "both.example": ["127.0.0.1", "192.168.0.1"],
        "v6.example": ["::1"],
    }
    if host in known:
        return known[host]
    raise OSError(host)


def get(path: str, host: str = "site.example", limits: FetchLimits | None = None) -> bytes:
    into = io.BytesIO()
    fetch(
        f"http://{host}:{PORT()}{path}",
        into,
        limits=limits,
        rules=FetchRules(
            ports=frozenset((PORT(),)),
            allow_addresses=(ipaddress.ip_network("127.0.0.1/32"),),
        ),
        resolver=names,
    )
    return into.getvalue()


def test_a_file_is_fetched_with_its_facts() -> None:
    into = io.BytesIO()
    fetched = fetch(
        f"http://site.example:{PORT()}/named#part",
        into,
        rules=FetchRules(
            ports=frozenset((PORT(),)), allow_addresses=(ipaddress.ip_network("127.0.0.1/32"),)
        ),
        resolver=names,
    )
    assert into.getvalue() == BODY
    assert (fetched.size, fetched.file_name) == (len(BODY), "資料.pdf")
    assert fetched.final_url.endswith("/named")


def test_a_redirect_is_followed() -> None:
    assert get("/once") == BODY


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/to-other", ForbiddenAddress),
        ("/to-file", BadUrl),
        ("/loop", TooManyRedirects),
        ("/nowhere", BadStatus),
        ("/to-bracket", BadUrl),
        ("/error", BadStatus),
        ("/gzip", Unreachable),
    ],
)
def test_answers_that_are_refused(path: str, error: type[FetchError]) -> None:
    with pytest.raises(error):
        get(path)


@pytest.mark.parametrize("path", ["/long", "/liar"])
def test_more_bytes_than_the_limit(path: str) -> None:
    with pytest.raises(FetchTooLarge):
        get(path, limits=FetchLimits(bytes=1000))


def test_a_server_that_drips_is_left() -> None:
    with pytest.raises(FetchTooSlow):
        get("/slow", limits=FetchLimits(seconds=0.4))


def test_a_host_with_one_inner_address_among_others_is_refused() -> None:
    with pytest.raises(ForbiddenAddress):
        get("/a.pdf", "both.example")


def test_an_unknown_host() -> None:
    with pytest.raises(HostUnknown):
        get("/a.pdf", "nowhere.example")


def test_robots_are_obeyed(server: type[_Handler]) -> None:
    server.robots = b"User-agent: *\nDisallow: /private/\n"
    assert get("/a.pdf") == BODY
    with pytest.raises(RobotsForbid):
        get("/private/a.pdf")
    assert "/private/a.pdf" not in server.seen


def test_robots_that_were_moved_are_obeyed_too(server: type[_Handler]) -> None:
    steps = ["/robots.txt", *(f"/robots-{n}" for n in range(1, 5)), "/wishes"]
    server.moved = dict(itertools.pairwise(steps))
    server.wishes = b"User-agent: *\nDisallow: /private/\n"
    assert get("/a.pdf") == BODY
    with pytest.raises(RobotsForbid):
        get("/private/a.pdf")
    assert "/private/a.pdf" not in server.seen
    # RFC 9309, 2.3.1.2: more than five hops are as good as no file
    server.moved |= {"/robots.txt": "/robots-0", "/robots-0": "/robots-1"}
    assert get("/private/a.pdf") == BODY


@pytest.mark.parametrize("to", ["http://elsewhere.example:{port}/wishes", "http://[", "file:///x"])
def test_robots_that_lead_where_one_may_not_go_are_a_no(server: type[_Handler], to: str) -> None:
    server.moved = {"/robots.txt": to.format(port=PORT())}
    with pytest.raises(RobotsForbid):
        get("/a.pdf")
    assert server.seen == ["/robots.txt"]


HOSTS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.1",
    "127.0.0.1.",
    "localhost",
    "LOCALHOST",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2002:7f00:0001::1]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fec0::1]",
    "[ff02::1]",
    "[100::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[5f00::1]",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "0xA9FEA9FE",
    "2852039166",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[::ffff:10.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "①②⑦.⓪.⓪.①",
    "１２７.0.0.1",
    "127。0。0。1",
]
FORMS = [
    "http://user@{host}/",
    "http://user:word@{host}/",
    "http://site.example@{host}/",
    "http://{host}:22/",
    "http://{host}:0/",
    "ftp://{host}/",
    "file://{host}/etc/passwd",
    "gopher://{host}/",
    "jar:http://{host}!/",
    "//{host}/",
    "http:///{host}",
    "http://{host} /",
    "http://{host}\t/",
    "http://{host}\r\nHost: x/",
    "data:text/plain,x",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("host", HOSTS)
def test_no_trick_of_naming_reaches_inside(server: type[_Handler], host: str) -> None:
    rules = FetchRules(ports=frozenset((PORT(),)))
    with pytest.raises(FetchError) as caught:
        fetch(f"http://{host}:{PORT()}/secret", io.BytesIO(), rules=rules)
    assert caught.value.code in ("forbidden_address", "bad_url", "host_unknown")
    assert server.seen == []


@pytest.mark.parametrize("form", FORMS)
def test_no_trick_of_writing_reaches_inside(server: type[_Handler], form: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(form.format(host=f"127.0.0.1:{PORT()}"), io.BytesIO())
    assert caught.value.code in ("forbidden_address", "bad_url", "host_unknown")
    assert server.seen == []


def test_there_are_sixty_tricks_and_more() -> None:
    assert len(HOSTS) + len(FORMS) >= 60

"""What is posted goes to allowed addresses only, once, and within a time."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from shiryokan.fetch import (
    BadStatus,
    BadUrl,
    FetchError,
    FetchLimits,
    FetchRules,
    FetchTooSlow,
    ForbiddenAddress,
    HostUnknown,
    Unreachable,
    fetch,
    post,
)


class _Handler(BaseHTTPRequestHandler):
    seen: list[tuple[str, bytes, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        type(self).seen.append((self.path, body, self.headers.get("x-mark", "")))
        match self.path:
            case "/moved":
                self._answer(307, "Location", "/taken")
            case "/drip":
                self.connection.sendall(b"HTTP/1.1 200 OK\r\n")
                self._drip()
            case "/nonsense":
                self.connection.sendall(b"this is not HTTP\r\n\r\n")
            case path if path[1:].isdigit():
                self._answer(int(path[1:]))
            case _:
                self._answer(204)

    def do_GET(self) -> None:
        self.connection.sendall(b"HTTP/1.1 200 OK\r\n")
        self._drip()

    def _drip(self) -> None:
        """A header now and then, for ever: each piece comes in good time."""
        try:
            for number in range(400):
                self.connection.sendall(b"X-%d: drop\r\n" % number)
                time.sleep(0.05)
        except OSError:
            return

    def _answer(self, status: int, name: str = "X", value: str = "y") -> None:
        self.send_response(status)
        self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    handler = type("Handler", (_Handler,), {"seen": []})
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    yield httpd
    httpd.shutdown()
    httpd.server_close()


def rules(server: ThreadingHTTPServer, *networks: str) -> FetchRules:
    return FetchRules(
        ports=frozenset((server.server_port,)),
        allow_addresses=tuple(ipaddress.ip_network(network) for network in networks),
        obey_robots=False,
    )


def send(server: ThreadingHTTPServer, path: str, **options: object) -> int:
    url = f"http://127.0.0.1:{server.server_port}{path}"
    allowed = rules(server, "127.0.0.1/32")
    return post(url, b"{}", {"X-Mark": "m"}, **{"rules": allowed, **options})  # type: ignore[arg-type]


def test_what_is_taken_is_taken_once(server: ThreadingHTTPServer) -> None:
    assert send(server, "/taken") == 204
    assert server.RequestHandlerClass.seen == [("/taken", b"{}", "m")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("status", [400, 404, 410, 500, 503])
def test_an_error_is_told_with_its_status(server: ThreadingHTTPServer, status: int) -> None:
    with pytest.raises(BadStatus) as caught:
        send(server, f"/{status}")
    assert caught.value.details == {"status": status}


def test_a_redirect_is_not_followed(server: ThreadingHTTPServer) -> None:
    with pytest.raises(BadStatus):
        send(server, "/moved")
    assert [seen[0] for seen in server.RequestHandlerClass.seen] == ["/moved"]  # type: ignore[attr-defined]


def test_what_is_not_http_is_unreachable(server: ThreadingHTTPServer) -> None:
    with pytest.raises(Unreachable):
        send(server, "/nonsense")


def test_the_instance_itself_and_its_networks_are_not_reached(server: ThreadingHTTPServer) -> None:
    def inner(host: str, port: int) -> list[str]:
        return {"inner.example": ["10.1.2.3"], "both.example": ["93.184.216.34", "127.0.0.1"]}[host]

    for url in (
        f"http://127.0.0.1:{server.server_port}/",
        f"http://localhost:{server.server_port}/",
        f"http://[::1]:{server.server_port}/",
    ):
        with pytest.raises(ForbiddenAddress):
            post(url, b"", {}, rules=rules(server))
    for host in ("inner.example", "both.example"):
        with pytest.raises(ForbiddenAddress):
            url = f"http://{host}:{server.server_port}/"
            post(url, b"", {}, rules=rules(server), resolver=inner)
    assert server.RequestHandlerClass.seen == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "https://a.example:22/", "https://u:p@a.example/", "http://0x7f.1/", "x"],
)
def test_an_address_of_a_bad_form_is_refused(url: str) -> None:
    with pytest.raises(BadUrl):
        post(url, b"", {})


def test_an_unknown_host_is_said(server: ThreadingHTTPServer) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError(host)

    with pytest.raises(HostUnknown):
        send(server, "/", resolver=nobody)


def test_an_answer_that_drips_ends_at_the_limit(server: ThreadingHTTPServer) -> None:
    limits = FetchLimits(seconds=0.4, read_seconds=5.0)
    with pytest.raises(FetchTooSlow):
        send(server, "/drip", limits=limits)
    with pytest.raises(FetchError) as caught, open("/dev/null", "wb") as nowhere:  # noqa: PTH123
        url = f"http://127.0.0.1:{server.server_port}/"
        fetch(url, nowhere, limits=limits, rules=rules(server, "127.0.0.1/32"))
    assert isinstance(caught.value, FetchTooSlow)

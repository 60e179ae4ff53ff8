"""Stands between the library and its cluster, and does to answers what networks and nodes do."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

import httpx

Answer = tuple[int, bytes]
Fault = Callable[[str, Answer], Answer | None]
"""Of a request's path and the right answer, what is answered; None closes the connection."""


class FaultyProxy:
    """Passes requests on, and answers as ``fault`` says while there is one."""

    def __init__(self, behind: str) -> None:
        self.fault: Fault | None = None
        self.asked: list[str] = []
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def _pass_on(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                proxy.asked.append(f"{self.command} {self.path}")
                kept = {k: v for k, v in self.headers.items() if k.lower() == "content-type"}
                got = proxy.client.request(
                    self.command, behind + self.path, content=body, headers=kept
                )
                answer: Answer | None = (got.status_code, got.content)
                if proxy.fault is not None:
                    answer = proxy.fault(self.path, (got.status_code, got.content))
                if answer is None:
                    self.connection.close()
                    return
                self.send_response(answer[0])
                self.send_header("Content-Length", str(len(answer[1])))
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(answer[1])

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing is written of it."""

        for method in ("GET", "POST", "PUT", "DELETE"):
            setattr(Handler, f"do_{method}", Handler._pass_on)
        self.client = httpx.Client(timeout=60)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FaultyProxy:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self.client.close()


def changed(change: Callable[[dict[str, Any]], None], only: str = "_search") -> Fault:
    """A fault that changes right answers of one kind."""

    def fault(path: str, answer: Answer) -> Answer:
        if only not in path or answer[0] != 200:
            return answer
        body = json.loads(answer[1])
        change(body)
        return 200, json.dumps(body).encode()

    return fault


def answering(status: int, body: bytes, only: str = "") -> Fault:
    """A fault that answers something else."""
    return lambda path, answer: (status, body) if only in path else answer


def dying(path: str, answer: Answer) -> None:
    """The fault of a node that is gone before it has answered."""

"""A real server on this machine that shows one day after the other of a council's site."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_TYPES = {"html": "text/html", "pdf": "application/pdf", "rdf": "application/rdf+xml", "atom": "application/atom+xml"}  # fmt: skip
_TEXTS = ("html", "rdf", "atom")


class CouncilSite:
    """A folder of days (as ``shared/corpus/site`` has them), served at this machine's own address in
    the place of the site's."""

    def __init__(self, folder: Path) -> None:
        self.changes: dict[str, Any] = json.loads((folder / "changes.json").read_text())
        self.folder, self.day = folder, 0
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.host = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.port = int(self.server.server_address[1])
        self.turn_to(0)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def here(self, url: str) -> str:
        return url.replace(self.changes["host"], self.host)

    def there(self, url: str) -> str:
        return url.replace(self.host, self.changes["host"])

    def turn_to(self, day: int) -> None:
        files: dict[str, Path] = {}
        for number in range(day + 1):
            base = self.folder / f"day-{number:02d}"
            for path in base.rglob("*"):
                if path.is_file():
                    files["/" + path.relative_to(base).as_posix()] = path
            for removed in self.changes["days"][number]["removed"]:
                files.pop(removed, None)
        files.pop("/http.json", None)
        http = self.folder / f"day-{day:02d}" / "http.json"
        self.odd = json.loads(http.read_text()) if http.is_file() else {}
        self.files, self.day = files, day

    def answer(self, full: str) -> tuple[int, dict[str, str], bytes]:
        path = re.sub(r"[?;].*", "", full)
        odd = self.odd.get(full) or (self.odd.get(path) if full == path else None)
        if odd:
            return odd["status"], {"Location": odd["location"]} if "location" in odd else {}, b""
        path += "index.html" if path.endswith("/") else ""
        file = self.files.get(path)
        if file is None:
            return 404, {}, b""
        suffix, body = path.rpartition(".")[2], file.read_bytes()
        if suffix in _TEXTS:
            body = body.replace(self.changes["host"].encode(), self.host.encode())
        return 200, {"Content-Type": _TYPES.get(suffix, "application/octet-stream")}, body

    def _handler(site) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                status, headers, body = site.answer(self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                pass

        return Handler

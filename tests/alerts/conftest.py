"""An empty instance, a person, a real mail server and a real server that takes webhooks."""

from __future__ import annotations

import email
import email.policy
import json
import threading
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone

from shiryokan.alerts import saved_searches
from shiryokan.alerts.models import SavedSearch
from shiryokan.instance import current
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from tests import pdfs
from tests.documents.conftest import Add, add, empty_instance
from tests.served import free_port

__all__ = ["Add", "add", "empty_instance"]
Save = Callable[..., SavedSearch]
Lay = Callable[..., str]


class Mailbox:
    """A real SMTP server on this machine. ``says`` is its next answer to a recipient or a mail."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.to: list[str] = []
        self.says: dict[str, str] = {}
        self.on_mail: Callable[[], None] = lambda: None
        self.signed_in: list[tuple[bytes, bytes]] = []

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" in self.says:
            return self.says["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if "DATA" in self.says:
            return self.says["DATA"]
        content = envelope.content
        assert isinstance(content, bytes)
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.to += envelope.rcpt_tos
        self.on_mail()
        return "250 OK"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        self.signed_in.append((data.login, data.password))
        return AuthResult(success=data.password == b"right")


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, Controller]]:
    box = Mailbox()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=box.authenticate,
        auth_require_tls=False,
    )
    controller.start()
    yield box, controller
    controller.stop()


@pytest.fixture
def mails(mailbox: tuple[Mailbox, Controller], settings: Any) -> Mailbox:
    """The mailbox, as the settings' mail server."""
    box, controller = mailbox
    port = controller.port
    configure(
        settings,
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_tls="none",
        mail_from="資料館 <library@example.jp>",
    )
    return box


def configure(settings: Any, **changes: Any) -> None:
    """Change settings of the instance for one test."""
    settings.SHIRYOKAN = msgspec.structs.replace(current.config(), **changes)


class Hooks:
    """A real server that takes webhooks; ``status`` is its next answer."""

    def __init__(self) -> None:
        self.status = 204
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.url = ""

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.taken]


@pytest.fixture
def hooks(settings: Any) -> Iterator[Hooks]:
    hooks = Hooks()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            hooks.taken.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(hooks.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    hooks.url = f"http://127.0.0.1:{server.server_port}/hook"
    configure(settings, fetch_networks=("127.0.0.1/32",), fetch_ports=(server.server_port,))
    yield hooks
    server.shutdown()
    server.server_close()


@pytest.fixture
def hanako(empty_instance: Path) -> User:
    return get_user_model().objects.create_user("hanako", "hanako@example.jp", "x")


@pytest.fixture
def save(hanako: User) -> Save:
    """Save a search of Hanako's, told by the addresses given."""

    def save_search(
        query: str = "q=点検", email: str = "", webhook: str = "", **fields: Any
    ) -> SavedSearch:
        search = SavedSearch(
            **{"owner": hanako, "query": query, "base": "http://library.example", **fields}
        )
        said = {
            "name": fields.get("name", "点検の新着"),
            "frequency": fields.get("frequency", "immediate"),
            "by_email": bool(email),
            "email": email,
            "by_webhook": bool(webhook),
            "webhook": webhook,
        }
        saved_searches.apply(search, said, timezone.now())
        return search

    return save_search


@pytest.fixture
def lay(add: Add, tmp_path: Path) -> Lay:
    """Add a document of these pages, and work until nothing is left; its id."""

    def lay_document(*pages: str, title: str = "", **given: object) -> str:
        path = tmp_path / f"{title or abs(hash(pages))}.pdf"
        path.write_bytes(pdfs.pdf(*pages))
        (row,) = add(path, title=title, **given).rows
        work()
        assert row.document
        return row.document

    return lay_document


def work() -> None:
    """Work off everything that is ready, as ``shiryokan work`` does."""
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()

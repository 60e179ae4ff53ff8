"""How much of a request is read, and what of it reaches the disk, before anything is judged."""

from __future__ import annotations

import http.client
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from django.contrib.auth.models import User
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve

from shiryokan.documents.models import Intake
from shiryokan.instance import current
from tests.served import ANSWER_SECONDS, run, served
from tests.web.test_permissions import VIEWS

pytestmark = pytest.mark.any_database

BOUNDARY = "grenze"
TOKEN = "t" * 32
KIND = f"multipart/form-data; boundary={BOUNDARY}"
PLAIN = sorted({view.route for view in VIEWS if not view.arguments and "(?" not in view.route})
OTHERS = [route for route in PLAIN if not hasattr(resolve(f"/{route}").func, "files_from")]
"""The addresses that take no files."""


class Watching(io.RawIOBase):
    """The body of a request, which notes how far it was read and what then lay in ``incoming``."""

    def __init__(self, data: bytes, *, breaks_off: bool = False) -> None:
        self._data, self._breaks_off = io.BytesIO(data), breaks_off
        self.read_bytes = self.most_kept = 0
        self.seen: set[str] = set()

    def read(self, size: int = -1, /) -> bytes:
        for path in current.home().incoming.iterdir():
            self.seen.add(path.name)
            self.most_kept = max(self.most_kept, path.stat().st_size)
        chunk = self._data.read(size)
        if not chunk and self._breaks_off:
            raise OSError("the connection was reset")
        self.read_bytes += len(chunk)
        return chunk


def form(*sizes: int, fields: str = "") -> bytes:
    """A form with files of so many bytes."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{n}.pdf"\r\n'
        f"Content-Type: application/pdf\r\n\r\n".encode()
        + b"%PDF-"
        + b"x" * (size - 5)
        + b"\r\n"
        for n, size in enumerate(sizes)
    ]
    if fields:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="title"\r\n\r\n'
        parts.append(f"{head}{fields}\r\n".encode())
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def post(
    client: Client, path: str, body: Watching, length: int, **headers: str
) -> HttpResponseBase:
    said = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return client.request(
        **{
            "REQUEST_METHOD": "POST", "PATH_INFO": path, "CONTENT_TYPE": KIND,
            "CONTENT_LENGTH": str(length), "wsgi.input": body, **said,
        }
    )  # fmt: skip


def text(answer: HttpResponseBase) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def client_of(empty_instance: Path) -> Callable[..., Client]:
    def make(*, staff: bool | None, csrf: bool = False) -> Client:
        client = Client(raise_request_exception=False, enforce_csrf_checks=csrf)
        # whoever has the cookie is asked for the token, which is in the body
        client.cookies["csrftoken"] = TOKEN
        if staff is not None:
            client.force_login(User.objects.create_user("hanako", is_staff=staff))
        return client

    return make


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    config = msgspec.structs.replace(current.config(), upload_bytes=400_000, upload_files=3)
    monkeypatch.setattr(current, "config", lambda: config)


@pytest.mark.parametrize("staff", [None, True])
def test_no_address_but_those_for_files_takes_a_file(
    client_of: Callable[..., Client], staff: bool | None
) -> None:
    client = client_of(staff=staff, csrf=True)
    assert len(OTHERS) > 25
    for route in OTHERS:
        body = form(600_000)
        watching = Watching(body)
        answer = post(client, f"/{route}", watching, len(body))
        assert answer.status_code in (403, 405, 413), route
        assert watching.seen == set(), route
        assert watching.read_bytes < 300_000, route


def test_a_body_that_says_it_is_long_is_not_read_at_all(client_of: Callable[..., Client]) -> None:
    client = client_of(staff=True)
    for route in OTHERS:
        watching = Watching(b"")
        answer = post(client, f"/{route}", watching, 5 << 30)
        assert answer.status_code in (302, 403, 405, 413), route
        assert watching.read_bytes == 0, route
    watching = Watching(b"")
    assert "1024 KiB" in text(post(client, "/search/synonyms", watching, 5 << 30))


@pytest.mark.parametrize(("staff", "status"), [(None, 302), (False, 403)])
def test_the_upload_page_reads_nothing_of_who_may_not_add(
    client_of: Callable[..., Client], staff: bool | None, status: int
) -> None:
    for csrf in (False, True):
        User.objects.all().delete()
        client = client_of(staff=staff, csrf=csrf)
        body = form(600_000)
        watching = Watching(body)
        assert post(client, "/uploads/", watching, len(body)).status_code == status
        assert (watching.read_bytes, watching.seen) == (0, set())


@pytest.mark.parametrize("setting", [{"second_factor": "editors"}, {"uploads": "nobody"}])
def test_nor_of_an_editor_who_may_not_just_now(
    client_of: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
    setting: dict[str, str],
) -> None:
    config = msgspec.structs.replace(current.config(), **setting)
    monkeypatch.setattr(current, "config", lambda: config)
    body = form(600_000)
    watching = Watching(body)
    answer = post(client_of(staff=True, csrf=True), "/uploads/", watching, len(body))
    assert answer.status_code in (302, 403)
    assert (watching.read_bytes, watching.seen) == (0, set())


def test_writing_ends_with_the_limit_and_the_page_says_it(
    client_of: Callable[..., Client], limits: None
) -> None:
    client = client_of(staff=True)
    for language, said in (("ja", "上限（400000バイト）"), ("en", "the limit (400000 bytes).")):
        body = form(100_000, 900_000)
        watching = Watching(body)
        headers = {"accept-language": language}
        answer = post(client, "/uploads/", watching, len(body), **headers)
        assert answer.status_code == 413
        assert said in text(answer)
        assert "1.pdf" in text(answer)
        assert 0 < watching.most_kept <= 400_000
        assert list(current.home().incoming.iterdir()) == []
    assert not Intake.objects.exists()


def test_a_script_is_told_in_its_form(client_of: Callable[..., Client], limits: None) -> None:
    body = form(900_000)
    answer = post(
        client_of(staff=True), "/uploads/", Watching(body), len(body), accept="application/json"
    )
    assert answer.status_code == 413
    (error,) = answer.json()["errors"]["all"]  # type: ignore[attr-defined]
    assert "400000" in error["message"]


def test_no_more_files_and_no_more_bytes_than_files_can_have(
    client_of: Callable[..., Client], limits: None
) -> None:
    client = client_of(staff=True)
    watching = Watching(b"")
    answer = post(client, "/uploads/", watching, 3 * 400_000 + (2 << 20))
    assert answer.status_code == 413
    assert "3件まで、1件400000バイトまで" in text(answer)
    assert watching.seen == set()
    body = form(10, fields="題" * 500_000)
    answer = post(client, "/uploads/", Watching(body), len(body))
    assert answer.status_code == 413
    assert "1024 KiB" in text(answer)
    assert list(current.home().incoming.iterdir()) == []


def test_too_many_files_are_refused_with_their_number(
    client_of: Callable[..., Client], settings: object
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3  # type: ignore[attr-defined]
    body = form(*[300_000] * 4)
    answer = post(client_of(staff=True), "/uploads/", Watching(body), len(body))
    assert answer.status_code == 413
    assert "件まで" in text(answer)
    assert list(current.home().incoming.iterdir()) == []


def test_an_upload_that_breaks_off_leaves_nothing(client_of: Callable[..., Client]) -> None:
    body = form(600_000)
    watching = Watching(body[:500_000], breaks_off=True)
    post(client_of(staff=True), "/uploads/", watching, len(body))
    assert watching.seen
    assert list(current.home().incoming.iterdir()) == []
    assert not Intake.objects.exists()


def test_a_real_server_answers_before_it_was_sent_all(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    run(home, "status")
    with served(home, "--uploads", "anyone", upload_bytes="1000000") as address:
        host = urlsplit(address).netloc
        connection = http.client.HTTPConnection(host, timeout=ANSWER_SECONDS)
        connection.putrequest("POST", "/account/login/")
        connection.putheader("Content-Type", KIND)
        connection.putheader("Content-Length", str(1 << 32))
        connection.endheaders()
        assert connection.getresponse().status == 413
        connection.close()
        # whoever may hand in sends all, and then is told
        connection = http.client.HTTPConnection(host, timeout=ANSWER_SECONDS)
        body = form(30_000_000)
        headers = {"Content-Type": KIND, "Cookie": f"csrftoken={TOKEN}"}
        connection.request("POST", "/uploads/", body, headers)
        answer = connection.getresponse()
        assert answer.status == 413
        assert "上限（1000000バイト）" in answer.read().decode()
        connection.close()
        assert list((home / "incoming").iterdir()) == []

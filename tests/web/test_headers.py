"""What every answer tells a browser, and what it never does."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.web.test_permissions import VIEWS

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PLAIN = sorted({view.route for view in VIEWS if not view.arguments and "(?" not in view.route})


def policy_of(answer: object) -> dict[str, str]:
    said = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    parts = (part.strip().partition(" ") for part in said.split(";") if part.strip())
    return {name: value for name, _space, value in parts}


@pytest.mark.thorough
def test_every_address_has_the_strict_policy() -> None:
    administrator = Client(raise_request_exception=False)
    administrator.force_login(User.objects.create_superuser("kanri"))
    looked = 0
    for client in (Client(raise_request_exception=False), administrator):
        for route in [
            *PLAIN,
            "nowhere",
            "static/site/page.css",
            "admin/",
            "admin/library/document/",
        ]:
            answer = client.get(f"/{route}")
            if route.startswith("static/") and "Content-Security-Policy" not in answer.headers:
                assert answer["X-Content-Type-Options"] == "nosniff"
                continue
            looked += 1
            policy = policy_of(answer)
            assert policy["default-src"] == "'none'", route
            assert policy["script-src"] == policy["style-src"] == "'self'", route
            assert policy["frame-ancestors"] == policy["base-uri"] == "'none'", route
            assert "unsafe" not in answer["Content-Security-Policy"], route
            if not route.startswith("admin/"):
                assert policy["require-trusted-types-for"] == "'script'", route
            assert answer["X-Content-Type-Options"] == "nosniff", route
            assert answer["X-Frame-Options"] == "DENY", route
            assert answer["Referrer-Policy"] == "same-origin", route
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin", route
            assert answer["Cross-Origin-Resource-Policy"] == "same-origin", route
            assert "camera=()" in answer["Permissions-Policy"], route
            assert "Server" not in answer.headers
            for cookie in answer.cookies.values():
                assert cookie["samesite"] == "Lax", (route, cookie)
    assert looked > 60


def test_what_is_for_someone_is_kept_by_no_shared_cache() -> None:
    client = Client()
    client.force_login(User.objects.create_user("yomi"))
    for address in ("/", "/documents/", "/search?q=a", "/account/", "/registers/"):
        said = client.get(address)["Cache-Control"]
        assert "private" in said or "no-store" in said, (address, said)
        assert "public" not in said


def test_plain_http_says_nothing_of_https_and_https_keeps_cookies_to_itself(
    settings: object,
) -> None:
    assert "Strict-Transport-Security" not in Client().get("/").headers
    settings.SECURE_HSTS_SECONDS = 31_536_000  # type: ignore[attr-defined]
    settings.CSRF_COOKIE_SECURE = True  # type: ignore[attr-defined]
    answer = Client().get("/account/login/", secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")
    assert answer.cookies["csrftoken"]["secure"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/", "//example.com", "///example.com", "/\\example.com", "\\\\example.com",
        "javascript:alert(1)", "http:example.com", "https:/example.com", "%2f%2fexample.com",
        "/%09/example.com", "https://localhost@example.com",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(elsewhere: str) -> None:
    client = Client()
    User.objects.create_user("yomi", password="kirihama-no-tomoshibi")
    for address, said in (
        ("/account/login/", {"login": "yomi", "password": "kirihama-no-tomoshibi"}),
        ("/language", {"language": "en"}),
        ("/account/logout/", {}),
    ):
        answer = client.post(f"{address}", {**said, "next": elsewhere})
        assert answer.status_code in (200, 302, 204), address
        target = urljoin(f"http://testserver{address}", answer.headers.get("Location", "/"))
        parts = urlsplit(target.replace("\\", "/"))
        assert (parts.scheme, parts.netloc) == ("http", "testserver"), (address, target)


def test_what_changes_something_wants_its_form() -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(User.objects.create_superuser("kanri"))
    for view in VIEWS:
        if view.arguments or "(?" in view.route or view.is_api:
            continue
        answer = client.post(f"/{view.route}")
        assert answer.status_code in (403, 405), (view.name, answer.status_code)


@pytest.mark.parametrize("host", ["example.com", "localhost.example.com", "127.0.0.1:80@x", "a b"])
def test_other_names_of_the_instance_are_refused(host: str) -> None:
    answer = Client(raise_request_exception=False).get("/", headers={"host": host})
    assert answer.status_code == 400
    assert host not in answer.content.decode()

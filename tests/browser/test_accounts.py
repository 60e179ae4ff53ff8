"""Accounts as people meet them: from the first link to the last farewell."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import warm
from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.served import ENDING_SECONDS, STDERR, answering, environment, free_port

pytestmark = pytest.mark.browser
PASSWORD = "kirihama-no-tomoshibi"


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The one-time link that a new instance gives to whoever starts it."""
    home = tmp_path_factory.mktemp("people") / "home"
    reading, writing = os.pipe()
    server = warm.Process(
        *("shiryokan", "serve", "--port", str(free_port())),
        env=environment(home, hosts="localhost,127.0.0.1"), stdout=writing, stderr=STDERR,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as output:
        link = ""
        for line in output:
            link = link or next(iter(re.findall(r"http://\S+/welcome/\S+", line)), "")
            if "Ctrl-C" in line:
                break
        answering(link.partition("/welcome/")[0])
        # passkeys belong to names, not to numbers
        yield link.replace("127.0.0.1", "localhost")
        server.terminate()
        server.wait(ENDING_SECONDS)


@pytest.fixture(scope="module")
def base(first_run: str) -> str:
    return first_run.partition("/welcome/")[0]


@pytest.fixture
def fresh(browser: Browser, base: str) -> Iterator[Page]:
    """A visitor whom nobody knows."""
    context = browser.new_context(locale="ja-JP", base_url=base)
    page = context.new_page()
    yield page
    context.close()


def code_of(secret: str, at: float | None = None) -> str:
    """The six digits of an authenticator app (RFC 6238)."""
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int((at or time.time()) // 30))
    mac = hmac.new(key, counter, hashlib.sha1).digest()
    place = mac[-1] & 15
    number = struct.unpack(">I", mac[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def say_password_again(page: Page) -> None:
    """What guards the account asks for the password if that was given some time ago."""
    if "reauthenticate" in page.url:
        page.locator("#id_password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile("reauthenticate"))


def sign_out(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name=re.compile("ログアウト")).click()


def test_from_the_first_link_to_the_last_farewell(
    first_run: str, fresh: Page, axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = fresh
    assert first_run
    # the first administrator, by keyboard
    page.goto(first_run)
    assert axe(page) == []
    page.get_by_label("メールアドレス").focus()
    page.keyboard.type("kanri@example.jp")
    page.keyboard.press("Tab")
    page.keyboard.type("12345678")
    page.keyboard.press("Enter")
    expect(page.locator(".errorlist").first).to_be_visible()
    page.get_by_label("パスワード").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="アカウント")).to_be_visible()
    expect(page.get_by_text("管理者", exact=True)).to_be_visible()
    assert axe(page) == []
    # the link works once
    assert page.goto(first_run).status == 404  # type: ignore[union-attr]
    assert axe(page) == []
    # a group, and somebody invited into it
    page.goto("/people/")
    page.get_by_label("新しいグループ").fill("役員")
    page.get_by_role("button", name="作る", exact=True).click()
    page.get_by_label("メールアドレス", exact=True).fill("hanako@example.jp")
    page.get_by_label("役割").select_option("editor")
    page.get_by_label("役員").check()
    page.get_by_role("button", name="招待のリンクを作る").click()
    # it could be anybody who sits down at an open browser
    expect(page).to_have_url(re.compile("reauthenticate"))
    assert axe(page) == []
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    invited = page.locator("#link").inner_text()
    assert axe(page) == []
    # the last administrator cannot stop being one
    page.get_by_role("link", name="kanri@example.jp").first.click()
    page.get_by_label("役割").select_option("reader")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("最後の管理者です")).to_be_visible()
    assert axe(page) == []
    sign_out(page)
    # whoever was invited comes in
    page.goto(invited)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("編集者", exact=True)).to_be_visible()
    assert page.goto("/people/").status == 403  # type: ignore[union-attr]
    # an authenticator app
    page.goto("/account/2fa/totp/activate/")
    say_password_again(page)
    assert axe(page) == []
    secret = page.locator("#authenticator_secret").inner_text()
    # a code holds for half a minute, and a slow machine may hand it in too late
    while "activate" in page.url:
        page.get_by_label(re.compile("コード")).fill(code_of(secret))
        with page.expect_navigation():
            page.get_by_role("button", name="使い始める").click()
    page.goto("/account/2fa/recovery-codes/")
    assert axe(page) == []
    codes = re.findall(r"\b[0-9a-z]{8}\b", page.locator("textarea").input_value())
    assert len(codes) >= 8
    sign_out(page)
    sign_in(page, "hanako@example.jp", PASSWORD)
    expect(page).to_have_url(re.compile("2fa/authenticate"))
    assert axe(page) == []
    # the password alone opens nothing
    for closed in ("/account/", "/people/", "/uploads/"):
        page.goto(closed)
        assert re.search("authenticate|login", page.url)
    page.goto("/account/2fa/authenticate/")
    page.locator("#id_code").fill(codes[0])
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("authenticate"))
    page.goto("/account/")
    expect(page.get_by_text("使っています", exact=True)).to_be_visible()
    passkey(page)
    # all that is kept, and then nothing more
    page.goto("/account/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("自分のデータ")).click()
    kept = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert kept["account"]["email"] == "hanako@example.jp"
    assert secret not in json.dumps(kept)
    follow(page.get_by_role("link", name="アカウントを消す"))
    assert axe(page) == []
    page.get_by_label("元に戻せない").check()
    page.get_by_role("button", name="アカウントを消す").click()
    say_password_again(page)
    expect(page.get_by_role("link", name="ログイン")).to_be_visible()
    sign_in(page, "hanako@example.jp", PASSWORD)
    expect(page.locator(".errorlist").first).to_be_visible()


def passkey(page: Page) -> None:
    """A passkey of a virtual authenticator: made, and used instead of name and password."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    page.goto("/account/2fa/webauthn/add/")
    say_password_again(page)
    page.locator("#id_name").fill("仮の鍵")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page).not_to_have_url(re.compile("/add/"))
    sign_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="パスキーでログイン").click()
    expect(page.get_by_role("button", name=re.compile("hanako@example.jp"))).to_be_visible()


def test_who_guesses_passwords_is_stopped(fresh: Page) -> None:
    for _ in range(6):
        fresh.goto("/account/login/")
        fresh.locator("#id_login").fill("kanri@example.jp")
        fresh.locator("#id_password").fill("wrong-wrong-wrong")
        fresh.get_by_role("button", name="ログイン", exact=True).click()
    # even the right one must wait now
    fresh.locator("#id_login").fill("kanri@example.jp")
    fresh.locator("#id_password").fill(PASSWORD)
    fresh.get_by_role("button", name="ログイン", exact=True).click()
    expect(fresh.locator(".errorlist").first).to_be_visible()

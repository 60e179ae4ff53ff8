"""The pages of accounts on a telephone: those that come with allauth look and speak as the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.crawling import PYTHON
from tests.browser.signing_in import sign_in
from tests.browser.test_accounts import code_of
from tests.served import free_port, run, served

pytestmark = pytest.mark.browser
WHO, PASSWORD = "kanri@example.jp", "kirihama-no-tomoshibi"
WIDTH = 390
OUTSIDE = (
    *("login/", "signup/", "password/reset/", "password/reset/done/", "confirm-email/"),
    *("confirm-email/x/", "password/reset/key/1-x/", "inactive/", "3rdparty/login/cancelled/"),
    *("3rdparty/login/error/", "oidc/sso/login/"),
)
INSIDE = (
    *("", "erase", "tokens/", "email/", "password/change/", "3rdparty/", "logout/"),
    *("2fa/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/totp/activate/"),
)
WITH_A_CODE = ("2fa/", "2fa/recovery-codes/", "2fa/totp/deactivate/", "2fa/reauthenticate/")


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An instance whose mail server is away, as such are now and then."""
    home: Path = tmp_path_factory.mktemp("pages") / "home"
    run(home, "user", WHO, "--password", PASSWORD, "--role", "administrator")
    settings = {
        "signup": "anyone", "smtp_host": "127.0.0.1", "smtp_port": str(free_port()),
        "smtp_tls": "none", "mail_from": "library@example.jp", "oidc_client": "a",
        "oidc_server": f"http://127.0.0.1:{free_port()}", "oidc_name": "県の入口",
    }  # fmt: skip
    with served(home, **settings) as address:
        yield address


@pytest.fixture
def small(browser: Browser, instance: str) -> Iterator[Page]:
    viewport = {"width": WIDTH, "height": 800}
    context = browser.new_context(base_url=instance, locale="ja-JP", viewport=viewport)  # type: ignore[arg-type]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [text for text in said if "policy" in text.lower() or "Error:" in text] == []


def wrong_with(page: Page, axe: Callable[[Page], list[str]]) -> list[str]:
    """What is wrong with the page that is open."""
    found = axe(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > WIDTH:
        found.append(f"{width} wide")
    main = page.locator("main")
    words = main.inner_text()
    found += PYTHON.findall(words)
    found += [word for word in ("二段階", "のカウント", "時にに", "生態") if word in words]
    labels = main.locator("label, h1, h2, button, .help").all_inner_texts()
    found += [text for text in labels if re.fullmatch(r"[A-Za-z ]{4,}", text.strip())]
    for box in main.locator("input[type=checkbox], input[type=radio]").all():
        size = box.bounding_box()
        if size and not 24 <= size["width"] <= 28:
            found.append(f"a box of {size['width']}")
    if touching := page.evaluate(_TOUCHING):
        found.append(f"touching: {touching}")
    return found


_TOUCHING = """() => {
  const all = [...document.querySelectorAll("main button, main .button")]
    .map((e) => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([, r]) => r.width);
  const near = (a, b) => a.left < b.right + 2 && b.left < a.right + 2
    && a.top < b.bottom + 2 && b.top < a.bottom + 2;
  return all.flatMap(([x, a], n) => all.slice(n + 1).filter(([, b]) => near(a, b)).map(([y]) => `${x}, ${y}`));
}"""


def test_before_one_is_in(small: Page, axe: Callable[[Page], list[str]]) -> None:
    for path in OUTSIDE:
        small.goto(f"/account/{path}")
        assert wrong_with(small, axe) == [], path
    small.goto("/account/login/")
    expect(small.get_by_label("メールアドレスかユーザー名")).to_be_visible()


def test_once_one_is_in(small: Page, axe: Callable[[Page], list[str]]) -> None:
    sign_in(small, WHO, PASSWORD)
    small.goto("/account/2fa/totp/activate/")
    assert "reauthenticate" in small.url
    assert wrong_with(small, axe) == []
    small.locator("#id_password").fill(PASSWORD)
    small.keyboard.press("Enter")
    expect(small).not_to_have_url(re.compile("reauthenticate"))
    for path in INSIDE:
        small.goto(f"/account/{path}")
        assert wrong_with(small, axe) == [], path
    for path in ("/people/", "/people/1/"):
        small.goto(path)
        assert wrong_with(small, axe) == [], path
    small.goto("/account/2fa/totp/activate/")
    small.locator("#id_code").fill(code_of(small.locator("#authenticator_secret").inner_text()))
    small.keyboard.press("Enter")
    # the mail that would tell of it cannot be sent; what was done is done
    expect(small.get_by_text("認証アプリを有効化しました。")).to_be_visible()
    for path in WITH_A_CODE:
        small.goto(f"/account/{path}")
        assert wrong_with(small, axe) == [], path
    small.context.clear_cookies()
    sign_in(small, WHO, PASSWORD)
    expect(small).to_have_url(re.compile("2fa/authenticate"))
    assert wrong_with(small, axe) == []

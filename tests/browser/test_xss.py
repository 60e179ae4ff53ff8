"""Nothing that anybody writes is ever script, in a real browser.

The table ``xss_payloads.tsv`` has the attempts; ``xss_instance.py`` writes each of them wherever a
stranger, an editor or a file can write. Every page that shows any of it is opened. An attempt has
got through if a dialog opens, a script fails, the content policy had to step in, anything is asked
of another server, or one of its elements is part of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from tests import warm
from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.signing_in import sign_in
from tests.browser.xss_instance import COMMON, payloads
from tests.conftest import ROOT
from tests.served import environment, run, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MARKED = "[data-xss], a[href^='javascript' i], a[href^='data' i], a[href^='vbscript' i]"
PICTURE = re.compile(r"\.webp(\?|$)")
EXPORTS = ("csv", "xlsx", "json", "jsonl")


class Watched:
    """A page whose every sign of foreign script is noted."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self._host = page, urlsplit(base).netloc
        self.signs: list[str] = []
        self.status = 0
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.signs.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _dialog(self, dialog: object) -> None:
        self.signs.append("a dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    def _console(self, said: object) -> None:
        text = said.text  # type: ignore[attr-defined]
        if "Content Security Policy" in text or "Trusted" in text:
            self.signs.append(text)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != self._host:
            self.signs.append(f"asked for {request.url}")

    def open(self, address: str) -> list[str]:
        """The signs that opening an address gives."""
        self.signs.clear()
        answer = self.page.goto(address, wait_until="load")
        self.status = answer.status if answer else 0
        count = self.page.locator(MARKED).count()
        if count:
            self.signs.append(f"{count} elements: {self.page.locator(MARKED).first.inner_html()}")
        return [f"{address}: {sign}" for sign in self.signs]


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("xss") / "home"
    run(home, "user", EDITOR, "--password", PASSWORD, "--role", "administrator")
    warm.run("tests.browser.xss_instance", env=environment(home), cwd=ROOT, check=True)
    with served(home, api_per_minute="0") as address:
        yield address


@pytest.fixture
def open_as(browser: Browser, instance: str) -> Iterator[Callable[[str], Watched]]:
    contexts = []

    def as_whom(who: str) -> Watched:
        context = browser.new_context(base_url=instance, locale="ja-JP")
        # drawing the pictures of pages would take most of the time, and nobody writes in them
        context.route(PICTURE, lambda route: route.abort())
        contexts.append(context)
        page = context.new_page()
        if who == "administrator":
            sign_in(page, EDITOR, PASSWORD)
        return Watched(page, instance)

    yield as_whom
    for context in contexts:
        context.close()


def test_there_are_enough_attempts_and_each_is_another() -> None:
    attempts = payloads()
    assert len(attempts) >= 60
    assert len(set(attempts.values())) == len(attempts)


@pytest.mark.parametrize(
    "written",
    [
        "<img data-xss src=x>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>押す</a>",
        "<img src='http://127.0.0.1:9/x'>",
        "<script>missing()</script>",
    ],
)
def test_whoever_looks_would_see_one_that_got_through(
    written: str, open_as: Callable[[str], Watched], instance: str
) -> None:
    watched = open_as("reader")
    watched.page.route(
        "**/planted",
        lambda route: route.fulfill(body=f"<!doctype html>{written}", content_type="text/html"),
    )
    assert watched.open("/planted"), written


def test_nor_does_the_policy_let_one_run_that_got_through(
    open_as: Callable[[str], Watched], instance: str
) -> None:
    watched = open_as("reader")
    policy = watched.page.request.get("/").headers["content-security-policy"]
    body = "<!doctype html><body><script>document.body.id='ran'</script><img src=x onerror=\"document.body.id='ran'\">"
    watched.page.route(
        "**/planted",
        lambda route: route.fulfill(
            body=body, content_type="text/html", headers={"Content-Security-Policy": policy}
        ),
    )
    signs = watched.open("/planted")
    assert any("Content Security Policy" in sign for sign in signs)
    assert watched.page.locator("#ran").count() == 0


def links_of(page: Page, pattern: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return sorted({href for href in found if re.fullmatch(pattern, href)})


def test_reading_is_safe(open_as: Callable[[str], Watched], instance: str) -> None:
    watched = open_as("reader")
    signs: list[str] = []
    documents: set[str] = set()
    for number in range(1, 9):
        signs += watched.open(f"/documents/?page={number}")
        documents |= set(links_of(watched.page, r"/documents/[0-9a-f]{16}/"))
    assert len(documents) >= len(payloads())
    for number, address in enumerate(sorted(documents)):
        signs += watched.open(address)
        signs += watched.open(f"{address}pages/1?q={COMMON}")
        if number % 8 == 0:
            signs += watched.open(f"{address}registers")
    for address in ("/", "/registers/", "/registers/measures/", "/registers/measures/overview"):
        signs += watched.open(address)
    assert signs == []


def test_searching_is_safe(open_as: Callable[[str], Watched], instance: str) -> None:
    watched = open_as("reader")
    signs: list[str] = []
    for text in payloads().values():
        said = quote(text.replace("\x00", ""))
        signs += watched.open(f"/search?q={said}&kind=all&publisher={said}&from={said}&sort={said}")
        signs += watched.open(f"/registers/measures/?words={said}&ministry={said}")
    for number in range(1, 5):
        signs += watched.open(f"/search?q={COMMON}&page={number}&view=hits")
        signs += watched.open(f"/search?q={COMMON}&page={number}")
    watched.page.goto("/search")
    for text in ("<i", "=H", "javas", "</t", "{{"):
        watched.page.get_by_role("combobox").or_(watched.page.locator("[name=q]")).first.fill(text)
        watched.page.wait_for_timeout(300)
        signs += [f"suggested {text}: {sign}" for sign in watched.signs]
        assert watched.page.locator(MARKED).count() == 0
    assert signs == []


def test_records_and_what_belongs_to_people_is_safe(
    open_as: Callable[[str], Watched], instance: str
) -> None:
    watched = open_as("administrator")
    signs = watched.open("/registers/measures/")
    records = links_of(watched.page, r"/records/[0-9a-f-]{36}/.*")
    assert records
    for address in records:
        signs += watched.open(address)
    watched.page.goto("/documents/")
    for address in links_of(watched.page, r"/documents/[0-9a-f]{16}/"):
        for more in ("history", "describe"):
            signs += watched.open(f"{address}{more}")
            assert watched.status == 200, address
    lists = (
        "/uploads/", "/collections", "/bin", "/audit/", "/audit/?page=2",
        "/titles", "/titles?all=yes", "/publishers", "/councils",
        f"/uploads/batches/{'0' * 8}-0000-0000-0000-{'0' * 11}5", "/search/synonyms", "/alerts/",
        "/alerts/new?q=x", "/account/", "/account/tokens/", "/people/", "/people/?page=2",
        "/admin/", "/admin/documents/document/", "/admin/documents/publisher/",
        "/admin/documents/council/", "/admin/documents/meeting/", "/admin/documents/intake/",
        "/admin/search/synonymgroup/",
        "/admin/records/series/", "/admin/records/extraction/", "/admin/api/apitoken/",
    )  # fmt: skip
    for address in lists:
        signs += watched.open(address)
        assert watched.status == 200, address
    for start, pattern in (
        ("/alerts/", r"/alerts/[0-9a-f-]{36}/"),
        ("/people/", r"/people/\d+/"),
        ("/collections", r"\?collection=\d+"),
        ("/publishers", r"\?of=\d+"),
        ("/councils", r"\?of=\d+"),
    ):
        watched.page.goto(start)
        for href in links_of(watched.page, pattern)[:30]:
            signs += watched.open(href if href.startswith("/") else start + href)
    assert signs == []


def test_what_is_served_as_a_file_is_never_a_page(
    open_as: Callable[[str], Watched], instance: str
) -> None:
    page = open_as("administrator").page
    page.goto("/documents/")
    document = links_of(page, r"/documents/[0-9a-f]{16}/")[0]
    files = [
        *(f"/search.{form}?q={COMMON}" for form in (*EXPORTS, "atom")),
        *(f"/registers/measures/export.{form}" for form in EXPORTS if form != "json"),
        *(f"{document}pages/1/text.{form}" for form in ("txt", "json", "html", "md", "xml")),
        *(f"{document}pages/1/citation.{form}" for form in ("bib", "ris", "json", "txt")),
        f"{document}original", f"{document}pages/1/picture/thumbnail.webp", "/audit.csv",
        "/audit.jsonl", "/account/data.json", "/api/v1/documents",
        f"/api/v1/search?q={COMMON}", f"/search/suggest?q={COMMON[:3]}",
    ]  # fmt: skip
    found = 0
    for address in files:
        answer = page.request.get(address)
        if answer.status == 404:
            continue
        found += 1
        headers = answer.headers
        kind = headers["content-type"].partition(";")[0]
        assert headers["x-content-type-options"] == "nosniff", address
        assert "content-security-policy" in headers, address
        assert kind not in ("text/html", "image/svg+xml", "application/xhtml+xml"), address
        if kind in ("text/xml", "application/xml", "application/pdf"):
            assert headers.get("content-disposition", "").startswith("attachment"), address
        assert "\n" not in headers.get("content-disposition", "")
    assert found > 12

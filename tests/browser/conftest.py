"""A real server with the samples, and a real browser before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_core_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import homes, warm
from tests.browser.odd_pages import ODD_TITLE
from tests.conftest import ROOT
from tests.pdfs import pdf, two_columns
from tests.served import environment, run, served

AXE = next(Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHROMIUM_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first of these that there is: Debian's Chromium without windows, which need half of the processor
time of a test, and the whole."""
PATIENCE = 120_000
"""Milliseconds that a page may take for what is expected of it, however busy the machine is."""
expect.set_options(timeout=PATIENCE)

EDITOR, PASSWORD = "hanako", "kirihama-no-tomoshibi"
OTHER_EDITOR = "yoshiko"
LEARNER, HOUSE = "taro@example.jp", "霧浜市立病院"

_LEFT = (
    "この文書は二つの段に組まれており、左の段を終わりまで読んでから右の段に移ります。"
    "段の途中で文が切れても、続きは同じ段の次の行にあります。市民の皆さまから寄せられ"
    "た意見を踏まえ、港の防災訓練の進め方を見直し、避難の道順を分かりやすく示すことに"
    "しました。あわせて、町内会や商店街と話し合いを重ね、夜間の照明や案内板の置き場所"
    "を決めました。訓練は年に二回行い、結果は広報に載せて次の年の計画に生かしていきま"
    "す。"
)
_RIGHT = (
    "右の段では費用と日程を述べます。照明の工事は秋に始め、冬の霧の季節の前に終える見"
    "込みです。案内板は市の図書館と港の待合所に先に置き、使いやすさを確かめてから残り"
    "の場所に広げます。訓練に参加する人には、持ち物と集まる場所を前の月に知らせ、耳の"
    "聞こえにくい人にも伝わるように文字と光で合図を送ります。ここに書いたことは議会の"
    "承認を得たうえで確定し、変わるときは改めてお知らせします。"
)
_WIDTH, _LINES = 21, 8
LEFT = [_LEFT[at * _WIDTH : (at + 1) * _WIDTH] for at in range(_LINES)]
RIGHT = [_RIGHT[at * _WIDTH : (at + 1) * _WIDTH] for at in range(_LINES)]
"""The lines of running text set in two columns."""


def _add_made_documents(home: Path, folder: Path) -> None:
    """A page of two columns, and one whose text is built by hand."""
    files = {
        f"{ODD_TITLE}.pdf": pdf("印刷された行", "二枚目", size=(600, 800)),
        "two-columns.pdf": two_columns(LEFT, RIGHT),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
        run(home, "add", str(folder / name), "--title", Path(name).stem)
    warm.run("tests.browser.odd_pages", env=environment(home), cwd=ROOT, check=True)


@pytest.fixture(scope="package")
def live_home(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """The home of a library with the samples in it."""
    home = tmp_path_factory.mktemp("live")
    homes.copy_with_samples(home)
    _add_made_documents(home, tmp_path_factory.mktemp("made"))
    for name in (EDITOR, OTHER_EDITOR):
        run(home, "user", name, "--password", PASSWORD)
    return home


@pytest.fixture(scope="package")
def live_instance(live_home: Path) -> Iterator[str]:
    """The address at which it is served."""
    with served(live_home, "--uploads", "anyone") as address:
        yield address


@pytest.fixture(scope="package")
def staffed_instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a library with the samples' courses and checklists, and people who do them:
    :data:`EDITOR` gives the courses and manages the organisation, :data:`LEARNER` learns."""
    home = tmp_path_factory.mktemp("staffed")
    homes.copy_with_samples(home)
    run(home, "user", EDITOR, "--password", PASSWORD)
    run(home, "user", LEARNER, "--role", "reader", "--password", PASSWORD)
    run(home, "course", str(ROOT / "samples" / "courses.json"), "--by", EDITOR)
    run(home, "organisation", str(ROOT / "samples" / "organisation.json"), "--by", EDITOR)
    with served(home, "--without-worker", house=HOUSE) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Of this folder only: its event loop must not run on under tests that have none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=CHROMIUM_ARGUMENTS, timeout=PATIENCE
        )
        for name in ("new_context", "new_page"):
            setattr(browser, name, _patient(getattr(browser, name)))
        yield browser
        browser.close()


def _patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """Has what is made wait long for what is done on its pages."""

    def made(**options: object) -> Any:
        new = make(**options)
        new.set_default_timeout(PATIENCE)
        return new

    return made


@pytest.fixture
def context(browser: Browser, live_instance: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_instance, locale="ja-JP", viewport={"width": 1280, "height": 900}
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which any error of a script or of the content policy fails the test."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    assert wrong == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe finds wrong with a page, one line each."""

    def look(page: Page) -> list[str]:
        page.wait_for_load_state()
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            "tags => axe.run(document,"
            " {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
            TAGS,
        )
        return [
            f"{v['id']}: {v['help']} @ {[node['target'] for node in v['nodes']][:3]}"
            for v in found["violations"]
        ]

    return look

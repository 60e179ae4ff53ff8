"""Whether a reader who opens a search result sees at once what was looked for.

Words are drawn at random from pages of the library, searched for in a real browser, and the first
result is opened, at the sizes of a laptop, a phone and a desk. A landing is good where the first
hit lies uncovered within the window, in the picture and in the text, at every size.

usage: bench/landings.py [--count 200] [--seed 1] [--address URL]

Without ``--address`` of a served library, one is made of the samples and of documents of the
corpus; without the corpus there is nothing to do.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import urllib.request
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright
from served_home import CHROMIUM, CORPUS, VIEWPORTS, chromium, served_home

DOCUMENTS = 30
"""Documents of each folder of the corpus that a library is made of, the smallest first."""
_SHORTEST, _LONGEST = 4, 12
"""Characters that are looked for."""
_WORDS = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\u4e00-\u9fff々ー]{4,}")
SEEN = """() => {
  const top = (element, within) => {
    if (!element) return "no hit";
    const box = element.getClientRects()[0];
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return "outside the window";
    const met = document.elementFromPoint(x, y);
    if (!met || !met.closest(within)) return "covered";
    for (let above = element.parentElement; above; above = above.parentElement) {
      const view = above.getBoundingClientRect();
      const clips = getComputedStyle(above).overflowY !== "visible" && above !== document.body;
      const outside = y < view.top || y > view.bottom || x < view.left || x > view.right;
      if (clips && outside) return "scrolled away";
    }
    return "";
  };
  return {
    picture: top(document.querySelector("[data-hit] rect"), "#paper"),
    text: top(document.querySelector(".lines mark[data-of='0']"), ".lines"),
  };
}"""


def get(address: str) -> Any:
    """What the library's interface answers."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        body = answer.read().decode()
    return json.loads(body) if body[:1] in "{[" else body


def pages_of(address: str) -> list[tuple[str, int]]:
    """Every page of every document."""
    found: list[tuple[str, int]] = []
    to = f"{address}/api/v1/documents?limit=100"
    while to:
        answer = get(to)
        found += [(d["id"], n) for d in answer["items"] for n in range(1, d["pages"] + 1)]
        to = answer["next"]
    return found


def drawn(address: str, chance: random.Random) -> str:
    """Words of a page drawn at random."""
    pages = pages_of(address)
    while True:
        document, number = chance.choice(pages)
        text = get(f"{address}/documents/{document}/pages/{number}/text.txt")
        words = _WORDS.findall(text)
        if words:
            word = chance.choice(words)
            length = min(len(word), chance.randint(_SHORTEST, _LONGEST))
            start = chance.randint(0, len(word) - length)
            return str(word[start : start + length])


def landing(page: Page, address: str, words: str) -> str:
    """What is wrong where the first result is opened; empty where nothing is."""
    page.goto(f"{address}/search?q={quote(words)}&kind=page")
    link = page.locator(".result a[href*='/pages/']:visible").first
    if not link.count():
        return "nothing found"
    link.click()
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    wrong = [f"{where} {what}" for where, what in page.evaluate(SEEN).items() if what]
    return ", ".join(wrong) + f" at {page.url}" if wrong else ""


def landings(address: str, count: int, seed: int) -> int:
    """How many of ``count`` landings are good at every size; the others are told."""
    chance = random.Random(seed)
    good = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        views = {
            size: browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="ja-JP")
            for size in VIEWPORTS
        }
        for _ in range(count):
            words = drawn(address, chance)
            found = {size: landing(page, address, words) for size, page in views.items()}
            good += not any(found.values())
            for (width, height), wrong in found.items():
                if wrong:
                    print(f"{words} {width}×{height}: {wrong}", flush=True)
        browser.close()
    return good


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--address")
    asked = parser.parse_args()
    if asked.address:
        good = landings(asked.address.rstrip("/"), asked.count, asked.seed)
    elif CORPUS.is_dir():
        files = sorted((CORPUS / "real").glob("*.pdf"), key=lambda path: path.stat().st_size)
        files += sorted((CORPUS / "fees").glob("dispensing-*.pdf"))
        with served_home(files[:DOCUMENTS]) as address:
            good = landings(address, asked.count, asked.seed)
    else:
        print("skipped: the corpus is not here")
        return
    print(f"hit in view: {good} of {asked.count} landings")
    sys.exit(good < asked.count)


if __name__ == "__main__":
    main()

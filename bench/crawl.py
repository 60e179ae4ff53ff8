"""Whether every kind of page of a library is fit to be shown, over documents of all corpora.

usage: bench/crawl.py [--documents N] [--most 2000] [--of-kind 40] [--axe-every 10]
       [--minutes M] [--state FILE] [--everything] [--language ja|en] [--as NAME --password WORD]
       [--pictures FOLDER] [--address URL] [--register NAME] [--seed 1]

The pages are looked at in a real browser (``tests/browser/crawling.py`` says for what): a page of
each kind by turns, drawn at random from those that were met, so that a crawl that ends after some
minutes has seen something of every kind. With ``--state`` it is written down how far it came, and
the next one goes on from there. Without ``--address`` of a served library, one is made of the
samples and of documents of the corpus; without the corpus there is nothing to do.
"""

from __future__ import annotations

import argparse
import re
import sys
from itertools import islice, zip_longest
from pathlib import Path

from playwright.sync_api import FloatRect, Page, sync_playwright
from served_home import CHROMIUM, CORPUS, chromium, served_home
from tests.browser.crawling import Asked, Look, Seen, crawl, wrong_in_english, wrong_with
from tests.browser.signing_in import sign_in

FOLDERS = ("plan", "fees", "care", "answers", "errata", "opinions", "notices", "real")
LARGEST = 6_000_000
"""Bytes of a document that a library is made of, at most: larger ones take minutes to read."""


LONGEST_PICTURE = 4000
"""CSS pixels from its top that a picture shows of a page: one of the longest takes minutes."""
PICTURES_AT = (1366, 390)
"""Widths in CSS pixels at which pictures of pages are made."""
SIGN_IN = {"ja": "ログイン", "en": "Sign in"}
"""What the button says."""


def pictured(look: Look, folder: Path) -> Look:
    """``look`` that also makes a picture of each page that axe looks at, for people to look at."""

    def looked(page: Page, at: str, with_axe: bool) -> list[str]:
        wrong = look(page, at, with_axe)
        if with_axe:
            name = re.sub(r"\W+", "-", at.split("://")[1].partition("/")[2])[:80] or "first"
            for width in PICTURES_AT:
                page.set_viewport_size({"width": width, "height": 844})
                long = page.evaluate("document.documentElement.scrollHeight")
                shown: FloatRect = {
                    "x": 0, "y": 0, "width": width, "height": min(long, LONGEST_PICTURE)
                }  # fmt: skip
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True, clip=shown)
        return wrong

    return looked


def look(address: str, asked: Asked, options: argparse.Namespace) -> int:
    """Tell what is wrong with the pages of a served library, and of how many."""
    english = options.language == "en"
    looking: Look = wrong_in_english if english else wrong_with
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
        looking = pictured(looking, options.pictures)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        locale = "en-US" if english else "ja-JP"
        page = browser.new_page(base_url=address, locale=locale, bypass_csp=True)
        if options.name:
            sign_in(page, options.name, options.password, button=SIGN_IN[options.language])
        seen = crawl(page, address, asked, looking, options.state)
        browser.close()
    return told(seen)


def told(seen: Seen) -> int:
    """Print what was seen and what is wrong with it; of how many faults."""
    for fault in seen.faults:
        print(fault)
    for kind, count in sorted(seen.looked.items()):
        print(f"{kind}: {count} pages, {len(seen.waiting.get(kind, ()))} more were met")
    print(f"{len(seen.faults)} faults on {seen.looked.total()} pages")
    return len(seen.faults)


def documents(most: int) -> list[Path]:
    """Documents of the corpus that a library is made of, at most so many: by turns from each
    folder."""
    folders = [
        [path for path in sorted((CORPUS / folder).glob("*.pdf")) if path.stat().st_size < LARGEST]
        for folder in FOLDERS
    ]
    turns = (path for turn in zip_longest(*folders) for path in turn if path is not None)
    return list(islice(turns, most))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--most", type=int, default=2000)
    parser.add_argument("--of-kind", type=int, default=40, help="pages of each kind, at most")
    parser.add_argument("--axe-every", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, help="where it is kept how far the crawl came")
    parser.add_argument("--everything", action="store_true", help="not the registers alone")
    parser.add_argument("--language", choices=("ja", "en"), default="ja")
    parser.add_argument("--as", dest="name", help="who is signed in")
    parser.add_argument("--password", default="")
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of pages")
    parser.add_argument("--address")
    parser.add_argument("--register", default="", help="the name of one register alone")
    options = parser.parse_args()
    asked = Asked(
        options.most, options.of_kind, options.axe_every, options.register, options.everything,
        options.minutes, options.seed,
    )  # fmt: skip
    if options.address:
        faults = look(options.address.rstrip("/"), asked, options)
    elif CORPUS.is_dir():
        with served_home(documents(options.documents)) as address:
            faults = look(address, asked, options)
    else:
        print("skipped: the corpus is not here")
        return
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()

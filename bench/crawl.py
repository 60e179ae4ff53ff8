"""Whether every page of every register is fit to be shown, over documents of all corpora.

usage: bench/crawl.py [--documents N] [--most 2000] [--records 40] [--axe-every 10]
       [--address URL] [--register NAME]

The pages are looked at in a real browser (``tests/browser/crawling.py`` says for what). Without
``--address`` of a served library, one is made of the samples and of documents of the corpus;
without the corpus there is nothing to do.
"""

from __future__ import annotations

import argparse
import sys
from itertools import islice, zip_longest
from pathlib import Path

from playwright.sync_api import sync_playwright
from served_home import CHROMIUM, CORPUS, chromium, served_home
from tests.browser.crawling import crawl

FOLDERS = ("plan", "fees", "care", "answers", "errata", "opinions", "notices", "real")
LARGEST = 6_000_000
"""Bytes of a document that a library is made of, at most: larger ones take minutes to read."""


def look(address: str, most: int, records: int, axe_every: int, register: str = "") -> int:
    """Tell what is wrong with the pages of a served library, and of how many; of one register
    alone, if it is named."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        seen, faults = crawl(browser, address, most, records, axe_every, register)
        browser.close()
    for fault in faults:
        print(fault)
    for kind, count in sorted(seen.items()):
        print(f"{kind}: {count} pages")
    print(f"{len(faults)} faults on {seen.total()} pages")
    return len(faults)


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
    parser.add_argument("--records", type=int, default=40)
    parser.add_argument("--axe-every", type=int, default=10)
    parser.add_argument("--address")
    parser.add_argument("--register", default="", help="the name of one register alone")
    asked = parser.parse_args()
    limits = asked.most, asked.records, asked.axe_every, asked.register
    if asked.address:
        faults = look(asked.address.rstrip("/"), *limits)
    elif CORPUS.is_dir():
        with served_home(documents(asked.documents)) as address:
            faults = look(address, *limits)
    else:
        print("skipped: the corpus is not here")
        return
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()

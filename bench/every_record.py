"""Every page of every record of a library, asked for over HTTP and without a browser: whether it
answers, whether it shows the texts that the record holds, and whether it says anything that is not
for people: values of Python, English keys, days as a program writes them. How pages look is what
``bench/crawl.py`` looks at, of some of them.

The pages come in an order drawn at random, so that a look that is cut short has seen something of
all. With ``--state`` it is written down which pages had nothing wrong, and the next look goes on
with the others.

usage: bench/every_record.py [--documents N] [--most N] [--address URL] [--state FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin

from crawl import documents
from selectolax.lexbor import LexborHTMLParser
from served_home import CORPUS, page, served_home
from tests.browser.crawling import ISO_DAY, KEY, PYTHON

AT_ONCE = 100
"""Records that the API is asked for at once."""
_SEED = 1
_BEGINNING = 20
"""Characters of a text that its record's page must show."""
_NOT_SAID = "script, style, code, pre"
_WORDS_OF_DOCUMENTS = "[lang=ja]"


def records(address: str) -> Iterator[tuple[str, str, list[str]]]:
    """The registers' names with the ids of their records, and how the texts of each begin."""
    registers = json.loads(page(f"{address}/api/v1/registers")[1])
    for register in (each["name"] for each in registers["items"]):
        following: str | None = f"{address}/api/v1/registers/{register}/records?limit={AT_ONCE}"
        while following:
            found = json.loads(page(urljoin(address, following))[1])
            for record in found["items"]:
                texts = [each for each in record["data"].values() if isinstance(each, str)]
                yield register, record["id"], [_begun(each) for each in texts if "。" in each]
            following = found["next"]


def _begun(text: str) -> str:
    return "".join(text.split())[:_BEGINNING]


def wrong_with(status: int, html: str, texts: Sequence[str]) -> list[str]:
    """What is wrong with a page in Japanese that is to show ``texts``."""
    if status != 200:
        return [f"status {status}"]
    main = LexborHTMLParser(html).css_first("main")
    if main is None:
        return ["no page"]
    for part in main.css(_NOT_SAID):
        part.decompose()
    said = main.text(separator="\n")
    wrong = [
        f"Python: {said[max(m.start() - 20, 0) : m.end() + 20]!r}" for m in PYTHON.finditer(said)
    ]
    whole = "".join(said.split())
    wrong += [f"not shown: {text}" for text in texts if text not in whole]
    for part in main.css(_WORDS_OF_DOCUMENTS):
        part.decompose()
    ours = main.text(separator="\n")
    for word, pattern in (("key", KEY), ("day", ISO_DAY)):
        wrong += [f"{word}: {match[0]!r}" for match in pattern.finditer(ours)]
    return wrong[:3]


def look(address: str, most: int, state: Path | None) -> int:
    """Print what is wrong; of how many pages."""
    counts: Counter[str] = Counter()
    faults = 0
    began = time.monotonic()
    known = set(state.read_text().split()) if state is not None and state.exists() else set()
    waiting = [each for each in records(address) if each[1] not in known]
    random.Random(_SEED).shuffle(waiting)
    for register, record, texts in waiting[:most]:
        counts[register] += 1
        wrong = wrong_with(*page(f"{address}/records/{record}/"), texts)
        for fault in wrong:
            faults += 1
            print(f"{register} {record}: {fault}", flush=True)
        if state is not None and not wrong:
            with state.open("a") as seen:
                seen.write(f"{record}\n")
    if known:
        print(f"{len(known)} pages had nothing wrong before")
    for register, count in counts.most_common():
        print(f"{register}: {count} pages")
    print(f"{faults} faults on {counts.total()} pages, {time.monotonic() - began:.0f} s")
    return faults


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--most", type=int, default=sys.maxsize)
    parser.add_argument("--address")
    parser.add_argument("--state", type=Path, help="where it is kept which pages are right")
    options = parser.parse_args()
    if options.address:
        faults = look(options.address.rstrip("/"), options.most, options.state)
    elif CORPUS.is_dir():
        with served_home(documents(options.documents)) as address:
            faults = look(address, options.most, options.state)
    else:
        print("skipped: the corpus is not here")
        return
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()

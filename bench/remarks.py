"""Whether remarks find their words again, on random selections over the corpus.

usage: python bench/remarks.py [--selections 1000] [--seed 1]

Selections within a line, over lines, over columns, of cells, of words with ruby, at the end of a
page and of one to four characters; each after its page was read anew (in another order, with other
boxes and some other characters), and after an invented revision that changes, copies and moves
words around it. Prints how many are found again, how many are said to be unsure, and how many are
in a wrong place, which must be none.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.remarks import selections as made

from shiryokan.paper.isolated import IsolatedReader

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "real"
PAPERS = (
    "mhlw-r8-qa-91p.pdf", "mhlw-r1-amend-vert-land-32p.pdf", "mof-bos-tables-10p.pdf",
    "mext-sti-wp-r6-ch1.pdf", "mhlw-cosmetics-tables-11p.pdf", "fsa-policy-2023-30p.pdf",
    "pmda-carcinogenicity-35p.pdf", "cas-cloud-policy-19p.pdf", "meti-cloud-guideline.pdf",
    "osaka-covid-20210407.pdf",
)  # fmt: skip
MOST_PAGES = 25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--selections", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    reread: Counter[tuple[str, str]] = Counter()
    revised: Counter[tuple[str, str]] = Counter()
    there = read = 0
    each = -(-asked.selections // len(PAPERS))
    for name in PAPERS:
        with IsolatedReader(CORPUS / name) as reader:
            pages = [page for page, _ in zip(reader.pages(), range(MOST_PAGES), strict=False)]
        pages = made.squeezes_alike(pages)
        old = made.text_of(pages)
        for one in made.selections(pages, each, chance):
            page, ids = made.read_anew(one.page, chance)
            reread[one.kind, made.after_rereading(one, page, ids)] += 1
            read += made.is_read(one, ids)
            begin = old.begin_of(one.page.page)
            places = [begin + chance.randrange(max(len(made.squeezed(one.page.text)), 1))]
            places.append(begin + len(made.squeezed(one.page.text[: one.spans[0][0]])))
            near = chance.choice([(), places[:1], places])
            new = made.revised(old, chance, near)
            after = made.after_revision(one, old, new)
            revised[one.kind, after] += 1
            there += made.is_there(one, old, new)
    for title, counts in (("read anew", reread), ("revised", revised)):
        print(f"{title}: {told(counts)}")
        print(f"  words that still stand there together: {there if counts is revised else read}")
        for kind in made.KINDS:
            print(f"  {kind}: {told(Counter({k: n for k, n in counts.items() if k[0] == kind}))}")


def told(counts: Counter[tuple[str, str]]) -> str:
    sums = {name: sum(n for key, n in counts.items() if key[1] == name) for name in made.OUTCOMES}
    return ", ".join(f"{name} {count}" for name, count in sums.items())


if __name__ == "__main__":
    main()

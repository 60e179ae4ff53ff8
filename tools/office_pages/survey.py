"""What our reader and PDFium make of generated pages, by kind and by look.

usage: python -m tools.office_pages.survey [--kinds KINDS] [--looks LOOKS] [--seeds N] [--first N]

KINDS and LOOKS are lists with commas, ``train``, ``held`` or ``all``; each kind in each look is
made with N seeds (default 2). Held kinds and looks have a star. --wrong K prints K fields of ours
that are not whole and as many neighbours out of order. Columns: fields whole, neighbours in order,
cells (ours), then PDFium's; means over documents.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pypdfium2

from shiryokan.paper.model import Page as ReadPage
from shiryokan.paper.reader import Reader
from tools.office_pages import HELD_KINDS, HELD_LOOKS, generate
from tools.office_pages.__main__ import KIND_GROUPS, LOOK_GROUPS, named
from tools.office_pages.scoring import Score, mean_share, scored, wrong_fields, wrong_pairs
from tools.office_pages.truth import Truth


def texts_of(pdf: bytes) -> list[tuple[str, list[str]]]:
    """Our text and cells of each page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(pdf)
        with Reader(path) as reader:
            pages = [reader.page(number) for number in range(1, reader.pages + 1)]
    return [(page.text, _cells_of(page)) for page in pages]


def _cells_of(page: ReadPage) -> list[str]:
    return [
        "".join(line.text for line in block.lines[cell.start : cell.end])
        for block in page.blocks
        for cell in block.cells
    ]


def pdfium_texts(pdf: bytes) -> list[str]:
    """PDFium's own text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def survey(truth: Truth, pdf: bytes, wrong: int) -> tuple[Score, Score]:
    """Our score and PDFium's of one document."""
    ours, theirs = Score(), Score()
    for page, (text, cells), other in zip(
        truth.pages, texts_of(pdf), pdfium_texts(pdf), strict=True
    ):
        tables = any(field.table is not None for field in page.fields)
        ours += scored(page, text, cells if tables else None)
        theirs += scored(page, other)
        for field in wrong_fields(page, text)[:wrong]:
            name = f"{truth.kind}/{truth.look}/{truth.seed} p{page.number}"
            print(f"{name} {field.kind}: {field.text[:60]!r}", file=sys.stderr)
        for first, second in wrong_pairs(page, text)[:wrong]:
            name = f"{truth.kind}/{truth.look}/{truth.seed} p{page.number}"
            print(f"{name} order: {first.text[-20:]!r} {second.text[:20]!r}", file=sys.stderr)
    return ours, theirs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kinds", default="all")
    parser.add_argument("--looks", default="all")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--wrong", type=int, default=0)
    asked = parser.parse_args()
    rows: dict[str, list[tuple[Score, Score]]] = defaultdict(list)
    pages = 0
    for kind in named(asked.kinds, KIND_GROUPS):
        for look in named(asked.looks, LOOK_GROUPS):
            for seed in range(asked.first, asked.first + asked.seeds):
                pdf, truth = generate(kind, look, seed)
                pages += len(truth.pages)
                scores = survey(truth, pdf, asked.wrong)
                held = "held kinds" if kind in HELD_KINDS else "train kinds"
                held += ", held looks" if look in HELD_LOOKS else ", train looks"
                for name in (f"kind {kind}", f"look {look}", held, "all"):
                    rows[name].append(scores)
    print(f"{pages} pages\n{'':32}   ours: fields  order  cells   PDFium: fields  order")
    for name in sorted(rows):
        ours, theirs = zip(*rows[name], strict=True)
        star = "*" if name.split(" ", 1)[-1] in (*HELD_KINDS, *HELD_LOOKS) else " "
        print(
            f"{star}{name:34} {_shown(s.fields for s in ours)} {_shown(s.pairs for s in ours)} "
            f"{_shown(s.cells for s in ours)}          {_shown(s.fields for s in theirs)} "
            f"{_shown(s.pairs for s in theirs)}"
        )


def _shown(pairs: Iterable[tuple[int, int] | None]) -> str:
    value = mean_share(pairs)
    return "     –" if value is None else f"{value:6.1%}"


if __name__ == "__main__":
    main()

"""Text layers of whole documents held against their pictures: the share of each, and its alarms.

usage: python -m bench.ocr_layers KEPT [--pages N] [--only TEXT] [--crops FOLDER [--a-document N]]

Of each document of ``corpus/real`` N pages, evenly from the first to the last (0: all), each line
held against the picture as a house does it. What was found is kept in the file KEPT, a page a line
(JSON), and not made again: a run that was stopped goes on. Then the share of verified lines of
each document is told, and what its alarms are of. ``--crops`` draws alarms, N of a document, with
the claim and the reading beside each, into pictures to be looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from shiryokan.paper.errors import PaperError
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.legible import is_readable
from shiryokan.paper.ocr.folding import squeezed
from shiryokan.paper.ocr.model import State
from shiryokan.paper.ocr.pictures import picture_of
from shiryokan.paper.ocr.pp_ocr import PpOcr
from shiryokan.paper.ocr.verifying import verified_page

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
FONT = Path("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf")
A_SHEET = 28
"""Alarms on one picture."""
_HIGH = 44
"""Pixels: the height of an alarm's crop."""


def chosen(pages: int, most: int) -> list[int]:
    """``most`` of so many pages, evenly; all with 0."""
    if not most or pages <= most:
        return list(range(1, pages + 1))
    return sorted({1 + round(i * (pages - 1) / (most - 1)) for i in range(most)})


def of_page(path: Path, number: int, page: Any, engine: PpOcr) -> dict[str, Any]:
    """What is found of a page: how many lines are in which state, and those that are doubted."""
    told: dict[str, Any] = {"file": path.stem, "page": number}
    if not is_readable(page.text):
        return {**told, "scan": True}
    document = pypdfium2.PdfDocument(path)
    start = time.process_time()
    try:
        picture, _ = picture_of(document[number - 1], number)
        read = verified_page(page, picture, engine)
    finally:
        document.close()
    claimed = sum(1 for _, _, line in page.lines() if line.text.strip())
    lines = read.lines[:claimed]
    return {
        **told,
        "seconds": round(time.process_time() - start, 2),
        "states": Counter(line.state.value for line in lines),
        "besides": [[line.text, list(line.box)] for line in read.lines[claimed:]],
        "alarms": [
            [line.text, line.alternatives[0] if line.alternatives else "", list(line.box),
             line.vertical]
            for line in lines if line.state is State.DOUBTFUL
        ],
    }  # fmt: skip


def verify(kept: Path, most: int, only: str) -> None:
    known = {(one["file"], one["page"]) for one in _kept(kept)}
    engine = PpOcr()
    with kept.open("a") as file:
        for path in sorted((CORPUS / "real").glob("*.pdf")):
            if only not in path.stem:
                continue
            try:
                with IsolatedReader(path) as reader:
                    numbers = chosen(reader.summary.pages, most)
                    for number in (n for n in numbers if (path.stem, n) not in known):
                        page = next(reader.pages(number, number))
                        found = of_page(path, number, page, engine)
                        file.write(json.dumps(found, ensure_ascii=False) + "\n")
                        file.flush()
            except PaperError as error:
                print(f"{path.stem}: {error}", file=sys.stderr)


def _kept(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def kind_of(claim: str, seen: str) -> str:
    """What an alarm is of, as far as its texts tell."""
    one, two = squeezed(claim), squeezed(seen)
    if not two:
        return "nothing seen"
    if len(one) == 1:
        return "a single character"
    if one in two or two in one:
        return "the ends of the line" if abs(len(one) - len(two)) <= 3 else "more or less of it"
    letters = ["".join(c for c in text if c.isalnum()) for text in (one, two)]
    if letters[0] == letters[1]:
        return "signs alone"
    if len(one) == len(two):
        other = sum(a != b for a, b in zip(one, two, strict=True))
        return "one character" if other == 1 else f"{'some' if other < len(one) / 2 else 'most'}"
    return "length"


def report(kept: list[dict[str, Any]]) -> None:
    states: dict[str, Counter[str]] = defaultdict(Counter)
    pages, scans = Counter[str](), Counter[str]()
    kinds, seconds, besides = Counter[str](), 0.0, 0
    for one in kept:
        pages[one["file"]] += 1
        if one.get("scan"):
            scans[one["file"]] += 1
            continue
        states[one["file"]].update(one["states"])
        seconds += one["seconds"]
        besides += len(one["besides"])
        kinds.update(kind_of(claim, seen) for claim, seen, *_ in one["alarms"])
    total = Counter[str]()
    for name in sorted(pages, key=lambda name: -_share(states[name])):
        own = states[name]
        total.update(own)
        scanned = f", {scans[name]} without text" if scans[name] else ""
        told = f"{_share(own):6.1%} of {sum(own.values())} lines" if own else "no lines"
        print(f"{name:46} {pages[name]:4} pages{scanned}: {told}, "
              f"{own['doubtful']} doubtful, {own['unchecked']} unchecked")  # fmt: skip
    print(f"all: {sum(pages.values())} pages of {len(pages)} documents, {_share(total):.1%} of "
          f"{sum(total.values())} lines verified, {total['doubtful']} doubtful, "
          f"{total['unchecked']} unchecked; {besides} lines in pictures alone; "
          f"{seconds:.0f} s of one processor")  # fmt: skip
    for kind, count in kinds.most_common():
        print(f"  {kind}: {count}")


def _share(states: Counter[str]) -> float:
    return states["verified"] / max(sum(states.values()), 1)


def sheets(kept: list[dict[str, Any]], folder: Path, a_document: int) -> None:
    """Alarms with what is claimed and what is seen, on pictures to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    font = ImageFont.truetype(str(FONT), 20)
    row, sheet, number = 0, None, 0
    for name, page, claim, seen, crop in _crops(kept, a_document):
        if sheet is None or row == A_SHEET:
            if sheet is not None:
                sheet.save(folder / f"{number:03}.png")
            sheet, row, number = Image.new("RGB", (1500, A_SHEET * 100), "white"), 0, number + 1
        sheet.paste(crop, (4, row * 100))
        draw = ImageDraw.Draw(sheet)
        told = f"{name[:30]} p.{page}"
        draw.text((1180, row * 100 + 50), told, font=font, fill="gray")
        draw.text((4, row * 100 + 46), claim[:56], font=font, fill="black")
        draw.text((4, row * 100 + 70), seen[:56], font=font, fill="red")
        row += 1
    if sheet is not None:
        sheet.save(folder / f"{number:03}.png")


def _crops(
    kept: list[dict[str, Any]], a_document: int
) -> Iterator[tuple[str, int, str, str, Image.Image]]:
    by_file: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for one in kept:
        by_file[one["file"]] += [(one["page"], alarm) for alarm in one.get("alarms", ())]
    for name, alarms in sorted(by_file.items()):
        document = pypdfium2.PdfDocument(CORPUS / "real" / f"{name}.pdf")
        step = max(len(alarms) / a_document, 1.0)
        for number, (claim, seen, box, vertical) in [
            alarms[int(i * step)] for i in range(min(a_document, len(alarms)))
        ]:
            picture, _ = picture_of(document[number - 1], number)
            scale = picture.shape[1] / document[number - 1].get_size()[0]
            x0, y0, x1, y1 = (round(side * scale) for side in box)
            part = picture[max(y0 - 6, 0) : y1 + 6, max(x0 - 6, 0) : x1 + 6]
            part = np.rot90(part) if vertical else part
            crop = Image.fromarray(np.ascontiguousarray(part))
            wide = min(round(crop.width * _HIGH / max(crop.height, 1)), 1480)
            yield name, number, claim, seen, crop.resize((max(wide, 1), _HIGH))
        document.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kept", type=Path)
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--only", default="")
    parser.add_argument("--crops", type=Path)
    parser.add_argument("--a-document", type=int, default=8)
    options = parser.parse_args()
    verify(options.kept, options.pages, options.only)
    kept = [one for one in _kept(options.kept) if options.only in one["file"]]
    report(kept)
    if options.crops:
        sheets(kept, options.crops, options.a_document)


if __name__ == "__main__":
    sys.exit(main())

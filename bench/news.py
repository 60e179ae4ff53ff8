"""How long the draft of a revision takes, and a sample of its statements to be checked by eye.

usage: python bench/news.py [--pair medical|dispensing] [--sample 100] [--seed 1] [--pictures DIR]

Reads both schedules, measures the time from their records to the draft, and holds every statement
of
points against the edited text of the pages that it cites. The sample is printed with pages; with
``--pictures`` each statement of it is drawn beside what it cites, some to a sheet, boxes in red.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import textwrap
import time
from collections import Counter
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.fees import FeeItem, Fees
from shiryokan.registers.fees.places import plain
from shiryokan.registers.fees.statements import fee_draft
from shiryokan.registers.statements import Cited, Statement

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "fees"
PAIRS = {
    "medical": ("medical-r4", "medical-r6"),
    "dispensing": ("dispensing-r4", "dispensing-r6"),
}
ROUNDS = 5
_A_SHEET = 5
_SCALE = 1.25
_AROUND = 8
_TALLEST = 330
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
    "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
)
_CHANGED = re.compile(r"の点数が([0-9,]+)点から([0-9,]+)点に改められた。$")


def read(name: str) -> list[FeeItem]:
    with IsolatedReader(CORPUS / f"{name}.pdf") as reader:
        return Fees().extract(list(reader.pages()), name).records


def pages_of(name: str) -> dict[int, str]:
    """The edited text of each page."""
    found: dict[int, list[str]] = {}
    page = 0
    for line in (CORPUS / f"{name}.edited.txt").read_text("utf-8").splitlines():
        if begins := re.match(r"#.*page: (\d+)", line):
            page = int(begins[1])
        else:
            found.setdefault(page, []).append(line)
    return {number: plain("\n".join(lines)) for number, lines in found.items()}


def unsupported(statements: list[Statement], texts: dict[str, dict[int, str]]) -> list[Statement]:
    """Statements of points whose points are not in the edited text of the pages they cite."""
    found = []
    for statement in statements:
        match = _CHANGED.search(statement.text)
        if match is None:
            continue
        for side, points in zip(("old", "new"), match.groups(), strict=True):
            said = "".join(
                texts[c.document].get(c.page, "") for c in statement.cited if c.side == side
            )
            if f"{points.replace(',', '')}点" not in said:
                found.append(statement)
                break
    return found


def drawn(cited: Cited, documents: dict[str, pypdfium2.PdfDocument]) -> Image.Image:
    """What a citation names, cut out of its page, with its boxes."""
    page = documents[cited.document][cited.page - 1]
    picture = page.render(scale=_SCALE).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    for box in cited.boxes:
        draw.rectangle([n * _SCALE for n in box], outline="red")
    top = (min(box.y0 for box in cited.boxes) - _AROUND) * _SCALE
    bottom = (max(box.y1 for box in cited.boxes) + _AROUND) * _SCALE
    return picture.crop((0, int(top), picture.width, int(min(bottom, top + _TALLEST))))


def sheets(sample: list[Statement], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    documents = {
        name: pypdfium2.PdfDocument(CORPUS / f"{name}.pdf")
        for pair in PAIRS.values()
        for name in pair
    }
    path = next(path for path in _FONTS if Path(path).exists())
    font = ImageFont.truetype(path, 15)
    for at in range(0, len(sample), _A_SHEET):
        rows: list[Image.Image] = []
        for number, statement in enumerate(sample[at : at + _A_SHEET], at + 1):
            lines = textwrap.wrap(f"{number}. {statement.text}", 90)
            head = Image.new("RGB", (1460, 20 * len(lines) + 6), "#ffffcc")
            ImageDraw.Draw(head).multiline_text((4, 2), "\n".join(lines), "black", font, spacing=4)
            rows.append(head)
            left, right = (
                [drawn(c, documents) for c in statement.cited if (c.side == "old") is old][:3]
                for old in (True, False)
            )
            height = max(sum(p.height for p in side) for side in (left, right))
            body = Image.new("RGB", (1460, height), "#dddddd")
            for x, side in ((0, left), (735, right)):
                y = 0
                for picture in side:
                    body.paste(picture.crop((0, 0, 725, picture.height)), (x, y))
                    y += picture.height
            rows.append(body)
        sheet = Image.new("RGB", (1460, sum(row.height for row in rows)), "white")
        y = 0
        for row in rows:
            sheet.paste(row, (0, y))
            y += row.height
        sheet.save(folder / f"sheet-{at // _A_SHEET + 1:02}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pair", choices=PAIRS, default="medical")
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pictures", type=Path)
    given = parser.parse_args()
    old, new = (read(name) for name in PAIRS[given.pair])
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        draft = fee_draft(old, new)
        times.append(time.perf_counter() - begun)
    statements = [each for chapter in draft.chapters for each in chapter.statements]
    why = Counter(each.why for each in draft.left_out)
    print(f"{draft.count} statements in {len(draft.chapters)} chapters, left out {dict(why)}")
    print(f"{statistics.median(times):.2f} s (first {times[0]:.2f} s)")
    wrong = unsupported(statements, {name: pages_of(name) for name in PAIRS[given.pair]})
    points = sum(_CHANGED.search(each.text) is not None for each in statements)
    print(f"of {points} statements of points, {len(wrong)} not in the edited text of their pages")
    for each in wrong:
        print(f"  ? {each.text}")
    sample = random.Random(given.seed).sample(statements, min(given.sample, len(statements)))
    for number, each in enumerate(sample, 1):
        places = ", ".join(f"{c.document} p. {c.page} ({len(c.boxes)})" for c in each.cited)
        print(f"{number}. {each.text} [{places}]")
    if given.pictures:
        sheets(sample, given.pictures)


if __name__ == "__main__":
    main()

"""Words of figures within pages that have text of their own: how many lines are put into the page.

usage: python -m bench.ocr_figures [--figures N] [--first SEED]

Invented figures, drawn here: turned against the clock by 90, 180 and 270 degrees, level with a
label that runs upwards (``axis``), with columns (``columns``), and level.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tools.office_pages.fonts import FILES, FOLDER

from shiryokan.paper.ocr.folding import squeezed
from shiryokan.paper.ocr.isolated import OcrReader

KINDS = ("90", "180", "270", "axis", "columns", "level")
FONTS = ("IPAexMincho", "IPAexGothic")
SCALE = 200 / 72
"""Pixels a point."""
_OF = [
    "霧島湖畔市",
    "灯台町",
    "桟橋区",
    "港湾課",
    "観光振興室",
    "上下水道部",
    "消防本部",
    "図書館",
    "児童館",
    "農林水産課",
]
_WHAT = [
    "の利用者数",
    "に係る申請件数",
    "の整備計画",
    "別の処理日数",
    "における事故の割合",
    "の予算の推移",
]
_NOTE = ["（単位：千円）", "（令和7年度）", "の内訳", "（速報値）", "を示す図", "の比較"]
_NEARLY = 0.85
"""Likeness (0 to 1) from which on a line is found, though not exactly."""


def figure(kind: str, chance: random.Random) -> tuple[Image.Image, list[str]]:
    """A picture and its lines."""
    em = chance.choice((9, 10.5, 12)) * SCALE
    lines = [
        chance.choice(_OF) + chance.choice(_WHAT) + chance.choice(_NOTE)
        for _ in range(chance.choice((2, 3, 4)))
    ]
    font = ImageFont.truetype(str(FOLDER / FILES[chance.choice(FONTS)]), round(em))
    ground, ink = chance.choice((("white", "black"), ("#e8f0f8", "black"), ("#204060", "white")))
    if kind == "columns":
        lines = ["".join(c for c in line if c not in "（）：7") for line in lines]
        high = round((max(map(len, lines)) + 2) * em)
        drawn = Image.new("RGB", (round(len(lines) * 2 * em + em), high), ground)
        for number, line in enumerate(lines):
            for at, character in enumerate(line):
                place = (drawn.width - (2 * number + 1.7) * em, (at + 0.5) * em)
                ImageDraw.Draw(drawn).text(place, character, fill=ink, font=font)
        return drawn, lines
    drawn = Image.new("RGB", (round(330 * SCALE), round((2 * len(lines) + 2) * em)), ground)
    for number, line in enumerate(lines):
        place = (20 * SCALE, (2 * number + 1) * em)
        ImageDraw.Draw(drawn).text(place, line, fill=ink, font=font)
    if kind == "axis":
        label = Image.new("RGB", (drawn.width, round(3 * em)), ground)
        ImageDraw.Draw(label).text((em, em), lines[-1], fill=ink, font=font)
        whole = Image.new("RGB", (drawn.width + label.height, label.width), ground)
        whole.paste(label.rotate(90, expand=True), (0, 0))
        whole.paste(drawn, (label.height, 0))
        return whole, [*lines, lines[-1]]
    return (drawn if kind == "level" else drawn.rotate(int(kind), expand=True)), lines


def put_in(image: Image.Image, folder: Path) -> list[str]:
    """What the page into which the picture is set is read to show in it, squeezed."""
    wide, high = image.width / SCALE, image.height / SCALE
    path = folder / "figure.pdf"
    canvas = Canvas(str(path), pagesize=(wide + 80, high + 160), invariant=1)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(40, high + 120, "Text of the page")
    # twice as fine, for what draws the page drops strokes of a pixel
    fine = image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)
    canvas.drawImage(ImageReader(fine), 40, 80, wide, high)
    canvas.drawString(40, 40, "More of it")
    canvas.save()
    with OcrReader(path) as reader:
        read = reader.read_page(1, "all").ocr
    return [squeezed(line.text) for line in read.lines if line.pictured] if read else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=5)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    counts = Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.first, options.first + options.figures):
            for kind in KINDS:
                image, lines = figure(kind, random.Random(seed))
                got = put_in(image, Path(folder))
                want = [squeezed(line) for line in lines]
                likeness = [
                    max(
                        (SequenceMatcher(None, w, g, autojunk=False).ratio() for g in got),
                        default=0,
                    )
                    for w in want
                ]
                counts[kind, "lines"] += len(want)
                counts[kind, "exact"] += int(np.sum(np.array(likeness) == 1))
                counts[kind, "nearly"] += int(np.sum(np.array(likeness) >= _NEARLY))
    for kind in KINDS:
        print(f"{kind:8} {counts[kind, 'exact']} of {counts[kind, 'lines']} lines exact, "
              f"{counts[kind, 'nearly']} nearly")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

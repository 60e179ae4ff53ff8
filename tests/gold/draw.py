"""Draws a page with a ruler of points, or with the regions of its gold, to be looked at.

usage: python -m tests.gold.draw FILE PAGE OUT.png       the page with a ruler, to read places off
       python -m tests.gold.draw --gold NAME PAGE OUT.png  its regions, numbered; prints their text
       python -m tests.gold.draw --seal                  write the hashes of all gold texts

FILE is relative to the corpus, NAME a gold file's name without its ending.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
import pypdfium2
from PIL import Image, ImageDraw

from tests.gold.regions import (
    FOLDER,
    GoldFile,
    GoldPage,
    digest,
    page_text,
    read_marks,
    region_text,
)

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
LONGEST = 1500
STEP = 50


def picture(file: str, page: int) -> tuple[Image.Image, float]:
    """The page's picture and its pixels a point."""
    document = pypdfium2.PdfDocument(CORPUS / file)
    width, height = document[page - 1].get_size()
    scale = LONGEST / max(width, height)
    return document[page - 1].render(scale=scale).to_pil().convert("RGB"), scale


def ruled(image: Image.Image, scale: float) -> None:
    """A ruler: a faint line every 50 points, its number at both edges."""
    draw = ImageDraw.Draw(image)
    for axis, size in ((0, image.width), (1, image.height)):
        for at in range(0, int(size / scale) + 1, STEP):
            place = at * scale
            ends = (place, 0, place, image.height) if axis == 0 else (0, place, image.width, place)
            draw.line(ends, fill=(255, 170, 170) if at % 100 else (255, 60, 60))
            spots = [(place + 2, 0), (place + 2, image.height - 12)]
            for x, y in spots if axis == 0 else [(b, a) for a, b in spots]:
                draw.text((min(x, image.width - 24), y), str(at), fill=(200, 0, 0))


def outlined(image: Image.Image, scale: float, page: GoldPage) -> None:
    """Each region's rectangle with its number; what is skipped in grey."""
    draw = ImageDraw.Draw(image)
    for number, region in enumerate(page.regions, 1):
        for cell in region.cells():
            draw.rectangle([v * scale for v in cell], outline=(0, 90, 255))
        for rect in region.skip:
            draw.rectangle([v * scale for v in rect], outline=(150, 150, 150))
        x, y = region.box[0] * scale, region.box[1] * scale
        draw.rectangle([x, y, x + 22, y + 14], fill=(0, 90, 255))
        draw.text((x + 3, y + 1), str(number), fill="white")


def seal() -> None:
    """Write each page's hash into its gold file."""
    for path in sorted(FOLDER.glob("*.json")):
        gold = msgspec.json.decode(path.read_bytes(), type=GoldFile)
        for page in gold.pages:
            page.sha256 = digest(page_text(read_marks(CORPUS / gold.file, page.page), page))
        path.write_bytes(msgspec.json.format(msgspec.json.encode(gold), indent=1) + b"\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("--seal", action="store_true")
    parser.add_argument("file", nargs="?")
    parser.add_argument("page", nargs="?", type=int)
    parser.add_argument("out", nargs="?", type=Path)
    asked = parser.parse_args()
    if asked.seal:
        seal()
        return
    if not asked.gold:
        image, scale = picture(asked.file, asked.page)
        ruled(image, scale)
        image.save(asked.out)
        return
    gold = msgspec.json.decode((FOLDER / f"{asked.file}.json").read_bytes(), type=GoldFile)
    page = next(p for p in gold.pages if p.page == asked.page)
    image, scale = picture(gold.file, page.page)
    outlined(image, scale, page)
    image.save(asked.out)
    marks = read_marks(CORPUS / gold.file, page.page)
    for number, region in enumerate(page.regions, 1):
        print(f"--- {number} {region.kind}\n{region_text(marks, region)}")
    covered = sum(len(region_text(marks, region).replace("\n", "")) for region in page.regions)
    print(f"=== {covered} characters in regions, {len(marks)} glyphs on the page")


if __name__ == "__main__":
    main()

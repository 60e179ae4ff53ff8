"""Which library gives the text of a page best and fastest, before any layout of our own.

usage: python bench/text_libraries.py

For each of ../shared/corpus/plan: the share of measures whose every field stands whole in the text
(white space aside) page by page or over page ends, by library. And pages a second on the first
pages of the fee schedule.
"""

from __future__ import annotations

import json
import logging
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
from pdfminer.high_level import extract_text

from shiryokan.paper.isolated import IsolatedReader

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
SPEED_FILE = CORPUS / "real" / "mhlw-fee-schedule-r6.pdf"
SPEED_PAGES = 40
logging.disable(logging.WARNING)


def ours(path: Path, last: int | None) -> str:
    with IsolatedReader(path) as reader:
        return "\n".join(page.text for page in reader.pages(1, last))


def by_pdftotext(*options: str) -> Callable[[Path, int | None], str]:
    def read(path: Path, last: int | None) -> str:
        limit = ["-l", str(last)] if last else []
        command = ["pdftotext", *options, *limit, str(path), "-"]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    return read


def by_pypdf(path: Path, last: int | None) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages[:last])


def by_pdfplumber(path: Path, last: int | None) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages[:last])


def by_pdfminer(path: Path, last: int | None) -> str:
    return str(extract_text(path, maxpages=last or 0))


LIBRARIES: dict[str, Callable[[Path, int | None], str]] = {
    "PDFium (ours)": ours,
    "pdftotext": by_pdftotext(),
    "pdftotext -layout": by_pdftotext("-layout"),
    "pypdf": by_pypdf,
    "pdfplumber": by_pdfplumber,
    "pdfminer.six": by_pdfminer,
}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def whole(measure: dict[str, Any], text: str) -> bool:
    """Whether every field of the measure stands in the text without anything between."""
    fields = [measure["previous_plan"], *measure["progress"], *measure["next_plan"]]
    return all(squeezed(field) in text for field in fields if field)


def main() -> None:
    plans = sorted((CORPUS / "plan").glob("*.pdf"))
    print("| library |", " | ".join(path.stem for path in plans), "| pages/s | ratio |")
    print("|---" * (len(plans) + 3) + "|")
    speed: dict[str, float] = {}
    for name, read in LIBRARIES.items():
        shares = []
        for path in plans:
            measures = json.loads(path.with_suffix(".json").read_text("utf-8"))["measures"]
            text = squeezed(read(path, None))
            shares.append(sum(whole(m, text) for m in measures) / len(measures))
        began = time.perf_counter()
        read(SPEED_FILE, SPEED_PAGES)
        speed[name] = SPEED_PAGES / (time.perf_counter() - began)
        cells = " | ".join(f"{share:.0%}" for share in shares)
        print(
            f"| {name} | {cells} | {speed[name]:.0f} | {speed[name] / speed['PDFium (ours)']:.2f} |"
        )


if __name__ == "__main__":
    main()

"""Pages read from their pictures: how right, in which order, how quickly, in how much memory.

usage: python -m bench.ocr [--part scans|degraded|made|registers] [--only TEXT] [--tesseract]
                           [--pages first|…|sixth] [--wrong N]

``scans`` are those of the corpus. ``degraded`` are pages of its digital documents, made worse here
(``bench/ocr_degrading.py``), whose text layer is the truth; ``made`` are typeset here
(``bench/ocr_made.py``). ``registers`` compares the records of scanned pages with those of the
digital ones. CER is of characters in the box of their line, after NFKC, without white space;
``extra`` what stands in no line; ``order`` the share of neighbouring lines that come one after the
other. Seconds are of the processor.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pypdfium2
from bench.ocr_degrading import DEGRADATIONS
from bench.ocr_made import DENSE_FONTS, FONTS, dense, made
from bench.ocr_scoring import Character, Score, normal, scored

from shiryokan.paper.document import Document
from shiryokan.paper.errors import TooSlow
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.ocr.isolated import OcrReader
from shiryokan.paper.ocr.laying_out import laid_out
from shiryokan.paper.ocr.model import OcrPage
from shiryokan.paper.ocr.pictures import picture_of
from shiryokan.paper.ocr.pp_ocr import PpOcr
from shiryokan.paper.ocr.reading import read_picture
from shiryokan.paper.ocr.tesseract import Tesseract
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import NoRecords

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
DPI = 200
KEPT_ASIDE = (
    ("notice", "real/mhlw-r6-medical-notice-677p.pdf", 200, "scan fax"),
    ("vertical", "real/mhlw-r2-facility-criteria-vert-180p.pdf", 30, "clean fax"),
    ("fees", "real/mhlw-fee-schedule-r6.pdf", 240, "clean fax"),
    ("table", "real/mof-aml-action-plan-4p.pdf", 3, "scan fax"),
    ("two columns", "real/mext-sti-wp-r6-ch5.pdf", 2, "scan"),
    ("vertical", "real/mhlw-r6-facility-criteria-289p.pdf", 210, "scan turned"),
    ("notice", "real/mhlw-r8-qa-91p.pdf", 60, "clean turned"),
    ("plan", "plan/lined-2023.pdf", 5, "scan fax"),
    ("guideline", "real/meti-cloud-guideline.pdf", 50, "stamp"),
    ("notice", "notices/dental-r6.pdf", 21, "bleed skew"),
    ("fees", "fees/dispensing-r8.pdf", 12, "scan fax"),
    ("old and new", "real/mhlw-h28-old-new-table-344p.pdf", 150, "scan"),
    ("vertical", "real/mhlw-r6-facility-criteria-289p.pdf", 30, "clean blur"),
    ("slides", "real/fsa-insurance-slides.pdf", 8, "scan"),
    ("table", "real/osaka-covid-20210407.pdf", 2, "scan"),
)
"""Kind, file, page and how it is made worse: none was looked at while anything was tuned at first;
the errors of tables, slides and fees have been since."""
SECOND = (
    ("table", "real/mhlw-covid-20220801-table.pdf", 1, "scan copy"),
    ("table", "real/mhlw-covid-20210217.pdf", 1, "low"),
    ("table", "real/tokyo-covid-20210325-excel.pdf", 1, "thin"),
    ("table", "real/mof-bos-tables-10p.pdf", 6, "scan low"),
    ("table", "real/mhlw-cosmetics-tables-11p.pdf", 5, "copy fax"),
    ("table", "real/mhlw-h28-record-layout-82p.pdf", 40, "scan"),
    ("table", "opinions/ruled.pdf", 1, "scan"),
    ("table", "errata/001689078.pdf", 1, "scan"),
    ("slides", "real/cao-econ-measures-slides-49p.pdf", 20, "scan"),
    ("slides", "real/mhlw-hokenjo-slides-39p.pdf", 14, "low"),
    ("slides", "real/ipa-ai-threat-slides-17p.pdf", 6, "clean"),
    ("fees", "fees/medical-r4.pdf", 150, "scan thin"),
    ("fees", "care/leaders-r9.pdf", 3, "copy"),
    ("notice", "answers/001694332.pdf", 2, "copy clean"),
    ("notice", "real/mhlw-r6-dispensing-notice.pdf", 30, "low thin"),
    ("plan", "plan-looks/narrow-a.pdf", 3, "scan thin"),
    ("plan", "plan-looks/four-open.pdf", 2, "copy"),
    ("vertical", "real/mhlw-r1-amend-vert-land-32p.pdf", 15, "copy thin"),
)
"""The same, kept aside later, with states in which no page was read before."""
THIRD = (
    ("notice", "notices/dispensing-r6.pdf", 10, "clean fax"),
    ("notice", "real/kanagawa-bid-guideline-47p.pdf", 12, "lit"),
    ("notice", "real/cas-cloud-policy-19p.pdf", 7, "screened"),
    ("notice", "real/mhlw-kokumin-kiso-22p.pdf", 6, "clean"),
    ("vertical", "real/mhlw-r2-facility-criteria-vert-180p.pdf", 95, "fax"),
    ("vertical", "real/mhlw-r1-amend-vert-land-32p.pdf", 8, "lit"),
    ("slides", "real/mlit-protection-slides-21p.pdf", 8, "clean"),
    ("table", "real/mhlw-h28-record-layout-82p.pdf", 12, "fax"),
    ("two columns", "real/mext-sti-wp-r6-ch3.pdf", 5, "fax"),
)
"""The same again, of other documents where there are some."""
FOURTH = (
    ("two columns", "real/mext-sti-wp-r6-ch3.pdf", 13, "fax thin"),
    ("two columns", "real/mext-sti-wp-r6-ch1.pdf", 6, "fax copy"),
    ("two columns", "real/mext-sti-wp-r6-ch5.pdf", 4, "low"),
    ("notes", "real/cio-dp2020-01-14p.pdf", 10, "scan fax"),
    ("notes", "real/ipa-jvn-2024q2-11p.pdf", 5, "fax"),
    ("notes", "real/pmda-carcinogenicity-35p.pdf", 20, "fax"),
    ("vertical", "real/mhlw-r6-facility-criteria-289p.pdf", 90, "fax"),
    ("vertical", "real/mhlw-r6-facility-criteria-289p.pdf", 260, "scan"),
    ("vertical", "real/mhlw-r2-facility-criteria-vert-180p.pdf", 64, "clean low"),
    ("vertical", "real/mhlw-r1-amend-vert-land-32p.pdf", 26, "copy"),
)
"""Columns of vertical lines, and Latin letters in notes and addresses."""
FIFTH = (
    ("vertical", "real/mhlw-r6-facility-criteria-289p.pdf", 75, "fax"),
    ("vertical", "real/mhlw-r2-facility-criteria-vert-180p.pdf", 132, "scan"),
    ("vertical", "real/mhlw-r1-amend-vert-land-32p.pdf", 18, "thin"),
    ("notice", "real/mhlw-r6-medical-notice-677p.pdf", 350, "scan"),
    ("notice", "real/mhlw-r8-qa-91p.pdf", 12, "fax"),
    ("fees", "fees/medical-r6.pdf", 150, "scan"),
    ("table", "real/mhlw-cosmetics-tables-11p.pdf", 7, "scan"),
    ("table", "real/mof-bos-tables-10p.pdf", 3, "fax"),
    ("plan", "plan/lined-2024.pdf", 20, "fax"),
    ("two columns", "real/mext-sti-wp-r6-ch1.pdf", 3, "scan"),
    ("slides", "real/mlit-protection-slides-21p.pdf", 16, "scan"),
    ("old and new", "real/mhlw-h28-old-new-table-344p.pdf", 60, "fax"),
)
"""The same again, for what version 5 changed: nothing was tuned on them."""
SIXTH = (
    ("notice", "real/caa-mailorder-cid-27p.pdf", 11, "clean streaked"),
    ("notice", "real/maff-fair-trade-44p.pdf", 13, "fax stretched"),
    ("notice", "real/fsa-policy-2023-30p.pdf", 12, "scan fax"),
    ("notice", "real/meti-iot-guideline-19p.pdf", 8, "copy"),
    ("notice", "real/digital-agile-guide-37p.pdf", 16, "fax"),
    ("notice", "real/mic-furusato-cid-13p.pdf", 6, "clean fax"),
    ("notes", "real/mof-pri-staff24-17p.pdf", 5, "scan"),
    ("table", "real/mhlw-kokumin-kiso-22p.pdf", 12, "clean scan"),
    ("table", "real/mhlw-h28-record-layout-82p.pdf", 57, "fax"),
    ("table", "real/mof-bos-tables-10p.pdf", 8, "scan"),
    ("two columns", "real/mext-sti-wp-r6-ch3.pdf", 9, "fax streaked"),
    ("two columns", "real/mext-sti-wp-r6-ch5.pdf", 3, "scan"),
    ("vertical", "real/mhlw-r6-facility-criteria-289p.pdf", 150, "fax streaked"),
    ("vertical", "real/mhlw-r2-facility-criteria-vert-180p.pdf", 108, "stretched"),
)
"""The same again, for what version 6 changed: of publishers of whom no page was read, where there
are some, two of the states new."""
PAGES = {
    "first": KEPT_ASIDE,
    "second": SECOND,
    "third": THIRD,
    "fourth": FOURTH,
    "fifth": FIFTH,
    "sixth": SIXTH,
}


def _characters(ocr: OcrPage) -> list[Character]:
    return [(c.text, c.box, line.vertical) for line in ocr.lines for c in line.characters]


def scans(only: str) -> Iterator[tuple[str, str, np.ndarray, dict[str, Any]]]:
    for path in sorted((CORPUS / "scans").glob(f"*{only}*.json")):
        told = json.loads(path.read_text())
        document = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
        for truth in told["pages"]:
            page = document[truth["page"] - 1]
            picture, _ = picture_of(page, truth["page"])
            truth["shown"] = page.get_size()
            yield told["kind"], f"{path.stem} p.{truth['page']}", picture, truth


def degraded(only: str, pages: str) -> Iterator[tuple[str, str, np.ndarray, dict[str, Any]]]:
    for kind, name, number, ways in PAGES[pages]:
        if only in f"{kind} {name}":
            yield from _worse(kind, CORPUS / name, number, ways)


def made_here(only: str) -> Iterator[tuple[str, str, np.ndarray, dict[str, Any]]]:
    """Pages of ``bench/ocr_made.py``, made worse."""
    with tempfile.TemporaryDirectory() as folder:
        for name in FONTS:
            if only in name:
                path = made(Path(folder) / f"{name}.pdf", name)
                yield from _worse("made", path, 1, "clean fax copy")
        for name in DENSE_FONTS:
            if only in name:
                path = dense(Path(folder) / f"{name}.pdf", name)
                yield from _worse("dense", path, 1, "clean scan fax")


def _worse(
    kind: str, path: Path, number: int, ways: str
) -> Iterator[tuple[str, str, np.ndarray, dict[str, Any]]]:
    if path.exists():
        document = pypdfium2.PdfDocument(path)
        with IsolatedReader(path) as reader:
            read = next(reader.pages(number, number))
        truth = {
            "lines": [{"text": line.text, "bbox": list(line.bbox)} for _, _, line in read.lines()],
            "ruby": _ruby(read),
            "shown": (read.width, read.height),
        }
        behind = _drawn(document[min(number, len(document) - 1)])
        for way in ways.split():
            chance = np.random.default_rng(number)
            picture, turn = DEGRADATIONS[way](_drawn(document[number - 1]), behind, chance)
            size = (read.width, read.height)
            yield (
                f"{kind}, {way}", f"{path.stem} p.{number} {way}", picture,
                {**truth, "shown": size[::-1] if turn % 180 else size},
            )  # fmt: skip


def _ruby(page: Any) -> list[dict[str, Any]]:
    """Where ruby stands: above its base, or at the right of it."""
    found = []
    for _, _, line in page.lines():
        for ruby in line.ruby:
            x0, y0, x1, y1 = line.part_box(ruby.start, ruby.end)
            down = line.direction == "ttb"
            wide = x1 - x0 if down else y1 - y0
            box = [x1, y0, x1 + wide, y1] if down else [x0 - wide / 2, y0 - wide, x1 + wide / 2, y0]
            found.append({"bbox": box})
    return found


def _drawn(page: Any) -> np.ndarray:
    pixels = page.render(scale=DPI / 72, rev_byteorder=True).to_numpy()[..., :3]
    return np.array(np.broadcast_to(pixels, (*pixels.shape[:2], 3)))


def measure(pages: Iterator[tuple[str, str, np.ndarray, dict[str, Any]]], options: Any) -> None:
    engine = PpOcr()
    witness = Tesseract() if options.tesseract and Tesseract.is_installed() else None
    by_kind: dict[str, Score] = defaultdict(Score)
    beside: dict[str, Score] = defaultdict(Score)
    seconds, clock, count, peak = 0.0, 0.0, 0, 0.0
    for kind, name, picture, truth in pages:
        # making pages worse takes more memory than reading them
        forget_peak()
        start, began = time.process_time(), time.monotonic()
        ocr = read_picture(picture, truth["shown"], engine)
        upright = msgspec.structs.replace(ocr, rotation=0, skew=0.0)
        page = laid_out(upright, 1)
        took = time.process_time() - start
        seconds, clock, count = seconds + took, clock + time.monotonic() - began, count + 1
        peak = max(peak, peak_mebibytes())
        score = scored(_characters(ocr), truth, page)
        by_kind[kind].add(score)
        print(f"{name:48} {score}  {took:.1f} s", flush=True)
        for want, got in score.examples[: options.wrong]:
            print(f"    {want}\n    {got}")
        if witness is not None and not ocr.rotation:
            try:
                told = scored(_tesseract(witness, picture, truth, ocr), truth)
            except TooSlow as error:
                print(f"{'':34} tesseract gave no answer in {error.details['seconds']:.0f} s")
            else:
                beside[kind].add(told)
                print(f"{'':34} tesseract {told}", flush=True)
    print()
    for kind, score in sorted(by_kind.items()):
        print(f"{kind:34} {score}")
        if kind in beside:
            print(f"{'':24} tesseract {beside[kind]}")
    total = Score()
    for score in by_kind.values():
        total.add(score)
    print(f"{'all':34} {total}")
    rate = count / max(clock, 1e-9)
    print(
        f"{count} pages, {seconds / max(count, 1):.1f} s a page of one processor, "
        f"{rate:.2f} pages/s by the clock of one process, {peak:.0f} MB"
    )


def forget_peak() -> None:
    """Have the peak of this process's memory begin anew (proc_pid_clear_refs(5))."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def peak_mebibytes() -> float:
    """The most memory that this process had at once since then."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _tesseract(
    witness: Tesseract, picture: np.ndarray, truth: dict[str, Any], ocr: OcrPage
) -> list[Character]:
    vertical = sum(line.vertical for line in ocr.lines) * 2 > len(ocr.lines)
    scale = picture.shape[1] / truth["shown"][0]
    return witness.page(picture, scale, vertical=vertical)


REGISTERED = (
    ("measures", "plan-stamp-200"), ("measures", "plan-skew-fax-200"), ("fees", "fee-clean-200"),
    ("fees", "fee-fax-200"), ("fees", "fee-grey-150"),
)  # fmt: skip


def registers(only: str) -> None:
    """The records of scans beside those of the same page of the digital document."""
    for register, name in REGISTERED:
        if only not in name:
            continue
        truth = json.loads((CORPUS / "scans" / f"{name}.json").read_text())["pages"][0]
        with IsolatedReader(CORPUS / truth["source"]) as reader:
            digital = next(reader.pages(truth["source_page"], truth["source_page"]))
        with OcrReader(CORPUS / "scans" / f"{name}.pdf") as reader:
            read = reader.read_page(1).page
        want, got = (_records(register, page) for page in (digital, read))
        right = sum(value in got for value in want)
        print(f"{name:24} {register}: {right} of {len(want)} values right, {len(got)} found")
        for value in [value for value in want if value not in got][:5]:
            print("    missing", value[:90])


def _records(register: str, page: Any) -> list[str]:
    """The texts of the values of a page's records, in their normal form."""
    page = msgspec.structs.replace(page, page=1)
    try:
        records = REGISTERS[register].extract(Document.of([page]), "0" * 64).records
    except NoRecords:
        return []
    return [normal(value) for record in records for value in _texts(msgspec.to_builtins(record))]


_NOT_VALUES = frozenset(("places", "place", "id", "key", "document", "sha256", "page", "boxes"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if any(ord(c) > 0x2E80 for c in value):
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NOT_VALUES:
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--part", choices=["scans", "degraded", "made", "registers"], default="degraded"
    )
    parser.add_argument("--pages", choices=PAGES, default="first")
    parser.add_argument("--only", default="")
    parser.add_argument("--tesseract", action="store_true")
    parser.add_argument("--wrong", type=int, default=0)
    options = parser.parse_args()
    if options.part == "registers":
        registers(options.only)
    else:
        pages = (
            scans(options.only)
            if options.part == "scans"
            else made_here(options.only)
            if options.part == "made"
            else degraded(options.only, options.pages)
        )
        measure(pages, options)


if __name__ == "__main__":
    sys.exit(main())

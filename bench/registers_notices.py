"""How well the register of notices reads the real ones, against an edited text of each page.

usage: python bench/registers_notices.py [--differences]

Prints tables in Markdown. An item is found if its code is; a paragraph if there is one of its code
and numbers, and it is whole if its text is the same, white space and forms of one character aside.
Rows of ruled tables, which the edited text leaves out, are left out. ``adjusted`` sets aside what
looking at the page showed to be errors of the edited text (``registers_notices_known.tsv``). For
the medical notice, of which there is no edited text, heads are counted over the text of pdftotext,
and its codes are set beside those of the fee schedule of the same year.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from registers_notices_truth import TrueParagraph, plain, read

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.model import Page
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import Fees
from shiryokan.registers.item_codes import ascii_code
from shiryokan.registers.notices import Notice, Notices

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
KNOWN = Path(__file__).parent / "registers_notices_known.tsv"
NAMES = ("dispensing-r6", "dental-r6")
MEDICAL = "mhlw-r6-medical-notice-677p.pdf"
OTHERS = (
    *(f"fees/{name}" for name in ("dispensing-r6", "dispensing-r8", "medical-r6")),
    *(f"answers/{name}" for name in ("001678310", "001694332", "001703573", "001707505")),
    "plan/lined-2024",
    "care/spaces-r6",
    "real/mhlw-r8-qa-91p",
    "real/mhlw-r6-facility-criteria-289p",
    "real/mhlw-r2-facility-criteria-vert-180p",
    "real/mhlw-h28-old-new-table-344p",
    "real/mhlw-fee-schedule-r6",
    "real/meti-cloud-guideline",
)
"""Documents of other kinds, which the register must refuse."""

Key = tuple[str, ...]
Facts = dict[Key, str]


def pages_of(path: Path) -> tuple[list[Page], float]:
    """The pages, and the seconds that reading them took."""
    start = time.perf_counter()
    with IsolatedReader(path) as reader:
        pages = list(reader.pages())
    return pages, time.perf_counter() - start


def of_truth(paragraphs: Sequence[TrueParagraph]) -> Facts:
    """The text of each paragraph of the truth, by its code, numbers and what came before it."""
    facts: Facts = {}
    seen: Counter[Key] = Counter()
    for each in paragraphs:
        for code in each.codes:
            _put(facts, seen, (code, *each.numbers), each.text)
    return facts


def of_records(records: Sequence[Notice]) -> Facts:
    """The same of the records, without rows of tables."""
    facts: Facts = {}
    seen: Counter[Key] = Counter()
    for record in records:
        if record.deleted or not record.text:
            continue
        numbers = [*(each.number for each in record.part), record.number]
        lines = [line for line in record.text.split("\n") if "\t" not in line]
        last = max((i for i, h in enumerate(record.section) if h.number), default=0)
        over = [plain(each.title) for each in record.section[last:][-2:]]
        place = record.code or "/".join(over)
        _put(facts, seen, (place, *filter(None, numbers)), "".join(lines))
    return facts


def _put(facts: Facts, seen: Counter[Key], key: Key, text: str) -> None:
    seen[key] += 1
    facts[*key, f"#{seen[key]}"] = plain(text)


def known(name: str) -> set[str]:
    """The keys of what is wrong in the edited text of a notice."""
    with KNOWN.open(encoding="utf-8") as file:
        return {row["key"] for row in csv.DictReader(file, delimiter="\t") if row["file"] == name}


def compare(name: str) -> tuple[Facts, Facts, list[str], list[str], float, float]:
    """Truth and records, codes of both, and the seconds of reading pages and of the register."""
    heads, paragraphs = read((CORPUS / "notices" / f"{name}.edited.txt").read_text("utf-8"))
    pages, reading = pages_of(CORPUS / "notices" / f"{name}.pdf")
    start = time.perf_counter()
    records = Notices().extract(pages, name).records
    took = time.perf_counter() - start
    codes = [code for each in heads for code in each]
    found = list(dict.fromkeys(record.code for record in records if record.code))
    return of_truth(paragraphs), of_records(records), codes, found, reading, took


def score(name: str) -> dict[str, str | float]:
    """A row of the table."""
    truth, found, codes, got, reading, took = compare(name)
    aside = known(name)
    whole = sum(found.get(key) == text for key, text in truth.items())
    fair = [key for key in truth if "/".join(key) not in aside]
    fair_whole = sum(found.get(key) == truth[key] for key in fair)
    return {
        "file": name,
        "items": len(set(codes)),
        "items found": len(set(codes) & set(got)),
        "items made up": len(set(got) - set(codes)),
        "paragraphs": len(truth),
        "found": len(truth.keys() & found.keys()),
        "made up": len(found.keys() - truth.keys()),
        "whole %": round(100 * whole / len(truth), 2),
        "adjusted whole %": round(100 * fair_whole / len(fair), 2),
        "seconds": round(took, 2),
        "of reading %": round(100 * took / reading, 1),
    }


def medical() -> dict[str, str | float]:
    """The heads of the medical notice, by the register and by a simple count."""
    path = CORPUS / "real" / MEDICAL
    pages, reading = pages_of(path)
    start = time.perf_counter()
    records = Notices().extract(pages, MEDICAL).records
    took = time.perf_counter() - start
    found = {record.code for record in records if record.code}
    counted = _counted(path)
    items = Fees().extract(pages_of(CORPUS / "fees" / "medical-r6.pdf")[0], "").records
    schedule = {item.code for item in items}
    return {
        "heads counted": len(counted),
        "found": len(counted & found),
        "not found": " ".join(sorted(counted - found)),
        "found besides": " ".join(sorted(found - counted)),
        "not in the schedule": " ".join(sorted(found - schedule)),
        "paragraphs": len(records),
        "seconds": round(took, 2),
        "of reading %": round(100 * took / reading, 1),
    }


def _counted(path: Path) -> set[str]:
    """The codes with which lines of pdftotext begin and behind which a name stands."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    code = r"[Ａ-Ｚ][０-９]{3}(?:[－―‐][0-9０-９]+)*"
    found: set[str] = set()
    for line in text.splitlines():
        if re.match(rf"[\f ]{{0,8}}{code}(?: {{2,}}\S|、{code} )", line) and "。" not in line:
            heads = re.finditer(rf"(?:^|、|及び|\s)({code})(?=\s|、)", line)
            found |= {ascii_code(match[1]) for match in heads}
    return found


def refused() -> list[str]:
    """What the register says of documents of other kinds, a line each."""
    lines = []
    for name in OTHERS:
        pages, _ = pages_of(CORPUS / f"{name}.pdf")
        said = "refused at a glance"
        if Notices().glance(pages):
            try:
                said = f"TAKEN: {len(Notices().extract(pages).records)} records"
            except NoRecords as error:
                said = f"refused: {error.why}"
        lines.append(f"{name}: {said}")
    return lines


def table(rows: Sequence[Mapping[str, str | float]]) -> str:
    """Rows as a table in Markdown."""
    head = list(rows[0])
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(str(row[each]) for each in head) + " |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Print the tables, or what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--differences", action="store_true", help="list all that differs")
    parser.add_argument("--medical", action="store_true", help="the 677 pages as well")
    parser.add_argument("--others", action="store_true", help="documents of other kinds as well")
    asked = parser.parse_args()
    if not (CORPUS / "notices").is_dir():
        sys.exit("skipped: ../shared/corpus/notices is not there")
    if asked.differences:
        for name in NAMES:
            truth, found, *_ = compare(name)
            for key in dict.fromkeys([*truth, *found]):
                if truth.get(key) != found.get(key):
                    mark = "known" if "/".join(key) in known(name) else "new"
                    print(name, "/".join(key), mark)
                    print(f"  truth {truth.get(key)}\n  found {found.get(key)}")
        return
    print(table([score(name) for name in NAMES]))
    if asked.medical and shutil.which("pdftotext"):
        print("\n".join(f"- {name}: {value}" for name, value in medical().items()))
    if asked.others:
        print("\n".join(refused()))


if __name__ == "__main__":
    main()

"""How well the register of amendments reads comparisons of old and new text.

usage: python bench/registers_amendments.py [--wrong] [--generated]

Of ``corpus/real/mhlw-h28-old-new-table-344p.pdf`` against rows read off pictures of 26 pages by eye
(``registers_amendments_gold.tsv``: page, the head it stands under, the sign, and how old and new
begin and end, an empty end being on a later page). A row is right if one record of its page begins
and ends so, and its place and sign are those. White space and widths count for nothing.
``--generated`` adds invented tables (``tools/amendment_tables``), looks kept aside last.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

from shiryokan.paper.document import Document
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.amendments import Amendment, Amendments

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.amendment_tables.score import measure as measure_look  # noqa: E402
from tools.amendment_tables.score import table  # noqa: E402
from tools.amendment_tables.typeset import HELD, LOOKS  # noqa: E402

SEEDS = range(5)
FILE = ROOT.parent / "shared" / "corpus" / "real" / "mhlw-h28-old-new-table-344p.pdf"
GOLD = Path(__file__).parent / "registers_amendments_gold.tsv"


def plain(text: str) -> str:
    """Narrow, without white space, dashes as one."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub("[−―ー—－]", "-", folded.replace("〜", "~"))


def gold() -> list[dict[str, str]]:
    """The rows of the gold."""
    with GOLD.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def fits(row: dict[str, str], record: Amendment) -> bool:
    """Whether a record is what the row tells."""
    place = plain("".join(h.number + h.title for h in record.place))
    sides = (("old", record.old), ("new", record.new))
    return (
        record.page == int(row["page"])
        and plain(row["place"]) in place
        and plain(row["sign"]).strip("()") == plain(record.sign)
        and all(
            plain(text).startswith(plain(row[f"{side}_start"]))
            and plain(text).endswith(plain(row[f"{side}_end"]))
            for side, text in sides
        )
    )


def measure() -> tuple[list[dict[str, str]], int, float]:
    """The rows that are not found, how many there are, and the seconds of the register."""
    with IsolatedReader(FILE) as reader:
        document = Document.of(list(reader.pages()))
    start = time.perf_counter()
    records = Amendments().extract(document).records
    seconds = time.perf_counter() - start
    rows = gold()
    wrong, left = [], list(records)
    for row in rows:
        found = next((r for r in left if fits(row, r)), None)
        if found is None:
            wrong.append(row)
        else:
            left.remove(found)
    return wrong, len(rows), seconds


def lines() -> list[str]:
    """The score as a table in Markdown."""
    wrong, count, seconds = measure()
    right = count - len(wrong)
    share = f"{100 * right / count:.1f}%"
    return [
        "| rows | right | share | seconds |",
        "| --- | --- | --- | --- |",
        f"| {count} | {right} | {share} | {seconds:.1f} |",
    ]


def generated() -> list[str]:
    """The score of invented tables in all looks, those kept aside last."""
    looks = [*(name for name in LOOKS if name not in HELD), *HELD]
    with tempfile.TemporaryDirectory() as folder:
        return table([measure_look(look, SEEDS, Path(folder)) for look in looks])


def main() -> None:
    """Print the score, or what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generated", action="store_true", help="invented tables as well")
    parser.add_argument("--wrong", action="store_true", help="list the rows that are not found")
    asked = parser.parse_args()
    if not FILE.is_file():
        sys.exit(f"the corpora are not at {FILE}")
    if not asked.wrong:
        print("\n".join(lines()))
        if asked.generated:
            print("", *generated(), sep="\n")
        return
    for row in measure()[0]:
        print(row)


if __name__ == "__main__":
    main()

"""How well the register of facility criteria reads a notice, against its edited text.

usage: python bench/registers_criteria.py [--wrong] [--generated]

Of ``corpus/real/mhlw-r6-facility-criteria-289p.pdf``, from page 4 on, which are the criteria: an
item is a line of the edited text that begins with a number; it is right if the records have an item
of that number and that beginning. ``text`` is the share of the edited text's characters that the
records have in the same order. White space and widths count for nothing. ``--generated`` adds
invented documents (``tools/facility_criteria``), looks kept aside last.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from pathlib import Path

from rapidfuzz.distance import Indel

from shiryokan.paper.document import Document
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.criteria import Criteria, Criterion

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.facility_criteria.score import measure as measure_look  # noqa: E402
from tools.facility_criteria.score import table  # noqa: E402
from tools.facility_criteria.typeset import HELD, LOOKS  # noqa: E402

SEEDS = range(4)
REAL = ROOT.parent / "shared" / "corpus" / "real"
FILE = REAL / "mhlw-r6-facility-criteria-289p.pdf"
TRUTH = REAL / "truth" / "mhlw-r6-facility-criteria.edited.txt"
_FIRST_PAGE = 4
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}(?:の[一二三四五六七八九十]{1,3})*|[イ-ン]|[①-⑳]"
    r"|[(（][0-9０-９]{1,2}[)）](?:の[0-9０-９一二三四五六七八九十]{1,2})*)[\s　]+(?P<text>\S.*)"
)
_BEGINNING = 10
"""Characters by which an item is known."""


def plain(text: str) -> str:
    """Narrow, without white space, dashes as one."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub("[−―ー—－]", "-", folded)


def edited() -> list[str]:
    """The lines of the criteria in the edited text."""
    lines: list[str] = []
    page = 0
    for line in TRUTH.read_text("utf-8").split("\n"):
        if match := re.match(r"# file: .* page: (\d+)", line):
            page = int(match[1])
        elif page >= _FIRST_PAGE and line.strip() and not line.startswith("#"):
            lines.append(line.strip())
    return lines


def items(lines: list[str]) -> Counter[str]:
    """Each numbered line by its beginning."""
    return Counter(plain(line)[:_BEGINNING] for line in lines if _NUMBERED.fullmatch(line))


def read_lines(records: list[Criterion]) -> list[str]:
    """The lines of the records, with the heads over them, each once."""
    lines: list[str] = []
    seen: set[tuple[tuple[str, str], ...]] = set()
    for record in records:
        path = tuple((h.number, h.title) for h in record.section)
        for n in range(1, len(path) + 1):
            if path[:n] not in seen:
                seen.add(path[:n])
                lines.append("　".join(path[n - 1]))
        own: tuple[tuple[str, str], ...] = (*path, (record.number, record.name))
        seen.add(own)
        first, *rest = record.text.split("\n") if record.text else [""]
        if record.section and record.name == record.section[-1].title:
            lines.append(f"{record.number}　{first}")
        else:
            lines += [f"{record.number}　{record.name}", first]
        lines += rest
    return [line for line in lines if line.strip()]


def measure() -> tuple[Counter[str], Counter[str], float, float]:
    """True items, those read, the share of text, and the seconds of the register."""
    with IsolatedReader(FILE) as reader:
        document = Document.of(list(reader.pages()))
    start = time.perf_counter()
    records = Criteria().extract(document).records
    seconds = time.perf_counter() - start
    read = read_lines([r for r in records if r.page >= _FIRST_PAGE])
    truth = edited()
    a, b = plain("".join(truth)), plain("".join(read))
    share = 1 - Indel.distance(a, b) / (len(a) + len(b))
    return items(truth), items(read), share, seconds


def lines() -> list[str]:
    """The score as a table in Markdown."""
    true, found, share, seconds = measure()
    right, count = (true & found).total(), true.total()
    return [
        "| items | right | made up | share | text | seconds |",
        "| --- | --- | --- | --- | --- | --- |",
        f"| {count} | {right} | {(found - true).total()} | {100 * right / count:.1f}%"
        f" | {100 * share:.1f}% | {seconds:.1f} |",
    ]


def generated() -> list[str]:
    """The score of invented documents in all looks, those kept aside last."""
    looks = [*(name for name in LOOKS if name not in HELD), *HELD]
    with tempfile.TemporaryDirectory() as folder:
        return table([measure_look(look, SEEDS, Path(folder)) for look in looks])


def main() -> None:
    """Print the score, or what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generated", action="store_true", help="invented documents as well")
    parser.add_argument("--wrong", action="store_true", help="list what is lost and made up")
    asked = parser.parse_args()
    if not TRUTH.is_file():
        sys.exit(f"the corpora are not at {REAL}")
    if not asked.wrong:
        print("\n".join(lines()))
        if asked.generated:
            print("", *generated(), sep="\n")
        return
    true, found, _, _ = measure()
    for word, each in (("lost", true - found), ("made up", found - true)):
        print(word, *each.elements(), sep="\n  ")


if __name__ == "__main__":
    main()

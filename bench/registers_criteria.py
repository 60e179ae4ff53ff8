"""How well the register of facility criteria reads a notice, against its edited text.

usage: python bench/registers_criteria.py [--wrong] [--generated]

Of ``corpus/real/mhlw-r6-facility-criteria-289p.pdf``, from page 4 on, which are the criteria: an
item is a line of the edited text that begins with a number; it is right if the records have an item
of that number and that beginning. ``text`` is the share of the edited text's characters that the
records have in the same order. White space and widths count for nothing. ``--generated`` adds
invented documents (``tools/facility_criteria``), looks kept aside last.

The edited text writes some numbers otherwise than the pages: with broken brackets (``)(1)``), the
first numbers of a list as those of the list (``別表第五の二の一``), and of three lists not at all
(``<br>``); all of these were looked at on the pages, and are taken as printed there.
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
_SHORT = 7
"""Those of one without its number."""


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
            lines.append(_as_printed(line.strip()))
    return lines


_BROKEN = re.compile(r"^[)）]?[(（](?P<number>[0-9０-９]{1,2})[)）]?(?=[\s　])")
_LIST_ITEM = re.compile(
    r"^別表第(?:五の二|五の三|六|十一)の(?P<item>[一二三][\s　]+(?:対象|短期滞在|削除).*)$"
)
_NO_NUMBER = "<br>"
"""Before what is numbered on the page only."""


def _as_printed(line: str) -> str:
    if match := _LIST_ITEM.match(line):
        return match["item"]
    return _BROKEN.sub(r"(\g<number>)", line)


def items(lines: list[str]) -> Counter[str]:
    """Each numbered line by its beginning."""
    return Counter(plain(line)[:_BEGINNING] for line in lines if _NUMBERED.fullmatch(line))


def unnumbered(lines: list[str]) -> set[str]:
    """The beginnings of what the edited text leaves the number out of."""
    return {
        plain(line.removeprefix(_NO_NUMBER))[:_SHORT]
        for line in lines
        if line.startswith(_NO_NUMBER)
    }


def made_up(found: Counter[str], true: Counter[str], bare: set[str]) -> Counter[str]:
    """The items that are read and are not in the edited text."""
    return Counter(
        {
            item: count
            for item, count in (found - true).items()
            if re.sub(r"^[(][0-9]+[)]", "", item)[:_SHORT] not in bare
        }
    )


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
        own_name = _NUMBERED.fullmatch(first) is not None
        if record.section and record.name == record.section[-1].title and not own_name:
            lines.append(f"{record.number}　{first}")
        else:
            lines += [f"{record.number}　{record.name}", first]
        lines += rest
    return [line for line in lines if line.strip()]


def measure() -> tuple[Counter[str], Counter[str], Counter[str], float, float]:
    """True items, those read, those made up, the share of text, and the seconds of the register."""
    with IsolatedReader(FILE) as reader:
        document = Document.of(list(reader.pages()))
    start = time.perf_counter()
    records = Criteria().extract(document).records
    seconds = time.perf_counter() - start
    read = read_lines([r for r in records if r.page >= _FIRST_PAGE])
    truth = edited()
    a, b = plain("".join(truth)), plain("".join(read))
    share = 1 - Indel.distance(a, b) / (len(a) + len(b))
    true, found = items(truth), items(read)
    return true, found, made_up(found, true, unnumbered(truth)), share, seconds


def lines() -> list[str]:
    """The score as a table in Markdown."""
    true, found, more, share, seconds = measure()
    right, count = (true & found).total(), true.total()
    return [
        "| items | right | made up | share | text | seconds |",
        "| --- | --- | --- | --- | --- | --- |",
        f"| {count} | {right} | {more.total()} | {100 * right / count:.1f}%"
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
    true, found, more, _, _ = measure()
    for word, each in (("lost", true - found), ("made up", more)):
        print(word, *each.elements(), sep="\n  ")


if __name__ == "__main__":
    main()

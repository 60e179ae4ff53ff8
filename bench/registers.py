"""How right the registers are, and how fast their table is served.

usage: python bench/registers.py [--write] [--quick] [--only NAME,…]

Measures of ../shared/corpus/plan and of generated plans nobody looked at; the comparison of their
versions; fee items of ../shared/corpus/fees against the edited text; the changes between two fee
schedules; requirements against judged sentences; a register's table at 10,000 records. --write
puts what was measured between its marks into docs/registers.md; --quick leaves what takes minutes
out; --only measures those parts.
"""

from __future__ import annotations

import argparse
import functools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import registers_amendments
import registers_answer_links
import registers_care
import registers_checklists
import registers_criteria
import registers_fee_changes
import registers_fees
import registers_notices
import registers_requirements
from registers_plans import HELD_OUT, comparison_scores, held_out_score, plan_scores
from registers_web import RECORDS, ROUNDS, table_times

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.answer_letters.score import COUNTED
from tools.answer_letters.score import SETS as LETTER_SETS
from tools.answer_letters.score import measure as measure_letters
from tools.fee_notices.score import measure as measure_notices
from tools.fee_notices.score import table as table_of_notices
from tools.fee_notices.typeset import LOOKS
from tools.fee_schedules.score import measure as measure_schedules

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.fees import FeeItem, Fees
from shiryokan.registers.fees.changes import changes

ROOT = Path(__file__).resolve().parent.parent
LETTERS = 15
"""Invented letters of each hand."""
UNSEEN_SCHEDULES = range(300, 320)
"""Seeds of ``tools.fee_schedules`` that nobody looked at."""
UNSEEN_NOTICES = range(40, 45)
"""Seeds of ``tools.fee_notices`` that nobody looked at."""
NOTICES = (
    "Notices against the edited text (`adjusted`: without the places where the page has another"
    " text than the edited one, listed in `bench/registers_notices_known.tsv`); of the medical one"
    " its heads, counted over the text of pdftotext"
)
CORPUS = ROOT.parent / "shared" / "corpus"
DOCUMENT = ROOT / "docs" / "registers.md"


def table(head: list[str], rows: list[list[object]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def measures() -> str:
    """Every file of the corpus."""
    rows = [[*score, f"{100 * score.right / score.all:.1f}%"] for score in plan_scores()]
    head = ["file", "measures", "exactly right", "lost", "invented", "a wrong field", "share"]
    return table(head, rows)


def held_out() -> str:
    """Generated plans."""
    rows = [
        [*score, f"{100 * score.right / max(score.all, 1):.1f}%"]
        for score in held_out_score().values()
    ]
    head = ["looks", "measures", "exactly right", "lost", "invented", "a wrong field", "share"]
    return table(head, rows)


def comparisons() -> str:
    """Each kind of change."""
    rows: list[list[object]] = [
        [old, new, kind, count, f"{100 * precision:.1f}%", f"{100 * recall:.1f}%"]
        for old, new, kind, count, precision, recall in comparison_scores()
    ]
    return table(["old", "new", "kind", "true", "precision", "recall"], rows)


def fee_changes() -> str:
    """How many changes of each kind there are between the two medical schedules."""
    old, new = (_fees(name) for name in ("medical-r4", "medical-r6"))
    start = time.perf_counter()
    counts = Counter(change.kind for change in changes(old, new))
    seconds = time.perf_counter() - start
    rows: list[list[object]] = [[kind, count] for kind, count in counts.most_common()]
    return table(["kind", "changes"], rows) + f"\n\n{seconds:.1f} seconds."


def invented_schedules() -> str:
    """Schedules of which no seed was looked at."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(measure_schedules(UNSEEN_SCHEDULES, Path(folder)).lines())


def notices() -> str:
    """The edited texts, the heads of the medical notice, and what is refused."""
    scores = registers_notices.table([registers_notices.score(n) for n in registers_notices.NAMES])
    heads = [f"- {name}: {value}" for name, value in registers_notices.medical().items()]
    return "\n\n".join([scores, "\n".join(heads)])


def invented_notices() -> str:
    """Notices of which no seed was looked at, in each look."""
    with tempfile.TemporaryDirectory() as folder:
        scores = [measure_notices(look, UNSEEN_NOTICES, Path(folder)) for look in LOOKS]
    return "\n".join(table_of_notices(scores))


def _fees(name: str) -> list[FeeItem]:
    with IsolatedReader(CORPUS / "fees" / f"{name}.pdf") as reader:
        return Fees().extract(list(reader.pages()), name).records


def letters() -> str:
    """Letters of each hand: those that were held out first."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for title, first in LETTER_SETS.items():
            score = measure_letters([first + seed for seed in range(LETTERS)], Path(folder))
            shares = [
                f"{score.right[name] / score.true[name]:.1%}" if score.true[name] else "–"
                for name in COUNTED
            ]
            rows.append([title, score.true["questions"], *shares, score.made_up])
    head = ["hand", "true", *COUNTED, "made up"]
    return table(head, rows)


def served() -> str:
    """The table's times."""
    rows: list[list[object]] = [
        [name, f"{mid:.0f} ms", f"{slow:.0f} ms"] for name, mid, slow in table_times()
    ]
    return table(["page", "median", "95th percentile"], rows)


REQUIREMENTS = (
    "Requirements: sentences judged by reading their pages (`tests/registers/requirements_gold.py`"
    " says how), those of pages that were held back while the grammar was made first"
)


ANSWERS = (
    "Links of questions, against 200 that were read by eye before there was any code"
    " (`tests/registers/answers_links_gold.tsv`), every third of them held back"
)
CARE = "Care fees of the corpus, and the changes between their revisions, against their truth"


def requirements() -> str:
    """The gold, and what every document of the corpus yields."""
    documents = sorted(registers_requirements.CORPUS.glob("*.pdf"))
    return "\n\n".join(
        [
            table(registers_requirements.HEAD, registers_requirements.sentences()),
            "Requirements in each document of `corpus/real`, by their strongest sentence:",
            table(registers_requirements.YIELDS, registers_requirements.yields(documents)),
        ]
    )


class Part(NamedTuple):
    """A part of the document: its name on the command line and between its marks, its heading, and
    what measures it. ``long`` ones take minutes each."""

    name: str
    title: str
    body: Callable[[], str]
    long: bool = False


def parts() -> list[Part]:
    """All of them, in the order of a new document."""
    return [
        Part(
            "measures", "Measures: every field of a measure exactly right, white space aside",
            measures,
        ),
        Part(
            "plans", f"Generated plans in {len(HELD_OUT)} looks that nobody looked at", held_out,
            long=True,
        ),
        Part(
            "comparisons", "Versions compared, against the truth computed from the JSON",
            comparisons,
        ),
        Part(
            "fees",
            "Fee items against the edited text (`adjusted`: without the 12 places where the page"
            " shows the edited text to be wrong, listed in `bench/registers_fees_known.tsv`)",
            lambda: registers_fees.table(registers_fees.measure(CORPUS)),
        ),
        Part(
            "fee-changes", "Changes from the medical schedule of 2022 to that of 2024", fee_changes
        ),
        Part(
            "fee-points",
            "Changes of points against the edited texts: what stands in both in the same words and"
            " has other points must be told; what is told must stand in both texts",
            lambda: registers_fees.table(registers_fee_changes.measure()),
        ),
        Part("requirements", REQUIREMENTS, requirements),
        Part("links", ANSWERS, lambda: "\n".join(registers_answer_links.measured())),
        Part("care", CARE, lambda: "\n".join(registers_care.corpus_score().lines())),
        Part(
            "amendments",
            "Amendments (新旧対照表): rows of a table of 344 pages, read off its pages by eye"
            " (`bench/registers_amendments.py`)",
            lambda: "\n".join(registers_amendments.lines()),
        ),
        Part(
            "criteria",
            "Facility criteria (施設基準): numbered items of a vertical notice of 289 pages against"
            " its edited text (`bench/registers_criteria.py`)",
            lambda: "\n".join(registers_criteria.lines()),
        ),
        Part("notices", NOTICES, notices),
        Part(
            "checklists",
            "Checklists (点検表): items of the forms of both years, mapping of the years, and"
            " filled workbooks (`bench/registers_checklists.py`)",
            lambda: "\n".join(registers_checklists.lines()),
        ),
        *_generated(),
        Part(
            "served", f"The table of a register at {RECORDS:,} records, {ROUNDS} requests each",
            served, long=True,
        ),
    ]  # fmt: skip


def _generated() -> list[Part]:
    """Those of papers that are made up."""
    found = [
        Part("letters", "Invented letters of answers, by the hand that set them", letters),
        Part(
            "invented-amendments", "Invented comparisons of old and new text",
            lambda: "\n".join(registers_amendments.generated()),
        ),
        Part(
            "invented-criteria", "Invented facility criteria",
            lambda: "\n".join(registers_criteria.generated()),
        ),
        Part(
            "invented-checklists", "Invented forms of checklists",
            lambda: "\n".join(registers_checklists.generated()),
        ),
        Part(
            "invented-fees",
            "Changes of invented schedules in three revisions, against the truth of their edits",
            invented_schedules,
        ),
    ]  # fmt: skip
    for number, (title, looks) in enumerate(registers_care.groups(), 1):
        found.append(
            Part(f"invented-care-{number}", title, functools.partial(_invented_care, looks))
        )
    title = f"Invented notices in {len(LOOKS)} looks, of seeds that nobody looked at"
    found.append(Part("invented-notices", title, invented_notices))
    return [part._replace(long=True) for part in found]


def _invented_care(looks: Any) -> str:
    return "\n".join(registers_care.generated(registers_care.UNSEEN, looks).lines())


def put(document: str, part: Part, body: str) -> str:
    """The document with what was measured in the place of what was measured before: between the
    marks of the part. Words around them stay; a part without marks is put behind all others."""
    begin, end = f"<!-- measured: {part.name} -->", f"<!-- end: {part.name} -->"
    held = f"{begin}\n\n{body}\n\n{end}"
    before, found, rest = document.partition(begin)
    if not found:
        return f"{document.rstrip()}\n\n## {part.title}\n\n{held}\n"
    return before + held + rest.partition(end)[2]


def main() -> None:
    """Measure part by part, and print or write each as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="", help="names of parts, parted by commas")
    asked = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit(f"the corpora are not at {CORPUS}")
    only = asked.only.split(",") if asked.only else [part.name for part in parts()]
    for part in parts():
        if part.name not in only or (part.long and asked.quick):
            continue
        body = part.body()
        print(f"## {part.title}\n\n{body}\n", flush=True)
        if asked.write:
            DOCUMENT.write_text(put(DOCUMENT.read_text("utf-8"), part, body), "utf-8")


if __name__ == "__main__":
    main()

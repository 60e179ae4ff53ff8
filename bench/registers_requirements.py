"""How right the register of requirements is.

usage: python bench/registers_requirements.py [FILE.pdf ...]

Against the sentences of tests/registers/requirements_gold.tsv, those of the pages that were held
back while the grammar was made first; then how many requirements each document of
../shared/corpus/real, and each file named, yields.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "real"
sys.path.insert(0, str(ROOT))

from tests.registers.requirements_gold import Judged, Score, gold, measure  # noqa: E402

from shiryokan.paper.isolated import IsolatedReader  # noqa: E402
from shiryokan.paper.model import Page  # noqa: E402
from shiryokan.registers.errors import NoRecords  # noqa: E402
from shiryokan.registers.requirements import Requirements  # noqa: E402

_STRENGTHS = ("must", "should", "may", "none")
_known: dict[Path, Sequence[Page]] = {}


def pages_of(path: Path) -> Sequence[Page]:
    """The pages of a file, read once."""
    if path not in _known:
        with IsolatedReader(path) as reader:
            _known[path] = list(reader.pages())
    return _known[path]


def _row(name: str, score: Score) -> list[object]:
    same = score.same_strength / max(1, score.sentences)
    return [
        name, score.sentences, score.true, score.told, score.right,
        f"{100 * score.precision:.1f}%", f"{100 * score.recall:.1f}%", f"{100 * same:.1f}%",
    ]  # fmt: skip


def sentences() -> list[list[object]]:
    """The gold: held back, all, and each document."""

    def read(document: str) -> Sequence[Page]:
        return pages_of(CORPUS / document)

    rows = [
        _row("held back", measure(read, lambda judged: judged.held)),
        _row("all", measure(read, lambda _judged: True)),
    ]
    for document in sorted({judged.document for judged in gold()}):
        rows.append(_row(document, measure(read, _of(document))))
    return rows


def _of(document: str) -> Callable[[Judged], bool]:
    return lambda judged: judged.document == document


HEAD: list[str] = [
    "sentences",
    "judged",
    "ask",
    "told",
    "right",
    "precision",
    "recall",
    "same strength",
]


def yields(paths: Sequence[Path]) -> list[list[object]]:
    """How many requirements each document has, by strength; those without any only counted."""
    rows: list[list[object]] = []
    without = 0
    for path in paths:
        try:
            records = Requirements().extract(pages_of(path), path.name).records
        except NoRecords:
            without += 1
            continue
        counts: Counter[str] = Counter(record.strength for record in records)
        rows.append([path.name, len(records), *(counts[each] for each in _STRENGTHS)])
    return [*rows, [f"{without} others", 0, 0, 0, 0, 0]]


YIELDS: list[str] = ["document", "requirements", *_STRENGTHS]


def table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(map(str, head)) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def main() -> None:
    """Measure and print."""
    if not CORPUS.is_dir():
        sys.exit(f"the corpora are not at {CORPUS}")
    print(table(HEAD, sentences()))
    named = [Path(each) for each in sys.argv[1:]]
    print()
    print(table(YIELDS, yields(named or sorted(CORPUS.glob("*.pdf")))))


if __name__ == "__main__":
    main()

"""Generated office pages as every reader reads them: by kind, held kinds and looks apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fidelity_readers import Reader, Result, Run, python_of, run
from fidelity_truth import ROOT, Task
from tools.office_pages import HELD_KINDS, HELD_LOOKS, KINDS, TRAIN_LOOKS, generate
from tools.office_pages.scoring import Score, mean_share, scored
from tools.office_pages.truth import Truth

DOCUMENT = ROOT / "docs" / "fidelity-generated.md"
# seeds that no training uses: theirs are counted from 1
FIRST_SEED = 900_001
DASH = "–"
OURS = "Shiryokan"


@dataclass(frozen=True)
class Made:
    """A generated document and its truth."""

    file: Path
    truth: Truth

    @property
    def group(self) -> str:
        """Whether its kind and its look are held from training."""
        kind = "held" if self.truth.kind in HELD_KINDS else "trained"
        look = "held" if self.truth.look in HELD_LOOKS else "trained"
        return f"{kind} kinds, {look} looks"

    @property
    def task(self) -> Task:
        """All its pages, and the cells of those that have tables."""
        tables = [p.number for p in self.truth.pages if any(f.table is not None for f in p.fields)]
        return Task(self.file.stem, self.file, cells=tuple(tables))


@dataclass
class GeneratedRow:
    """What a reader made of all documents: its scores by kind and by group."""

    name: str
    version: str
    scores: dict[str, list[Score]]
    problems: list[str]


def made(folder: Path, looks: int) -> list[Made]:
    """Documents of every kind, each in ``looks`` trained and as many held looks in turn."""
    out = []
    for number, kind in enumerate(KINDS):
        for names in (sorted(TRAIN_LOOKS), sorted(HELD_LOOKS)):
            for turn in range(looks):
                look = names[(number * looks + turn) % len(names)]
                pdf, truth = generate(kind, look, FIRST_SEED + number)
                file = folder / f"{kind}-{look}-{turn}.pdf"
                file.write_bytes(pdf)
                out.append(Made(file, truth))
    return out


def measure(reader: Reader, documents: list[Made], cache: Path) -> GeneratedRow:
    """One reader on all documents; a page that it cannot read has nothing right."""
    python, problem = python_of(reader, cache)
    if not python:
        return GeneratedRow(reader.name, "", {}, [problem])
    done = run(reader, python, [document.task for document in documents])
    if done.error:
        return GeneratedRow(reader.name, done.version, {}, [done.error])
    return GeneratedRow(reader.name, done.version, _scores(documents, done), _problems(done))


def _problems(done: Run) -> list[str]:
    return [f"{name}: {result.error}" for name, result in done.results.items() if result.error]


def _scores(documents: list[Made], done: Run) -> dict[str, list[Score]]:
    """The score of each document, by its kind and by its group."""
    scores: dict[str, list[Score]] = {}
    cells_known = any(result.cells is not None for result in done.results.values())
    for document in documents:
        result = done.results.get(document.file.stem, Result())
        total = Score()
        for page in document.truth.pages:
            has_table = any(field.table is not None for field in page.fields)
            cells = (result.cells or {}).get(page.number, []) if cells_known and has_table else None
            total += scored(page, result.texts.get(page.number, ""), cells)
        for name in (document.truth.kind, document.group, "all"):
            scores.setdefault(name, []).append(total)
    return scores


GROUPS = (
    "all",
    "trained kinds, trained looks",
    "trained kinds, held looks",
    "held kinds, trained looks",
    "held kinds, held looks",
)
Part = Callable[[Score], tuple[int, int] | None]
PARTS: dict[str, Part] = {
    "fields whole": lambda score: score.fields,
    "neighbours in order": lambda score: score.pairs,
    "cells right": lambda score: score.cells,
}


def tables(rows: list[GeneratedRow]) -> str:
    """A table of the groups for each measure, then fields whole and order by kind."""
    kinds = [kind for kind in KINDS if kind not in HELD_KINDS] + list(HELD_KINDS)
    parts = [_table(f"{name}, by group", rows, GROUPS, part) for name, part in PARTS.items()]
    for name in ("fields whole", "neighbours in order"):
        parts.append(_table(f"{name}, by kind (held kinds have a star)", rows, kinds, PARTS[name]))
    problems = [f"- {row.name}: {problem}" for row in rows for problem in row.problems]
    if problems:
        parts.append("Dashes and missing pages, with the reason:\n\n" + "\n".join(problems))
    return "\n\n".join(parts)


def _table(title: str, rows: list[GeneratedRow], names: Sequence[str], part: Part) -> str:
    heads = [f"{name}*" if name in HELD_KINDS else name for name in names]
    lines = [f"| {title} | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    for row in rows:
        if not row.scores:
            continue
        shares = [mean_share(map(part, row.scores.get(name, []))) for name in names]
        cells = [DASH if value is None else f"{value:.1%}" for value in shares]
        name = f"**{row.name}**" if row.name == OURS else row.name
        lines.append(f"| {name} {row.version} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def document(rows: list[GeneratedRow], documents: list[Made], command: str) -> str:
    """The whole of docs/fidelity-generated.md."""
    pages = sum(len(each.truth.pages) for each in documents)
    fields = sum(len(page.fields) for each in documents for page in each.truth.pages)
    return TEMPLATE.format(
        command=command, documents=len(documents), pages=pages, fields=fields, tables=tables(rows)
    )


TEMPLATE = """# Fidelity on generated office pages

Made by `{command}`; do not edit by hand.
Read: {documents} generated documents, {pages} pages with {fields} fields.

{tables}

What the pages, their truth and the measures are stands in [office-pages](office-pages.md). Held
kinds and looks are never trained on. A figure is the mean over documents, so that a page of a
thousand numbers counts no more than one of ten sentences. White space is taken out and NFKC applied
on both sides.
"""

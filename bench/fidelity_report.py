"""The tables of bench/fidelity.py and the document they stand in."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from fidelity_scoring import PageScore, PlanScore

DOCUMENT = Path(__file__).parent.parent / "docs" / "fidelity.md"
OURS = "Shiryokan"
DASH = "–"


@dataclass
class Row:
    """What is known of one reader; None where it does not give the thing or failed."""

    name: str
    version: str = ""
    plan: PlanScore | None = None
    flow: PlanScore | None = None
    by_file: dict[str, float] = field(default_factory=dict)
    flow_by_file: dict[str, float] = field(default_factory=dict)
    gold_mean: float | None = None
    gold_median: float | None = None
    cells: float | None = None
    fees: float | None = None
    notice: float | None = None
    vertical: float | None = None
    speed: float | None = None
    peak: float | None = None
    seconds: float | None = None
    gold_pages: list[PageScore] = field(default_factory=list)
    edited_pages: list[PageScore] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


Value = Callable[[Row], float | None]


def _share(value: Value) -> Callable[[Row, Row | None], str]:
    return lambda row, _: DASH if (v := value(row)) is None else f"{v:.1%}"


def _number(value: Value, form: str) -> Callable[[Row, Row | None], str]:
    """A number with its ratio to ours."""

    def cell(row: Row, ours: Row | None) -> str:
        own = value(row)
        base = value(ours) if ours else None
        if own is None:
            return DASH
        ratio = f" (×{own / base:.2f})" if base and row is not ours else ""
        return f"{own:{form}}{ratio}"

    return cell


COLUMNS: dict[str, Callable[[Row, Row | None], str]] = {
    "plan: fields": _share(lambda r: r.plan.fields if r.plan else None),
    "measures": _share(lambda r: r.plan.measures if r.plan else None),
    "in order": _share(lambda r: r.plan.ordered if r.plan else None),
    "on one page": _share(lambda r: r.plan.on_a_page if r.plan else None),
    "flow: fields": _share(lambda r: r.flow.fields if r.flow else None),
    "flow: measures": _share(lambda r: r.flow.measures if r.flow else None),
    "flow: in order": _share(lambda r: r.flow.ordered if r.flow else None),
    "gold: mean distance": _number(lambda r: r.gold_mean, ".4f"),
    "median": _number(lambda r: r.gold_median, ".4f"),
    "cells right": _share(lambda r: r.cells),
    "fees": _number(lambda r: r.fees, ".4f"),
    "notice": _number(lambda r: r.notice, ".4f"),
    "criteria (vertical)": _number(lambda r: r.vertical, ".4f"),
    "pages/s": _number(lambda r: r.speed, ".0f"),
    "peak MiB": _number(lambda r: r.peak, ".0f"),
    "all, seconds": _number(lambda r: r.seconds, ".0f"),
}


def tables(rows: list[Row]) -> str:
    """The table of all measures, the one of the plans, and what went wrong."""
    ours = next((row for row in rows if row.name == OURS), None)
    lines = ["| reader | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for row in rows:
        cells = [cell(row, ours) for cell in COLUMNS.values()]
        lines.append(f"| {_name(row)} | " + " | ".join(cells) + " |")
    parts = ["\n".join(lines), _by_file(rows)]
    problems = [f"- {row.name}: {problem}" for row in rows for problem in row.problems]
    if problems:
        parts.append("Dashes and missing pages, with the reason:\n\n" + "\n".join(problems))
    return "\n\n".join(part for part in parts if part)


def _name(row: Row) -> str:
    name = f"**{row.name}**" if row.name == OURS else row.name
    return f"{name} {row.version}".strip()


def _by_file(rows: list[Row]) -> str:
    files = sorted({file for row in rows for file in row.by_file})
    if not files:
        return ""
    lines = ["| measures whole | " + " | ".join(files) + " |", "|---" * (len(files) + 1) + "|"]
    for row in rows:
        for name, shares in ((row.name, row.by_file), (f"{row.name}, flow", row.flow_by_file)):
            if shares:
                cells = [f"{shares[f]:.0%}" if f in shares else DASH for f in files]
                lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def page_list(rows: list[Row]) -> str:
    """Every page with our distance and the best other reader's, our worst first."""
    ours = next((row for row in rows if row.name == OURS), rows[0])
    lines = ["| page | ours | best other |  |", "|---|---|---|---|"]
    for kind in ("gold_pages", "edited_pages"):
        own: list[PageScore] = getattr(ours, kind)
        others = [(row.name, getattr(row, kind)) for row in rows if row is not ours]
        scored = sorted(enumerate(own), key=lambda pair: -pair[1].distance)
        for i, score in scored:
            rivals = [(scores[i].distance, name) for name, scores in others if scores]
            best, name = min(rivals, default=(None, ""))
            shown = DASH if best is None else f"{best:.4f}"
            lines.append(
                f"| {score.file} p.{score.page} | {score.distance:.4f} | {shown} | {name} |"
            )
    return "\n".join(lines) + "\n"


def document(rows: list[Row], counts: str, command: str) -> str:
    """The whole of docs/fidelity.md."""
    memory = psutil.virtual_memory().total / 2**30
    machine = (
        f"{os.cpu_count()} CPUs, {memory:.0f} GB of memory, {platform.machine()}, "
        f"Python {platform.python_version()}"
    )
    return TEMPLATE.format(command=command, machine=machine, counts=counts, tables=tables(rows))


TEMPLATE = """# Fidelity: how true the text is

Made by `{command}`; do not edit by hand.
Machine: {machine}.
Read: {counts}.

{tables}

## What is measured

White space is taken out of every text before it is compared; nothing else is normalised. (×n) is
the ratio to Shiryokan in the same run.

- **plan**: the invented annual plans. A field (last year's plan, or one bullet of the progress or
  of the new plan) counts when it stands in the pages' texts, one after the other, with nothing
  between; a measure when all its fields do; *in order* when they also come one after the other
  and near each other; *on one page* when all stand within the text of one page. Rows run over page
  ends, where header and footer come between, so no reader can have all of them page by page.
- **flow**: the same in the document's flow, without running headers and footers:
  `shiryokan text --flow`, and of the engines that name headers and footers all the rest.
- **gold**: normalised edit distance (0 is right, 1 has nothing of it) between a page's text in
  reading order and the gold text of `tests/gold/pages`; mean and median over pages. Gold leaves
  out ruby; whoever keeps it in the line pays for it here.
- **cells right**: the share of the cells of gold tables which the reader gives as a cell with
  exactly that text.
- **fees, notice, criteria (vertical)**: mean edit distance to volunteers' texts of the fee
  schedules (horizontal, with ruby), a notice, and the facility criteria (vertical). These texts
  are strong but not perfect (headings spaced by hand, tables of old and new wording in the order
  of the machine's text), so no reader reaches 0.
- **pages/s, peak MiB**: one command over the first 100 pages of the fee schedule, start-up
  included; of Shiryokan with the places of all lines (`--format json`, in a limited process of
  its own), of the others their plain text. Memory is that of all processes of the reader, what
  they share and each mapped file once. *all, seconds* is the reading of everything else in the
  table.

PyMuPDF (AGPL), PyMuPDF4LLM (with the layout model in its package), OpenDataLoader (Java) and
pdf_oxide run in virtual environments of their own and are no part of Shiryokan. Only engines that
run from their packages alone are compared: docling-rs was tried and stops at its missing layout
model, and docling, marker and unstructured's layout mode, which load models from a hub when they
first run, were not tried.
"""

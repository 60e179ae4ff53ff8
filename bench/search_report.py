"""The tables of the search benchmark, and their place in docs/search.md."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

from search_queries import KINDS

DOCUMENT = Path(__file__).parent.parent / "docs" / "search.md"
_BETWEEN = re.compile(r"(<!-- measured -->\n).*?(<!-- /measured -->)", re.DOTALL)
_TITLES = {"one": "1 word", "three": "3 words", "phrase": "phrase", "facet": "facets"}


def table(rows: list[dict[str, Any]], pages: int) -> str:
    """A Markdown table, a line for each engine; latencies are p50/p95/p99 in milliseconds."""
    heads = [
        f"{pages:,} pages", "pages/s", "bytes/page", "MB building", "MB searching",
        *(f"{_TITLES[kind]}, ms" for kind in KINDS), "all, ms", "8 clients, ms", "queries/s",
        "p99 to ours", "recall", "others",
    ]  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    ours = rows[0]["single"][2]
    for row in rows:
        cells = [
            row["name"],
            f"{pages / row['build_seconds']:.0f}",
            f"{row['bytes'] / pages:.0f}",
            f"{row['build_memory'] / 1e6:.0f}",
            f"{row['memory'] / 1e6:.0f}",
            *(_three(row["kinds"][kind]) for kind in KINDS),
            _three(row["single"]),
            _three(row["many"]),
            f"{row['per_second']:.0f}",
            f"{row['single'][2] / ours:.1f}",
            "" if row["recall"] is None else f"{row['recall']:.1%}",
            "" if row["recall"] is None else str(row["false"]),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _three(percentiles: list[float]) -> str:
    return "/".join(f"{ms:.1f}" if ms < 10 else f"{ms:.0f}" for ms in percentiles)


def put_into_document(text: str, machine: str) -> None:
    """Put the tables in the place of the older ones."""
    made = f"{text}\n\nMeasured on {datetime.date.today().isoformat()}: {machine}.\n"
    page = DOCUMENT.read_text("utf-8")
    DOCUMENT.write_text(_BETWEEN.sub(lambda m: m[1] + made + m[2], page), "utf-8")

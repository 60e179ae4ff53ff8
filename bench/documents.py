"""Puts what a benchmark measured into its place in the documentation."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
_END = "<!-- end -->"


def put(name: str, said: str, place: str = "measured") -> None:
    """Replace what stands in ``docs/<name>`` between ``<!-- place -->`` and the next end mark."""
    document, mark = DOCS / name, f"<!-- {place} -->\n"
    head, _begin, rest = document.read_text("utf-8").partition(mark)
    _old, end, tail = rest.partition(_END)
    document.write_text(f"{head}{mark}{said}\n{end}{tail}", "utf-8")

"""What moves when a number of the layout changes by a fifth.

usage: python bench/sensitivity.py [--looks N] [--seed SEED] [--write]

The first pages of every kind in N looks (default 2, one held out) are read with each number
of paper/layout/params.py a fifth greater and a fifth less. For each: how many pages read otherwise,
and what share of the fields is whole then. --write makes docs/sensitivity.md. What is computed from
a number when a module is loaded stays as it is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec.structs import fields

from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.office_pages import (  # noqa: E402
    HELD_KINDS,
    HELD_LOOKS,
    TRAIN_KINDS,
    TRAIN_LOOKS,
    generate,
)
from tools.office_pages.scoring import Score, scored  # noqa: E402
from tools.office_pages.truth import Page as TruePage  # noqa: E402

DOCUMENT = ROOT / "docs" / "sensitivity.md"
PACKAGE = "shiryokan.paper.layout"
CHANGES = (1.2, 0.8)
SEED = 960_001


class Document:
    """A generated document: a PDF at hand and the truth of its pages."""

    def __init__(self, path: Path, pages: list[TruePage]) -> None:
        self.path, self.pages = path, pages

    def read(self) -> list[str]:
        """The texts of its pages."""
        with Reader(self.path) as reader:
            return [reader.page(page.number).text for page in self.pages]


def documents(folder: Path, looks: list[str], seed: int) -> list[Document]:
    """One of each kind and look."""
    made = []
    for kind in (*TRAIN_KINDS, *HELD_KINDS):
        for look in looks:
            pdf, truth = generate(kind, look, seed)
            path = folder / f"{kind}-{look}.pdf"
            path.write_bytes(pdf)
            made.append(Document(path, truth.pages[:1]))
    return made


def numbers() -> Iterator[tuple[str, str, Any]]:
    """Step, name and value of each number."""
    for step in fields(PARAMS):
        group = getattr(PARAMS, step.name)
        for number in fields(group):
            yield step.name, number.name, getattr(group, number.name)


def changed(value: Any, factor: float) -> Any:
    """``value`` by ``factor``; a whole number by one at least."""
    if isinstance(value, tuple):
        return tuple(changed(each, factor) for each in value)
    if isinstance(value, int):
        moved = round(value * factor)
        return moved if moved != value else value + (1 if factor > 1 else -1)
    return value * factor


@contextmanager
def set_to(step: str, name: str, value: Any) -> Iterator[bool]:
    """The number of ``step`` is ``value``; whether a module asks for it by name."""
    own = import_module(f"{PACKAGE}.{step}")
    alias = next((a for a in (f"_{name.upper()}", name.upper()) if hasattr(own, a)), None)
    if alias is None:
        yield False
        return
    users = [own] if alias.startswith("_") else [
        module
        for key, module in sys.modules.items()
        if key.startswith(PACKAGE) and getattr(module, alias, None) is getattr(own, alias)
    ]  # fmt: skip
    before = getattr(own, alias)
    for module in users:
        setattr(module, alias, value)
    try:
        yield True
    finally:
        for module in users:
            setattr(module, alias, before)


def whole(made: list[Document], texts: list[list[str]]) -> float:
    """The share of fields that are whole."""
    total = Score()
    for document, pages in zip(made, texts, strict=True):
        for page, text in zip(document.pages, pages, strict=True):
            total += scored(page, text)
    return total.fields[0] / max(total.fields[1], 1)


def table(rows: list[tuple[str, Any, list[tuple[int, float]]]], pages: int, share: float) -> str:
    """The page of the documentation."""
    still = sum(not any(moved for moved, _ in results) for _, _, results in rows)
    lines = [
        "# What moves when a number of the layout changes",
        "",
        "Made by `python bench/sensitivity.py --write`: every number of `paper/layout/params.py` a",
        f"fifth greater and a fifth less, on {pages} generated pages of all kinds (fields whole as",
        f"they are: {share:.2%}). Of {len(rows)} numbers {still} move no page; these are about",
        "what these pages do not have (ruby, struck words, hostile drawings), or far from where",
        "anything is decided. Those that move most come first.",
        "",
        "| number | value | +20%: pages that read otherwise, fields whole | −20% |",
        "|---|---|---|---|",
    ]
    for name, value, results in sorted(rows, key=lambda row: -max(m for m, _ in row[2])):
        if any(moved for moved, _ in results):
            told = " | ".join(f"{moved}, {100 * (after - share):+.2f}" for moved, after in results)
            lines.append(f"| {name} | {value} | {told} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--looks", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    held = max(asked.looks // 2, 1)
    looks = [*list(HELD_LOOKS)[:held], *list(TRAIN_LOOKS)[: asked.looks - held]]
    with tempfile.TemporaryDirectory() as folder:
        made = documents(Path(folder), looks, asked.seed)
        usual = [document.read() for document in made]
        share = whole(made, usual)
        rows = []
        for step, name, value in numbers():
            results = []
            for factor in CHANGES:
                with set_to(step, name, changed(value, factor)) as used:
                    texts = [document.read() for document in made] if used else usual
                moved = sum(
                    a != b
                    for one, other in zip(texts, usual, strict=True)
                    for a, b in zip(one, other, strict=True)
                )
                results.append((moved, whole(made, texts)))
            rows.append((f"{step}.{name}", value, results))
            print(*rows[-1], flush=True)
    text = table(rows, sum(map(len, usual)), share)
    print(text)
    if asked.write:
        DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

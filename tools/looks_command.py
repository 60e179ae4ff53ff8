"""The command of tools that make invented papers in looks and measure what is read of them:
``python -m tools.NAME [--seeds FIRST-LAST] [--looks NAME,…|open|held|all] [--keep FOLDER]
[--differences]``."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar


class Scored(Protocol):
    """What was read of a look's papers."""

    @property
    def look(self) -> str:
        """Its name."""
        ...

    @property
    def wrong(self) -> Sequence[str]:
        """What is not right."""
        ...


@dataclass
class LookScore:
    """Counts of one look, and what was wrong."""

    look: str
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Counted(Protocol):
    """What is true, told and right, by what it is of."""

    true: Counter[str]
    told: Counter[str]
    right: Counter[str]


S = TypeVar("S", bound=Scored)


def table_of_looks(
    names: Sequence[str], counts: Sequence[Counted], kinds: Sequence[str]
) -> list[str]:
    """A table in Markdown: of each look and all, what is true, right and made up of ``kinds``."""

    def row(name: str, these: Sequence[Counted]) -> str:
        return f"| {name} | " + " | ".join(_shares(these, kind) for kind in kinds) + " |"

    head = ["| look | " + " | ".join(kinds) + " |", "|" + " --- |" * (len(kinds) + 1)]
    looks = [row(name, [count]) for name, count in zip(names, counts, strict=True)]
    return [*head, *looks, row("all", counts)]


def _shares(counts: Sequence[Counted], kind: str) -> str:
    true = sum(count.true[kind] for count in counts)
    right = sum(count.right[kind] for count in counts)
    told = sum(count.told[kind] for count in counts)
    share = f"{100 * right / true:.2f}%" if true else "–"
    return f"{right} of {true} ({share}), {told - right} made up"


def run(
    tool: str, measure: Callable[[str, range, Path], S],
    table: Callable[[list[S]], Iterable[str]], looks: Iterable[str], held: Iterable[str],
    further: Mapping[str, Sequence[str]] | None = None,
) -> None:  # fmt: skip
    """Print what was found in each look that the command line asks for; ``further`` are names of
    sets of looks that are not among ``looks``."""
    parser = argparse.ArgumentParser(prog=f"python -m tools.{tool}")
    parser.add_argument("--seeds", default="0-4", help="the seeds, as 0-4")
    parser.add_argument(
        "--looks",
        default="open",
        help="names of looks, or open, held, all" + "".join(f", {n}" for n in further or ()),
    )
    parser.add_argument("--keep", type=Path, help="a folder in which the PDFs stay")
    parser.add_argument("--differences", action="store_true", help="list what is not right")
    asked = parser.parse_args()
    first, _, last = asked.seeds.partition("-")
    known = {"open": [n for n in looks if n not in held], "held": list(held), "all": list(looks)}
    known |= {name: list(each) for name, each in (further or {}).items()}
    chosen = known.get(asked.looks) or asked.looks.split(",")
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        seeds = range(int(first), int(last or first) + 1)
        scores = [measure(look, seeds, folder) for look in chosen]
    print("\n".join(table(scores)))
    if asked.differences:
        for score in scores:
            print("\n".join(f"{score.look}: {each}" for each in score.wrong))

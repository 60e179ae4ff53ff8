"""Text with the words struck out of it and those inserted, as marks on the paper tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from shiryokan.japanese.joining import joint
from shiryokan.paper.model import Box, Line
from shiryokan.registers.rewording import Edit
from shiryokan.registers.source_text import Piece, Place, Traced

Op = Literal["kept", "struck", "inserted"]
_WHITE = re.compile(r"\s+")


class Run(NamedTuple):
    """Words of a line that are kept, struck out or inserted; ``box`` is where struck words stand,
    which are no part of their line."""

    op: Op
    text: str
    page: int
    line: Line | None
    start: int
    box: Box | None = None


class Marked:
    """Runs of words in order: a line, or a paragraph of lines. A value."""

    __slots__ = ("runs",)

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self.runs = tuple(run for run in runs if run.text)

    @classmethod
    def of(cls, page: int, line: Line) -> Marked:
        """A line of a page. Words struck out stand before the character at their place."""
        runs: list[Run] = []
        cuts = sorted({0, len(line.text), *(each.at for each in line.struck)}
                      | {at for span in line.underlined for at in span})  # fmt: skip
        for low, high in zip(cuts, [*cuts[1:], len(line.text)], strict=True):
            runs += [
                Run("struck", each.text, page, line, low, each.bbox)
                for each in line.struck
                if each.at == low
            ]
            inside = any(span.start <= low and high <= span.end for span in line.underlined)
            op: Op = "inserted" if inside and low < high else "kept"
            runs.append(Run(op, line.text[low:high], page, line, low))
        return cls(runs)

    def __add__(self, other: Marked) -> Marked:
        return Marked(self.runs + other.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    @property
    def corrected(self) -> bool:
        """Whether anything is struck out or inserted."""
        return any(run.op != "kept" and run.text.strip() for run in self.runs)

    @property
    def new(self) -> str:
        """The words as they are to be."""
        return "".join(run.text for run in self.runs if run.op != "struck")

    @property
    def old(self) -> str:
        """The words as they were."""
        return "".join(run.text for run in self.runs if run.op != "inserted")

    def traced(self) -> Traced:
        """The words as they are to be, with their places."""
        return Traced(
            Piece(run.text, run.page, run.line, run.start) for run in self.runs
            if run.op != "struck"
        )  # fmt: skip

    def places(self) -> tuple[Place, ...]:
        """Where it stands, struck words among it."""
        found = list(self.traced().places())
        for run in self.runs:
            if run.op == "struck" and run.box is not None:
                found.append(Place(run.page, (run.box,), run.text))
        return tuple(found)

    def inserted(self) -> Marked:
        """The same, all of it inserted."""
        return Marked(run._replace(op="inserted") for run in self.runs if run.op != "struck")

    def without(self, count: int) -> Marked:
        """Without the first ``count`` characters of the new words, and what is struck among
        them."""
        runs: list[Run] = []
        for run in self.runs:
            if count <= 0:
                runs.append(run)
            elif run.op != "struck":
                left = run.text[count:]
                if left:
                    runs.append(run._replace(text=left, start=run.start + count))
                count -= len(run.text)
        return Marked(runs)

    def edits(self) -> list[Edit]:
        """The edits; runs that meet are one, and white space is none."""
        found: list[Edit] = []
        struck = inserted = ""
        start = at = 0
        for run in [*self.runs, Run("kept", " ", 0, None, 0)]:
            if run.op == "kept":
                if struck.strip() or inserted.strip():
                    found.append(Edit(struck=struck, inserted=inserted, start=start, end=at))
                struck = inserted = ""
                at += len(run.text)
                start = at
            elif run.op == "struck":
                struck += run.text
            else:
                inserted += run.text
                at += len(run.text)
        return found


def joined_marked(rows: Sequence[Marked]) -> Marked:
    """The rows of a paragraph as one, as lines of text are joined."""
    out: list[Run] = []
    end = ""
    for row in rows:
        first = next((run for run in row.runs if run.op != "struck"), None)
        if first is not None and end:
            _, between = joint(end, first.text.lstrip() or " ")
            if between:
                op: Op = (
                    "inserted" if first.op == "inserted" and out[-1].op == "inserted" else "kept"
                )
                out.append(Run(op, between, first.page, None, 0))
        out += row.runs
        end = ("".join(run.text for run in out[-3:] if run.op != "struck"))[-2:].strip(" ") or end
    return Marked(out)


def stripped(row: Marked) -> Marked:
    """Without white space at both ends."""
    runs = list(row.runs)
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        first = runs[0]
        text = first.text.lstrip()
        runs[0] = first._replace(text=text, start=first.start + len(first.text) - len(text))
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return Marked(runs)


def rows_between(rows: Iterable[Marked], white: str) -> Iterator[Run]:
    """The runs of parts of one row, with ``white`` where two stand apart."""
    for number, row in enumerate(rows):
        if number and row.runs:
            yield Run("kept", white, row.runs[0].page, None, 0)
        yield from row.runs

"""Tables of wrong and right (正誤表): the place, what was printed, and what it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiryokan.registers.comparison import difference
from shiryokan.registers.errata.marked import Marked, joined_marked
from shiryokan.registers.errata.rows import TableRows
from shiryokan.registers.rewording import Edit

ACT = "(?:訂正|修正|変更|更正|改正)"
"""The words for what a letter of corrections does."""
_ABOUT = "(?:の)?(?:記載|内容|文章?|表記|本文|箇所)?"
_BRACKETED = re.compile(r"(?<=.)[（(［\[][^（(［\[]{2,30}[）)］\]]$")
"""What is said in brackets behind the head of a column: （下線部が修正箇所）."""
_WRONG = re.compile(rf"[（(【［\[]?(?:誤(?:り)?|{ACT}前{_ABOUT}|原文)[）)】］\]]?")
_RIGHT = re.compile(rf"[（(【［\[]?(?:正(?:しい文)?|{ACT}[後文]{_ABOUT})[）)】］\]]?")
_PRESENT = re.compile(rf"(?:現行|現在|従前|当初|元){_ABOUT}")
"""The head of the old words beside one that says that something is corrected."""
_CORRECTED = re.compile(r"(?:訂正|修正|更正)後.*")
_COUNT = re.compile(
    r"\s*(?:No\.?|P\.?|p\.?|第)?\s*[0-9０-９]{1,4}(?:[-－~～][0-9０-９]{1,4})?\s*(?:頁|ページ|行目?|番)?\s*"
)
"""A number of a page, of a line or of the row, in a column of its own beside the place."""


@dataclass(frozen=True)
class Columns:
    """The columns of the old and the new words."""

    wrong: int
    right: int


@dataclass(frozen=True)
class Pair:
    """A row: the cells that say where, what was printed, and what it should be."""

    place: Marked
    wrong: Marked
    right: Marked
    page: int


def columns_of(table: TableRows) -> tuple[Columns, int] | None:
    """The columns of a table of corrections and the row of its heads, if it is one."""
    for number, cells in enumerate(table.rows[:2]):
        words = {column: "".join(cell.new.split()) for column, cell in cells.items()}
        words = {column: _BRACKETED.sub("", text) for column, text in words.items()}
        wrong = [column for column, text in words.items() if _WRONG.fullmatch(text)]
        right = [column for column, text in words.items() if _RIGHT.fullmatch(text)]
        if not wrong and any(_CORRECTED.fullmatch(words[column]) for column in right):
            wrong = [column for column, text in words.items() if _PRESENT.fullmatch(text)]
        if len(wrong) == len(right) == 1:
            return Columns(wrong[0], right[0]), number
    return None


def pairs_of(tables: Sequence[TableRows], columns: Columns, first: int) -> Iterator[Pair]:
    """The rows of a table that may go on over pages; ``first`` is the first row below the heads. A
    row at the top of a page whose place is empty goes on with the one before it."""
    open_pair: Pair | None = None
    for number, table in enumerate(tables):
        rows = table.rows[first:] if number == 0 else table.rows
        for at, cells in enumerate(rows):
            said = [cells[c] for c in sorted(cells) if c not in (columns.wrong, columns.right)]
            named = [cell for cell in said if cell.new.strip() and not _COUNT.fullmatch(cell.new)]
            place = joined_marked(named or said)
            pair = Pair(
                place, cells.get(columns.wrong, Marked()), cells.get(columns.right, Marked()),
                table.page,
            )  # fmt: skip
            if number and at == 0 and not place and open_pair is not None:
                open_pair = Pair(
                    open_pair.place, joined_marked([open_pair.wrong, pair.wrong]),
                    joined_marked([open_pair.right, pair.right]), open_pair.page,
                )  # fmt: skip
                continue
            if open_pair is not None:
                yield open_pair
            open_pair = pair
    if open_pair is not None:
        yield open_pair


def edits_between(wrong: str, right: str) -> list[Edit]:
    """The edits that make ``right`` of ``wrong``."""
    found: list[Edit] = []
    at = 0
    for piece in difference(wrong, right):
        if piece.op != "same":
            found.append(
                Edit(struck=piece.old, inserted=piece.new, start=at, end=at + len(piece.new))
            )
        at += len(piece.new)
    return found

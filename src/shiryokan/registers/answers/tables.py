"""Questions and answers in tables: a column of questions, and one of answers beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.registers.answers.entries import Entry
from shiryokan.registers.answers.marks import NUMBER, Number
from shiryokan.registers.base import Unplaced
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced

COLUMNS = {
    "question": re.compile(r"(?:ご)?質問(?:事項|内容|の内容)?|問い?|照会(?:事項|内容)|Q|Question"),
    "answer": re.compile(r"(?:ご)?回答(?:内容|の内容)?|答え?|A|Answer"),
    "number": re.compile(r"No\.?|NO\.?|番号|項番|質問番号|問番号|#"),
    "topic": re.compile(r"項目|分類|区分|件名|種別|カテゴリー?|該当箇所|資料名"),
}
"""What the columns are called in the table's first row."""


def read_tables(passages: Sequence[TracedPassage]) -> tuple[list[Entry], list[Unplaced]]:
    """The questions of all tables that have both columns."""
    entries: list[Entry] = []
    unplaced: list[Unplaced] = []
    for passage in passages:
        columns = _columns(passage.cells)
        if "question" in columns and "answer" in columns:
            _read_table(passage.cells, columns, entries, unplaced)
    return entries, unplaced


def _columns(cells: Sequence[TracedCell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in cells:
        title = "".join(narrow(cell.text).split())
        for name, pattern in COLUMNS.items():
            if cell.row == 0 and pattern.fullmatch(title):
                found.setdefault(name, cell.column)
    return found


def _read_table(
    cells: Sequence[TracedCell],
    columns: dict[str, int],
    entries: list[Entry],
    unplaced: list[Unplaced],
) -> None:
    for row in sorted({cell.row for cell in cells} - {0}):
        parts = {name: _in(cells, row, column) for name, column in columns.items()}
        question, answer = parts["question"], parts["answer"]
        if not question or not answer:
            unplaced += [Unplaced.of("incomplete", text) for text in (*question, *answer)][:1]
            continue
        written = next(iter(parts.get("number", [])), Traced())
        match = NUMBER.search(narrow(written.text))
        number = Number.of(match.group() if match else str(len(entries) + 1))
        topic = next(iter(parts.get("topic", [])), Traced())
        place = written.cut(match) if match else Traced()
        entries.append(Entry(0, number, place, question, answer, answered=True, topic=topic))


def _in(cells: Sequence[TracedCell], row: int, column: int) -> list[Traced]:
    """The paragraphs of the cell that covers a place: a cell may reach over rows."""
    for cell in cells:
        if cell.column == column and cell.row <= row < cell.row + cell.rows:
            return [paragraph for paragraph in cell.paragraphs if paragraph]
    return []

"""Which rows and columns of a table are heads: they say what stands below or beside them.

Each row from the top, and each column from the left, is weighed: what speaks for a head and what
speaks against it is added up, and the first that is none ends the heads. What counts is a ground
that the body has not, bold letters, words over numbers, cells over several columns, letters set in
the middle, and the words that officials put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from shiryokan.japanese.amounts import amount_of
from shiryokan.paper.layout.lines import begins_with_label, ends_sentence
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.model import Head

_ROOM = PARAMS.heads.room

_SHADED = PARAMS.heads.shaded
_BOLD = PARAMS.heads.bold
_OVER_NUMBERS = PARAMS.heads.over_numbers
_SPANS = PARAMS.heads.spans
_CENTRED = PARAMS.heads.centred
_WORDS_OF_HEADS = PARAMS.heads.words_of_heads
_SOME_WORDS = PARAMS.heads.some_words
_ALL_FILLED = PARAMS.heads.all_filled
_SHORTER = PARAMS.heads.shorter
_NUMBERS = PARAMS.heads.numbers
_SENTENCE = PARAMS.heads.sentence
_ALIKE = PARAMS.heads.alike
_HEAD_ROW = PARAMS.heads.head_row
_HEAD_COLUMN = PARAMS.heads.head_column
_LABELS = PARAMS.heads.labels
_NO_LABELS = PARAMS.heads.no_labels
_BESIDE_LONG = PARAMS.heads.beside_long
_LONGEST = PARAMS.heads.longest
_MOST_ROWS = PARAMS.heads.most_rows
_MOST_COLUMNS = PARAMS.heads.most_columns
_MOSTLY = PARAMS.heads.mostly
_LONGER = PARAMS.heads.longer
_MIDDLE = PARAMS.heads.middle
_HEAD_WORDS = (
    r"区分|番号|No\.?|№|№\.?|項目|件名|名称|氏名|役職名?|所属.{0,4}|備考|摘要|内容|金額|単価|数量|単位"
    r"|種類|種別|期日|年月日|日程|月日|日付|時間|場所|会場|担当.{0,3}|部署|課名|事務の?.{0,3}|根拠.{0,4}"
    r"|品名|規格|予算.{0,3}|決算.{0,3}|前年度.{0,3}|本年度.{0,3}|当年度.{0,3}|増減.{0,2}|比較.{0,3}|構成比|割合"
    r"|合計|計|実数|率|件数|人数|回数|付託.{0,5}|結果|審議.{0,3}|議決.{0,3}|目標.{0,3}|実績.{0,3}|指標.{0,2}|.策.{0,4}"
    r"|取組.{0,4}|現行|改正案?|改正[前後]|旧|新|誤|正|ページ|頁|質問|回答|用語|説明|意味|節|款|項|目|級|号給"
    r"|点数|算定.{0,4}|曜日?|[日月火水木金土]|電話.{0,3}|住所|所在地|窓口|連絡先|内線|.{1,6}[名額数率]"
)
_SPACE = re.compile(r"\s+")


@cache
def _head_word() -> re.Pattern[str]:
    """Compiled where it is first asked for, not at the start of each reader."""
    return re.compile(_HEAD_WORDS)


@dataclass(slots=True)
class Seen:
    """A cell as it is seen: its place and spans, its text without white space, whether it lies on
    a ground, whether its letters are bold, and the white left and right of them as shares of its
    width."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    shaded: bool
    bold: bool
    white: tuple[float, float]

    @property
    def number(self) -> bool:
        """Whether it holds nothing but an amount."""
        return amount_of(self.text) is not None

    @property
    def figured(self) -> bool:
        """Whether it has figures."""
        return any(map(str.isdigit, self.text))

    @property
    def centred(self) -> bool:
        """Whether its letters stand in its middle, with white on both sides."""
        return abs(self.white[0] - self.white[1]) < _MIDDLE and min(self.white) > _ROOM


def heads_of(cells: Sequence[Seen]) -> list[Head]:
    """What each of ``cells`` is the head of."""
    for cell in cells:
        cell.text = _SPACE.sub("", cell.text)
    last_row = max((cell.row + cell.rows for cell in cells), default=0)
    width = max((cell.column + cell.columns for cell in cells), default=0)
    rows = _head_rows(cells, last_row, width)
    columns = _head_columns([cell for cell in cells if cell.row >= rows], width)
    return [
        "column" if cell.row < rows else "row" if cell.column + cell.columns <= columns else ""
        for cell in cells
    ]


def _head_rows(cells: Sequence[Seen], height: int, width: int) -> int:
    """How many rows from the top are heads."""
    if width < 2:
        return 0
    heads = 0
    while heads < min(_MOST_ROWS, height - 1):
        own = [cell for cell in cells if cell.row == heads and cell.text]
        below = [cell for cell in cells if cell.row > heads and cell.text]
        covered = any(
            cell.row < heads < cell.row + cell.rows for cell in cells if cell.text
        ) and heads > 0  # fmt: skip
        if not below or not (covered or own):
            break
        if not covered and _row_score(own, below, width) < _HEAD_ROW:
            break
        heads += 1
    return heads


def _row_score(own: Sequence[Seen], below: Sequence[Seen], width: int) -> float:
    return (
        _dress_score(own, below) + _column_by_column(own, below) + _words_score(own, below, width)
    )


def _dress_score(own: Sequence[Seen], below: Sequence[Seen]) -> float:
    """What ground, letters and places say of a row."""
    score = 0.0
    if all(cell.shaded for cell in own) and not all(cell.shaded for cell in below):
        score += _SHADED
    if all(cell.bold for cell in own) and not _most(cell.bold for cell in below):
        score += _BOLD
    if all(cell.centred for cell in own) and not _most(cell.centred for cell in below):
        score += _CENTRED
    if len(own) > 1 and any(cell.columns > 1 for cell in own):
        score += _SPANS
    return score


def _column_by_column(own: Sequence[Seen], below: Sequence[Seen]) -> float:
    """What a row's entries say beside those below them."""
    score = 0.0
    over = alike = False
    for cell in own:
        column = [b for b in below if cell.column <= b.column < cell.column + cell.columns]
        if _most(b.number for b in column):
            score += _NUMBERS * (cell.number and cell.columns == 1)
            over = over or not cell.number
        elif cell.figured and _most(b.figured for b in column):
            alike = True
    return score + _OVER_NUMBERS * over + _ALIKE * alike


def _words_score(own: Sequence[Seen], below: Sequence[Seen], width: int) -> float:
    """What a row's words say."""
    score = 0.0
    words = sum(_head_word().fullmatch(cell.text) is not None for cell in own)
    if words:
        score += _WORDS_OF_HEADS if 2 * words >= len(own) else _SOME_WORDS
    if len(own) < 2 or any(len(c.text) > _LONGEST or ends_sentence(c.text) for c in own):
        score += _SENTENCE
    filled = sum(cell.columns for cell in own)
    score += _ALL_FILLED * (filled >= width and len({cell.text for cell in own}) == len(own))
    longest = max(len(cell.text) for cell in own)
    return score + _SHORTER * (_mean(len(cell.text) for cell in below) > _LONGER * longest)


def _head_columns(body: Sequence[Seen], width: int) -> int:
    """How many columns from the left are heads, of the rows that are none."""
    filled = [cell for cell in body if cell.text]
    heads = 0
    while heads < min(_MOST_COLUMNS, width - 1):
        own = [cell for cell in filled if cell.column == heads]
        beside = [cell for cell in filled if cell.column > heads]
        if len(own) < 2 or not beside or _column_score(own, beside) < _HEAD_COLUMN:
            break
        heads += 1
    return heads


def _column_score(own: Sequence[Seen], beside: Sequence[Seen]) -> float:
    score = 0.0
    if all(cell.shaded for cell in own) and not _most(cell.shaded for cell in beside):
        score += _SHADED
    if all(cell.bold for cell in own) and not _most(cell.bold for cell in beside):
        score += _BOLD
    if _most(cell.number or begins_with_label(cell.text) for cell in own):
        score += _NO_LABELS
    if any(len(cell.text) > _LONGEST or ends_sentence(cell.text) for cell in own):
        score += _SENTENCE
    by_column: dict[int, list[Seen]] = {}
    for cell in beside:
        by_column.setdefault(cell.column, []).append(cell)
    if all(_most(cell.number for cell in column) for column in by_column.values()):
        score += _LABELS
    words = sum(_head_word().fullmatch(cell.text) is not None for cell in own)
    score += _SOME_WORDS * (2 * words >= len(own))
    if len(by_column) == 1:
        long = _mean(len(cell.text) for cell in beside) > _LONGER * _mean(len(c.text) for c in own)
        distinct = len({cell.text for cell in own}) == len(own)
        figured = any(cell.figured for cell in own)
        score += _BESIDE_LONG * (long and distinct and not figured)
    return score


def _most(told: Iterable[bool]) -> bool:
    held = list(told)
    return bool(held) and sum(held) >= _MOSTLY * len(held)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0

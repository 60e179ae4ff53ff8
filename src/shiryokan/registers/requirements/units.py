"""The document cut into paragraphs, items and headings, where a grammar of guidelines cuts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiryokan.japanese.enumeration import CIRCLED_NUMBERS, KANA
from shiryokan.paper.document import Document
from shiryokan.paper.model import BlockKind, Page
from shiryokan.registers.narrow_text import LEADERS, narrow, parted
from shiryokan.registers.passages import TracedPassage, traced_flow
from shiryokan.registers.requirements.facts import part_of
from shiryokan.registers.requirements.numbers import ABSOLUTE, Label, label_of
from shiryokan.registers.source_text import Traced, joined

_ITEM = re.compile(
    r"[・•‣·○●◎■□◆◇▼※*▶➢✓\u2013\-]\s*\S|"
    rf"[{CIRCLED_NUMBERS}]|\(?(?:[a-z]{{1,2}}|[{KANA}]|\d{{1,2}}|[ivx]{{1,5}})\)|[{KANA}][\s.]"
    r"|[a-z]\.\s|[ivx]{1,5}\.\s|注\d*\)|\d{1,2}[.)]\s"
)
_LEADERS_OF_CONTENTS = 3
"""A page with so many lines with leaders is one of a table of contents."""
_NO_TITLE = re.compile(
    r"及び|又は|並びに|若しくは|または|および|から|まで|による|によれ|によっ|には|にお|では|とは|として|への|に(?:[従示規定関基])"
    r"|[のをはがにでとへも](?![ぁ-ん])|参照"
    r"|[,，、.．)\]」』;；:：%~/]|[年月日回円倍点万億割歳条項号章節頁](?![一-鿿ァ-ヴ])"
)
"""A number that is followed so is mentioned in a sentence."""
_SENTENCE = re.compile(r"。|は[、,，]|(?<![ぁ-ん])[をにはがへ]$")
"""A title has no sentence, whole or begun."""
_BLANK = re.compile(
    r"[(\[]?\s*(?:this\s*page\s*(?:is\s*)?(?:has\s*been\s*)?(?:intentionally\s*)?(?:left\s*)?blank\.?"
    r"|(?:この|本)ページは(?:意図的に)?(?:白紙|空白|余白)(?:です|である|としています|としてあります|になっています)?。?"
    r"|(?:以下|本ページ)?(?:余白|白紙|空白)(?:ページ)?)\s*[)\]]?",
    re.IGNORECASE,
)
"""What is printed on a page on which nothing is printed."""
_LONGEST_TITLE = 90
_SHORT_OF_MARGIN = 40.0
"""Points by which a line must end before the others to be a title and not a paragraph's first."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, an item, a heading or a row of a table; ``plain`` is its text made narrow,
    ``x`` where it begins, ``opens`` whether it begins a block."""

    text: Traced
    plain: str
    kind: BlockKind
    level: int
    x: float
    opens: bool
    last_row: bool = False
    """The last row of a table, of two cells: may be a heading that was taken to the table."""
    run_in: bool = False
    """A heading that was cut out of the paragraph it stood in."""

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.text.page

    @property
    def is_item(self) -> bool:
        """Whether it begins with the sign of an item."""
        return _ITEM.match(self.plain) is not None

    @property
    def label(self) -> Label | None:
        """The number of the heading it may be."""
        if self.kind in ("footnote", "caption"):
            return None
        label = label_of(self.plain)
        if self.kind == "table" and not (label and self.last_row and label.form == "dotted"):
            return None
        title = self.plain[label.rest :].strip() if label else ""
        if not title or len(title) > _LONGEST_TITLE or title.endswith(("。", "、", ",", ":", "か")):
            return None
        if _SENTENCE.search(title) or _NO_TITLE.match(title) or LEADERS.search(title):
            return None
        return label


def units(document: Document) -> list[Unit]:
    """The units of a document, without page labels and tables of contents."""
    contents = _contents(document.pages)
    found = []
    for passage in traced_flow(document):
        if passage.page in contents:
            continue
        is_table = passage.kind == "table"
        pieces = list(_rows(passage) if is_table else _pieces(passage))
        for number, text in enumerate(pieces):
            if text.text.strip() and not _BLANK.fullmatch(narrow(text.text).strip()):
                line = next((p.line for p in text.pieces if p.line), None)
                x = line.bbox.x0 if line else 0.0
                plain = narrow(text.text)
                last = is_table and number == len(pieces) - 1 > 0 and text.text.count("\t") == 1
                found.append(Unit(text, plain, passage.kind, passage.level, x, number == 0, last))
    return found


def _contents(pages: Sequence[Page]) -> set[int]:
    """The pages of tables of contents: they have leaders, or are called 目次 and have no
    sentences; so do those that follow on."""
    found: set[int] = set()
    for page in pages:
        lines = [line.text for block in page.blocks for line in block.lines]
        leaders = sum(LEADERS.search(line) is not None for line in lines)
        called = any("".join(line.split()) in ("目次", "もくじ", "CONTENTS") for line in lines)
        whole = not any("。" in line for line in lines)
        goes_on = page.page - 1 in found and sum(map(_is_numbered, map(narrow, lines))) >= 2
        if leaders >= _LEADERS_OF_CONTENTS or (whole and (called or goes_on)):
            found.add(page.page)
    return found


def _pieces(passage: TracedPassage) -> Iterator[Traced]:
    """A paragraph, cut where a line is the heading of a part or begins with a number of its own:
    the layout may have taken the heading to the paragraph."""
    lines: list[Traced] = []
    item = bool(passage.lines) and _ITEM.match(narrow(passage.lines[0].text)) is not None
    for line in passage.lines:
        plain = narrow(line.text)
        alone = part_of(line.text) is not None
        begins = alone or _is_numbered(plain) or (item and _ITEM.match(plain) is not None)
        if lines and begins:
            yield joined(lines)
            lines = []
        lines.append(line)
        if alone or (len(lines) == 1 and _is_title(line, passage)):
            yield joined(lines)
            lines = []
    if lines:
        yield joined(lines)


def _is_title(line: Traced, passage: TracedPassage) -> bool:
    """Whether a numbered line ends so early that what follows is no part of it."""
    plain = narrow(line.text)
    label = label_of(plain)
    if label is None or not plain[label.rest :].strip() or _SENTENCE.search(plain):
        return False
    ends = [p.line.bbox.x1 for each in passage.lines for p in each.pieces if p.line]
    return _end(line) < max(ends) - _SHORT_OF_MARGIN


def _end(line: Traced) -> float:
    return max((p.line.bbox.x1 for p in line.pieces if p.line), default=0.0)


def _is_numbered(plain: str) -> bool:
    label = label_of(plain)
    if label is None or label.form not in ABSOLUTE or len(label.parts) < 2:
        return False
    title = plain[label.rest :].strip()
    if len(title) > 40 or _SENTENCE.search(title):
        return False
    return bool(title) and not _NO_TITLE.match(title)


def _rows(passage: TracedPassage) -> Iterator[Traced]:
    """The rows of a table, its cells parted by a tab. A row that the layout cut in two is one."""
    ends = _right_ends(passage)
    rows: list[dict[int, Traced]] = []
    for number in sorted({cell.row for cell in passage.cells}):
        cells = [cell for cell in passage.cells if cell.row == number]
        row = {cell.column: text for cell in cells if (text := joined(cell.paragraphs))}
        blank = {cell.column for cell in cells} - set(row)
        if rows and row and _goes_on(rows[-1], row, blank, ends):
            for column, text in row.items():
                rows[-1][column] = joined([rows[-1][column], text])
        elif row:
            rows.append(row)
    for row in rows:
        yield parted([row[column] for column in sorted(row)], "\t")


def _goes_on(
    before: dict[int, Traced], row: dict[int, Traced], blank: set[int], ends: dict[int, float]
) -> bool:
    """Whether a row is the second half of the one before it: it has an empty cell in the column
    that numbers the rows, and its cells go on where the last line of those before ran full."""
    return (
        min(before) in blank
        and set(row) <= set(before)
        and all(_runs_on(before[column], ends.get(column, 0.0)) for column in row)
    )


def _runs_on(text: Traced, end: float) -> bool:
    """Whether a cell ends in a full line, within a sentence."""
    last = next((piece.line for piece in reversed(text.pieces) if piece.line), None)
    if last is None or text.text.rstrip().endswith(_WHOLE):
        return False
    return last.bbox.x1 >= end - (last.bbox.y1 - last.bbox.y0)


def _right_ends(passage: TracedPassage) -> dict[int, float]:
    """How far to the right the lines of each column run, in points."""
    ends: dict[int, float] = {}
    for cell in passage.cells:
        for paragraph in cell.lines:
            for line in paragraph:
                if cell.columns == 1:
                    ends[cell.column] = max(_end(line), ends.get(cell.column, 0.0))
    return ends


_WHOLE = ("。", ")", "）", "」", ":", "：")
"""How a cell ends that says all it has to say."""

"""Questions in small tables of their own, put as rows of one: a number beside both the question and
its answer, or words at the left that say what stands beside them (分類, 質問, 回答).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shiryokan.paper.model import Page
from shiryokan.registers.answers import marks, tables
from shiryokan.registers.answers.asking import asks, asks_plainly
from shiryokan.registers.answers.mark_prefixes import numbered_head
from shiryokan.registers.answers.marks import Number
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Piece, Traced, joined

_FEWEST_NAMED, _FEWEST = 2, 3
"""Cards at least: where words name their parts, and where nothing but a number does."""
_ASKING, _ANSWERS_ASK, _COUNTED = 0.5, 0.3, 0.7
"""Shares of the cards: of questions that ask at least, of answers that do at most, and of numbers
that count on at least."""
_WHOLE = 0.8
"""Share of the cards with names that have a question and an answer, at least."""
_LONGEST = 12
"""Characters of a number with its word, or of a name of a part, at most."""
_DIGITS = re.compile(r"\d+")
_TITLES = {"number": "番号", "topic": "項目", "question": "質問", "answer": "回答"}
_NAMES = ("topic", "question", "answer", "number")
"""Kinds of names, in the order in which they are looked for: 項目番号 is a number."""


@dataclass(slots=True)
class _Card:
    """A card: what its parts hold, and the passages that it takes the place of."""

    parts: dict[str, list[TracedCell]] = field(default_factory=dict)
    first: int = 0
    number: Traced = field(default_factory=Traced)

    @property
    def whole(self) -> bool:
        """Whether it has a question and an answer."""
        return {"question", "answer"} <= self.parts.keys()

    @property
    def page(self) -> int:
        """The page on which it begins; 0 if nothing stands in it."""
        texts = (joined(cell.paragraphs) for own in self.parts.values() for cell in own)
        return next((text.page for text in texts if text.page), 0)

    def text(self, name: str) -> str:
        """The words of a part."""
        return "".join("".join(narrow(c.text).split()) for c in self.parts.get(name, ()))


def with_cards(
    passages: Sequence[TracedPassage], pages: Sequence[Page]
) -> list[TracedPassage] | None:
    """The passages, with each card as a table that has titles and one row; None if there are no
    cards."""
    found = _named(passages, pages) or _numbered(passages)
    return None if found is None else list(_put(passages, *found))


Found = tuple[list[_Card], set[int]]
"""Cards, and the passages that they take the place of."""


def _put(
    passages: Sequence[TracedPassage], cards: Sequence[_Card], gone: set[int]
) -> Iterator[TracedPassage]:
    at: dict[int, list[_Card]] = {}
    for card in cards:
        at.setdefault(card.first, []).append(card)
    for place, passage in enumerate(passages):
        for card in at.get(place, ()):
            yield _table(card, passage)
        if place not in gone:
            yield passage


def _table(card: _Card, passage: TracedPassage) -> TracedPassage:
    names = [name for name in _TITLES if name != "number" or card.number]
    cells = []
    for column, name in enumerate(names):
        title = Traced([Piece(_TITLES[name], passage.page, None, 0)])
        cells.append(TracedCell(0, column, 1, 1, ((title,),)))
        lines = tuple(own for cell in card.parts.get(name, ()) for own in cell.lines)
        if name == "number":
            lines = ((card.number,),)
        cells.append(TracedCell(1, column, 1, 1, lines))
    return TracedPassage("table", passage.page, Traced(), 0, tuple(cells))


def _plain(cell: TracedCell) -> str:
    return "".join(narrow(cell.text).split())


def _is_number(plain: str) -> bool:
    """Whether nothing but a number stands there, with its word: No.1, 質問１, (問1-1)."""
    if not plain or len(plain) > _LONGEST:
        return False
    if marks.QUESTION.fullmatch(plain) or marks.NUMERAL.fullmatch(plain):
        return True
    head = numbered_head(plain)
    return head is not None and head.rest == len(plain)


def _rows(passage: TracedPassage) -> Iterator[list[TracedCell]]:
    """The rows of a table by columns, those parted that a page end has joined."""
    cells = sorted(passage.cells, key=lambda cell: (cell.row, cell.column))
    for _, row in itertools.groupby(cells, key=lambda cell: cell.row):
        own = list(row)
        pages = sorted({line.page for c in own for each in c.lines for line in each} - {0})
        begins = [page for page in pages[1:] if any(_begins(cell, page) for cell in own[:1])]
        for first, end in zip([0, *begins], [*begins, 0], strict=True):
            yield [tables.of_pages(cell, first, end) for cell in own] if begins else own


def _begins(cell: TracedCell, page: int) -> bool:
    """Whether a name or a number stands first of a cell's lines on a page."""
    first = next((line for own in cell.lines for line in own if line.page == page), Traced())
    plain = "".join(narrow(first.text).split())
    return bool(_name(plain)) or _is_number(plain)


def _name(plain: str) -> str:
    """The kind of what a cell names that stands beside it; empty if it names nothing."""
    if len(plain) > _LONGEST:
        return ""
    return next((n for n in _NAMES if tables.COLUMNS[n].fullmatch(plain)), "")


# --- cards whose parts have names


def _named(passages: Sequence[TracedPassage], pages: Sequence[Page]) -> Found | None:
    cards: list[_Card] = []
    gone: set[int] = set()
    tops = dict(_at_top(pages))
    pending = Traced()
    for at, passage in enumerate(passages):
        if not passage.cells or tables.columns_of(passage.cells):
            continue
        own, number = _cards_of(passage, at)
        if not own:
            continue
        above = passages[at - 1] if at else None
        own[0].number, pending = own[0].number or pending, number
        if above is not None and not above.cells and not own[0].number:
            plain = "".join(narrow(above.text.text).split())
            if _is_number(plain) and not plain.isdigit():
                own[0].number = above.text.strip()
                gone.add(at - 1)
        gone.add(at)
        cards += own
    said = {_around(card.number) for card in cards if card.number}
    for card in cards:
        if not card.number and _around(top := tops.get(card.page, Traced())) in said:
            card.number = tops.pop(card.page, top)
    whole = [card for card in cards if card.whole]
    named = [card for card in whole if card.number or "topic" in card.parts]
    if len(named) < _FEWEST_NAMED or len(whole) < _WHOLE * len(cards):
        return None
    return cards, gone


def _at_top(pages: Sequence[Page]) -> Iterator[tuple[int, Traced]]:
    """The numbers of questions that were taken for what runs over the pages."""
    for page in pages:
        for block in page.blocks:
            if block.kind == "furniture" and block.bbox.y0 < page.height / 4:
                for line in block.lines:
                    if _is_number("".join(narrow(line.text).split())):
                        yield page.page, Traced.of(page.page, line)


def _around(number: Traced) -> str:
    """What stands around a number."""
    return _DIGITS.sub("", "".join(narrow(number.text).split()))


def _cards_of(passage: TracedPassage, at: int) -> tuple[list[_Card], Traced]:
    """The cards of a table, and the number of a card that begins in the next one, where a page end
    has put it to this; none if it holds anything else."""
    cards: list[_Card] = []
    last = ""
    for row in _rows(passage):
        pairs = _pairs(row)
        if pairs is None:
            return [], Traced()
        for name, cell in pairs:
            begins = name == "number" or not cards or name in cards[-1].parts
            if name == "rest":
                if not last:
                    return [], Traced()
                cards[-1].parts[last].append(cell)
                continue
            if begins and (not cards or cards[-1].parts or name != "number"):
                cards.append(_Card(first=at))
            if name == "number":
                cards[-1].number, last = joined(cell.paragraphs), ""
            else:
                cards[-1].parts.setdefault(name, []).append(cell)
                last = name
    number = cards.pop().number if cards and not cards[-1].parts else Traced()
    return (cards, number) if all(card.parts for card in cards) else ([], Traced())


def _pairs(row: Sequence[TracedCell]) -> list[tuple[str, TracedCell]] | None:
    """What the cells of a row hold by their names; None if something else stands there."""
    found: list[tuple[str, TracedCell]] = []
    filled = [cell for cell in row if cell.text.strip()]
    if len(filled) == 1 and filled[0].column > 0:
        return [("rest", filled[0])]
    at = 0
    while at < len(filled):
        plain = _plain(filled[at])
        name = _name(plain)
        if name and at + 1 < len(filled):
            found.append((name, filled[at + 1]))
            at += 2
        elif _is_number(plain):
            found.append(("number", filled[at]))
            at += 1
        else:
            return None
    return found


# --- a number beside both


def _numbered(passages: Sequence[TracedPassage]) -> Found | None:
    cards: list[_Card] = []
    gone: set[int] = set()
    for at, passage in enumerate(passages):
        if not passage.cells or tables.columns_of(passage.cells):
            continue
        if own := _stacks(passage, at):
            cards += own
            gone.add(at)
    if len(cards) < _FEWEST:
        return None
    asking = sum(asks(card.text("question")) for card in cards)
    again = sum(asks_plainly(card.text("answer")) for card in cards)
    if asking < _ASKING * len(cards) or again > _ANSWERS_ASK * len(cards):
        return None
    return (cards, gone) if _counted(cards) >= _COUNTED * len(cards) else None


def _counted(cards: Sequence[_Card]) -> int:
    last: Number | None = None
    count = 0
    for card in cards:
        match = marks.NUMERAL.search(narrow(card.number.text))
        if match is None:
            continue
        number = Number.of(match.group())
        count += number.is_first or number.parts[-1] == 1 or bool(last and number.follows(last))
        last = number
    return count


def _stacks(passage: TracedPassage, at: int) -> list[_Card]:
    """The cards of a table whose rows are in pairs: a number and a question, below it the answer;
    none if it holds anything else, or marks tell both."""
    cards: list[_Card] = []
    for row in _rows(passage):
        filled = [cell for cell in row if cell.text.strip()]
        numbered = bool(filled) and filled[0].column == 0 and _is_number(_plain(filled[0]))
        words = [c for c in filled[numbered:] if not c.column or not _is_mark(_plain(c))]
        if not cards and not numbered and all(len(_plain(c)) <= _LONGEST for c in filled):
            # titles
            continue
        if len(words) != 1 or words[0].column == 0 or _has_mark(_plain(words[0])):
            return []
        if numbered:
            if cards and not cards[-1].whole:
                return []
            number = joined(filled[0].paragraphs)
            cards.append(_Card({"question": [words[0]]}, at, number))
        elif not cards or cards[-1].whole:
            return []
        else:
            cards[-1].parts["answer"] = [words[0]]
    return cards if cards and cards[-1].whole else []


def _is_mark(plain: str) -> bool:
    return bool(marks.BARE_QUESTION.fullmatch(plain) or marks.ANSWER.fullmatch(plain))


def _has_mark(plain: str) -> bool:
    match = marks.QUESTION.match(plain)
    if match and (match["after"] or not marks.REFERRED.match(plain, match.end())):
        return True
    return bool(marks.BARE_QUESTION.match(plain) or marks.ANSWER.match(plain))

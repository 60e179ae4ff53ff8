"""From rows to paragraphs of items. :mod:`shiryokan.registers.notices` tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shiryokan.registers.base import Unplaced
from shiryokan.registers.item_codes import order
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.notices import heads
from shiryokan.registers.notices.heads import Named
from shiryokan.registers.notices.labels import label_of
from shiryokan.registers.notices.model import Schedule
from shiryokan.registers.notices.rows import Row
from shiryokan.registers.source_text import Piece, Traced, joined

_INSIDE = 0.8
"""So far right of the label of an open paragraph, in characters, no head stands."""
_HUNG = 3.0
"""So far right of where a head begins, in characters, nothing stands but the rest of it."""
_CENTRED = 0.3
"""How far apart the middles of heads are at most, in characters, that are set in the middle."""
_FULL = 2.0
"""A head that ends so near to the margin, in characters, may go on in the next row."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over items; ``level`` is 0 for 章, or that of a group, which is below all."""

    level: int
    number: Traced
    title: Traced


GROUP_LEVEL, GENERAL_LEVEL = 4, 5
_FRAMES = tuple(heads.MARKS)
_CLOSED = ("】", "〕", "]", ">", "〉", "》", ")")
_HEADS = (heads.HEAD, heads.PLAIN_HEAD, heads.TIGHT_HEAD, heads.ROUND_HEAD)


@dataclass(slots=True)
class Part:
    """An item, or general rules: its names, the headings over it and the rows below."""

    names: list[Named]
    path: list[Heading]
    schedule: Schedule
    rows: list[Row] = field(default_factory=list)
    head: Traced = field(default_factory=Traced)


@dataclass(slots=True)
class Found:
    """The parts in order, what belongs to none, whether a title names a schedule, and how many
    rows stand below no heading and no item, but for tables and forms behind the notice."""

    parts: list[Part] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    titled: bool = False
    loose: int = 0


class Grammar:
    """Takes rows one by one; ``right`` is where full rows end, ``em`` the width of a character."""

    def __init__(self, rows: Sequence[Row], right: float, em: float) -> None:
        self.rows, self.right, self.em = rows, right, em
        self.found = Found()
        self.path: list[Heading] = []
        self.schedule: Schedule = ""
        self.part: Part | None = None
        self.closed = False
        self.astray: list[Traced] = []
        self.columns = _Columns(em)
        self.plain_heads = _has_plain_heads(rows)

    def run(self) -> Found:
        """All parts."""
        at = 0
        while at < len(self.rows):
            at += self._take(at)
        self._leave()
        return self.found

    def _take(self, at: int) -> int:
        """Takes the row ``at``, and says how many rows that were."""
        row = self.rows[at]
        if row.cells:
            return self._body(row)
        return (
            self._annex(row)
            or self._heading(at, row)
            or self._group(row)
            or self._head(at, row)
            or self._body(row)
        )

    def _annex(self, row: Row) -> int:
        plain = row.plain.strip()
        if title := heads.TITLE.search(plain):
            if len(plain) > len(title[0]) + 20 or plain.endswith("。"):
                return 0
            self._leave()
            self.schedule = heads.schedule_of(title)
            self.path, self.closed, self.found.titled = [], False, True
        elif row.top and heads.ANNEX.fullmatch(plain):
            self._leave()
            self.path, self.closed = [], False
        elif row.top and heads.FORM.fullmatch(plain):
            self._leave()
            self.closed = True
            self.astray.append(row.text)
        else:
            return 0
        return 1

    def _heading(self, at: int, row: Row) -> int:
        match = heads.HEADING.fullmatch(row.plain.strip())
        if match is None or (self._is_within(row) and not self._stands_alone(at)):
            return 0
        text = row.text.strip()
        level = heads.level_of(match["unit"])
        self._enter(Heading(level, text.cut(match, "number"), text.cut(match, "title")))
        return 1

    def _group(self, row: Row) -> int:
        """通則, ＜歯冠修復＞ and the like: a group goes on until a heading, 通則 until an item."""
        plain = row.plain.strip()
        text = row.text.strip()
        if self._is_within(row) or heads.CODE_ALONE.fullmatch(plain):
            return 0
        if match := heads.GENERAL.fullmatch(plain):
            self._enter(Heading(GENERAL_LEVEL, Traced(), text.cut(match, "title")))
        elif match := heads.GROUP.fullmatch(plain):
            self._enter(Heading(GROUP_LEVEL, Traced(), text.cut(match, "title")))
        elif match := heads.COMMON.fullmatch(plain):
            self._enter(Heading(GENERAL_LEVEL, Traced(), text.cut(match, "title")))
        else:
            return 0
        return 1

    def _enter(self, heading: Heading) -> None:
        self._leave()
        self.path = [*(each for each in self.path if each.level < heading.level), heading]
        self.part = Part([], self.path, self.schedule)
        self.closed = False

    def _head(self, at: int, row: Row) -> int:
        match = self._head_match(at, row)
        if match is None:
            return 0
        text, plain, count = row.text, row.plain, 1
        if self._is_code_alone(at, row):
            named = self.rows[at + 1]
            text = Traced([*row.text.strip().pieces, Piece("　", row.page, None, 0),
                           *named.text.pieces])  # fmt: skip
            plain, count = narrow(text.text), 2
        while (following := self._row(at + count)) is not None and self._goes_on(
            replace(row, text=text, plain=plain, end=self.rows[at + count - 1].end,
                    page=self.rows[at + count - 1].page),
            following, self._row(at + count + 1),
        ):  # fmt: skip
            text, count = joined([text, following.text]), count + 1
            plain = narrow(text.text)
            match = next(filter(None, (each.fullmatch(plain) for each in _HEADS)), match)
        names = heads.names_of(text, plain, match)
        if self._is_shared():
            # heads one below the other share what follows
            assert self.part is not None
            self.part.names += names
            return count
        self._leave()
        path = [each for each in self.path if each.level < GENERAL_LEVEL]
        self.part = Part(names, path, self.schedule, head=text)
        self.closed = False
        if not (self.columns.knows_heads and heads.GONE.fullmatch(row.plain.rstrip())):
            # what is no more may stand elsewhere than items do
            self.columns.head(row)
        return count

    def _is_shared(self) -> bool:
        """Whether the open item has nothing below it yet, though it is not deleted."""
        part = self.part
        if part is None or part.rows or not part.names:
            return False
        return not any(heads.is_deleted(named.name.text) for named in part.names)

    def _head_match(self, at: int, row: Row) -> re.Match[str] | None:
        plain = row.plain.rstrip()
        following = self._row(at + 1)
        if self._is_code_alone(at, row):
            whole = f"{plain} {self.rows[at + 1].plain.strip()}"
            return heads.HEAD.fullmatch(whole) or heads.ROUND_HEAD.fullmatch(whole)
        if plain.endswith("、") and following is not None and heads.HEAD.fullmatch(following.plain):
            # heads that share what follows, one below the other
            plain = plain[:-1]
        if plain.endswith(("。", "、")):
            return None
        if match := heads.HEAD.fullmatch(plain):
            if self.closed and not self._goes_up(match["codes"]):
                # a table behind the notice that names items
                return None
            within = self._is_within(row)
            return match if not within or self._stands_out(at, match["codes"]) else None
        gone = heads.GONE.fullmatch(plain) is not None and self._stands_alone(at)
        if not gone and not self.columns.is_head(row):
            return None
        if (
            self._is_within(row)
            and not gone
            and not (self.columns.knows_heads and self._stands_alone(at))
        ):
            return None
        if self.plain_heads and (match := heads.PLAIN_HEAD.fullmatch(plain)):
            return match
        match = heads.TIGHT_HEAD.fullmatch(plain) or heads.ROUND_HEAD.fullmatch(plain)
        return match if match and self._stands_out(at, match["codes"]) else None

    def _is_code_alone(self, at: int, row: Row) -> bool:
        """Whether a row is no more than the code of an item, whose name is the row below."""
        named = self._row(at + 1)
        if heads.CODE_ALONE.fullmatch(row.plain) is None or named is None or named.cells:
            return False
        if self._is_within(row) and not self.columns.is_head(row):
            return False
        plain = named.plain.strip()
        begins = label_of(plain) is not None or heads.HEADING.fullmatch(plain)
        if begins or heads.CODE_ALONE.fullmatch(plain) or heads.HEAD.fullmatch(plain):
            return False
        return (
            self._follows_an_end(at)
            and (self._is_short(named) or self._is_whole_name(at))
            and not re.search(r"、|。(?!\))", plain)
            and self._goes_up(row.plain.strip(heads.MARKS + heads.CLOSING + "()"))
        )

    def _is_whole_name(self, at: int) -> bool:
        """Whether the row below a code in brackets, which fills its column, is a name for all that:
        the row behind it begins anew, or closes a bracket that the name has open."""
        named, behind = self.rows[at + 1], self._row(at + 2)
        if not self.rows[at].plain.rstrip().endswith(_CLOSED):
            return False
        if behind is None or behind.cells:
            return True
        plain = behind.plain
        opened = named.plain.count("(") > named.plain.count(")")
        return (
            label_of(plain) is not None
            or heads.CODE_ALONE.fullmatch(plain.rstrip()) is not None
            or (opened and ")" in plain and self._is_short(behind))
        )

    def _stands_out(self, at: int, codes: str) -> bool:
        """Whether a row is a paragraph of its own, and either goes on with the order of codes or
        has the first of numbered paragraphs below it."""
        following = self._row(at + 1)
        plain = self.rows[at].plain
        # a head of several codes, or one in a frame, may be as long as a row
        plainly = (
            plain.startswith(_FRAMES)
            or heads.FURTHER.search(plain) is not None
            or plain.rstrip().endswith("、")
        )
        if following is None:
            return False
        if plain.startswith(_FRAMES) and self._goes_up(codes):
            # a sentence names no item with a mark before its code
            return True
        if not self._follows_an_end(at):
            return False
        if not (plainly or self._is_short(self.rows[at]) or self._is_where_heads_are(at)):
            return False
        label = label_of(following.plain)
        if label is not None and label.begins and label.form in ("number", "bracket"):
            return True
        return self._goes_up(codes)

    def _is_where_heads_are(self, at: int) -> bool:
        """Whether a row begins where heads do, below a sentence that has ended: in a narrow column
        a head is as long as any row."""
        before = self._row(at - 1)
        ended = before is not None and before.plain.rstrip().endswith("。")
        return ended and self.columns.is_head(self.rows[at])

    def _goes_up(self, codes: str) -> bool:
        """Whether codes follow those of the last item, if there is one, in their order."""
        parts = (part for part in reversed([*self.found.parts, self.part]) if part and part.names)
        last = next(parts, None)
        return last is None or order(heads.ascii_codes(codes)[0]) > order(last.names[-1].codes[-1])

    def _stands_alone(self, at: int) -> bool:
        """Whether a row ends before the margin, and the row before ends a paragraph."""
        return self._is_short(self.rows[at]) and self._follows_an_end(at)

    def _follows_an_end(self, at: int) -> bool:
        before = self._row(at - 1)
        if before is None or self._is_short(before):
            return True
        plain = before.plain.rstrip()
        return plain.endswith("。") or heads.GONE.fullmatch(plain) is not None

    def _row(self, at: int) -> Row | None:
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _is_short(self, row: Row) -> bool:
        return row.cells or row.end < self.right - _FULL * self.em

    def _goes_on(self, row: Row, following: Row, beyond: Row | None) -> bool:
        """Whether the name of a head goes on in the next row: the head is full, or a bracket in it
        is open, and what follows is no sentence and begins nothing. ``beyond`` is the row behind
        that."""
        plain = following.plain
        before = row.plain.rstrip()
        if following.cells or heads.GONE.fullmatch(before):
            return False
        opened = before.count("(") > before.count(")") and ")" in plain
        if opened:
            # （…に限る。） is no sentence
            plain = plain.replace("。)", ")")
        if heads.CUT.search(before) or (before.endswith("、") and heads.HEAD.fullmatch(plain)):
            return "。" not in plain
        hung = following.start > row.start + _HUNG * self.em
        if following.page != row.page and not (before.endswith("、") or opened or hung):
            return False
        begins = label_of(plain) is not None or heads.HEAD.fullmatch(plain)
        if begins or heads.HEADING.fullmatch(plain.strip()):
            return False
        if beyond is not None and "。" in beyond.plain and label_of(beyond.plain) is None:
            # a full row whose sentence ends in the next one
            told = heads.NAMELESS.fullmatch(row.plain) or heads.FURTHER.search(plain) or opened
            if not told and not self._is_short(following):
                return False
        return "。" not in plain and self._completes(row, following)

    def _completes(self, row: Row, following: Row) -> bool:
        """Whether what follows the head so far is the rest of it."""
        plain = following.plain
        if heads.NAMELESS.fullmatch(row.plain):
            # the name of its last code is still to come, however long
            return True
        # of a head of many items whole rows go on with further ones
        listed = any(
            (heads.FURTHER.search(plain), heads.NAMELESS.fullmatch(plain), heads.CUT.search(plain))
        )
        hung = following.start > row.start + _HUNG * self.em
        if not (listed or hung or self._is_short(following)):
            return False
        full = not self._is_short(row) or row.plain.count("(") > row.plain.count(")")
        return full or (listed and heads.FURTHER.search(row.plain) is not None)

    def _is_within(self, row: Row) -> bool:
        """Whether a row stands within an open paragraph: right of its label."""
        column = self.columns.label
        return column is not None and row.start > column + _INSIDE * self.em

    def _body(self, row: Row) -> int:
        if self.part is None:
            self.found.loose += not self.closed
            if self.found.parts or self.closed:
                self.astray.append(row.text)
            return 1
        self.part.rows.append(row)
        self.columns.body(row)
        return 1

    def _leave(self) -> None:
        if self.part is not None and (self.part.rows or self.part.names):
            self.found.parts.append(self.part)
        self.part = None
        self.columns.leave()
        if self.astray:
            for page in dict.fromkeys(each.page for each in self.astray):
                own = joined(each for each in self.astray if each.page == page)
                self.found.unplaced.append(Unplaced.of("orphan", own))
        self.astray = []


class _Columns:
    """Where heads and labels of the open part stand."""

    def __init__(self, em: float) -> None:
        self.em = em
        self.label: float | None = None
        self._heads: list[float] = []
        self._middle = 0.0

    def head(self, row: Row) -> None:
        if not any(abs(known - row.start) < 1.0 for known in self._heads):
            self._heads.append(row.start)
        self._middle = (row.start + row.end) / 2

    @property
    def knows_heads(self) -> bool:
        """Whether a head was met."""
        return bool(self._heads)

    def is_head(self, row: Row) -> bool:
        if not self._heads:
            return True
        # heads may be set in the middle
        apart = abs(self._middle - (row.start + row.end) / 2)
        at_head = any(abs(known - row.start) < self.em for known in self._heads)
        return at_head or apart < _CENTRED * self.em

    def body(self, row: Row) -> None:
        label = None if row.cells else label_of(row.plain)
        if label is not None and (self.label is None or row.start < self.label):
            self.label = row.start

    def leave(self) -> None:
        self.label = None


_SAYS_ITEM = re.compile(
    rf"[{re.escape(heads.MARKS)}(]?\s?区分(?:番号)?\s?[0-9〇一二三四五六七八九]{{2}}"
)


def _has_plain_heads(rows: Sequence[Row]) -> bool:
    """Whether heads of dispensing have two digits alone: a title says that it is dispensing, and
    none has 区分 before it."""
    dispensing = any(m["which"] == "調剤" for r in rows if (m := heads.TITLE.search(r.plain)))
    return dispensing and not any(_SAYS_ITEM.match(row.plain) for row in rows)

"""Numbered lines as a tree: what is numbered, by what it counts with and by how far in it begins.

In short: a line whose number goes on counting with an open entry of its sort stands beside that
entry; one that begins to count with a sort of its own stands below the last. A line without a
number goes on with the line before if that left no room for what it begins with, and is a paragraph
of the nearest entry that begins less far in otherwise.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from shiryokan.japanese.enumeration import value_of
from shiryokan.paper.document import Document
from shiryokan.registers.criteria.numbers import ORDINALS, Number, numbers_of
from shiryokan.registers.criteria.rows import Row, rows_of
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Piece, Traced, joined

_COUNTER = "年(?!齢)|月(?!経)|日(?!常)|回(?!復)|人(?!工)|分(?!娩)|時(?!間外)"
"""What numbers count, and not the beginning of a word (回復期, 人工呼吸)."""
_NO_GAP = re.compile(
    rf"[ア-ンa-zⅰ-ⅹ](?=\S)|[0-9]{{1,2}}(?![0-9.,%件名つ]|{_COUNTER})(?=\S)"
    rf"|[一二三四五六七八九十]{{1,3}}(?![一二三四五六七八九十百千号件名つ割、]|{_COUNTER})(?=\S)"
)
_SECTION_NO_GAP = re.compile(
    r"(?P<number>第[0-9]{1,2}(?:の[0-9]{1,2})?"
    r"|第[一二三四五六七八九十]{1,3}(?:の[一二三四五六七八九十]{1,3})?)"
    rf"(?![0-9.,の一二三四五六七八九十条項号章節款編部次期級種者類版週位段階]|{_COUNTER})"
    r"(?=[^\s。]{2,40}$)"
)
"""The number of a section whose white is too narrow to be seen, with a title, which is short."""
_FIRST_KANA = re.compile("[アイ](?![ァ-ー])")
_FIRST_NUMBER = re.compile("[1１一](?![0-9かの時割級点台床単])")
"""The first number below the title of a section, where its white is too narrow to be seen."""
_RUN = re.compile("[0-9]{2,3}|[一二三四五六七八九十]{2,4}")
"""Digits that may be a number and the beginning of what it is of: 3 and 1の(2), 二 and 十分な."""
_ROMAN = re.compile(
    r"(?:(?P<sign>[Ⅰ-Ⅻ])|(?P<letters>[IVX]{1,4})(?=[\s.．]))(?:の(?P<branch>[0-9０-９]{1,2}))?"
    r"(?P<gap>[.．]?\s*)(?![・、,，）)及又又とのはがをに度型期類種群])(?P<title>[^。]{2,40})$"
)
"""The roman number of a section, with its title."""
ROMAN = "roman section"
SECTIONS = ("annex", *ORDINALS, ROMAN)
"""Sorts of numbers that head sections."""
_TITLE = 60
"""Characters of the row of a section's title, at most."""
_SLACK = 1.0
"""Characters that a full line may end before the end of the longest besides what found no room."""
_SAME = 0.4
"""Beginnings of lines nearer than so many characters are one."""
_GOES_ON = re.compile(
    "[のをはがへとでや、）)」又若及並]|に(?:[おつよ係関掲規該定限])|から|まで|について|中[「、の]"
)
"""What stands right behind a number that a sentence names."""
_ENDS = "。）)」"
_ENDED = re.compile("(?:。|基準等?|患者|疾患|疾病|状態|事項)$")
"""What a sentence or a title ends with."""
_UNFINISHED = re.compile("[はがを、]$")
"""With what no paragraph ends, wherever its row does."""
_OF_KIND = re.compile("もの$")
"""With what an item of a list ends as well, and a row within a sentence."""
_BEFORE_WORD = re.compile("[ア-ン](?![ァ-ー])")
_TITLED = re.compile("施設基準等?$")
_AFTER_TITLE = re.compile("[等のをにはがでと及並又、（(）)]")
"""With what the title of criteria goes on, which is whole otherwise."""
_FEWEST = 4
"""So many lines below entries of one sort tell where the next will begin."""
_LEVEL = re.compile(r"^[(][0-9]{1,2}[)]|^[0-9]{2}(?![0-9])")
"""What takes up one place at the beginning of a vertical line."""
_UNIT = re.compile(r"[(（]?[0-9０-９A-Za-z,]+[)）]?[、。）)」]*|.[、。）)」]*")
"""What is never parted at the end of a line."""


@dataclass
class Entry:
    """What is numbered: its number, its sort, where it begins, its first paragraph, and what
    stands below, paragraphs and entries in order."""

    number: Traced
    sort: str
    value: int
    a0: float
    parent: Entry | None
    lines: list[Traced] = field(default_factory=list)
    below: list[Entry | Paragraph] = field(default_factory=list)
    tight: bool = False
    """Whether no white was seen behind its number."""

    @property
    def head(self) -> Traced:
        """Its own words, without its number."""
        return joined(self.lines)

    @property
    def entries(self) -> list[Entry]:
        """The entries right below."""
        return [each for each in self.below if isinstance(each, Entry)]


@dataclass
class Paragraph:
    """Words without a number."""

    a0: float
    lines: list[Traced] = field(default_factory=list)


def outline_of(document: Document) -> Entry:
    """The root of a document's entries."""
    root = Entry(Traced(), "root", 0, float("-inf"), None)
    rows = rows_of(document)
    reader = _Reader(root, roman=_has_roman_sections(rows), openers=_openers(rows))
    for row in rows:
        reader.read(row)
    return root


_OPENER = re.compile("(?:ただし|なお|また|この場合(?:において)?)、")
_WITHIN = re.compile(f"。(?P<word>{_OPENER.pattern})")
_SHORT = 2.5
"""Characters by which a row that is not full ends before the end of the longest, at least."""


def _openers(rows: Sequence[Row]) -> frozenset[str]:
    """The words that begin paragraphs of their own (ただし、) rather than go on within one."""
    own: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for before, row in itertools.pairwise(rows):
        within.update(match["word"] for match in _WITHIN.finditer(row.text.text))
        match = _OPENER.match(row.text.text)
        if match and before.vertical == row.vertical:
            own[match[0]] += before.a1 < before.right - _SHORT * before.em
    return frozenset(word for word, count in own.items() if count > within[word])


def _has_roman_sections(rows: Sequence[Row]) -> bool:
    """Whether roman numbers head the sections: they count from 1 on, and no others head any."""
    roman = [number.value for row in rows if (number := _roman(row.text.text))]
    ordinals = sum(
        any(number.sort in ORDINALS for number in numbers_of(row.text.text)[:1])
        and len(row.text.text) < _TITLE
        and not row.text.text.rstrip().endswith(("。", "、"))
        for row in rows
    )
    return roman[:2] == [1, 2] and ordinals < len(roman)


def _roman(text: str) -> Number | None:
    """The roman number at the head of a title."""
    match = _ROMAN.match(text.rstrip())
    if match is None:
        return None
    value = value_of(narrow(match["sign"] or match["letters"]), ("roman",))
    if value is None:
        return None
    return Number(ROMAN, value, match.end("gap"), branch=match["branch"] is not None)


class _Reader:
    def __init__(
        self, root: Entry, *, roman: bool = False, openers: frozenset[str] = frozenset()
    ) -> None:
        self._roman = roman
        self._openers = openers
        self._open: list[Entry] = [root]
        self._last: Entry | Paragraph = root
        self._begun: Row | None = None
        self._hang: float | None = None
        self._row: Row | None = None
        self._hangs: dict[str, Counter[int]] = defaultdict(Counter)

    def read(self, row: Row) -> None:
        found = self._number(row)
        if found is not None:
            self._begin(row, *found)
            self._hang = None
        elif self._goes_on(row):
            if self._hang is None and self._last is not self._open[0]:
                steps = round((row.a0 - self._last.a0) / row.em / _SAME)
                self._hangs[_sort(self._last)][steps] += 1
                self._hangs[""][steps] += isinstance(self._last, Entry)
            self._last.lines.append(row.text)
            self._hang = row.a0
        else:
            self._paragraph(row)
            self._hang = None
        self._row = row

    # --- what a row is

    def _is_full(self, row: Row) -> bool:
        """Whether the row before left no room for what ``row`` begins with."""
        last = self._row
        if last is None or last.vertical != row.vertical:
            return False
        text = narrow(row.text.text)
        unit = _UNIT.match(_LEVEL.sub("一", text, count=1) if row.vertical else text)
        ascii_signs = sum(c.isascii() for c in unit[0]) if unit else 0
        width = len(unit[0]) - 0.5 * ascii_signs * (not row.vertical) if unit else 1.0
        return last.a1 + (width + _SLACK) * last.em > last.right

    def _has_ended(self) -> bool:
        """Whether the row before ends a sentence or a title."""
        return self._row is None or _ENDED.search(self._row.text.text.rstrip()) is not None

    def _goes_on(self, row: Row) -> bool:
        last = self._row
        if last is None or self._last is self._open[0]:
            return False
        if isinstance(self._last, Entry) and self._last.sort in SECTIONS and not self._last.lines:
            # its title stands on a line of its own
            return not row.text.text.rstrip().endswith("。")
        if _UNFINISHED.search(last.text.text.rstrip()) and last.vertical == row.vertical:
            return True
        return self._is_full(row) and self._goes_on_behind(last, row)

    def _goes_on_behind(self, last: Row, row: Row) -> bool:
        """Whether a row goes on with the full one before."""
        before = last.text.text.rstrip()
        if not _ENDED.search(before):
            return not (_OF_KIND.search(before) and self._begins_as_paragraph(row))
        opener = _OPENER.match(row.text.text)
        if opener and opener[0] in self._openers and before.endswith("。"):
            return False
        if _TITLED.search(before) and not _AFTER_TITLE.match(row.text.text):
            return False
        if self._hang is not None:
            return abs(row.a0 - self._hang) <= 1.5 * _SAME * row.em
        usual = self._usual_hang(row)
        return usual is None or row.a0 <= usual + 1.5 * _SAME * row.em

    def _begins_as_paragraph(self, row: Row) -> bool:
        """Whether a row begins where the paragraph before did, and that did not go on there."""
        if self._hang is None or isinstance(self._last, Entry):
            return False
        near = _SAME * row.em
        return abs(row.a0 - self._last.a0) <= near < abs(row.a0 - self._hang)

    def _usual_hang(self, row: Row) -> float | None:
        """Where lines below an entry of its sort, or below any, or of a paragraph, have begun so
        far, where they began alike."""
        sort = _sort(self._last)
        for key in dict.fromkeys((sort, "" if isinstance(self._last, Entry) else sort)):
            seen = self._hangs[key]
            if not seen:
                continue
            steps, count = seen.most_common(1)[0]
            if count >= _FEWEST and count >= 0.8 * seen.total():
                return self._last.a0 + steps * _SAME * row.em
        return None

    def _number(self, row: Row) -> tuple[Number, Entry] | None:
        """The number with which a row begins, and the entry below which it stands; None where what
        looks like a number is named by a sentence."""
        text = row.text.text
        if self._roman and (roman := _roman(text)):
            within = self._is_full(row) and not self._has_ended()
            if found := self._section(roman, within=within):
                return found
        readings = [n for n in numbers_of(text) if not _GOES_ON.match(text, n.end)]
        if not readings:
            return self._without_gap(row)
        within = (
            self._is_full(row)
            and self._row is not None
            and self._row.text.text.rstrip()[-1:] not in _ENDS
            and not _ENDED.search(self._row.text.text.rstrip())
        )
        near = _SAME * row.em
        if readings[0].sort in SECTIONS:
            return self._section(readings[0], within=within)
        beside = [
            (abs(entry.a0 - row.a0), -at, number, entry)
            for number in readings
            for at, entry in enumerate(self._open)
            if entry.sort == number.sort and self._follows(entry, number)
        ]
        below = [n for n in readings if n.value == 1 and not n.branch]
        if beside:
            away, _, number, entry = min(beside, key=lambda b: (b[0] > near, b[1]))
            if away <= near or not (below and row.a0 > self._open[-1].a0 + near):
                assert entry.parent is not None
                return (number, entry.parent) if not within or away <= 2 * near else None
        if below:
            at_hang = self._hang is not None and abs(row.a0 - self._hang) <= near
            # no sentence goes on with one kana and white
            kana = below[0].sort == "iroha plain"
            if within and at_hang and not kana:
                return None
            return below[0], self._above(below[0], row)
        if within:
            return None
        return readings[0], self._above(readings[0], row)

    def _without_gap(self, row: Row) -> tuple[Number, Entry] | None:
        """A number with no white behind it, where it is the very next of an open entry that begins
        as far in."""
        plain = narrow(row.text.text)
        if section := self._section_without_gap(plain, row):
            return section
        ended = (
            self._row is None
            or _ENDED.search(self._row.text.text.rstrip())
            or not self._is_full(row)
        )
        heads_section = bool(self._open[-1].sort in SECTIONS and self._last is self._open[-1])
        if ended and (cut := self._cut_of_run(plain, row, heads_section=heads_section)):
            return cut
        match = _NO_GAP.match(plain)
        if match is None or _GOES_ON.match(plain, match.end()):
            return None
        heads_section = heads_section and _FIRST_NUMBER.match(plain) is not None
        # a kana that is due and begins no word of kana
        due = self._row is not None and _OF_KIND.search(self._row.text.text.rstrip())
        if not ended and not heads_section and not (due and _BEFORE_WORD.match(plain)):
            return None
        for number in numbers_of(match[0]):
            for entry in reversed(self._open):
                if (
                    entry.sort == number.sort and self._follows(entry, number)
                    and abs(entry.a0 - row.a0) <= _SAME * row.em and entry.parent is not None
                ):  # fmt: skip
                    return number, entry.parent
        first = next((n for n in numbers_of(match[0]) if n.value == 1), None)
        if first is None or not (_FIRST_KANA.match(plain) or heads_section):
            return None
        if row.a0 < self._open[-1].a0 and not heads_section:
            return None
        return first, self._above(first, row)

    def _cut_of_run(
        self, plain: str, row: Row, *, heads_section: bool
    ) -> tuple[Number, Entry] | None:
        """The number at the head of a run of digits that goes on with what it is of: the very next
        of an entry that begins as far in and has no white behind its own number either."""
        run = _RUN.match(plain)
        if run is None:
            return None
        for end in range(1, len(run[0])):
            # white behind it shows of what sort it is
            for number in numbers_of(f"{run[0][:end]}　"):
                found = replace(number, end=end)
                if number.value == 1 and heads_section and self._open[-1].tight:
                    return found, self._open[-1]
                for entry in reversed(self._open):
                    if (
                        entry.tight and entry.sort == number.sort and entry.parent is not None
                        and self._follows(entry, number)
                        and abs(entry.a0 - row.a0) <= _SAME * row.em
                    ):  # fmt: skip
                        return found, entry.parent
        return None

    def _section_without_gap(self, plain: str, row: Row) -> tuple[Number, Entry] | None:
        """A section that is the very next one, with no white behind its number."""
        match = _SECTION_NO_GAP.match(plain)
        if match is None or (
            self._row is not None
            and self._is_full(row)
            and not _ENDED.search(self._row.text.text.rstrip())
        ):
            return None
        # white behind it shows of what sort it is
        number = next(iter(numbers_of(f"{match['number']}　")), None)
        if number is None or number.sort not in SECTIONS:
            return None
        before = [e.value for e in self._open if e.sort == number.sort]
        if number.value != (before[-1] + 1 - number.branch if before else 1):
            return None
        found = self._section(number, within=False)
        return (replace(number, end=len(match["number"])), found[1]) if found else None

    @staticmethod
    def _follows(entry: Entry, number: Number) -> bool:
        return number.value == entry.value + 1 - number.branch

    def _section(self, number: Number, *, within: bool) -> tuple[Number, Entry] | None:
        root = self._open[0]
        if number.sort == "annex":
            return number, root
        above = next((e for e in self._open if e.sort == "annex"), root)
        before = [e.value for e in self._open if e.sort == number.sort]
        follows = number.value in (before[-1], before[-1] + 1) if before else number.value <= 1
        return (number, above) if follows or not within else None

    def _above(self, number: Number, row: Row) -> Entry:
        """The entry below which a number stands that goes on with no open one."""
        near = _SAME * row.em
        alike = [e for e in self._open if e.sort == number.sort]
        for entry in reversed(alike):
            if entry.parent is not None and abs(entry.a0 - row.a0) <= near:
                return entry.parent
        for entry in reversed(self._open):
            if entry.sort in SECTIONS or entry.sort == "root" or entry.a0 <= row.a0 + near:
                return entry
        return self._open[0]

    # --- what becomes of it

    def _begin(self, row: Row, number: Number, above: Entry) -> None:
        while self._open[-1] is not above:
            self._open.pop()
        end = number.end
        printed, rest = row.text[:end].strip(), row.text[end:].strip("　 ")
        value = number.last or number.value
        entry = Entry(printed, number.sort, value, row.a0, above, [rest] if rest else [])
        entry.tight = not any(sign.isspace() for sign in row.text.text[end - 1 : end + 1])
        above.below.append(entry)
        self._open.append(entry)
        self._last = entry

    def _paragraph(self, row: Row) -> None:
        owner = next(
            (
                e for e in reversed(self._open)
                if e.sort in SECTIONS or e.a0 < row.a0 - _SAME * row.em
            ),
            self._open[0],
        )  # fmt: skip
        while self._open[-1] is not owner and len(self._open) > 1:
            self._open.pop()
        paragraph = Paragraph(row.a0, [row.text])
        owner.below.append(paragraph)
        self._last = paragraph


def _sort(each: Entry | Paragraph) -> str:
    return each.sort if isinstance(each, Entry) else "paragraph"


def texts_of(entry: Entry, *, skip: Sequence[Entry] = ()) -> Iterator[Traced]:
    """All that stands below an entry, a paragraph or a numbered item each."""
    for each in entry.below:
        if isinstance(each, Paragraph):
            yield joined(each.lines)
        elif each not in skip:
            head = each.head
            between = [Piece("　", each.number.page, None, 0)] if head else []
            yield Traced([*each.number.pieces, *between, *head.pieces])
            yield from texts_of(each)

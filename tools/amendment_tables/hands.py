"""Comparisons of old and new text as other hands set them: every look is put together by chance.

Set up without the typesetter beside it having been read, from pictures of printed comparisons, so
that rules are measured by papers that nobody had in mind. Looks of :data:`HANDS` draw from every
second value of what is listed here; those of :data:`ASIDE` from all of them, and are only counted.
What a paper says, and how it is compared, is as for all invented comparisons.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeVar

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shiryokan.japanese.numerals import in_kanji
from tools.amendment_tables.amendments import Author, Node, Table, Words
from tools.composed_looks import fonts_for

T = TypeVar("T")
Labels = Callable[[int], str]
Side = Literal["old", "new"]
Rows = Literal["place", "article", "chapter", "all"]
Unit = tuple[str, bool]
"""A character, and whether it is marked."""
Row = tuple[float, list[Unit]]
"""Where a line of a cell begins (points from the cell's edge), and its characters."""
Cells = dict[str, list[Row | None]]
"""The lines of each cell of a row; None is a line left blank."""

HANDS = tuple(f"hand {number}" for number in range(1, 41))
ASIDE = tuple(f"hand aside {number}" for number in range(1, 41))

_FOLDER = Path("/usr/share/fonts")
_FILES = {
    "ipa mincho": "ipaexm.ttf", "ume mincho": "ume-tms3.ttf",
    "ud gothic": "BIZUDGothic-Regular.ttf", "ume gothic": "ume-tgo4.ttf",
    "ipa gothic": "ipaexg.ttf", "ud mincho": "BIZUDMincho-Regular.ttf",
    "narrow": "BIZUDPMincho-Regular.ttf", "vl": "VL-Gothic-Regular.ttf",
    "bold": "BIZUDGothic-Bold.ttf",
}  # fmt: skip
_FONTS = ("ipa mincho", "ud gothic", "ume mincho", "narrow", "ume gothic", "vl", "ud mincho",
          "ipa gothic")  # fmt: skip
_NOT_FIRST = "、。）」』］〕】,.)"
_TURNED = "（）「」『』［］〔〕【】＜＞ー－―…～()"
"""Signs that lie on their side in vertical writing."""
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789"}
_KANA, _IROHA = "アイウエオカキクケコサシスセソ", "イロハニホヘトチリヌルヲワカヨ"


def _wide(number: int) -> str:
    return str(number).translate(_WIDE)


def _one_wide(number: int) -> str:
    return _wide(number) if number < 10 else str(number)


def _sign(first: str) -> Labels:
    return lambda n: chr(ord(first) + n - 1)


def _kana(n: int) -> str:
    return _KANA[n - 1]


def _iroha(n: int) -> str:
    return _IROHA[n - 1]


Scheme = tuple[Labels, Labels, Labels, Labels, Labels]
"""Numbers of chapters, articles, paragraphs, items and what is below them."""
_LEVEL: tuple[Scheme, ...] = (
    (lambda n: f"第{n}章", lambda n: f"第{n}条", str, lambda n: f"({n})", _kana),
    (lambda n: f"第{_wide(n)}章", lambda n: f"第{_wide(n)}条", _wide,
     lambda n: f"（{_wide(n)}）", _kana),
    (lambda n: f"第{in_kanji(n)}章", lambda n: f"第{in_kanji(n)}条", _wide, in_kanji, _iroha),
    (lambda n: f"第{_one_wide(n)}", _one_wide, lambda n: f"({_one_wide(n)})", _kana,
     lambda n: f"({_kana(n)})"),
    (lambda n: f"第{n}", lambda n: f"{n}．", lambda n: f"（{n}）", _sign("①"), _kana),
    (lambda n: f"第{n}章", lambda n: f"第{n}条", _sign("②"), _sign("⑴"), _kana),
    (lambda n: f"第{_one_wide(n)}章", lambda n: f"第{_one_wide(n)}条", _one_wide, _sign("⑴"),
     _iroha),
    (lambda n: f"{chr(ord('Ⅰ') + n - 1)}", lambda n: f"{n}", lambda n: f"({n})", _sign("①"),
     lambda n: f"{chr(ord('a') + n - 1)}"),
    (lambda n: f"第{in_kanji(n)}", lambda n: f"{n}", _sign("⑴"), _kana, _sign("①")),
)  # fmt: skip
_UPRIGHT: tuple[Scheme, ...] = (
    (lambda n: f"第{in_kanji(n)}章", lambda n: f"第{in_kanji(n)}条", _wide, in_kanji, _iroha),
    (lambda n: f"第{in_kanji(n)}章", lambda n: f"第{in_kanji(n)}条", in_kanji, _sign("①"), _iroha),
    (lambda n: f"第{in_kanji(n)}", in_kanji, lambda n: f"（{in_kanji(n)}）", _iroha, _sign("①")),
    (lambda n: f"第{in_kanji(n)}章", lambda n: f"第{in_kanji(n)}条", _sign("②"), in_kanji, _iroha),
    (lambda n: f"第{_wide(n)}章", lambda n: f"第{_wide(n)}条", _wide,
     lambda n: f"（{in_kanji(n)}）", _kana),
)  # fmt: skip
_HEADS: tuple[tuple[str, str], ...] = (
    ("改　正　後", "改　正　前"), ("改正案", "現行"), ("改　正　案", "現　　行"), ("新", "旧"),
    ("改正後", "改正前"), ("改正後", "現行"), ("改正後（案）", "改正前（現行）"),
    ("新（改正後）", "旧（改正前）"), ("改 正 後", "現 行"), ("改正後の規定", "改正前の規定"),
    ("変更後", "変更前"), ("新条文", "旧条文"),
    ("改　正　後　（　新　）", "改　正　前　（　旧　）"),
)  # fmt: skip
_REMARKS = ("備考", "備　考", "改正理由", "摘要", "改正の趣旨", "理由")
_NEWLY = ("（新設）", "(新設)", "［新設］", "（新規）", "〔新設〕", "（追加）", "【新設】")
_REMOVED = ("（削る）", "(削除)", "［削る］", "（削除）", "〔削る〕", "（廃止）", "【削除】")
_LEFT_OUT = ("（略）", "［略］", "(略)", "〔略〕", "（省略）", "【略】")
_SAME = ("（同左）", "［同左］", "(同左)", "〔同左〕", "（同じ）", "（略）")
_RANGES: tuple[Callable[[str, str], str], ...] = (
    lambda a, b: f"{a}～{b}", lambda a, b: f"{a}から{b}まで", lambda a, b: f"{a}・{b}",
    lambda a, b: f"{a}－{b}",
)  # fmt: skip
_NOTES = (
    "",
    "（下線の部分は改正部分）",
    "",
    "（傍線部分は改正部分）",
    "※下線部が変更箇所",
    "（改正箇所は下線の部分）",
)
_HEADERS = ("", "別紙２", "", "新旧対照表", "", "参考資料３", "【機密性２】")
_FOOTERS = ("- {} -", "", "{}", "{} / 36", "－{}－", "別紙－{}", "{}ページ")
_TITLES: tuple[Callable[[str], str], ...] = (
    lambda t: t, lambda t: f"○{t}", lambda t: f"◎　{t}",
    lambda t: f"「{t.split('　')[0]}」新旧対照表",
    lambda t: f"別紙　{t}",
)  # fmt: skip
_LAWS: tuple[Callable[[str, str], str], ...] = (
    lambda t, n: f"○　{t}（平成二十三年規程第七号）（第{n}条関係）",
    lambda t, n: f"{t}　新旧対照表（第{n}条関係）",
    lambda t, _: f"◎{t}（令和元年訓令第四号）",
    lambda t, n: f"{n}　{t}の一部改正",
)  # fmt: skip
_DRAWN = ("line", "rectangle", "double", "dashed", "wavy", "thick")
_MARKS = (*_DRAWN, "line", "bold", "line", "red", "rectangle", "shaded")


@dataclass(frozen=True)
class Look:
    """How a comparison is set; lengths are in characters, sizes in points.

    ``ruled`` says which rules there are: ``o`` round the table, ``c`` between its columns, ``r``
    between its rows, ``h`` below its heads, ``l`` level ones at top and foot. ``rows`` says what
    one row of the table holds. ``aligned`` is whether both sides of a place begin at one height.
    """

    name: str
    upright: bool
    scheme: Scheme
    heads: tuple[str, str]
    first: Side
    ruled: str
    rows: Rows
    aligned: bool
    remark: str
    repeated: bool
    cut: bool
    newly: str
    removed: str
    left_out: str
    same: str
    between: Callable[[str, str], str]
    gap: str
    step: float
    hang: float
    typed: bool
    headed: bool
    merged: bool
    blank: bool
    mark: str
    marked_words: bool
    renumbered: bool
    several: bool
    title: Callable[[str], str]
    law: Callable[[str, str], str]
    note: str
    note_first: bool
    header: str
    footer: str
    font: str
    spread: bool
    pushed: bool
    margin: float
    size: float = 10.0
    leading: float = 1.6
    page: tuple[float, float] = A4

    def of(self, seed: int) -> Look:
        """The look with the size, the pitch and the paper of a seed."""
        chance = random.Random(f"{self.name} {seed}")
        paper = chance.choice((A4, A4, A4, B5))
        wide = self.page[0] > self.page[1]
        return replace(
            self,
            size=chance.choice((8.0, 9.0, 10.0, 10.5)),
            leading=chance.choice((1.3, 1.45, 1.6, 1.8)) + (0.15 if self.upright else 0),
            page=(paper[1], paper[0]) if wide else paper,
        )

    @property
    def drawn(self) -> bool:
        """Whether what differs has a line below (beside) it."""
        return self.mark in _DRAWN


def look_named(name: str) -> Look:
    """A look by its name."""
    chance = random.Random(name)
    every = 1 if name.startswith("hand aside") else 2

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    upright = chance.random() < 0.3
    scheme = one(_UPRIGHT if upright else _LEVEL)
    signs = "".join(label(at) for label in scheme for at in (1, 5, 9))
    fonts = fonts_for(_FONTS[::every], _font_file, signs, upright=upright)
    ruled = chance.choice(
        ("ocrh", "och", "ocrh", "och", "ch", "lh", "", "oh", "cr", "rlh", "c", "oc")
    )
    rows: Rows = chance.choice(("place", "article", "all", "chapter", "place", "all"))
    open_rows = "r" not in ruled
    remark = one(_REMARKS) if chance.random() < 0.25 else ""
    at = chance.randrange(len(_NEWLY[::every]))
    typed = chance.random() < 0.3
    return Look(
        name, upright, scheme, heads=one(_HEADS), first="new" if chance.random() < 0.6 else "old",
        ruled=ruled, rows=rows, aligned=chance.random() < 0.9 or (open_rows and rows == "all"),
        remark=remark, repeated=chance.random() < 0.5, cut=chance.random() < 0.7,
        newly=_NEWLY[::every][at] if chance.random() < 0.9 else "",
        removed=_REMOVED[::every][at] if chance.random() < 0.9 else "",
        left_out=one(_LEFT_OUT), same=one(_SAME) if chance.random() < 0.4 else "",
        between=one(_RANGES), gap=chance.choice(("　", "　", " ", "　　")),
        step=chance.choice((0, 1, 1, 0.5)), hang=0 if typed else chance.choice((0, 1, 1, 1.5)),
        typed=typed, headed=chance.random() < 0.4, merged=chance.random() < 0.1,
        blank=chance.random() < 0.25, mark=one(_MARKS), marked_words=chance.random() < 0.3,
        renumbered=chance.random() < 0.3, several=chance.random() < 0.3, title=one(_TITLES),
        law=one(_LAWS), note=one(_NOTES), note_first=chance.random() < 0.5, header=one(_HEADERS),
        footer=one(_FOOTERS), font=chance.choice(fonts or ["ume mincho"]),
        spread=chance.random() < 0.15, pushed=chance.random() < 0.5,
        margin=chance.choice((36.0, 50.0, 64.0)),
        page=(A4[1], A4[0]) if chance.random() < (0.6 if upright else 0.5) else A4,
    )  # fmt: skip


def _font_file(name: str) -> str:
    return str(next(_FOLDER.rglob(_FILES[name])))


@dataclass
class Paper:
    """Comparisons of one paper: tables one after another, and the old number of what has another
    since. ``laws`` are the lines over each where there are several."""

    tables: list[Table]
    laws: list[str] = field(default_factory=list)
    old_numbers: dict[int, tuple[int, int]] = field(default_factory=dict)
    new_numbers: dict[int, tuple[int, int]] = field(default_factory=dict)


def paper(seed: int, look: Look) -> Paper:
    """What a paper of a seed says."""
    made = Paper([Author(seed).table()])
    if look.several:
        made.tables = [Author(seed).table(), Author(seed + 100_000).table()]
        made.laws = [
            look.law(table.title.split("の一部")[0], in_kanji(at))
            for at, table in enumerate(made.tables, 1)
        ]
        for table in made.tables:
            # two short tables rather than two long ones
            table.nodes = table.nodes[:2]
    if look.renumbered:
        for table in made.tables:
            count_anew(made, [n for chapter in table.nodes for n in chapter.children])
            for node, _ in table.walk():
                if node.level:
                    count_anew(made, node.children)
    return made


def count_anew(paper: Paper, nodes: Sequence[Node]) -> None:
    """Count what is new and what is left of the old each for itself."""
    added = deleted = 0
    for node in nodes:
        last = node.last or node.number
        paper.old_numbers[id(node)] = (node.number - added, last - added)
        paper.new_numbers[id(node)] = (node.number - deleted, last - deleted)
        added += node.kind == "added"
        deleted += node.kind == "deleted"


class Wording:
    """What a look makes of a paper: texts with their numbers."""

    def __init__(self, paper: Paper, look: Look) -> None:
        self.paper = paper
        self.look = look

    def number(self, node: Node, side: Side) -> str:
        """The number of a place on a side, as printed."""
        numbers = self.paper.old_numbers if side == "old" else self.paper.new_numbers
        first, last = numbers.get(id(node), (node.number, node.last or node.number))
        label = self.look.scheme[node.level]
        if last == first:
            return label(first)
        return self.look.between(label(first).rstrip("．"), label(last).rstrip("．"))

    def moved(self, node: Node) -> bool:
        """Whether a place has another number than it had."""
        kept = node.kind in ("same", "changed", "left out")
        return kept and self.number(node, "old") != self.number(node, "new")

    def text(self, node: Node, side: Side) -> Words:
        """What stands on a side."""
        look = self.look
        number = self.number(node, side)
        if node.level == 0:
            return [(f"{number}{look.gap}{node.heading}", False)]
        moved = self.moved(node)
        if node.kind == "left out":
            words = look.same if side == "old" and look.same and not moved else look.left_out
            return [(number, moved), (look.gap + words, False)]
        words_of: Words = node.old if side == "old" else node.new
        if not words_of:
            empty = look.newly if side == "old" else look.removed
            return [(empty, look.marked_words)] if empty else []
        whole = all(marked for _, marked in words_of)
        return [(number, moved or whole), (look.gap, whole), *words_of]


class Typesetter:
    """Sets a paper.

    All is counted along the writing (from the edge at which lines begin) and across it (from the
    edge at which the first line stands), so that what is set from top to bottom differs only in
    where a point of the table lies on the page.
    """

    def __init__(self, paper: Paper, look: Look, path: Path) -> None:
        self.paper, self.look = paper, look
        self.wording = Wording(paper, look)
        for name in {look.font, "bold"}:
            pdfmetrics.registerFont(TTFont(f"hands {name}", _font_file(name)))
        self.font = f"hands {look.font}"
        self.canvas = Canvas(str(path), pagesize=look.page, invariant=1)
        self.pages = 0
        self.across = 0.0
        self.bounds: list[float] = []
        self.top = 0.0
        self.pad = look.size * (0.5 if look.ruled else 0.2)
        self.pitch = look.size * look.leading
        names = ["new", "old"] if look.first == "new" else ["old", "new"]
        length = self._length
        if look.remark:
            narrow = length * 0.16
            edges = [0.0, (length - narrow) / 2, length - narrow, length]
            names.append("remark")
        else:
            edges = [0.0, length / 2, length]
        self.columns = [
            (name, *pair) for name, pair in zip(names, itertools.pairwise(edges), strict=True)
        ]

    @property
    def _length(self) -> float:
        page = self.look.page
        return (page[1] if self.look.upright else page[0]) - 2 * self.look.margin

    @property
    def _depth(self) -> float:
        page = self.look.page
        return (page[0] if self.look.upright else page[1]) - 2 * self.look.margin

    def write(self) -> None:
        """Write the file."""
        look = self.look
        self._open_page()
        for at, table in enumerate(self.paper.tables):
            titles = [look.title(table.title)] if at == 0 else []
            if self.paper.laws:
                titles.append(self.paper.laws[at])
            if at and (look.cut is False or self.across > self._depth * 0.6):
                self._close_page()
                self._open_page()
            self._titles(titles)
            self._table(table)
            self.across += 2 * self.pitch
        self._close_page()
        self.canvas.save()

    def _titles(self, titles: Sequence[str]) -> None:
        look = self.look
        for title in titles:
            self.across += self.pitch
            wide = sum(self._width(c) for c in title)
            start = (
                max((self._length - wide) / 2, 0.0)
                if title == titles[0] and look.note_first
                else 0.0
            )
            self._line((start, [(c, False) for c in title]), 0.0, self.across)
        if look.note:
            self.across += self.pitch
            wide = sum(self._width(c) for c in look.note)
            self._line((self._length - wide, [(c, False) for c in look.note]), 0.0, self.across)
        self.across += self.pitch * 0.7

    # rows

    def _rows(self, table: Table) -> Iterator[Cells | str]:
        """The rows of the table; a string is one over all columns."""
        look = self.look
        row = self._empty()
        for node, _ in table.walk():
            if any(row.values()) and self._begins(node):
                yield row
                row = self._empty()
            if node.level == 0 and look.merged:
                if any(row.values()):
                    yield row
                    row = self._empty()
                yield f"{self.wording.number(node, 'new')}{look.gap}{node.heading}"
                continue
            if look.blank and any(row.values()) and node.level <= 1:
                for lines in row.values():
                    lines.append(None)
            for name, lines in self._place(node).items():
                row[name] += lines
            if look.aligned or node.level <= 1 or look.remark:
                _level(row)
        if any(row.values()):
            yield row

    def _empty(self) -> Cells:
        return {name: [] for name, *_ in self.columns}

    def _begins(self, node: Node) -> bool:
        """Whether a row of the table begins with a place."""
        rows = self.look.rows
        article = rows == "article" and node.level == 1
        return rows != "all" and (rows == "place" or node.level == 0 or article)

    def _place(self, node: Node) -> Cells:
        look = self.look
        cells: Cells = {}
        for name, start, end in self.columns:
            room = end - start - 2 * self.pad - (0 if look.pushed else look.size)
            if name == "remark":
                cells[name] = (
                    self._broken([(node.remark, False)], 0.0, 0.0, room) if node.remark else []
                )
                continue
            side: Side = "old" if name == "old" else "new"
            words = self.wording.text(node, side)
            level = max(node.level - 1, 0)
            indent = level * look.step + (2 if node.level == 0 else 0)
            own = node.old if side == "old" else node.new
            lines: list[Row | None] = []
            if look.headed and node.level == 1 and node.kind != "left out" and own:
                whole = all(marked for _, marked in own)
                lines += self._broken([(f"（{node.heading}）", whole)], 1.0, 1.0, room)
            if look.typed:
                words = [("　" * round(indent), False), *words]
                lines += self._broken(words, 0.0, 0.0, room)
            else:
                lines += self._broken(words, indent, indent + look.hang, room)
            cells[name] = lines
        return cells

    def _broken(self, words: Words, first: float, later: float, room: float) -> list[Row | None]:
        """Words broken into lines."""
        size = self.look.size
        units = [(c, marked) for text, marked in words for c in text]
        lines: list[Row | None] = []
        line: list[Unit] = []
        used = first * size
        for unit in units:
            wide = self._width(unit[0])
            hangs = unit[0] in _NOT_FIRST and not self.look.pushed and used <= room
            if line and used + wide > room and unit[0] not in _NOT_FIRST:
                lines.append((first * size if not lines else later * size, line))
                line, used = [], later * size
            elif line and used + wide > room and not hangs and len(line) > 1:
                carried = line.pop()
                lines.append((first * size if not lines else later * size, line))
                line, used = [carried], later * size + self._width(carried[0])
            line.append(unit)
            used += wide
        if line:
            lines.append((first * size if not lines else later * size, line))
        return lines

    def _table(self, table: Table) -> None:
        look = self.look
        if self.across + 8 * self.pitch > self._depth:
            self._close_page()
            self._open_page()
        self._open_table(headed=True)
        for row in self._rows(table):
            if isinstance(row, str):
                self._merged_row(row)
                continue
            most = max(len(lines) for lines in row.values())
            done = 0
            whole = self._depth - 4 * self.pitch
            while done < most:
                left = int((self._depth - self.across - 2 * self.pad) / self.pitch)
                rest = most - done
                if left < rest and (left < 3 or (not look.cut and rest * self.pitch < whole)):
                    self._close_table()
                    self._close_page()
                    self._open_page()
                    self._open_table(headed=look.repeated)
                    continue
                now = min(left, rest)
                self._cells({n: lines[done : done + now] for n, lines in row.items()}, now)
                done += now
            self.bounds.append(self.across)
        self._close_table()

    def _merged_row(self, text: str) -> None:
        if self.across + 3 * self.pitch > self._depth:
            self._close_table()
            self._close_page()
            self._open_page()
            self._open_table(headed=self.look.repeated)
        if self.bounds[-1] < self.across:
            self.bounds.append(self.across)
        self.across += self.pad + self.pitch
        self._line((0.0, [(c, False) for c in text]), self.pad, self.across)
        self.across += self.pad
        self.spans.append((self.bounds[-1], self.across))
        self.bounds.append(self.across)

    def _cells(self, cells: Cells, count: int) -> None:
        self.across += self.pad
        for name, start, _ in self.columns:
            for at, line in enumerate(cells[name]):
                if line:
                    self._line(line, start + self.pad, self.across + (at + 1) * self.pitch)
        self.across += count * self.pitch + self.pad

    def _open_table(self, *, headed: bool) -> None:
        look = self.look
        self.top = self.across
        self.bounds = [self.across]
        self.spans: list[tuple[float, float]] = []
        self.headed = headed
        if not headed:
            return
        texts = dict(zip(("new", "old"), look.heads, strict=True)) | {"remark": look.remark}
        self.across += self.pad + self.pitch
        for name, start, end in self.columns:
            text = texts[name]
            wide = sum(self._width(c) for c in text)
            middle = max((end - start - wide) / 2, self.pad)
            self._line((middle, [(c, False) for c in text]), start, self.across)
        self.across += self.pad
        self.bounds.append(self.across)

    def _close_table(self) -> None:
        look, canvas = self.look, self.canvas
        canvas.setLineWidth(0.5)
        canvas.setStrokeColorRGB(0, 0, 0)
        foot, length = self.across, self._length
        if "o" in look.ruled:
            for along in (0.0, length):
                self._rule((along, self.top), (along, foot))
        for across in self._levels(foot):
            self._rule((0.0, across), (length, across))
        for _, start, _ in self.columns[1:] if "c" in look.ruled else ():
            at = self.top
            for begins, ends in [*self.spans, (foot, foot)]:
                if begins > at:
                    self._rule((start, at), (start, begins))
                at = ends

    def _levels(self, foot: float) -> Iterator[float]:
        """Where rules run along the writing."""
        ruled = self.look.ruled
        if "o" in ruled or "l" in ruled:
            yield from (self.top, foot)
        if "h" in ruled and self.headed:
            yield self.bounds[1]
        if "r" in ruled:
            yield from self.bounds[1:]
        if "c" in ruled:
            yield from itertools.chain.from_iterable(self.spans)

    # pages

    def _open_page(self) -> None:
        self.pages += 1
        self.across = 0.0
        look, canvas = self.look, self.canvas
        canvas.setFont(self.font, 9)
        if look.header:
            canvas.drawRightString(
                look.page[0] - look.margin, look.page[1] - look.margin * 0.6, look.header
            )
        if look.footer:
            canvas.drawCentredString(
                look.page[0] / 2, look.margin * 0.45, look.footer.format(self.pages)
            )

    def _close_page(self) -> None:
        self.canvas.showPage()

    # drawing

    def _point(self, along: float, across: float) -> tuple[float, float]:
        margin, (wide, high) = self.look.margin, self.look.page
        if self.look.upright:
            return wide - margin - across, high - margin - along
        return margin + along, high - margin - across

    def _rule(self, first: tuple[float, float], last: tuple[float, float]) -> None:
        self.canvas.line(*self._point(*first), *self._point(*last))

    def _width(self, char: str) -> float:
        if self.look.upright:
            return self.look.size
        return float(pdfmetrics.stringWidth(char, self.font, self.look.size))

    def _line(self, row: Row, start: float, foot: float) -> None:
        """Set a line whose characters stand on (to the left of) ``foot``."""
        indent, units = row
        along = start + indent
        pieces: list[tuple[str, bool, float, float]] = []
        for char, marked in units:
            wide = self._width(char)
            if pieces and pieces[-1][1] == marked:
                text, _, begins, _ = pieces[-1]
                pieces[-1] = (text + char, marked, begins, along + wide)
            else:
                pieces.append((char, marked, along, along + wide))
            along += wide
        base = foot - 0.3 * (self.pitch - self.look.size)
        for text, marked, begins, ends in pieces:
            self._piece(text, begins, ends, base, marked=marked)

    def _piece(self, text: str, begins: float, ends: float, base: float, *, marked: bool) -> None:
        look, canvas = self.look, self.canvas
        size = look.size
        canvas.saveState()
        if marked and look.mark == "shaded":
            canvas.setFillColorRGB(0.85, 0.85, 0.85)
            x1, y1 = self._point(begins, base)
            x2, y2 = self._point(ends, base - size)
            canvas.rect(min(x1, x2), min(y1, y2) - (0 if look.upright else 0.12 * size),
                        abs(x2 - x1), abs(y2 - y1), stroke=0, fill=1)  # fmt: skip
        red = marked and look.mark == "red"
        canvas.setFillColorRGB(0.85 if red else 0, 0, 0)
        font = "hands bold" if marked and look.mark == "bold" else self.font
        canvas.setFont(font, size)
        if look.upright:
            for at, char in enumerate(text):
                self._upright(char, begins + at * size, base, font)
        else:
            x, y = self._point(begins, base)
            canvas.drawString(x, y, text)
        canvas.restoreState()
        if marked and look.drawn:
            self._mark(begins, ends, base)

    def _upright(self, char: str, along: float, base: float, font: str) -> None:
        canvas, size = self.canvas, self.look.size
        x, y = self._point(along + size, base)
        if char in _TURNED:
            canvas.saveState()
            canvas.translate(x + 0.12 * size, y + 0.88 * size + (0.12 * size))
            canvas.rotate(-90)
            canvas.drawString(0, 0, char)
            canvas.restoreState()
        else:
            shift = (size - pdfmetrics.stringWidth(char, font, size)) / 2
            canvas.drawString(x + shift, y + 0.12 * size, char)

    def _mark(self, begins: float, ends: float, base: float) -> None:
        """The line below (to the right of) what is marked."""
        look, canvas = self.look, self.canvas
        away = 1.08 * look.size if look.upright else 0.2 * look.size
        at = base - away if look.upright else base + away
        canvas.saveState()
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setLineWidth(0.5)
        if look.mark == "rectangle":
            (x1, y1), (x2, y2) = self._point(begins, at), self._point(ends, at)
            canvas.setFillColorRGB(0, 0, 0)
            thick = 0.48
            canvas.rect(min(x1, x2), min(y1, y2), abs(x2 - x1) or thick, abs(y2 - y1) or thick,
                        stroke=0, fill=1)  # fmt: skip
        elif look.mark == "wavy":
            path = canvas.beginPath()
            path.moveTo(*self._point(begins, at))
            step, here, up = 2.0, begins, 1.0
            while here < ends:
                there = min(here + step, ends)
                third = (there - here) / 3
                path.curveTo(
                    *self._point(here + third, at - up), *self._point(there - third, at - up),
                    *self._point(there, at),
                )  # fmt: skip
                here, up = there, -up
            canvas.drawPath(path, stroke=1, fill=0)
        else:
            if look.mark == "dashed":
                canvas.setDash(2, 1)
            if look.mark == "thick":
                canvas.setLineWidth(1.1)
            self._rule((begins, at), (ends, at))
            if look.mark == "double":
                further = -1.3 if look.upright else 1.3
                self._rule((begins, at + further), (ends, at + further))
        canvas.restoreState()


def _level(row: Cells) -> None:
    """Let what follows begin at one height in all columns."""
    most = max(map(len, row.values()))
    for lines in row.values():
        lines.extend([None] * (most - len(lines)))


def typeset(paper: Paper, look: Look, path: Path) -> None:
    """Write a paper as a PDF."""
    Typesetter(paper, look, path).write()

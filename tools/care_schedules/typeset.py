"""Schedules on paper, in looks that differ in what papers of the kind differ in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shiryokan.japanese.numerals import in_kanji
from tools.care_schedules.schedule import Item, Node, Note, Schedule, label, note_label

FONTS = Path("/usr/share/fonts")
_FILES = {
    "mincho": "ume-tmo3.ttf", "gothic": "VL-Gothic-Regular.ttf", "fixed": "ume-tms3.ttf",
    "plain": "ipaexm.ttf", "broad": "VL-PGothic-Regular.ttf",
}  # fmt: skip
"""Fonts of Debian that have all signs of their look, as ⑴ and ㈠."""
_NOT_FIRST = "、。）」』"
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789abcdefghij"}
_TURNED = "（）「」ー…〔〕"
_RAISED = "、。"


@dataclass(frozen=True)
class Look:
    """How a schedule is set; indents in characters, measures in points."""

    font: str = "mincho"
    size: float = 10.0
    leading: float = 1.6
    page: tuple[float, float] = A4
    margin: float = 60.0
    lead: str = ""
    """What leads from a name to its points."""
    signs: bool = True
    """Whether ⑴ and ㈠ are one character, or three."""
    wide: bool = True
    """Whether labels and numbers of one digit are full-width."""
    stop: str = ""
    """What follows services and small letters."""
    step: float = 1.0
    """How far each level is set in."""
    note_in: float = 1.0
    """How far 注 is set in from what it is of."""
    every: bool = False
    """Whether 注 is printed before each number of a note."""
    boxed: bool = False
    aside: float = 0.0
    """How much further in odd pages are set."""
    header: bool = False
    at_edge: bool = True
    """Whether points stand at the right edge, or behind the name."""
    room: float = 6.0
    """What is kept free for points at the right, in characters."""
    below: bool = False
    """Whether points stand on a row of their own where a name is long."""
    commas: bool = False
    columns: int = 1
    upright: bool = False
    """Whether it is set vertically, with kanji for numbers; ``columns`` are tiers then."""
    label: str = "- {} -"
    bare: bool = False
    """Whether points stand without their unit, which stands over their column on each page."""
    ruled: bool = False
    """Whether the points have a column of their own between rules."""
    wide_points: bool = False
    """Whether the digits of points are full-width."""
    justified: bool = False
    """Whether lines that are full end at the edge."""
    running: str = ""
    """What stands at the left of the head of each page."""


LOOKS: dict[str, Look] = {
    "dots": Look(
        font="plain", lead="…", signs=False, wide=False, stop=".", commas=True, label="{}",
    ),
    "spaces": Look(font="fixed", size=9.5, step=1.5),
    "middots": Look(
        font="gothic", lead="・", size=9.0, page=B5, margin=48, every=True, note_in=0.5,
        commas=True,
    ),
    "boxes": Look(boxed=True, size=10.5, leading=1.45, header=True, step=2.0, note_in=2.0),
    "wrapped": Look(page=B5, size=11.0, margin=70, room=9.0, below=True, label="{}"),
    "mirrored": Look(font="gothic", aside=16.0, size=9.0, header=True, lead="‥"),
    "upright": Look(upright=True, margin=70),
    "columns": Look(columns=2, size=8.0, margin=40, leading=1.5, lead="…", every=True),
    "behind": Look(font="fixed", at_edge=False, signs=False, wide=False, note_in=2.0),
    "tiers": Look(
        upright=True, columns=2, size=9.0, leading=1.75, margin=50, font="gothic", lead="…",
        every=True, label="{}",
    ),
    "gazette": Look(
        upright=True, size=11.0, leading=1.9, page=B5, margin=64, font="fixed", below=True,
    ),
    "stacked": Look(upright=True, columns=3, size=7.5, leading=1.65, margin=44, lead="…"),
    "small": Look(
        font="gothic", columns=2, size=7.5, signs=False, stop=".", lead="・", note_in=1.5, step=0.8,
        margin=42, wide=False,
    ),
    "large": Look(
        font="fixed", size=12.0, every=True, at_edge=False, boxed=True, page=B5, margin=50,
        commas=True,
    ),
    "airy": Look(
        upright=True, size=12.0, step=2.0, note_in=2.0, lead="…", leading=2.2, below=True,
        margin=56,
    ),
    "booklet": Look(
        font="gothic", size=9.0, page=B5, margin=52, aside=14.0, step=1.2, note_in=1.2, lead="…",
        header=True, below=True,
    ),
    "folio": Look(upright=True, columns=2, size=8.5, leading=1.7, margin=46, below=True),
    "plainest": Look(
        font="plain", signs=False, wide=False, stop="．", every=True, room=8.0, size=11.0,
        margin=64,
    ),
    "broadside": Look(
        upright=True, size=9.5, leading=1.6, page=(A4[1], A4[0]), margin=58, font="gothic",
        every=True, lead="‥", step=1.5, note_in=1.5, label="{}",
    ),
    "ledger": Look(
        upright=True, columns=2, size=8.0, leading=1.8, margin=48, font="fixed", every=True,
        lead="・", step=1.2, note_in=1.4,
    ),
    "strips": Look(
        upright=True, columns=3, size=9.0, page=(1031.0, 1031.0), margin=60, leading=1.7, lead="…",
    ),
    "notice": Look(
        upright=True, columns=2, size=7.5, leading=1.6, margin=50, font="gothic", lead="‥",
        page=B5, label="{}",
    ),
    "office": Look(
        font="plain", signs=False, size=9.5, note_in=0.8, lead="・", commas=True, header=True,
        aside=10.0,
    ),
    "wide": Look(
        upright=True, size=8.5, page=(B5[1], B5[0]), margin=50, note_in=2.0, below=True,
    ),
    "circular": Look(
        font="gothic", size=10.0, page=B5, margin=54, aside=8.0, note_in=0.6, at_edge=False,
        every=True, label="{}",
    ),
    "digest": Look(
        font="fixed", columns=2, size=8.0, margin=38, aside=12.0, step=0.9, note_in=1.1,
        header=True, boxed=True, below=True,
    ),
    "report": Look(
        font="plain", signs=False, wide=False, size=12.0, leading=1.5, step=0.5, note_in=0.5,
        every=True, commas=True, lead="…",
    ),
    "bulletin": Look(
        upright=True, columns=4, size=7.0, leading=1.6, page=(842.0, 1191.0), margin=54, lead="…",
        every=True, label="{}",
    ),
    "scroll": Look(
        upright=True, size=10.0, page=B5, margin=50, font="gothic", step=0.8, note_in=0.8,
        lead="‥", label="{}",
    ),
    "register": Look(
        upright=True, columns=2, size=8.5, page=(A4[1], A4[0]), margin=44, font="fixed",
        aside=9.0, header=True, below=True,
    ),
    "pocket": Look(
        font="fixed", size=7.0, leading=1.55, page=B5, margin=40, columns=2, aside=7.0,
        note_in=0.7, lead="・", every=True, label="{}",
    ),
    "tablets": Look(
        upright=True, columns=3, size=8.0, leading=1.75, page=(1191.0, 842.0), margin=60,
        font="gothic", step=1.3, note_in=0.9, below=True, header=True, label="{}",
    ),
    "handbook": Look(
        font="gothic", size=10.5, margin=66, signs=False, stop="．", step=0.7, note_in=1.4,
        aside=18.0, header=True, lead="‥", boxed=True,
    ),
    "annals": Look(
        upright=True, size=9.0, leading=1.5, page=B5, margin=46, step=1.1, note_in=0.6,
        every=True, aside=6.0, lead="・",
    ),
    "almanac": Look(
        font="plain", size=9.5, leading=1.7, margin=58, lead=". ", signs=False, wide=False,
        stop="．", step=1.3, note_in=1.3, commas=True, header=True,
    ),
    "broadsheet": Look(
        font="gothic", size=7.5, page=(1191.0, 842.0), margin=48, columns=3, lead="・", step=0.9,
        note_in=0.7, signs=False, every=True, label="（{}）",
    ),
    "pillar": Look(
        upright=True, columns=3, size=8.0, leading=1.65, page=(842.0, 1191.0), margin=52,
        font="gothic", lead="・", step=0.9, note_in=1.2, every=True, label="{}",
    ),
    "ribbon": Look(
        upright=True, size=10.5, leading=1.7, margin=54, aside=7.0, lead="・", step=1.4,
        note_in=0.8, header=True, font="fixed",
    ),
    "accounts": Look(
        font="broad", size=9.5, signs=False, wide=False, bare=True, ruled=True, room=7.0,
        margin=56, label="{}／52", running="別表　介護給付費単位数表", note_in=1.5,
    ),
    "clinic": Look(
        font="gothic", size=10.0, wide_points=True, justified=True, step=1.0, note_in=1.0,
        lead="…", margin=64, label="－{}－", running="令和九年度改定",
    ),
    "hanging": Look(
        upright=True, font="gothic", size=10.0, leading=1.75, page=(A4[1], A4[0]), margin=54,
        step=1.0, note_in=1.5, lead="…", below=True, label="（{}）", running="告示",
    ),
    "statement": Look(
        font="gothic", size=9.0, leading=1.7, bare=True, signs=False, stop=".", step=1.5,
        note_in=1.5, room=8.0, margin=50, every=True, label="{} ページ", commas=True,
    ),
    "catalogue": Look(
        font="broad", size=8.0, columns=2, margin=40, leading=1.55, wide_points=True, step=0.8,
        ruled=True, room=7.0, note_in=1.0, label="P{}", header=True,
    ),
    "chronicle": Look(
        upright=True, columns=2, font="gothic", size=8.5, leading=1.7, margin=50, lead="‥",
        step=1.0, note_in=0.5, every=True, aside=8.0, label="－{}－", running="官報号外",
    ),
    "leaf": Look(
        font="plain", size=11.0, page=B5, margin=52, signs=False, wide=False, at_edge=False,
        justified=True, commas=True, step=0.7, note_in=0.7, label="（{}）", every=True,
    ),
    "pleat": Look(
        upright=True, font="plain", size=11.0, leading=1.8, page=B5, margin=48, step=1.0,
        note_in=1.0, lead="…", label="{}", room=9.0, signs=False,
    ),
    "fan": Look(
        upright=True, columns=2, font="gothic", size=9.5, leading=1.65, page=(B5[1], B5[0]),
        margin=44, step=1.5, note_in=1.0, below=True, every=True, label="- {} -", running="別表",
    ),
    "screen": Look(
        upright=True, font="fixed", size=12.0, leading=1.9, page=(A4[1], A4[0]), margin=60,
        step=0.7, note_in=1.3, lead="・", label="{}", room=8.0, below=True,
    ),
    "lattice": Look(
        upright=True, columns=3, font="gothic", size=8.0, leading=1.7, page=A4, margin=46,
        step=1.0, note_in=2.0, lead="‥", label="（{}）", header=True,
    ),
}  # fmt: skip
HELD_OUT = ("screen", "lattice")
"""Looks to which nothing was fitted. Those held out before are known."""


@dataclass
class _Row:
    """A row: its indent in characters, its text, what stands at its end, and whether dots lead
    there."""

    indent: float
    text: str
    worth: str = ""
    boxed: bool = False
    room: float = 0.0
    """The width that it fills (points), where it is set out to the edge."""


def as_printed(text: str, look: Look) -> str:
    """A text as the look prints its numbers."""
    if look.upright:
        return re.sub("[0-9]+", lambda match: in_kanji(int(match[0])), text)
    if look.wide:
        return re.sub(r"(?<![0-9,])[0-9](?![0-9,])", lambda match: match[0].translate(_WIDE), text)
    return text


def typeset(schedule: Schedule, look: Look, path: Path) -> None:
    """Write a schedule as a PDF."""
    pdfmetrics.registerFont(TTFont(_name_of(look), str(next(FONTS.rglob(_FILES[look.font])))))
    width, height = look.page
    across, along = (width, height) if look.upright else (height, width)
    gap = 2.2 * look.size
    tier = (along - 2 * look.margin - gap * (look.columns - 1)) / look.columns
    rows = list(_Setter(look, tier).rows(schedule))
    canvas = Canvas(str(path), pagesize=look.page, invariant=1)
    per_column = int((across - 2 * look.margin) / (look.size * look.leading))
    per_page = per_column * look.columns
    for number, first in enumerate(range(0, len(rows), per_page), 1):
        canvas.setFont(_name_of(look), look.size)
        canvas.drawCentredString(width / 2, 28, look.label.format(number))
        if look.header:
            canvas.drawRightString(width - look.margin, height - 34, schedule.title[3:])
        if look.running:
            canvas.drawString(look.margin, height - 28, look.running)
        shift = look.aside if number % 2 else 0.0
        _columns(canvas, look, look.margin + shift, tier)
        for at, row in enumerate(rows[first : first + per_page]):
            column, line = divmod(at, per_column)
            start = look.margin + shift + column * (tier + gap)
            place = look.margin + (line + 0.8) * look.size * look.leading
            if look.upright:
                _draw_upright(canvas, look, row, width - place, height - start, tier)
            else:
                _draw(canvas, look, row, start, height - place, tier)
        canvas.showPage()
    canvas.save()


def _columns(canvas: Canvas, look: Look, left: float, tier: float) -> None:
    """What stands at the columns of points: rules, and their unit over them."""
    top, bottom = look.page[1] - look.margin + 2, look.margin - 4
    for column in range(look.columns):
        end = left + column * (tier + 2.2 * look.size) + tier
        begin = end - look.room * look.size
        if look.ruled:
            canvas.setLineWidth(0.5)
            for x in (begin, end + 3):
                canvas.line(x, top, x, bottom)
        if look.bare:
            canvas.drawRightString(end, top + 3, "（単位）")


def _draw(canvas: Canvas, look: Look, row: _Row, x: float, y: float, width: float) -> None:
    left = x + row.indent * look.size
    missing = row.room - _width(row.text, look) if row.room else 0.0
    apart = max(missing / max(len(row.text) - 1, 1), -0.08 * look.size)
    canvas.drawString(left, y, row.text, charSpace=apart)
    end = left + _width(row.text, look)
    if row.boxed:
        canvas.rect(left - 4, y - 4, end - left + 8, look.size + 7)
    if not row.worth:
        return
    if not look.at_edge:
        canvas.drawString(end + look.size, y, row.worth)
        return
    at = x + width - _width(row.worth, look)
    canvas.drawString(at, y, row.worth)
    if look.lead:
        step = _width(look.lead, look)
        count = int((at - end - look.size * 0.6) / step)
        if count > 1:
            canvas.drawString(at - count * step - 2, y, look.lead * count)


def _draw_upright(canvas: Canvas, look: Look, row: _Row, x: float, y: float, length: float) -> None:
    top = y - row.indent * look.size
    _draw_down(canvas, look, row.text, x, top)
    if row.worth:
        end = y - length + len(row.worth) * look.size
        _draw_down(canvas, look, row.worth, x, end)
        count = int((top - len(row.text) * look.size - end) / look.size - 1)
        if look.lead and count > 1:
            _draw_down(canvas, look, look.lead * count, x, end + count * look.size + 2)


def _draw_down(canvas: Canvas, look: Look, text: str, x: float, y: float) -> None:
    size = look.size
    for at, character in enumerate(text):
        top = y - at * size
        if character in _TURNED:
            canvas.saveState()
            canvas.translate(x + size * 0.12, top)
            canvas.rotate(-90)
            canvas.drawString(0, -size * 0.5, character)
            canvas.restoreState()
        elif character in _RAISED:
            canvas.drawString(x - size / 2, top - size * 0.45, character)
        elif not character.isspace():
            canvas.drawString(x - size / 2, top - size * 0.88, character)


def _width(text: str, look: Look) -> float:
    if look.upright:
        return len(text) * look.size
    return float(pdfmetrics.stringWidth(text, _name_of(look), look.size))


class _Setter:
    """Breaks a schedule into rows."""

    def __init__(self, look: Look, length: float) -> None:
        self.look = look
        self.length = length

    def rows(self, schedule: Schedule) -> Iterator[_Row]:
        """All rows in order."""
        yield _Row(3, schedule.title)
        yield _Row(0, "")
        for at, service in enumerate(schedule.services):
            yield from self._node(service, at, 0)

    def _node(self, node: Node, at: int, depth: int) -> Iterator[_Row]:
        indent = depth * self.look.step
        name = node.name + (f"（{node.unit}）" if node.unit else "")
        if node.points is not None:
            worth = self._points(node.points)
        elif node.rate is not None:
            worth = self._share(node.rate)
        else:
            worth = ""
        boxed = self.look.boxed and not depth
        head = self._label(node.level, at)
        yield from self._entry(indent, head, name, worth, boxed=boxed)
        if depth == 0:
            # notes of a service stand behind what it pays, before its additions
            cut = 0
            while cut < len(node.children) and not node.children[cut].name.endswith(
                ("加算", "減算", "削除")
            ):
                cut += 1
        else:
            cut = len(node.children)
        for number, child in enumerate(node.children[:cut]):
            yield from self._node(child, number, depth + 1)
        yield from self._notes(node, indent)
        for number, child in enumerate(node.children[cut:], cut):
            yield from self._node(child, number, depth + 1)

    def _points(self, points: int) -> str:
        look = self.look
        number = f"{points:,}" if look.commas else str(points)
        number = number.translate(_WIDE) if look.wide_points else number
        return number if look.bare else f"{number}単位"

    @staticmethod
    def _share(rate: tuple[int, int]) -> str:
        return f"所定単位数の{rate[1]}分の{rate[0]}に相当する単位数"

    def _notes(self, node: Node, indent: float) -> Iterator[_Row]:
        count = len(node.notes)
        begin = indent + self.look.note_in
        for at, note in enumerate(node.notes):
            yield from self._note(note, at, count, begin)

    def _note(self, note: Note, at: int, count: int, begin: float) -> Iterator[_Row]:
        look = self.look
        printed = note_label(at, count)
        shift = 0.0
        if at and not look.every:
            printed, shift = printed[1:], 1.0
        text = f"{as_printed(printed, look)}　{as_printed(note.text, look)}"
        hang = begin + (2 if count == 1 else 3)
        lines = self._broken(text, begin + shift, hang, self._kept() / look.size)
        for number, line in enumerate(lines):
            start = begin + shift if number == 0 else hang
            full = look.justified and number < len(lines) - 1
            room = self.length - start * look.size - self._kept()
            yield _Row(start, line, room=room if full else 0.0)
        yield from self._items(note.items, hang, 1 if note.items and note.items[0].children else 2)

    def _items(self, items: list[Item], indent: float, level: int) -> Iterator[_Row]:
        for at, item in enumerate(items):
            if item.points is not None:
                worth = self._points(item.points)
            else:
                worth = self._share(item.rate) if item.rate else ""
            yield from self._entry(indent, self._label(level, at), item.name, worth)
            yield from self._items(item.children, indent + 1, level + 1)

    def _kept(self) -> float:
        """What prose leaves free for a column of points (points)."""
        return (self.look.room + 0.5) * self.look.size if self.look.ruled else 0.0

    def _label(self, level: int, at: int) -> str:
        look = self.look
        text = label(level, at)
        if level in (2, 3) and look.signs and at < 10:
            return f"{'⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩'[(level - 2) * 10 + at]}　"
        if level == 5:
            return f"{'ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ'[at]}　"
        if look.upright and level == 0:
            return f"{as_printed(text, look)}　"
        if look.upright or (look.wide and level in (0, 4)):
            text = text.translate(_WIDE)
        if look.upright:
            # brackets of one byte are not turned
            text = text.replace("(", "（").replace(")", "）")
        if look.stop and level in (0, 4):
            return f"{text}{look.stop}　"
        return f"{text}　" if look.wide or level == 1 else f"{text} "

    def _entry(
        self, indent: float, head: str, name: str, worth: str, *, boxed: bool = False
    ) -> Iterator[_Row]:
        """A name, broken where it is too long, and its worth at the end of its last row."""
        look, size = self.look, self.look.size
        name, worth = as_printed(name, look), as_printed(worth, look)
        hang = indent + len(head)
        kept = max(look.room, _width(worth, look) / size + 1.5) if worth else 0.0
        lines = self._broken(head + name, indent, hang, kept if not look.below else 0.0)
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            at = indent if number == 0 else hang
            fits = at * size + _width(line, look) + kept * size <= self.length
            if last and worth and not fits:
                yield _Row(at, line, boxed=boxed)
                yield from self._behind(worth, hang)
            else:
                yield _Row(at, line, worth if last else "", boxed)

    def _behind(self, worth: str, hang: float) -> Iterator[_Row]:
        """A worth on rows of its own."""
        own = self.look.room * self.look.size if self.look.ruled else self.length
        if (hang + 1) * self.look.size + _width(worth, self.look) <= min(self.length, own):
            yield _Row(hang, "", worth)
        else:
            for line in self._broken(worth, hang, hang, self._kept() / self.look.size):
                yield _Row(hang, line)

    def _broken(self, text: str, first: float, others: float, kept: float = 0.0) -> list[str]:
        lines, line = [], ""
        room = self.length - (first + kept) * self.look.size
        for unit in re.findall("[0-9][0-9,]*|.", text):
            if line and _width(line + unit, self.look) > room and unit not in _NOT_FIRST:
                lines.append(line)
                line, room = "", self.length - (others + kept) * self.look.size
            line += unit
        return [*lines, line]


def _name_of(look: Look) -> str:
    """A name of our own: fonts are known to the whole process, and others call theirs the same."""
    return f"care-{look.font}"

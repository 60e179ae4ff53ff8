"""A letter on paper in one of several looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.errata_letters.letter import Change, Letter, Paper, Run
from tools.fee_notices.typeset import kanji, wide, wide_if_one

_FONTS = Path("/usr/share/fonts")
_FILES = {
    "mincho": "ipaexm.ttf",
    "gothic": "ipaexg.ttf",
    "ud": "BIZUDGothic-Regular.ttf",
    "ud mincho": "BIZUDMincho-Regular.ttf",
}
_EDGE = 62.0
"""Points that stay white around a page."""


@dataclass(frozen=True)
class Look:
    """How a letter is set: lengths in points, places of lines in shares of the size."""

    name: str
    way: Literal["marks", "table", "sentence", "pairs", "stacked"] = "marks"
    code: Callable[[str], str] = wide
    number: Callable[[int], str] = lambda n: f"({wide_if_one(str(n))})"
    annex: str = "（別添{}）"
    font: str = "mincho"
    size: float = 10.5
    leading: float = 1.7
    page: tuple[float, float] = A4
    inserted_first: bool = False
    strike: float = 0.38
    double: bool = False
    underline: float = 0.16
    thick: float = 0.6
    heads: tuple[str, ...] = ("該当箇所", "誤", "正")
    order: str = "pon"
    """The columns of a table: place, old, new, page."""
    shares: tuple[float, ...] = ()
    """How wide the columns are, in shares of the width; else a narrow one and two alike."""
    coloured: bool = False
    """Whether struck words are red and inserted ones blue."""
    justified: bool = False
    """Whether lines that are full end at the edge."""
    label: str = ""
    """What stands at the foot of each page."""
    changed: str = "「{old}」を「{new}」に改める。"
    gone: str = "「{old}」を削る。"
    come: str = "「{old}」の次に「{new}」を加える。"
    pair: tuple[str, str] = ("（誤）", "（正）")
    """What stands before the old and the new text where they stand below each other."""
    where: str = "{n}　{place}"
    """What stands over them."""
    beside: bool = True
    """Whether a text begins behind its mark, or in the line below it."""


LOOKS = {
    look.name: look
    for look in (
        Look("plain"),
        Look("half", code=str, number="({})".format, size=10.0),
        Look("after", inserted_first=True, leading=1.5),
        Look("table", "table"),
        Look("said", "sentence"),
        # kept aside
        Look("gothic", font="gothic", page=B5, size=9.5, annex="別添{}", strike=0.32, thick=0.4),
        Look("double", double=True, underline=0.22, number=lambda n: f"（{wide_if_one(str(n))}）"),
        Look("numerals", number=lambda n: f"（{kanji(n)}）", leading=2.0, annex="【別添{}】"),
        Look("before", "table", heads=("箇所", "訂正前", "訂正後"), size=9.5, code=str),
        Look("wrong", "sentence", changed="「{old}」とあるのは「{new}」の誤り。",
             gone="「{old}」を削除する。", come="「{old}」の次に「{new}」を挿入する。"),
        Look("right", "sentence", changed="「{old}」を「{new}」に訂正する。", font="gothic",
             code=str),
        Look("pages", "table", heads=("頁", "箇所", "誤", "正"), order="gpon", font="ud",
             shares=(0.08, 0.2, 0.36, 0.36), size=9.5, code=str, label="{}／12"),
        Look("coloured", coloured=True, font="ud mincho", justified=True, label="－{}－",
             number=lambda n: f"（{wide_if_one(str(n))}）", annex="（別添{}）", size=11.0),
        Look("called", "sentence", changed="「{old}」は「{new}」の誤り。", font="ud",
             gone="「{old}」は削除。", come="「{old}」の後に「{new}」を追加。", code=str),
        Look("reversed", "table", heads=("訂正箇所", "正", "誤"), order="pno", font="ud mincho",
             size=10.0, label="- {} -"),
        Look("listed", "table", heads=("番号", "該当部分", "修正前", "修正後"), order="#pon",
             shares=(0.08, 0.22, 0.35, 0.35), font="gothic", size=9.0, code=str, label="{}"),
        Look("thin", font="ud", coloured=True, strike=0.42, thick=0.3, underline=0.1, size=9.0,
             leading=1.5, page=B5, code=str, number="({})".format, annex="別添{}", label="p.{}"),
        Look("put", "sentence", changed="「{old}」を「{new}」に修正する。", font="ud mincho",
             gone="「{old}」を削除する。", come="「{old}」の下に「{new}」を加える。",
             number=lambda n: f"（{n}）"),
        # of a second hand
        Look("pairs", "pairs", font="ud", where="{n}　{place}　（{page}頁）", code=str),
        Look("lone pairs", "pairs", pair=("＜誤＞", "＜正＞"), where="■　{place}", beside=False,
             font="ud mincho"),
        Look("stacked", "stacked", pair=("誤", "正"), font="gothic", size=9.5, code=str),
        Look("corrected", "table", heads=("項目", "修正前", "修正後（下線部が修正箇所）"),
             font="ud", size=9.0, page=(A4[1], A4[0]), code=str, label="{}"),
        # of a second hand, kept aside
        Look("held pairs", "pairs", pair=("【誤】", "【正】"), where="○　{page}ページ　{place}",
             font="gothic"),
        Look("held lone pairs", "pairs", pair=("訂正前", "訂正後"), where="（{n}）{place}",
             beside=False, font="ud", code=str, size=9.5),
        Look("held stacked", "stacked", pair=("修正前", "修正後"), font="ud mincho", size=10.0),
        Look("held corrected", "table", heads=("対象箇所", "現行の記載", "訂正後の記載"), size=9.5,
             font="ud", order="pon", label="－{}－"),
    )
}  # fmt: skip
HELD = ("held pairs", "held lone pairs", "held stacked", "held corrected")
"""Looks that were not looked at while the register was made."""


def typeset(letter: Letter, look: Look, path: Path) -> None:
    """Write a letter as a PDF."""
    for name, file in _FILES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            found = next(_FONTS.rglob(file))
            pdfmetrics.registerFont(TTFont(name, str(found)))
    setter = _Setter(look, Canvas(str(path), pagesize=look.page, invariant=1))
    setter.cover(letter)
    for number, paper in enumerate(letter.papers, 1):
        setter.annex(paper, number)
    setter.canvas.save()


def _era(day: object) -> str:
    year, month, date = str(day).split("-")
    return f"令和{wide_if_one(str(int(year) - 2018))}年{wide_if_one(str(int(month)))}月" + (
        f"{wide_if_one(str(int(date)))}日"
    )


class _Setter:
    def __init__(self, look: Look, canvas: Canvas) -> None:
        self.look, self.canvas = look, canvas
        self.width, self.height = look.page
        self.number = 0
        self.y = 0.0
        self._top()

    def _top(self) -> None:
        self.y = self.height - _EDGE - self.look.size
        self.number += 1
        if self.look.label:
            self.canvas.setFont(self.look.font, 9)
            self.canvas.drawCentredString(self.width / 2, 34, self.look.label.format(self.number))

    def page(self) -> None:
        """A new page."""
        self.canvas.showPage()
        self._top()

    def cover(self, letter: Letter) -> None:
        """The first page."""
        self.line([Run("kept", "事　務　連　絡")], at=self.width - 150)
        self.line([Run("kept", _era(letter.day))], at=self.width - 150)
        self.y -= 20
        self.line([Run("kept", "令和６年度診療報酬改定関連通知の一部訂正について")], at=_EDGE + 80)
        self.y -= 20
        text = "　下記の通知について、別添のとおり訂正しますので、周知徹底をお願いします。"
        self.paragraph([Run("kept", text)], _EDGE)
        for number, paper in enumerate(letter.papers, 1):
            named = (
                f"・「{paper.name}」（{_era(paper.day)}{paper.number}）（別添{wide(str(number))}）"
            )
            self.paragraph([Run("kept", named)], _EDGE)
        self.page()

    def annex(self, paper: Paper, number: int) -> None:
        """The corrections of one paper."""
        look = self.look
        mark = look.annex.format(wide(str(number)))
        self.line([Run("kept", mark)], at=self.width - _EDGE - 5 * look.size)
        self.line([Run("kept", paper.name)], at=_EDGE + 40)
        self.line([Run("kept", f"（{_era(paper.day)}{paper.number}）")], at=_EDGE + 60)
        self.y -= 8
        self.line([Run("kept", f"{paper.which}診療報酬点数表に関する事項")], at=_EDGE + 80)
        self.y -= 8
        ways = {"marks": self._marks, "table": self._table, "sentence": self._sentences,
                "pairs": self._pairs, "stacked": self._stacked}  # fmt: skip
        ways[look.way](paper.changes)
        self.page()

    def _marks(self, changes: Sequence[Change]) -> None:
        look, code = self.look, ""
        for change in changes:
            if change.code != code:
                code = change.code
                self.y -= 6
                head = f"{look.code(code)}　{change.name}"
                self.line([Run("kept", head)], at=_EDGE + look.size)
            runs = _turned(change.runs) if look.inserted_first else change.runs
            op = "inserted" if all(run.op == "inserted" for run in runs) else "kept"
            label = Run(op, f"{look.number(change.number)}　")  # type: ignore[arg-type]
            self.paragraph([label, *runs], _EDGE + 2 * look.size, hang=2 * look.size)

    def _sentences(self, changes: Sequence[Change]) -> None:
        look = self.look
        for at, change in enumerate(changes, 1):
            where = f"「{look.code(change.code)}」{change.name}の{look.number(change.number)}中"
            said = "、".join(_said(change, look)) or "の全部を削る。"
            said = said.replace("。、", "し、") if said.count("。") > 1 else said
            label = f"{wide_if_one(str(at))}　"
            self.paragraph([Run("kept", label + where + said)], _EDGE, hang=look.size)

    def _pairs(self, changes: Sequence[Change]) -> None:
        """The old text and the new one below each other."""
        look = self.look
        for at, change in enumerate(changes, 1):
            place = f"{look.code(change.code)}　{change.name}の{look.number(change.number)}"
            where = look.where.format(n=wide(str(at)), place=place, page=17 + 3 * at)
            self.line([Run("kept", where)], at=_EDGE)
            texts = (change.old or "（新設）", change.new)
            for mark, text in zip(look.pair, texts, strict=True):
                if look.beside:
                    words = f"{mark}　{text}"
                    self.paragraph([Run("kept", words)], _EDGE + look.size, hang=4 * look.size)
                else:
                    self.line([Run("kept", mark)], at=_EDGE + look.size)
                    self.paragraph([Run("kept", text)], _EDGE + 2 * look.size)
            self.y -= look.size

    def _stacked(self, changes: Sequence[Change]) -> None:
        """A small table for each change: its place, and a row for each text."""
        look = self.look
        right = self.width - _EDGE
        columns = (_EDGE, _EDGE + 60, right)
        for change in changes:
            place = f"{look.code(change.code)}　{change.name}の{look.number(change.number)}"
            rows = [
                ("箇所", place),
                (look.pair[0], change.old or "（新設）"),
                (look.pair[1], change.new),
            ]
            self._rows(rows, columns)
            self.y -= look.size

    def _rows(self, rows: Sequence[tuple[str, ...]], columns: Sequence[float]) -> None:
        look = self.look
        for row in rows:
            wrapped = [
                list(self._wrapped([Run("kept", text)], columns[n + 1] - columns[n] - 10, 0))
                for n, text in enumerate(row)
            ]
            pitch = look.size * 1.35
            high = max(map(len, wrapped)) * pitch + 8
            if self.y - high < _EDGE:
                self.page()
            top = self.y + look.size
            for n, lines in enumerate(wrapped):
                for k, line in enumerate(lines):
                    self._draw(line, columns[n] + 5, top - 4 - look.size - k * pitch)
            for x in columns:
                self.canvas.line(x, top, x, top - high)
            for y in (top, top - high):
                self.canvas.line(columns[0], y, columns[-1], y)
            self.y -= high

    def _table(self, changes: Sequence[Change]) -> None:
        look = self.look
        right = self.width - _EDGE
        columns: tuple[float, ...] = (_EDGE, _EDGE + 105, (_EDGE + 105 + right) / 2, right)
        if look.shares:
            whole = right - _EDGE
            columns = tuple(
                _EDGE + whole * sum(look.shares[:k]) for k in range(len(look.shares) + 1)
            )
        rows: list[tuple[str, ...]] = [look.heads]
        for at, change in enumerate(changes, 1):
            place = f"{look.code(change.code)}　{change.name}の{look.number(change.number)}"
            cells = {"p": place, "o": change.old, "n": change.new, "#": str(at),
                     "g": str(17 + 3 * at)}  # fmt: skip
            rows.append(tuple(cells[each] for each in look.order))
        self._rows(rows, columns)

    def paragraph(self, runs: Sequence[Run], at: float, hang: float = 0.0) -> None:
        """Runs of words on as many lines as they need."""
        lines = list(self._wrapped(runs, self.width - _EDGE - at, hang))
        for number, line in enumerate(lines):
            here = at + (hang if number else 0)
            full = self.look.justified and number < len(lines) - 1
            self.line(line, at=here, room=self.width - _EDGE - here if full else 0.0)

    def line(self, runs: Sequence[Run], at: float, room: float = 0.0) -> None:
        """One line; with ``room`` (points) its characters are set apart until they fill it."""
        if self.y < _EDGE:
            self.page()
        self._draw(runs, at, self.y, room)
        self.y -= self.look.size * self.look.leading

    def _wide(self, text: str) -> float:
        return pdfmetrics.stringWidth(text, self.look.font, self.look.size)

    def _wrapped(self, runs: Sequence[Run], room: float, hang: float) -> Iterator[list[Run]]:
        line: list[Run] = []
        used = 0.0
        for run in runs:
            for sign in run.text:
                wide_ = self._wide(sign)
                if used + wide_ > room and sign not in "、。）」":
                    yield _met(line)
                    line, used = [], hang
                line.append(Run(run.op, sign))
                used += wide_
        if line:
            yield _met(line)

    def _draw(self, runs: Sequence[Run], x: float, y: float, room: float = 0.0) -> None:
        look = self.look
        text = "".join(run.text for run in runs)
        apart = (room - self._wide(text)) / max(len(text) - 1, 1) if room else 0.0
        apart = max(apart, -0.08 * look.size)
        self.canvas.setFont(look.font, look.size)
        self.canvas.setLineWidth(look.thick)
        for run in runs:
            red, blue = run.op == "struck", run.op == "inserted"
            if look.coloured:
                self.canvas.setFillColorRGB(0.8 * red, 0, 0.8 * blue)
                self.canvas.setStrokeColorRGB(0.8 * red, 0, 0.8 * blue)
            self.canvas.drawString(x, y, run.text, charSpace=apart)
            end = x + self._wide(run.text) + apart * len(run.text)
            if run.op == "struck":
                places = (look.strike - 0.08, look.strike + 0.08) if look.double else (look.strike,)
                for place in places:
                    self.canvas.line(x, y + place * look.size, end, y + place * look.size)
            elif run.op == "inserted":
                at = y - look.underline * look.size
                self.canvas.line(x, at, end, at)
            x = end
        if look.coloured:
            self.canvas.setFillColorRGB(0, 0, 0)
            self.canvas.setStrokeColorRGB(0, 0, 0)


def _met(line: Sequence[Run]) -> list[Run]:
    out: list[Run] = []
    for run in line:
        if out and out[-1].op == run.op:
            out[-1] = Run(run.op, out[-1].text + run.text)
        else:
            out.append(run)
    return out


def _turned(runs: Sequence[Run]) -> list[Run]:
    """Inserted words before the struck ones beside them."""
    out = list(runs)
    for at in range(len(out) - 1):
        if out[at].op == "struck" and out[at + 1].op == "inserted":
            out[at], out[at + 1] = out[at + 1], out[at]
    return out


def _said(change: Change, look: Look) -> Iterator[str]:
    runs = change.runs
    for at, run in enumerate(runs):
        following = runs[at + 1] if at + 1 < len(runs) else Run("kept", "")
        if run.op == "struck" and following.op == "inserted":
            yield look.changed.format(old=run.text, new=following.text)
        elif run.op == "struck":
            yield look.gone.format(old=run.text)
        elif run.op == "inserted" and (at == 0 or runs[at - 1].op == "kept"):
            before = runs[at - 1].text[-6:] if at else ""
            if before:
                yield look.come.format(old=before, new=run.text)

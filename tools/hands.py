"""Schedules of fees as somebody else would set them: rows as HTML, printed by Chromium.

How a paper looks is put together by chance from choices that know nothing of each other. Those of
seeds below :data:`ASIDE` draw from every second value of what is listed here, those from there on
from all of them: these are only counted.
"""

from __future__ import annotations

import html
import random
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from pypdf import PdfReader, PdfWriter, Transformation

from shiryokan.japanese.numerals import by_place, in_kanji

T = TypeVar("T")
ASIDE = 500
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer",
)  # fmt: skip
_PATIENCE = 120
"""Seconds that a paper may take."""

Where = Literal["edge", "after", "typed", "below", "cell"]
Notes = Literal["first", "each", "spaced", "bracket", "alone"]
Numerals = Literal["half", "wide", "one", "words", "places", "combined"]

_WITH_SENTENCES = 40
"""Characters that a line is long at least for a rate to stand behind a name, as a sentence."""
_SENTENCE = 14
"""Characters beyond which what is paid is a sentence."""
_BETWEEN = 8
"""White between tiers in mm."""
_POINTS = 72 / 25.4
"""Points of a mm."""
_FONTS = (
    "IPAexMincho", "BIZ UDPMincho", "IPAGothic", "VL PGothic", "IPAPMincho", "Ume Mincho",
    "BIZ UDMincho", "IPAPGothic", "BIZ UDPGothic", "Ume UI Gothic", "Ume P Mincho", "IPAexGothic",
)  # fmt: skip
_PAGES = ((210, 297), (210, 297), (182, 257), (210, 297), (297, 210), (297, 210))
"""Widths and heights in mm."""
_LEADS = ("", "…", "", "・", "．", "‥", ".", "―")
_ROUND = (
    "⑴", "(1)", "（１）", "（1）", "(１)", "⑴",
)  # fmt: skip
_KANJI_ROUND = ("㈠", "（一）", "(一)", "㈠")
_SMALL = ("ａ", "a", "ａ．", "a.", "a", "ａ")
_ROMAN = ("ⅰ", "i", "ⅰ", "ⅰ")
_STOPS = ("", "．", "", "", ".", "")
_GAPS = ("　", " ", "　", "　　", "tab", "tab")
_FEET = ("{}", "- {} -", "- {} -", "（{}）", "{}／{}", "－{}－", "P.{}", "{}頁", "", "資料１－{}")
_HEADS = (
    "",
    "",
    "令和８年度改定",
    "title",
    "（別紙）",
    "別添２",
    "【未定稿】",
    "官報（号外第12号）",
)

_SCRIPT = """
for (const e of document.querySelectorAll('.fill')) {
  const end = x => { const r = x.getBoundingClientRect(); return DOWN ? r.bottom : r.right; };
  const room = end(e.parentElement) - end(e.nextSibling), sign = e.dataset.sign;
  if (room <= 0) continue;
  if (sign) {
    e.textContent = sign.repeat(10);
    const r = e.getBoundingClientRect(), one = (DOWN ? r.height : r.width) / 10;
    e.textContent = sign.repeat(Math.max(0, Math.floor(room / one)));
  }
  e.style.display = 'inline-block'; e.style.textIndent = 0; e.style.whiteSpace = 'nowrap';
  e.style.inlineSize = `${room - 0.5}px`;
}
for (const e of document.querySelectorAll('.lead')) {
  const size = r => DOWN ? r.height : r.width;
  const room = size(e.getBoundingClientRect()), sign = e.dataset.sign;
  const inner = e.firstChild; inner.textContent = sign.repeat(10);
  const one = size(inner.getBoundingClientRect()) / 10;
  inner.textContent = sign.repeat(Math.max(0, Math.floor(room / one) - 1));
}
"""


@dataclass(frozen=True)
class Row:
    """What is set together: a label, what stands behind it, and what is paid, as printed.

    ``level`` is how many steps it is set in.
    """

    kind: Literal["title", "head", "entry", "note", "prose", "table"]
    level: float
    label: str
    text: str
    amount: str = ""
    above: bool = False
    """Whether it is labelled in the manner of what stands above it: 注 is not said again."""
    css: str = ""
    """How it is set besides, as a style of its element."""
    mark: str = ""
    """A sign in the margin beside its first line: before it, or with ``>`` first, behind it."""
    cells: tuple[tuple[str, ...], ...] = ()
    """The rows of a table."""


@dataclass(frozen=True)
class Hand:
    """How a paper is set; measures in mm or characters."""

    seed: int
    upright: bool
    font: str
    size: float
    leading: float
    page: tuple[float, float]
    margin: tuple[float, float]
    columns: int
    where: Where
    lead: str
    typed: bool
    """Whether what is set in begins with ideographic spaces."""
    step: float
    hang: float
    label_room: float
    gap: str
    note_in: float
    """How many steps 注 is set in from what it is of."""
    notes: Notes
    numerals: Numerals
    comma: str
    unit_gap: str
    round_sign: str
    kanji_round: str
    small: str
    roman: str
    stop: str
    kanji_first: bool
    """Whether what is numbered is numbered in kanji, of an upright paper."""
    brackets: tuple[str, str]
    justified: bool
    foot: str
    head: str
    kanji_pages: bool
    contents: bool
    preface: bool
    bare: bool
    """Whether a column of a table says of what its numbers are."""
    framed: bool
    ruby: bool
    bold: bool
    between: float
    rate: int
    code: int
    spaced: float

    @property
    def measure(self) -> float:
        """How long a line of a column is, in characters."""
        long = self.page[1] if self.upright else self.page[0]
        edge = self.margin[1] if self.upright else self.margin[0]
        room = long - 2 * edge - (self.columns - 1) * _BETWEEN
        return room / self.columns / (self.size * 0.3528) / (1 + self.spaced)

    # --- numbers

    def number(self, number: int) -> str:
        """A number on its own, as of a label."""
        if self.numerals in ("words", "places"):
            return in_kanji(number) if self.kanji_first else _wide(str(number))
        return self._digits(str(number))

    def say(self, text: str) -> str:
        """A text with the numbers that it has as this hand prints them."""
        plain = "".join(
            unicodedata.normalize("NFKC", each) if each in _WIDE_DIGITS else each for each in text
        )
        return re.sub(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+", self._said, plain)

    def _said(self, found: re.Match[str]) -> str:
        before = found.string[: found.start()][-1:]
        number = int(found[0].replace(",", ""))
        if before and before in "ＺＡＢＣＤ" and self.numerals in ("words", "places"):
            return by_place(number)
        return self.amount(number)

    def amount(self, number: int) -> str:
        """A number in a text."""
        if self.numerals == "words":
            return in_kanji(number)
        if self.numerals == "places":
            if number < 100:
                return in_kanji(number)
            said = by_place(number)
            return f"{said[:-3]}{'、' if self.comma else ''}{said[-3:]}" if number > 999 else said
        return self._digits(f"{number:,}" if self.comma else str(number))

    def _digits(self, text: str) -> str:
        if self.numerals in ("wide", "combined") and (self.numerals == "wide" or len(text) > 2):
            return _wide(text)
        if self.numerals == "one" and len(text) == 1:
            return _wide(text)
        return text

    def numbered(self, at: int) -> str:
        """１, ２, … from 0."""
        return f"{self.number(at + 1)}{self.stop}"

    def round_number(self, at: int) -> str:
        """⑴, ⑵, … from 0."""
        if self.round_sign == "⑴" and at < 20:
            return chr(ord("⑴") + at)
        sign = self.round_sign if self.round_sign != "⑴" else "(1)"
        number = str(at + 1)
        if sign.strip("()（）") == "１":
            number = _wide(number)
        return f"{sign[0]}{number}{sign[-1]}"

    def round_kanji(self, at: int) -> str:
        """㈠, ㈡, … from 0."""
        if self.kanji_round == "㈠" and at < 10:
            return chr(ord("㈠") + at)
        first, last = ("(", ")") if self.kanji_round[0] == "(" else ("（", "）")
        return f"{first}{in_kanji(at + 1)}{last}"

    def small_letter(self, at: int) -> str:
        """ａ, ｂ, … from 0."""
        return chr(ord(self.small[0]) + at) + self.small[1:]

    def small_roman(self, at: int) -> str:
        """ⅰ, ⅱ, … from 0."""
        sign = chr(ord("ⅰ") + at)
        return sign if self.roman == "ⅰ" else unicodedata.normalize("NFKC", sign)

    def note_label(self, at: int, count: int) -> str:
        """注, or 注１ of several; from 0."""
        if count == 1:
            return "（注）" if self.notes == "bracket" else "注"
        number = self.number(at + 1)
        if self.notes == "bracket":
            return f"（注{number}）"
        if self.notes == "spaced":
            return f"注　{number}"
        if self.notes == "alone" or (self.notes == "first" and at):
            return number
        return f"注{number}"

    def unit(self, text: str) -> str:
        """A unit behind a name."""
        return f"{self.brackets[0]}{self.say(text)}{self.brackets[1]}" if text else ""


_WIDE_DIGITS = "０１２３４５６７８９"


def _wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if each in "0123456789,-" else each for each in text)


def hand(seed: int) -> Hand:
    """The hand of a seed."""
    chance = random.Random(f"hand {seed}")
    every = 1 if seed >= ASIDE else 2

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    upright = chance.random() < 0.35
    page = one(_PAGES)
    if upright and chance.random() < 0.5:
        page = (297, 210)
    landscape = page[0] > page[1]
    columns = 2 if chance.random() < (0.6 if landscape else 0.08) else 1
    where: Where = one(("edge", "after", "edge", "edge", "typed", "below"))
    if not upright and chance.random() < 0.15:
        where = "cell"
    size = one((10.5, 9.0, 10.0, 11.0, 12.0, 9.5)) - (1 if columns > 1 else 0)
    numerals: Numerals = (
        one(("words", "words", "places", "wide", "words", "combined"))
        if upright
        else one(("half", "one", "wide", "half", "one", "one"))
    )
    words = numerals in ("words", "places")
    return Hand(
        seed=seed, upright=upright, font=one(_FONTS), size=size,
        leading=one((1.5, 1.7, 1.4, 2.0, 1.3, 1.8)), page=page,
        margin=(one((20, 25, 18, 30)), one((20, 25, 22, 28))), columns=columns,
        where=where, lead=one(_LEADS) if where == "edge" else "",
        typed=where != "cell" and chance.random() < 0.3, step=one((1, 0.5, 1, 2, 1.5)),
        hang=one((1, 2, 0, -1, 1, 1.5)), label_room=one((2, 2.5, 2, 3)), gap=one(_GAPS),
        note_in=one((0, 0.5, 1, 1)),
        notes=one(("first", "each", "first", "spaced", "each", "bracket", "first", "alone")),
        numerals=numerals, comma="," if chance.random() < 0.7 else "",
        unit_gap=chance.choice(("", "", " " if not upright else "")),
        round_sign=one(_ROUND), kanji_round=one(_KANJI_ROUND), small=one(_SMALL),
        roman=one(_ROMAN), stop="" if words else one(_STOPS),
        kanji_first=words and chance.random() < 0.6,
        brackets=one((("（", "）"), ("（", "）"), ("(", ")"), ("（", "）"))),
        justified=chance.random() < 0.5, foot=one(_FEET), head=one(_HEADS),
        kanji_pages=upright and chance.random() < 0.6, contents=chance.random() < 0.4,
        preface=chance.random() < 0.5, bare=chance.random() < 0.4,
        framed=chance.random() < 0.6, ruby=chance.random() < 0.15, bold=chance.random() < 0.2,
        between=one((0, 0, 0, 0.5, 0.3)), rate=chance.randrange(3 if every == 1 else 2),
        code=chance.randrange(3), spaced=one((0, 0, 0, 0.05)) if chance.random() < 0.5 else 0,
    )  # fmt: skip


# --- setting


def print_rows(
    rows: Sequence[Row], how: Hand, title: str, path: Path, headings: tuple[str, str] = ("", ""),
    css: str = "",
) -> None:  # fmt: skip
    """Print rows as a PDF; ``headings`` are those of a table of names and amounts, ``css`` are
    rules of pages besides.

    Raises:
        FileNotFoundError: there is no Chromium.
        subprocess.SubprocessError: it cannot print.
    """
    if any(row.mark.startswith(">") for row in rows):
        # pages are shifted by what stands beyond their edge
        css += "body{box-sizing:border-box;padding-inline-end:2.5em}"
    if how.upright and how.columns > 1:
        _print_tiers(rows, how, title, path, headings, css)
    else:
        print_page("".join(_document(rows, how, title, headings, css)), path)


def print_page(page: str, path: Path) -> None:
    """Print a page of HTML as a PDF.

    Raises:
        FileNotFoundError: there is no Chromium.
        subprocess.SubprocessError: it cannot print.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.html"
        source.write_text(page, "utf-8")
        subprocess.run(
            [browser(), *ARGUMENTS, f"--print-to-pdf={path}", source.as_uri()],
            check=True, capture_output=True, timeout=_PATIENCE,
        )  # fmt: skip


def _print_tiers(
    rows: Sequence[Row], how: Hand, title: str, path: Path, headings: tuple[str, str], css: str
) -> None:
    """Pages of two tiers: Chromium sets no vertical columns over pages, so each tier is a page of
    its own that is put on a sheet."""
    width, height = how.page
    down = how.margin[1]
    tier = (height - 2 * down - _BETWEEN) / 2
    one = replace(
        how, page=(width, tier), margin=(how.margin[0], 0), columns=1, foot="", head="",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        tiers, edges = Path(folder) / "tiers.pdf", Path(folder) / "edges.pdf"
        print_page("".join(_document(rows, one, title, headings, css)), tiers)
        parts = PdfReader(tiers).pages
        sheets = (len(parts) + 1) // 2
        empty = "<div style='break-after:page;width:1px;height:1px'></div>" * (sheets - 1)
        level = replace(how, upright=False, columns=1)
        style = f"<style>{_style(level, title)}</style>"
        print_page(f'<!doctype html><html lang="ja">{style}{empty}<div></div>', edges)
        writer = PdfWriter()
        for number, furniture in zip(range(sheets), PdfReader(edges).pages, strict=False):
            sheet = writer.add_page(furniture)
            for at, part in enumerate(parts[2 * number : 2 * number + 2]):
                low = down + (1 - at) * (tier + _BETWEEN)
                sheet.merge_transformed_page(part, Transformation().translate(0, low * _POINTS))
        writer.write(path)


def margins_css(how: Hand, apart: float) -> str:
    """Rules of pages whose text stands ``apart`` mm further in where they are odd."""
    if not apart:
        return ""
    low, high = how.margin[0] - apart / 2, how.margin[0] + apart / 2
    return (
        f"@page :right{{margin-left:{high}mm;margin-right:{low}mm}}"
        f"@page :left{{margin-left:{low}mm;margin-right:{high}mm}}"
    )


def browser() -> str:
    """Where Chromium is. Raises FileNotFoundError where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise FileNotFoundError("chromium is not installed")
    return found


def _document(
    rows: Sequence[Row], how: Hand, title: str, headings: tuple[str, str], css: str = ""
) -> Iterator[str]:
    yield f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><style>{_style(how, title)}'
    yield f"{css}</style></head><body>"
    if how.where == "cell":
        yield from _table(rows, how, headings)
    else:
        yield from (_paragraph(row, how) for row in rows)
    yield f"<script>const DOWN = {str(how.upright).lower()};{_SCRIPT}</script></body></html>"


def _style(how: Hand, title: str) -> str:
    width, height = how.page
    across, down = how.margin
    counter = "counter(page, cjk-decimal)" if how.kanji_pages else "counter(page)"
    said = how.foot.split("{}")
    foot = f'"{said[0]}" {counter} "{said[1]}"' if len(said) > 1 else '""'
    if len(said) > 2:
        foot += " counter(pages)"
    head = title if how.head == "title" else how.head
    corner = ("top-left", "top-center", "top-right")[how.seed % 3]
    body = (
        f"height:{height - 2 * down}mm" if how.upright else f"width:{width - 2 * across}mm"
    ) + f";columns:{how.columns};column-gap:{_BETWEEN}mm;column-fill:auto"
    return (
        f"@page{{size:{width}mm {height}mm;margin:{down}mm {across}mm;"
        f"@bottom-center{{content:{foot};font:9pt '{how.font}';writing-mode:horizontal-tb}}"
        f"@{corner}{{content:'{head}';font:9pt '{how.font}';writing-mode:horizontal-tb}}}}"
        f"html{{writing-mode:{'vertical-rl' if how.upright else 'horizontal-tb'};"
        f"font:{how.size}pt '{how.font}';line-height:{how.leading};"
        f"letter-spacing:{how.spaced}em;"
        f"text-align:{'justify' if how.justified else 'start'}}}"
        f"body{{margin:0;{body if how.columns > 1 else body.split(';', 1)[0]}}}"
        "p{margin:0;overflow-wrap:anywhere}"
        f".row{{margin-block-end:{how.between}em}}"
        ".edge{display:flex;align-items:flex-end}.edge>p{flex:0 1 auto}"
        ".edge>b{flex:none;font-weight:normal;white-space:nowrap}"
        ".lead{flex:1;min-inline-size:1em;white-space:nowrap;display:block}"
        ".amount{font-weight:normal;white-space:nowrap;display:inline-block;text-indent:0}"
        ".below{text-align:end}.tab{display:inline-block;text-indent:0}"
        "h1{font-size:1.15em;font-weight:normal;margin:0 0 1em;text-align:center}"
        f"h2{{font-size:1em;font-weight:{'bold' if how.bold else 'normal'};margin:.3em 0}}"
        "table{border-collapse:collapse;inline-size:100%}rt{font-size:.5em}"
        f"td,th{{padding:.1em .4em;vertical-align:{'top' if how.seed % 2 else 'bottom'};"
        f"font-weight:normal;border:{'0.5pt solid #000' if how.framed else 'none'}}}"
        f"{'' if how.framed else 'tr{border-bottom:0.4pt solid #000}'}"
        ".pay{text-align:end;white-space:nowrap}.c{text-combine-upright:all}"
        "td>p{overflow-wrap:anywhere}.pay.long{white-space:normal;inline-size:12em}"
    )


def _ink(text: str, how: Hand) -> str:
    said = html.escape(text, quote=False)
    if how.numerals == "combined":
        said = re.sub("[0-9]{1,2}", r'<span class="c">\g<0></span>', said)
    if how.ruby:
        for word, read in (("嚥下", "えんげ"), ("疼痛", "とうつう"), ("排泄", "はいせつ")):
            said = said.replace(word, f"<ruby>{word}<rt>{read}</rt></ruby>")
    return said


def _lines(row: Row, how: Hand, *, more: str = "") -> str:
    """The label and the text of a row as a paragraph."""
    if row.kind == "prose":
        if how.typed:
            return f"<p>{'　' * (round(row.level * how.step) + 1)}{_ink(row.text, how)}</p>"
        return f'<p style="text-indent:1em">{_ink(row.text, how)}{more}</p>'
    room = max(how.label_room, len(row.label) + 0.5)
    if row.above and how.notes == "first":
        # the number stands below that of 注１
        label = f"　{_ink(row.label, how)}"
    else:
        label = _ink(row.label, how)
    if how.gap == "tab" and not how.typed:
        label = f'<span class="tab" style="min-inline-size:{room}em">{label}</span>'
        text = f"{label}{_ink(row.text, how)}{more}"
    else:
        gap = "　" if how.gap == "tab" else how.gap
        text = f"{label}{gap}{_ink(row.text, how)}{more}"
    if how.typed:
        return f"<p>{'　' * round(row.level * how.step)}{text}</p>"
    hang = room if how.gap == "tab" and how.hang > 0 else how.hang
    if hang < 0:
        return f'<p style="text-indent:1em">{text}</p>'
    return f'<p style="padding-inline-start:{hang}em;text-indent:{-hang}em">{text}</p>'


def _paragraph(row: Row, how: Hand) -> str:
    if row.kind == "title":
        return f"<h1>{_ink(row.text, how)}</h1>"
    css = f";{row.css}" * bool(row.css) + ";position:relative" * bool(row.mark)
    if row.kind == "head":
        style = f"margin-inline-start:{row.level}em{css}"
        return f'<h2 style="{style}">{_marked(row)}{_ink(row.text, how)}</h2>'
    if row.kind == "table":
        return _ruled(row, how)
    at = 0 if how.typed else row.level * how.step
    begin = f'<div class="row" style="margin-inline-start:{at}em{css}'
    if row.amount:
        return _paid(row, how, begin)
    return f'{begin}">{_marked(row, at)}{_lines(row, how)}</div>'


def _paid(row: Row, how: Hand, begin: str) -> str:
    """A row with what is paid for it."""
    amount = _ink(row.amount, how)
    if how.where in ("after", "typed"):
        white = "　"
        if how.where == "typed":
            done = row.level * how.step + _long(f"{row.label}　{row.text}{row.amount}", how)
            white = "　" * max(1, int(how.measure - done - 3))
        return f'{begin}">{_lines(row, how, more=f"{white}{amount}")}</div>'
    # a sentence is set below where there is no room beside it
    close = how.seed % 2 or how.measure < _WITH_SENTENCES
    if how.where == "below" or (len(row.amount) > _SENTENCE and close):
        return f'{begin}">{_lines(row, how)}<p class="below">{amount}</p></div>'
    if how.upright:
        # boxes of flexible size run off vertical pages
        fill = f'　<span class="fill" data-sign="{how.lead}"></span><b class="amount">{amount}</b>'
        return f'{begin}">{_lines(row, how, more=fill)}</div>'
    lead = f'<span class="lead" data-sign="{how.lead}"><i style="font-style:normal"></i></span>'
    if not how.lead:
        lead = '<span style="flex:1;min-inline-size:1em"></span>'
    return f'{begin}" ><div class="edge">{_lines(row, how)}{lead}<b>{amount}</b></div></div>'


def _marked(row: Row, at: float = 0.0) -> str:
    """The sign in the margin beside a row that is set in by ``at`` characters."""
    if not row.mark:
        return ""
    sign = row.mark.removeprefix(">")
    place = f"start:{-at - 1.2 - len(sign)}em" if sign == row.mark else "end:-2em"
    style = f"position:absolute;text-indent:0;white-space:nowrap;inset-inline-{place}"
    return f'<span style="{style}">{sign}</span>'


def _ruled(row: Row, how: Hand) -> str:
    """A small table within a text."""
    lines = "".join(
        "<tr>" + "".join(f'<td class="own">{_ink(cell, how)}</td>' for cell in cells) + "</tr>"
        for cells in row.cells
    )
    style = f"inline-size:auto;margin:.4em 0;margin-inline-start:{row.level * how.step}em"
    return f'<table style="{style}">{lines}</table>'


def _long(text: str, how: Hand) -> float:
    wide = "WFA" if not how.upright else "WFANHNa"
    return sum(1 if unicodedata.east_asian_width(each) in wide else 0.5 for each in text)


def _table(rows: Iterable[Row], how: Hand, headings: tuple[str, str]) -> Iterator[str]:
    open_table = False
    for row in rows:
        if row.kind in ("title", "head") or row.level < 0:
            if open_table:
                yield "</table>"
                open_table = False
            yield _paragraph(row, how)
            continue
        if not open_table:
            first, second = headings
            yield f"<table><thead><tr><th>{first}</th><th>{second}</th></tr></thead>"
            open_table = True
        at = f'style="padding-inline-start:{row.level * how.step + 0.4}em"'
        if row.kind in ("note", "prose"):
            yield f'<tr><td colspan="2" {at}>{_lines(row, how)}</td></tr>'
        else:
            amount = row.amount
            if how.bare:
                amount = re.sub(r"^([0-9０-９,，]+) ?(?:単位|点)$", r"\1", amount)
            sort = "pay long" if len(amount) > _SENTENCE else "pay"
            yield (
                f"<tr><td {at}>{_lines(row, how)}</td>"
                f'<td class="{sort}">{_ink(amount, how)}</td></tr>'
            )
    if open_table:
        yield "</table>"

"""Rows of fees and of criteria as sheets of HTML of another kind than :mod:`tools.hands` makes.

Set up before any grammar was read with it in mind: codes, labels, names and amounts stand in tables
with or without rules, in grids, before leaders that are cut off, as floats at the edge or at a
fixed column; headings in boxes, bars or rows of the table. Looks of :data:`OPEN` draw from the
first two thirds of each list of values, those of :data:`ASIDE` from all of it, and are only
counted.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from tools.hands import Hand, Row, hand, print_page

T = TypeVar("T")
OPEN = tuple(f"printed {number}" for number in range(1, 31))
ASIDE = tuple(f"printed aside {number}" for number in range(1, 16))
SETS = {"printed": OPEN, "printed-aside": ASIDE}

Form = Literal["grid", "table", "ruled", "dots", "float", "after", "fixed", "drawn"]
_FORMS: tuple[Form, ...] = ("grid", "dots", "ruled", "table", "float", "after", "fixed", "drawn")
_UPRIGHT_FORMS: tuple[Form, ...] = ("after", "table", "ruled", "table", "float")
_FONTS = (
    "BIZ UDPMincho", "IPAexMincho", "VL PGothic", "BIZ UDGothic", "IPAPGothic", "Ume P Mincho",
    "IPAMincho", "BIZ UDMincho", "Ume UI Gothic", "IPAexGothic",
)  # fmt: skip
_PAGES = ((210, 297), (182, 257), (210, 297), (210, 297), (297, 210), (257, 364))
"""Widths and heights in mm."""
_LEADS = ("・", "…", ".", "‥", "．", "･")
_RULES = (
    "td,th{border:0.5pt solid #000}",
    "tr{border-bottom:0.3pt dotted #000}table{border:0.8pt solid #000}",
    "td,th{border-inline:0.4pt solid #000}table{border-block:1pt solid #000}",
    "td,th{border:0.4pt solid #777}tr:nth-child(even) td{background:#eee}",
    "tr{border-bottom:0.4pt solid #000}th{border-block:1pt solid #000}",
    "td,th{border:0.4pt solid #000}td.t{border-inline-start:none}td.l{border-inline-end:none}",
)
_HEADINGS = (
    "text-align:center", "", "background:#ddd;padding:.1em .5em", "border-inline-start:4pt solid"
    " #000;padding-inline-start:.5em", "border:0.6pt solid #000;padding:.1em .5em",
    "border-block-end:1pt solid #000", "background:#000;color:#fff;padding:.1em .5em",
    "text-align:center;letter-spacing:.3em",
)  # fmt: skip
_NOTES = (
    "", "font-size:.85em", "", "border:0.3pt solid #000;padding:.1em .4em", "background:#f2f2f2",
    "font-size:.9em;font-family:IPAexGothic",
)  # fmt: skip
_FEET = ("- {} -", "{}", "第{}頁", "{} / {}", "資料２－{}", "〔{}〕")
_RUNNING = ("", "title", "令和８年度改定", "（別紙１）", "みどり県保健福祉部", "◯◯共済組合")
_HEADS = (
    ("点数", "区分"),
    ("点数", "区分番号"),
    ("点数（点）", "コード"),
    ("所定点数", "番号"),
)


@dataclass(frozen=True)
class Sheet:
    """How a paper is set; measures in mm, points or characters."""

    name: str
    how: Hand
    """What numbers, labels and notes are like; nothing of its setting holds."""
    form: Form
    upright: bool
    page: tuple[float, float]
    margin: float
    font: str
    size: float
    leading: float
    columns: int
    lead: str
    rules: str
    heading: str
    note: str
    foot: str
    running: str
    step: float
    label: float
    """The room of a label, in characters."""
    code: float
    """The room of a code."""
    own: bool
    """Whether labels stand in a cell of their own."""
    spanning: bool
    """Whether headings are rows of the table."""
    bare: bool
    """Whether the head of a column says of what its amounts are."""
    apart: bool
    """Whether rows are not broken over pages."""
    middle: bool
    justified: bool
    heads: tuple[str, str]
    paid: float = 8
    """The room of amounts, in characters."""


def names_of(asked: str) -> Sequence[str]:
    """The looks that are asked for: a set of them, or their names with commas."""
    return SETS.get(asked) or asked.split(",")


def sheet_named(name: str) -> Sheet:
    """The look of a name. Raises ValueError where there is none."""
    if name not in OPEN and name not in ASIDE:
        raise ValueError(f"no look {name}")
    aside = name in ASIDE
    chance = random.Random(f"sheet of {name}")

    def one(values: Sequence[T]) -> T:
        return chance.choice(values if aside else values[: -(-2 * len(values) // 3)])

    upright = chance.random() < 0.35
    base = hand(chance.randrange(500, 100_000) if aside else chance.randrange(400))
    numerals = base.numerals
    if upright and numerals not in ("words", "places", "wide", "combined"):
        numerals = one(("words", "wide", "places"))
    if not upright and numerals in ("words", "places", "combined"):
        numerals = one(("half", "one", "wide"))
    words = numerals in ("words", "places")
    form = one(_UPRIGHT_FORMS) if upright else one(_FORMS)
    page = (297, 210) if upright and chance.random() < 0.6 else one(_PAGES)
    columns = 2 if not upright and form != "ruled" and chance.random() < 0.2 else 1
    how = replace(
        base, upright=upright, numerals=numerals, stop="" if words else base.stop,
        kanji_first=words and base.kanji_first, where="edge", columns=1, page=page,
    )  # fmt: skip
    return Sheet(
        name, how, form, upright, page, one((18, 22, 25, 15, 30)), one(_FONTS),
        size=one((10.5, 9.0, 8.0, 12.0, 7.5)) - (1 if columns > 1 else 0),
        leading=one((1.5, 1.3, 1.8, 1.2, 2.0)), columns=columns, lead=one(_LEADS),
        rules=one(_RULES), heading=one(_HEADINGS), note=one(_NOTES), foot=one(_FEET),
        running=one(_RUNNING), step=one((1, 2, 1, 0, 1.5)), label=one((2, 2.5, 3, 4)),
        code=one((6, 5, 7, 4.5)), own=chance.random() < 0.4, spanning=chance.random() < 0.4,
        bare=form in ("ruled", "table") and chance.random() < 0.5, apart=chance.random() < 0.4,
        middle=chance.random() < (0.2 if aside else 0.1), justified=chance.random() < 0.4,
        heads=one(_HEADS),
    )  # fmt: skip


def print_sheet(rows: Sequence[Row], sheet: Sheet, title: str, unit: str, path: Path) -> None:
    """Print rows as a PDF; ``unit`` is what amounts are counted in (点). Raises as
    :func:`tools.hands.print_page`."""
    print_page("".join(_document(rows, sheet, title, unit)), path)


def _document(rows: Sequence[Row], sheet: Sheet, title: str, unit: str) -> Iterator[str]:
    yield '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
    yield f"<style>{_style(sheet, title)}</style></head><body>"
    if sheet.form in ("table", "ruled"):
        yield from _tables(rows, sheet, unit)
    else:
        yield from (_block(row, sheet) for row in rows)
    yield "</body></html>"


def _style(sheet: Sheet, title: str) -> str:
    width, height = sheet.page
    said = sheet.foot.split("{}")
    foot = f'"{said[0]}" counter(page) "{said[1]}"' + (" counter(pages)" if len(said) > 2 else "")
    running = title if sheet.running == "title" else sheet.running
    room = (height if sheet.upright else width) - 2 * sheet.margin
    ruled = sheet.rules if sheet.form == "ruled" else ""
    return (
        f"@page{{size:{width}mm {height}mm;margin:{sheet.margin}mm;"
        f"@bottom-center{{content:{foot};font:8.5pt '{sheet.font}';writing-mode:horizontal-tb}}"
        f"@top-left{{content:'{running}';font:8.5pt '{sheet.font}';writing-mode:horizontal-tb}}}}"
        f"html{{writing-mode:{'vertical-rl' if sheet.upright else 'horizontal-tb'};"
        f"font:{sheet.size}pt '{sheet.font}';line-height:{sheet.leading};"
        f"text-align:{'justify' if sheet.justified else 'start'}}}"
        f"body{{margin:0;inline-size:{room}mm;columns:{sheet.columns};column-gap:7mm;"
        f"{'column-rule:0.3pt solid #000;' if sheet.columns > 1 and sheet.own else ''}"
        f"column-fill:auto}}p,h1,h2,table{{margin:0}}p{{overflow-wrap:anywhere}}"
        "h1{font-size:1.2em;text-align:center;font-weight:normal;margin-block-end:1em}"
        f"h2{{font-size:1em;font-weight:{'bold' if sheet.how.bold else 'normal'};"
        f"margin-block:.4em;break-after:avoid}}.head{{{sheet.heading}}}.note{{{sheet.note}}}"
        f"table{{border-collapse:collapse;inline-size:100%;table-layout:fixed}}{ruled}"
        f".cc{{inline-size:{sheet.code + 1}em}}.cl{{inline-size:{sheet.label + 1.5}em}}"
        f".ca{{inline-size:{sheet.paid}em}}"
        f"td,th{{padding:.1em .35em;font-weight:normal;vertical-align:"
        f"{'middle' if sheet.middle else 'top'};overflow-wrap:anywhere;text-align:start}}"
        f"td.a,th.a{{text-align:end;white-space:nowrap;vertical-align:"
        f"{'middle' if sheet.middle else 'bottom'}}}td.c,th.c,td.l{{white-space:nowrap}}"
        "td.long{white-space:normal}"
        f"{'tr,.row{break-inside:avoid}' if sheet.apart else ''}"
        ".row{display:flow-root}.grid{display:grid;align-items:start}.grid>b{align-self:end}"
        ".flex{display:flex;align-items:flex-end}.flex>p{flex:0 1 auto}"
        ".dots{flex:1 1 1em;overflow:hidden;white-space:nowrap;direction:rtl;min-inline-size:1em}"
        ".drawn{flex:1 1 1em;border-block-end:0.8pt dotted #000;margin:0 .3em .35em}"
        "b{font-weight:normal;white-space:nowrap}.float{float:inline-end;margin-inline-start:1em}"
        ".tcy{text-combine-upright:all}"
    )


def _ink(text: str, sheet: Sheet) -> str:
    said = html.escape(text, quote=False)
    if sheet.how.numerals == "combined":
        said = re.sub("[0-9]{1,2}", r'<span class="tcy">\g<0></span>', said)
    return said


def _hung(row: Row, sheet: Sheet) -> str:
    """A label and its words, the words hanging behind it."""
    text = _ink(row.text, sheet)
    if not row.label:
        return f'<p style="text-indent:1em">{text}</p>' if row.kind == "prose" else f"<p>{text}</p>"
    room = max(sheet.label, len(row.label) + 0.5)
    label = _ink(row.label, sheet)
    if sheet.own:
        style = f"display:inline-block;text-indent:0;min-inline-size:{room}em"
        first = f'<span style="{style}">{label}</span>'
        return f'<p style="padding-inline-start:{room}em;text-indent:-{room}em">{first}{text}</p>'
    gap = "　" if sheet.how.gap == "tab" else sheet.how.gap
    return f'<p style="padding-inline-start:1em;text-indent:-1em">{label}{gap}{text}</p>'


def _block(row: Row, sheet: Sheet) -> str:
    if row.kind == "title":
        return f"<h1>{_ink(row.text, sheet)}</h1>"
    if row.kind == "head":
        return f'<h2 class="head" style="{row.css}">{_ink(row.text, sheet)}</h2>'
    return _set_row(row, sheet)


def _set_row(row: Row, sheet: Sheet) -> str:
    sort = "row note" if row.kind in ("note", "prose") and row.level > 0 else "row"
    begin = f'<div class="{sort}" style="margin-inline-start:{row.level * sheet.step}em;{row.css}">'
    if sheet.form == "grid" and not sheet.upright:
        room = sheet.code if row.level <= 0 else max(sheet.label, len(row.label) + 0.5)
        columns = f"{room}em 1fr auto" if row.label else "1fr auto"
        label = f"<p>{_ink(row.label, sheet)}</p>" if row.label else ""
        return (
            f'{begin}<div class="grid" style="grid-template-columns:{columns}">{label}'
            f"<p>{_ink(row.text, sheet)}</p><b>{_ink(row.amount, sheet)}</b></div></div>"
        )
    body = _hung(row, sheet)
    if not row.amount:
        return f"{begin}{body}</div>"
    amount = f"<b>{_ink(row.amount, sheet)}</b>"
    if sheet.form == "dots":
        lead = f'<span class="dots">{sheet.lead * 120}</span>'
        return f'{begin}<div class="flex">{body}{lead}{amount}</div></div>'
    if sheet.form == "drawn":
        return f'{begin}<div class="flex">{body}<span class="drawn"></span>{amount}</div></div>'
    if sheet.form == "fixed":
        part = f'<div style="inline-size:68%">{body}</div>'
        return f'{begin}<div class="flex">{part}{amount}</div></div>'
    if sheet.form == "float" and sheet.upright:
        return f'{begin}{body}<p style="text-align:end">{amount}</p></div>'
    if sheet.form == "float":
        return f'{begin}{body.removesuffix("</p>")}<b class="float">{amount}</b></p></div>'
    return f"{begin}{body.removesuffix('</p>')}　{amount}</p></div>"


def _tables(rows: Sequence[Row], sheet: Sheet, unit: str) -> Iterator[str]:
    opened = False
    for row in rows:
        outside = row.kind in ("title", "head") and not (
            opened and sheet.spanning and row.kind == "head"
        )
        if outside:
            yield "</tbody></table>" if opened else ""
            opened = False
            yield _block(row, sheet)
            continue
        if not opened:
            yield "<table>" + (_table_heads(sheet) if unit else _plain_columns(sheet))
            opened = True
        yield _table_row(row, sheet, unit) if unit else _plain_row(row, sheet)
    yield "</tbody></table>" if opened else ""


def _table_heads(sheet: Sheet) -> str:
    columns = f'<col class="cc">{"<col class=cl>" * sheet.own}<col><col class="ca">'
    if sheet.form == "table" and not sheet.bare:
        return f"{columns}<tbody>"
    amount, code = sheet.heads
    names = f"<th{' colspan=2' if sheet.own else ''}>名称</th>"
    row = f'<tr><th class="c">{code}</th>{names}<th class="a">{amount}</th></tr>'
    return f"{columns}<thead>{row}</thead><tbody>"


def _table_row(row: Row, sheet: Sheet, unit: str) -> str:
    wide = 2 if sheet.own else 1
    text, label = _ink(row.text, sheet), _ink(row.label, sheet)
    if row.kind == "head":
        return f'<tr><td class="h" colspan="{wide + 2}">{text}</td></tr>'
    amount = _ink(row.amount.removesuffix(unit) if sheet.bare else row.amount, sheet)
    long = " long" if len(row.amount) >= sheet.paid else ""
    paid = f'<td class="a{long}">{amount}</td>'
    css = f' style="padding-inline-start:{max(row.level - 1, 0) * sheet.step + 0.35}em"'
    if row.level <= 0 and row.kind == "entry":
        name = f'<td class="t" colspan="{wide}">{text}</td>'
        return f'<tr><td class="c">{label}</td>{name}{paid}</tr>'
    sort = ' class="note"' if row.kind != "entry" else ""
    hung = f"<div{sort}>{_hung(row, replace(sheet, own=False))}</div>"
    if sheet.own and row.label:
        said = f'<td class="l">{label}</td><td class="t">{text}</td>'
    else:
        said = f'<td colspan="{wide}"{css}>{hung}</td>'
    if row.kind == "entry":
        return f'<tr><td class="c"></td>{said}{paid}</tr>'
    if sheet.spanning and not sheet.own:
        return f'<tr><td colspan="{wide + 2}"{css}>{hung}</td></tr>'
    return f'<tr><td class="c"></td>{said}<td class="a"></td></tr>'


def _plain_columns(sheet: Sheet) -> str:
    room = sheet.label + 2 + 3 * sheet.step
    return f'<col style="inline-size:{room}em"><col><tbody>'


def _plain_row(row: Row, sheet: Sheet) -> str:
    """A row of a table that has neither codes nor amounts."""
    at = f"padding-inline-start:{max(row.level, 0) * sheet.step + 0.35}em"
    sort = ' class="note"' if row.kind == "prose" else ""
    if not sheet.own or row.kind == "head" or not row.label:
        text = _hung(row, replace(sheet, own=False))
        return f'<tr><td colspan="2" style="{at}"><div{sort}>{text}</div></td></tr>'
    at = f"padding-inline-start:{min(max(row.level, 0), 3) * sheet.step + 0.35}em"
    return (
        f'<tr><td style="{at}">{_ink(row.label, sheet)}</td><td>{_ink(row.text, sheet)}</td></tr>'
    )

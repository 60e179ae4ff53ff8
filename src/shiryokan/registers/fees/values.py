"""Names and what stands right of them: points, a rule of reckoning, a unit.

The worth of an item or a variant is set at the right edge of its last row, behind white space:
"…の場合　　　450点". With it may come a bracket, on the same row or the next ("（生活療養を受ける
場合にあっては、1,058点）"). Where there are no plain points a rule stands there instead, over one
row or several ("材料価格を10円で除して得た点数"); it ends in 点, 点数 or 円 or is a sentence,
which tells it from a name that has white space in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shiryokan.japanese.numerals import kanji_number
from shiryokan.registers.fees.rows import Row
from shiryokan.registers.fees.survey import Columns
from shiryokan.registers.source_text import Traced, joined

_KANJI = "〇一二三四五六七八九十百千"
_ONE = "[一二三四五六七八九]"
_NUMBER = (
    r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+"
    rf"|{_ONE}[〇一二三四五六七八九]*(?:[、，,][〇一二三四五六七八九]{{3}})?"
    rf"|(?=[{_KANJI}])(?:{_ONE}?千)?(?:{_ONE}?百)?(?:{_ONE}?十)?{_ONE}?"
)
_PURE = re.compile(rf"(?P<points>{_NUMBER})[ 　]?点(?P<more>[（(].*)?")
_BEGUN = re.compile(
    rf"(?:[\s　]|(?<=[）)]))(?P<begun>[0-9０-９{_KANJI}]+[、,，]?[0-9０-９{_KANJI}]*)$"
)
"""A number at the end of a row that goes on in the next."""
_NEAR = 1.6
"""How far from the edge such a row ends at most, in characters."""
_ALONE = re.compile(_NUMBER)
_RULE = re.compile(r".*(?:点|点数|円|額)(?:[（(].*[）)])?|.*。(?![）)]).*")
_AT_END = re.compile(
    rf"(?:(?<=[^0-9０-９,，、{_KANJI}])(?=[0-9０-９])|(?<=[\s　])(?=[{_KANJI}]))"
    rf"(?P<points>{_NUMBER})点"
)
_TIGHT_AT_END = re.compile(rf"(?<=[^\s　、{_KANJI}])(?P<points>{_NUMBER})点$")
"""Points in kanji right behind a name, where the white between them is not seen."""
_UNIT = re.compile(
    r"(?P<bracket>[（(](?P<unit>[^（）()]*"
    r"(?:につき|一連として|[0-9０-９一二三四五六七八九十]+[ 　]?(?:回|単位)"
    r"|当たり|ごとに?|初日|開始日|一連)"
    r"(?:に限る。?|のみ)?)[）)])"
)
AMOUNT = re.compile(
    rf"(?<![第次{_KANJI}])(?<!以下の)(?P<points>{_NUMBER})点(?!数|検|滴|眼|鼻|耳|と)"
)
"""An amount of points in a text without white space."""
_DOTS = "・…‥.．―─—　 "
"""What is left of dots between a name and its worth where there is hardly room for them."""
_WIDE = 0.8
"""Width of the white space in front of a rule, in characters, at least."""
_AT_EDGE = 1.4
"""How far from the right edge a worth may end, in characters."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A name and its worth; ``points`` is empty where ``value`` is no plain number of points."""

    name: Traced
    unit: Traced
    value: Traced
    points: int | None


@dataclass(frozen=True, slots=True)
class _Halves:
    """A row's part of the name and, at the right edge, what may be its worth."""

    head: Traced
    tail: Traced
    pure: bool


def number(printed: str) -> int:
    """``１,２００`` and 千二百 as 1200."""
    plain = re.sub("[,，、]", "", printed)
    return int(plain) if plain.isdecimal() else kanji_number(plain)


def amounts(text: str) -> list[int]:
    """All amounts of points in a text, in order."""
    return [number(m["points"]) for m in AMOUNT.finditer("".join(text.split()))]


def worth(rows: Sequence[Row], skip: int, columns: Columns) -> Worth:
    """The name and the worth of an entry; ``skip`` characters of its first row are its label."""
    return _worth([_halves(row, skip if i == 0 else 0, columns) for i, row in enumerate(rows)])


def weighed(rows: Sequence[Row], skip: int) -> Worth:
    """The same wherever points stand: behind the name or in a row of their own."""
    halves = [_halves_anywhere(row, skip if i == 0 else 0) for i, row in enumerate(rows)]
    for i in range(1, len(halves)):
        if halves[i].pure and not halves[i].head and rows[i - 1].x1 > -_NEAR * rows[i].height:
            halves[i - 1 : i + 1] = _with_broken(halves[i - 1], halves[i])
            break
    found = _worth(halves)
    if found.value and found.name.text.endswith(tuple(_DOTS)):
        name, unit = split_unit(found.name.strip(_DOTS))
        found = replace(found, name=name, unit=found.unit or unit)
    if found.value or (match := _TIGHT_AT_END.search(found.name.text)) is None:
        return found
    name, unit = split_unit(found.name[: match.start()].strip(_DOTS))
    return Worth(name, unit, found.name.cut(match), number(match["points"]))


def _with_broken(before: _Halves, after: _Halves) -> list[_Halves]:
    """Two rows, where the points of the second may begin at the end of the first."""
    match = _BEGUN.search(before.head.text)
    whole = before.head.cut(match, "begun") + after.tail if match else Traced()
    if match is None or not _PURE.fullmatch(whole.text):
        return [before, after]
    return [_Halves(before.head[: match.start()], whole, True), _Halves(Traced(), Traced(), False)]


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number."""
    return _ALONE.fullmatch(text.strip()) is not None


def is_points(text: str) -> bool:
    """Whether a text is nothing but points."""
    return _PURE.fullmatch(text.strip()) is not None


def _worth(halves: list[_Halves]) -> Worth:
    at = next((i for i, half in enumerate(halves) if half.pure), None)
    if at is not None:
        name, value = _with_points(halves, at)
    else:
        name, value = _with_rule(halves)
    text = joined(value)
    found = _PURE.fullmatch(text.text)
    whole = joined(name).strip()
    if not text and (found := _AT_END.search(whole.text)) and found.end() == len(whole):
        whole, text = whole[: found.start()].strip(), whole[found.start() :]
    name_only, unit = split_unit(whole)
    points = number(found["points"]) if found else None
    return Worth(name_only, unit, text, points)


def split_unit(name: Traced) -> tuple[Traced, Traced]:
    """A name and the unit (１日につき) in the bracket that closes it."""
    match = next((m for m in _UNIT.finditer(name.text) if m.end() == len(name)), None)
    if match is None or not match.start():
        return name, Traced()
    return name[: match.start()].strip(), name.cut(match, "unit")


def _halves(row: Row, skip: int, columns: Columns) -> _Halves:
    text = row.text
    at_edge = row.x1 > columns.right - _AT_EDGE * columns.em
    if not skip and _PURE.fullmatch(text.text) and row.x0 > columns.body + 8 * columns.em:
        return _Halves(Traced(), text, True)
    if at_edge:
        gaps = [gap for gap in row.gaps if gap[1] >= skip]
        for start, end, _ in gaps:
            if _PURE.fullmatch(text.text[end:]):
                return _Halves(text[skip : max(start, skip)], text[end:], True)
        wide = [gap for gap in gaps if gap[2] >= _WIDE * columns.em and gap[0] > skip]
        if wide:
            start, end, _ = wide[-1]
            if _balanced(text.text[skip:start]):
                return _Halves(text[skip:start], text[end:], False)
    if not skip and row.x0 > columns.body + 8 * columns.em:
        return _Halves(Traced(), text, False)
    return _Halves(text[skip:], Traced(), False)


def _halves_anywhere(row: Row, skip: int) -> _Halves:
    text = row.text
    if _PURE.fullmatch(text.text, skip):
        return _Halves(Traced(), text[skip:], True)
    for start, end in row.spaces:
        if end >= skip and _PURE.fullmatch(text.text, end):
            return _Halves(text[skip : max(start, skip)], text[end:], True)
    return _Halves(text[skip:], Traced(), False)


def _with_points(halves: list[_Halves], at: int) -> tuple[list[Traced], list[Traced]]:
    """Name and value where row ``at`` has plain points."""
    name = [part for half in halves[:at] for part in _together(half)]
    name.append(halves[at].head)
    value = [halves[at].tail]
    for half in halves[at + 1 :]:
        text = half.head.text + half.tail.text
        open_ = not _balanced("".join(part.text for part in value))
        into = value if open_ or text[:1] in ("（", "(") else name
        into += [half.head, half.tail]
    return name, value


def _with_rule(halves: list[_Halves]) -> tuple[list[Traced], list[Traced]]:
    """Name and value where no row has plain points."""
    at = next((i for i, half in enumerate(halves) if half.tail), None)
    if at is not None:
        value = [halves[at].tail, *(p for half in halves[at + 1 :] for p in (half.head, half.tail))]
        if _RULE.fullmatch("".join(part.text for part in value)):
            return [*(half.head for half in halves[:at]), halves[at].head], value
    return [part for half in halves for part in _together(half)], []


def _together(half: _Halves) -> list[Traced]:
    """Both halves as part of a name, with the white space that was between them."""
    if not half.head or not half.tail:
        return [half.head + half.tail]
    last, first = half.head.pieces[-1], half.tail.pieces[0]
    gap = last.line is first.line and last.line is not None
    if gap and last.line is not None:
        start = last.start + len(last.text)
        between = Traced.of(last.page, last.line, start, first.start)
        return [half.head + between + half.tail]
    return [half.head + half.tail]


def _balanced(text: str) -> bool:
    return len(re.findall("[（(]", text)) <= len(re.findall("[）)]", text))

"""Numbers and times in a text as typed values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from shiryokan.japanese.eras import FiscalYear, Mention, Month, Year, mentions

_COUNTERS = (
    "回|件|名|人|社|者|団体|機関|か所|カ所|ヶ所|箇所|校|施設|病院|台|本|冊|種類|種|項目|か国|カ国|ヶ国|"
    "国|都道府県|市町村|市|町|村|自治体|事業者|組織|時間|日間|日|週間|週|か月|カ月|ヶ月|月間|年間|分|秒|"
    "点|％|%|パーセント|ポイント|倍|割|円|千円|百万円|億円|兆円|万円|ドル|万人|万件|万台|"
    "GB|TB|MB|km|m|kg|t|歳|棟|戸|世帯|基|台数|部|枚|通|版|号|例|品目|路線|便|隻|両|か月間|拠点"
)
_DIGITS = r"[0-9０-９]"
_NUMBER = re.compile(
    rf"(?P<about>延べ|のべ|約|およそ|計|累計|合計)?[ 　]*"
    rf"(?P<number>{_DIGITS}{{1,3}}(?:[,，]{_DIGITS}{{3}})+|{_DIGITS}+)(?P<decimals>[.．]{_DIGITS}+)?"
    rf"[ 　]*(?P<unit>{'|'.join(sorted(_COUNTERS.split('|'), key=len, reverse=True))})"
    r"(?P<more>以上|以下|未満|超|余り|程度)?"
)
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")

Kind = Literal["number", "day", "month", "year", "fiscal year"]


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number or a time in a text: ``field[item]`` holds it from character ``start`` to ``end``.

    A number has ``number`` and ``unit`` (and ``about``: 延べ, 約, 以上 …); a time has ``time`` in
    ISO 8601 as far as it is known (2023, 2023-11, 2023-11-05; a fiscal year is its first year).
    """

    kind: Kind
    text: str
    start: int
    end: int
    field: str = ""
    item: int = 0
    number: float | None = None
    unit: str = ""
    about: str = ""
    time: str = ""


def values_in(text: str, field: str = "", item: int = 0) -> list[Value]:
    """The values in ``text``, in their order; a number within a time is none of its own."""
    times = [_time(mention, text, field, item) for mention in mentions(text)]
    taken = [(time.start, time.end) for time in times]
    numbers = (
        value
        for value in _numbers(text, field, item)
        if not any(value.start < end and start < value.end for start, end in taken)
    )
    return sorted([*times, *numbers], key=lambda value: value.start)


def _time(mention: Mention, text: str, field: str, item: int) -> Value:
    when = mention.when
    kind: Kind
    if isinstance(when, FiscalYear):
        kind, time = "fiscal year", f"{when.year:04}"
    elif isinstance(when, Year):
        kind, time = "year", f"{when.year:04}"
    elif isinstance(when, Month):
        kind, time = "month", f"{when.year:04}-{when.month:02}"
    else:
        kind, time = "day", when.isoformat()
    start, end = mention.start, mention.end
    return Value(kind, text[start:end], start, end, field, item, time=time)


def _numbers(text: str, field: str, item: int) -> Iterator[Value]:
    for match in _NUMBER.finditer(text):
        digits = (match["number"] + (match["decimals"] or "")).translate(_WIDE).replace(",", "")
        number = float(digits)
        start = match.start() + len(match[0]) - len(match[0].lstrip(" 　"))
        about = " ".join(word for word in (match["about"], match["more"]) if word)
        yield Value(
            "number", text[start : match.end()], start, match.end(), field, item,
            number=number, unit=match["unit"], about=about,
        )  # fmt: skip

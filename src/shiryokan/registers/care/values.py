"""Names and what stands right of them: points, a rate, a unit; and amounts in sentences.

The worth of a branch stands at the end of its row, behind white space or dots: "…の場合　245単位",
"…加算（Ⅰ）　所定単位数の1000分の245に相当する単位数"; in vertical writing its numbers are kanji.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shiryokan.japanese.numerals import NotANumber, kanji_number
from shiryokan.registers.care.model import Amount, Rate, Way
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced, joined

if TYPE_CHECKING:
    from shiryokan.registers.care.rows import Row

_KANJI = "〇零一二三四五六七八九十百千"
_NUMBER = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+"
    rf"|[{_KANJI}]+(?:[、,][{_KANJI}]{{3}})*|[{_KANJI}]*万[{_KANJI}]*)"
)
_SHARE = rf"(?P<numerator>{_NUMBER})/(?P<denominator>(?![0〇零]){_NUMBER})"
_OF = rf"(?P<denominator>(?![0〇零]){_NUMBER})分の(?P<numerator>{_NUMBER})"
_PER = rf"(?:[0-9]+|[{_KANJI}]+)[^、。（）()\s　]{{1,8}}?(?:につき|ごとに?|当たり)"
_SIGN = "[-△▲]?"
_PURE = re.compile(
    rf"[・…‥.]{{0,3}}[ 　]*(?:(?P<per>{_PER})[ 　]*)?"
    rf"(?P<points>{_SIGN}{_NUMBER})[ 　]*単位(?P<more>[ 　]*\(.*\))?"
)
_AT_END = re.compile(rf"(?<![0-9,{_KANJI}△▲-])(?P<points>{_SIGN}{_NUMBER})[ 　]*単位$")
_COUNTED = r"(?:[ァ-ヴ]{1,2}|\([0-9]{1,2}\)|[⑴-⒇])(?:から|まで|及び|又は|若しくは|並びに|、|に|の)"
_BASIS = (
    rf"(?:所定単位数|(?:{_COUNTED}|当該|算定)[^。]{{0,60}}?(?:算定した|係る|の)(?:所定)?単位数)"
)
"""What a rate is of: 所定単位数, or イからトまでにより算定した単位数."""
_RATE = re.compile(
    rf"(?:{_BASIS}の?)?{_OF}(?:に相当する(?:単位数|額|単位)|相当)?(?:を[^。]{{2,14}})?"
)
_RATE_AT_END = re.compile(rf"(?P<value>{_BASIS}の?{_OF}に相当する(?:単位数|額|単位))$")
_RATE_BEGUN = re.compile(rf"{_BASIS}の?(?:×?{_NUMBER}/|{_NUMBER}(?:分の|%))")
_RATE_ENDED = re.compile(rf"(?:{_NUMBER})?に?相当する(?:単位数|額|単位)")
_OF_END = re.compile("単位数の?$")
"""Where a rate goes on in the next row."""
_FRACTION = re.compile(rf"(?:{_BASIS}の?×?)?{_SHARE}(?:に相当する(?:単位数|額|単位))?")
_FRACTION_AT_END = re.compile(
    rf"(?P<value>{_BASIS}の?×?{_SHARE}(?:に相当する(?:単位数|額|単位))?)$"
)
_PERCENT = re.compile(
    rf"(?:{_BASIS}の?)?(?P<whole>[0-9]{{1,3}})(?:\.(?P<decimals>[0-9]+))?%"
    r"(?:に相当する(?:単位数|額|単位))?(?:を?(?:算定|加算|減算))?"
)
_PERCENT_AT_END = re.compile(
    rf"(?P<value>{_BASIS}の?(?P<whole>[0-9]{{1,3}})(?:\.(?P<decimals>[0-9]+))?%)$"
)
_UNIT = re.compile(
    r"(?P<bracket>[（(](?P<unit>[^（）()]*(?:につき|ごとに?|当たり|を限度|に限る。?)[^（）()]*)[）)])$"
)
_BEGUN = re.compile(rf"(?: |(?<=\)))(?P<begun>[0-9{_KANJI}]+[、,]?[0-9{_KANJI}]*)$")
"""A number at the end of a row that goes on in the next."""
_NEAR = 1.6
"""How far from the edge such a row ends at most, in characters."""
_WORTH = re.compile(
    re.sub(
        r"\?P<\w+>",
        "",
        rf"{_PURE.pattern}|単位|{_NUMBER}|{_FRACTION.pattern}|{_PERCENT_AT_END.pattern}"
        rf"|(?:{_BASIS}の?)?{_OF}に相当する単位数",
    )
)
_ENDING = re.compile(rf"(?:{_NUMBER})[ 　]*単位$|単位数$")
_AMOUNT = re.compile(
    rf"(?P<points>{_NUMBER})単位(?!数|以)"
    rf"|(?:(?P<basis>単位数)の?)?{_OF}(?P<like>に相当する(?:単位数|単位|額))?"
)
_VERB = re.compile("加算|加える|加えた|減算|減じ|控除|差し引|算定|乗じ")
_WAYS: dict[str, Way] = {"加": "add", "減": "subtract", "控": "subtract", "差": "subtract"}
DELETED = "削除"
_DOTS = "・…‥.．―─— 　"
"""What is left of dots between a name and its worth where there is hardly room for them."""
_MOST_ROWS = 12
"""Rows of a name with its worth, at most; what runs longer is prose."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A name, the unit that closes it, and its worth as printed, with its number."""

    name: Traced
    unit: Traced
    value: Traced
    points: int | None = None
    rate: Rate | None = None


def number(printed: str) -> int | None:
    """``１,２００`` or 千二百 as 1200; None for what is no number."""
    text = narrow(printed).replace(",", "").replace("、", "")
    sign = -1 if text[:1] in ("-", "△", "▲") and text else 1
    text = text.lstrip("-△▲")
    thousands, found, rest = text.partition("万")
    try:
        if found:
            high = kanji_number(thousands) if thousands else 1
            return sign * (10_000 * high + (kanji_number(rest) if rest else 0))
        return sign * kanji_number(text)
    except NotANumber:
        return None


def ends_in_worth(text: str) -> bool:
    """Whether a row may end in points or a rate."""
    text = narrow(text)
    ends = (_ENDING, _FRACTION_AT_END, _PERCENT_AT_END)
    return any(end.search(text) is not None for end in ends)


def begins_with_rate(text: str) -> bool:
    """Whether a row begins with a rate, which may go on in the next."""
    return _RATE_BEGUN.match(narrow(text)) is not None


def ends_a_rate(text: str) -> bool:
    """Whether a row is but the end of a rate, whose number may begin in the row before."""
    return _RATE_ENDED.fullmatch(narrow(text)) is not None


def is_worth(text: str) -> bool:
    """Whether a text is only what stands right of a name."""
    return _WORTH.fullmatch(narrow(text.strip())) is not None


def rate_of(match: re.Match[str]) -> Rate | None:
    """The rate that was matched."""
    numerator, denominator = number(match["numerator"]), number(match["denominator"])
    return Rate(numerator, denominator) if numerator is not None and denominator else None


def worth(rows: Sequence[Row], skip: int) -> Worth:
    """The name and the worth of an entry; ``skip`` characters of its first row are its label."""
    rows = _with_whole_numbers(rows)
    parts = [row.text[skip if i == 0 else 0 :] for i, row in enumerate(rows)]
    for i, row in enumerate(rows):
        begin = skip if i == 0 else 0
        text = narrow(row.text.text)
        cuts = [begin, *(end for _, end, _ in row.gaps if end >= begin)]
        for cut in cuts if i else [*cuts[1:], begin]:
            match = _PURE.fullmatch(text, cut)
            if match is None or number(match["points"]) is None:
                continue
            if cut == begin and i == 0 and len(rows) > 1:
                continue
            name = joined([*parts[:i], row.text[begin:cut].strip(), *parts[i + 1 :]]).strip()
            return _with_points(name, row.text, match)
    whole = joined(parts).strip()
    if len(rows) > _MOST_ROWS:
        return Worth(whole, Traced(), Traced())
    return _at_end(rows, parts, whole)


def _rate_in(text: str) -> Rate | None:
    """The rate of a text that is nothing else."""
    if match := _RATE.fullmatch(text) or _FRACTION.fullmatch(text):
        return rate_of(match)
    percent = _PERCENT.fullmatch(text)
    return _percent_of(percent) if percent else None


def _percent_of(match: re.Match[str]) -> Rate:
    decimals = match["decimals"] or ""
    return Rate(int(match["whole"] + decimals), 100 * 10 ** len(decimals))


def _with_whole_numbers(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, those put together of which the first ends at the edge in the beginning of the
    number with which the second begins."""
    for at in range(1, len(rows)):
        before, row = rows[at - 1], rows[at]
        match = _BEGUN.search(narrow(before.text.text))
        if match is None or before.end < -_NEAR * row.height:
            continue
        whole = _PURE.fullmatch(match["begun"] + narrow(row.text.text))
        if whole and whole["points"] and number(whole["points"]) is not None:
            one = replace(before, text=Traced([*before.text.pieces, *row.text.pieces]))
            return [*rows[: at - 1], one, *rows[at + 1 :]]
    return rows


def _with_points(name: Traced, text: Traced, match: re.Match[str]) -> Worth:
    per = text.cut(match, "per")
    rest, unit = split_unit(name.strip(_DOTS))
    points = number(match["points"])
    value = text[match.start("points") : match.end()]
    return Worth(rest, unit or per, value, points)


def _at_end(rows: Sequence[Row], parts: Sequence[Traced], whole: Traced) -> Worth:
    for i, row in enumerate(rows):
        # a rate that white space parts from the name, over one row or several
        begin = len(row.text) - len(parts[i])
        for _, end, wide in reversed(row.gaps):
            if not wide or end < begin:
                continue
            value = joined([row.text[end:], *parts[i + 1 :]])
            if rate := _rate_in(_tight(value)):
                name = joined([*parts[:i], row.text[begin:end]]).strip()
                return _finished(name, value, None, rate)
            if rate := _rate_in(_tight(row.text[end:])):
                # the name goes on below
                name = joined([*parts[:i], row.text[begin:end].strip(), *parts[i + 1 :]]).strip()
                return _finished(name, row.text[end:], None, rate)
        if i and not _OF_END.search(narrow(parts[i - 1].text)):
            value = joined(parts[i:])
            if rate := _rate_in(_tight(value)):
                return _finished(joined(parts[:i]).strip(), value, None, rate)
    text = narrow(whole.text)
    if (match := _AT_END.search(text)) and match.start():
        return _finished(
            whole[: match.start()].strip(), whole[match.start() :], number(match["points"]), None
        )
    match = _RATE_AT_END.search(text) or _FRACTION_AT_END.search(text)
    percent = _PERCENT_AT_END.search(text)
    if (at_end := match or percent) and at_end.start():
        rate = rate_of(match) if match else _percent_of(at_end)
        begin = at_end.start("value")
        return _finished(whole[:begin].strip(), whole[begin:], None, rate)
    name, unit = split_unit(whole)
    return Worth(name, unit, Traced())


def _finished(name: Traced, value: Traced, points: int | None, rate: Rate | None) -> Worth:
    rest, unit = split_unit(name.strip(_DOTS))
    return Worth(rest, unit, value.strip(_DOTS), points, rate)


def _tight(text: Traced) -> str:
    return narrow("".join(text.text.split()).lstrip(_DOTS))


def split_unit(name: Traced) -> tuple[Traced, Traced]:
    """A name and the unit (１日につき) in the bracket that closes it."""
    match = _UNIT.search(name.text)
    if match is None or not match.start():
        return name, Traced()
    return name[: match.start()].strip(), name.cut(match, "unit")


def amounts_in(text: str) -> list[Amount]:
    """The amounts in the sentences of a note, in order, each with what is done with it."""
    whole = narrow("".join(text.split()))
    found = []
    for sentence in re.findall("[^。]*。?", whole):
        for match in _AMOUNT.finditer(sentence):
            verb = _VERB.search(sentence, match.end())
            way: Way | None = _WAYS.get(verb[0][0], "to") if verb else None
            if match["points"]:
                points = number(match["points"])
                if points is not None:
                    found.append(Amount(kind=way, points=points))
            elif (match["basis"] or match["like"]) and (rate := rate_of(match)):
                found.append(Amount(kind=way, rate=rate))
    return found

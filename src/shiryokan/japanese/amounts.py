"""Amounts as Japanese tables write them: 43,300, △43,300, １，２３４千円, 1億2,000万円, 24.6％."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

_SCALES = {
    "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "億": 100_000_000,
    "百億": 10_000_000_000, "兆": 1_000_000_000_000,
}  # fmt: skip
"""What a number is counted in, when a word for it stands before its unit."""
_UNITS = (
    "円|点|%|人|名|件|戸|台|本|枚|部|冊|回|個|箇所|か所|ヶ所|カ所|世帯|校|社|団体|施設|品|式|"
    "か月|ヶ月|カ月|箇月|日間|時間|ポイント|ha|a|m2|m3|km2|km|m|cm|mm|kg|g|t|L|kl|kWh|kW|トン|株|頭|羽|床|泊|食"
)
"""Units of amounts: no 年, 月, 日, 級 and 号, with which dates, ranks and labels are written."""
_GROUPED = r"(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)"
_SIGN = r"[△▲+−-]"
_ONE = re.compile(
    rf"(?:金|¥)?(?P<sign>{_SIGN})?(?:¥)?(?P<number>{_GROUPED}(?:\.\d+)?)"
    rf"(?P<unit>(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})?(?:{_UNITS})?)"
    r"(?:也|-)?"
)
_PLACES = re.compile(
    rf"(?:金|¥)?(?P<sign>{_SIGN})?(?:(?P<cho>{_GROUPED})兆)?(?:(?P<oku>{_GROUPED})億)?"
    rf"(?:(?P<man>{_GROUPED})万)?(?:(?P<sen>[1-9])千)?(?P<rest>{_GROUPED})?(?P<unit>円|人)(?:也)?"
)
_PLACE = {"cho": 10**12, "oku": 10**8, "man": 10**4, "sen": 10**3, "rest": 1}
_NEGATIVE = frozenset("△▲−-")
_DASHES = str.maketrans("－‐–―", "----")


class Amount(NamedTuple):
    """A number with what it counts; amounts of one unit can be added up exactly."""

    number: Decimal
    """As it is printed: -43300 for △43,300, 1234 for 1,234千円."""
    unit: str = ""
    """As it is printed, in half width: 千円, %, 人; empty where none is."""

    @property
    def value(self) -> Decimal:
        """The number of what is counted, without a thousand or a million in the unit: 1234000 for
        1,234千円."""
        return self.number * _scale(self.unit)[0]

    @property
    def counted(self) -> str:
        """What is counted, without a thousand or a million: 円 for 千円."""
        return _scale(self.unit)[1]


def _scale(unit: str) -> tuple[int, str]:
    for word in sorted(_SCALES, key=len, reverse=True):
        if unit.startswith(word):
            return _SCALES[word], unit[len(word) :]
    return 1, unit


def amount_of(text: str) -> Amount | None:
    """The amount that ``text`` is; None where it is no amount, or has other words besides.

    White space and full width say nothing; △, ▲ and a minus are negative; thousands are parted by
    commas or by nothing. A number of two places (1億2,000万円) is given in ones. A number in
    brackets is none: official tables set apart what is included, or was last year, by them.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split()).translate(_DASHES)
    found = _ONE.fullmatch(folded)
    if found:
        number = Decimal(found["number"].replace(",", ""))
        return Amount(-number if (found["sign"] or "+") in _NEGATIVE else number, found["unit"])
    found = _PLACES.fullmatch(folded)
    if found is None or not any(found[name] for name in _PLACE):
        return None
    total = sum(
        int(found[name].replace(",", "")) * place for name, place in _PLACE.items() if found[name]
    )
    return Amount(Decimal(-total if (found["sign"] or "+") in _NEGATIVE else total), found["unit"])

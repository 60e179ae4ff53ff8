"""Labels of any kind, told by that of the first: （１） goes on with （２）, ㈠ with ㈡."""

from __future__ import annotations

import re

from shiryokan.japanese.numerals import in_kanji

_KANA, _IROHA = "アイウエオカキクケコサシスセソ", "イロハニホヘトチリヌルヲワカヨ"
_CORE = re.compile("１1|[1１一⑴①㈠ⅰa-zａアイ]")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_LAST = {"㈠": 10, "①": 20, "⑴": 20, "ⅰ": 10}
"""So many of these are one sign each."""


def wide(text: str) -> str:
    """Digits, letters and dashes full-width."""
    return "".join(
        chr(ord(each) + 0xFEE0) if each.isascii() and (each.isalnum() or each == "-") else each
        for each in text
    )


def label(sample: str, number: int) -> str:
    """The label of ``number`` where that of 1 is ``sample``. １1 stands for digits that are wide
    where there is one of them, イ for イロハ; what has no number stays as it is (・)."""
    return _CORE.sub(lambda core: _counted(core[0], number), sample, count=1)


def _counted(core: str, number: int) -> str:
    if core == "１1":
        return wide(str(number)) if number < 10 else str(number)
    if core in _LAST:
        if number <= _LAST[core]:
            return chr(ord(core) + number - 1)
        return f"（{in_kanji(number)}）" if core == "㈠" else f"（{number}）"
    made = {
        "1": str(number), "１": wide(str(number)), "一": in_kanji(number),
        "ア": _KANA[number - 1], "イ": _IROHA[number - 1], "i": _ROMAN[number - 1],
    }  # fmt: skip
    return made.get(core) or chr(ord(core) + number - 1)

"""Small kana and large ones: how high they stand in their line tells, and their neighbours.

The network reads each at 48 pixels a line and takes っ for つ, above all at the end of a line,
where no neighbour follows. What is measured here is the height of the ink in ems.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from shiryokan.paper.ocr.decoding import Found
from shiryokan.paper.ocr.setting import Setting

_LARGE = "つやゆよツヤユヨエイオアあえお"
_SMALL = "っゃゅょッャュョェィォァぁぇぉ"
_MIDDLE = (
    0.58, 0.80, 0.80, 0.77, 0.72, 0.77, 0.56, 0.64, 0.56, 0.76, 0.77, 0.70, 0.78, 0.77, 0.76,
)  # fmt: skip
"""Ems of height between those of the small kana and of the large one: the mean of 22 Japanese
fonts."""
_SMALL_OF = dict(zip(_LARGE, _SMALL, strict=True))
_LARGE_OF = dict(zip(_SMALL, _LARGE, strict=True))
OTHER_SIZE = _SMALL_OF | _LARGE_OF
"""Of each kana that has two sizes the other one."""
_MIDDLES = dict(zip(_LARGE, _MIDDLE, strict=True))

_UNIT = 0.08
"""Ems: how far from the middle most stand."""
_UNIT_FLAT = 0.14
"""The same where fonts differ more than the two kana do: the small っ of a Gothic is as high as つ
of a Mincho."""
_FLAT = frozenset("つユヨエ")
_MOST = 1.5
"""Units that a height speaks at most: ink of a neighbour may have been taken along."""
_NETWORK = 1.6
"""Units that the network speaks where it is quite sure: no height alone overrules it then."""
_NEIGHBOURS = 1.0
"""Units that neighbours speak."""

_LEAST = 0.5
"""Units that must speak against what the network read."""

_I_COLUMN = frozenset("キシチニヒミリギジヂビピ")
_BEFORE = {
    "ヤ": _I_COLUMN, "ヨ": _I_COLUMN, "ユ": _I_COLUMN | frozenset("テデフ"),
    "ア": frozenset("フヴ"), "イ": frozenset("フヴテデウ"), "エ": frozenset("フヴシジチウ"),
    "オ": frozenset("フヴウ"),
}  # fmt: skip
"""What a small one of katakana makes one syllable with."""
_DOUBLED = frozenset("カキクケコサシスセソタチテトパピプペポダデドグゲジ")
_VERBS_GO_ON = frozenset("てた")
_COUNT = frozenset("一二三四五六七八九幾")
_END_IN_TSU = frozenset("立待持打勝保放絶育経断分撃討隔")
_DOUBLE = frozenset("行至図当言取伴限扱払担思使残知諮沿従移終始作送")
"""Kanji of verbs that go on with って and った; of none of them a word ends in つ."""
_LINE_END, _VERB_END = -0.5, -3.0
"""Units: a line ends within 行った, or となった, more often than behind 立つ, and behind such kanji
always."""
_A_WORD = ("かつて", "ドイツ", "つつ", "リユー", "リヨン", "ビヨン")
"""Words with a large one where the rules below expect a small one."""


def with_small_kana(
    found: list[Found], setting: Setting, ink: npt.NDArray[np.bool_]
) -> list[Found]:
    """``found``, a level line whose ``ink`` and setting are known, each kana that may be small as
    its height, its neighbours and the network say together."""
    text = "".join(one.text if len(one.text) == 1 else "\0" for one in found)
    result = list(found)
    for at, one in enumerate(found):
        large = _LARGE_OF.get(one.text, one.text)
        if large not in _SMALL_OF:
            continue
        height = _height(ink, setting, at)
        if height is None:
            continue
        units = (height - _MIDDLES[large]) / (_UNIT_FLAT if large in _FLAT else _UNIT)
        weight = min(max(units, -_MOST), _MOST)
        weight += _NETWORK * _sureness(one, large) + _NEIGHBOURS * _expected(text, at, large)
        meant = large if weight > 0 else _SMALL_OF[large]
        if meant != one.text and abs(weight) > _LEAST:
            result[at] = dataclasses.replace(one, text=meant)
    return result


def _height(ink: npt.NDArray[np.bool_], setting: Setting, at: int) -> float | None:
    """The height of the ink of a character in ems; that of its neighbours at its sides left out."""
    start, end = setting.cells[at]
    inner = 0.1 * (end - start)
    low = max(round(setting.top), 0)
    high = round(setting.top + setting.em) + 1
    part = ink[low:high, max(round(start + inner), 0) : round(end - inner)]
    rows = np.flatnonzero(part.any(axis=1))
    return float(rows[-1] - rows[0] + 1) / setting.em if len(rows) else None


def _sureness(one: Found, large: str) -> float:
    """From -1, where the network says small, to 1."""
    other = _SMALL_OF[large] if one.text == large else large
    against = sum(each.confidence for each in one.alternatives if each.text == other)
    sure = max(one.confidence - against, 0.0)
    return sure if one.text == large else -sure


def _expected(text: str, at: int, large: str) -> float:
    """-1 where neighbours say that it is small, 1 where they say large, 0 where nothing."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    around = text[max(at - 2, 0) : at] + large + after
    if any(word in around for word in _A_WORD):
        return 1.0
    if large == "つ":
        # 二つ; 行った goes on with kana, and stands behind kanji as well
        if before and before in _COUNT:
            return 1.0
        if before and not after:
            if before in _DOUBLE:
                return _VERB_END
            kanji = "一" <= before <= "鿿" and before not in _END_IN_TSU
            return _LINE_END if kanji or before in "なあ" else 0.0
        return -1.0 if before and after in _VERBS_GO_ON else 0.0
    if (before and not "ぁ" <= before <= "ヺ") or (large == "ツ" and after == "ー"):
        # a small one belongs to the kana before it
        return 1.0
    if large == "ツ":
        kana = "ァ" <= before <= "ヺ" if before else False
        return -1.0 if kana and after and after in _DOUBLED else 0.0
    return -1.0 if before and before in _BEFORE.get(large, ()) else 0.0

"""Code points made sane: for reading, and folded for search with a way back to the original.

PDF producers write the same character in many ways: as a radical (⻑ for 長), full width, half
width, with any of a dozen dashes, with a line break in the middle of a word.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache

import msgspec

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪"
    "⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒"
    "⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔"
    "目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸"
    "长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
"""The radicals of U+2E80–2EFF that NFKC leaves alone, and the ideograph each stands for.

Facts of Unicode's EquivalentUnifiedIdeograph.txt (UCD 15)."""
RADICALS = dict(zip(_RADICALS, _IDEOGRAPHS, strict=True))

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe63\u2043"
_WAVES = "\u301c\u3030\u223c\u223e"
_DOTS = "\u2022\u2219\u22c5\u25cf\u25e6\u2027\u00b7"
_VARIANTS = {
    **RADICALS,
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_WAVES, "~"),
    **dict.fromkeys(_DOTS, "・"),
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_SOUND_MARKS = "\u3099\u309a"
_CJK = (
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
CJK_CLASS = _CJK
"""Characters of Japanese words, for use inside a regular expression's brackets."""
_SPACE = re.compile(r"\s+")
_JAPANESE = re.compile(f"[{_CJK}\u3001-\u303f\uff00-\uffef・]")
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff"
_LONG_END = re.compile(f"(?<=[{_KATAKANA}]{{3}})ー(?![{_KATAKANA}])")


class Folded(msgspec.Struct, frozen=True):
    """Text folded for search.

    Character *i* of ``text`` comes from ``original[starts[i]:ends[i]]``; both grow with *i*.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that ``text[start:end]`` comes from (``start < end``)."""
        return self.starts[start], self.ends[end - 1]


def readable(text: str) -> str:
    """Radicals and compatibility ideographs as the ideographs they stand for; all else is kept."""
    return "".join(map(_readable, text))


@lru_cache(maxsize=20_000)
def _readable(character: str) -> str:
    if character in RADICALS:
        return RADICALS[character]
    point = ord(character)
    if 0x2F00 <= point <= 0x2FDF or 0xF900 <= point <= 0xFAFF or 0x2F800 <= point <= 0x2FA1F:
        return unicodedata.normalize("NFKC", character)
    return character


@lru_cache(maxsize=20_000)
def _fold(character: str) -> str:
    """One character folded: NFKC, small letters, and the variants above."""
    wide = _VARIANTS.get(character)
    if wide is not None:
        return wide
    folded = unicodedata.normalize("NFKC", character).lower()
    return "".join(_VARIANTS.get(c, c) for c in folded)


def fold(text: str) -> Folded:
    """``text`` as search sees it.

    White space becomes one space between Latin words and nothing beside Japanese characters, so
    that a word broken at a line's end is whole; the long-vowel mark that ends a katakana word of
    four or more characters is dropped (サーバー = サーバ).
    """
    out: list[str] = []
    starts, ends = array("l"), array("l")
    for i, character in enumerate(text):
        for c in _fold(character):
            if c in _SOUND_MARKS and out:
                joined = unicodedata.normalize("NFC", out[-1] + c)
                if len(joined) == 1:
                    out[-1] = joined
                    ends[-1] = i + 1
                    continue
            out.append(c)
            starts.append(i)
            ends.append(i + 1)
    return _dropped(_dropped(Folded("".join(out), starts, ends), _SPACE), _LONG_END)


def _dropped(folded: Folded, pattern: re.Pattern[str]) -> Folded:
    """Without what ``pattern`` matches, but one space where Latin words would touch."""
    text, pieces, kept = folded.text, [], array("l")
    at = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        pieces.append(text[at:start])
        kept.extend(range(at, start))
        if pattern is _SPACE and start and end < len(text) and not _touches_japanese(text, match):
            pieces.append(" ")
            kept.append(start)
        at = end
    if not at:
        return folded
    pieces.append(text[at:])
    kept.extend(range(at, len(text)))
    return Folded(
        "".join(pieces),
        array("l", [folded.starts[i] for i in kept]),
        array("l", [folded.ends[i] for i in kept]),
    )


def _touches_japanese(text: str, gap: re.Match[str]) -> bool:
    return bool(_JAPANESE.match(text[gap.start() - 1]) or _JAPANESE.match(text[gap.end()]))

"""Code points made sane: for reading, and folded for search with a way back to the original.

PDF producers write the same character in many ways: as a radical (⻑ for 長), full width, half
width, with any of a dozen dashes, with a line break in the middle of a word.

Folding follows Unicode's NFKC and case folding (UAX #15, UAX #44),
and goes further where Japanese documents need it; what differs is said at each rule.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

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

_DASHES = "\u2010\u2011\u2012\u2013\ufe63\u2043"
_LONG_DASHES = "\u2014\u2015\u2212\u2500\u2501\uff0d"
"""Dashes that also stand for the long-vowel mark between katakana (センタ―ビル)."""
_LONG = "\u2015"
_WAVES = "\u301c\u3030\u223c\u223e"
_DOTS = "\u2022\u2219\u22c5\u25cf\u25e6\u2027\u00b7"
_VARIANTS = {
    **RADICALS,
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_LONG_DASHES, _LONG),
    **dict.fromkeys(_WAVES, "~"),
    **dict.fromkeys(_DOTS, "・"),
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    "\u309b": "\u3099",
    "\u309c": "\u309a",
}
_CJK = (
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
CJK_CLASS = _CJK
"""Characters of Japanese words, for use inside a regular expression's brackets."""
KATAKANA_CLASS = "\u30a1-\u30fa\u30fc-\u30ff"
"""Katakana and the long-vowel mark, for use inside a regular expression's brackets."""
GETA = "〓"
"""The printers' sign for a character that is missing; stands for one of private use."""

_BESIDE = f"{_CJK}\u3001-\u303f\uff00-\uffef・"
_NEEDLESS_SPACE = re.compile(f"(?:^|(?<=[{_BESIDE}])) +| +(?=[{_BESIDE}]|$)|(?<= ) +")
_LONG_BETWEEN = re.compile(f"(?<=[{KATAKANA_CLASS}]){_LONG}(?=[{KATAKANA_CLASS}])")
_ODD = "\uffff"
_ODD_RUN = re.compile(f".?{_ODD}+", re.DOTALL)
_SET_APART = ("<circle>", "<super>", "<sub>", "<fraction>")


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
    """Radicals and compatibility ideographs as the ideographs they stand for, and 〓 for each
    character of private use; all else, full width too, is kept. The length does not change."""
    return text.translate(_READABLE)


class _ReadableTable(dict[int, str]):
    def __missing__(self, point: int) -> str:
        character = chr(point)
        if character in RADICALS:
            character = RADICALS[character]
        elif 0x2E80 <= point <= 0x2FDF or 0xF900 <= point <= 0xFAFF or 0x2F800 <= point <= 0x2FA1F:
            character = unicodedata.normalize("NFKC", character)
        elif unicodedata.category(character) == "Co":
            character = GETA
        self[point] = character
        return character


class _FoldTable(dict[int, str]):
    """One folded character for each that has one; :data:`_ODD` for all others."""

    def __missing__(self, point: int) -> str:
        folded = _fold(chr(point))
        plain = len(folded) == 1 and not unicodedata.combining(folded)
        self[point] = folded if plain else _ODD
        return self[point]


_READABLE = _ReadableTable()
_FOLD = _FoldTable()


def _fold(character: str) -> str:
    """What one character folds to, as far as it alone can tell; nothing for what is not seen."""
    folded = character
    while (further := _step(folded)) != folded:
        folded = further
    return folded


def _step(text: str) -> str:
    return "".join(map(_step_one, unicodedata.normalize("NFKC", text) if len(text) > 1 else text))


def _step_one(character: str) -> str:
    if character in _VARIANTS:
        return _VARIANTS[character]
    if character.isspace():
        return " "
    if _is_unseen(character):
        return ""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    if len(folded) > 1 and folded[0] == " ":
        return ""  # an accent that stands alone (´), which NFKC puts on a space
    if folded != character and _is_set_apart(character):
        return f"({folded})"
    return folded


def _is_unseen(character: str) -> bool:
    """Soft hyphen, joiners and other format characters, variation selectors, a noncharacter."""
    point = ord(character)
    selector = 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF
    return selector or character == _ODD or unicodedata.category(character) == "Cf"


def _is_set_apart(character: str) -> bool:
    """Whether the sign stands apart from its neighbours, so that 別紙1① is not 別紙11."""
    point = ord(character)
    return (
        unicodedata.decomposition(character).startswith(_SET_APART)
        or 0x2160 <= point <= 0x217F
        or 0x2488 <= point <= 0x249B
    )


def fold(text: str) -> Folded:
    """``text`` as search sees it: NFKC and case folding, and the variants above.

    White space becomes one space between Latin words and nothing beside Japanese characters, so
    that a word broken at a line's end is whole. Signs that stand apart (①, ², ™) come in brackets.
    Folding what is folded changes nothing.
    """
    folded = _without_needless_spaces(_translated(text))
    if _LONG not in folded.text:
        return folded
    joined = _LONG_BETWEEN.sub("ー", folded.text).replace(_LONG, "-")
    return Folded(joined, folded.starts, folded.ends)


def without_nul(text: str, instead: str = "") -> str:
    """``text`` without U+0000, which nobody types and PostgreSQL takes in no text; ``instead``
    stands in its place where words must not run together."""
    return text.replace("\x00", instead)


def fold_text(text: str) -> str:
    """The text of :func:`fold` alone, in a third of the time."""
    mapped = text.translate(_FOLD)
    if _ODD in mapped:
        mapped = _ODD_RUN.sub(lambda match: _cluster_text(text, mapped, match), mapped)
    folded = _NEEDLESS_SPACE.sub("", mapped)
    return _LONG_BETWEEN.sub("ー", folded).replace(_LONG, "-") if _LONG in folded else folded


def _cluster_text(text: str, mapped: str, match: re.Match[str]) -> str:
    return "".join(part for part, _first, _last in _cluster(text, mapped, *match.span()))


def _translated(text: str) -> Folded:
    mapped = text.translate(_FOLD)
    starts, ends = array("l", range(len(text))), array("l", range(1, len(text) + 1))
    if _ODD not in mapped:
        return Folded(mapped, starts, ends)
    pieces: list[str] = []
    new_starts, new_ends = array("l"), array("l")
    at = 0
    for match in _ODD_RUN.finditer(mapped):
        start, end = match.span()
        pieces.append(mapped[at:start])
        new_starts += starts[at:start]
        new_ends += ends[at:start]
        for character, first, last in _cluster(text, mapped, start, end):
            pieces.append(character)
            new_starts.append(first)
            new_ends.append(last)
        at = end
    pieces.append(mapped[at:])
    return Folded("".join(pieces), new_starts + starts[at:], new_ends + ends[at:])


def _cluster(text: str, mapped: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Characters ``start:end`` folded one by one, a mark joined to the character before it."""
    out: list[tuple[str, int, int]] = []
    for i in range(start, end):
        for c in _fold(text[i]) if mapped[i] == _ODD else mapped[i]:
            joined = unicodedata.normalize("NFC", out[-1][0] + c) if out else ""
            if len(joined) == 1 and unicodedata.combining(c):
                out[-1] = (joined, out[-1][1], i + 1)
            else:
                out.append((c, i, i + 1))
    return out


def _without_needless_spaces(folded: Folded) -> Folded:
    text, pieces = folded.text, []
    starts, ends = array("l"), array("l")
    at = 0
    for match in _NEEDLESS_SPACE.finditer(text):
        start, end = match.span()
        pieces.append(text[at:start])
        starts += folded.starts[at:start]
        ends += folded.ends[at:start]
        at = end
    if not at:
        return folded
    pieces.append(text[at:])
    return Folded("".join(pieces), starts + folded.starts[at:], ends + folded.ends[at:])

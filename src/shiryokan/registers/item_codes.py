"""Item codes (区分番号): how they are printed, what they are in ASCII, and where they are cited.

A code is a Latin letter and three digits (Ａ１０１), of dispensing two digits (１０), with branches
behind a dash or の: Ａ１０１－２, １０の２. Items that are no more are printed together:
"Ａ２０１からＡ２０３まで　削除", "Ｋ１１４及びＫ１１５　削除".
"""

from __future__ import annotations

import re
import unicodedata

from shiryokan.japanese.numerals import kanji_number

_DIGIT = "[0-9０-９]"
_DASH = "[-－‐‑–—―−─]"
_KANJI = str.maketrans("〇一二三四五六七八九", "0123456789")
_LETTERED = f"[A-ZＡ-Ｚ]{_DIGIT}{{3}}(?:{_DASH}{_DIGIT}+)*"
_NUMBERED = f"{_DIGIT}{{2}}(?:の{_DIGIT}+)*"
_LIST = "{0}(?:(?:から|及び|、){0}(?:まで)?)*"

LETTERED_ROW = re.compile(f"(?P<code>{_LIST.format(_LETTERED)})(?=[\\s　]|$)")
"""The code at the beginning of an item's row, in schedules whose codes have a letter."""
NUMBERED_ROW = re.compile(f"(?P<code>{_LIST.format(_NUMBERED)})(?=[\\s　]|$)")
"""The same in the schedule of dispensing, whose codes are plain numbers."""

_CITED = re.compile(
    rf"(?<![A-Za-zＡ-Ｚａ-ｚ0-9０-９])(?P<a>{_LETTERED})(?!{_DIGIT})"
    rf"(?:(?:の{_DIGIT}+)?から(?P<b>{_LETTERED})(?:の{_DIGIT}+)?まで)?"
    rf"|区分番号(?P<c>{_NUMBERED})(?!{_DIGIT})(?:から(?P<d>{_NUMBERED})まで)?"
)
_WHITE = re.compile("(?<![0-9０-９A-Za-zＡ-Ｚａ-ｚ]) | (?![A-ZＡ-Ｚ])")
"""White that may stand within a code, or tells nothing: not that between a number and a code."""
_RANGE = re.compile("(.+)から(.+)まで")

_Key = tuple[str, tuple[int, ...]]


def ascii_code(printed: str) -> str:
    """``Ａ１０１－２`` as ``A101-2``, ``１０の２`` as ``10-2``, Ａ一〇一の十二 as ``A101-12``."""
    plain = unicodedata.normalize("NFKC", printed).replace("の", "-")
    plain = re.sub("[一二三四五六七八九]?十[一二三四五六七八九]?", _by_word, plain)
    return re.sub(_DASH, "-", plain.translate(_KANJI))


def _by_word(found: re.Match[str]) -> str:
    return str(kanji_number(found[0]))


def codes_of(printed: str) -> list[str]:
    """All codes that the beginning of a row stands for, in order.

    Of a range, the codes in between are those that its two ends imply; branches are counted
    from 2, as they are in all schedules.
    """
    found: list[str] = []
    for part in re.split("及び|、", printed):
        match = _RANGE.fullmatch(part)
        if match:
            first, last = (_key(ascii_code(end)) for end in match.groups())
            found += [_code(key) for key in _between(first, last)]
        else:
            found.append(ascii_code(part))
    return found


def order(code: str) -> _Key:
    """What codes are sorted by: A238 < A238-2 < A238-10 < A239."""
    return _key(code)


def _key(code: str) -> _Key:
    letter = code[:1] if code[:1].isalpha() else ""
    return letter, tuple(int(number) for number in code[len(letter) :].split("-"))


def _code(key: _Key) -> str:
    letter, (base, *branches) = key
    digits = f"{base:03d}" if letter else f"{base:02d}"
    return "-".join([letter + digits, *map(str, branches)])


def _between(first: _Key, last: _Key) -> list[_Key]:
    (letter, a), (other, b) = first, last
    if letter != other or a > b:
        return [first, last]
    if len(a) < len(b):
        up = (letter, b[:-1])
        return [*_between(first, up), *((letter, (*b[:-1], n)) for n in range(2, b[-1] + 1))]
    if len(a) > len(b) or a[:-1] != b[:-1]:
        shorter = a[: len(b)] if len(a) > len(b) else a[:-1]
        following = (letter, (*shorter[:-1], shorter[-1] + 1)) if shorter else last
        return [first, *_between(following, last)] if following[1] <= b else [first, last]
    return [(letter, (*a[:-1], n)) for n in range(a[-1], b[-1] + 1)]


def cited(text: str) -> list[str]:
    """The codes named in a text, each once, in order; a range as ``A100~A109``."""
    found: dict[str, None] = {}
    for match in _CITED.finditer(_WHITE.sub("", " ".join(text.split()))):
        first, last = (match["a"], match["b"]) if match["a"] else (match["c"], match["d"])
        found["~".join(ascii_code(end) for end in (first, last) if end)] = None
    return list(found)

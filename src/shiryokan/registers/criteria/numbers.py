"""Numbers with which rows of criteria begin: what they count with, their value, their end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from shiryokan.japanese.enumeration import Form, Kind, enumerator
from shiryokan.registers.narrow_text import narrow

ORDINALS = ("kanji ordinal", "number ordinal")
"""Sorts of the numbers of sections."""
_ANNEX = re.compile(
    r"別[表添紙]\s?(?:第?[0-9一二三四五六七八九十]+(?:の[0-9一二三四五六七八九十]+)*"
    r"(?:(?:及び|から|、)第?[0-9一二三四五六七八九十]+(?:の[0-9一二三四五六七八九十]+)*(?:まで)?)?)?"
    r"(?=\s|$)"
)
_BRANCH = re.compile(r"(?:の[0-9一二三四五六七八九十]{1,3})+(?=\s|$)")
_PLAIN = re.compile(
    r"(?:第\s?)?[0-9一二三四五六七八九十百]{1,5}(?:の[0-9一二三四五六七八九十]{1,3})+(?=\s|$)"
)
_FRAMED = re.compile(
    r"[【〔\[<〈《](?P<inner>第\s?[0-9一二三四五六七八九十]{1,4}(?:の[0-9一二三四五六七八九十]{1,3})*)"
    r"[】〕\]>〉》](?P<branch>(?:の[0-9一二三四五六七八九十]{1,3})*)\s*(?=\S)"
)
"""【第１】, with a title behind it."""
_APART = re.compile(r"第\s?\S{1,5}(?=\s)")
_ONE = r"第?(?:[0-9]{1,2}|[一二三四五六七八九十百]{1,4}|[ア-ン]|[(][0-9]{1,2}[)])"
_RANGE = re.compile(
    rf"(?P<first>{_ONE})(?:から|及び|～|~|、)(?P<last>{_ONE})(?:まで)?(?=\s+(?:削除|[(（]?略))"
)
_KINDS: tuple[Kind, ...] = ("number", "kanji", "katakana", "roman", "latin")
_OTHER_KINDS: tuple[Kind, ...] = ("iroha", "latin")
"""What the same letters count as well: イ is the second of アイウ and the first of イロハ."""
_FORMS: tuple[Form, ...] = ("ordinal", "circle", "paren", "half", "stop", "plain")


@dataclass(frozen=True)
class Number:
    """A number with which a line begins, and where it ends."""

    sort: str
    value: int
    end: int
    branch: bool = False
    last: int = 0
    """The last of several (九から十二まで　削除)."""


def _several(plain: str) -> Number | None:
    """The numbers of several that are left out together."""
    match = _RANGE.match(plain)
    if match is None:
        return None
    kinds = (*_KINDS, *_OTHER_KINDS)
    first, last = (
        enumerator(part, kinds=kinds, forms=_FORMS) for part in match.group("first", "last")
    )
    if first is None or last is None:
        return None
    return Number(f"{first.kind} {first.form}", first.value, match.end(), last=last.value)


def numbers_of(text: str) -> list[Number]:
    """The numbers that a text may begin with, the likelier first; none where it has none."""
    plain = narrow(text)
    if plain[:1] == "へ" and plain[1:2].isspace():
        # へ is printed for ヘ, whose form is the same
        plain = f"ヘ{plain[1:]}"
    if match := _ANNEX.match(plain):
        return [Number("annex", 0, match.end())]
    if framed := _FRAMED.match(plain):
        # the number of a section in brackets of its own
        number = f"{framed['inner']}{framed['branch']} "
        branched = _branched(number)
        read = [branched] if branched else _readings(number)
        inner = [each for each in read if each.sort in ORDINALS]
        return [replace(each, end=framed.end()) for each in inner[:1]]
    if several := _several(plain):
        return [several]
    if branched := _branched(plain):
        return [branched]
    return list(_readings(plain))


def _branched(plain: str) -> Number | None:
    """一の二."""
    match = _PLAIN.match(plain)
    if match is None:
        return None
    first = enumerator(match[0].split("の")[0], kinds=("number", "kanji"), forms=_FORMS)
    if first is None:
        return None
    return Number(f"{first.kind} {first.form}", first.value, match.end(), branch=True)


def _readings(plain: str) -> list[Number]:
    found: list[Number] = []
    for kinds in (_KINDS, _OTHER_KINDS):
        number = enumerator(plain, kinds=kinds, forms=_FORMS)
        if number is None:
            continue
        end = number.end
        if number.unit:
            # 第６　回復期… counts no 回
            apart = _APART.match(plain)
            if apart is None:
                continue
            end = apart.end()
        branch = _BRANCH.match(plain, end)
        end = branch.end() if branch else end
        sort = f"{number.kind} {number.form}"
        if all(sort != each.sort for each in found):
            found.append(Number(sort, number.value, end, branch=branch is not None))
    return found

"""What stands over the items: sections and their parts, told apart by how they are printed."""

from __future__ import annotations

import re

from shiryokan.japanese.eras import mentions
from shiryokan.registers.checklists.heads import kind_of
from shiryokan.registers.checklists.notes import NOTE
from shiryokan.registers.checklists.numbers import leading
from shiryokan.registers.checklists.titles import is_filled_name
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced

HeadingParts = tuple[Traced, Traced]
"""The number and the title of a heading."""
NO_HEADING: HeadingParts = (Traced(), Traced())
LONGEST_HEADING = 80
"""Characters of a heading among rows at most."""
_LONGEST_LOOSE = 40
"""The same of one that no table holds."""
_ADORNED = re.compile(r"[【《〈＜<■□◆●◎○◇▼▽★☆〔［\[(（「『・]")
_SIGN = re.compile(r"[■◆◇●◎○▼▽][ 　]*(?=\S)")
_COUNTED = re.compile(
    r"(?P<word>[^\W\d_]{1,8})[ 　]?(?P<number>[0-9０-９]{1,3})(?=[ 　.．:：、]|$)"
)
"""STEP1, 設問群２, Part 3: a word and a number with which headings begin."""
_COUNT = r"[0-9０-９一二三四五六七八九十]+"
_FORM_NUMBER = re.compile(
    r"[（(【\[]?(?:別[紙添記表]|参考|資料)?[ 　]?(?:様式)?[ 　]?第?[ 　]?"
    rf"(?:{_COUNT})?[ 　]?号?(?:の[ 　]?{_COUNT})?(?:関係)?[)）】\]]?"
)
"""（様式第３号）, 別紙１: what a paper is called, over its title or below it."""
_SENTENCE = re.compile(r"[。？?]$|か$|こと$|(?:ください|下さい|ます|です)$")
_BLANK = re.compile(
    r"[:：]\s*$|[:：]\s{2,}|[_＿]{3,}|(?:氏名|年月日|記入日|提出日|電話)[:：]?\s*$"
    r"|年[ 　]{1,}月[ 　]{1,}日|[者名長当][ 　]*[(（]?[印㊞][)）]?\s*$"
)
_SORTS = (
    (r"[0-9０-９]+", "1"), (r"[①-⑳㉑-㊿]", "①"), (r"[⑴-⒇]", "⑴"), (r"[Ⅰ-Ⅿⅰ-ⅿ]+", "Ⅰ"),
    (r"[一二三四五六七八九十百]+", "一"), (r"[ァ-ヶ]", "ア"), (r"[a-zA-Zａ-ｚＡ-Ｚ]", "a"),
)  # fmt: skip


def headed(text: Traced) -> HeadingParts:
    """A heading as its number and its title, without the sign that stands before them."""
    if sign := _SIGN.match(text.text):
        text = text[sign.end() :]
    match = leading(text.text)
    return (
        (text.cut(match, "number"), text[match.end() :].strip())
        if match
        else (Traced(), text.strip())
    )


def sort_of(number: str) -> str:
    """How a number is printed, without what it counts."""
    text = narrow(number)
    for pattern, sign in _SORTS:
        text = re.sub(pattern, sign, text)
    return text


def style_of(text: Traced) -> str:
    """How a heading is printed: the sort of its number, or the sign that adorns it."""
    number, _ = headed(text)
    adorned = _ADORNED.match(text.text.strip())
    if not number and (match := _COUNTED.match(narrow(text.text.strip()))):
        return match["word"].upper() + "1"
    if number:
        return sort_of(number.text) + ("|" + adorned[0] if adorned else "")
    return adorned[0] if adorned else ""


def counts_only(text: str) -> bool:
    """Whether a text is a word and a number, as STEP1: what it counts is said behind it."""
    return bool(_COUNTED.fullmatch(narrow(text.strip())))


def leaves_blank(text: str) -> bool:
    """Whether a text leaves a blank for a name or a day, as 確認日：　　年　　月　　日."""
    return bool(_BLANK.search(text)) or is_filled_name(text)


def may_head(text: str) -> bool:
    """Whether a text that no table holds may be a heading: short, no sentence, no blank for a name
    or a day, no note and no head of a column."""
    plain = text.strip()
    return bool(
        2 <= len(plain) <= _LONGEST_LOOSE
        and not _SENTENCE.search(plain)
        and not leaves_blank(text)
        and not NOTE.match(plain)
        and not _FORM_NUMBER.fullmatch(plain)
        and not kind_of(plain)
        and re.search(r"[^\W\d_]", plain)
        and not any(m.end - m.start >= len(plain) - 1 for m in mentions(plain))
    )


class Headings:
    """The headings over what follows: rows over the items, and columns beside them. The first way
    of printing a row that is met is that of sections; another one below it is that of parts; where
    an earlier way comes back, so does its level. What nothing marks ends what is marked, but
    directly under it, before any item, it is a part of it."""

    def __init__(self) -> None:
        self._fresh = False
        self._over: list[tuple[str, HeadingParts]] = []
        self._beside: list[HeadingParts] = []
        self._within: list[tuple[str, HeadingParts]] = []

    @property
    def _path(self) -> list[HeadingParts]:
        path = [*(each for _, each in self._over), *self._beside]
        return [*path, *(each for _, each in self._within)]

    def over_item(self) -> tuple[HeadingParts, HeadingParts]:
        """The outermost over an item that is met now, and the innermost below it."""
        self._fresh = False
        path = self._path
        return (path[0] if path else NO_HEADING), (path[-1] if len(path) > 1 else NO_HEADING)

    def enter(self, text: Traced, *, within: bool = False) -> None:
        """Take a heading that stands over rows; ``within``: right of a column of sections."""
        fresh, self._fresh = self._fresh, True
        if within and self._beside:
            _enter(self._within, text, fresh=fresh)
            return
        self._beside, self._within = [], []
        _enter(self._over, text, fresh=fresh)

    def from_column(self, section: HeadingParts, sub_section: HeadingParts = NO_HEADING) -> None:
        """Take what a column of sections holds."""
        self._beside, self._within = [section], []
        if sub_section != NO_HEADING:
            self._beside.append(sub_section)

    def part_from_column(self, sub_section: HeadingParts) -> None:
        """Take what a column of parts holds."""
        self._beside = [*(self._beside or [NO_HEADING])[:1], sub_section]
        self._within = []


def _enter(levels: list[tuple[str, HeadingParts]], text: Traced, *, fresh: bool) -> None:
    style = style_of(text)
    known = [each for each, _ in levels]
    at = known.index(style) if style in known else (len(known) if style or fresh else 0)
    levels[at:] = [(style, headed(text))]

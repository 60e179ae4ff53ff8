"""In which form a letter sets its headings, learned from the letter.

Letters set headings in many brackets and behind many signs, and answers have short lines in
brackets or behind signs as well. What a letter uses for headings stands right above questions, and
nearly nowhere else. Where its headings are in no bracket and behind no sign, but in bold or
underlined, the line itself is what is learned.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from shiryokan.registers.answers import marks
from shiryokan.registers.answers.units import Unit
from shiryokan.registers.narrow_text import LEADERS
from shiryokan.registers.source_text import Traced

_LONGEST = 60
"""Characters of a heading at most."""
_SHARE = 0.8
"""Share of the lines of a form that stand above questions, if it is one of headings."""
_FEWEST = 2
"""So many must do so. One above the first question of a count is enough: no answer is before it."""
_REACH = 3
"""Headings above one question at most."""
_MARGIN = 8.0
"""Points by which a heading may stand further in than its question."""
_PAIRS = {"(": ")", "[": "]", "{": "}", "「": "」", "『": "』", "【": "】", "〔": "〕", "<": ">"}
_AROUND = "-~=*"
"""Signs that stand on both sides of a heading: －X－."""
_BEHIND = re.compile(
    r"\s*(?:等)?(?:の取扱い|に関する事項|に関すること|に係る事項)?(?:について|関係)?\s*"
)
"""What may stand behind the bracket of a heading: 〔X〕について."""
BARE, UNDERLINED = "bare", "underlined"
"""The forms of headings that are a line in no bracket and behind no sign."""
_LONGEST_BARE = 40
"""Characters of such a heading at most."""
_SENTENCE_ENDS = ("。", "、", ",", "か", "?", "こと", "場合", ":", "者", "もの")
"""How no heading ends, but items and what leads to a list do."""
_OF_ITEMS = "・•‣※-→⇒"
"""Signs of items of lists and of notes."""


def form_of(plain: str) -> str:
    """The bracket in which a short line stands as a whole, the sign that it begins with, or twice
    the one that is on both its sides; empty if there is none."""
    plain = plain.strip()
    if not 2 < len(plain) <= _LONGEST or plain.endswith(("。", "、", ",")):
        return ""
    first = plain[0]
    if closing := _PAIRS.get(first):
        end = plain.find(closing)
        return first if end > 0 and _BEHIND.fullmatch(plain[end + 1 :]) else ""
    if first in _AROUND and plain.endswith(first) and not plain.strip(f"{first} ").isdigit():
        return first * 2
    if first == "〇":
        # a numeral that stands for the sign ○
        return first
    if first in _OF_ITEMS or unicodedata.category(first)[0] in "LN":
        return ""
    return first


def bare_form(unit: Unit) -> str:
    """Whether a line that is in no bracket and behind no sign may be a heading by itself, and
    whether it is underlined; empty if not."""
    plain = unit.plain.strip()
    if unit.role or unit.glued or unit.kind in ("table", "footnote", "caption"):
        return ""
    if not 2 < len(plain) <= _LONGEST_BARE or plain.endswith(_SENTENCE_ENDS) or form_of(plain):
        return ""
    if (
        unicodedata.category(plain[0]) != "Lo"
        or marks.ITEM.match(plain)
        or marks.OF_PART.search(plain)
    ):
        return ""
    if marks.ANNEX.fullmatch(plain) or marks.ANSWER.match(plain) or marks.QUESTION.match(plain):
        return ""
    if marks.BARE_QUESTION.match(plain) or marks.CHAPTER.match(plain) or LEADERS.search(plain):
        return ""
    return UNDERLINED if _is_underlined(unit.text) else BARE


def _is_underlined(text: Traced) -> bool:
    """Whether all of a text is underlined."""
    return all(
        piece.line is not None
        and any(
            span.start <= piece.start and span.end >= piece.start + len(piece.text.rstrip())
            for span in piece.line.underlined
        )
        for piece in text.pieces
    )


def rank_of(form: str) -> int:
    """Signs stand over words in brackets or between signs, and these over bare lines."""
    if form in (BARE, UNDERLINED):
        return 3
    return 2 if form in _PAIRS or len(form) > 1 else 1


def learned(
    units: Sequence[Unit], firsts: Mapping[int, bool], is_lead: Callable[[int, int], bool]
) -> frozenset[str]:
    """The forms of headings of a letter. ``firsts`` are the places of its questions, and whether
    a count begins there; ``is_lead`` whether a unit says of which letter a question is."""
    above: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    adjacent: set[str] = set()
    places: set[int] = set()
    begin = min(firsts, default=0)
    for at, is_first in firsts.items():
        seen, all_leads = 0, True
        place = at - 1
        while place >= 0 and seen < _REACH and place not in firsts:
            unit = units[place]
            form = _form(unit, units[at])
            if form:
                if is_first or all_leads:
                    # further up it may be the end of the answer before
                    adjacent.add(form)
                all_leads = False
                above[form] += 1
                places.add(place)
                counted[form] += _FEWEST if is_first else 1
                begin = min(begin, place)
            elif not is_lead(place, at):
                break
            seen += 1
            place -= 1
    # what stands above a number out of order speaks neither for a form nor against it
    everywhere = Counter(
        form_of(unit.plain) or bare_form(unit)
        for place, unit in enumerate(units[begin:], start=begin)
        if place in places or not (_is_above_a_question(units, place) or _is_mark(unit))
    )
    return frozenset(
        form
        for form, count in above.items()
        if form in adjacent and counted[form] >= _FEWEST and count >= _SHARE * everywhere[form]
    )


def over_each(units: Sequence[Unit], heads: Sequence[int]) -> frozenset[str]:
    """The signs of items behind which a line stands right above nearly every question: lists have
    them as well, so that they are headings there alone."""
    found = Counter(
        plain[0]
        for at in heads
        if at and (plain := units[at - 1].plain.strip())[:1] in _OF_ITEMS and plain
        if len(plain) <= _LONGEST and not plain.endswith(("。", "、")) and not units[at - 1].role
        if units[at - 1].x <= units[at].x + _MARGIN
    )
    few = max(_FEWEST, _SHARE * len(heads))
    return frozenset(sign for sign, count in found.items() if count >= few)


def _is_mark(unit: Unit) -> bool:
    plain = unit.plain.strip()
    return bool(marks.ANSWER.fullmatch(plain) or marks.BARE_QUESTION.fullmatch(plain))


def _is_above_a_question(units: Sequence[Unit], place: int) -> bool:
    return place + 1 < len(units) and bool(marks.QUESTION.match(units[place + 1].plain.strip()))


def _form(unit: Unit, question: Unit) -> str:
    if unit.role or unit.kind in ("footnote", "caption") or unit.x > question.x + _MARGIN:
        return ""
    plain = unit.plain.strip()
    if marks.ANNEX.fullmatch(plain) or marks.ANSWER.match(plain) or marks.QUESTION.match(plain):
        return ""
    return form_of(plain) or bare_form(unit)

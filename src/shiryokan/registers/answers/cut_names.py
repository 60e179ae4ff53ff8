"""Names of letters that the layout has cut into paragraphs, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiryokan.registers.answers.citations import ANNEX
from shiryokan.registers.answers.labelled_lines import in_order
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced, joined

_NAMES = re.compile(r"疑義解釈.*?(?:別[添紙表]\s?\d*\s?の?|及び|並びに|から|[、,])\s?$")
"""What ends in the middle of the name of a question of another letter."""
_A_LETTER = re.compile(r"疑義解釈[^。]*(?:\d日[^()]*\)|」)$")
"""What ends with the name of a letter."""
_UNDER_WAY = re.compile(r"(?:の|及び|並びに|から|[、,])\s?$")
_NUMBERED = re.compile(r"\d{1,2}\s?の?\s?問\s?\d")
_AGAIN = re.compile(r"\([^()。]{0,12}(?:再掲|訂正|修正|改正|改め|差し?替え?)[^()。]{0,12}\)")
"""What stands behind the name of a question that is printed again."""
_LEAD = 260
"""Characters of a line of brackets at most that names a letter."""


def is_cut(before: Traced, text: Traced) -> bool:
    """Whether what names a letter goes on in the next line: the bracket that it begins with is
    closed there, or the number of a question stands there, which begins none."""
    plain = narrow(before.text).strip()
    below = narrow(text.text).strip()
    named = _NAMES.search(plain) and (before.page == text.page or _UNDER_WAY.search(plain))
    if named and (below.startswith("問") or _NUMBERED.match(below)):
        return True
    if "疑義解釈" in plain and not plain.endswith("。") and _AGAIN.fullmatch(below):
        return True
    if before.page == text.page and _A_LETTER.search(plain):
        return re.match(rf"(?:の\s?)?{ANNEX}|問\s?\d|の", below) is not None
    if not plain.startswith(("(", "【", "〔", "[", "《", "<")) or "疑義解釈" not in plain:
        return False
    return _depth(plain) > 0 and len(plain) + len(text.text) <= _LEAD


def whole_paragraphs(paragraphs: Sequence[Sequence[Traced]]) -> Iterator[list[Traced]]:
    """The lines of each paragraph of a cell, in order, without the empty ones. A cell is narrow, so
    that the name of a letter is broken there where its brackets end: what was taken for a paragraph
    of its own is one again."""
    found: list[list[Traced]] = []
    for lines in in_order(paragraphs):
        if not any(line.text.strip() for line in lines):
            continue
        before = joined(found[-1]) if found else Traced()
        if found and (is_cut(before, joined(lines)) or _names_on(before, joined(lines))):
            found[-1] += lines
        else:
            found.append(list(lines))
    yield from found


_NAMED = re.compile(r"疑義解釈[^。]*[)」]\s*$")
_DAY = re.compile(r"\((?:平成|令和)|」|\)")


def _names_on(before: Traced, text: Traced) -> bool:
    """Whether a letter's name goes on with its day, or its bracket is closed in the next line."""
    plain = narrow(before.text).strip()
    if "疑義解釈" not in plain:
        return False
    sentence = plain[plain.rfind("。") + 1 :]
    below = narrow(text.text).strip()
    return _depth(sentence) > 0 or bool(_NAMED.search(sentence) and _DAY.match(below))


def _depth(plain: str) -> int:
    """How many brackets are left open."""
    return sum((c in "([【〔《<「") - (c in ")]】〕》>」") for c in plain)

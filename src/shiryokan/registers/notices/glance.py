"""Whether a document is a notice on how items are counted.

Fee schedules name items too, with points and 注 below; answers with questions; facility criteria
without codes; comparisons of old and new in ruled tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.notices import heads
from shiryokan.registers.notices.grammar import Found, Part
from shiryokan.registers.notices.rows import Row

NAME = "notices"
_LEAST_ITEMS = 3
"""Items that make a notice where no title says that it is one."""
_WITH_TEXT = 0.6
"""Share of the items that must have text below, but for those that are deleted."""
_PAID = 0.2
"""Share of the items that may have points or 注 below."""
_MANY_ITEMS = 40
"""Items after which a glance knows enough."""
_SURELY_PAID = 0.3
"""Share of them with points or 注 below from which on it is a fee schedule: of schedules 56% to 68%
have, of notices at most 3%."""
_ASKED = 0.2
"""Questions for each item from which on it is a letter of answers."""
_LOOSE = 0.5
"""Share of the rows that may stand below no heading and no item: other documents that name items
have other things to say."""
_TWICE = 0.3
"""Share of the heads that may have their code a second time beside them, as where old and new are
compared."""
_SECOND = re.compile(r"(?<=\s)(?P<code>[A-Z][0-9]{3}(?:-[0-9]+)*)(?=\s)")
_BELOW = 3
"""So many rows below a head are looked at for points and 注."""
_POINTS = re.compile(r".*[0-9]点\s*$|(?:【[^】]*】\s?)?注\s?[0-9]{0,2}\s|1\s.*[0-9]+点")
_QUESTION = re.compile(r"[\[(【]?\s?(?:問|Q)\s?[0-9]+")
_CODE = re.compile(rf"[{re.escape(heads.MARKS)}]?\s?(?:[A-Z][0-9〇一二三四五六七八九]{{3}}|区分)")


def glance(pages: Sequence[Page]) -> bool:
    """Whether a line has the title of a notice, or lines begin as heads of items do that are mostly
    without points and 注."""
    found = paid = 0
    for page in pages:
        plain = [narrow(line.text).strip() for block in page.blocks for line in block.lines]
        for at, each in enumerate(plain):
            if heads.TITLE.search(each) or "実施上の留意事項" in each:
                return True
            if _CODE.match(each) is not None:
                found += 1
                paid += any(map(_POINTS.match, plain[at : at + 1 + _BELOW]))
        if found >= _MANY_ITEMS:
            return paid <= _SURELY_PAID * found
    return found >= _LEAST_ITEMS


def check(found: Found, rows: Sequence[Row]) -> None:
    """Raises :class:`NoRecords` where what was found makes no notice."""
    items = [part for part in found.parts if part.names]
    if not items:
        raise NoRecords(NAME, "no line with the code and the name of an item")
    if not found.titled and len(items) < _LEAST_ITEMS:
        raise NoRecords(NAME, "no title of a notice, and hardly any items")
    asked = sum(_QUESTION.match(row.plain) is not None for row in rows)
    if asked > max(2, _ASKED * len(items)):
        raise NoRecords(NAME, "it asks questions")
    if sum(map(_is_paid, items)) > _PAID * len(items):
        raise NoRecords(NAME, "the items have points or 注 below, as in a fee schedule")
    first = rows[0].page if rows else 0
    if any("訂正" in row.plain for row in rows if row.page == first):
        raise NoRecords(NAME, "it corrects notices")
    if found.loose > _LOOSE * len(rows):
        raise NoRecords(NAME, "most of it stands below no heading and no item")
    if sum(map(_is_double, items)) > _TWICE * len(items):
        raise NoRecords(NAME, "the codes stand in two columns, as where old and new are compared")
    standing = [part for part in items if not heads.is_deleted(part.names[0].name.text)]
    told = sum(any("。" in row.plain for row in part.rows) for part in standing)
    if told < _WITH_TEXT * len(standing):
        raise NoRecords(NAME, "the items have no text below them")


def _is_paid(part: Part) -> bool:
    first = [narrow(part.head.text), *(row.plain for row in part.rows[:_BELOW])]
    return any(_POINTS.match(plain) for plain in first)


def _is_double(part: Part) -> bool:
    # the first code of a head may have white and a mark before it
    found = [match["code"] for match in _SECOND.finditer(f" {narrow(part.head.text)}")]
    return any(found.count(code) > 1 for code in part.names[0].codes)

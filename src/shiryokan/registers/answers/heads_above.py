"""What belongs to a question although it stands in a line of its own.

Its number may stand in the heading above a mark that has none (（１）送迎の実施, then ［Ｑ］), and
its title behind a number whose words stand below (問１（送迎の実施）).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from shiryokan.registers.answers import heading_forms, marks
from shiryokan.registers.answers.asking import ends_sentence
from shiryokan.registers.answers.entries import Entry
from shiryokan.registers.answers.mark_prefixes import NumberedHead, numbered_head
from shiryokan.registers.answers.units import Unit
from shiryokan.registers.narrow_text import LEADERS, narrow, parted
from shiryokan.registers.source_text import Traced

_SHARE = 0.8
"""Share of the questions that have such a line, if lines of its kind are such."""
_FEWEST = 3
_LONGEST = 60
"""Characters of a heading or a title at most."""


_BRACKETS = "([<「【〔{"


def numbers(units: Sequence[Unit], bare: Sequence[int]) -> Mapping[int, NumberedHead]:
    """The numbers in the headings right above the questions at ``bare``, whose marks have none."""
    found = {at: head for at in bare if at and (head := _numbered(units[at - 1]))}
    keys = Counter(head.key for head in found.values())
    if not keys:
        return {}
    key, count = keys.most_common(1)[0]
    if len(bare) < _FEWEST or count < _SHARE * len(bare):
        return {}
    return {at: head for at, head in found.items() if head.key == key}


def _numbered(unit: Unit) -> NumberedHead | None:
    plain = unit.plain.strip()
    marked = marks.QUESTION.match(plain) or marks.ANSWER.match(plain)
    if len(plain) > _LONGEST or plain.endswith("。") or unit.role or LEADERS.search(plain):
        return None
    return None if marked or unit.kind == "table" else numbered_head(unit.plain)


def put_titles(entries: Sequence[Entry]) -> None:
    """Make titles of the first lines of questions, where nearly all begin with one."""
    own = [each for each in entries if each.question and not each.deleted and not each.in_row]
    titled = [each for each in own if _is_titled(each)]
    if len(titled) < max(_FEWEST, _SHARE * len(own)):
        return
    for entry in titled:
        title = entry.question.pop(0)
        entry.topic = parted([each for each in (entry.topic, _bare(title)) if each], " / ")


def _is_titled(entry: Entry) -> bool:
    first = narrow(entry.question[0].text).strip()
    if len(entry.question) == 1 or len(first) > _LONGEST or marks.ITEM.match(first):
        return False
    return bool(_bracketed(first)) or not ends_sentence(first)


def _bracketed(plain: str) -> bool:
    form = heading_forms.form_of(plain)
    return bool(form) and form in _BRACKETS


def _bare(title: Traced) -> Traced:
    title = title.strip()
    return title[1:-1].strip() if _bracketed(narrow(title.text)) else title

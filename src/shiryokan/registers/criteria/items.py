"""The fee items that a head of facility criteria names.

Heads are written as 「…加算の施設基準」, 「医科初診料及び医科再診料の…加算に関する施設基準」 or
「…料の注四に規定する厚生労働大臣が定める状態」. Which schedule they are of is told by what stands
before a name (医科, 歯科点数表の), or by a heading above (歯科矯正, 調剤).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiryokan.japanese.numerals import NotANumber, kanji_number
from shiryokan.registers.schedules import ItemReference, folded_name

_FOR = re.compile(
    r"(?P<name>.{2,80}?)(?:の注(?P<note>\d+|[一二三四五六七八九十]+))?"
    r"(?:に規定する|の(?:注[\d一二三四五六七八九十、及び]+に規定する)?施設基準"
    r"|に(?:係る|関する)施設基準|の対象(?:患者|疾患|疾病))"
)
_REPORT = re.compile("届出に関する事項|届出について")
"""Heads that name nothing, of what is to be done for the heading above them."""
_OF_ADDITION = re.compile(r"(?P<owners>.+)の(?P<addition>[^の]+加算[0-9]*)")
_AND = re.compile("及び|並びに|又は|、")
_SCHEDULES = {"医科": "medical", "歯科": "dental"}
"""What stands before the name of an item that two schedules have."""
_TABLE = re.compile(r"(?:.*?別表第[一二三])?(?P<which>医科|歯科|調剤)(?:診療)?(?:報酬)?点数表の?")
_HEADED = re.compile(
    "(?P<dental>歯科|歯冠|欠損補綴|補綴)|(?P<dispensing>調剤|薬学管理)|(?P<medical>医科)"
)
_WHICH = {**_SCHEDULES, "調剤": "dispensing"}


def items_of_head(head: str, above: Sequence[str] = ()) -> list[ItemReference]:
    """The items, or the addition, for which the criteria under ``head`` are; none where it names
    none. ``above`` are the titles of the headings over it, the outermost first."""
    plain = folded_name(head)
    if _REPORT.fullmatch(plain) and above:
        plain = f"{folded_name(above[-1])}の施設基準"
    found = _FOR.match(plain)
    if found is None:
        return []
    name, of_all = found["name"], ""
    if table := _TABLE.match(name):
        of_all = _WHICH[table["which"]]
        name = _TABLE.sub("", name)
    of_all = of_all or _headed(above)
    note = f"注{_number(found['note'])}" if found["note"] else ""
    of_addition = _OF_ADDITION.fullmatch(name)
    if of_addition:
        owners = _AND.split(of_addition["owners"])
        schedules = {schedule for owner in owners for schedule, _ in _parted(owner)}
        schedule = schedules.pop() if len(schedules) == 1 else ""
        schedule = schedule or of_all
        return [ItemReference(schedule=schedule, name=of_addition["addition"], note=note)]
    return [
        ItemReference(schedule=schedule or of_all, name=each, note=note)
        for one in _AND.split(name)
        if one
        for schedule, each in _parted(one)
    ]


def _number(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    try:
        return kanji_number(printed)
    except NotANumber:
        return 0


def _headed(above: Sequence[str]) -> str:
    """The schedule that the innermost heading names that names one."""
    for title in reversed(above):
        named = {match.lastgroup or "" for match in _HEADED.finditer(title)}
        if len(named) == 1:
            return named.pop()
    return ""


def _parted(name: str) -> Iterator[tuple[str, str]]:
    """The schedule that a name begins with, and the name without it; and with it, where the word
    may belong to the name (歯科訪問診療料)."""
    schedule = _SCHEDULES.get(name[:2], "")
    yield schedule, name[2:] if schedule else name
    if schedule == "dental":
        yield schedule, name

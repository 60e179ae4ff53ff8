"""What a paragraph speaks of: notes of its own item, other items, items of other schedules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiryokan.japanese.enumeration import KANJI
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.notices.heads import ascii_codes, ordinal
from shiryokan.registers.notices.model import Schedule
from shiryokan.registers.source_text import Traced

_NUMBER = rf"[0-9]{{1,2}}|[{KANJI}]{{1,3}}"
_NOTE = re.compile(
    rf"(?<![脚備受])「?\s?注\s?(?:(?P<first>{_NUMBER})(?:の(?P<second>[0-9]{{1,2}}))?(?![0-9年月日])|(?=」))"
)
_OWNER = re.compile(r"(?P<owner>[^、。「」『』()\s]{1,60})の「?$|(?P<code>」)の「?$")
_AND = re.compile(
    r"(?:、|及び|又は|若しくは|並びに|から|まで|・|や|\s|(?:の|に(?:規定|掲げ|係)|後段|前段|本文|ただし書)*)*「?"
)
_OWN_WORDS = ("本項", "本管理料", "この項", "本加算", "当該項")
_LETTERED = r"[A-Z]\d{3}(?:\s?[-ー]\s?\d{1,2})*"
_NUMBERED = r"\d{2}(?:の\d{1,2})*"
_CODE = re.compile(
    rf"(?<![A-Za-z0-9])(?P<a>{_LETTERED})(?!\d)(?:」?\s?から\s?(?:区分番号)?「?(?P<b>{_LETTERED})」?\s?まで)?"
    rf"|(?:区分(?:番号)?\s?「?|「)(?P<c>{_NUMBERED})(?![\d回日月年点])」?"
    rf"(?:(?<=」)|(?<=\d)(?=に|の|[^\d」]))(?:から(?:区分(?:番号)?)?「?(?P<d>{_NUMBERED})」?まで)?"
)
_OTHER = re.compile(
    r"(?P<which>医科|歯科|調剤)(?:診療)?(?:報酬)?点数表(?:の)?(?:区分(?:番号)?)?「?$"
)
_SCHEDULES: dict[str, Schedule] = {"医科": "medical", "歯科": "dental", "調剤": "dispensing"}
_LIST = re.compile(r"[^。]{0,40}?(?:及び|又は|、|若しくは|並びに)(?:区分番号)?「?$")


def notes(text: Traced, names: tuple[str, ...]) -> Iterator[tuple[str, Traced]]:
    """The notes of its own item: ``注7``; those of an item of another name are left out. ``names``
    are what its own item is called, and the headings within it."""
    plain = narrow(text.text)
    last_end, own = -1, True
    for match in _NOTE.finditer(plain):
        if match["first"] is None and not plain[: match.end()].endswith("「注"):
            continue
        between = plain[last_end : match.start()] if last_end >= 0 else None
        if between is None or not _AND.fullmatch(between.replace("」", "")):
            own = _is_own(plain[: match.start()] + ("「" if match[0][0] == "「" else ""), names)
        last_end = match.end()
        if own:
            number = str(ordinal(match["first"])) if match["first"] else ""
            second = f"の{match['second']}" if match["second"] else ""
            yield f"注{number}{second}", text.cut(match)


def _is_own(before: str, names: tuple[str, ...]) -> bool:
    match = _OWNER.search(before[-64:])
    if match is None:
        return True
    if match["code"]:
        return False
    owner = match["owner"]
    return owner.endswith(_OWN_WORDS) or any(name and owner.endswith(name) for name in names)


def codes(text: Traced, schedule: Schedule) -> Iterator[tuple[str, Schedule, Traced]]:
    """The items named, a range as ``A100~A109``, each with the schedule that it is of. Two digits
    are a code only where dispensing is spoken of."""
    plain = narrow(text.text)
    which, end = schedule, 0
    for match in _CODE.finditer(plain):
        other = _OTHER.search(plain[max(0, match.start() - 24) : match.start()])
        if other:
            which = _SCHEDULES[other["which"]]
        elif not (end and _LIST.fullmatch(plain[end : match.start()])):
            which = schedule
        end = match.end()
        lettered = match["a"] is not None
        if not lettered and which not in ("dispensing", ""):
            continue
        first, last = (match["a"], match["b"]) if lettered else (match["c"], match["d"])
        code = "~".join(ascii_codes(each)[0] for each in (first, last) if each)
        of: Schedule = "medical" if lettered and which == "dispensing" else which
        yield code, of, text.cut(match)

"""A form as a person types it, and as a text that is read again. Pure.

A line is an item: its number, a blank, its words, and after ▶ the places of a guideline that it
names; ★ before the number says that it is always looked at. Lines with # are sections, with ##
parts of one::

    # 体制構築
    1(1) 責任者を書面で任命しているか。 ▶企画管理編 2.1
    ## サーバ
    ★2(5) 利用者ごとに見られる情報の範囲を定めているか。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from shiryokan.registers.checklists.model import FormItem
from shiryokan.registers.checklists.numbers import number_key

_HEADING = re.compile(r"(?P<signs>[#＃]{1,2})\s*(?P<text>.+)")
_ITEM = re.compile(r"(?P<star>[★☆]?)\s*(?P<number>\S+)[\s　]+(?P<words>.+)")
_SIGN = "▶"


class NotAForm(ValueError):  # noqa: N818
    """A line that is neither an item nor a heading; ``line`` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


def typed_items(text: str) -> tuple[FormItem, ...]:
    """The items of a typed form; raises :class:`NotAForm`."""
    found: list[FormItem] = []
    section = sub_section = ""
    taken: set[str] = set()
    for at, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        plain = line.strip()
        if not plain:
            continue
        if heading := _HEADING.fullmatch(plain):
            if len(heading["signs"]) > 1:
                sub_section = heading["text"].strip()
            else:
                section, sub_section = heading["text"].strip(), ""
            continue
        match = _ITEM.fullmatch(plain)
        if match is None:
            raise NotAForm(at, plain)
        words, *references = match["words"].split(_SIGN)
        if not words.strip():
            raise NotAForm(at, plain)
        key = _unique(_key(match["number"]), taken)
        found.append(
            FormItem(
                key=key, number=match["number"], words=words.strip(), section=section,
                sub_section=sub_section, starred=bool(match["star"]),
                references=tuple(each.strip() for each in references if each.strip()),
            )
        )  # fmt: skip
    return tuple(found)


def typed(items: Iterable[FormItem]) -> str:
    """Items as a text that :func:`typed_items` reads again."""
    lines: list[str] = []
    above = ("", "")
    for item in items:
        over = (item.section, item.sub_section)
        if over[0] != above[0] and over[0]:
            lines += [*([""] if lines else []), f"# {over[0]}"]
        if over[1] and over != above:
            lines.append(f"## {over[1]}")
        above = over
        references = "".join(f" {_SIGN}{each}" for each in item.references)
        lines.append(f"{'★' if item.starred else ''}{item.number} {item.words}{references}")
    return "\n".join(lines)


def _key(number: str) -> str:
    return number_key(number) or unicodedata.normalize("NFKC", number)


def _unique(key: str, taken: set[str]) -> str:
    count, found = 1, key
    while found in taken:
        count += 1
        found = f"{key}#{count}"
    taken.add(found)
    return found

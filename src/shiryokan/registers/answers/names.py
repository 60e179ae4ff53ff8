"""The names under which fee schedules pay, to be found in the headings over questions.

Items, their variants and the additions (加算) of their notes, from the records of schedules
(:class:`shiryokan.registers.fees.FeeItem`). A name is looked up as it stands, then without the
number or bracket it ends with (生活習慣病管理料 is （Ⅰ） and （Ⅱ）), then as the end of longer
names (ベースアップ評価料).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from shiryokan.registers.fees.model import FeeItem

_LEAST_VARIANT = 6
"""Characters of a variant's name at least: shorter ones (初回の場合) say nothing by themselves."""
_LEAST_END = 7
"""Characters of a name that may be the end of longer ones."""
_LEAST_MENTION = 5
_KEY = 5
"""Characters by which names in a text are found."""
_FEE = re.compile(r".*(?:料|加算|減算|療養費|算定)$")
_TAIL = re.compile(r"(?:\([^()]*\)|[0-9ⅠⅡⅢⅣⅤA-Z]+|I{1,3}|IV)$")


class Name(NamedTuple):
    """A name of a schedule: the item it is of, and the note and entry that pay it (注5イ)."""

    schedule: str
    code: str
    name: str
    place: str = ""


class Names:
    """The names of the schedules at hand. ``of`` gives the records of each: medical, dental,
    dispensing, nursing."""

    def __init__(self, of: Mapping[str, Iterable[FeeItem]] | None = None) -> None:
        self._whole: dict[tuple[str, str], list[Name]] = defaultdict(list)
        self._base: dict[tuple[str, str], list[Name]] = defaultdict(list)
        self._codes: dict[tuple[str, str], str] = {}
        self._begin: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for schedule, records in (of or {}).items():
            for record in records:
                self._add_record(schedule, record)

    def _add_record(self, schedule: str, record: FeeItem) -> None:
        if record.deleted or not record.name:
            return
        if record.kind == "item":
            self._codes[schedule, record.code] = plain_name(record.name)
            for variant in record.variants:
                if len(variant.name) >= _LEAST_VARIANT and not variant.deleted:
                    self._add(Name(schedule, record.code, variant.name))
        self._add(Name(schedule, record.code, record.name, record.place))

    def _add(self, name: Name) -> None:
        key = plain_name(name.name)
        if name in self._whole[schedule_key := (name.schedule, key)]:
            return
        self._whole[schedule_key].append(name)
        self._base[name.schedule, base_name(key)].append(name)
        if len(key) >= _LEAST_MENTION:
            self._begin[name.schedule][key[:_KEY]].append(key)

    @property
    def schedules(self) -> set[str]:
        """The schedules at hand."""
        return {schedule for schedule, _ in self._codes}

    def codes(self, schedule: str) -> list[str]:
        """The codes of a schedule, in its order."""
        return [code for each, code in self._codes if each == schedule]

    def item(self, schedule: str, code: str) -> str | None:
        """The name of an item, without white space; None if the schedule has none of this code."""
        return self._codes.get((schedule, code))

    def find(self, schedule: str, words: str) -> list[Name]:
        """The things of a schedule that ``words`` name; empty if they are no name of it."""
        key = plain_name(words)
        if not key:
            return []
        if found := self._whole.get((schedule, key)):
            return found
        if _FEE.match(base_name(key)):
            if key == base_name(key):
                if found := self._base.get((schedule, key)):
                    return found
            elif found := self._whole.get((schedule, base_name(key))):
                return found
            if len(key) >= _LEAST_END:
                return [
                    name
                    for (each, base), names in self._base.items()
                    if each == schedule and base.endswith(key)
                    for name in names
                    if not name.place
                ]
        return []

    def within(self, schedule: str, text: str) -> Iterator[tuple[Name, int, int]]:
        """The names in a text, the longest at each place."""
        plain = unicodedata.normalize("NFKC", text) if text.isascii() else _same_length(text)
        begin = self._begin.get(schedule, {})
        at = 0
        while at < len(plain):
            fitting = [k for k in begin.get(plain[at : at + _KEY], ()) if plain.startswith(k, at)]
            if fitting:
                key = max(fitting, key=len)
                yield self._whole[schedule, key][0], at, at + len(key)
                at += len(key)
            else:
                at += 1


def _same_length(text: str) -> str:
    folded = (unicodedata.normalize("NFKC", character) for character in text)
    return "".join(f if len(f) == 1 else c for f, c in zip(folded, text, strict=True))


def plain_name(name: str) -> str:
    """A name without white space, its letters and digits in ASCII."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name))


def base_name(key: str) -> str:
    """A plain name without the numbers and brackets at its end."""
    while (match := _TAIL.search(key)) and match.start() > 2:
        key = key[: match.start()]
    return key

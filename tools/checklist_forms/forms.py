"""What invented forms ask in two years, and what became of each item."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tools.checklist_forms import words

_GOES, _CHANGED = 0.12, 0.32
"""Of a hundred items twelve go, and twenty are reworded."""


@dataclass(frozen=True)
class Item:
    """An item: ``id`` is the same in both years; ``section`` and ``part`` count from 0, ``part`` is
    -1 where there is none."""

    id: int
    section: int
    part: int
    words: str
    reference: str
    who: str
    starred: bool
    hearing: str


@dataclass(frozen=True)
class Year:
    """A form of one year: the titles of its sections and parts, and its items in order."""

    title: str
    variant: str
    year: int
    sections: tuple[str, ...]
    parts: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Years:
    """Two forms; ``kinds`` says of each item's id whether it is same, reworded, new or gone."""

    old: Year
    new: Year
    kinds: dict[int, str]


class Author:
    """Writes the forms of a seed; ``ending`` is how its items end, as しているか。"""

    def __init__(self, seed: int, ending: str = "か。") -> None:
        self.chance = random.Random(f"checklists {seed}")
        self.ending = ending
        self._said: set[str] = set()
        self._gone: set[str] = set()

    def years(self) -> Years:
        """Both years."""
        chance = self.chance
        sections = tuple(chance.sample(words.SECTIONS, chance.randint(3, 5)))
        parts = tuple(chance.sample(words.PARTS, 3))
        items = []
        for section in range(len(sections)):
            divided = chance.random() < 0.5
            for part in range(len(parts)) if divided else (-1,):
                for _ in range(chance.randint(2, 4) if divided else chance.randint(3, 7)):
                    items.append(self._item(len(items), section, part))
        title, variant = chance.choice(words.TITLES), chance.choice(words.VARIANTS)
        year = chance.randint(2022, 2027)
        old = Year(title, variant, year, sections, parts, tuple(items))
        kinds, after = self._next(items)
        new = Year(title, variant, year + 1, sections, parts, tuple(after))
        return Years(old, new, kinds)

    def _item(self, id_: int, section: int, part: int) -> Item:
        chance = self.chance
        return Item(
            id_, section, part, self._words(),
            f"{chance.choice(words.GUIDES)} {chance.randint(1, 15)}.{chance.randint(1, 9)}",
            chance.choice(words.WHO), chance.random() < 0.3, chance.choice(words.HEARINGS),
        )  # fmt: skip

    def _words(self) -> str:
        chance = self.chance
        while True:
            deed = chance.choice(words.DEEDS)
            thing = chance.choice([each for each in words.THINGS if each not in self._gone])
            text = thing + chance.choice(words.ASPECTS)
            if chance.random() < 0.5:
                text = chance.choice(words.SUBJECTS) + text
            if chance.random() < 0.5:
                text += chance.choice(words.WHEN)
            if chance.random() < 0.3:
                text += f"{deed[0]}、{chance.choice(words.TAILS)}"
            else:
                text += deed[1]
            if text not in self._said and text[:10] not in {said[:10] for said in self._said}:
                self._said.add(text)
                return text + self.ending

    def _next(self, items: list[Item]) -> tuple[dict[int, str], list[Item]]:
        chance = self.chance
        kinds: dict[int, str] = {}
        after: list[Item] = []
        lots = [chance.random() for _ in items]
        # what comes anew is of other things than what goes: otherwise it were a rewording
        self._gone = {
            thing for thing in words.THINGS for item, lot in zip(items, lots, strict=True)
            if lot < _CHANGED and thing in item.words
        }  # fmt: skip
        for item, lot in zip(items, lots, strict=True):
            if lot < _GOES:
                kinds[item.id] = "gone"
            elif lot < _CHANGED:
                kinds[item.id] = "reworded"
                after.append(replace(item, words=self._reworded(item.words)))
            else:
                kinds[item.id] = "same"
                after.append(item)
            if chance.random() < 0.1:
                fresh = self._item(1000 + item.id, item.section, item.part)
                kinds[fresh.id] = "new"
                after.append(fresh)
        if len(after) > 6 and chance.random() < 0.5:
            # one goes to another place in its section
            at = chance.randrange(len(after))
            moved = after.pop(at)
            same = [
                n
                for n, item in enumerate(after)
                if (item.section, item.part) == (moved.section, moved.part)
            ]
            after.insert(chance.choice(same) if same else at, moved)
        return kinds, [
            replace(item, reference=f"{item.reference}.1") if chance.random() < 0.2 else item
            for item in after
        ]

    def _reworded(self, text: str) -> str:
        chance = self.chance
        bare = text.removesuffix(self.ending)
        while True:
            new = chance.choice((self._other_number, self._longer, self._inserted, self._shorter))(
                bare
            )
            if new != bare and new not in self._said:
                self._said.add(new)
                return new + self.ending

    def _other_number(self, text: str) -> str:
        for old, new in words.OTHERS:
            if old in text:
                return text.replace(old, new)
        return text

    def _longer(self, text: str) -> str:
        for stem, whole in words.DEEDS:
            if text.endswith(whole):
                return f"{text.removesuffix(whole)}{stem}、{self.chance.choice(words.TAILS)}"
        return text

    def _inserted(self, text: str) -> str:
        at = text.find("を")
        return (
            text[: at + 1] + self.chance.choice(words.INSERTED) + text[at + 1 :] if at > 0 else text
        )

    def _shorter(self, text: str) -> str:
        for subject in words.SUBJECTS:
            if text.startswith(subject) and self.chance.random() < 0.5:
                return text.removeprefix(subject)
        for when in words.WHEN:
            if when in text:
                return text.replace(when, "")
        return text

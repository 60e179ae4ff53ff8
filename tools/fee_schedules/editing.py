"""Schedules made up, and revised: points changed, notes added, removed and put in another order,
items divided, put together and deleted. All choices are those of a seed.
"""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from tools.fee_schedules import words
from tools.fee_schedules.schedule import Amount, Item, Note, Schedule, Thing

ITEMS = 40
_DEEPEST = 4
"""Levels of variants at most: １, イ, (1), ①."""
_RATES = {
    "points": 0.25, "variant_new": 0.05, "variant_ended": 0.04, "variant_deleted": 0.02,
    "note_new": 0.12, "note_ended": 0.10, "note_moved": 0.10, "entry_new": 0.10,
    "entry_ended": 0.08, "divided": 0.06, "merged": 0.5, "item_deleted": 0.05, "item_new": 0.06,
    "reworded": 0.05,
}  # fmt: skip
"""How often each edit is made where it can be."""


@dataclass
class Revision:
    """A schedule, and what of it was divided (``parts``: the number of a part to that of the whole
    it was in the revision before) or put together (``wholes``: the other way round)."""

    schedule: Schedule
    parts: dict[int, int] = field(default_factory=dict)
    wholes: dict[int, int] = field(default_factory=dict)


class Author:
    """Makes up a schedule and revises it."""

    def __init__(self, seed: int, vocabulary: words.Vocabulary = words.MEDICAL) -> None:
        self._chance = random.Random(seed)
        self._words = vocabulary
        self._uids = itertools.count(1)

    def revisions(self, count: int) -> list[Revision]:
        """A schedule and its revisions."""
        made = [Revision(self._schedule())]
        for _ in range(count - 1):
            made.append(self._revised(made[-1].schedule))
        return made

    def _uid(self) -> int:
        return next(self._uids)

    def _hit(self, edit: str) -> bool:
        return self._chance.random() < _RATES[edit]

    def _points(self) -> int:
        return self._chance.choice((5, 10, 1)) * self._chance.randint(1, 400)

    def _schedule(self) -> Schedule:
        own = self._words
        names = [t + m + s for t in words.TIMES for m in own.matters for s in own.services]
        self._names = iter(self._chance.sample(names, len(names)))
        items, number = [], self._chance.randint(0, 20)
        letter = self._chance.choice(own.letters) if own.letters else ""
        branch = 1
        for _ in range(ITEMS):
            code = (f"{letter}{number:03d}" if letter else f"{number:02d}") + (
                f"-{branch}" if branch > 1 else ""
            )
            items.append(self._item(code))
            if self._chance.random() < 0.2:
                branch += 1
            else:
                number, branch = number + 1, 1
        return Schedule("".join(own.title[1:]) or "診療報酬点数表", items, own)

    def _item(self, code: str) -> Item:
        item = Item(self._uid(), code, next(self._names), self._chance.choice(self._words.units))
        if self._chance.random() < 0.4:
            item.points = self._points()
        else:
            item.variants = self._variants(self._chance.randint(2, 5), 0)
        for _ in range(self._chance.choice((0, 1, 1, 2, 3, 5, 8))):
            item.notes.append(self._note(item))
        return item

    def _variants(self, count: int, depth: int) -> list[Thing]:
        found = []
        for name in self._chance.sample(self._words.variants, count):
            thing = Thing(self._uid(), name)
            if depth < 2 and self._chance.random() < 0.2:
                thing.children = self._variants(self._chance.randint(2, 3), depth + 1)
            else:
                thing.points = self._points()
            found.append(thing)
        return found

    def _note(self, item: Item, before: Sequence[Note] = ()) -> Note:
        """A note that says another thing than those of the item and those it had ``before``."""
        chance = self._chance
        used = {text for n in [*item.notes, *before] for text in (n.done, n.rule)}
        form = chance.choice(("rule", "one", "one", "unnamed", "several", "entries", "named"))
        if form == "rule":
            free = [r for r in words.RULES if not any(u.startswith(r[:4]) for u in used)]
            if free:
                code = f"Ｚ{chance.randint(100, 999)}"
                return Note(self._uid(), "", "", rule=chance.choice(free).format(code=code))
            form = "one"
        done = chance.choice([each for each in words.DONE if each not in used])
        note = Note(self._uid(), chance.choice(words.WHERE), done)
        names = iter(self._free_names([*item.notes, *before]))
        if form == "one":
            note.amounts = [Amount(self._uid(), next(names), self._points())]
        elif form == "unnamed":
            note.amounts = [Amount(self._uid(), "", self._points())]
        elif form == "several":
            count = chance.randint(2, 3)
            note.amounts = [Amount(self._uid(), next(names), self._points()) for _ in range(count)]
        elif form == "entries":
            base = next(names)
            note.entries = [
                Thing(self._uid(), f"{base}{_wide(n)}", self._points())
                for n in range(1, chance.randint(2, 4) + 1)
            ]
        else:
            note.name = next(names)
            note.entries = self._entries(chance.randint(2, 4))
        return note

    def _entries(self, count: int) -> list[Thing]:
        names = self._chance.sample(words.ENTRIES, count)
        return [Thing(self._uid(), name, self._points()) for name in names]

    def _free_names(self, notes: Sequence[Note]) -> list[str]:
        """Names of additions that none of the notes pays under."""
        taken = {a.name for n in notes for a in n.amounts} | {n.name for n in notes}
        taken |= {e.name[:-1] for n in notes for e in n.entries}
        free = [f"{name}加算" for name in words.ADDITIONS if f"{name}加算" not in taken]
        return self._chance.sample(free, len(free))

    # --- edits

    def _revised(self, before: Schedule) -> Revision:
        made = Revision(copy.deepcopy(before))
        items: list[Item] = []
        for item in made.schedule.items:
            if item.deleted:
                # a code that stood for nothing may be given anew
                items.append(self._item(item.code) if self._hit("item_new") else item)
            elif self._hit("item_deleted"):
                items.append(Item(self._uid(), item.code, "削除", deleted=True))
            else:
                self._edit(item, made)
                items.append(item)
        made.schedule.items = items
        return made

    def _edit(self, item: Item, made: Revision) -> None:
        if not self._edit_item_points(item, made):
            self._edit_level(item.variants, made, 1)
        for note in item.notes:
            self._edit_note(note, made)
        before = item.notes
        item.notes = [note for note in before if not self._hit("note_ended")]
        if self._hit("note_moved"):
            self._chance.shuffle(item.notes)
        if self._hit("note_new") or self._hit("note_new"):
            item.notes.insert(self._chance.randint(0, len(item.notes)), self._note(item, before))
        if self._hit("reworded"):
            item.name = item.name.replace("料", "費")

    def _edit_item_points(self, item: Item, made: Revision) -> bool:
        """Whether the item was divided or put together."""
        if item.points is None:
            leaves = [v for v in item.variants if not v.deleted]
            whole = all(v.points is not None for v in leaves) and len(leaves) > 1
            if whole and self._hit("divided") and self._hit("merged"):
                item.points, item.uid = self._points(), self._uid()
                made.wholes |= {v.uid: item.uid for v in leaves}
                item.variants = []
                return True
        elif self._hit("divided"):
            item.variants = self._parts(item.points)
            made.parts |= {v.uid: item.uid for v in item.variants}
            item.points = None
            return True
        elif self._hit("points"):
            item.points = self._other(item.points)
        return False

    def _parts(self, points: int) -> list[Thing]:
        """What something is divided into: one part may keep its points."""
        parts = self._variants(self._chance.randint(2, 3), 2)
        if self._chance.random() < 0.6:
            self._chance.choice(parts).points = points
        return parts

    def _edit_level(self, things: list[Thing], made: Revision, depth: int) -> None:
        """One level of variants; ``depth`` is 1 at the top, and none is deeper than the fourth."""
        may_shrink = len(things) > 1
        for thing in things:
            if thing.deleted:
                continue
            if thing.children:
                self._edit_branch(thing, made, depth)
            elif thing.points is not None and depth < _DEEPEST and self._hit("divided"):
                thing.children = self._parts(thing.points)
                made.parts |= {part.uid: thing.uid for part in thing.children}
                # the name goes on, what is paid for is another thing
                thing.points = None
            elif thing.points is not None and self._hit("points"):
                thing.points = self._other(thing.points)
            if not thing.children and may_shrink and self._hit("variant_deleted"):
                thing.deleted, thing.name = True, "削除"
        known = {thing.name for thing in things}
        if things and self._hit("variant_new"):
            name = self._chance.choice([v for v in self._words.variants if v not in known])
            new = Thing(self._uid(), name, self._points())
            things.insert(self._chance.randint(0, len(things)), new)
        leaves = [t for t in things if not t.children and not t.deleted]
        if len(things) > 2 and len(leaves) > 1 and self._hit("variant_ended"):
            things.remove(self._chance.choice(leaves))

    def _edit_branch(self, thing: Thing, made: Revision, depth: int) -> None:
        paid = [child for child in thing.children if child.points is not None]
        if len(paid) == len(thing.children) and self._hit("divided") and self._hit("merged"):
            uid = self._uid()
            made.wholes |= {child.uid: uid for child in paid if not child.deleted}
            thing.uid, thing.children, thing.points = uid, [], self._points()
        else:
            self._edit_level(thing.children, made, depth + 1)

    def _edit_note(self, note: Note, made: Revision) -> None:
        paid: list[Amount | Thing] = [*note.amounts, *note.entries]
        for each in paid:
            if each.points is not None and self._hit("points"):
                each.points = self._other(each.points)
        if len(note.amounts) == 1 and note.amounts[0].name and self._hit("divided"):
            (amount,) = note.amounts
            note.name, note.amounts = amount.name, []
            note.entries = self._entries(2)
            made.parts |= {entry.uid: amount.uid for entry in note.entries}
            return
        if note.entries and self._hit("entry_new"):
            at = self._chance.randint(0, len(note.entries))
            note.entries.insert(at, self._another_entry(note))
        if len(note.entries) > 2 and self._hit("entry_ended"):
            note.entries.remove(self._chance.choice(note.entries))

    def _another_entry(self, note: Note) -> Thing:
        if note.name:
            known = {entry.name for entry in note.entries}
            name = self._chance.choice([e for e in words.ENTRIES if e not in known])
        else:
            base = note.entries[0].name[:-1]
            taken = {entry.name for entry in note.entries}
            name = next(
                f"{base}{_wide(n)}" for n in range(1, 10) if f"{base}{_wide(n)}" not in taken
            )
        return Thing(self._uid(), name, self._points())

    def _other(self, points: int) -> int:
        step = self._chance.choice((-20, -5, -2, 1, 2, 3, 8, 30, 120))
        return points + step if points + step > 0 else points + 7


def _wide(number: int) -> str:
    return chr(ord("０") + number)

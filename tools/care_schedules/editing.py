"""Schedules made up, and revised. All choices are those of a seed."""

from __future__ import annotations

import copy
import itertools
import random

from tools.care_schedules import words
from tools.care_schedules.schedule import Item, Node, Note, Rate, Schedule

TITLE = "別表　指定{}サービス介護給付費単位数表"
_RATES = {
    "points": 0.12, "rate": 0.15, "unit": 0.06, "renamed": 0.06, "new": 0.35, "ended": 0.3,
    "divided": 0.05, "note": 0.1, "note_new": 0.12, "note_ended": 0.1, "level_new": 0.1,
}  # fmt: skip
"""How often each edit is made where it can be."""


class Author:
    """Makes up a schedule and revises it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(f"care {seed}")
        self._uids = itertools.count(1)

    def _uid(self) -> int:
        return next(self._uids)

    def _hit(self, edit: str) -> bool:
        return self.chance.random() < _RATES[edit]

    def _points(self) -> int:
        return self.chance.choice((self.chance.randint(3, 99), self.chance.randint(100, 2999)))

    def _rate(self) -> Rate:
        whole = self.chance.choice((100, 1000))
        return self.chance.randint(1, whole // 4), whole

    def _unit(self, odds: float) -> str:
        return self.chance.choice(words.UNITS) if self.chance.random() < odds else ""

    def schedule(self) -> Schedule:
        """A schedule."""
        self._matters = self.chance.sample(words.MATTERS, 3)
        services = [self._service(matter) for matter in self._matters]
        return Schedule(
            TITLE.format(self.chance.choice(("居宅支援", "地域暮らし", "予防"))), services
        )

    def _service(self, matter: str) -> Node:
        chance = self.chance
        self._name = chance.choice(words.PLACES) + matter
        service = Node(self._uid(), f"{self._name}費", 0, unit=self._unit(0.8))
        for base in chance.sample(words.BASES, chance.randint(2, 4)):
            service.children.append(self._branch(base, 1))
        service.notes = self._notes(chance.choice((1, 3, 6, 11)))
        for name in chance.sample(words.ADDITIONS, chance.randint(5, 11)):
            service.children.append(self._addition(f"{name}加算"))
        for name in chance.sample(words.CUTS, chance.randint(0, 1)):
            service.children.append(self._addition(f"{name}減算"))
        if chance.random() < 0.4:
            at = chance.randint(3, len(service.children))
            service.children.insert(at, Node(self._uid(), "削除", 1, deleted=True))
        for name in chance.sample(words.SHARES, 2):
            service.children.append(self._share(f"{name}加算"))
        return service

    def _branch(self, name: str, level: int) -> Node:
        """A branch with others below it, or points."""
        chance = self.chance
        node = Node(self._uid(), name, level)
        if level == 1 and chance.random() < 0.25:
            node.points = self._points()
            return node
        names: tuple[str, ...]
        if level == 1:
            second = [
                s.format(n=n, base=self._name)
                for s, n in zip(words.SECOND, (20, 21, 2, 1, 1, 1, 1, 1), strict=True)
            ]
            names = words.TIMES if chance.random() < 0.5 else tuple(second)
            below = level + 1
        elif level == 2:
            names, below = (words.TIMES, 3) if name not in words.TIMES else (words.FORMS, 3)
        elif level == 3:
            names, below = words.DEGREES, 4
        else:
            names, below = words.FORMS, 5
        count = chance.randint(2, min(4, len(names)))
        chosen = (
            names[:count] if names in (words.TIMES, words.DEGREES) else chance.sample(names, count)
        )
        for each in chosen:
            deeper = below < 5 and chance.random() < (
                0.7 if below == 2 else 0.5 if below == 3 else 0.15
            )
            child = (
                self._branch(each, below)
                if deeper
                else Node(self._uid(), each, below, self._points())
            )
            node.children.append(child)
        return node

    def _addition(self, name: str) -> Node:
        chance = self.chance
        node = Node(self._uid(), name, 1, unit=self._unit(0.5))
        if chance.random() < 0.5:
            node.points = self._points()
        else:
            for number in "ⅠⅡⅢⅣ"[: chance.randint(2, 4)]:
                node.children.append(Node(self._uid(), f"{name}（{number}）", 2, self._points()))
        node.notes = self._notes(chance.choice((0, 1, 1, 1, 2, 3)))
        return node

    def _share(self, name: str) -> Node:
        node = Node(self._uid(), name, 1)
        if self.chance.random() < 0.35:
            items = [Item(f"{name}（{n}）", rate=self._rate()) for n in "ⅠⅡⅢ"]
            text = "次に掲げる区分に従い、次に掲げる単位数を所定単位数に加算する。"
            node.notes = [
                Note(
                    self._uid(),
                    f"{self.chance.choice(words.DUTY)}事業所が行った場合は、{text}",
                    items,
                )
            ]
        else:
            for number in "ⅠⅡⅢⅣ"[: self.chance.randint(2, 4)]:
                node.children.append(Node(self._uid(), f"{name}（{number}）", 2, rate=self._rate()))
            node.notes = self._notes(self.chance.choice((0, 1)))
        return node

    def _notes(self, count: int) -> list[Note]:
        made: list[Note] = []
        while len(made) < count:
            note = self._note()
            if all(note.text[:30] != other.text[:30] or note.text != other.text for other in made):
                made.append(note)
        if count > 3 and self.chance.random() < 0.3:
            made[self.chance.randint(1, count - 2)] = Note(self._uid(), "削除", deleted=True)
        return made

    def _note(self) -> Note:
        chance, name = self.chance, self._name
        who, duty, other = chance.choice(words.WHO), *chance.sample(words.DUTY, 2)
        numerator, whole = self._rate()
        form = chance.randint(0, 7)
        if form == 0:
            text = f"{duty}事業所以外の事業所が指定{name}を行った場合は、所定単位数の{whole}分の{whole - numerator}に相当する単位数を算定する。ただし、{other}事業所については、この限りでない。"
        elif form == 1:
            text = f"{who}に対して指定{name}を行った場合は、1月につき{self._points()}単位を所定単位数に加算する。ただし、前月に同じ加算を算定しているときは、算定しない。"
        elif form == 2:
            text = f"{duty}上で{who}に対して指定{name}を行わなかった場合は、1日につき{self._points()}単位を所定単位数から減算する。"
        elif form == 3:
            text = f"{who}が他の事業所において指定{name}に相当する援助を受けている間は、{name}費は、算定しない。この場合において、イ及びロについては、{duty}ときも同様とする。"
        elif form == 4:
            text = f"夜間（午後6時から午後10時までの時間をいう。）に{who}に対して指定{name}を行った場合は、所定単位数の100分の{chance.randint(5, 30)}に相当する単位数を加算し、深夜に行った場合は、所定単位数の100分の{chance.randint(31, 60)}に相当する単位数を加算する。"
        elif form == 5:
            base = chance.choice(words.ADDITIONS)
            items = [
                Item(f"{base}加算（{n}）", self._points()) for n in "ⅠⅡⅢ"[: chance.randint(2, 3)]
            ]
            text = f"{duty}事業所が{who}に対して指定{name}を行った場合は、次に掲げる区分に応じ、1月につき次に掲げる単位数を所定単位数に加算する。"
            after = chance.choice(
                (
                    "",
                    "ただし、次に掲げるいずれかの加算を算定している場合においては、次に掲げるその他の加算は算定しない。",
                )
            )
            return Note(self._uid(), text + after, items)
        elif form == 6:
            items = [
                Item(
                    f"{duty}こと。",
                    children=[Item(f"{each}こと。") for each in chance.sample(words.DUTY, 2)],
                ),
                Item(
                    f"{other}こと又は{who}について{duty}ことにより利用者の暮らしの安全を確かめていること。"
                ),
            ]
            text = f"{who}に対して指定{name}を行う事業所は、次のいずれにも適合しなければならない。"
            return Note(self._uid(), text, items)
        else:
            text = f"{duty}事業所であって、かつ、{other}ものとして知事に届け出たものが、{who}に対して指定{name}を行った場合は、1回につき{self._points()}単位を加算する。"
        return Note(self._uid(), text)

    # --- edits

    def revised(self, before: Schedule) -> Schedule:
        """The next revision."""
        made = copy.deepcopy(before)
        made.divided = set()
        for service in made.services:
            self._name = service.name.removesuffix("費")
            self._edit(service, made)
            additions = [
                c
                for c in service.children
                if c.name.endswith("加算")
                and c.rate is None
                and "加算" in c.name
                and not c.deleted
                and not c.name.startswith(words.SHARES)
            ]
            if additions and self._hit("ended"):
                service.children.remove(self.chance.choice(additions))
            if self._hit("new"):
                # none that ended just now comes back under its name
                known = " ".join(
                    c.name for s in (*made.services, *before.services) for c in s.children
                )
                free = [f"{a}加算" for a in words.ADDITIONS if a not in known]
                if free:
                    places = [
                        i
                        for i, c in enumerate(service.children)
                        if c.name.endswith(("加算", "減算"))
                    ]
                    node = self._addition(self.chance.choice(free))
                    service.children.insert(self.chance.choice(places), node)
        return made

    def _edit(self, node: Node, made: Schedule) -> None:
        if node.deleted:
            return
        if node.unit and self._hit("unit"):
            node.unit = self.chance.choice([u for u in words.UNITS if u != node.unit])
        if node.points is not None:
            if node.level in (1, 2) and "加算" not in node.name and self._hit("divided"):
                level = node.level + 1
                node.children = [
                    Node(self._uid(), name, level, self._points())
                    for name in ("自宅において行う場合", "自宅以外の場所において行う場合")
                ]
                node.points = None
                made.divided.add(node.uid)
                return
            if self._hit("points"):
                node.points += self.chance.choice((-2, -1, 1, 5, 13, 40))
        elif node.rate is not None and self._hit("rate"):
            node.rate = (node.rate[0] + self.chance.choice((1, 2, 5)), node.rate[1])
        if node.level == 1 and self._hit("renamed"):
            node.name = (
                node.name.replace("加算", "推進加算")
                if "加算" in node.name
                else node.name.replace("場合", "とき")
            )
        self._edit_notes(node)
        for child in node.children:
            self._edit(child, made)
        last = node.children[-1] if node.children else None
        if (
            last
            and last.name in words.DEGREES[:-1]
            and last.points is not None
            and self._hit("level_new")
        ):
            name = words.DEGREES[words.DEGREES.index(last.name) + 1]
            node.children.append(Node(self._uid(), name, last.level, self._points()))

    def _edit_notes(self, node: Node) -> None:
        known = {note.text for note in node.notes}
        for note in node.notes:
            if not note.deleted and self._hit("note") and "知事に届け出た" in note.text:
                note.text = note.text.replace("知事に届け出た", "知事に電子的に届け出た")
            elif not note.deleted and self._hit("note") and "前月に" in note.text:
                note.text = note.text.replace("前月に", "前々月までに")
        live = [note for note in node.notes if not note.deleted]
        if len(live) > 1 and self._hit("note_ended"):
            node.notes.remove(self.chance.choice(live))
        if node.notes and self._hit("note_new"):
            note = self._note()
            if note.text not in known:
                node.notes.insert(self.chance.randint(0, len(node.notes)), note)

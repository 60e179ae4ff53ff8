"""Invented facility criteria: sections, heads, sentences and what stands below them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from shiryokan.registers.schedules import ItemReference
from tools.facility_criteria import words

Kind = Literal["ordinance", "notice"]
ENCLOSED, LISTED = -2, -1
"""Levels of what a letter encloses (別添) and of a list at the end of an ordinance (別表)."""


@dataclass
class Node:
    """What is numbered: ``text`` is a title or a sentence. ``number`` counts among its like,
    ``branch`` is that of 一の二. ``level`` is which of the look's numbers it is counted with.
    ``items`` are the fee items for which a title says that the criteria are."""

    number: int
    text: str
    level: int
    branch: int = 0
    title: bool = False
    paragraphs: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    items: list[ItemReference] = field(default_factory=list)


@dataclass
class Document:
    """A document: its title, its sections and the lists at its end (別表)."""

    kind: Kind
    title: str
    preface: list[str]
    sections: list[Node]
    annexes: list[Node]


def reworded(document: Document, say: Callable[[str], str]) -> Document:
    """``document`` with every text but its title as ``say`` gives it."""

    def node(each: Node) -> Node:
        return replace(
            each, text=say(each.text), paragraphs=[say(one) for one in each.paragraphs],
            children=[node(one) for one in each.children],
        )  # fmt: skip

    return Document(
        document.kind, document.title, [say(each) for each in document.preface],
        [node(each) for each in document.sections], [node(each) for each in document.annexes],
    )  # fmt: skip


class Author:
    """Writes a document of a seed."""

    def __init__(self, seed: int, *, rich: bool = False) -> None:
        """``rich``: with items that are left out among others."""
        self.chance = random.Random(f"criteria {seed}")
        self.rich = rich
        self._named: set[str] = set()

    def document(self, kind: Kind) -> Document:
        """Facility criteria of a kind."""
        chance = self.chance
        title = chance.choice(("基本見守り料", "特別支援料")) + "の施設基準等"
        preface = [
            f"{title}について、次のとおり定める。",
            f"届出は、第{chance.randint(3, 9)}に定める様式により行うものとすること。",
        ]
        if kind == "notice":
            enclosed = Node(1, title, ENCLOSED, title=True, children=self._of_notice())
            return Document(kind, title, preface, [*self._letter(), enclosed], [])
        sections = self._of_ordinance()
        return Document(kind, title, preface, sections, self._annexes())

    # --- ordinances

    def _of_ordinance(self) -> list[Node]:
        chance = self.chance
        first = Node(1, "届出の通則", 0, title=True)
        first.children = [Node(n, self._sentence(), 1) for n in range(1, chance.randint(3, 5))]
        sections = [first]
        names = [*chance.sample(words.SECTIONS, 3), chance.choice(words.DENTAL_SECTIONS)]
        for number, name in enumerate(names, 2):
            section = Node(number, name, 0, title=True)
            schedule = "dental" if name.startswith("歯") else ""
            section.children = self._counted(
                chance.randint(3, 6), partial(self._head, schedule=schedule), branches=0.15
            )
            sections.append(section)
        return sections

    def _head(self, number: int, branch: int, schedule: str) -> Node:
        """A head of level 1 with criteria below it."""
        chance = self.chance
        node = self._titled(number, branch, 1, schedule)
        roll = chance.random()
        if roll < 0.06:
            return Node(number, "削除", 1, branch, title=True)
        if roll < 0.3:
            node.paragraphs = [self._of(words.PARAGRAPHS) for _ in range(chance.randint(1, 2))]
        elif roll < 0.5:
            node.children = [
                self._with_sentences(self._titled(n, 0, 2, schedule), 3)
                for n in range(1, chance.randint(2, 12))
            ]
        else:
            self._with_sentences(node, 2 if roll < 0.9 else 3)
        return node

    def _with_sentences(self, node: Node, level: int) -> Node:
        chance = self.chance
        if level == 3 and chance.random() < 0.35:
            node.paragraphs = [self._of(words.PARAGRAPHS)]
        else:
            node.children = [
                self._item(n, level) for n in range(1, chance.choice((2, 3, 4, 6, 9, 12)) + 1)
            ]
        return node

    def _item(self, number: int, level: int) -> Node:
        chance = self.chance
        if level < 6 and chance.random() < 0.2:
            node = Node(number, self._of(words.WITH_ITEMS), level)
            count = chance.choice((2, 2, 3, 5))
            node.children = [self._item(n, level + 1) for n in range(1, count + 1)]
            return node
        if self.rich and chance.random() < 0.03:
            return Node(number, "削除", level)
        node = Node(number, self._sentence(), level)
        if chance.random() < 0.06:
            node.paragraphs = ["ただし、" + self._of(words.PARAGRAPHS)]
        return node

    def _annexes(self) -> list[Node]:
        chance = self.chance
        found = []
        for number, branch in ((1, 0), (2, 0), (2, 2), (3, 0)):
            name = f"{self._name()}に規定する疾患"
            names = chance.sample(words.ILLNESSES, chance.randint(2, 8))
            below = [Node(n, each, 1) for n, each in enumerate(names, 1)]
            found.append(Node(number, name, LISTED, branch, title=True, children=below))
        return found

    # --- notices

    def _letter(self) -> list[Node]:
        """What the letter itself says, before what it encloses."""
        chance = self.chance
        found = []
        for number, name in enumerate(("施設基準の届出", "届出に関する手続き", "経過措置"), 1):
            section = Node(number, name, 0, title=True)
            section.children = [self._item(n, 1) for n in range(1, chance.randint(3, 5))]
            found.append(section)
        return found

    def _of_notice(self) -> list[Node]:
        return self._counted(self.chance.randint(7, 10), self._group, branches=0.25)

    def _group(self, number: int, branch: int) -> Node:
        """第１ and what is below it: criteria, and how to report."""
        chance = self.chance
        name = self._name()
        section = Node(number, name, 0, branch, title=True)
        if chance.random() < 0.06:
            section.text = "削除"
            return section
        count = 2 if chance.random() < 0.3 else 1
        at = 0
        for _ in range(count):
            at += 1
            if count == 1 and chance.random() < 0.5:
                head = Node(at, f"{name}に関する施設基準", 1, title=True)
                head.items = [ItemReference(name=name)]
            else:
                head = self._titled(at, 0, 1, "", "に関する施設基準")
            section.children.append(self._with_numbers(head))
        report = Node(at + 1, "届出に関する事項", 1, title=True)
        report.items = [ItemReference(name=name)]
        form = f"別添{chance.randint(2, 7)}の様式{chance.randint(1, 90)}"
        if chance.random() < 0.5:
            report.paragraphs = [f"{name}の施設基準に係る届出は、{form}を用いること。"]
        else:
            report.children = [
                Node(n, f"{name}に係る届出は、{form}の{n}を用いること。", 2) for n in (1, 2, 3)
            ]
        section.children.append(report)
        return section

    def _with_numbers(self, node: Node) -> Node:
        chance = self.chance
        if chance.random() < 0.12:
            node.paragraphs = [self._of(words.PARAGRAPHS)]
            return node
        count = chance.choice((2, 3, 5, 8, 11))
        node.children = [self._item(n, 2) for n in range(1, count + 1)]
        return node

    # --- parts

    def _counted(self, count: int, make: Callable[[int, int], Node], branches: float) -> list[Node]:
        """Nodes from 1 on, some of which have branches (一の二) behind them."""
        found = []
        for number in range(1, count + 1):
            found.append(make(number, 0))
            if self.chance.random() < branches:
                found += [make(number, b) for b in range(2, self.chance.choice((3, 3, 4)))]
        return found

    def _titled(self, number: int, branch: int, level: int, schedule: str, link: str = "") -> Node:
        """A title that names what its criteria are for."""
        chance = self.chance
        name = self._name()
        addition = chance.choice(words.ADDITIONS) + "加算"
        link = link or chance.choice(("の", "に係る"))
        if link.endswith("施設基準"):
            link = link.removesuffix("施設基準")
        roll = chance.random()
        if roll < 0.45:
            text, items = f"{name}{link}施設基準", [ItemReference(schedule=schedule, name=name)]
        elif roll < 0.6:
            text = f"{name}の{addition}{link}施設基準"
            items = [ItemReference(schedule=schedule, name=addition)]
        elif roll < 0.7:
            which = chance.choice(("医科", "歯科")) if not schedule else "歯科"
            text = f"{which}{name}の注{chance.randint(1, 12)}に規定する施設基準"
            note = "注" + text.split("の注")[1].split("に")[0]
            known = {"医科": "medical", "歯科": "dental"}[which]
            items = [ItemReference(schedule=known, name=name, note=note)]
            if known == "dental":
                # the word may be part of the name
                items.append(ItemReference(schedule=known, name=f"歯科{name}", note=note))
        elif roll < 0.8:
            other = self._name()
            text = f"{name}及び{other}{link}施設基準"
            items = [ItemReference(schedule=schedule, name=n) for n in (name, other)]
        elif roll < 0.9:
            note = f"注{chance.randint(1, 12)}"
            text = f"{name}の{note}に規定する厚生労働大臣が定める状態"
            items = [ItemReference(schedule=schedule, name=name, note=note)]
        else:
            third = [self._name() for _ in range(3)]
            text = f"{third[0]}、{third[1]}及び{third[2]}{link}施設基準"
            items = [ItemReference(schedule=schedule, name=n) for n in third]
        return Node(number, text, level, branch, title=True, items=items)

    def _name(self) -> str:
        chance = self.chance
        while True:
            name = chance.choice(words.TIMES) + chance.choice(words.MATTERS)
            name += chance.choice(words.SERVICES)
            if name not in self._named:
                self._named.add(name)
                return name

    def _sentence(self) -> str:
        return self._of(words.SENTENCES)

    def _of(self, sentences: tuple[str, ...]) -> str:
        chance = self.chance
        return chance.choice(sentences).format(
            matter=chance.choice(words.MATTERS),
            time=chance.choice(words.TIMES),
            code=f"{chance.randint(1, 99):03d}",
            small=chance.randint(1, 9),
            number=chance.randint(10, 60),
        )

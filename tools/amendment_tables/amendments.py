"""An invented rule before and after an amendment, as the rows of a comparison."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tools.amendment_tables import words

Kind = Literal["same", "left out", "changed", "added", "deleted"]
Words = list[tuple[str, bool]]
"""Pieces of a text, and whether each is marked."""


@dataclass
class Node:
    """A place of the rule: its level (0 chapter, 1 article, 2 paragraph, 3 item, 4 sub-item), its
    number, both texts; ``last`` is the number of the last of several that are left out together."""

    level: int
    number: int
    kind: Kind
    old: Words = field(default_factory=list)
    new: Words = field(default_factory=list)
    last: int = 0
    heading: str = ""
    remark: str = ""
    children: list[Node] = field(default_factory=list)


@dataclass
class Table:
    """A comparison: its title and its places."""

    title: str
    nodes: list[Node]

    def walk(self) -> Iterator[tuple[Node, list[Node]]]:
        """Every place in order, with those above it."""

        def below(node: Node, above: list[Node]) -> Iterator[tuple[Node, list[Node]]]:
            yield node, above
            for child in node.children:
                yield from below(child, [*above, node])

        for node in self.nodes:
            yield from below(node, [])


class Author:
    """Writes a comparison of a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(f"amendments {seed}")

    def table(self) -> Table:
        """A comparison with some chapters of articles."""
        chance = self.chance
        title = f"{chance.choice(words.TITLES)}の一部を改正する規程　新旧対照表"
        nodes, article = [], 0
        for number in sorted(chance.sample(range(1, 7), chance.randint(2, 4))):
            chapter = Node(0, number, "same", heading=chance.choice(words.CHAPTERS))
            for _ in range(chance.randint(4, 8)):
                article += chance.choice((1, 1, 2, 5))
                chapter.children.append(self._article(article))
            nodes.append(chapter)
        return Table(title, nodes)

    def _article(self, number: int) -> Node:
        chance = self.chance
        node = self._place(1, number, chance.choice(words.HEADINGS))
        if node.kind in ("same", "changed", "left out"):
            at = 1
            while at < 6 and chance.random() < 0.7:
                at += 1
                paragraph = self._place(2, at)
                if paragraph.kind == "left out" and chance.random() < 0.4:
                    paragraph.last = at = at + chance.randint(1, 3)
                elif paragraph.kind in ("same", "changed"):
                    paragraph.children = self._items(3)
                node.children.append(paragraph)
        return node

    def _items(self, level: int) -> list[Node]:
        chance = self.chance
        if chance.random() > (0.4 if level == 3 else 0.15):
            return []
        found, at = [], 0
        for _ in range(chance.randint(2, 5)):
            at += 1
            node = self._place(level, at)
            if node.kind == "left out" and chance.random() < 0.5:
                node.last = at = at + chance.randint(1, 3)
            elif node.kind in ("same", "changed") and level == 3:
                node.children = self._items(4)
            found.append(node)
        return found

    def _place(self, level: int, number: int, heading: str = "") -> Node:
        chance = self.chance
        kinds: tuple[Kind, ...] = ("same", "left out", "changed", "added", "deleted")
        kind = chance.choices(kinds, (2, 3, 5, 1.5, 1.2))[0]
        node = Node(level, number, kind, heading=heading)
        old, new = self._texts(level)
        if kind == "same":
            plain = [("".join(text for text, _ in old), False)]
            node.old = node.new = plain
        elif kind == "changed":
            node.old, node.new = old, new
        elif kind == "added":
            node.new = [("".join(text for text, _ in new), True)]
        elif kind == "deleted":
            node.old = [("".join(text for text, _ in old), True)]
        if kind in ("changed", "added", "deleted"):
            node.remark = chance.choice(words.REMARKS)
        return node

    def _texts(self, level: int) -> tuple[Words, Words]:
        """An old and a new text."""
        chance = self.chance
        slots: tuple[str, ...]
        if level <= 2:
            sentence, slots = chance.choice(words.SENTENCES), words.SLOTS
        else:
            sentence, slots = chance.choice(words.ENTRIES), words.PLACES
        before, after = sentence.split("{}")
        one, other = chance.sample(slots, 2)
        old: Words = [(before, False), (one, True), (after, False)]
        new: Words = [(before, False), (other, True), (after, False)]
        roll = chance.random()
        if level <= 2 and roll < 0.25:
            # words that are put in, and nothing else
            old = [(before + one + after, False)]
            at = after.find("、") if "、" in after else 0
            new = [(before + one + after[:at], False), (chance.choice(words.INSERTED), True),
                   (after[at:], False)]  # fmt: skip
        elif level <= 2 and roll < 0.4:
            second = chance.choice(words.SENTENCES).format(chance.choice(slots))
            new = [*new, (second, True)]
        elif level <= 2 and roll < 0.5:
            second = chance.choice(words.SENTENCES).format(chance.choice(slots))
            old = [*old, (second, True)]
        return [w for w in old if w[0]], [w for w in new if w[0]]

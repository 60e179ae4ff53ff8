"""A schedule as a tree of things, and where each stands in it.

A thing that is paid for has a number of its own (``uid``) that it keeps in all revisions; so what
changed is known without comparing any text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.fee_schedules.words import MEDICAL, Vocabulary

IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


@dataclass
class Thing:
    """A variant or an entry of a note."""

    uid: int
    name: str
    points: int | None = None
    children: list[Thing] = field(default_factory=list)
    deleted: bool = False

    def all(self) -> Iterator[Thing]:
        """Itself and all below it."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass
class Amount:
    """An amount in the sentence of a note, with the name under which it is paid."""

    uid: int
    name: str
    points: int


@dataclass
class Note:
    """A note: where and when it holds, the amounts in its sentence, its entries.

    ``name`` is that of an addition whose amounts are the entries.
    """

    uid: int
    where: str
    done: str
    amounts: list[Amount] = field(default_factory=list)
    entries: list[Thing] = field(default_factory=list)
    name: str = ""
    rule: str = ""

    def sentence(self) -> str:
        """What it says before its entries."""
        if self.rule:
            return self.rule
        begin = f"{self.where}{self.done}"
        if self.entries:
            said = f"{self.name}として、" if self.name else ""
            return f"{begin}は、{said}次に掲げる点数を所定点数に加算する。"
        if len(self.amounts) == 1:
            (amount,) = self.amounts
            if not amount.name:
                return f"{begin}には、{amount.points:,}点を算定する。"
            return f"{begin}は、{amount.name}として、{amount.points:,}点を所定点数に加算する。"
        names = _listed([amount.name for amount in self.amounts])
        points = _listed([f"{amount.points:,}点" for amount in self.amounts])
        return f"{begin}は、{names}として、それぞれ{points}を所定点数に加算する。"


def _listed(words: list[str]) -> str:
    return f"{'、'.join(words[:-1])}又は{words[-1]}"


@dataclass
class Item:
    """An item: its code, its points or its variants, and its notes."""

    uid: int
    code: str
    name: str
    unit: str = ""
    points: int | None = None
    variants: list[Thing] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    deleted: bool = False

    def paid(self) -> Iterator[tuple[int, str, int]]:
        """Number, label and points of all that is paid, the item itself having no label."""
        if self.deleted:
            return
        if self.points is not None:
            yield self.uid, "", self.points
        yield from _paid(self.variants, ())
        for number, note in enumerate(self.notes, 1):
            label = self.note_label(number)
            for amount in note.amounts:
                yield amount.uid, label, amount.points
            yield from _paid(note.entries, (label,), kana=True)

    def note_label(self, number: int) -> str:
        """注 for a note alone, 注２ for the second of several."""
        return "注" if len(self.notes) == 1 else f"注{number}"

    def plain_notes(self) -> Iterator[tuple[int, str]]:
        """Number and label of the notes that pay nothing."""
        if not self.deleted:
            for number, note in enumerate(self.notes, 1):
                if note.rule:
                    yield note.uid, self.note_label(number)


def _paid(
    things: list[Thing], above: tuple[str, ...], *, kana: bool = False
) -> Iterator[tuple[int, str, int]]:
    for thing, label in zip(things, labels(things, above, kana=kana), strict=True):
        path = (*above, label)
        if thing.points is not None and not thing.deleted:
            yield thing.uid, " ".join(path), thing.points
        if not thing.deleted:
            yield from _paid(thing.children, path, kana=kana)


def labels(things: list[Thing], above: tuple[str, ...], *, kana: bool = False) -> list[str]:
    """１, ２, … at the top; イ, ロ, … below it or in a note; (1), (2), … and ①, ②, … below that."""
    depth = len(above) + (1 if kana and not above else 0)
    if depth == 0:
        return [str(n) for n in range(1, len(things) + 1)]
    if depth == 1:
        return [IROHA[n] for n in range(len(things))]
    if depth == 2:
        return [f"({n})" for n in range(1, len(things) + 1)]
    return list(CIRCLED[: len(things)])


@dataclass
class Schedule:
    """One revision; ``words`` are those it is made of."""

    title: str
    items: list[Item]
    words: Vocabulary = MEDICAL

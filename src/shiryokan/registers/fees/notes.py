"""A note taken apart again: its own sentences and its lettered entries, in the order printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shiryokan.registers.fees.additions import stripped
from shiryokan.registers.fees.labels import label_of
from shiryokan.registers.fees.model import Note, NotePart


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A paragraph of a note: of its own, or a lettered entry.

    ``start`` is its place in the note's text without white space.
    """

    text: str
    part: NotePart | None
    start: int


def lines_of(note: Note) -> Iterator[NoteLine]:
    """The paragraphs of a note, each entry with what was taken out of it."""
    parts = list(note.parts)
    start = 0
    for text in note.text.split("\n"):
        label = label_of(f"{text}　") if parts else None
        part = None
        if label is not None and label.text == parts[0].label[-1]:
            part = parts.pop(0)
        yield NoteLine(text, part, start)
        start += len(stripped(text))


def own_text(note: Note) -> str:
    """What a note says of its own, without its entries."""
    return "\n".join(line.text for line in lines_of(note) if line.part is None)

"""What was replaced in silence as the draft of an article: a sentence for each change, with both
places, below the heading under which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from shiryokan.lookout.replacement import Heading, Replacement, WordChange
from shiryokan.registers.comparison.differences import comparable
from shiryokan.registers.statements import (
    Chapter,
    Cited,
    Draft,
    LeftOut,
    Statement,
    Why,
    told_pieces,
)

MOST_STATEMENTS = 1500
"""Changes that are made sentences of: what an editor can still cut down."""
_BEGINNING = 40
"""Characters by which a text is called that is too long to be told."""

_ALIKE = 60.0
"""Likeness (0 to 100) from which on a block that went may be the one that came elsewhere."""


def replacement_draft(found: Replacement, old: str, new: str) -> Draft:
    """The draft of what changed between the documents ``old`` and ``new``. Nothing is said of a
    block that only went to another place, or may have."""
    made = Draft()
    last: Heading | None = None
    gone = [_words(change) for change in found.changes if not change.new.page]
    come = [_words(change) for change in found.changes if not change.old.page]
    for change in found.changes:
        others = come if not change.new.page else gone if not change.old.page else ()
        said = _said(change, others, old, new)
        if isinstance(said, LeftOut):
            made.left_out.append(said)
            continue
        # headings of the same words may stand in several places
        if not made.chapters or change.heading != last:
            last = change.heading
            made.chapters.append(_chapter(change, old, new))
        made.chapters[-1].statements.append(said)
    return made


def _said(change: WordChange, others: Sequence[str], old: str, new: str) -> Statement | LeftOut:
    cited = tuple(_cited(change, old, new))
    text = _told(change)
    if change.elsewhere:
        return _left_out(change, "elsewhere")
    if process.extractOne(_words(change), others, scorer=fuzz.ratio, score_cutoff=_ALIKE):
        return _left_out(change, "alike")
    if not cited or not _stands(change):
        return _left_out(change, "worth")
    return Statement(text, "", cited)


def _cited(change: WordChange, old: str, new: str) -> Iterator[Cited]:
    if change.old.lines:
        yield Cited("old", old, "", "", change.old.page, change.old.lines, change.old.text)
    if change.new.lines:
        yield Cited("new", new, "", "", change.new.page, change.new.lines, change.new.text)


def _words(change: WordChange) -> str:
    """What a block says that came or went as a whole, as it is compared."""
    return comparable("".join(piece.old + piece.new for piece in change.pieces))


def _told(change: WordChange) -> str:
    if told := told_pieces(change.pieces):
        return f"{told}。"
    whole = "".join(p.new for p in change.pieces) or "".join(p.old for p in change.pieces)
    begins = whole.strip()[:_BEGINNING]
    done = "改め" if change.old.page and change.new.page else "加え" if change.new.page else "削"
    return f"「{begins}…」で始まる文が{done}られた。"


def _stands(change: WordChange) -> bool:
    """Whether all words that differ stand in the lines that are cited."""
    sides = (change.old.text, change.new.text)
    whole = [comparable(text) for text in sides]
    return all(
        comparable(piece.old) in whole[0] and comparable(piece.new) in whole[1]
        for piece in change.pieces
        if piece.op != "same"
    )


def _chapter(change: WordChange, old: str, new: str) -> Chapter:
    heading = change.heading
    if heading is None:
        return Chapter("")
    is_new = bool(change.new.page)
    cited = Cited(
        "new" if is_new else "old", new if is_new else old, "", "", heading.page, heading.boxes,
        heading.text,
    )  # fmt: skip
    return Chapter(heading.text, (cited,))


def _left_out(change: WordChange, why: Why) -> LeftOut:
    whole = "".join(p.new for p in change.pieces) or "".join(p.old for p in change.pieces)
    return LeftOut("", whole.strip()[:_BEGINNING], why, change.old.page, change.new.page)

"""Random selections on pages, and what becomes of their document: it is read anew, or revised.

Each character of the pages has a number that it keeps, so that the truth of where a selection went is
known without looking for its words.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from shiryokan.paper.model import Box, Line, Page
from shiryokan.paper.places import TextSpan
from shiryokan.quotes.document_text import DocumentText, place_in_newer
from shiryokan.quotes.quote import Quote, found_again, quote_of
from shiryokan.quotes.squeezing import Squeezed, squeezed

Kind = Literal["line", "lines", "columns", "cells", "ruby", "page end", "word"]
KINDS: tuple[Kind, ...] = ("line", "lines", "columns", "cells", "ruby", "page end", "word")
Outcome = Literal["found again", "said unsure", "wrongly placed"]
OUTCOMES: tuple[Outcome, ...] = ("found again", "said unsure", "wrongly placed")
"""Of words that were themselves changed, *said unsure* is right."""
_CONFUSED = str.maketrans("一ー二ニ口ロ力カ夕タ0O1l", "ー一ニ二ロ口カ力タ夕O0l1")


class Selection(NamedTuple):
    kind: Kind
    page: Page
    spans: list[TextSpan]
    quote: Quote


def selections(pages: Sequence[Page], count: int, chance: random.Random) -> Iterator[Selection]:
    """As many selections, of each kind that the pages have, as far as they have any."""
    wanted = {kind: [p for p in pages if _runs(p, kind)] for kind in KINDS}
    kinds = [kind for kind in KINDS if wanted[kind]]
    for number in range(count):
        kind = kinds[number % len(kinds)]
        page = chance.choice(wanted[kind])
        run = chance.choice(_runs(page, kind))
        spans = _within(run, kind, chance)
        if spans and (quote := quote_of(page, spans, "old")).words.strip():
            yield Selection(kind, page, spans, quote)


def _runs(page: Page, kind: Kind) -> list[list[tuple[int, Line]]]:
    """The rows of neighbouring lines in which a selection of a kind may be made."""
    lines = [(at, line) for _, at, line in page.lines() if line.text.strip()]
    blocks = [
        [(at, line) for block, at, line in page.lines() if block is each and line.text.strip()]
        for each in page.blocks
    ]
    blocks = [block for block in blocks if block]
    if kind in ("line", "word"):
        return [[each] for each in lines]
    if kind == "lines":
        return [block for block in blocks if len(block) > 1]
    if kind == "columns":
        return [[a[-1], b[0]] for a, b in itertools.pairwise(blocks)]
    if kind == "cells":
        tables = [each for each in page.blocks if each.cells]
        found = []
        for table in tables:
            own = [(at, line) for block, at, line in page.lines() if block is table]
            for cell in table.cells:
                found.append([each for each in own[cell.start : cell.end] if each[1].text.strip()])
        return [run for run in found if run]
    if kind == "ruby":
        return [[each] for each in lines if each[1].ruby]
    return [lines[-2:]] if len(lines) > 3 else []


def _within(run: list[tuple[int, Line]], kind: Kind, chance: random.Random) -> list[TextSpan]:
    first, last = run[0], run[-1]
    if kind == "word":
        at, line = first
        start = chance.randrange(len(line.text))
        return _trimmed(line, at, start, start + chance.randint(1, 4))
    if kind == "cells":
        return [(at, at + len(line.text)) for at, line in run]
    if len(run) == 1:
        at, line = first
        start = chance.randrange(max(len(line.text) - 3, 1))
        return _trimmed(line, at, start, start + chance.randint(4, 40))
    begin = chance.randrange(len(first[1].text))
    end = chance.randint(1, len(last[1].text))
    spans = _trimmed(first[1], first[0], begin, len(first[1].text))
    for at, line in run[1:-1][:6]:
        spans += _trimmed(line, at, 0, len(line.text))
    if len(run) <= 8:
        spans += _trimmed(last[1], last[0], 0, end)
    return spans


def _trimmed(line: Line, at: int, start: int, end: int) -> list[TextSpan]:
    end = min(end, len(line.text))
    while start < end and line.text[start].isspace():
        start += 1
    while start < end and line.text[end - 1].isspace():
        end -= 1
    return [(at + start, at + end)] if start < end else []


def read_anew(page: Page, chance: random.Random) -> tuple[Page, list[int]]:
    """A page as another reading has it: its blocks in another order, its boxes somewhat elsewhere,
    some characters taken for others and some lines lost; and for each character of its text which it
    was, or -1."""
    numbered = []
    at = 0
    for block in page.blocks:
        lines = []
        for line in block.lines:
            lines.append((line, list(range(at, at + len(line.text)))))
            at += len(line.text) + 1
        numbered.append((block, lines))
    if chance.random() < 0.5:
        first = chance.randrange(max(len(numbered) - 1, 1))
        numbered[first : first + 2] = reversed(numbered[first : first + 2])
    dx, dy = chance.choice([(0.0, 0.0), (0.2, -0.2), (1.0, -1.0)])
    blocks, text, ids = [], [], []
    for block, lines in numbered:
        made = []
        for line, known in lines:
            numbers = known
            if chance.random() < 0.02:
                continue
            changed = line
            if chance.random() < 0.05:
                letters = line.text.translate(_CONFUSED)
                changed = msgspec.structs.replace(line, text=letters)
                pairs = zip(line.text, letters, numbers, strict=True)
                numbers = [n if a == b else -1 for a, b, n in pairs]
            made.append(_moved(changed, dx, dy))
            text.append(changed.text)
            ids += [*numbers, -1]
        blocks.append(msgspec.structs.replace(block, lines=tuple(made), cells=()))
    whole = "\n".join(text)
    return msgspec.structs.replace(page, text=whole, blocks=tuple(blocks)), ids


def _moved(line: Line, dx: float, dy: float) -> Line:
    x0, y0, x1, y1 = line.bbox
    along = dy if line.direction in ("ttb", "btt") else dx
    edges = tuple(edge + along for edge in line.edges)
    return msgspec.structs.replace(line, bbox=Box(x0 + dx, y0 + dy, x1 + dx, y1 + dy), edges=edges)


def is_read(selection: Selection, ids: list[int]) -> bool:
    """Whether all of a selection's letters, one behind the other, are there in another reading: no
    line of it was lost, no character taken for another, and no block put between."""
    wanted = _letters_of(selection)
    there = [n for n in ids if n >= 0]
    at = there.index(wanted[0]) if wanted[0] in there else len(there)
    letters = selection.page.text
    run = [n for n in there[at : at + 4 * len(wanted) + 40] if squeezed(letters[n])]
    return run[: len(wanted)] == wanted


def _letters_of(selection: Selection) -> list[int]:
    letters = selection.page.text
    return [n for a, b in selection.spans for n in range(a, b) if squeezed(letters[n])]


def after_rereading(selection: Selection, page: Page, ids: list[int]) -> Outcome:
    """Where a selection is after its page was read anew (:func:`read_anew`)."""
    spans = found_again(page, selection.quote)
    if not spans:
        return "said unsure"
    wanted = _letters_of(selection)
    there = [ids[n] for a, b in spans for n in range(a, b) if squeezed(page.text[n])]
    return "found again" if there == wanted else "wrongly placed"


class Revision(NamedTuple):
    """The next edition of a document: its pages, and for each character (without white space) of
    each which it was, or -1."""

    text: DocumentText
    ids: list[int]


def revised(old: DocumentText, chance: random.Random, places: Sequence[int] = ()) -> Revision:
    """An edition in which words were put in, taken out and changed, passages copied and moved, and
    pages begin elsewhere. ``places``: characters around which something is done for certain."""
    letters = [(letter, n) for n, letter in enumerate(old.text)]
    spots = [(at, chance.choice(["in", "out", "word", "copy", "copy and change"])) for at in places]
    for _ in range(len(letters) // 400):
        spots.append(
            (chance.randrange(len(letters)), chance.choice(["in", "out", "word", "copy", "move"]))
        )
    edits: list[tuple[int, int, list[tuple[str, int]]]] = []
    copies: list[tuple[int, list[tuple[str, int]]]] = []
    for at, what in spots:
        length = chance.randint(1, 60)
        piece = letters[at : at + length]
        if what == "in":
            edits.append((at, at, [(c, -1) for c in "新たに定める事項を含む。"[:length]]))
        elif what == "out":
            edits.append((at, at + length, []))
        elif what == "word":
            edits.append((at, at + 2, [(c, -1) for c in "改正"]))
        elif what == "move":
            edits.append((at, at + length, []))
            copies.append((chance.randrange(len(letters)), piece))
        else:
            around = letters[max(at - 60, 0) : at + 120]
            # one within its own context would be the same text, whichever of both is the copy
            places = [*range(max(at - 400, 0)), *range(min(at + 400, len(letters)), len(letters))]
            if not places:
                continue
            copies.append((chance.choice(places), [(c, -1) for c, _ in around]))
            if what == "copy and change":
                edits.append((at, at + 3, [(c, -1) for c in "改める"]))
    edits += [(at, at, piece) for at, piece in copies]
    made, done = [], 0
    for start, end, piece in sorted(edits, key=lambda edit: edit[:2]):
        if start >= done:
            made += letters[done:start] + piece
            done = end
    made += letters[done:]
    size = chance.randint(500, 1500)
    pages = [made[at : at + size] for at in range(0, len(made), size)]
    text = DocumentText((n, "".join(c for c, _ in page)) for n, page in enumerate(pages, 1))
    return Revision(text, [n for _, n in made])


def is_there(selection: Selection, old: DocumentText, new: Revision) -> bool:
    """Whether a selection's words still stand together in a revised edition."""
    start = old.begin_of(selection.page.page)
    start += len(squeezed(selection.page.text[: selection.spans[0][0]]))
    length = len(squeezed(selection.quote.words))
    if start not in new.ids:
        return False
    at = new.ids.index(start)
    return new.ids[at : at + length] == list(range(start, start + length))


def after_revision(selection: Selection, old: DocumentText, new: Revision) -> Outcome:
    """Where a selection is in a revised edition."""
    page = selection.page
    start = old.begin_of(page.page) + len(squeezed(page.text[: selection.spans[0][0]]))
    wanted = squeezed(selection.quote.words)
    end = start + len(wanted)
    if old.text[start:end] != wanted:
        return "said unsure"
    at = place_in_newer(old, start, end, new.text)
    if at is None:
        return "said unsure"
    right = new.ids[at : at + len(wanted)] == list(range(start, end))
    return "found again" if right else "wrongly placed"


def text_of(pages: Sequence[Page]) -> DocumentText:
    return DocumentText((page.page, page.text) for page in pages)


def squeezes_alike(pages: Sequence[Page]) -> list[Page]:
    """The pages whose text is the same squeezed whole and by parts: on others characters join over
    the edge of a selection."""
    return [
        page
        for page in pages
        if page.text and Squeezed(page.text).text == "".join(map(squeezed, page.text))
        and squeezed(squeezed(page.text)) == squeezed(page.text)
    ]  # fmt: skip

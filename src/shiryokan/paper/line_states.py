"""How far each line of a page is known to be what its picture shows, and lines put right by hand.

A line is told by its box and its text, not by its number: laying the page out anew may give it
another.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import msgspec

from shiryokan.paper.model import Block, Box, Direction, Line, Page, Ruby, Span, Warning
from shiryokan.paper.ocr.folding import squeezed
from shiryokan.paper.ocr.model import SURE, Alternative, OcrCharacter, OcrLine, OcrPage, State

MOST_ALTERNATIVES = 5
"""Other readings of a line that are kept: a person looks through no more."""
SAME_PLACE = 0.5
"""Two boxes of which the common part is at least this share of both together are one line's: lines
of neighbouring rows share nothing, and the same line read anew much more."""
_WITHIN = 0.8
"""A box of which at least this share lies in a line is a piece of that line."""
_NEAR = 0.6
"""Places of a character that differ by less than this share of its size are one."""


class Other(msgspec.Struct, frozen=True, gc=False):
    """What character ``at`` of a line may be instead."""

    at: int
    alternatives: tuple[Alternative, ...]


class LineState(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far one line is known."""

    box: Box
    text: str
    state: State = State.UNCHECKED
    alternatives: tuple[str, ...] = ()
    """Other readings of the whole line, likeliest first."""
    confidences: tuple[float, ...] = ()
    """Of each character of ``text``, from 0 to 1; empty where they are not known."""
    others: tuple[Other, ...] = ()
    """Of characters that are not sure, in their order."""
    by_hand: bool = False
    """Whether a person confirmed the line or put it right."""
    beside: bool = False
    """Whether it is none of the page's lines: the picture shows it where the page has no text."""
    pictured: bool = False
    """Whether a picture in the page shows it where the text layer has none: it was put in."""
    vertical: bool = False
    """Of a line that was put in: whether its characters stand below each other."""
    turn: int = 0
    """Of a line that was put in: degrees, clockwise, by which it is turned to be read."""
    likelihood: float = 1.0
    """Of a line of a text layer: how likely it is beside the best reading of the picture."""


def states_of_reading(page: Page, read: OcrPage) -> list[LineState]:
    """The states of the lines of ``page``, which was laid out from ``read``, in reading order."""
    parts = [
        _Placed(_middle(read.seen(character.box)), character, line, number)
        for line in read.lines
        for number, character in enumerate(line.characters)
    ]
    parts.sort(key=lambda part: part.at[1])
    rows = [part.at[1] for part in parts]
    return [_state_of(line, parts, rows, read) for _, _, line in page.lines()]


PARTLY_FROM_PICTURE = "partly_from_picture"
"""Code of the warning of a page into which lines of its pictures were put."""


def state_of_pictured(line: OcrLine) -> LineState:
    """The state of a line that a picture in a page shows, as :func:`with_pictured` takes it."""
    known = len(line.characters) == len(line.text)
    confidences = [round(c.confidence, 4) for c in line.characters] if known else []
    others = [
        Other(at, character.alternatives)
        for at, character in enumerate(line.characters if known else ())
        if character.alternatives
    ]
    return LineState(
        line.box, line.text, line.state,
        _alternatives(line.text, line.alternatives, confidences, others), tuple(confidences),
        tuple(others), pictured=True, vertical=line.vertical, turn=line.turn,
    )  # fmt: skip


def with_pictured(page: Page, states: Iterable[LineState]) -> Page:
    """``page`` with the lines of ``states`` that a picture in it shows, in their order: those that
    follow each other as a block of their own, behind what stands above it."""
    taken = [line.bbox for _, _, line in page.lines()]
    groups: list[list[Line]] = []
    last: Box | None = None
    for state in states:
        if not state.pictured or any(shared(state.box, box) >= SAME_PLACE for box in taken):
            continue
        line = _line_of(state)
        if last is None or not _follows(last, state.box):
            groups.append([])
        groups[-1].append(line)
        last = state.box
    if not groups:
        return page
    blocks = list(page.blocks)
    for group in groups:
        box = _around([line.bbox for line in group])
        blocks = [part for block in blocks for part in _parted(block, box)]
        at = _place_for(box, blocks)
        blocks[at:at] = [
            Block("text", _around([line.bbox for line in lines]), tuple(lines))
            for lines in _paragraphs(group, box)
        ]
    text = "\n".join(line.text for block in blocks for line in block.lines)
    told = () if _is_told(page) else (Warning(PARTLY_FROM_PICTURE),)
    return msgspec.structs.replace(
        page, text=text, blocks=tuple(blocks), warnings=(*page.warnings, *told)
    )


def without_pictured(page: Page, states: Iterable[LineState]) -> Page:
    """``page`` without the lines of ``states`` that were put in."""
    gone = {(state.box, state.text) for state in states if state.pictured}
    if not gone:
        return page
    blocks = tuple(
        block
        for block in page.blocks
        if not block.lines or not all((line.bbox, line.text) in gone for line in block.lines)
    )
    return msgspec.structs.replace(
        page,
        text="\n".join(line.text for block in blocks for line in block.lines),
        blocks=blocks,
        warnings=tuple(w for w in page.warnings if w.code != PARTLY_FROM_PICTURE),
    )


def _is_told(page: Page) -> bool:
    return any(warning.code == PARTLY_FROM_PICTURE for warning in page.warnings)


_TURNED: dict[int, Direction] = {90: "btt", 180: "rtl", 270: "ttb"}
"""Which way a line runs that is turned clockwise by so many degrees to be read."""


def _line_of(state: LineState) -> Line:
    box, count = state.box, len(state.text)
    direction: Direction = _TURNED.get(state.turn, "ttb" if state.vertical else "ltr")
    begin, end = (box.y0, box.y1) if direction in ("ttb", "btt") else (box.x0, box.x1)
    if direction in ("btt", "rtl"):
        begin, end = end, begin
    edges = tuple(round(begin + (end - begin) * n / count, 2) for n in range(count + 1))
    sure = min(state.confidences, default=1.0)
    return Line(
        state.text, box, edges, direction, confidence=sure,
        reasons=() if sure >= SURE else ("picture",),
    )  # fmt: skip


_GAP = 2.5
"""Line heights between two lines of one block, at most."""


_SHORT = 1.5
"""Line heights by which a line ends before its fellows that does not go on in the next."""


def _paragraphs(lines: Sequence[Line], box: Box) -> list[list[Line]]:
    """Lines of one group in ``box``, parted behind each that ends short."""
    found: list[list[Line]] = [[]]
    for line in lines:
        found[-1].append(line)
        x0, y0, x1, y1 = line.bbox
        rest, em = {
            "ltr": (box.x1 - x1, y1 - y0), "rtl": (x0 - box.x0, y1 - y0),
            "ttb": (box.y1 - y1, x1 - x0), "btt": (y0 - box.y0, x1 - x0),
        }[line.direction]  # fmt: skip
        if rest > _SHORT * em:
            found.append([])
    return [each for each in found if each]


def _follows(one: Box, other: Box) -> bool:
    """Whether a line stands below, or beside, another closely enough to be of its block."""
    high = max(one.y1 - one.y0, other.y1 - other.y0)
    wide = max(one.x1 - one.x0, other.x1 - other.x0)
    apart = max(other.y0 - one.y1, one.y0 - other.y1, 0.0)
    beside = max(other.x0 - one.x1, one.x0 - other.x1, 0.0)
    return apart <= _GAP * min(high, wide) and beside <= _GAP * min(high, wide)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes),
        max(b.x1 for b in boxes), max(b.y1 for b in boxes),
    )  # fmt: skip


def _parted(block: Block, box: Box) -> list[Block]:
    """A block of level lines in two where ``box`` stands between them; cells stay together."""
    if block.cells or any(line.direction != "ltr" for line in block.lines):
        return [block]
    if block.bbox.x1 <= box.x0 or block.bbox.x0 >= box.x1:
        return [block]
    middle = (box.y0 + box.y1) / 2
    above = tuple(line for line in block.lines if (line.bbox.y0 + line.bbox.y1) / 2 <= middle)
    below = block.lines[len(above) :]
    # those above come first, or it is not read from top to bottom
    if not above or not below or block.lines[: len(above)] != above:
        return [block]
    return [
        msgspec.structs.replace(block, bbox=_around([line.bbox for line in lines]), lines=lines)
        for lines in (above, below)
    ]


def _place_for(box: Box, blocks: Sequence[Block]) -> int:
    """Where among blocks in reading order one belongs that is at ``box``: behind the lowest one
    that stands above it in its column, or before the first one below."""
    middle = (box.y0 + box.y1) / 2
    near = [
        (number, block.bbox)
        for number, block in enumerate(blocks)
        if block.bbox.x0 < box.x1 and block.bbox.x1 > box.x0
    ] or [(number, block.bbox) for number, block in enumerate(blocks)]
    above = [(b.y1, number) for number, b in near if (b.y0 + b.y1) / 2 <= middle]
    if above:
        return max(above)[1] + 1
    return min((number for number, _ in near), default=0)


def matched(page: Page, states: Iterable[LineState]) -> list[LineState]:
    """The state of each line of ``page`` in reading order: one of ``states`` that has its text at
    its place, or unchecked."""
    by_text: dict[str, list[LineState]] = {}
    for state in states:
        if state.beside:
            continue
        by_text.setdefault(state.text, []).append(state)
    found = []
    for _, _, line in page.lines():
        near = [s for s in by_text.get(line.text, ()) if shared(s.box, line.bbox) >= SAME_PLACE]
        found.append(near[0] if near else LineState(line.bbox, line.text))
    return found


def shared(one: Box, other: Box) -> float:
    """The common part of two boxes as a share of what both cover together, from 0 to 1."""
    common = _common(one, other)
    whole = _area(one) + _area(other) - common
    return common / whole if whole > 0 else 0.0


class Placed(msgspec.Struct, frozen=True):
    """Where words put right by hand belong: line ``number`` of the page, from 0, whose text then is
    ``text``."""

    number: int
    text: str


def place_of_words(page: Page, box: Box, found: str, words: str) -> Placed | None:
    """Where ``words`` belong that were written for ``found`` in ``box``: the line at that place, or
    the longer line of which it is a piece by now; None where the page has no such line."""
    best: tuple[float, int, Line] | None = None
    for number, (_, _, line) in enumerate(page.lines()):
        share = shared(line.bbox, box)
        if share >= SAME_PLACE and (best is None or share > best[0]):
            best = (share, number, line)
    if best is not None:
        return Placed(best[1], words)
    for number, (_, _, line) in enumerate(page.lines()):
        inside = _common(line.bbox, box) >= _WITHIN * max(_area(box), 1e-6)
        if not inside:
            continue
        for part in (found, words):
            if part and line.text.count(part) == 1:
                return Placed(number, line.text.replace(part, words))
    return None


_SURER = math.exp(-4.0)
"""A claim so many times less likely than the best reading of its picture is thought wrong."""


def surer_reading(state: LineState) -> str | None:
    """What stands in the picture of a doubtful line of a text layer, where that is surer: the claim
    with other characters, one for one. What only one of both has stays as the layer has it, for
    what a reading drops has no doubt of its own. None where it is not surer."""
    if state.state is not State.DOUBTFUL or not state.alternatives or state.likelihood > _SURER:
        return None
    claim, seen = state.text, state.alternatives[0]
    pieces = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, claim, seen, autojunk=False).get_opcodes():
        same = tag == "replace" and i2 - i1 == j2 - j1
        pieces.append(seen[j1:j2] if same else claim[i1:i2] if tag != "insert" else "")
    words = "".join(pieces)
    return words if words != claim else None


TEXT_CONTRADICTED = "text_contradicted"
"""Code of the warning of a page whose picture shows other words than its text layer claims."""
_OTHER_WORDS = 0.5
"""A claim less like the reading of its picture than this (0 to 1) is of other words: characters
taken wrongly, by a font or by us, leave most of a line as it is."""
FEWEST_OTHER, _SHARE_OTHER = 3, 0.2
"""Lines of other words, and their share of a page's characters that were checked, from which on its
fonts map to wrong characters: labels of a figure that lie on each other are fewer."""


def contradicted(lines: Sequence[OcrLine | LineState]) -> dict[int, str]:
    """What the picture shows of those claimed lines of a page, by their numbers from 0, that are of
    other words; nothing where they are too few for the layer to be at fault."""
    other: dict[int, str] = {}
    checked = amiss = 0
    for number, line in enumerate(lines):
        claim = squeezed(line.text)
        if line.state not in (State.VERIFIED, State.DOUBTFUL) or not claim or _by_hand(line):
            continue
        checked += len(claim)
        if line.state is State.VERIFIED or not line.alternatives:
            continue
        seen = squeezed(line.alternatives[0])
        likeness = SequenceMatcher(None, claim, seen, autojunk=False).ratio()
        if seen and likeness < _OTHER_WORDS:
            amiss += len(claim)
            other[number] = line.alternatives[0]
    enough = len(other) >= FEWEST_OTHER and amiss >= _SHARE_OTHER * checked
    return other if enough else {}


def _by_hand(line: OcrLine | LineState) -> bool:
    """Whether a person wrote the line: it is no claim of the layer."""
    return isinstance(line, LineState) and line.by_hand


def with_contradiction(page: Page, states: Sequence[LineState]) -> Page:
    """``page`` with a warning where its picture shows other words than it, by the ``states`` of its
    lines; without it where not."""
    told = tuple(w for w in page.warnings if w.code != TEXT_CONTRADICTED)
    if contradicted(states):
        told = (*told, Warning(TEXT_CONTRADICTED))
    return page if told == page.warnings else msgspec.structs.replace(page, warnings=told)


def with_lines(page: Page, texts: dict[int, str]) -> Page:
    """``page`` with other texts in some of its lines, by their numbers from 0; a person wrote them,
    so that nothing is doubted of them."""
    number, blocks = 0, []
    for block in page.blocks:
        lines = []
        for line in block.lines:
            lines.append(reworded(line, texts[number]) if number in texts else line)
            number += 1
        blocks.append(msgspec.structs.replace(block, lines=tuple(lines)))
    text = "\n".join(line.text for block in blocks for line in block.lines)
    return msgspec.structs.replace(page, text=text, blocks=tuple(blocks))


def reworded(line: Line, words: str) -> Line:
    """``line`` with ``words`` for its text: what both have keeps its place, what is new takes the
    place of what it stands for."""
    spans = _spans(line.text, words)
    edges = _edges(line.edges, spans, len(words)) if line.edges else ()
    ruby = (Ruby(_moved(r.start, spans), _moved(r.end, spans), r.text) for r in line.ruby)
    under = (Span(_moved(u.start, spans), _moved(u.end, spans)) for u in line.underlined)
    return msgspec.structs.replace(
        line,
        text=words,
        edges=edges,
        ruby=tuple(each for each in ruby if each.start < each.end),
        underlined=tuple(each for each in under if each.start < each.end),
        struck=tuple(
            msgspec.structs.replace(each, at=_moved(each.at, spans)) for each in line.struck
        ),
        confidence=1.0,
        reasons=(),
    )


class _Placed(msgspec.Struct, frozen=True):
    at: tuple[float, float]
    character: OcrCharacter
    line: OcrLine
    number: int


def _state_of(line: Line, parts: list[_Placed], rows: list[float], read: OcrPage) -> LineState:
    if not line.text.strip():
        return LineState(line.bbox, line.text, State.READ)
    x0, y0, x1, y1 = line.bbox
    begin, end = bisect.bisect_left(rows, y0 - 1), bisect.bisect_right(rows, y1 + 1)
    inside = [part for part in parts[begin:end] if x0 - 1 <= part.at[0] <= x1 + 1]
    confidences, others = [], []
    for at, text in enumerate(line.text):
        part = _at_place(line.part_box(at, at + 1), text, inside)
        confidences.append(round(part.character.confidence, 4) if part else 1.0)
        if part and part.character.text == text and part.character.alternatives:
            others.append(Other(at, part.character.alternatives))
    lines = {id(part.line): part.line for part in inside}.values()
    doubtful = any(_doubts(each, inside, line.bbox, read) for each in lines)
    whole = [each for each in lines if each.text == line.text]
    return LineState(
        line.bbox,
        line.text,
        State.DOUBTFUL if doubtful else State.READ,
        _alternatives(line.text, whole[0].alternatives if whole else (), confidences, others),
        tuple(confidences),
        tuple(others),
    )


def _doubts(line: OcrLine, inside: list[_Placed], box: Box, read: OcrPage) -> bool:
    """Whether what is doubtful of a line that was read stands in ``box``: a line of the page may be
    a part of it."""
    if line.state is not State.DOUBTFUL:
        return False
    unsure = [n for n, c in enumerate(line.characters) if c.confidence < SURE]
    gaps = [_middle(read.seen(gap)) for gap in line.uncovered]
    if not unsure and not gaps:
        return True
    mine = {part.number for part in inside if part.line is line}
    return not mine.isdisjoint(unsure) or any(
        box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for x, y in gaps
    )


def _at_place(box: Box, text: str, parts: list[_Placed]) -> _Placed | None:
    x, y = _middle(box)
    size = max(box.x1 - box.x0, box.y1 - box.y0)
    near = [
        (part.character.text != text, distance, number)
        for number, part in enumerate(parts)
        if (distance := math.hypot(part.at[0] - x, part.at[1] - y)) < _NEAR * size
    ]
    return parts[min(near)[2]] if near else None


def _alternatives(
    text: str, known: Sequence[str], confidences: Sequence[float], others: Sequence[Other]
) -> tuple[str, ...]:
    """Other readings of a line: as they are known, and with its unsure characters read otherwise,
    all of them and then one after the other."""
    unsure = [other for other in others if confidences[other.at] < SURE]
    found = dict.fromkeys(known)
    if len(unsure) > 1:
        found[_read_otherwise(text, [(o.at, o.alternatives[0].text) for o in unsure])] = None
    for other in sorted(unsure, key=lambda other: confidences[other.at]):
        for alternative in other.alternatives[:2]:
            found[_read_otherwise(text, [(other.at, alternative.text)])] = None
    found.pop(text, None)
    return tuple(found)[:MOST_ALTERNATIVES]


def _read_otherwise(text: str, changes: Sequence[tuple[int, str]]) -> str:
    pieces = list(text)
    for at, other in changes:
        pieces[at] = other
    return "".join(pieces)


_Spans = list[tuple[int, int, int, int]]


def _spans(old: str, new: str) -> _Spans:
    """The parts of both texts that stand for each other: (begin, end) in the old one and in the new
    one, those that are equal character by character."""
    found: _Spans = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(i, i + 1, j1 + i - i1, j1 + i - i1 + 1) for i in range(i1, i2)]
        elif i1 == i2 and found:
            # what is new has no place of its own: it shares that of the character before it
            before = found.pop()
            found.append((before[0], before[1], before[2], j2))
        else:
            found.append((i1, i2, j1, j2))
    return found


def _edges(edges: Sequence[float], spans: _Spans, length: int) -> tuple[float, ...]:
    if not length:
        return (edges[0],)
    found = [edges[0]]
    for i1, i2, j1, j2 in spans:
        step = (edges[i2] - edges[i1]) / max(j2 - j1, 1)
        found += [edges[i1] + step * (n + 1) for n in range(j2 - j1)]
    return tuple(found) if len(found) == length + 1 else ()


def _moved(at: int, spans: _Spans) -> int:
    for i1, i2, j1, j2 in spans:
        if at <= i1:
            return j1
        if at <= i2:
            return j2
    return spans[-1][3] if spans else 0


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _area(box: Box) -> float:
    return max(box.x1 - box.x0, 0.0) * max(box.y1 - box.y0, 0.0)


def _common(one: Box, other: Box) -> float:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide * high if wide > 0 and high > 0 else 0.0

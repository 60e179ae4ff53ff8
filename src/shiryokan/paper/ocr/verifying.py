"""Text layers held against the pictures of their pages.

The claimed line is aligned by force to what the recogniser gives for the picture (the Viterbi path
through the CTC states of the claim; Graves et al. 2006), and its likelihood compared with that of
the best reading: of the whole line, which shows characters that are missing or too many, and of
each character on its own steps, which shows those that are another. What is drawn alike
(:mod:`.folding`) is one character here; which of them stands there its neighbours tell.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from shiryokan.paper.model import UNREADABLE, Box, Line, Page
from shiryokan.paper.ocr.context import put_right
from shiryokan.paper.ocr.drawn_signs import dots_of
from shiryokan.paper.ocr.engine import Charset, Engine, Pixels, Recognised
from shiryokan.paper.ocr.folding import classes_of, squeezed
from shiryokan.paper.ocr.lines import Sight, look, own_row
from shiryokan.paper.ocr.model import OcrLine, OcrPage, State, Verdict
from shiryokan.paper.ocr.pictures import picture_hash
from shiryokan.paper.ocr.reading import lines_in, model_name
from shiryokan.paper.ocr.setting import ink_of
from shiryokan.paper.ocr.small_kana import OTHER_SIZE
from shiryokan.paper.ocr.turned_figures import with_turned

_WORST = 2.0
"""By how much (natural logarithm) another character must be likelier than a claimed one for the
line to be doubtful: found on 300 right and 896 wrong lines."""
_SCORE = 4.0
"""The same of the whole line."""
_KNOWN = 0.6
"""Share of the characters that the engine must know to say anything of a line."""
_TINY = 1e-9
_MARGIN = 0.19
"""Ems about a line that are looked at with it: ascents, and type that is set off the line."""
_LEAST = 3.5
"""Points: what is smaller cannot be read at the resolution at which pages are drawn."""
_LONGEST = 42
"""Ems of a line that are looked at at once."""
_Floats = npt.NDArray[np.float64]


def verify(line_text: str, crop: Pixels, engine: Engine, *, vertical: bool = False) -> Verdict:
    """Whether ``crop``, one line that reads from left to right, shows ``line_text``; one that is
    ``vertical`` is a column that lies on its left side.

    White space is not looked at. A claim of nothing is verified by a picture that shows nothing.
    """
    return judged(line_text, look(crop, engine, vertical=vertical))


def judged(claim: str, seen: Sight) -> Verdict:
    """The same, from what was seen in the crop."""
    if squeezed(claim) == squeezed(seen.text):
        return _neighbours_agree(claim)
    told = _drawing_tells(claim, seen)
    if told is not None:
        return told
    if UNREADABLE in claim:
        return Verdict(State.DOUBTFUL, (seen.text,), at=_places(claim, UNREADABLE))
    signs = len(claim) - len(claim.lstrip(_LIST_SIGNS))
    if signs and not seen.text.startswith(tuple(_LIST_SIGNS)) and _begins_with_ink(seen):
        told = judged(claim[signs:], seen)
        return msgspec.structs.replace(told, at=tuple(at + signs for at in told.at))
    best: Verdict | None = None
    for recognised in (seen.recognised, *seen.lying):
        for variant in _variants(claim, recognised.charset):
            verdict = _aligned(variant, recognised)
            if verdict is not None and (best is None or verdict.score < best.score):
                best = verdict
    if best is None:
        return Verdict(State.UNCHECKED, (seen.text,))
    if best.worst <= _WORST and best.score <= _SCORE:
        return _neighbours_agree(claim, best)
    return Verdict(State.DOUBTFUL, (seen.text,), best.score, best.worst, best.at)


_MARK = "※"
_DRAWN = 9.0
"""How much likelier a sign is that is told by its drawing than what was claimed: it is no
probability, and this is more than any bound."""


_MOVED = 1
"""Characters by which the place of ※ may differ: a character may be passed over before it."""


def _drawing_tells(claim: str, seen: Sight) -> Verdict | None:
    """What is known of the signs of a claim by their drawing; None where that says nothing."""
    if _is_leader(claim) or (claim.strip() and set(squeezed(claim)) <= _DOTS):
        return _leads(claim, seen)
    if seen.lying:
        return None
    one, two = _marks(claim), _marks(seen.text)
    moved = len(one) != len(two) or any(abs(a - b) > _MOVED for a, b in zip(one, two, strict=True))
    if seen.text == "◎" or moved:
        return Verdict(State.DOUBTFUL, (seen.text,), _DRAWN, _DRAWN)
    if not one:
        return None
    # the network passes ※ over, and its drawing told where it stands
    told = judged(claim.replace(_MARK, " "), _without_marks(seen))
    return msgspec.structs.replace(told, alternatives=(seen.text,) if told.alternatives else ())


def _marks(text: str) -> list[int]:
    """Before how many other characters each ※ stands."""
    pieces = squeezed(text).split(_MARK)
    return [sum(map(len, pieces[:number])) for number in range(1, len(pieces))]


def _without_marks(seen: Sight) -> Sight:
    kept = [at for at, one in enumerate(seen.found) if one.text != _MARK]
    setting = seen.setting
    if setting is not None:
        setting = dataclasses.replace(setting, cells=[setting.cells[at] for at in kept])
    return dataclasses.replace(seen, found=[seen.found[at] for at in kept], setting=setting)


_LEADERS = re.compile(r"([.．・…‥･_＿―─–—\-－])\1{5,}")
"""What leads the eye across a line, or is ruled with characters: how many there are says
nothing."""
_LED = 0.8
"""Share of the tenths of such a piece that hold ink, at least."""
_DOTS = frozenset(squeezed("・…‥"))


def _is_leader(claim: str) -> bool:
    return _LEADERS.fullmatch("".join(claim.split())) is not None


def _leads(claim: str, seen: Sight) -> Verdict:
    """Whether the picture of leaders, or of dots alone, shows these."""
    if _is_leader(claim):
        parts = np.array_split(np.asarray(seen.ink.any(axis=0)), 10)
        right = sum(bool(part.any()) for part in parts) >= _LED * len(parts)
    else:
        dots = {"…": 3, "‥": 2}
        right = sum(dots.get(c, 1) for c in claim if not c.isspace()) == dots_of(seen.ink)
    return Verdict(State.VERIFIED) if right else Verdict(State.DOUBTFUL, (seen.text,))


_LIST_SIGNS = "➢➡➤►▶❖✓✔◆◇■●"
"""Signs of lists that the network passes over at the beginning of a line."""
_FIRST_CELL = 1.15
"""Ems of the cell of the first character, at most."""
_A_SIGN = 0.35
"""Ems of ink of such a sign, along the line, at least."""


def _begins_with_ink(seen: Sight) -> bool:
    """Whether there is ink before the first character that was seen."""
    if seen.setting is None or not seen.setting.cells:
        return False
    # the cell of the first character reaches over white to what stands before it
    start, end = seen.setting.cells[0]
    start = max(start, end - _FIRST_CELL * seen.setting.em)
    ink = seen.ink
    if seen.strip is not None and seen.strip.shape[2] == 3:
        # signs are set in colour, which is no ink where a stamp may lie over words
        ink = ink | ink_of(seen.strip.min(axis=2, keepdims=True))
    before = ink[:, : max(int(start), 0)].any(axis=0)
    return bool(before.sum() >= _A_SIGN * seen.setting.em)


def _neighbours_agree(claim: str, verdict: Verdict | None = None) -> Verdict:
    """Verified, if the neighbours of what is drawn alike say that it is the claimed character."""
    score, worst = (verdict.score, verdict.worst) if verdict else (0.0, 0.0)
    told = put_right(claim, sure=True)
    if told == claim:
        return Verdict(State.VERIFIED, (), score, worst)
    at = tuple(i for i, (a, b) in enumerate(zip(claim, told, strict=True)) if a != b)
    return Verdict(State.DOUBTFUL, (told,), score, worst, at)


def _places(text: str, character: str) -> tuple[int, ...]:
    return tuple(i for i, each in enumerate(text) if each == character)


def _variants(claim: str, charset: Charset) -> list[list[tuple[str, int]]]:
    """The characters of a claim with their places, as the engine may see them: signs that it does
    not know, and Roman numbers, as what they are made of."""
    known: list[tuple[str, int]] = []
    apart: list[tuple[str, int]] = []
    for i, character in enumerate(claim):
        if character.isspace():
            continue
        parts = unicodedata.normalize("NFKC", character)
        pieces = [(part, i) for part in parts if not part.isspace()]
        apart += pieces
        known += [(character, i)] if len(classes_of(character, charset)) else pieces
    return [known] if known == apart else [known, apart]


def _aligned(characters: list[tuple[str, int]], recognised: Recognised) -> Verdict | None:
    """How the claim stands to the best reading; None where the engine knows too little of it."""
    lattice = recognised.lattice
    groups = [classes_of(character, recognised.charset) for character, _ in characters]
    known = [bool(len(group)) for group in groups]
    if not characters:
        return Verdict(State.DOUBTFUL, (), 99.0, 99.0)
    if sum(known) < _KNOWN * len(characters):
        return None
    likely = lattice[:, 1:].max(axis=1)
    sizes = [_other_size(character, recognised.charset) for character, _ in characters]
    odds = np.stack(
        [
            _either(lattice[:, group].sum(axis=1), lattice[:, other].sum(axis=1))
            if len(group)
            else likely
            for group, other in zip(groups, sizes, strict=True)
        ],
        axis=1,
    ).astype(np.float64)
    # white between words is no character of a claim
    blank = lattice[:, _white(recognised.charset)].sum(axis=1).astype(np.float64)
    path, claimed = _viterbi(
        np.log(np.maximum(odds, _TINY)), np.log(np.maximum(blank, _TINY)), groups
    )
    if path is None:
        return Verdict(State.DOUBTFUL, (), 99.0, 99.0)
    best = float(np.log(np.maximum(np.maximum(lattice.max(axis=1), blank), _TINY)).sum())
    worst, at = 0.0, []
    for number, (_, place) in enumerate(characters):
        if not known[number]:
            continue
        steps = np.flatnonzero(path == number)
        own = float(odds[steps, number].max())
        rivals = lattice[steps].copy()
        rivals[:, 0] = 0
        rivals[:, groups[number]] = 0
        ratio = float(np.log(max(float(rivals.max()), _TINY)) - np.log(max(own, _TINY)))
        worst = max(worst, ratio)
        if ratio > _WORST:
            at.append(place)
    score = max(best - claimed, 0.0)
    return Verdict(State.DOUBTFUL, (), round(score, 3), round(worst, 3), tuple(sorted(set(at))))


_SIZE = float(np.exp(2.5))
"""So many times surer the network must be of the other size of a kana than of another character:
bold small kana are as high as large ones, and in columns their height is not measured. Of 63 false
alarms on unseen pages 12 were of these."""


def _either(
    own: npt.NDArray[np.float32], other: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """The odds of a kana, with what the network says of its other size."""
    return np.asarray(np.maximum(own, np.minimum(own * _SIZE, other)))


def _other_size(character: str, charset: Charset) -> npt.NDArray[np.int64]:
    """The classes of a kana's other size; none of what has one size."""
    other = OTHER_SIZE.get(character)
    return classes_of(other, charset) if other else np.zeros(0, np.int64)


@functools.cache
def _white(charset: Charset) -> list[int]:
    """The classes that are no character: the blank of CTC, and white space."""
    return [0, *(n for n, character in enumerate(charset) if n and not character.strip())]


def _viterbi(
    odds: _Floats, blank: _Floats, groups: list[npt.NDArray[np.int64]]
) -> tuple[npt.NDArray[np.int64] | None, float]:
    """The likeliest path through the claim: (steps,) the character at each step, -1 for blanks, and
    its logarithm; None where there are too few steps."""
    steps, count = odds.shape
    states = 2 * count + 1
    emission = np.empty((steps, states))
    emission[:, ::2] = blank[:, None]
    emission[:, 1::2] = odds
    # a character may follow the last without a blank between, unless they are the same
    skips = np.zeros(states, np.bool_)
    for i in range(1, count):
        same = len(groups[i]) == len(groups[i - 1]) and bool((groups[i] == groups[i - 1]).all())
        skips[2 * i + 1] = not same
    score = np.full(states, -np.inf)
    score[:2] = emission[0, :2]
    back = np.zeros((steps, states), np.int8)
    for step in range(1, steps):
        one = np.concatenate(([-np.inf], score[:-1]))
        two = np.where(skips, np.concatenate(([-np.inf, -np.inf], score[:-2])), -np.inf)
        choices = np.stack((score, one, two))
        back[step] = choices.argmax(axis=0)
        score = choices.max(axis=0) + emission[step]
    state = states - 1 if score[-1] >= score[-2] else states - 2
    total = float(score[state])
    if not np.isfinite(total):
        return None, total
    path = np.empty(steps, np.int64)
    for step in range(steps - 1, -1, -1):
        path[step] = state // 2 if state % 2 else -1
        state -= int(back[step, state])
    return path, total


def verified_page(
    page: Page, picture: Pixels, engine: Engine, pictures: Sequence[Box] = ()
) -> OcrPage:
    """Each line of a digital page held against its picture, and what the picture shows besides.

    ``lines`` has first, in their order, those of the page that hold any text, as they are claimed;
    then what stands in the picture where the page has no text, as it is read. Its coordinates are
    those of the page as it is shown. In ``pictures`` of the page words may be turned.
    """
    scale = picture.shape[1] / page.width
    lines = [
        _verified(line, picture, scale, engine) for _, _, line in page.lines() if line.text.strip()
    ]
    corners = engine.detect(picture)
    free = np.array([each for each in corners if not _is_covered(each / scale, page)])
    free = free.reshape(-1, 4, 2)
    besides = lines_in(picture, free, engine, scale)
    besides = with_turned(besides, free, pictures, picture, scale, engine)
    return OcrPage(
        (*lines, *besides),
        (page.width, page.height),
        picture_sha256=picture_hash(picture),
        model=model_name(engine),
    )


def _verified(line: Line, picture: Pixels, scale: float, engine: Engine) -> OcrLine:
    vertical = line.direction in ("ttb", "btt")
    verdicts = [
        verify(text, strip, engine, vertical=vertical)
        if strip is not None
        else Verdict(State.UNCHECKED)
        for text, strip in pieces_of(line, picture, scale)
    ]
    state = _worst([verdict.state for verdict in verdicts])
    told: tuple[str, ...] = ()
    if state is State.DOUBTFUL:
        texts = [text for text, _ in pieces_of(line, picture, scale)]
        told = ("".join(
            verdict.alternatives[0] if verdict.alternatives else text
            for verdict, text in zip(verdicts, texts, strict=True)
        ),)  # fmt: skip
    score = max((verdict.score for verdict in verdicts), default=0.0)
    return OcrLine(line.text, line.bbox, vertical, (), round(float(np.exp(-score)), 4), state, told)


def _worst(states: list[State]) -> State:
    for state in (State.DOUBTFUL, State.UNCHECKED):
        if state in states:
            return state
    return State.VERIFIED


def pieces_of(line: Line, picture: Pixels, scale: float) -> list[tuple[str, Pixels | None]]:
    """A line in pieces that are not too long to be looked at: the text of each and its strip,
    laid so that it reads from left to right; None where it is too small to be read."""
    vertical = line.direction in ("ttb", "btt")
    x0, y0, x1, y1 = line.bbox
    em = (x1 - x0) if vertical else (y1 - y0)
    if em < _LEAST:
        return [(line.text, None)]
    length = (y1 - y0) if vertical else (x1 - x0)
    count = max(1, int(np.ceil(length / (_LONGEST * em))))
    known = len(line.edges) == len(line.text) + 1
    cuts = _cuts(line.text, count) if known else []
    if len(cuts) < 3:
        return [(line.text, _strip(line, _reach(line), em, picture, scale))]
    return [
        (line.text[start:end], _strip(line, line.part_box(start, end), em, picture, scale))
        for start, end in pairwise(cuts)
    ]


def _cuts(text: str, count: int) -> list[int]:
    """Where a line is cut that is looked at in ``count`` pieces at least: leaders are one of their
    own."""
    cuts = {round(i * len(text) / count) for i in range(count + 1)}
    for match in _LEADERS.finditer(text):
        start, end = match.span()
        cuts = {at for at in cuts if not start < at < end} | {start, end}
    # white alone is no piece
    kept = [at for at in sorted(cuts) if not at or at == len(text) or text[:at].strip()]
    return [at for at in kept if at in (0, len(text)) or text[at:].strip()]


_HANGS = 1.05
"""Ems that a stop may hang over the box of its line."""
_HALF = frozenset("、。，．）」』】〕〉》］｝")
"""What fills the first half of its cell alone."""


def _reach(line: Line) -> Box:
    """The box of a line with the stop that hangs over its end: where columns end, lines are boxed
    without it."""
    text = line.text.rstrip()
    if len(line.edges) != len(line.text) + 1 or not text or line.direction not in ("ltr", "ttb"):
        return line.bbox
    begin, end = line.edges[len(text) - 1 : len(text) + 1]
    if text[-1] in _HALF:
        end = begin + 0.5 * (end - begin)
    x0, y0, x1, y1 = line.bbox
    if line.direction == "ttb":
        return Box(x0, y0, x1, min(max(y1, end), y1 + _HANGS * (x1 - x0)))
    return Box(x0, y0, min(max(x1, end), x1 + _HANGS * (y1 - y0)), y1)


def _strip(
    line: Line, box: tuple[float, float, float, float], em: float, picture: Pixels, scale: float
) -> Pixels | None:
    across, along = _MARGIN * em, 0.06 * em
    vertical = line.direction in ("ttb", "btt")
    dx, dy = (across, along) if vertical else (along, across)
    height, width = picture.shape[:2]
    left, top = max(round((box[0] - dx) * scale), 0), max(round((box[1] - dy) * scale), 0)
    right = min(round((box[2] + dx) * scale), width)
    bottom = min(round((box[3] + dy) * scale), height)
    if right - left < 4 or bottom - top < 4:
        return None
    turns = {"ltr": 0, "ttb": 1, "rtl": 2, "btt": 3}[line.direction]
    strip = np.ascontiguousarray(np.rot90(picture[top:bottom, left:right], turns))
    if vertical:
        return strip
    first, last = own_row(ink_of(strip))
    return strip[first:last]


_COVERED = 0.3
"""Share of what was found that lines of the page must cover for it to be known."""


def _is_covered(corners: _Floats, page: Page) -> bool:
    x0, y0 = corners.min(axis=0)
    x1, y1 = corners.max(axis=0)
    area = max((x1 - x0) * (y1 - y0), 1e-6)
    covered = 0.0
    for _, _, line in page.lines():
        box = line.bbox
        wide = min(x1, box.x1) - max(x0, box.x0)
        high = min(y1, box.y1) - max(y0, box.y0)
        if wide > 0 and high > 0:
            covered += wide * high
    return bool(covered >= _COVERED * area)

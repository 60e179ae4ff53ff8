"""Where the paragraphs of a single column begin: is a line an item by itself, or the rest of one?

Each pair of lines is described by what is measured and by how the two read on, and the fitted
trees weigh it (:mod:`shiryokan.paper.layout.forest`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from statistics import median
from typing import Any, NamedTuple

from shiryokan.paper.layout.forest import forest
from shiryokan.paper.layout.lines import (
    BULLETS,
    LEADERS,
    PAIRS,
    Row,
    begins_with_label,
    begins_with_marker,
    close_pitch,
    ends_sentence,
    ends_unit,
    is_left_open,
    pitch_of,
)
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.reading_on import read_on
from shiryokan.paper.page_edge import is_page_number

START_FEATURES = (
    "short", "unit", "fits", "width", "indent", "left above", "left", "pitches", "gap", "beyond",
    "ends stop", "ends bracket", "ends comma", "ends particle", "ends kana", "ends kanji",
    "ends katakana", "ends figure", "begins kana", "begins kanji", "begins katakana",
    "begins figure", "begins bracket", "goes on", "one script", "marker", "label", "bullet",
    "marker above", "label above", "size", "full", "stops", "marked", "lines", "long above", "long",
    "centred", "room", "short below", "left alike", "ends word", "rule",
    "reads on", "stops within", "commas",
)  # fmt: skip
"""What is known of a line and the one above it. Lengths are in ems of the smaller of the two:
``short`` by how much the line above is shorter than the column, ``unit`` the first word or
character of the line, ``fits`` their difference, ``room`` how far the column could reach beyond
its longest line; ``full``, ``stops``, ``marked``, ``left alike``, ``commas`` and ``stops within``
(a sentence ends and another begins) are shares of its lines;
``rule`` is what typesetters' rules say by themselves."""

_STOP = frozenset("。．！？!?")
_BRACKET = frozenset("」』）)】］]〉》>＞:：;；")
_COMMA = frozenset("、，,・･")
_PARTICLE = frozenset("をのにがはとでやへもかつ")
_GOES_ON = frozenset(
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョーんンをはがのにでとへもやらりるれさしすせてただ、。"
)
_OPEN = frozenset("「『（(【［[〈《<＜")
_BULLET = frozenset(BULLETS + "‐-–—")
_ROUND_ZERO = re.compile("〇(?![〇一二三四五六七八九十百千万年月日時分円点人名件％%])")
"""A zero typed as a bullet: on many keyboards it comes before the circle."""
_WORD_END = frozenset("るたすいくむつうぬぶぐ円点年月日名人件回号％%等")
_STOP_WITHIN = re.compile("[。．][^」』）)0-9０-９]")
_SENTENCE_ENDS = frozenset("。！？!?：:")
_NEVER_FIRST = frozenset("、。，．,.)）」』】〕］〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々ゝゞ")
"""What no typist begins a paragraph with."""
_NUMERALS = "0-9０-９〇一二三四五六七八九十百"
_REFERS = re.compile(
    "(?:[（(][^（）() \u3000]{1,12}[）)]|"
    f"第[{_NUMERALS}]+[条項号章節款](?:の[{_NUMERALS}]+)?)"
    "(?:の(?!り)|に|は|が|を|と|で|も|へ|から|まで|より|及び|又は|並びに|若しくは|以外|等|、)"
)
"""A label that the rest of a sentence speaks of."""
_FULL = PARAMS.paragraphs.full
_SENTENCE = PARAMS.paragraphs.sentence
_AT_RIGHT = re.compile(
    f"{LEADERS.pattern}|"
    "[\u3000 ][△▲−－-]?[0-9０-９][0-9０-９,，.．]*(?:[円点件名人%％]|単位|千円)?$"
)
"""What is set at the right edge behind an entry: an amount, a page, or what dots lead to."""
_KEYED = re.compile("[^\\s。、，：:]{1,10}[：:]")
_WIDER = PARAMS.paragraphs.wider
_FAR_BELOW = PARAMS.paragraphs.far_below
_WHITE_BELOW = PARAMS.paragraphs.white_below
_FAR = PARAMS.paragraphs.far
_OTHER_SIZE = PARAMS.paragraphs.other_size
_RUN = PARAMS.paragraphs.run
_FLUSH = PARAMS.paragraphs.flush
_FLUSH_LINES = PARAMS.paragraphs.flush_lines
_HALF = PARAMS.paragraphs.half
_AT_EDGE = PARAMS.paragraphs.at_edge
_WIDE = PARAMS.paragraphs.wide
_ONE_EDGE = PARAMS.paragraphs.one_edge
_INDENT = PARAMS.paragraphs.indent
_MOST_INDENT = PARAMS.paragraphs.most_indent
_FIRST = PARAMS.paragraphs.first
_INSET = PARAMS.paragraphs.inset
_BEGINS = PARAMS.paragraphs.begins
_SIGNED = frozenset({"stop", "bracket", "comma"})


class Text(NamedTuple):
    """How a line begins and ends."""

    ends: str
    """``stop``, ``bracket``, ``comma``, or the script of its last character."""
    begins: str
    particle: bool
    goes_on: bool
    word_end: bool
    marker: bool
    label: bool
    bullet: bool
    keyed: bool
    """Whether it is a key and its value: 担当：市民局."""
    unit: int
    """Characters of its first word: one of Japanese, all of a Latin word or a number."""
    stop_within: bool
    """Whether a sentence ends in it and another begins."""
    comma: bool

    @property
    def signed(self) -> bool:
        """Whether it ends with a sign that fills half of its em."""
        return self.ends in _SIGNED

    @property
    def marked(self) -> bool:
        """Whether it begins as an item does: with a marker, a label or a bullet."""
        return self.marker or self.label or self.bullet


def _script(character: str) -> str:
    if "\u3041" <= character <= "\u309f":
        return "kana"
    if "\u30a0" <= character <= "\u30ff" or character == "ー":
        return "katakana"
    if "\u3400" <= character <= "\u9fff" or character in "々〆":
        return "kanji"
    return "figure" if character.isalnum() else "sign"


@lru_cache(maxsize=1024)
def text_of(text: str) -> Text:
    """How ``text``, a line, begins and ends. A line is asked about in each region around it."""
    last, first = text[-1:], text[:1]
    if last in _STOP:
        ends = "stop"
    elif last in _BRACKET:
        ends = "bracket"
    else:
        ends = "comma" if last in _COMMA else _script(last)
    unit = 0
    while unit < len(text) and text[unit].isascii() and not text[unit].isspace():
        unit += 1
    return Text(
        ends,
        "bracket" if first in _OPEN else _script(first),
        last in _PARTICLE,
        first in _GOES_ON,
        last in _WORD_END,
        begins_with_marker(text),
        begins_with_label(text),
        first in _BULLET or (first == "〇" and _ROUND_ZERO.match(text) is not None),
        ("：" in text or ":" in text) and _KEYED.match(text) is not None,
        max(unit, 1),
        _STOP_WITHIN.search(text) is not None,
        "、" in text or "，" in text,
    )


def start_features(
    rows: Sequence[Row[Any]], texts: Sequence[Text], right: float, pitch: float, limit: float
) -> list[list[float]]:
    """:data:`START_FEATURES` of each line of a column but the first, and the one above it.

    ``right`` is where its full lines end, ``pitch`` the distance between lines, ``limit`` where the
    column could end at most; all in points.
    """
    close = close_pitch(list(rows))
    left = min(row.x0 for row in rows)
    count = len(rows)
    full = sum(row.x1 > right - 1.2 * row.size for row in rows) / count
    stops = sum(text.ends == "stop" for text in texts) / count
    marked = sum(text.marker or text.bullet for text in texts) / count
    stops_within = sum(text.stop_within for text in texts) / count
    commas = sum(text.comma for text in texts) / count
    sizes = [row.size for row in rows]
    usual = max(median(sizes), 1.0)
    alike = sum(abs(row.x0 - left) < 0.2 * usual for row in rows) / count
    width = min((right - left) / usual, 60.0)
    room = min(max((limit - right) / usual, 0.0), _FAR)
    found = []
    for at in range(1, count):
        above, row = rows[at - 1], rows[at]
        end, begin = texts[at - 1], texts[at]
        em = max(min(row.size, above.size), 1.0)
        step = row.y0 - above.y0
        short = (right - above.x1) / em
        unit = (row.x1 - row.x0) / em * begin.unit / max(len(row.text), 1)
        centre = abs((row.x0 + row.x1) - (above.x0 + above.x1)) / (2 * em)
        found.append([
            min(max(short, -1.0), _FAR),
            unit,
            min(max(short - unit, -_FAR), _FAR),
            width,
            min(max((row.x0 - above.x0) / em, -_FAR), _FAR),
            min((above.x0 - left) / em, _FAR),
            min((row.x0 - left) / em, _FAR),
            min(step / pitch, 4.0) if pitch > 0 else 1.0,
            min(max((row.y0 - above.y1) / em, -1.0), 4.0),
            min(max((step - close) / em, -1.0), 4.0) if close < float("inf") else 0.0,
            end.ends == "stop",
            end.ends == "bracket",
            end.ends == "comma",
            end.particle,
            end.ends == "kana",
            end.ends == "kanji",
            end.ends == "katakana",
            end.ends == "figure",
            begin.begins == "kana",
            begin.begins == "kanji",
            begin.begins == "katakana",
            begin.begins == "figure",
            begin.begins == "bracket",
            begin.goes_on,
            end.ends == begin.begins,
            begin.marker,
            begin.label,
            begin.bullet,
            end.marker,
            end.label,
            row.size / max(above.size, 1.0),
            full,
            stops,
            marked,
            min(count, 40),
            min((above.x1 - above.x0) / em, 60.0),
            min((row.x1 - row.x0) / em, 60.0),
            min(centre, _FAR),
            room,
            min(max((right - row.x1) / em, -1.0), _FAR),
            alike,
            end.word_end,
            _starts_by_rule(above, row, end, begin, right, pitch, close),
            read_on(above.text, row.text),
            stops_within,
            commas,
        ])  # fmt: skip
    return found


def start_probabilities(
    rows: Sequence[Row[Any]], right: float, pitch: float | None = None, limit: float | None = None
) -> list[float]:
    """For each line of a column how likely it begins a paragraph; of the first it is certain.

    ``pitch`` is by default the usual distance of ``rows``, ``limit`` their right edge.
    """
    if not rows:
        return []
    pitch = pitch_of(list(rows)) if pitch is None else pitch
    if len(rows) == 1:
        return [1.0]
    texts = [text_of(row.text) for row in rows]
    features = start_features(rows, texts, right, pitch, right if limit is None else limit)
    said = forest("starts").probability(features)
    return _told_by_edges(rows, texts, settled(rows, texts, pitch, said))


def runs_of_size(rows: Sequence[Row[Any]]) -> list[tuple[int, int]]:
    """The lines of a column from ``begin`` to ``end`` (not counted) that are of about one size, as
    a text and the notes below it: what is usual in one says nothing of the other. Few lines of
    another size, as headings are, part nothing."""
    ends = [
        at
        for at, (above, row) in enumerate(itertools.pairwise(rows), 1)
        if max(row.size, above.size) > _OTHER_SIZE * max(min(row.size, above.size), 1.0)
    ]
    runs = [(begin, end) for begin, end in itertools.pairwise([0, *ends, len(rows)])]
    found: list[tuple[int, int]] = []
    for begin, end in runs:
        if found and (end - begin < _RUN or found[-1][1] - found[-1][0] < _RUN):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def settled(
    rows: Sequence[Row[Any]], texts: Sequence[Text], pitch: float, said: Sequence[float]
) -> list[float]:
    """How likely each line begins a paragraph, given what was ``said`` of all but the first: that
    one does, and so do those that are apart and keys with their values; one that is cut from the
    line above does not."""
    right = max(row.x1 for row in rows)
    found = [1.0]
    for (above, row), (one, two), chance in zip(
        itertools.pairwise(rows), itertools.pairwise(texts), said, strict=True
    ):
        if is_apart(above, row, pitch) or (one.keyed and two.keyed):
            found.append(1.0)
        elif above.x1 > right - _FULL * above.size and _is_cut(above.text, row.text):
            found.append(0.0)
        else:
            found.append(chance)
    return found


def _told_by_edges(
    rows: Sequence[Row[Any]], texts: Sequence[Text], said: Sequence[float]
) -> list[float]:
    """How likely each line of a text begins a paragraph, given what was ``said`` of it by itself:
    those below full lines of a block set flush are less likely to, and those that what goes on
    with them shows to be first lines do."""
    found = list(said)
    right = max(row.x1 for row in rows)
    flush = sum(right - row.x1 < _FLUSH * row.size for row in rows) >= _FLUSH_LINES
    for at, chance in enumerate(said[1:], 1):
        above, row = rows[at - 1], rows[at]
        if chance in {0.0, 1.0}:
            continue
        below = abs(row.x0 - above.x0) < _MOST_INDENT * row.size
        never = below and row.text[0] in _NEVER_FIRST and not LEADERS.match(row.text)
        reaches = above.x1 > right - _FULL * above.size
        if never or (reaches and not texts[at].marked and _closes(above.text, row.text)):
            found[at] = 0.0
        elif (
            flush
            and right - above.x1 < (_FLUSH + _HALF * texts[at - 1].signed) * above.size
            and _may_go_on(above, row, texts[at - 1], texts[at])
        ):
            told = texts[at - 1].ends == "comma"
            found[at] = 0.0 if told else chance / (chance + (1.0 - chance) * _AT_EDGE)
    for at in range(1, len(rows) - 1):
        if found[at] > _FIRST or found[at + 1] > _BEGINS or texts[at + 1].marked:
            continue
        if _is_first(rows[at - 1], rows[at], rows[at + 1], texts[at], right):
            found[at] = _FIRST
    last = rows[-1]
    if last.x0 > rows[-2].x0 + _INSET * last.size and is_page_number(last.text):
        found[-1] = 1.0
    return found


def _closes(above: str, text: str) -> bool:
    """Whether ``text`` closes the bracket that ``above`` leaves open, before it opens another."""
    if not is_left_open(above):
        return False
    closes = min((at for sign in PAIRS.values() if (at := text.find(sign)) >= 0), default=-1)
    opens = min((at for sign in PAIRS if (at := text.find(sign)) >= 0), default=len(text))
    return 0 <= closes < opens


def _may_go_on(above: Row[Any], row: Row[Any], one: Text, two: Text) -> bool:
    """Whether nothing about a line that reaches the edge and the next says that one ends there."""
    level = abs(row.x0 - above.x0) < _ONE_EDGE * row.size or one.marker or one.label
    begins = two.keyed or two.marked
    ends = one.ends == "stop" or _AT_RIGHT.search(above.text) is not None
    return level and not begins and not ends and above.x1 - above.x0 > _WIDE * above.size


def _is_first(above: Row[Any], row: Row[Any], below: Row[Any], text: Text, right: float) -> bool:
    """Whether ``row``, with which ``below`` goes on, is the first line of a paragraph: it is
    indented against that, or that hangs below its bullet."""
    em = row.size
    by = (row.x0 - below.x0) / em
    if _INDENT < -by < _MOST_INDENT:
        return text.bullet
    if not _INDENT < by < _MOST_INDENT or row.x1 < below.x1 - _ONE_EDGE * em:
        return False
    as_above = abs(above.x0 - row.x0) < _ONE_EDGE * em
    return row.x1 > right - _FULL * em and not (as_above and not ends_sentence(above.text))


def _is_cut(above: str, text: str) -> bool:
    """Whether a full line goes on in ``text``, which begins like an item: with what no item begins
    with, or within brackets that the line above opens."""
    if above[-1:] in _SENTENCE_ENDS or min(len(above), len(text)) < _SENTENCE:
        return False
    return _REFERS.match(text) is not None or (text[:1] in "（(" and is_left_open(above))


def is_apart(above: Row[Any], row: Row[Any], pitch: float) -> bool:
    """Whether two lines are of different paragraphs however they read: a box, another size."""
    return _stands_off(above, row, _FAR_BELOW * pitch, _WHITE_BELOW)


def _stands_off(above: Row[Any], row: Row[Any], step: float, white: float) -> bool:
    """Whether two lines differ in kind or size, or stand more than ``step`` points apart with more
    than ``white`` ems between them."""
    small, large = row.size, above.size
    if small > large:
        small, large = large, small
    em = max(small, 1.0)
    return (
        large > _OTHER_SIZE * em
        or (row.y0 - above.y0 > step and row.y0 - above.y1 > white * em)
        or row.framed
        or above.framed
    )


def _starts_by_rule(
    above: Row[Any], row: Row[Any], end: Text, begin: Text, right: float, pitch: float, close: float
) -> bool:
    """Whether ``row`` begins a paragraph below ``above`` by the rules that typesetters keep.

    ``end`` and ``begin`` are what is known of the two, ``right`` is where the full lines of the
    column end, ``pitch`` the usual distance of its lines, ``close`` that of the closest.
    """
    if _stands_off(above, row, max(1.45 * pitch, 0.0), 0.5):
        return True
    em = max(min(row.size, above.size), 1.0)
    ending = above.text
    ends = ends_sentence(ending)
    if (
        above.x1 < right - _shortfall(ending) * em
        or (ends and row.y0 - above.y0 > close + _WIDER * em)
        or (ends and row.x0 - above.x0 > 0.7 * em)
    ):
        return True
    return (begin.marker or begin.label) and (ends_unit(ending) or end.label)


def _shortfall(text: str) -> float:
    """By how many ems a line must be short to end a paragraph, given how it ends."""
    if ends_sentence(text):
        return 0.9
    return 1.7 if ends_unit(text) else 2.6

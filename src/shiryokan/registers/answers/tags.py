"""Tags beside a question, that it is new, was corrected or deleted: neither its number nor its
words, although they stand in the lines of either.

Wherever a tag stands, it is first moved in front of the words that follow the mark; there, behind
the words and in a line of its own it is taken out once the questions are known.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from shiryokan.registers.answers import marks
from shiryokan.registers.answers.entries import Entry
from shiryokan.registers.answers.tag_words import CLOSE, IN_BRACKETS, OPEN, WORDS
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced, joined
from shiryokan.registers.writing_lines import start_of

TAG = re.compile(rf"\s*+(?P<tag>{IN_BRACKETS})[\s:]*+")
"""A tag in brackets: （修正）, 【新規】, （令和８年６月追加）, ＜第２版で一部修正＞."""
_BELOW_MARK = re.compile(rf"\s*+(?P<tag>{IN_BRACKETS}|{WORDS}(?=\s|$))\s*+")
"""A tag below a mark, where it needs no brackets."""
_AT_END = re.compile(rf"(?:[。.?？かす)」]|\s)\s*+(?P<tag>{IN_BRACKETS})\s*+$")
"""A tag behind the last words."""
_SAID = re.compile(rf"[{OPEN}]?\s?(?:{WORDS})\s?[{CLOSE}]?")
_NOTHING = re.compile(r"[-ー―—–・/\s]*|なし|変更なし")
_DELETED = "削除"
_LINES_BELOW = 2
"""Lines below the one with the number in which a tag may stand."""
_SAME = 3.0
"""Points by which the left edges of a mark and of a tag below or above it may differ."""


# --- put in front of the words


def with_tags_moved(passages: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, with each tag in front of the words of its question or answer."""
    found: list[TracedPassage] = []
    for passage in passages:
        # what stands over a question is not below the answer before it
        found.append(_from_above(found, _with_lines(passage, _over_lines)))
    below: list[TracedPassage] = []
    for passage in found:
        whole = _passage(passage)
        if below and not whole.cells and _goes_below(below[-1], whole):
            lines = _below_lines([below[-1].lines[0], *whole.lines])
            if lines[0] is not below[-1].lines[0]:
                # the mark has the tag now
                below[-1] = _of(below[-1], [lines[0], *below[-1].lines[1:]])
                whole = _of(whole, lines[1:])
        if whole.lines or whole.cells:
            below.append(whole)
    return below


def _with_lines(
    passage: TracedPassage, put: Callable[[Sequence[Traced]], list[Traced]]
) -> TracedPassage:
    """The passage with other lines in its paragraphs."""
    if passage.cells:
        cells = tuple(
            replace(cell, lines=tuple(tuple(put(own)) for own in cell.lines))
            for cell in passage.cells
        )
        return passage if cells == passage.cells else replace(passage, cells=cells)
    lines = put(passage.lines)
    return passage if lines == list(passage.lines) else _of(passage, lines)


def _of(passage: TracedPassage, lines: Sequence[Traced]) -> TracedPassage:
    return replace(passage, lines=tuple(lines), text=joined(lines))


def _goes_below(above: TracedPassage, passage: TracedPassage) -> bool:
    """Whether a passage begins right below the mark of the question above it."""
    if not above.lines or not passage.lines or above.page != passage.page:
        return False
    lefts = [start_of(own.lines[0]) for own in (above, passage)]
    return len(above.lines) <= _LINES_BELOW and abs(lefts[0] - lefts[1]) < _SAME


def _from_above(found: list[TracedPassage], passage: TracedPassage) -> TracedPassage:
    """The passage, with the tag that stands in a line of its own right above its mark."""
    above = _last_line(found[-1]) if found else None
    cell = next((cell for cell in passage.cells if cell.text.strip()), None)
    within = passage.lines if cell is None else [line for own in cell.lines for line in own]
    first = next((line for line in within if line.text.strip()), None)
    if above is None or first is None or not _is_over(above, first):
        return passage
    rest = _without_line(found.pop(), above)
    if rest.lines or any(each.text.strip() for each in rest.cells):
        found.append(rest)
    tagged = _tagged(first, above.strip())
    return _with_lines(passage, lambda own: [tagged if line is first else line for line in own])


def _last_line(passage: TracedPassage) -> Traced | None:
    cell = next((cell for cell in reversed(passage.cells) if cell.text.strip()), None)
    within = passage.lines if cell is None else [line for own in cell.lines for line in own]
    return next((line for line in reversed(within) if line.text.strip()), None)


def _without_line(passage: TracedPassage, gone: Traced) -> TracedPassage:
    return _with_lines(passage, lambda own: [line for line in own if line is not gone])


def _is_over(above: Traced, first: Traced) -> bool:
    """Whether a line is a tag over a question that begins below it, at its margin: one that stands
    further in, or at the right, is of the question before."""
    if TAG.fullmatch(narrow(above.text)) is None:
        return False
    plain = narrow(first.text)
    asks = marks.QUESTION.match(plain) or marks.BARE_QUESTION.match(plain)
    # words in a frame stand further in by the white around them
    return asks is not None and -2 * _SAME < start_of(above) - start_of(first) < _SAME


def _tagged(line: Traced, tag: Traced) -> Traced:
    """A line with a tag behind the mark that it begins with."""
    plain = narrow(line.text)
    match = next(
        (m for p in (marks.QUESTION, marks.BARE_QUESTION, marks.ANSWER) if (m := p.match(plain))),
        None,
    )
    end = match.end() if match else 0
    return line[:end] + tag.strip() + line[end:]


def _passage(passage: TracedPassage) -> TracedPassage:
    if passage.cells:
        passage = replace(passage, cells=tuple(_cells(passage.cells)))
    return _with_lines(passage, _below_lines)


def _over_lines(own: Sequence[Traced]) -> list[Traced]:
    """The lines of a paragraph, with what stands before a mark or in a line over it behind it."""
    found: list[Traced] = []
    for line in map(_behind_mark, own):
        if found and _is_over(found[-1], line):
            tag = found.pop()
            found.append(_tagged(line, tag))
        else:
            found.append(line)
    return found


def _is_number(line: Traced) -> bool:
    return marks.NUMERAL.fullmatch(narrow(line.text).strip()) is not None


def tag_behind(number: Traced) -> tuple[Traced, Traced]:
    """The number of a row, and the tag in its cell, if it has one."""
    match = _BEHIND_NUMBER.search(narrow(number.text))
    if match is None:
        return number, Traced()
    return number[: match.start()].strip(), _bare(number.cut(match, "tag"))


_BEHIND_NUMBER = re.compile(rf"(?P<tag>{IN_BRACKETS})\s*$")


def _below_lines(own: Sequence[Traced]) -> list[Traced]:
    """The lines of a paragraph, with what stands below a mark, before the words of one of the next
    lines, behind it."""
    found = list(own)
    marked = [at for at, line in enumerate(found) if _is_marked(line) or _is_number(line)]
    for at in reversed(marked):
        for below in range(at + 1, min(at + 1 + _LINES_BELOW, len(found))):
            match = _BELOW_MARK.match(narrow(found[below].text))
            if match is None or below in marked or not _at_margin(found[at], found[below]):
                continue
            rest = found[below][match.end() :]
            tag = found[below].cut(match, "tag")
            found[at] = found[at] + tag if _is_number(found[at]) else _tagged(found[at], tag)
            found[below : below + 1] = [rest] if rest else []
            break
    return found


def _at_margin(mark: Traced, tag: Traced) -> bool:
    """Whether a tag begins where the mark above it does."""
    return abs(start_of(mark) - start_of(tag)) < _SAME


def _behind_mark(line: Traced) -> Traced:
    """A line that begins with a tag before its mark, with the tag behind it."""
    match = TAG.match(narrow(line.text))
    rest = line[match.end() :] if match else line
    if match is None or not marks.QUESTION.match(narrow(rest.text)):
        return line
    return _tagged(rest, line.cut(match, "tag"))


def _cells(cells: Sequence[TracedCell]) -> Iterator[TracedCell]:
    """The cells of a table. A tag that stands alone in a cell, or with nothing but a mark or a
    number, goes to the next cell of its row, which has the words."""
    ordered = sorted(cells, key=lambda each: (each.row, each.column))
    filled = [cell for cell in ordered if cell.text.strip()]
    moved: dict[int, Traced] = {}
    marked: dict[int, Traced] = {}
    beside: set[int] = set()
    for cell, following in itertools.pairwise(filled):
        mark, tag = _mark_and_tag(cell)
        beside_it = cell.row == following.row and (mark or _begins_marked(following))
        if tag and (beside_it or (not mark and _is_cell_over(cell, following))):
            marked[id(cell)], moved[id(following)] = mark, tag
            if mark:
                beside.add(id(following))
    for cell in ordered:
        if id(cell) in marked:
            mark = marked[id(cell)]
            yield replace(cell, lines=((mark,),) if mark else ())
            continue
        lines = cell.lines
        if (own_tag := moved.get(id(cell))) is not None:
            first = next(number for number, own in enumerate(lines) if joined(own))
            own = lines[first]
            # words that stand beside their mark may begin with the number of another question
            begin = own_tag + own[0] if id(cell) in beside else _tagged(own[0], own_tag)
            lines = (*lines[:first], (begin, *own[1:]), *lines[first + 1 :])
        yield cell if lines == cell.lines else replace(cell, lines=lines)


def _is_cell_over(cell: TracedCell, following: TracedCell) -> bool:
    lines = [[line for own in each.lines for line in own] for each in (cell, following)]
    return all(lines) and _is_over(lines[0][-1], lines[1][0])


def _begins_marked(cell: TracedCell) -> bool:
    return any(_is_marked(own[0]) for own in cell.lines[:1] if own)


def _mark_and_tag(cell: TracedCell) -> tuple[Traced, Traced]:
    """Of a cell that holds nothing but a mark, or a number, and a tag: both; else nothing."""
    whole = Traced(piece for own in cell.lines for line in own for piece in line.pieces)
    if len(whole) > _LONGEST:
        return whole, Traced()
    plain = narrow(whole.text)
    if match := TAG.fullmatch(plain):
        return Traced(), whole.cut(match, "tag")
    for match in _IN_CELL.finditer(plain):
        mark = whole[: match.start()] + whole[match.end() :]
        if _is_whole_mark(mark):
            return mark.strip(), whole.cut(match, "tag")
    return whole, Traced()


_LONGEST = 40
"""Characters of a mark with a tag at most."""
_IN_CELL = re.compile(rf"(?P<tag>{IN_BRACKETS}|{WORDS})")


def _is_marked(line: Traced) -> bool:
    plain = narrow(line.text).strip()
    return bool(marks.QUESTION.match(plain) or marks.ANSWER.match(plain))


def _is_whole_mark(text: Traced) -> bool:
    plain = narrow(text.text).strip()
    patterns = (marks.QUESTION, marks.ANSWER, marks.NUMERAL)
    return any(pattern.fullmatch(plain) for pattern in patterns)


# --- columns


def tag_column(
    cells: Sequence[TracedCell], columns: Mapping[str, int], *, titles: int
) -> int | None:
    """The column of a table that holds nothing but tags, below the row of its ``titles``; not one
    of those with another meaning, but for topics: （区分） may head both."""
    taken = {column for name, column in columns.items() if name != "topic"}
    for column in sorted({cell.column for cell in cells} - taken):
        texts = [
            narrow(cell.text).strip()
            for cell in cells
            if cell.column == column and cell.row > titles and cell.text.strip()
        ]
        said = [text for text in texts if not _NOTHING.fullmatch(text)]
        if said and all(_SAID.fullmatch("".join(text.split())) for text in said):
            return column
    return None


def is_tag(text: Traced) -> bool:
    """Whether the text of a cell in a column of tags is one."""
    return bool(text) and _NOTHING.fullmatch(narrow(text.text).strip()) is None


# --- taken out of the words


def after_tag(plain: str, at: int) -> int:
    """Where the words begin behind a tag that stands at ``at``; ``at`` if there is none."""
    match = TAG.match(plain, at)
    return match.end() if match else at


def take_tags(entries: Sequence[Entry]) -> None:
    """Take the tags out of the words of questions and answers."""
    for entry in entries:
        if entry.question and marks.DELETED.fullmatch(narrow(joined(entry.question).text)):
            continue
        entry.question, asked = _without(_whole(entry.question))
        entry.answer, said = _without(_whole(entry.answer))
        entry.tags += [*asked, *said]
    known = {narrow(tag.text) for entry in entries for tag in entry.tags}
    for entry in entries:
        if not entry.tags:
            entry.question, found = _behind_item(entry.question, known)
            entry.tags += found
    for entry in entries:
        # its words are still printed, but it says that it is no more
        entry.deleted |= any(narrow(tag.text) == _DELETED for tag in entry.tags)


def _whole(paragraphs: Sequence[Traced]) -> list[Traced]:
    """The paragraphs, with one that ends in the midst of a bracket joined to the next."""
    found: list[Traced] = []
    for text in paragraphs:
        if found and _OPENED.search(narrow(found[-1].text)):
            found[-1] = joined([found[-1], text])
        else:
            found.append(text)
    return found


_OPENED = re.compile(rf"[{OPEN}][^{OPEN}{CLOSE}]{{0,3}}\s*$")
"""A bracket that a paragraph has just opened where it ends."""


def _behind_item(
    paragraphs: Sequence[Traced], known: set[str]
) -> tuple[list[Traced], list[Traced]]:
    """A question of items without the tag behind the last of them, and this: an item ends no
    sentence, so that only tags which other questions have are ones there."""
    if len(paragraphs) < _LEAD_AND_ITEM:
        return list(paragraphs), []
    last = paragraphs[-1]
    match = _AT_LAST.search(narrow(last.text))
    if match is None or narrow(_bare(last.cut(match, "tag")).text) not in known:
        return list(paragraphs), []
    return [*paragraphs[:-1], last[: match.start()].strip()], [_bare(last.cut(match, "tag"))]


_AT_LAST = re.compile(rf"(?P<tag>{IN_BRACKETS})\s*+$")
_LEAD_AND_ITEM = 2


def _without(paragraphs: Sequence[Traced]) -> tuple[list[Traced], list[Traced]]:
    """The paragraphs without their tags, and these without their brackets."""
    kept: list[Traced] = []
    tags: list[Traced] = []
    for number, text in enumerate(paragraphs):
        whole = text
        match = TAG.match(narrow(text.text))
        if match and (number == 0 or match.end() == len(text)):
            tags.append(_bare(text.cut(match, "tag")))
            whole = text[match.end() :]
        if match := _AT_END.search(narrow(whole.text)):
            tags.append(_bare(whole.cut(match, "tag")))
            whole = whole[: match.start("tag")].strip()
        if whole:
            kept.append(whole)
    return kept, tags


def _bare(tag: Traced) -> Traced:
    return tag.strip("()（）[]［］{}｛｝【】〔〕<>＜＞〈〉《》 　")

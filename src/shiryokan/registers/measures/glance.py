"""Whether a document may be a plan: a look for tables, and for what tells that they are a plan's.

The grammar is sure of a plan by heads within cells, by bodies beside labels, or by a header with a
column of bodies. A header may stand once in a document; heads and bodies come with the measures,
so that a few of them among thousands of labels are something else: the chapters of a schedule of
fees (第２部　入院料等), or sentences that a line's end cuts after a body's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiryokan.paper.model import Line, Page
from shiryokan.registers.measures.labels import BODY_ENDS, Label, label_of, title_and_bodies
from shiryokan.registers.measures.roles import is_head_of_part, role_of_head
from shiryokan.registers.source_text import Traced, joined

_MOST_LINES = 4
"""A label, its title and its bodies fill no more lines."""
_MOST_LABELS = 100
"""Labels for each head or each label with bodies, at most. The plans of the corpora have at most 2,
and room is left for measures whose texts are numbered; schedules of fees have above 1,000."""
_BODY_WORD = re.compile(BODY_ENDS)
_PART = re.compile(r"第.*[編部章節款項条]")
"""The label of a part of the document, which no measure has."""
_SENTENCE = re.compile("[をにはがて]")
"""What stands in sentences, and in no name of a body."""
_NO_BODY = re.compile(r"患者$|(?<!省|庁|府|会|房|局|部|課|室|院|係|者|関|国|県|市|社|構|所|体)等$")
"""Ends of what is no body, though the end of a body's name stands there."""


def glance(pages: Sequence[Page]) -> bool:
    """Whether it has tables, and a column of bodies, or heads and bodies as often as plans do."""
    if not any(block.cells for page in pages for block in page.blocks):
        return False
    labels = signs = 0
    for page in pages:
        for lines, in_cell in _stretches(page):
            if in_cell and _heads_bodies(lines):
                return True
            for at, line in enumerate(lines):
                signs += is_head_of_part(line.text)
                label = label_of(Traced.of(page.page, line))
                if label is not None:
                    labels += 1
                    signs += _has_bodies(label, page.page, lines[at : at + _MOST_LINES])
    return signs > 0 and labels <= signs * _MOST_LABELS


def _stretches(page: Page) -> Iterator[tuple[Sequence[Line], bool]]:
    """The lines of each cell and of each block that is no table."""
    for block in page.blocks:
        for cell in block.cells:
            yield block.lines[cell.start : cell.end], True
        if not block.cells:
            yield block.lines, False


def _heads_bodies(lines: Sequence[Line]) -> bool:
    """Whether a cell heads the column of bodies, by all of its text or by the first line."""
    # of one line both are the same
    texts = {"".join([line.text for line in lines]), *(line.text for line in lines[:1])}
    return any(role_of_head(text) == "ministries" for text in texts)


def _has_bodies(label: Label, page: int, lines: Sequence[Line]) -> bool:
    """Whether bodies follow a label, which begins the first of the lines."""
    if _PART.fullmatch(label.printed.text):
        return False
    if _SENTENCE.search(label.rest.text) and not any(
        sign in line.text for line in lines for sign in "（(【［[〔"
    ):
        return False
    whole = [label.rest, *(Traced.of(page, line) for line in lines[1:])]
    for count in range(1, len(whole) + 1):
        rest = joined(whole[:count])
        if _BODY_WORD.search(rest.text):
            found = title_and_bodies(rest)[1]
            if found:
                return not any(_is_none(body.text) for body in found)
    return False


def _is_none(name: str) -> bool:
    """Whether it is not the name of a body."""
    return bool(_SENTENCE.search(name) or _NO_BODY.search(name))

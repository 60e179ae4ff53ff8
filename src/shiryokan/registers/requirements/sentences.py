"""The sentences of a part, each with how strongly it obliges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.requirements.informative import (
    limit_of_part,
    limit_of_sentence,
    limit_of_title,
    limit_of_unit,
    opens_aside,
)
from shiryokan.registers.requirements.model import Strength
from shiryokan.registers.requirements.outline import Node, Part, Said
from shiryokan.registers.requirements.units import Unit
from shiryokan.registers.requirements.wording import at_most, strength_of_sentence
from shiryokan.registers.source_text import Traced

_OPENING, _CLOSING = "(（「『[［【〔〈《<＜", ")）」』]］】〕〉》>＞"
_STOPS = "。！？"
_FULL_POINT = re.compile(r"(?<=[ぁ-んァ-ヶ一-鿿)）])[．.](?=\s|$|[ぁ-んァ-ヶ一-鿿])")
"""The stop of papers that write ， and ．."""
_LONGEST_ASIDE = 200
"""Characters after which a bracket that was never closed counts as none."""
_CATCHWORD = 40
"""Characters of a cell that names and does not tell."""
_LISTING = re.compile(
    r"(?:次の|以下の|下記の|次に掲げる|以下に(?:掲げる|示す)|次に示す|次を|以下を|下記を)"
)
"""What announces the items of a list."""
_ACTION = re.compile(r"(?:[うくぐすつぬぶむる])。$")
_NO_ACTION = re.compile(
    r"(?:である|がある|もある|になる|となる|ている|ていく|できる|れる|という|いう)。$"
)
_NAMED_ACTION = re.compile(r"(?<!の)こと。?$")
"""How an item ends that says what is to be done, and not what is so."""


def sentences_of(node: Node, part: Part, limit: Strength) -> list[Said]:
    """The sentences of a part, in order. ``limit`` is how strongly anything of the document may
    oblige."""
    limit = at_most(limit, limit_of_node(node))
    limit = at_most(limit, limit_of_part(part.kind, narrow(part.name.text)))
    found: list[Said] = []
    aside = False
    leading: Strength = "none"
    for whole, unit in _pieces(part):
        plain = narrow(whole.text)
        aside = opens_aside(plain) or (aside and not (unit and unit.kind == "heading"))
        own_limit = "none" if aside else at_most(limit, limit_of_unit(plain))
        if unit is not None and unit.kind == "footnote":
            own_limit = at_most(own_limit, "should")
        is_item = unit is not None and (unit.is_item or unit.kind == "table")
        if not is_item:
            leading = "none"
        is_row, among_cells = unit is not None and unit.kind == "table", False
        for text in cut(whole):
            sentence = narrow(text.text).strip()
            strength = strength_of_sentence(sentence)
            if strength == "none" and is_item and _is_action(sentence):
                strength = leading
            if strength == "none" and part.kind == "control" and is_item and _is_named(sentence):
                strength = "must"
            strength = at_most(strength, at_most(own_limit, limit_of_sentence(sentence, part.kind)))
            said = Said(text, strength)
            if among_cells and _is_catchword(said) and _is_catchword(found[-1]):
                # the number and the name of a row stand together
                found[-1] = Said(parted([found[-1].text, text], "\t"), "none")
            else:
                found.append(said)
            among_cells = is_row
            if strength != "none" and _LISTING.search(sentence):
                leading = strength
    return found


def limit_of_node(node: Node) -> Strength:
    """How strongly anything under a heading may oblige, by it and those over it."""
    limit: Strength = "must"
    for each in (*node.line, node):
        limit = at_most(limit, limit_of_title(narrow(each.title.text)))
    return limit


def _pieces(part: Part) -> Iterator[tuple[Traced, Unit | None]]:
    """The texts of a part: what stands in the line of its heading, and its units."""
    if part.first:
        yield part.first, None
    yield from ((unit.text.strip(), unit) for unit in part.units)


def _is_action(sentence: str) -> bool:
    """Whether an item of a list says what is to be done."""
    if _NAMED_ACTION.search(sentence):
        return True
    return bool(_ACTION.search(sentence)) and not _NO_ACTION.search(sentence)


def _is_catchword(said: Said) -> bool:
    """Whether it is the short text of a cell, that asks for nothing."""
    text = said.text.text
    return said.strength == "none" and len(text) <= _CATCHWORD and not text.endswith("。")


def _is_named(sentence: str) -> bool:
    return _NAMED_ACTION.search(sentence) is not None


def cut(text: Traced) -> list[Traced]:
    """A paragraph cut into its sentences, a row of a table into those of its cells. What stands
    in brackets is not cut."""
    ends = list(_ends(text.text))
    starts = [0, *ends]
    pieces = (text[a:b].strip() for a, b in zip(starts, [*ends, len(text)], strict=True))
    return [piece for piece in pieces if piece]


def _ends(text: str) -> Iterator[int]:
    points = {match.start() for match in _FULL_POINT.finditer(text)}
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in "\t\n":
            opened.clear()
            yield at
        elif character in _OPENING:
            opened.append(at)
        elif character in _CLOSING:
            if opened:
                opened.pop()
        elif character in _STOPS or at in points:
            while opened and at - opened[-1] > _LONGEST_ASIDE:
                opened.pop()
            if not opened:
                yield at + 1

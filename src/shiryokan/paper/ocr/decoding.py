"""From the lattice of a line to its characters."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from shiryokan.japanese.kanji_forms import NEW_OF
from shiryokan.paper.ocr.engine import Charset, Recognised
from shiryokan.paper.ocr.folding import classes_of
from shiryokan.paper.ocr.model import Alternative

_OTHER_FORM = 0.05
"""Weight of a form of a kanji that is rarer than another: printed it is recognised all the same."""
_FIRST_LEVEL = (0xB0, 0xCF)
"""First bytes in EUC-JP of the kanji of the first level of JIS X 0208, which are the usual ones."""
_UNUSUAL = 0.1
"""Weight of kanji of JIS X 0212 and 0213: those of names, and forms that print does not use."""
_FOREIGN = 0.02
"""Weight of what no Japanese standard has: Chinese forms, pictographs."""
_WORTH_TELLING = 0.02
"""Probability from which on another reading of a character is told."""
_MOST = 3
"""Other readings of a character that are told."""


@dataclass(frozen=True, slots=True)
class Found:
    """A character and the steps of the lattice at which it stands, the end not counted."""

    text: str
    start: int
    end: int
    confidence: float
    alternatives: tuple[Alternative, ...] = ()

    @property
    def middle(self) -> float:
        """The middle of its steps."""
        return (self.start + self.end) / 2


def best_path(line: Recognised) -> list[Found]:
    """The likeliest character at each step, repetitions and blanks taken out (CTC's best path)."""
    classes = line.likeliest()
    weight = weights(line.charset)
    for step in np.flatnonzero(weight[classes] < 1).tolist():
        # the blank takes no part: a character is there, the question is which
        classes[step] = 1 + int((line.lattice[step, 1:] * weight[1:]).argmax())
    edges = np.flatnonzero(np.diff(classes, prepend=-1, append=-1)).tolist()
    found = []
    for start, end in pairwise(edges):
        chosen = int(classes[start])
        if chosen == 0:
            continue
        peak = start + int(line.lattice[start:end, chosen].argmax())
        character = line.charset[chosen]
        # what is drawn alike is no other reading: its neighbours tell it
        alike = classes_of(character, line.charset) if character.strip() else [chosen]
        sure = min(1.0, float(line.lattice[peak, alike].sum())) if character.strip() else 1.0
        others = _others(line, peak, frozenset(map(int, alike)))
        found.append(Found(character, start, end, round(sure, 4), others))
    return found


_NUMBERED = re.compile(
    r"[（(](?:[0-9０-９]{1,2}|[ァ-ヶⅠ-Ⅹ一-十])(?P<after>[^0-9０-９ァ-ヶⅠ-Ⅹー一-十)）])"
)
_HINT = 0.005
"""Probability of a bracket from which on it is taken where one must stand."""


def with_brackets_closed(found: list[Found], line: Recognised) -> list[Found]:
    """``found`` with the bracket behind the number of an item, (2), where the networks passed it
    over: set narrowly it is the sign that is lost most."""
    text = "".join(one.text for one in found)
    if len(text) != len(found):
        return found
    result = list(found)
    closing = classes_of(")", line.charset)
    for match in reversed(list(_NUMBERED.finditer(text))):
        at = match.start("after")
        if text[at] in "}]｝］〕":
            result[at] = dataclasses.replace(found[at], text=")")
            continue
        start, end = found[at - 1].end - 1, found[at].start + 1
        odds = line.lattice[start:end, closing].sum(axis=1)
        if len(odds) and float(odds.max()) > _HINT:
            step = start + int(odds.argmax())
            result.insert(at, Found(")", step, step + 1, round(float(odds.max()), 4)))
    return result


def _others(line: Recognised, at: int, alike: frozenset[int]) -> tuple[Alternative, ...]:
    odds = line.lattice[at]
    likely = np.flatnonzero(odds >= _WORTH_TELLING)
    ordered = likely[np.argsort(-odds[likely], kind="stable")].tolist()
    return tuple(
        Alternative(line.charset[other], round(float(odds[other]), 4))
        for other in ordered
        if other not in alike
    )[:_MOST]


@functools.cache
def weights(charset: Charset) -> npt.NDArray[np.float32]:
    """(classes,) by what the probability of each class is multiplied before they are compared.

    The networks know Chinese too and write 揭 for 掲. What Japanese print does not use loses
    against what it uses, not against nothing: where it alone is likely it is read.
    """
    return np.array([_weight(character) for character in charset], np.float32)


def _weight(character: str) -> float:
    if character in _RARER:
        return _OTHER_FORM
    if len(character) != 1 or character.isascii():
        return 1.0
    if _encodable(character, "cp932"):
        return 1.0
    if _encodable(character, "euc_jp") or _encodable(character, "euc_jis_2004"):
        return _UNUSUAL
    return _UNUSUAL if unicodedata.name(character, "").startswith("LATIN") else _FOREIGN


def _is_usual(character: str) -> bool:
    code = character.encode("euc_jp", "ignore")
    return len(code) == 2 and _FIRST_LEVEL[0] <= code[0] <= _FIRST_LEVEL[1]


_RARER = frozenset(
    rarer
    for old, new in NEW_OF.items()
    for rarer, other in ((old, new), (new, old))
    if _is_usual(other) and not _is_usual(rarer)
)
"""Of two forms of a kanji the one that is not of the first level where the other is: 齡, 减."""


def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True

"""Labels of paragraphs and of the lines within them: １, (１), ⑴, 一, (一), ア, (イ), ①, ａ.

A label is told from a word of the text ("(２)から(４)までにかかわらず", "１回に限り") by the white
space or the word behind it; whether it opens an entry is decided by its place and its order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from shiryokan.japanese.enumeration import (
    CIRCLED_NUMBERS,
    KANA,
    KANJI,
    PAREN_NUMBERS,
    SMALL_LATIN,
    SMALL_ROMAN,
    SYLLABARY,
    value_of,
)

Form = Literal["number", "bracket", "kana", "bracketed kana", "circle", "latin"]
_RANKS: dict[Form, int] = {
    "number": 0, "bracket": 1, "kana": 2, "bracketed kana": 3, "circle": 4, "latin": 5,
}  # fmt: skip
_ALIKE = str.maketrans("へべ口八二力夕卜千工", "ヘベロハニカタトチエ")
"""What some producers write for the kana of the same shape."""
_KANA = f"[{KANA}へ口八二力夕卜千工]{{1,2}}"
_KANJI_PARENS = "㈠-㈩"
_LABEL = re.compile(
    rf"(?P<number>[0-9]{{1,3}}|[{KANJI}]{{1,4}})(?P<stop>[.、)])?(?P<gap>\s+|(?<=[.、)])(?![0-9]))"
    rf"|(?P<bracket>\(\s?(?:[0-9]{{1,3}}|[{KANJI}]{{1,4}})\s?\)|[{PAREN_NUMBERS}{_KANJI_PARENS}])"
    rf"|(?P<kana>{_KANA})\s+"
    rf"|(?P<bracketed_kana>\(\s?{_KANA}\s?\))"
    rf"|(?P<circle>[{CIRCLED_NUMBERS}])"
    rf"|(?P<latin>[{SMALL_LATIN}{SMALL_ROMAN}]|\([{SMALL_LATIN}{SMALL_ROMAN}]\))[.)]?\s+"
)
_GOES_ON = re.compile(
    r"から|まで|及び|又は|若しくは|並びに|かつ|[、。・」』)\]/×=＋－]"
    r"|(?:の|に|を|が(?!ん)|は|で|と(?!う)|も(?!の)|へ)"
)
"""What follows a number in brackets that is a word of a sentence."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its ``text`` in ASCII digits and brackets, its place in its order (of kana, in both
    orders), and where the text behind it begins. ``parted``: white space follows."""

    form: Form
    text: str
    values: tuple[int, ...]
    end: int
    parted: bool

    @property
    def rank(self) -> int:
        """Its level among others that stand at one place: numbers above brackets above kana."""
        return _RANKS[self.form]

    @property
    def begins(self) -> bool:
        """Whether a list can begin with it."""
        return 1 in self.values

    def steps(self, previous: Label) -> int | None:
        """How many places it stands behind ``previous``; nothing if they are of different forms."""
        if self.form != previous.form:
            return None
        if len(self.values) == len(previous.values) > 1:
            steps = [a - b for a, b in zip(self.values, previous.values, strict=True) if a and b]
            return 1 if 1 in steps else min(steps, key=abs, default=0)
        return self.values[0] - previous.values[0]


_TIGHT = re.compile(
    rf"(?:[0-9]{{1,3}}|[{KANJI}]{{1,3}}(?=[「『(ァ-ヶぁ-ん]))"
    r"(?=[「『(ァ-ヶ一-龠ぁ-ん])(?![年月日回人分時点名週歳か割つ]|箇所|以[上下内外])"
)
"""A number right before its text, where the white between them is too narrow to be seen."""


def tight_label_of(plain: str) -> Label | None:
    """The number right before the text with which a narrow text begins, which may as well be a
    word of it: whether it is a label its place and its order must tell."""
    match = _TIGHT.match(plain)
    if match is None or _GOES_ON.match(plain, match.end()):
        return None
    values = _values(match[0], "number")
    if not any(values):
        return None
    return Label("number", _ascii(match[0], values, "number"), values, match.end(), parted=False)


def label_of(plain: str) -> Label | None:
    """The label with which a narrow text begins, if it has one."""
    match = _LABEL.match(plain)
    if match is None:
        return None
    group = match.lastgroup if match.lastgroup != "gap" else "number"
    if group == "stop":
        group = "number"
    assert group is not None
    printed = match[group]
    rest = plain[match.end() :]
    spaces = len(rest) - len(rest.lstrip())
    parted = spaces > 0 or plain[match.end() - 1 : match.end()].isspace() or not rest
    if not parted and group in ("bracket", "bracketed_kana", "circle") and _GOES_ON.match(rest):
        return None
    inner = re.sub(r"[()\s]", "", printed)
    form: Form = "bracketed kana" if group == "bracketed_kana" else group  # type: ignore[assignment]
    values = _values(inner, form)
    if not any(values):
        return None
    return Label(form, _ascii(inner, values, form), values, match.end() + spaces, parted)


def _values(inner: str, form: Form) -> tuple[int, ...]:
    if form in ("kana", "bracketed kana"):
        kana = inner.translate(_ALIKE)
        pair = len(kana) == 2
        in_syllabary = 0 if pair else SYLLABARY.find(kana) + 1
        return in_syllabary, value_of(kana, ("iroha",)) or 0
    if form == "latin":
        return (value_of(inner, ("latin",)) or value_of(inner, ("roman",)) or 0,)
    return (value_of(inner, ("number",)) or value_of(inner, ("kanji",)) or 0,)


def _ascii(inner: str, values: tuple[int, ...], form: Form) -> str:
    if form == "number":
        return str(values[0])
    if form == "bracket":
        return f"({values[0]})"
    kana = inner.translate(_ALIKE)
    return f"({kana})" if form == "bracketed kana" else kana

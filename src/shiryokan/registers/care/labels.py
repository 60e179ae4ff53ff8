"""Labels of a care fee schedule: １; イ; ⑴ or (1); ㈠ or (一); ａ; ⅰ — their kinds and their order.

One row may begin with what can be labels of several kinds (ニ and 二, i after h and i before ii):
all are given, and the grammar takes the one that continues what is open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from shiryokan.japanese.enumeration import IROHA, SYLLABARY, value_of
from shiryokan.japanese.enumeration import Kind as Counted
from shiryokan.registers import tight_labels
from shiryokan.registers.narrow_text import narrow

Kind = Literal["number", "kana", "paren", "kanji", "syllabary", "latin", "roman", "circle"]
KINDS: tuple[Kind, ...] = (
    "number", "kana", "paren", "kanji", "syllabary", "latin", "roman", "circle",
)  # fmt: skip
"""The kinds by their level in a schedule, services first."""

_ALIKE = str.maketrans("へべ口八二力夕卜千工一", "ヘベロハニカタトチエー")
"""What some producers write for the kana of the same shape."""
_IROHA = f"{IROHA}へ口八二力夕卜千工"
_DIGITS = "[0-9]{1,3}"
_IN_KANJI = "[一二三四五六七八九十]{1,3}"
_BRANCH = f"(?:の(?:{_DIGITS}|{_IN_KANJI}))"
_SHAPES: dict[Kind, tuple[str, ...]] = {
    "number": (_DIGITS, _IN_KANJI),
    "kana": (f"[{_IROHA}]", f"[{IROHA}]{{2}}"),
    "paren": (r"\([0-9]{1,2}\)", "[⑴-⒇]"),
    "kanji": (rf"\({_IN_KANJI}\)", "[㈠-㈩]"),
    "syllabary": (f"[{SYLLABARY}]", rf"\([{SYLLABARY}]\)"),
    "latin": ("[a-z]", r"\([a-z]\)", "[⒜-⒵]"),
    "roman": ("[ⅰ-ⅿ]", "[ivx]{1,5}", r"\([ivx]{1,5}\)", r"\([ⅰ-ⅿ]\)"),
    "circle": ("[①-⑳]",),
}
_COUNTED: dict[Kind, tuple[Counted, ...]] = {
    "number": ("number", "kanji"),
    "kana": ("iroha",),
    "paren": ("number",),
    "kanji": ("kanji",),
    "syllabary": ("katakana",),
    "latin": ("latin",),
    "roman": ("roman",),
    "circle": ("number",),
}
_SELF_STANDING = r"\)⑴-⒇㈠-㈩①-⑳⒜-⒵"
"""Ends of labels that need no white space behind them."""
_PARTICLES = "の|から|及び|又は|若しくは|並びに|、|まで|に|を|は|が|と|・|又|,"
_BEHIND = (
    r"(?:[ 　]+(?![はがをの、。])|[.．、](?![0-9])[ 　]*"
    rf"|(?<=[{_SELF_STANDING}])(?!{_PARTICLES})|$)"
)
"""What stands between a label and its text."""
_AND = "(?:及び|から|、)"


_WORDS = "[぀-ヿ㐀-鿿]"
_CLOSE = rf"(?<=[a-zⅰ-ⅿ])(?={_WORDS})(?!{_PARTICLES})"
"""What stands between a small letter and its text where its white space is too narrow to be seen:
no Japanese word begins with one."""


def _pattern(kind: Kind) -> re.Pattern[str]:
    one = f"(?:{'|'.join(_SHAPES[kind])}){_BRANCH}?"
    behind = f"(?:{_BEHIND}|{_CLOSE})" if kind in ("latin", "roman") else _BEHIND
    return re.compile(
        f"(?P<first>{one})(?:(?:{_AND}{one})*{_AND}(?P<last>{one})(?:まで)?)?(?P<behind>{behind})"
    )


_PATTERNS = {kind: _pattern(kind) for kind in KINDS}
_NOTE = re.compile(
    rf"注[ 　]*(?:(?P<number>[0-9]{{1,2}}|{_IN_KANJI}){_BRANCH}?)?"
    r"(?:[ 　.．、]+|$|(?<=[0-9])(?![0-9の、及又に]))"
)
_BRACKETED_NOTE = re.compile(rf"[(\[〔]注[ 　]*(?P<number>[0-9]{{1,2}}|{_IN_KANJI})?[)\]〕][ 　]*")
_TIGHT = re.compile(
    rf"(?P<digits>[0-9]{{1,4}})|(?P<kana>[{IROHA}])(?=[^ァ-ヴー])(?!{_PARTICLES})|[①-⑳]"
)
_STOPPED_DIGIT = re.compile(r"(?P<number>[0-9]{1,2})\.(?=[0-9])")
"""A label with a number behind its stop."""
_SAID = re.compile(
    "(?:[0-9,]+|[〇一二三四五六七八九十百千、]+) ?単位(?:[をとのに、又若]|以[上下]|未満)"
)
"""Points in a sentence: no number at the beginning of these is a label."""
_IN_SENTENCE = re.compile("[0-9点%,.、の]|から|及び|又は")
_NUMERAL = re.compile(r"[^()]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where the text behind it begins.

    ``text`` is in NFKC, the numbers of services in digits. ``first`` is its place in the order of
    its kind and ``branch`` that of a label between two others (イの２); ``last`` differs from
    ``first`` where one row stands for several ("ハ及びニ　削除"). ``tight``: there is no white
    behind it; ``counted``: what stands there may count something with it (２人以上の場合);
    ``alike``: it is printed as a kanji of the same shape.
    """

    kind: Kind
    text: str
    first: int
    last: int
    branch: int
    begins: int
    tight: bool = False
    counted: bool = False
    alike: bool = False

    @property
    def rank(self) -> int:
        """Its level: that of a service is 0."""
        return KINDS.index(self.kind)

    def all_texts(self) -> list[str]:
        """Its text; of one that stands for several that of each."""
        if self.first == self.last:
            return [self.text]
        return [_written(self.kind, at) for at in range(self.first, self.last + 1)]


@dataclass(frozen=True, slots=True)
class NoteLabel:
    """注, with its number (0 if it has none) and where the text begins."""

    printed: str
    number: int
    branch: int
    begins: int

    @property
    def text(self) -> str:
        """注, 注2, 注2の2."""
        branch = f"の{self.branch}" if self.branch else ""
        return f"注{self.number}{branch}" if self.number else "注"


def labels_of(text: str) -> list[Label]:
    """What can be a label at the beginning of a row."""
    return list(_found(narrow(text)))


def tight_labels_of(text: str) -> Iterator[Label]:
    """What may be a label at the beginning of a row with no white behind it: it is one only where a
    list leads to it."""
    text = narrow(text)
    if _SAID.match(text):
        return
    if stopped := _STOPPED_DIGIT.match(text):
        yield _tight_number(int(stopped["number"]), text, stopped.end())
        return
    match = _TIGHT.match(text)
    if match is not None and match["digits"]:
        for end in range(match.end("digits"), 0, -1):
            if not _IN_SENTENCE.match(text, end):
                yield _tight_number(int(text[:end]), text, end)
    elif match is not None:
        kind: Kind = "kana" if match["kana"] else "circle"
        first, branch = _place(match[0], kind)
        if first:
            yield Label(kind, _written(kind, first), first, first, branch, match.end(), tight=True)
    for number, end in tight_labels.kanji_labels(text):
        yield _tight_number(number, text, end)


def _tight_number(number: int, text: str, end: int) -> Label:
    counted = tight_labels.is_counted(text, end)
    return Label("number", str(number), number, number, 0, end, tight=True, counted=counted)


def _found(text: str) -> Iterator[Label]:
    for kind, pattern in _PATTERNS.items():
        match = pattern.match(text)
        if match is None or not match["first"]:
            continue
        first, branch = _place(match["first"], kind)
        last = _place(match["last"], kind)[0] if match["last"] else first
        if first and last >= first:
            written = _written(kind, first, branch)
            alike = kind == "kana" and match["first"][0] not in IROHA
            yield Label(kind, written, first, last, branch, match.end(), alike=alike)


def note_label_of(text: str) -> NoteLabel | None:
    """注 at the beginning of a row."""
    text = narrow(text)
    match = _NOTE.match(text)
    if match is None or (match["number"] and not _is_by_word(match["number"])):
        return _tight_note(text)
    if not match["number"] and match[0] != match[0].rstrip():
        tight, end = tight_labels.note_number(text[match.end() :])
        if tight:
            # the number has no white behind it
            return NoteLabel(f"注{tight}", tight, 0, match.end() + end)
    printed = match[0].strip(" 　.．、")
    number = value_of(match["number"], ("number", "kanji")) if match["number"] else 0
    _, found, branch = printed.partition("の")
    behind = value_of(branch, ("number", "kanji")) if found else 0
    return NoteLabel(_nfkc(printed), number or 0, behind or 0, match.end())


def _is_by_word(number: str) -> bool:
    return number.isdecimal() or number == _kanji(value_of(number, ("kanji",)) or 0)


def _tight_note(text: str) -> NoteLabel | None:
    """注 with no white behind it or its number."""
    bracketed = _BRACKETED_NOTE.match(text)
    if bracketed is not None:
        number = value_of(bracketed["number"] or "", ("number", "kanji")) or 0
        return NoteLabel(f"注{bracketed['number'] or ''}", number, 0, bracketed.end())
    if not text.startswith("注"):
        return None
    begin = 1 + len(text[1:]) - len(text[1:].lstrip())
    number, end = tight_labels.note_number(text[begin:])
    if (begin > 1 and not number) or not tight_labels.is_note(text[begin + end :]):
        return None
    return NoteLabel(text[: begin + end], number, 0, begin + end)


def _place(printed: str, kind: Kind) -> tuple[int, int]:
    """The place of a label in its order, and that of a label between two; 0 for none."""
    head, found, behind = printed.partition("の")
    if kind == "kana":
        head = head.translate(_ALIKE)
    numeral = _NUMERAL.search(head)
    value = value_of(numeral[0], _COUNTED[kind]) if numeral else None
    branch = value_of(behind, ("number", "kanji")) if found else 0
    return value or 0, branch or 0


def _written(kind: Kind, value: int, branch: int = 0) -> str:
    behind = f"の{branch}" if branch else ""
    return f"{_PRINTERS[kind](value)}{behind}"


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _iroha(value: int) -> str:
    tens, ones = divmod(value - 1, len(IROHA))
    return (IROHA[tens - 1] if tens else "") + IROHA[ones]


def _kanji(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else "〇一二三四五六七八九"[tens] + "十") + (
        "一二三四五六七八九"[ones - 1] if ones else ""
    )


def _roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


_PRINTERS: dict[Kind, Callable[[int], str]] = {
    "number": str,
    "kana": _iroha,
    "paren": lambda value: f"({value})",
    "kanji": lambda value: f"({_kanji(value)})",
    "syllabary": lambda value: SYLLABARY[value - 1],
    "latin": lambda value: chr(ord("a") + value - 1),
    "roman": _roman,
    "circle": lambda value: chr(ord("①") + value - 1),
}


def follows(label: Label, previous: Label) -> int:
    """How many places ``label`` stands behind ``previous`` in their order; 0 if it does not."""
    if label.kind != previous.kind:
        return 0
    if label.first == previous.last:
        return 1 if label.branch > previous.branch else 0
    return max(label.first - previous.last, 0)


def can_begin(label: Label) -> bool:
    """Whether a list can begin with it."""
    return label.first == 1 and not label.branch

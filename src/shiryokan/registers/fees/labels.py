"""Labels of variants, notes and their entries: １; イ; （１）; ①; ａ — their kinds and their order.

A label stands at the beginning of a row and has white space behind it, which a word that begins
a row of prose ("１日につき", "（２）の①") has not. Kana follow iroha (イロハ…), after ス the pairs
イイ, イロ …; a list that begins with ア follows the syllabary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shiryokan.japanese.enumeration import (
    CIRCLED_NUMBERS,
    DIGIT,
    KANA,
    PAREN_NUMBERS,
    SMALL_LATIN,
    value_of,
)
from shiryokan.japanese.enumeration import Kind as Counted

Kind = Literal["number", "kana", "bracket", "circle", "latin", "note"]

_ALIKE = str.maketrans("へべ口八二力夕卜千工", "ヘベロハニカタトチエ")
"""What some producers write for the kana of the same shape."""
_KANA = f"[{KANA}へ口八二力夕卜千工]"
_DIGIT = f"[{DIGIT}]"
_CIRCLE = f"[{CIRCLED_NUMBERS}]"
_AND = "(?:及び|から|、)"

_LABEL = re.compile(
    rf"(?P<note>注)[\s　]?(?P<noted>{_DIGIT}{{1,2}})?(?=[\s　])[\s　]+"
    rf"|(?P<number>{_DIGIT}{{1,3}}(?:の{_DIGIT}+)?(?:{_AND}{_DIGIT}{{1,3}}(?:まで)?)*)[\s　]+"
    rf"|(?P<kana>{_KANA}{{1,2}}(?:{_AND}{_KANA}{{1,2}}(?:まで)?)*)[\s　]+"
    rf"|(?P<bracket>[{PAREN_NUMBERS}]"
    rf"|[（(]{_DIGIT}{{1,2}}[）)](?:{_AND}[（(]{_DIGIT}{{1,2}}[）)](?:まで)?)*)[\s　]+"
    rf"|(?P<circle>{_CIRCLE}(?:{_AND}{_CIRCLE}(?:まで)?)*)[\s　]*"
    rf"(?!{_CIRCLE}|から|及び|又は|若しくは|、|の|まで)"
    rf"|(?P<latin>[{SMALL_LATIN}])[\s　]+"
)
_COUNTER = "点分回日月年歳歯根名号件枚個項以未つ割人台床か箇ヶ％%,，.．、の"
"""What numbers of a sentence have behind them."""
_TIGHT = re.compile(
    rf"(?P<note>注)(?P<noted>{_DIGIT}{{1,2}})?(?=[^意射視文記釈目入{_COUNTER}])"
    rf"|(?P<number>{_DIGIT}{{1,2}}(?=[^0-9０-９{_COUNTER}])"
    rf"|{_DIGIT}(?={_DIGIT}{{1,3}}[分回日月年歳歯根人以]))"
    rf"|(?P<kana>{_KANA})(?=[^ァ-ヴー])"
    rf"|(?P<bracket>[（(]{_DIGIT}{{1,2}}[）)])(?=[^{_COUNTER}])"
    rf"|(?P<circle>{_CIRCLE})(?=[^{_COUNTER}])"
    rf"|(?P<latin>[{SMALL_LATIN}])(?=[^a-zａ-ｚ])"
)
"""Labels with no white behind them, in documents that set none there."""
_LOOSE = re.compile(
    rf"(?P<number>{_DIGIT}{{1,4}})|(?P<kana>{_KANA})"
    rf"|(?P<bracket>[{PAREN_NUMBERS}]|[（(]{_DIGIT}{{1,2}}[）)])(?!の|に|から|及び|又は|まで)"
)
_LOOSE_KINDS: tuple[Kind, ...] = ("number", "kana", "bracket")
_COUNTED_ONLY = tuple("点%％,，.．、の")
"""What stands behind no number of a list."""
_COUNTED_WITH: dict[Kind, Counted] = {"kana": "iroha", "latin": "latin"}
_KINDS: tuple[Kind, ...] = ("note", "number", "kana", "bracket", "circle", "latin")
_PAREN_SIGNS = frozenset(chr(at) for at in range(ord("⑴"), ord("⒇") + 1))
"""(1) in one sign."""
_ONE = re.compile(rf"{_DIGIT}+|{_KANA}+|{_CIRCLE}|[{SMALL_LATIN}]")


@dataclass(frozen=True, slots=True)
class Label:
    """A label, its ``text`` in ASCII digits and brackets, and where the text behind it begins.

    ``first`` and ``last`` are its place in the order of its kind, from 1; they differ where one
    row stands for several ("２及び３　削除"). ``end`` is where its characters end.
    """

    kind: Kind
    text: str
    first: int
    last: int
    end: int
    begins: int


def label_of(text: str, *, tight: bool = False) -> Label | None:
    """The label with which a row begins, if it has one; ``tight``: without white behind it, too."""
    match = _LABEL.match(text) or (_TIGHT.match(text) if tight else None)
    if match is None:
        return None
    kind = next(each for each in _KINDS if match[each])
    printed = match["noted"] or "" if kind == "note" else match[kind]
    if kind == "kana":
        printed = printed.translate(_ALIKE)
    plain = ascii_label(printed) if kind == "bracket" else printed
    places = [_place(each, kind) for each in _ONE.findall(plain)]
    if kind == "note":
        places = places[:1] or [0]
    elif "の" in printed:
        places = places[:1]
    if not all(places) and kind != "note":
        return None
    end = match.end("noted") if match["noted"] else match.end(kind)
    return Label(kind, ascii_label(printed), places[0], places[-1], end, match.end())


def loose_labels(text: str) -> Iterator[Label]:
    """What a row may begin with as a label whatever stands behind it, with no white between
    ("２個別に行った場合", "イデータ提出加算"): it is one only where a list leads to it."""
    match = _LOOSE.match(text)
    if match is None:
        return
    kind = next(each for each in _LOOSE_KINDS if match[each])
    printed = match[kind]
    if kind == "number":
        for end in range(len(printed), 0, -1):
            if text[end : end + 1] not in _COUNTED_ONLY:
                plain = ascii_label(printed[:end])
                yield Label("number", plain, int(plain), int(plain), end, end)
        return
    plain = printed.translate(_ALIKE) if kind == "kana" else ascii_label(printed)
    place = _place(plain if kind == "kana" else plain.strip("()"), kind)
    if place:
        yield Label(kind, plain, place, place, match.end(), match.end())


def ascii_label(printed: str) -> str:
    """Digits, letters and brackets in ASCII; kana and circled digits as they are."""
    return "".join(
        unicodedata.normalize("NFKC", c)
        if unicodedata.category(c) != "No" or c in _PAREN_SIGNS
        else c
        for c in printed
    )


def in_syllabary(text: str) -> int:
    """The place of a kana in the syllabary (ア is 1); 0 for what is not one."""
    return value_of(text, ("katakana",)) or 0


def _place(label: str, kind: Kind) -> int:
    return value_of(label, (_COUNTED_WITH.get(kind, "number"),)) or 0


def follows(label: Label, previous: Label) -> int:
    """How many places ``label`` stands behind ``previous`` in their order; 0 if it does not."""
    if label.kind != previous.kind:
        return 0
    step = label.first - previous.last
    if label.kind == "kana" and step != 1:
        a, b = in_syllabary(previous.text[-1:]), in_syllabary(label.text[:1])
        # ヰ and ヱ are none of the syllabary's, and have no place before ア
        if len(previous.text) == 1 == len(label.text) and a and b - a == 1:
            return 1
    return max(step, 0)


def rank(label: Label) -> int:
    """The level of a kind: numbers stand above kana, these above brackets, and so on."""
    return _KINDS.index(label.kind)


def begins(label: Label) -> bool:
    """Whether a list can begin with it: １, イ or ア, （１）, ①, ａ."""
    return label.first == 1 or label.text in ("ア", "0")

"""What a note pays for under a name of its own: 乳幼児加算として、75点を所定点数に加算する.

A note says the name before として and the points behind it, in one sentence; several names share
the amounts that follow, in order ("時間外加算、休日加算又は深夜加算として、それぞれ85点、250点又は
480点"). Or its lettered entries are the names ("イ　地域支援体制加算１　32点").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shiryokan.registers.fees.values import AMOUNT, number

_SUFFIX = "(?:[0-9０-９]{1,2}|[Ａ-ＺA-Z]|[（(][^（）()。、]{1,8}[）)])?"
_IN_NAME = r"(?:[^\s、。（）()「」]|[（(][者児等][）)])"
"""A character of a name, or the bracket within one: 重症児（者）受入連携加算."""
_WORD = rf"{_IN_NAME}*?[加減]算{_SUFFIX}"
_FEE = r"[^\s、。（）()「」]*?料(?:[0-9０-９]{1,2}|[Ａ-ＺA-Z])?(?:の特例)?"
_AND = "(?:、|又は|若しくは|及び|並びに)"
_NAMED = re.compile(rf"(?<![^\s、。（）()「」])(?P<names>{_WORD}(?:{_AND}{_WORD})*|{_FEE})として")
_OWN = re.compile(rf"(?P<name>[^\s、。「」]+?[加減]算{_SUFFIX})(?:[（(].*[）)])?")
_CLAUSE = re.compile(
    "(?:場合|とき|患者|もの|回)(?:に)?は|を除き|に対し(?:て)?|に限り|について|により|点を"
)
_NAMELESS = re.compile(f"(?:.*(?:に係る|の|当該|各))?(?:[加減]算|料){_SUFFIX}|当該.*")
_SENTENCE = re.compile("[^。]*。?")
_BRACKET = re.compile("[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_SAME_RUN = re.compile("(?:、|又は|若しくは|及び|並びに|から)*")
LONGEST_NAME = 40
"""Characters of a name at most; what is longer is a sentence."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of points in a text: what it is for, if that has a name, and the words before it.

    ``start`` is its place in the text without white space. Amounts that follow each other
    ("それぞれ85点、250点又は480点") have one ``run``, the place of the first, and the words
    before that.
    """

    points: int
    name: str
    context: str
    start: int
    run: int


def stripped(text: str) -> str:
    """A text without white space, as which places of amounts count."""
    return "".join(text.split())


def amounts_in(text: str) -> list[Amount]:
    """All amounts of points in a text, in order."""
    return [amount for sentence in _sentences(stripped(text)) for amount in _of_sentence(*sentence)]


def names_in(text: str) -> list[str]:
    """The names under which a text pays anything, each once, whether it says how much or not."""
    found = (name for match in _NAMED.finditer(stripped(text)) for name in _names(match["names"]))
    return list(dict.fromkeys(found))


def addition_of(name: str) -> str:
    """The name of an addition that an entry of a note is, without what qualifies it in a bracket;
    empty where the entry is none."""
    match = _OWN.fullmatch(stripped(name))
    if match is None or len(match["name"]) > LONGEST_NAME or _NAMELESS.fullmatch(match["name"]):
        return ""
    return match["name"]


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        if match[0]:
            yield match.start(), match[0]


def _of_sentence(start: int, text: str) -> Iterator[Amount]:
    named = list(_NAMED.finditer(text))
    found = list(AMOUNT.finditer(text))
    run, end = 0, -1
    for match in found:
        if end < 0 or not _SAME_RUN.fullmatch(text[end : match.start()]):
            run = match.start()
        end = match.end()
        before = [each for each in named if each.end() <= match.start()]
        name = ""
        if before:
            names = _names(before[-1]["names"])
            after = [each.end() for each in named if each.start() > before[-1].start()]
            same = [m for m in found if before[-1].end() <= m.start() < min(after, default=1 << 30)]
            if names and len(same) % len(names) == 0:
                name = names[same.index(match) % len(names)]
            elif names:
                name = "・".join(names)
        yield Amount(
            number(match["points"]), name, _before(text[:run]), start + match.start(), start + run
        )


def _before(text: str) -> str:
    """The clause before an amount and the one before that, without what is in brackets; within a
    bracket that is open, what stands in it."""
    plain = _BRACKET.sub("", text)
    opened = max(plain.rfind("（"), plain.rfind("("))
    begin = max(opened, plain.rfind("。")) + 1
    comma = plain.rfind("、", begin)
    return plain[max(plain.rfind("、", begin, max(comma, begin)) + 1, begin) :]


def _names(phrase: str) -> list[str]:
    words = re.split(rf"(?<=算){_AND}|(?<=算[0-9０-９Ａ-ＺA-Z）)]){_AND}", phrase)
    names = [_CLAUSE.split(word)[-1] for word in words]
    return [n for n in names if n and len(n) <= LONGEST_NAME and not _NAMELESS.fullmatch(n)]

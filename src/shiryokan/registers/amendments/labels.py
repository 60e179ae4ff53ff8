"""What a paragraph is numbered with, and the heads and numbers that it stands under."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from shiryokan.japanese.enumeration import Enumerator, Form, Kind, enumerator, value_of
from shiryokan.registers.base import Heading
from shiryokan.registers.narrow_text import narrow

_CODE = re.compile(r"(?:区分番号)?(?P<code>[A-Z]\s?\d{3}(?:\s?-\s?\d{1,2}){0,3})(?=[\s、]|$)")
_NOTE = re.compile(r"注(?P<number>\d{0,2})(?:の\d{1,2})?(?=\D|$)")
_BRANCH = re.compile("(?:の[0-9一二三四五六七八九十]{1,3})+")
_UPPER = ("編", "章", "部", "節", "款", "目", "条", "")
_HEAD = re.compile(
    "(?:別[表紙添][第0-9一二三四五六七八九十]*+(?:の[0-9一二三四五六七八九十]++)?"
    "|附[ 　]*則|通則|目次)(?![ぁ-ん])"
)
"""What heads what stands below it, and not words that only name it: 別表第二に掲げる."""
_ASIDE = re.compile("[（(][^（()）]*[）)]")
_SAID = re.compile(
    r"[（(〔［\[〈《<](?:(?:中|以下|前|後|省)?略|新[ 　]*設|新[ 　]*規|追[ 　]*加|削"
    r"|廃[ 　]*止|同[左右上じ]|同様|(?:規定|記載)?なし|(?:変更|改正|修正)なし"
    r"|(?:現行|従前|従来|現在)の?(?:とおり|どおり|通り|まま))"
)
"""What stands in the place of a text that is not set."""
_TITLE = 40
"""Characters of a text that is the title of its number rather than a sentence."""


@dataclass(frozen=True, slots=True)
class Label:
    """A number as printed, what is of its sort, and where the text begins behind it. Several that
    are told together (３～５) are one: ``value`` is the first's, ``last`` the last's."""

    printed: str
    sort: str
    value: int
    end: int
    last: int = -1

    def follows(self, before: Label) -> bool:
        """Whether it is the next of its sort."""
        latest = max(before.value, before.last)
        return before.sort == self.sort and self.value == latest + 1


def label_of(text: str) -> Label | None:
    """The number with which a text begins."""
    plain = narrow(text)
    if match := _HEAD.match(plain):
        sort = "head" if match[0][0] == "別" else "rules"
        return Label(re.sub(r"\s", "", match[0]), sort, 0, match.end())
    if match := _CODE.match(plain):
        return Label(re.sub(r"\s", "", match["code"]), "code", 0, match.end())
    if match := _NOTE.match(plain):
        return Label(re.sub(r"\s", "", match[0]), "note", int(match["number"] or 1), match.end())
    found = _enumerator(plain, 0)
    if found is None:
        return _several(plain, None) or _branched(plain) or _before_said(plain)
    sort = _sort(found)
    end = found.end
    if branch := _BRANCH.match(plain, end):
        end = branch.end()
    printed = found.numeral if found.form == "stop" else plain[:end]
    return _several(plain, found) or Label(printed, sort, found.value, end)


def _before_said(plain: str) -> Label | None:
    """２（略）: no white stands between the number and what is said for its text."""
    said = _SAID.search(plain, 1, _RANGE)
    if said is None or plain[said.start() - 1].isspace():
        return None
    label = label_of(plain[: said.start()])
    return label if label is not None and label.end == said.start() else None


_KINDS: tuple[Kind, ...] = ("number", "kanji", "iroha", "katakana", "roman", "latin", "capital")
_FORMS: tuple[Form, ...] = ("ordinal", "circle", "paren", "half", "plain", "stop")
_KANJI_STOP = re.compile("[一二三四五六七八九十百]+、(?![ 　])")
"""二、三日: words rather than a number."""
_TO = re.compile("[~～〜-]|から|及び|・|、")
_UNTIL = re.compile("(?:まで)?(?:[ 　]|$|(?=[（(〔［【]))")


def _enumerator(plain: str, at: int) -> Enumerator | None:
    found = enumerator(plain, at, kinds=_KINDS, forms=_FORMS)
    if found is None or _KANJI_STOP.match(found.printed + plain[found.end :]):
        return None
    # Ｆ）: the end of words in brackets
    return None if found.kind == "capital" and found.form == "half" else found


def _sort(found: Enumerator) -> str:
    if found.form == "ordinal":
        return f"ordinal {found.unit}"
    return f"{'iroha' if found.kind == 'katakana' else found.kind} {found.form}"


def _several(plain: str, first: Enumerator | None) -> Label | None:
    """３～５, イからハまで, (2)・(3): numbers that are told together."""
    to = _TO.search(plain, first.end if first else 0, _RANGE)
    if to is None or to.start() == 0 or (first and to.start() != first.end):
        return None
    # alone, as nothing but white ends a number that has no signs around it
    begin = first or _enumerator(plain[: to.start()], 0)
    found = None
    for until in (len(plain), plain.find("まで", to.end())):
        last = _enumerator(plain[:until], to.end()) if until > 0 else None
        found = found or last
    if begin is None or found is None or begin.end != to.start():
        return None
    ends = _UNTIL.match(plain, found.end)
    if ends is None or _sort(begin) != _sort(found) or not _ascending(begin, found):
        return None
    end = found.end + (2 if plain.startswith("まで", found.end) else 0)
    return Label(plain[:end], _sort(begin), begin.value, end, found.value)


def _ascending(first: Enumerator, last: Enumerator) -> bool:
    """Whether one counts on from the other; kana are counted in either order."""
    kinds: tuple[Kind, ...] = ("iroha", "katakana")
    orders = [[kind] for kind in kinds] if first.kind in kinds else [[first.kind]]
    return any(
        (value_of(first.numeral, order) or 0) < (value_of(last.numeral, order) or 0)
        for order in orders
    )


_RANGE = 10
"""Within how many characters the first of several numbers ends."""


_PLAIN_BRANCH = re.compile(
    r"(?:第?[0-9一二三四五六七八九十百]+[章節条款]?|[イ-ン])(?:の[0-9一二三四五六七八九十]{1,3})+(?=[\s、]|$)"
)


def _branched(plain: str) -> Label | None:
    """三の二."""
    match = _PLAIN_BRANCH.match(plain)
    if match is None:
        return None
    first = enumerator(
        match[0].split("の")[0], kinds=("number", "kanji", "iroha"), forms=("ordinal", "plain")
    )
    if first is None:
        return None
    return Label(match[0], _sort(first), first.value, match.end())


@dataclass(frozen=True, slots=True)
class _Open:
    label: Label
    heading: Heading
    head: bool

    @property
    def sort(self) -> str:
        return self.label.sort


def _is_capital_head(each: _Open) -> bool:
    """Whether it is a part of a paper, over what any ordinal counts: Ⅰ, A."""
    sign = each.label.printed[:1]
    return each.sort in _CAPITALS and bool(each.heading.title) and sign.upper() == sign


_CAPITALS = ("roman plain", "roman stop", "capital plain", "capital stop")


@dataclass
class Outline:
    """The numbers that are open, the outermost first."""

    open: list[_Open] = field(default_factory=list)

    def enter(self, text: str, *, head: bool = False) -> None:
        """Go on to a paragraph; ``head``: it stands in a column of heads, and what has a number
        of its own in the columns beside it is below it."""
        label = label_of(text)
        if label is None:
            return
        rest = text[label.end :].strip("　 ")
        bare = _ASIDE.sub("", rest)
        sentence = not head and ("。" in bare or len(bare) > _TITLE)
        sentence = sentence or _SAID.match(rest) is not None
        self._close(label, head)
        self.open.append(_Open(label, Heading(label.printed, "" if sentence else rest), head))

    def _close(self, label: Label, head: bool) -> None:
        if label.sort == "head":
            self.open.clear()
        elif label.sort.startswith("ordinal"):
            unit = label.sort[8:]
            above = _UPPER[: _UPPER.index(unit)] if unit in _UPPER else _UPPER
            over = len(list(itertools.takewhile(_is_capital_head, self.open)))
            self.open = [
                each for at, each in enumerate(self.open)
                if at < over or each.sort == "head"
                or (each.sort.startswith("ordinal") and each.sort[8:] in above)
            ]  # fmt: skip
        elif label.sort in ("code", "rules"):
            self.open = [e for e in self.open if e.sort == "head" or e.sort.startswith("ordinal")]
        elif label.sort == "note":
            self.open = [
                e for e in self.open
                if e.head or e.sort in ("head", "code") or e.sort.startswith("ordinal")
            ]  # fmt: skip
        else:
            self._close_numbers(label, head)

    def _close_numbers(self, label: Label, head: bool) -> None:
        if head:
            self.open = [each for each in self.open if each.head]
        for at, each in enumerate(self.open):
            if each.head and not head:
                continue
            # 注１, then 2 alone: the second note
            second = each.sort == "note" and label.sort == "number plain"
            follows = second and label.value == each.label.value + 1
            if each.sort == label.sort or follows:
                del self.open[at:]
                return

    def path(self) -> list[Heading]:
        """The heads and numbers that are open."""
        return [each.heading for each in self.open]

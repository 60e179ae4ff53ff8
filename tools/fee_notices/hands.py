"""Notices as set by the hands of :mod:`tools.hands`, which a browser prints.

Set up before it was seen how such papers are read. What is particular to notices (labels, heads,
codes, signs in margins) is drawn by chance beside the hand; seeds below :data:`tools.hands.ASIDE`
draw from every second value, those from there on from all.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from shiryokan.japanese.numerals import in_kanji
from tools.fee_notices.notice import Author, Branch, Item, Line, Notice, Paragraph, Section
from tools.fee_notices.typeset import Look
from tools.hands import ASIDE, Hand, Row, hand, margins_css, print_rows
from tools.labels_by_sample import label, wide

T = TypeVar("T")
_KANJI = "〇一二三四五六七八九"
_NUMBERS = (
    "(１1)",
    "（１）",
    "(1)",
    "１1",
    "⑴",
    "1.",
    "（1）",
    "①",
    "（１1）",
    "１．",
    "（１）",
    "1)",
)
_UPRIGHT = ("（一）", "（１）", "㈠", "⑴", "一", "（1）", "㈠", "１", "（一）", "①")
_LINES = (
    ("ア", "(イ)", "①"), ("ア", "①", "ａ"), ("ア", "（ア）", "ａ"), ("イ", "(1)", "ア"),
    ("イ", "（イ）", "①"), ("①", "ア", "(ア)"), ("ア．", "（ア）", "①"), ("ａ", "ⅰ", "①"),
    ("(ア)", "①", "ａ"), ("・", "－", "・"), ("ア", "ⅰ", "a"), ("i", "①", "ア"),
)  # fmt: skip
_UPRIGHT_LINES = (
    ("イ", "（１）", "ア"), ("ア", "（ア）", "①"), ("イ", "①", "ア"), ("ア", "①", "イ"),
    ("イ", "ⅰ", "①"), ("ア", "㈠", "①"),
)  # fmt: skip
_HEADS = (
    "{code}　{name}", "【{code}】　{name}", "{code} {name}", "区分番号{code}　{name}",
    "{code}　　　{name}", "［{code}］{name}", "○　{code}　{name}", "〈{code}〉　{name}",
    "{code}：{name}", "◆{code}　{name}", "【{code}　{name}】", "（{code}）　{name}",
    "■{code}　{name}", "{code}．{name}", "《{code}》　{name}",
)  # fmt: skip
_SET = (
    "", "font-weight:bold", "", "text-align:center", "border:0.5pt solid #000;padding:0 .3em",
    "background:#ddd", "text-decoration:underline", "font-family:IPAexGothic",
    "border-block-end:0.5pt solid #000", "font-size:1.15em", "",
    "border-inline-start:3pt solid #000;padding-inline-start:.3em",
)  # fmt: skip
_PLACES = ("same", "same", "same", "below", "same", "boxes", "same")
"""Where the name of an item stands: behind its code, in the row below, or in a box beside it."""
_GENERAL = ("通則", "＜通則＞", "（通則）", "通　則", "【通則】", "〔通則〕", "［通則］", "○　通則")
_MARKS = (
    (), (), ("○",), (), ("※",), ("改",), (), ("（新）", "（削）"), (">○",), ("新", "改"), (),
    ("◎", "※"), (">改",), ("▲",), ("●",),
)  # fmt: skip
_EVERY = (4, 6, 9)
"""One row in so many has a sign in the margin."""
_LETTER = (
    "保医発0305第６号", "令和８年３月５日", "地方厚生（支）局医療課長　殿",
    "診療報酬の算定方法の一部改正に伴う実施上の留意事項について（通知）",
    "標記について、令和８年厚生労働省告示第57号をもって改正されたことに伴う留意事項は、別添のとおりであるので、"
    "貴管下の保険医療機関及び審査支払機関に対し、周知徹底を図られたい。",
)  # fmt: skip


@dataclass(frozen=True)
class Manner:
    """What is particular to the notices of a hand."""

    number: str
    lines: tuple[str, ...]
    head: str
    head_css: str
    place: str
    head_level: float
    codes: str
    """``wide``, ``narrow`` or ``kanji``."""
    sign: str
    general: str
    at: float
    section_css: str
    marks: tuple[str, ...]
    every: int
    margins: float
    """How much further in, in mm, the text of odd pages stands."""
    letter: bool
    which: str


def manner(seed: int, how: Hand) -> Manner:
    """What is particular to the notices of a seed."""
    chance = random.Random(f"notice hand {seed}")
    every = 1 if seed >= ASIDE else 2

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    number = one(_UPRIGHT if how.upright else _NUMBERS)
    which = "調剤" if chance.random() < 0.15 else "医科"
    lines = one([
        each for each in (_UPRIGHT_LINES if how.upright else _LINES)
        if all(_plain(sample) != _plain(number) for sample in each)
        # numbered titles within an item have (1) below them
        and (_plain(number) == "(1)" or all(_plain(sample) != "(1)" for sample in each))
    ])  # fmt: skip
    head = one(_HEADS)
    if which == "調剤" and not head.startswith("区分"):
        head = head.replace("{code}", "区分{code}")
    kanji = how.upright and how.numerals in ("words", "places") and chance.random() < 0.7
    codes = "kanji" if kanji else "wide" if how.upright else one(("wide", "wide", "narrow"))
    tiers = how.upright and how.columns > 1
    return Manner(
        number=number, lines=lines, head=head, head_css=one(_SET), place=one(_PLACES),
        head_level=one((0, 0, 1, 0.5)), codes=codes,
        sign="の" if kanji or which == "調剤" else "－", general=one(_GENERAL),
        at=one((0, 1, 2, 0.5)),
        section_css=one(("", "text-align:center", "font-size:1.2em", "")), marks=one(_MARKS),
        every=chance.choice(_EVERY),
        margins=0 if tiers or chance.random() < 0.5 else one((4, 8, 2, 12)),
        letter=chance.random() < 0.4, which=which,
    )  # fmt: skip


def _plain(sample: str) -> str:
    return unicodedata.normalize("NFKC", label(sample, 1)).rstrip(".、)") or sample


def write(seed: int, path: Path) -> tuple[Notice, Look]:
    """Print the notice of a seed; what it says, as it is printed, and a look with its labels."""
    how = replace(hand(seed), where="edge")
    own = manner(seed, how)
    said = _said(Author(seed, rich=True).notice(own.which), own, how)
    rows = list(_Setter(own, how).rows(said))
    print_rows(rows, how, _title(said), path, css=margins_css(how, own.margins))
    look = Look(
        f"hand {seed}", number=lambda n: label(own.number, n),
        lines=tuple(_counted_from_0(sample) for sample in own.lines), which=own.which,
    )  # fmt: skip
    return said, look


def _counted_from_0(sample: str) -> Callable[[int], str]:
    return lambda n: label(sample, n + 1)


def _title(notice: Notice) -> str:
    return f"{notice.which}{'' if notice.which == '調剤' else '診療'}報酬点数表に関する事項"


def _code(code: str, own: Manner) -> str:
    if own.codes == "narrow" and own.sign != "の":
        return code
    base, _, branch = code.partition("-")
    if own.codes == "kanji":
        base = "".join(_KANJI[int(each)] if each.isdecimal() else wide(each) for each in base)
        branch = in_kanji(int(branch)) if branch else ""
    return wide(base) + (own.sign + wide(branch) if branch else "")


# --- what it says, as it is printed


def _said(notice: Notice, own: Manner, how: Hand) -> Notice:
    def say(text: str) -> str:
        plain = unicodedata.normalize("NFKC", text).replace("(", "（").replace(")", "）")
        plain = plain.replace(" ", "　")
        parts = re.split(r"([A-Z][0-9]{3}(?:-[0-9]+)?|(?<![0-9])0[0-9.]*)", plain)
        return "".join(
            (_code(each, own) if each[0].isalpha() else wide(each)) if at % 2 else how.say(each)
            for at, each in enumerate(parts)
        )

    def line(each: Line) -> Line:
        return Line(say(each.text), [line(below) for below in each.below])

    def paragraph(each: Paragraph) -> Paragraph:
        return Paragraph(
            say(each.text), [line(below) for below in each.lines], say(each.further),
            [[say(cell) for cell in row] for row in each.rows], each.notes,
        )  # fmt: skip

    def item(each: Item) -> Item:
        return replace(
            each, heads=[(code, say(name)) for code, name in each.heads], lead=say(each.lead),
            paragraphs=[paragraph(one) for one in each.paragraphs],
            branches=[
                Branch(say(branch.title), [paragraph(one) for one in branch.paragraphs])
                for branch in each.branches
            ],
        )  # fmt: skip

    return Notice(notice.which, [
        Section(section.title, [paragraph(one) for one in section.general],
                [item(one) for one in section.items])
        for section in notice.sections
    ])  # fmt: skip


# --- rows


class _Setter:
    def __init__(self, own: Manner, how: Hand) -> None:
        self.own, self.how = own, how
        self.chance = random.Random(f"notice marks {how.seed}")

    def rows(self, notice: Notice) -> Iterator[Row]:
        own, how = self.own, self.how
        if own.letter:
            for at, text in enumerate(_LETTER):
                css = ("text-align:end", "text-align:end", "", "text-align:center", "")[at]
                yield Row("head" if at < 4 else "prose", 0, "", how.say(text), css=css)
        css = "break-before:page" if own.letter else ""
        yield Row("head", 0, "", f"別添{how.number(1)}", css=f"text-align:end;{css}")
        yield Row("title", -1, "", _title(notice))
        unit = "節部款"[how.seed % 3]
        sections = [
            f"第{how.number(at)}{unit}　{section.title}"
            for at, section in enumerate(notice.sections, 1)
        ]
        if how.contents:
            yield Row("head", 2, "", "目次")
            for at, name in enumerate(sections):
                yield Row("entry", 0, "", name, how.number(3 * at + 2))
        for name, section in zip(sections, notice.sections, strict=True):
            yield Row("head", 0 if own.section_css else 2, "", name, css=own.section_css)
            if section.general:
                yield Row("head", 1, "", own.general)
                for at, paragraph in enumerate(section.general, 1):
                    yield from self._paragraph(how.number(at), own.at, paragraph)
            for item in section.items:
                yield from self._item(item)

    def _item(self, item: Item) -> Iterator[Row]:
        own, how = self.own, self.how
        yield from self._head(item)
        if item.lead:
            yield Row("prose", own.at + 1, "", item.lead)
        for at, paragraph in enumerate(item.paragraphs, 1):
            yield from self._paragraph(label(own.number, at), own.at, paragraph)
        bracketed = "(" in unicodedata.normalize("NFKC", label(own.number, 1))
        inner = own.number if bracketed else "（一）" if own.codes == "kanji" else "(１1)"
        for at, branch in enumerate(item.branches, 1):
            yield Row("entry", own.at, how.number(at), branch.title)
            for below, paragraph in enumerate(branch.paragraphs, 1):
                yield from self._paragraph(label(inner, below), own.at + 1, paragraph)

    def _head(self, item: Item) -> Iterator[Row]:
        own = self.own
        if item.through:
            closed = "まで" if item.through == "から" else ""
            first = _code(item.heads[0][0], own)
            codes = f"{first}{item.through}{_code(item.last, own)}{closed}"
            yield self._headed(own.head.format(code=codes, name="削除"))
            return
        heads = [(_code(code, own), name) for code, name in item.heads]
        if item.deleted or own.place == "same" or (own.place == "boxes" and len(heads) > 1):
            text = "、".join(own.head.format(code=code, name=name) for code, name in heads)
            yield self._headed(text)
        elif own.place == "boxes":
            yield Row("table", 0, "", "", cells=tuple(
                (own.head.split("{name}")[0].format(code=code, name="").strip("　 【：．"), name)
                for code, name in heads
            ))  # fmt: skip
        else:
            bare = re.sub("[　 ：．]*{name}", "", own.head)
            for code, name in heads:
                yield self._headed(bare.format(code=code))
                yield Row("head", own.head_level + 1, "", name)

    def _headed(self, text: str) -> Row:
        return Row("head", self.own.head_level, "", text, css=self.own.head_css, mark=self._mark())

    def _mark(self) -> str:
        marks = self.own.marks
        if not marks or self.chance.randrange(self.own.every):
            return ""
        return self.chance.choice(marks)

    def _paragraph(self, printed: str, at: float, paragraph: Paragraph) -> Iterator[Row]:
        css = "text-decoration:underline" if self.chance.random() < 0.05 else ""
        yield Row("note", at, printed, paragraph.text, mark=self._mark(), css=css)
        yield from self._lines(paragraph.lines, at + 1, 0)
        if paragraph.further:
            yield Row("prose", at + 1, "", paragraph.further)
        if paragraph.rows:
            yield Row("table", at + 1, "", "", cells=tuple(tuple(row) for row in paragraph.rows))

    def _lines(self, lines: Sequence[Line], at: float, depth: int) -> Iterator[Row]:
        for number, line in enumerate(lines, 1):
            yield Row(
                "note", at, label(self.own.lines[depth], number), line.text, mark=self._mark()
            )
            yield from self._lines(line.below, at + 1, depth + 1)

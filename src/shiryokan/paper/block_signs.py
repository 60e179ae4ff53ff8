"""What is known of the blocks of a page, from which the whole document tells their kinds."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from shiryokan.japanese.enumeration import DIGIT
from shiryokan.paper.beginnings import NO_TITLE, Number, is_source, level_of, number_of
from shiryokan.paper.layout.lines import LEADERS, PAIRS, ends_sentence, is_left_open
from shiryokan.paper.model import Block, BlockKind, Line, Page


class KindParams(msgspec.Struct, frozen=True):
    """The numbers of this step. Lengths are in ems: the height of the block's first line."""

    longest: int = 64
    """Characters of a heading, at most: a longer one is a sentence."""
    most_lines: int = 3
    """Lines of a heading, at most."""
    near_pages: int = 3
    """Pages between two brackets, or bullets, of one run, at most."""
    skipped: int = 2
    """Numbers that a run leaves out, at most: the layout put them into other blocks."""
    step: float = 1.2
    """Ems by which the left edges of one series differ, at most: deeper ones are another."""
    title: float = 1.3
    """The size of a title, in sizes of the text, at least: a large line is no label."""
    same: float = 0.05
    """The share by which sizes differ that are one."""
    labels: int = 3
    """So many short lines of one look after each other are labels of a drawing."""
    shortest: int = 2
    """Letters of a heading, at least."""
    longest_plain: int = 36
    """Characters of a heading without a number in the letters of the text, at most."""
    sized: float = 0.12
    """The share by which its size differs from that of the text, at most."""
    long_text: int = 25
    """Characters of a line that is text and no label, at least."""
    near: float = 1.6
    """Ems between it and what it names, at most."""
    deeper: float = 4.0
    """Ems by which that begins farther in, at most."""
    full: float = 0.95
    """The share of its column that a line takes up which may go on in the next one."""
    widest: float = 0.8
    """The share of its column that it takes up, at most."""
    often: int = 4
    """So often a heading comes back in a document that is told by that alone."""
    white: float = 0.5
    """Ems of white above it, at least,"""
    whiter: float = 0.4
    """and by how many that is more than below it."""
    greater: float = 1.08
    """A heading is larger than another one by this factor, at least."""
    least: int = 2
    """How many more speak for it than against it that one style contains another, at least,"""
    seldom: int = 3
    """where one of them is a style without a number that the document has more often than this,"""
    agreed: float = 0.4
    """and the share of all that is."""
    untold: int = 4
    """The level of a heading of which neither custom nor size says it."""
    deepest: int = 6
    """The deepest level there is."""
    entries: int = 5
    """Lines of a table of contents, at least,"""
    mostly: float = 0.75
    """and the share of the blocks of a page that are headings on no other page."""
    leading: int = 3
    """Lines with leaders that make a page one of contents."""
    subject: int = 90
    """Characters of the subject of a letter, at most."""
    slide: float = 0.15
    """The share of the height of a slide within which its title ends."""
    small: float = 0.9
    """The size of notes below the text, in sizes of the text, at most."""


PARAMS = KindParams()

DECIDED: frozenset[BlockKind] = frozenset(("heading", "list", "text"))
"""The kinds between which the document decides; captions, figures and tables are what they are."""
_CLAUSE = re.compile(
    r"(?:こと|[るいたの]者|とき|場合|もの|ため|よう|[るたすくぐうつぬぶむのをにがはで、，]|"
    rf"[^扱違願問狙らあ]い|[{DIGIT}][点円％%]?)$|…|・・"
)
"""How a clause ends, or an amount: no title of nouns does."""
_NOTE_MARK = re.compile(rf"(?<=[^\d{DIGIT}.．,，－-])[{DIGIT}]{{1,3}}$")
"""The mark of a note, set small behind a title, and the number of a rule: 加算１."""
_LETTER = re.compile(
    r"(?:令和|平成|昭和|西暦|20\d\d年)[ 　0-9０-９元]*年|[0-9０-９]+[ 　]*月[0-9０-９ 　]*日|"
    r"〒|https?:|www\.|(?:TEL|Tel|FAX|Fax|E-?mail|電話|ＴＥＬ|ＦＡＸ|住所|氏名|所在地|名称|担当|内線)"
    r"[ 　:：（(]|.{0,20}(?:殿|様|御中|宛)$|[（(].{0,8}(?:宛先|あて先)"
)
"""A line of the head of a letter: a date, an address, a name to be filled in."""
_OFFICE = re.compile(r"(?:[課部局室所院会市町村区署庁係]長|大臣|知事|管理官)(?:[ 　].{1,12})?$")
"""Who sends a letter, or whom it is sent to."""
_AMOUNT = re.compile(
    rf"[¥￥約]?[{DIGIT}][{DIGIT},，.．]*[ 　]?(?:[円%％件人名枚]|万|億|千)[^の]{{0,8}}$"
)
"""An amount alone is what is said, not what it is said of."""
_MEASURED = re.compile(r".{0,16}単位[：: 　]")
"""What a table is measured in."""
_DATE = re.compile(
    rf"(?:(?:令和|平成|昭和)[ 　]*[{DIGIT}元 　]+|20[{DIGIT}]{{2}})年(?:[（(].{{1,8}}[）)])?"
    rf"(?:[{DIGIT} 　]+月(?:[{DIGIT} 　]+日)?)?"
)
_REMARK = re.compile(r"[（(「『]|[\d'’]|以上$|記$|.*[↓→↑←]|(?!コラム|事例|参考|テーマ).*[：:]")
"""A remark in brackets, a label with its value, a label of a drawing."""
_SUBJECT = re.compile(r"について(?:[（(].{1,12}[）)])?$")
"""The subject of a letter."""


class Sign(NamedTuple):
    """What is known of a block of text, or of a table or a figure. Lengths are in points."""

    block: int
    """Its number on the page, from 0."""
    kind: BlockKind
    level: int
    """What the page says."""
    text: str
    last: str
    """Its first line and its last one."""
    lines: int
    length: int
    """Its characters; 0 for a table or a figure."""
    size: float
    """The height of its first line, 1 em."""
    start: float
    end: float
    """Where its lines begin and end, along the direction of writing."""
    top: float
    bottom: float
    """Where it begins and ends across it."""
    underlined: bool
    """Whether most of its first line is."""
    number: Number | None
    subject: bool
    """Whether it reads like the subject of a letter."""
    over_slide: bool
    """Whether it stands where a slide has its title."""

    @property
    def is_title(self) -> bool:
        """Whether it is one line of nouns."""
        return (
            self.lines == 1
            and self.length <= PARAMS.longest
            and not ends_sentence(self.text)
            and not ends_clause(self.text)
        )

    @property
    def is_cut(self) -> bool:
        """Whether it begins or ends within brackets: a piece of something longer."""
        if is_left_open(self.last):
            return True
        # the bracket behind a number, as in 1), closes nothing
        count = self.text[self.number.end if self.number else 0 :].count
        rounded = count("）") + count(")") > count("（") + count("(")
        return rounded or any(
            count(close) > count(open_) for open_, close in PAIRS.items() if open_ not in "（("
        )

    @property
    def is_short(self) -> bool:
        """Whether it is whole, and no longer than a heading."""
        return (
            self.lines <= PARAMS.most_lines
            and self.length <= PARAMS.longest
            and not ends_sentence(self.last)
            and not self.is_cut
            and any(map(str.isalpha, self.text))
            and not _MEASURED.match(self.text)
        )

    @property
    def is_told_by_look(self) -> bool:
        """Whether the page took it for a heading by how it looks and not by its number."""
        return self.kind == "heading" and (
            self.number is None
            or not level_of(self.text)
            or self.lines > 1
            or NO_TITLE.search(self.text) is not None
        )

    @property
    def is_of_letter(self) -> bool:
        """Whether it is a line of the head of a letter, or says where something is taken from."""
        return _LETTER.match(self.text) is not None or is_source(self.text)

    @property
    def is_value(self) -> bool:
        """Whether it is but a date or an amount."""
        text = self.text
        bare = _DATE.fullmatch(text) or _AMOUNT.match(text) or _MEASURED.match(text)
        return self.lines == 1 and bare is not None

    @property
    def is_remark(self) -> bool:
        """Whether it is a remark, a line of a letter, a label with its value, or a piece."""
        return (
            self.is_of_letter
            or self.is_cut
            or _REMARK.match(self.text) is not None
            or _OFFICE.search(self.text) is not None
            or LEADERS.search(self.text) is not None
            or sum(map(str.isalpha, self.text)) < PARAMS.shortest
        )


def ends_clause(text: str) -> bool:
    """Whether a line ends like a clause, the mark of a note aside."""
    return _CLAUSE.search(_NOTE_MARK.sub("", text)) is not None


def signs_of(page: Page) -> tuple[Sign, ...]:
    """What is known of the blocks of ``page``, whose furniture is marked, in reading order."""
    slide = PARAMS.slide * page.height if page.width > page.height else 0.0
    return tuple(
        _sign(at, block, page.width, slide)
        for at, block in enumerate(page.blocks)
        if block.lines and block.kind != "furniture"
    )


def _sign(at: int, block: Block, width: float, slide: float) -> Sign:
    first: Line = block.lines[0]
    x0, y0, x1, y1 = block.bbox
    size = first.bbox.y1 - first.bbox.y0
    start, end, top, bottom = x0, x1, y0, y1
    if first.direction == "ttb":
        size = first.bbox.x1 - first.bbox.x0
        start, end, top, bottom = y0, y1, width - x1, width - x0
    plain = block.kind in DECIDED
    length = sum([len(line.text) for line in block.lines]) if plain else 0
    short = 0 < length <= PARAMS.subject
    return Sign(
        at, block.kind, block.level, first.text, block.lines[-1].text, len(block.lines), length,
        size or 1.0, start, end, top, bottom,
        plain and sum(b - a for a, b in first.underlined) * 2 > len(first.text),
        number_of(first.text) if plain else None,
        short and _SUBJECT.search("".join([line.text for line in block.lines])) is not None,
        bottom < slide,
    )  # fmt: skip

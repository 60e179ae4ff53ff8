"""Rows, codes and labels of schedules as they are written, level or vertical, by whatever hand."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shiryokan.japanese.enumeration import DIGIT, KANA
from shiryokan.japanese.numerals import NotANumber, kanji_number
from shiryokan.paper.document import Document
from shiryokan.registers import written_rows
from shiryokan.registers.fees.labels import Label, label_of, loose_labels
from shiryokan.registers.fees.rows import Row
from shiryokan.registers.fees.values import is_number, is_points
from shiryokan.registers.item_codes import codes_of
from shiryokan.registers.source_text import Piece, Traced
from shiryokan.registers.written_rows import Manner

_KANJI = "〇一二三四五六七八九"
_IN_KANJI = "[一二三四五六七八九十百]{1,4}"
_ANY = f"[{DIGIT}{_KANJI}]"
_DASH = "[-－‐‑–—―−ー─]"
_BRANCH = f"(?:(?:{_DASH}|の)(?:{_ANY}|十)+)"
_LETTERED = f"[A-ZＡ-Ｚ]{_ANY}{{3}}{_BRANCH}*"
_NUMBERED = f"(?:{_ANY}{{2}}){_BRANCH}*"
_LIST = "{0}(?:(?:から|及び|、){0}(?:まで)?)*"
_LETTERED_ROW = re.compile(f"(?P<code>{_LIST.format(_LETTERED)})(?P<white>[\\s　]*)")
_NUMBERED_ROW = re.compile(
    f"(?P<code>{_LIST.format(_NUMBERED)})(?P<white>[\\s　]*)(?![{DIGIT}{_KANJI}十百千点分回日月年歳人以％%])"
)
_NOTE = re.compile(
    rf"(?P<open>[（(〔［]?)注[\s　]?(?P<number>[{DIGIT}]{{1,2}}|{_IN_KANJI})?(?P<close>[）)〕］]?)"
    r"(?P<white>[\s　.．、：:]*)"
)
_TIGHT_NOTE = re.compile(
    "(?!意(?![思見])|射|視(?!力)|文(?!書)|記(?!録)|釈|目(?!的)|入(?![院所])|の|に(?!お)|、|及び|又は|から)"
)
"""Behind 注 with no white: no other word (注射, 注入), and no sentence about a note (注１の, 注２に)."""
_COUNTED = tuple("点分回日月年歳人件名以")
"""Behind a number that is none of a note: 注　１日につき, with no white in it."""
_STOPPED = re.compile(rf"(?P<number>[{DIGIT}]{{1,3}})[.．、](?![{DIGIT}])[\s　]*")
_KANJI_NUMBER = re.compile(rf"(?P<number>{_IN_KANJI})(?:[.．、]|(?=[\s　]))[\s　]*")
_BRACKETED = re.compile(
    rf"(?P<sign>[（(][{DIGIT}]{{1,2}}[）)]|[⑴-⒇])(?=\S)(?!の|に|から|及び|又は|、)"
)
_TIGHT_KANA = re.compile(rf"(?P<sign>[{KANA}])(?=[^ァ-ヴー])(?!の|に|から|及び|又は|、|まで)")
_HEAD = re.compile(
    r"(?:(?:区分(?:番号)?|番号|コード|項目|名称|内容|事項|診療行為)+(?:[（(\[［]?点数?[）)\]］]?)?"
    r"(?<!^区分)|[（(\[［]?点数?[）)\]］]?|数)"
)
"""Heads of columns, that of a narrow one in two rows; 区分 alone heads a section."""
_SIGNED = 0.1
"""Share of the rows of a column of bare numbers that may have 点 all the same."""
_POINTS = re.compile(r"(?:点|点数)(?:[（(].*[）)])?$")


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code at the beginning of a row as printed, the codes it stands for, and what is behind."""

    printed: str
    codes: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Found:
    """What may be a label at the beginning of a row; ``tight``: with no white behind it."""

    label: Label
    tight: bool


def rows_of(source: Document) -> list[Row]:
    """The rows of a document in the order in which they are read; their ends are told from the
    edge at which rows end, so that they are below 0."""
    return [
        Row(row.page, row.text, row.start, row.end, row.height, shift=row.at(0)[0] - row.start)
        for row in written_rows.rows_of(source, _MANNER)
    ]


def with_signs(rows: Sequence[Row]) -> list[Row]:
    """The rows without the heads of columns, with 点 behind the numbers of a column that is headed
    so, if these have none."""
    heads = {id(row) for row in rows if _HEAD.fullmatch("".join(row.text.text.split()))}
    kept = [row for row in rows if id(row) not in heads]
    headed = any("点" in row.text.text for row in rows if id(row) in heads)
    bare = [row for row in kept if _is_bare(row)] if headed else []
    if not bare:
        return kept
    em = statistics.median(row.height for row in rows)
    ((edge, _),) = Counter(round(row.x1 / em) for row in bare).most_common(1)
    near = [row for row in kept if abs(row.x1 / em - edge) <= 1]
    signed = sum(any(is_points(text) for text in _tails(row)) for row in near)
    ours = {id(row) for row in near if _is_bare(row)}
    if signed > _SIGNED * len(ours):
        return kept
    return [_signed(row) if id(row) in ours else row for row in kept]


def _is_bare(row: Row) -> bool:
    """Whether a row ends in a number that white parts from what stands before it."""
    return any(is_number(row.text.text[end:]) for _, end in row.spaces[-1:])


def _tails(row: Row) -> list[str]:
    text = row.text.text
    return [text, *(text[end:] for _, end in row.spaces)]


def _signed(row: Row) -> Row:
    return replace(row, text=Traced([*row.text.pieces, Piece("点", row.page, None, 0)]))


def ends_in_points(text: str) -> bool:
    """Whether a row may end in points."""
    return _POINTS.search(text) is not None


def lettered(text: str) -> CodeRow | None:
    """A code with a letter at the beginning of a row."""
    match = _LETTERED_ROW.match(text)
    return _code(match, text) if match else None


def numbered(text: str) -> CodeRow | None:
    """A code of two digits at the beginning of a row."""
    match = _NUMBERED_ROW.match(text)
    return _code(match, text) if match else None


def _code(match: re.Match[str], text: str) -> CodeRow | None:
    printed, rest = match["code"], text[match.end() :]
    if rest[:1].isdigit() and not match["white"]:
        return None
    try:
        return CodeRow(printed, tuple(codes_of(printed)), rest)
    except ValueError:
        return None


def note_of(text: str) -> Found | None:
    """注 at the beginning of a row, with its number if it has one."""
    match = _NOTE.match(text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    behind = text[match.end() :]
    tight = not match["white"] and not match["close"]
    if behind and tight and not _TIGHT_NOTE.match(behind):
        return None
    begins = match.end()
    number = _number(match["number"]) if match["number"] else 0
    if number is None:
        return None
    if number and tight and behind.startswith(_COUNTED):
        number, begins = 0, match.start("number")
    written = str(number) if number else ""
    return Found(Label("note", written, number, number, begins, begins), tight=tight)


def labels_of(text: str) -> Iterator[Found]:
    """What may be a label at the beginning of a row, that with white behind it first."""
    if (label := label_of(text)) is not None and label.kind != "note":
        yield Found(label, tight=False)
        return
    for pattern in (_STOPPED, _KANJI_NUMBER):
        if (match := pattern.match(text)) and (number := _number(match["number"])):
            end = match.end("number")
            yield Found(Label("number", str(number), number, number, end, match.end()), tight=False)
            return
    for pattern in (_BRACKETED, _TIGHT_KANA):
        if match := pattern.match(text):
            found = label_of(f"{match['sign']}　")
            if found is not None:
                end = match.end("sign")
                made = Label(found.kind, found.text, found.first, found.last, end, end)
                yield Found(made, tight=pattern is _TIGHT_KANA)
                return
    for label in loose_labels(text):
        yield Found(label, tight=True)


def _number(printed: str) -> int | None:
    try:
        return kanji_number("".join(str(int(c)) if c.isdecimal() else c for c in printed))
    except NotANumber:
        return None


def _kind(text: str) -> str:
    if note_of(text) is not None:
        return "note"
    if lettered(text) is not None:
        return "code"
    return next((each.label.kind for each in labels_of(text) if not each.tight), "")


_MANNER = Manner(re.compile("報酬点数表"), _kind, is_points, ("点", "点数"))

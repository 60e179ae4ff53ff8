"""Rows, codes and labels of schedules as they are written, level or vertical, by whatever hand."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shiryokan.japanese.enumeration import DIGIT, KANA
from shiryokan.japanese.numerals import NotANumber, kanji_number
from shiryokan.paper.document import Document
from shiryokan.registers import tight_labels, written_rows
from shiryokan.registers.fees.labels import Label, label_of, loose_labels
from shiryokan.registers.fees.rows import Row
from shiryokan.registers.fees.values import is_number, is_points
from shiryokan.registers.item_codes import codes_of
from shiryokan.registers.placed_lines import Manner
from shiryokan.registers.source_text import Piece, Traced

_KANJI = "〇一二三四五六七八九"
_IN_KANJI = "[一二三四五六七八九十百]{1,4}"
_ANY = f"[{DIGIT}{_KANJI}]"
_DASH = "[-－‐‑–—―−ー─]"
_BRANCH = f"(?:(?:{_DASH}|の)(?:{_ANY}|十)+)"
_LETTERED = f"[A-ZＡ-Ｚ]{_ANY}{{3}}{_BRANCH}*"
_NUMBERED = f"(?:{_ANY}{{2}}){_BRANCH}*"
_LIST = "{0}(?:(?:から|及び|、){0}(?:まで)?)*"
_COUNTER = f"[{DIGIT}{_KANJI}十百千点分年歳以％%]|回(?!復)|日(?!常)|月(?!経)|人(?!工)"
"""What stands behind a number that is no code."""
_LETTERED_ROW = re.compile(f"(?P<code>{_LIST.format(_LETTERED)})(?P<white>[\\s　]*)")
_NUMBERED_ROW = re.compile(f"(?P<code>{_LIST.format(_NUMBERED)})(?P<white>[\\s　]*+)(?!{_COUNTER})")
_NOTE = re.compile(
    rf"(?P<open>[（(〔［]?)注[\s　]?(?P<number>[{DIGIT}]{{1,2}}|{_IN_KANJI})?(?P<close>[）)〕］]?)"
    r"(?P<white>[\s　.．、：:]*)"
)
_STOPPED = re.compile(rf"(?P<number>[{DIGIT}]{{1,3}})[.．、](?![{DIGIT}])[\s　]*")
_SAID = re.compile(
    rf"(?:[{DIGIT},，]+|[{_KANJI}十百千、]+)[ 　]?点(?:[をとのに、又若]|以[上下]|未満)"
)
"""Points in a sentence: no number at the beginning of these is a label."""
_STOPPED_DIGIT = re.compile(rf"(?P<number>[{DIGIT}]{{1,2}})[.．](?=[{DIGIT}])")
"""A label with a number behind its stop: １．30分以上の場合."""
_KANJI_NUMBER = re.compile(rf"(?P<number>{_IN_KANJI})(?:[.．、]|(?=[\s　]))[\s　]*")
_BRACKETED = re.compile(
    rf"(?P<sign>[（(][{DIGIT}]{{1,2}}[）)]|[⑴-⒇])(?=\S)(?!の|に|から|及び|又は|、)"
)
_TIGHT_KANA = re.compile(rf"(?P<sign>[{KANA}])(?=[^ァ-ヴー])(?!の|に|から|及び|又は|、|まで)")
_HEAD = re.compile(
    r"(?:(?:区分(?:番号)?|番号|コード|項目|名称|内容|事項|診療行為)+(?:[（(\[［]?(?:所定)?点数?"
    r"(?:[（(]点[）)])?[）)\]］]?)?(?<!^区分)|(?:所定)?点数(?:[（(]点[）)])?|[（(\[［]点数?[）)\]］])"
)
"""Heads of columns; 区分 alone heads a section."""
OPEN_BRACKET = re.compile(r"[（(][^（）()]*$")
"""At the end of a row, where a name or its unit goes on in the next."""
_CLOSES_BRACKET = re.compile(r"[^（()。]{1,16}[）)](?:[\s　]|$)")
"""At the beginning of the row in which it does: １回につき）."""
_SIGNED = 0.1
"""Share of the rows of a column of bare numbers that may have 点 all the same."""
_NUMBER_OF_POINTS = re.compile(rf"[{DIGIT}{_KANJI}十百千][ 　]?点(?:[（(].*[）)])?$")
_POINTS = re.compile(r"(?:点|点数)(?:[（(].*[）)])?$")


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code at the beginning of a row as printed, the codes it stands for, and what is behind."""

    printed: str
    codes: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Found:
    """What may be a label at the beginning of a row; ``tight``: with no white behind it;
    ``counted``: what stands behind it may count something with it (二人以上の場合); ``alike``: it
    is printed as a kanji of the same shape (二 for ニ)."""

    label: Label
    tight: bool
    counted: bool = False
    alike: bool = False


def rows_of(source: Document) -> list[Row]:
    """The rows of a document in the order in which they are read; their ends are told from the
    edge at which rows end, so that they are below 0."""
    return [
        Row(
            row.page, row.text, row.start, row.end, row.height,
            shift=row.at(0)[0] - row.start,
        )
        for row in written_rows.rows_of(source, _MANNER)
    ]  # fmt: skip


def with_signs(rows: Sequence[Row]) -> list[Row]:
    """The rows without the heads of columns, with 点 behind the numbers of a column that is headed
    so, if these have none."""
    heads: set[int] = set()
    for before, row in itertools.pairwise([None, *rows]):
        text = "".join(row.text.text.split()) if row is not None else ""
        # the head of a narrow column runs over two rows
        rest = text == "数" and before is not None and id(before) in heads
        if row is not None and (rest or _HEAD.fullmatch(text)):
            heads.add(id(row))
    kept = [row for row in rows if id(row) not in heads]
    headed = any("点" in row.text.text for row in rows if id(row) in heads)
    bare = [
        row
        for row, after in itertools.pairwise([*kept, None])
        if headed and row is not None and _is_bare(row)
        and not (after is not None and after.text.text.startswith("点"))
    ]  # fmt: skip
    if not bare:
        return kept
    em = statistics.median(row.height for row in rows)
    ((edge, _),) = Counter(round(row.x1 / em) for row in bare).most_common(1)
    near = {id(row) for row in kept if abs(row.x1 / em - edge) <= 1}
    ours = {id(row) for row in bare if id(row) in near}
    pages = {row.page for row in bare if id(row) in ours}
    paid = [row for row in kept if any(is_points(tail) for tail in row.tails)]
    signed = sum(id(row) in near for row in paid)
    # where points have their sign, numbers that stand below each other are those of names
    elsewhere = sum(row.page in pages for row in paid)
    if signed > _SIGNED * len(ours) or elsewhere > len(ours):
        return kept
    return [_signed(row) if id(row) in ours else row for row in kept]


def _is_bare(row: Row) -> bool:
    """Whether a row ends in a number that white parts from what stands before it."""
    return any(is_number(row.text.text[end:]) for _, end in row.spaces[-1:])


def _signed(row: Row) -> Row:
    return replace(row, text=Traced([*row.text.pieces, Piece("点", row.page, None, 0)]))


def closes_bracket(above: str, text: str) -> bool:
    """Whether a row closes the bracket that the one above it leaves open."""
    return OPEN_BRACKET.search(above) is not None and _CLOSES_BRACKET.match(text) is not None


def ends_in_number(text: str) -> bool:
    """Whether a line ends in a number of points."""
    return _NUMBER_OF_POINTS.search(text) is not None


def ends_in_points(text: str) -> bool:
    """Whether a row may end in points."""
    return _POINTS.search(text) is not None


def lettered(text: str) -> CodeRow | None:
    """A code with a letter at the beginning of a row."""
    return _code(_LETTERED_ROW, text)


def numbered(text: str) -> CodeRow | None:
    """A code of two digits at the beginning of a row."""
    return _code(_NUMBERED_ROW, text)


def _code(pattern: re.Pattern[str], text: str) -> CodeRow | None:
    match = pattern.match(text)
    if match is None:
        return None
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
    begins = match.end()
    number: int | None = 0
    if match["number"] and not tight:
        number = _number(match["number"])
    elif match["number"]:
        number, end = tight_labels.note_number(text[match.start("number") :])
        begins = match.start("number") + end
        behind = text[begins:]
    if number is None or (behind and tight and not tight_labels.is_note(behind)):
        return None
    written = str(number) if number else ""
    return Found(Label("note", written, number, number, begins, begins), tight=tight)


def labels_of(text: str) -> Iterator[Found]:
    """What may be a label at the beginning of a row."""
    if not _SAID.match(text):
        yield from list(_labels_apart(text)) or _tight_labels(text)


def _labels_apart(text: str) -> Iterator[Found]:
    """What may be a label that white or a stop parts from what is behind it."""
    if (label := label_of(text)) is not None and label.kind != "note":
        yield Found(label, tight=False, alike=label.kind == "kana" and text[0] not in KANA)
    for pattern in (_STOPPED, _KANJI_NUMBER):
        # 二 may be the kana
        if (match := pattern.match(text)) and (number := _number(match["number"])):
            end = match.end("number")
            yield Found(Label("number", str(number), number, number, end, match.end()), tight=False)


def _tight_labels(text: str) -> Iterator[Found]:
    """What may be a label with no white behind it."""
    if match := _STOPPED_DIGIT.match(text):
        number, end = int(match["number"]), match.end("number")
        yield Found(Label("number", str(number), number, number, end, match.end()), tight=True)
        return
    for pattern in (_BRACKETED, _TIGHT_KANA):
        if match := pattern.match(text):
            found = label_of(f"{match['sign']}　")
            if found is not None:
                end = match.end("sign")
                made = Label(found.kind, found.text, found.first, found.last, end, end)
                yield Found(made, tight=pattern is _TIGHT_KANA)
                return
    for number, end in tight_labels.kanji_labels(text):
        made = Label("number", str(number), number, number, end, end)
        yield Found(made, tight=True, counted=tight_labels.is_counted(text, end))
    for label in loose_labels(text):
        # 二 without white is no kana
        if label.kind != "kana" or text[0] in KANA:
            yield Found(label, tight=True, counted=tight_labels.is_counted(text, label.end))


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


def _is_worth(text: str) -> bool:
    """Whether a text is only what stands right of a name; points may be parted from their sign."""
    return text in ("点", "点数") or is_points(text) or is_number(text)


_MANNER = Manner(re.compile("報酬点数表"), _kind, _is_worth, ("点", "点数"))

"""Labels of an enumeration, and the names of the bodies that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from shiryokan.japanese.enumeration import (
    ALL_SIGNS,
    CAPITAL_LATIN,
    CIRCLED_NUMBERS,
    DIGIT,
    KANA,
    KANJI,
    PAREN_NUMBERS,
    ROMAN_NUMBERS,
    SMALL_LATIN,
    SMALL_ROMAN,
)
from shiryokan.registers.source_text import Traced, joined

_OPEN, _CLOSE = "(（〔【［[<＜〈《「", ")）〕】］]>＞〉》」"
_DIGIT = f"[{DIGIT}]"
_KANA = f"[{KANA}ｱ-ﾝ]"
_MARK = re.compile(
    r"[ 　]*(?P<mark>"
    rf"第[ 　]?(?:{_DIGIT}{{1,3}}|[{KANJI}]{{1,4}})[ 　]?[編部章節款項条]?|"
    rf"[(（〔［\[] ?(?P<inner>{_DIGIT}{{1,3}}|{_KANA}{{1,2}}|"
    rf"[{KANJI}]{{1,3}}|[{SMALL_LATIN}{CAPITAL_LATIN}]|[ivx{SMALL_ROMAN}]{{1,4}}) ?[)）〕］\]]|"
    rf"[{ALL_SIGNS}]|"
    rf"(?P<plain>{_DIGIT}{{1,3}}(?:[.．－\-‐]{_DIGIT}{{1,3}}){{0,4}}|[{KANA}]|[{KANJI}]{{1,3}}|"
    rf"[{ROMAN_NUMBERS}]|[{CAPITAL_LATIN}]|[{SMALL_LATIN}]|[IVX]{{1,4}})"
    r"(?:[)）.．、:：]|(?=[ 　]|$|[【［〔（(\[])))"
    r"(?P<space>[ 　]*)"
)
BODY_ENDS = (
    "省|庁|府|院|委員会|官房|局|部|課|室|係|公社|機構|協会|センター|警察|会議|署|市|県|都|道|町|村|区|"
    "国|団体|等|所|学校|大学|館|銀行|公庫|議会|者|[A-ZＡ-Ｚ]{2,10}"
)
_COUNT = re.compile(rf"[{DIGIT}]の?(?:個人|団体|件|名|人|者|通|社)|(?:個人|団体)[{DIGIT}]")
"""Who sent opinions, and how many: 25の個人及び団体 are no bodies that answer for a measure."""
_BODY = re.compile(
    rf"[^、，,。；;　 ]{{0,40}}(?:{BODY_ENDS})(?:等|ほか|※)?(?:[（(][^（()）]{{1,30}}[)）])?"
)
_BETWEEN = re.compile(
    r"[、，,・/／　]+|[ ]+|及び|並びに|(?<=[省庁府局部課室会])と(?=[^、　 ]*[省庁府局部課室会])"
)
_ANSWERS = re.compile(
    r"[(（【\[［]?(?:担当|所管)(?:府省庁?|省庁|部局|課|等)*[)）】\]］]?[ 　]*[:：]?[ 　]*"
)
_SURE_END = re.compile(r"(?:省|庁|府|官房|委員会|局|部|課|室|院|館)$")
_WHOLE = re.compile(r"[、，,　]+|[ ]{2,}")
_REPRINT = re.compile(r"[(（【\[［<＜〈]?[ 　]*再掲[^)）】\]］>＞〉]{0,20}[)）】\]］>＞〉]?")

_TITLE_AND_BODIES = re.compile(
    r"(?P<title>.+?)[ 　]*(?P<bodies>[【［\[(（〔][^【［\[〔]+[】］\])）〕])[ 　]*"
)


class Label(NamedTuple):
    """A label as printed, its enumerator alone (ア of （ア）), and what follows it."""

    printed: Traced
    enumerator: str
    rest: Traced

    @property
    def style(self) -> str:
        """What all labels of its enumeration share: its digits and kana made one."""
        printed = re.sub(r"[ 　]", "", self.printed.text)
        shape = re.sub(f"{_DIGIT}+", "1", printed)
        shape = re.sub(f"[{KANJI}]+", "一", shape)
        shape = re.sub(f"{_KANA}+", "ア", shape)
        shape = re.sub(f"[{CIRCLED_NUMBERS}]", "①", shape)
        shape = re.sub(f"[{PAREN_NUMBERS}]", "⑴", shape)
        shape = re.sub(f"[{ROMAN_NUMBERS}]", "Ⅰ", shape)
        return shape.translate(str.maketrans("（）［］．－‐", "()[].--"))


def label_of(text: Traced) -> Label | None:
    """The label at the beginning of ``text``, if there is one."""
    match = _MARK.match(text.text)
    if not match:
        return None
    printed = text.cut(match, "mark").strip()
    enumerator = match["inner"] or match["plain"] or printed.text
    return Label(printed, enumerator, text[match.end() :])


def bodies(text: Traced) -> list[Traced]:
    """The bodies that ``text`` lists; empty if it is anything else than such a list."""
    inner = without_brackets(without_reprint(text))
    if not inner.text or inner.text.endswith(("。", "．")):
        return []
    for between in (_WHOLE, _BETWEEN):
        # by their texts first: nearly all that is asked about lists no bodies
        parts = [part for each in between.split(inner.text) if (part := each.strip())]
        if parts and all(_BODY.fullmatch(part) for part in parts):
            return [] if any(map(_COUNT.search, parts)) else _parted(inner.split(between))
    return []


def _parted(parts: Sequence[Traced]) -> list[Traced]:
    """Names that 及び, ・ or a space joins are parted where both sides are bodies for sure."""
    found: list[Traced] = []
    for part in parts:
        pieces = part.split(re.compile(r"及び|並びに|・|[ ]+"))
        ends = all(_SURE_END.search(piece.text) for piece in pieces)
        found += pieces if len(pieces) > 1 and ends else [part]
    return found


def listed_bodies(text: Traced) -> list[Traced]:
    """The bodies of a cell that is known to list them: parted at commas, or as they are."""
    return bodies(text) or without_brackets(text).split(re.compile(r"[、，,　；;]+"))


def is_qualifier(paragraph: Traced) -> bool:
    """Whether a paragraph among bodies is in brackets and none itself: 【外為法】 says for what the
    next ones answer."""
    inner = without_brackets(paragraph)
    return len(inner) < len(paragraph.strip()) and not bodies(inner)


def take_bodies(paragraphs: list[Traced]) -> list[Traced]:
    """Bodies in brackets, or after 担当, in a first or last paragraph of their own; it is taken out
    of ``paragraphs``."""
    for at in (-1, 0):
        if len(paragraphs) < 2:
            break
        text = paragraphs[at].strip(" 　")
        match = _ANSWERS.match(text.text)
        found = bodies(text[match.end() :] if match else text)
        if found and (match or len(without_brackets(text)) < len(text)):
            del paragraphs[at]
            return found
    return []


def title_and_bodies(rest: Traced) -> tuple[Traced, list[Traced]]:
    """What follows a label: bodies, a title, or a title and the bodies in brackets."""
    rest = rest.strip(" 　")
    found = bodies(rest)
    if found:
        return Traced(), found
    match = _TITLE_AND_BODIES.fullmatch(rest.text)
    named = bodies(rest.cut(match, "bodies")) if match else []
    if match and named:
        return rest.cut(match, "title"), named
    return rest, []


def bodies_at_head(lines: Sequence[Traced]) -> tuple[list[Traced], int]:
    """Bodies that stand at the head of a paragraph's lines, and the number of lines they fill.

    A list may need several lines; it ends with a line's end.
    """
    for count in range(1, min(len(lines), 4) + 1):
        whole = joined(lines[:count])
        bracketed = whole.text[:1] in _OPEN and whole.text[:1]
        if bracketed and not any(sign in whole.text for sign in _CLOSE):
            continue
        found = bodies(whole)
        if found and not _goes_on(whole, lines[count:]):
            return found, count
    return [], 0


def _goes_on(whole: Traced, rest: Sequence[Traced]) -> bool:
    """Whether the list runs on in the next line: it ends with a comma, or the next line begins
    with one or is a list itself."""
    if not rest or len(without_brackets(whole)) < len(whole.strip(" 　")):
        return False
    return whole.text.rstrip().endswith(("、", "，", ",")) or bool(bodies(joined(rest[:1])))


def without_brackets(text: Traced) -> Traced:
    """Without the brackets around all of it."""
    text = text.strip(" 　")
    while len(text) > 1 and text.text[0] in _OPEN and text.text[-1] in _CLOSE:
        if _CLOSE.index(text.text[-1]) != _OPEN.index(text.text[0]):
            break
        inside = text.text[1:-1]
        if any(sign in inside for sign in (text.text[0], text.text[-1])):
            break
        text = text[1:-1].strip(" 　")
    return text


def reprint_marks(text: Traced) -> list[Traced]:
    """The marks 再掲 in brackets, or alone at the end."""
    return [
        text.cut(match)
        for match in _REPRINT.finditer(text.text)
        if match[0][0] != "再" or match.end() == len(text.text)
    ]


def without_reprint(text: Traced) -> Traced:
    """``text`` without a mark 再掲 at its end."""
    match = next(reversed(list(_REPRINT.finditer(text.text))), None)
    if match and not text.text[match.end() :].strip(" 　"):
        return text[: match.start()].strip(" 　")
    return text

"""What stands over paragraphs: titles, headings, heads of items, and where annexes begin.

A head is a code and a name behind white space; several may share one ("Ｂ００２　…(Ⅰ)、Ｂ００３
…(Ⅱ)", "Ａ２０１からＡ２０３まで　削除"). Those of dispensing have 区分 before their two digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shiryokan.japanese.numerals import kanji_number
from shiryokan.registers.item_codes import codes_of
from shiryokan.registers.notices.model import Schedule
from shiryokan.registers.source_text import Traced

_ZERO_TO_NINE = "〇一二三四五六七八九"
_DIGITS = f"[0-9{_ZERO_TO_NINE}]"
_BRANCH = rf"(?:[二三四五六七八九]?十[一二三四五六七八九]?|{_DIGITS}{{1,2}})"
_TEN = re.compile("[二三四五六七八九]?十[一二三四五六七八九]?")
# in kanji a branch stands behind の as well (Ａ一〇〇の二)
_LETTERED = rf"[A-Z]{_DIGITS}{{3}}(?:(?:\s?[-ー]\s?|(?<=[{_ZERO_TO_NINE}十])の){_BRANCH})*"
_NUMBERED = rf"{_DIGITS}{{2}}(?:の{_DIGITS}{{1,2}})*"
_TITLES: dict[str, Schedule] = {"医": "medical", "歯": "dental", "調": "dispensing"}
TITLE = re.compile(r"(?P<which>医科|歯科|調剤)(?:診療)?報酬点数表に関する事項")
ANNEX = re.compile(r"[(【〔\[]?別\s?添\s?[0-9一二三四五六七八九十]*(?:の[0-9]+)?[)】〕\]]?")
"""A part of its own begins; what follows is a notice again."""
FORM = re.compile(
    r"[(【〔\[]?(?:別表|別紙(?:様式)?|様式|参考(?:資料)?)\s?[0-9一二三四五六七八九十]*(?:[-の][0-9]+)*"
    r"(?:[)】〕\]]|\([^。]*\))?(?:\s.{0,40})?"
)
"""A table or form behind the notice begins."""
_UNITS = "章部節款"
HEADING = re.compile(
    rf"(?P<number>第\s?[0-9一二三四五六七八九十]+\s?(?P<unit>[{_UNITS}])(?:の[0-9]+)?)"
    r"\s+(?P<title>[^。]+)"
)
GENERAL = re.compile(r"[<〈《(【\[〔○◇◆■□●◎▼▽▲△★☆]?\s?(?P<title>通\s*則)\s?[>〉》)】\]〕]?")
GROUP = re.compile(r"(?P<open>[<〈《])(?P<title>[^<>〈〉《》。]+)[>〉》]")
COMMON = re.compile(r"[\[【〔](?P<title>[^。]*共通(?:事項|の取扱い)?[^。]*)[\]】〕]")
MARKS = "【〔[<〈《■□◆◇○●◎▼▽▲△★☆"
"""What may stand before the code of a head: a bracket or a mark."""
_MARK, _CLOSE = f"[{re.escape(MARKS)}]", r"[】〕\]>〉》]"
_FRAME = rf"{_MARK}?\s?"
_CODE = rf"(?:区分(?:番号)?\s?)?(?:{_LETTERED}|(?<=区分){_NUMBERED}|(?<=区分番号){_NUMBERED})"
_CODES = (
    rf"{_CODE}(?:\s?(?:、|及び|から|・)\s?{_CODE}(?:まで)?"
    rf"|\s?から\s?{_NUMBERED}まで|\s?及び\s?{_NUMBERED}(?!\S*まで))*"
)
HEAD = re.compile(
    rf"{_FRAME}(?P<codes>{_CODES})\s?{_CLOSE}?"
    rf"(?:\s*[:.]\s*|\s+|(?=削除|{_CLOSE}))(?P<name>.*)"
)
_NAME = r"(?:[^。、]|。(?=\)))"
TIGHT_HEAD = re.compile(
    rf"{_FRAME}(?P<codes>{_CODE})(?P<name>[ァ-ヶ一-龠]{_NAME}*(?:、{_CODE}{_NAME}*)*)"
)
"""A head without white space, where the code fills the room before the name."""
_FURTHER_ROUND = rf"(?:、\s?\(|(?:及び|並びに)\s?\((?=[^)]*、)){_CODES}\)"
ROUND_HEAD = re.compile(
    rf"\((?P<codes>{_CODES})\)\s*"
    rf"(?P<name>[^。、ぁ-ん](?>{_FURTHER_ROUND}[^。、ぁ-ん]|{_NAME})*)"
)
"""A head whose code stands in round brackets, as references do. Further ones are taken as such only
where no name could hold them: both ways for each would be tried for all together."""
GONE = re.compile(rf"{_FRAME}\(?{_CODES}\)?\s?{_CLOSE}?\s*[:.]?\s*[(（]?\s*削\s*除\s*[)）]?\s*")
"""The head of items that are no more, and nothing else."""
_PART = rf"(?P<mark>{_MARK}?)\s?(?P<part>[A-Z]{_DIGITS}{{0,3}}の?)"
CUT_CODE = re.compile(rf"{_PART}\s*(?P<name>(?!{_DIGITS})[^\s\-ー{re.escape('】〕]>〉》')}].*)")
"""A row with the beginning of a code, cut in its box, and what stands beside it of the name."""
REST_OF_CODE = re.compile(
    rf"(?P<rest>{_DIGITS}{{0,3}}(?:\s?[-ー]\s?{_BRANCH}|の{_BRANCH})*)(?P<close>{_CLOSE}?)"
    r"(?:\s+(?P<name>\S.*)|(?P<tight>[^\s0-9].*))?"
)
"""The row below with the rest of it."""


def whole_code(part: str, rest: str) -> bool:
    """Whether two pieces are a code together, and the first is none of an item with that name."""
    return bool(rest) and re.fullmatch(_LETTERED, part + rest) is not None


BEGINS = re.compile(rf"(?P<mark>{_MARK})?\s*{_CODE}")
"""How a head begins."""
CODE_ALONE = re.compile(rf"(?:{_FRAME}{_CODES}\s?{_CLOSE}?|\({_CODES}\))\s*")
"""The code of a head whose name stands in the row below."""
PLAIN_HEAD = re.compile(rf"{_FRAME}(?P<codes>{_NUMBERED})\s+(?P<name>[^。]+)")
"""A head of dispensing in notices whose codes are two digits alone."""
FURTHER = re.compile(
    rf"{_CLOSE}?\s?(?:、|及び|並びに|,)\s?(?:(?P<round>\()|{_FRAME})(?P<codes>{_CODES})"
    rf"(?(round)\)\s*|(?:\s?{_CLOSE}\s*|\s*[:.]\s*|\s+|(?=[ァ-ヶ一-龠])))(?=\S)"
)
NAMELESS = re.compile(rf".*\s?(?:、|及び|並びに|,)\s?{_FRAME}{_CODES}\s?{_CLOSE}?\s*")
"""A head whose last code has its name in the next row."""
CUT = re.compile(
    rf"(?:、|及び|並びに)\s?{_MARK}?\s?(?:{_MARK}|[A-Z]{_DIGITS}{{0,3}}[-の]?|区分?{_DIGITS}{{0,2}}の?)$"
)
"""A head whose last code goes on in the next row."""
CLOSING = "】〕]>〉》 　"
"""What may stand behind the code of a head."""


@dataclass(frozen=True, slots=True)
class Named:
    """A code of a head with the name that stands behind it."""

    codes: tuple[str, ...]
    written: Traced
    name: Traced


def level_of(unit: str) -> int:
    """The rank of 章, 部, 節 or 款: 0 is the highest."""
    return _UNITS.index(unit)


def schedule_of(match: re.Match[str]) -> Schedule:
    """The schedule that a title names."""
    return _TITLES[match["which"][0]]


def ascii_codes(printed: str) -> list[str]:
    """The codes printed in a head, as the register of fee items has them."""
    plain = re.sub(r"区分(?:番号)?|\s", "", printed).replace("ー", "-").replace("・", "、")
    plain = _TEN.sub(lambda match: str(kanji_number(match[0])), plain)
    plain = plain.translate({ord(c): str(i) for i, c in enumerate(_ZERO_TO_NINE)})
    return codes_of(plain)


def names_of(text: Traced, plain: str, match: re.Match[str]) -> list[Named]:
    """The codes of a head, each with its name; ``plain`` is ``text`` made narrow."""
    found: list[Named] = []
    codes, start = match.span("codes"), match.start("name")
    while True:
        further = FURTHER.search(plain, start)
        end = further.start() if further else len(plain)
        name = text[start:end].strip(CLOSING)
        written = text[codes[0] : codes[1]]
        found.append(Named(tuple(ascii_codes(plain[codes[0] : codes[1]])), written, name))
        if further is None:
            return found
        codes, start = further.span("codes"), further.end()


def is_deleted(name: str) -> bool:
    """Whether a name only says that the item is no more."""
    return re.fullmatch(r"[(（]?\s*削\s*除\s*[)）]?", name) is not None


def ordinal(numeral: str) -> int:
    """The worth of a numeral in digits or kanji."""
    return int(numeral) if numeral.isdigit() else kanji_number(numeral)

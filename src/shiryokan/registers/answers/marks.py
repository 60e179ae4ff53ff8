"""The words and brackets by which questions, answers and headings are known.

All patterns are for text that :func:`~shiryokan.registers.narrow_text.narrow` made narrow. White
space is taken possessively where what follows is none: a line may have thousands of blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shiryokan.japanese.enumeration import (
    CIRCLED_NUMBERS,
    KANA,
    KANJI,
    PAREN_NUMBERS,
    ROMAN_NUMBERS,
    SIGNS,
)
from shiryokan.japanese.numerals import kanji_number
from shiryokan.registers.answers.tag_words import IN_BRACKETS

_OPEN, _CLOSE = r"(\[{<【〔〈《「『≪", r")\]}>】〕〉》」』≫"
_NUMBER = (
    r"[0-9]{1,4}(?:[ ]?(?:-|の)[ ]?[0-9]{1,3}(?![\d]*[年月日回円%]))*"
    r"(?:\.[0-9]{1,3}(?![\d]*[年月日回円万千百%人件か割])){0,3}"
)
NUMBER = re.compile(_NUMBER)
_NOT_READ_ON = rf"(?=\s*(?:$|[\s.:、,/問\-)\]}}>】〕〉》」』≫]|{IN_BRACKETS}))"
_DIGIT = "[一二三四五六七八九]"
_IN_KANJI = (
    rf"(?![{KANJI}]{{5}})(?=[{KANJI}])"
    rf"(?:{_DIGIT}{{2,4}}|(?:{_DIGIT}?百)?(?:{_DIGIT}?十)?{_DIGIT}?)(?![{KANJI}])"
)
"""Up to four kanji that are a number, by place or by word: 百百 is none."""
_NUMERAL = (
    rf"(?:{_NUMBER}|[{CIRCLED_NUMBERS}{PAREN_NUMBERS}]"
    rf"|{_IN_KANJI}(?:の{_IN_KANJI})*{_NOT_READ_ON})"
)
NUMERAL = re.compile(_NUMERAL)
"""A number as a question's own mark may have it: in kanji or a circle as well. In a sentence these
are no numbers of questions."""
ASKS = r"[ご御]?質問|設問|[ご御]?照会|問い?"
"""The Japanese words for a question, as its mark has them."""
OPINES = r"[ご御]?意見"
"""The word for an opinion: with a number, or in brackets, it is asked what is thought of it."""
_BEFORE = rf"[{_OPEN}]?\s*+(?:[○〇●◎■□◆◇▼▽▲△★☆▶▷]\s*+)?"
"""What may stand before the word of a mark: a bracket, or a sign."""
_WORD = rf"(?:{ASKS}|{OPINES}|疑義|QUESTION|Question|Q)"
_BEHIND = rf"[.、,)]?\s*+[{_OPEN}]\s*+{_WORD}\s*+[{_CLOSE}]"
"""The word of a question in brackets behind its number."""
QUESTION = re.compile(
    rf"(?:{_BEFORE}(?:{_WORD}\s*+(?:No\.?|第(?!\d+[条項号回])|[.\-])?\s*+[({{\[〔]?\s*+"
    rf"|(?P<ordinal>第)\s*+)|(?P<first>(?={_NUMERAL}{_BEHIND})))"
    rf"(?P<number>{_NUMERAL})(?(ordinal)\s*+問(?![題い診合者]))(?(first){_BEHIND}|(?:{_BEHIND})?)"
    rf"(?P<after>\s*+[{_CLOSE}]*(?:[\s.:、,)/]|-\s)*+)"
)
"""A numbered question: 問1, Q1., 質問１, （問１）, 【問1】, 問（1）, 第1問, 問一, Q①, ■問1,
1.（問）."""
REFERRED = re.compile(
    r"\s?(?:に|の|を|は(?![りじ])|が(?!ん)|で(?!き)|と(?!り)|も(?![のし])|及び|又は|から|まで)"
)
"""What follows the number of a question where a sentence speaks of it, and no sentence begins."""
BARE_QUESTION = re.compile(
    rf"(?:[{_OPEN}]\s*+(?:{ASKS}|{OPINES}|Q)\s*+[{_CLOSE}]|(?:{ASKS}|Q)(?=[\s.:]|$))[\s.:]*+"
)
"""A question without a number: （問）, 【質問】, Q."""
_ENDED = r"(?=[\s.:)/\-]|$)"
ANSWER = re.compile(
    rf"(?:[○〇●◎■□◆◇▼▽▲△★☆▶▷]\s*+)?"
    rf"(?:[{_OPEN}]\s*+(?:[ご御]?回答|答え?|ANSWER|Answer|A(?!\d{{3}}))"
    rf"\s*+(?P<bracketed>{_NUMERAL}(?:[・、,]\s*+\d+)*)?\s*+[{_CLOSE}]"
    rf"|(?:[ご御]?回答|答え?|ANSWER|Answer|A)"
    rf"(?:\s*+[.\-]?\s*+第?\s*+[({{\[〔]?\s*+(?P<number>{_NUMERAL})[)}}\]〕]?{_ENDED}"
    rf"|\s*+[.\-]{_ENDED}|{_ENDED}))(?:[\s.:)/]|-(?=\s))*+"
)
"""An answer: （答）, 【回答】, 答 …, A1., Ａ：; 「Ａ１０１」 is an item."""
LISTING = re.compile(r"(?:[ご御]?回答|答え?|A)\s++(?=(?P<first>\(1\)|①)\s*+\S)")
"""The mark of an answer with white space, behind which a list may begin: 答　（１）申請書."""
SECOND = {"(1)": "(2)", "①": "②"}
"""What the second item of such a list begins with, by the first."""
DELETED = re.compile(
    rf"(?:\s*+(?:から|~|〜|～|-)\s*+(?:問|Q)?\s*+(?P<last>{_NUMBER})\s*+(?:まで)?(?:は|を|、)?)?"
    rf"\s*+[{_OPEN}]?\s*+(?:削\s*+除|欠\s*+番|廃\s*+止)(?:済み?|とする|する|します|した|されました|された)?"
    rf"\s*+[{_CLOSE}]?\s*+。?\s*+(?:[{_OPEN}].{{0,80}}[{_CLOSE}])?\s*+。?"
    rf"|\s*+[{_OPEN}][^。]{{0,60}}(?:削除|廃止|欠番)(?:された|した)?\s*+[{_CLOSE}]\s*+。?"
)
"""What stands in the place of a question, or of several, that were deleted: 削除, （欠番）,
から問７まで　削除, with the day and the letter in brackets behind it."""
ANNEX = re.compile(
    rf"[{_OPEN}]?\s*+(?:別\s*+[添紙表記](?:様式)?|参考資料|参考様式|参考|様式|付録|附属資料|添付資料|資料)"
    rf"\s*+(?:第?\s*+[\d{KANJI}]+(?:[-の]\d+)?\s*+号?)?\s*+[{_CLOSE}]?"
)
"""The mark of an annex that stands alone: （別添２）, 別紙, 様式第１号."""
BRACKETED = re.compile(
    r"(?:\s*(?:【[^】]+】|〔[^〕]+〕|《[^》]+》|〈[^〉]+〉|<[^>]+>|≪[^≫]+≫))+\s*"
)
"""A heading that is nothing but words in brackets."""
NUMBERED = re.compile(
    rf"(?:第\s*+[\d{KANJI}]+\s*+(?:章|節|編|部|款)?|[{ROMAN_NUMBERS}]|\d{{1,2}}\s*+[.．](?!\d)|\(\d{{1,2}}\)|[IVX]{{1,4}}\.)\s*+\S.*"
)
CHAPTER = re.compile(rf"第\s*+[\d{KANJI}]{{1,3}}(?:\s*+[章節編部款])?(?=\s|$)")
"""The number of a chapter: 第２, 第三章."""
OF_PART = re.compile(r"関係\s*(?:\([^()]*\))?$")
"""How the title of a part ends, which stands over headings: 医科診療報酬点数表関係（ＤＰＣ）."""
LISTED = re.compile(r"(?P<open>\(?)(?P<number>\d{1,2})(?P<close>[).])")
"""The number of an item of a list, or of a heading: (3), 3), 3."""
IN_KANJI = re.compile(rf"[{KANJI}]{{1,3}}\s++\S.*")
"""A heading behind a number in kanji: 二　総則."""
SIGNED = re.compile(r"[○〇●◎■□◆◇▼▽▲△★☆]\s*\S.*")
LONE_SIGN = re.compile(r"[○〇●◎■□◆◇▼▽▲△★☆*]")
ITEM = re.compile(
    rf"[・•‣○〇●◎■□◆◇▼※*▶➢\-]|[{CIRCLED_NUMBERS}]|\(?[a-z{KANA}\d]{{1,2}}\)|[{KANA}]\s"
)
"""The sign of an item of a list."""


_PART = re.compile(rf"\d+|[{CIRCLED_NUMBERS}{PAREN_NUMBERS}]|[{KANJI}]+")


def _value(part: str) -> int:
    if part.isdecimal() and part.isascii():
        return int(part)
    return SIGNS[part][2] if part in SIGNS else kanji_number(part)


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a question, as written in ASCII and as the numbers it is made of."""

    text: str
    parts: tuple[int, ...]

    @classmethod
    def of(cls, narrow_text: str) -> Number:
        """``3-1-10`` of ``3－1－10``; ``2の3`` is ``2-3``, as is ``二の三``."""
        parts = tuple(_value(each) for each in _PART.findall(narrow_text))
        return cls("-".join(map(str, parts)), parts)

    @property
    def is_first(self) -> bool:
        """Whether a count begins with it."""
        return all(part == 1 for part in self.parts)

    def follows(self, last: Number) -> bool:
        """Whether it is the next one after ``last``: 2-15 is followed by 2-16, 3-1 or 3-1-1, and
        3 by 4, 3-2 or 3-1."""
        old, new = last.parts, self.parts
        if len(new) > len(old) and new[: len(old)] == old:
            return all(part in (1, 2) for part in new[len(old) :])
        for depth in range(min(len(old), len(new))):
            if old[depth] != new[depth]:
                rest = new[depth + 1 :]
                return new[depth] == old[depth] + 1 and all(part == 1 for part in rest)
        return False

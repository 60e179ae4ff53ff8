"""Questions of letters that a text names: その１（令和６年３月28日）別添１の問６, 問10から問12まで.

A letter is named by its title, its issue and its date, in any order that letters use; an annex and
the questions in it follow. What follows without a letter or an annex of its own, behind 及び or a
comma, belongs to the one named before; a question that stands alone is one of the same annex of the
letter itself. A letter that is named without a question is meant as a whole.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from shiryokan.japanese.eras import mentions
from shiryokan.registers.answers.marks import NUMBER, Number
from shiryokan.registers.narrow_text import narrow


class Cited(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Questions of a letter as a text names them.

    ``letter`` is its issue (``その１``) and ``date`` its day in ISO 8601; both are empty for the
    letter that speaks. ``annex`` (``別添1``) is empty for the annex that speaks. ``first`` is a
    question's number in ASCII, and ``last`` that of the last one of a range; without ``first`` the
    whole letter is meant.
    """

    letter: str = ""
    date: str = ""
    annex: str = ""
    first: str = ""
    last: str = ""

    def covers(self, number: str) -> bool:
        """Whether the question ``number`` is one of those named."""
        if not self.first or number == self.first:
            return True
        if not self.last:
            return False
        first, last, asked = (_parts(each) for each in (self.first, self.last, number))
        return len(asked) == len(first) == len(last) and first <= asked <= last


class Citation(NamedTuple):
    """What is named, and where: characters ``start:end``. ``letter_at`` is where the words of its
    letter begin, if it is named with it."""

    cited: Cited
    start: int
    end: int
    letter_at: int | None


def _parts(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split("-")))


_DAY = r"[^()「」。、]{0,6}?\d[\d\s]*年\s?[\d\s]+月\s?[\d\s]+日"
_LETTER = re.compile(
    rf"(?:(?P<before>{_DAY})(?:\s?付け?)?(?:\s?(?:厚生労働省)?[^()「」。、\d]{{0,12}}事務連絡)?\s?(?:の\s?)?)?"
    r"(?P<named>「?\s?疑義解釈(?:資料)?(?:の送付)?(?:について)?\s?」?\s?"
    r"(?:\(\s?(?P<issue>その\s?[\d\s]+)\))?\s?」?)"
    rf"\s?(?:\((?P<day>{_DAY})[^()]{{0,40}}\))?"
)
"""The title of a letter with its issue, and its day before or behind it."""
ANNEX = r"別[添紙表]\s?(?:第?\s?\d+)?"
_AND = r"(?:\s?(?:[、,・]|及び|又は|並びに|若しくは|ならびに|および|または)\s?)"
_TO = r"(?:\s?(?:から|~|〜|～|-(?=\s?問))\s?)"
_UNIT = r"(?!\s?(?:[年月日回つ人項号条章部点床歳%割件円行枚週泊名対時]|か[月所年国]))"
_ONE = rf"{NUMBER.pattern}(?!\d){_UNIT}"
_LISTED = rf"{_ONE}(?![^\s、,・。)」のはをにがとで及又並若])"
"""A number without 問 in a list: of anything else it is followed by a word."""
_RUN = rf"問\s?{_ONE}(?:{_TO}問?\s?{_ONE}(?:\s?まで)?|{_AND}(?:問\s?{_ONE}|{_LISTED})|\s?まで)*"
_QUESTIONS = re.compile(
    rf"(?:(?P<annex>{ANNEX})\s?(?:の|中の|中|における|、)?\s?)?(?<![質設疑尋])(?P<run>{_RUN})"
)
_RANGE = re.compile(rf"(?P<first>{_ONE})(?:{_TO}問?\s?(?P<last>{_ONE}))?")
_NEAR = re.compile(
    rf"\s?(?:の|、|,|における|において|中|のうち|に添付の|関係|\s|(?:の\s?)?{ANNEX}(?:\s?の)?)*\s?"
)
"""What stands between a letter's name and the questions in it."""
_CARRIED = re.compile(rf"(?:{_AND}|同(?:事務連絡|通知|資料)?(?:の)?|\s)*")
"""What stands between questions of one letter."""


def citations(text: str) -> list[Citation]:
    """The questions and letters that a text names, in order."""
    plain = narrow(text)
    letters = [match for match in _LETTER.finditer(plain) if match["issue"] or _is_dated(match)]
    found: list[Citation] = []
    taken: set[int] = set()
    end, current, annex = -1, None, ""
    for match in _QUESTIONS.finditer(plain):
        letter = next((each for each in reversed(letters) if each.end() <= match.start()), None)
        letter_at = None
        if letter and _NEAR.fullmatch(plain[letter.end() : match.start()]):
            current, annex, letter_at = letter, match["annex"] or "", letter.start()
            taken.add(letter.start())
        elif not (end >= 0 and _CARRIED.fullmatch(plain[end : match.start()])):
            current, annex = None, ""
        own = match["annex"] or (annex if current or annex else "")
        annex = own
        end = match.end()
        for cited, start, stop in _numbers(match):
            named = _named(current, own, cited)
            found.append(Citation(named, start, stop, letter_at))
            letter_at = None
    for letter in letters:
        if letter.start() not in taken:
            found.append(
                Citation(_named(letter, "", Cited()), letter.start(), letter.end(), letter.start())
            )
    return sorted(found, key=lambda each: each.start)


def _numbers(match: re.Match[str]) -> Iterator[tuple[Cited, int, int]]:
    offset = match.start("run")
    for each in _RANGE.finditer(match["run"]):
        first = Number.of(each["first"]).text
        last = Number.of(each["last"]).text if each["last"] else ""
        yield Cited(first=first, last=last), offset + each.start(), offset + each.end()


def _named(letter: re.Match[str] | None, annex: str, cited: Cited) -> Cited:
    issue, date = "", ""
    if letter is not None:
        issue = issue_of(letter["issue"] or "")
        date = _date(letter["day"] or letter["before"] or "")
    return msgspec.structs.replace(cited, letter=issue, date=date, annex=annex_of(annex))


def _is_dated(match: re.Match[str]) -> bool:
    return bool(match["day"] or match["before"])


def _date(written: str) -> str:
    for mention in mentions(written):
        if isinstance(mention.when, datetime.date):
            return mention.when.isoformat()
    return ""


_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def issue_of(written: str) -> str:
    """``その１`` and ``その12``, as letters write them: one digit full-width, more half-width."""
    plain = re.sub(r"\s", "", narrow(written))
    return plain.translate(_DIGITS) if len(re.findall(r"\d", plain)) == 1 else plain


def annex_of(written: str) -> str:
    """``別添1`` for （別添１）; ``別添`` where it has no number."""
    return re.sub(r"[\s()\[\]{}<>【】〔〕第号]", "", narrow(written))

"""Days that a text sets as limits: 令和8年5月31日までに届け出る, 令和9年3月31日までの間に限り.

A day alone sets no limit. What is wanted is a day, or the end of a month, a year or a fiscal year,
with words that limit (まで, 中に, 期限), in a sentence that still demands or allows something: what
was done until a day, what was counted until it and what is foretold for it is left out. Where it is
not sure, nothing is found.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from shiryokan.japanese import eras

Kind = Literal["transitional", "filing", "until"]
"""``transitional``: something is let pass until the day (経過措置); ``filing``: something is to be
handed in by it; ``until``: any other limit."""


class Deadline(msgspec.Struct, frozen=True):
    """A limit: the last day on which it holds, its sentence ``text[start:end]``, and the words that
    name the day, ``text[day_start:day_end]``."""

    day: datetime.date
    kind: Kind
    start: int
    end: int
    day_start: int
    day_end: int


_WEEKDAY = r"(?:\s*[（(][月火水木金土日](?:曜日?)?(?:[・･]?祝日?)?[）)])?"
_HOUR = (
    r"(?:\s*(?:午前|午後)?\s*[0-9０-９]{1,2}\s*"
    r"(?:時(?:\s*[0-9０-９]{1,2}\s*分|半)?|[:：][0-9０-９]{2}))?"
)
_AFTER = re.compile(
    rf"{_WEEKDAY}{_HOUR}\s*(?P<edge>の?(?:末日?|終わり)|中|内)?\s*"
    r"(?P<limit>(?:まで|迄)(?:の間|の期間|に|は)?|限り|必着|締切り?|〆切|を期限|を限度|を目途に|をもって|に(?=.{0,30}(?:失効|廃止|終了)))?"
)
_BEFORE = re.compile(
    r"(?:期限|締切り?|締め切り|〆切|提出期間|募集期間|受付期間|届出期間|適用期間|有効期間)"
    r"(?:[はを、]|[：:・\s]){0,3}$"
)
_RANGE = re.compile(r"(?:から|より|[～〜~－―‐-])\s*$")
_SENTENCE = re.compile(r"[^。]*(?:。(?=[）)」])[^。]*)*(?:。|$)")
"""A 。 before a bracket that closes ends what is in the brackets, not the sentence."""
_FILING = re.compile(
    r"届け?出|提出|申請|報告(?:する|を|す)|応募|申込|申し込|登録(?:する|を)|必着|意見を?募集|意見募集|受付"
)
_PASSES = re.compile(
    r"経過措置|みなす|猶予|なお従前|従前の例|適用しない|限り|差し支えない|ことができる|"
    r"算定できる|要しない|満たしている(?:もの|こと)と|延長"
)
_DEMANDS = re.compile(
    r"する(?:こと|もの|ものと|予定|必要|とと|。|$|（|、)|すること|行う|図る|定める|目指す|目標|整備|策定|"
    r"実施|完了|達成|移行|導入|公表|開始|検討|見直|改定|改正|対応|講じ|得る|設け|届け?出|提出|申請|報告|"
    r"募集|受付|応募|申込|必着|締切|期限|有効|なければならない|ください|願い|結論|終了|廃止|失効|措置"
)
_COUNTS = re.compile(
    r"実績|件数|累計|累積|推移|平均|統計|集計|時点|調査対象|対象期間|診療分|年度分|月分|"
    r"見込|予測|推計|推定|想定され|と考えられる|減少す|増加す|減少し|増加し|減る|増える|比で|前年"
)
_PAST = re.compile(r"(?:[っしれいけきりんえべめてち]|であっ|だっ)た(?![めいくしりとっちん])")
_CONDITION = re.compile(
    r"(?:提出|届け?出|申請|受理|応募|申込み?)(?:書の提出)?(?:が|を)?(?:あっ|行っ|行われ|され|し)た(?:場合|ものに|者に)"
)
"""Whoever did something by a day has a right: that too is a limit for it."""
_COUNTED_NEXT = re.compile(r"\s*(?:の(?!間|期間|経過|猶予|期限|時限|措置)|を(?:対象|集計|含)|から)")


def deadlines(text: str) -> Iterator[Deadline]:
    """The limits that a text sets, in its order. Its sentences end with 。; line ends must have
    been taken out."""
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        if sentence.strip():
            for found in _in_sentence(sentence):
                at = match.start()
                yield msgspec.structs.replace(
                    found, start=at, end=match.end(),
                    day_start=found.day_start + at, day_end=found.day_end + at,
                )  # fmt: skip


def _in_sentence(sentence: str) -> Iterator[Deadline]:
    mentions = list(eras.mentions(sentence))
    for number, mention in enumerate(mentions):
        after = _AFTER.match(sentence, mention.end)
        limit = after.group("limit") if after else None
        edge = (after.group("edge") or "") if after else ""
        day = _last_day(mention.when, edge)
        if day is None:
            continue
        named = bool(_BEFORE.search(sentence[: mention.start]))
        within = "中" in edge or "内" in edge
        end = after.end() if after and (limit or edge) else mention.end
        if not limit and not named and not (within and sentence.startswith("に", end)):
            continue
        earlier = bool(_RANGE.search(sentence[: mention.start])) and number > 0
        if _limits(sentence, end, limit or "", named, earlier):
            yield Deadline(day, _kind(sentence, end), 0, 0, mention.start, end)


def _last_day(when: eras.When, edge: str) -> datetime.date | None:
    """The last day that is meant; a year alone or a month alone ends with its last one."""
    if isinstance(when, datetime.date):
        return when if not edge else None
    if isinstance(when, eras.FiscalYear):
        return when.last
    if isinstance(when, eras.Month):
        return _month_end(when.year, when.month)
    return datetime.date(when.year, 12, 31)


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _limits(sentence: str, end: int, limit: str, named: bool, earlier: bool) -> bool:
    """Whether the words after a day (from ``end``), and its sentence, set it as a limit."""
    rest = sentence[end:]
    clause = re.split(r"[、，]", rest, maxsplit=1)[0]
    if _COUNTED_NEXT.match(rest) or (_PAST.search(clause) and not _CONDITION.search(clause)):
        return False
    if _PAST.search(sentence[-8:]) and "経過措置" not in sentence:
        return False
    if named:
        return True
    about = sentence if len(sentence) < _FAR else sentence[max(end - _FAR, 0) : end + _FAR]
    if _COUNTS.search(about):
        return False
    if earlier:
        return bool(re.search(r"期間|募集|受付|提出|届け?出|経過措置|限り", about))
    if limit.startswith(("まで", "迄")) and "間" in limit:
        return bool(_PASSES.search(about) or _DEMANDS.search(rest))
    if limit in ("をもって", "に", "限り"):
        return bool(re.search(r"廃止|終了|失効|満了|効力を失", rest[:_NEXT]))
    return bool(_PASSES.search(rest) or _DEMANDS.search(rest) or not rest.strip("。）) 　"))


_NEXT = 30
"""Characters after a day in which it is said what ends with it."""
_FAR = 200
"""Characters before and after a day that say what it is a limit of; farther off is another
matter."""


def _kind(sentence: str, end: int) -> Kind:
    near = sentence[max(end - 60, 0) : end + 80]
    if _PASSES.search(near):
        return "transitional"
    return "filing" if _FILING.search(near) else "until"

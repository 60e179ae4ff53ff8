"""Whether a meeting is held as announced: called off (中止), or put off to another day (延期)."""

from __future__ import annotations

import datetime
import re
import unicodedata

from shiryokan.japanese.eras import FiscalYear
from shiryokan.lookout.reading.words import DAY_OF_MONTH, day_of, mentions, plain

_NOT_HELD = r"(?:中止|取り?止め|取りやめ|とりやめ|キャンセル|見送り|見合わせ|cancel+ed)"
_PUT_OFF = r"(?:延期|順延|日程(?:の|を)?変更|(?:開催日|期日|日時)(?:の|を)変更|postponed)"
_BODIES = "審議会|委員会|部会|検討会|研究会|協議会|懇談会"
_SAID = (
    rf"(?:(?:開催|会議|会合|[本同]?(?:{_BODIES}))(?:の開催)?[をはがの：:]?\s*"
    r"|(?<![のをがはに一-龥ァ-ヶ])|(?<=により)|(?<=より)|(?<=ため)|(?<=開催))"
)
_NOT_SO = r"(?!\s*(?:に(?:つい|関|伴|係)|及び|又は|・|の|時|基準|命令|措置|要請|期間|等|届|理由))"
_CANCELLED = re.compile(_SAID + _NOT_HELD + _NOT_SO, re.IGNORECASE)
_POSTPONED = re.compile(
    _SAID + _PUT_OFF + _NOT_SO + r"|に(?:変更|延期)(?:し|と|（|\(|$|。)", re.IGNORECASE
)
_FORMER = re.compile(
    r"\s*(?:[（(][日月火水木金土](?:曜日?)?[）)])?\s*"
    r"(?:から|より|の予定|開催予定|に予定|を予定|予定)"
)
"""What follows the day on which a meeting was to be held."""


def is_cancelled(text: str) -> bool:
    """Whether a text says that a meeting is not held: 開催中止, and not 事業の中止について."""
    return bool(_CANCELLED.search(plain(text))) and not is_postponed(text)


def is_postponed(text: str) -> bool:
    """Whether a text says that a meeting is held on another day: 延期, 日程を変更."""
    return bool(_POSTPONED.search(plain(text)))


def new_day(text: str, old: datetime.date | None) -> datetime.date | None:
    """The day to which a text puts a meeting off whose day is told as ``old``: another day, or
    ``old`` itself where the text tells the former one (12月20日から); None if it tells none."""
    text = unicodedata.normalize("NFKC", plain(text))
    days: list[tuple[int, int, datetime.date]] = [
        (m.start, m.end, m.when) for m in mentions(text) if isinstance(m.when, datetime.date)
    ]
    base = old or (days[0][2] if days else None)
    named = [(start, end) for start, end, _ in days]
    for match in DAY_OF_MONTH.finditer(text):
        if base is None or any(start <= match.start() < end for start, end in named):
            continue
        part = (int(match[1] or match[3]), int(match[2] or match[4]))
        day = day_of(part, FiscalYear.of(base))
        if day is not None:
            days.append((match.start(), match.end(), day))
    days.sort()
    told = [day for _, end, day in days if not _FORMER.match(text, end)]
    if old is None and len(told) == len(days):
        told = told[1:]
    other = next((day for day in reversed(told) if day != old), None)
    return other or (old if len(told) < len(days) and old in told else None)

"""The date of a document: of the times that its title page names, the one that dates it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.eras import FiscalYear, Month, When, Year, mentions
from shiryokan.titlepage.bodies import body_of
from shiryokan.titlepage.roles import is_sentence
from shiryokan.titlepage.rows import Row

_BESIDE = re.compile(
    r"(?:時点|現在|発行|発表|公表|策定|制定|決定|作成|改定|改訂|改正|変更|更新|修正|版|付け?|施行|適用|"
    r"[0-9]{1,2}時(?:[0-9]{1,2}分)?|更新日|作成日|日付|[月火水木金土日]曜日?|[(（][月火水木金土日][)）]|最終|一部|[\W_])"
)
_NO_DATE_OF_IT = re.compile(
    r"(?:法律|政令|省令|条例|告示|訓令|規則|通知|号外|予算|年度予算)[^、]{0,12}第?"
)
_SPAN = re.compile(r"日(?:[(（][^)）]*[)）])?\s*(?:から|より|[~～〜―-])|日まで")
"""From one day to another: what a paper tells of, not its own day."""
_SIGNED = re.compile(r"[一-龥々]{2,6}")
_SET_APART = re.compile(r"(?<=[\d年月])[ 　]+(?=\d{1,2}[ 　]*[年月日]|[年月日])")
"""令和５年３月 1 0 日: digits set apart to fill a width."""
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_MONTH_AND_DAY = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")
_TWENTY = str.maketrans({"廿": "二十", "卅": "三十"})

WHOLE_LINE = 3.0
"""Weight of a date that is all that a line says; what says half as much weighs half of it."""
LEAST = 1.4
"""Weight below which no date is guessed: under it are the times that a title or a table names."""
_EXACT = {datetime.date: 0.6, Month: 0.4, Year: 0.0, FiscalYear: -0.8}
_OTHER_PLACE = {"table": -1.6, "sentence": -2.4, "title": -1.4, "law": -2.0, "span": -2.0}


def date_of(rows: Sequence[Row], title: str) -> tuple[When, float, Row] | None:
    """The time that dates a document, its weight, and the line that names it. ``title`` is the
    document's as guessed: a day that it names without its year is looked for with one."""
    named = _MONTH_AND_DAY.search(fold_text(title))
    best: tuple[When, float, Row] | None = None
    for row in rows:
        for when, found in _weighed(row, title):
            weight = found
            if named and isinstance(when, datetime.date):
                same = (str(when.month), str(when.day)) == named.groups()
                weight = max(found, WHOLE_LINE) if same else found
            if weight >= LEAST and (best is None or weight > best[1] + 1e-9):
                best = when, weight, row
    return best


def _weighed(row: Row, title: str) -> list[tuple[When, float]]:
    text = _SET_APART.sub("", row.text.translate(_TWENTY))
    found = list(mentions(text))
    if not found:
        bare = _BARE_YEAR.fullmatch(fold_text(text).strip())
        on_cover = not row.in_table and row.down > 0.1
        return [(Year(int(bare.group())), 2.0)] if bare and on_cover else []
    rest = text
    for mention in reversed(found):
        rest = rest[: mention.start] + rest[mention.end :]
    beside = _BESIDE.sub("", rest)
    exact = any(isinstance(m.when, datetime.date) for m in found)
    if body_of(beside) or (exact and _SIGNED.fullmatch(beside)):
        beside = ""
    share = 1 - min(1.0, len(beside) / max(len(text), 1))
    return [(m.when, _weight(row, text, title, share, m.when, m.start)) for m in found]


def _weight(row: Row, text: str, title: str, share: float, when: When, start: int) -> float:
    weight = WHOLE_LINE * share + _EXACT[type(when)]
    if row.in_table:
        weight += _OTHER_PLACE["table"]
    if is_sentence(text) or (row.length > 0.7 and share < 0.5):
        weight += _OTHER_PLACE["sentence"]
    if text in title or title.startswith(text[:12]):
        weight += _OTHER_PLACE["title"]
    if _SPAN.search(text):
        weight += _OTHER_PLACE["span"]
    if _NO_DATE_OF_IT.search(text[max(0, start - 8) : start + 24]):
        weight += _OTHER_PLACE["law"]
    return weight

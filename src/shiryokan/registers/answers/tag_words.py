"""What tags beside a question say of it. All patterns are for text made narrow."""

from __future__ import annotations

_DAY = (
    r"(?:(?:令和|平成|[RrHh]\.?)\s?(?:\d{1,2}|元)|20\d\d)\s?[年./]\s?\d{1,2}"
    r"(?:\s?[月./]\s?\d{1,2})?\s?[日月]?"
)
_EDITION = (
    r"第\s?[\d一二三四五六七八九十]{1,3}\s?[版報回次](?:改[訂定])?|[Vv][Oo][Ll]\.?\s?\d+"
    r"|その\s?\d+|[今前]回|今般"
)
_WHEN = (
    rf"(?:(?:{_DAY}|\d{{1,2}}[月/]\d{{1,2}}日?|{_EDITION})\s?(?:付け?)?\s?"
    r"(?:で|に|より|から|の)?\s?)?"
)
SAYS = (
    r"新規|新設|追加|追記|修正|改正|改訂|改定|訂正|更新|変更|差し?替え?|再掲|掲載|削除|NEW|New"
    r"|UPDATE|Update"
)
"""The words by which a tag may be known that stands without brackets."""
WORDS = rf"{_WHEN}(?:一部|再|新規|字句)?(?:{SAYS}|新|改)(?:部分)?(?:あり|有り?|済み?|箇所|分|!)?"
OPEN, CLOSE = r"(\[{【〔<〈《", r")\]}】〕>〉》"
IN_BRACKETS = rf"[{OPEN}]\s?{WORDS}\s?[{CLOSE}]"
"""（修正）, 【新規】, （令和８年６月追加）, ＜第２版で一部修正＞."""

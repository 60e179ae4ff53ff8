"""The title of a document: of the runs of lines on its first pages, the one that has most for
itself."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import msgspec
from rapidfuzz import fuzz

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.eras import FiscalYear, Year, mentions
from shiryokan.japanese.joining import join_lines
from shiryokan.paper.page_edge import is_page_number
from shiryokan.titlepage import roles
from shiryokan.titlepage.rows import Row

MOST_ROWS = 60
"""Lines of a page that are looked at: a title stands among the first."""
MOST_LINES = 6
"""Lines of a title, at most."""
_SIZE_RATIO = (0.62, 1.6)
"""How much smaller or larger a line of a title may be than the one before it: a part such as
（概要） or 〔…編〕 is often set smaller."""
_SAME_SIZE = (0.86, 1.16)
"""The same where nothing in the words says that they go on."""
_GAP = 2.1
"""White between two lines of a title in sizes of its letters, at most; covers are set wide."""

_GOES_ON = re.compile(
    r"(?:の|を|に|が|は|へ|で|と|や|及び|並びに|又は|における|おける|関する|ための|係る|よる|向けた|等|・|、|「|および|または|ガイドラ)$"
)
_BEGINS_IN_THE_MIDDLE = re.compile(
    r"^(?:を|に|が|の|へ|と|で|や|及び|並びに|等の|による|について|における|ー|[ぁぃぅぇぉっゃゅょァィゥェォッャュョン])"
)
_A_PART = re.compile(
    r"^[(（\[【〔［〈<＜](?!単位|[%％円])[^)）\]】〕］〉>＞]{2,}[)）\]】〕］〉>＞]$|^[～~―－-].+[～~―－-]$|"
    r"^(?:概\s*要|概要版|本\s*文|本編|調査報告書|報告書|結果の概要|概要資料)$"
)
"""（…編）, ～…～, 概要: what follows a title and belongs to it; not （単位：円） of a table."""
_LIKE_A_TITLE = re.compile(
    r"(?:について|に関する件|件|ガイドライン|ガイドブック|ガイダンス|マニュアル|手引き?|手引書|ハンドブック|報告書?|レポート|"
    r"白書|計画|方針|指針|戦略|大綱|ビジョン|展望|構想|ロードマップ|要領|要綱|規程|規則|規約|基準|規格|仕様書|様式|"
    r"告示|通知|通達|法律|政令|省令|条例|概要|概況|骨子|論点|資料|状況|結果|調査|統計|一覧表?|早見表|点数表|単位数表|"
    r"表|事項|留意点|事例集?|Q&A|ペーパー|チェックリスト|計画書|申請書|届出書?|影響分析|分析|変遷|動向|仕方|方法|"
    r"とりまとめ|取りまとめ|意見|答申|提言|議事録|議事要旨|議事次第|名簿|交付金|制度|措置|案|版|編|改正|訂正)"
    r"(?:[(（\[【〔［〈~～][^)）\]】〕］〉]*[)）\]】〕］〉~～]?)*$",
    re.I,
)
_ARTICLE = re.compile(r"^第[0-9０-９一二三四五六七八九十百]+条")
_ABOUT = re.compile(r"(?:について|に関する件|する件|する告示)(?:[(（][^)）]*[)）])*$")
_ONLY_BRACKETS = re.compile(r"^[(（\[【〔［〈<＜].*[)）\]】〕］〉>＞]$")

W_SIZE, W_CENTRED, W_LIKE, W_ABOUT, W_FIRST, W_PLACE, W_APART = 2.0, 0.7, 1.0, 1.2, 0.5, 0.8, 0.35
W_CORROBORATED, W_RUNNING, W_HEADLINE = 1.6, 0.8, -0.8
W_TABLE, W_ITEM, W_CHAPTER, W_SENTENCE, W_LONG, W_SHORT, W_LOW, W_LATIN, W_DATE = (
    -1.5, -1.6, -0.5, -3.0, -1.2, -1.2, -1.0, -1.6, -3.0,
)  # fmt: skip
"""Weights, in a scale where letters twice as large as the text's weigh :data:`W_SIZE`. Set by hand
on two thirds of the gold of ``tests/titlepage``."""
LEAST = 0.6
"""Weight below which a run of lines is no title."""


_TOP = 0.12
"""Share of a page's height in which a header stands."""


class TitleFound(msgspec.Struct, frozen=True):
    """A title, what speaks for it, and its lines."""

    text: str
    weight: float
    rows: tuple[Row, ...]


def titles_of(
    rows: Sequence[Row], pdf_title: str, running: Sequence[str], *, furniture: bool = False
) -> list[TitleFound]:
    """The runs of lines that may be the title, the likeliest first. ``pdf_title`` is the PDF's own
    where it says anything; ``running`` are headers that come back on later pages, which
    are taken for titles only with ``furniture``."""
    rows = rows[:MOST_ROWS]
    usable = [_usable(row, furniture=furniture) for row in rows]
    seen_letter = any(
        roles.is_addressee(r.text) or roles.is_letter_number(r.text) for r in rows[:20]
    )
    found = []
    for start in range(len(rows)):
        if not usable[start]:
            continue
        if start and usable[start - 1] and _joined(rows[start - 1], rows[start]):
            continue
        run = [rows[start]]
        while (
            (at := start + len(run)) < len(rows)
            and len(run) < MOST_LINES
            and (usable[at] or _goes_on(run[-1].text))
            and _joined(run[-1], rows[at])
            and not _heads_article(rows, at)
        ):
            run.append(rows[at])
        first = not any(usable[:start])
        found.append(_weighed(run, rows, first, seen_letter, pdf_title, running))
    found = [each for each in found if each.text]
    return sorted(found, key=lambda each: -each.weight)


def _usable(row: Row, *, furniture: bool) -> bool:
    text = row.text
    return not (
        (row.furniture and not (furniture and row.down < _TOP))
        or roles.is_mark(text)
        or roles.is_letter_number(text)
        or roles.is_addressee(text)
        or roles.is_kind_of_paper(text)
        or roles.is_contents(roles.without_mark(text))
        or roles.is_address(text)
        or roles.is_contact(text)
        or roles.is_person(text)
        or roles.is_signature(text)
        or is_page_number(text)
        or roles.chapter_mark(text) == text
        or (_is_date(text) and not _is_year(text))
        or (roles.is_issuer(text) and not _LIKE_A_TITLE.search(text))
    )


def _is_date(text: str) -> bool:
    rest = text
    for mention in reversed(list(mentions(text))):
        rest = rest[: mention.start] + rest[mention.end :]
    return (
        rest != text
        and len(
            re.sub(r"[\W_]|現在|時点|版|発行|策定|変更|改定|改訂|決定|月|日|作成|更新", "", rest)
        )
        <= 2
    )


def _is_year(text: str) -> bool:
    """令和5年度 alone, with which a title may begin."""
    found = list(mentions(text))
    return len(found) == 1 and isinstance(found[0].when, Year | FiscalYear)


def _goes_on(text: str) -> bool:
    return _GOES_ON.search(text) is not None


def _joined(before: Row, row: Row) -> bool:
    """Whether a title that has reached ``before`` goes on with ``row``."""
    if row.page != before.page or row.in_table != before.in_table:
        return False
    if roles.is_sentence(before.text) and not _goes_on(before.text):
        return False
    gap = (row.top - before.bottom) / max(before.size, 1)
    if gap < -1.2 or gap > _GAP:
        return False
    ratio = row.size / max(before.size, 1)
    middle = bool(_goes_on(before.text) or _BEGINS_IN_THE_MIDDLE.match(row.text))
    part = bool(_A_PART.match(row.text))
    low, high = _SIZE_RATIO if middle or part else _SAME_SIZE
    if not low <= ratio <= high:
        return False
    if middle or part:
        return True
    if roles.is_item(row.text) or roles.chapter_mark(row.text) or roles.is_sentence(row.text):
        return False
    # a line that fills its width goes on; so do the lines of a cover, set large
    return before.length > 0.6 or (before.relative > 1.25 and gap < 1.6)


def _heads_article(rows: Sequence[Row], at: int) -> bool:
    """Whether a line in brackets is the heading of the article below it, and no part of a title."""
    below = rows[at + 1].text if at + 1 < len(rows) else ""
    return _ONLY_BRACKETS.match(rows[at].text) is not None and bool(_ARTICLE.match(below))


def _weighed(
    run: Sequence[Row], rows: Sequence[Row], first: bool, letter: bool, pdf_title: str,
    running: Sequence[str],
) -> TitleFound:  # fmt: skip
    text = _written(run)
    head = run[0]
    size = max(row.relative for row in run)
    weight = W_SIZE * max(-0.6, min(2.0, math.log2(max(size, 0.1))))
    off = max(row.centre_off for row in run)
    if off < 0.035 and max(row.length for row in run) < 0.85:
        weight += W_CENTRED
    weight += W_LIKE if _LIKE_A_TITLE.search(text) else 0.0
    weight += W_ABOUT if letter and _ABOUT.search(text) and not head.in_table else 0.0
    weight += W_FIRST if first else 0.0
    weight += W_PLACE * (1 - min(1.0, head.down))
    weight += _apart(run, rows)
    weight += W_LOW if head.down > 0.72 else 0.0
    weight += W_TABLE if head.in_table else 0.0
    weight += W_ITEM if roles.is_item(text) else 0.0
    weight += W_CHAPTER if roles.chapter_mark(text) else 0.0
    if roles.is_sentence(run[-1].text) or _ARTICLE.match(text):
        weight += W_HEADLINE if _is_headline(text, size, head) else W_SENTENCE
    weight += W_LONG if len(text) > 90 else 0.0
    weight += W_SHORT if len(text) < 4 or _ONLY_BRACKETS.match(text) else 0.0
    weight += W_LATIN if roles.is_latin(text) else 0.0
    weight += W_DATE if _is_date(text) else 0.0
    if pdf_title and _alike(text, pdf_title):
        weight += W_CORROBORATED
    if any(_alike(text, each) for each in running):
        weight += W_RUNNING
    return TitleFound(text, weight, tuple(run))


def _is_headline(text: str, size: float, head: Row) -> bool:
    """…の結果を公表します, set as a title is: a press release is headed by a sentence."""
    return (
        size >= _HEADLINE_SIZE
        and not head.in_table
        and len(text) <= _LONGEST_HEADLINE
        and _POLITE.search(text) is not None
    )


_POLITE = re.compile(r"(?:ます|ました|ません)[!！]?$")
_HEADLINE_SIZE = 1.3
"""Letters of a headline, in those of the text."""
_LONGEST_HEADLINE = 60
"""Characters."""


def _apart(run: Sequence[Row], rows: Sequence[Row]) -> float:
    above = [
        r for r in rows if r.page == run[0].page and r.bottom <= run[0].top + 1 and r not in run
    ]
    below = [
        r for r in rows if r.page == run[0].page and r.top >= run[-1].bottom - 1 and r not in run
    ]
    size = max(run[0].size, 1)
    weight = 0.0
    if not above or run[0].top - max(r.bottom for r in above) > 1.1 * size:
        weight += W_APART
    if not below or min(r.top for r in below) - run[-1].bottom > 1.1 * size:
        weight += W_APART
    return weight


def _alike(text: str, other: str) -> bool:
    one, two = (re.sub(r"[\W_]", "", fold_text(each)) for each in (text, other))
    if min(len(one), len(two)) < 4:
        return one == two and bool(one)
    return fuzz.ratio(one, two) > 82 or (len(one) >= 8 and one in two)


def _written(run: Sequence[Row]) -> str:
    text = join_lines(row.text for row in run)
    text = roles.without_mark(text)
    if (mark := roles.chapter_mark(text)) and len(text) > len(mark):
        text = mark + " " + text[len(mark) :].strip(" 　")
    return text.strip(" 　")

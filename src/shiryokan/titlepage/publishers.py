"""The body that publishes a document: what speaks for each that its first pages name, weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from shiryokan.titlepage import bodies
from shiryokan.titlepage.roles import is_addressee, is_latin, is_person
from shiryokan.titlepage.rows import Row

LEAST = 1.0
"""Weight below which no publisher is guessed."""
_NOTICE, _ALONE, _ENGLISH, _COUNCIL, _AUTHOR, _VIEWS, _DOMAIN = 3.6, 3.0, 2.4, 2.6, 1.6, 1.3, 1.2
_IMPRINT, _SOURCE, _RIGHTS, _LETTER, _TELLS, _BEHIND = 1.8, 1.4, 2.0, 1.9, 1.1, 1.1
_RUNNING, _TO_ASK, _DRAWN = 1.3, 1.2, 1.5
"""Weights of a notice's head or a minister's signature; of a line that names a body alone; of a
body in English; of the ministry of a council; of the PDF's author; of a body whose views it says it
does not give, as papers of research do; of an address of the web; of whom to ask about the
paper, or who issues it, on its last page; of the site from which it comes; of who has the
rights in it; of the sign before a letter's number; of a ministry of which running text
says that it has made or publishes something; of a body at the end of a line, behind white
space or in brackets; of a body alone at the head or foot of later pages; of one that the last page
says to ask; and of a body alone in what is drawn, as in a logo."""
_ASKED, _GUIDED = 0.9, 0.8
"""What a body weighs less that one is to ask, or under whose guidance it was made."""
_ABOUT_IT = re.compile(
    r"(?:本|この)(?:資料|冊子|書|報告書?|ガイドライン|ガイドブック|手引き?|マニュアル|文書|調査|"
    r"レポート|件|パンフレット).{0,14}(?:問い?合わ?せ|連絡先|照会先)|"
    r"^[ 　]*(?:編集・?)?(?:発行|発行者|発行元|企画・?発行|作成)[:：　 ]"
)
_ASK = re.compile(
    r"[【(（〈<■●○◇◆ 　]*(?:お?問い?合わ?せ先?|照会先|連絡先|担当部署)[】)）〉>:： 　]*"
)
_BEFORE_A_BODY = re.compile(r"^[\s　○〇◯●・•■◆□◇▼▽＜<【〔0:：]+")
_LINES_ON = 2
"""Lines after such a head in which the body stands, at most."""
_NOT_ITS_VIEWS = re.compile(r"(?P<whose>.{4,60})の?(?:公式)?(?:の)?見解を(?:示す|表す|代表)")
_ORDER = 0.02
"""What each line further down weighs less, so that of equals the first is taken."""
_KNOWN = 0.4
"""What a body of the government weighs more than one that only looks like a body."""
_DECIDED = re.compile(
    r"^(?P<body>[^、。]{3,40}?)(?:決定|申合せ|策定|編集?|監修|作成|発行|制定|"
    r"(?:御|ご)?(?:提出|説明|作成|配布|配付)?資料|提出)$"
)
_ROLE = re.compile(
    r"^[(（【\[＜<〔]?(?:(?P<asks>お?問い?合わ?せ先?|照会先|連絡先|担当)|(?P<guides>監修)|"
    r"(?:編集|企画|発行|制作|作成|著作|編著|共催|主催|著)(?:・?(?:編集|企画|発行|制作|作成|著作))?"
    r"(?:者|元|所|部署|課)?)[)）】\]＞>〕]?(?:[:：]|[ 　]+|(?<=[)）】\]＞>〕]))[ 　]*"
)
"""What a body that stands behind it has to do with the paper."""
_WHEN = (
    r"[(（]?(?:(?:令和|平成|昭和)[ 　]*[0-9０-９元一二三四五六七八九十]{1,3}|(?:19|20)[0-9]{2})"
    r"[ 　]*年度?"
    r"(?:[(（][^()（）]{1,8}[)）])?(?:[ 　]*[0-9０-９一二三四五六七八九十]{1,3}[ 　]*月)?"
    r"(?:[ 　]*[0-9０-９一二三四五六七八九十]{1,3}[ 　]*日)?(?:現在|版|改訂|発行|作成)?[)）]?"
)
_DATED = re.compile(rf"^{_WHEN}[ 　]*|[ 　]*{_WHEN}$")
"""When, before a body or behind it in one line."""
_RIGHTS_OF = re.compile(
    r"(?:copyright|©|\(c\)|（c）)[ 　]*(?:©|\(c\)|（c）)?[ 　]*"
    r"(?:[0-9]{4}(?:[ 　]*[-–,～][ 　]*[0-9]{4})*)?[ 　,.]*(?P<body>.+?)"
    r"[ 　.,]*(?:all rights reserved.*)?$",
    re.I,
)
_TELLS_OF_ITSELF = re.compile(
    r"(?P<body>[^、。「」（）()\s]{3,12}?)(?:では?|は|において)、?[^。]{0,80}?"
    r"(?:公表|作成|策定|取りまとめ|とりまとめ|まとめ|お知らせ|実施|改訂|改正)(?:し|いた|する)"
)
_AT_THE_END = re.compile(r"(?:[ 　]|[(（【])(?P<body>[^\s　()（）【】、。:：]{3,30})[)）】]?$")
_OTHERS_PAPER = re.compile(r"資料[:：]|出典|出所|所管|後援|協力|印刷|参照|引用|〒|注[)）:：]")
"""What tells that a body named behind it is that of another paper, or does not publish this one."""
_LISTED_PLACES, _LISTED_BODIES = 4, 6
"""Prefectures, and other bodies, alone in rows, from which on they are a list, as in a table."""
_SIDE_BY_SIDE = re.compile(r"[ 　・／/]+")


class PublisherFound(msgspec.Struct, frozen=True):
    """A body, what speaks for it, and the line that names it, if one does."""

    name: str
    weight: float
    row: Row | None


def publisher_of(
    rows: Sequence[Row],
    title_rows: Sequence[Row],
    *,
    council: str,
    author: str,
    source_url: str,
    last: Sequence[Row],
    later: Sequence[Row] = (),
    drawn: Sequence[str] = (),
) -> PublisherFound | None:
    """The body that has most for itself among ``rows``, among those at the heads and feet of
    ``later`` pages and of the ``last`` page, among lines that are ``drawn`` alone, as the PDF's
    ``author``, and in the address where it was published."""
    found = _of_rows(rows, title_rows)
    found += [PublisherFound(name, _DRAWN, None) for name in _of_logos(drawn)]
    for row in later:
        if name := _alone(row.text):
            found.append(PublisherFound(name, _RUNNING, row))
    if name := bodies.body_of_domain(source_url):
        found.append(PublisherFound(name, _SOURCE, None))
    if (name := bodies.known_body(author.strip())) and name == author.strip():
        found.append(PublisherFound(name, _AUTHOR, None))
    found += [PublisherFound(name, _ENGLISH, row) for name, row in _english(rows)]
    found += _of_prose(rows)
    if imprint := _imprint(last):
        found.append(imprint)
    if name := bodies.body_of_council(council):
        found.append(PublisherFound(name, _COUNCIL, None))
    if council and not any(each.weight >= _ALONE - 0.5 for each in found):
        found.append(PublisherFound(council, _ALONE - 0.5, None))
    best = max(found, key=lambda each: each.weight, default=None)
    return best if best and best.weight >= LEAST else None


def _of_rows(rows: Sequence[Row], title_rows: Sequence[Row]) -> list[PublisherFound]:
    """What rows beside the title name that are no addressees."""
    listed = _listed(rows)
    return [
        PublisherFound(name, weight - _ORDER * number + _known(name), row)
        for number, row in enumerate(rows)
        if row not in title_rows and row.text not in listed and not is_addressee(row.text)
        for name, weight in _named(row)
    ]


def _of_logos(drawn: Sequence[str]) -> list[str]:
    """Known bodies that lines which are drawn name alone; of a list of them none."""
    named = [body for line in drawn if bodies.is_known(body := _alone(line.strip()))]
    named += [body for body in (bodies.english_body(" ".join(drawn)),) if body]
    return named if len(set(named)) < _LISTED_BODIES else []


def _of_prose(rows: Sequence[Row]) -> list[PublisherFound]:
    """What sentences over several lines say of who made the paper."""
    found = []
    # such a notice often stands in a box of its own
    whole = "".join(row.text for row in rows)
    if match := _NOT_ITS_VIEWS.search(whole):
        found += [PublisherFound(name, _VIEWS, None) for name in bodies.bodies_in(match["whose"])]
    if match := _TELLS_OF_ITSELF.search(whole):
        name = bodies.known_body(match["body"])
        if name and name == match["body"]:
            found.append(PublisherFound(name, _TELLS, None))
    return found


def _imprint(rows: Sequence[Row]) -> PublisherFound | None:
    """The body of an imprint, or else the one that is to be asked."""
    found = []
    for number, row in enumerate(rows):
        about, ask = _ABOUT_IT.search(row.text), _ASK.fullmatch(row.text)
        match = about or ask
        if match is None:
            continue
        weight = _IMPRINT if about else _TO_ASK
        for at in rows[number : number + 1 + _LINES_ON]:
            text = row.text[match.end() :] if at is row else at.text
            text = _BEFORE_A_BODY.sub("", text)
            if name := bodies.known_body(text) or _alone(text):
                found.append(PublisherFound(name, weight + _known(name), at))
                break
    return max(found, key=lambda each: each.weight, default=None)


def _english(rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """Bodies named in English, over several lines too, as in a logo that is set as text."""
    run = ""
    found: list[tuple[str, Row]] = []
    for row in rows:
        run = f"{run} {row.text}" if is_latin(row.text) else ""
        if run and (name := bodies.english_body(run)):
            found.append((name, row))
    return found


def _known(name: str) -> float:
    return _KNOWN if bodies.is_known(name) else 0.0


def _listed(rows: Sequence[Row]) -> set[str]:
    """Bodies that rows name alone one after the other, as the rows of a table do: none of them
    publishes it."""
    alone = {row.text for row in rows if bodies.is_known(row.text)}
    places = {text for text in alone if bodies.is_prefecture(text)}
    others = alone - places
    found = places if len(places) >= _LISTED_PLACES else set()
    return found | (others if len(others) >= _LISTED_BODIES else set())


def _named(row: Row) -> list[tuple[str, float]]:
    text = row.text
    if name := bodies.body_of_notice(text):
        return [(name, _NOTICE)]
    if name := bodies.body_of_letter(text):
        return [(name, _LETTER)]
    if row.in_table:
        return []
    less = 0.0
    if role := _ROLE.match(text):
        less = _ASKED if role["asks"] else _GUIDED if role["guides"] else 0.0
        text = text[role.end() :]
    if name := _alone(text):
        # small notes at the foot name whom to ask, not who publishes
        return [(name, _ALONE - less - (1.0 if row.relative < 0.8 else 0.0))]
    if (rights := _RIGHTS_OF.search(text)) and (
        name := _alone(rights["body"]) or bodies.english_body(rights["body"])
    ):
        return [(name, _RIGHTS)]
    if name := bodies.body_of_domain(text):
        return [(name, _DOMAIN)]
    if (
        (match := _AT_THE_END.search(text))
        and not _OTHERS_PAPER.search(text)
        and (name := bodies.body_of(match["body"]))
    ):
        return [(name, _BEHIND)]
    return []


def _alone(text: str) -> str:
    text = _DATED.sub("", text)
    bare = text.strip("()（）【】[] 　")
    if (match := _DECIDED.match(bare)) and (name := bodies.body_of(match["body"])):
        return name
    if len(text) > 45 or (is_person(text) and not bodies.is_officer(text)):
        return ""
    if name := bodies.body_of(text):
        return name
    first = re.split(r"[(（]", text)[0].strip(" 　")
    if first and first != text and (name := bodies.body_of(first)):
        return name
    parts = _SIDE_BY_SIDE.split(text)
    return bodies.body_of(parts[0]) if len(parts) > 1 and all(map(bodies.body_of, parts)) else ""

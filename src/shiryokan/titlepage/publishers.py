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
_IMPRINT, _SOURCE = 1.8, 1.4
"""Weights of a notice's head or a minister's signature; of a line that names a body alone; of a
body in English; of the ministry of a council; of the PDF's author; of a body whose views it says it
does not give, as papers of research do; of an address of the web; of whom to ask about the
paper, or who issues it, on its last page; and of the site from which it comes."""
_ABOUT_IT = re.compile(
    r"(?:本|この)(?:資料|冊子|書|報告書?|ガイドライン|ガイドブック|手引き?|マニュアル|文書|調査|"
    r"レポート|件|パンフレット).{0,14}(?:問い?合わ?せ|連絡先|照会先)|"
    r"^[ 　]*(?:編集・?)?(?:発行|発行者|発行元|企画・?発行|作成)[:：　 ]"
)
_BEFORE_A_BODY = re.compile(r"^[\s　○〇◯●・•■◆□◇▼▽＜<【〔0:：]+")
_LINES_ON = 2
"""Lines after such a head in which the body stands, at most."""
_NOT_ITS_VIEWS = re.compile(r"(?P<whose>.{4,60})の?(?:公式)?(?:の)?見解を(?:示す|表す|代表)")
_ORDER = 0.02
"""What each line further down weighs less, so that of equals the first is taken."""
_KNOWN = 0.4
"""What a body of the government weighs more than one that only looks like a body."""
_DECIDED = re.compile(r"^(?P<body>[^、。]{3,40}?)(?:決定|策定|編集?|監修|作成|発行|制定)$")
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
) -> PublisherFound | None:
    """The body that has most for itself among ``rows``, among those of the ``last`` page, as the
    PDF's ``author``, and in the address where it was published."""
    found: list[PublisherFound] = []
    to_whom = [number for number, row in enumerate(rows) if is_addressee(row.text)]
    for number, row in enumerate(rows):
        if row in title_rows or number in to_whom:
            continue
        found += [
            PublisherFound(name, weight - _ORDER * number + _known(name), row)
            for name, weight in _named(row)
        ]
    if name := bodies.body_of_domain(source_url):
        found.append(PublisherFound(name, _SOURCE, None))
    if (name := bodies.known_body(author.strip())) and name == author.strip():
        found.append(PublisherFound(name, _AUTHOR, None))
    found += [PublisherFound(name, _ENGLISH, row) for name, row in _english(rows)]
    # such a notice often stands in a box of its own
    whole = "".join(row.text for row in rows)
    if match := _NOT_ITS_VIEWS.search(whole):
        found += [PublisherFound(name, _VIEWS, None) for name in bodies.bodies_in(match["whose"])]
    if imprint := _imprint(last):
        found.append(imprint)
    if name := bodies.body_of_council(council):
        found.append(PublisherFound(name, _COUNCIL, None))
    if council and not any(each.weight >= _ALONE - 0.5 for each in found):
        found.append(PublisherFound(council, _ALONE - 0.5, None))
    best = max(found, key=lambda each: each.weight, default=None)
    return best if best and best.weight >= LEAST else None


def _imprint(rows: Sequence[Row]) -> PublisherFound | None:
    for number, row in enumerate(rows):
        match = _ABOUT_IT.search(row.text)
        if match is None:
            continue
        for at in rows[number : number + 1 + _LINES_ON]:
            text = row.text[match.end() :] if at is row else at.text
            text = _BEFORE_A_BODY.sub("", text)
            if name := bodies.known_body(text) or _alone(text):
                return PublisherFound(name, _IMPRINT + _known(name), at)
    return None


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


def _named(row: Row) -> list[tuple[str, float]]:
    text = row.text
    if name := bodies.body_of_notice(text):
        return [(name, _NOTICE)]
    if row.in_table:
        return []
    if name := _alone(text):
        # small notes at the foot name whom to ask, not who publishes
        return [(name, _ALONE - (1.0 if row.relative < 0.8 else 0.0))]
    if name := bodies.body_of_domain(text):
        return [(name, _DOMAIN)]
    return []


def _alone(text: str) -> str:
    text = re.sub(r"^[(（]?(?:発行者?|作成者?|編集|著者|担当)[:：)）]\s*", "", text)
    if (match := _DECIDED.match(text)) and (name := bodies.body_of(match["body"])):
        return name
    if len(text) > 45 or is_person(text):
        return ""
    first = re.split(r"[(（]", text)[0].strip(" 　")
    if first and bodies.known_body(first) == first:
        return first
    if name := bodies.body_of(text):
        return name
    parts = _SIDE_BY_SIDE.split(text)
    return bodies.body_of(parts[0]) if len(parts) > 1 and all(map(bodies.body_of, parts)) else ""

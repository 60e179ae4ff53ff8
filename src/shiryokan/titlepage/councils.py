"""The council before which a document was laid, and the number of its meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from shiryokan.titlepage.rows import Row

_ENDS = (
    "審議会|審査会|分科会|部会|小委員会|専門委員会|検討委員会|検討会|研究会|懇談会|懇話会|協議会|有識者会議|"
    "戦略会議|推進会議|調整会議|閣僚会議|連絡会議|対策会議|幹事会|本部会合|総会|ワーキンググループ|"
    "ワーキング・グループ|作業部会|タスクフォース|WG|会議"
)
_COUNCIL = re.compile(
    rf"(?:【|〔|[(（])?(?:(?P<before>第\s*[0-9０-９一二三四五六七八九十百]+\s*回)[ 　]*)?"
    rf"(?P<name>[^\s、。「」][^、。「」]{{1,50}}?(?:{_ENDS}))"
    r"(?:[ 　]*[(（]?(?P<after>第\s*[0-9０-９一二三四五六七八九十百]+\s*回)[^、。]{0,12}[)）]?)?"
    r"[ 　]*(?:決定|申合せ|資料|提出資料|事務局|配布資料|とりまとめ|取りまとめ|報告書?)?"
    r"(?:】|〕|[)）])?"
)
_NO_COUNCIL = re.compile(
    r"(?:社会福祉|商工会議所|協同組合|公正取引|個人情報保護|報告会|説明会|講習会)"
)
_ENDS_OPEN = re.compile(r"(?:審議会|分科会|部会)$")


class CouncilFound(msgspec.Struct, frozen=True):
    """A council as printed, its meeting (第3回) if one is named, and the lines that name it."""

    name: str
    meeting: str
    rows: tuple[Row, ...]


def council_of(rows: Sequence[Row], title_rows: Sequence[Row]) -> CouncilFound | None:
    """The council that lines alone name, outside the title: 産業構造審議会 製造産業分科会 above
    繊維産業小委員会 is one."""
    for number, row in enumerate(rows):
        if row in title_rows or row.in_table:
            continue
        match = _COUNCIL.fullmatch(row.text)
        if match is None or _NO_COUNCIL.search(row.text) or len(row.text) > 60:
            continue
        name, meeting, used = match["name"], match["before"] or match["after"] or "", [row]
        following = rows[number + 1] if number + 1 < len(rows) else None
        while following is not None and _ENDS_OPEN.search(name) and following not in title_rows:
            more = _COUNCIL.fullmatch(following.text)
            if more is None or following.top - used[-1].bottom > 1.5 * row.size:
                break
            name += more["name"]
            meeting = meeting or more["before"] or more["after"] or ""
            used.append(following)
            at = rows.index(following)
            following = rows[at + 1] if at + 1 < len(rows) else None
        return CouncilFound(
            re.sub(r"[ 　]+", " ", name), re.sub(r"[ 　]", "", meeting), tuple(used)
        )
    return None

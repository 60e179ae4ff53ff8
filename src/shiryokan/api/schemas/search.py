"""What a search finds."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Many, Source, _
from shiryokan.api.schemas.records import FacetValue, RecordName
from shiryokan.search.kinds import KINDS

HintReason = Literal["sound", "spelling", "words", "without", "any"]
if TYPE_CHECKING:
    HitKind = str
else:
    HitKind = Literal[KINDS]
SearchOrder = Literal["best", "recent", "newest", "oldest"]


class SnippetPart(Item):
    """A part of a snippet."""

    about = _("抜粋の一部")

    text: str = Field(description=_("文字"))
    hit: bool = Field(description=_("検索した言葉に当たるか"))


class Hit(Item):
    """A page, or a record on it, that was found."""

    about = _("見つかったページか項目")

    kind: HitKind = Field(description=_("page: ページ、そのほか: 台帳の項目"))
    document: DocumentName = Field(description=_("文書"))
    publisher: str = Field(description=_("発行者（分からないときは空）"))
    date: datetime.date | None = Field(description=_("日付（分からないときはnull）"))
    page: int = Field(description=_("ページ"))
    record: RecordName | None = Field(description=_("台帳の項目（ページのときはnull）"))
    score: float = Field(description=_("大きいほどよく合います"))
    snippet: list[SnippetPart] = Field(description=_("抜粋。当たった言葉に印があります"))
    from_picture: bool = Field(
        description=_("文字を画像から読み取ったページか（PDFの文字データではなく）")
    )
    other_reading: bool = Field(description=_("画像のほかの読み方だけが検索した言葉に当たるか"))
    boxes: list[tuple[float, float, float, float]] = Field(
        default=[],
        description=_("当たった言葉の場所（左・上・右・下、ポイント。boxes=true のときだけ）"),
    )
    address: str = Field(description=_("見つかったものの変わらない公開アドレス"))
    page_address: str = Field(description=_("APIでこのページを得るアドレス"))
    source: Source = Field(description=_("由来"))


class Hint(Item):
    """A query that finds something where the one that was asked finds nothing."""

    about = _("見つかる検索")

    query: str = Field(description=_("検索する言葉"))
    why: HintReason = Field(
        description=_(
            "sound: 読みの近い言葉、spelling: よく似た言葉、words: 文の中の言葉、"
            "without: ない言葉を除く、any: どれかの言葉"
        )
    )
    total: int = Field(description=_("見つかる件数"))


class Hits(Many):
    """What was found."""

    about = _("検索の結果")

    query: str = Field(description=_("検索した言葉"))
    items: list[Hit] = Field(description=_("頼んだ順"))
    facets: dict[str, list[FacetValue]] = Field(description=_("絞り込める値と件数"))
    missing: list[str] = Field(description=_("1件も見つからないとき、どこにもない言葉（ほかは空）"))
    hints: list[Hint] = Field(
        description=_("1件も見つからないとき、見つかる検索。近いものから（ほかは空）")
    )

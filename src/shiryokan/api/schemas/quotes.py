"""Quotes and how they stand."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Many, Source, _
from shiryokan.quotes.standing import CAUSE_TITLES, STATE_TITLES

if TYPE_CHECKING:
    StateName = str
    CauseName = str
else:
    StateName = Literal[("waiting", *STATE_TITLES)]
    CauseName = Literal[tuple(CAUSE_TITLES)]

_BOXES = _("行ごとの左・上・右・下（ポイント、ページの左上から）")


class QuoteCause(Item):
    """What makes a quote stand as it does, and where that stands."""

    about = _("効力の理由と、その場所")

    kind: CauseName = Field(description=_("理由の種類"))
    kind_title: str = Field(description=_("その言葉"))
    document: DocumentName | None = Field(description=_("その文書（見られないときはnull）"))
    page: int | None = Field(description=_("ページ（示せないときはnull）"))
    boxes: list[tuple[float, float, float, float]] = Field(description=_BOXES)
    words: str = Field(description=_("そこにある文（見られないときは空）"))
    record_address: str = Field(description=_("その項目の公開アドレス（ないときは空）"))


class Quote(Item):
    """A quote: words, their place, and how they stand."""

    about = _("引用箇所")

    id: UUID = Field(description=_("引用箇所のid"))
    document: DocumentName | None = Field(description=_("文書（見られないときはnull）"))
    page: int = Field(description=_("ページ"))
    boxes: list[tuple[float, float, float, float]] = Field(description=_BOXES)
    words: str = Field(description=_("引用した文（文書を見られないときは空）"))
    before: str = Field(description=_("その前の文字"))
    after: str = Field(description=_("その後の文字"))
    record_address: str = Field(description=_("この文のある項目の公開アドレス（ないときは空）"))
    field: str = Field(description=_("この文のある欄の名前（ないときは空）"))
    state: StateName = Field(description=_("効力（waiting は確認中）"))
    state_title: str = Field(description=_("効力の言葉"))
    since: datetime.datetime | None = Field(description=_("いつからその効力か"))
    judged_at: datetime.datetime | None = Field(description=_("最後に確かめた日時"))
    cause: QuoteCause | None = Field(description=_("効力の理由（現行ならnull）"))
    shared: bool = Field(description=_("アドレスで共有しているか"))
    made_at: datetime.datetime = Field(description=_("残した日時"))
    address: str = Field(description=_("変わらない公開アドレス"))
    page_address: str = Field(description=_("ページの公開アドレス（見られないときは空）"))
    source: Source | None = Field(description=_("由来（見られないときはnull）"))


class Quotes(Many):
    """Some quotes."""

    about = _("引用箇所の一覧")

    items: list[Quote] = Field(description=_("新しい順"))

"""Remarks and deadlines."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Many, _
from shiryokan.quotes.standing import STATE_TITLES

if TYPE_CHECKING:
    StateName = str
else:
    StateName = Literal[("waiting", *STATE_TITLES)]


class Remark(Item):
    """A remark of whoever asks."""

    about = _("メモ")

    id: UUID = Field(description=_("メモのid"))
    text: str = Field(description=_("メモの文"))
    audience: Literal["own", "group", "all"] = Field(description=_("見せる相手"))
    document: DocumentName | None = Field(description=_("文書（見られないときはnull）"))
    page: int = Field(description=_("ページ（示せないときは0）"))
    words: str = Field(description=_("メモを付けた言葉（文書を見られないときは空）"))
    state: StateName = Field(description=_("効力（waiting は確認中）"))
    changed_at: datetime.datetime = Field(description=_("書いた日時"))
    address: str = Field(description=_("公開アドレス"))
    place_address: str = Field(description=_("メモを付けた場所の公開アドレス（ないときは空）"))
    now_address: str = Field(description=_("今の版での場所の公開アドレス（同じときは空）"))


class Remarks(Many):
    """Some remarks."""

    about = _("メモの一覧")

    items: list[Remark] = Field(description=_("新しい順"))


class Deadline(Item):
    """A day that a document sets as a limit."""

    about = _("期限")

    day: datetime.date = Field(description=_("期日"))
    kind: Literal["transitional", "filing", "until"] = Field(description=_("期限の種類"))
    document: DocumentName = Field(description=_("文書"))
    page: int = Field(description=_("ページ"))
    boxes: list[tuple[float, float, float, float]] = Field(
        description=_("行ごとの左・上・右・下（ポイント、ページの左上から）")
    )
    words: str = Field(description=_("そう述べる文"))
    state: StateName = Field(description=_("効力（waiting は確認中）"))
    address: str = Field(description=_("その文に印の付いたページの公開アドレス"))


class Deadlines(Many):
    """Some deadlines."""

    about = _("期限の一覧")

    items: list[Deadline] = Field(description=_("期日の順"))

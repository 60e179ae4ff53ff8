"""Remarks, binders and deadlines."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Many, _
from shiryokan.quotes.standing import STATE_TITLES

if TYPE_CHECKING:
    StateName = str
    KnownState = str
else:
    StateName = Literal[("waiting", *STATE_TITLES)]
    KnownState = Literal[("", *STATE_TITLES)]


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


class Binder(Item):
    """A binder of whoever asks."""

    about = _("とじ込み")

    id: UUID = Field(description=_("とじ込みのid"))
    title: str = Field(description=_("とじ込みの名前"))
    pieces: int = Field(description=_("とじ込んだものの数"))
    changed_at: datetime.datetime = Field(description=_("最後に変えた日時"))
    address: str = Field(description=_("公開アドレス"))


class Binders(Many):
    """Some binders."""

    about = _("とじ込みの一覧")

    items: list[Binder] = Field(description=_("新しい順"))


class BinderHit(Item):
    """A place that a search of a binder finds now."""

    about = _("とじ込んだ検索で見つかる場所")

    title: str = Field(description=_("文書の題名"))
    page: int = Field(description=_("ページ"))
    words: str = Field(description=_("前後の文"))
    address: str = Field(description=_("公開アドレス"))


class BinderPiece(Item):
    """A piece of a binder."""

    about = _("とじ込んだもの")

    kind: Literal["text", "quote", "page", "subject", "search"] = Field(description=_("種類"))
    hidden: bool = Field(description=_("文書が見られないか、もうないため、何も出さないか"))
    title: str = Field(description=_("文書・主題・検索の名前（文では空）"))
    words: str = Field(description=_("文か、引用した言葉"))
    document: DocumentName | None = Field(description=_("文書（ないときはnull）"))
    page: int = Field(description=_("ページ（示せないときは0）"))
    state: KnownState = Field(description=_("効力（ないときは空）"))
    address: str = Field(description=_("その場所の公開アドレス（ないときは空）"))
    now_address: str = Field(description=_("変わったときに、今の場所のアドレス（ないときは空）"))
    hits: list[BinderHit] = Field(description=_("検索のとき、今見つかる場所"))


class WholeBinder(Binder):
    """A binder with its pieces."""

    parts: list[BinderPiece] = Field(description=_("とじた順"))

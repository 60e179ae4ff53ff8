"""Watched pages, and what was found on them."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from shiryokan.api.schemas.common import Item, Many, _

FindKind = Literal[
    "new", "replaced", "retitled", "moved", "gone", "announced", "cancelled",
    "postponed", "posted", "missing", "reshaped", "silent",
]  # fmt: skip


class Find(Item):
    """Something that became of what is watched."""

    about = _("見張っているページで見つけたもの")

    id: int = Field(description=_("番号"))
    type: FindKind = Field(
        description=_(
            "new: 新しい文書、replaced: 差し替え、retitled: 題名の変更、moved: 移動、gone: 削除、"
            "announced: 開催の知らせ、cancelled: 開催の中止、postponed: 日程の変更、"
            "posted: 他の形式の文書（受け入れない）、missing: ページがない、"
            "reshaped: ページの形が変わった、silent: ページが止まっている"
        )
    )
    council: str = Field(description=_("会議体（分からないときは空）"))
    meeting: int | None = Field(description=_("回（分からないときはnull）"))
    meeting_text: str = Field(description=_("回の呼び方（第41回、令和6年度第1回）"))
    date: datetime.date | None = Field(description=_("開催日（分からないときはnull）"))
    label: str = Field(description=_("資料の符号（資料1、議事録など）"))
    title: str = Field(description=_("題名"))
    url: str = Field(description=_("公開元URL"))
    old_url: str = Field(description=_("移動の前の公開元URL"))
    old_date: datetime.date | None = Field(description=_("変更の前の開催日"))
    old_title: str = Field(description=_("変わる前の題名"))
    sha256: str = Field(description=_("原本のSHA-256"))
    old_sha256: str = Field(description=_("差し替えの前の原本のSHA-256"))
    content_changed: bool = Field(description=_("中身も変わったか"))
    document: str = Field(description=_("文書のid（受け入れていないときは空）"))
    old_document: str = Field(description=_("差し替えの前の文書のid"))
    page: str = Field(description=_("見張っているページのURL"))
    found_at: datetime.datetime = Field(description=_("見つけた日時"))
    searchable_at: datetime.datetime | None = Field(
        description=_("検索できるようになった日時（まだのときはnull）")
    )
    address: str = Field(description=_("変わらない公開アドレス"))


class Finds(Many):
    """A list of finds."""

    about = _("見つけたものの一覧")

    items: list[Find] = Field(description=_("新しい順"))


class WatchedPage(Item):
    """A page that is visited."""

    about = _("見張っているページ")

    id: int = Field(description=_("番号"))
    url: str = Field(description=_("URL"))
    council: str = Field(description=_("会議体（分からないときは空）"))
    title: str = Field(description=_("ページの題名"))
    active: bool = Field(description=_("見張っているか（止めてあるときはfalse）"))
    state: Literal["waiting", "alive", "missing", "trouble", "odd"] = Field(
        description=_(
            "waiting: まだ見ていない、alive: 変わりない、missing: ない、trouble: 読めない、"
            "odd: いつもの中身がない"
        )
    )
    error: str = Field(description=_("読めないわけの符号（読めたときは空）"))
    checked_at: datetime.datetime | None = Field(description=_("前に見た日時"))
    due_at: datetime.datetime | None = Field(description=_("次に見る日時"))
    documents: int = Field(description=_("見ている文書の数"))
    troubled: int = Field(description=_("そのうち読めないものの数"))
    finds: int = Field(description=_("見つけたものの数"))
    last_find: datetime.datetime | None = Field(description=_("最後に見つけた日時"))
    address: str = Field(description=_("変わらない公開アドレス"))


class WatchedPages(Many):
    """A list of watched pages."""

    about = _("見張っているページの一覧")

    items: list[WatchedPage] = Field(description=_("加えた順"))

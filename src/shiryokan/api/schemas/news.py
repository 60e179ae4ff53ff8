"""Articles of the news."""

from __future__ import annotations

import datetime

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Many, _


class ArticleName(Item):
    """An article in a list."""

    about = _("記事")

    id: int = Field(description=_("記事の番号"))
    title: str = Field(description=_("題名"))
    summary: str = Field(description=_("要約"))
    topics: list[str] = Field(description=_("話題"))
    state: str = Field(
        description=_(
            "draft、waiting、scheduled、published、withdrawn のどれか（読者には published）"
        )
    )
    edition: int = Field(description=_("公開している稿の番号（なければ0）"))
    published_at: datetime.datetime | None = Field(description=_("はじめに公開した日時"))
    changed_at: datetime.datetime = Field(
        description=_("この稿を公開した日時、作業中のものは書き込んだ日時")
    )
    stale: int = Field(description=_("公開した稿の、今はこのとおりでない出典の数"))
    address: str = Field(description=_("変わらない公開アドレス"))


class ArticleCitation(Item):
    """A place that a block cites."""

    about = _("記事の出典")

    side: str = Field(description=_("old（改まる前）、new（改まった後）、または空"))
    document: DocumentName = Field(description=_("文書"))
    page: int = Field(description=_("ページ"))
    boxes: list[tuple[float, float, float, float]] = Field(
        description=_("行ごとの左・上・右・下（ポイント、ページの左上から）")
    )
    words: str = Field(description=_("引用した文"))
    state: str = Field(description=_("公開のあとで変わったときの効力（変わらなければ空）"))


class ArticleBlock(Item):
    """A block of an article."""

    about = _("記事の段")

    kind: str = Field(description=_("heading、statement、quotation、table、picture、link のどれか"))
    hidden: bool = Field(description=_("見られない文書を出典にしているため、言葉を出さないか"))
    text: str = Field(description=_("文（見られないときは空）"))
    link: str = Field(description=_("リンクのアドレス（ないときは空）"))
    rows: list[list[str]] = Field(description=_("表の行: 内訳・注、前の点数、後の点数"))
    citations: list[ArticleCitation] = Field(description=_("出典"))


class ArticleAmendment(Item):
    """What an edition put right."""

    about = _("記事の訂正")

    edition: int = Field(description=_("稿の番号"))
    at: datetime.datetime = Field(description=_("公開した日時"))
    words: str = Field(description=_("直したこと"))


class WholeArticle(ArticleName):
    """An article with its blocks."""

    about = _("記事とその段")

    blocks: list[ArticleBlock] = Field(description=_("段"))
    put_right: list[ArticleAmendment] = Field(description=_("記事の訂正"))


class Articles(Many):
    """Articles, the newest first."""

    about = _("記事の一覧")

    items: list[ArticleName] = Field(description=_("記事"))

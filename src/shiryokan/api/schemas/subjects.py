"""Subjects: a matter through its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from uuid import UUID

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Source, _
from shiryokan.api.schemas.records import RegisterName
from shiryokan.quotes.standing import STATE_TITLES

if TYPE_CHECKING:
    StateName = str
else:
    StateName = Literal[tuple(STATE_TITLES)]


class SubjectPiece(Item):
    """A run of words in both versions."""

    about = _("前の版とこの版の、文の一部")

    op: Literal["same", "gone", "come", "changed"] = Field(description=_("何が起きたか"))
    old: str = Field(description=_("前の版の文"))
    new: str = Field(description=_("この版の文"))


class SubjectVersion(Item):
    """A subject in one version."""

    about = _("1つの版での主題")

    record: UUID = Field(description=_("項目のid（UUID）"))
    record_address: str = Field(description=_("その項目の公開アドレス"))
    document: DocumentName = Field(description=_("文書"))
    page: int = Field(description=_("始まるページ"))
    page_address: str = Field(description=_("ページの公開アドレス"))
    year: int | None = Field(description=_("年度"))
    draft: bool = Field(description=_("案か"))
    kind: Literal["first", "same", "changed"] = Field(description=_("前の版からどうなったか"))
    kind_title: str = Field(description=_("その言葉"))
    words: str = Field(description=_("その版の文"))
    pieces: list[SubjectPiece] = Field(description=_("前の版との違い（変わらないときは空）"))
    source: Source = Field(description=_("由来"))


class Subject(Item):
    """What records of many versions are about."""

    about = _("主題（版が変わっても続いている1つの事柄）")

    id: UUID = Field(description=_("主題のid。どの版の項目のidでも引けます"))
    address: str = Field(description=_("変わらない公開アドレス"))
    title: str = Field(description=_("見出し"))
    path: str = Field(description=_("上にある見出し"))
    register_: RegisterName = Field(alias="register", description=_("台帳の名前"))
    state: StateName = Field(description=_("いまの効力"))
    state_title: str = Field(description=_("効力の言葉"))
    versions: list[SubjectVersion] = Field(description=_("見られる版（新しい順）"))

"""What all answers have in common."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from pydantic import BaseModel, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


class Item(BaseModel):
    """A structure of an answer; ``about`` says in a message what it is."""

    about: ClassVar[str] = ""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema with ``about`` as its description, which the docstring is not."""
        found = handler.resolve_ref_schema(handler(schema))
        found.pop("description", None)
        if cls.about:
            found["description"] = cls.about
        return found


class Source(Item):
    """Where something was taken from."""

    about = _("由来: どのファイルの何ページで、どこに公開されていたか")

    sha256: str = Field(description=_("原本のSHA-256。同じ値なら1バイトも違わないファイルです"))
    page: int | None = Field(description=_("原本のページ（文書全体のときはnull）"))
    source_url: str = Field(description=_("公開元URL（分からないときは空）"))


class DocumentName(Item):
    """A document in a few words."""

    about = _("文書の呼び名")

    id: str = Field(description=_("文書のid"))
    title: str = Field(description=_("題名"))
    address: str = Field(description=_("変わらない公開アドレス"))


class PageWarning(Item):
    """What may be wrong with a page."""

    about = _("ページの文字について気をつけること")

    code: str = Field(description=_("変わらない符号"))
    what: str = Field(description=_("何が起きているか"))
    do: str = Field(description=_("どうすればよいか"))


class Many(Item):
    """What all lists have."""

    total: int = Field(description=_("全部の件数"))
    next: str | None = Field(description=_("続きのアドレス（これで終わりならnull）"))
    next_cursor: str = Field(description=_("続きを読むための cursor（終わりなら空）"))


class RefusedValue(Item):
    """A value that was refused."""

    about = _("使えなかった値")

    name: str = Field(description=_("パラメーターの名前"))
    detail: str = Field(description=_("使えない理由"))


class ProblemDetails(Item):
    """A problem, after RFC 9457."""

    about = _("問題（RFC 9457）")

    type: str = Field(description=_("問題の種類のアドレス"))
    title: str = Field(description=_("問題の種類"))
    status: int = Field(description=_("HTTPの状態コード"))
    detail: str = Field(description=_("何が起きたか"))
    do: str = Field(description=_("どうすればよいか"))
    errors: list[RefusedValue] = Field(default=[], description=_("使えなかった値（422のときだけ）"))


class Publisher(Item):
    """A body that publishes."""

    about = _("発行者")

    id: int = Field(description=_("番号"))
    name: str = Field(description=_("名前"))
    documents: int = Field(description=_("文書の数"))
    address: str = Field(description=_("文書の一覧の公開アドレス"))
    documents_address: str = Field(description=_("APIで文書の一覧を得るアドレス"))


class Council(Publisher):
    """A council of a publisher."""

    about = _("会議体")

    publisher: str = Field(description=_("発行者の名前（分からないときは空）"))


class Publishers(Many):
    """A list of publishers."""

    about = _("発行者の一覧")

    items: list[Publisher] = Field(description=_("資料館に加わった順"))


class Councils(Many):
    """A list of councils."""

    about = _("会議体の一覧")

    items: list[Council] = Field(description=_("資料館に加わった順"))


class Citation(Item):
    """A citation in every form there is."""

    about = _("引用")

    japanese: str = Field(description=_("日本語の書き方で1行"))
    bibtex: str = Field(description=_("BibTeX"))
    csl_json: list[dict[str, Any]] = Field(description=_("CSL-JSON（文献管理ソフトの形式）"))
    accessed: datetime.date = Field(description=_("閲覧日"))
    address: str = Field(description=_("引用したものの変わらない公開アドレス"))
    source: Source = Field(description=_("由来"))

"""What lists and the search can be asked: the parameters of their addresses."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, WithJsonSchema

from shiryokan.api.schemas.common import _
from shiryokan.api.schemas.lookout import FindKind
from shiryokan.api.schemas.search import HitKind, SearchOrder
from shiryokan.search.question import Question

MOST = 100
"""Items of one answer at most."""
LONGEST = 500
"""Characters of a query at most."""
LONGEST_NAME = 200
"""Characters of a name at most, as the library keeps them."""
_YEAR = Annotated[
    int | None,
    Field(ge=1, le=9999),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 9999}),
]
_NUMBER = Annotated[
    int | None,
    Field(ge=1, le=2**53),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 2**53}),
]
_DAY = Annotated[datetime.date | None, WithJsonSchema({"type": "string", "format": "date"})]
"""What may be left out, but not be null: an address has no null."""


def _name(description: str) -> str:
    """A name, or words of one; empty where nothing is asked."""
    name: str = Field("", max_length=LONGEST_NAME, description=description)
    return name


class Paging(BaseModel):
    """How much of a list, and from where on."""

    limit: int = Field(20, ge=1, le=MOST, description=_("一度に得る件数"))
    cursor: str = Field(
        "",
        max_length=600,
        pattern="^[A-Za-z0-9_:.-]*$",
        description=_("前の答えの next_cursor。省くと初めから読みます"),
    )


class DocumentParameters(Paging):
    """Which documents."""

    publisher: str = _name(_("発行者の名前"))
    council: str = _name(_("会議体の名前"))
    year: _YEAR = Field(None, description=_("出典の日付の年（西暦）"))
    q: str = _name(_("題名にある言葉（空白で区切ると、すべてを含むもの）"))
    order: Literal["newest", "oldest"] = Field(
        "newest",
        description=_(
            "newest: 新しく加えた順、oldest: 古く加えた順。写しを保つには oldest が便利です"
        ),
    )


class BodyParameters(Paging):
    """Which publishers or councils."""

    q: str = _name(_("名前にある言葉"))


class CouncilParameters(BodyParameters):
    """Which councils."""

    publisher: str = _name(_("発行者の名前"))


class QuoteParameters(Paging):
    """Which quotes."""

    state: Literal[
        "", "waiting", "holds", "corrected", "changed", "withdrawn", "gone", "unsure"
    ] = Field("", description=_("この効力のものだけ"))


class DeadlineParameters(Paging):
    """Which deadlines."""

    date_from: datetime.date | None = Field(None, description=_("この日から"))
    date_to: datetime.date | None = Field(None, description=_("この日まで"))
    kind: Literal["", "transitional", "filing", "until"] = Field(
        "", description=_("この種類の期限だけ")
    )


class NewsParameters(Paging):
    """Which articles."""

    topic: str = _name(_("話題の名前"))
    stale: bool = Field(False, description=_("出典が今はこのとおりでない公開記事だけか"))
    state: Literal["", "draft", "waiting", "scheduled", "published", "withdrawn"] = Field(
        "",
        description=_("編集者に: この段階の作業中の記事。省くと公開している記事"),
    )


class WorkingParameters(BaseModel):
    """Which text of an article."""

    working: bool = Field(False, description=_("編集者に: 公開した稿でなく、作業中のものか"))


class FindParameters(Paging):
    """Which finds of the lookout."""

    type: FindKind | Literal[""] = Field("", description=_("どの種類のものか"))
    council: str = _name(_("会議体の名前"))
    since: _DAY = Field(None, description=_("この日か後に見つけたもの"))


class RecordParameters(Paging):
    """Which records of a register; facets come beside it as ``f.NAME``."""

    q: str = Field("", max_length=LONGEST, description=_("項目にある言葉。検索と同じに書けます"))
    document: str = Field("", max_length=16, description=_("文書のid"))
    series: _NUMBER = Field(None, description=_("シリーズの番号"))
    sort: Literal["place", "year", "-year", "confidence", "-confidence"] = Field(
        "place", description=_("place: 文書の中の順。-が付くと大きいものから")
    )
    facets: bool = Field(False, description=_("絞り込める値と件数も得るか"))


class SearchParameters(Paging):
    """What to search for, and where."""

    q: str = Field(
        min_length=1,
        max_length=LONGEST,
        description=_(
            "検索する言葉。空白は「すべて」、OR は「どちらか」、-は「除く」、引用符は句、"
            "title: などは欄です"
        ),
    )
    kind: HitKind | Literal[""] = Field("", description=_("ページか、どの台帳の項目か"))
    publisher: str = _name(_("発行者の名前"))
    council: str = _name(_("会議体の名前"))
    ministry: str = _name(_("府省庁の名前"))
    document: str = Field("", max_length=16, description=_("文書のid"))
    year: _YEAR = Field(None, description=_("文書の日付の年（西暦）"))
    date_from: _DAY = Field(None, description=_("文書の日付がこの日か後"))
    date_to: _DAY = Field(None, description=_("文書の日付がこの日か前"))
    sort: SearchOrder = Field(
        "best",
        description=_(
            "best: 関連度順、recent: 関連度と新しさの順、newest: 日付の新しい順、oldest: 古い順"
        ),
    )
    exact: bool = Field(
        False,
        description=_("ほかの書き方（サーバとサーバーなど）を探さず、書いたとおりだけを探すか"),
    )
    boxes: bool = Field(False, description=_("当たった言葉のページの上の場所も得るか"))

    def question(self) -> Question:
        """The question, as the search takes it."""
        parameters = self.model_dump(exclude={"q", "boxes", *Paging.model_fields})
        return Question(text=self.q, **parameters)

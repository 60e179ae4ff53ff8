"""Assessments: what an organisation answers to a checklist."""

from __future__ import annotations

import datetime

from pydantic import Field

from shiryokan.api.schemas.common import Item, Many, _


class Assessment(Item):
    """An assessment in a list."""

    about = _("自己点検")

    id: int = Field(description=_("自己点検の番号"))
    title: str = Field(description=_("点検表の題名"))
    series: str = Field(description=_("様式の名前"))
    year: int = Field(description=_("年度"))
    organisation: str = Field(description=_("組織の名前"))
    place: str = Field(description=_("施設か事業者の名前"))
    system: str = Field(description=_("システムの名前（分けないときは空）"))
    due: datetime.date | None = Field(description=_("期限（決めていないときはnull）"))
    ended: bool = Field(description=_("点検を終えたか"))
    total: int = Field(description=_("項目の数"))
    answered: int = Field(description=_("答えた項目の数"))
    no: int = Field(description=_("「いいえ」の数"))
    without_target: int = Field(description=_("「いいえ」のうち目標日のないものの数"))
    changed: int = Field(description=_("答えた後に根拠か証跡が変わった項目の数"))
    address: str = Field(description=_("自己点検のアドレス"))


class CheckResult(Item):
    """An item with its answer."""

    about = _("点検項目と答え")

    number: str = Field(description=_("項目の番号"))
    section: str = Field(description=_("区分（ないときは空）"))
    words: str = Field(description=_("確認する事項（見られないときは空）"))
    hidden: bool = Field(description=_("様式の文書が見られないため、言葉を出さないか"))
    starred: bool = Field(description=_("必ず見る項目か"))
    references: list[str] = Field(description=_("根拠の番号"))
    answer: str = Field(description=_("yes、no、not_applicable、unchecked のどれか"))
    checked_on: datetime.date | None = Field(description=_("確認日"))
    target_on: datetime.date | None = Field(description=_("目標日"))
    remark: str = Field(description=_("備考"))
    requirement_changed: bool = Field(description=_("答えた後に根拠が変わったか"))
    evidence_changed: bool = Field(description=_("証跡にした文書の言葉が変わったか"))
    address: str = Field(description=_("項目のアドレス"))


class WholeAssessment(Assessment):
    """An assessment with all its items."""

    results: list[CheckResult] = Field(description=_("様式の順の項目"))


class Assessments(Many):
    """Some of the assessments."""

    about = _("自己点検の一覧")

    items: list[Assessment] = Field(description=_("自己点検"))

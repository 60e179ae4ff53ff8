"""Registers and their records."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Many, Source, _
from shiryokan.registers.catalogue import REGISTERS

if TYPE_CHECKING:
    RegisterName = str
    FieldKind = str
else:
    RegisterName = Literal[tuple(REGISTERS)]
    FieldKind = Literal[
        tuple(
            dict.fromkeys(
                kind
                for register in REGISTERS.values()
                for field in register.fields
                for kind in (field.kind.name, *(each.kind.name for each in field.kind.fields))
            )
        )
    ]


class Choice(Item):
    """A value that a field can have."""

    about = _("欄がとる値")

    value: str = Field(description=_("data の中での値"))
    title: str = Field(description=_("その言葉"))


class FieldColumn(Item):
    """A column of a field that is a table, or the field itself."""

    about = _("表である欄の列")

    name: str = Field(description=_("値の中での名前"))
    title: str = Field(description=_("題"))
    kind: FieldKind = Field(description=_("値の種類"))
    kind_title: str = Field(description=_("値の種類の説明"))
    unit: str = Field(description=_("数の単位（ないときは空）"))
    choices: list[Choice] = Field(description=_("とる値（決まっていないときは空）"))


class RegisterField(FieldColumn):
    """A field of a register."""

    about = _("台帳の欄")

    facet: bool = Field(description=_("f.名前 で絞り込めるか"))
    columns: list[FieldColumn] = Field(description=_("表である欄の列（表でないときは空）"))


class Register(Item):
    """A register."""

    about = _("台帳")

    name: RegisterName = Field(description=_("台帳の名前"))
    title: str = Field(description=_("台帳の題"))
    records: int = Field(description=_("項目の数"))
    documents: int = Field(description=_("項目のある文書の数"))
    fields: list[RegisterField] = Field(description=_("欄"))
    address: str = Field(description=_("台帳の公開アドレス"))
    records_address: str = Field(description=_("APIで項目の一覧を得るアドレス"))


class Registers(Item):
    """All registers."""

    about = _("台帳の一覧")

    items: list[Register] = Field(description=_("台帳"))


class RecordName(Item):
    """A record in a few words."""

    about = _("項目の呼び名")

    id: uuid.UUID = Field(description=_("項目のid。同じ文書の同じ項目はいつも同じidです"))
    heading: str = Field(description=_("見出し"))
    address: str = Field(description=_("変わらない公開アドレス"))


class RecordBrief(RecordName):
    """A record in a list."""

    about = _("一覧の中の項目")

    register_: RegisterName = Field(alias="register", description=_("台帳の名前"))
    key: str = Field(description=_("文書の中での項目の名前"))
    document: DocumentName = Field(description=_("文書"))
    page: int = Field(description=_("項目が始まるページ"))
    page_address: str = Field(description=_("そのページの変わらない公開アドレス"))
    year: int | None = Field(description=_("年度（分からないときはnull）"))
    confidence: float = Field(description=_("信頼度（0から1。最も確かでない行のもの）"))
    corrected: bool = Field(description=_("編集者が訂正した欄があるか"))
    data: dict[str, Any] = Field(description=_("欄ごとの値。欄は台帳の fields にあります"))
    source: Source = Field(description=_("由来"))


class FacetValue(Item):
    """A value and how often it occurs."""

    about = _("値とその件数")

    value: str = Field(description=_("値"))
    count: int = Field(description=_("件数"))


class Records(Many):
    """A list of records."""

    about = _("項目の一覧")

    items: list[RecordBrief] = Field(description=_("頼んだ順"))
    facets: dict[str, list[FacetValue]] = Field(
        description=_("欄ごとの値と件数（facets=true のときだけ）")
    )


class Place(Item):
    """Where a value stands on a page."""

    about = _("値がページのどこにあるか")

    page: int = Field(description=_("ページ"))
    boxes: list[tuple[float, float, float, float]] = Field(
        description=_("行ごとの左・上・右・下（ポイント、ページの左上から）")
    )
    text: str = Field(description=_("そこにある文字"))


class Trace(Item):
    """The provenance of one value."""

    about = _("1つの値の由来")

    places: list[Place] = Field(description=_("場所"))
    confidence: float = Field(description=_("信頼度（0から1）"))


class Correction(Item):
    """A field that an editor put right."""

    about = _("訂正")

    field: str = Field(description=_("欄の名前"))
    extracted: Any = Field(description=_("抽出した値"))
    value: Any = Field(description=_("正しい値"))
    note: str = Field(description=_("理由"))
    at: datetime.datetime = Field(description=_("訂正した日時"))


class Record(RecordBrief):
    """A record with the provenance of its values."""

    about = _("台帳の1項目")

    provenance: dict[str, list[Trace]] = Field(
        description=_("欄ごとに、値の由来（値が並びのときは同じ順）")
    )
    corrections: list[Correction] = Field(description=_("訂正（取り消したものを除く）"))
    versions_address: str = Field(description=_("APIで経過を得るアドレス"))
    citation_address: str = Field(description=_("APIで引用を得るアドレス"))


class Version(Item):
    """A record in one version of a series."""

    about = _("1つの版の中の項目")

    document: DocumentName = Field(description=_("版となる文書"))
    year: int | None = Field(description=_("年度（分からないときはnull）"))
    draft: bool = Field(description=_("案か"))
    change: Literal["same", "changed", "moved", "split", "merged", "new", "ended"] | None = Field(
        description=_("前の版からの変わり方（初めの版はnull）")
    )
    likeness: float = Field(description=_("前の版と似ている度合い（0から1）"))
    records: list[RecordBrief] = Field(
        description=_("この版での項目（分かれれば複数、終われば空）")
    )


class Versions(Item):
    """A record through the versions of its series."""

    about = _("経過: 版ごとの項目")

    record: RecordName = Field(description=_("台帳の1項目"))
    items: list[Version] = Field(description=_("古い版から"))

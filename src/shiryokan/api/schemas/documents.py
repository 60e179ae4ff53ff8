"""Documents and their pages."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Many, PageWarning, Source, _

BlockKind = Literal[
    "text", "heading", "list", "table", "caption", "footnote", "figure", "furniture"
]  # fmt: skip
Direction = Literal["ltr", "ttb", "rtl", "btt"]
Box = tuple[float, float, float, float]


class Origin(Item):
    """Where a document was published."""

    about = _("出典")

    publisher: str = Field(description=_("発行者（分からないときは空）"))
    council: str = Field(description=_("会議体（分からないときは空）"))
    meeting: str = Field(description=_("回（分からないときは空）"))
    date: datetime.date | None = Field(description=_("日付（分からないときはnull）"))
    date_precision: Literal["day", "month", "year"] = Field(
        description=_("日付のどこまでが分かっているか（月や年だけのとき、dateはその最初の日）")
    )
    source_url: str = Field(description=_("公開元URL（分からないときは空）"))
    retrieved_at: datetime.datetime | None = Field(
        description=_("取得日時（分からないときはnull）")
    )


class LineShare(Item):
    """How many lines are known how well."""

    about = _("行の照合: 画像を見たページの行のうち、どれだけが画像のとおりと分かっているか")

    pages: int = Field(description=_("画像を見たページの数"))
    verified: int = Field(description=_("照合済の行（文字が画像のとおり）"))
    read: int = Field(description=_("読取の行（画像から読み取り、疑うものがない）"))
    doubtful: int = Field(description=_("要確認の行"))
    unchecked: int = Field(description=_("未照合の行"))
    contradicted_pages: list[int] = Field(
        description=_(
            "文字のデータが見える文字と違うページの番号（フォントの文字の割り当ての誤り）"
        )
    )


class DocumentBrief(DocumentName):
    """A document in a list."""

    about = _("一覧の中の文書")

    file_name: str = Field(description=_("ファイル名"))
    size: int = Field(description=_("大きさ（バイト）"))
    pages: int = Field(description=_("ページ数"))
    state: Literal["stored", "read", "indexed"] = Field(
        description=_("stored: 保管済み、read: 読取済み、indexed: 検索できます")
    )
    added_at: datetime.datetime = Field(description=_("資料館に加えた日時"))
    origins: list[Origin] = Field(description=_("出典"))
    source: Source = Field(description=_("由来"))
    original_address: str = Field(description=_("原本をダウンロードするアドレス"))
    pages_address: str = Field(description=_("APIでページの一覧を得るアドレス"))


class OutlineItem(Item):
    """A bookmark of the PDF."""

    about = _("PDFのしおり")

    level: int = Field(description=_("深さ（0が最も上）"))
    title: str = Field(description=_("見出し"))
    page: int | None = Field(description=_("ページ（分からないときはnull）"))


class Document(DocumentBrief):
    """A document."""

    about = _("文書")

    outline: list[OutlineItem] = Field(description=_("PDFのしおり"))
    lines: LineShare = Field(description=_("行の照合"))
    text_address: str = Field(description=_("APIで全文を得るアドレス"))
    citation_address: str = Field(description=_("APIで引用を得るアドレス"))


class Documents(Many):
    """A list of documents."""

    about = _("文書の一覧")

    items: list[DocumentBrief] = Field(description=_("頼んだ順"))


class PageBrief(Item):
    """A page in a list."""

    about = _("一覧の中のページ")

    number: int = Field(description=_("ページ番号（1から）"))
    width: float = Field(description=_("幅（ポイント）"))
    height: float = Field(description=_("高さ（ポイント）"))
    unreadable: bool = Field(description=_("読み取れなかったページか"))
    text_source: Literal["layer", "picture"] = Field(
        description=_("layer: 文字はPDFの文字データから、picture: 文字は画像から読み取ったもの")
    )
    address: str = Field(description=_("変わらない公開アドレス"))
    page_address: str = Field(description=_("APIでこのページを得るアドレス"))
    picture_address: str = Field(description=_("ページの画像のアドレス"))
    source: Source = Field(description=_("由来"))


class Pages(Many):
    """A list of a document's pages."""

    about = _("ページの一覧")

    document: DocumentName = Field(description=_("文書"))
    items: list[PageBrief] = Field(description=_("番号の順"))


class Ruby(Item):
    """A reading set beside its base."""

    about = _("ルビ")

    start: int = Field(description=_("行の何文字目から（0から）"))
    end: int = Field(description=_("何文字目の前まで"))
    text: str = Field(description=_("読み"))


class Struck(Item):
    """Words struck out of a line."""

    about = _("取消線のある文字")

    at: int = Field(description=_("行の何文字目の前にあるか（0から）"))
    text: str = Field(description=_("消された文字"))
    bbox: Box = Field(description=_("左・上・右・下（ポイント、ページの左上から）"))


class Underlined(Item):
    """A part of a line that is underlined."""

    about = _("下線のある文字")

    start: int = Field(description=_("行の何文字目から（0から）"))
    end: int = Field(description=_("何文字目の前まで"))


class Line(Item):
    """A line of text."""

    about = _("行")

    text: str = Field(description=_("文字"))
    bbox: Box = Field(description=_("左・上・右・下（ポイント、ページの左上から）"))
    direction: Direction = Field(default="ltr", description=_("書字方向（ltrのときは省く）"))
    state: Literal["verified", "read", "doubtful", "unchecked"] = Field(
        default="unchecked",
        description=_(
            "verified: 照合済、read: 読取、doubtful: 要確認、"
            "unchecked: 未照合（未照合のときは省く）"
        ),
    )
    alternatives: list[str] = Field(default=[], description=_("画像のほかの読み方（なければ省く）"))
    confidence: float = Field(default=1.0, description=_("信頼度（1のときは省く）"))
    reasons: list[str] = Field(default=[], description=_("信頼度を下げた理由（1のときは省く）"))
    ruby: list[Ruby] = Field(default=[], description=_("ルビ（なければ省く）"))
    struck: list[Struck] = Field(
        default=[], description=_("取消線で消された文字（本文には含まない。なければ省く）")
    )
    underlined: list[Underlined] = Field(
        default=[], description=_("下線・傍線のある部分（なければ省く）")
    )


class Amount(Item):
    """The amount that a cell holds."""

    about = _("セルの金額や数量")

    number: str = Field(description=_("印刷されたとおりの数（△は負。誤差のない10進数の文字）"))
    unit: str = Field(description=_("単位（千円、％、人など。なければ空）"))


class Cell(Item):
    """A cell of a table."""

    about = _("表のセル")

    row: int = Field(description=_("行（0から）"))
    column: int = Field(description=_("列（0から）"))
    rows: int = Field(description=_("またがる行の数"))
    columns: int = Field(description=_("またがる列の数"))
    bbox: Box = Field(description=_("左・上・右・下（ポイント、ページの左上から）"))
    text: str = Field(description=_("文字（段落ごとに1行）"))
    head: Literal["", "column", "row"] = Field(
        default="", description=_("見出しのセルか（column: 列の見出し、row: 行の見出し）")
    )
    amount: Amount | None = Field(default=None, description=_("金額や数量（それだけのセルのとき）"))


class Block(Item):
    """Lines that belong together."""

    about = _("塊: ひとまとまりの行")

    kind: BlockKind = Field(description=_("種別"))
    bbox: Box = Field(description=_("左・上・右・下（ポイント、ページの左上から）"))
    level: int = Field(default=0, description=_("見出しの深さ（1が最も上。見出しのときだけ）"))
    lines: list[Line] = Field(description=_("読み順の行"))
    ruled: bool = Field(default=False, description=_("罫線のある表か（表のときだけ）"))
    cells: list[Cell] = Field(default=[], description=_("セル（表のときだけ）"))


class Pictures(Item):
    """A page's picture in every size."""

    about = _("ページの画像のアドレス")

    thumbnail: str = Field(description=_("見本（WebP）"))
    screen: str = Field(description=_("画面用（WebP）"))
    low: str = Field(description=_("小さい画像（JPEG）"))
    high: str = Field(description=_("大きい画像（PNG）"))


class Page(PageBrief):
    """A page with its text and where it stands."""

    about = _("ページ")

    document: DocumentName = Field(description=_("文書"))
    pages: int = Field(description=_("文書のページ数"))
    origins: list[Origin] = Field(description=_("文書の出典"))
    text: str = Field(description=_("読み順の文字（行ごとに1行）"))
    blocks: list[Block] = Field(description=_("読み順の塊"))
    warnings: list[PageWarning] = Field(description=_("このページで気をつけること"))
    pictures: Pictures = Field(description=_("ページの画像のアドレス"))
    original_address: str = Field(description=_("原本をダウンロードするアドレス"))
    text_address: str = Field(description=_("APIで文字だけを得るアドレス"))
    citation_address: str = Field(description=_("APIで引用を得るアドレス"))

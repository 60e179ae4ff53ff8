"""What an assistant gets: as much as it needs to quote, and no more."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, Field

from shiryokan.api.assistant.instance import Data


class FoundPlace(BaseModel):
    """A page, or a record on it, that was found."""

    title: str = Field(description="Title of the document / 文書の題名")
    publisher: str = Field(description="Publisher, empty if unknown / 発行者")
    date: str = Field(description="Date of the document (ISO 8601), empty if unknown / 日付")
    document: str = Field(description="Document id for read_page and cite / 文書のid")
    page: int = Field(description="Page number, from 1 / ページ")
    kind: str = Field(description="page, or the register of a record / ページか台帳の項目か")
    record: str = Field(description="Record id for get_record, empty for a page / 項目のid")
    heading: str = Field(description="What the record is called, empty for a page / 項目の見出し")
    snippet: str = Field(description="The text around the words that were found / 抜粋")
    address: str = Field(
        description="Permanent public address, to be quoted / 変わらない公開アドレス"
    )


class RecentFind(BaseModel):
    """Something that became of a watched page."""

    type: str = Field(description="new, replaced, moved, gone, announced … / 種類")
    council: str = Field(description="Council, empty if unknown / 会議体")
    meeting: str = Field(description="Meeting (第41回), empty if unknown / 回")
    date: str = Field(description="Day of the meeting (ISO 8601), empty if unknown / 開催日")
    title: str = Field(description="Label and title / 資料の符号と題名")
    document: str = Field(description="Document id, empty where it is not here / 文書のid")
    found_at: str = Field(description="When it was found (ISO 8601) / 見つけた日時")
    address: str = Field(
        description="Permanent public address, of a replacement with the words that changed / "
        "変わらない公開アドレス"
    )


class RecentFinds(BaseModel):
    """What was found on watched pages, the newest first."""

    total: int = Field(description="How many there are / 全部の件数")
    finds: list[RecentFind] = Field(description="Newest first / 新しい順")


def recent_finds(data: Data) -> RecentFinds:
    """Finds in the words that an assistant needs."""
    return RecentFinds(
        total=data["total"],
        finds=[
            RecentFind(
                type=one["type"],
                council=one["council"],
                meeting=one["meeting_text"],
                date=str(one["date"] or ""),
                title=f"{one['label']} {one['title']}".strip(),
                document=one["document"],
                found_at=str(one["found_at"]),
                address=one["address"],
            )
            for one in data["items"]
        ],
    )


class OtherQuery(BaseModel):
    """A query that finds something."""

    query: str = Field(description="What to search for / 検索する言葉")
    why: str = Field(
        description="sound, spelling: a word put right; words: those of a question; without: the "
        "missing ones left out; any: one of the words / 直し方"
    )
    total: int = Field(description="How many it finds / 件数")


class FoundPlaces(BaseModel):
    """What was found."""

    total: int = Field(description="How many there are in all / 全部の件数")
    hits: list[FoundPlace] = Field(description="Those asked for, best first / 見つかったもの")
    next_cursor: str = Field(description="For the next call, empty at the end / 続きの cursor")
    missing: list[str] = Field(
        description="If nothing is found: words that are nowhere / どこにもない言葉"
    )
    other_queries: list[OtherQuery] = Field(
        description="If nothing is found: queries that find something, nearest first / 見つかる検索"
    )


class ReadPage(BaseModel):
    """A page to read and to quote."""

    title: str = Field(description="Title of the document / 文書の題名")
    publisher: str = Field(description="Publisher, empty if unknown / 発行者")
    date: str = Field(description="Date of the document (ISO 8601), empty if unknown / 日付")
    document: str = Field(description="Document id / 文書のid")
    page: int = Field(description="Page number, from 1 / ページ")
    pages: int = Field(description="Pages of the document / 文書のページ数")
    text: str = Field(description="Text in reading order, a line a line / 読み順の文字")
    warnings: list[str] = Field(description="What may be wrong with the text / 文字の注意")
    address: str = Field(
        description="Permanent public address, to be quoted / 変わらない公開アドレス"
    )
    source_url: str = Field(description="Where it was published, empty if unknown / 公開元URL")
    sha256: str = Field(description="SHA-256 of the original / 原本のSHA-256")


class GotRecord(BaseModel):
    """A record of a register."""

    heading: str = Field(description="What it is called / 見出し")
    register_name: str = Field(description="Its register / 台帳")
    title: str = Field(description="Title of the document / 文書の題名")
    document: str = Field(description="Document id / 文書のid")
    page: int = Field(description="Page on which it begins / 始まるページ")
    year: int | None = Field(description="Fiscal year / 年度")
    confidence: float = Field(description="From 0 to 1 / 信頼度")
    corrected: bool = Field(description="Whether an editor put a field right / 訂正の有無")
    data: dict[str, Any] = Field(description="Values by field / 欄ごとの値")
    pages: dict[str, list[int]] = Field(description="Pages of each field's words / 欄ごとのページ")
    address: str = Field(
        description="Permanent public address, to be quoted / 変わらない公開アドレス"
    )
    page_address: str = Field(description="Address of its page / ページのアドレス")


class GotQuote(BaseModel):
    """A quote: words, and whether they still hold."""

    id: str = Field(description="Quote id / 引用箇所のid")
    words: str = Field(description="Its words, empty if they may not be seen / 引用した文")
    title: str = Field(description="Title of the document / 文書の題名")
    document: str = Field(description="Document id, empty if it may not be seen / 文書のid")
    page: int = Field(description="Page / ページ")
    state: str = Field(
        description="holds, corrected, changed, withdrawn, gone, unsure, waiting / 効力"
    )
    state_title: str = Field(description="The state in words / 効力の言葉")
    cause: str = Field(description="What makes it stand so / 理由")
    cause_words: str = Field(description="The words there / そこにある文")
    cause_title: str = Field(description="Title of the document there / その文書の題名")
    cause_page: int | None = Field(description="The page there / そのページ")
    address: str = Field(
        description="Permanent public address, to be quoted / 変わらない公開アドレス"
    )


class ListedQuotes(BaseModel):
    """Some quotes."""

    total: int = Field(description="How many there are / 全部の件数")
    quotes: list[GotQuote] = Field(description="Quotes, newest first / 引用箇所（新しい順）")
    next_cursor: str = Field(description="To go on; empty at the end / 続きを読むための印")


class NewThing(BaseModel):
    """Something that happened to what the person follows."""

    what: str = Field(description="What happened / 何が起きたか")
    title: str = Field(description="To what / 何に")
    context: str = Field(description="Publisher, council, meeting, date / 発行者・会議体・日付")
    words: list[str] = Field(description="Words with their place / 言葉と場所")
    because: list[str] = Field(description="Follows that it came by / フォロー")
    address: str = Field(description="Permanent public address / 変わらない公開アドレス")


class WhatIsNew(BaseModel):
    """What happened to what the person follows and was not told yet."""

    total: int = Field(description="How many there are / 全部の件数")
    news: list[NewThing] = Field(description="Newest first / 新しい順")


class GotSubjectVersion(BaseModel):
    """A subject in one version."""

    record: str = Field(description="Record id / 項目のid")
    title: str = Field(description="Title of the document / 文書の題名")
    document: str = Field(description="Document id / 文書のid")
    page: int = Field(description="Page / ページ")
    year: int | None = Field(description="Fiscal year / 年度")
    draft: bool = Field(description="Whether it is a draft / 案か")
    kind: str = Field(description="first, same, changed / 前の版からどうなったか")
    words: str = Field(description="Its words in this version / この版の文")
    address: str = Field(description="Address of the record / 項目のアドレス")


class GotSubject(BaseModel):
    """A matter through its versions."""

    id: str = Field(description="Subject id / 主題のid")
    heading: str = Field(description="Heading / 見出し")
    state: str = Field(
        description="holds, corrected, changed, withdrawn, gone, unsure / いまの効力"
    )
    versions: list[GotSubjectVersion] = Field(description="Versions, newest first / 版（新しい順）")
    address: str = Field(
        description="Permanent public address, to be quoted / 変わらない公開アドレス"
    )


class NamedArticle(BaseModel):
    """An article of the news."""

    id: int = Field(description="Article id for read_article / 記事の番号")
    title: str = Field(description="Title / 題名")
    summary: str = Field(description="What it is about / 要約")
    topics: list[str] = Field(description="Topics / 話題")
    state: str = Field(description="published; for editors also draft, waiting … / 段階")
    published: str = Field(description="When (ISO 8601), empty if never / 公開した日時")
    stale: int = Field(
        description="Cited places that no longer hold / 今はこのとおりでない出典の数"
    )
    address: str = Field(
        description="Permanent public address, to be quoted / 変わらない公開アドレス"
    )


class ListedArticles(BaseModel):
    """Some articles."""

    total: int = Field(description="How many there are / 全部の件数")
    articles: list[NamedArticle] = Field(description="Articles, newest first / 記事（新しい順）")
    next_cursor: str = Field(description="To go on; empty at the end / 続きを読むための印")


class CitedPage(BaseModel):
    """A place that an article cites."""

    side: str = Field(description="old, new or empty / 改まる前か後か")
    title: str = Field(description="Title of the document / 文書の題名")
    document: str = Field(description="Document id for read_page / 文書のid")
    page: int = Field(description="Page / ページ")
    words: str = Field(description="The words there / そこにある文")
    state: str = Field(description="How it stands if it no longer holds / 変わったときの効力")


class ArticleBlock(BaseModel):
    """A block of an article."""

    kind: str = Field(description="heading, statement, quotation, table, picture, link / 種類")
    text: str = Field(description="Its text / 文")
    hidden: bool = Field(
        description="It cites a document that may not be seen, so its words are not told / 非公開"
    )
    rows: list[list[str]] = Field(description="Of a table: name, old, new / 表の行")
    cited: list[CitedPage] = Field(description="Places / 出典")


class ReadArticle(NamedArticle):
    """An article with its blocks."""

    blocks: list[ArticleBlock] = Field(description="In order / 段")
    put_right: list[str] = Field(description="What was put right since / 記事の訂正")


class NamedCourse(BaseModel):
    """A course."""

    id: int = Field(description="Course id for read_course / 講座の番号")
    title: str = Field(description="Title / 題名")
    summary: str = Field(description="What it is about / 概要")
    address: str = Field(description="Where it is done / 講座のアドレス")


class ListedCourses(BaseModel):
    """Some courses."""

    total: int = Field(description="How many there are / 全部の件数")
    courses: list[NamedCourse] = Field(description="By title / 講座")
    next_cursor: str = Field(description="To go on; empty at the end / 続きを読むための印")


class ReadLesson(BaseModel):
    """A lesson."""

    title: str = Field(description="Title / 題名")
    text: str = Field(description="Its blocks, an empty line between them / 本文")
    address: str = Field(description="Where it is read / アドレス")


class AskedExercise(BaseModel):
    """An exercise without its answer."""

    kind: str = Field(description="one, several, truth, number, order, point / 種類")
    prompt: str = Field(description="The question / 問い")
    choices: list[str] = Field(description="Choices, in no order that tells / 選択肢")
    address: str = Field(description="Where it is answered / 答えるアドレス")


class ReadCourse(NamedCourse):
    """A course."""

    lessons: list[ReadLesson] = Field(description="In order / 課")
    exercises: list[AskedExercise] = Field(description="Without their answers / 設問（答えはない）")


class NamedAssessment(BaseModel):
    """An assessment."""

    id: int = Field(description="Assessment id for read_assessment / 自己点検の番号")
    title: str = Field(description="The checklist's title / 点検表の題名")
    year: int = Field(description="Fiscal year / 年度")
    organisation: str = Field(description="Organisation / 組織")
    place: str = Field(description="Facility or vendor / 施設か事業者")
    total: int = Field(description="Items / 項目の数")
    answered: int = Field(description="Items that are answered / 答えた項目の数")
    no: int = Field(description="Items answered no / 「いいえ」の数")
    changed: int = Field(
        description="Items whose requirement or evidence changed after the answer / "
        "答えた後に根拠か証跡が変わった項目の数"
    )
    address: str = Field(description="Where it is filled / アドレス")


class ListedAssessments(BaseModel):
    """Some assessments."""

    total: int = Field(description="How many there are / 全部の件数")
    assessments: list[NamedAssessment] = Field(description="Assessments / 自己点検")
    next_cursor: str = Field(description="To go on; empty at the end / 続きを読むための印")


class ReadResult(BaseModel):
    """An item with its answer."""

    number: str = Field(description="Number in the form / 番号")
    words: str = Field(description="What is checked; empty where it may not be seen / 確認する事項")
    answer: str = Field(description="yes, no, not_applicable, unchecked / 答え")
    checked_on: str = Field(description="Day of the check, or empty / 確認日")
    target_on: str = Field(description="Day a no is to become yes, or empty / 目標日")
    remark: str = Field(description="Remark / 備考")
    requirement_changed: bool = Field(
        description="Its requirement changed after the answer / 答えた後に根拠が変わったか"
    )
    evidence_changed: bool = Field(
        description="A quote shown as evidence changed / 証跡にした文書の言葉が変わったか"
    )
    address: str = Field(description="Where it is / アドレス")


class ReadAssessment(NamedAssessment):
    """An assessment."""

    results: list[ReadResult] = Field(description="In the form's order / 様式の順の項目")


class GotRemark(BaseModel):
    """A remark."""

    text: str = Field(description="The remark / メモの文")
    title: str = Field(description="The document's title; empty if it may not be seen / 文書")
    document: str = Field(description="Document id, or empty / 文書のid")
    page: int = Field(description="Page, 0 if it cannot be named / ページ")
    words: str = Field(description="The words it is about / メモを付けた言葉")
    state: str = Field(
        description="Whether these still hold: holds, changed, gone, unsure, ... / 効力"
    )
    place_address: str = Field(description="Where it was written / 書いた場所")
    now_address: str = Field(description="Where that stands now, if elsewhere / 今の場所")
    address: str = Field(description="The remark / メモのアドレス")


class ListedRemarks(BaseModel):
    """Some remarks."""

    total: int = Field(description="How many there are / 全部の件数")
    remarks: list[GotRemark] = Field(description="Newest first / 新しい順")
    next_cursor: str = Field(description="To go on; empty at the end / 続きを読むための印")


class GotDeadline(BaseModel):
    """A day that a document sets as a limit."""

    day: str = Field(description="The day (yyyy-mm-dd) / 期日")
    kind: str = Field(description="transitional, filing, until / 経過措置・届出・まで")
    title: str = Field(description="The document's title / 文書の題名")
    document: str = Field(description="Document id / 文書のid")
    page: int = Field(description="Page / ページ")
    words: str = Field(description="The sentence that says so / そう述べる文")
    state: str = Field(description="Whether it still holds / 効力")
    address: str = Field(description="The page with the sentence marked / その文のアドレス")


class ListedDeadlines(BaseModel):
    """Some deadlines."""

    total: int = Field(description="How many there are / 全部の件数")
    deadlines: list[GotDeadline] = Field(description="By their day / 期日の順")
    next_cursor: str = Field(description="To go on; empty at the end / 続きを読むための印")


class NamedBinder(BaseModel):
    """A binder."""

    id: str = Field(description="Binder id for read_binder / とじ込みのid")
    title: str = Field(description="Its name / 名前")
    pieces: int = Field(description="How many pieces / とじ込んだものの数")
    address: str = Field(description="Where it is / アドレス")


class ListedBinders(BaseModel):
    """Some binders."""

    total: int = Field(description="How many there are / 全部の件数")
    binders: list[NamedBinder] = Field(description="Newest first / 新しい順")
    next_cursor: str = Field(description="To go on; empty at the end / 続きを読むための印")


class ReadPiece(BaseModel):
    """A piece of a binder."""

    kind: str = Field(description="text, quote, page, subject, search / 種類")
    hidden: bool = Field(description="Its document may not be seen / 見られない文書か")
    title: str = Field(description="Of what it is / 名前")
    words: str = Field(description="Its text or quoted words / 文・引用した言葉")
    page: int = Field(description="Page, 0 if none / ページ")
    state: str = Field(description="Whether it still holds, or empty / 効力")
    address: str = Field(description="Where that stands / アドレス")
    hits: list[str] = Field(description="What a search finds now / 検索で今見つかるもの")


class ReadBinder(NamedBinder):
    """A binder."""

    parts: list[ReadPiece] = Field(description="In order / とじた順")


class Cited(BaseModel):
    """A citation."""

    style: str = Field(description="The style that was asked for / 書き方")
    text: str = Field(description="The citation / 引用")
    address: str = Field(description="Permanent public address / 変わらない公開アドレス")
    source_url: str = Field(description="Where it was published, empty if unknown / 公開元URL")


def found_places(data: Data) -> FoundPlaces:
    """From the answer of a search."""
    return FoundPlaces(
        total=data["total"],
        hits=[_found_place(hit) for hit in data["items"]],
        next_cursor=data["next_cursor"],
        missing=data["missing"],
        other_queries=[OtherQuery.model_validate(hint) for hint in data["hints"]],
    )


def _found_place(hit: Data) -> FoundPlace:
    record = hit["record"] or {}
    return FoundPlace(
        title=hit["document"]["title"],
        publisher=hit["publisher"],
        date=hit["date"] or "",
        document=hit["document"]["id"],
        page=hit["page"],
        kind=hit["kind"],
        record=record.get("id", ""),
        heading=record.get("heading", ""),
        snippet="".join(part["text"] for part in hit["snippet"]),
        address=hit["address"],
    )


def read_page(data: Data) -> ReadPage:
    """From the answer with a page."""
    origin = data["origins"][0] if data["origins"] else {}
    return ReadPage(
        title=data["document"]["title"],
        publisher=origin.get("publisher", ""),
        date=origin.get("date") or "",
        document=data["document"]["id"],
        page=data["number"],
        pages=data["pages"],
        text=data["text"],
        warnings=[f"{w['what']} {w['do']}" for w in data["warnings"]],
        address=data["address"],
        source_url=data["source"]["source_url"],
        sha256=data["source"]["sha256"],
    )


def got_record(data: Data) -> GotRecord:
    """From the answer with a record."""
    return GotRecord(
        heading=data["heading"],
        register_name=data["register"],
        title=data["document"]["title"],
        document=data["document"]["id"],
        page=data["page"],
        year=data["year"],
        confidence=data["confidence"],
        corrected=data["corrected"],
        data=data["data"],
        pages={
            field: sorted({place["page"] for trace in traces for place in trace["places"]})
            for field, traces in data["provenance"].items()
        },
        address=data["address"],
        page_address=data["page_address"],
    )


def got_quote(data: Data) -> GotQuote:
    """From the answer with a quote."""
    document, cause = data["document"] or {}, data["cause"] or {}
    there = cause.get("document") or {}
    return GotQuote(
        id=str(data["id"]),
        words=data["words"],
        title=document.get("title", ""),
        document=document.get("id", ""),
        page=data["page"],
        state=data["state"],
        state_title=data["state_title"],
        cause=cause.get("kind_title", ""),
        cause_words=cause.get("words", ""),
        cause_title=there.get("title", ""),
        cause_page=cause.get("page"),
        address=data["address"],
    )


def got_subject(data: Data) -> GotSubject:
    """From the answer with a subject."""
    return GotSubject(
        id=str(data["id"]),
        heading=data["title"],
        state=data["state"],
        versions=[
            GotSubjectVersion(
                record=str(each["record"]),
                title=each["document"]["title"],
                document=each["document"]["id"],
                page=each["page"],
                year=each["year"],
                draft=each["draft"],
                kind=each["kind"],
                words=each["words"],
                address=each["record_address"],
            )
            for each in data["versions"]
        ],
        address=data["address"],
    )


def listed_quotes(data: Data) -> ListedQuotes:
    """From the answer with quotes."""
    return ListedQuotes(
        total=data["total"],
        quotes=[got_quote(each) for each in data["items"]],
        next_cursor=data["next_cursor"],
    )


def what_is_new(data: Data) -> WhatIsNew:
    """From the answer with the next digest."""
    return WhatIsNew(
        total=data["total"],
        news=[
            NewThing(
                what="・".join(each["whats"]),
                title=each["title"],
                context=" · ".join(each["context"]),
                words=[
                    " ".join(filter(None, (place["label"], place["words"], place["address"])))
                    for place in each["places"]
                ],
                because=[
                    f"{reason['kind_title']}「{reason['name']}」" for reason in each["follows"]
                ],
                address=each["address"],
            )
            for each in data["items"]
        ],
    )


def _named_article(data: Data) -> dict[str, Any]:
    return {
        **{name: data[name] for name in ("id", "title", "summary", "topics", "state", "stale")},
        "published": str(data["published_at"] or ""),
        "address": data["address"],
    }


def listed_articles(data: Data) -> ListedArticles:
    """From the answer with articles."""
    return ListedArticles(
        total=data["total"],
        articles=[NamedArticle(**_named_article(each)) for each in data["items"]],
        next_cursor=data["next_cursor"],
    )


def read_article(data: Data) -> ReadArticle:
    """From the answer with an article."""
    return ReadArticle(
        **_named_article(data),
        blocks=[
            ArticleBlock(
                kind=block["kind"], text=block["text"], hidden=block["hidden"],
                rows=block["rows"],
                cited=[
                    CitedPage(
                        side=each["side"], title=each["document"]["title"],
                        document=each["document"]["id"], page=each["page"], words=each["words"],
                        state=each["state"],
                    )
                    for each in block["citations"]
                ],
            )
            for block in data["blocks"]
        ],
        put_right=[each["words"] for each in data["put_right"]],
    )  # fmt: skip


def cited(data: Data, style: str) -> Cited:
    """From the answer with a citation, in one style."""
    text = data[style.replace("-", "_")]
    return Cited(
        style=style,
        text=text if isinstance(text, str) else json.dumps(text, ensure_ascii=False, indent=2),
        address=data["address"],
        source_url=data["source"]["source_url"],
    )


def listed_courses(data: Data) -> ListedCourses:
    """From the answer with courses."""
    return ListedCourses(
        total=data["total"],
        courses=[_named_course(each) for each in data["items"]],
        next_cursor=data["next_cursor"],
    )


def _named_course(data: Data) -> NamedCourse:
    return NamedCourse(**{name: data[name] for name in ("id", "title", "summary", "address")})


def read_course(data: Data) -> ReadCourse:
    """From the answer with a course."""
    return ReadCourse(
        **_named_course(data).model_dump(),
        lessons=[
            ReadLesson(
                title=each["title"],
                text="\n\n".join(
                    block["text"] or "\n".join(quote["words"] for quote in block["quotes"])
                    for block in each["blocks"]
                ),
                address=each["address"],
            )
            for each in data["lessons"]
        ],
        exercises=[
            AskedExercise(
                kind=each["kind"], prompt=each["prompt"],
                choices=[choice["text"] for choice in each["choices"]], address=each["address"],
            )
            for each in data["exercises"]
        ],
    )  # fmt: skip


def listed_assessments(data: Data) -> ListedAssessments:
    """From the answer with assessments."""
    return ListedAssessments(
        total=data["total"],
        assessments=[_named_assessment(each) for each in data["items"]],
        next_cursor=data["next_cursor"],
    )


def _named_assessment(data: Data) -> NamedAssessment:
    return NamedAssessment(**{name: data[name] for name in NamedAssessment.model_fields})


def read_assessment(data: Data) -> ReadAssessment:
    """From the answer with an assessment."""
    return ReadAssessment(
        **_named_assessment(data).model_dump(),
        results=[
            ReadResult.model_validate(
                {
                    name: "" if (value := each[name]) is None else value
                    for name in ReadResult.model_fields
                }
            )
            for each in data["results"]
        ],
    )


def listed_remarks(data: Data) -> ListedRemarks:
    """From the answer with remarks."""
    return ListedRemarks(
        total=data["total"],
        remarks=[
            GotRemark(
                title=_of_document(each, "title"),
                document=_of_document(each, "id"),
                **{
                    name: each[name]
                    for name in (
                        "text", "page", "words", "state", "place_address", "now_address", "address",
                    )
                },
            )
            for each in data["items"]
        ],
        next_cursor=data["next_cursor"],
    )  # fmt: skip


def listed_deadlines(data: Data) -> ListedDeadlines:
    """From the answer with deadlines."""
    return ListedDeadlines(
        total=data["total"],
        deadlines=[
            GotDeadline(
                day=str(each["day"]),
                title=_of_document(each, "title"),
                document=_of_document(each, "id"),
                **{name: each[name] for name in ("kind", "page", "words", "state", "address")},
            )
            for each in data["items"]
        ],
        next_cursor=data["next_cursor"],
    )


def _of_document(data: Data, name: str) -> str:
    return str((data["document"] or {}).get(name, ""))


def listed_binders(data: Data) -> ListedBinders:
    """From the answer with binders."""
    return ListedBinders(
        total=data["total"],
        binders=[_named_binder(each) for each in data["items"]],
        next_cursor=data["next_cursor"],
    )


def _named_binder(data: Data) -> NamedBinder:
    return NamedBinder(**{name: data[name] for name in NamedBinder.model_fields})


def read_binder(data: Data) -> ReadBinder:
    """From the answer with a binder."""
    names = ("kind", "hidden", "title", "words", "page", "state", "address")
    return ReadBinder(
        **_named_binder(data).model_dump(),
        parts=[
            ReadPiece(
                **{name: each[name] for name in names},
                hits=[
                    f"{hit['title']} p.{hit['page']} {hit['words']} {hit['address']}"
                    for hit in each["hits"]
                ],
            )
            for each in data["parts"]
        ],
    )

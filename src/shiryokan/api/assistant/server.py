"""The MCP server: an instance's tools and pages for assistants."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from shiryokan.api.assistant.instance import Instance, InstanceError
from shiryokan.api.assistant.results import (
    Cited,
    FoundPlaces,
    GotQuote,
    GotRecord,
    GotSubject,
    ListedArticles,
    ListedAssessments,
    ListedBinders,
    ListedCourses,
    ListedDeadlines,
    ListedQuotes,
    ListedRemarks,
    ReadArticle,
    ReadAssessment,
    ReadBinder,
    ReadCourse,
    ReadPage,
    RecentFinds,
    WhatIsNew,
    cited,
    found_places,
    got_quote,
    got_record,
    got_subject,
    listed_articles,
    listed_assessments,
    listed_binders,
    listed_courses,
    listed_deadlines,
    listed_quotes,
    listed_remarks,
    read_article,
    read_assessment,
    read_binder,
    read_course,
    read_page,
    recent_finds,
    what_is_new,
)
from shiryokan.api.schemas.parameters import LONGEST, LONGEST_NAME
from shiryokan.api.schemas.search import SearchOrder
from shiryokan.search.kinds import KINDS

INSTRUCTIONS = """\
A library of Japanese policy documents (資料館: 政策文書を読み、探し、引用するための家).
Search with Japanese words as they stand in the documents, then read the pages that matter. Whatever
you say from a page, give its `address`: it is permanent and leads readers to the page's picture,
text and source. Do not quote what you have not read.
(引用するときは、読んだページの address を必ず示す。)
"""
MOST_HITS = 50
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Query = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST,
        description='What to look for. A space is AND; OR; -word; "phrase"; (brackets); title:word '
        "publisher:word council:word ministry:word year:2024 date:2023-04..2024-03. / "
        "検索する言葉。空白は「すべて」、OR は「どちらか」、-は「除く」、引用符は句。",
    ),
]
Document = Annotated[
    str,
    Field(
        pattern="^[0-9a-f]{16}$", description="Document id from search / 文書のid（16桁の16進数）"
    ),
]
Page = Annotated[int, Field(ge=1, le=1_000_000, description="Page number, from 1 / ページ番号")]
Style = Literal["japanese", "bibtex", "csl-json"]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]
QuoteState = Literal["", "waiting", "holds", "corrected", "changed", "withdrawn", "gone", "unsure"]

Limit = Annotated[int, Field(ge=1, le=MOST_HITS, description="How many / 件数")]
Cursor = Annotated[str, Field(max_length=600, description="next_cursor of the last call / 続き")]
DeadlineKind = Annotated[
    Literal["", "transitional", "filing", "until"],
    Field(description="Only of this kind / 種類（経過措置・届出・まで）"),
]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="Day / 日（yyyy-mm-dd）")]

ArticleState = Literal["", "draft", "waiting", "scheduled", "published", "withdrawn"]

FILTERS: dict[str, Any] = {
    "publisher": Annotated[Name, Field(description="Publisher's name / 発行者の名前")],
    "council": Annotated[Name, Field(description="Council's name / 会議体の名前")],
    "ministry": Annotated[Name, Field(description="Ministry's name / 府省庁の名前")],
    "document": Annotated[
        str,
        Field(pattern="^([0-9a-f]{16})?$", description="Only in this document / この文書の中だけ"),
    ],
    "kind": Annotated[
        # the instance that is asked may have other registers than this installation
        str,
        Field(
            pattern=r"^([a-z][a-z0-9_-]{0,29})?$",
            description=f"What to find: {', '.join(KINDS)} (pages, or records of one register) / "
            "ページか、どの台帳の項目か",
        ),
    ],
    "year": Annotated[
        int | None,
        Field(ge=1, le=9999, description="Year of the document / 文書の日付の年（西暦）"),
    ],
    "date_from": Annotated[
        str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="From this day on / この日から")
    ],
    "date_to": Annotated[
        str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="Until this day / この日まで")
    ],
    "sort": Annotated[
        SearchOrder, Field(description="Best first, or by the document's date / 並べ方")
    ],
    "exact": Annotated[bool, Field(description="Only as it is written / 書いたとおりだけを探すか")],
}
"""What a search can be narrowed by, as an assistant says it; all may be left out."""
_DEFAULTS = {"year": None, "sort": "best", "exact": False}

P = ParamSpec("P")
R = TypeVar("R")


def server_of(instance: Instance) -> MCPServer[Any]:
    """A server for assistants that asks ``instance``."""
    server: MCPServer[Any] = MCPServer(
        "shiryokan",
        title="資料館 Shiryokan",
        instructions=INSTRUCTIONS,
        version=version("shiryokan"),
        log_level="WARNING",
    )
    _add_search(server, instance)
    _add_reading(server, instance)
    _add_quotes(server, instance)
    _add_subjects(server, instance)
    _add_finds(server, instance)
    _add_digest(server, instance)
    _add_news(server, instance)
    _add_courses(server, instance)
    _add_assessments(server, instance)
    _add_own(server, instance)
    _add_pages(server, instance)
    return server


def _telling(function: Callable[P, R]) -> Callable[P, R]:
    """The function, whose troubles reach the assistant in words."""

    @functools.wraps(function)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except InstanceError as error:
            raise ToolError(str(error)) from error

    return telling


def _add_search(server: MCPServer[Any], instance: Instance) -> None:
    @_telling
    def search(query: str, limit: int, cursor: str, **narrowing: Any) -> FoundPlaces:
        stated = {
            name: value for name, value in narrowing.items() if value not in ("", None, False)
        }
        return found_places(
            instance.search(
                {"q": query, "limit": limit, **({"cursor": cursor} if cursor else {}), **stated}
            )
        )

    # the filters are a table, from which the signature is put together
    search.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            _parameter("query", Query),
            _parameter(
                "limit",
                Annotated[int, Field(ge=1, le=MOST_HITS, description="How many / 件数")],
                10,
            ),
            *(
                _parameter(name, annotation, _DEFAULTS.get(name, ""))
                for name, annotation in FILTERS.items()
            ),
            _parameter(
                "cursor",
                Annotated[
                    str, Field(max_length=600, description="next_cursor of the last call / 続き")
                ],
                "",
            ),
        ],
        return_annotation=FoundPlaces,
    )
    server.add_tool(
        search,
        title="Search / 検索",
        description="Find pages (and records) of Japanese policy documents by their words; each "
        "hit has a snippet and the page's permanent address. / "
        "政策文書のページ（と台帳の項目）を言葉で探します。",
        annotations=READS,
    )


def _parameter(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> Any:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _add_reading(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        name="read_page",
        title="Read a page / ページを読む",
        description="The whole text of one page in reading order, with its document, publisher, "
        "source and permanent address. / 1ページの全文と、出典・変わらないアドレス。",
        annotations=READS,
    )
    @_telling
    def read_page_(document: Document, page: Page) -> ReadPage:
        return read_page(instance.page(document, page))

    @server.tool(
        title="Get a record / 台帳の項目",
        description="One record of a register with its fields and pages. / 台帳の項目1件。",
        annotations=READS,
    )
    @_telling
    def get_record(
        id: Annotated[str, Field(max_length=36, description="Record id (UUID) / 項目のid")],
    ) -> GotRecord:
        return got_record(instance.record(id))

    @server.tool(
        title="Cite / 引用",
        description="The citation of a page, or of a whole document (page left out), as a line of "
        "Japanese, BibTeX or CSL-JSON. / ページか文書の引用。",
        annotations=READS,
    )
    @_telling
    def cite(
        document: Document,
        page: Annotated[
            int | None, Field(ge=1, description="Page / ページ（省くと文書全体）")
        ] = None,
        style: Annotated[Style, Field(description="How it is written / 書き方")] = "japanese",
    ) -> Cited:
        return cited(instance.citation(document, page), style)


def _add_quotes(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        title="List quotes / 引用箇所の一覧",
        description="The quotes of the token's owner (without a token on this machine: those that "
        "are shared), each with whether its words still hold. / 引用箇所と、その効力。",
        annotations=READS,
    )
    @_telling
    def list_quotes(
        state: Annotated[QuoteState, Field(description="Only these / この効力だけ")] = "",
        limit: Annotated[int, Field(ge=1, le=MOST_HITS, description="How many / 件数")] = 20,
        cursor: Annotated[
            str, Field(max_length=600, description="next_cursor of the last call / 続き")
        ] = "",
    ) -> ListedQuotes:
        stated = {"state": state, "limit": limit, "cursor": cursor}
        return listed_quotes(instance.quotes({k: v for k, v in stated.items() if v}))

    @server.tool(
        title="Get a quote / 引用箇所",
        description="One quote: its words, its page, whether they still hold, and what changed. / "
        "引用箇所1件と、その効力・理由。",
        annotations=READS,
    )
    @_telling
    def get_quote(
        id: Annotated[str, Field(max_length=36, description="Quote id (UUID) / 引用箇所のid")],
    ) -> GotQuote:
        return got_quote(instance.quote(id))


def _add_subjects(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        title="Get a subject / 主題",
        description="One matter through all versions that may be seen, newest first: its words in "
        "each, what changed, and whether it is still in force. Any record of it will do. / "
        "版が変わっても続いている1つの事柄。項目のidでも引けます。",
        annotations=READS,
    )
    @_telling
    def get_subject(
        id: Annotated[
            str, Field(max_length=36, description="Id of a subject or record / 主題か項目のid")
        ],
    ) -> GotSubject:
        return got_subject(instance.subject(id))


def _add_finds(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        name="recent_finds",
        title="What is new on watched pages / 見張りで見つけたもの",
        description="New, silently replaced, moved and removed documents of watched council pages, "
        "and meetings announced or cancelled, the newest first. / 見張っている会議のページで"
        "見つけた、新しい文書・差し替え・移動・削除・開催の知らせ。",
        annotations=READS,
    )
    @_telling
    def recent_finds_(
        council: Annotated[Name, Field(description="Council's name / 会議体の名前")] = "",
        type: Annotated[
            str, Field(pattern="^[a-z]{0,20}$", description="Only of this type / 種類")
        ] = "",
        limit: Annotated[int, Field(ge=1, le=MOST_HITS, description="How many / 件数")] = 20,
    ) -> RecentFinds:
        asked = {"council": council, "type": type, "limit": limit}
        return recent_finds(instance.finds({name: value for name, value in asked.items() if value}))


def _add_digest(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        name="followed_news",
        title="What is new of what one follows / フォローしているものの新しいこと",
        description="What happened to the councils, publishers, topics, fee items and searches "
        "that the token's owner follows and was not sent to them yet. Reading changes nothing. / "
        "トークンの持ち主がフォローしているものに起きた、まだ届けていないこと。",
        annotations=READS,
    )
    @_telling
    def followed_news_() -> WhatIsNew:
        return what_is_new(instance.digest())


def _add_news(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        title="List articles of the news / ニュースの記事の一覧",
        description="Articles about what documents say, the newest first; with stale those of "
        "which a cited place no longer holds. A state other than published is for the token of an "
        "editor. / ニュースの記事（新しい順）。",
        annotations=READS,
    )
    @_telling
    def list_articles(
        topic: Annotated[Name, Field(description="Topic's name / 話題")] = "",
        stale: Annotated[
            bool, Field(description="Only what no longer holds / 変わったものだけ")
        ] = False,
        state: Annotated[ArticleState, Field(description="For editors / 編集者に: 段階")] = "",
        limit: Annotated[int, Field(ge=1, le=MOST_HITS, description="How many / 件数")] = 20,
        cursor: Annotated[
            str, Field(max_length=600, description="next_cursor of the last call / 続き")
        ] = "",
    ) -> ListedArticles:
        asked = {
            "topic": topic, "stale": "true" if stale else "", "state": state, "limit": limit,
            "cursor": cursor,
        }  # fmt: skip
        return listed_articles(instance.articles({k: v for k, v in asked.items() if v}))

    @server.tool(
        name="read_article",
        title="Read an article / 記事を読む",
        description="An article with its blocks and the pages that they cite; working is the text "
        "being written, for the token of an editor. / 記事1件とその段・出典。",
        annotations=READS,
    )
    @_telling
    def read_article_(
        id: Annotated[int, Field(ge=1, le=2**53, description="Article id / 記事の番号")],
        working: Annotated[bool, Field(description="For editors / 編集者に: 作業中のもの")] = False,
    ) -> ReadArticle:
        return read_article(instance.article(id, working=working))


def _add_courses(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        title="List courses / 講座の一覧",
        description="Courses that are open to the token's owner. / 受けられる講座。",
        annotations=READS,
    )
    @_telling
    def list_courses(
        limit: Annotated[int, Field(ge=1, le=MOST_HITS, description="How many / 件数")] = 20,
        cursor: Annotated[
            str, Field(max_length=600, description="next_cursor of the last call / 続き")
        ] = "",
    ) -> ListedCourses:
        asked = {"limit": limit, "cursor": cursor}
        return listed_courses(instance.courses({k: v for k, v in asked.items() if v}))

    @server.tool(
        name="read_course",
        title="Read a course / 講座を読む",
        description="A course with its lessons and exercises; the answers are told only to people "
        "who answered. / 講座1件とその課・設問（答えは出さない）。",
        annotations=READS,
    )
    @_telling
    def read_course_(
        id: Annotated[int, Field(ge=1, le=2**31 - 1, description="Course id / 講座の番号")],
    ) -> ReadCourse:
        return read_course(instance.course(id))


def _add_assessments(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        title="List assessments / 自己点検の一覧",
        description="Assessments of the organisations that the token's owner is in, with how far "
        "each is. / 自分の組織の自己点検と進み具合。",
        annotations=READS,
    )
    @_telling
    def list_assessments(
        limit: Annotated[int, Field(ge=1, le=MOST_HITS, description="How many / 件数")] = 20,
        cursor: Annotated[
            str, Field(max_length=600, description="next_cursor of the last call / 続き")
        ] = "",
    ) -> ListedAssessments:
        asked = {"limit": limit, "cursor": cursor}
        return listed_assessments(instance.assessments({k: v for k, v in asked.items() if v}))

    @server.tool(
        name="read_assessment",
        title="Read an assessment / 自己点検を読む",
        description="Every item of an assessment in the form's order, with its answer and days. / "
        "自己点検1件の項目と答え。",
        annotations=READS,
    )
    @_telling
    def read_assessment_(
        id: Annotated[int, Field(ge=1, le=2**31 - 1, description="Assessment id / 番号")],
    ) -> ReadAssessment:
        return read_assessment(instance.assessment(id))


def _add_own(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(
        title="List remarks / メモの一覧",
        description="The own remarks of the token's owner, its words, whether they still "
        "hold, and where they stand now. / 自分のメモと、付けた言葉の効力・今の場所。",
        annotations=READS,
    )
    @_telling
    def list_remarks(limit: Limit = 20, cursor: Cursor = "") -> ListedRemarks:
        return listed_remarks(instance.remarks(_stated(limit=limit, cursor=cursor)))

    @server.tool(
        title="List deadlines / 期限の一覧",
        description="Days that documents set as limits, each with its sentence, by day. / "
        "文書が期限として書いている日と、そう述べる文。",
        annotations=READS,
    )
    @_telling
    def list_deadlines(
        date_from: Day = "",
        date_to: Day = "",
        kind: DeadlineKind = "",
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> ListedDeadlines:
        asked = _stated(date_from=date_from, date_to=date_to, kind=kind, limit=limit, cursor=cursor)
        return listed_deadlines(instance.deadlines(asked))

    @server.tool(
        title="List binders / とじ込みの一覧",
        description="The own binders of the token's owner. / 自分のとじ込み。",
        annotations=READS,
    )
    @_telling
    def list_binders(limit: Limit = 20, cursor: Cursor = "") -> ListedBinders:
        return listed_binders(instance.binders(_stated(limit=limit, cursor=cursor)))

    @server.tool(
        name="read_binder",
        title="Read a binder / とじ込みを読む",
        description="A binder's quotes, pages, subjects, searches and texts in order. / "
        "とじ込み1件と、とじ込んだもの。",
        annotations=READS,
    )
    @_telling
    def read_binder_(
        id: Annotated[str, Field(max_length=36, description="Binder id (UUID) / とじ込みのid")],
    ) -> ReadBinder:
        return read_binder(instance.binder(id))


def _stated(**values: Any) -> dict[str, Any]:
    """What was said, without what was left out."""
    return {name: value for name, value in values.items() if value}


def _add_pages(server: MCPServer[Any], instance: Instance) -> None:
    @server.resource(
        "shiryokan://documents/{id}/pages/{n}",
        name="page",
        title="A page / ページ",
        description="A page's text under its title and permanent address. / ページの文字。",
        mime_type="text/plain",
    )
    def page(id: str, n: int) -> str:
        try:
            read = read_page(instance.page(id, n))
        except InstanceError as error:
            kind = ResourceNotFoundError if error.missing else ResourceError
            raise kind(str(error)) from error
        head = [f"{read.title} p.{read.page}", read.publisher, read.address]
        return "\n".join(line for line in head if line) + f"\n\n{read.text}\n"

"""The REST interface: every address of it, in a few lines each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import NinjaAPI, Path, Query, Router
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer
from pydantic import Field

from shiryokan.api import (
    binders,
    checklists,
    citations,
    digest,
    documents,
    learning,
    lookout,
    news,
    own,
    pages,
    publishers,
    quotes,
    records,
    search,
    subjects,
)
from shiryokan.api.addresses import Addresses
from shiryokan.api.decorators import VERSION, Reading
from shiryokan.api.problems import Problem, of_values, response_of
from shiryokan.api.schemas import common as shape
from shiryokan.api.schemas import parameters as query
from shiryokan.api.schemas.checklists import Assessments, WholeAssessment
from shiryokan.api.schemas.common import _
from shiryokan.api.schemas.digest import Digest, Follows
from shiryokan.api.schemas.documents import Document, Documents, Page, Pages
from shiryokan.api.schemas.learning import Courses, WholeCourse
from shiryokan.api.schemas.lookout import Finds, WatchedPages
from shiryokan.api.schemas.news import Articles, WholeArticle
from shiryokan.api.schemas.own import Binders, Deadlines, Remarks, WholeBinder
from shiryokan.api.schemas.quotes import Quote, Quotes
from shiryokan.api.schemas.records import Record, Records, RegisterName, Registers, Versions
from shiryokan.api.schemas.search import Hits
from shiryokan.api.schemas.subjects import Subject

DocumentId = Path[
    Annotated[str, Field(pattern="^[0-9a-f]{16}$", description=_("文書のid（16桁の16進数）"))]
]
Number = Path[Annotated[int, Field(ge=1, le=1_000_000, description=_("ページ番号（1から）"))]]
Register = Path[Annotated[RegisterName, Field(description=_("台帳の名前"))]]
ArticleId = Path[Annotated[int, Field(ge=1, le=2**31 - 1, description=_("記事の番号"))]]
SubjectId = Path[Annotated[UUID, Field(description=_("主題か、その項目のid（UUID）"))]]
CourseId = Path[Annotated[int, Field(ge=1, le=2**31 - 1, description=_("講座の番号"))]]
AssessmentId = Path[Annotated[int, Field(ge=1, le=2**31 - 1, description=_("自己点検の番号"))]]
BinderId = Path[Annotated[UUID, Field(description=_("とじ込みのid（UUID）"))]]
QuoteId = Path[Annotated[UUID, Field(description=_("引用箇所のid（UUID）"))]]
RecordId = Path[Annotated[UUID, Field(description=_("項目のid（UUID）"))]]

router = Router()
reading = Reading(router)


@reading("documents", "/documents", Documents, _("文書の一覧"), tag="documents")
def list_documents(request: HttpRequest, parameters: Query[query.DocumentParameters]) -> Documents:
    """Documents by publisher, council, year and words of the title."""
    at = Addresses.of(request)
    found = documents.listed(parameters)
    return Documents(
        items=[documents.brief(row, at) for row in found.rows],
        total=found.total,
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading("document", "/documents/{document}", Document, _("1つの文書"), tag="documents")
def show_document(request: HttpRequest, document: DocumentId) -> Document:
    """A document."""
    return documents.whole(documents.document_of(document), Addresses.of(request))


@reading(
    "document_text", "/documents/{document}/text", None, _("文書の全文"), tag="documents",
    about=_("ページの間は改ページ（U+000C）です。"), media_type="text/plain",
)  # fmt: skip
def document_text(request: HttpRequest, document: DocumentId) -> StreamingHttpResponse:
    """A document's whole text."""
    text = documents.text_of(documents.document_of(document))
    return StreamingHttpResponse(text, content_type="text/plain; charset=utf-8")


@reading(
    "document_citation", "/documents/{document}/citation", shape.Citation, _("文書の引用"),
    tag="citations",
)  # fmt: skip
def document_citation(request: HttpRequest, document: DocumentId) -> shape.Citation:
    """A document's citation."""
    return citations.of_document(documents.document_of(document), Addresses.of(request))


@reading("pages", "/documents/{document}/pages", Pages, _("文書のページの一覧"), tag="pages")
def list_pages(
    request: HttpRequest, document: DocumentId, parameters: Query[query.Paging]
) -> Pages:
    """Pages of a document, without their text."""
    at = Addresses.of(request)
    row = documents.document_of(document)
    found = pages.listed(row, parameters)
    return Pages(
        document=documents.name_of(row, at),
        items=[pages.brief(page, row, at) for page in found.rows],
        total=found.total,
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading(
    "page", "/documents/{document}/pages/{number}", Page, _("1つのページ"), tag="pages",
    about=_("文字と、塊・行ごとの場所と信頼度です。"),
)  # fmt: skip
def show_page(request: HttpRequest, document: DocumentId, number: Number) -> Page:
    """A page with its text and where it stands."""
    row, page = pages.place_of(document, number)
    return pages.whole(row, page, Addresses.of(request))


@reading(
    "page_text", "/documents/{document}/pages/{number}/text", None, _("ページの文字"), tag="pages",
    media_type="text/plain",
)  # fmt: skip
def page_text(request: HttpRequest, document: DocumentId, number: Number) -> HttpResponse:
    """A page's text alone."""
    _row, page = pages.place_of(document, number)
    return HttpResponse(page.text + "\n", content_type="text/plain; charset=utf-8")


@reading(
    "page_citation", "/documents/{document}/pages/{number}/citation", shape.Citation,
    _("ページの引用"), tag="citations",
)  # fmt: skip
def page_citation(request: HttpRequest, document: DocumentId, number: Number) -> shape.Citation:
    """A page's citation."""
    return citations.of_page(documents.document_of(document), number, Addresses.of(request))


@reading("registers", "/registers", Registers, _("台帳の一覧と欄"), tag="registers")
def list_registers(request: HttpRequest) -> Registers:
    """The registers with their fields."""
    return Registers(items=records.registers(Addresses.of(request)))


@reading(
    "records", "/registers/{name}/records", Records, _("台帳の項目の一覧"), tag="registers",
    about=_("欄での絞り込みは f.名前=値。くり返すと「どれか」になります。"), may_fail=True,
)  # fmt: skip
def list_records(
    request: HttpRequest, name: Register, parameters: Query[query.RecordParameters]
) -> Records:
    """Records of a register, narrowed as its own page is."""
    at = Addresses.of(request)
    facets = records.facet_parameters(name, dict(request.GET.lists()))
    choice = records.choice_of(name, parameters, facets)
    found = records.listed(name, parameters, choice)
    return Records(
        items=[records.brief(row, at) for row in found.rows],
        total=found.total,
        facets=records.counted(name, choice) if parameters.facets else {},
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading("record", "/records/{record}", Record, _("1つの項目とその由来"), tag="registers")
def show_record(request: HttpRequest, record: RecordId) -> Record:
    """A record with the provenance of its values."""
    return records.whole(records.row_of(record), Addresses.of(request))


@reading("versions", "/records/{record}/versions", Versions, _("項目の経過"), tag="registers")
def show_versions(request: HttpRequest, record: RecordId) -> Versions:
    """A record through the versions of its series."""
    return records.versions(records.row_of(record), Addresses.of(request))


@reading(
    "record_citation", "/records/{record}/citation", shape.Citation, _("項目の引用"),
    tag="citations",
)  # fmt: skip
def record_citation(request: HttpRequest, record: RecordId) -> shape.Citation:
    """A record's citation."""
    return citations.of_record(records.row_of(record), Addresses.of(request))


@reading(
    "search", "/search", Hits, _("検索"), tag="search",
    about=_("ページと項目を探します。10,000件目まで続けて読めます。"), may_fail=True,
)  # fmt: skip
def find(request: HttpRequest, parameters: Query[query.SearchParameters]) -> Hits:
    """Pages and records that match."""
    at = Addresses.of(request)
    found = search.hits(parameters, at)
    found.next = at.next(request, found.next_cursor)
    return found


@reading("publishers", "/publishers", shape.Publishers, _("発行者の一覧"), tag="documents")
def list_publishers(
    request: HttpRequest, parameters: Query[query.BodyParameters]
) -> shape.Publishers:
    """Publishers."""
    at = Addresses.of(request)
    found = publishers.publishers(parameters)
    return shape.Publishers(
        items=[publishers.publisher(row, at) for row in found.rows],
        total=found.total,
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading("councils", "/councils", shape.Councils, _("会議体の一覧"), tag="documents")
def list_councils(
    request: HttpRequest, parameters: Query[query.CouncilParameters]
) -> shape.Councils:
    """Councils."""
    at = Addresses.of(request)
    found = publishers.councils(parameters)
    return shape.Councils(
        items=[publishers.council(row, at) for row in found.rows],
        total=found.total,
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading(
    "quotes", "/quotes", Quotes, _("自分の引用箇所の一覧"), tag="quotes",
    about=_("トークンの持ち主の引用箇所です。トークンなしでは空です。"),
)  # fmt: skip
def list_quotes(request: HttpRequest, parameters: Query[query.QuoteParameters]) -> Quotes:
    """The quotes of whoever asks."""
    at = Addresses.of(request)
    found = quotes.listed(quotes.own_of(request.user), parameters)
    return Quotes(
        items=quotes.many(found, at),
        total=found.total,
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading(
    "remarks", "/remarks", Remarks, _("自分のメモの一覧"), tag="own",
    about=_("トークンの持ち主のメモです。トークンなしでは空です。"),
)  # fmt: skip
def list_remarks(request: HttpRequest, parameters: Query[query.Paging]) -> Remarks:
    """The remarks of whoever asks."""
    at = Addresses.of(request)
    found = own.remarks(own.remarks_of(request.user), parameters)
    return Remarks(
        items=own.many_remarks(found, request.user, at),
        total=found.total,
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading(
    "binders", "/binders", Binders, _("自分のとじ込みの一覧"), tag="own",
    about=_("トークンの持ち主のとじ込みです。トークンなしでは空です。"),
)  # fmt: skip
def list_binders(request: HttpRequest, parameters: Query[query.Paging]) -> Binders:
    """The binders of whoever asks."""
    at = Addresses.of(request)
    found = binders.many(binders.listed(binders.binders_of(request.user), parameters), at)
    found.next = at.next(request, found.next_cursor)
    return found


@reading(
    "binder", "/binders/{binder}", WholeBinder, _("自分の1つのとじ込み"), tag="own",
    about=_("とじた順に出します。見られない文書のものは、あることだけを示します。"),
)  # fmt: skip
def show_binder(request: HttpRequest, binder: BinderId) -> WholeBinder:
    """A binder with its pieces."""
    return binders.one(request.user, binder, Addresses.of(request))


@reading(
    "deadlines", "/deadlines", Deadlines, _("文書の期限の一覧"), tag="own",
    about=_("文書が期限として書いている日と、そう述べる文です。"),
)  # fmt: skip
def list_deadlines(request: HttpRequest, parameters: Query[query.DeadlineParameters]) -> Deadlines:
    """Days that documents set as limits."""
    at = Addresses.of(request)
    found = own.deadlines(parameters)
    return Deadlines(
        items=own.many_deadlines(found, at),
        total=found.total,
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading("finds", "/finds", Finds, _("見つけたものの一覧"), tag="lookout")
def list_finds(request: HttpRequest, parameters: Query[query.FindParameters]) -> Finds:
    """What was found on watched pages."""
    at = Addresses.of(request)
    found = lookout.finds_answer(parameters, at)
    found.next = at.next(request, found.next_cursor)
    return found


@reading(
    "watched_pages", "/watched-pages", WatchedPages, _("見張っているページの一覧"), tag="lookout"
)
def list_watched_pages(request: HttpRequest, parameters: Query[query.Paging]) -> WatchedPages:
    """Watched pages."""
    at = Addresses.of(request)
    found, rows = lookout.watched(parameters)
    return WatchedPages(
        items=[lookout.page(rows[row.pk], at) for row in found.rows],
        total=found.total,
        next=at.next(request, found.cursor),
        next_cursor=found.cursor,
    )


@reading(
    "quote", "/quotes/{quote}", Quote, _("1つの引用箇所とその効力"), tag="quotes",
    about=_("自分のものか、アドレスで共有されたものです。見られない文書の文は出しません。"),
)  # fmt: skip
def show_quote(request: HttpRequest, quote: QuoteId) -> Quote:
    """A quote with its standing."""
    return quotes.whole(quotes.quote_of(request.user, quote), Addresses.of(request))


@reading(
    "subject", "/subjects/{subject}", Subject, _("1つの主題とその版"), tag="quotes",
    about=_("見られる版だけを、新しい順に出します。項目のidでも引けます。"),
)  # fmt: skip
def show_subject(request: HttpRequest, subject: SubjectId) -> Subject:
    """A subject with its versions."""
    return subjects.subject_of(subject, Addresses.of(request))


@reading(
    "articles", "/news", Articles, _("記事の一覧"), tag="news",
    about=_("公開している記事です。編集者のトークンでは、段階を指して作業中の記事も得られます。"),
)  # fmt: skip
def list_articles(request: HttpRequest, parameters: Query[query.NewsParameters]) -> Articles:
    """Published articles; working copies for editors."""
    at = Addresses.of(request)
    found = news.answer(request.user, parameters, at)
    found.next = at.next(request, found.next_cursor)
    return found


@reading(
    "article", "/news/{article_id}", WholeArticle, _("1つの記事とその段、出典"), tag="news",
    about=_("見られない文書を出典にした段は、あることだけを示し、言葉を出しません。"),
)  # fmt: skip
def show_article(
    request: HttpRequest, article_id: ArticleId, parameters: Query[query.WorkingParameters]
) -> WholeArticle:
    """An article with its blocks."""
    at = Addresses.of(request)
    return news.whole(request.user, article_id, at, working=parameters.working)


@reading(
    "follows", "/follows", Follows, _("自分がフォローしているものの一覧"), tag="digest",
    about=_("トークンの持ち主がフォローしているものです。トークンなしでは空です。"),
)  # fmt: skip
def list_follows(request: HttpRequest) -> Follows:
    """What whoever asks follows."""
    return digest.follows(request.user, Addresses.of(request))


@reading(
    "digest", "/digest", Digest, _("次の便りの中身"), tag="digest",
    about=_("トークンの持ち主に次に届く便りが、いま作るとどうなるかです。読んでも便りは変わりません。"),
)  # fmt: skip
def show_digest(request: HttpRequest) -> Digest:
    """What the next digest of whoever asks would say."""
    return digest.digest(request.user, Addresses.of(request))


@reading("courses", "/courses", Courses, _("公開している講座の一覧"), tag="learning")
def list_courses(request: HttpRequest, parameters: Query[query.Paging]) -> Courses:
    """Courses that are open, for who is known."""
    at = Addresses.of(request)
    found = learning.answer(learning.open_to(request.user), parameters, at)
    found.next = at.next(request, found.next_cursor)
    return found


@reading(
    "course", "/courses/{course_id}", WholeCourse, _("1つの講座とその課、設問"), tag="learning",
    about=_("設問の答えは出しません。見られない文書の段と設問も出しません。"),
)  # fmt: skip
def show_course(request: HttpRequest, course_id: CourseId) -> WholeCourse:
    """A course with its lessons and exercises."""
    return learning.whole(learning.open_to(request.user), course_id, Addresses.of(request))


@reading(
    "assessments", "/assessments", Assessments, _("自分の組織の自己点検の一覧"), tag="assessments",
    about=_("トークンの持ち主のいる組織のものです。トークンなしでは空です。"),
)  # fmt: skip
def list_assessments(request: HttpRequest, parameters: Query[query.Paging]) -> Assessments:
    """The assessments of the organisations of whoever asks."""
    at = Addresses.of(request)
    found = checklists.answer(checklists.seen_by(request.user), parameters, at)
    found.next = at.next(request, found.next_cursor)
    return found


@reading(
    "assessment", "/assessments/{assessment_id}", WholeAssessment, _("1つの自己点検とその答え"),
    tag="assessments", about=_("見られない様式の言葉は出しません。"),
)  # fmt: skip
def show_assessment(request: HttpRequest, assessment_id: AssessmentId) -> WholeAssessment:
    """An assessment with its answers."""
    rows = checklists.seen_by(request.user)
    return checklists.one(rows, assessment_id, Addresses.of(request))


class Json(JSONRenderer):
    """JSON with Japanese as it is, which is shorter and can be read."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


API = NinjaAPI(
    title="資料館 API",
    version=VERSION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    default_router=router,
    renderer=Json(),
)


@API.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return response_of(problem, request)


@API.exception_handler(ValidationError)
def _refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return response_of(of_values(error.errors), request)

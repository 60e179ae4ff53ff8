"""Documents as the API shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from shiryokan.api.addresses import Addresses
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import documents as shape
from shiryokan.api.schemas.common import DocumentName, Source
from shiryokan.api.schemas.parameters import DocumentParameters
from shiryokan.documents.models import Document, Origin, Page
from shiryokan.documents.purged import document_is_gone
from shiryokan.japanese.codepoints import fold
from shiryokan.scans.contradictions import contradicted_pages
from shiryokan.scans.progress import share_of

PAGE_BREAK = "\f"


def documents() -> QuerySet[Document]:
    """Documents with what is shown of them."""
    return Document.objects.filter(page_count__gt=0).prefetch_related(
        "origins__publisher", "origins__council", "origins__meeting"
    )


def document_of(document_id: str) -> Document:
    """The document; :class:`Problem` if there is none."""
    found = documents().filter(pk=document_id).first()
    if found is None:
        if document_is_gone(document_id):
            raise Problem("gone_document", 410, document=document_id)
        raise Problem("unknown_document", 404, document=document_id)
    return found


def chosen(parameters: DocumentParameters) -> QuerySet[Document]:
    """The documents asked for. One origin must fit all that is said of an origin."""
    found = documents().defer("outline")
    origins = Origin.objects.filter(document=OuterRef("pk"))
    if parameters.publisher:
        origins = origins.filter(publisher__name=parameters.publisher)
    if parameters.council:
        origins = origins.filter(council__name=parameters.council)
    if parameters.year is not None:
        origins = origins.filter(date__year=parameters.year)
    if parameters.publisher or parameters.council or parameters.year is not None:
        found = found.filter(Exists(origins))
    for word in parameters.q.split():
        found = found.filter(Q(title__icontains=word) | Q(title__icontains=fold(word).text or word))
    return found


def listed(parameters: DocumentParameters) -> Slice[Document]:
    """Some of the documents asked for."""
    sign = "-" if parameters.order == "newest" else ""
    return cut(
        "documents",
        chosen(parameters),
        [f"{sign}added_at", "id"],
        parameters.model_dump(),
        lambda row: [row.added_at.isoformat(), row.pk],
    )


def name_of(document: Document, addresses: Addresses) -> DocumentName:
    """The document in a few words."""
    return DocumentName(
        id=document.pk, title=document.title, address=addresses.document(document.pk)
    )


def source_of(document: Document, page: int | None) -> Source:
    """Where a page, or the whole document, was taken from."""
    urls = [origin.source_url for origin in document.origins.all() if origin.source_url]
    return Source(sha256=document.sha256, page=page, source_url=urls[0] if urls else "")


def brief(document: Document, addresses: Addresses) -> shape.DocumentBrief:
    """The document in a list."""
    return shape.DocumentBrief(**_brief(document, addresses))


def whole(document: Document, addresses: Addresses) -> shape.Document:
    """The document with its outline."""
    return shape.Document(
        **_brief(document, addresses),
        outline=[
            shape.OutlineItem(level=item["level"], title=item["title"], page=item["page"])
            for item in document.outline
        ],
        lines=_lines(document),
        text_address=addresses.to("api:document_text", document.pk),
        citation_address=addresses.to("api:document_citation", document.pk),
    )


def _lines(document: Document) -> shape.LineShare:
    share = share_of(document)
    return shape.LineShare(
        pages=share.pages, verified=share.verified, read=share.read, doubtful=share.doubtful,
        unchecked=share.unchecked,
        contradicted_pages=contradicted_pages([document.pk]).get(document.pk, []),
    )  # fmt: skip


def _brief(document: Document, addresses: Addresses) -> dict[str, Any]:
    return {
        "id": document.pk,
        "title": document.title,
        "address": addresses.document(document.pk),
        "file_name": document.file_name,
        "size": document.size,
        "pages": document.page_count,
        "state": document.state,
        "added_at": document.added_at,
        "origins": [origin_of(origin) for origin in document.origins.all()],
        "source": source_of(document, None),
        "original_address": addresses.to("viewer:original", document.pk),
        "pages_address": addresses.to("api:pages", document.pk),
    }


def origin_of(origin: Origin) -> shape.Origin:
    """Where a document was published."""
    return shape.Origin(
        publisher=origin.publisher.name if origin.publisher else "",
        council=origin.council.name if origin.council else "",
        meeting=origin.meeting.number if origin.meeting else "",
        date=origin.date,
        date_precision=cast("Literal['day', 'month', 'year']", origin.date_precision),
        source_url=origin.source_url,
        retrieved_at=origin.retrieved_at,
    )


def text_of(document: Document) -> Iterator[str]:
    """The whole text, page by page, a page break between."""
    texts = Page.objects.filter(document=document).order_by("number").values_list("text", flat=True)
    for at, text in enumerate(texts.iterator(100)):
        yield (PAGE_BREAK if at else "") + text + "\n"

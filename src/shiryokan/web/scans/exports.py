"""A whole document as other programs read it: ALTO, hOCR, and a PDF that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.documents.models import Document
from shiryokan.documents.models import Page as PageRow
from shiryokan.documents.names import name_for_file
from shiryokan.documents.originals import original_store
from shiryokan.documents.pages import page_from_row
from shiryokan.instance import current
from shiryokan.paper.errors import PaperError
from shiryokan.paper.formats import About
from shiryokan.paper.formats.alto import ALTO_FOOT, alto_head, alto_page
from shiryokan.paper.formats.hocr import HOCR_FOOT, hocr_head, hocr_page
from shiryokan.paper.formats.text_layer import text_layer
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.line_states import LineState
from shiryokan.paper.model import Page
from shiryokan.scans.line_rows import states_of_pages
from shiryokan.web.viewer.views.documents import document_or_404

_AT_ONCE = 25
"""Pages in memory at a time."""


@public
@heavy
@require_safe
def document_text(
    request: HttpRequest, document_id: str, suffix: str
) -> HttpResponse | StreamingHttpResponse:
    """A document's text with its places: ALTO (xml), hOCR (hocr), or as a PDF that can be searched,
    of which the pictures have the text that was read from them beneath."""
    document = document_or_404(document_id)
    if document.state == Document.State.STORED or suffix not in ("xml", "hocr", "pdf"):
        raise Http404
    about = About(document.file_name, document.title)
    match suffix:
        case "xml":
            pieces = _written(document, alto_head(about), alto_page, ALTO_FOOT)
            return _stream(document, pieces, "application/xml", "-alto.xml")
        case "hocr":
            pieces = _written(
                document,
                hocr_head(about),
                lambda page, states: hocr_page(page, about, states),
                HOCR_FOOT,
            )
            return _stream(document, pieces, "application/xhtml+xml; charset=utf-8", ".hocr")
        case _:
            return _searchable(document)


def _written(
    document: Document,
    head: str,
    one: Callable[[Page, Sequence[LineState]], str],
    foot: str,
) -> Iterator[bytes]:
    yield head.encode()
    for rows in _rows(document):
        states = states_of_pages(rows)
        for row in rows:
            yield one(page_from_row(row), states.get(row.number, ())).encode()
    yield foot.encode()


def _rows(document: Document) -> Iterator[list[PageRow]]:
    numbers = list(document.pages.order_by("number").values_list("number", flat=True))
    for at in range(0, len(numbers), _AT_ONCE):
        yield list(document.pages.filter(number__in=numbers[at : at + _AT_ONCE]).order_by("number"))


def _searchable(document: Document) -> HttpResponse | StreamingHttpResponse:
    rows = document.pages.filter(source=PageRow.Source.PICTURE).order_by("number")
    pages = [page_from_row(row) for row in rows.iterator(_AT_ONCE)]
    if not pages:
        # every page has text of its own: the original is what was asked for
        return FileResponse(
            _original(document), as_attachment=True, filename=_name(document, ".pdf"),
            content_type="application/pdf",
        )  # fmt: skip
    held = ExitStack()
    try:
        path = held.enter_context(original_store().local_copy(document.sha256))
        reader = held.enter_context(IsolatedReader(path, current.config().limits()))
    except FileNotFoundError as error:
        raise Http404 from error
    except PaperError:
        held.close()
        return HttpResponse(status=503)
    pieces = reader.searchable(text_layer(pages), [page.page for page in pages])
    try:
        first = next(pieces)
    except PaperError:
        held.close()
        message = gettext("この文書のPDFは作れませんでした。ALTOかhOCRをお使いください。")
        return HttpResponse(message + "\n", status=503, content_type="text/plain; charset=utf-8")

    def sent() -> Iterator[bytes]:
        with held:
            yield first
            yield from pieces

    return _stream(document, sent(), "application/pdf", "-searchable.pdf")


def _original(document: Document) -> BinaryIO:
    try:
        return original_store().open(document.sha256)
    except FileNotFoundError as error:
        raise Http404 from error


def _stream(
    document: Document, pieces: Iterable[bytes], media_type: str, ending: str
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, _name(document, ending))
    return response


def _name(document: Document, ending: str) -> str:
    return (name_for_file(document.title) or document.pk) + ending

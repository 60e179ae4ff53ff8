"""What can be taken away: originals, pictures, texts, citations."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from shiryokan.access.policies import free, heavy
from shiryokan.access.rules import public
from shiryokan.documents.citation import bibtex, csl_json
from shiryokan.documents.names import name_for_file
from shiryokan.documents.originals import original_store
from shiryokan.documents.pages import page_from_row
from shiryokan.documents.pictures import picture_path
from shiryokan.instance import current
from shiryokan.jobs.retries import Stalled
from shiryokan.paper.errors import PaperError
from shiryokan.paper.formats import as_json, as_markdown
from shiryokan.paper.picture import SIZES
from shiryokan.paper.tables import as_csv
from shiryokan.web.viewer.citations import cited
from shiryokan.web.viewer.page_text import tables
from shiryokan.web.viewer.views.documents import document_or_404
from shiryokan.web.viewer.views.pages import row_or_404

_HOUR, _YEAR = 3_600, 31_536_000
BYTE_ORDER_MARK = "\ufeff"


@public
@heavy
def original(request: HttpRequest, document_id: str) -> FileResponse | HttpResponseRedirect:
    """The original's bytes, as they came; or a short-lived address of them, for whoever may have
    them."""
    document = document_or_404(document_id)
    name = document.file_name
    if not name.lower().endswith(".pdf"):
        name += ".pdf"
    if address := original_store().address(document.sha256, name):
        elsewhere = HttpResponseRedirect(address)
        elsewhere["Cache-Control"] = "no-store"
        return elsewhere
    try:
        source = original_store().open(document.sha256)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(source, as_attachment=True, filename=name, content_type="application/pdf")


@public
@free
def picture(
    request: HttpRequest, document_id: str, number: int, size: str, suffix: str
) -> FileResponse | HttpResponse:
    """A page's picture; it never changes under its address. ``?download`` makes it a file."""
    document = document_or_404(document_id)
    wanted = SIZES.get(size)
    if wanted is None or wanted.suffix != suffix or not 1 <= number <= document.page_count:
        raise Http404
    try:
        source = picture_path(document, number, wanted).open("rb")
    except (PaperError, OSError, Stalled):
        return HttpResponse(status=503)
    response = FileResponse(
        source,
        content_type=wanted.media_type,
        as_attachment="download" in request.GET,
        filename=f"{document.pk}-p{number}-{size}.{suffix}",
    )
    # what few may see is kept by their own browsers only, and not beyond its being taken away
    if document.collection_id is None and not current.config().closed:
        patch_cache_control(response, public=True, max_age=_YEAR, s_maxage=_HOUR, immutable=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response


@public
def text(request: HttpRequest, document_id: str, number: int, suffix: str) -> HttpResponse:
    """A page's text: plain (txt), with places (json) or Markdown (md)."""
    document = document_or_404(document_id)
    page = page_from_row(row_or_404(document, number))
    forms = {
        "txt": (page.text + "\n", "text/plain; charset=utf-8"),
        "json": (as_json(page), "application/json"),
        "md": (as_markdown(page), "text/markdown; charset=utf-8"),
    }
    if suffix not in forms:
        raise Http404
    body, media_type = forms[suffix]
    return _download(body, media_type, f"{document.pk}-p{number}.{suffix}")


@public
def table(request: HttpRequest, document_id: str, number: int, table_number: int) -> HttpResponse:
    """A table of a page as CSV, with the byte order mark by which spreadsheets know UTF-8."""
    document = document_or_404(document_id)
    known = tables(page_from_row(row_or_404(document, number)))
    if not 1 <= table_number <= len(known):
        details = {"document": document, "number": number, "table_number": table_number}
        return render(request, "viewer/no_table.html", details, status=404)
    body = BYTE_ORDER_MARK + as_csv(known[table_number - 1])
    word = gettext("表%(number)s") % {"number": table_number}
    name = f"{name_for_file(document.title) or document.pk}-p{number}-{word}.csv"
    return _download(body, "text/csv; charset=utf-8", name)


@public
def citation(request: HttpRequest, document_id: str, number: int, suffix: str) -> HttpResponse:
    """A page's citation as BibTeX (bib) or CSL-JSON (json)."""
    document = document_or_404(document_id)
    if not 1 <= number <= document.page_count:
        raise Http404
    thing = cited(request, document, number)
    forms = {
        "bib": (bibtex(thing), "application/x-bibtex; charset=utf-8"),
        "json": (csl_json(thing), "application/vnd.citationstyles.csl+json"),
    }
    if suffix not in forms:
        raise Http404
    body, media_type = forms[suffix]
    return _download(body, media_type, f"{document.pk}-p{number}.{suffix}")


def _download(body: str, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response

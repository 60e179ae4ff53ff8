"""Pages as the API shows them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import document_of, name_of, origin_of, source_of
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import documents as shape
from shiryokan.api.schemas.common import PageWarning
from shiryokan.api.schemas.parameters import Paging
from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.i18n.explanations import explain
from shiryokan.paper.formats import as_data
from shiryokan.paper.ocr.model import State
from shiryokan.scans.line_rows import states_of_pages


def listed(document: Document, parameters: Paging) -> Slice[Page]:
    """Some of a document's pages."""
    rows = Page.objects.filter(document=document).defer("text", "layout")
    return cut(
        f"pages of {document.pk}",
        rows,
        ["number"],
        parameters.model_dump(),
        lambda row: [row.number],
    )


def brief(row: Page, document: Document, addresses: Addresses) -> shape.PageBrief:
    """A page in a list."""
    return shape.PageBrief(**_brief(row, document, addresses))


def place_of(document_id: str, number: int) -> tuple[Document, Page]:
    """The document and the page's row; :class:`Problem` if there is none."""
    document = document_of(document_id)
    if not 1 <= number <= document.page_count:
        raise Problem("unknown_page", 404, page=number, pages=document.page_count)
    row = document.pages.filter(number=number).first()
    if row is None:
        raise Problem("unread_page", 404, page=number)
    return document, row


def whole(document: Document, row: Page, addresses: Addresses) -> shape.Page:
    """A page with its blocks."""
    number = row.number
    read = page_from_row(row)
    data = as_data(read)
    _add_states(data, row)
    return shape.Page(
        **_brief(row, document, addresses),
        document=name_of(document, addresses),
        pages=document.page_count,
        origins=[origin_of(origin) for origin in document.origins.all()],
        text=read.text,
        blocks=[shape.Block.model_validate(block) for block in data["blocks"]],
        warnings=[_warning(warning["code"]) for warning in data["warnings"]],
        pictures=shape.Pictures(**addresses.pictures(document.pk, number)),
        original_address=addresses.to("viewer:original", document.pk),
        text_address=addresses.to("api:page_text", document.pk, number),
        citation_address=addresses.to("api:page_citation", document.pk, number),
    )


def _add_states(data: dict[str, Any], row: Page) -> None:
    """Say of each line how far it is known to be what the picture shows."""
    states = iter(states_of_pages([row]).get(row.number, ()))
    lines = (line for block in data["blocks"] for line in block["lines"])
    for line, state in zip(lines, states, strict=False):
        if state.state is not State.UNCHECKED:
            line["state"] = str(state.state)
        if state.alternatives:
            line["alternatives"] = list(state.alternatives)


def _warning(code: str) -> PageWarning:
    what, do = explain(code, {}, gettext)
    return PageWarning(code=code, what=what, do=do)


def _brief(row: Page, document: Document, addresses: Addresses) -> dict[str, Any]:
    return {
        "number": row.number,
        "width": row.width,
        "height": row.height,
        "unreadable": row.unreadable,
        "text_source": row.source,
        "address": addresses.page(document.pk, row.number),
        "page_address": addresses.to("api:page", document.pk, row.number),
        "picture_address": addresses.pictures(document.pk, row.number)["screen"],
        "source": source_of(document, row.number),
    }

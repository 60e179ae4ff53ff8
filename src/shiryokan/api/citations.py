"""Citations of documents, pages and records, in every form."""

from __future__ import annotations

from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import source_of
from shiryokan.api.problems import Problem
from shiryokan.api.schemas.common import Citation
from shiryokan.documents.citation import bibtex, csl, japanese
from shiryokan.documents.cited import cited_of
from shiryokan.documents.models import Document
from shiryokan.records import models


def of_document(document: Document, addresses: Addresses) -> Citation:
    """The whole document."""
    return _citation(document, None, addresses.document(document.pk))


def of_page(document: Document, number: int, addresses: Addresses) -> Citation:
    """A page, whether it is read yet or not; :class:`Problem` if the document has none such."""
    if not 1 <= number <= document.page_count:
        raise Problem("unknown_page", 404, page=number, pages=document.page_count)
    return _citation(document, number, addresses.page(document.pk, number))


def of_record(row: models.Record, addresses: Addresses) -> Citation:
    """A record: the page on which it begins, at the record's own address."""
    return _citation(row.document, row.page, addresses.record(row.pk))


def _citation(document: Document, page: int | None, address: str) -> Citation:
    cited = cited_of(document, page, address)
    return Citation(
        japanese=japanese(cited),
        bibtex=bibtex(cited),
        csl_json=csl(cited),
        accessed=cited.accessed,
        address=address,
        source=source_of(document, page),
    )

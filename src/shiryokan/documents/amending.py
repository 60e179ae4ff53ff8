"""What other rooms put into pages when they are read, for the first time or again: corrections, and
the text of pages that have none of their own. The rooms register here and are asked before a page
is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from shiryokan.documents.models import Document
from shiryokan.documents.models import Page as PageRow
from shiryokan.paper.model import Page


class SourcedPage(NamedTuple):
    """A page to be kept, and where its text is from."""

    page: Page
    source: PageRow.Source = PageRow.Source.LAYER


Amendment = Callable[[Document, list[SourcedPage]], list[SourcedPage]]
_amendments: list[Amendment] = []


def amend_with(amendment: Amendment) -> None:
    """Have ``amendment`` asked within the transaction in which pages of a document are kept. It
    gives back as many pages, in the same order."""
    if amendment not in _amendments:
        _amendments.append(amendment)


def amended(document: Document, pages: Sequence[Page]) -> list[SourcedPage]:
    """Pages as they were read, with what other rooms know of them."""
    found = [SourcedPage(page) for page in pages]
    for amendment in _amendments:
        found = amendment(document, found)
    return found

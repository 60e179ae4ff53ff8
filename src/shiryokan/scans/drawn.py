"""What the pictures of a document's first pages show and their text has not: logos."""

from __future__ import annotations

from shiryokan.documents.models import Document
from shiryokan.paper.ocr.model import State
from shiryokan.scans.line_rows import beside
from shiryokan.scans.models import PagePicture
from shiryokan.titlepage.guess import PAGES


def drawn_lines(document: Document) -> list[str]:
    """The lines of which recognition is sure, in the order of the pages."""
    rows = PagePicture.objects.filter(
        document=document, number__lte=PAGES, state=PagePicture.State.DONE
    ).order_by("number")
    return [each.text for row in rows for each in beside(row) if each.state is State.READ]

"""A document that came, as something that happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.documents.models import Document
from shiryokan.following.followable import Excerpt, Happening
from shiryokan.i18n import message as _

NEW = _("新しい文書")


def came(
    document: Document,
    key: str,
    what: str = NEW,
    excerpts: Callable[[], Sequence[Excerpt]] = tuple,
) -> Happening:
    """That a document, which whoever reads may see, came into the library; ``what`` is a
    message."""
    return Happening(
        key=key,
        about=about(document.pk),
        what=gettext(what),
        title=document.title,
        path=reverse("viewer:document", args=[document.pk]),
        context=where_published(document),
        at=document.added_at,
        excerpts=excerpts,
    )


def about(document_id: str) -> str:
    """What happenings of one document are told together by."""
    return f"document:{document_id}"


def where_published(document: Document) -> Sequence[str]:
    """Publisher, council, meeting and date of a document, as far as they are known."""
    origin = document.origin
    if origin is None:
        return []
    parts = (
        origin.publisher.name if origin.publisher else "",
        origin.council.name if origin.council else "",
        origin.meeting.number if origin.meeting else "",
        origin.date_text,
    )
    return [part for part in parts if part]

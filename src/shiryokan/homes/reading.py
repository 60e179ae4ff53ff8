"""Where somebody was reading, so that they can read on."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.documents.models import Document
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.homes.models import HomeChoice, PageRead
from shiryokan.i18n import message as _

KEPT = 20
"""Documents of which it is kept where somebody was."""


def note(user: AnyUser, document: str, number: int) -> None:
    """Keep that somebody is at a page, unless they do not want that."""
    if not isinstance(user, User) or not user.is_authenticated:
        return
    own = PageRead.objects.filter(owner=user)
    if own.filter(document_id=document, page=number).exists():
        own.filter(document_id=document).update(at=timezone.now())
        return
    if HomeChoice.objects.filter(owner=user, keep_reading=False).exists():
        return
    with transaction.atomic():
        PageRead.objects.update_or_create(
            owner=user, document_id=document, defaults={"page": number, "at": timezone.now()}
        )
        old = own.order_by("-at", "-pk").values_list("pk", flat=True)[KEPT:]
        own.filter(pk__in=list(old)).delete()


def forget(user: User) -> None:
    """Keep nothing of what somebody read."""
    PageRead.objects.filter(owner=user).delete()


def document_removed(document_id: str, **_signal: object) -> None:
    """Forget who was reading a document that is purged."""
    if not Document.everything.filter(pk=document_id).exists():
        PageRead.objects.filter(document_id=document_id).delete()


def _entries(user: AnyUser) -> Iterator[Entry]:
    rows = list(PageRead.objects.filter(owner=user.pk)[:KEPT])
    documents = Document.objects.in_bulk({row.document_id for row in rows})
    shown = [row for row in rows if row.document_id in documents]
    for row in shown[:MOST_ENTRIES]:
        document = documents[row.document_id]
        yield Entry(
            document.title, reverse("viewer:page", args=[document.pk, row.page]),
            note=gettext("%(page)s / %(all)sページ")
            % {"page": row.page, "all": document.page_count},
        )  # fmt: skip


BLOCK = Block(
    "reading", _("続きを読む"),
    {
        "billing": 50, "management": 50, "system": 50, "pharmacy": 50, "staff": 40, "editor": 60,
    },
    _entries,
)  # fmt: skip

"""The watched pages with their state, as the board of the lookout shows them."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shiryokan.documents.models import Document
from shiryokan.lookout.models import Address, Find, WatchedPage


class Row(msgspec.Struct):
    """A watched page: its own address, PDFs that it lists, those in trouble, finds."""

    watched: WatchedPage
    address: Address | None
    documents: int
    troubled: int
    finds: int
    last_find: datetime.datetime | None

    @property
    def state(self) -> str:
        """The state of the page itself."""
        return self.address.state if self.address else Address.State.WAITING

    @property
    def state_text(self) -> str:
        """The state in words."""
        return str(Address.State(self.state).label)

    @property
    def last_text(self) -> str:
        """When the page was last looked at."""
        at = self.address.checked_at if self.address else None
        return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else _("まだ")

    def as_data(self) -> dict[str, Any]:
        """Plain values, for programs."""
        address = self.address
        return {
            "id": self.watched.pk,
            "url": self.watched.url,
            "council": self.watched.council,
            "title": self.watched.title,
            "active": self.watched.active,
            "state": self.state,
            "error": address.error if address else "",
            "checked_at": address.checked_at.isoformat()
            if address and address.checked_at
            else None,
            "due_at": address.due_at.isoformat() if address and address.due_at else None,
            "documents": self.documents,
            "troubled": self.troubled,
            "finds": self.finds,
            "last_find": self.last_find.isoformat() if self.last_find else None,
        }


def board() -> list[Row]:
    """The watched pages that whoever reads may see."""
    own = {
        address.watched_id: address for address in Address.objects.filter(role=Address.Role.PAGE)
    }
    listed = Q(addresses__role=Address.Role.DOCUMENT) & ~Q(addresses__sha256="")
    # what has moved or is gone is looked for no more
    trouble = Q(
        addresses__role=Address.Role.DOCUMENT, addresses__failures__gt=0,
        addresses__due_at__isnull=False,
    )  # fmt: skip
    pages = WatchedPage.objects.annotate(
        documents=Count("addresses", filter=listed), troubled=Count("addresses", filter=trouble)
    )
    # counted by themselves: finds are shown by rights of their own
    found = {
        row["watched"]: (row["number"], row["last"])
        for row in Find.objects.order_by()
        .values("watched")
        .annotate(number=Count("pk"), last=Max("found_at"))
    }
    return [
        Row(
            page, own.get(page.pk), page.documents, page.troubled,
            found.get(page.pk, (0, None))[0], found.get(page.pk, (0, None))[1],
        )
        for page in pages
    ]  # fmt: skip


def documents_here(finds: list[Find]) -> set[str]:
    """Of these finds, the documents that whoever reads may see."""
    ids = {one for find in finds for one in (find.document_id, find.old_document_id) if one}
    return set(Document.objects.filter(pk__in=ids).values_list("pk", flat=True))

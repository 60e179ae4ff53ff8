"""The quotes that people keep, as what their own work is built upon."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from shiryokan.i18n import message as _
from shiryokan.quotes.holders import QuoteHolder
from shiryokan.quotes.models import Quote


class OwnQuoteHolder(QuoteHolder):
    """Quotes belong to who keeps them."""

    kind: ClassVar[str] = "quotes"
    title: ClassVar[str] = _("引用箇所")

    def documents(self) -> Iterable[str]:
        """Those that anybody keeps a quote of."""
        return Quote.objects.order_by().values_list("document_id", flat=True).distinct()

    def people(self, documents: Collection[str]) -> Iterable[int]:
        """Their owners."""
        found = Quote.objects.filter(document_id__in=documents).order_by()
        return found.values_list("owner_id", flat=True).distinct()

    def keys(self, documents: Collection[str]) -> Iterable[str]:
        """The records that they are of."""
        found = Quote.objects.filter(document_id__in=documents).order_by()
        return found.values_list("key", flat=True).distinct()

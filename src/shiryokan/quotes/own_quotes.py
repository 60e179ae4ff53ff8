"""The quotes that people keep, as what their own work is built upon."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from shiryokan.i18n import message as _
from shiryokan.quotes.holders import (
    LATER_PAPERS,
    AlteredQuote,
    Place,
    QuoteHolder,
    altered_quote,
)
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

    def altered(self) -> Iterable[AlteredQuote]:
        """Those that stand corrected or withdrawn by a later paper."""
        rows = Quote.objects.filter(
            standing__cause_kind__in=LATER_PAPERS, standing__cause_page__gt=0
        ).exclude(words="")
        for row in rows.exclude(standing__cause_words="").select_related("standing"):
            by = row.standing
            yield altered_quote(
                Place(row.document_id, row.page, row.boxes, row.words),
                Place(by.cause_document, by.cause_page, by.cause_boxes, by.cause_words),
                key=row.key, field=row.field, withdrawn=by.state == "withdrawn",
            )  # fmt: skip

    def keys(self, documents: Collection[str]) -> Iterable[str]:
        """The records that they are of."""
        found = Quote.objects.filter(document_id__in=documents).order_by()
        return found.values_list("key", flat=True).distinct()

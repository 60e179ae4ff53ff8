"""Remarks, as what their writers' work is built upon."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from django.db.models import Q

from shiryokan.i18n import message as _
from shiryokan.quotes.holders import QuoteHolder
from shiryokan.remarks.models import Remark


class RemarkQuoteHolder(QuoteHolder):
    """Remarks are about quotes and pages of documents."""

    kind: ClassVar[str] = "remarks"
    title: ClassVar[str] = _("メモ")

    def documents(self) -> Iterable[str]:
        """Those that a remark is about."""
        rows = Remark.objects.order_by()
        pages = rows.exclude(document_id="").values_list("document_id", flat=True)
        quotes = rows.exclude(quote=None).values_list("quote__document_id", flat=True)
        return {*pages, *quotes}

    def people(self, documents: Collection[str]) -> Iterable[int]:
        """Their writers."""
        about = Q(document_id__in=documents) | Q(quote__document_id__in=documents)
        return Remark.objects.filter(about).order_by().values_list("owner_id", flat=True).distinct()

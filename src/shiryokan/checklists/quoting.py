"""Checklists, as what the work of those who write and answer them is built upon."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from shiryokan.checklists.models import (
    Assessment,
    CheckItem,
    Checklist,
    Citation,
    Evidence,
    Membership,
    ResultVersion,
)
from shiryokan.i18n import message as _
from shiryokan.quotes.holders import (
    LATER_PAPERS,
    AlteredQuote,
    Place,
    QuoteHolder,
    altered_quote,
)


class ChecklistQuoteHolder(QuoteHolder):
    """Items quote the requirements that they ask for, and answers what they rest on."""

    kind: ClassVar[str] = "checklists"
    title: ClassVar[str] = _("点検表")

    def documents(self) -> Iterable[str]:
        """Those that an item or an answer quotes."""
        for model in (Citation, Evidence):
            rows = model.objects.exclude(document_id="").order_by()
            yield from rows.values_list("document_id", flat=True).distinct()

    def people(self, documents: Collection[str]) -> Iterable[int]:
        """Who wrote a checklist that quotes one, who answers it for an organisation, who wrote an
        answer to what quotes it, and who showed one as evidence."""
        items = CheckItem.objects.filter(citations__document_id__in=documents).order_by()
        lists = Checklist.objects.filter(items__in=items).order_by()
        yield from lists.values_list("by_id", flat=True).distinct()
        assessments = Assessment.objects.filter(checklist__in=lists.values("pk")).order_by()
        members = Membership.objects.filter(organisation__in=assessments.values("organisation"))
        working = members.exclude(role=Membership.Role.READER).order_by()
        yield from working.values_list("user_id", flat=True).distinct()
        written = ResultVersion.objects.filter(result__item__in=items.values("pk"))
        yield from written.exclude(by=None).order_by().values_list("by_id", flat=True).distinct()

        shown = Evidence.objects.filter(document_id__in=documents).order_by()
        yield from shown.values_list("by_id", flat=True).distinct()

    def keys(self, documents: Collection[str]) -> Iterable[str]:
        """The records that items quote."""
        rows = Citation.objects.filter(document_id__in=documents).order_by()
        return rows.values_list("key", flat=True).distinct()

    def altered(self) -> Iterable[AlteredQuote]:
        """The quotes of items that later papers corrected or withdrew."""
        rows = Citation.objects.filter(cause_kind__in=LATER_PAPERS, cause_page__gt=0)
        for row in rows.exclude(cause_words="").exclude(words=""):
            yield altered_quote(
                Place(row.document_id, row.page, row.boxes, row.words),
                Place(row.cause_document, row.cause_page, row.cause_boxes, row.cause_words),
                key=row.key, field=row.field, withdrawn=row.state == "withdrawn",
            )  # fmt: skip

"""The quotes of check items, and who works with them: whoever answers their checklists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import ClassVar

from shiryokan.checklists.membership import Role
from shiryokan.checklists.models import Assessment, Citation, Membership
from shiryokan.i18n import message as _
from shiryokan.quotes.holders import (
    LATER_PAPERS,
    AlteredQuote,
    Place,
    QuoteHolder,
    altered_quote,
)


class CheckItemQuoteHolder(QuoteHolder):
    """Check items, which quote their form and the requirements that they name."""

    kind: ClassVar[str] = "check_items"
    title: ClassVar[str] = _("点検項目")

    def documents(self) -> Iterable[str]:
        """Those of forms and of guidelines."""
        return Citation.objects.order_by().values_list("document_id", flat=True).distinct()

    def people(self, documents: Collection[str]) -> Iterable[int]:
        """Who may answer an assessment of such a checklist that is not over."""
        forms = Citation.objects.filter(document_id__in=documents).values("item__checklist")
        begun = Assessment.objects.filter(checklist__in=forms, ended_at=None)
        members = Membership.objects.filter(organisation__in=begun.values("organisation"))
        return members.exclude(role=Role.READER).values_list("user", flat=True)

    def altered(self) -> Iterator[AlteredQuote]:
        """The quotes that later papers corrected or withdrew."""
        rows = Citation.objects.filter(
            state__in=("corrected", "withdrawn"), cause_kind__in=LATER_PAPERS
        ).exclude(words="")
        for row in rows:
            yield altered_quote(
                Place(row.document_id, row.page, row.boxes, row.words),
                Place(row.cause_document, row.cause_page, row.cause_boxes, row.cause_words),
                key=row.key, field=row.field, withdrawn=row.state == "withdrawn",
            )  # fmt: skip

    def keys(self, documents: Collection[str]) -> Iterable[str]:
        """The keys of the records that are quoted."""
        rows = Citation.objects.filter(document_id__in=documents).exclude(key="")
        return rows.order_by().values_list("key", flat=True).distinct()

"""Pages whose fonts say other characters than their pictures show."""

from __future__ import annotations

from collections.abc import Iterable

from shiryokan.documents.models import Page as PageRow
from shiryokan.paper.line_states import FEWEST_OTHER, TEXT_CONTRADICTED
from shiryokan.scans.models import PagePicture

_AT_ONCE = 500
"""Documents that are asked for at once."""


def contradicted_pages(documents: Iterable[str] | None = None) -> dict[str, list[int]]:
    """The numbers of such pages by document, in order: of some documents, or of all that are
    seen."""
    rows = PagePicture.objects.filter(
        task=PagePicture.Task.CHECK, doubtful__gte=FEWEST_OTHER, document__binned_at=None
    )
    if documents is not None:
        rows = rows.filter(document__in=list(documents))
    places: dict[str, set[int]] = {}
    for document, number in rows.order_by().values_list("document", "number"):
        places.setdefault(document, set()).add(number)
    asked = list(places)
    found: dict[str, list[int]] = {}
    for at in range(0, len(asked), _AT_ONCE):
        some = asked[at : at + _AT_ONCE]
        numbers = set().union(*(places[document] for document in some))
        pages = PageRow.objects.filter(document__in=some, number__in=numbers).order_by("number")
        for document, number, warnings in pages.values_list("document", "number", "warnings"):
            codes = {warning["code"] for warning in warnings}
            if number in places[document] and TEXT_CONTRADICTED in codes:
                found.setdefault(document, []).append(number)
    return found

"""When what was found can be searched: the find says since when, and a version joins its series."""

from __future__ import annotations

from django.utils import timezone

from shiryokan.lookout.models import Find
from shiryokan.records.models import Extraction


def document_indexed(document_id: str, **_signal: object) -> None:
    """Within the transaction that makes a document searchable."""
    finds = Find.everything.filter(document_id=document_id, searchable_at=None)
    if not finds.exists():
        return
    finds.update(searchable_at=timezone.now())
    replacing = Find.everything.filter(document_id=document_id).exclude(old_document_id="")
    for find in replacing.exclude(old_document_id=document_id):
        join_series(find.old_document_id, document_id)


def join_series(old_id: str, new_id: str) -> int:
    """Put the records of a document that replaced another into the series of that one; the number
    of registers in which that was done."""
    joined = 0
    olds = {
        one.register: one
        for one in Extraction.objects.filter(document_id=old_id, count__gt=0, series__isnull=False)
    }
    for new in Extraction.objects.filter(document_id=new_id, count__gt=0, placed_by_hand=False):
        old = olds.get(new.register)
        if old is not None and new.series_id != old.series_id:
            new.series, new.year = old.series, new.year or old.year
            # else a title that changed would part them again
            new.placed_by_hand = True
            new.save(update_fields=["series", "year", "placed_by_hand"])
            joined += 1
    return joined

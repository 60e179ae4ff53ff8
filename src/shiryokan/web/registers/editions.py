"""What the documents of a register are called where one chooses among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from shiryokan.documents.telling_apart import told_by_file, with_marks
from shiryokan.records import models
from shiryokan.records.editions import age
from shiryokan.records.series import is_draft, year_in

_SHORT = 18
"""Characters of a title that the list of a phone shows whole (390 px): before longer ones stands
what tells them from others."""
Named = list[tuple[models.Extraction, str]]
"""Editions, each with what it is called."""


def found_editions(register: str) -> list[models.Extraction]:
    """The documents that hold a register: series by series, from the oldest to the newest."""
    found = models.Extraction.objects.filter(
        register=register, state=models.Extraction.State.FOUND
    ).select_related("document", "series")
    found = found.defer("unplaced", "document__outline")
    rows = found.prefetch_related("document__origins__publisher")
    return sorted(rows, key=lambda each: (each.series.name if each.series else "", age(each)))


def newest_first(found: Iterable[models.Extraction]) -> list[models.Extraction]:
    """Editions of whatever series, the newest first."""
    return sorted(found, key=age, reverse=True)


def named(found: Sequence[models.Extraction]) -> Named:
    """Each with its document's title and what tells it from the others: its date or year and, of
    those of one title, who published it, and at last what its file tells."""
    marks = _all_marks(found)
    called = []
    for each in found:
        title, own_marks = each.document.title, marks[each.document_id]
        if own_marks and len(title) > _SHORT:
            words = {"title": title, "marks": gettext("、").join(own_marks)}
            called.append((each, gettext("%(marks)s　%(title)s") % words))
        else:
            called.append((each, with_marks(title, own_marks)))
    return called


def named_shortly(found: Sequence[models.Extraction]) -> Named:
    """Each as the head of a column calls it: by its year alone, or of those of one title by what
    tells it from the others, where that is enough; else as :func:`named` has it."""
    years = [each.year for each in found]
    if None not in years and len(set(years)) == len(years):
        return [(each, gettext("%(year)s年度") % {"year": each.year}) for each in found]
    marks = [next(iter(own), "") for own in _all_marks(found).values()]
    one_title = len({each.document.title for each in found}) == 1
    if one_title and "" not in marks and len(set(marks)) == len(found):
        return list(zip(found, marks, strict=True))
    return named(found)


def _all_marks(found: Sequence[models.Extraction]) -> dict[str, list[str]]:
    """What tells each document from the others, by its id."""
    titles = Counter(each.document.title for each in found)
    own = {each.document_id: _marks(each, titles[each.document.title] > 1) for each in found}
    return told_by_file([each.document for each in found], own)


def _marks(extraction: models.Extraction, shared: bool) -> list[str]:
    document = extraction.document
    origin = document.origin
    long = len(document.title) > _SHORT
    marks = []
    if origin and origin.date:
        marks.append(origin.date_text)
    elif extraction.year and (shared or long or year_in(document.title) is None):
        marks.append(gettext("%(year)s年度") % {"year": extraction.year})
    if extraction.draft and (shared or long or not is_draft(document.title)):
        marks.append(gettext("案"))
    if shared and origin and origin.publisher:
        marks.append(str(origin.publisher))
    return marks

"""What documents are called where one chooses among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils import formats, timezone
from django.utils.translation import gettext

from shiryokan.documents.file_made import made_text
from shiryokan.documents.models import Document


def told_apart(documents: Iterable[Document]) -> dict[str, str]:
    """What each document is called among the others, by its id: its title and, of those of one
    title, when it is from and from whom, and at last what its file tells."""
    rows = list(documents)
    titles = Counter(each.title for each in rows)
    own = {each.pk: marks_of(each) if titles[each.title] > 1 else [] for each in rows}
    marks = told_by_file(rows, own)
    return {each.pk: with_marks(each.title, marks[each.pk]) for each in rows}


def told_by_file(
    documents: Sequence[Document], own: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """The marks of each document. Where it has the title of another, and the same marks or none,
    its file tells it apart: by the day it was made, or else by its name and the day it was
    added."""
    titles = Counter(each.title for each in documents)
    same = Counter((each.title, *own[each.pk]) for each in documents)
    alike = [
        each
        for each in documents
        if titles[each.title] > 1 and (same[each.title, *own[each.pk]] > 1 or not own[each.pk])
    ]
    made = {each.pk: made_text(each) for each in alike}
    days = Counter((each.title, *own[each.pk], made[each.pk]) for each in alike)
    by_day = {
        each.pk: [made[each.pk]]
        for each in alike
        if made[each.pk] and days[each.title, *own[each.pk], made[each.pk]] == 1
    }
    by_file = {each.pk: by_day.get(each.pk) or last_marks(each) for each in alike}
    return {each.pk: [*own[each.pk], *by_file.get(each.pk, ())] for each in documents}


def marks_of(document: Document) -> list[str]:
    """What tells a document from others of its title: when it is from, and from whom."""
    origin = document.origin
    if origin is None:
        return []
    return [each for each in (origin.date_text, str(origin.publisher or "")) if each]


def last_marks(document: Document) -> list[str]:
    """What its file tells: its name, and the day it was added."""
    day = timezone.localtime(document.added_at).date()
    added = gettext("%(day)sに追加") % {"day": formats.date_format(day, "DATE_FORMAT")}
    return [document.file_name, added]


def with_marks(title: str, marks: Sequence[str]) -> str:
    """A title and what tells it apart; the title alone where there is nothing to tell."""
    if not marks:
        return title
    return gettext("%(title)s（%(marks)s）") % {"title": title, "marks": gettext("、").join(marks)}

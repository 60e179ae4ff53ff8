"""Makes a parcel of what this instance has."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.documents.models import Document
from shiryokan.instance import current
from shiryokan.learning.models import Course
from shiryokan.news.models import Article
from shiryokan.parcels import articles, audit_kinds, courses, documents
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.keys import own_key
from shiryokan.parcels.manifest import ArticleEntry, CourseEntry, House, Manifest
from shiryokan.parcels.packing import pack


@transaction.atomic
def make(
    place: Path,
    *,
    house: str,
    title: str,
    note: str = "",
    wanted_documents: Sequence[Document] = (),
    wanted_articles: Sequence[Article] = (),
    wanted_courses: Sequence[Course] = (),
) -> Manifest:
    """Write a parcel of documents, articles and courses to ``place``; what these cite comes along.
    Raises :class:`.ParcelError`, also where a cited document is not for everybody, and
    :class:`OSError`."""
    files: dict[str, bytes | Path] = {}
    article_entries, course_entries = [], []
    cited: set[str] = set()
    for article in wanted_articles:
        data, path = articles.packed(article), f"articles/{article.pk}.json"
        files[path] = data
        cited |= articles.cited(data)
        article_entries.append(ArticleEntry(path=path, id=str(article.pk), title=article.title))
    for course in wanted_courses:
        data, path = courses.packed(course), f"courses/{course.pk}.json"
        files[path] = data
        cited |= courses.cited(data)
        course_entries.append(CourseEntry(path=path, id=str(course.pk), title=course.title))
    document_entries = []
    named = {each.pk: each for each in wanted_documents}
    along = list(Document.objects.filter(pk__in=cited - named.keys()))
    here = {each.pk for each in along} | named.keys()
    if Document.everything.filter(pk__in=cited - here).exists():
        # its words are quoted, and whoever makes the parcel may not see it
        raise ParcelError("parcel_hidden")
    for document in along:
        # what is for some alone goes out only where somebody names it; and so do its words
        if document.collection_id is not None or document.binned_at is not None:
            raise ParcelError("parcel_closed", title=document.title, document=document.pk)
    with ExitStack() as held:
        for document in {**named, **{each.pk: each for each in along}}.values():
            entry, original = documents.packed(document, held)
            files[entry.path] = original
            document_entries.append(entry)
        manifest = pack(
            place,
            Manifest(
                id=str(uuid.uuid4()), title=title, note=note, files=(),
                house=House(name=house, address=current.config().base_url.rstrip("/"), key=""),
                made_at=timezone.now().astimezone(datetime.UTC).isoformat(timespec="seconds"),
                program=version("shiryokan"), documents=tuple(document_entries),
                articles=tuple(article_entries), courses=tuple(course_entries),
            ),
            files,
            own_key(),
        )  # fmt: skip
    record(
        audit_kinds.MADE, f"parcel:{manifest.id}", title,
        documents=[documents.id_of(each) for each in document_entries],
        articles=[each.id for each in article_entries],
        courses=[each.id for each in course_entries],
    )  # fmt: skip
    return manifest

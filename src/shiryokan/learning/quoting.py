"""Courses, as what the work of those who write, do and have done them is built upon."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from shiryokan.documents.models import Document
from shiryokan.i18n import message as _
from shiryokan.learning import content, models
from shiryokan.quotes.holders import (
    LATER_PAPERS,
    AlteredQuote,
    Place,
    QuoteHolder,
    altered_quote,
)


class CourseQuoteHolder(QuoteHolder):
    """Lessons and exercises quote documents; certificates name those that they attest."""

    kind: ClassVar[str] = "learning"
    title: ClassVar[str] = _("講座")

    def documents(self) -> Iterable[str]:
        """Those that a lesson or an exercise quotes."""
        return models.Citation.objects.order_by().values_list("document_id", flat=True).distinct()

    def people(self, documents: Collection[str]) -> Iterable[int]:
        """Who wrote or passed what quotes one, who answered it, and who has on record a course that
        rested on one."""
        cited = models.Citation.objects.filter(document_id__in=documents)
        versions = models.ExerciseVersion.objects.filter(pk__in=cited.values("version")).order_by()
        courses = models.Course.objects.filter(
            Q(exercises__versions__in=versions) | Q(lessons__in=cited.values("lesson"))
        ).order_by()
        yield from courses.values_list("by_id", flat=True).distinct()
        yield from versions.values_list("by_id", flat=True).distinct()
        passed = versions.exclude(passed_by=None)
        yield from passed.values_list("passed_by_id", flat=True).distinct()
        answers = models.Attempt.objects.filter(version__in=versions).order_by()
        yield from answers.values_list("user_id", flat=True).distinct()
        yield from _on_record(documents).values_list("user_id", flat=True).distinct()

    def altered(self) -> Iterable[AlteredQuote]:
        """Those of lessons and exercises that stand corrected or withdrawn by a later paper."""
        rows = models.Citation.objects.filter(
            judged=True, cause_kind__in=LATER_PAPERS, cause_page__gt=0
        ).exclude(cause_words="")
        for row in rows.select_related("version", "lesson"):
            place = content.place_of(row)
            if place is None or not place.words:
                continue
            yield altered_quote(
                Place(row.document_id, place.page, place.boxes, place.words),
                Place(row.cause_document, row.cause_page, row.cause_boxes, row.cause_words),
                key=place.key, field=place.field, withdrawn=row.state == "withdrawn",
            )  # fmt: skip

    def keys(self, documents: Collection[str]) -> Iterable[str]:
        """The records that lessons and exercises quote."""
        rows = models.Citation.objects.filter(document_id__in=documents)
        for row in rows.select_related("version", "lesson"):
            place = content.place_of(row)
            if place is not None:
                yield place.key


def _on_record(documents: Collection[str]) -> QuerySet[models.TrainingRecord]:
    """The training records of people who are here that name one of the documents."""
    hashes = Document.objects.filter(pk__in=documents).values_list("sha256", flat=True)
    named = Q(pk=None)
    for sha256 in hashes:
        named |= Q(written__contains=sha256)
    rows = models.TrainingRecord.objects.exclude(user=None).order_by()
    return rows.annotate(written=Cast("papers", TextField())).filter(named)

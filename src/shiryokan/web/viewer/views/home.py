"""The entrance: newest documents, and the ways in."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shiryokan.access.rules import public
from shiryokan.documents.models import (
    Council,
    Document,
    Origin,
    Page,
    Publisher,
    documents_of_origins,
)
from shiryokan.web.homes.views import shown as home_blocks

NEWEST = 8
WAYS = 12


@public
def home(request: HttpRequest) -> HttpResponse:
    """The newest documents, and publishers, councils and years to browse by."""
    return render(
        request,
        "viewer/home.html",
        {
            "documents": listed_documents()[:NEWEST],
            "document_count": Document.objects.count(),
            "page_count": Page.objects.count(),
            "publishers": counted_publishers()[:WAYS],
            "councils": counted_councils()[:WAYS],
            "years": counted_years()[:WAYS],
            **home_blocks(request),
        },
    )


def listed_documents() -> QuerySet[Document]:
    """Documents with what a list shows of them, newest first."""
    return (
        Document.objects.filter(page_count__gt=0)
        .defer("outline")
        .prefetch_related("origins__publisher", "origins__council", "origins__meeting")
    )


def counted_publishers() -> QuerySet[Publisher]:
    """Publishers with the number of their ``documents``, most first."""
    return (
        Publisher.objects.annotate(documents=documents_of_origins())
        .filter(documents__gt=0)
        .order_by("-documents", "name")
    )


def counted_councils() -> QuerySet[Council]:
    """Councils with the number of their ``documents``, most first."""
    return (
        Council.objects.annotate(documents=documents_of_origins())
        .filter(documents__gt=0)
        .order_by("-documents", "name")
    )


def counted_years() -> QuerySet[Any, Any]:
    """Years with the number of documents dated in them, latest first."""
    return (
        Origin.objects.filter(date__isnull=False)
        .annotate(year=ExtractYear("date"))
        .values("year")
        .annotate(documents=Count("document", distinct=True))
        .order_by("-year")
    )

"""Quotes that people keep, and how each stands."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.quotes.judged_rows import JudgedRowWithWords
from shiryokan.quotes.standing import Cause, Standing
from shiryokan.records.models import KEY_LENGTH

_AROUND_LENGTH = 64
"""Characters kept around the words: 32, and room for those outside the Basic Multilingual Plane."""


class Quote(models.Model):
    """Words of a document and their place, as :class:`shiryokan.quotes.quote.Quote` has them.

    It names its document and holds no reference to it: what is built upon a quote outlives a
    document that is purged, and its words do not. ``shared``: whoever has its address and may see
    the document may read it; otherwise its owner alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quotes")
    made_at = models.DateTimeField(default=timezone.now)
    shared = models.BooleanField(default=False)
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, db_index=True)
    sha256 = models.CharField(max_length=64)
    page = models.PositiveIntegerField()
    boxes = models.JSONField()
    words = models.TextField()
    before = models.CharField(max_length=_AROUND_LENGTH, blank=True)
    after = models.CharField(max_length=_AROUND_LENGTH, blank=True)
    register = models.CharField(max_length=30, blank=True)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)
    field = models.CharField(max_length=40, blank=True)

    if TYPE_CHECKING:
        standing: QuoteStanding

    class Meta:
        verbose_name = _("引用箇所")
        verbose_name_plural = _("引用箇所")
        ordering: ClassVar = ["-made_at", "id"]
        indexes: ClassVar = [models.Index(fields=["owner", "made_at"], name="quote_owner")]

    def __str__(self) -> str:
        return f"{self.document_id} p.{self.page}"


class QuoteStanding(JudgedRowWithWords):
    """How a quote stands, as its owner sees the library: computed, never typed.

    The cause is a place as a quote's is; ``cause_page`` is 0 where none can be named. ``since`` is
    when it came to stand so. ``place_document`` and what follows say where the words of a quote
    that holds stand in the newest version, or as its page is read now; empty where that is its own
    place.
    """

    quote = models.OneToOneField(Quote, models.CASCADE, primary_key=True, related_name="standing")
    likeness = models.FloatField(default=1.0)
    judged_at = models.DateTimeField()
    since = models.DateTimeField()
    cause_register = models.CharField(max_length=30, blank=True)
    cause_key = models.CharField(max_length=KEY_LENGTH, blank=True)
    place_document = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True, db_index=True)
    place_page = models.PositiveIntegerField(default=0)
    place_boxes = models.JSONField(default=list)

    JUDGED = (
        *JudgedRowWithWords.JUDGED,
        "likeness", "cause_register", "cause_key", "place_document", "place_page", "place_boxes",
    )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.quote_id}: {self.state}"

    def take_values(self, standing: Standing) -> None:
        """Have the values of a standing, without the times."""
        super().take_values(standing)
        self.likeness = standing.likeness
        place = standing.cause if standing.state == "holds" else None
        self.place_document = place.document[:DOCUMENT_ID_LENGTH] if place else ""
        self.place_page = place.page if place else 0
        self.place_boxes = [list(box) for box in place.boxes] if place else []

    def take_cause(self, cause: Cause | None) -> None:
        """Have the place by which it stands so, if there is one, and the record it stands in."""
        super().take_cause(cause)
        self.cause_register = cause.register if cause else ""
        self.cause_key = cause.key[:KEY_LENGTH] if cause else ""

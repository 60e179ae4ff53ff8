"""The limits that documents set, and the secret addresses of people's calendars."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.access.scope import OfVisibleDocuments
from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document


class DocumentDeadline(models.Model):
    """A day that a document sets as a limit (期限), with the place of its sentence.

    ``key`` is made of what it is, so that it is the same after its document was read anew.
    ``state`` is one of :data:`shiryokan.quotes.standing.STATE_TITLES`; empty until it was judged.
    """

    class Kind(models.TextChoices):
        """What ends."""

        TRANSITIONAL = "transitional", _("経過措置")
        FILING = "filing", _("届出・提出")
        UNTIL = "until", _("そのほかの期限")

    document = models.ForeignKey(Document, models.CASCADE, related_name="deadlines")
    key = models.CharField(max_length=32)
    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    page = models.PositiveIntegerField()
    boxes = models.JSONField()
    words = models.TextField()
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    register = models.CharField(max_length=30, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, blank=True, db_index=True)
    cause_document = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True, db_index=True)

    objects = OfVisibleDocuments["DocumentDeadline"]()

    class Meta:
        verbose_name = _("期限")
        verbose_name_plural = _("期限")
        ordering: ClassVar = ["day", "document_id", "page", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "key"], name="deadline_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} p.{self.page}: {self.day}"


class CalendarAddress(models.Model):
    """The secret part of the address at which a person's deadlines are a calendar."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar")
    key = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"calendar of {self.owner_id}"

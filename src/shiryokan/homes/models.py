"""How somebody wants their home, and the pages that they read."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from shiryokan.documents.models import DOCUMENT_ID_LENGTH


class HomeChoice(models.Model):
    """The role and the blocks of a person's home, by their names; ``keep_reading``: whether the
    pages that they read are kept, so that they can read on."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="home")
    role = models.CharField(max_length=15, blank=True)
    order = models.JSONField(default=list)
    hidden = models.JSONField(default=list)
    keep_reading = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"home of {self.owner_id}"


class PageRead(models.Model):
    """The page at which somebody was in a document."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pages_read")
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, db_index=True)
    page = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "document_id"], name="page_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} p.{self.page}"

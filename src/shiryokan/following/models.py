"""The order in which documents came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from shiryokan.documents.models import DOCUMENT_ID_LENGTH


class DocumentArrival(models.Model):
    """That a document could be found for the first time. Its number, not a clock, says what came
    before and after. It outlives the document, so that one that comes back is not new again."""

    number = models.BigAutoField(primary_key=True)
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, unique=True)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.document_id

"""What is kept of subjects: addresses that could not be found by the records alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.records.models import KEY_LENGTH


class SubjectPlace(models.Model):
    """That an address leads to the subject of a record.

    The address of a subject is the id of one of its records, so that most need no row. There is one
    where that record went or has another key now; one to each neighbour of a record that went, so
    that they stay joined; and one that is ``pinned`` where somebody relies on the address: then it
    stays the address of the subject, whatever comes before its oldest record.
    """

    address = models.UUIDField(db_index=True)
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH)
    register = models.CharField(max_length=30)
    key = models.CharField(max_length=KEY_LENGTH)
    pinned = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("主題のアドレス")
        verbose_name_plural = _("主題のアドレス")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["address", "document_id", "register", "key"], name="subject_place_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["document_id", "register", "key"], name="subject_record")
        ]

    def __str__(self) -> str:
        return str(self.address)

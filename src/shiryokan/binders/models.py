"""Binders and their pieces."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.quotes.models import Quote

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

TITLE_LENGTH = 200
TEXT_LENGTH = 10_000
"""Characters of a text between pieces."""
QUERY_LENGTH = 2000


class Binder(models.Model):
    """Ordered pieces (とじ込み) of one person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="binders")
    title = models.CharField(_("名前"), max_length=TITLE_LENGTH)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        pieces: RelatedManager[Piece]

    class Meta:
        verbose_name = _("とじ込み")
        verbose_name_plural = _("とじ込み")
        ordering: ClassVar = ["-changed_at", "id"]
        indexes: ClassVar = [models.Index(fields=["owner", "changed_at"], name="binder_owner")]

    def __str__(self) -> str:
        return str(self.pk)


class Piece(models.Model):
    """A text, or something of the library. ``record`` is the record of the subject that its owner
    saw last; ``query`` is the query string of the search page."""

    class Kind(models.TextChoices):
        """What it is."""

        TEXT = "text", _("文")
        QUOTE = "quote", _("引用")
        PAGE = "page", _("ページ")
        SUBJECT = "subject", _("主題")
        SEARCH = "search", _("検索")

    binder = models.ForeignKey(Binder, models.CASCADE, related_name="pieces")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    quote = models.ForeignKey(Quote, models.PROTECT, null=True, related_name="pieces")
    subject = models.UUIDField(null=True)
    record = models.UUIDField(null=True)
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True, db_index=True)
    page = models.PositiveIntegerField(default=0)
    query = models.CharField(max_length=QUERY_LENGTH, blank=True)

    class Meta:
        ordering: ClassVar = ["binder_id", "position", "id"]
        indexes: ClassVar = [models.Index(fields=["binder", "position"], name="piece_place")]

    def __str__(self) -> str:
        return f"{self.binder_id} {self.position}"

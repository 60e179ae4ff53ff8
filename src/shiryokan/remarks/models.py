"""Remarks that people write."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.quotes.models import Quote

TEXT_LENGTH = 4000
"""Characters of a remark: more is a document."""


class Remark(models.Model):
    """A text about a quote, a subject or a page (メモ): one of the three is set.

    ``record`` is the record of the subject that its writer saw last; it may be gone. A remark names
    the document of its page and holds no reference to it: it outlives a document that is purged.
    """

    class Audience(models.TextChoices):
        """Who may read it, if they may see its document."""

        OWN = "own", _("自分だけ")
        GROUP = "group", _("グループ")
        ALL = "all", _("ログインした人みんな")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="remarks")
    text = models.TextField(_("メモ"), max_length=TEXT_LENGTH)
    audience = models.CharField(
        _("見せる相手"), max_length=10, choices=Audience.choices, default=Audience.OWN
    )
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    quote = models.ForeignKey(Quote, models.PROTECT, null=True, related_name="remarks")
    subject = models.UUIDField(null=True, db_index=True)
    record = models.UUIDField(null=True)
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True, db_index=True)
    page = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("メモ")
        verbose_name_plural = _("メモ")
        ordering: ClassVar = ["-changed_at", "id"]
        indexes: ClassVar = [models.Index(fields=["owner", "changed_at"], name="remark_owner")]

    def __str__(self) -> str:
        return str(self.pk)

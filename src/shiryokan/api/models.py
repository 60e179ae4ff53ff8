"""Tokens with which programs use the API in someone's name."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """What is left of somebody's requests, where servers share the database
    (:mod:`.throttling`)."""

    key = models.CharField(primary_key=True, max_length=255)
    free = models.FloatField()
    at = models.DateTimeField(db_index=True)
    allowed = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.key


class ApiToken(models.Model):
    """A token. Its secret is known to its owner alone: only a hash of it is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="api_tokens",
        verbose_name=_("持ち主"),
    )
    name = models.CharField(_("名前"), max_length=100)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    ending = models.CharField(_("末尾"), max_length=4, editable=False)
    created_at = models.DateTimeField(_("作った日時"), auto_now_add=True)
    used_at = models.DateTimeField(_("最後に使った日時"), null=True, editable=False)
    expires_at = models.DateTimeField(_("期限"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("取り消した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("APIトークン")
        verbose_name_plural = _("APIトークン")
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} …{self.ending}"

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def alive(self) -> bool:
        """Whether it may still be used."""
        return self.revoked_at is None and not self.expired

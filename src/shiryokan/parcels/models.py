"""Whose parcels are taken, which were, and what came in them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.instance.signing import fingerprint, public_from_text

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

NAME_LENGTH = 200
_KEY_LENGTH = 60
_IDENTIFIER_LENGTH = 64


class AcceptedKey(models.Model):
    """The public key of another instance, as :func:`shiryokan.instance.signing.key_text` writes it:
    parcels that it sealed are taken, until it is revoked."""

    key = models.CharField(max_length=_KEY_LENGTH, unique=True)
    name = models.CharField(_("名前"), max_length=NAME_LENGTH)
    accepted_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("受け入れる鍵")
        verbose_name_plural = _("受け入れる鍵")
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def fingerprint(self) -> str:
        """What people compare."""
        return fingerprint(public_from_text(self.key))


class TakenParcel(models.Model):
    """A parcel that was taken: what it said of itself, and whose key sealed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(AcceptedKey, models.PROTECT, related_name="parcels")
    house = models.CharField(max_length=NAME_LENGTH)
    address = models.CharField(max_length=NAME_LENGTH, blank=True)
    title = models.CharField(max_length=NAME_LENGTH)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        things: RelatedManager[TakenThing]

    class Meta:
        verbose_name = _("荷物")
        verbose_name_plural = _("荷物")
        ordering: ClassVar = ["-taken_at"]

    def __str__(self) -> str:
        return self.title


class TakenThing(models.Model):
    """That a document, an article or a course came in a parcel, last in ``parcel``.

    ``theirs`` is its id in the house of ``key``, ``ours`` here. ``data`` is what is needed of it
    later: the versions of a document, and the version of a course as it was taken.
    """

    class Kind(models.TextChoices):
        """What it is."""

        DOCUMENT = "document", _("文書")
        ARTICLE = "article", _("記事")
        COURSE = "course", _("講座")

    parcel = models.ForeignKey(TakenParcel, models.CASCADE, related_name="things")
    key = models.ForeignKey(AcceptedKey, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    theirs = models.CharField(max_length=_IDENTIFIER_LENGTH)
    ours = models.CharField(max_length=_IDENTIFIER_LENGTH)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["parcel_id", "kind", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "kind", "theirs"], name="taken_thing_once")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "ours"], name="taken_thing_here")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ours}"


class ArrivedParcel(models.Model):
    """A parcel that was sent in the browser (届いた荷物). Its file lies in the ``home`` in which it
    was sent until it is taken, or thrown away; ``refused`` are codes and details of what was not
    taken."""

    class State(models.TextChoices):
        """How far it is."""

        ARRIVED = "arrived", _("届いています")
        TAKING = "taking", _("受け取っています")
        TAKEN = "taken", _("受け取りました")
        FAILED = "failed", _("受け取れませんでした")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=255)
    home = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ARRIVED)
    collection = models.CharField(max_length=NAME_LENGTH, blank=True)
    batch = models.UUIDField(null=True)
    articles = models.PositiveIntegerField(default=0)
    courses = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("届いた荷物")
        verbose_name_plural = _("届いた荷物")
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return self.file_name

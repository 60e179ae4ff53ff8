"""Saved searches, what they found, and what was sent of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.delivery.attempts import Attempted
from shiryokan.documents.models import DOCUMENT_ID_LENGTH

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class Frequency(models.TextChoices):
    """How often the owner wants to be notified."""

    IMMEDIATE = "immediate", _("すぐに")
    DAILY = "daily", _("1日1回まとめて")
    WEEKLY = "weekly", _("週1回まとめて")


class Arrival(models.Model):
    """When a document could first be found. What could be found when a search was saved is no
    news to it: this one row a document says so, instead of a row for every present hit.

    It outlives the document, so that one that comes back is not new again.
    """

    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(default=timezone.now)
    before = models.JSONField(null=True)
    """Until the check: what the searches found in it before it changed, as lists of page and
    record by search; null when it did not change."""
    before_at = models.DateTimeField(null=True)
    """When the change was last begun."""

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["queued_at"],
                condition=models.Q(checked_at=None),
                name="arrival_unchecked",
            )
        ]

    def __str__(self) -> str:
        return self.document_id


class SavedSearch(models.Model):
    """A search that its owner wants to hear of. ``query`` is the search page's query string."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="searches")
    name = models.CharField(_("名前"), max_length=200)
    query = models.TextField()
    frequency = models.CharField(
        max_length=10, choices=Frequency.choices, default=Frequency.IMMEDIATE
    )
    active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, default="ja")
    base = models.CharField(max_length=300)
    """Address of the instance as its owner saw it, for links when the settings name none."""
    created_at = models.DateTimeField(auto_now_add=True)
    since = models.DateTimeField(default=timezone.now)
    """Documents that could be found before this are no news."""

    if TYPE_CHECKING:
        channels: RelatedManager[Channel]
        hits: RelatedManager[SavedSearchHit]

    class Meta:
        verbose_name = _("保存した検索")
        verbose_name_plural = _("保存した検索")
        ordering: ClassVar = ["name", "created_at"]

    def __str__(self) -> str:
        return self.name


class SavedSearchHit(models.Model):
    """A hit that a saved search found, once and for all: the owner's browser feed, and what
    keeps a hit from being sent twice. ``record`` is empty for a page.

    Only the first hits of a document have a ``snippet``.
    """

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="hits")
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH)
    page = models.PositiveIntegerField()
    record = models.CharField(max_length=36, blank=True)
    place = models.PositiveIntegerField()
    """Its place among the document's hits, best first."""
    title = models.CharField(max_length=500)
    snippet = models.JSONField(default=list)
    found_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-found_at", "document_id", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["search", "document_id", "page", "record"], name="hit_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["search", "found_at"], name="hit_found"),
            models.Index(fields=["search"], condition=models.Q(read_at=None), name="hit_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.title} p.{self.page}"


class Channel(models.Model):
    """A channel that reaches the owner beside the browser: an address of e-mail or of a webhook."""

    class Kind(models.TextChoices):
        """By what."""

        EMAIL = "email", _("メール")
        WEBHOOK = "webhook", "Webhook"

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    address = models.CharField(max_length=2000)
    secret = models.CharField(max_length=100, blank=True)
    on = models.BooleanField(default=True)
    since = models.DateTimeField(default=timezone.now)
    """Hits found before this are not sent by it."""
    waiting_since = models.DateTimeField(null=True)
    """When the oldest of the hits was found that wait to be sent; null when none does."""
    last_sent_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    """Deliveries that failed one after the other."""
    stopped = models.CharField(max_length=50, blank=True)
    """Why it was switched off by the instance: an explanation's code."""

    class Meta:
        ordering: ClassVar = ["kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["search", "kind"], name="channel_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["waiting_since"],
                condition=models.Q(waiting_since__isnull=False),
                name="channel_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.address}"


class Delivery(Attempted):
    """One message that sends hits by one channel, or tries it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="deliveries")
    trial = models.BooleanField(default=False)
    hits = models.ManyToManyField(SavedSearchHit, through="DeliveredHit", related_name="deliveries")

    def __str__(self) -> str:
        return str(self.pk)


class DeliveredHit(models.Model):
    """That a delivery has a hit. By one channel a hit is sent once."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="delivered")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+")
    hit = models.ForeignKey(SavedSearchHit, models.CASCADE, related_name="delivered")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "hit"], name="delivered_once")
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.hit_id}"


class FeedAddress(models.Model):
    """The secret part of the address at which a person's news are a feed."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed")
    key = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"feed of {self.owner_id}"

"""Who follows what, and what was sent of it. No words of documents are kept."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.access.policies import AnyUser
from shiryokan.delivery.attempts import Attempted
from shiryokan.following.followable import KEY_LENGTH, REF_LENGTH

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

KIND_LENGTH = 20


class Frequency(models.TextChoices):
    """How often a digest comes."""

    DAILY = "daily", _("毎日")
    WEEKLY = "weekly", _("毎週")
    OFF = "off", _("送らない")


class Subscriber(models.Model):
    """Whoever has a digest (便りの受取人): an account, or an address that was confirmed.

    An account's digest goes to its own address; ``email`` is that of whoever has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="digest"
    )
    email = models.EmailField(blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency.choices, default=Frequency.DAILY)
    hour = models.PositiveSmallIntegerField(null=True)
    """Hour of the day in the instance's time zone; None is the instance's own."""
    language = models.CharField(max_length=10, default="ja")
    base = models.CharField(max_length=300)
    """Address of the instance as they saw it, for links when the settings name none."""
    made_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(null=True)
    """When the next digest is due; null while none is."""
    failures = models.PositiveIntegerField(default=0)
    """Digests that failed one after the other."""
    stopped = models.CharField(max_length=50, blank=True)
    """Why nothing is sent any more: an explanation's code."""

    if TYPE_CHECKING:
        follows: RelatedManager[Follow]
        deliveries: RelatedManager[DigestDelivery]
        told: RelatedManager[ToldHappening]
        user_id: int | None

    class Meta:
        verbose_name = _("便りの受取人")
        verbose_name_plural = _("便りの受取人")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), condition=models.Q(user=None), name="subscriber_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="subscriber_due",
            )
        ]

    def __str__(self) -> str:
        return str(self.user or self.email)

    @property
    def reader(self) -> AnyUser:
        """As whom they see the library: whoever has no account, as the public."""
        return self.user or AnonymousUser()


class Follow(models.Model):
    """That somebody follows something (:mod:`shiryokan.following.followable`).

    ``mark`` is from where on the next digest tells; ``next_mark`` where it was looked when the last
    one was made. It is asked from both: from the older one so that what was committed late is not
    lost.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=KIND_LENGTH)
    ref = models.CharField(max_length=REF_LENGTH)
    made_at = models.DateTimeField(default=timezone.now)
    mark = models.JSONField()
    next_mark = models.JSONField()

    if TYPE_CHECKING:
        subscriber_id: uuid.UUID

    class Meta:
        verbose_name = _("フォロー")
        verbose_name_plural = _("フォロー")
        ordering: ClassVar = ["kind", "made_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscriber", "kind", "ref"], name="follow_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.ref}"


class DigestDelivery(Attempted):
    """One digest. ``asked`` is what it was made from, so that each attempt finds the same, as far
    as it may still be seen: follows with the mark each was asked from and the one that it reached.
    ``entries`` is how many it has."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="deliveries")
    asked = models.JSONField(default=list)
    entries = models.PositiveIntegerField(default=0)

    if TYPE_CHECKING:
        told: RelatedManager[ToldHappening]
        subscriber_id: uuid.UUID

    def __str__(self) -> str:
        return str(self.pk)


class ToldHappening(models.Model):
    """That a digest tells of something: nobody is told of one key twice. It goes with a digest that
    was not delivered, so that the next one tells it."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="told")
    delivery = models.ForeignKey(DigestDelivery, models.CASCADE, related_name="told")
    key = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscriber", "key"], name="told_once")
        ]

    def __str__(self) -> str:
        return self.key


class Confirmation(Attempted):
    """That somebody without an account asked to follow something by an address: the mail that asks
    whether the address is theirs. Until they say so there is nothing else of them; it is removed
    when it expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    kind = models.CharField(max_length=KIND_LENGTH)
    ref = models.CharField(max_length=REF_LENGTH)
    language = models.CharField(max_length=10)
    base = models.CharField(max_length=300)

    def __str__(self) -> str:
        return str(self.pk)

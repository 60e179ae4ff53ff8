"""Links by which somebody comes in for the first time, and PINs of shared terminals."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone

from shiryokan.access.rules import Role


class Invitation(models.Model):
    """A link that works once. Only a hash of its secret is kept."""

    hash = models.CharField(max_length=64, unique=True, editable=False)
    role = models.CharField(max_length=20, choices=[(role, role.label) for role in Role])
    groups = models.ManyToManyField(Group, blank=True, related_name="+")
    email = models.EmailField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    first = models.BooleanField(default=False)
    """Whether it makes the first administrator: it dies with there being one."""
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.email or self.role


class Pin(models.Model):
    """The number by which somebody comes in at a shared terminal; a hash of it. ``failures`` are
    the wrong tries since the last right one."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pin")
    hash = models.CharField(max_length=200, editable=False)
    failures = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"PIN of {self.user_id}"


class TerminalSignIn(models.Model):
    """That somebody signed in fully at a shared terminal, and until when their PIN does there.
    ``key`` is a hash of the terminal's cookie."""

    key = models.CharField(max_length=64, db_index=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="terminals")
    until = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "user"], name="terminal_sign_in_once")
        ]

    def __str__(self) -> str:
        return f"terminal of {self.user_id}"

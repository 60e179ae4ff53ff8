"""Links by which somebody comes into the instance for the first time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models

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

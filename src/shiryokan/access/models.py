"""Collections: documents that the same people may see."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class Collection(models.Model):
    """Documents that the same people may see (コレクション)."""

    PUBLIC, MEMBERS, GROUPS = "public", "members", "groups"
    VISIBILITIES = (
        (PUBLIC, _("だれでも")),
        (MEMBERS, _("ログインした人")),
        (GROUPS, _("選んだグループの人")),
    )

    name = models.CharField(_("名前"), max_length=200, unique=True)
    visibility = models.CharField(
        _("見てよい人"), max_length=10, choices=VISIBILITIES, default=MEMBERS
    )
    groups = models.ManyToManyField(Group, blank=True, verbose_name=_("グループ"), related_name="+")

    class Meta:
        verbose_name = _("コレクション")
        verbose_name_plural = _("コレクション")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

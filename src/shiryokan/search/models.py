"""What the search keeps in the database: an editor's synonyms, and how far an index is that many
build."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class SynonymGroup(models.Model):
    """Words that mean the same: who looks for one of them finds the others too."""

    words = models.TextField(
        _("同じ意味の言葉"), help_text=_("1行に1語。どれで探しても、ほかの言葉も探します。")
    )
    note = models.CharField(_("覚え書き"), max_length=200, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("同義語")
        verbose_name_plural = _("同義語")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return "、".join(self.listed())

    def listed(self) -> list[str]:
        """The words, one each."""
        return [word for line in self.words.splitlines() if (word := line.strip())]


class Rebuild(models.Model):
    """An index that is built anew by jobs, beside the one that answers."""

    name = models.CharField(max_length=120)
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    given_up = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class RebuildRange(models.Model):
    """Documents, by their ids from ``first`` to ``last``, that one job puts in; it has done those
    up to ``done_to``."""

    rebuild = models.ForeignKey(Rebuild, models.CASCADE, related_name="ranges")
    first = models.CharField(max_length=16)
    last = models.CharField(max_length=16)
    documents = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    done_to = models.CharField(max_length=16, default="")
    ended = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.rebuild_id}: {self.first}-{self.last}"

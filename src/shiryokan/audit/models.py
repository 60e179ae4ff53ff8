"""The entries of the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from shiryokan.audit import kinds
from shiryokan.audit.chain import Break, Entry, broken_at


class AuditEntry(models.Model):
    """One entry. Written by :func:`shiryokan.audit.record.record`, and never changed: the
    database itself refuses (:mod:`shiryokan.audit.guard`).

    Nobody is named in it, only the number of an account: what erases an account's name leaves the
    chain whole.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(_("日時"), db_index=True)
    actor = models.CharField(_("だれが"), max_length=40, db_index=True)
    kind = models.CharField(_("何をしたか"), max_length=kinds.LONGEST, db_index=True)
    """A kind of :mod:`shiryokan.audit.kinds`, registered by the room that writes it."""
    about = models.CharField(_("何に"), max_length=200, db_index=True)
    """``document:<id>``, ``record:<id>``, ``collection:<number>``, ``user:<number>``…"""
    name = models.CharField(_("名前"), max_length=500)
    """What it was called then; empty for people."""
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_entry"
        verbose_name = _("操作")
        verbose_name_plural = _("操作の記録")
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.about}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return kinds.label(self.kind)

    def chained(self) -> Entry:
        """What of it the chain binds: all that it says."""
        return Entry(
            self.number, self.at, self.actor, self.kind, self.about, self.name, self.details,
            self.before,
        )  # fmt: skip


def about(what: str) -> models.Q:
    """Which entries are about something, or about the document with this id or a record of it."""
    of_document = [f"document:{what}", f"documents.document:{what}"]
    return models.Q(about__in=[what, *of_document]) | models.Q(details__document=what)


def first_break() -> Break | None:
    """The first place where the record is not as it was written; None if all holds."""

    def entries() -> Iterator[tuple[Entry, str]]:
        for row in AuditEntry.objects.order_by("number").iterator(1000):
            yield row.chained(), row.hash

    return broken_at(entries())

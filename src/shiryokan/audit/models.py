"""The rows of the record of deeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from shiryokan.audit.chain import Break, Entry, broken_at


class Kind(models.TextChoices):
    """What was done."""

    ADDED = "added", _("文書を加えた")
    DESCRIBED = "described", _("題名か出典を加えた")
    ADMINISTERED = "administered", _("管理画面で変えた")
    SHELVED = "shelved", _("見てよい人を変えた（文書）")
    COLLECTION = "collection", _("コレクションを決めた")
    COLLECTION_DELETED = "collection_deleted", _("コレクションを消した")
    CORRECTED = "corrected", _("訂正した")
    CORRECTION_WITHDRAWN = "correction_withdrawn", _("訂正を取り消した")
    LINKED = "linked", _("対応を記録した")
    SYNONYMS = "synonyms", _("同義語を変えた")
    EXPORTED = "exported", _("書き出した")
    BINNED = "binned", _("ごみ箱に入れた")
    UNBINNED = "unbinned", _("ごみ箱から戻した")
    PURGED = "purged", _("完全に消した")
    INVITED = "invited", _("招待のリンクを作った")
    UNINVITED = "uninvited", _("招待のリンクを取り消した")
    ACCOUNT = "account", _("アカウントを作った")
    PERSON = "person", _("人の役割・グループを変えた")
    SECOND_FACTOR_RESET = "second_factor_reset", _("多要素認証を外した")
    PASSWORD = "password", _("パスワードを決めた")
    SECOND_FACTOR = "second_factor", _("多要素認証を変えた")
    EMAIL = "email", _("メールアドレスを変えた")
    SIGN_IN = "sign_in", _("ほかのログインとのつながりを変えた")
    ERASED = "erased", _("アカウントを消した")
    GROUP = "group", _("グループを作った")
    GROUP_DELETED = "group_deleted", _("グループを消した")
    TOKEN = "token", _("トークンを作った")
    TOKEN_REVOKED = "token_revoked", _("トークンを取り消した")
    BACKED_UP = "backed_up", _("控えを作った")
    RESTORED = "restored", _("控えから戻した")
    MOVED = "moved", _("データベースを移した")
    REPAIRED = "repaired", _("直した")


class Deed(models.Model):
    """One deed. Written by :func:`shiryokan.audit.record.record`, and never changed: the
    database itself refuses (:mod:`shiryokan.audit.guard`).

    Nobody is named in it, only the number of an account: what erases an account's name leaves the
    chain whole.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(_("日時"), db_index=True)
    actor = models.CharField(_("だれが"), max_length=40, db_index=True)
    kind = models.CharField(_("何をしたか"), max_length=30, choices=Kind.choices, db_index=True)
    about = models.CharField(_("何に"), max_length=200, db_index=True)
    """``document:<id>``, ``record:<id>``, ``collection:<number>``, ``user:<number>``…"""
    name = models.CharField(_("名前"), max_length=500)
    """What it was called then; empty for people."""
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("行い")
        verbose_name_plural = _("行いの記録")
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.about}"

    def entry(self) -> Entry:
        """All that it says."""
        return Entry(
            self.number, self.at, self.actor, self.kind, self.about, self.name, self.details,
            self.before,
        )  # fmt: skip


def about(what: str) -> models.Q:
    """Which deeds are about something, or about the document with this id or a record of it."""
    of_document = [f"document:{what}", f"documents.document:{what}"]
    return models.Q(about__in=[what, *of_document]) | models.Q(details__document=what)


def first_break() -> Break | None:
    """The first place where the record is not as it was written; None if all holds."""

    def entries() -> Iterator[tuple[Entry, str]]:
        for row in Deed.objects.order_by("number").iterator(1000):
            yield row.entry(), row.hash

    return broken_at(entries())

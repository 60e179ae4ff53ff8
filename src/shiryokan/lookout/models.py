"""Watched pages, the addresses that are looked at for them, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shiryokan.access.models import Collection
from shiryokan.access.scope import current_scope, in_visible_collection
from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document, Intake
from shiryokan.lookout.reading.published import format_of

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class WatchedPagesSeen(models.Manager["WatchedPage"]):
    """Watched pages whose documents are for whoever reads."""

    def get_queryset(self) -> QuerySet[WatchedPage]:
        """Only what is seen."""
        return super().get_queryset().filter(in_visible_collection())


class WatchedPage(models.Model):
    """A page or feed that people have the lookout visit (見張るページ)."""

    url = models.URLField("URL", max_length=2000)
    key = models.CharField(max_length=64, unique=True, editable=False)
    council = models.CharField(_("会議体"), max_length=200, blank=True)
    publisher = models.CharField(_("発行者"), max_length=200, blank=True)
    title = models.CharField(_("ページの題名"), max_length=500, blank=True)
    minutes = models.PositiveIntegerField(_("見回る間隔（分）"), null=True, blank=True)
    """None is the instance's own (``SHIRYOKAN_LOOKOUT_MINUTES``)."""
    active = models.BooleanField(_("見張り中"), default=True)
    take_present = models.BooleanField(_("今ある文書も受け入れる"), default=True)
    collection = models.ForeignKey(
        Collection, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("コレクション"),
    )  # fmt: skip
    by = models.CharField(max_length=40, blank=True)
    """Who added it (:mod:`shiryokan.audit.actor`)."""
    added_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    """When it was first read: what it listed then is no news."""
    newest_at = models.DateTimeField(null=True)
    """When something was last new on it."""

    objects = WatchedPagesSeen()
    everything: ClassVar = models.Manager["WatchedPage"]()

    if TYPE_CHECKING:
        addresses: RelatedManager[Address]
        finds: RelatedManager[Find]
        sightings: RelatedManager[Sighting]
        collection_id: int | None

    class Meta:
        verbose_name = _("見張るページ")
        verbose_name_plural = _("見張るページの一覧")
        ordering: ClassVar = ["council", "url"]

    def __str__(self) -> str:
        return self.council or self.title or self.url


class Host(models.Model):
    """A web server's turn: it is asked again no sooner than ``next_at``."""

    name = models.CharField(primary_key=True, max_length=255)
    next_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """One address of the web that is known: a page, the page of a meeting, a PDF, or a document of
    another format."""

    class Role(models.TextChoices):
        """What is looked for there."""

        PAGE = "page", _("見張るページ")
        MEETING = "meeting", _("会議のページ")
        DOCUMENT = "document", _("文書")
        FILE = "file", _("他の形式の文書")
        """Known, and never asked for: the library keeps PDFs."""

    class State(models.TextChoices):
        """What it answered last."""

        WAITING = "waiting", _("まだ見ていません")
        ALIVE = "alive", _("変わりありません")
        MISSING = "missing", _("見つかりません")
        TROUBLE = "trouble", _("読めません")
        ODD = "odd", _("いつもの中身がありません")

    id = models.CharField(primary_key=True, max_length=64, editable=False)
    """The SHA-256 of its key (:func:`.reading.addresses.key_of`)."""
    url = models.URLField(max_length=2000)
    """As it was last listed: what is fetched."""
    host = models.CharField(max_length=255, db_index=True)
    role = models.CharField(max_length=10, choices=Role.choices)
    watched = models.ForeignKey(WatchedPage, models.CASCADE, related_name="addresses")
    """The first watched page that led to it."""
    due_at = models.DateTimeField(null=True)
    """When it is looked at next; None is no more."""
    checked_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    error = models.CharField(max_length=50, blank=True)
    error_details = models.JSONField(default=dict)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    told_failing = models.BooleanField(default=False)
    """Whether its trouble has lasted so long that it became a find."""
    was_absent = models.BooleanField(default=False)
    """Of a PDF: that it was listed, and was not there yet."""
    settled = models.BooleanField(default=True)
    """Of a PDF: whether it is known what it is to those that have the same bytes."""
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    """Of a PDF: when its bytes last came or changed, but for those that were there from the
    beginning."""

    if TYPE_CHECKING:
        listings: RelatedManager[Listing]
        lists: RelatedManager[Listing]
        visits: RelatedManager[Visit]
        watched_id: int

    class Meta:
        verbose_name = _("見ている場所")
        verbose_name_plural = _("見ている場所")
        indexes: ClassVar = [models.Index(fields=["due_at", "host"], name="address_due")]

    def __str__(self) -> str:
        return self.url


class _OfMeeting(models.Model):
    """What a page says of the meeting to which something belongs."""

    council = models.CharField(_("会議体"), max_length=200, blank=True)
    number = models.PositiveIntegerField(_("回"), default=0)
    year = models.CharField(max_length=30, blank=True)
    """What the number is counted in, if it begins anew: 令和6年度."""
    date = models.DateField(_("開催日"), null=True)

    class Meta:
        abstract = True

    @property
    def meeting(self) -> str:
        """第41回, 令和6年度第1回; empty without a number."""
        return f"{self.year}第{self.number}回" if self.number else ""


class Listing(_OfMeeting):
    """That a page lists an address, and what it says of it."""

    page = models.ForeignKey(Address, models.CASCADE, related_name="lists")
    target = models.ForeignKey(Address, models.CASCADE, related_name="listings")
    text = models.CharField(max_length=1000, blank=True)
    label = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=500, blank=True)
    before = models.JSONField(null=True)
    """Of words that have changed: the title before, until it is told."""
    listed = models.BooleanField(default=True)
    present = models.BooleanField(default=False)
    """Whether it stood there from the beginning, and is no news."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "target"], name="listing_once")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip() or self.text


class Sighting(_OfMeeting):
    """A meeting that a watched page, or a page of it, names."""

    watched = models.ForeignKey(WatchedPage, models.CASCADE, related_name="sightings")
    cancelled = models.BooleanField(default=False)
    postponed = models.BooleanField(default=False)
    """Whether it is said to be put off; ``date`` is the new day, None if that is not told."""
    undecided = models.BooleanField(default=False)
    """Whether it is told as announced once its own page was looked at, if that has no documents."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["watched", "council", "number", "year"], name="sighting_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.council} {self.meeting}"


class Visit(models.Model):
    """What one look at a page came to (見回り)."""

    address = models.ForeignKey(Address, models.CASCADE, related_name="visits")
    at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, choices=Address.State.choices)
    error = models.CharField(max_length=50, blank=True)
    links = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.address_id[:8]} {self.at:%Y-%m-%d %H:%M}"


class FindsSeen(models.Manager["Find"]):
    """Finds for whoever reads: of pages whose collection is seen, and of documents that are seen,
    where they are of any."""

    def get_queryset(self) -> QuerySet[Find]:
        """Only what is seen."""
        rows = super().get_queryset()
        if current_scope().everything:
            return rows
        seen = Document.objects.filter(pk=OuterRef("document_id"))
        return rows.filter(
            in_visible_collection("watched__"), Q(document_id="") | Q(Exists(seen)), hidden=False
        )


class Find(_OfMeeting):
    """Something that became of what is watched (発見)."""

    class Kind(models.TextChoices):
        """What became."""

        NEW = "new", _("新しい文書")
        REPLACED = "replaced", _("差し替え")
        RETITLED = "retitled", _("題名の変更")
        MOVED = "moved", _("移動")
        GONE = "gone", _("削除")
        ANNOUNCED = "announced", _("開催の知らせ")
        CANCELLED = "cancelled", _("開催の中止")
        POSTPONED = "postponed", _("日程の変更")
        POSTED = "posted", _("他の形式の文書")
        """A Word or Excel file or a text that is a page: told, and not taken in."""
        MISSING = "missing", _("ページがありません")
        RESHAPED = "reshaped", _("ページの形が変わりました")
        SILENT = "silent", _("ページが止まっています")

    kind = models.CharField(max_length=10, choices=Kind.choices, db_index=True)
    watched = models.ForeignKey(WatchedPage, models.CASCADE, related_name="finds")
    page_url = models.URLField(max_length=2000)
    url = models.URLField(max_length=2000, blank=True)
    old_url = models.URLField(max_length=2000, blank=True)
    label = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=500, blank=True)
    old_title = models.CharField(max_length=500, blank=True)
    old_date = models.DateField(null=True)
    """Of a meeting that was put off: the day on which it was to be held."""
    sha256 = models.CharField(max_length=64, blank=True)
    old_sha256 = models.CharField(max_length=64, blank=True)
    found_at = models.DateTimeField(db_index=True)
    searchable_at = models.DateTimeField(null=True)
    """When its document could be searched."""
    intake = models.ForeignKey(Intake, models.SET_NULL, null=True, related_name="+")
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True, db_index=True)
    """The document that was found; empty where there is none."""
    old_document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True)
    hidden = models.BooleanField(default=False)
    """Whether its document was purged, and its words with it."""

    objects = FindsSeen()
    everything: ClassVar = models.Manager["Find"]()

    class Meta:
        verbose_name = _("発見")
        verbose_name_plural = _("発見")
        ordering: ClassVar = ["-found_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.council} {self.meeting} {self.name}".strip()

    @property
    def name(self) -> str:
        """What it is called: 資料1　届出の様式について."""
        return f"{self.label}　{self.title}".strip("　")

    @property
    def format(self) -> str:
        """Of a document that is no PDF: Word, Excel, HTML …; empty otherwise."""
        return format_of(self.url) if self.kind == self.Kind.POSTED else ""

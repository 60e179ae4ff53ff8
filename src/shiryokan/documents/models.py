"""What the library keeps: documents, their pages and origins, and what was handed in."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from shiryokan.access.models import Collection
from shiryokan.access.scope import (
    ModelT,
    OfVisibleDocuments,
    VisibleDocuments,
    current_scope,
    visible,
)
from shiryokan.documents.dates import date_code, date_text

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

DOCUMENT_ID_LENGTH = 16
_PRECISIONS = (("day", _("日")), ("month", _("月")), ("year", _("年")))
"""How much of a date is told."""


class Published(models.Manager[ModelT]):
    """What documents name that are seen; the keeper finds it without any document too."""

    origin_field: str

    def get_queryset(self) -> QuerySet[ModelT]:
        """Only what is named by a document that is seen."""
        rows = super().get_queryset()
        if current_scope().everything:
            return rows
        return rows.filter(Exists(Origin.objects.filter(**{self.origin_field: OuterRef("pk")})))


class PublishersSeen(Published["Publisher"]):
    """Publishers of documents that are seen."""

    origin_field = "publisher"


class CouncilsSeen(Published["Council"]):
    """Councils of documents that are seen."""

    origin_field = "council"


class MeetingsSeen(Published["Meeting"]):
    """Meetings of documents that are seen."""

    origin_field = "meeting"


def documents_of_origins() -> models.Count:
    """The number of documents that are seen, of a publisher, a council or a meeting."""
    return models.Count(
        "origins__document", distinct=True, filter=visible("origins__document__") or None
    )


class Publisher(models.Model):
    """A body that publishes: a ministry, an agency, a city."""

    name = models.CharField(_("発行者"), max_length=200, unique=True)

    objects = PublishersSeen()
    everything: ClassVar = models.Manager["Publisher"]()

    class Meta:
        verbose_name = _("発行者")
        verbose_name_plural = _("発行者")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Council(models.Model):
    """A council (会議体) of a publisher, which meets and lays documents before its members."""

    publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="councils"
    )
    name = models.CharField(_("会議体"), max_length=200)
    url = models.URLField(_("会議体のページ"), max_length=2000, blank=True)

    objects = CouncilsSeen()
    everything: ClassVar = models.Manager["Council"]()

    class Meta:
        verbose_name = _("会議体")
        verbose_name_plural = _("会議体")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["publisher", "name"], name="council_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting of a council: 第41回, and its day when it is known."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="meetings")
    number = models.CharField(_("回"), max_length=100)
    date = models.DateField(_("開催日"), null=True, blank=True)

    objects = MeetingsSeen()
    everything: ClassVar = models.Manager["Meeting"]()

    class Meta:
        verbose_name = _("会議")
        verbose_name_plural = _("会議")
        ordering: ClassVar = ["council", "-date", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["council", "number"], name="meeting_once")
        ]

    def __str__(self) -> str:
        return f"{self.council} {self.number}"


class Document(models.Model):
    """One PDF. The same bytes are one document, whoever published them how often."""

    class State(models.TextChoices):
        """How far ingest has come."""

        STORED = "stored", _("読み取り中")
        READ = "read", _("索引づくり中")
        INDEXED = "indexed", _("検索できます")

    id = models.CharField(primary_key=True, max_length=DOCUMENT_ID_LENGTH, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    size = models.BigIntegerField(_("大きさ（バイト）"), editable=False)
    file_name = models.CharField(_("ファイル名"), max_length=255)
    title = models.CharField(_("題名"), max_length=500)
    title_given = models.BooleanField(default=False, editable=False)
    """Whether a person gave the title, or said that it is right."""
    checked = models.BooleanField(default=False, editable=False)
    """Whether an editor has looked over its title and its origin."""
    title_confidence = models.FloatField(default=0.0, editable=False)
    """From 0 to 1: 1 of a title that a person gave, 0 of a file's name."""
    guesses = models.JSONField(default=dict, editable=False)
    """What the first pages say of it (:mod:`.guessing`)."""
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.STORED, db_index=True, editable=False
    )
    page_count = models.PositiveIntegerField(_("ページ数"), default=0, editable=False)
    pages_read = models.PositiveIntegerField(default=0, editable=False)
    outline = models.JSONField(default=list, editable=False)
    read_with = models.PositiveIntegerField(default=0, db_index=True, editable=False)
    """Version of the reading that its pages are of (:mod:`shiryokan.paper.version`); 0 before it is
    read."""
    home = models.CharField(max_length=32, blank=True, editable=False)
    """The home in whose folder its original was put (:meth:`shiryokan.instance.home.Home.id`)."""
    added_at = models.DateTimeField(_("追加した日時"), auto_now_add=True, db_index=True)
    collection = models.ForeignKey(
        Collection, models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name=_("コレクション"),
    )  # fmt: skip
    unsettled = models.BooleanField(default=False, editable=False)
    """Whether the index may still have it in another collection, or although it is in the bin."""
    binned_at = models.DateTimeField(_("ごみ箱に入れた日時"), null=True, editable=False)
    """Since when it is in the bin (:mod:`.bin`), where nobody sees it."""
    binned_because = models.CharField(_("理由"), max_length=500, blank=True, editable=False)

    objects = VisibleDocuments["Document"]()
    everything: ClassVar = models.Manager["Document"]()

    if TYPE_CHECKING:
        pages: RelatedManager[Page]
        origins: RelatedManager[Origin]

    class Meta:
        verbose_name = _("文書")
        verbose_name_plural = _("文書")
        ordering: ClassVar = ["-added_at", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["collection"], condition=models.Q(unsettled=True), name="document_unsettled"
            ),
            models.Index(
                fields=["binned_at"],
                condition=models.Q(binned_at__isnull=False),
                name="document_binned",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def origin(self) -> Origin | None:
        """The first known origin."""
        return next(iter(self.origins.all()), None)


class Origin(models.Model):
    """Where a document was published (出典): a document may have several."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="origins")
    source_url = models.URLField(_("公開元URL"), max_length=2000, blank=True)
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="origins"
    )
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="origins"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="origins"
    )
    date = models.DateField(_("日付"), null=True, blank=True, db_index=True)
    date_precision = models.CharField(
        max_length=5, choices=_PRECISIONS, default="day", editable=False
    )
    """How much of the date is told: of a month or a year its first day stands in the date."""
    retrieved_at = models.DateTimeField(_("取得日時"), null=True, blank=True)

    objects = OfVisibleDocuments["Origin"]()

    class Meta:
        verbose_name = _("出典")
        verbose_name_plural = _("出典")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.source_url or str(self.publisher or self.document_id)

    @property
    def date_text(self) -> str:
        """The date as people read it, no more of it than is told."""
        return date_text(self.date, self.date_precision) if self.date else ""

    @property
    def date_code(self) -> str:
        """The date as programs read it (ISO 8601), no more of it than is told: 2024-06."""
        return date_code(self.date, self.date_precision) if self.date else ""


class FormerName(models.Model):
    """A name under which a publisher or a council was known: what arrives under it goes to that
    one. It keeps what a merger moved, so that it can be undone (:mod:`.bodies`)."""

    name = models.CharField(max_length=200)
    publisher = models.ForeignKey(
        Publisher, models.CASCADE, null=True, blank=True, related_name="former_names"
    )
    """The publisher that the name stands for now."""
    council = models.ForeignKey(
        Council, models.CASCADE, null=True, blank=True, related_name="former_names"
    )
    """The council that the name stands for now."""
    within = models.ForeignKey(Publisher, models.CASCADE, null=True, blank=True, related_name="+")
    """Of a council: the publisher whose council had the name."""
    moved = models.JSONField(default=dict)
    """The keys of the rows that were moved, by their table; empty after a mere change of name."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("以前の名前")
        verbose_name_plural = _("以前の名前")
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["name"], name="former_name")]

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """One page as read. ``layout`` is its compressed blocks, ``furniture`` which of their lines
    belong to the page and not to the text, ``kinds`` which of the blocks are of another kind than
    the page alone says; all as :mod:`.pages` has them."""

    class Source(models.TextChoices):
        """Where its text was taken from."""

        LAYER = "layer", _("PDFの文字データ")
        PICTURE = "picture", _("画像からの読み取り")

    document = models.ForeignKey(Document, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    text = models.TextField()
    layout = models.BinaryField()
    furniture = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    unreadable = models.BooleanField(default=False)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.LAYER)

    objects = OfVisibleDocuments["Page"]()

    class Meta:
        ordering: ClassVar = ["document", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="page_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} p.{self.number}"


class Intake(models.Model):
    """One thing that was handed in (a file, an upload, a URL), and what became of it."""

    class Kind(models.TextChoices):
        """How it came."""

        FILE = "file", _("ファイル")
        UPLOAD = "upload", _("アップロード")
        URL = "url", "URL"
        AGAIN = "again", _("読み直し")
        """Of a document that is there (:mod:`.rereading`)."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("順番待ち")
        READING = "reading", _("読み取り中")
        INDEXING = "indexing", _("索引づくり中")
        DONE = "done", _("完了")
        KNOWN = "known", _("すでにあります")
        REFUSED = "refused", _("受け入れられません")
        STALLED = "stalled", _("資料館の側で止まっています")

    ENDED = (State.DONE, State.KNOWN, State.REFUSED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.CharField(max_length=4096)
    name = models.CharField(max_length=255)
    description = models.JSONField(default=dict)
    home = models.CharField(max_length=32, blank=True)
    """The home into which it was handed, which has its file."""
    by = models.CharField(max_length=40, blank=True)
    """Who handed it in (:mod:`shiryokan.audit.actor`)."""
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING, db_index=True
    )
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    pages_read = models.PositiveIntegerField(default=0)
    """Of a document that is read again: how many of its pages were."""
    error = models.CharField(max_length=50, blank=True)
    error_details = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("受入")
        verbose_name_plural = _("受入")
        ordering: ClassVar = ["-created_at", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in self.ENDED

"""What the registry keeps: extractions, records and their facets, corrections, confirmed links."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shiryokan.access.scope import OfVisibleDocuments, VisibleDocuments
from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document
from shiryokan.records.json_field import RecordValues

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

KEY_LENGTH = 400
CODE_LENGTH = 40
ITEM_NAME_LENGTH = 200
NOTE_LENGTH = 40


class Series(models.Model):
    """Documents that follow each other: a plan's years, its drafts and finals."""

    name = models.CharField(_("シリーズ"), max_length=500, unique=True)

    class Meta:
        verbose_name = _("シリーズ")
        verbose_name_plural = _("シリーズ")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Extraction(models.Model):
    """One register taken out of one document: what was found, and what could not be placed."""

    class State(models.TextChoices):
        """What came of it."""

        FOUND = "found", _("抽出済み")
        NONE = "none", _("この種類の記載なし")
        FAILED = "failed", _("抽出できませんでした")

    document = models.ForeignKey(Document, models.CASCADE, related_name="extractions")
    register = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    why = models.TextField(blank=True)
    count = models.PositiveIntegerField(default=0)
    unplaced = models.JSONField(default=list)
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="extractions",
        verbose_name=_("シリーズ"),
    )  # fmt: skip
    year = models.IntegerField(_("年度"), null=True, blank=True)
    draft = models.BooleanField(_("案"), default=False)
    placed_by_hand = models.BooleanField(_("シリーズと年度を手で決めた"), default=False)
    at = models.DateTimeField(auto_now=True)
    stamp = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = OfVisibleDocuments["Extraction"]()

    if TYPE_CHECKING:
        records: RelatedManager[Record]

    class Meta:
        verbose_name = _("抽出")
        verbose_name_plural = _("抽出")
        ordering: ClassVar = ["register", "series", "year", "-draft", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "register"], name="extraction_once")
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.register}"


class Record(models.Model):
    """A record as it stands: what was extracted, with the corrections of editors put in.

    ``data`` are its values without provenance, which is kept compressed beside them. ``text`` is
    folded, to be searched within.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    extraction = models.ForeignKey(Extraction, models.CASCADE, related_name="records")
    document = models.ForeignKey(Document, models.CASCADE, related_name="records")
    register = models.CharField(max_length=30)
    key = models.CharField(max_length=KEY_LENGTH)
    position = models.PositiveIntegerField()
    page = models.PositiveIntegerField()
    year = models.IntegerField(null=True)
    confidence = models.FloatField(default=1.0)
    corrected = models.BooleanField(default=False)
    text = models.TextField()
    data = RecordValues()
    # last: SQLite walks over what stands before a column, and these are large
    extracted = models.BinaryField()

    objects = OfVisibleDocuments["Record"]()

    if TYPE_CHECKING:
        facets: RelatedManager[Facet]

    class Meta:
        ordering: ClassVar = ["extraction_id", "position"]
        indexes: ClassVar = [
            models.Index(fields=["register", "document", "position"], name="record_place"),
            models.Index(fields=["register", "year"], name="record_year"),
        ]

    def __str__(self) -> str:
        return self.key


class GoneRecord(models.Model):
    """The id of a record whose document was purged, so that its address can say so."""

    id = models.UUIDField(primary_key=True, editable=False)
    document = models.CharField(max_length=DOCUMENT_ID_LENGTH, db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class FacetsSeen(VisibleDocuments["Facet"]):
    """Facets of records that are seen."""

    path = "record__document__"


class Facet(models.Model):
    """A value of a record by which records are counted and chosen."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="facets")
    register = models.CharField(max_length=30)
    field = models.CharField(max_length=40)
    value = models.CharField(max_length=200)

    objects = FacetsSeen()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["register", "field", "value"], name="facet_value"),
            models.Index(fields=["record", "field"], name="facet_record"),
        ]

    def __str__(self) -> str:
        return f"{self.field}={self.value}"


class ItemReferencesSeen(VisibleDocuments["ItemReference"]):
    """References of records that are seen."""

    path = "record__document__"


class ItemReference(models.Model):
    """An item of a fee schedule that a record states or speaks of
    (:class:`shiryokan.registers.schedules.ItemReference`)."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="item_references")
    schedule = models.CharField(max_length=20)
    code = models.CharField(max_length=CODE_LENGTH)
    name = models.CharField(max_length=ITEM_NAME_LENGTH)
    note = models.CharField(max_length=NOTE_LENGTH)
    role = models.CharField(max_length=10)

    objects = ItemReferencesSeen()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["code", "schedule"], name="item_code"),
            models.Index(fields=["name", "schedule"], name="item_name"),
        ]

    def __str__(self) -> str:
        return f"{self.schedule} {self.code or self.name}"


class Correction(models.Model):
    """A field that an editor put right. It belongs to a document's record by its key, not to a row:
    extracting anew leaves it as it is."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections")
    register = models.CharField(max_length=30)
    key = models.CharField(max_length=KEY_LENGTH)
    field = models.CharField(max_length=40)
    extracted = models.JSONField()
    value = models.JSONField()
    note = models.CharField(_("理由"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OfVisibleDocuments["Correction"]()

    class Meta:
        verbose_name = _("訂正")
        verbose_name_plural = _("訂正")
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["document", "register", "key"], name="correction_record")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.field}"


class Link(models.Model):
    """What an editor said of two records of different documents: they are the same thing, or not.
    It belongs to keys, as a correction does."""

    register = models.CharField(max_length=30)
    old_document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    old_key = models.CharField(max_length=KEY_LENGTH)
    new_document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    new_key = models.CharField(max_length=KEY_LENGTH)
    same = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("対応の確認")
        verbose_name_plural = _("対応の確認")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register", "old_document", "old_key", "new_document", "new_key"],
                name="link_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_key} → {self.new_key}"


class ItemLink(models.Model):
    """What an editor said of a record and a fee item: it is about the item (``about``), or not. It
    belongs to a record by its key, as a correction does, and is put in whenever the record's
    references are written.

    ``found_…`` is the reference that the register gave; all empty where an editor added a link that
    it did not find. ``schedule``, ``code`` and ``note`` are the item that is meant."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="item_links")
    register = models.CharField(max_length=30)
    key = models.CharField(max_length=KEY_LENGTH)
    found_schedule = models.CharField(max_length=20, blank=True)
    found_code = models.CharField(max_length=CODE_LENGTH, blank=True)
    found_name = models.CharField(max_length=ITEM_NAME_LENGTH, blank=True)
    found_note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    about = models.BooleanField()
    schedule = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OfVisibleDocuments["ItemLink"]()

    class Meta:
        verbose_name = _("項目とのつながり")
        verbose_name_plural = _("項目とのつながり")
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["document", "register", "key"], name="item_link_record")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.schedule} {self.code}"


class StoredComparison(models.Model):
    """A comparison that was made once; the stamps tell whether it still holds. ``joins`` are the
    pairs that are surely about the same, from when they were first asked for."""

    old = models.ForeignKey(Extraction, models.CASCADE, related_name="+")
    new = models.ForeignKey(Extraction, models.CASCADE, related_name="+")
    stamp = models.CharField(max_length=80)
    data = models.BinaryField()
    joins = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["old", "new"], name="comparison_once")
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

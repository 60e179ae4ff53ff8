"""What is kept of pictures of pages: what was read of them, how far each page is, and what editors
put right."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shiryokan.access.scope import OfVisibleDocuments
from shiryokan.documents.models import Document

HASH_LENGTH = 64
MODEL_LENGTH = 200
LONGEST_LINE = 1000
"""Characters of a line that is put right."""


class PictureReading(models.Model):
    """What one version of the engine read of one picture, whichever pages have it. It is made once:
    laying the page out anew takes it from here. ``data`` is compressed JSON
    (:func:`shiryokan.paper.ocr.model.to_json`)."""

    picture = models.CharField("SHA-256", max_length=HASH_LENGTH)
    model = models.CharField(max_length=MODEL_LENGTH)
    data = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["picture", "model"], name="picture_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.picture[:12]} {self.model}"


class PagePicture(models.Model):
    """A page whose picture is to be read, or to be held against its text, and how far that is.

    ``lines`` are the states of its lines, compressed (:mod:`.line_rows`); the numbers beside it
    count them.
    """

    class Task(models.TextChoices):
        """What its picture is for."""

        READ = "read", _("画像から読む")
        CHECK = "check", _("画像と照合する")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("順番待ち")
        DONE = "done", _("済み")
        FAILED = "failed", _("できませんでした")

    document = models.ForeignKey(Document, models.CASCADE, related_name="page_pictures")
    number = models.PositiveIntegerField()
    task = models.CharField(max_length=10, choices=Task.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sampled = models.BooleanField(default=False)
    """Whether it is of the pages that stand for the others of a document, and comes first."""
    attempts = models.PositiveIntegerField(default=0)
    """How often it was begun: what kills its worker again and again is given up."""
    error = models.CharField(max_length=50, blank=True)
    picture = models.CharField(max_length=HASH_LENGTH, blank=True, db_index=True)
    model = models.CharField(max_length=MODEL_LENGTH, blank=True)
    seconds = models.FloatField(default=0.0)
    """What reading or checking it took."""
    at = models.DateTimeField(null=True, db_index=True)
    """When it was done, or given up."""
    verified = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)
    unchecked = models.PositiveIntegerField(default=0)
    lines = models.BinaryField()

    objects = OfVisibleDocuments["PagePicture"]()

    class Meta:
        ordering: ClassVar = ["document", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="page_picture_once")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "task"], name="page_picture_queue")]

    def __str__(self) -> str:
        return f"{self.document_id} p.{self.number}"


class LineCorrection(models.Model):
    """A line that an editor confirmed or put right. It belongs to a place of a page: reading and
    laying out anew leave it as it is."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="line_corrections")
    number = models.PositiveIntegerField()
    x0 = models.FloatField()
    y0 = models.FloatField()
    x1 = models.FloatField()
    y1 = models.FloatField()
    picture = models.CharField(max_length=HASH_LENGTH, blank=True)
    """Of the page, where it was known."""
    found = models.CharField(max_length=LONGEST_LINE, blank=True)
    words = models.CharField(_("正しい文字"), max_length=LONGEST_LINE, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    adopted = models.BooleanField(default=False)
    """Whether the reading of the picture was taken with others at once, and not looked at alone."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OfVisibleDocuments["LineCorrection"]()

    class Meta:
        verbose_name = _("行の訂正")
        verbose_name_plural = _("行の訂正")
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["document", "number"], name="line_correction_page")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} p.{self.number}"


class Pause(models.Model):
    """There is a row while pictures are not to be read; who had it so."""

    by = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.by

"""Articles of blocks, what they cite, and the editions that the public reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.quotes.judged_rows import JudgedRow
from shiryokan.records.models import KEY_LENGTH

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

TITLE_LENGTH = 200
SUMMARY_LENGTH = 1000
REASON_LENGTH = 500
TEXT_LENGTH = 5000
"""Characters of a block: more is another block."""


class Topic(models.Model):
    """What articles are about (話題): readers follow it."""

    name = models.CharField(_("話題"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("話題")
        verbose_name_plural = _("話題")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """A text of the news: its working copy, and which edition the public reads.

    ``version`` grows with each change, so that nobody writes over what somebody else wrote.
    ``writers`` wrote in it since it was last published. ``old_document`` and ``new_document`` are
    those whose comparison the draft was made from.
    """

    class State(models.TextChoices):
        """Of the working copy."""

        DRAFT = "draft", _("下書き")
        WAITING = "waiting", _("確認待ち")
        SCHEDULED = "scheduled", _("公開予約")
        PUBLISHED = "published", _("公開")
        WITHDRAWN = "withdrawn", _("取下げ")

    title = models.CharField(_("題名"), max_length=TITLE_LENGTH)
    summary = models.TextField(_("要約"), max_length=SUMMARY_LENGTH, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    publish_at = models.DateTimeField(null=True)
    """When it is to be published; null unless it is scheduled."""
    amendment = models.TextField(max_length=SUMMARY_LENGTH, blank=True)
    """What the next edition puts right, as readers will be told."""
    edition = models.ForeignKey("Edition", models.SET_NULL, null=True, related_name="+")
    """What the public reads now; null where it reads nothing."""
    published_at = models.DateTimeField(null=True)
    """Of the first edition."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=REASON_LENGTH, blank=True)
    register = models.CharField(max_length=30, blank=True)
    old_document = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True)
    new_document = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True)
    left_out = models.JSONField(default=list)
    """Changes of which the draft says nothing, for its editor."""

    if TYPE_CHECKING:
        blocks: RelatedManager[Block]
        editions: RelatedManager[Edition]

    class Meta:
        verbose_name = _("記事")
        verbose_name_plural = _("記事")
        ordering: ClassVar = ["-changed_at", "-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["publish_at"],
                condition=models.Q(publish_at__isnull=False),
                name="article_due",
            ),
            models.Index(fields=["-published_at"], name="article_published"),
        ]

    def __str__(self) -> str:
        return self.title


class Block(models.Model):
    """A part of the working copy. ``data`` has the rows of a table or the address of a link;
    ``made``: a comparison wrote it and nobody changed it since."""

    class Kind(models.TextChoices):
        """What it is."""

        HEADING = "heading", _("見出し")
        STATEMENT = "statement", _("文")
        QUOTATION = "quotation", _("引用")
        TABLE = "table", _("比較の表")
        PICTURE = "picture", _("ページの画像")
        LINK = "link", _("リンク")

    article = models.ForeignKey(Article, models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    data = models.JSONField(default=dict)
    about = models.CharField(max_length=KEY_LENGTH, blank=True)
    made = models.BooleanField(default=False)

    if TYPE_CHECKING:
        citations: RelatedManager[Citation]

    class Meta:
        ordering: ClassVar = ["article_id", "position", "id"]
        indexes: ClassVar = [models.Index(fields=["article", "position"], name="block_place")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.position}"


class Citation(models.Model):
    """A place of a document that a block of the working copy cites
    (:class:`shiryokan.quotes.quote.Quote`)."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField(default=0)
    side = models.CharField(max_length=3, blank=True)
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, db_index=True)
    page = models.PositiveIntegerField()
    boxes = models.JSONField()
    words = models.TextField()
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    register = models.CharField(max_length=30, blank=True)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)
    field = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["block_id", "position", "id"]

    def __str__(self) -> str:
        return f"{self.document_id} p.{self.page}"


class Edition(models.Model):
    """An article as it was published: never changed, but for the words of purged documents.

    ``content`` is a list of blocks (:mod:`shiryokan.news.content`). ``amendment`` says what it puts
    right; empty for the first.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    summary = models.TextField(blank=True)
    content = models.JSONField()
    amendment = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        cited: RelatedManager[EditionCitation]

    class Meta:
        ordering: ClassVar = ["article_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class EditionCitation(JudgedRow):
    """That an edition cites a document, and how the place stands, if it speaks of what is in force.

    ``block`` and ``place`` are its numbers in the edition's content. The old side of a change is
    never judged.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="cited")
    block = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, db_index=True)
    register = models.CharField(max_length=30, blank=True)
    judged = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["edition_id", "block", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "block", "place"], name="edition_citation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.block}.{self.place}: {self.state}"

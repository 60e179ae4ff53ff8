"""Checklists with their items; organisations; what was answered, with evidence and actions."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.quotes.judged_rows import JudgedRowWithWords
from shiryokan.records.models import KEY_LENGTH

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

TITLE_LENGTH = 200
NAME_LENGTH = 200
NUMBER_LENGTH = 60
WORDS_LENGTH = 4000
"""Characters of an item: the longest of the ministry's have some 600."""
REMARK_LENGTH = 2000
ADDRESS_LENGTH = 2000
MOST_ROUNDS = 4
"""Times that an item is answered within a year: the ministry asks for two at most."""


class AnswerKind(models.TextChoices):
    """What is said to an item."""

    YES = "yes", _("はい")
    NO = "no", _("いいえ")
    NOT_APPLICABLE = "not_applicable", _("対象外")
    UNCHECKED = "unchecked", _("未確認")


class Checklist(models.Model):
    """A form to be answered (点検表): the version of one year in a ``series``, which is whom it is
    for (医療機関確認用).

    ``document_id`` names the document that it was taken from; empty where it came from a workbook
    or was written by hand. ``rounds`` is how often each item is answered within the year.
    """

    class For(models.TextChoices):
        """Who answers it."""

        FACILITY = "facility", _("施設")
        VENDOR = "vendor", _("事業者")

    title = models.CharField(_("題名"), max_length=TITLE_LENGTH)
    series = models.CharField(_("様式の名前"), max_length=TITLE_LENGTH, db_index=True)
    answered_by = models.CharField(
        _("答える所"), max_length=10, choices=For.choices, default=For.FACILITY
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    rounds = models.PositiveSmallIntegerField(_("1年に答える回数"), default=1)
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, blank=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        items: RelatedManager[CheckItem]
        assessments: RelatedManager[Assessment]
        workbook: ChecklistWorkbook

    class Meta:
        verbose_name = _("点検表")
        verbose_name_plural = _("点検表")
        ordering: ClassVar = ["-year", "series", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "year"], name="checklist_once")
        ]

    def __str__(self) -> str:
        return self.title


class ChecklistWorkbook(models.Model):
    """The workbook that a checklist came from, so that it can be filled in its own place."""

    checklist = models.OneToOneField(Checklist, models.CASCADE, related_name="workbook")
    name = models.CharField(max_length=NAME_LENGTH)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class CheckItem(models.Model):
    """What a checklist asks (点検項目). ``key`` is its number in one way of writing, by which rows
    of workbooks are found; ``references`` are the places of a guideline that it names, as printed.
    """

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=NUMBER_LENGTH)
    number = models.CharField(_("番号"), max_length=NUMBER_LENGTH)
    section = models.CharField(_("区分"), max_length=TITLE_LENGTH, blank=True)
    sub_section = models.CharField(_("小区分"), max_length=TITLE_LENGTH, blank=True)
    words = models.TextField(_("確認する事項"), max_length=WORDS_LENGTH, blank=True)
    references = models.JSONField(default=list)
    who = models.CharField(_("確かめる人"), max_length=NAME_LENGTH, blank=True)
    starred = models.BooleanField(_("必ず見る（★）"), default=False)
    hearing = models.TextField(blank=True)

    if TYPE_CHECKING:
        citations: RelatedManager[Citation]

    class Meta:
        verbose_name = _("点検項目")
        verbose_name_plural = _("点検項目")
        ordering: ClassVar = ["checklist_id", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checklist", "key"], name="check_item_once")
        ]

    def __str__(self) -> str:
        return self.number


class PlaceOfDocument(models.Model):
    """A place of a document with its words, as :class:`shiryokan.quotes.quote.Quote` has it."""

    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, db_index=True, blank=True)
    page = models.PositiveIntegerField(default=0)
    boxes = models.JSONField(default=list)
    words = models.TextField(blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    register = models.CharField(max_length=30, blank=True)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)
    field = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True


class JudgedPlace(PlaceOfDocument, JudgedRowWithWords):
    """A place with how it stands."""

    class Meta:
        abstract = True


class Citation(JudgedPlace):
    """That an item quotes a document: its own words in the form (``own``), or a requirement that it
    names (``reference``, as printed)."""

    item = models.ForeignKey(CheckItem, models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField(default=0)
    own = models.BooleanField(default=False)
    reference = models.CharField(max_length=NAME_LENGTH, blank=True)

    class Meta:
        ordering: ClassVar = ["item_id", "-own", "position", "id"]

    def __str__(self) -> str:
        return f"{self.document_id} p.{self.page}: {self.state}"


class Organisation(models.Model):
    """Who runs facilities and answers for them (組織). Two may have one name: that there is another
    of a name is nobody's business."""

    name = models.CharField(_("名前"), max_length=NAME_LENGTH)
    made_at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        memberships: RelatedManager[Membership]
        facilities: RelatedManager[Facility]
        vendors: RelatedManager[Vendor]
        systems: RelatedManager[System]
        evidence: RelatedManager[Evidence]
        actions: RelatedManager[Action]

    class Meta:
        verbose_name = _("組織")
        verbose_name_plural = _("組織")
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That somebody is in an organisation, and what they may do there."""

    class Role(models.TextChoices):
        """What somebody may do; each may what the one before may."""

        READER = "reader", _("閲覧する")
        ANSWERER = "answerer", _("回答する")
        MANAGER = "manager", _("取りまとめる")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.ANSWERER)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("組織のメンバー")
        verbose_name_plural = _("組織のメンバー")
        ordering: ClassVar = ["organisation_id", "user__username"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Facility(models.Model):
    """A hospital, a clinic, a pharmacy (施設) of an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="facilities")
    name = models.CharField(_("名前"), max_length=NAME_LENGTH)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("施設")
        verbose_name_plural = _("施設")
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="facility_once")
        ]

    def __str__(self) -> str:
        return self.name


class Vendor(models.Model):
    """Who provides or maintains systems of an organisation (事業者)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="vendors")
    name = models.CharField(_("名前"), max_length=NAME_LENGTH)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("事業者")
        verbose_name_plural = _("事業者")
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="vendor_once")
        ]

    def __str__(self) -> str:
        return self.name


class System(models.Model):
    """A system (システム) that stands in a facility, and the vendor that answers for it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="systems")
    name = models.CharField(_("名前"), max_length=NAME_LENGTH)
    facility = models.ForeignKey(Facility, models.SET_NULL, null=True, related_name="systems")
    vendor = models.ForeignKey(Vendor, models.SET_NULL, null=True, related_name="systems")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("システム")
        verbose_name_plural = _("システム")
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="system_once")
        ]

    def __str__(self) -> str:
        return self.name


class Assessment(models.Model):
    """A checklist as one facility or one vendor answers it in a year (自己点検); of a vendor with
    several systems perhaps for one ``system``. ``round`` is the one that is being answered, from 1.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="assessments")
    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="assessments")
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, related_name="assessments")
    vendor = models.ForeignKey(Vendor, models.PROTECT, null=True, related_name="assessments")
    system = models.ForeignKey(System, models.PROTECT, null=True, related_name="assessments")
    year = models.PositiveSmallIntegerField(_("年度"))
    round = models.PositiveSmallIntegerField(default=1)
    due = models.DateField(_("期限"), null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        results: RelatedManager[Result]
        links: RelatedManager[VendorLink]

    class Meta:
        verbose_name = _("自己点検")
        verbose_name_plural = _("自己点検")
        ordering: ClassVar = ["-year", "checklist_id", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(facility__isnull=False, vendor__isnull=True)
                | models.Q(facility__isnull=True, vendor__isnull=False),
                name="assessment_of_one",
            ),
            models.UniqueConstraint(
                fields=["checklist", "year", "facility"],
                condition=models.Q(facility__isnull=False, system__isnull=True),
                name="assessment_facility",
            ),
            models.UniqueConstraint(
                fields=["checklist", "year", "vendor"],
                condition=models.Q(vendor__isnull=False, system__isnull=True),
                name="assessment_vendor",
            ),
            models.UniqueConstraint(
                fields=["checklist", "year", "facility", "system"],
                condition=models.Q(facility__isnull=False, system__isnull=False),
                name="assessment_facility_system",
            ),
            models.UniqueConstraint(
                fields=["checklist", "year", "vendor", "system"],
                condition=models.Q(vendor__isnull=False, system__isnull=False),
                name="assessment_vendor_system",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.year}"

    @property
    def of(self) -> Facility | Vendor:
        """Whose it is."""
        found = self.facility or self.vendor
        assert found is not None
        return found


class Result(models.Model):
    """What is answered to one item (点検結果). ``version`` grows with each change. ``earlier`` are
    the rounds that are over, each ``[answer, day or ""]``. ``vendor`` is set where it was written
    by a vendor's link; then ``by`` is nobody."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="results")
    item = models.ForeignKey(CheckItem, models.PROTECT, related_name="results")
    answer = models.CharField(
        max_length=16, choices=AnswerKind.choices, default=AnswerKind.UNCHECKED, db_index=True
    )
    checked_on = models.DateField(null=True)
    target_on = models.DateField(null=True)
    remark = models.TextField(max_length=REMARK_LENGTH, blank=True)
    earlier = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    vendor = models.ForeignKey(Vendor, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        versions: RelatedManager[ResultVersion]
        evidence: RelatedManager[Evidence]
        actions: RelatedManager[Action]

    class Meta:
        verbose_name = _("点検結果")
        verbose_name_plural = _("点検結果")
        ordering: ClassVar = ["assessment_id", "item__position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "item"], name="result_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["target_on"],
                condition=models.Q(target_on__isnull=False),
                name="result_target",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.answer}"


class ResultVersion(models.Model):
    """What a result said before it was changed."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    answer = models.CharField(max_length=16, choices=AnswerKind.choices)
    checked_on = models.DateField(null=True)
    target_on = models.DateField(null=True)
    remark = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    vendor = models.ForeignKey(Vendor, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["result_id", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["result", "version"], name="result_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.version}"


class VendorLink(models.Model):
    """A link by which a vendor answers one assessment without an account, until the end of the day
    ``until``. Its secret is not kept."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="links")
    hash = models.CharField(max_length=64, unique=True)
    until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("事業者のリンク")
        verbose_name_plural = _("事業者のリンク")
        ordering: ClassVar = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.until}"


class Evidence(JudgedPlace):
    """What shows that an answer is true (証跡): a file, a place of a document, or a link. Only a
    place is judged.

    ``speaks_of`` is the day that it speaks of, which is not that of the upload; ``valid_until`` the
    last on which it may be shown.
    """

    class Kind(models.TextChoices):
        """What it is."""

        FILE = "file", _("ファイル")
        QUOTE = "quote", _("引用箇所")
        LINK = "link", _("リンク")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(_("題名"), max_length=TITLE_LENGTH)
    address = models.CharField(_("アドレス"), max_length=ADDRESS_LENGTH, blank=True)
    speaks_of = models.DateField(_("いつのことか"))
    valid_until = models.DateField(_("有効期限"), null=True)
    results = models.ManyToManyField(Result, blank=True, related_name="evidence")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        file: EvidenceFile

    class Meta:
        verbose_name = _("証跡")
        verbose_name_plural = _("証跡")
        ordering: ClassVar = ["-at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def says_otherwise(self) -> bool:
        """Whether it is a quote that no longer stands as it was quoted."""
        return self.kind == self.Kind.QUOTE and self.state not in ("", "holds")


class EvidenceFile(models.Model):
    """The bytes of a piece of evidence: taken and given back, never opened."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="file")
    name = models.CharField(max_length=NAME_LENGTH)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class Action(models.Model):
    """What is to be done (対応), by whom and by when; perhaps because of a result."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="actions")
    result = models.ForeignKey(Result, models.SET_NULL, null=True, related_name="actions")
    title = models.CharField(_("すること"), max_length=TITLE_LENGTH)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due = models.DateField(_("期限"))
    done_on = models.DateField(_("済んだ日"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("対応")
        verbose_name_plural = _("対応")
        ordering: ClassVar = ["due", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["due"], condition=models.Q(done_on__isnull=True), name="action_open"
            )
        ]

    def __str__(self) -> str:
        return self.title

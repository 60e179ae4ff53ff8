"""Courses with their lessons and exercises, who has to do them, and what was done."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.delivery.attempts import Attempted
from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.quotes.judged_rows import JudgedRowWithWords
from shiryokan.records.models import KEY_LENGTH

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

TITLE_LENGTH = 200
SUMMARY_LENGTH = 1000
REASON_LENGTH = 500
NAME_LENGTH = 200


class Course(models.Model):
    """A course (講座). ``version`` grows with each change of it or of its lessons, so that nobody
    writes over what somebody else wrote.

    ``pass_percent`` of its exercises have to be right in the end; ``valid_months`` is how long its
    certificates are valid, 0 where they are for ever.
    """

    class State(models.TextChoices):
        """Who meets it."""

        DRAFT = "draft", _("下書き")
        OPEN = "open", _("公開")
        CLOSED = "closed", _("終了")

    title = models.CharField(_("題名"), max_length=TITLE_LENGTH)
    summary = models.TextField(_("概要"), max_length=SUMMARY_LENGTH, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    pass_percent = models.PositiveSmallIntegerField(_("合格の割合（%）"), default=80)
    valid_months = models.PositiveSmallIntegerField(_("修了証の有効期間（月）"), default=12)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        lessons: RelatedManager[Lesson]
        exercises: RelatedManager[ExerciseItem]
        assignments: RelatedManager[Assignment]

    class Meta:
        verbose_name = _("講座")
        verbose_name_plural = _("講座")
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class Lesson(models.Model):
    """A lesson of a course (課): its ``content`` is a list of blocks
    (:class:`shiryokan.learning.lesson_text.LessonBlock`)."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("題名"), max_length=TITLE_LENGTH)
    content = models.JSONField(default=list)

    if TYPE_CHECKING:
        exercises: RelatedManager[ExerciseItem]
        citations: RelatedManager[Citation]

    class Meta:
        verbose_name = _("課")
        verbose_name_plural = _("課")
        ordering: ClassVar = ["course_id", "position", "id"]

    def __str__(self) -> str:
        return self.title


class ExerciseItem(models.Model):
    """An exercise (設問) through its versions. ``current`` is the version that an editor passed; it
    is asked while it is there and all its quotes hold."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, models.CASCADE, related_name="exercises")
    lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, related_name="exercises")
    position = models.PositiveIntegerField(default=0)
    current = models.ForeignKey("ExerciseVersion", models.SET_NULL, null=True, related_name="+")
    sort = models.CharField(max_length=20, blank=True)
    """What it was made to ask for (:attr:`shiryokan.registers.base.Register.asks`); empty where a
    person wrote it."""
    about = models.CharField(max_length=KEY_LENGTH, blank=True)

    if TYPE_CHECKING:
        versions: RelatedManager[ExerciseVersion]

    class Meta:
        verbose_name = _("設問")
        verbose_name_plural = _("設問")
        ordering: ClassVar = ["course_id", "position", "id"]

    def __str__(self) -> str:
        return str(self.id)


class ExerciseVersion(models.Model):
    """An exercise as it was written once (:mod:`shiryokan.learning.exercise`): never changed, but
    for the words of purged documents."""

    exercise = models.ForeignKey(ExerciseItem, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    passed_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        citations: RelatedManager[Citation]

    class Meta:
        ordering: ClassVar = ["exercise_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["exercise", "number"], name="exercise_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.exercise_id} {self.number}"


class Citation(JudgedRowWithWords):
    """That a version of an exercise, or a block of a lesson, quotes a document, and how the quote
    stands.

    ``block`` is its number in the lesson's content, ``place`` that of the quote. ``judged`` is not
    set of the old side of a revision: that is history.
    """

    version = models.ForeignKey(
        ExerciseVersion, models.CASCADE, null=True, related_name="citations"
    )
    lesson = models.ForeignKey(Lesson, models.CASCADE, null=True, related_name="citations")
    block = models.PositiveIntegerField(default=0)
    place = models.PositiveIntegerField()
    document_id = models.CharField(max_length=DOCUMENT_ID_LENGTH, db_index=True)
    register = models.CharField(max_length=30, blank=True)
    judged = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["version_id", "lesson_id", "block", "place"]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"


class Revision(models.Model):
    """That something was done about a revised document whose older edition is quoted: ``course`` is
    the short course on what changed; without one, an editor said that none is needed."""

    register = models.CharField(max_length=30)
    old_document = models.CharField(max_length=DOCUMENT_ID_LENGTH)
    new_document = models.CharField(max_length=DOCUMENT_ID_LENGTH)
    course = models.OneToOneField(Course, models.CASCADE, null=True, related_name="revision")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    assigned_at = models.DateTimeField(null=True)
    """When it was last assigned to everybody whose work quotes the old document."""

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register", "old_document", "new_document"], name="revision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_document} {self.new_document}"


class Assignment(models.Model):
    """That somebody has to do a course (受講指定): a group (a department, a job), a person, or with
    neither everybody; by ``due``, and again every so many months, if that is not 0."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="assignments")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    due = models.DateField(_("期限"))
    every_months = models.PositiveSmallIntegerField(_("くり返す間隔（月）"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("受講指定")
        verbose_name_plural = _("受講指定")
        ordering: ClassVar = ["due", "id"]

    def __str__(self) -> str:
        return f"{self.course_id} {self.due}"


class Reminder(Attempted):
    """That somebody is told by mail of a course they have to do (知らせ): once for each due day and
    kind."""

    class Kind(models.TextChoices):
        """What it says."""

        ASSIGNED = "assigned", _("指定された")
        SOON = "soon", _("期限が近い")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    due = models.DateField()

    class Meta(Attempted.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "user", "kind", "due"], name="reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.due}"


class Attempt(models.Model):
    """An answer that somebody gave (解答), bound to the version that was answered. ``token`` is
    that of the form: what is sent twice is one attempt."""

    token = models.UUIDField(primary_key=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.ForeignKey(ExerciseVersion, models.CASCADE, related_name="attempts")
    answer = models.JSONField()
    right = models.BooleanField()
    score = models.FloatField()
    review = models.BooleanField(default=False)
    """Whether it was asked in a review."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("解答")
        verbose_name_plural = _("解答")
        ordering: ClassVar = ["at", "token"]
        indexes: ClassVar = [models.Index(fields=["user", "version", "at"], name="attempt_of")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.version_id}: {self.score}"


class Card(models.Model):
    """When somebody is asked an exercise again (復習). ``fsrs`` is the library's own card."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    exercise = models.ForeignKey(ExerciseItem, models.CASCADE, related_name="cards")
    fsrs = models.JSONField()
    due = models.DateTimeField()

    class Meta:
        verbose_name = _("復習")
        verbose_name_plural = _("復習")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "exercise"], name="card_once")
        ]
        indexes: ClassVar = [models.Index(fields=["user", "due"], name="card_due")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.exercise_id}"


class TrainingRecord(models.Model):
    """That somebody did a course (受講記録), here or in a class held in a room. It keeps names, for
    it is shown to inspectors when the account or the course is no more.

    ``papers`` are the documents that it was about, as they were then: title and SHA-256.
    """

    class How(models.TextChoices):
        """Where it was done."""

        ONLINE = "online", _("この館で")
        CLASS = "class", _("集合研修")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    department = models.CharField(max_length=NAME_LENGTH, blank=True)
    course = models.ForeignKey(Course, models.SET_NULL, null=True, related_name="records")
    title = models.CharField(max_length=TITLE_LENGTH)
    completed_on = models.DateField(db_index=True)
    how = models.CharField(max_length=10, choices=How.choices, default=How.ONLINE)
    percent = models.PositiveSmallIntegerField(null=True)
    """Of the exercises that were right; null of a class."""
    late = models.BooleanField(default=False)
    papers = models.JSONField(default=list)
    note = models.CharField(max_length=REASON_LENGTH, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    """Who entered it; null where the house did."""
    at = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:
        certificate: Certificate

    class Meta:
        verbose_name = _("受講記録")
        verbose_name_plural = _("受講記録")
        ordering: ClassVar = ["-completed_on", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["course", "user", "completed_on"], name="training_record_of")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.title}"


class Certificate(models.Model):
    """A certificate (修了証) of a training record. It is never changed but by revoking it; a
    renewal is a new one. Whoever has its ``code`` may see what it says."""

    record = models.OneToOneField(TrainingRecord, models.CASCADE, related_name="certificate")
    number = models.CharField(max_length=20, unique=True)
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issued_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=REASON_LENGTH, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("修了証")
        verbose_name_plural = _("修了証")
        ordering: ClassVar = ["-issued_at", "-id"]

    def __str__(self) -> str:
        return self.number


class Statement(Attempted):
    """That an answer or a completed course is to be sent to the record store. It names it and holds
    no words of it; it goes when it was taken, and with what it names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.OneToOneField(Attempt, models.CASCADE, null=True, related_name="statement")
    record = models.OneToOneField(
        TrainingRecord, models.CASCADE, null=True, related_name="statement"
    )

    def __str__(self) -> str:
        return f"{self.attempt_id or self.record_id}"

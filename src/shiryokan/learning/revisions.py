"""Short courses on what a revision changed, for everybody whose work quotes the older edition.

Whose that is the rooms that hold quotes say (:mod:`shiryokan.quotes.holders`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from shiryokan.access.readers import members_who_see, reading_everything
from shiryokan.audit.record import record
from shiryokan.documents.models import Document
from shiryokan.learning import audit_kinds, courses, models
from shiryokan.learning.errors import LearningError
from shiryokan.learning.from_records import are_editions, made_from, made_from_letters
from shiryokan.learning.lesson_text import LessonBlock
from shiryokan.learning.making import Made
from shiryokan.learning.making_revisions import SORT
from shiryokan.learning.signals import assigned
from shiryokan.quotes.holders import (
    altered_quotes,
    people_quoting,
    quoted_documents,
    quoted_keys,
)
from shiryokan.quotes.library import later_editions
from shiryokan.records.models import Extraction
from shiryokan.registers.catalogue import REGISTERS

QUESTIONS = 3
"""Exercises of a short course: some five minutes, between two other things."""
DAYS = 14
"""Until it is due, unless its trainer says otherwise."""


class Offer(msgspec.Struct, frozen=True):
    """A document that is quoted, the newest edition that followed it, and what was done about it;
    ``row`` is None where nothing was."""

    old: Extraction
    new: Extraction
    row: models.Revision | None
    by_letter: bool = False
    """Whether ``new`` is no edition but corrected or withdrew what is quoted."""


def offers() -> list[Offer]:
    """The revisions of quoted documents, both sides of which whoever reads may see, the newest
    first. Those for which an editor said that no course is needed, or whose course is closed, are
    not among them."""
    found = Extraction.objects.filter(
        document__in=quoted_documents(), state=Extraction.State.FOUND, series__isnull=False
    )
    # a series of one document has no editions
    others = Extraction.objects.filter(state=Extraction.State.FOUND).order_by()
    of_series: dict[tuple[int | None, str], int] = {}
    for key in others.exclude(series=None).values_list("series_id", "register"):
        of_series[key] = of_series.get(key, 0) + 1
    rows = {
        (row.register, row.old_document, row.new_document): row
        for row in models.Revision.objects.select_related("course")
    }
    made = []
    for old in found.select_related("document"):
        if of_series.get((old.series_id, old.register), 0) < 2 or old.register not in REGISTERS:
            continue
        later = later_editions(old)
        if not later:
            continue
        made.append(Offer(old, later[-1], None))
    known = {(each.old.document_id, each.new.document_id) for each in made}
    made += [
        each for each in _by_letters() if (each.old.document_id, each.new.document_id) not in known
    ]
    made = [msgspec.structs.replace(each, row=rows.get(_names(each))) for each in made]
    made = [each for each in made if each.row is None or _is_to_do(each.row)]
    return sorted(made, key=lambda each: each.new.document.added_at, reverse=True)


def _by_letters() -> list[Offer]:
    """What later papers corrected or withdrew."""
    with reading_everything():
        pairs = list(altered_quotes())
    documents = {document for pair in pairs for document in pair}
    found = Extraction.objects.filter(document__in=documents, state=Extraction.State.FOUND)
    # of a document with several registers the first stands for it
    of_document = {
        each.document_id: each for each in found.order_by("-register").select_related("document")
    }
    return [
        Offer(of_document[old], of_document[later], None, by_letter=True)
        for old, later in pairs
        if old in of_document and later in of_document
    ]


def _names(offer: Offer) -> tuple[str, str, str]:
    return offer.new.register, offer.old.document_id, offer.new.document_id


def _is_to_do(row: models.Revision) -> bool:
    return row.course is not None and row.course.state != models.Course.State.CLOSED


def offer_of(old: Extraction, new: Extraction) -> Offer:
    """The offer of two editions of a register, quoted or not. Raises :class:`LearningError` where
    one does not take the place of the other."""
    with reading_everything():
        by_letter = (old.document_id, new.document_id) in altered_quotes()
    of_one = old.register == new.register and old.pk != new.pk and are_editions(old, new)
    if not of_one and not by_letter:
        raise LearningError("learning_records")
    offer = Offer(old, new, None, by_letter=not of_one or (by_letter and old.series_id is None))
    return msgspec.structs.replace(offer, row=_row(offer))


def make_course(user: User, offer: Offer) -> models.Course:
    """A draft with up to :data:`QUESTIONS` exercises on what the revision changed, which an editor
    has to pass, and a lesson that tells it. What is quoted is asked first. Where nothing sure can
    be asked the draft is empty, for its editor to write."""
    made = _made(offer)
    with reading_everything():
        keys = quoted_keys([offer.old.document_id])
    try:
        with transaction.atomic():
            if _row(offer) is not None:
                raise LearningError("learning_stale")
            return _write(user, offer, _chosen(made, keys))
    except IntegrityError as error:
        # two made it at once, and the other was the first
        raise LearningError("learning_stale") from error


def _write(user: User, offer: Offer, chosen: Sequence[Made]) -> models.Course:
    course = courses.new_course(user, _title(offer.old, offer.new))
    if chosen:
        blocks = [
            LessonBlock("statement", each.exercise.explanation, each.exercise.quotes[:1])
            for each in chosen
        ]
        lesson = courses.put_lesson(course, course.version, 0, _LESSON, blocks)
        courses.put_made(course, course.version, user, chosen, lesson)
    register, old, new = _names(offer)
    models.Revision.objects.create(
        register=register, old_document=old, new_document=new, course=course, by=user
    )
    return course


def _made(offer: Offer) -> list[Made]:
    old, new = offer.old, offer.new
    if not offer.by_letter:
        return made_from(new, old, sort=SORT)
    with reading_everything():
        quotes = altered_quotes().get((old.document_id, new.document_id), [])
    return made_from_letters(old.document, new.document, quotes)


def set_aside(user: User, offer: Offer) -> None:
    """Say that a revision needs no course."""
    if _row(offer) is None:
        models.Revision.objects.create(
            register=offer.new.register, old_document=offer.old.document_id,
            new_document=offer.new.document_id, by=user,
        )  # fmt: skip


def _row(offer: Offer) -> models.Revision | None:
    return models.Revision.objects.filter(
        register=offer.new.register, old_document=offer.old.document_id,
        new_document=offer.new.document_id,
    ).first()  # fmt: skip


_LESSON = "改定で変わったこと"


def _title(old: Extraction, new: Extraction) -> str:
    """Of the register and the years alone: titles of documents are not for everybody who may see a
    course's."""
    title = str(REGISTERS[old.register].title)
    years = [f"{each.year}年" for each in (old, new) if each.year]
    between = f"（{'から'.join(years)}）" if len(years) == 2 else ""
    return f"{title}の{_LESSON}{between}"[: models.TITLE_LENGTH]


def _chosen(made: Sequence[Made], keys: set[str]) -> list[Made]:
    """What quoted records are asked of comes first; the rest is spread over the document."""
    asked = [each for each in made if any(q.key in keys for q in each.exercise.quotes if q.key)]
    first = _spread(asked, QUESTIONS)
    rest = [each for each in made if each not in first]
    chosen = [*first, *_spread(rest, QUESTIONS - len(first))]
    return [each for each in made if each in chosen]


def _spread(made: Sequence[Made], count: int) -> list[Made]:
    if len(made) <= count:
        return list(made)
    return [made[at * len(made) // count] for at in range(count)]


def people_of(old: str, new: str) -> QuerySet[User]:
    """Everybody whose work quotes a document and who may see the one that took its place."""
    with reading_everything():
        found = people_quoting([old])
        document = Document.objects.filter(pk=new).first()
    if document is None:
        return User.objects.none()
    people = User.objects.filter(pk__in=found, is_active=True).order_by("username")
    return members_who_see(document.collection_id, people)


@transaction.atomic
def assign_to_all(
    revision: models.Revision, by: User, due: datetime.date
) -> list[models.Assignment]:
    """Assign the course of a revision to everybody whose work quotes the older document, and who
    has neither done it nor to do it. Raises :class:`LearningError` where it is not open, so that
    nobody is sent to a course whose exercises nobody passed."""
    course = revision.course
    if course is None or course.state != models.Course.State.OPEN:
        raise LearningError("learning_not_open")
    done = models.TrainingRecord.objects.filter(course=course).values_list("user_id", flat=True)
    told = course.assignments.filter(ended_at=None).values_list("user_id", flat=True)
    people = people_of(revision.old_document, revision.new_document)
    made = [
        models.Assignment.objects.create(course=course, user=user, due=due, by=by)
        for user in people
        if user.pk not in {*done, *told}
    ]
    revision.assigned_at = timezone.now()
    revision.save(update_fields=["assigned_at"])
    record(
        audit_kinds.ASSIGNED, f"course:{course.pk}", course.title,
        to=f"quoting:{revision.old_document}", people=len(made), due=due.isoformat(),
    )  # fmt: skip
    for each in made:
        assigned.send(None, assignment=each)
    return made

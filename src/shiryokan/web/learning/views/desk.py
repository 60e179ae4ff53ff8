"""The desk: courses as they are written, and exercises that wait or no longer hold."""

from __future__ import annotations

import datetime
import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import editors
from shiryokan.documents.models import Document
from shiryokan.i18n.explanations import explain
from shiryokan.learning import courses, models, revisions
from shiryokan.learning.asking import stopped
from shiryokan.learning.content import blocks_from, exercise_from, place_of
from shiryokan.learning.errors import LearningError, Stale
from shiryokan.learning.exercise import kind_of
from shiryokan.learning.from_records import asking_registers
from shiryokan.learning.lesson_text import written
from shiryokan.quotes.standing import CAUSE_TITLES, STATE_TITLES
from shiryokan.records.models import Extraction
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.web.learning.forms import lesson_of, version_of
from shiryokan.web.learning.places import addresses_of, shown
from shiryokan.web.learning.views.learning import viewed
from shiryokan.web.numbers import whole_number
from shiryokan.web.registers.editions import found_editions, named
from shiryokan.web.viewer.crops import address_of

PER_PAGE = 50
"""Exercises of one page of the editor."""
_MOST_STOPPED = 200
_MOST_OFFERED = 12
"""Revisions that are shown at once: what comes after stands there when these are seen to."""


def course_or_404(course_id: int) -> models.Course:
    """A course, whoever writes it."""
    return get_object_or_404(models.Course, pk=course_id)


def told(error: LearningError) -> str:
    """What is wrong and what to do."""
    return explain(error.code, error.details, gettext).whole


@editors
def board(request: HttpRequest) -> HttpResponse:
    """All courses, exercises that no longer hold with the words that changed, and those that wait
    to be passed."""
    rows = models.Course.objects.annotate(number=Count("exercises", distinct=True))
    context = {
        "courses": list(rows),
        "stopped": list(_stopped()),
        "waiting": waiting_counts(),
        "revisions": [_offered(each) for each in revisions.offers()[:_MOST_OFFERED]],
        "in_days": timezone.localdate() + datetime.timedelta(days=revisions.DAYS),
    }
    return render(request, "learning/board.html", context)


def _offered(offer: revisions.Offer) -> dict[str, object]:
    """A revision as its editor meets it: what may be done next."""
    course = offer.row.course if offer.row else None
    return {
        "offer": offer,
        "register": gettext(str(REGISTERS[offer.new.register].title)),
        "course": course,
        "open": course is not None and course.state == models.Course.State.OPEN,
        "people": revisions.people_of(offer.old.document_id, offer.new.document_id).count(),
        "assigned": course.assignments.filter(ended_at=None).count() if course else 0,
    }


def waiting_counts() -> list[tuple[models.Course, int]]:
    """Courses with exercises whose newest version nobody has passed."""
    waiting = models.ExerciseVersion.objects.filter(passed_at=None)
    found = models.Course.objects.filter(exercises__versions__in=waiting)
    return [
        (each, each.number)
        for each in found.annotate(number=Count("exercises", distinct=True))
        if each.number
    ]


def _stopped() -> list[dict[str, object]]:
    """Exercises that are asked no more, with what their quotes were and what is there now."""
    found = []
    for item in stopped().select_related("course", "current")[:_MOST_STOPPED]:
        assert item.current is not None
        exercise = exercise_from(item.current)
        for row in item.current.citations.select_related("version").exclude(
            state__in=("", "holds")
        ):
            if not row.judged:
                continue
            place = place_of(row)
            sees = Document.objects.filter(pk=row.document_id).exists()
            cause = Document.objects.filter(pk=row.cause_document).first()
            found.append(
                {
                    "item": item,
                    "prompt": exercise.prompt if sees else "",
                    "state": gettext(STATE_TITLES.get(row.state, "")),  # type: ignore[call-overload]
                    "why": gettext(CAUSE_TITLES.get(row.cause_kind, "")),  # type: ignore[call-overload]
                    "old": place.words if place is not None and sees else "",
                    "new": row.cause_words if cause is not None else "",
                    "cause": address_of(cause.pk, row.cause_page, row.cause_boxes)
                    if cause is not None and row.cause_page
                    else "",
                    "since": row.since,
                }
            )
    return found


@editors
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """An empty course."""
    try:
        made = courses.new_course(cast("User", request.user), request.POST.get("title", ""))
    except LearningError as error:
        messages.error(request, told(error))
        return redirect("learning:desk")
    return redirect("learning:edit", made.pk)


@editors
def edit(request: HttpRequest, course_id: int) -> HttpResponse:
    """A course with its lessons and exercises, and all that can be done with it."""
    return _editor(request, course_or_404(course_id))


def _editor(
    request: HttpRequest, course: models.Course, typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows = course.exercises.select_related("current", "lesson").prefetch_related("versions")
    if request.GET.get("waiting"):
        waiting = models.ExerciseVersion.objects.filter(passed_at=None).values("exercise")
        rows = rows.filter(pk__in=waiting)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    held = set(stopped().filter(course=course).values_list("pk", flat=True))
    fields = typed or {
        "title": course.title,
        "summary": course.summary,
        "pass_percent": str(course.pass_percent),
        "valid_months": str(course.valid_months),
    }
    context = {
        "course": course,
        "fields": fields,
        "typed": typed,
        "lessons": list(course.lessons.annotate(number=Count("exercises"))),
        "page": page,
        "exercises": [_row(item, held) for item in page.object_list],
        "choices": _choices(),
        "sorts": [
            (sort, gettext(title))
            for name in asking_registers()
            for sort, title in REGISTERS[name].asks.items()
        ],
        "only_waiting": bool(request.GET.get("waiting")),
        "any_waiting": models.ExerciseVersion.objects.filter(
            exercise__course=course, passed_at=None
        ).exists(),
    }
    return render(request, "learning/edit.html", context, status=status)


def _row(item: models.ExerciseItem, held: set[uuid.UUID]) -> dict[str, object]:
    version = max(item.versions.all(), key=lambda each: each.number)
    exercise = exercise_from(version)
    places = shown(exercise.quotes, crops=version.passed_at is None)
    return {
        "item": item,
        "version": version,
        "exercise": exercise if places is not None else None,
        "kind": kind_of(exercise),
        "places": places,
        "stopped": item.pk in held,
        "passed": item.current_id == version.pk,
    }


def _choices() -> list[tuple[str, list[tuple[Extraction, str]]]]:
    """The documents out of which exercises can be made, by register."""
    return [
        (gettext(str(REGISTERS[name].title)), named(found))
        for name in asking_registers()
        if (found := found_editions(name))
    ]


@editors
def preview(request: HttpRequest, course_id: int) -> HttpResponse:
    """A course as it would be read."""
    course = course_or_404(course_id)
    lessons = [(each, viewed(each)) for each in course.lessons.all()]
    return render(request, "learning/preview.html", {"course": course, "lessons": lessons})


@editors
@require_POST
def describe(request: HttpRequest, course_id: int) -> HttpResponse:
    """Change title, summary, and what it takes to be done."""
    course = course_or_404(course_id)
    names = ("title", "summary", "pass_percent", "valid_months")
    typed = {name: request.POST.get(name, "") for name in names}
    try:
        courses.describe(
            course, version_of(request), title=typed["title"], summary=typed["summary"],
            pass_percent=_number(typed["pass_percent"]),
            valid_months=_number(typed["valid_months"]),
        )  # fmt: skip
    except LearningError as error:
        messages.error(request, told(error))
        # what was typed stays in the form, beside what is there now
        status = 409 if isinstance(error, Stale) else 422
        return _editor(request, course_or_404(course_id), typed, status)
    messages.success(request, gettext("書き込みました。"))
    return redirect("learning:edit", course.pk)


def _number(text: str) -> int:
    found = whole_number(text.strip())
    if found is None:
        raise LearningError("learning_number")
    return found


@editors
@require_POST
def step(request: HttpRequest, course_id: int) -> HttpResponse:
    """Open a course, or close it."""
    course = course_or_404(course_id)
    act = courses.open_course if request.POST.get("step") == "open" else courses.close_course
    try:
        act(course, version_of(request))
    except LearningError as error:
        messages.error(request, told(error))
    return redirect("learning:edit", course.pk)


@editors
def new_lesson(request: HttpRequest, course_id: int) -> HttpResponse:
    """A lesson to be written, and writing it."""
    return _lesson(request, course_or_404(course_id), None)


@editors
def edit_lesson(request: HttpRequest, course_id: int, lesson_id: int) -> HttpResponse:
    """A lesson to be changed, and changing it."""
    course = course_or_404(course_id)
    return _lesson(request, course, get_object_or_404(course.lessons, pk=lesson_id))


def _lesson(
    request: HttpRequest, course: models.Course, lesson: models.Lesson | None
) -> HttpResponse:
    blocks = blocks_from(lesson) if lesson is not None else []
    known = [quote for block in blocks for quote in block.quotes]
    title = lesson.title if lesson is not None else ""
    text = written((block, addresses_of(block.quotes)) for block in blocks)
    status = 200
    sees = shown(known, crops=False) is not None
    if request.method == "POST" and sees:
        title, text = request.POST.get("title", ""), request.POST.get("text", "")
        try:
            made = courses.put_lesson(
                course, version_of(request), lesson.pk if lesson else 0, title,
                lesson_of(text, known),
            )  # fmt: skip
        except LearningError as error:
            messages.error(request, told(error))
            status = 409 if isinstance(error, Stale) else 422
            course = course_or_404(course.pk)
        else:
            messages.success(request, gettext("書き込みました。"))
            return redirect("learning:edit_lesson", course.pk, made.pk)
    context = {
        "course": course,
        "lesson": lesson,
        "title": title,
        "text": text if sees else "",
        "sees": sees,
        "blocks": viewed(lesson) if lesson is not None else [],
    }
    return render(request, "learning/edit_lesson.html", context, status=status)


@editors
@require_POST
def lesson_step(request: HttpRequest, course_id: int, lesson_id: int) -> HttpResponse:
    """Move a lesson, or take it out."""
    course = course_or_404(course_id)
    try:
        if request.POST.get("step") == "delete":
            courses.delete_lesson(course, version_of(request), lesson_id)
        else:
            up = request.POST.get("step") == "up"
            courses.move(course, version_of(request), lesson_id, up=up)
    except LearningError as error:
        messages.error(request, told(error))
    return redirect("learning:edit", course.pk)

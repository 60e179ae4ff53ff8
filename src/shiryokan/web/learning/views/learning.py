"""What somebody who learns meets: their courses, lessons, exercises, today's review."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import may_edit, members
from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.i18n.explanations import explain
from shiryokan.learning import completing, models
from shiryokan.learning.answering import answer_exercise, form_token, is_own
from shiryokan.learning.answering import answer_of as kept_answer
from shiryokan.learning.asking import asked, due_cards, last_attempts
from shiryokan.learning.assigning import of_person
from shiryokan.learning.certifying import validity
from shiryokan.learning.completing import Progress, progress
from shiryokan.learning.content import blocks_from, exercise_from
from shiryokan.learning.errors import LearningError
from shiryokan.learning.exercise import (
    TRUE,
    NotGradable,
    Number,
    Order,
    PointAt,
    PublicExercise,
    TrueOrFalse,
    grade,
    public,
    right_answer,
    text_id,
)
from shiryokan.news.texts import as_html
from shiryokan.parcels.taking import came_from
from shiryokan.quotes.squeezing import squeezed
from shiryokan.web.learning.forms import answer_of, uuid_of
from shiryokan.web.learning.places import PlaceView, shown
from shiryokan.web.viewer.crops import crop_of

_MOST_LINES = 300
"""Lines of a page that may be chosen instead of pointing at them."""


class CourseView(NamedTuple):
    """A course with how far somebody is in it."""

    course: models.Course
    progress: Progress

    @property
    def days_left(self) -> int:
        """Until it is due; below 0 where it is late."""
        duty = self.progress.duty
        return (duty.due - timezone.localdate()).days if duty else 0


class BlockView(NamedTuple):
    """A block of a lesson; without words where a document of its quotes may not be seen."""

    kind: str
    text: str
    html: SafeString
    places: list[PlaceView] | None
    stale: bool


def _open_or_404(request: HttpRequest, course_id: int) -> models.Course:
    """A course that is open, or any for who writes it."""
    found = models.Course.objects.all()
    if not may_edit(request.user):
        found = found.filter(state=models.Course.State.OPEN)
    return get_object_or_404(found, pk=course_id)


@members
def index(request: HttpRequest) -> HttpResponse:
    """What a person has to do, what they may do, and what they have done."""
    user = cast("User", request.user)
    mine = list(dict.fromkeys(each.course for each in of_person(user)))
    open_ = models.Course.objects.filter(state=models.Course.State.OPEN)
    others = list(open_.exclude(pk__in=[each.pk for each in mine]))
    far = completing.progresses(user, [*mine, *others])
    views = [CourseView(each, far[each.pk]) for each in mine]
    order = {"overdue": 0, "open": 1, "done": 2}
    views.sort(
        key=lambda view: (
            order[view.progress.duty.state] if view.progress.duty else 2,
            view.progress.duty.due if view.progress.duty else datetime.date.max,
        )
    )
    records = models.TrainingRecord.objects.filter(user=user).select_related("certificate")
    context = {
        "due": [view for view in views if not _is_done(view)],
        "done": [view for view in views if _is_done(view)],
        "others": [CourseView(each, far[each.pk]) for each in others],
        "records": [(row, _validity(row)) for row in records[:50]],
        "reviews": due_cards(user).count(),
        "may_edit": may_edit(user),
    }
    return render(request, "learning/index.html", context)


def _is_done(view: CourseView) -> bool:
    return view.progress.duty is not None and view.progress.duty.state == "done"


def _validity(row: models.TrainingRecord) -> str:
    certificate = getattr(row, "certificate", None)
    return validity(certificate) if certificate is not None else ""


@members
def course(request: HttpRequest, course_id: int) -> HttpResponse:
    """A course: its lessons, its exercises and how they stand, and what comes next."""
    user = cast("User", request.user)
    found = _open_or_404(request, course_id)
    exercises = list(asked().filter(course=found).order_by("position"))
    last = last_attempts(user, exercises)
    rows = [(each, last.get(cast("int", each.current_id))) for each in exercises]
    record = (
        models.TrainingRecord.objects.filter(user=user, course=found)
        .select_related("certificate")
        .first()
    )
    context = {
        "course": found,
        "lessons": list(found.lessons.all()),
        "exercises": rows,
        "view": CourseView(found, progress(user, found)),
        "next": _next(user, found, after=None),
        "record": record,
        "may_edit": may_edit(user),
        "parcel": came_from("course", str(found.pk)),
    }
    return render(request, "learning/course.html", context)


@members
@require_POST
def read(request: HttpRequest, course_id: int) -> HttpResponse:
    """Say that one has read a course that asks nothing."""
    found = _open_or_404(request, course_id)
    record = completing.complete_by_reading(cast("User", request.user), found)
    if record is not None:
        messages.success(request, gettext("修了しました。"))
    return redirect("learning:course", found.pk)


@members
def lesson(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """A lesson to be read, with its quotes."""
    row = get_object_or_404(models.Lesson.objects.select_related("course"), pk=lesson_id)
    found = _open_or_404(request, row.course_id)
    lessons = list(found.lessons.all())
    at = next(n for n, each in enumerate(lessons) if each.pk == row.pk)
    user = cast("User", request.user)
    context = {
        "course": found,
        "lesson": row,
        "blocks": viewed(row),
        "before": lessons[at - 1] if at else None,
        "after": lessons[at + 1] if at + 1 < len(lessons) else None,
        "next": _next(user, found, after=None, lesson=row) or _next(user, found, after=None),
    }
    return render(request, "learning/lesson.html", context)


def viewed(row: models.Lesson) -> list[BlockView]:
    """The blocks of a lesson as they are shown."""
    stale = set(row.citations.exclude(state__in=("", "holds")).values_list("block", flat=True))
    made = []
    for number, block in enumerate(blocks_from(row)):
        places = shown(block.quotes, crops=block.kind == "quotation")
        seen = places is not None
        # nh3 cleaned it
        html = mark_safe(as_html(block.text)) if seen else mark_safe("")  # noqa: S308
        text = block.text if seen else ""
        made.append(BlockView(block.kind, text, html, places, number in stale))
    return made


def _next(
    user: User,
    course: models.Course,
    after: models.ExerciseItem | None,
    lesson: models.Lesson | None = None,
) -> models.ExerciseItem | None:
    """The exercise to be done next: the first behind ``after`` that is not right yet, or the first
    of all."""
    exercises = asked().filter(course=course).order_by("position")
    if lesson is not None:
        exercises = exercises.filter(lesson=lesson)
    rows = list(exercises)
    last = last_attempts(user, rows)
    since = completing.progress(user, course).duty
    begun = since.since if since is not None else None

    def is_open(each: models.ExerciseItem) -> bool:
        attempt = last.get(cast("int", each.current_id))
        if attempt is None or not attempt.right:
            return True
        return begun is not None and timezone.localdate(attempt.at) <= begun

    todo = [each for each in rows if is_open(each) and each != after]
    behind = [each for each in todo if after is not None and each.position > after.position]
    return next(iter(behind or todo), None)


@members
def exercise(request: HttpRequest, exercise_id: uuid.UUID) -> HttpResponse:
    """An exercise to be answered, and taking the answer."""
    user = cast("User", request.user)
    if request.method == "POST":
        return _answered(request, user, exercise_id)
    item = get_object_or_404(asked().select_related("course", "current"), pk=exercise_id)
    _open_or_404(request, item.course_id)
    return _asked(request, item, item.current, review="review" in request.GET)


def _asked(
    request: HttpRequest,
    item: models.ExerciseItem,
    version: models.ExerciseVersion | None,
    *,
    review: bool,
    error: str = "",
) -> HttpResponse:
    if version is None:
        raise Http404
    # a token a form, whose words decide the order of the choices too
    token = uuid_of(request.POST.get("token", "")) or form_token(cast("User", request.user))
    sent = public(exercise_from(version), str(token))
    context = {
        "item": item,
        "course": item.course,
        "exercise": sent,
        "version": version.number,
        "token": token,
        "review": review,
        "error": error,
        "page": _page(sent),
        "numbers": range(1, len(sent.choices) + 1),
    }
    return render(request, "learning/exercise.html", context, status=422 if error else 200)


class PointView(NamedTuple):
    """A page to point at: as wide as it has points, and its lines for who cannot point."""

    document_id: str
    page: int
    width: int
    height: int
    lines: list[tuple[str, str]]


def _page(sent: PublicExercise) -> PointView | None:
    document = Document.objects.filter(sha256=sent.sha256).first() if sent.sha256 else None
    if document is None:
        return None
    row = Page.objects.filter(document=document, number=sent.page).first()
    if row is None or not row.width or not row.height:
        return None
    lines: list[tuple[str, str]] = []
    for _, _, line in page_from_row(row).lines():
        box = line.bbox
        middle = f"{(box.x0 + box.x1) / 2:.1f},{(box.y0 + box.y1) / 2:.1f}"
        if line.text.strip() and len(lines) < _MOST_LINES:
            lines.append((middle, line.text.strip()))
    return PointView(document.pk, sent.page, round(row.width), round(row.height), lines)


def _answered(request: HttpRequest, user: User, exercise_id: uuid.UUID) -> HttpResponse:
    """An answer is taken to the version that its form showed, though it be late: an exercise that
    was stopped or rewritten meanwhile."""
    number = request.POST.get("number", "")
    token = uuid_of(request.POST.get("token", ""))
    version = (
        models.ExerciseVersion.objects.select_related("exercise__course")
        .filter(exercise=exercise_id, number=int(number) if number.isdecimal() else 0)
        .exclude(passed_at=None)
        .first()
    )
    if (
        version is None
        or token is None
        or shown(exercise_from(version).quotes, crops=False) is None
    ):
        raise Http404
    item, review = version.exercise, "review" in request.POST
    _open_or_404(request, item.course_id)
    try:
        if not is_own(user, token):
            raise LearningError("learning_token")
        given = answer_of(request, exercise_from(version))
        attempt = answer_exercise(user, token, version, given, review=review)
    except NotGradable as error:
        why = explain(f"answer_{error.code}", {}, gettext).whole
        return _asked(request, item, version, review=review, error=why)
    except LearningError as error:
        messages.error(request, explain(error.code, error.details, gettext).whole)
        return redirect("learning:exercise", item.pk)
    if item.current_id == version.pk:
        record = completing.complete_if_done(user, item.course)
        if record is not None:
            messages.success(request, gettext("講座を修了しました。修了証ができました。"))
    else:
        messages.warning(
            request,
            gettext("この設問は、開いている間に改められました。解答は残し、修了には数えません。"),
        )
    return redirect("learning:attempt", attempt.pk)


@members
def attempt(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    """What an answer was worth, the right one, and the place on the page that says so."""
    user = cast("User", request.user)
    found = get_object_or_404(
        models.Attempt.objects.select_related("version__exercise__course"),
        pk=attempt_id, user=user,
    )  # fmt: skip
    item, made = found.version.exercise, exercise_from(found.version)
    places = shown(made.quotes)
    if places is None or not made.prompt:
        raise Http404
    given = kept_answer(found)
    following = (
        due_cards(user).exclude(pk=item.pk).first()
        if found.review
        else _next(user, item.course, after=item)
    )
    context = {
        "attempt": found,
        "course": item.course,
        "exercise": made,
        "given": _in_words(made, given.chosen, given.typed),
        "right": [_truth(text) for text in right_answer(made)]
        if isinstance(made, TrueOrFalse)
        else right_answer(made),
        "unit": made.unit if isinstance(made, Number) else "",
        "is_order": isinstance(made, Order),
        "feedback": grade(made, given).feedback,
        "places": places,
        "next": following,
        "next_address": _address(following, review=found.review),
        "view": CourseView(item.course, progress(user, item.course)),
        "spot": _spot(made, places),
    }
    return render(request, "learning/attempt.html", context)


def _spot(made: Any, places: list[PlaceView]) -> object:
    if not isinstance(made, PointAt):
        return None
    document = Document.objects.filter(sha256=made.sha256).first()
    return crop_of(document.pk, made.page, made.boxes) if document else None


def _address(item: models.ExerciseItem | None, *, review: bool) -> str:
    if item is None:
        return ""
    address = reverse("learning:exercise", args=[item.pk])
    return f"{address}?review=1" if review else address


def _truth(said: str) -> str:
    return gettext("正しい") if said == TRUE else gettext("誤り")


def _in_words(made: Any, chosen: tuple[str, ...], typed: str) -> list[str]:
    """What was answered, in words."""
    if isinstance(made, TrueOrFalse):
        return [_truth(each) for each in chosen]
    if isinstance(made, Order):
        texts = {text_id(item): item for item in made.items}
    else:
        texts = {choice.id: choice.text for choice in getattr(made, "choices", ())}
    return [texts[each] for each in chosen if each in texts] or (
        [squeezed(typed).removesuffix(squeezed(getattr(made, "unit", "")))] if typed else []
    )


@members
def review(request: HttpRequest) -> HttpResponse:
    """Today's review: the first exercise that is due, or that there is none."""
    user = cast("User", request.user)
    item = due_cards(user).first()
    if item is not None:
        return redirect(_address(item, review=True))
    coming = models.Card.objects.filter(user=user, due__gt=timezone.now()).order_by("due").first()
    return render(request, "learning/review.html", {"coming": coming})

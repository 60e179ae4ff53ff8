"""Exercises at the desk: made from a document, written by hand, passed, stopped."""

from __future__ import annotations

import uuid
from typing import Any, cast, get_args

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy_when_posted
from shiryokan.access.rules import editors
from shiryokan.learning import courses, from_records, models
from shiryokan.learning.content import exercise_from
from shiryokan.learning.errors import LearningError, Stale
from shiryokan.learning.exercise import (
    Exercise,
    Kind,
    Number,
    OneChoice,
    Order,
    SeveralChoices,
    TrueOrFalse,
    kind_of,
)
from shiryokan.records.models import Extraction
from shiryokan.web.learning.forms import FEEDBACK, exercise_of, version_of
from shiryokan.web.learning.places import addresses_of, shown
from shiryokan.web.learning.views.desk import course_or_404, told
from shiryokan.web.numbers import whole_number

KINDS: tuple[Kind, ...] = get_args(Kind)
_USUAL = 10
"""Exercises that are made where nobody says how many."""


@editors
@heavy_when_posted
@require_POST
def make(request: HttpRequest, course_id: int) -> HttpResponse:
    """Make exercises from the records of a document, and put some of them into the course."""
    course = course_or_404(course_id)
    post = request.POST
    new, old = (_extraction(post.get(name, "")) for name in ("new", "old"))
    sort = post.get("sort", "")
    try:
        if new is None:
            raise LearningError("learning_records")
        made = from_records.made_from(new, old, sort, post.get("words", "").strip())
        if not made:
            raise LearningError("learning_records")
        some = from_records.drawn(made, whole_number(post.get("count", "")) or _USUAL)
        lesson = course.lessons.filter(pk=whole_number(post.get("lesson", "")) or 0).first()
        user = cast("User", request.user)
        count = courses.put_made(course, version_of(request), user, some, lesson)
    except LearningError as error:
        messages.error(request, told(error))
        return redirect("learning:edit", course.pk)
    words = ngettext(
        "%(all)s問のうち%(count)s問を入れました。ページと見比べて、一問ずつ通してください。",
        "%(all)s問のうち%(count)s問を入れました。ページと見比べて、一問ずつ通してください。",
        count,
    )
    messages.success(request, words % {"count": count, "all": len(made)})
    return redirect("learning:edit", course.pk)


def _extraction(text: str) -> Extraction | None:
    found = Extraction.objects.filter(
        pk=whole_number(text) or 0, state=Extraction.State.FOUND,
        register__in=from_records.asking_registers(),
    )  # fmt: skip
    return found.select_related("document").first()


@editors
def new(request: HttpRequest, course_id: int) -> HttpResponse:
    """An exercise to be written, and writing it."""
    return _written(request, course_or_404(course_id), None)


@editors
def edit(request: HttpRequest, course_id: int, exercise_id: uuid.UUID) -> HttpResponse:
    """An exercise as learners will meet it and with its answer; writing its next version."""
    course = course_or_404(course_id)
    return _written(request, course, get_object_or_404(course.exercises, pk=exercise_id))


def _written(
    request: HttpRequest, course: models.Course, item: models.ExerciseItem | None
) -> HttpResponse:
    version = courses.newest(item) if item is not None else None
    exercise = exercise_from(version) if version is not None else None
    places = shown(exercise.quotes) if exercise is not None else []
    if places is None:
        raise Http404
    kind = _kind(request, exercise)
    fields = _fields(exercise)
    lesson_id = item.lesson_id if item is not None else None
    status = 200
    if request.method == "POST":
        fields |= {name: request.POST.get(name, "") for name in fields}
        lesson = course.lessons.filter(pk=whole_number(request.POST.get("lesson", "")) or 0).first()
        lesson_id = lesson.pk if lesson else None
        try:
            made = exercise_of(request, kind, exercise.quotes if exercise else ())
            saved = courses.put_exercise(
                course, version_of(request), cast("User", request.user), made, item=item,
                lesson=lesson,
            )  # fmt: skip
        except LearningError as error:
            messages.error(request, told(error))
            status = 409 if isinstance(error, Stale) else 422
            course = course_or_404(course.pk)
        else:
            messages.success(request, gettext("書き込みました。通すと出題されます。"))
            return redirect("learning:edit_exercise", course.pk, saved.pk)
    context = {
        "course": course,
        "item": item,
        "version": version,
        "exercise": exercise,
        "kind": kind,
        "kinds": [(each, _kind_title(each)) for each in KINDS],
        "kind_title": _kind_title(kind),
        "fields": fields,
        "lessons": list(course.lessons.all()),
        "lesson_id": lesson_id,
        "places": places,
        "passed": item is not None and version is not None and item.current_id == version.pk,
        "versions": list(item.versions.order_by("-number")) if item is not None else [],
    }
    return render(request, "learning/edit_exercise.html", context, status=status)


def _kind(request: HttpRequest, exercise: Exercise | None) -> Kind:
    if exercise is not None:
        return kind_of(exercise)
    named = request.POST.get("kind") or request.GET.get("kind", "")
    return named if named in KINDS else "one"


def _kind_title(kind: Kind) -> str:
    return {
        "one": gettext("一つ選ぶ"),
        "several": gettext("すべて選ぶ"),
        "truth": gettext("正誤"),
        "number": gettext("数を答える"),
        "order": gettext("順に並べる"),
        "point": gettext("ページの場所を指す"),
    }[kind]


def _fields(exercise: Exercise | None) -> dict[str, str]:
    """An exercise as the fields of its form."""
    names = ("prompt", "explanation", "right", "wrong", "truth", "value", "unit", "tolerance")
    fields = dict.fromkeys((*names, "items", "places"), "")
    if exercise is None:
        return fields
    addresses = "\n".join(addresses_of(exercise.quotes))
    fields |= {
        "prompt": exercise.prompt, "explanation": exercise.explanation, "places": addresses,
    }  # fmt: skip
    match exercise:
        case OneChoice() | SeveralChoices():
            for name, right in (("right", True), ("wrong", False)):
                lines = [_line(each) for each in exercise.choices if each.right == right]
                fields[name] = "\n".join(lines)
        case TrueOrFalse():
            fields["truth"] = "true" if exercise.right else "false"
        case Number():
            fields |= {
                "value": f"{exercise.value:f}", "unit": exercise.unit,
                "tolerance": f"{exercise.tolerance:f}",
            }  # fmt: skip
        case Order():
            fields["items"] = "\n".join(exercise.items)
        case _:
            pass
    return fields


def _line(choice: Any) -> str:
    return f"{choice.text} {FEEDBACK} {choice.feedback}" if choice.feedback else choice.text


@editors
@require_POST
def step(request: HttpRequest, course_id: int, exercise_id: uuid.UUID) -> HttpResponse:
    """Pass an exercise, or stop it."""
    course = course_or_404(course_id)
    item = get_object_or_404(course.exercises, pk=exercise_id)
    passes = request.POST.get("step") == "pass"
    if passes:
        version = courses.newest(item)
        if version is None or shown(exercise_from(version).quotes, crops=False) is None:
            raise Http404
    try:
        if passes:
            user = cast("User", request.user)
            courses.pass_exercise(course, version_of(request), user, item.pk)
        else:
            courses.stop_exercise(course, version_of(request), item.pk)
    except LearningError as error:
        messages.error(request, told(error))
    return redirect("learning:edit", course.pk)

"""The trainer's table: who has to do a course, who has, who is late; assignments; attendance."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy, heavy_when_posted, takes_files
from shiryokan.access.rules import editors, may_edit
from shiryokan.audit.exports import record_export
from shiryokan.learning import assigning, models
from shiryokan.learning.attendance.entering import enter
from shiryokan.learning.attendance.sheet import MOST_BYTES, MOST_ROWS, NotASheet, rows_of
from shiryokan.learning.errors import LearningError
from shiryokan.learning.training_table import PersonRow, training_table
from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.text_files import csv_file
from shiryokan.registers.export.xlsx_file import xlsx_file
from shiryokan.web.learning.forms import day_of
from shiryokan.web.learning.views.desk import course_or_404, told
from shiryokan.web.numbers import whole_number

MOST_SHOWN = 300
"""People of the page; the files have all."""


@editors
def people(request: HttpRequest, course_id: int) -> HttpResponse:
    """The table of a course, with the forms to assign it and to enter a class."""
    return _people(request, course_or_404(course_id))


def _people(request: HttpRequest, course: models.Course, **more: Any) -> HttpResponse:
    table = training_table(course)
    department = request.GET.get("department")
    state = request.GET.get("state", "")
    rows = [
        row
        for row in table.people
        if (department is None or department in (row.departments or ("",)))
        and state in ("", row.state)
    ]
    records = models.TrainingRecord.objects.filter(course=course).select_related("certificate")
    context = {
        "course": course,
        "table": table,
        "rows": rows[:MOST_SHOWN],
        "left": max(len(rows) - MOST_SHOWN, 0),
        "department": department,
        "state": state,
        "assignments": list(assigning.running().filter(course=course)),
        "groups": list(Group.objects.order_by("name")),
        "records": list(records[:MOST_SHOWN]),
        "today": timezone.localdate(),
        "states": _states(),
        **more,
    }
    return render(request, "learning/people.html", context, status=more.get("status", 200))


def _states() -> dict[str, str]:
    return {
        "overdue": gettext("期限を過ぎた"),
        "open": gettext("まだ"),
        "done": gettext("修了"),
    }


@editors
@heavy
def export(request: HttpRequest, course_id: int, suffix: str) -> HttpResponse:
    """The whole table as CSV or as a workbook."""
    course = course_or_404(course_id)
    if suffix not in ("csv", "xlsx"):
        raise Http404
    rows = training_table(course).people
    table = _table(course, rows)
    data = csv_file(table) if suffix == "csv" else xlsx_file(table)
    record_export(request, "training", str(course.pk), suffix, len(rows))
    kind = (
        "text/csv; charset=utf-8"
        if suffix == "csv"
        else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="training-{course.pk}.{suffix}"'
    return answer


def _table(course: models.Course, rows: list[PersonRow]) -> Table:
    states = _states()
    titles = {
        "department": gettext("部署"),
        "username": gettext("ユーザー名"),
        "name": gettext("氏名"),
        "state": gettext("状況"),
        "due": gettext("期限"),
        "last": gettext("最後の修了日"),
    }
    shown = [
        {
            "department": "、".join(row.departments),
            "username": row.username,
            "name": row.name,
            "state": states[row.state],
            "due": row.duty.due.isoformat(),
            "last": row.last.isoformat() if row.last else "",
        }
        for row in rows
    ]
    columns = [Column(name, title) for name, title in titles.items()]
    return Table("training", course.title, columns, shown)


@editors
@require_POST
def assign(request: HttpRequest, course_id: int) -> HttpResponse:
    """Say who has to do a course, and by when."""
    course = course_or_404(course_id)
    post = request.POST
    try:
        group, user = _whom(post.get("whom", ""), post.get("group", ""), post.get("user", ""))
        every = post.get("every_months", "").strip() or "0"
        number = whole_number(every)
        if number is None:
            raise LearningError("learning_number")
        assigning.assign(
            course, cast("User", request.user), group=group, user=user,
            due=day_of(post.get("due", "")), every_months=number,
        )  # fmt: skip
    except LearningError as error:
        messages.error(request, told(error))
        return _people(request, course, typed=post, status=422)
    messages.success(request, gettext("受講を指定しました。"))
    return redirect("learning:people", course.pk)


def _whom(whom: str, group: str, user: str) -> tuple[Group | None, User | None]:
    if whom == "everybody":
        return None, None
    if whom == "group":
        found = Group.objects.filter(pk=whole_number(group) or 0).first()
        if found is not None:
            return found, None
    if whom == "user":
        person = User.objects.filter(username=user.strip(), is_active=True).first()
        if person is not None:
            return None, person
    raise LearningError("learning_whom")


@editors
@require_POST
def end(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Let an assignment be over."""
    found = get_object_or_404(models.Assignment.objects.select_related("course"), pk=assignment_id)
    assigning.end(found)
    messages.success(request, gettext("受講の指定を終えました。"))
    return redirect("learning:people", found.course_id)


@editors
@heavy_when_posted
@takes_files(may_edit)
@require_POST
def attendance(request: HttpRequest, course_id: int) -> HttpResponse:
    """Enter a class that was held in a room, from its attendance sheet."""
    course = course_or_404(course_id)
    sheet = request.FILES.get("sheet")
    try:
        day = day_of(request.POST.get("day", ""))
        if sheet is None:
            raise NotASheet
        rows = rows_of(sheet.read(MOST_BYTES + 1))
        note = request.POST.get("note", "")
        entered = enter(course, rows, day, cast("User", request.user), note)
    except NotASheet as error:
        code = "learning_sheet_long" if error.long else "learning_sheet"
        messages.error(request, told(LearningError(code, most=MOST_ROWS)))
        return _people(request, course, status=422)
    except LearningError as error:
        messages.error(request, told(error))
        return _people(request, course, status=422)
    return _people(request, course, entered=entered)

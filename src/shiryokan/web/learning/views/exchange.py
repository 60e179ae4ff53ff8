"""What goes out of the wing of learning as files, and questions that come in."""

from __future__ import annotations

import uuid
from typing import cast

import msgspec
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy, heavy_when_posted, takes_files
from shiryokan.access.rules import editors, may_edit, members
from shiryokan.audit.exports import record_export
from shiryokan.i18n.explanations import explain
from shiryokan.instance.public_address import house_of, public_address, public_base
from shiryokan.learning import models
from shiryokan.learning.errors import LearningError
from shiryokan.learning.exchange import xapi
from shiryokan.learning.exchange.certificate_pdf import certificate_pdf
from shiryokan.learning.exchange.fonts import NoFont
from shiryokan.learning.exchange.gift import read_gift, write_gift
from shiryokan.learning.exchange.qti import write_qti
from shiryokan.learning.exchange.records_csv import records_csv
from shiryokan.learning.exchange.scorm import scorm_package
from shiryokan.learning.exporting import (
    answers_seen,
    certificate_of,
    completions_of,
    course_content,
    pictures_of,
    put_questions,
    questions_of,
    record_rows,
)
from shiryokan.web.learning.forms import version_of
from shiryokan.web.learning.views.certificates import own_or_404
from shiryokan.web.learning.views.desk import course_or_404, told

_KINDS = {"gift": "text/plain; charset=utf-8", "xml": "application/xml", "zip": "application/zip"}
_ABOUT_PEOPLE = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""Training records, and answers and completed courses as statements."""
_MOST_BYTES = 2 * 1024 * 1024
_MOST_TOLD = 20
"""Remarks that are told one by one."""


@members
@heavy
def certificate(request: HttpRequest, certificate_code: uuid.UUID) -> HttpResponse:
    """A certificate as PDF, for its person and for editors."""
    found = own_or_404(request, certificate_code)
    address = public_address(request, reverse("learning:certificate", args=[found.code]))
    try:
        data = certificate_pdf(certificate_of(found, address, house_of(request)), gettext)
    except NoFont as error:
        messages.error(request, explain(error.code, error.details, gettext).whole)
        return redirect("learning:certificate", found.code)
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="certificate-{found.number}.pdf"'
    return answer


@editors
@heavy
def export(request: HttpRequest, course_id: int, suffix: str) -> HttpResponse:
    """A course for another system: GIFT, QTI 1.2 or a SCORM 1.2 package. The keys are in it, as
    such a system grades by itself; so it is for editors alone. Or what people did in it: training
    records as CSV, answers and completed courses as xAPI statements (JSON)."""
    row = course_or_404(course_id)
    if suffix in _ABOUT_PEOPLE:
        return _about_people(request, row, suffix)
    if suffix not in _KINDS:
        raise Http404
    course = course_content(row)
    if suffix == "gift":
        data = write_gift(questions_of(row)).text.encode()
    elif suffix == "xml":
        data = write_qti(course, gettext).data
    else:
        data = scorm_package(course, pictures_of(course), gettext).data
    record_export(request, "course", str(row.pk), suffix, len(course.exercises))
    answer = HttpResponse(data, content_type=_KINDS[suffix])
    answer["Content-Disposition"] = f'attachment; filename="course-{row.pk}.{suffix}"'
    return answer


def _about_people(request: HttpRequest, row: models.Course, suffix: str) -> HttpResponse:
    if suffix == "csv":
        records = list(record_rows(models.TrainingRecord.objects.filter(course=row)))
        data, count = records_csv(records, gettext), len(records)
    else:
        house = xapi.House(public_base(request).rstrip("/"), request.get_host())
        made = [xapi.answered(each, house) for each in answers_seen(row)]
        made += [xapi.completed(each, house) for each in completions_of(row)]
        data, count = msgspec.json.format(msgspec.json.encode(made), indent=1), len(made)
    record_export(request, "training", str(row.pk), suffix, count)
    answer = HttpResponse(data, content_type=_ABOUT_PEOPLE[suffix])
    name = f"records-{row.pk}.csv" if suffix == "csv" else f"statements-{row.pk}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@editors
@heavy_when_posted
@takes_files(may_edit)
@require_POST
def take_in(request: HttpRequest, course_id: int) -> HttpResponse:
    """Questions of a GIFT file, to be given their quotes and passed; what cannot be read is told by
    its line."""
    course = course_or_404(course_id)
    sent = request.FILES.get("file")
    found = read_gift(sent.read(_MOST_BYTES + 1) if sent is not None else b"")
    user, count = cast("User", request.user), 0
    try:
        with transaction.atomic():
            count = put_questions(course, user, found.questions, version_of(request))
    except LearningError as error:
        messages.error(request, told(error))
    for remark in found.remarks[:_MOST_TOLD]:
        said = explain(remark.code, dict(remark.details), gettext).whole
        place = gettext("%(line)s行: ") % {"line": remark.line} if remark.line else ""
        messages.warning(request, f"{place}{said}")
    messages.success(
        request,
        gettext("%(count)s問を入れました。答えのある場所を付けて、通してください。")
        % {"count": count},
    )
    return redirect("learning:edit", course.pk)

"""What forms of checklists send: answers, days, and rows of an organisation that somebody sees."""

from __future__ import annotations

import datetime
from typing import TypeVar, cast
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from shiryokan.checklists import membership
from shiryokan.checklists.answering import Given
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.membership import Role
from shiryokan.checklists.models import AnswerKind, Assessment, Membership, Organisation
from shiryokan.documents.models import Document
from shiryokan.documents.page_places import PARAMETER
from shiryokan.i18n.explanations import explain
from shiryokan.quotes.keeping import NotQuotable, quote_in
from shiryokan.quotes.quote import Quote
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.quotes import QuoteError, boxes_in

RowT = TypeVar("RowT", bound=models.Model)


def told(error: ChecklistError) -> str:
    """What is wrong and what to do."""
    return explain(error.code, error.details, gettext).whole


def person(request: HttpRequest) -> User:
    """Who asks, of whom the view's rule has asked to sign in."""
    return cast("User", request.user)


def organisation_or_404(
    request: HttpRequest, organisation_id: int, role: Membership.Role = Role.READER
) -> Organisation:
    """An organisation that somebody sees; refused to who may not do there what ``role`` may."""
    found = membership.organisations_of(request.user).filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    check_role(request, found, role)
    return found


def check_role(request: HttpRequest, organisation: Organisation, role: Membership.Role) -> None:
    """Refuse who may not do in an organisation what ``role`` may."""
    if not membership.may(membership.role_in(organisation, request.user), role):
        raise PermissionDenied


def assessment_or_404(
    request: HttpRequest, assessment_id: int, role: Membership.Role = Role.READER
) -> Assessment:
    """An assessment of an organisation that somebody sees."""
    rows = membership.seen(Assessment.objects.filter(pk=assessment_id), request.user)
    found = rows.select_related("organisation", "checklist", "facility", "vendor", "system").first()
    if found is None:
        raise Http404
    check_role(request, found.organisation, role)
    return found


def row_or_none(rows: QuerySet[RowT], text: str) -> RowT | None:
    """One of rows by its key as a form sends it."""
    number = whole_number(text)
    return rows.filter(pk=number).first() if number else None


def day_of(text: str) -> datetime.date | None:
    """A day as a form sends it; None for nothing. Raises :class:`ChecklistError`."""
    if not text.strip():
        return None
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise ChecklistError("checklist_date")
    return day


def needed_day(text: str) -> datetime.date:
    """A day that must be there. Raises :class:`ChecklistError`."""
    day = day_of(text)
    if day is None:
        raise ChecklistError("checklist_date")
    return day


def given_of(request: HttpRequest) -> Given:
    """What a form says to an item. Raises :class:`ChecklistError`."""
    post = request.POST
    try:
        answer = AnswerKind(post.get("answer", AnswerKind.UNCHECKED))
    except ValueError:
        raise ChecklistError("checklist_answer") from None
    return Given(
        answer, day_of(post.get("checked_on", "")), day_of(post.get("target_on", "")),
        post.get("remark", ""),
    )  # fmt: skip


def version_of(request: HttpRequest) -> int:
    """The version that a form was made from; -1, which none has, where it says none."""
    number = whole_number(request.POST.get("version", ""))
    return -1 if number is None else number


def names_place(address: str) -> bool:
    """Whether an address names a place of a page, of this house or another one."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return False
    return match.view_name == "viewer:page" and PARAMETER in parse_qs(parts.query)


def quoted(address: str) -> tuple[Quote, Document]:
    """The place that an address of this house names, in a document that whoever asks may see.
    Raises :class:`ChecklistError` for one that names none."""
    parts = urlsplit(address.strip())
    try:
        match = resolve(parts.path)
        named = parse_qs(parts.query).get(PARAMETER, [""])[0]
        boxes = boxes_in(named) if named else []
    except (ValueError, Resolver404, QuoteError):
        raise ChecklistError("evidence_place") from None
    if match.view_name != "viewer:page" or not boxes:
        raise ChecklistError("evidence_place")
    document = Document.objects.filter(pk=match.kwargs["document_id"]).first()
    if document is None:
        raise ChecklistError("evidence_place")
    try:
        return quote_in(document, match.kwargs["number"], boxes), document
    except NotQuotable:
        raise ChecklistError("evidence_place") from None

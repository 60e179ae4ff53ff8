"""A certificate, verified by whoever has its address; and revoking it."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import always_public, editors, may_edit
from shiryokan.documents.models import Document
from shiryokan.i18n.explanations import explain
from shiryokan.instance.public_address import public_address
from shiryokan.learning import certifying, models
from shiryokan.learning.errors import LearningError


def _found(code: uuid.UUID) -> models.Certificate:
    rows = models.Certificate.objects.select_related("record", "record__user")
    return get_object_or_404(rows, code=code)


def own_or_404(request: HttpRequest, code: uuid.UUID) -> models.Certificate:
    """A certificate, for its person and for editors."""
    found = _found(code)
    if found.record.user_id != request.user.pk and not may_edit(request.user):
        raise Http404
    return found


@always_public
def certificate(request: HttpRequest, certificate_code: uuid.UUID) -> HttpResponse:
    """What a certificate says and whether it is valid today. Its address is known only to whom its
    owner shows it."""
    found = _found(certificate_code)
    hashes = {paper["sha256"] for paper in found.record.papers}
    context = {
        # titles are for who may see the documents
        "sees_papers": Document.objects.filter(sha256__in=hashes).count() == len(hashes),
        "certificate": found,
        "record": found.record,
        "validity": certifying.validity(found),
        "address": public_address(request, reverse("learning:certificate", args=[found.code])),
        "may_edit": may_edit(request.user),
        "mine": request.user.is_authenticated and found.record.user_id == request.user.pk,
    }
    return render(request, "learning/certificate.html", context)


@editors
@require_POST
def revoke(request: HttpRequest, certificate_code: uuid.UUID) -> HttpResponse:
    """Say that a certificate is not valid any more."""
    found = _found(certificate_code)
    try:
        certifying.revoke(found, cast("User", request.user), request.POST.get("because", ""))
        messages.success(request, gettext("修了証を取り消しました。"))
    except LearningError as error:
        messages.error(request, explain(error.code, error.details, gettext).whole)
    return redirect("learning:certificate", found.code)

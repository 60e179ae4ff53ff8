"""The frame's own pages: about, login, errors."""

from __future__ import annotations

import sys

from django.contrib.auth.views import LogoutView
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext
from django.views.generic import RedirectView

from shiryokan.access.policies import free
from shiryokan.access.rules import always_public, editors, public
from shiryokan.documents.purged import document_is_gone
from shiryokan.i18n.explanations import explain
from shiryokan.records.purged import record_is_gone
from shiryokan.search.kinds import TITLES
from shiryokan.site.machine_errors import STATUS, fault_of
from shiryokan.site.request_bodies import TOO_MUCH, too_much

login = always_public(RedirectView.as_view(pattern_name="account_login", query_string=True))
logout = always_public(LogoutView.as_view())


@public
def about(request: HttpRequest) -> HttpResponse:
    """What this is, how to search, which keys there are."""
    kinds = [gettext(title) for title in TITLES.values()]
    return render(request, "site/about.html", {"kinds": kinds})


@editors
def manage(request: HttpRequest) -> HttpResponse:
    """What editors and administrators look after, with what each page is for."""
    return render(request, "site/manage.html")


@always_public
@free
def health(request: HttpRequest) -> HttpResponse:
    """Answers when the server does."""
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 to whoever sent too much; to whoever calls the instance by another name without
    any page of it."""
    if isinstance(exception, TOO_MUCH):
        return too_much(request, exception)
    if isinstance(exception, DisallowedHost):
        message = gettext(
            "この名前では公開していません。管理者は設定 SHIRYOKAN_HOSTS を確かめてください。"
        )
        return HttpResponse(message + "\n", status=400, content_type="text/plain; charset=utf-8")
    return render(request, "site/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "site/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; or 410 for a document, or a record of one, that was here, if whoever asks could see
    it."""
    match = request.resolver_match
    captured = match.kwargs if match else {}
    record = captured.get("record_id")
    if document_is_gone(str(captured.get("document_id", ""))) or (
        record and record_is_gone(record)
    ):
        return render(request, "site/410.html", status=410)
    return render(request, "site/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or what is wrong with the machine: without database or context, which may be what
    failed."""
    fault = fault_of(sys.exc_info()[1])
    if fault is None:
        return HttpResponse(loader.render_to_string("site/500.html"), status=500)
    message = explain(fault, {}, gettext)
    status = STATUS.get(fault, 503)
    answer: HttpResponse
    if request.headers.get("accept") == "application/json":
        answer = JsonResponse({"errors": {"all": [{"message": message.whole}]}}, status=status)
    else:
        context = {"what": message.what, "do": message.do, "status": status}
        answer = HttpResponse(loader.render_to_string("site/fault.html", context), status=status)
    answer["Retry-After"] = "60"
    return answer

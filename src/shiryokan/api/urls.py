"""Addresses of the API, of the page about it, and of the page of tokens."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path

from shiryokan.api import token_views, views
from shiryokan.api.gate import gate
from shiryokan.api.interface import API


def nothing(request: HttpRequest) -> HttpResponseBase:
    """What is no address of the interface is told in its own form."""
    raise Http404


def guarded() -> list[URLPattern | URLResolver]:
    """The interface's addresses, each behind the gate."""
    found: list[URLPattern | URLResolver] = []
    for entry in API.urls[0]:
        if isinstance(entry, URLPattern) and entry.name != "api-root":
            view = gate(entry.callback, entry.name or "")
            found.append(URLPattern(entry.pattern, view, entry.default_args, entry.name))
    found.append(path("openapi.json", gate(views.openapi), name="openapi"))
    found.append(re_path("", gate(nothing), name="nothing"))
    return found


app_name = "api"
urlpatterns = [
    path("api/v1/", include(guarded())),
    path("api/", views.reference, name="reference"),
    path("account/tokens/", token_views.tokens, name="tokens"),
    path("account/tokens/<int:token_id>/revoke", token_views.revoke, name="revoke"),
]

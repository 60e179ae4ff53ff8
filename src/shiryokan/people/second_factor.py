"""Where the setting says so, editors and administrators do nothing before they have a second
factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from shiryokan.library import house
from shiryokan.library.rules import may_edit


class SecondFactorMiddleware:
    """Leads to the page where a second factor is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Everything else goes its way."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead there whoever needs one and has none."""
        if house.config().second_factor != "editors" or not may_edit(request.user):
            return None
        match = request.resolver_match
        name = (match.url_name or "") if match else ""
        if getattr(view, "rule", None) == "door" or name.startswith(("mfa_", "account_")):
            return None
        return None if is_mfa_enabled(request.user) else redirect("mfa_index")

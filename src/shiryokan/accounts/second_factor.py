"""Where the setting says so, editors and administrators do nothing before they have a second
factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from shiryokan.access.rules import may_edit
from shiryokan.instance import current


class SecondFactorMiddleware(MiddlewareMixin):
    """Leads to the page where a second factor is set up."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead there whoever needs one and has none."""
        if current.config().second_factor != "editors" or not may_edit(request.user):
            return None
        match = request.resolver_match
        name = (match.url_name or "") if match else ""
        if getattr(view, "rule", None) == "always_public" or name.startswith(("mfa_", "account_")):
            return None
        return None if is_mfa_enabled(request.user) else redirect("mfa_index")

"""How often one may ask for pages: so many a minute, and of what is heavy fewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.deprecation import MiddlewareMixin

from shiryokan.api.gate import caller
from shiryokan.api.throttling import Buckets
from shiryokan.instance import current

FREE = frozenset(("viewer:picture", "site:health", "site:ready", "site:metrics", "site:language"))
"""Many of these belong to one page, or watch the house."""
HEAVY = frozenset(
    (
        *(
            "search:search_file",
            "registers:export",
            "registers:export_comparison",
            "registers:export_corrections",
        ),
        *(
            "registers:export_report",
            "registers:compare",
            "registers:report",
        ),
        *("uploads:desk", "audit:file", "accounts:own_data", "viewer:original"),
    )
)
"""What costs much for each request."""


class PacingMiddleware(MiddlewareMixin):
    """Refuses, with the time to wait, whoever asks too often; the API has limits of its own."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse, or let pass."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in FREE or (match and "api" in match.namespaces):
            return None
        config = current.config()
        # opening the desk is light, handing in is not
        heavy = name in HEAVY and not (name == "uploads:desk" and request.method != "POST")
        limits = {"heavy": config.heavy_per_minute if heavy else 0, "web": config.web_per_minute}
        who = _who(request)
        for kind, limit in limits.items():
            if limit <= 0:
                continue
            answer = Buckets.of_house().ask(f"{kind} {who}", limit)
            if not answer.allowed:
                refusal = render(request, "site/429.html", {"seconds": answer.wait}, status=429)
                refusal["Retry-After"] = str(answer.wait)
                return refusal
        return None


def _who(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"user {request.user.pk}"
    # addresses of people are not kept, not even for a minute
    return salted_hmac("shiryokan.site.rate_limits", caller(request)).hexdigest()

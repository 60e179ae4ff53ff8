"""How often one may ask for pages: so many a minute, and of what is heavy fewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.deprecation import MiddlewareMixin

from shiryokan.access.policies import is_free, is_heavy
from shiryokan.api.gate import caller
from shiryokan.api.throttling import Buckets
from shiryokan.instance import current


class PacingMiddleware(MiddlewareMixin):
    """Refuses, with the time to wait, whoever asks too often; the API has limits of its own."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse, or let pass."""
        if is_free(request):
            return None
        config = current.config()
        heavy = is_heavy(request)
        limits = {"heavy": config.heavy_per_minute if heavy else 0, "web": config.web_per_minute}
        who = _who(request)
        for kind, limit in limits.items():
            if limit <= 0:
                continue
            answer = Buckets.of_instance().ask(f"{kind} {who}", limit)
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

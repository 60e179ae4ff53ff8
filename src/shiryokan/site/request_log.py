"""Counts and times every request, gives it a number, and writes it into the log if that is JSON."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

from shiryokan.instance import current

REQUESTS = Counter(
    "shiryokan_requests", "Requests by route, method and kind of status.",
    ["route", "method", "status"],
)  # fmt: skip
SECONDS = Histogram(
    "shiryokan_request_seconds", "Seconds until an answer was ready, by route.", ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)  # fmt: skip
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_log = logging.getLogger("shiryokan.requests")


class RequestLogMiddleware:
    """Around everything else. What is told names routes, never addresses, which hold secrets and
    what people look for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, counted."""
        began, number = time.perf_counter(), uuid.uuid4().hex
        response = self._get_response(request)
        seconds = time.perf_counter() - began
        response["X-Request-ID"] = number
        match = request.resolver_match
        route = match.view_name if match and match.view_name else "none"
        method = request.method if request.method in _METHODS else "other"
        REQUESTS.labels(route, method, f"{response.status_code // 100}xx").inc()
        SECONDS.labels(route).observe(seconds)
        if current.config().logs == "json":
            user = getattr(request, "user", None)
            _log.info(
                "request",
                extra={
                    "request_id": number, "method": method, "route": route,
                    "status": response.status_code, "ms": round(seconds * 1000, 1),
                    "bytes": None if response.streaming else len(response.content),  # type: ignore[attr-defined]
                    "account": user.pk if user is not None and user.is_authenticated else None,
                },
            )  # fmt: skip
        return response

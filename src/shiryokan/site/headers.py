"""What every answer tells a browser not to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from shiryokan.accounts.terminals import COOKIE

_ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(),"
        " display-capture=(), browsing-topics=()"
    ),
}
_ADMINISTRATION = "admin"


class HeadersMiddleware:
    """Inside the content policy's own middleware, which writes what is said here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with its headers."""
        response = self._get_response(request)
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        if COOKIE in request.COOKIES and "public" not in response.headers.get("Cache-Control", ""):
            # at a shared terminal the next person finds nothing of this one, by the back button
            # neither
            response.headers["Cache-Control"] = "private, no-store"
        match = request.resolver_match
        if match and _ADMINISTRATION in match.namespaces:
            # Django's own pages write markup from scripts; the rest of the policy holds there too
            relaxed = {"require-trusted-types-for": None, "trusted-types": None}
            response._csp_replace = relaxed  # type: ignore[attr-defined]
        return response

"""A page where an address that only takes what a form sends was opened: by whoever came back to it
after signing in again, or reloaded it. Without one a browser shows an error of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin


class NotAllowedMiddleware(MiddlewareMixin):
    """Puts the page into answers of 405 that have nothing to read."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer, with the page for a browser that opened the address."""
        if (
            not isinstance(response, HttpResponseNotAllowed)
            or request.method not in ("GET", "HEAD")
            or response.content
            or not request.accepts("text/html")
        ):
            return response
        page: HttpResponse = render(request, "site/405.html", status=405)
        page["Allow"] = response["Allow"]
        return page

"""Has each request see only what whoever makes it may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import patch_cache_control

from shiryokan.access.policies import is_gated
from shiryokan.access.readers import each_as, reading_as
from shiryokan.audit.actor import acting, actor_of
from shiryokan.instance import current


class ReadingMiddleware:
    """Around everything that asks for documents; after whoever asks is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, made by and for whoever asks."""
        with reading_as(request.user), acting(actor_of(request.user)):
            response = self._get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            # what is still to be made must not be made by nobody
            content: Iterator[bytes] = iter(response)
            response.streaming_content = each_as(request.user, content)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the sign-in page whoever is not signed in, if the instance is closed."""
        if not current.config().closed or request.user.is_authenticated:
            return None
        if getattr(view, "rule", None) == "always_public" or is_gated(request):
            return None
        return redirect_to_login(request.get_full_path())

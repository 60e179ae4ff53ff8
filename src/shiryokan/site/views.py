"""The frame's own pages: about, login, errors."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shiryokan.library.rules import door, public

login = door(LoginView.as_view(template_name="site/login.html"))
logout = door(LogoutView.as_view())


@public
def about(request: HttpRequest) -> HttpResponse:
    """What this is, how to search, which keys there are."""
    return render(request, "site/about.html")


@door
def health(request: HttpRequest) -> HttpResponse:
    """Answers when the server does."""
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return render(request, "site/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "site/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return render(request, "site/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: without database or context, which may be what failed."""
    return render(request, "site/500.html", status=500)

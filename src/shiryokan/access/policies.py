"""What else holds for a view beside who may see it: set where the view stands, read by the
middleware before the view is called.

A policy is an attribute of the view, which decorators above it carry on (:func:`functools.wraps`).
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest

from shiryokan.access.rules import View

AnyUser = AbstractBaseUser | AnonymousUser
"""Whoever asks, signed in or not."""


def heavy(view: View) -> View:
    """It costs much for each request: so many a minute are answered, and no more."""
    view.heavy = "always"  # type: ignore[attr-defined]
    return view


def heavy_when_posted(view: View) -> View:
    """As :func:`heavy`, but only where something is sent; opening the page costs little."""
    view.heavy = "POST"  # type: ignore[attr-defined]
    return view


def free(view: View) -> View:
    """It is not counted: many of these belong to one page, watch the instance, or have limits of
    their own."""
    view.free = True  # type: ignore[attr-defined]
    return view


def gated(view: View) -> View:
    """It admits, bounds and refuses by itself, in its own form: the interface for programs."""
    view.gated = True  # type: ignore[attr-defined]
    return view


def takes_files(sender: Callable[[AnyUser], bool]) -> Callable[[View], View]:
    """Files may be sent to it, by whom ``sender`` admits; to no other view is any."""

    def marked(view: View) -> View:
        view.files_from = sender  # type: ignore[attr-defined]
        return view

    return marked


def is_heavy(request: HttpRequest) -> bool:
    """Whether this request costs much."""
    when = getattr(_view(request), "heavy", None)
    return when in ("always", request.method)


def is_free(request: HttpRequest) -> bool:
    """Whether this request is not counted."""
    return bool(getattr(_view(request), "free", False))


def is_gated(request: HttpRequest) -> bool:
    """Whether what is asked for has a gate of its own."""
    return bool(getattr(_view(request), "gated", False))


def takes_files_here(request: HttpRequest) -> bool:
    """Whether files may be sent to this address, by anybody."""
    return hasattr(_view(request), "files_from")


def may_send_files(request: HttpRequest) -> bool:
    """Whether whoever asks may send files to this address."""
    sender = getattr(_view(request), "files_from", None)
    return sender is not None and bool(sender(request.user))


def _view(request: HttpRequest) -> object:
    match = request.resolver_match
    return match.func if match else None

"""Where the instance is found: by its setting ``base_url``, else as it was asked."""

from __future__ import annotations

from django.http import HttpRequest

from shiryokan.instance import current


def public_base(request: HttpRequest) -> str:
    """The instance's public address, without a slash at its end."""
    return current.config().base_url.rstrip("/") or own_base(request)


def own_base(request: HttpRequest) -> str:
    """The address by which a request came."""
    return request.build_absolute_uri("/").rstrip("/")


def house_of(request: HttpRequest) -> str:
    """The name of the institution, or else the instance's public address."""
    return current.config().house or public_base(request)


def public_address(request: HttpRequest, path: str) -> str:
    """The public address of a path, for what is taken out of the instance."""
    return public_base(request) + path

"""Asks once more who somebody is before what others' accounts, or the whole own one, hang on."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def proved_lately(view: View) -> View:
    """What is posted here waits until the password, or the second factor, was given within
    allauth's ``REAUTHENTICATION_TIMEOUT``. Attempts are limited there."""

    def posted(request: HttpRequest) -> bool:
        return request.method == "POST"

    return cast("View", reauthentication_required(view, enabled=posted))

"""What every template knows of a person's news."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shiryokan.alerts.news import unread_count


def news(request: HttpRequest) -> dict[str, Any]:
    """The number of unread hits, counted only if a template asks."""
    user = request.user
    if not isinstance(user, User):
        return {}
    return {"unread_news": SimpleLazyObject(lambda: unread_count(user))}

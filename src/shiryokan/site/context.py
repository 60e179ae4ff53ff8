"""What every template knows of the house."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from shiryokan.library.rules import may_add


def house(request: HttpRequest) -> dict[str, Any]:
    """Whether whoever asks may add documents."""
    return {"may_add": may_add(request.user)}

"""What every template knows of the house."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from shiryokan.library.rules import may_add, may_edit


def house(request: HttpRequest) -> dict[str, Any]:
    """Whether whoever asks may add documents, and correct records."""
    return {"may_add": may_add(request.user), "may_edit": may_edit(request.user)}

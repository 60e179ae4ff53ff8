"""What every template knows of the instance."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from shiryokan.access.rules import may_add, may_edit
from shiryokan.accounts.terminals import COOKIE
from shiryokan.instance import current as settings


def instance(request: HttpRequest) -> dict[str, Any]:
    """What whoever asks may do, and whether the instance sends mail and takes anyone in."""
    config = settings.config()
    return {
        "may_add": may_add(request.user),
        "may_edit": may_edit(request.user),
        "shared_terminal": COOKIE in request.COOKIES,
        "mail": config.sends_mail,
        "signup": config.signup == "anyone",
    }

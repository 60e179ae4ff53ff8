"""Who may add documents."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from shiryokan.library import house


def may_add(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether ``user`` may add documents in the browser, by the setting ``uploads``."""
    match house.config().uploads:
        case "anyone":
            return True
        case "staff":
            return bool(user.is_authenticated and getattr(user, "is_staff", False))
        case _:
            return False

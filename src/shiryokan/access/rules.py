"""Who may see and do what. Every view carries one of these rules; a test holds that it does."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from shiryokan.instance import current

View = Callable[..., HttpResponseBase]


class Role(models.TextChoices):
    """What somebody may do."""

    READER = "reader", _("読者")
    EDITOR = "editor", _("編集者")
    ADMINISTRATOR = "administrator", _("管理者")


def role_of(user: AbstractBaseUser | AnonymousUser) -> Role:
    """The role of an account: editors are Django's staff, administrators its superusers."""
    if getattr(user, "is_superuser", False):
        return Role.ADMINISTRATOR
    return Role.EDITOR if getattr(user, "is_staff", False) else Role.READER


def set_role(user: User, role: Role) -> None:
    """Give an account, which is not saved here, a role."""
    user.is_superuser = role == Role.ADMINISTRATOR
    user.is_staff = role != Role.READER


def public(view: View) -> View:
    """Anyone may see this, unless the instance is closed."""
    view.rule = "public"  # type: ignore[attr-defined]
    return view


def always_public(view: View) -> View:
    """Anyone may see this, of a closed instance too: what one needs to come in."""
    view.rule = "always_public"  # type: ignore[attr-defined]
    return view


def may_edit(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether ``user`` may correct records and confirm links: staff who are signed in, for what
    they write is kept under their name."""
    return bool(user.is_authenticated and getattr(user, "is_staff", False))


def may_add(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether ``user`` may add documents in the browser, by the setting ``uploads``."""
    match current.config().uploads:
        case "anyone":
            return True
        case "staff":
            return bool(user.is_authenticated and getattr(user, "is_staff", False))
        case _:
            return False


def may_administer(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether ``user`` decides on people, collections and what comes from other instances."""
    return bool(user.is_authenticated and getattr(user, "is_superuser", False))


def _is_signed_in(user: AbstractBaseUser | AnonymousUser) -> bool:
    return bool(user.is_authenticated)


def _guard(
    rule: str,
    admits: Callable[[AbstractBaseUser | AnonymousUser], bool],
    signing_in_helps: Callable[[], bool] = lambda: True,
) -> Callable[[View], View]:
    """A decorator that lets in only whom ``admits`` does, and carries the name of its rule. Who is
    not signed in is asked to, where that can help; all others are refused."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if admits(request.user):
                return view(request, *args, **kwargs)
            if request.user.is_authenticated or not signing_in_helps():
                raise PermissionDenied
            return redirect_to_login(request.get_full_path())

        guarded.rule = rule  # type: ignore[attr-defined]
        return guarded

    return guard


adders = _guard("adders", may_add, lambda: current.config().uploads != "nobody")
"""Only who may add documents."""
editors = _guard("editors", may_edit)
"""Only who may correct records."""
administrators = _guard("administrators", may_administer)
"""Only administrators."""
members = _guard("members", _is_signed_in)
"""Only who is signed in."""

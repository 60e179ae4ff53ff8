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
    """Anyone may see this, unless the house is closed."""
    view.rule = "public"  # type: ignore[attr-defined]
    return view


def door(view: View) -> View:
    """Anyone may see this, of a closed house too: what one needs to come in."""
    view.rule = "door"  # type: ignore[attr-defined]
    return view


def adders(view: View) -> View:
    """Only who may add documents; who is not signed in is asked to."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if may_add(request.user):
            return view(request, *args, **kwargs)
        if request.user.is_authenticated or current.config().uploads == "nobody":
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())

    guarded.rule = "adders"  # type: ignore[attr-defined]
    return guarded


def editors(view: View) -> View:
    """Only who may correct records; who is not signed in is asked to."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if may_edit(request.user):
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())

    guarded.rule = "editors"  # type: ignore[attr-defined]
    return guarded


def administrators(view: View) -> View:
    """Only administrators; who is not signed in is asked to."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and getattr(request.user, "is_superuser", False):
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())

    guarded.rule = "administrators"  # type: ignore[attr-defined]
    return guarded


def members(view: View) -> View:
    """Only who is signed in; who is not is asked to."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path())

    guarded.rule = "members"  # type: ignore[attr-defined]
    return guarded


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

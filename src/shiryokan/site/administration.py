"""Django's administration pages: for administrators, and for what is the instance's own.

Accounts and groups are not there: the pages of people hold what those would pass by, as that
somebody is left who administers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

_OWN = "shiryokan."


class Administration(AdminSite):
    """The site that every ``admin.py`` registers with."""

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: Any = None,
        **options: Any,
    ) -> None:
        """Take what is the instance's own; leave out what other packages bring."""
        given = (
            [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        )
        own = [model for model in given if model.__module__.startswith(_OWN)]
        super().register(own, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """By the instance's own sign-in page, which counts attempts and asks for the second
        factor."""
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise PermissionDenied
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def password_change(  # type: ignore[override]  # it leads elsewhere
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        """Where passwords are changed."""
        return HttpResponseRedirect(reverse("account_change_password"))

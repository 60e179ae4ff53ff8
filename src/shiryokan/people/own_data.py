"""What the house keeps of a person: to be taken away, and to be erased."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Q

from shiryokan.deeds.acting import actor_of
from shiryokan.deeds.models import Deed, Kind
from shiryokan.deeds.recording import record
from shiryokan.people.changing import end_sessions
from shiryokan.people.inviting import has_administrator, hold_administrators
from shiryokan.people.models import Invitation

_SECRET = ("password", "hash", "key", "secret", "data", "snippet")
"""Fields that are not told: secrets, and what is others' text."""


def kept_of(user: User) -> dict[str, Any]:
    """All rows that point to a person, by their kind, without secrets."""
    own = {
        "id": user.pk,
        "username": user.get_username(),
        "email": user.email,
        "joined": user.date_joined.isoformat(),
        "last_login": user.last_login.isoformat() if user.last_login else None,
        "groups": list(user.groups.values_list("name", flat=True)),
    }
    found: dict[str, Any] = {"account": own, "deeds": _deeds_of(user)}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is User:
                rows = model._base_manager.filter(**{field.name: user.pk})
                told = [_told(row) for row in rows[:10_000]]
                if told:
                    found[f"{model._meta.label_lower}.{field.name}"] = told
    return found


def _deeds_of(user: User) -> list[dict[str, Any]]:
    """What the record of deeds says that they did, and what was done to their account."""
    own = Deed.objects.filter(Q(actor=actor_of(user)) | Q(about=f"user:{user.pk}"))
    return [
        {"at": deed.at.isoformat(), "kind": deed.kind, "about": deed.about, "name": deed.name}
        for deed in own.order_by("number")[:10_000]
    ]


def _told(row: models.Model) -> dict[str, Any]:
    return {
        field.name: str(value) if (value := field.value_from_object(row)) is not None else None
        for field in row._meta.concrete_fields
        if field.name not in _SECRET
    }


class LastAdministrator(Exception):  # noqa: N818
    """Nobody else could administer the house."""


@transaction.atomic
def erase(user: User) -> None:
    """Take away everything that is only this person's. What they did for the house, as a
    correction, stays under an account without a name. Raises :class:`LastAdministrator`."""
    hold_administrators()
    was_administrator = user.is_superuser
    user.username = f"erased-{secrets.token_hex(8)}"
    user.email = user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    if was_administrator and not has_administrator():
        raise LastAdministrator
    record(Kind.ERASED, f"user:{user.pk}")
    end_sessions(user)
    user.groups.clear()
    user.user_permissions.clear()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()
    Invitation.objects.filter(user=user).delete()
    for label, name in (
        ("api.ApiToken", "user"),
        ("watch.SavedSearch", "owner"),
        ("watch.FeedAddress", "owner"),
        ("admin.LogEntry", "user"),
    ):
        apps.get_model(label)._base_manager.filter(**{name: user.pk}).delete()

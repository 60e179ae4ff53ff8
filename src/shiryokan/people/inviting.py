"""Makes and takes one-time links."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import uuid

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from shiryokan.deeds.models import Kind
from shiryokan.deeds.recording import record
from shiryokan.library.rules import Role, set_role
from shiryokan.people.models import Invitation

FOR = datetime.timedelta(days=7)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(
    role: Role,
    *,
    email: str = "",
    groups: list[Group] | None = None,
    user: User | None = None,
    first: bool = False,
) -> str:
    """Make a link for somebody new, or, with ``user``, for somebody who needs a new password; its
    path in the house, which is known only now."""
    secret = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        hash=_hash(secret), role=role, email=email, user=user, first=first,
        expires_at=timezone.now() + FOR,
    )  # fmt: skip
    made.groups.set(groups or [])
    about = f"user:{user.pk}" if user else f"invitation:{made.pk}"
    record(
        Kind.INVITED, about, role=role, first=first,
        groups=sorted(group.name for group in groups or []),
    )  # fmt: skip
    return reverse("people:welcome", args=[secret])


def first_link() -> str | None:
    """The path by which the first administrator is made; None when there is one."""
    if has_administrator():
        return None
    Invitation.objects.filter(first=True).delete()
    return invite(Role.ADMINISTRATOR, first=True)


def has_administrator() -> bool:
    """Whether anybody can administer the house."""
    return User.objects.filter(is_superuser=True, is_active=True).exists()


def usable(secret: str) -> Invitation | None:
    """The invitation of a link, if it may still be used."""
    found = Invitation.objects.filter(
        hash=_hash(secret), used_at=None, expires_at__gt=timezone.now()
    ).first()
    if found is None or (found.first and has_administrator()):
        return None
    return found


@transaction.atomic
def accept(invitation: Invitation, email: str, password: str) -> User | None:
    """Make the account, or set the password of the one it is for; None if somebody was quicker."""
    taken = Invitation.objects.filter(pk=invitation.pk, used_at=None)
    if not taken.update(used_at=timezone.now()):
        return None
    user = invitation.user
    if user is None:
        user = User(username=f"u{uuid.uuid4().hex[:12]}", email=email)
        set_role(user, Role(invitation.role))
    user.set_password(password)
    user.save()
    user.groups.add(*invitation.groups.all())
    record(
        Kind.ACCOUNT, f"user:{user.pk}", by=f"user:{user.pk}", role=invitation.role,
        invitation=invitation.pk, new=invitation.user is None,
    )  # fmt: skip
    if invitation.user is None:
        # whoever has the link was trusted with it
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user

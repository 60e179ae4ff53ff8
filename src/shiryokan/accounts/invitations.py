"""Makes and takes one-time links."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import uuid

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from shiryokan.access.rules import Role, set_role
from shiryokan.accounts import audit_kinds
from shiryokan.accounts.models import Invitation
from shiryokan.audit.record import record
from shiryokan.jobs.rows import update_if_any

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
    """Make a link for somebody new, or, with ``user``, for somebody who needs a new password, whose
    older links end; its path in the instance, which is known only now."""
    secret = secrets.token_urlsafe(32)
    if user is not None:
        end_links(user)
    made = Invitation.objects.create(
        hash=_hash(secret), role=role, email=email, user=user, first=first,
        expires_at=timezone.now() + FOR,
    )  # fmt: skip
    made.groups.set(groups or [])
    about = f"user:{user.pk}" if user else f"invitation:{made.pk}"
    record(
        audit_kinds.INVITED, about, role=role, first=first,
        groups=sorted(group.name for group in groups or []),
    )  # fmt: skip
    return reverse("accounts:welcome", args=[secret])


def first_link() -> str | None:
    """The path by which the first administrator is made; None when there is one."""
    if has_administrator():
        return None
    Invitation.objects.filter(first=True).delete()
    return invite(Role.ADMINISTRATOR, first=True)


def has_administrator() -> bool:
    """Whether anybody can administer the instance."""
    return User.objects.filter(is_superuser=True, is_active=True).exists()


def hold_administrators() -> None:
    """Until the end of the transaction nobody else changes who administers: of two who take each
    other's rights away at once, the second finds what the first did."""
    administrators = User.objects.select_for_update().filter(is_superuser=True).order_by("pk")
    list(administrators.values_list("pk"))


def pending() -> QuerySet[Invitation]:
    """The links that may still be used."""
    now = timezone.now()
    return Invitation.objects.filter(used_at=None, expires_at__gt=now).exclude(
        user__is_active=False
    )


@transaction.atomic
def revoke(invitation: Invitation) -> None:
    """End a link that nobody has used."""
    ended, _rows = Invitation.objects.filter(pk=invitation.pk, used_at=None).delete()
    if ended:
        user = invitation.user_id
        record(audit_kinds.UNINVITED, f"user:{user}" if user else f"invitation:{invitation.pk}")


def forget_expired(**_tick: object) -> None:
    """Of an invitation that nobody used in time the address is not kept."""
    expired = Invitation.objects.filter(expires_at__lt=timezone.now()).exclude(email="")
    update_if_any(expired, email="")


def end_links(user: User) -> None:
    """No link that was made for ``user`` works any more."""
    Invitation.objects.filter(user=user, used_at=None).delete()


def usable(secret: str) -> Invitation | None:
    """The invitation of a link, if it may still be used."""
    found = pending().filter(hash=_hash(secret)).first()
    if found is None or (found.first and has_administrator()):
        return None
    return found


def waiting_for(address: str) -> Invitation | None:
    """The newest invitation of somebody new that was sent to an address."""
    return pending().filter(user=None, first=False, email__iexact=address).first()


def _take(invitation: Invitation) -> bool:
    """Use an invitation up; False if somebody was quicker."""
    taken = Invitation.objects.filter(pk=invitation.pk, used_at=None)
    return bool(taken.update(used_at=timezone.now(), email=""))


def _settle(user: User, invitation: Invitation) -> None:
    """Put an account into the groups of its invitation, on record."""
    user.groups.add(*invitation.groups.all())
    record(
        audit_kinds.ACCOUNT, f"user:{user.pk}", by=f"user:{user.pk}", role=invitation.role,
        invitation=invitation.pk, new=invitation.user is None,
    )  # fmt: skip


@transaction.atomic
def join(invitation: Invitation, user: User) -> bool:
    """Have an account, made otherwise than by the link, be what it was invited as; whether the
    invitation still waited."""
    if not _take(invitation):
        return False
    set_role(user, Role(invitation.role))
    user.save(update_fields=["is_superuser", "is_staff"])
    _settle(user, invitation)
    return True


@transaction.atomic
def accept(invitation: Invitation, email: str, password: str) -> User | None:
    """Make the account, or set the password of the one it is for; None if somebody was quicker."""
    if not _take(invitation):
        return None
    user = invitation.user
    if user is None:
        user = User(username=f"u{uuid.uuid4().hex[:12]}", email=email)
        set_role(user, Role(invitation.role))
        user.set_password(password)
        user.save()
    else:
        user.set_password(password)
        user.save(update_fields=["password"])
    _settle(user, invitation)
    if invitation.user is None:
        # the keeper of the machine, who alone has the first link, is believed; of others only
        # what the link was sent to is known to be theirs
        sent_to = invitation.email.casefold()
        proved = invitation.first or email.casefold() == sent_to
        EmailAddress.objects.create(user=user, email=email, verified=proved, primary=True)
    return user

"""Where a digest goes, and the signed addresses by which it is ended and changed without signing
in."""

from __future__ import annotations

import uuid

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse

from shiryokan.digest.models import Confirmation, Follow, Subscriber
from shiryokan.instance import current

_UNSUBSCRIBE = "shiryokan.digest.unsubscribe"
_MANAGE = "shiryokan.digest.manage"
_CONFIRM = "shiryokan.digest.confirm"


def address_of(user: User) -> str:
    """The address of an account; empty where it has none, or one that waits to be confirmed."""
    if not user.email:
        return ""
    known = EmailAddress.objects.filter(user=user, email__iexact=user.email).first()
    return user.email if known is None or known.verified else ""


def account_of(email: str) -> User | None:
    """The account whose address this is, if it is known to be theirs."""
    known = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user")
    for row in known:
        user: User = row.user
        if user.is_active and user.email.lower() == email.lower():
            return user
    others = User.objects.filter(email__iexact=email, is_active=True).order_by("pk")
    return next((user for user in others if address_of(user)), None)


def email_of(subscriber: Subscriber) -> str:
    """Where a digest goes; empty where it can go nowhere."""
    return address_of(subscriber.user) if subscriber.user else subscriber.email


def base_of(row: Subscriber | Confirmation) -> str:
    """Where the instance is reached, without a slash at the end."""
    return (current.config().base_url or row.base).rstrip("/")


def unsubscribe_address(subscriber: Subscriber, follow: Follow | None = None) -> str:
    """The address that ends a digest, or one follow, and does nothing else."""
    token = signing.dumps([str(subscriber.pk), follow.pk if follow else 0], salt=_UNSUBSCRIBE)
    return base_of(subscriber) + reverse("digest:unsubscribe", args=[token])


def manage_token(subscriber: Subscriber) -> str:
    """What opens the page on which whoever has no account changes their digest."""
    return signing.dumps(str(subscriber.pk), salt=_MANAGE)


def manage_address(subscriber: Subscriber) -> str:
    """The page on which a digest is changed."""
    path = (
        reverse("digest:index")
        if subscriber.user_id
        else reverse("digest:manage", args=[manage_token(subscriber)])
    )
    return base_of(subscriber) + path


def confirm_address(confirmation: Confirmation) -> str:
    """The page that asks whether an address is to follow something."""
    token = signing.dumps(str(confirmation.pk), salt=_CONFIRM)
    return base_of(confirmation) + reverse("digest:confirm", args=[token])


def asked_to_end(token: str) -> tuple[Subscriber | None, Follow | None, bool]:
    """The subscriber that a signed address is of, the follow, and whether it is about one follow;
    what is gone already is None. Raises :class:`django.core.signing.BadSignature`."""
    subscriber_id, follow_id = signing.loads(token, salt=_UNSUBSCRIBE)
    subscriber = Subscriber.objects.filter(pk=uuid.UUID(subscriber_id)).first()
    if subscriber is None or not follow_id:
        return subscriber, None, bool(follow_id)
    return subscriber, subscriber.follows.filter(pk=follow_id).first(), True


def subscriber_of(token: str) -> Subscriber | None:
    """Whose page a signed address opens. Raises :class:`django.core.signing.BadSignature`."""
    key = signing.loads(token, salt=_MANAGE)
    return Subscriber.objects.filter(pk=uuid.UUID(key), user=None).first()


def confirmation_of(token: str) -> Confirmation | None:
    """What a signed address confirms; None when it has expired. Raises
    :class:`django.core.signing.BadSignature`."""
    key = signing.loads(token, salt=_CONFIRM)
    return Confirmation.objects.filter(pk=uuid.UUID(key)).first()

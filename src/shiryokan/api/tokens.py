"""Makes tokens, and finds whose they are."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.contrib.auth.models import User
from django.db import OperationalError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from shiryokan.api import audit_kinds
from shiryokan.api.models import ApiToken
from shiryokan.audit.record import record

PREFIX = "shiryokan_"
"""With which every secret begins, so that one that leaked is known for what it is."""
_BYTES = 32
_SELDOM = datetime.timedelta(hours=1)
"""A token's last use is kept to the hour: a request that only reads need not write."""


@transaction.atomic
def issue(
    user: User, name: str, lifetime: datetime.timedelta | None = None
) -> tuple[ApiToken, str]:
    """A new token of ``user``, and its secret, which is told this once."""
    secret = PREFIX + secrets.token_urlsafe(_BYTES)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        hash=_hash(secret),
        ending=secret[-4:],
        expires_at=timezone.now() + lifetime if lifetime else None,
    )
    # what its owner calls it is the owner's and goes with them: an entry would keep it
    record(audit_kinds.TOKEN, f"token:{token.pk}", user=user.pk)
    return token, secret


def holder(secret: str) -> ApiToken | None:
    """The token with this secret, whether it is still alive or not."""
    # a secret of 32 random bytes needs neither salt nor a slow hash
    return ApiToken.objects.select_related("user").filter(hash=_hash(secret)).first()


def usable(token: ApiToken) -> bool:
    """Whether a token and its owner may still use the API."""
    return token.alive and bool(token.user.is_active)


def note_use(token: ApiToken) -> None:
    """Keep when the token was used last, to the hour."""
    now = timezone.now()
    if token.used_at and now - token.used_at < _SELDOM:
        return
    try:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    except OperationalError:
        # whoever holds the database's write lock for long does not keep readers waiting twice
        return


def living(user: User) -> QuerySet[ApiToken]:
    """The tokens of ``user`` that may be used."""
    now = timezone.now()
    return ApiToken.objects.filter(user=user, revoked_at=None).filter(
        Q(expires_at=None) | Q(expires_at__gt=now)
    )


@transaction.atomic
def revoke(user: User, token_id: int) -> bool:
    """End one of the tokens of ``user``; False if there is no such living one."""
    found = ApiToken.objects.filter(user=user, pk=token_id, revoked_at=None)
    ended = bool(found.update(revoked_at=timezone.now()))
    if ended:
        record(audit_kinds.TOKEN_REVOKED, f"token:{token_id}", user=user.pk)
    return ended


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()

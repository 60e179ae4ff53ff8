"""Signed addresses by which mail is ended without signing in (RFC 8058)."""

from __future__ import annotations

import uuid

from django.core import signing
from django.urls import reverse

from shiryokan.alerts.contents import base_of
from shiryokan.alerts.models import Channel

_SALT = "shiryokan.alerts.unsubscribe"


def unsubscribe_address(channel: Channel) -> str:
    """The address that ends mail to this address for this search, and does nothing else."""
    token = signing.dumps([str(channel.search_id), channel.address], salt=_SALT)
    return base_of(channel.search) + reverse("alerts:unsubscribe", args=[token])


def channel_of(token: str) -> Channel | None:
    """The channel that a signed address is of; none when it is gone or leads elsewhere now.

    Raises :class:`django.core.signing.BadSignature` for an address that we did not make.
    """
    search, address = signing.loads(token, salt=_SALT)
    return (
        Channel.objects.filter(search=uuid.UUID(search), kind=Channel.Kind.EMAIL, address=address)
        .select_related("search")
        .first()
    )

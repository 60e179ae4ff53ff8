"""Signed addresses by which mail is ended without signing in (RFC 8058)."""

from __future__ import annotations

import uuid

from django.core import signing
from django.urls import reverse

from shiryokan.alerts.contents import base_of
from shiryokan.alerts.models import Way

_SALT = "shiryokan.alerts.unsubscribe"


def unsubscribe_address(way: Way) -> str:
    """The address that ends mail to this address for this search, and does nothing else."""
    token = signing.dumps([str(way.search_id), way.address], salt=_SALT)
    return base_of(way.search) + reverse("alerts:unsubscribe", args=[token])


def way_of(token: str) -> Way | None:
    """The way that a signed address is of; none when it is gone or leads elsewhere now.

    Raises :class:`django.core.signing.BadSignature` for an address that we did not make.
    """
    search, address = signing.loads(token, salt=_SALT)
    return (
        Way.objects.filter(search=uuid.UUID(search), kind=Way.Kind.EMAIL, address=address)
        .select_related("search")
        .first()
    )

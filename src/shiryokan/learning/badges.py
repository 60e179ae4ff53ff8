"""Certificates as Open Badges of this instance: signed with its key, and revoked in a list that it
serves."""

from __future__ import annotations

import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.urls import reverse
from django.utils import timezone

from shiryokan.instance import current
from shiryokan.instance.signing import public_of, signing_key
from shiryokan.learning.exchange.badge import LIST_BITS, badge, status_list
from shiryokan.learning.exchange.decentralized_ids import document, issuer_id
from shiryokan.learning.exporting import certificate_of
from shiryokan.learning.models import Certificate

_DID_KEY = "did:key:"


def badge_of(row: Certificate, base: str, house: str) -> str:
    """A certificate as a badge, a compact JWT. ``base`` is the instance's address, at which badges
    are verified and their revocation is asked for; ``house`` is who certifies."""
    issuer, key = _issuer()
    number, place = divmod(row.pk, LIST_BITS)
    address = base + reverse("learning:certificate", args=[row.code])
    return badge(
        certificate_of(row, address, house), issuer, key,
        list_address=base + reverse("learning:revoked", args=[number]), list_place=place,
    )  # fmt: skip


def revoked_badges(number: int, base: str) -> str:
    """The list of what was revoked among the certificates of one list, a compact JWT; the same all
    day long until something is revoked."""
    issuer, key = _issuer()
    first = number * LIST_BITS
    revoked = Certificate.objects.filter(
        pk__gte=first, pk__lt=first + LIST_BITS, revoked_at__isnull=False
    )
    places = [pk - first for pk in revoked.order_by("pk").values_list("pk", flat=True)]
    midnight = datetime.datetime.combine(
        timezone.localdate(), datetime.time(), timezone.get_current_timezone()
    )
    address = base + reverse("learning:revoked", args=[number])
    return status_list(address, places, issuer, key, midnight)


def issuer_document() -> dict[str, Any] | None:
    """What the instance's name beyond this house is resolved to; None where that is its key."""
    issuer, key = _issuer()
    return None if issuer.startswith(_DID_KEY) else document(issuer, public_of(key))


def _issuer() -> tuple[str, Ed25519PrivateKey]:
    key = signing_key(current.secret_key())
    return issuer_id(current.config().base_url, public_of(key)), key

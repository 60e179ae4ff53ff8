"""The key of this instance, and those of others whose parcels it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.instance import current
from shiryokan.instance.signing import (
    fingerprint,
    key_text,
    public_from_text,
    public_of,
    signing_key,
)
from shiryokan.parcels import audit_kinds
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.models import NAME_LENGTH, AcceptedKey
from shiryokan.parcels.opening import Accepted

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def own_key() -> Ed25519PrivateKey:
    """With which this instance seals."""
    return signing_key(current.secret_key())


def own_key_text() -> str:
    """The public half, to be handed to others."""
    return key_text(public_of(own_key()))


def accepted_keys() -> dict[bytes, Accepted]:
    """By their bytes; those that were revoked too, so that a parcel of one is called what it is."""
    return {
        public_from_text(row.key): Accepted(row.name, row.revoked_at is not None)
        for row in AcceptedKey.objects.all()
    }


@transaction.atomic
def accept(text: str, name: str) -> AcceptedKey:
    """Take the parcels of whoever has this key from now on. One that was revoked is accepted again.
    Raises :class:`ParcelError`."""
    try:
        key = key_text(public_from_text(text))
    except ValueError as error:
        raise ParcelError("parcel_key_text") from error
    row, _new = AcceptedKey.objects.update_or_create(
        key=key, defaults={"name": name[:NAME_LENGTH], "revoked_at": None}
    )
    record(audit_kinds.KEY_ACCEPTED, f"key:{row.pk}", row.name, fingerprint=row.fingerprint)
    return row


@transaction.atomic
def revoke(told: str) -> AcceptedKey:
    """Take no more parcels of a key, told by its fingerprint or its text. Raises
    :class:`ParcelError`."""
    wanted = "".join(told.split()).lower()
    for row in AcceptedKey.objects.select_for_update():
        if wanted in (row.fingerprint.replace(" ", ""), row.key.lower()):
            row.revoked_at = row.revoked_at or timezone.now()
            row.save(update_fields=["revoked_at"])
            record(audit_kinds.KEY_REVOKED, f"key:{row.pk}", row.name, fingerprint=row.fingerprint)
            return row
    raise ParcelError("parcel_key_missing", fingerprint=told[:80])


def own_fingerprint() -> str:
    """Of this instance's key."""
    return fingerprint(public_of(own_key()))

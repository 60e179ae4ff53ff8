"""The key with which this instance signs what leaves it: certificates and parcels.

It is an Ed25519 key (RFC 8032) that is derived from the home's ``secret-key`` by HKDF (RFC 5869): a
backup has it, and a restored instance signs with the same one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC_BYTES = 32
"""Of an Ed25519 public key."""
_PURPOSE = b"shiryokan signing key 1"
_PREFIX = "shiryokan-key:"
_FINGERPRINT_BYTES = 16
"""Of the SHA-256: enough that nobody makes another key with the same one."""
_GROUP = 4


def signing_key(secret: str) -> Ed25519PrivateKey:
    """The key of an instance whose ``secret-key`` is ``secret``."""
    # of all that is loaded at the start only signing needs it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    seed = HKDF(SHA256(), PUBLIC_BYTES, salt=None, info=_PURPOSE).derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_of(key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of its public key."""
    return key.public_key().public_bytes_raw()


def fingerprint(public: bytes) -> str:
    """What people compare by eye or by telephone: 32 hexadecimal digits in groups of four."""
    digits = hashlib.sha256(public).digest()[:_FINGERPRINT_BYTES].hex()
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def key_text(public: bytes) -> str:
    """A public key as one line of text, to be handed to another instance."""
    return _PREFIX + base64url(public)


def public_from_text(text: str) -> bytes:
    """The reverse of :func:`key_text`. Raises :class:`ValueError`."""
    text = text.strip()
    if not text.startswith(_PREFIX):
        raise ValueError(text)
    public = bytes_of(text.removeprefix(_PREFIX))
    if len(public) != PUBLIC_BYTES:
        raise ValueError(text)
    return public


def base64url(data: bytes) -> str:
    """RFC 4648 § 5, without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def bytes_of(text: str) -> bytes:
    """The reverse of :func:`base64url`, of the one form that it writes. Raises
    :class:`ValueError`."""
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError(text) from error
    if base64url(data) != text:
        raise ValueError(text)
    return data

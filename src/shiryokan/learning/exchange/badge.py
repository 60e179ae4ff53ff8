"""A certificate as an Open Badge 3.0: a verifiable credential, signed as a JWT.

Source: 1EdTech Open Badges 3.0 §8.2 (the JWT's payload is the credential), W3C Verifiable
Credentials 2.0 and Bitstring Status List 1.0.
"""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
from collections.abc import Iterable
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shiryokan.learning.exchange.certificate import Certificate
from shiryokan.learning.exchange.decentralized_ids import key_id

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST_BITS = 131_072
"""Certificates that a status list tells of: the least that its standard allows, so that no list
says much of one person."""
LIST_LASTS = datetime.timedelta(days=7)
"""How long a status list may be kept before it must be asked for again."""
_DAY = datetime.timedelta(days=1)


def badge(
    certificate: Certificate,
    issuer: str,
    key: Ed25519PrivateKey,
    *,
    list_address: str = "",
    list_place: int = 0,
) -> str:
    """A certificate as a signed credential, a compact JWT.

    ``issuer`` is a decentralized identifier whose key is ``key``. ``list_address`` is where the
    house serves the list of what it revoked, ``list_place`` the certificate's place in it; without
    an address the badge does not say how to ask.
    """
    claims = credential(certificate, issuer)
    if list_address:
        claims["credentialStatus"] = {
            "id": f"{list_address}#{list_place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(list_place),
            "statusListCredential": list_address,
        }
    registered = {
        "iss": issuer, "jti": claims["id"], "nbf": _seconds(certificate.issued),
    }  # fmt: skip
    if certificate.valid_until:
        registered["exp"] = _seconds(_end_of(certificate.valid_until, certificate.issued))
    return _signed({**claims, **registered}, issuer, key)


def credential(certificate: Certificate, issuer: str) -> dict[str, Any]:
    """What the badge says: who completed what, and of which papers."""
    made: dict[str, Any] = {
        "@context": [CREDENTIALS, BADGES],
        "id": certificate.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.course,
        "issuer": {"id": issuer, "type": ["Profile"], "name": certificate.house},
        "validFrom": certificate.issued.isoformat(timespec="seconds"),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": _identifiers(certificate),
            "achievement": {
                "id": f"{certificate.address}#achievement",
                "type": ["Achievement"],
                "name": certificate.course,
                "description": certificate.description or certificate.course,
                "humanCode": certificate.number,
            },
        },
    }
    narrative = "\n".join(certificate.attested) or certificate.course
    made["credentialSubject"]["achievement"].update(criteria={"narrative": narrative})
    if certificate.valid_until:
        end = _end_of(certificate.valid_until, certificate.issued)
        made["validUntil"] = end.isoformat(timespec="seconds")
    return made


def _identifiers(certificate: Certificate) -> list[dict[str, Any]]:
    """The person's name, and the address of mail as a hash, salted with the number."""
    found: list[dict[str, Any]] = [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": certificate.person,
            "identityType": "name",
        }
    ]
    if certificate.email:
        salted = f"{certificate.email}{certificate.number}".encode()
        found.append(
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": f"sha256${hashlib.sha256(salted).hexdigest()}",
                "identityType": "emailAddress",
                "salt": certificate.number,
            }
        )
    return found


def status_list(
    address: str,
    revoked: Iterable[int],
    issuer: str,
    key: Ed25519PrivateKey,
    now: datetime.datetime,
) -> str:
    """The list of what was revoked, by places from 0, as a signed credential that is served at
    ``address``. Raises :class:`ValueError` for a place that it does not have."""
    bits = bytearray(LIST_BITS // 8)
    for place in revoked:
        if not 0 <= place < LIST_BITS:
            raise ValueError(place)
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    claims = {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": now.isoformat(timespec="seconds"),
        "validUntil": (now + LIST_LASTS).isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii"),
        },
    }
    return _signed({**claims, "iss": issuer, "jti": address, "nbf": _seconds(now)}, issuer, key)


def _signed(claims: dict[str, Any], issuer: str, key: Ed25519PrivateKey) -> str:
    headers = {"kid": key_id(issuer), "typ": "JWT"}
    return jwt.encode(claims, key, algorithm="EdDSA", headers=headers)


def _end_of(day: datetime.date, issued: datetime.datetime) -> datetime.datetime:
    """The last second of a day, where the certificate was issued."""
    begins = datetime.datetime.combine(day, datetime.time(), issued.tzinfo)
    return begins + _DAY - datetime.timedelta(seconds=1)


def _seconds(moment: datetime.datetime) -> int:
    return int(moment.timestamp())

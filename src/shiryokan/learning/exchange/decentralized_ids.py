"""The names by which an issuer is known beyond this house: decentralized identifiers (W3C DID).

With a public https address it is ``did:web``, whose document the house serves; without one, as in a
closed network, ``did:key``, which is the public key itself and needs no network to be verified.
"""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote, urlsplit

KEY_NAME = "key-1"
_ED25519 = b"\xed\x01"
"""The multicodec prefix of an Ed25519 public key."""
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def issuer_id(base_url: str, public: bytes) -> str:
    """The identifier of a house at ``base_url`` whose public key is ``public``."""
    parts = urlsplit(base_url)
    if parts.scheme != "https" or not parts.hostname:
        return f"did:key:{multibase(public)}"
    host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    path = [part for part in parts.path.split("/") if part]
    return ":".join(["did:web", *(quote(part, safe="") for part in (host, *path))])


def document_path(base_url: str) -> str:
    """Under which path of its host the document of a ``did:web`` is asked for."""
    path = urlsplit(base_url).path.rstrip("/")
    return f"{path}/did.json" if path else "/.well-known/did.json"


def key_id(issuer: str) -> str:
    """What names the key within an issuer's document."""
    if issuer.startswith("did:key:"):
        return f"{issuer}#{issuer.removeprefix('did:key:')}"
    return f"{issuer}#{KEY_NAME}"


def document(issuer: str, public: bytes) -> dict[str, Any]:
    """The document that a ``did:web`` is resolved to."""
    name = key_id(issuer)
    encoded = base64.urlsafe_b64encode(public).rstrip(b"=").decode("ascii")
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/suites/jws-2020/v1",
        ],
        "id": issuer,
        "verificationMethod": [
            {
                "id": name,
                "type": "JsonWebKey2020",
                "controller": issuer,
                "publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": encoded},
            }
        ],
        "assertionMethod": [name],
    }


def multibase(public: bytes) -> str:
    """A public key as ``did:key`` writes it: base58btc of its multicodec form."""
    number = int.from_bytes(_ED25519 + public)
    digits = ""
    while number:
        number, digit = divmod(number, len(_BASE58))
        digits = _BASE58[digit] + digits
    return f"z{digits}"

"""The seal of a parcel: an Ed25519 signature of every byte of the file before it.

A parcel is a zip file; the seal is the comment at its end (APPNOTE.TXT § 4.3.16), which always has
the same length: so nothing in the file can change without the seal telling, not even what a zip
reader would not look at.
"""

from __future__ import annotations

import hashlib
import re
from typing import IO, TYPE_CHECKING

import msgspec

from shiryokan.instance.signing import base64url, bytes_of, public_of
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.manifest import FORMAT, OLDEST_FORMAT

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_MAGIC = b"shiryokan-parcel"
_SEAL = re.compile(rb"shiryokan-parcel ([0-9]{2}) ([\w-]{43}) ([\w-]{86})\Z", re.ASCII)
LENGTH = len(_MAGIC) + 1 + 2 + 1 + 43 + 1 + 86
_CHUNK = 1 << 20


class Seal(msgspec.Struct, frozen=True):
    """The format of a parcel, and who signed it: a public key and the signature."""

    format: int
    public: bytes
    signature: bytes


def room() -> bytes:
    """What stands in the place of the seal until the file is whole."""
    return b" " * LENGTH


def put_seal(file: IO[bytes], key: Ed25519PrivateKey) -> None:
    """Sign a file that ends with :func:`room`."""
    size = file.seek(0, 2)
    public = public_of(key)
    signature = key.sign(_signed(FORMAT, public, _digest(file, size - LENGTH)))
    seal = f" {FORMAT:02d} {base64url(public)} {base64url(signature)}".encode("ascii")
    file.seek(size - LENGTH)
    file.write(_MAGIC + seal)


def seal_of(file: IO[bytes], name: str) -> Seal:
    """The seal at the end of a file, not checked yet. Raises :class:`ParcelError`: the file is none
    of ours, cut off, or of a format that is not read."""
    size = file.seek(0, 2)
    file.seek(max(size - LENGTH, 0))
    found = _SEAL.match(file.read(LENGTH))
    if found is None:
        raise ParcelError("parcel_not_one", file=name)
    number = int(found[1])
    if number < OLDEST_FORMAT:
        raise ParcelError("parcel_format_old", file=name, format=number)
    if number > FORMAT:
        raise ParcelError("parcel_format_new", file=name, format=number)
    try:
        public, signature = (bytes_of(part.decode("ascii")) for part in found.groups()[1:])
    except ValueError as error:
        raise ParcelError("parcel_damaged", file=name) from error
    return Seal(number, public, signature)


def check_seal(file: IO[bytes], seal: Seal, name: str) -> None:
    """Raises :class:`ParcelError` unless the file is, byte by byte, what was signed."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  as in signing_key
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    size = file.seek(0, 2)
    signed = _signed(seal.format, seal.public, _digest(file, size - LENGTH))
    try:
        Ed25519PublicKey.from_public_bytes(seal.public).verify(seal.signature, signed)
    except (InvalidSignature, ValueError) as error:
        raise ParcelError("parcel_damaged", file=name) from error


def _signed(number: int, public: bytes, digest: bytes) -> bytes:
    return _MAGIC + b" %02d\n" % number + public + digest


def _digest(file: IO[bytes], length: int) -> bytes:
    """The SHA-256 of the first ``length`` bytes."""
    file.seek(0)
    digest = hashlib.sha256()
    while length > 0 and (chunk := file.read(min(_CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.digest()

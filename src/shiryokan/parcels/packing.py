"""Makes a parcel: a zip file of the manifest and the files it names, sealed."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from shiryokan.instance.signing import key_text, public_of
from shiryokan.parcels import seal
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.manifest import NAME, PATHS, Manifest, ParcelFile, encoded

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MOST_FILES = 10_000
"""Files of a parcel: more are several parcels."""
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""Of each file in the zip; the manifest says when the parcel was made."""
_CHUNK = 1 << 20


def pack(
    place: Path, manifest: Manifest, files: Mapping[str, bytes | Path], key: Ed25519PrivateKey
) -> Manifest:
    """Write a parcel to ``place``, whole or not at all; the manifest as it stands in it, with its
    files and the key that signed.

    Raises :class:`ParcelError` where there is nothing to pack or too much, :class:`ValueError`
    where a file has another name than the manifest gives it, :class:`OSError`.
    """
    if not files:
        raise ParcelError("parcel_empty")
    if len(files) > MOST_FILES:
        raise ParcelError("parcel_too_many", count=len(files), limit=MOST_FILES)
    if sorted(files) != sorted(manifest.entry_paths()) or not all(map(PATHS.fullmatch, files)):
        raise ValueError(sorted(files))
    listed = tuple(_described(path, files[path]) for path in sorted(files))
    house = msgspec.structs.replace(manifest.house, key=key_text(public_of(key)))
    manifest = msgspec.structs.replace(manifest, files=listed, house=house)
    with tempfile.NamedTemporaryFile(
        dir=place.absolute().parent, prefix=".parcel-", delete=False
    ) as part:
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(_info(NAME), encoded(manifest))
                for each in listed:
                    _write(archive, each, files[each.path])
                archive.comment = seal.room()
            seal.put_seal(part, key)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(place)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    return manifest


def _described(path: str, source: bytes | Path) -> ParcelFile:
    if isinstance(source, bytes):
        return ParcelFile(path, len(source), hashlib.sha256(source).hexdigest())
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return ParcelFile(path, file.tell(), digest)


def _info(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, _SAME_TIME)
    info.external_attr = 0o644 << 16
    return info


def _write(archive: zipfile.ZipFile, file: ParcelFile, source: bytes | Path) -> None:
    info = _info(file.path)
    if isinstance(source, bytes):
        archive.writestr(info, source)
        return
    info.file_size = file.size
    with source.open("rb") as reading, archive.open(info, "w") as writing:
        while chunk := reading.read(_CHUNK):
            writing.write(chunk)

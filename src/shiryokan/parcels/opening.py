"""Opens a parcel: first who sealed it, then every byte, then what is in it."""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import msgspec

from shiryokan.instance.signing import fingerprint, key_text
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.manifest import NAME, PATHS, Manifest, ParcelFile
from shiryokan.parcels.packing import MOST_FILES
from shiryokan.parcels.seal import check_seal, seal_of

MOST_BYTES = 20 * 1024**3
"""Of what is in a parcel, all together: a hundred thousand pages."""
MOST_MANIFEST = 64 * 1024**2
"""Bytes of the manifest."""
_CHUNK = 1 << 20
_ENCRYPTED = 0x1


class Accepted(msgspec.Struct, frozen=True):
    """A public key whose parcels are taken, unless it was revoked; and whose it is."""

    name: str
    revoked: bool = False


class Parcel:
    """An open parcel that was found to be as it was sealed. Its files are read by their names in
    the manifest."""

    def __init__(
        self, manifest: Manifest, archive: zipfile.ZipFile, public: bytes, name: str
    ) -> None:
        self.manifest = manifest
        self.public = public
        self._archive, self._name = archive, name
        self._files = {file.path: file for file in manifest.files}

    @contextlib.contextmanager
    def stream(self, path: str) -> Iterator[IO[bytes]]:
        """A file as a stream of bytes. Raises :class:`KeyError`."""
        file = self._files[path]
        with self._archive.open(file.path) as reading:
            yield reading

    def read(self, path: str) -> bytes:
        """A file whole. Raises :class:`ParcelError` where it is no longer what it was, and
        :class:`KeyError`."""
        with self.stream(path) as reading:
            data = reading.read()
        if hashlib.sha256(data).hexdigest() != self._files[path].sha256:
            raise ParcelError("parcel_damaged", file=self._name)
        return data


@contextlib.contextmanager
def opened(
    place: Path, accepted: Mapping[bytes, Accepted], *, most_bytes: int = MOST_BYTES
) -> Iterator[Parcel]:
    """Open a parcel that one of the ``accepted`` keys sealed.

    Nothing in it is looked at before its seal was found good; nothing is written anywhere. Raises
    :class:`ParcelError`, :class:`OSError`.
    """
    name = place.name
    with place.open("rb") as file:
        seal = seal_of(file, name)
        known = accepted.get(seal.public)
        shown = fingerprint(seal.public)
        if known is None:
            raise ParcelError("parcel_key_unknown", file=name, fingerprint=shown)
        if known.revoked:
            raise ParcelError("parcel_key_revoked", name=known.name, fingerprint=shown)
        check_seal(file, seal, name)
        file.seek(0)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ParcelError("parcel_contents", file=name, about="zip") from error
        with archive:
            manifest = _checked(archive, name, place.stat().st_size, most_bytes)
            if manifest.house.key != key_text(seal.public):
                raise ParcelError("parcel_contents", file=name, about=NAME)
            yield Parcel(manifest, archive, seal.public, name)


def _checked(archive: zipfile.ZipFile, name: str, length: int, most_bytes: int) -> Manifest:
    """The manifest, with which all that lies in the zip, of ``length`` bytes, agrees. A seal
    says who packed it, not that the packer meant well."""
    infos = {info.filename: info for info in archive.infolist()}
    for info in archive.infolist():
        # packed data never unfolds: it lies in the file as it is
        packed = info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size
        if packed or info.flag_bits & _ENCRYPTED:
            raise ParcelError("parcel_contents", file=name, about=_shown(info.filename))
    size = sum(info.file_size for info in infos.values())
    if size > most_bytes:
        raise ParcelError("parcel_too_large", file=name, size=size, limit=most_bytes)
    # no name twice, and no bytes twice under two names
    twice = len(infos) != len(archive.infolist()) or size > length
    if twice or len(infos) > MOST_FILES + 1:
        raise ParcelError("parcel_contents", file=name, about="zip")
    manifest = _manifest(archive, infos.pop(NAME, None), name)
    listed = {file.path: file for file in manifest.files}
    entries = manifest.entry_paths()
    strange = sorted({*infos} ^ {*listed} or {*listed} ^ {*entries})
    strange += [path for path in listed if not PATHS.fullmatch(path)]
    if strange or not len(listed) == len(manifest.files) == len(entries):
        raise ParcelError("parcel_contents", file=name, about=_shown((strange or [NAME])[0]))
    for path, file in listed.items():
        if infos[path].file_size != file.size or _digest(archive, file) != file.sha256:
            raise ParcelError("parcel_contents", file=name, about=_shown(path))
        if path.startswith("documents/") and Path(path).stem != file.sha256:
            raise ParcelError("parcel_contents", file=name, about=_shown(path))
    return manifest


def _manifest(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None, name: str) -> Manifest:
    if info is None or info.file_size > MOST_MANIFEST:
        raise ParcelError("parcel_contents", file=name, about=NAME)
    try:
        return msgspec.json.decode(archive.read(info), type=Manifest)
    except (msgspec.MsgspecError, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        raise ParcelError("parcel_contents", file=name, about=NAME) from error


def _digest(archive: zipfile.ZipFile, file: ParcelFile) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(file.path) as reading:
            while chunk := reading.read(_CHUNK):
                digest.update(chunk)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        return ""
    return digest.hexdigest()


def _shown(path: str) -> str:
    """A name from a stranger's file, harmless in a message."""
    return ascii(path)[1:-1][:80]

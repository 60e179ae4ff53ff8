"""A bucket of an S3 service, by boto3. Names of objects are keys; bytes are checked both ways."""

from __future__ import annotations

import base64
import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Self

import boto3
from botocore.config import Config as ClientConfig
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    PartialCredentialsError,
)
from urllib3.exceptions import HTTPError

from shiryokan.documents.originals import Listed, Stored
from shiryokan.documents.store_errors import (
    AWAY,
    NO_BUCKET,
    REFUSES,
    OriginalDamaged,
    StoreUnavailable,
)
from shiryokan.instance.config import Config

_CHUNK = 1 << 20
_CONNECT_SECONDS = 5.0
_ASKED = 4
"""How often a request is made before it is given up, the first time included, by boto3's own
pauses."""
_READ = 3
"""How often bytes are read that are not what they should be: a wire may err, a disk hardly
heals."""
_SHA256 = "sha256"
"""Name under which an object says what its bytes are: a key of an upload does not."""
_MISSING = frozenset(("404", "NoSuchKey", "NotFound"))
_THERE = frozenset(("412", "PreconditionFailed"))
_SHUT = frozenset(
    ("401", "403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken")
)


class Bucket:
    """A bucket. Whatever it cannot do now is a
    :class:`shiryokan.documents.store_errors.StoreUnavailable`."""

    def __init__(self, name: str, client: Any) -> None:
        self.name = name
        self._client = client

    @classmethod
    def of(cls, config: Config) -> Self:
        """The bucket that the settings name; credentials come from the surroundings, as boto3 finds
        them."""
        # a session of its own: the common one is not for several threads, and keeps old credentials
        client = boto3.session.Session().client(
            "s3",
            endpoint_url=config.s3_endpoint or None,
            region_name=config.s3_region or None,
            config=ClientConfig(
                signature_version="s3v4",
                connect_timeout=min(_CONNECT_SECONDS, config.s3_seconds),
                read_timeout=config.s3_seconds,
                retries={"mode": "standard", "total_max_attempts": _ASKED},
                # one's own SHA-256 goes along; a second sum is of no use, and not known everywhere
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                s3={"addressing_style": "path"} if config.s3_endpoint else {},
            ),
        )
        return cls(config.s3_bucket, client)

    def put(self, key: str, path: Path, stored: Stored, *, anew: bool = False) -> bool:
        """Put a file's bytes under a key unless there are some, or ``anew`` in their place; whether
        they were put. The service refuses what arrives otherwise than it was sent."""
        only_new = {} if anew else {"IfNoneMatch": "*"}
        with _understood(), path.open("rb") as file:
            try:
                self._client.put_object(
                    Bucket=self.name, Key=key, Body=file,
                    ContentLength=stored.size, ContentType="application/octet-stream",
                    ChecksumSHA256=base64.b64encode(bytes.fromhex(stored.sha256)).decode(),
                    Metadata={_SHA256: stored.sha256},
                    **only_new,
                )  # fmt: skip
            except ClientError as error:
                if not anew and _code(error) in _THERE:
                    return False
                raise
        return True

    def fetch(self, key: str, writing: BinaryIO, sha256: str = "") -> None:
        """Write an object's bytes into a file, which is emptied first.

        They must have the hash that is given, or that the object says of itself. Raises
        :class:`FileNotFoundError`, :class:`shiryokan.documents.store_errors.OriginalDamaged`.
        """
        for _ in range(_READ):
            writing.seek(0)
            writing.truncate()
            read, said = self._read(key, writing)
            if read == (sha256 or said or read):
                writing.flush()
                return
        raise OriginalDamaged(key)

    def _read(self, key: str, writing: BinaryIO | None) -> tuple[str, str]:
        """The hash of an object's bytes as they come, and as the object says."""
        digest = hashlib.sha256()
        with _understood(key):
            answer = self._client.get_object(Bucket=self.name, Key=key)
            body = answer["Body"]
            with contextlib.closing(body):
                while chunk := body.read(_CHUNK):
                    digest.update(chunk)
                    if writing is not None:
                        writing.write(chunk)
        return digest.hexdigest(), str(answer["Metadata"].get(_SHA256, ""))

    def digest(self, key: str) -> str | None:
        """The SHA-256 of an object's bytes, read through; None if it is not there."""
        try:
            return self._read(key, None)[0]
        except FileNotFoundError:
            return None

    def raw(self, key: str, writing: BinaryIO) -> None:
        """Write an object's bytes into a file, whatever they are."""
        self._read(key, writing)

    def has(self, key: str) -> bool:
        """Whether there is an object of this key."""
        try:
            with _understood(key):
                self._client.head_object(Bucket=self.name, Key=key)
        except FileNotFoundError:
            return False
        return True

    def remove(self, key: str) -> None:
        """Remove an object with all its versions. Versions that the bucket locks stay, and are
        :class:`shiryokan.documents.store_errors.StoreUnavailable`."""
        with _understood():
            pages = self._client.get_paginator("list_object_versions").paginate(
                Bucket=self.name, Prefix=key
            )
            versions = [
                (each["Key"], each["VersionId"])
                for page in pages
                for each in [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
            ]
            for found, version in versions:
                if found == key:
                    self._client.delete_object(Bucket=self.name, Key=key, VersionId=version)
            if not versions:
                self._client.delete_object(Bucket=self.name, Key=key)

    def list(self, prefix: str) -> Iterator[Listed]:
        """The objects whose keys begin so, in the order of their keys."""
        with _understood():
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.name, Prefix=prefix):
                for each in page.get("Contents", ()):
                    yield Listed(each["Key"], each["Size"], each["LastModified"].timestamp())

    def signed(self, key: str, disposition: str, media_type: str, seconds: int) -> str:
        """An address at which an object can be fetched for some seconds."""
        asked = {
            "Bucket": self.name, "Key": key,
            "ResponseContentDisposition": disposition, "ResponseContentType": media_type,
        }  # fmt: skip
        with _understood():
            return str(
                self._client.generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds)
            )


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


@contextlib.contextmanager
def _understood(key: str = "") -> Iterator[None]:
    """Say what went wrong in our own words; with a ``key`` its not being there is a
    :class:`FileNotFoundError`."""
    try:
        yield
    except ClientError as error:
        code = _code(error)
        if key and code in _MISSING:
            raise FileNotFoundError(key) from error
        if code == "NoSuchBucket":
            raise StoreUnavailable(NO_BUCKET, str(error)) from error
        raise StoreUnavailable(REFUSES if code in _SHUT else AWAY, str(error)) from error
    except (NoCredentialsError, PartialCredentialsError) as error:
        raise StoreUnavailable(REFUSES, str(error)) from error
    except (BotoCoreError, HTTPError) as error:
        raise StoreUnavailable(AWAY, str(error)) from error

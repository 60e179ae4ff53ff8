"""What a parcel says of itself and of what is in it."""

from __future__ import annotations

import re

import msgspec

NAME = "parcel.json"
FORMAT = 1
OLDEST_FORMAT = 1
PATHS = re.compile(
    r"documents/[0-9a-f]{64}\.pdf|articles/[0-9]{1,18}\.json|courses/[0-9a-z-]{1,64}\.json"
)
"""The names that a file of a parcel may have."""


class House(msgspec.Struct, frozen=True, kw_only=True):
    """The instance that a parcel was made in. ``key`` is its public key as text."""

    name: str
    address: str = ""
    key: str


class ParcelFile(msgspec.Struct, frozen=True):
    """A file of a parcel: its size in bytes, and what its bytes are."""

    path: str
    size: int
    sha256: str


class DocumentEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document: its original under ``path``, and where it was published."""

    path: str
    file_name: str
    title: str
    publisher: str = ""
    council: str = ""
    meeting: str = ""
    date: str = ""
    """As much of it as is told: 2024, 2024-06 or 2024-06-01."""
    source_url: str = ""
    versions: tuple[DocumentVersion, ...] = ()


class DocumentVersion(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which version of which series a document is, for a register."""

    register: str
    series: str
    year: int | None = None
    draft: bool = False


class ArticleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its editions, under ``path``."""

    path: str
    id: str
    title: str


class CourseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A course, under ``path``."""

    path: str
    id: str
    title: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A parcel. ``id`` is of this parcel alone; ``made_at`` is ISO 8601 with its zone."""

    id: str
    house: House
    title: str
    made_at: str
    program: str
    files: tuple[ParcelFile, ...]
    documents: tuple[DocumentEntry, ...] = ()
    articles: tuple[ArticleEntry, ...] = ()
    courses: tuple[CourseEntry, ...] = ()
    note: str = ""

    def entry_paths(self) -> list[str]:
        """The file of each thing that is in it."""
        return [
            *(each.path for each in self.documents),
            *(each.path for each in self.articles),
            *(each.path for each in self.courses),
        ]


def encoded(manifest: Manifest) -> bytes:
    """As it stands in the parcel."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"

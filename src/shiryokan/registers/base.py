"""What every register is made of: records with provenance, and what could not be placed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, Literal, Protocol, TypeVar

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.source_text import Place, Traced

SCHEMA_VERSION = 1
"""Version of the JSON of records. It grows when a field comes, goes or changes its meaning."""

_NAMESPACE = uuid.UUID("6f0c1d5e-5a2b-5c40-9a63-7a5b8f1c2d90")


class Trace(msgspec.Struct, frozen=True, gc=False):
    """The provenance of one value: its places on the pages, and how sure it is (0 to 1)."""

    places: tuple[Place, ...]
    confidence: float = 1.0


class Record(msgspec.Struct, kw_only=True):
    """One entry of a register. A register's own fields follow in its subclass.

    ``key`` names the record within its document and stays the same when the document is read
    anew. ``provenance`` has the traces of each field by its name: one for a single value, one for
    each item of a list, in the list's order. A field that is derived from others has none.
    """

    document: str
    key: str
    page: int
    provenance: dict[str, list[Trace]]
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """A stable identifier: the same document and key always give the same one."""
        return str(uuid.uuid5(_NAMESPACE, f"{self.document}\n{type(self).__name__}\n{self.key}"))


FieldKind = Literal["text", "texts", "number", "flag", "date", "parts"]
"""``text`` one text; ``texts`` a list of texts; ``number`` an integer; ``flag`` yes or no; ``date``
a typed time; ``parts`` a list of structures of the register's own."""


class Field(msgspec.Struct, frozen=True):
    """A field of a register for those who show, filter and write records.

    ``title`` is its Japanese name, a message of the catalogues. ``facet``: records are counted and
    chosen by it. ``shown``: it is a column of a table unless one chooses otherwise. ``main``: it
    is compared between versions.
    """

    name: str
    title: str
    kind: FieldKind = "text"
    facet: bool = False
    shown: bool = True
    main: bool = False


R = TypeVar("R", bound=Record)

Why = Literal["orphan", "incomplete", "disorder", "unreadable", "unknown"]
"""Why a grammar left something: ``orphan`` belongs to no record; ``incomplete`` a record whose
needed part is missing; ``disorder`` a number out of its order; ``unreadable`` the page could not
be read; ``unknown`` follows no rule of the grammar."""


class Unplaced(msgspec.Struct, frozen=True):
    """What the grammar could not place: never dropped in silence."""

    page: int
    why: Why
    text: str
    places: tuple[Place, ...] = ()

    @classmethod
    def of(cls, why: Why, text: Traced) -> Unplaced:
        """``text`` as left over."""
        return cls(text.page, why, text.text, text.places())


class Extraction(msgspec.Struct, Generic[R]):
    """What a grammar took out of a document; ``records`` in the document's order."""

    records: list[R]
    unplaced: list[Unplaced]


class Register(Protocol[R]):
    """A register: a grammar that takes records of one kind out of pages.

    A new register is one class like this, in a file (or folder) of its own, and a line in
    :mod:`shiryokan.registers.catalogue`.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    fields: ClassVar[tuple[Field, ...]]

    @property
    def record(self) -> type[R]:
        """The type of its records."""

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether a document may be of this kind: a cheap look before :meth:`extract`.

        False only where :meth:`extract` would raise :class:`NoRecords`.
        """
        return True

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[R]:
        """The records of a document, or of all its pages as they were read, in order.

        ``document`` is its name or SHA-256, kept in each record. Raises :class:`NoRecords` with
        the reason if the document is not of this kind.
        """


def trace(*texts: Traced) -> list[Trace]:
    """A trace for each text; an empty text has none."""
    return [Trace(text.places(), text.confidence) for text in texts if text]


def unique_keys(records: Iterable[Record]) -> None:
    """Number the keys that are not alone, in the document's order: ``1/(1)/ア``, ``1/(1)/ア#2``."""
    seen: dict[str, int] = {}
    for record in records:
        count = seen[record.key] = seen.get(record.key, 0) + 1
        if count > 1:
            record.key = f"{record.key}#{count}"


def sureness(record: Record) -> float:
    """The confidence of a record: that of its least sure field."""
    return min((t.confidence for traces in record.provenance.values() for t in traces), default=1.0)


__all__ = [
    "Extraction", "Field", "FieldKind", "NoRecords", "Record", "Register", "Trace", "Unplaced",
    "Why", "sureness", "trace", "unique_keys",
]  # fmt: skip

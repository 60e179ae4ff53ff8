"""What every register is made of: records with provenance, and what could not be placed."""

from __future__ import annotations

import sys
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar, get_args, get_origin

import msgspec

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects, Side, nothing
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fields import Code, Field, List, Path, Text, field_of
from shiryokan.registers.reports import Course, Report
from shiryokan.registers.rewording import Rewording
from shiryokan.registers.schedules import ItemPart, ItemReference
from shiryokan.registers.source_text import Place, Traced
from shiryokan.registers.standing import Standing

if TYPE_CHECKING:
    from shiryokan.registers.comparison.changes import Comparison
    from shiryokan.registers.exercises import Edition, ExerciseDraft
    from shiryokan.registers.statements.draft import Draft, TableRow

SCHEMA_VERSION = 4
"""Version of the JSON of records. It grows when a field comes, goes or changes its meaning.

4: a fee item names its ``schedule``; a question has its links, what it withdraws and rereads, and
of which it is a reprint, and says whether it was deleted.
3: a requirement has its ``sentences``, each with its strength.
2: paths are lists of headings, of number and title, in every register."""

Values = Mapping[str, Any]
"""The values of a record's fields as plain data."""

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


class Heading(msgspec.Struct, frozen=True):
    """A heading over a record: its number and its title; one of them may be empty."""

    number: str
    title: str


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


KEY = "key"
"""Stands for a record's key in a :class:`Relation`."""


class Relation(msgspec.Struct, frozen=True):
    """Records of another register that have to do with one of this: the values of ``field`` here
    are those of ``other`` there. Either may be :data:`KEY`; ``other`` is a facet otherwise, or any
    field where only records of the ``same_document`` count. ``title`` stands over them, a
    message."""

    register: str
    field: str
    other: str
    title: str
    same_document: bool = False


class Register(ABC, Generic[R]):
    """A register: a grammar that takes records of one kind out of pages, and all that is to be
    known of them by those who show, search, compare and export them.

    A subclass names its record, as in ``class Notices(Register[Notice])``, and has ``name``,
    ``title``, ``fields`` and :meth:`extract`; all else can be derived. Titles and other words are
    messages in Japanese, whose translations stand in ``locale/`` beside the module of the class.
    It is found by an entry point in the group ``shiryokan.registers``
    (:mod:`shiryokan.registers.catalogue`); docs/adding-a-register.md is a walk-through.
    """

    name: ClassVar[str]
    """In addresses, files and the database: small letters, digits, ``-`` and ``_``."""
    title: ClassVar[str]
    fields: ClassVar[tuple[Field, ...]]
    version: ClassVar[int] = 1
    """Of the grammar. It grows when documents should be read into records anew."""
    order: ClassVar[int] = 100
    """Its place among the registers; those of one place are in the order of their names."""
    search_title: ClassVar[str] = ""
    """What its records are called in the search, where that is not ``title``."""
    aliases: ClassVar[tuple[str, ...]] = ()
    """Words by which ``kind:`` names it in a query, besides its name and titles."""
    about: ClassVar[str] = ""
    """What it holds and of which documents, in a sentence."""
    around: ClassVar[tuple[str, str]] = (_("前の項目"), _("次の項目"))
    """What leads from one of its records to the one before it and the one after it, messages."""
    nothing_found: ClassVar[Explanation] = Explanation(
        _("この種類の項目が見つかりません。"),
        _("文書の種類を確かめてください。"),
    )
    """What is wrong with a document without records, and what to do."""
    schedules: ClassVar[Mapping[str, str]] = {}
    """The schedules of fees (点数表) whose items its records are: of each a name for addresses, and
    a title, which is a message."""
    amounts: ClassVar[str] = _("点数")
    """What the amounts of its ``schedules`` are called, a message."""
    relations: ClassVar[tuple[Relation, ...]] = ()
    reports: ClassVar[tuple[Report, ...]] = ()
    course: ClassVar[Course | None] = None
    """Several versions side by side, where the register can tell what became of each thing."""
    year_field: ClassVar[str] = ""
    """The field that tells the year of a record, if one does."""
    yearly: ClassVar[bool] = False
    """Whether each year's document is one of its own, which the next year's leaves as it is (an
    annual plan), and no new version of last year's."""
    serial: ClassVar[bool] = False
    """Whether its documents follow each other without being versions of one text, as letters do:
    what stands in the next is something else, unless it says that it is printed again
    (:meth:`reprints`)."""
    compared_fields: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """For texts that :meth:`aspects` compares and that stand in one field of the old record and in
    another of the new: these fields, by name."""
    has_tables: ClassVar[bool] = False
    """Whether :meth:`table` makes any."""
    asks: ClassVar[Mapping[str, str]] = {}
    """What :meth:`exercises` asks for: of each sort a name, and a title, which is a message."""
    compared_titles: ClassVar[Mapping[str, str]] = {}
    """Titles of texts that :meth:`aspects` compares and that are no fields, by name."""

    @property
    def record(self) -> type[R]:
        """The type of its records: the one that the class names."""
        for base in getattr(type(self), "__orig_bases__", ()):
            if isinstance(get_origin(base), type) and issubclass(get_origin(base), Register):
                named: type[R] = get_args(base)[0]
                return named
        raise TypeError(f"{type(self).__name__} names no record: Register[...]")

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether a document may be of this kind: a cheap look before :meth:`extract`.

        False only where :meth:`extract` would raise :class:`NoRecords`.
        """
        return True

    @abstractmethod
    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[R]:
        """The records of a document, or of all its pages as they were read, in order.

        ``document`` is its name or SHA-256, kept in each record. Raises :class:`NoRecords` with
        the reason if the document is not of this kind.
        """

    def heading(self, values: Values) -> str:
        """What a record is called: its first code, and its first main text.

        ``values`` are those of its fields. Empty where they say nothing.
        """
        code = next((f for f in self.fields if isinstance(f.kind, Code)), None)
        named = next((f for f in self.fields if f.main and type(f.kind) is Text), None)
        parts = [str(values.get(field.name) or "") for field in (code, named) if field]
        return "　".join(part for part in parts if part)

    def digest(self, values: Values) -> Sequence[str]:
        """What a record says shortly, in a list of changes: its first main text or list."""
        fields = (f for f in self.fields if f.main and isinstance(f.kind, Text | List))
        for field in fields:
            if value := values.get(field.name):
                return [str(each) for each in value] if isinstance(value, list) else [str(value)]
        return []

    def wording(self, values: Values) -> Sequence[str]:
        """What is followed from version to version in a record's life, a line each."""
        return [line for text in self.digest(values) for line in text.split("\n")]

    def path(self, values: Values) -> str:
        """The headings over a record, as one line."""
        field = next((f for f in self.fields if isinstance(f.kind, Path)), None)
        return field.kind.line(values.get(field.name), str) if field else ""

    def headings(self, values: Values) -> list[str]:
        """The same headings, the outermost first."""
        for field in self.fields:
            if isinstance(field.kind, Path):
                return field.kind.headings(values.get(field.name))
        return []

    def year(self, record: R) -> int | None:
        """The year that a record tells of itself."""
        year: int | None = getattr(record, self.year_field) if self.year_field else None
        return year

    def items(self, values: Values) -> Sequence[ItemReference]:
        """The items of fee schedules that a record states or speaks of, by which it is found on an
        item's page. None, unless a register says so."""
        return ()

    def parts(self, records: Sequence[R]) -> Sequence[ItemPart]:
        """How an item is set out on its page, part by part in the schedule's order.

        ``records`` are all that state the item in one schedule: the item itself, then what stands
        within it. None, unless the register's records are items of a schedule."""
        return ()

    def standings(self, papers: Sequence[Sequence[R]]) -> Mapping[tuple[str, str], Standing]:
        """What later papers did to records, by document and key; what stands as it was is not in
        it. ``papers`` are the records of each document, in any order. Nothing, unless the register
        says so."""
        return {}

    def reprints(self, papers: Sequence[Sequence[R]]) -> Mapping[tuple[str, str], tuple[str, str]]:
        """Of records that a later paper prints again, by document and key, the record that it is
        there. ``papers`` are the records of each document, in any order. Nothing, unless the
        register says so."""
        return {}

    def acts(self, values: Values) -> Sequence[str]:
        """The sentences with which a record withdraws or changes others, as :meth:`standings` tells
        of these. None, unless the register says so."""
        return ()

    def rewording(self, values: Values) -> Rewording | None:
        """What a record corrects in a text of another paper. Nothing, unless the register says
        so."""
        return None

    def day(self, values: Values) -> str:
        """The day (ISO 8601) of the paper that a record stands in, as far as the record tells it
        of itself; empty otherwise."""
        told = self.rewording(values)
        return told.date if told else ""

    def aspects(self, old: Sequence[R], new: Sequence[R]) -> Aspects:
        """How two versions are compared: by the main fields, all alike, and by the path."""
        fields = [field for field in self.fields if field.main]
        sides = [
            Side(field.name, text, text, 1 / len(fields))
            for field in fields
            for text in [_text_of(field)]
        ]
        path = next((_text_of(f) for f in self.fields if isinstance(f.kind, Path)), nothing)
        half = sides[-1] if sides else Side("", nothing, nothing, 1)
        return Aspects(place=lambda record: [path(record), record.key], texts=sides, halves=half)

    def draft(
        self, old: Sequence[R], new: Sequence[R], compared: Callable[[], Comparison]
    ) -> Draft:
        """What changed from ``old`` to ``new``, in sentences with both places; nothing is said of
        what is not sure. ``compared`` makes the comparison of both, where it is needed."""
        from shiryokan.registers.statements.of_records import record_draft  # noqa: PLC0415

        return record_draft(self, old, new, compared())

    def exercises(self, new: Edition, old: Edition | None = None) -> Iterable[ExerciseDraft]:
        """What can be asked of the records of a paper, and of what became of an older one. Nothing,
        unless a register says so."""
        return ()

    def table(self, old: Sequence[R], new: Sequence[R], key: str) -> Sequence[TableRow]:
        """The changes within one record as rows. None, unless a register says so."""
        return ()

    def field(self, name: str) -> Field | None:
        """The field of a name."""
        return field_of(self.fields, name)

    def report(self, name: str) -> Report | None:
        """The report of a name."""
        return next((report for report in self.reports if report.name == name), None)

    def compared_words(self, translate: Callable[[str], str]) -> dict[str, str]:
        """The titles of fields, and of what else :meth:`aspects` compares, by name."""
        titles = {field.name: field.title for field in self.fields} | dict(self.compared_titles)
        return {name: translate(title) for name, title in titles.items()}

    @property
    def locale(self) -> FilePath | None:
        """The folder of its translations, if it has one."""
        module = sys.modules[type(self).__module__]
        folder = FilePath(module.__file__ or "").parent / "locale"
        return folder if folder.is_dir() else None


def _text_of(field: Field) -> Callable[[Any], str]:
    def text(record: Any) -> str:
        return field.kind.compared(msgspec.to_builtins(getattr(record, field.name)))

    return text


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
    "KEY", "Extraction", "Field", "Heading", "NoRecords", "Record", "Register", "Relation",
    "Trace", "Unplaced", "Values", "Why", "sureness", "trace", "unique_keys",
]  # fmt: skip

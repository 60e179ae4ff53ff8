"""Views of a register of its own making: a table of what one version says, or of what changed
between two, with a chart if it has one.

A register declares them (``Register.reports``); each is served, exported and, of two versions,
written by the command line without anybody else knowing it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import msgspec

from shiryokan.registers.fields import Field

if TYPE_CHECKING:
    from shiryokan.registers.comparison.changes import Comparison

Row = Mapping[str, Any]


class Shown(msgspec.Struct, frozen=True):
    """A column as the page of a report shows it. ``title`` is a message; ``names`` are the values
    of a row that it shows.

    ``text`` one value; ``number`` the same, at the right; ``difference`` a number with its sign;
    ``word`` the row's ``kind``; ``record`` a key, which leads to the record, and what is written
    there if it is not the key; ``facet`` a value of
    the field ``facet``, which leads to the records that have it; ``pair`` an old and a new value,
    one beside the other where they differ, and further pairs only if they do; ``pages`` the pages
    of the old and the new version.
    """

    title: str
    names: tuple[str, ...]
    kind: Literal["text", "number", "difference", "word", "record", "facet", "pair", "pages"] = (
        "text"
    )
    facet: str = ""
    empty: str = ""
    """What stands there, a message, where there is no value."""
    after: bool = False
    """Only of use beside an earlier version, whose title fills ``%(before)s``."""
    naming: bool = False
    """Names the row's record, as the key does: cards of one record below each other say it once."""


def said_again(columns: Sequence[Shown], row: Row, above: Row | None) -> list[Shown]:
    """The columns that name the record of ``row`` as they name that of the row ``above`` it: none
    where the two are of different records."""
    if above is None:
        return []

    def same(column: Shown) -> bool:
        return all(row.get(name) == above.get(name) for name in column.names)

    if not any(same(column) for column in columns if column.kind == "record"):
        return []
    return [c for c in columns if (c.kind == "record" or c.naming) and same(c)]


class Chart(msgspec.Struct, frozen=True):
    """A bar for each row: ``parts`` are the counts it is made of, by their name in the row, with
    their words; ``label`` is the row's name. ``title`` is a message."""

    title: str
    label: str
    parts: Mapping[str, str]


class Report(ABC):
    """A report. Words are messages.

    ``versions``: it is of one version (and told of the one before), or of two that are compared.
    ``columns`` are those of its files; a row may have more values, for the page alone.
    """

    name: ClassVar[str]
    """In its address, below the register's."""
    title: ClassVar[str]
    link: ClassVar[str]
    """What leads to it."""
    versions: ClassVar[Literal[1, 2]] = 1
    looks_back: ClassVar[bool] = True
    """Whether the rows of one version depend on the one before: else that is not read."""
    columns: ClassVar[tuple[Field, ...]]
    shown: ClassVar[tuple[Shown, ...]]
    kinds: ClassVar[Mapping[str, str]] = {}
    """The kinds of rows, by which one can narrow: the words of ``kind`` in a row."""
    note: ClassVar[str] = ""
    """A sentence above the table; ``%(total)s`` is the number of the version's records."""
    chart: ClassVar[Chart | None] = None
    version: ClassVar[int] = 1
    """Grows when the rows of the same records change."""
    file_name: ClassVar[str] = ""
    """Of its files; that of the register and its own otherwise."""
    option: ClassVar[str] = ""
    """The option of ``shiryokan compare`` that writes it."""
    option_help: ClassVar[str] = ""

    @abstractmethod
    def rows(
        self, new: Sequence[Any], old: Sequence[Any], comparison: Comparison | None
    ) -> list[dict[str, Any]]:
        """The rows: plain values, untranslated.

        ``new`` are the records of the version, ``old`` those of the other one, or of the one before
        (empty if there is none, or if the report does not look back), and ``comparison`` says what
        became of them, for a report of one version that looks back and has one before.
        """


class Course(ABC):
    """What became of each thing through several versions, side by side: a row a thing, a value a
    version. Words are messages.

    A row has the values of ``columns``, its ``kind``, and ``values``, ``numbers`` and ``pages``: of
    each version what is printed, the number it stands for, and where; empty where the thing is not
    in it. ``value`` is the title of the number.
    """

    title: ClassVar[str]
    link: ClassVar[str]
    """What leads to it."""
    value: ClassVar[str]
    columns: ClassVar[tuple[Field, ...]]
    shown: ClassVar[tuple[Shown, ...]]
    kinds: ClassVar[Mapping[str, str]]
    first_kind: ClassVar[str] = ""
    """The kind of rows that is shown until one asks for others."""
    version: ClassVar[int] = 1
    """Grows when the rows of the same records change."""

    @abstractmethod
    def rows(self, versions: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
        """The rows of the records of each version, the oldest first: plain values, untranslated."""

"""What is asked of the search: one type for the pages, the API, assistants, saved searches, the
command line and the semantic search.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import get_args
from urllib.parse import urlencode

import msgspec

from shiryokan.instance import current
from shiryokan.japanese.codepoints import without_nul
from shiryokan.search.engine import Sort
from shiryokan.search.kinds import KINDS, PAGE
from shiryokan.search.lexer import BadQuery
from shiryokan.search.query import Query
from shiryokan.search.query_parser import parse

SORTS: tuple[Sort, ...] = get_args(Sort)
ALL = "all"
"""The value of the parameter ``kind`` for everything at once."""
_YEAR_DIGITS = 4
_MARKING = ("q", "exact")


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """The query as typed, and where to look; empty is everywhere.

    ``kind`` is one of :data:`.kinds.KINDS`, or empty for all of them; ``publisher``, ``council``
    and ``ministry`` are whole names, ``document`` is a document's id; ``year`` and the days
    ``date_from`` and ``date_to`` (both included) are about the documents' dates; with ``exact``
    no other spellings are looked for. Raises :class:`ValueError` for a kind, an order or a year
    that there is not; whether ``text`` can be understood, :meth:`query` tells.
    """

    text: str
    kind: str = PAGE
    publisher: str = ""
    council: str = ""
    ministry: str = ""
    document: str = ""
    year: int | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    sort: Sort = "best"
    exact: bool = False

    def __post_init__(self) -> None:
        if self.kind and self.kind not in KINDS:
            raise ValueError(f"no kind of entry: {self.kind!r}")
        if self.sort not in SORTS:
            raise ValueError(f"no order of hits: {self.sort!r}")
        if self.year is not None and not datetime.MINYEAR <= self.year <= datetime.MAXYEAR:
            raise ValueError(f"no year: {self.year}")

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str]) -> Question:
        """The question of the search page's address; what it does not understand is left out."""
        # no database takes U+0000, and nobody types it
        given = {name: without_nul(value) for name, value in parameters.items()}
        kind, sort = given.get("kind", PAGE), given.get("sort", "best")
        return cls(
            text=given.get("q", "").strip(),
            kind="" if kind == ALL else kind if kind in KINDS else PAGE,
            publisher=given.get("publisher", ""),
            council=given.get("council", ""),
            ministry=given.get("ministry", ""),
            year=_year(given.get("year", "")),
            date_from=_day(given.get("from", "")),
            date_to=_day(given.get("to", "")),
            sort=next((known for known in SORTS if known == sort), "best"),
            exact="exact" in given,
        )

    def to_parameters(self) -> dict[str, str]:
        """The parameters of the search page's address that ask this: :meth:`from_parameters` gives
        the question back. The page does not ask of a single document, so none is named."""
        given = {
            "q": self.text,
            "kind": (self.kind or ALL) if self.kind != PAGE else "",
            "publisher": self.publisher,
            "council": self.council,
            "ministry": self.ministry,
            "year": f"{self.year:0{_YEAR_DIGITS}}" if self.year else "",
            "from": self.date_from.isoformat() if self.date_from else "",
            "to": self.date_to.isoformat() if self.date_to else "",
            "sort": self.sort if self.sort != "best" else "",
            "exact": "1" if self.exact else "",
        }
        return {name: value for name, value in given.items() if value}

    def query(self) -> Query:
        """What the text says. Raises :class:`BadQuery`."""
        most = current.config().query_characters
        if len(self.text) > most:
            raise BadQuery("query_long", most)
        # a program that asks a distant library has the question's shape, and no database
        from shiryokan.search.synonym_store import current_synonyms  # noqa: PLC0415

        return parse(without_nul(self.text, " "), current_synonyms(), exact=self.exact)

    def replace(self, **changes: object) -> Question:
        """This question with ``changes``."""
        return msgspec.structs.replace(self, **changes)

    def with_kind_of_words(self) -> Question:
        """This question among the kind of entries that its own words name (``kind:``): of any
        other kind nothing could be found."""
        if not self.text:
            return self
        try:
            kinds = self.query().kinds()
        except BadQuery:
            return self
        if not kinds:
            return self
        return self.replace(kind=next(iter(kinds)) if len(kinds) == 1 else "")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the words and the kind narrows the search."""
        return bool(
            self.publisher or self.council or self.ministry or self.document
            or self.year or self.date_from or self.date_to
        )  # fmt: skip


def marking(parameters: Mapping[str, str]) -> str:
    """The part of an address that marks the hits on the pages it leads to."""
    kept = {name: value for name in _MARKING if (value := parameters.get(name, "").strip())}
    return urlencode(kept)


def _year(text: str) -> int | None:
    return (int(text) or None) if text.isdecimal() and len(text) == _YEAR_DIGITS else None


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
